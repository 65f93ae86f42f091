/* Controls follow the view: links, selects, switches, year slider. */
window.atlas = window.atlas || {};
atlas.controls = (() => {
  "use strict";
  const byId = (id) => document.getElementById(id);

  /** Put real input elements where Dash left a place for them. Once. */
  function inputs() {
    document.querySelectorAll("[data-input]").forEach((place) => {
      if (place.firstChild) return;
      const input = document.createElement("input");
      for (const [name, value] of Object.entries(JSON.parse(place.dataset.input))) input.setAttribute(name, value);
      place.append(input);
    });
  }

  function draw(scene) {
    indicators(scene);
    selects(scene);
    switches(scene);
    year(scene);
  }

  function indicators(scene) {
    document.querySelectorAll("#indicators [data-indicator]").forEach((entry) => {
      const current = entry.dataset.indicator === scene.view.indicator;
      if (current) entry.setAttribute("aria-current", "true"); else entry.removeAttribute("aria-current");
      if (current) entry.closest("details").open = true;
    });
  }

  function option(value, label) {
    const made = document.createElement("option");
    made.value = value;
    made.textContent = label;
    return made;
  }

  /** Fill a select when its options are others than before. */
  function offer(select, options) {
    const key = options.map((one) => one.join("=")).join("&");
    if (select.dataset.offer === key) return;
    select.dataset.offer = key;
    select.replaceChildren(...options.map(([value, label]) => option(value, label)));
  }

  function selects(scene) {
    const {book, view, level} = scene, words = book.texts.page;
    const levels = book.levels.filter((one) => one.years[view.indicator]);
    offer(byId("level"), levels.map((one) => [one.id, `${one.plural} (${one.areas.length})`]));
    byId("level").value = view.level;
    byId("level-choice").hidden = levels.length < 2;
    byId("method").value = view.classes.method;
    byId("class-number").value = String(view.classes.number);
    const own = view.classes.method === "eigene";
    byId("number-choice").hidden = own;
    byId("own-form").hidden = !own;
    byId("fixed").hidden = own || view.compare === "jahre";
    if (own) byId("own-limits").value = view.classes.own.map((limit) => String(limit).replace(".", ",")).join("; ");
    byId("method").closest("details").hidden = Boolean(scene.indicator.classes);
    const usable = book.indicators.filter((one) => level.series(one) && !one.classes);
    offer(byId("symbols"), [["", words.symbols_none], ...usable.map((one) => [one.id, `${one.short_name} (${one.unit})`])]);
    byId("symbols").value = view.symbols;
  }

  function switches(scene) {
    const {view} = scene;
    const set = (element, on) => element.setAttribute("aria-checked", String(on));
    document.querySelectorAll("[data-layer]").forEach((one) => set(one, view.layers.includes(one.dataset.layer)));
    document.querySelectorAll("[data-programme]").forEach((one) => set(one, view.programmes.includes(one.dataset.programme)));
    document.querySelectorAll("[data-field]").forEach((one) => set(one, view.fields.includes(one.dataset.field)));
    document.querySelectorAll("[data-state]").forEach((one) => set(one, view.project_states.includes(one.dataset.state)));
    byId("programmes").hidden = !scene.book.programmes.length || !view.layers.includes("gebiete");
    byId("project-states").hidden = !view.layers.includes("projekte");
    byId("project-fields").hidden = !view.layers.includes("projekte") || !scene.book.fields_of_action.length;
    set(byId("funded-by"), view.funded_by === "stand");
    byId("funded-by").dataset.event = JSON.stringify({funded_by: view.funded_by === "stand" ? "programm" : "stand"});
    set(byId("fixed"), view.limits === "fest");
    byId("fixed").dataset.event = JSON.stringify({limits: view.limits === "fest" ? "jahr" : "fest"});
    for (const mode of ["karte", "tabelle"]) byId(`mode-${mode}`).setAttribute("aria-pressed", String(view.mode === mode));
  }

  function year(scene) {
    const {years} = scene.series, slider = byId("year"), first = years[0], last = years.at(-1);
    slider.min = first;
    slider.max = last;
    slider.value = scene.view.year;
    slider.disabled = years.length < 2;
    slider.setAttribute("aria-valuetext", String(scene.view.year));
    byId("play").hidden = years.length < 2;
    byId("year-shown").textContent = scene.view.year;
    const key = years.join();
    const ticks = byId("year-ticks");
    if (ticks.dataset.years !== key) {
      ticks.dataset.years = key;
      ticks.innerHTML = years.map((one) => `<span style="--at:${last > first ? (one - first) / (last - first) : 0.5}">${one}</span>`).join("");
    }
    for (const tick of ticks.children) tick.classList.toggle("current", tick.textContent === String(scene.view.year));
  }

  function headings(scene) {
    const {book, view, indicator, level} = scene, {fill, escape} = atlas.numbers, words = book.texts;
    byId("headline").textContent = atlas.words.headline(scene);
    byId("subline").textContent = atlas.words.subline(scene);
    byId("sentence").innerHTML = scene.chosen >= 0
      ? `<strong>${escape(atlas.words.plain(scene, scene.chosen))}</strong> <span>${escape(atlas.words.shows(scene))}</span>`
      : `<span>${escape(atlas.words.shows(scene))}</span>`;
    byId("map-keys").setAttribute("aria-label", fill(words.map.label, {indicator: indicator.name, year: view.year, level: level.plural}));
    document.title = `${scene.change ? indicator.name : `${indicator.name}, ${view.year}`} – ${fill(words.page.title, {city: book.city.name})}`;
    byId("source-line").innerHTML = `${words.page.source}: ${source(scene)}.
      <a href="/methoden/${encodeURIComponent(indicator.id)}">${words.page.indicator_sheet}</a>`;
  }

  /** Publisher, title and licence of what a scene shows, and whether it was edited. */
  function source({book, indicator}) {
    const found = book.sources[indicator.source], {escape} = atlas.numbers;
    const licence = /^https?:/.test(found.licence_url)
      ? `<a href="${escape(found.licence_url)}" rel="noopener noreferrer">${escape(found.licence)}</a>` : escape(found.licence);
    return `${escape(found.publisher)}, ${escape(found.title)} (${licence})${found.changes ? `, ${book.texts.page.edited}` : ""}`;
  }

  /** Let one link lead where its event leads from here. */
  function aim(scene, link) {
    const {view} = atlas.view.next(scene.view, JSON.parse(link.dataset.event), scene.book);
    const address = `${atlas.wiring.home()}${atlas.view.toQuery(view, scene.book)}`;
    if (link.getAttribute("href") !== address) link.setAttribute("href", address);
  }

  /** Every link with an event carries the address it leads to (new tab, copy, no surprise). */
  function links(scene) {
    document.querySelectorAll("a[data-event]").forEach((link) => aim(scene, link));
    const here = encodeURIComponent(atlas.view.toQuery(scene.view, scene.book).slice(1));
    atlas.analyses.draw(scene);
    atlas.patterns.offer();
    const mail = byId("feedback");
    if (mail.protocol === "mailto:") {
      mail.href = `${mail.href.split("?")[0]}?subject=${encodeURIComponent(document.title)}&body=${encodeURIComponent(location.href)}`;
    }
    document.querySelectorAll("#footer a[href^='/'], #source-line a[href^='/']").forEach((link) => {
      link.search = here ? `?zurueck=${here}` : "";
    });
  }

  return {draw, headings, links, aim, inputs, offer, source};
})();
