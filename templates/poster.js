// A poster on the screen: to the window or in its true size, beside its text, to the printer,
// and with the arrow keys to the same poster of the next department.
(function () {
  "use strict";
  const body = document.body;
  const find = function (id) { return document.getElementById("poster-" + id); };
  function press(on, buttons) {
    buttons.forEach(function (button) {
      button.setAttribute("aria-pressed", String(button === on));
    });
  }
  const fit = find("fit"), size = find("true"), text = find("text");
  const small = window.matchMedia("(max-width: 719px)"), frame = document.querySelector(".sheets");
  [fit, size].forEach(function (button) {
    button.addEventListener("click", function () {
      // What is pressed already lets go of the sheet on a phone: its upper part again.
      const part = small.matches && button.getAttribute("aria-pressed") === "true";
      body.classList.toggle("preview", part);
      body.classList.toggle("true-size", button === size && !part);
      press(part ? null : button, [fit, size]);
      // The middle of the band is where the words begin.
      frame.scrollLeft = (frame.scrollWidth - frame.clientWidth) / 2;
    });
  });
  // On a phone the sheet opens as its upper part, which is neither of the two sizes: whole it is
  // too small to be read.
  if (small.matches) {
    body.classList.add("preview");
    press(null, [fit, size]);
    const whole = document.createElement("button");
    whole.type = "button";
    whole.className = "poster-whole screen";
    whole.textContent = "看全图";
    frame.append(whole);
    frame.addEventListener("click", function () {
      if (body.classList.contains("preview")) fit.click();
    });
  }
  function show(open) {
    body.classList.toggle("without-text", !open);
    text.setAttribute("aria-pressed", String(open));
  }
  text.addEventListener("click", function () { show(body.classList.contains("without-text")); });
  find("print").addEventListener("click", function () { window.print(); });
  // A table that scrolls in itself must be reachable with the keyboard.
  document.querySelectorAll(".as-text .wide").forEach(function (part) {
    if (part.scrollWidth <= part.clientWidth) return;
    part.tabIndex = 0;
    part.setAttribute("role", "region");
    part.setAttribute("aria-label", "表格");
  });
  document.addEventListener("keydown", function (event) {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const link = find({ ArrowLeft: "back", ArrowRight: "on" }[event.key] || "none");
    if (link && plain && !typing && !window.lianfang.quiet && !body.classList.contains("true-size")) link.click();
  });
  // A step of the chart and its row of the text mark each other.
  const steps = Array.from(document.querySelectorAll(".stage .sheet g.step"));
  const rows = Array.from(document.querySelectorAll(".as-text .steps tbody tr"));
  if (steps.length !== rows.length) return;
  function marked(at, on) {
    steps[at].classList.toggle("marked", on);
    rows[at].classList.toggle("marked", on);
  }
  steps.forEach(function (step, at) {
    step.addEventListener("click", function () {
      show(true);
      rows[at].scrollIntoView({ block: "center" });
    });
  });
  [steps, rows].forEach(function (all) {
    all.forEach(function (one, at) {
      one.addEventListener("pointerenter", function () { marked(at, true); });
      one.addEventListener("pointerleave", function () { marked(at, false); });
      one.addEventListener("focusin", function () { marked(at, true); });
      one.addEventListener("focusout", function () { marked(at, false); });
    });
  });
})();
