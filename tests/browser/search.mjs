// Types queries into the search box of a page and writes what came of each as one JSON document
// to stdout. It judges nothing: tests/it/search.rs does.
//
//   node search.mjs <output folder> <page> <query>…
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch } from "./overflow.mjs";

const [output, name, ...queries] = process.argv.slice(2);
const browser = await launch(puppeteer);
const page = await browser.newPage();
const faults = [];
page.on("console", (m) => ["error", "warn"].includes(m.type()) && faults.push(m.text()));
page.on("pageerror", (e) => faults.push(String(e)));
await page.setViewport({ width: 1280, height: 900 });
const address = pathToFileURL(join(output, name)).href;
await page.goto(address, { waitUntil: "load" });
// The key gives the box at once, before the search has been read: nothing typed meanwhile is lost.
const focused = await page.evaluate(() => {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
  const focused = document.activeElement.id;
  document.activeElement.blur();
  return focused;
});
await page.keyboard.press("/");
await page.waitForSelector("#search-panel:not([hidden])");
const seen = [];
for (const query of queries) {
  const found = await page.evaluate((query) => {
    const box = document.getElementById("search-box");
    box.value = query;
    box.dispatchEvent(new Event("input"));
    const text = (e) => (e ? e.textContent.trim() : "");
    const hits = [...document.querySelectorAll("#search-list .search-hit")].map((hit) => ({
      kind: text(hit.closest(".search-group").querySelector("b")),
      title: text(hit.querySelector(".search-title")),
      where: text(hit.querySelector(".search-where")),
      text: text(hit.querySelector(".search-text")),
      href: hit.href,
    }));
    return {
      query,
      said: text(document.querySelector(".search-said")),
      groups: [...document.querySelectorAll(".search-name")].map((n) => text(n)),
      marks: [...document.querySelectorAll("#search-list mark")].map((m) => text(m)),
      none: text(document.querySelector(".search-none")),
      hits,
    };
  }, query);
  found.dead = found.hits.map((hit) => hit.href).filter((href) => !leads(href));
  seen.push(found);
}
// What is typed while the search of the address is still being read stays as it is typed.
let kept = "会计";
if (await page.evaluate(() => document.getElementById("search").dataset.carried === undefined)) {
  const late = await browser.newPage();
  await late.setViewport({ width: 1280, height: 900 });
  await late.setRequestInterception(true);
  let held = null;
  late.on("request", (r) => (/\/search\.js$/.test(r.url()) ? (held = r) : r.continue()));
  await late.goto(`${address}?q=czs`, { waitUntil: "domcontentloaded" });
  await late.type("#search-box", kept);
  held.continue();
  await late.waitForSelector("#search-panel:not([hidden])");
  kept = await late.$eval("#search-box", (box) => box.value);
}
// A hit that is a whole page shows that page, not the search once more.
const post = seen.flatMap((found) => found.hits).find((hit) => /posts\/[^?]+\?q=[^#]*#?$/.test(hit.href));
let again = null;
if (post) {
  const whole = await browser.newPage();
  await whole.goto(post.href, { waitUntil: "load" });
  await new Promise((done) => setTimeout(done, 1500));
  again = await whole.evaluate(() => {
    const panel = document.getElementById("search-panel");
    return [document.getElementById("search-box").value !== "", Boolean(panel && !panel.hidden)];
  });
}
await browser.close();
process.stdout.write(JSON.stringify({ faults, focused, kept, again, seen }));

// Whether a link leads to a page that is there, and a place in it that is there.
function leads(href) {
  const url = new URL(href);
  const hash = decodeURIComponent(url.hash.slice(1));
  url.hash = url.search = "";
  const file = fileURLToPath(url);
  if (!existsSync(file)) return false;
  return !hash || html(file).includes(` id="${hash}"`);
}
function html(file) {
  html.read ??= new Map();
  if (!html.read.has(file)) html.read.set(file, readFileSync(file, "utf8"));
  return html.read.get(file);
}
