// The list chosen by kind, department, person and state; what is chosen stands in the address.
(function () {
  var form = document.getElementById("calendar-choose");
  if (!form) { return; }
  var rows = Array.prototype.slice.call(document.querySelectorAll(".agenda-row"));
  var groups = Array.prototype.slice.call(document.querySelectorAll(".agenda"));
  var tabs = Array.prototype.slice.call(document.querySelectorAll(".calendar-tabs button"));
  var none = document.getElementById("calendar-none");
  var ics = document.getElementById("ics-chosen");
  var narrow = form.elements["department-narrow"];
  var state = "";
  function words(row, key) { return (row.getAttribute("data-" + key) || "").split(" "); }
  function chosen(name) {
    var all = form.elements[name];
    if (!all) { return ""; }
    if (all.tagName === "SELECT") { return all.value; }
    return Array.prototype.filter.call(all.length === undefined ? [all] : all, function (input) { return input.checked; })[0];
  }
  function department() { var input = chosen("department"); return input ? input.value : ""; }
  function kinds() {
    return Array.prototype.filter.call(form.querySelectorAll("[name=kind]"), function (input) { return input.checked; }).map(function (input) { return input.value; });
  }
  function fits(row, wanted, of) {
    return (!wanted.kinds.length || wanted.kinds.indexOf(row.getAttribute("data-kind")) >= 0) &&
      (!wanted.department || words(row, "departments").indexOf(wanted.department) >= 0) &&
      (!wanted.person || words(row, "people").indexOf(wanted.person) >= 0) &&
      (!of || row.getAttribute("data-state") === of);
  }
  // What the head of a group says of its rows, of those that are shown: how many were late, or which
  // few kinds of work they are.
  function renote(group) {
    var note = group.querySelector(".note-of-kinds, .note-of-late");
    if (!note) { return; }
    var kinds = [], late = 0;
    group.querySelectorAll(".agenda-row:not([hidden])").forEach(function (row) {
      var kind = row.querySelector(".mark .hidden").textContent;
      if (kinds.indexOf(kind) < 0) { kinds.push(kind); }
      late += row.getAttribute("data-state") === "done-late" ? 1 : 0;
    });
    var few = kinds.length > 1 && kinds.length <= 4;
    note.textContent = note.className.indexOf("late") < 0 ? (few ? kinds.join("、") : "") : late ? "其中迟办 " + late + " 项" : "";
  }
  // How many rows each department has among those of the other choices.
  function recount(wanted) {
    function left(id) {
      var other = { kinds: wanted.kinds, person: wanted.person, department: id };
      return rows.filter(function (row) { return fits(row, other, state); }).length;
    }
    form.querySelectorAll(".one").forEach(function (one) { one.querySelector("small").textContent = left(one.querySelector("input").value); });
    Array.prototype.forEach.call(narrow ? narrow.options : [], function (one) {
      if (one.value) { one.textContent = one.textContent.replace(/（\d+）$/, "（" + left(one.value) + "）"); }
    });
  }
  function show(write) {
    var wanted = { kinds: kinds(), department: department(), person: chosen("person") || "" };
    var count = 0, done = 0, told = document.getElementById("calendar-done");
    rows.forEach(function (row) {
      row.hidden = !fits(row, wanted, state);
      count += row.hidden ? 0 : 1;
      done += row.hidden || row.getAttribute("data-state").indexOf("done") !== 0 ? 0 : 1;
    });
    groups.forEach(function (group) {
      var own = group.querySelectorAll(".agenda-row:not([hidden])").length;
      group.hidden = !own;
      group.querySelector("h2 b").textContent = own;
      renote(group);
      var folded = group.querySelector("details");
      if (folded && (state === "done" || state === "done-late")) { folded.open = true; }
    });
    tabs.forEach(function (tab) {
      var of = tab.getAttribute("data-state");
      tab.setAttribute("aria-pressed", String(of === state));
      tab.querySelector("b").textContent = rows.filter(function (row) { return fits(row, wanted, of); }).length;
    });
    document.getElementById("calendar-count").textContent = count;
    if (told) { told.textContent = done; }
    none.hidden = count > 0;
    if (ics) { ics.hidden = !wanted.department; ics.href = ics.getAttribute("data-folder") + wanted.department + ".ics"; }
    recount(wanted);
    if (narrow) { narrow.value = wanted.department; }
    if (!write) { return; }
    var query = new URLSearchParams();
    wanted.kinds.forEach(function (kind) { query.append("kind", kind); });
    ["department", "person"].forEach(function (key) { if (wanted[key]) { query.set(key, wanted[key]); } });
    if (state) { query.set("state", state); }
    var text = query.toString();
    history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
  }
  function set(query) {
    Array.prototype.forEach.call(form.querySelectorAll("[name=kind]"), function (input) { input.checked = query.getAll("kind").indexOf(input.value) >= 0; });
    Array.prototype.forEach.call(form.querySelectorAll("[name=department]"), function (input) { input.checked = input.value === (query.get("department") || ""); });
    if (form.elements.person) { form.elements.person.value = query.get("person") || ""; }
    state = query.get("state") || "";
    show(false);
  }
  form.addEventListener("change", function (event) {
    if (event.target === narrow) {
      Array.prototype.forEach.call(form.querySelectorAll("[name=department]"), function (input) { input.checked = input.value === narrow.value; });
    }
    show(true);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  tabs.forEach(function (tab) { tab.addEventListener("click", function () { state = tab.getAttribute("data-state"); show(true); }); });
  document.getElementById("calendar-clear").addEventListener("click", function () { set(new URLSearchParams()); show(true); });
  var months = Array.prototype.slice.call(document.querySelectorAll(".month"));
  function turn(from, by) {
    var to = months[months.indexOf(from) + by];
    if (!to) { return; }
    from.removeAttribute("data-shown");
    to.setAttribute("data-shown", "");
    var button = to.querySelector(by > 0 ? ".on" : ".back");
    (button.disabled ? to.querySelector("button:not(:disabled)") : button).focus();
  }
  months.forEach(function (month) {
    month.querySelector(".back").addEventListener("click", function () { turn(month, -1); });
    month.querySelector(".on").addEventListener("click", function () { turn(month, 1); });
  });
  // A day of the calendar leads to its row, also where that is folded or not chosen.
  function reveal() {
    var row = window.lianfang.target();
    if (!row || !row.classList.contains("agenda-row")) { return; }
    if (row.hidden) { set(new URLSearchParams()); }
    var folded = row.closest("details");
    if (folded) { folded.open = true; }
    row.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  window.addEventListener("popstate", function () { set(new URLSearchParams(location.search)); });
  set(new URLSearchParams(location.search));
  reveal();
})();
