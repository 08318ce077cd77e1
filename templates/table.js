// A table that answers: chosen by what its rows say of themselves (data attributes), by words,
// sorted, and taken elsewhere with every value in its row. What is chosen stands in the address.
(function () {
  "use strict";
  const form = document.getElementById("choose");
  const table = document.querySelector("section.landscape table");
  if (!form || !table || !table.tBodies.length) return;
  const fold = window.lianfang.fold, spread = window.lianfang.spread, text = window.lianfang.said;
  const body = table.tBodies[0], rows = Array.from(body.rows);
  const box = document.getElementById("filter-box"), count = document.getElementById("filter-count");
  const none = document.getElementById("filter-none");
  // What was chosen, for whoever prints the page.
  const told = document.createElement("p");
  told.id = told.className = "conditions";
  document.querySelector(".table-title").after(told);
  const selects = Array.from(form.querySelectorAll("select"));
  // What is chosen under each: more than one where the sheet of the phone allows it.
  const picked = new Map(selects.map(function (select) { return [select, []]; }));
  const phone = window.matchMedia("(max-width: 719px)");
  const keys = Array.from(table.querySelectorAll("col"), function (col) { return col.className; });
  const width = table.querySelectorAll("col").length;
  const order = new Intl.Collator("zh", { numeric: true });

  const grid = spread(rows, width);
  const heads = spread(Array.from(table.tHead.rows), width).pop();
  const labels = window.lianfang.titles(heads, grid), names = heads.map(function (head) { return text(head).replace(/\n/g, ""); });
  // Rows that go on with the one above belong to one thing.
  let thing = -1;
  const things = rows.map(function (row) {
    if (!row.classList.contains("more")) thing++;
    return thing;
  });

  const texts = grid.map(function (cells) { return cells.map(text); });
  // What is changed in it has to be read again.
  table.dataset.read = "";
  // What free words are looked for in: all but the grades of things that the row is only part of.
  const folded = grid.map(function (cells, i) {
    return fold(cells.map(function (cell, at) {
      return cell.rowSpan > 1 && cell.querySelector(".chip") && cell.textContent !== cell.querySelector(".chip").textContent
        ? texts[i][at].replace(cell.querySelector(".chip").textContent, "") : texts[i][at];
    }).join("\n"));
  });
  const grades = new Map();
  document.querySelectorAll("#choose-grade option").forEach(function (option, rank) {
    if (option.value) grades.set(option.value, { word: fold(option.textContent), rank: rank });
  });

  // Heads that sort, cells that know their head, rows that have a link.
  let sorted = null, down = false, inSight = rows.map(function (row, i) { return i; });
  // The rows of each department together, on a button of its own.
  const bands = document.querySelectorAll("#bands > [data-department]");
  const gather = document.getElementById("gather");
  if (gather) {
    gather.addEventListener("click", function () {
      gather.setAttribute("aria-pressed", String(!gathered()));
      sorted = null;
      apply();
    });
  }
  function gathered() {
    return gather !== null && gather.getAttribute("aria-pressed") === "true";
  }
  const buttons = heads.map(function (head, at) {
    head.dataset.key = keys[at];
    if (head.colSpan > 1) return null;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    head.setAttribute("aria-sort", "none");
    button.append.apply(button, Array.from(head.childNodes));
    head.append(button);
    button.addEventListener("click", function () {
      down = sorted === at && !down;
      sorted = at;
      apply();
    });
    return button;
  });
  table.classList.add("stack");
  grid.forEach(function (cells, i) {
    cells.forEach(function (cell, at) { window.lianfang.labelled(cell, keys[at], labels[at], cells.slice(0, at)); });
    if (!rows[i].id) return;
    const link = document.createElement("a");
    link.className = "row-link screen";
    link.href = "#" + rows[i].id;
    link.textContent = "§";
    link.setAttribute("aria-label", "本行的链接");
    const own = cells.find(function (cell) { return cell.parentNode === rows[i] && cell.rowSpan <= 20 && cell.dataset.key !== "class"; });
    if (own) own.append(link);
  });
  // What a merged cell says stays in sight while its rows pass.
  new Set([].concat.apply([], grid)).forEach(function (cell) {
    if (cell.rowSpan < 2) return;
    const stay = document.createElement("div");
    stay.className = "stay";
    stay.append.apply(stay, Array.from(cell.childNodes));
    cell.append(stay);
  });

  function words() {
    return window.lianfang.split(box.value);
  }
  function keeps(i, skip) {
    const data = rows[i].dataset;
    const chosen = selects.every(function (select) {
      const all = (data[select.name] || "").split(" "), wanted = picked.get(select);
      return !wanted.length || select === skip || wanted.some(function (one) { return all.indexOf(one) >= 0; });
    });
    return chosen && (skip === box || words().every(function (word) {
      // A word for a grade asks for what has it, not for what speaks of it.
      for (const grade of grades) {
        if (grade[1].word === word && data.grade !== undefined) return data.grade === grade[0];
      }
      return folded[i].indexOf(word) >= 0;
    }));
  }
  function compare(a, b) {
    if (sorted === null) return a - b;
    const chip = grid[a][sorted].querySelector(".chip");
    const rank = function (i) {
      const grade = grades.get(rows[i].dataset.grade);
      return grade ? grade.rank : 99;
    };
    const byGrade = chip && text(grid[a][sorted]) === chip.textContent;
    const long = keys[sorted] === "period" && lasting(texts[a][sorted]) - lasting(texts[b][sorted]);
    const by = byGrade ? rank(a) - rank(b) : long || order.compare(texts[a][sorted], texts[b][sorted]);
    return (down ? -by : by) || a - b;
  }

  // How long a term is, in hours: within what time first, then how often, then what has no length. A
  // working day counts as the share of a week that it is.
  function lasting(term) {
    const units = { 小时: 1, 日: 24, 天: 24, 工作日: 168 / 5, 周: 168, 星期: 168, 月: 730, 季: 2190, 半年: 4380, 年: 8760 };
    const read = /^(每|当|[0-9]+|[一二两三四五六七八九十])(?:个)?(小时|工作日|日|天|周|星期|月|季|半年|年)/.exec(term);
    if (!read) return 1e9;
    if (read[1] === "每") return 1e6 + units[read[2]];
    const said = "一二三四五六七八九十".indexOf(read[1].replace("两", "二")) + 1;
    return Math.min((Number(read[1]) || said || 1) * units[read[2]], 999999);
  }

  // The rows that stay, by what they are put together under: their class, as on paper, or each
  // department with all that concerns it. Another order knows no groups.
  function parts(kept) {
    if (phone.matches || sorted !== null || !table.classList.contains("risks")) return [{ rows: kept }];
    const of = function (i) { return (rows[i].dataset.department || "").split(" ").filter(Boolean); };
    const asked = picked.get(by("department")) || [];
    if (!gathered() && !asked.length) {
      const classes = new Map();
      kept.forEach(function (i) {
        const name = texts[i][0];
        if (!classes.has(name)) classes.set(name, []);
        classes.get(name).push(i);
      });
      return Array.from(classes, function (one) { return { name: one[0], rows: one[1] }; });
    }
    // What concerns most of them is said once, not of each.
    const all = Array.from(bands), most = asked.length ? Infinity : all.length / 2;
    const common = kept.filter(function (i) { return !of(i).length || of(i).length > most; });
    const out = common.length ? [{ name: "各" + by("department").dataset.label + "共有", rows: common }] : [];
    all.forEach(function (band) {
      const id = band.dataset.department;
      if (asked.length && asked.indexOf(id) < 0) return;
      const mine = kept.filter(function (i) { return of(i).indexOf(id) >= 0 && of(i).length <= most; });
      if (mine.length) out.push({ band: band, rows: mine });
    });
    return out;
  }
  function by(name) {
    return selects.find(function (select) { return select.name === name; });
  }
  function banner(part) {
    const row = document.createElement("tr"), head = document.createElement("th");
    const says = document.createElement("div"), count = document.createElement("small");
    row.className = "band screen";
    head.scope = "rowgroup";
    head.colSpan = width - 1;
    says.className = "says";
    if (part.band) says.append.apply(says, Array.from(part.band.cloneNode(true).childNodes));
    else says.append(Object.assign(document.createElement("b"), { textContent: part.name }));
    count.textContent = counting(part.rows) + form.dataset.by;
    says.insertBefore(count, says.querySelector(".ways"));
    head.append(says);
    row.append(head);
    return row;
  }

  // The rows that stay, in their order; what neighbours share is merged, what stands again
  // further on is said again.
  function draw(kept) {
    const placed = new Set(), used = new Set(), all = parts(kept);
    inSight = kept;
    body.replaceChildren();
    all.forEach(function (part) {
      if (all.length > 1 || part.name || part.band) body.append(banner(part));
      place(part.rows, placed, used);
    });
    table.classList.toggle("banded", Boolean(body.querySelector(".band")));
    rows.forEach(function (row, i) {
      row.hidden = !used.has(i);
      if (row.hidden) body.append(row);
    });
    // Notes that no row in sight leads to, nor a note in sight that builds on them.
    let said = "";
    Array.from(table.tFoot ? table.tFoot.rows : []).reverse().forEach(function (note) {
      const text = note.textContent.trim();
      const led = note.id === "" || body.querySelector("tr:not([hidden]) a[href='#" + note.id + "']");
      note.hidden = !led && said.indexOf(text.slice(0, 1)) < 0;
      if (!note.hidden) said += text.slice(1);
    });
  }
  function place(kept, placed, used) {
    const last = new Array(width);
    kept.forEach(function (i) {
      const row = used.has(i) ? rows[i].cloneNode(false) : rows[i], cells = [];
      if (used.has(i)) row.removeAttribute("id");
      used.add(i);
      grid[i].forEach(function (owner, at) {
        const before = last[at];
        if (at > 0 && grid[i][at - 1] === owner) {
          last[at] = last[at - 1];
          return;
        }
        // A card says all of its thing: the next one shares nothing with it.
        const apart = phone.matches && !row.classList.contains("more");
        if (before && before.owner === owner && !apart) {
          before.cell.rowSpan++;
          return;
        }
        let cell = owner;
        if (placed.has(owner)) {
          cell = owner.cloneNode(true);
          cell.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
        }
        placed.add(owner);
        cell.rowSpan = 1;
        last[at] = { owner: owner, cell: cell };
        cells.push(cell);
      });
      row.replaceChildren.apply(row, cells);
      body.append(row);
    });
  }

  function conditions() {
    const out = [];
    picked.forEach(function (wanted, select) {
      if (!wanted.length) return;
      const names = wanted.map(function (value) { return option(select, value).textContent; });
      out.push({
        name: select.dataset.label, value: names.join("、"), skip: select,
        drop: function () { pick(select, []); },
        parts: wanted.map(function (value, i) {
          return { value: names[i], drop: function () {
            pick(select, wanted.filter(function (other) { return other !== value; }));
          } };
        }),
      });
    });
    if (words().length) {
      const drop = function () { box.value = ""; };
      out.push({ name: "文字", value: box.value.trim(), drop: drop, skip: box, parts: [] });
    }
    return out;
  }
  function option(select, value) {
    return Array.from(select.options).find(function (one) { return one.value === value; });
  }
  // A select shows one choice; of several it says how many.
  function pick(select, wanted) {
    picked.set(select, wanted);
    const several = select.querySelector("option[data-several]");
    if (several) several.remove();
    if (wanted.length > 1) {
      const some = document.createElement("option");
      some.dataset.several = "";
      some.value = "*";
      some.textContent = wanted.length + "项";
      select.append(some);
    }
    select.value = wanted.length > 1 ? "*" : wanted[0] || "";
  }
  function counting(kept) {
    return new Set(kept.map(function (i) { return things[i]; })).size;
  }
  function counted(kept) {
    const some = counting(kept);
    const all = thing + 1;
    return all === rows.length
      ? "命中" + kept.length + "行，共" + all + "行"
      : "命中" + some + "项、" + kept.length + "行，共" + all + "项";
  }
  // The steps of a department that is chosen come before those of others.
  table.querySelectorAll(".way").forEach(function (way, at) { way.dataset.at = at; });
  function ownFirst() {
    const names = [];
    selects.forEach(function (select) {
      if (select.name === "department") picked.get(select).forEach(function (id) {
        names.push(Array.from(select.options).find(function (option) { return option.value === id; }).textContent);
      });
    });
    const rank = function (way) { return names.some(function (name) { return way.textContent.indexOf(name) === 0; }) ? 0 : 1; };
    new Set(Array.from(table.querySelectorAll(".way"), function (way) { return way.closest("td, th"); })).forEach(function (cell) {
      const ways = Array.from(cell.querySelectorAll(".way"));
      const places = ways.map(function (way) {
        const place = document.createComment("");
        way.replaceWith(place);
        return place;
      });
      ways.sort(function (a, b) { return rank(a) - rank(b) || a.dataset.at - b.dataset.at; });
      places.forEach(function (place, at) { place.replaceWith(ways[at]); });
    });
  }

  function apply() {
    const all = rows.map(function (row, i) { return i; });
    const kept = all.filter(function (i) { return keeps(i); }).sort(compare);
    draw(kept);
    ownFirst();
    const asked = conditions();
    count.textContent = asked.length ? counted(kept) : "";
    told.textContent = asked.map(function (one) { return one.name + "：" + one.value; }).join("；") +
      (asked.length ? "。" + counted(kept) : "");
    form.classList.toggle("chosen", asked.length > 0);
    selects.forEach(function (select) { select.classList.toggle("chosen", picked.get(select).length > 0); });
    chips(asked);
    measure();
    if (sheet) sheet.refresh(kept);
    none.hidden = kept.length > 0;
    none.textContent = "";
    if (!kept.length) {
      none.append((asked.length > 1 ? "没有同时符合" : "没有符合") + asked.map(function (one) { return "“" + one.value + "”"; }).join("") + "的行。");
      asked.forEach(function (one) {
        const left = all.filter(function (i) { return keeps(i, one.skip); }).length;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "as-link";
        button.textContent = "去掉“" + one.value + "”" + (left ? "（" + left + "行）" : "");
        button.addEventListener("click", function () { one.drop(); apply(); });
        none.append(button);
      });
    }
    heads.forEach(function (head, at) {
      if (!buttons[at]) return;
      head.setAttribute("aria-sort", sorted !== at ? "none" : down ? "descending" : "ascending");
      // Among cards the heads are not seen: the keyboard passes them.
      buttons[at].tabIndex = phone.matches ? -1 : 0;
    });
    table.classList.toggle("sorted", sorted !== null);
    remember();
  }

  function remember() {
    const state = new URLSearchParams();
    picked.forEach(function (wanted, select) { if (wanted.length) state.set(select.name, wanted.join(",")); });
    if (box.value.trim()) state.set("text", box.value.trim());
    if (gathered()) state.set("by", "department");
    if (sorted !== null) state.set("sort", (down ? "-" : "") + (sorted + 1));
    const hash = String(state);
    const now = window.location.hash;
    if (!hash && now && now.indexOf("=") < 0) return;
    try {
      window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search + (hash && "#" + hash));
    } catch (e) {
      // A browser that forbids it for files forgets the choice, no more.
    }
  }
  function recall() {
    const hash = window.location.hash.slice(1);
    if (hash.indexOf("=") < 0) return;
    const state = new URLSearchParams(hash);
    selects.forEach(function (select) {
      const wanted = (state.get(select.name) || "").split(",");
      pick(select, wanted.filter(function (value) { return value && option(select, value); }));
    });
    box.value = state.get("text") || "";
    if (gather) gather.setAttribute("aria-pressed", String(state.get("by") === "department"));
    const by = Number(state.get("sort"));
    sorted = by ? Math.min(Math.abs(by), width) - 1 : null;
    down = by < 0;
    apply();
  }

  // The rows in sight as they go into a table elsewhere.
  function taken() {
    return [names].concat(inSight.map(function (i) { return texts[i]; }));
  }
  window.lianfang.take(taken, function (words) { count.textContent = words; });

  selects.forEach(function (select) {
    select.addEventListener("change", function () {
      pick(select, select.value ? [select.value] : []);
      apply();
    });
  });
  box.addEventListener("input", apply);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("filter-clear").addEventListener("click", function () {
    clear();
    sorted = null;
    if (gather) gather.setAttribute("aria-pressed", "false");
    apply();
  });
  function clear() {
    selects.forEach(function (select) { pick(select, []); });
    box.value = "";
  }

  // On a phone the choices are in a sheet from below, what is chosen above the rows.
  const opener = document.getElementById("filter-open"), row = document.getElementById("filter-chips");
  function chips(asked) {
    const parts = [].concat.apply([], asked.map(function (one) { return one.parts; }));
    row.replaceChildren.apply(row, parts.map(function (part) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = part.value;
      button.setAttribute("aria-label", "去掉“" + part.value + "”");
      button.addEventListener("click", function () { part.drop(); apply(); });
      return button;
    }));
    opener.classList.toggle("chosen", parts.length > 0);
    opener.querySelector("b").textContent = parts.length || "";
  }
  const dialog = document.getElementById("filter-sheet");
  const sheet = dialog && dialog.showModal ? build() : null;
  if (!sheet || !selects.length) opener.hidden = true;
  function build() {
    const counts = [];
    const body = dialog.querySelector(".sheet-body"), go = dialog.querySelector(".go");
    selects.forEach(function (select) {
      const group = document.createElement("fieldset"), legend = document.createElement("legend");
      legend.textContent = select.dataset.label;
      group.append(legend);
      const all = Array.from(select.options).filter(function (one) { return one.value; });
      if (select.options.length > 12) {
        // Too many for buttons.
        const list = document.createElement("select");
        list.setAttribute("aria-label", select.dataset.label);
        Array.from(select.options).forEach(function (one) { list.append(one.cloneNode(true)); });
        const others = select.dataset.count < all.length ? "和其他" : "";
        list.options[0].textContent = "全部" + select.dataset.count + "个" + select.dataset.label + others;
        list.addEventListener("change", function () {
          pick(select, list.value ? [list.value] : []);
          apply();
        });
        counts.push(function () { list.value = picked.get(select)[0] || ""; });
        group.append(list);
      } else {
        legend.textContent = select.dataset.label + "（可以多选）";
        all.forEach(function (one) { group.append(toggle(select, one)); });
      }
      body.append(group);
    });
    function toggle(select, one) {
      const button = document.createElement("button"), name = document.createElement("span");
      const number = document.createElement("small");
      button.type = "button";
      name.textContent = one.textContent;
      if (select.name === "grade") name.className = "chip grade-" + one.value;
      button.append(name, number);
      button.addEventListener("click", function () {
        const wanted = picked.get(select), has = wanted.indexOf(one.value) >= 0;
        pick(select, has ? wanted.filter(function (v) { return v !== one.value; }) : wanted.concat(one.value));
        apply();
      });
      counts.push(function () {
        const left = rows.map(function (r, i) { return i; }).filter(function (i) {
          return keeps(i, select) && (rows[i].dataset[select.name] || "").split(" ").indexOf(one.value) >= 0;
        });
        const count = counting(left);
        button.setAttribute("aria-pressed", String(picked.get(select).indexOf(one.value) >= 0));
        button.classList.toggle("none", !count);
        number.textContent = count;
      });
      return button;
    }
    const close = function () { dialog.close(); };
    go.addEventListener("click", close);
    dialog.querySelector(".close").addEventListener("click", close);
    dialog.querySelector(".drop").addEventListener("click", function () { clear(); apply(); });
    // The veil around it.
    dialog.addEventListener("click", function (event) { if (event.target === dialog) close(); });
    opener.addEventListener("click", function () { apply(); dialog.showModal(); });
    return { refresh: function (kept) {
      if (!phone.matches) return;
      counts.forEach(function (count) { count(); });
      go.textContent = kept.length ? "看" + counting(kept) + form.dataset.by : "没有这样的";
    } };
  }
  // What is jumped to lands below the choices, where they stay above the rows.
  function held() {
    const stays = window.getComputedStyle(form).position === "sticky";
    document.documentElement.style.setProperty("--choose", (stays ? form.offsetHeight : 0) + "px");
  }
  // Where the sheet scrolls in itself, it ends with the window: its bar is in sight. As the page is
  // scrolled it grows to the height of the window, into room that is kept below it.
  const own = table.parentNode, bar = document.querySelector("nav.foot");
  let full = 0;
  function fit() {
    const over = own.getBoundingClientRect().top + full + 12 + (bar ? bar.offsetHeight : 0) - window.innerHeight;
    const short = window.getComputedStyle(own).overflowY === "auto" ? Math.max(0, Math.min(over, full - window.innerHeight / 2)) : 0;
    own.style.maxHeight = short ? full - short + "px" : "";
    own.style.marginBottom = short ? short + "px" : "";
  }
  function measure() {
    own.style.maxHeight = "";
    full = own.offsetHeight;
    held();
    fit();
  }
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", measure);
  measure();
  if (phone.addEventListener) phone.addEventListener("change", apply);
  window.addEventListener("hashchange", recall);
  if (window.location.hash.indexOf("=") >= 0) recall();
  else if (phone.matches || table.classList.contains("risks")) apply();
})();
