// Search, basket and the library of bans on a site of files: an index of its own, nothing sent.
"use strict";
(() => {
  const data = window.grondstof, nl = document.documentElement.lang === "nl", n = nl ? 0 : 1;
  const screen = document.body.dataset.screen, given = new URLSearchParams(location.search);
  const home = document.body.dataset.home;
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const show = (entries) => {
    const list = document.createElement("ul");
    for (const [words, href, note] of entries) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.textContent = words;
      link.href = home + href + "/index.html";
      item.append(link);
      if (note) item.append(" " + note);
      list.append(item);
    }
    const section = document.createElement("section");
    section.className = "block";
    section.append(list);
    document.querySelector("main").append(section);
  };
  const grams = (text) => new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3)));
  if (screen === "search" && given.get("q")) {
    const words = fold(given.get("q")), wanted = grams(words);
    const score = (hit) => {
      const text = fold(hit[4] || hit[0] + " " + hit[1] + " " + hit[3]);
      if (text.includes(words)) return 2 - text.length / 1000;
      const have = grams(text);
      return [...wanted].filter((part) => have.has(part)).length / (wanted.size || 1);
    };
    const found = data.hits.map((hit) => [score(hit), hit]).filter(([s]) => s > 0.45);
    found.sort((a, b) => b[0] - a[0]);
    show(found.slice(0, 40).map(([, hit]) => [hit[n] || hit[0], data.places[hit[2]][n] + "/" + encodeURIComponent(hit[3])]));
  }
  if (screen === "basket" && given.get("codes")) {
    document.querySelector("textarea").value = given.get("codes");
    const codes = given.get("codes").split(/[\s,;]+/).map((code) => code.replace(/\D/g, "")).filter(Boolean).slice(0, 200);
    const names = new Set();
    for (const code of codes) {
      for (let length = code.length; length > 3; length--) {
        const found = data.codes[code.slice(0, length)];
        if (found) { found[2].forEach((name) => names.add(name)); break; }
      }
    }
    const rows = [...names].map((name) => [name, data.materials[name]]).filter(([, m]) => m);
    rows.sort((a, b) => (b[1][2] ?? -1) - (a[1][2] ?? -1));
    const place = nl ? "nl/grondstoffen/" : "en/materials/";
    const risk = new Intl.NumberFormat(nl ? "nl-NL" : "en-GB", { maximumFractionDigits: 2 });
    show(rows.map(([name, m]) => [m[n], place + name, m[2] === null ? "–" : risk.format(m[2])]));
  }
  const spot = document.querySelector("[data-library]");
  if (spot) {
    const rows = data.library, say = spot.dataset, number = (value, digits) =>
      value === null ? "–" : new Intl.NumberFormat(nl ? "nl-NL" : "en-GB", { maximumFractionDigits: digits }).format(value);
    const names = [...new Set(rows.map((row) => row[0]))].filter((name) => data.materials[name]);
    names.sort((a, b) => data.materials[a][n].localeCompare(data.materials[b][n], nl ? "nl" : "en"));
    const select = spot.querySelector("select"), list = spot.querySelector("ol");
    if (!rows.length) { spot.querySelector("p").textContent = say.none; select.remove(); }
    for (const name of names) select.add(new Option(data.materials[name][n], name));
    const draw = () => {
      list.replaceChildren(...rows.filter((row) => !select.value || row[0] === select.value).slice(0, 40).map((row) => {
        const item = document.createElement("li"), head = document.createElement("b");
        head.textContent = row[3 + n] + " – " + data.materials[row[0]][n] + ", " + row[1 + n];
        item.append(head, ": " + number(row[6], 1) + " (" + number(row[7], 1) + "–" + number(row[8], 1) + ") " + say.months);
        return item;
      }));
    };
    select.addEventListener("change", draw);
    draw();
  }
})();
