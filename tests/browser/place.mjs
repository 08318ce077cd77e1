// Reads a handbook far down, goes elsewhere and back, and loads it again; writes how far what was
// read has moved on the screen each time, as one JSON document to stdout.
//
//   node place.mjs <output folder>
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch, PHONE } from "./overflow.mjs";

const at = (file) => pathToFileURL(join(process.argv[2], file)).href;
const later = (ms) => new Promise((done) => setTimeout(done, ms));
const browser = await launch(puppeteer);
const moved = [];
for (const [width, view] of [["desk", { width: 1280, height: 900 }], ["phone", PHONE]]) {
  for (const id of ["r6-a3", "d-lyz"]) {
    const page = await browser.newPage();
    await page.setViewport(view);
    await page.goto(`${at("handbook.html")}#${id}`, { waitUntil: "load" });
    const top = () => page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, id);
    const ways = {
      back: async () => {
        await page.goto(at("index.html"), { waitUntil: "load" });
        await page.goBack({ waitUntil: "load" });
      },
      again: () => page.reload({ waitUntil: "load" }),
    };
    for (const [way, go] of Object.entries(ways)) {
      await later(500);
      await page.evaluate(() => scrollBy({ top: 150, behavior: "instant" }));
      await later(500);
      const before = await top();
      await go();
      await later(1500);
      moved.push({ width, id, way, by: Math.abs((await top()) - before) });
    }
    await page.close();
  }
}
await browser.close();
console.log(JSON.stringify(moved));
