// 显示: theme, size of the text, shortcuts of single keys. Remembered where storage works.
(function () {
  "use strict";
  const opener = document.getElementById("display-open");
  const sheet = document.getElementById("display");
  if (!opener || !sheet) return;
  const root = document.documentElement;
  function stored(name) {
    try { return window.localStorage.getItem("lianfang-" + name); } catch (e) { return null; }
  }
  function store(name, value) {
    try {
      if (value) window.localStorage.setItem("lianfang-" + name, value);
      else window.localStorage.removeItem("lianfang-" + name);
    } catch (e) {
      // The choice holds for this page, no longer.
    }
  }
  function apply(name, value) {
    if (name === "keys") window.lianfang.quiet = value === "off";
    else if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }
  function toggle(open) {
    sheet.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) sheet.querySelector("input:checked").focus();
  }
  sheet.querySelectorAll("input").forEach(function (input) {
    const chosen = stored(input.name) || "";
    input.checked = input.value === chosen;
    if (input.checked) apply(input.name, chosen);
    input.addEventListener("change", function () {
      store(input.name, input.value);
      apply(input.name, input.value);
    });
  });
  opener.addEventListener("click", function () { toggle(sheet.hidden); });
  sheet.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    toggle(false);
    opener.focus();
  });
  document.addEventListener("click", function (event) {
    if (!sheet.hidden && !sheet.contains(event.target) && !opener.contains(event.target)) toggle(false);
  });
  // The menu of the phone; without scripts its link shows it.
  const menu = document.getElementById("menu"), nav = document.getElementById("bar-nav");
  if (!menu || !nav) return;
  menu.setAttribute("role", "button");
  function unfold(open) {
    nav.classList.toggle("open", open);
    menu.setAttribute("aria-expanded", String(open));
  }
  unfold(false);
  menu.addEventListener("click", function (event) {
    event.preventDefault();
    unfold(!nav.classList.contains("open"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") unfold(false);
  });
  document.addEventListener("click", function (event) {
    // A link may lead to a place of the same page, which the menu would cover.
    const stays = nav.contains(event.target) && !event.target.closest("a");
    if (!stays && !menu.contains(event.target)) unfold(false);
  });
})();
