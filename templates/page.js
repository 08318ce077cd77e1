// Comforts that a page can do without: where the reader is, in the contents, the crumbs, the list
// of articles and the foot bar of the phone.
(function () {
  "use strict";
  const side = document.getElementById("side");
  if (side) contents(side);
  near(document.querySelectorAll("table"), measure);
  near(document.querySelectorAll("section.landscape"), reach);
  window.addEventListener("resize", function () {
    document.querySelectorAll("table[data-measured]").forEach(measure);
  });
  window.addEventListener("hashchange", land);
  land();
  const phone = window.matchMedia("(max-width: 719px)");
  if (phone.addEventListener) phone.addEventListener("change", cards);
  cards();

  // Of a long book only what is near is laid out; whoever measures what is far makes the browser
  // lay out all of it.
  function near(elements, action) {
    if (!window.IntersectionObserver) {
      elements.forEach(action);
      return;
    }
    const watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (!entry.isIntersecting) return;
        watch.unobserve(entry.target);
        action(entry.target);
      });
    }, { rootMargin: "400px 0px" });
    elements.forEach(function (element) { watch.observe(element); });
  }

  // A sheet that scrolls in itself must be reachable with the keyboard.
  function reach(sheet) {
    if (sheet.scrollWidth <= sheet.clientWidth) return;
    sheet.tabIndex = 0;
    sheet.setAttribute("role", "region");
  }

  // How high the head of a table is that stays in sight: jumps land below it.
  function measure(table) {
    if (!table.tHead) return;
    table.dataset.measured = "";
    table.style.setProperty("--head", table.tHead.offsetHeight + 4 + "px");
  }

  // A row that is jumped to lands below the head of its table, which nobody has measured where
  // it was far away.
  function land() {
    const hash = decodeURIComponent(window.location.hash.slice(1));
    const target = hash && document.getElementById(hash);
    const table = target && target.closest("table");
    if (!table || table.dataset.measured !== undefined) return;
    measure(table);
    target.scrollIntoView();
  }

  // On a phone the rows of an annex are cards, each cell with the word of its head.
  function cards() {
    if (!phone.matches) return;
    document.querySelectorAll(".annex table:not(.stack)").forEach(function (table) {
      const heads = Array.from(table.tHead.rows[0].cells, function (th) { return th.textContent; });
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        Array.from(row.cells).forEach(function (cell, at) {
          if (cell.tagName === "TD" && cell.textContent) cell.dataset.head = heads[at];
        });
      });
      table.classList.add("stack");
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
    var current = -1, waiting = false, article = null;
    var turns = [["foot-back", "foot-on"], ["turn-back", "turn-on"]].map(function (pair) {
      return pair.map(function (id) { return document.getElementById(id); });
    });
    var crumbs = document.getElementById("crumbs");
    var phone = window.matchMedia("(max-width: 899px)");
    function label(stop) {
      return stop.a.dataset.label || stop.a.textContent;
    }
    function turn(link, stop, step) {
      if (!link || (!stop && link.id.indexOf("foot") === 0)) return;
      link.hidden = !stop;
      if (!stop) return;
      link.href = stop.a.hash;
      link.textContent = step < 0 ? "‹ " + label(stop) : label(stop) + " ›";
    }
    function top(element) {
      return element.getBoundingClientRect().top;
    }
    // The last of elements in the order of the page that begins above the line of reading.
    function last(count, element) {
      var low = 0, high = count;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (top(element(middle)) <= 150) low = middle + 1;
        else high = middle;
      }
      return low - 1;
    }
    function crumb(text, href) {
      var li = document.createElement("li"), a = document.createElement(href ? "a" : "span");
      if (href) a.href = href;
      a.textContent = text;
      li.append(a);
      crumbs.append(li);
      return li;
    }
    // Home, the book, the regulation or kind of thing, the chapter, the article.
    function where(stop) {
      while (crumbs.children.length > 2) crumbs.lastChild.remove();
      if (!stop) return;
      var group = stop.a.closest("details"), title = group && group.querySelector("summary").textContent;
      if (group) crumb(title, "#" + group.dataset.id);
      if (label(stop) !== title) crumb(label(stop), stop.a.hash);
      var named = article && article.dataset.outline;
      if (named) crumb(named.replace("\u3000", " "), "#" + article.id);
      crumbs.lastChild.setAttribute("aria-current", "true");
    }
    function update() {
      waiting = false;
      var now = last(stops.length, function (i) { return stops[i].target; });
      var stop = stops[now];
      var articles = stop ? stop.target.querySelectorAll("section.article") : [];
      var at = last(articles.length, function (i) { return articles[i]; });
      if (now === current && article === (articles[at] || null)) return;
      if (article) mark(article, false);
      article = articles[at] || null;
      if (article) mark(article, true);
      if (crumbs) where(stop);
      if (now === current) return;
      if (stops[current]) stops[current].a.removeAttribute("aria-current");
      current = now;
      turns.forEach(function (pair) {
        turn(pair[0], stops[now - 1], -1);
        turn(pair[1], stops[now + 1], 1);
      });
      if (!stop) return;
      var a = stop.a, group = a.closest("details");
      a.setAttribute("aria-current", "true");
      if (group) group.open = true;
      if (!phone.matches) {
        var box = a.getBoundingClientRect(), frame = side.getBoundingClientRect();
        if (box.top < frame.top + 40 || box.bottom > frame.bottom - 40) {
          side.scrollTop += box.top - frame.top - frame.height / 3;
        }
      }
    }
    // The article being read, in the list beside its chapter.
    function mark(article, is) {
      var chapter = article.closest(".chapter");
      var a = chapter && chapter.querySelector(".rail a[href='#" + article.id + "']");
      if (a && is) a.setAttribute("aria-current", "true");
      else if (a) a.removeAttribute("aria-current");
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
})();
