// Makes a handbook many times as large out of one, opens it and writes what it takes until it is
// there and how long the browser is deaf meanwhile, as one JSON document to stdout.
//
//   node large.mjs <handbook.html> <times> <rate of throttling>
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch } from "./overflow.mjs";

const [handbook, times, rate] = process.argv.slice(2);
const html = readFileSync(handbook, "utf8");
const from = html.indexOf('<section class="part" id="part-1">'), to = html.indexOf("</main>");
const book = html.slice(from, to);
const again = (n) => book.replace(/ (id|href)="(#?)(?!http)([a-z][^"/]*)"/g, ` $1="$2$3-x${n}"`);
const more = Array.from({ length: Number(times) - 1 }, (_, n) => again(n + 1));
const folder = mkdtempSync(join(tmpdir(), "large-"));
const file = join(folder, "handbook.html");
writeFileSync(file, html.slice(0, to) + more.join("") + html.slice(to));

const browser = await launch(puppeteer);
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
const devtools = await page.createCDPSession();
await devtools.send("Emulation.setCPUThrottlingRate", { rate: Number(rate) });
await page.evaluateOnNewDocument(() => {
  const seen = (window.seen = { firstPaint: 0, longestTask: 0, answered: [] });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (entry.name === "first-contentful-paint") seen.firstPaint = entry.startTime;
  })).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    seen.longestTask = Math.max(seen.longestTask, entry.duration);
  })).observe({ type: "longtask", buffered: true });
  document.addEventListener("click", (event) => requestAnimationFrame(() => {
    if (event.target.closest("#display-open")) {
      seen.answered.push([event.timeStamp, performance.now() - event.timeStamp]);
    }
  }), true);
});
const button = { x: 1234, y: 30, button: "left", clickCount: 1 };
const click = async () => {
  await devtools.send("Input.dispatchMouseEvent", { type: "mousePressed", ...button });
  await devtools.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...button });
};
let loaded = false;
const load = page.goto(pathToFileURL(file).href, { timeout: 0 }).then(() => (loaded = true));
while (!loaded) {
  await new Promise((done) => setTimeout(done, 400));
  await click().catch(() => undefined);
}
await load;
const seen = await page.evaluate(() => ({
  ...window.seen,
  loaded: performance.getEntriesByType("navigation")[0].loadEventEnd,
  elements: document.querySelectorAll("*").length,
}));
await browser.close();
rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify(seen));
