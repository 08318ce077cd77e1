// What is put into every page: it shows what has changed when the page has become another, and
// keeps the reader's place. In the frame of the preview it is the frame that follows what changes.
window.lianfangWatch = (() => {
  "use strict";
  const KEY = "lianfang-watch " + location.pathname;
  const NEAR_TOP = 120;
  // A part with more elements is no detail of a page any more: all is loaded anew.
  const DETAIL = 500;
  const WHOLE = "html, head, head *, body, style, script:not([type])";
  let changed = document.currentScript.dataset.changed;
  const isDraft = location.pathname.startsWith("/~draft/");

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  // The path of a page below /~page/ or /~draft/.
  const pageOf = (pathname) => {
    const path = pathname.replace(/^\/(~page\/|~draft\/)?/, "");
    return path === "" || path.endsWith("/") ? path + "index.html" : path;
  };

  // Asks how things stand, for ever, and tells each answer. A window that is not seen does not
  // keep one of the few connections of the browser waiting.
  async function follow(page, tell) {
    let round = null;
    for (;;) {
      const hidden = document.visibilityState === "hidden";
      const after = round === null || hidden ? "" : `&after=${round}`;
      try {
        const answer = await fetch(`/~watch/state?page=${page()}${after}`);
        if (!answer.ok) throw new Error(String(answer.status));
        const state = await answer.json();
        const same = state.round === round;
        round = state.round;
        tell(state);
        if (same) await pause(hidden ? 2000 : 300);
      } catch {
        tell(null);
        round = null;
        await pause(1000);
      }
    }
  }

  // Whether an element moves with what is scrolled `within`: none of what is around it stands still
  // or scrolls by itself, as a long table does in a narrow window.
  const movesWith = (e, within) => {
    for (; e instanceof Element && e !== within; e = e.parentElement) {
      const { position, overflowY } = getComputedStyle(e);
      if (/fixed|sticky/.test(position)) return false;
      if (/auto|scroll/.test(overflowY) && e.scrollHeight > e.clientHeight) return false;
    }
    return true;
  };

  // An element near the top of what is scrolled, and how far from the top of the window it is.
  function near(within, from) {
    const found = [...within.querySelectorAll("[id]")]
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && box.top > -innerHeight && box.top < innerHeight)
      .sort((a, b) => Math.abs(a.box.top - from - NEAR_TOP) - Math.abs(b.box.top - from - NEAR_TOP))
      .find(({ e }) => movesWith(e, within));
    return { id: found?.e.id, top: found?.box.top };
  }

  const alike = (className) => [...document.getElementsByClassName(className)];

  // The place of the reader: how far all is scrolled, and by what it is found again.
  function place() {
    const moved = [...document.body.querySelectorAll("[class]")].filter((e) => e.scrollTop || e.scrollLeft);
    return {
      y: scrollY,
      x: scrollX,
      ...near(document.body, 0),
      moved: moved.map((e) => ({
        of: e.className,
        at: alike(e.className).indexOf(e),
        x: e.scrollLeft,
        y: e.scrollTop,
        ...near(e, e.getBoundingClientRect().top),
      })),
      open: [...document.querySelectorAll("details[id][open]")].map((e) => e.id),
    };
  }

  function restore(kept) {
    for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
    scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    for (const { of, at, x, y } of kept.moved) alike(of)[at]?.scrollTo({ left: x, top: y, behavior: "instant" });
    stand(kept);
  }

  // What stands above may have grown; where all is read from its beginning, that stays.
  function stand(kept) {
    const off = ({ y, id, top }) => {
      const e = y > 0 && id ? document.getElementById(id) : null;
      const off = e ? e.getBoundingClientRect().top - top : 0;
      return Math.abs(off) >= 1 ? off : 0;
    };
    scrollBy({ left: 0, top: off(kept), behavior: "instant" });
    for (const one of kept.moved) alike(one.of)[one.at]?.scrollBy({ left: 0, top: off(one), behavior: "instant" });
  }

  // The page as it is served now, and the round in which it became so.
  async function read() {
    const answer = await fetch(location.pathname);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector("script[data-changed]");
    const round = script.dataset.changed;
    script.remove();
    return { page, round };
  }

  // The least elements in which two readings of a page differ, as pairs; null where they differ in
  // more than such details.
  function details(before, after) {
    const pairs = [];
    function within(a, b) {
      if (a.isEqualNode(b)) return true;
      if (!(a instanceof Element) || !(b instanceof Element)) return false;
      const soFar = pairs.length;
      const [inA, inB] = [a.childNodes, b.childNodes];
      const sameSelf = inA.length === inB.length && a.cloneNode(false).isEqualNode(b.cloneNode(false));
      if (sameSelf && [...inA].every((child, i) => within(child, inB[i]))) return true;
      pairs.length = soFar;
      if (b.matches(WHOLE) || b.querySelectorAll("*").length > DETAIL) return false;
      pairs.push([a, b]);
      return true;
    }
    return within(before.documentElement, after.documentElement) ? pairs : null;
  }

  // What shows an element of the page that was served.
  function shown(element) {
    if (element.id !== "") return document.getElementById(element.id);
    const parent = element.parentElement;
    if (!parent) return document.documentElement;
    return shown(parent)?.children[[...parent.children].indexOf(element)];
  }

  // The page as it was served when it was loaded; of a long one only what has changed is put into
  // what is shown, since to load it all takes the browser long.
  let served = null;

  async function mend() {
    const before = served;
    if (before === null) return false;
    served = null;
    const now = await read();
    const pairs = details(before.page, now.page);
    // What the scripts of the page have set up for themselves is theirs to set up again.
    const old = pairs?.map(([a]) => shown(a));
    // So is what the search or a table that answers has read already.
    const isRead =
      (window.lianfang?.data && pairs?.some(([a]) => a.localName === "script")) || old?.some((e) => e?.closest("[data-read]"));
    if (!pairs || isRead || old.some((e, i) => !e?.isEqualNode(pairs[i][0]))) return false;
    old.forEach((e, i) => e.replaceWith(document.importNode(pairs[i][1], true)));
    served = now;
    changed = now.round;
    return true;
  }

  // Shows what is served now. What is asked for meanwhile is done after.
  let renewing = false, again = false;

  async function renew() {
    if (renewing) {
      again = true;
      return;
    }
    renewing = true;
    const mended = await mend().catch(() => false);
    renewing = false;
    if (mended && again) {
      again = false;
      renew();
    } else if (mended) {
      dispatchEvent(new Event("lianfang-mended"));
    } else {
      loadAnew();
    }
  }

  // Where the reader is to be, until the page stands.
  let wanted = null;

  function loadAnew() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(wanted ?? place()));
    } catch {
      // Without storage the browser's own memory of the place has to do.
    }
    location.reload();
  }

  function comeBack() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
    } catch {
      return;
    }
    if (!kept) return;
    restore(kept);
    addEventListener("load", () => settle(kept, Date.now() + 1500));
  }

  // The browser has its own idea of the place on loading anew, and what comes near is laid out only
  // then and moves the rest: again until then, or until the reader moves.
  function settle(kept, until) {
    wanted = kept;
    for (const what of ["wheel", "touchstart", "keydown", "mousedown"]) {
      addEventListener(what, () => (wanted = null), { once: true, passive: true });
    }
    restore(kept);
    (function again() {
      if (!wanted) return;
      stand(kept);
      if (Date.now() < until) requestAnimationFrame(again);
      else wanted = null;
    })();
  }

  // Whether the page shown is another than the one that is served now.
  const isOld = (state) => {
    const mine = pageOf(location.pathname);
    const now = isDraft ? state.round : state.pages.find(([path]) => path === mine)?.[2];
    return now !== undefined && now !== Number(changed);
  };

  if (changed !== undefined) {
    comeBack();
    const keep = () => read().then((now) => {
      if (now.round === changed) served = now;
    });
    addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(() => keep().catch(() => {})));
    if (window.top === window) {
      let run = null;
      follow(() => pageOf(location.pathname), (state) => {
        if (!state) return;
        run ??= state.run;
        if (run !== state.run || isOld(state)) renew();
      });
    }
  }
  return { follow, pageOf, renew, isOld };
})();
