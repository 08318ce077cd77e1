// Opens the pages of an output folder in Chromium and writes what it saw as one JSON document
// to stdout. It judges nothing: tests/it/browser.rs does.
//
//   node check.mjs <output folder> <folder for printed PDFs>
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch, overflow, PHONE } from "./overflow.mjs";
import { aligned, begins, cards, contrasts, frozen, handy, outside, pairs, panel, places, pressed, sheets, torn } from "./screen.mjs";
import { answers, banded, sieved } from "./table.mjs";
import { largest } from "./type.mjs";

const [output, printed] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const posters = readdirSync(join(output, "posters")).filter((f) => f.endsWith(".html")).sort();
const tables = readdirSync(join(output, "tables")).filter((f) => f.endsWith(".html")).sort();
// Posters differ in their words only: every kind of the first department, and every kind
// again of some other.
const some = posters.filter((f, i) => i < 4 || i % 5 === 0 || f === "index.html");
// Pages of posts differ in their words only.
const posts = readdirSync(join(output, "posts")).filter((f) => f.endsWith(".html")).sort();
const pages = ["index.html", "handbook.html", "calendar.html", "calendar/departments.html",
  "years.html", `posts/${posts[0]}`, `posts/${posts[9]}`]
  .concat(tables.map((f) => `tables/${f}`), some.map((f) => `posters/${f}`));

const DESK = { width: 1280, height: 900 };
// Heads of parts and of regulations, and what stands within them.
const PLACES = ["part-2", "part-3", "part-4", "r2", "r1-c2", "d-czs", "annex-records"];

const browser = await launch(puppeteer);
const seen = [];
for (const name of pages) {
  const page = await browser.newPage();
  const entry = { page: name, console: [], requests: [] };
  page.on("console", (m) => ["error", "warn"].includes(m.type()) && entry.console.push(m.text()));
  page.on("pageerror", (e) => entry.console.push(String(e)));
  page.on("request", (r) => entry.requests.push(r.url()));
  const open = async (viewport) => {
    await page.setViewport(viewport);
    await page.goto(pathToFileURL(join(output, name)).href, { waitUntil: "load" });
  };

  await open(PHONE);
  entry.overflow = await overflow(page);
  entry.overprinted = await overprinted(page);
  // Of the book a part of every kind: all of it takes minutes.
  const parts = { include: [".bar", "#side", ".place", "#r1", "#d-czs"] };
  const some = name === "handbook.html" ? parts : undefined;
  if (name.endsWith("-workflow.html")) {
    entry.panel = await panel(page);
    entry.pressed = await pressed(page);
  }
  if (name === "tables/risks.html" || name.startsWith("posts/")) entry.pairs = await pairs(page);
  if (name === "handbook.html") {
    entry.sheets = await sheets(page);
    entry.phoned = await places(page, PLACES);
  }
  await page.evaluate(axe);
  // What is not laid out yet has no place that axe could look at: all of it, for once.
  const whole = { content: "* { content-visibility: visible !important; }" };
  await page.addStyleTag(whole);
  entry.handy = await handy(page);
  entry.cards = await cards(page);
  entry.outside = await outside(page);
  // Posters differ in their words only; the frame around them is the same.
  const again = /^posters\/.*-/.test(name) && posters.indexOf(name.slice("posters/".length)) > 3;
  entry.phone = again ? [] : await faults(page, some);
  if (name === "tables/risks.html") entry.sieved = await sieved(page, faults);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  if (!again) entry.phone.push(...(await faults(page, some, ["color-contrast"])));

  await page.setViewport({ ...PHONE, width: 320 });
  entry.narrow = await overflow(page);
  const named = /^(tables\/|handbook|years|posts\/)/.test(name);
  entry.begins = {};
  if (named) entry.begins["320 px"] = await begins(page);

  entry.tablet = [];
  for (const width of [720, 899]) {
    await page.setViewport({ ...DESK, width });
    entry.tablet.push(await overflow(page));
    if (/^tables\/(posts|risks)/.test(name)) entry.below = await page.evaluate(() => {
      window.scrollTo(0, 0);
      return document.querySelector("section.landscape").getBoundingClientRect().bottom - innerHeight;
    });
  }
  if (!again) entry.largest = await largest(page, DESK);

  // An address that was cut short on its way stops no script.
  if (/^(index|handbook|calendar|tables\/risks)\.html$/.test(name)) {
    await page.goto(`${pathToFileURL(join(output, name)).href}#%E4`, { waitUntil: "load" });
    await page.goto("about:blank");
  }

  await open(DESK);
  entry.title = await page.title();
  if (name === "calendar.html") entry.chosen = await page.evaluate(() => {
    document.querySelector(".calendar-tabs [data-state=done]").click();
    const out = ["count", "done"].map((what) => Number(document.getElementById(`calendar-${what}`).textContent));
    out.push(document.querySelectorAll(".agenda-row:not([hidden])").length);
    document.querySelector(".calendar-tabs [data-state='']").click();
    return out;
  });
  entry.overprinted.push(...(await overprinted(page)));
  await page.evaluate(axe);
  await page.addStyleTag(whole);
  entry.axe = await faults(page);
  await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
  entry.dark = await faults(page, some, ["color-contrast"]);
  await page.evaluate(() => delete document.documentElement.dataset.theme);
  if (name === "handbook.html") {
    await page.evaluate(() => (document.documentElement.dataset.theme = "dark"));
    entry.drawn = await contrasts(page);
    await page.evaluate(() => delete document.documentElement.dataset.theme);
    entry.places = await places(page, PLACES);
    entry.torn = {};
    for (const width of [1280, 1440]) {
      await page.setViewport({ ...DESK, width });
      entry.torn[width] = await torn(page);
    }
    await page.setViewport({ ...DESK, width: 800 });
    entry.frozen = await frozen(page);
    await open(DESK);
    await page.evaluate(axe);
    await page.addStyleTag(whole);
    Object.assign(entry, await handbook(page));
  }
  if (/tables\/(posts|risks)\.html$/.test(name)) entry.answers = await answers(page);
  if (name === "tables/risks.html") {
    entry.banded = await banded(page, DESK);
    await page.setViewport(DESK);
  }
  if (named) {
    for (const width of [768, 1280]) {
      await page.setViewport({ ...DESK, width });
      entry.begins[`${width} px`] = await begins(page);
    }
    await page.emulateMediaType("print");
    for (const width of [642, 1001]) {
      await page.setViewport({ ...DESK, width });
      entry.begins[`${width} px of paper`] = await begins(page);
    }
    entry.faint = await faint(page);
    entry.covering = await covering(page);
    if (name === "handbook.html") entry.aligned = await aligned(page);
    await page.emulateMediaType(null);
    await page.setViewport(DESK);
  }
  if (name === "calendar/departments.html") {
    await page.emulateMediaType("print");
    entry.faint = await faint(page);
    entry.covering = await covering(page);
    await page.emulateMediaType(null);
  }
  entry.shut = await shut(page);
  entry.outside.push(...(await outside(page)));
  const isSheet = /posters\/(.*-(duties|rules|workflow|grade)|summary)\.html$/.test(name);
  if (!isSheet) entry.cut = await cut(page);
  if (isSheet || !name.startsWith("posters/")) {
    entry.print = join(printed, name.replace("/", "-").replace(".html", ".pdf"));
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, timeout: 0 });
    writeFileSync(entry.print, pdf);
  }
  if (name.endsWith("-workflow.html")) {
    entry.steps = await steps(page);
    entry.a3 = join(printed, name.replace("/", "-").replace(".html", "-a3.pdf"));
    const a3 = { width: "297mm", height: "420mm", printBackground: true };
    // The same page on the office printer's sheet, as “fit to page” does it: 297 / 600.
    writeFileSync(entry.a3, await page.pdf({ ...a3, scale: 0.49 }));
  }
  seen.push(entry);
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));

// What axe finds in the page or a part of it: all, or what `rules` say.
async function faults(page, part, rules) {
  return page.evaluate(async (part, rules) => {
    const only = rules && { runOnly: { type: "rule", values: rules } };
    const found = await window.axe.run(part ?? document, { resultTypes: ["violations"], ...only });
    return found.violations.map((v) => ({
      id: v.id,
      impact: v.impact,
      help: v.help,
      nodes: v.nodes.length,
      first: v.nodes[0]?.html.slice(0, 160),
    }));
  }, part, rules);
}

// Text upon text: a head that sticks lies on the first row of its table though nobody has scrolled,
// or the word before a cell of a card is wider than the room it stands in.
async function overprinted(page) {
  return page.evaluate(() => {
    const out = [];
    for (const table of document.querySelectorAll("table")) {
      const row = table.tBodies[0]?.rows[0];
      const heads = [...(table.tHead?.querySelectorAll("th") ?? [])];
      const stands = heads.filter((th) => th.getClientRects().length && !th.closest(".hidden"));
      if (!row || !table.tHead || getComputedStyle(table.tHead).position === "absolute") continue;
      const bottom = Math.max(...stands.map((th) => th.getBoundingClientRect().bottom));
      const top = row.getBoundingClientRect().top;
      if (stands.length && bottom > top + 2) out.push(`head to ${bottom} on a row at ${top}: ${row.textContent.trim().slice(0, 20)}`);
    }
    const pen = document.createElement("canvas").getContext("2d");
    for (const cell of document.querySelectorAll(".stack td[data-head], .as-text td[data-head]")) {
      const word = getComputedStyle(cell, "::before");
      if (!cell.getClientRects().length || word.content === "none" || word.position !== "absolute") continue;
      pen.font = word.font;
      const room = parseFloat(getComputedStyle(cell).paddingLeft);
      if (pen.measureText(cell.dataset.head).width > room) out.push(`${cell.dataset.head} on ${cell.textContent.trim().slice(0, 20)}`);
    }
    return out.slice(0, 5);
  });
}

// What is written in white on a colour that a printer may leave out.
async function faint(page) {
  return page.evaluate(() => [...document.querySelectorAll("main [class*='grade-']")]
    .filter((e) => e.getClientRects().length && !e.closest("svg"))
    .filter((e) => getComputedStyle(e).backgroundColor !== "rgba(0, 0, 0, 0)" && getComputedStyle(e).printColorAdjust !== "exact")
    .map((e) => `${e.className}: ${e.textContent}`)
    .slice(0, 5));
}

// The folds whose words a sheet of paper leaves out.
async function shut(page) {
  await page.emulateMediaType("print");
  const out = await page.evaluate(() => [...document.querySelectorAll("main details")]
    .filter((fold) => fold.getClientRects().length)
    .filter((fold) => !fold.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))
    .map((fold) => fold.textContent.trim().slice(0, 40)));
  await page.emulateMediaType(null);
  return out.slice(0, 5);
}

// The signs of grades that reach beyond the cell of a table, or the line of facts, that they stand in.
async function covering(page) {
  return page.evaluate(() => [...document.querySelectorAll("td .chip, th .chip, .fact .chip")]
    .filter((chip) => chip.getClientRects().length && !chip.closest(".hidden, caption"))
    .filter((chip) => {
      const [own, cell] = [chip, chip.closest("td, th, .fact")].map((e) => e.getBoundingClientRect());
      return own.top < cell.top || own.bottom > cell.bottom + 0.5;
    })
    .map((chip) => chip.closest("tr, .fact").textContent.trim().slice(0, 40))
    .slice(0, 5));
}

// What a sheet of paper cuts off: text beyond the edges of the page, as wide as a printer has it
// between its margins, in px. Rules for phones by the width of the window reach paper too.
async function cut(page) {
  await page.emulateMediaType("print");
  const out = [];
  for (const width of [589, 642, 1001]) {
    await page.setViewport({ width, height: 900 });
    out.push(...(await page.evaluate((width) => {
      const wide = (e) => e.closest(".landscape") || getComputedStyle(e).page === "wide";
      const out = [];
      for (const e of document.querySelectorAll("main *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
        if (!own || e.closest("svg, .hidden, caption") || !e.getClientRects().length) continue;
        if (width < 1000 && wide(e)) continue;
        for (const node of e.childNodes) {
          if (node.nodeType !== 3) continue;
          const range = document.createRange();
          range.selectNodeContents(node);
          const beyond = (box) => box.width && (box.left < -0.5 || box.right > width + 0.5);
          if (![...range.getClientRects()].some(beyond)) continue;
          // Spaces may hang over the end of a line: nothing of them is seen.
          const at = [...node.data].findIndex((c, i) => {
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            return c.trim() && [...range.getClientRects()].some(beyond);
          });
          if (at >= 0) out.push(`${e.className || e.tagName}: ${node.data.slice(at, at + 20)}, ${width} px`);
        }
      }
      return out.slice(0, 5);
    }, width)));
  }
  await page.emulateMediaType(null);
  await page.setViewport(DESK);
  return out;
}

// Whether a step of the chart and its row of the text mark each other: which rows and steps are
// marked while the pointer is on the second row, and on the third step.
async function steps(page) {
  const marked = () => page.evaluate(() => ["g.step", ".as-text .steps tbody tr"].map((all) =>
    [...document.querySelectorAll(all)].flatMap((one, at) => (one.matches(".marked") ? [at] : []))));
  const out = [];
  for (const [all, at] of [[".as-text .steps tbody tr", 1], ["g.step", 2]]) {
    const one = (await page.$$(all))[at];
    // The middle of a step with boxes on both sides is nothing that could be pointed at.
    await ((await one.$("rect, polygon, path")) ?? one).hover();
    out.push(await marked());
  }
  return out;
}

// Rows that are hidden below the head of their table when they are jumped to.
async function covered(page) {
  return page.evaluate(async () => {
    const out = [];
    // Every post, and of the longer tables one in five.
    const all = [...document.querySelectorAll("tbody tr[id]")];
    const rows = all.filter((row, i) => row.id.startsWith("post-") || i % 5 === 0);
    for (const row of rows) {
      location.hash = row.id;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      // Where rows are cards, the head is for screen readers only; what says where one is stays.
      const head = row.closest("table").tHead;
      const seen = getComputedStyle(head).position !== "absolute";
      const above = [document.querySelector(".place"), ...(seen ? head.querySelectorAll("th") : [])];
      const bottom = Math.max(...above.map((part) => part.getBoundingClientRect().bottom));
      const top = row.getBoundingClientRect().top;
      if (top < bottom - 0.5) out.push(`${row.id} at ${top}, head to ${bottom}`);
    }
    return { rows: rows.length, out };
  });
}

async function handbook(page) {
  const hits = {};
  for (const word of ["联席会议", "一岗双责", "票据", "没有这样的词"]) {
    await page.$eval("#search-box", (box) => (box.value = ""));
    await page.type("#search-box", word);
    hits[word] = await page.evaluate(async () => {
      const all = (selector) => [...document.querySelectorAll(`#search-panel ${selector}`)];
      const out = { none: all(".search-none")[0].textContent, listed: 0, marks: [], dead: [] };
      out.total = Number(all(".search-kind small")[0]?.textContent ?? 0);
      // Every kind in full, as its button shows it.
      for (let i = 1; i < all(".search-kind").length; i++) {
        all(".search-kind")[i].click();
        out.listed += all(".search-hit").length;
        out.marks.push(...all("mark").map((m) => m.textContent));
        const places = all(".search-hit").filter((a) => a.pathname === location.pathname);
        const ids = places.map((a) => decodeURIComponent(a.hash.slice(1)));
        out.dead.push(...ids.filter((id) => !document.getElementById(id)));
      }
      return out;
    });
  }
  // The first hit, opened by the keyboard.
  await page.$eval("#search-box", (box) => (box.value = ""));
  await page.type("#search-box", "票据");
  await page.keyboard.press("Enter");
  await new Promise((done) => setTimeout(done, 100));
  const jumped = await page.evaluate(() => location.hash);
  const arrived = await page.evaluate(() => ({
    query: location.search,
    open: !document.getElementById("search-panel").hidden,
    marks: [...document.querySelectorAll("mark.found")].map((m) => m.textContent),
    crumbs: [...document.querySelectorAll("#crumbs li")].map((li) => li.textContent),
  }));
  await page.goBack();
  await new Promise((done) => setTimeout(done, 200));
  const back = await page.evaluate(() => ({
    open: !document.getElementById("search-panel").hidden,
    value: document.getElementById("search-box").value,
  }));
  const searching = await faults(page, { include: [".bar"] });
  // Esc clears, then closes.
  const escaped = [];
  for (let i = 0; i < 2; i++) {
    await page.keyboard.press("Escape");
    escaped.push(await page.evaluate(() => [
      document.getElementById("search-box").value,
      !document.getElementById("search-panel").hidden,
    ]));
  }
  const links = await page.evaluate(() => {
    const dead = (selector) =>
      [...document.querySelectorAll(selector)]
        .map((a) => decodeURIComponent(a.hash.slice(1)))
        .filter((id) => !document.getElementById(id));
    return {
      side: document.querySelectorAll("#side a[href^='#']").length,
      deadSide: dead("#side a[href^='#']"),
      articles: document.querySelectorAll("section.article").length,
      anchored: document.querySelectorAll("section.article[id] > a.anchor").length,
      deadAnchors: dead("section.article > a.anchor"),
    };
  });
  // A link of the contents brings its heading to the top of the window, below the bar.
  await page.evaluate(() => {
    const all = [...document.querySelectorAll("#side a[href^='#']")];
    all[all.length - 1].click();
  });
  await new Promise((done) => setTimeout(done, 300));
  const landed = await page.evaluate(() => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
    return { top: target.getBoundingClientRect().top, bar, height: window.innerHeight };
  });
  const notice = await page.evaluate(() => {
    const style = getComputedStyle(document.querySelector(".notice .mark"));
    return { border: style.borderTopWidth, ground: style.backgroundColor };
  });
  const jumps = {};
  for (const width of [1280, 1000, 375]) {
    await page.setViewport({ width, height: 900 });
    jumps[width] = await covered(page);
  }
  await page.setViewport(DESK);
  return { hits, jumped, arrived, back, searching, escaped, links, landed, notice, jumps };
}
