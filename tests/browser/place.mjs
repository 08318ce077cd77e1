// Reads a handbook far down, goes elsewhere and back, and loads it again: how far what was read has
// moved on the screen each time. Jumps to places of pages: whether the place is seen there, or what
// lies upon it. On a phone: whether the menu is gone when it has led on, and how wide a sheet is as it
// fits and in its true size. Writes one JSON document to stdout.
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
const landed = [];
for (const [width, view] of [["desk", { width: 1280, height: 900 }], ["phone", PHONE]]) {
  for (const [file, selector] of [
    ["tables/risks.html", "#risks-note-1"],
    ["handbook.html", "#risks-note-1"],
    ["calendar.html", ".agenda-row:nth-child(4)"],
    ["posters/index.html", ".contact-group:nth-of-type(4)"],
  ]) {
    const page = await browser.newPage();
    await page.setViewport(view);
    await page.goto(at(file), { waitUntil: "load" });
    await page.evaluate((selector) => (location.hash = document.querySelector(selector).id), selector);
    await later(800);
    landed.push({ width, file, ...(await page.evaluate((selector) => {
      const target = document.querySelector(selector), box = target.getBoundingClientRect();
      const seen = document.elementFromPoint(box.left + Math.min(40, box.width / 2), box.top + 4);
      return { top: box.top, on: target.contains(seen) || seen?.contains(target) ? "" : seen?.outerHTML.slice(0, 90) ?? "none" };
    }, selector)) });
    await page.close();
  }
}
const page = await browser.newPage();
await page.setViewport(PHONE);
await page.goto(at("index.html"), { waitUntil: "load" });
const menu = await page.evaluate(() => {
  const nav = document.getElementById("bar-nav"), open = () => nav.getClientRects().length > 0;
  document.getElementById("menu").click();
  const before = open();
  nav.querySelector('a[href^="#"], a[href*="index.html#"]').click();
  return [before, open()];
});
await page.goto(at("posters/czs-duties.html"), { waitUntil: "load" });
const wide = await page.evaluate(() => ["poster-fit", "poster-true"].map((id) => {
  document.getElementById(id).click();
  return document.querySelector(".sheet").getBoundingClientRect().width;
}));
await browser.close();
console.log(JSON.stringify({ moved, landed, menu, wide }));
