// Comforts that a page can do without: where the reader is, in the contents, the crumbs, the list
// of articles and the foot bar of the phone.
(function () {
  "use strict";
  const side = document.getElementById("side");
  if (side) contents(side);
  near(document.querySelectorAll("table"), measure);
  near(document.querySelectorAll("section.landscape"), reach);
  function again() {
    document.querySelectorAll("table[data-measured]").forEach(measure);
  }
  window.addEventListener("resize", again);
  document.addEventListener("change", again);
  window.lianfang.spread = spread;
  window.lianfang.labelled = labelled;
  window.lianfang.titles = titles;
  const phone = window.matchMedia("(max-width: 719px)");
  if (phone.addEventListener) phone.addEventListener("change", cards);
  cards();
  window.addEventListener("hashchange", land);
  land();
  keep();

  // In a strip that is longer than the window, which table this is is in sight.
  document.querySelectorAll(".tools .tabs [aria-current]").forEach(function (here) {
    const strip = here.parentNode, box = here.getBoundingClientRect(), frame = strip.getBoundingClientRect();
    strip.scrollLeft += box.left - frame.left - (frame.width - box.width) / 2;
  });

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
    const target = window.lianfang.target();
    // The rows that go on with it are of the same thing.
    document.querySelectorAll("tr.on-target").forEach(function (row) { row.classList.remove("on-target"); });
    for (let row = target && target.closest("tr"); row && (row = row.nextElementSibling) && row.matches(".more");) {
      row.classList.add("on-target");
    }
    const table = target && target.closest("table");
    if (!table || table.dataset.measured !== undefined) return;
    measure(table);
    target.scrollIntoView();
  }

  // Far sections are but guessed to be so high, so that the number at which a browser restores a page
  // on the way back, or when it is loaded again, is another place: the thing that was read is noted.
  function keep() {
    // In the preview the frame around keeps the place.
    if (window.parent !== window || !document.querySelector(".chapter, .department")) return;
    const ways = window.performance.getEntriesByType("navigation"), noted = window.history.state;
    if (noted && noted.read && ways.length && ways[0].type !== "navigate") {
      window.addEventListener("load", function () { restore(noted, Date.now() + 1500); });
    }
    let timer = 0;
    window.addEventListener("scroll", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(note, 200);
    }, { passive: true });
    window.addEventListener("pagehide", note);
  }
  function note() {
    const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    for (let down = bar + 10; down < window.innerHeight; down += 40) {
      const seen = document.elementFromPoint(window.innerWidth / 2, down);
      const named = seen && seen.closest("main [id]");
      if (!named) continue;
      const top = Math.round(named.getBoundingClientRect().top);
      window.history.replaceState(Object.assign({}, window.history.state, { read: named.id, top: top }), "");
      return;
    }
  }
  // What comes near is laid out only then, and moves the rest: again until nothing moves, or the
  // reader does.
  function restore(noted, until) {
    const target = document.getElementById(noted.read);
    let moved = false;
    ["wheel", "touchstart", "keydown", "mousedown"].forEach(function (what) {
      window.addEventListener(what, function () { moved = true; }, { once: true, passive: true });
    });
    (function again() {
      if (!target || moved || Date.now() > until) return;
      const off = target.getBoundingClientRect().top - noted.top;
      if (Math.abs(off) > 1) window.scrollBy({ top: off, behavior: "instant" });
      window.requestAnimationFrame(again);
    })();
  }

  // Whose cell stands in each row and column: a merged one in all the rows that it covers.
  function spread(from, count) {
    const grid = from.map(function () { return new Array(count); });
    from.forEach(function (row, i) {
      let at = 0;
      Array.from(row.cells).forEach(function (cell) {
        while (grid[i][at]) at++;
        for (let down = 0; down < cell.rowSpan && i + down < from.length; down++) {
          for (let over = 0; over < cell.colSpan; over++) grid[i + down][at + over] = cell;
        }
      });
    });
    return grid;
  }

  // On a phone the rows of the handbook's tables are cards. A page of one table makes its own.
  function cards() {
    if (!phone.matches) return;
    document.querySelectorAll(".annex table:not(.stack), .handbook .landscape table:not(.stack)").forEach(card);
  }

  // A card says all of its thing, and each cell has the word of its head.
  function card(table) {
    const columns = table.querySelectorAll("col"), rows = Array.from(table.tBodies[0].rows);
    const heads = spread(Array.from(table.tHead.rows), columns.length).pop();
    const words = titles(heads, spread(rows, columns.length));
    apart(rows, columns.length, function (cell, at, before) {
      labelled(cell, columns[at].className, words[at], before);
    });
    table.classList.add("stack");
  }

  // The words of heads. Where few cells have a line for each of its own a head is broken for the width of its column only.
  function titles(heads, grid) {
    return heads.map(function (head, at) {
      const full = grid.filter(function (cells) { return cells[at].childNodes.length; });
      const lines = 2 * full.filter(function (cells) { return cells[at].querySelector("br"); }).length > full.length;
      return Array.from(head.childNodes, function (part) {
        return part.nodeName === "BR" ? lines ? "\n" : "" : part.textContent;
      }).join("");
    });
  }

  // A cell of a card knows its column, and the word that stands before it: of the head what is not
  // in brackets, which is said of the whole column. The regulation that a head names stands before
  // the places in it. What a row is called has no word where the card begins with it.
  function labelled(cell, key, head, before) {
    cell.dataset.key = key;
    const told = function (one) { return one.tagName === "TD" && !one.classList.contains("number"); };
    if (cell.tagName !== "TD" && (cell.classList.contains("text") || !before.some(told))) return;
    if (cell.dataset.head !== undefined || !cell.childNodes.length) return;
    const of = /《.*》/.exec(head);
    cell.dataset.head = head.replace(/（.*）|《.*》/, "").replace(/\n+/g, "\n").trim();
    cell.querySelectorAll(of ? "small" : "none").forEach(function (place) {
      const named = place.textContent.indexOf("《") >= 0;
      if (!named && place.querySelector("a, .of")) place.dataset.of = of[0];
    });
  }

  // What is merged over several things is said in each of them.
  function apart(rows, count, each) {
    const grid = spread(rows, count);
    const more = function (i) { return i < rows.length && rows[i].classList.contains("more"); };
    rows.forEach(function (row, i) {
      const cells = [];
      grid[i].forEach(function (owner, at) {
        const goesOn = i > 0 && grid[i - 1][at] === owner;
        if (at > 0 && grid[i][at - 1] === owner || goesOn && more(i)) return;
        const cell = goesOn ? owner.cloneNode(true) : owner;
        cell.rowSpan = 1;
        for (let next = i + 1; more(next) && grid[next][at] === owner; next++) cell.rowSpan++;
        cell.querySelectorAll(goesOn ? "[id]" : "none").forEach(function (part) { part.removeAttribute("id"); });
        if (goesOn) cell.classList.add("again");
        each(cell, at, cells);
        cells.push(cell);
      });
      row.replaceChildren.apply(row, cells);
    });
  }

  // No style sheet can say a merged cell again on the next page of paper: while a browser prints,
  // each thing has its own.
  function said(table) {
    const rows = Array.from(table.tBodies[0].rows).filter(function (row) {
      return !row.hidden && !row.classList.contains("band");
    });
    const cells = rows.map(function (row) { return Array.from(row.cells); });
    const spans = cells.map(function (own) { return own.map(function (cell) { return cell.rowSpan; }); });
    const count = table.querySelectorAll("col").length;
    apart(rows, count, function () {});
    parted(table, rows, count);
    // What is noted below stays with the last row, as far as a browser keeps rows of one group.
    const notes = table.tFoot ? Array.from(table.tFoot.rows) : [];
    table.tBodies[0].append.apply(table.tBodies[0], notes);
    window.addEventListener("afterprint", function () {
      table.querySelectorAll(".goes-on").forEach(function (cell) { cell.classList.remove("goes-on"); });
      if (table.tFoot) table.tFoot.append.apply(table.tFoot, notes);
      rows.forEach(function (row, i) {
        row.replaceChildren.apply(row, cells[i]);
        cells[i].forEach(function (cell, at) { cell.rowSpan = spans[i][at]; });
      });
    }, { once: true });
  }
  // A thing that may be higher than a page is parted: each part stays whole, and begins with the code of the thing. No script knows where a page
  // ends: that it goes on is not said, for most parts stand below the one before.
  function parted(table, rows, count) {
    const grid = spread(rows, count), high = heights(table, grid), MOST = 150;
    for (let from = 0, to; from < rows.length; from = to) {
      for (to = from + 1; to < rows.length && rows[to].classList.contains("more"); to++);
      const sum = high.slice(from, to).reduce(function (sum, one) { return sum + one; }, 0);
      const parts = Math.ceil(sum / MOST), each = Math.ceil((to - from) / parts);
      if (parts < 2) continue;
      for (let i = from; i < to; i += each) {
        const cells = [];
        grid[i].forEach(function (owner, at) {
          if (at > 0 && grid[i][at - 1] === owner) return;
          const goesOn = i > from && grid[i - 1][at] === owner;
          const cell = goesOn ? owner.cloneNode(owner.classList.contains("code")) : owner;
          if (goesOn) {
            cell.classList.add("on", "again");
            cell.querySelectorAll("[id]").forEach(function (part) { part.removeAttribute("id"); });
            const code = cell.querySelector("a");
            if (code) cell.replaceChildren(code);
          }
          if (goesOn || grid[i + 1] && grid[i + 1][at] === owner) {
            cell.rowSpan = Math.min(each, to - i);
            cell.classList.toggle("goes-on", i + each < to);
          }
          cells.push(cell);
        });
        rows[i].replaceChildren.apply(rows[i], cells);
      }
    }
  }
  // About how high each row will be on paper, in millimetres: by the words of the cells that are its
  // own, in columns of a sheet on its side. How it stands in the window says nothing of it.
  function heights(table, grid) {
    const WIDE = 265, CHARACTER = 3.2, LINE = 4.3, EDGE = 2.2;
    const shares = Array.from(table.querySelectorAll("col"), function (col) { return parseFloat(col.style.width) || 100 / grid[0].length; });
    return grid.map(function (cells) {
      return EDGE + LINE * Math.max.apply(null, cells.map(function (cell, at) {
        if (cell.rowSpan > 1 || cell.hidden) return 1;
        const fit = Math.max(1, Math.floor((WIDE * shares[at] / 100 - EDGE) / CHARACTER));
        const said = Array.from(cell.querySelectorAll(".screen, .on-screen"), function (part) { return part.textContent; });
        const length = said.reduce(function (left, part) { return left - part.length; }, cell.textContent.trim().length);
        return Math.max(Math.ceil(length / fit), cell.querySelectorAll("br").length + 1);
      }));
    });
  }
  window.addEventListener("beforeprint", function () {
    document.documentElement.classList.add("apart");
    document.querySelectorAll(".landscape table, .annex table").forEach(said);
  });

  function contents(side) {
    var stops = [];
    side.querySelectorAll("a[href^='#']").forEach(function (a) {
      var target = document.getElementById(a.hash.slice(1));
      if (target && !a.classList.contains("close")) stops.push({ a: a, target: target });
    });
    // The head of a part or of a regulation, above the first of its entries.
    document.querySelectorAll("main > .part, .regulation").forEach(function (target) {
      var group = side.querySelector("details[data-id='" + target.id + "'] summary");
      var words = (group || target.querySelector(".part-title, .title")).textContent.replace("\u3000", " ");
      stops.push({ target: target, words: words });
    });
    // The contents group tables apart; the page has its own order.
    stops.sort(function (x, y) {
      return x.target.compareDocumentPosition(y.target) & 4 ? -1 : 1;
    });
    var current = -1, waiting = false, article = null, marked = null;
    var turns = [["foot-back", "foot-on"], ["turn-back", "turn-on"]].map(function (pair) {
      return pair.map(function (id) { return document.getElementById(id); });
    });
    var crumbs = document.getElementById("crumbs");
    var phone = window.matchMedia("(max-width: 899px)");
    function label(stop) {
      return stop.words || stop.a.dataset.label || stop.a.textContent;
    }
    // At the beginning of the book the foot leads home, as it did before anything was read.
    var home = turns[0][0] && turns[0][0].cloneNode(true);
    function turn(link, stop, step) {
      if (!link) return;
      link.hidden = !stop && link !== turns[0][0];
      if (link.hidden) return;
      link.setAttribute("href", stop ? stop.a.hash : home.getAttribute("href"));
      link.textContent = !stop ? home.textContent : step < 0 ? "‹ " + label(stop) : label(stop) + " ›";
    }
    function top(element) {
      return element.getBoundingClientRect().top;
    }
    // The last of elements in the order of the page that begins above the line of reading: little
    // below where a jump lands.
    function last(count, element) {
      var low = 0, high = count, line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 45;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (top(element(middle)) <= line) low = middle + 1;
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
    // The nearest entry of the contents from a stop on, by steps of one.
    function entry(at, step) {
      while (stops[at] && !stops[at].a) at += step;
      return stops[at];
    }
    // Home, the book, the regulation or kind of thing, the chapter, the article.
    function where(stop) {
      while (crumbs.children.length > 2) crumbs.lastChild.remove();
      if (!stop) return;
      var group = stop.a && stop.a.closest("details"), title = group && group.querySelector("summary").textContent;
      if (group) crumb(title, "#" + group.dataset.id);
      if (label(stop) !== title) crumb(label(stop), "#" + stop.target.id);
      var named = article && article.dataset.outline;
      if (named) crumb(named.replace("\u3000", " "), "#" + article.id);
      crumbs.lastChild.setAttribute("aria-current", "true");
    }
    function update() {
      waiting = false;
      var now = last(stops.length, function (i) { return stops[i].target; });
      var stop = stops[now];
      var articles = stop && stop.a ? stop.target.querySelectorAll("section.article") : [];
      var at = last(articles.length, function (i) { return articles[i]; });
      if (now === current && article === (articles[at] || null)) return;
      if (article) mark(article, false);
      article = articles[at] || null;
      if (article) mark(article, true);
      if (crumbs) where(stop);
      if (now === current) return;
      if (marked) marked.removeAttribute("aria-current");
      current = now;
      turns.forEach(function (pair) {
        turn(pair[0], entry(now - 1, -1), -1);
        turn(pair[1], entry(stop && !stop.a ? now : now + 1, 1), 1);
      });
      // Below the head of a part its first entry is what is seen.
      marked = stop && entry(now, 1) ? entry(now, 1).a : null;
      if (!marked) return;
      var a = marked, group = a.closest("details");
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
