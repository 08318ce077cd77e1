// Drives the preview in Chromium while files are saved, and writes what it saw as one JSON
// document to stdout. It judges nothing: tests/it/watch_browser.rs does.
//
//   node watch.mjs <address of the preview> <its rules folder>
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { launch, overflow, PHONE } from "./overflow.mjs";

const [address, rules] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESK = { width: 1280, height: 900 };
const FILE = join(rules, "departments/czs.toml");
const good = readFileSync(FILE, "utf8");
const save = (text) => writeFileSync(FILE, text);

const browser = await launch(puppeteer);
const seen = { console: [], faults: [], elsewhere: [] };
const page = await browser.newPage();
page.on("console", (m) => {
  // A page that is not there yet is told by its status.
  if (["error", "warn"].includes(m.type()) && !m.text().includes("404")) seen.console.push(m.text());
});
page.on("pageerror", (e) => seen.console.push(String(e)));
page.on("request", (r) => {
  if (!r.url().startsWith(address) && !r.url().startsWith("data:")) seen.elsewhere.push(r.url());
});

const frame = () => page.frames().find((f) => f !== page.mainFrame());
// What is asked of a page in the moment in which it is replaced is asked again of the new one.
const inPage = async (what, ...given) => {
  for (let left = 20; ; left--) {
    try {
      return await frame().evaluate(what, ...given);
    } catch (error) {
      if (left === 0 || !/context was destroyed|detached/i.test(error)) throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
};
const until = (what, ...given) => page.waitForFunction(what, { polling: 20, timeout: 120000 }, ...given);
const shows = (text) =>
  until((text) => document.getElementById("page").contentDocument?.body?.textContent.includes(text), text);
// All pages are made, not only those that are looked at.
const quiet = async () => {
  const round = async () => (await (await fetch(`${address}/~watch/state`)).json()).round;
  for (let last = null, now = await round(); last !== now; last = now, now = await round()) {
    await new Promise((done) => setTimeout(done, 1500));
  }
};
const text = (id) => page.$eval(`#${id}`, (e) => e.textContent);
const faults = async (where) => {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await axe.run(document, { iframes: false });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  });
  seen.faults.push(...found.map((fault) => `${where}: ${fault}`));
};

// A page far down, with filters in its address.
await page.setViewport(DESK);
await page.goto(`${address}/tables/risks.html#text=%E8%B4%A2`, { waitUntil: "load" });
await until(() => document.getElementById("took").textContent !== "");
await new Promise((done) => setTimeout(done, 500));
await inPage(() => (window.isTheSame = true));
const row = () =>
  inPage(() => {
    const at = document.getElementById("risk-cw-4") ?? document.querySelector('[id^="risk-cw-"]');
    return { top: Math.round(at.getBoundingClientRect().top), y: Math.round(scrollY + (at.closest("section.landscape")?.scrollTop ?? 0)), hash: location.hash, shown: document.querySelectorAll("section.landscape tbody tr:not(.band):not([hidden])").length };
  });
// Beside the findings the table scrolls by itself. Near its top: what the save makes taller stands
// above.
await inPage(() => {
  const at = document.getElementById("risk-cw-4") ?? document.querySelector('[id^="risk-cw-"]');
  at.scrollIntoView({ block: "start", behavior: "instant" });
});
seen.before = { ...(await row()), url: page.url(), title: await page.title() };
await faults("clean");

// A save that changes the page shows, and the reader is where he was.
const old = /behaviour = "([^"]*)"/.exec(good)[1];
save(good.replace(`behaviour = "${old}"`, `behaviour = "${old}另加的字"`));
await shows("另加的字");
await new Promise((done) => setTimeout(done, 500));
seen.after = { ...(await row()), url: page.url(), renewed: !(await inPage(() => window.isTheSame ?? false)) };

// One that does not leaves it alone.
await inPage(() => (window.isTheSame = true));
const round = await text("took");
save(`${good.replace(`behaviour = "${old}"`, `behaviour = "${old}另加的字"`)}\n# 说明\n`);
await until((round) => document.getElementById("took").textContent !== round, round);
await new Promise((done) => setTimeout(done, 300));
seen.untouched = await inPage(() => window.isTheSame ?? false);

// A broken one leaves the last good page below a banner.
save(good.replace('finance = "full"', 'finance = "ful"'));
await until(() => !document.getElementById("banner").hidden);
await new Promise((done) => setTimeout(done, 300));
seen.broken = {
  banner: await text("banner-text"),
  kept: await inPage(() => document.body.textContent.includes("另加的字")),
  title: await page.title(),
  icon: await page.$eval("#icon", (e) => decodeURIComponent(e.href)),
  errors: await page.$eval('.counts [data-level="error"] span', (e) => e.textContent),
  place: await page.$eval(".item .at", (e) => e.textContent),
  marked: await page.$eval(".item mark", (e) => e.textContent),
};
await faults("broken");
await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
await faults("dark");
await page.emulateMediaFeatures([]);

// The list of findings by keys and by mouse.
await page.click("#first");
const focused = () => page.evaluate(() => document.activeElement.className + " " + document.activeElement.textContent);
seen.first = await focused();
await page.keyboard.press("j");
seen.next = await focused();
await page.keyboard.press("k");
seen.previous = await focused();
const second = (await page.$$(".says"))[1];
await second.click();
seen.opened = await page.$$eval(".item", (items) => items[1].querySelector(".more").hidden === false);
await browser.defaultBrowserContext().overridePermissions(address, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
await page.click(".item .at");
await until(() => !document.getElementById("toast").hidden);
seen.copied = await page.evaluate(() => navigator.clipboard.readText().catch(String));
await page.click('.sieve [data-level="warning"]');
seen.sieved = await page.$$eval(".item", (items) => items.map((item) => item.className));
await page.click('.sieve [data-level=""]');

// The draft shows the rules as they are.
await page.click("#draft");
await shows("草稿");
seen.draft = await page.evaluate(() => document.getElementById("page").contentWindow.location.pathname);
await page.click("#draft");
await until(() => document.getElementById("page").contentWindow.location.pathname.startsWith("/~page/"));

// Mended: the banner goes, by itself.
save(good);
await until(() => document.getElementById("banner").hidden);
await until(() => !document.getElementById("page").contentDocument?.body?.textContent.includes("另加的字"));
seen.mended = { title: await page.title(), errors: await page.$eval('.counts [data-level="error"] span', (e) => e.textContent) };

await quiet();

// Of a long page only what has changed is put in.
await page.goto(`${address}/handbook.html`, { waitUntil: "load" });
await shows(old);
await inPage(() => {
  scrollTo({ top: document.getElementById("risk-cw-1").getBoundingClientRect().top + scrollY - 300, behavior: "instant" });
  window.isTheSame = true;
});
await new Promise((done) => setTimeout(done, 1500));
const long = () => inPage(() => ({ same: window.isTheSame ?? false, top: Math.round(document.getElementById("risk-cw-1").getBoundingClientRect().top) }));
seen.long = { before: await long() };
save(good.replace(`behaviour = "${old}"`, `behaviour = "${old}再加的字"`));
await shows("再加的字");
seen.long.after = await long();
// More than a detail, and back.
const duty = "编制镇年度预算和决算草案";
save(good.replace(`"${duty}",`, `"${duty}", "办理临时交办的财务事项",`));
await shows("办理临时交办的财务事项");
save(good);
await until(() => !/再加的字|临时交办/.test(document.getElementById("page").contentDocument?.body?.textContent ?? "临时交办"));
// A page that is still being replaced cannot be asked.
await quiet();
seen.long.served = await inPage(async () => {
  const text = await (await fetch(location.pathname)).text();
  const served = new DOMParser().parseFromString(text, "text/html");
  const row = (page) => page.getElementById("risk-cw-1").outerHTML;
  return row(served) === row(document);
});
await quiet();

// Links inside, the address, and the way back.
let loads = 0;
page.on("framenavigated", (f) => f !== page.mainFrame() && loads++);
await page.click("#posters");
await until(() => location.pathname === "/posters/");
seen.posters = await inPage(() => document.querySelectorAll(".contact-sheet").length);
// Before a page is whole, a link replaces it in the history.
await new Promise((done) => setTimeout(done, 1000));
seen.loads = loads;
await inPage(() => void setTimeout(() => document.querySelector(".contact-sheet").click()));
await until(() => /posters\/.+\.html$/.test(location.pathname));
seen.poster = page.url();
await until(() => document.getElementById("page").contentDocument.readyState === "complete");
await page.goBack();
await until(() => {
  const inside = document.getElementById("page").contentWindow;
  return inside.location.pathname.startsWith("/~page/posters/index") && inside.document.readyState === "complete";
});
seen.pdfs = await inPage(() => [...document.querySelectorAll('a[href$=".pdf"]')].every((a) => a.target === "_blank"));

// Alone in its window the page follows too.
const alone = await browser.newPage();
await alone.goto(`${address}/~page/tables/risks.html`, { waitUntil: "load" });
save(good.replace(`behaviour = "${old}"`, `behaviour = "${old}又加的字"`));
seen.alone = await alone
  .waitForFunction(() => document.body.textContent.includes("又加的字"), { timeout: 120000 })
  .then(() => true, () => false);
await alone.close();

// On a phone.
await page.bringToFront();
await page.setViewport(PHONE);
save(good.replace('finance = "full"', 'finance = "ful"'));
await until(() => !document.getElementById("banner").hidden);
await page.click('.counts [data-level="error"]');
await new Promise((done) => setTimeout(done, 300));
await faults("phone");
seen.phone = await overflow(page);
seen.targets = await page.$$eval("button, select, .top a", (all) =>
  all.filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 43 && !e.matches(".says"))
    .map((e) => e.id || e.className || e.textContent));
save(good);

process.stdout.write(JSON.stringify(seen));
await browser.close();
