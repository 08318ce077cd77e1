// What a table of its own page answers: to its choices, to words, to sorting and to whoever
// takes it elsewhere.
export async function answers(page) {
  const out = { words: {}, chosen: {} };
  const rows = () => page.evaluate(() => {
    const words = {};
    document.querySelectorAll("#choose-grade option").forEach((o) => (words[o.value] = o.textContent));
    const grade = (row) => words[row.dataset.grade] ?? row.dataset.grade;
    const all = [...document.querySelectorAll("section.landscape tbody tr:not(.band)")];
    return { all: all.map(grade), shown: all.filter((row) => !row.hidden).map(grade) };
  });
  for (const word of ["高级", "中级", "低级"]) {
    await page.$eval("#filter-box", (box) => (box.value = ""));
    await page.type("#filter-box", word);
    out.words[word] = await rows();
  }
  await page.$eval("#filter-clear", (b) => b.click());
  const grades = await page.$$eval("#choose-grade option", (all) => all.map((o) => o.value).filter(Boolean));
  for (const grade of grades) {
    await page.select("#choose-grade", grade);
    const seen = await rows();
    out.chosen[grade] = {
      ...seen,
      word: await page.$eval("#choose-grade", (select) => select.selectedOptions[0].textContent),
      hash: await page.evaluate(() => location.hash),
      count: await page.$eval("#filter-count", (e) => e.textContent),
      told: await page.$eval("#conditions", (e) => e.textContent),
      // Every row in sight has a value under every head, whoever holds the cell.
      taken: await taken(page),
    };
  }
  // The address alone brings the choice back.
  await page.reload({ waitUntil: "load" });
  out.reloaded = (await rows()).shown;
  await page.$eval("#filter-clear", (b) => b.click());
  await page.type("#filter-box", "没有这样的词");
  out.none = await page.$eval("#filter-none", (e) => [e.textContent, e.hidden]);
  await page.$eval("#filter-none button", (b) => b.click());
  out.dropped = (await rows()).shown.length;
  out.before = await taken(page);
  out.sorted = [];
  for (let i = 0; i < 2; i++) {
    await page.$eval("section.landscape thead tr:last-child th:last-child .sort", (b) => b.click());
    out.sorted.push({
      sort: await page.$eval("section.landscape thead tr:last-child th:last-child", (th) => th.ariaSort),
      taken: await taken(page),
    });
  }
  out.csv = await page.evaluate(async () => {
    let blob;
    URL.createObjectURL = (given) => ((blob = given), "#");
    document.getElementById("take-csv").click();
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return { bom: [...bytes.slice(0, 3)], lines: (await blob.text()).trimEnd().split("\r\n").length };
  });
  await page.$eval("#filter-clear", (b) => b.click());
  return out;
}

// What the button puts into the clipboard, as rows of cells.
async function taken(page) {
  return page.evaluate(() => {
    let html = "";
    const keep = (event) => (html = event.clipboardData.getData("text/html"));
    window.addEventListener("copy", keep);
    document.getElementById("take-copy").click();
    window.removeEventListener("copy", keep);
    const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
    return [...(table?.rows ?? [])].map((row) => [...row.cells].map((cell) => cell.textContent));
  });
}

// The register on a phone: its sheet of choices, what is chosen above the rows, the bar below.
export async function sieved(page, faults) {
  const click = (selector) => page.$eval(selector, (button) => button.click());
  const toggles = () => page.$$eval("#filter-sheet .sheet-body button", (all) => all.map((b) => [
    b.querySelector("span").textContent,
    Number(b.querySelector("small").textContent),
    b.ariaPressed === "true",
  ]));
  const shown = () => page.$$eval("section.landscape tbody tr:not(.more):not(.band)", (all) =>
    all.filter((row) => !row.hidden).length);
  await click("#filter-open");
  const out = { open: await page.$eval("#filter-sheet", (d) => d.matches(":modal")), before: await toggles() };
  out.faults = await faults(page, { include: ["#filter-sheet"] });
  await click("#filter-sheet .sheet-body fieldset:nth-child(2) button:nth-of-type(1)");
  const classes = "#filter-sheet .sheet-body fieldset:nth-child(3) button";
  await click(`${classes}:nth-of-type(3)`);
  await click(`${classes}:nth-of-type(4)`);
  out.after = await toggles();
  out.go = await page.$eval("#filter-sheet .go", (b) => b.textContent);
  await page.keyboard.press("Escape");
  out.closed = !(await page.$eval("#filter-sheet", (d) => d.open));
  out.shown = await shown();
  out.chips = await page.$$eval("#filter-chips button", (all) => all.map((b) => b.textContent));
  out.hash = await page.evaluate(() => decodeURIComponent(location.hash));
  await click("#filter-chips button:first-child");
  out.dropped = await page.$$eval("#filter-chips button", (all) => all.length);
  // Every card says all of its thing, and has targets that a thumb can hit.
  out.cards = await page.$$eval("section.landscape tbody tr:not(.more):not(.band)", (all) =>
    all.filter((row) => !row.hidden).map((row) => row.cells.length));
  out.small = await page.$$eval("nav.foot a, nav.foot button, .choose button", (all) => all
    .map((b) => [b.textContent, b.getBoundingClientRect()])
    .filter(([, box]) => box.height && (box.height < 43.5 || box.width < 43.5))
    .map(([text]) => text));
  await page.$eval("#filter-clear", (b) => b.click());
  return out;
}

// How far the bands of the register stand below the head that they stick to, while rows pass under
// both: what is more than nothing shows a sliver of those rows.
export async function banded(page, viewport) {
  const out = {};
  for (const [width, size] of [[1280, ""], [1280, "130"], [820, ""], [820, "130"]]) {
    await page.setViewport({ ...viewport, width });
    out[`${width} px ${size}`] = await page.evaluate(async (size) => {
      document.documentElement.dataset.size = size;
      document.dispatchEvent(new Event("change"));
      const sheet = document.querySelector("section.landscape"), inside = getComputedStyle(sheet).overflowY === "auto";
      const band = document.querySelector("tr.band th"), head = document.querySelector("section.landscape thead th:last-child");
      const top = band.getBoundingClientRect().top - (inside ? sheet.getBoundingClientRect().top : 0);
      (inside ? sheet : window).scrollBy({ top: top + 200, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const [above, below] = [head, band].map((th) => th.getBoundingClientRect());
      const words = band.querySelector("b").getBoundingClientRect().top - above.bottom;
      delete document.documentElement.dataset.size;
      return { gap: below.top - above.bottom, words };
    }, size);
  }
  return out;
}
