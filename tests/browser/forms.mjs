// Opens forms in Chromium and writes what it saw as one JSON document to stdout. It judges
// nothing: tests/it/forms.rs does.
//
//   node forms.mjs <folder for printed PDFs> <page>…
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch, overflow, PHONE } from "./overflow.mjs";

const [printed, ...pages] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch(puppeteer);
const seen = [];
for (const [at, name] of pages.entries()) {
  const page = await browser.newPage();
  const entry = { page: name, console: [], requests: [] };
  page.on("console", (m) => ["error", "warn"].includes(m.type()) && entry.console.push(m.text()));
  page.on("pageerror", (e) => entry.console.push(String(e)));
  page.on("request", (r) => entry.requests.push(r.url()));
  await page.setViewport(PHONE);
  await page.goto(pathToFileURL(name).href, { waitUntil: "load" });
  entry.overflow = await overflow(page);
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(name).href, { waitUntil: "load" });
  await page.evaluate(axe);
  entry.axe = await page.evaluate(async () => {
    const found = await window.axe.run(document, { resultTypes: ["violations"] });
    return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes[0]?.html.slice(0, 160)}`);
  });
  entry.print = join(printed, `form-${at}.pdf`);
  writeFileSync(entry.print, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  // Something is filled in, ticked, printed; then the page is opened anew.
  const filled = await page.evaluate(() => {
    const places = [...document.querySelectorAll("[contenteditable]")];
    for (const place of places) place.textContent = "填写";
    const tick = document.querySelector(".tick input");
    if (tick) tick.click();
    return { places: places.length, ticked: tick ? tick.checked : true };
  });
  Object.assign(entry, filled);
  await page.reload({ waitUntil: "load" });
  entry.left = await page.evaluate(() => ({
    text: document.body.textContent.includes("填写填写") ||
      [...document.querySelectorAll("[contenteditable]")].some((e) => e.textContent === "填写"),
    stored: localStorage.length + sessionStorage.length + document.cookie.length,
  }));
  seen.push(entry);
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
