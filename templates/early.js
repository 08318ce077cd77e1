// Before the page is drawn: that scripts run, and what the reader has chosen under 显示.
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("scripted");
  try {
    ["theme", "size"].forEach(function (name) {
      const chosen = window.localStorage.getItem("lianfang-" + name);
      if (chosen) root.dataset[name] = chosen;
    });
  } catch (e) {
    // Where nothing may be stored, the reader's system says.
  }
})();
