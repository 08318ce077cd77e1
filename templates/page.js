// Comforts that a page can do without: the current chapter in the contents, the foot bar of
// the phone, the filter of a table.
(function () {
  "use strict";
  var side = document.getElementById("side");
  if (side) contents(side);
  var box = document.getElementById("filter-box");
  if (box) filter(box);
  heads();
  window.addEventListener("resize", heads);
  // A sheet that scrolls in itself must be reachable with the keyboard.
  document.querySelectorAll("section.landscape").forEach(function (sheet) {
    if (sheet.scrollWidth > sheet.clientWidth) {
      sheet.tabIndex = 0;
      sheet.setAttribute("role", "region");
    }
  });

  // How high the head of each table is that stays in sight: jumps land below it.
  function heads() {
    document.querySelectorAll("thead").forEach(function (head) {
      head.parentNode.style.setProperty("--head", head.offsetHeight + 4 + "px");
    });
  }

  function contents(side) {
    var stops = [];
    side.querySelectorAll("a[href^='#']").forEach(function (a) {
      var target = document.getElementById(a.hash.slice(1));
      if (target && !a.classList.contains("close")) stops.push({ a: a, target: target });
    });
    // The contents group tables apart; the page has its own order.
    stops.sort(function (x, y) {
      return x.target.compareDocumentPosition(y.target) & 4 ? -1 : 1;
    });
    var current = -1, waiting = false;
    var back = document.getElementById("foot-back"), on = document.getElementById("foot-on");
    var phone = window.matchMedia("(max-width: 899px)");
    function turn(link, stop, mark) {
      if (!link || !stop) return;
      var label = stop.a.dataset.label || stop.a.textContent;
      link.href = stop.a.hash;
      link.textContent = mark < 0 ? "‹ " + label : label + " ›";
    }
    function update() {
      waiting = false;
      var now = -1;
      stops.forEach(function (stop, i) {
        if (stop.target.getBoundingClientRect().top <= 140) now = i;
      });
      if (now === current) return;
      if (stops[current]) stops[current].a.removeAttribute("aria-current");
      current = now;
      turn(back, stops[now - 1], -1);
      turn(on, stops[now + 1], 1);
      if (now < 0) return;
      var a = stops[now].a, group = a.closest("details");
      a.setAttribute("aria-current", "true");
      if (group) group.open = true;
      if (!phone.matches) {
        var box = a.getBoundingClientRect(), frame = side.getBoundingClientRect();
        if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
          side.scrollTop += box.top - frame.top - frame.height / 3;
        }
      }
    }
    window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(update); }
    }, { passive: true });
    update();
    // The menu of the phone is open while it is the target; closing keeps the place.
    side.querySelector(".close").addEventListener("click", function (event) {
      event.preventDefault();
      window.history.back();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && window.location.hash === "#side") window.history.back();
    });
  }

  // What a cell says of its row: the grade in the cell of a group is the group's own.
  function said(cell) {
    if (!cell.classList.contains("group")) return cell.textContent;
    var own = cell.cloneNode(true);
    own.querySelectorAll(".chip").forEach(function (chip) { chip.remove(); });
    return own.textContent;
  }

  // A row stays if it, or a merged cell that covers it, has all the words. Merged cells are
  // cut to the rows that stay, and set again where their first row is hidden.
  function filter(box) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("tbody tr"));
    var count = document.getElementById("filter-count");
    var groups = [];
    var texts = rows.map(function (row) {
      return Array.prototype.map.call(row.cells, said).join(" ");
    });
    rows.forEach(function (row, i) {
      Array.prototype.forEach.call(row.cells, function (cell) {
        var span = cell.rowSpan;
        if (span < 2) return;
        groups.push({ cell: cell, first: i, span: span });
        for (var k = 1; k < span && i + k < rows.length; k++) texts[i + k] += " " + said(cell);
      });
    });
    texts = texts.map(function (t) { return t.normalize("NFKC").toLowerCase(); });
    function apply() {
      var words = box.value.normalize("NFKC").toLowerCase().split(/[\s\u3000]+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row, i) {
        var keep = words.every(function (w) { return texts[i].indexOf(w) >= 0; });
        row.hidden = !keep;
        if (keep) shown++;
      });
      // Outer cells stand left of inner ones: put back from the last group to the first.
      groups.slice().reverse().forEach(function (g) {
        var at = -1, left = 0;
        for (var k = g.first; k < g.first + g.span; k++) {
          if (!rows[k].hidden) { if (at < 0) at = k; left++; }
        }
        var home = rows[at < 0 ? g.first : at];
        g.cell.rowSpan = Math.max(left, 1);
        if (g.cell.parentNode !== home) place(g.cell, home);
      });
      count.textContent = words.length ? shown + " 行" : "";
    }
    function place(cell, row) {
      // After the number if the row begins with one, before everything else.
      var first = row.querySelector("td.number");
      row.insertBefore(cell, first ? first.nextSibling : row.firstChild);
    }
    box.addEventListener("input", apply);
    box.form.addEventListener("submit", function (event) { event.preventDefault(); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "/" && event.target !== box) { event.preventDefault(); box.focus(); }
    });
  }
})();
