// A form on the screen: printing, and back to what stood there. Nothing is kept and nothing is sent.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  var main = document.getElementById("main");
  var first = main.innerHTML;
  document.getElementById("form-print").addEventListener("click", function () { window.print(); });
  document.getElementById("form-reset").addEventListener("click", function () { main.innerHTML = first; });
  // What is pasted comes without its looks.
  main.addEventListener("paste", function (event) {
    if (!event.target.closest("[contenteditable]")) { return; }
    event.preventDefault();
    var text = (event.clipboardData || window.clipboardData).getData("text/plain");
    document.execCommand("insertText", false, text);
  });
})();
