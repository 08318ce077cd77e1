// A table taken elsewhere: copied, or as a file. `rows` are those in sight, as texts, the head
// first; `say` tells what was done.
(function () {
  "use strict";
  // What a cell says.
  window.lianfang.said = function (cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll(".screen, .on-paper, .row-link").forEach(function (part) { part.remove(); });
    copy.querySelectorAll("br").forEach(function (br) { br.replaceWith("\n"); });
    copy.querySelectorAll("svg title").forEach(function (title) { title.parentNode.replaceWith(title.textContent); });
    return copy.textContent.trim().replace(/[ \t]*\n\s*/g, "\n");
  };

  window.lianfang.take = function (rows, say) {
    function quoted(value, always) {
      // What a table would take for a formula stays the text that it is.
      const safe = /^[=+@-]/.test(value) ? "'" + value : value;
      return always || /[\t\n"]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
    }
    function lines(always, between, end) {
      return rows().map(function (row) {
        return row.map(function (value) { return quoted(value, always); }).join(between);
      }).join(end) + end;
    }
    function markup() {
      const out = document.createElement("table");
      rows().forEach(function (row, i) {
        const tr = out.insertRow();
        row.forEach(function (value) {
          const cell = document.createElement(i ? "td" : "th");
          value.split("\n").forEach(function (line, k) {
            if (k) {
              const br = document.createElement("br");
              br.setAttribute("style", "mso-data-placement:same-cell");
              cell.append(br);
            }
            cell.append(line);
          });
          tr.append(cell);
        });
      });
      return out.outerHTML;
    }
    const copy = document.getElementById("take-copy"), csv = document.getElementById("take-csv");
    copy.addEventListener("click", function () {
      function give(event) {
        event.clipboardData.setData("text/plain", lines(false, "\t", "\n"));
        event.clipboardData.setData("text/html", markup());
        event.preventDefault();
      }
      document.addEventListener("copy", give);
      const done = document.execCommand("copy");
      document.removeEventListener("copy", give);
      say(done ? "已复制" + (rows().length - 1) + "行，可以粘贴到表格里" : "这个浏览器不能复制，请下载 CSV");
    });
    csv.addEventListener("click", function () {
      const link = document.createElement("a");
      const file = new Blob(["\ufeff", lines(true, ",", "\r\n")], { type: "text/csv;charset=utf-8" });
      link.href = URL.createObjectURL(file);
      link.download = document.querySelector("h1").textContent.trim() + ".csv";
      link.click();
      window.setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    });
    document.querySelectorAll("[data-take]").forEach(function (button) {
      button.addEventListener("click", function () { (button.dataset.take === "csv" ? csv : copy).click(); });
    });
  };
})();
