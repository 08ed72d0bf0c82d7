// Search, basket and the library of bans on a site of files: indexes of its own, nothing sent.
"use strict";
(() => {
  const page = document.documentElement.lang, data = document.body.dataset, home = data.home;
  const given = new URLSearchParams(location.search), spot = document.querySelector("[data-files]");
  if (!spot) return;
  const say = (name, values) => spot.dataset[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const lead = (words) => { document.querySelector(".lead").textContent = words; };
  const number = (value, digits) => value === null ? "–"
    : new Intl.NumberFormat(page === "nl" ? "nl-NL" : "en-GB", { maximumFractionDigits: digits }).format(value);
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const load = (name, then) => {
    const script = document.createElement("script");
    script.src = home + "static/" + name + ".js";
    script.addEventListener("load", () => then(window.grondstof));
    script.addEventListener("error", () => lead(spot.dataset.broken));
    document.head.append(script);
  };
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const link = (words, place) => {
    const made = element("a", words);
    made.href = home + place.split("/").map(encodeURIComponent).join("/") + "/index.html";
    return made;
  };
  const list = (heading, items) => {
    const section = element("section", ...(heading ? [element("h2", heading)] : []));
    const made = element("ul", ...items.map((parts) => element("li", ...parts)));
    section.className = "block";
    made.className = "plain";
    section.append(made);
    return section;
  };

  const grams = (text) => new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3)));
  const weights = { material: 5, territory: 3, code: 2, indicator: 1.5, term: 1.5 };
  const search = (asked) => {
    document.querySelector("#find").value = asked;
    const whole = fold(asked).replace(/[^\p{L}\p{N}.]+/gu, " ").trim(), words = whole.split(" ").filter(Boolean);
    const wanted = grams(whole), digits = /^[\d. ]+$/.test(whole) ? whole.replace(/\D/g, "") : "";
    const read = ([sort, place, ids, names, further], titles) => {
      const column = (text) => text ? text.split("\n") : [];
      const own = column(names), more = column(further), other = sort === "item" && titles ? column(titles) : [];
      return column(ids).map((id, n) => ({ sort, place, id, name: own[n],
        text: fold([own[n], more[n], other[n], id].filter(Boolean).join(" ")) }));
    };
    const score = (hit) => {
      const weight = weights[hit.sort] || 0, name = fold(hit.name);
      if (digits.length > 3 && hit.sort === "code") {
        return hit.id.startsWith(digits) || digits.startsWith(hit.id) ? 30 : 0;
      }
      const parts = hit.text.split(/[^\p{L}\p{N}]+/u);
      if (words.every((word) => word.length > 2 ? hit.text.includes(word) : parts.includes(word))) {
        return 20 + weight + (name === whole ? 6 : parts.includes(words[0]) ? 3 : 0) - hit.text.length / 1000;
      }
      const have = grams(hit.text);
      const near = [...wanted].filter((part) => have.has(part)).length / (wanted.size || 1);
      return near < 0.45 ? 0 : near * 10 + weight;
    };
    const draw = (all) => {
      const hits = all.search.flatMap((part) => read(part, all.titles)).map((hit) => [score(hit), hit]).filter(([s]) => s > 0);
      hits.sort((a, b) => b[0] - a[0]);
      // What only resembles the words is left out when something holds them.
      const sure = hits.filter(([s]) => s >= 20), kept = (sure.length ? sure : hits).slice(0, 40);
      document.querySelector("h1").textContent = say("title", { words: asked });
      lead(say(kept.length ? "found" : "none", { count: kept.length, words: asked }));
      const sorts = all.search.map((part) => [part[0], kept.filter(([, hit]) => hit.sort === part[0])]);
      spot.replaceChildren(...sorts.filter(([, some]) => some.length).map(([sort, some]) =>
        list(spot.dataset[sort], some.map(([, hit]) => [link(hit.name, hit.place + "/" + hit.id)]))));
      if (all.titles) return;
      const button = element("button", spot.dataset.other);
      button.type = "button";
      button.addEventListener("click", () => load("titles-" + (page === "nl" ? "en" : "nl"), draw));
      spot.append(element("p", button));
    };
    load("search-" + page, draw);
  };

  const MOST = 200;
  const basket = (typed) => {
    document.querySelector("#f-codes").value = typed.split(/[\s,;]+/).filter(Boolean).join("\n");
    const asked = [...new Set(typed.split(/[\s,;]+/).map((code) => code.replace(/\D/g, "")).filter(Boolean))];
    load("basket-" + page, ({ basket: { codes, materials, places } }) => {
      const known = [], unknown = [], from = new Map();
      for (const code of asked.slice(0, MOST)) {
        let length = code.length;
        while (length > 3 && !codes[code.slice(0, length)]) length--;
        const found = length > 3 && codes[code.slice(0, length)];
        if (!found) { unknown.push(code); continue; }
        known.push([code.slice(0, length), code, found[0]]);
        for (const name of found[1]) if (materials[name]) from.set(name, [...(from.get(name) || []), code]);
      }
      const rows = [...from].sort((a, b) => (materials[b[0]][1] ?? -1) - (materials[a[0]][1] ?? -1));
      lead(say("sum", { known: known.length, count: Math.min(asked.length, MOST), materials: rows.length }));
      const notes = [];
      if (unknown.length) notes.push(element("p", say("unknown", { codes: unknown.join(", ") })));
      if (asked.length > MOST) notes.push(element("p", spot.dataset.most));
      spot.replaceChildren(...notes,
        ...(rows.length ? [list(spot.dataset.risk, rows.map(([name, some]) =>
          [link(materials[name][0], places[1] + "/" + name), ": " + number(materials[name][1], 2) + " (" + some.join(", ") + ")"]))] : []),
        ...(known.length ? [list(spot.dataset.codes, known.map(([code, given, words]) =>
          [given + " ", link(words, places[0] + "/" + code)]))] : []));
    });
  };

  const library = () => load("library-" + page, ({ library: rows }) => {
    const select = spot.querySelector("select"), bans = spot.querySelector("ol");
    const names = new Map(rows.map((row) => [row[0], row[1]]));
    for (const [id, name] of [...names].sort((a, b) => a[1].localeCompare(b[1], page))) select.add(new Option(name, id));
    const draw = () => bans.replaceChildren(...rows.filter((row) => !select.value || row[0] === select.value).slice(0, 40).map((row) =>
      element("li", element("b", row[3] + " – " + row[1] + ", " + row[2]),
        ": " + number(row[4], 1) + " (" + number(row[5], 1) + "–" + number(row[6], 1) + ") " + spot.dataset.months)));
    const chosen = given.get("grondstof");
    if (names.has(chosen)) select.value = chosen;
    select.addEventListener("change", () => {
      try { history.replaceState(null, "", select.value ? "?grondstof=" + select.value : location.pathname); } catch { /* A page on a disk may refuse. */ }
      draw();
    });
    draw();
  });

  if (data.screen === "search" && given.get("q")?.trim()) search(given.get("q").trim().slice(0, 200));
  if (data.screen === "basket" && given.get("codes")?.trim()) basket(given.get("codes"));
  if (spot.querySelector("select")) library();
})();
