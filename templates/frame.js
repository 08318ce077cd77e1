// What every page with the bar can do: call the search when it is wanted, and mark what was
// looked for where a hit has led. Nothing here is needed to read the page.
(function () {
  "use strict";
  const form = document.getElementById("search");
  const box = document.getElementById("search-box");
  const shared = (window.lianfang = { fold: fold, mark: mark, split: split, target: target });

  // Text as it is compared: widths, cases and kinds of brackets do not count. One character
  // stays one character, so that a place in the folded text is the same place in the text.
  function fold(text) {
    return text.replace(/[^\u4e00-\u9fff]/g, function (c) {
      if ("〔【［[".indexOf(c) >= 0) return "(";
      if ("〕】］]".indexOf(c) >= 0) return ")";
      const folded = c.normalize("NFKC").toLowerCase();
      return folded.length === 1 ? folded : c;
    });
  }

  function split(query) {
    return fold(query).split(/[\s\u3000]+/).filter(Boolean);
  }

  // `text` into an element, with the words marked.
  function mark(into, text, words) {
    const folded = fold(text);
    let at = 0;
    for (;;) {
      let best = -1, length = 0;
      words.forEach(function (word) {
        const place = folded.indexOf(word, at);
        if (place >= 0 && (best < 0 || place < best || (place === best && word.length > length))) {
          best = place;
          length = word.length;
        }
      });
      if (best < 0) break;
      into.append(text.slice(at, best));
      const found = document.createElement("mark");
      found.textContent = text.slice(best, best + length);
      into.append(found);
      at = best + length;
    }
    into.append(text.slice(at));
  }

  // The place that the address names. One that was cut short on its way names none.
  function target() {
    try {
      return document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    } catch (e) {
      return null;
    }
  }

  // What was looked for, in the place that a hit leads to.
  function arrive() {
    const asked = new URLSearchParams(window.location.search);
    const words = split(asked.get("m") || asked.get("q") || "");
    document.querySelectorAll("mark.found").forEach(function (old) {
      old.replaceWith.apply(old, old.childNodes);
    });
    const place = target();
    if (!words.length || !place) return;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode() && texts.length < 4000) texts.push(walker.currentNode);
    let left = 300;
    texts.forEach(function (node) {
      const parent = node.parentNode;
      // SVG knows no marks.
      if (parent.namespaceURI !== document.documentElement.namespaceURI) return;
      if (left <= 0 || parent.closest("script, style, summary, .anchor")) return;
      const folded = fold(node.data);
      if (!words.some(function (word) { return folded.indexOf(word) >= 0; })) return;
      const part = document.createElement("span");
      mark(part, node.data, words);
      part.querySelectorAll("mark").forEach(function (found) {
        found.className = "found";
        left--;
      });
      node.replaceWith.apply(node, part.childNodes);
    });
  }
  shared.arrive = arrive;
  // These scripts run when the bar is there, before the rest of a long page.
  const whole = new Promise(function (done) {
    if (document.readyState !== "loading") done();
    else document.addEventListener("DOMContentLoaded", done);
  });
  whole.then(arrive);
  window.addEventListener("hashchange", arrive);

  if (!form || !box) return;

  // The search is a file beside the pages, read when it is first wanted; the handbook, which
  // also travels alone, carries it.
  let wanted = null;
  function search() {
    if (!wanted) {
      wanted = new Promise(function (done) {
        const data = document.getElementById("search-data");
        const start = function () { done(window.lianfangSearch(shared.data, form)); };
        if (data) {
          shared.data = JSON.parse(data.textContent);
          start();
        } else if (form.dataset.carried !== undefined && document.readyState === "loading") {
          whole.then(function () { wanted = null; search().then(done); });
        } else {
          const script = document.createElement("script");
          script.src = form.dataset.script;
          script.onload = start;
          document.head.append(script);
        }
      });
    }
    return wanted;
  }
  shared.search = search;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  box.addEventListener("focus", search);
  box.addEventListener("input", search);
  // What is typed while the search is read is the reader's, and stays.
  let typed = 0;
  box.addEventListener("input", function () { typed++; });
  // The search stays open in the address: a page that is come back to shows it again.
  function comeBack(before) {
    const query = new URLSearchParams(window.location.search).get("q");
    if (query === null) return;
    const open = (window.history.state && window.history.state.search) || !window.location.href.includes("#");
    if (open) search().then(function (panel) { panel.open(typed === before ? query : box.value); });
    else if (!box.value) box.value = query;
  }
  comeBack(box.value ? -1 : 0);
  window.addEventListener("popstate", function () { comeBack(typed); });
  const opener = document.getElementById("search-open");
  if (opener) opener.addEventListener("click", function () {
    search().then(function (panel) { panel.open(box.value); });
  });
  // What can be looked for, as the page offers it.
  document.addEventListener("click", function (event) {
    const offered = event.target.closest("[data-search]");
    if (offered) search().then(function (panel) { panel.open(offered.dataset.search); });
  });
  document.addEventListener("keydown", function (event) {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "/" || typing || !plain || shared.quiet) return;
    event.preventDefault();
    // At once, not when the search has been read: what is typed meanwhile is not lost.
    box.focus();
    search().then(function (panel) { panel.open(box.value); });
  });
})();
