// The box and its panel: a combobox with a list of hits in groups. Returns what opens it.
window.lianfangSearch = function (data, form) {
  "use strict";
  const shared = window.lianfang;
  const find = window.lianfangFinder(data);
  const box = document.getElementById("search-box");
  const root = form.dataset.root || "", here = form.dataset.page || "";
  const FEW = 2, MANY = 300, BEFORE = 14, AFTER = 58;
  let only = null, active = -1, options = [], result = null, composing = false;

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function button(name, text, action) {
    const element = make("button", name, text);
    element.type = "button";
    // The box keeps the focus: what is typed goes on.
    element.addEventListener("mousedown", function (event) { event.preventDefault(); });
    element.addEventListener("click", action);
    return element;
  }

  const panel = make("div", "search-panel screen");
  panel.id = "search-panel";
  panel.hidden = true;
  const kinds = make("div", "search-kinds");
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", "种类");
  const said = make("p", "search-said");
  said.setAttribute("role", "status");
  const list = make("div", "search-list");
  list.id = "search-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索结果");
  const none = make("div", "search-none");
  const foot = make("div", "search-foot");
  const keys = make("p", "search-keys");
  [["↑", ""], ["↓", "选择"], ["Enter", "打开"], ["PgDn", "下一类"], ["Esc", "关闭"]].forEach(function (key) {
    keys.append(make("kbd", "", key[0]), key[1] ? key[1] + "　" : " ");
  });
  const tries = make("p", "search-tries", "还可以这样找：");
  data.examples.forEach(function (example) {
    tries.append(button("as-link", example, function () { open(example); }));
  });
  foot.append(keys, tries);
  panel.append(kinds, said, list, none, foot);
  const veil = make("div", "search-veil screen");
  veil.hidden = true;
  const cancel = button("search-cancel", "取消", function () { close(); box.blur(); });
  const clear = button("search-clear", "", function () { open(""); });
  clear.setAttribute("aria-label", "清除");
  form.append(clear, cancel);
  form.parentNode.append(panel);
  document.body.append(veil);
  veil.addEventListener("click", close);

  // Where a hit leads, seen from here. What was looked for goes along, to be marked there; one that
  // is a whole page has an empty place in it, since without one the search would open there again.
  function address(hit) {
    let target = hit.entry.href;
    if (hit.item) target = target.replace(/#.*/, "#" + hit.item.id);
    const [file, hash] = target.split("#");
    return (file === here ? "" : root + file) + asked() + "#" + (hash || "");
  }
  function asked() {
    const query = box.value.trim();
    const marks = result ? result.marks : [];
    const same = marks.join(" ") === shared.split(query).join(" ");
    return "?q=" + encodeURIComponent(query) +
      (same || !marks.length ? "" : "&m=" + encodeURIComponent(marks.join(" ")));
  }
  function remember() {
    const query = box.value.trim();
    try {
      window.history.replaceState(query ? { search: true } : null, "",
        (query ? asked() : window.location.pathname) + window.location.hash);
    } catch (e) {
      // A browser that forbids it for files forgets the query, no more.
    }
  }

  function excerpt(hit) {
    const text = hit.item ? hit.item.text : hit.entry.text ||
      hit.entry.items.map(function (item) { return item.label + item.text; }).join("");
    const folded = shared.fold(text);
    let first = -1;
    result.marks.forEach(function (word) {
      const place = folded.indexOf(word);
      if (place >= 0 && (first < 0 || place < first)) first = place;
    });
    const from = first > BEFORE * 2 ? first - BEFORE : 0, to = Math.max(first, 0) + AFTER;
    return (from ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "");
  }
  function option(hit) {
    const e = hit.entry, a = make("a", "search-hit");
    a.href = address(hit);
    const title = make("span", "search-title");
    const label = hit.item ? hit.item.place : "";
    // 第七条（一）, 第三条第四部分第（二）项: the place stands with the number of an article, behind that of a part.
    const numbered = /^(第[^\u3000]+)(.*)$/.exec(e.title);
    const named = numbered ? numbered[1] + label + numbered[2] : e.title + (label && "\u3000" + label);
    shared.mark(title, named, result.marks);
    const grade = data.grades.find(function (g) { return g.key === e.grade; });
    if (grade) title.append(" ", make("span", "chip grade-" + grade.key, grade.word));
    const where = make("span", "search-where");
    if (e.where) shared.mark(where, e.where, result.marks);
    const text = make("span", "search-text");
    shared.mark(text, excerpt(hit), result.marks);
    a.append(title, where, text);
    a.addEventListener("click", function () {
      close();
      // The same address again is no change of it.
      window.setTimeout(shared.arrive, 0);
    });
    return a;
  }
  function add(element, into) {
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.id = "search-option-" + options.length;
    element.tabIndex = -1;
    element.addEventListener("mousedown", function (event) { event.preventDefault(); });
    options.push(element);
    into.append(element);
  }
  function show() {
    result = find(box.value);
    options = [];
    active = -1;
    list.textContent = none.textContent = "";
    if (only !== null && !result.kinds[only].hits.length) only = null;
    const query = box.value.trim();
    list.hidden = !result.total;
    none.hidden = !!result.total;
    // Without hits there is nothing to choose, and what else to look for is said above.
    foot.hidden = !!query && !result.total;
    clear.hidden = !box.value;
    tabs();
    said.textContent = "";
    if (!query) {
      said.hidden = true;
      none.hidden = true;
    } else {
      said.hidden = false;
      reading();
    }
    let drawn = 0;
    result.groups.forEach(function (group) {
      if (!group.hits.length || (only !== null && only !== group.kind)) return;
      const set = make("div", "search-group");
      set.setAttribute("role", "group");
      const name = make("div", "search-name");
      name.id = "search-name-" + group.kind;
      name.setAttribute("role", "presentation");
      name.append(make("b", "", group.name), " " + group.hits.length);
      set.setAttribute("aria-labelledby", name.id);
      const hits = make("div", "search-hits");
      hits.setAttribute("role", "presentation");
      const few = only === null ? FEW : MANY;
      group.hits.slice(0, few).forEach(function (hit) { add(option(hit), hits); });
      drawn += Math.min(few, group.hits.length);
      if (group.hits.length > few) {
        const more = make("div", "search-more", "还有" + (group.hits.length - few) + group.by);
        more.addEventListener("click", function () { pick(group.kind); });
        add(more, hits);
      }
      set.append(name, hits);
      list.append(set);
    });
    if (query && !result.total) nothing();
    panel.dataset.drawn = drawn;
    move(options.length ? 0 : -1);
    list.scrollTop = 0;
    remember();
  }
  function tabs() {
    kinds.textContent = "";
    const all = [{ kind: null, name: "全部", hits: { length: result.total } }].concat(result.kinds);
    all.forEach(function (group) {
      const count = group.hits.length;
      // What no query has found yet is told of too, but for kinds that the unit has not.
      if (group.kind !== null && !count) return;
      const tab = button("search-kind", group.name, function () { pick(group.kind); });
      tab.append(" ", make("small", "", String(count)));
      tab.setAttribute("aria-pressed", String(only === group.kind));
      kinds.append(tab);
    });
    kinds.hidden = !result.total;
  }
  function pick(kind) {
    only = kind;
    show();
    box.focus();
  }
  // How the query was read, and how many it finds.
  function reading() {
    const parts = result.missed ? ["没有“" + result.missed + "”"] : [], graded = [], named = [], plain = [];
    const before = parts.length;
    result.terms.forEach(function (term) {
      const grade = data.grades.find(function (g) { return g.key === term.grade; });
      if (grade) graded.push(grade.word);
      else if (term.kind !== undefined) named.push(data.kinds[term.kind].name);
      else if (term.place && term.place.name) plain.push((term.place.of ? "“" + term.place.of + "”" : "") + term.place.name);
      else if (term.code) plain.push("编号 " + term.spelled[0].toUpperCase());
      else if (term.spelled && term.spelled.length) plain.push("拼音 " + term.word + "（“" + term.spelled[0] + "”）");
      else plain.push("“" + term.word + "”");
    });
    if (graded.length) parts.push("等级是" + graded.join("、") + "的" + (named.join("、") || "各项"));
    else if (named.length) parts.push(named.join("、"));
    if (plain.length) parts.push((parts.length > before ? "有" : plain.length > 1 ? "同时有" : "查找") + plain.join("和"));
    const kind = result.terms.find(function (term) { return term.kind !== undefined; });
    const group = kind && result.kinds[kind.kind];
    const others = group && group.hits.length ? result.total - group.hits.length : 0;
    if (others) parts.push("另有" + others + "处提到");
    said.append(make("span", "", parts.join("，")));
    const count = group && group.hits.length
      ? group.hits.length + group.by + "，共" + group.all + group.by
      : result.total ? result.total + "处，按相近程度排列" : "没有找到";
    said.append(make("span", "search-count", count));
  }
  function nothing() {
    const alone = result.alone();
    none.append(make("p", "search-none-head", alone.length > 1
      ? "没有同时符合" + alone.map(function (a) { return "“" + a.word + "”"; }).join("") + "的内容"
      : "没有“" + box.value.trim() + "”"));
    const line = make("p", "");
    if (alone.length > 1) {
      alone.forEach(function (one, i) {
        line.append((i ? "　" : "") + "“" + one.word + "”" + (one.count ? "有" + one.count + "处" : "没有"));
        const rest = alone.filter(function (other, k) { return k !== i; });
        const without = rest.map(function (a) { return a.word; }).join(" ");
        line.append(button("as-link", "去掉“" + one.word + "”", function () { open(without); }));
      });
    } else {
      line.append("可以换一个词，或者用编号、条号、拼音首字母：");
      data.examples.forEach(function (example) {
        line.append(button("as-link", example, function () { open(example); }));
      });
    }
    none.append(line);
  }

  function move(to) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = to;
    const option = options[active];
    if (!option) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }
  // The first option of the next group, or of the one before.
  function leap(step) {
    const groups = Array.from(list.children);
    const now = options[active] && options[active].closest(".search-group");
    const next = groups[groups.indexOf(now) + step];
    if (next) move(options.indexOf(next.querySelector("[role=option]")));
  }
  function open(query) {
    if (query !== undefined && query !== box.value) {
      box.value = query;
      only = null;
    }
    panel.hidden = veil.hidden = false;
    document.body.classList.add("searching");
    box.setAttribute("aria-expanded", "true");
    show();
    if (document.activeElement !== box) box.focus();
  }
  function close() {
    panel.hidden = veil.hidden = true;
    document.body.classList.remove("searching");
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function typed() {
    only = null;
    if (panel.hidden) open();
    else show();
  }

  box.addEventListener("compositionstart", function () { composing = true; });
  box.addEventListener("compositionend", function () { composing = false; typed(); });
  box.addEventListener("input", function () { if (!composing) typed(); });
  box.addEventListener("click", function () { if (panel.hidden) open(); });
  box.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    const last = options.length - 1;
    const keys = {
      ArrowDown: function () { if (panel.hidden) open(); else move(active < last ? active + 1 : 0); },
      ArrowUp: function () { if (!panel.hidden) move(active > 0 ? active - 1 : last); },
      PageDown: function () { leap(1); },
      PageUp: function () { leap(-1); },
      Enter: function () { if (!panel.hidden && options[active]) options[active].click(); },
      Escape: function () {
        if (box.value && !panel.hidden) open("");
        else { close(); box.blur(); }
      },
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("focusin", function (event) {
    // Who goes on with Tab has left the search.
    const inside = form.contains(event.target) || panel.contains(event.target);
    if (!inside && !panel.hidden && event.target !== document.body) close();
  });
  if (document.activeElement === box) open();
  return { open: open, close: close };
};
