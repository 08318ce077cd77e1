// What is seen of a page at several widths, and in the dark: names that are torn, pairs that are
// parted, tables wider than the phone, where the reader is told to be.

// The handbook's big tables: how far each reaches beyond the phone, and how many of its rows say
// neither a name nor a code; a row that goes on with the one above needs none.
export function sheets(page) {
  return page.evaluate(async () => {
    const out = [];
    for (const sheet of document.querySelectorAll("section.landscape[id^='table-']")) {
      // What is far away is not laid out.
      sheet.scrollIntoView();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const rows = [...sheet.querySelectorAll("tbody tr:not(.more)")];
      const nameless = rows.filter((row) => !row.querySelector("th, td.code")).length;
      out.push({ id: sheet.id, beyond: sheet.scrollWidth - sheet.clientWidth, nameless });
    }
    return out;
  });
}

// Names of at most ten characters that stand in more than one line in the tables of a page.
export function torn(page) {
  return page.evaluate(() => {
    const names = [...document.querySelectorAll(".landscape tbody .whole > a, .landscape tbody .way a, .landscape tbody small .of, .landscape tbody th.group > a, .landscape thead th[rowspan]")];
    // A note in brackets may stand below the name that it belongs to.
    const parts = names.flatMap((name) => [...name.childNodes])
      .filter((node) => node.nodeType === 3)
      .flatMap((node) => [...node.data.matchAll(/（[^）]*）|[^（]+/g)].map((part) => [node, part.index, part[0]]));
    const out = parts.filter(([node, from, text]) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, from + text.length);
      const tops = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      return text.length <= 10 && tops.size > 1;
    });
    return { names: names.length, torn: out.map(([, , text]) => text) };
  });
}

// Whether the name of the first row is still seen when its table is pushed past by 300 px.
export function frozen(page) {
  return page.evaluate(async () => {
    const out = [];
    for (const sheet of document.querySelectorAll("section.landscape[id^='table-']")) {
      sheet.scrollIntoView();
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const name = sheet.querySelector("tbody tr th[scope='row']:not(.text), tbody tr td.code");
      const from = () => Math.round(name.getBoundingClientRect().left - sheet.getBoundingClientRect().left);
      const before = from();
      sheet.scrollLeft = 300;
      out.push({ id: sheet.id, pushed: sheet.scrollLeft, wanted: Math.max(0, before - sheet.scrollLeft), left: from() });
    }
    return out;
  });
}

// Where the reader of the handbook is told to be after a jump: the last crumb, the chosen entry of
// the side, and the crumbs that are wider than what stands in them.
export async function places(page, ids) {
  const out = {};
  for (const id of ids) {
    out[id] = await page.evaluate(async (id) => {
      location.hash = id;
      // What is far away is laid out when it is near; then the place is another.
      for (let i = 0; i < 12; i++) {
        await new Promise((done) => setTimeout(done, 40));
        document.getElementById(id).scrollIntoView();
      }
      await new Promise((done) => setTimeout(done, 120));
      const crumbs = [...document.querySelectorAll("#crumbs li")].filter((li) => li.getClientRects().length);
      const holes = crumbs.slice(0, -1).filter((li, at) => {
        const own = li.querySelector("a, span").getBoundingClientRect();
        const text = document.createRange();
        text.selectNodeContents(li.querySelector("a, span"));
        const next = crumbs[at + 1].querySelector("a, span").getBoundingClientRect();
        // Between two crumbs stands the sign, six pixels before and behind it: some 18.
        return own.width - text.getBoundingClientRect().width > 2 || next.left - own.right > 26;
      });
      return {
        crumb: crumbs[crumbs.length - 1].textContent,
        side: document.querySelector("#side a[aria-current] > span").textContent,
        holes: holes.map((li) => li.textContent),
        // Short words have room; of longer ones the end may be left out.
        crushed: crumbs.filter((li) => li.textContent.length < 5 && li.scrollWidth > li.clientWidth + 1).map((li) => li.textContent),
        foot: [...document.querySelectorAll("nav.foot a")].filter((a) => a.getClientRects().length).map((a) => a.textContent),
      };
    }, id);
  }
  return out;
}

// The ways to steps: how many there are, and whose step and chart are parted though they have room.
export function pairs(page) {
  return page.evaluate(() => {
    document.querySelectorAll("details.ways").forEach((all) => (all.open = true));
    const ways = [...document.querySelectorAll(".way")].filter((way) => way.getClientRects().length);
    const parted = ways.filter((way) => {
      const boxes = [...way.querySelectorAll(".ref")].map((ref) => ref.getBoundingClientRect());
      const room = way.parentElement.closest("th, td").clientWidth;
      const wide = boxes.reduce((sum, box) => sum + box.width, 20);
      return wide < room && new Set(boxes.map((box) => Math.round(box.top))).size > 1;
    });
    return { ways: ways.length, parted: parted.map((way) => way.textContent) };
  });
}

// The words beside a poster: chips nearer than 4 px to the one above, and who answers for a
// measure where he does not begin a line.
export function panel(page) {
  return page.evaluate(() => {
    const chips = [...document.querySelectorAll(".as-text .steps .chip")].map((chip) => chip.getBoundingClientRect());
    const near = chips.slice(1).filter((box, at) => box.top > chips[at].top && box.top - chips[at].bottom < 4);
    const who = [...document.querySelectorAll(".as-text .by")];
    // Codes that stand on a line by themselves.
    const alone = [...document.querySelectorAll(".as-text .steps .ref")].filter((ref) => {
      const words = document.createRange();
      words.setStart(ref.closest("p"), 0);
      words.setEndBefore(ref);
      const top = ref.getBoundingClientRect().top;
      return ![...words.getClientRects()].some((box) => box.width > 6 && box.bottom > top + 4);
    });
    const begins = (by) => Math.abs(by.getBoundingClientRect().left - by.parentElement.getBoundingClientRect().left) < 1 ||
      Math.abs(by.offsetLeft - by.parentElement.offsetLeft - parseFloat(getComputedStyle(by.parentElement).paddingLeft)) < 1;
    return { chips: chips.length, near: near.length, alone: alone.length, who: who.length, running: who.filter((by) => !begins(by)).length };
  });
}

// The contrast of what is written in drawings with the ground that it stands on, the least first.
export function contrasts(page) {
  return page.evaluate(() => {
    const channels = (colour) => {
      const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
      return colour.startsWith("color(") ? [r * 255, g * 255, b * 255] : [r, g, b];
    };
    const light = (colour) => {
      const [r, g, b] = channels(colour).map((value) => value / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const out = [];
    for (const svg of document.querySelectorAll(".drawn svg")) {
      const grounds = [...svg.querySelectorAll("rect, circle")];
      for (const text of svg.querySelectorAll("text")) {
        const box = text.getBoundingClientRect();
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const below = grounds.filter((ground) => {
          const own = ground.getBoundingClientRect();
          const before = ground.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
          return before && own.left <= x && x <= own.right && own.top <= y && y <= own.bottom;
        });
        const ground = below.length ? getComputedStyle(below[below.length - 1]).fill : getComputedStyle(document.body).backgroundColor;
        const [a, b] = [light(getComputedStyle(text).fill), light(ground)].sort((p, q) => q - p);
        out.push([Number(((a + 0.05) / (b + 0.05)).toFixed(2)), text.textContent]);
      }
    }
    out.sort((p, q) => p[0] - q[0]);
    return { texts: out.length, paper: getComputedStyle(document.querySelector(".drawn svg")).backgroundColor, least: out.slice(0, 4) };
  });
}

// The marks that begin a line, and the one before them that should have taken them along.
export function begins(page) {
  return page.evaluate(() => {
    const MARKS = /[、，。；：！？）》”]/g;
    const out = [];
    const range = document.createRange();
    const box = (node, from) => {
      range.setStart(node, from);
      range.setEnd(node, from + 1);
      const all = [...range.getClientRects()].filter((one) => one.width);
      return all[all.length - 1];
    };
    const block = (node) => node.parentElement.closest("td, th, p, li, dd, dt, h1, h2, h3, h4, h5, summary, div");
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    let [before, node] = [null, null];
    for (; (node = walk.nextNode()); before = node.data.trim() ? node : before) {
      // What only a reader of the screen hears is laid out in a single pixel.
      const thead = node.parentElement.closest("thead");
      if (node.parentElement.closest("svg, .hidden, caption, select") || (thead && getComputedStyle(thead).position === "absolute")) continue;
      for (const mark of node.data.matchAll(MARKS)) {
        const whose = mark.index ? node : before;
        if (!whose || block(whose) !== block(node)) continue;
        const own = box(node, mark.index);
        const last = box(whose, (mark.index || whose.data.trimEnd().length) - 1);
        if (own && last && own.top > last.bottom - 2) out.push(block(node).textContent.trim().slice(0, 40));
      }
    }
    return out.slice(0, 5);
  });
}

// The signs whose words do not stand within their boxes: a line that hangs draws them out.
export function outside(page) {
  return page.evaluate(() => [...document.querySelectorAll(".kind-mark, .chip, .graded-word")]
    .filter((sign) => sign.getClientRects().length && !sign.closest(".hidden, caption"))
    .filter((sign) => {
      const text = document.createRange();
      text.selectNodeContents(sign);
      const [own, words] = [sign, text].map((one) => one.getBoundingClientRect());
      return words.left < own.left - 0.5 || words.right > own.right + 0.5;
    })
    .map((sign) => sign.parentElement.textContent.trim().slice(0, 20))
    .slice(0, 5));
}

// On a phone: texts smaller than 14 px, but for signs of grades and of kinds, and what is to be
// touched lower than 44 px, but for links within a line of text and boxes with a label as high.
export function handy(page) {
  return page.evaluate(() => {
    const seen = (e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) &&
      e.getBoundingClientRect().width > 1 && !hidden(e);
    const hidden = (e) => e && (getComputedStyle(e).clipPath !== "none" || hidden(e.parentElement));
    const name = (e) => `${e.tagName}.${e.className} in ${e.parentElement.tagName}.${e.parentElement.className}: ${e.textContent.trim().slice(0, 12)}`;
    const small = [], low = [];
    for (const e of document.querySelectorAll("body *:not(svg *, script, style, .chip, .graded-word, .kind-mark, kbd)")) {
      const says = [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const size = parseFloat(getComputedStyle(e).fontSize);
      // What has no size is hidden by that.
      if (says && size > 0 && size < 13.9 && seen(e)) small.push(name(e));
    }
    for (const e of document.querySelectorAll("a[href], button, summary, input, select")) {
      if (e.closest("svg, caption") || !seen(e)) continue;
      const within = e.tagName === "A" && getComputedStyle(e).display === "inline" &&
        e.innerText.trim() !== e.parentElement.innerText.trim();
      const boxes = [e, ...(e.labels ?? [])].map((one) => one.getBoundingClientRect());
      const high = Math.max(...boxes.map((box) => box.height));
      // What is above the page comes into it when the keyboard reaches it.
      if (!within && high < 43.5 && boxes[0].bottom + scrollY > 0) low.push(`${name(e)}, ${Math.round(high)} px`);
    }
    return { small: small.slice(0, 5), low: low.slice(0, 5) };
  });
}

// Which size of a sheet is marked on a phone: as the page opens, after one press and after another;
// and whether the upper part alone is seen.
export function pressed(page) {
  return page.evaluate(() => {
    const now = () => [
      [...document.querySelectorAll(".pair [aria-pressed='true']")].map((button) => button.textContent),
      document.body.classList.contains("preview"),
    ];
    const fit = document.getElementById("poster-fit"), out = [now()];
    for (let i = 0; i < 2; i++) {
      fit.click();
      out.push(now());
    }
    return out;
  });
}

// Where the title of the chart of the book and what is drawn below it begin, and how wide both are.
export function aligned(page) {
  return page.evaluate(() => ["h2", ".sub", "svg"].map((part) => {
    const box = document.querySelector(`.summary ${part}`).getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.width)];
  }));
}

// The cards of a phone: labels that are off the first line of what they say, and values without one
// behind such as have one; and how far the foot of the page begins from where the rest does.
export function cards(page) {
  return page.evaluate(() => {
    const first = (cell) => {
      const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), range = document.createRange();
      for (let node; (node = walk.nextNode()); ) {
        const at = node.data.search(/\S/);
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = [...range.getClientRects()].find((one) => one.width);
        if (box) return box;
      }
    };
    const off = [], nameless = [];
    let labels = 0;
    for (const row of document.querySelectorAll(".stack tbody tr")) {
      let told = false;
      for (const cell of row.cells) {
        const own = getComputedStyle(cell), label = getComputedStyle(cell, "::before");
        const box = cell.getClientRects().length && own.position !== "absolute" && first(cell);
        if (!box) continue;
        if (cell.dataset.head === undefined && told && !cell.matches(".text")) nameless.push(cell.textContent.trim().slice(0, 20));
        if (cell.dataset.head === undefined || label.display === "none") continue;
        told = true;
        labels++;
        const [above, before, room, high] = [own.paddingTop, label.marginTop, label.paddingTop, label.lineHeight].map((px) => parseFloat(px) || 0);
        const middle = cell.getBoundingClientRect().top + above + before + room + high / 2;
        const far = box.top + box.height / 2 - middle;
        if (Math.abs(far) > 2) off.push(`${cell.dataset.head}, ${far.toFixed(1)} px: ${cell.textContent.trim().slice(0, 20)}`);
      }
    }
    const left = (name) => document.querySelector(name) && first(document.querySelector(name))?.left;
    const edge = left(".crumbs") ?? left("main h1");
    return { labels, off: off.slice(0, 5), nameless: nameless.slice(0, 5), foot: left(".imprint") - edge };
  });
}
