// The frame of the preview: the page on the left, what is wrong on the right.
(() => {
  "use strict";
  const { follow, pageOf } = window.lianfangWatch;
  const $ = (id) => document.getElementById(id);
  const frame = $("page");
  const LEVELS = { error: "错误", warning: "警告", info: "提示" };
  const MOST_MARKED = 99;
  let state = null;
  let run = null;
  let level = "";
  let draft = new URLSearchParams(location.search).has("draft");
  const opened = new Map();

  const make = (name, attributes = {}, ...children) => {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "class") e.className = value;
      else if (value !== null && value !== false) e.setAttribute(key, value === true ? "" : value);
    }
    e.append(...children.filter((child) => child !== null));
    return e;
  };

  // ---- the page --------------------------------------------------------------------------------

  const folder = () => (draft ? "/~draft/" : "/~page/");
  const inside = () => {
    try {
      return frame.contentWindow.location.pathname.startsWith("/~") ? frame.contentWindow : null;
    } catch {
      return null; // The page has led to another site.
    }
  };
  const page = () => pageOf(inside()?.location.pathname ?? location.pathname);

  function go(path, hash = "") {
    frame.contentWindow.location.replace(folder() + path + hash);
  }

  // The address of this window is that of the page, with the filters that stand in it.
  function keepAddress() {
    const window_ = inside();
    if (!window_) return;
    const path = page().replace(/(^|\/)index\.html$/, "$1");
    history.replaceState(null, "", "/" + path + (draft ? "?draft" : "") + window_.location.hash);
    $("bare").href = folder() + page() + window_.location.hash;
    $("pages").value = page();
  }

  function title() {
    const name = inside()?.document.title || "实时预览";
    const errors = state?.listing.errors ?? 0;
    document.title = (errors ? `(${errors}) ` : "") + name;
    const text = errors > 99 ? "99" : errors || "廉";
    const [fill, ink] = errors ? ["#D7191F", "#fff"] : ["#AE1220", "#F6E3B0"];
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${errors ? 16 : 5}" fill="${fill}"/><text x="16" y="23" font-size="19" font-family="sans-serif" text-anchor="middle" fill="${ink}">${text}</text></svg>`;
    $("icon").href = "data:image/svg+xml," + encodeURIComponent(svg);
  }

  frame.addEventListener("load", () => {
    const window_ = inside();
    if (!window_) return;
    for (const link of window_.document.querySelectorAll('a[href*=".pdf"]')) link.target = "_blank";
    window_.addEventListener("hashchange", keepAddress);
    window_.addEventListener("lianfang-mended", mark);
    const replace = window_.history.replaceState.bind(window_.history);
    window_.history.replaceState = (...given) => {
      replace(...given);
      keepAddress();
    };
    keepAddress();
    title();
    mark();
    // The page that is looked at now is made before the others from now on.
    fetch(`/~watch/state?page=${page()}`).catch(() => {});
    renewIfOld();
  });

  function renewIfOld() {
    const live = inside()?.lianfangWatch;
    if (state && live?.isOld(state)) live.renew();
  }

  // ---- marks in the page -----------------------------------------------------------------------

  const MARKS = `
    [data-watch] { outline: 2px solid #AE1220; outline-offset: -1px; }
    [data-watch-number]::before { content: attr(data-watch-number); display: inline-block; min-width: 20px;
      margin-right: 6px; padding: 0 3px; border-radius: 10px; background: #AE1220; color: #fff;
      font: 700 13px/20px sans-serif; text-align: center; }
    @media print { [data-watch] { outline: 0 } [data-watch-number]::before { content: none } }`;

  // The element of a page that is about the thing with this id: risk-cw-1, d-czs.
  const elementOf = (subject) => {
    const inPage = inside()?.document;
    if (!subject || !inPage || /["\\]/.test(subject)) return null;
    const all = inPage.querySelectorAll(`[id="${subject}"], [id$="-${subject}"]`);
    const plain = (e) => e.id.slice(0, e.id.length - subject.length);
    return [...all].find((e) => /^([a-z]+-)?$/.test(plain(e)) && e.getClientRects().length) ?? null;
  };

  function mark() {
    const inPage = inside()?.document;
    if (!inPage?.body || !state) return;
    for (const e of inPage.querySelectorAll("[data-watch], [data-watch-number]")) {
      e.removeAttribute("data-watch");
      e.removeAttribute("data-watch-number");
    }
    if (!inPage.getElementById("watch-marks")) {
      inPage.head.append(Object.assign(inPage.createElement("style"), { id: "watch-marks", textContent: MARKS }));
    }
    const numbers = new Map();
    const items = state.listing.items;
    for (const item of items) item.number = null;
    for (const item of items.filter((item) => item.severity !== "info")) {
      const e = numbers.size < MOST_MARKED ? elementOf(item.subject) : null;
      if (!e) continue;
      if (!numbers.has(e)) numbers.set(e, numbers.size + 1);
      item.number = numbers.get(e);
      e.setAttribute("data-watch", "");
      // A row has a number in its first cell that is seen; what is merged with others has none.
      const cells = e.matches("tr, tbody") ? [...e.querySelectorAll("td, th")] : [];
      const at = cells.find((cell) => cell.getClientRects().length) ?? e;
      at.setAttribute("data-watch-number", item.number);
    }
    list();
  }

  function show(item) {
    const e = elementOf(item.subject);
    const sheet = e?.closest("details:not([open])");
    sheet?.setAttribute("open", "");
    e?.scrollIntoView({ block: "center", behavior: "instant" });
  }

  // ---- the findings ----------------------------------------------------------------------------

  const keyOf = (item) => [item.code, item.at?.text, item.message].join("\n");

  const isWanted = (item) =>
    (level === "" || item.severity === level) &&
    ($("here").getAttribute("aria-pressed") === "false" || item.number !== null);

  function place(at) {
    if (!at) return null;
    if (at.editor) return make("a", { class: "at", href: at.editor }, at.text);
    const button = make("button", { class: "at", type: "button", title: "复制位置" }, at.text);
    button.addEventListener("click", () => copy(at.text));
    return button;
  }

  function entry(item, index) {
    const key = keyOf(item);
    const open = opened.get(key) ?? index === 0;
    const toggle = make("button", { class: "says", type: "button", "aria-expanded": String(open) }, `${item.title}：${item.message}`);
    const more = make("div", { class: "more", hidden: !open });
    const li = make("li", { class: `item ${item.severity}${open ? " open" : ""}` },
      make("div", { class: "line" },
        item.number ? make("span", { class: "number" }, String(item.number)) : null,
        make("span", { class: `badge ${item.severity}` }, make("b", { class: `sign ${item.severity}`, "aria-hidden": "true" }), LEVELS[item.severity]),
        make("span", { class: "code" }, item.code), place(item.at)),
      make("h2", {}, toggle), more);
    if (item.lines.length) {
      const code = make("pre", { tabindex: "0", "aria-label": "原文" });
      for (const { number, parts } of item.lines) {
        const isIt = parts[1] !== "";
        const line = make("span", { class: isIt ? "it" : "" }, make("i", {}, String(number)), parts[0]);
        if (isIt) line.append(make("mark", {}, parts[1]), parts[2]);
        code.append(line, "\n");
      }
      more.append(code);
    }
    const notes = make("dl");
    const note = (name, ...what) => notes.append(make("div", {}, make("dt", {}, name), make("dd", {}, ...what)));
    if (item.help) note("建议", item.help);
    if (item.basis) note("依据", item.basis);
    for (const other of item.related) note("另见", other.message, " ", place(other.at));
    if (item.fix) note("能自动改", "改成 ", make("code", {}, item.fix), "：运行 ", make("code", {}, "lianfang check --fix"));
    if (notes.children.length) more.append(notes);
    const acts = make("p", { class: "acts" });
    if (item.at?.editor) acts.append(make("a", { class: "button main", href: item.at.editor }, "在编辑器里打开"));
    if (item.at) {
      const button = make("button", { type: "button" }, "复制位置");
      button.addEventListener("click", () => copy(item.at.text));
      acts.append(button);
    }
    if (item.number) {
      const button = make("button", { type: "button" }, "在页面里看");
      button.addEventListener("click", () => show(item));
      acts.append(button);
    }
    if (acts.children.length) more.append(acts);
    toggle.addEventListener("click", () => {
      const now = toggle.getAttribute("aria-expanded") === "false";
      opened.set(key, now);
      toggle.setAttribute("aria-expanded", String(now));
      more.hidden = !now;
      li.classList.toggle("open", now);
      if (now) show(item);
    });
    return li;
  }

  function list() {
    const { listing } = state;
    const wanted = listing.items.filter(isWanted);
    const focus = document.activeElement?.closest?.(".item");
    const at = focus ? [...$("items").children].indexOf(focus) : -1;
    $("items").replaceChildren(...wanted.map(entry));
    if (at >= 0) $("items").children[Math.min(at, wanted.length - 1)]?.querySelector(".says")?.focus({ preventScroll: true });
    $("none").hidden = wanted.length > 0;
    $("none").textContent = listing.items.length ? "这些条件下没有问题" : "没有问题";
    $("notes").replaceChildren(...listing.notes.map((note) => make("p", {}, note)));
    const counts = { error: listing.errors, warning: listing.warnings, info: listing.infos };
    for (const button of document.querySelectorAll("button[data-level]")) {
      const of = button.dataset.level;
      const count = of === "" ? counts.error + counts.warning + counts.info : counts[of];
      const shown = button.querySelector("span");
      if (shown.textContent !== String(count)) shown.textContent = String(count);
      button.classList.toggle("some", count > 0);
      button.setAttribute("aria-pressed", String(of === level && (of !== "" || !button.closest(".counts"))));
    }
    $("here").querySelector("span").textContent = String(listing.items.filter((item) => item.number !== null).length);
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      say(`已复制 ${text}`);
    } catch {
      say(text);
    }
  }

  let hiding = 0;
  function say(text) {
    $("toast").textContent = text;
    $("toast").hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => ($("toast").hidden = true), 4000);
  }

  // ---- the state -------------------------------------------------------------------------------

  function banner() {
    const { broken, pages_at, listing } = state;
    const first = listing.items.find((item) => item.severity === "error");
    const at = first?.at ? `${first.at.text} ` : "";
    const what = first ? `${at}${first.title}：${first.message}` : "";
    let text = "";
    if (broken && draft) text = `这是草稿，规则还有错误。${what}`;
    else if (broken && pages_at) text = `规则有错误，这里是 ${pages_at} 上一个能用的版本，改好以后自动换成新的。${what}`;
    else if (broken) text = `规则有错误，还没有能看的版本，改好以后自动显示。${what}`;
    if ($("banner-text").textContent !== text) $("banner-text").textContent = text;
    $("banner-text").title = text;
    $("banner").classList.remove("gone");
    $("banner").hidden = !broken;
    $("first").hidden = !first;
    $("draft").hidden = !broken;
    $("draft").setAttribute("aria-pressed", String(draft));
  }

  function choices() {
    const names = { "": "整本", tables: "表格", posts: "岗位", posters: "上墙图" };
    const groups = new Map();
    for (const [path, title] of state.pages) {
      const folder = path.includes("/") ? path.split("/")[0] : "";
      if (!groups.has(folder)) groups.set(folder, make("optgroup", { label: names[folder] ?? folder }));
      groups.get(folder).append(make("option", { value: path }, title || path));
    }
    const key = JSON.stringify(state.pages.map(([path, title]) => [path, title]));
    if ($("pages").dataset.key !== key) {
      $("pages").dataset.key = key;
      $("pages").replaceChildren(...groups.values());
    }
    $("pages").value = page();
  }

  function tell(now) {
    if (!now) {
      $("banner-text").textContent = "预览停了：终端里的 lianfang watch 已经结束。重新运行以后这里自动接上";
      $("banner").hidden = false;
      $("banner").classList.add("gone");
      $("first").hidden = $("draft").hidden = true;
      return;
    }
    if (run !== null && run !== now.run) {
      location.reload();
      return;
    }
    run = now.run;
    const isNews = state?.round !== now.round;
    state = now;
    if (!now.broken && draft) {
      draft = false;
      go(page(), inside()?.location.hash);
    }
    $("took").textContent = `${now.at} 读了 ${now.files} 个文件，用时 ${now.took_ms} 毫秒`;
    banner();
    if (isNews) {
      choices();
      mark();
      list();
      title();
    }
    renewIfOld();
  }

  // ---- what a person does ----------------------------------------------------------------------

  for (const button of document.querySelectorAll("button[data-level]")) {
    button.addEventListener("click", () => {
      const of = button.dataset.level;
      const again = level === of && button.closest(".counts");
      level = again ? "" : of;
      document.body.classList.toggle("listing", !again);
      if (state) list();
    });
  }
  $("here").addEventListener("click", () => {
    $("here").setAttribute("aria-pressed", String($("here").getAttribute("aria-pressed") === "false"));
    if (state) list();
  });
  $("pages").addEventListener("change", () => {
    frame.contentWindow.location.assign(folder() + $("pages").value);
  });
  $("posters").addEventListener("click", (event) => {
    event.preventDefault();
    frame.contentWindow.location.assign(folder() + "posters/index.html");
  });
  $("draft").addEventListener("click", () => {
    draft = !draft;
    go(page(), inside()?.location.hash);
    if (state) banner();
  });
  $("first").addEventListener("click", () => {
    level = "";
    $("here").setAttribute("aria-pressed", "false");
    document.body.classList.add("listing");
    list();
    const first = $("items").querySelector(".item.error .says");
    if (first?.getAttribute("aria-expanded") === "false") first.click();
    first?.focus();
  });
  // Single keys count only where the findings have the focus, so that they are in no one's way.
  $("findings").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const says = [...document.querySelectorAll(".says")];
    const item = document.activeElement.closest(".item");
    const at = item ? says.indexOf(item.querySelector(".says")) : -1;
    if (event.key === "j") says[Math.min(at + 1, says.length - 1)]?.focus();
    else if (event.key === "k") says[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "o") item?.querySelector("a.at")?.click();
    else if (event.key === "c") item && item.querySelector(".at") && copy(item.querySelector(".at").textContent);
    else return;
    event.preventDefault();
  });

  $("host").textContent = location.host;
  go(pageOf(location.pathname), location.hash);
  follow(page, tell);
})();
