// From a save to the page in Chromium: how long, for `lianfang watch` on the sample.
//
//   node benches/watch.mjs [lianfang] [rules] [saves]
//
// Each save changes a text of a risk point. The clock starts before the file is written, and stops
// when the page that was loaded anew has painted the changed text. Before, the same is asked of the
// bare server: from the save to the answer that has the text.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import puppeteer from "../tests/browser/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js";
import { launch } from "../tests/browser/overflow.mjs";

const [program = "target/release/lianfang", rules = "rules", saves = "20"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "watch-"));
cpSync(rules, join(folder, "rules"), { recursive: true });
const file = join(folder, "rules/departments/czs.toml");
const good = readFileSync(file, "utf8");
const old = /behaviour = "([^"]*)"/.exec(good)[1];
const save = (word) => writeFileSync(file, good.replace(`behaviour = "${old}"`, `behaviour = "${old}${word}"`));

const preview = spawn(resolve(program), ["watch", "--port", "0"], { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
const address = await new Promise((found) => {
  let told = "";
  preview.stderr.on("data", (data) => {
    told += data;
    const at = /http:\/\/[0-9.:]+/.exec(told);
    if (at) found(at[0]);
  });
});

const row = (name, all) => {
  all.sort((a, b) => a - b);
  const at = (part) => Math.round(all[Math.min(all.length - 1, Math.floor(all.length * part))]);
  console.log(`| ${name} | ${at(0)} | ${at(0.5)} | ${at(1)} |`);
};
const rest = () => new Promise((done) => setTimeout(done, 400));
console.log(`| from the save, ms, ${saves} saves | min | median | max |\n|---|---|---|---|`);

const bare = [];
for (let i = 0; i < Number(saves); i++) {
  const word = `甲${i}乙`;
  const start = performance.now();
  save(word);
  while (!(await (await fetch(`${address}/~page/tables/risks.html`)).text()).includes(word));
  bare.push(performance.now() - start);
  await rest();
}
row("to the answer of the server", bare);

const browser = await launch(puppeteer);
const page = await browser.newPage();
await page.setViewport({ width: 1280, height: 900 });
const id = /id = "([^"]*)"[^\[]*?behaviour = /.exec(good)[1];
for (const name of ["tables/risks.html", "handbook.html"]) {
  await page.goto(`${address}/${name}`, { waitUntil: "load" });
  await rest();
  await rest();
  const all = [];
  for (let i = 0; i < Number(saves); i++) {
    const word = `丙${name.length}丁${i}戊`;
    const start = performance.now();
    save(word);
    await page.waitForFunction(
      (id, word) => {
        const inside = document.getElementById("page").contentDocument;
        return inside?.getElementById(`risk-${id}`)?.textContent.includes(word) &&
          new Promise((done) => document.getElementById("page").contentWindow.requestAnimationFrame(() => done(true)));
      },
      { polling: 5, timeout: 10000 },
      id,
      word,
    );
    all.push(performance.now() - start);
    await rest();
  }
  row(`to the page in Chromium, ${name}`, all);
}
await browser.close();
preview.kill("SIGINT");
rmSync(folder, { recursive: true });
