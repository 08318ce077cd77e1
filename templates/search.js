// The search box: finds Chinese substrings over the list in #search-data. Works from file://.
(function () {
  "use strict";
  var box = document.getElementById("search-box");
  var list = document.getElementById("search-results");
  var data = document.getElementById("search-data");
  if (!box || !list || !data) return;
  var LIMIT = 40, BEFORE = 14, AFTER = 46;
  // One character stays one character, so that a place in the folded text is the same
  // place in the text.
  var fold = function (text) {
    return text.replace(/[^\u4e00-\u9fff]/g, function (c) {
      var f = c.normalize("NFKC").toLowerCase();
      return f.length === 1 ? f : c;
    });
  };
  var entries = null;
  function load() {
    if (!entries) {
      entries = JSON.parse(data.textContent);
      entries.forEach(function (e) {
        e.ft = fold(e.t);
        e.fx = fold(e.x);
      });
    }
    return entries;
  }
  function find(words) {
    var hits = [];
    load().forEach(function (e, order) {
      var score = 0;
      for (var i = 0; i < words.length; i++) {
        var at = e.ft.indexOf(words[i]);
        if (at === 0) score += 4;
        else if (at > 0) score += 2;
        else if (e.fx.indexOf(words[i]) < 0) return;
      }
      hits.push({ e: e, score: score, order: order });
    });
    return hits.sort(function (a, b) {
      return b.score - a.score || a.order - b.order;
    });
  }
  // Text with the words marked.
  function marked(into, text, words) {
    var folded = fold(text), at = 0;
    while (at < text.length) {
      var best = -1, length = 0;
      words.forEach(function (w) {
        var p = folded.indexOf(w, at);
        if (p >= 0 && (best < 0 || p < best)) { best = p; length = w.length; }
      });
      if (best < 0) break;
      into.append(text.slice(at, best));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(best, best + length);
      into.append(mark);
      at = best + length;
    }
    into.append(text.slice(at));
  }
  function excerpt(e, words) {
    var first = -1;
    words.forEach(function (w) {
      var p = e.fx.indexOf(w);
      if (p >= 0 && (first < 0 || p < first)) first = p;
    });
    var from = Math.max(0, first - BEFORE), to = Math.max(first, 0) + AFTER;
    return (from ? "…" : "") + e.x.slice(from, to) + (to < e.x.length ? "…" : "");
  }
  function item(e, words) {
    var a = document.createElement("a");
    a.href = e.h;
    var kind = document.createElement("span");
    kind.className = "kind";
    kind.textContent = e.k;
    var title = document.createElement("b");
    marked(title, e.t, words);
    var text = document.createElement("span");
    text.className = "excerpt";
    marked(text, excerpt(e, words), words);
    a.append(kind, title, text);
    return a;
  }
  function show() {
    var words = fold(box.value).split(/[\s\u3000]+/).filter(Boolean);
    list.textContent = "";
    list.hidden = !words.length;
    if (!words.length) return;
    var hits = find(words), head = document.createElement("p");
    head.className = "results-head";
    head.textContent = hits.length
      ? "找到 " + hits.length + " 处" + (hits.length > LIMIT ? "，列出前 " + LIMIT + " 处" : "")
      : "没有找到“" + box.value.trim() + "”，可换一个词或者少打几个字";
    list.append(head);
    hits.slice(0, LIMIT).forEach(function (hit) {
      list.append(item(hit.e, words));
    });
  }
  function close() {
    list.hidden = true;
  }
  var composing = false;
  box.addEventListener("compositionstart", function () { composing = true; });
  box.addEventListener("compositionend", function () { composing = false; show(); });
  box.addEventListener("input", function () { if (!composing) show(); });
  box.addEventListener("focus", function () { if (box.value) show(); });
  box.form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) first.click();
  });
  box.form.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { close(); box.focus(); box.select(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    if (!links.length) return;
    event.preventDefault();
    var next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    (next < 0 ? box : links[Math.min(next, links.length - 1)]).focus();
  });
  list.addEventListener("click", function (event) {
    if (event.target.closest("a")) close();
  });
  document.addEventListener("click", function (event) {
    if (!box.form.contains(event.target)) close();
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
