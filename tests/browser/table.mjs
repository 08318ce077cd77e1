// What a table of its own page answers: to its choices, to words, to sorting and to whoever
// takes it elsewhere.
export async function answers(page) {
  const out = { words: {}, chosen: {} };
  const rows = () => page.evaluate(() => {
    const words = {};
    document.querySelectorAll("#choose-grade option").forEach((o) => (words[o.value] = o.textContent));
    const grade = (row) => words[row.dataset.grade] ?? row.dataset.grade;
    const all = [...document.querySelectorAll("section.landscape tbody tr")];
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
