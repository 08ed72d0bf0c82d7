// Sorting of tables, live scenarios, and the stock of a search field. Every page works without.
"use strict";
for (const table of document.querySelectorAll("table[data-sort]")) {
  for (const [n, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...[...head.childNodes].filter((part) => part.className !== "what"));
    head.prepend(button, " ");
    head.dataset.n = n;
  }
}
document.addEventListener("click", (event) => {
  const head = event.target.closest && event.target.closest("table[data-sort] thead th");
  if (!head || !event.target.closest("button")) return;
  const table = head.closest("table"), body = table.tBodies[0], n = +head.dataset.n;
  const up = head.getAttribute("aria-sort") === "descending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = (row) => row.cells[n].dataset.v ?? row.cells[n].textContent.trim();
  const rows = [...body.rows].sort((a, b) => {
    const x = value(a), y = value(b), p = parseFloat(x), q = parseFloat(y);
    // A cell without a figure stays at the end, whichever way one sorts.
    if (x === "" || x.startsWith("–")) return 1;
    if (y === "" || y.startsWith("–")) return -1;
    const step = isNaN(p) || isNaN(q) ? x.localeCompare(y, document.documentElement.lang) : p - q;
    return up ? step : -step;
  });
  body.append(...rows);
});
// On a phone the row of tabs is wider than the screen: show the one the reader is on.
for (const row of document.querySelectorAll(".tabs, .bar ul")) {
  const here = row.querySelector("[aria-current]");
  if (here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}
const live = document.querySelector("form[data-live]");
if (live) {
  let running;
  const ask = async () => {
    const query = new URLSearchParams(new FormData(live));
    const address = live.getAttribute("action") + "?" + query;
    running?.abort();
    running = new AbortController();
    try {
      const reply = await fetch(address, { signal: running.signal });
      const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
      for (const part of document.querySelectorAll("main figure, main section.block, .head, .tongue")) part.remove();
      const main = document.querySelector("main");
      main.prepend(fresh.querySelector(".head"));
      for (const part of fresh.querySelectorAll("main figure, main section.block")) main.append(part);
      document.querySelector(".bar").append(fresh.querySelector(".tongue"));
      history.replaceState(null, "", address);
    } catch (error) {
      if (error.name !== "AbortError") live.submit();
    }
  };
  live.addEventListener("input", (event) => {
    const shown = event.target.parentElement.querySelector("output");
    if (shown) shown.value = event.target.value;
    ask();
  });
}
