// Opens the named pages of an output folder on a phone and writes how wide each is, as one JSON
// document, to stdout.
//
//   node phone.mjs <output folder> <page>…
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { launch, overflow, PHONE } from "./overflow.mjs";

const [output, ...pages] = process.argv.slice(2);
const browser = await launch(puppeteer);
const seen = [];
for (const name of pages) {
  const page = await browser.newPage();
  await page.setViewport(PHONE);
  await page.goto(pathToFileURL(join(output, name)).href, { waitUntil: "load" });
  seen.push({ page: name, overflow: await overflow(page) });
  await page.close();
}
await browser.close();
process.stdout.write(JSON.stringify(seen));
