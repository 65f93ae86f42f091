/* Need and funding: which areas reach a limit, and who there lives in funded areas.
   The twin of geodata/statistics/coverage.py: same rules, figures shared out by residents of smaller
   areas where they are known, else by surface. */
window.atlas = window.atlas || {};
atlas.need = (() => {
  "use strict";
  const SPACE = "http://www.w3.org/2000/svg";
  const STATES = ["inside", "formerly", "unclear", "outside"], SIDES = ["need", "rest"];
  const TOUCHED = 0.01; // of a surface: less may be the width of a pen
  // Covered part against the rest, as in weights.py: residents and cases per hectare, cases per resident.
  const APART = {residents: 3, cases: 4}, RATE_APART = 2;
  const PARTS = ["inside", "formerly", "unknown", "void", "outside"];
  const GRAIN = 2 ** 20;
  const DRAWINGS = {
    inside: "", formerly: '<path d="M2 0V8M6 0V8" />', unclear: '<path d="M0 8 4 0 8 8" />',
    outside: '<circle cx="2" cy="2" r="1.1" /><circle cx="6" cy="6" r="1.1" />',
  };
  const documents = new Map();
  let painted = false;

  /** Load what is needed for a level, once, and only when somebody asks for need. */
  async function load(book, view) {
    if (view.need === null || documents.has(view.level)) return;
    documents.set(view.level, await atlas.data.document(book, `foerderung-${view.level}`));
  }

  /** Need of the view shown: {document, limit, rows, year}; null where nobody asked for it. */
  function make(scene) {
    const document_ = documents.get(scene.view.level);
    if (scene.view.need === null || !document_) return null;
    const rows = scene.series.years.map((_, row) => coverage(scene, document_, row));
    return {limit: scene.view.need, rows, year: rows[scene.row]};
  }

  /** Shares of each area by part (inside, formerly, unknown, void, outside) in one year. */
  function shares(document_, year, size) {
    const found = Array.from({length: size}, () => [0, 0, 0, 0, 1]);
    const segment = document_.segments.find(({first, last}) => first <= year && year <= last);
    for (const [at, ...parts] of segment ? segment.areas : []) {
      found[at] = [...parts, Math.max(0, 1 - parts.reduce((sum, part) => sum + part, 0))];
    }
    return found;
  }

  /** The people of each area: numerator or the count itself, else the residents; NaN where not known. */
  function people(scene, row) {
    const size = scene.level.areas.length, {series, indicator, book} = scene;
    const cut = (array, at) => (array && at >= 0 ? Array.from(array.slice(at * size, (at + 1) * size)) : new Array(size).fill(NaN));
    const own = cut(indicator.kind === "count" ? series.value : series.numerator, row);
    if (own.some(Number.isFinite)) return {own, counted: "cases"};
    const named = book.indicators.find((one) => one.id === book.city.residents);
    const living = named && scene.level.series(named);
    const found = cut(living && living.value, living ? living.years.indexOf(series.years[row]) : -1);
    return {own: found, counted: found.some(Number.isFinite) ? "residents" : "nobody"};
  }

  /** How the people of each area are shared out among the parts: {single, low, high} and by what. */
  function weights(document_, year, parts, cases) {
    const apart = cases ? APART.cases : APART.residents;
    const found = parts.map((single) => ({single, byResidents: false,
      low: single.map((share) => tilted(share, 1 / apart)), high: single.map((share) => tilted(share, apart))}));
    const lean = cases ? RATE_APART : 1, cut = (row, at) => row.slice(1 + 5 * at, 6 + 5 * at);
    for (const row of document_.residents[year] || []) {
      found[row[0]] = {single: cut(row, 0), byResidents: true,
        low: cut(row, 1).map((share) => tilted(share, 1 / lean)), high: cut(row, 2).map((share) => tilted(share, lean))};
    }
    return found;
  }

  /** How partly covered areas of the choice were shared out: whole, residents, area, none. */
  function method(chosen, parts, shared) {
    const partly = chosen.filter((index) => parts[index].some((part) => part > 0 && part < 1));
    if (!chosen.length) return "none";
    if (!partly.length) return "whole";
    return partly.every((index) => shared[index].byResidents) ? "residents" : "area";
  }

  /** Whether a figure is at or beyond the limit, as both are printed. */
  function reaches(scene, figure) {
    const scale = 10 ** scene.indicator.decimals, printed = (x) => Math.floor(x * scale + 0.5);
    if (!Number.isFinite(figure)) return false;
    return scene.indicator.direction === "better"
      ? printed(figure) <= printed(scene.view.need) : printed(figure) >= printed(scene.view.need);
  }

  /** One year: who in need lives where; ids of areas as positions in the level. */
  function coverage(scene, document_, row) {
    const {series, level} = scene, size = level.areas.length, year = series.years[row];
    const values = Array.from(series.value.slice(row * size, (row + 1) * size));
    const mask = values.map((figure) => reaches(scene, figure)), known = values.map(Number.isFinite);
    const parts = shares(document_, year, size), places = level.areas.map((_, index) => index);
    const chosen = places.filter((index) => mask[index]);
    const doubtful = chosen.some((index) => ["doubtful", "interpolated"].includes(series.status[row * size + index]));
    const {own, counted} = people(scene, row), shared = weights(document_, year, parts, counted === "cases");
    return {
      year, mask, known, parts, doubtful, states: parts.map(state), chosen, counted, shared,
      method: method(chosen, parts, shared), split: split(own, chosen, shared),
      unfunded: chosen.filter((index) => 1 - parts[index][4] < TOUCHED),
      withoutFigure: places.filter((index) => !known[index]),
      ...funded(scene, document_, year, (index) => mask[index] || !known[index]),
    };
  }

  function funded(scene, document_, year, concerned) {
    const states = scene.book.funded_areas.map((area) => [area, atlas.funded_areas.state(area, year)]);
    const share = (id) => document_.outlines[id].reduce((sum, [at, part]) => sum + (concerned(at) ? part : 0), 0);
    const drawn = (area) => area.id in document_.outlines;
    return {
      withoutNeed: states.filter(([area, now]) => atlas.funded_areas.active(now) && drawn(area) && share(area.id) < TOUCHED).map(([area]) => area),
      withoutOutline: states.filter(([area, now]) => now !== "planned" && !drawn(area)).map(([area]) => area),
      drawn: states.filter(([area, now]) => now !== "planned" && drawn(area)).map(([area]) => area),
      begun: states.filter(([, now]) => now !== "planned"),
    };
  }

  /** How an area counts on the map: the first part that covers one hundredth of it. */
  function state([inside, formerly, unknown, none]) {
    if (inside >= TOUCHED) return "inside";
    if (formerly >= TOUCHED) return "formerly";
    return unknown + none >= TOUCHED ? "unclear" : "outside";
  }

  /** The share of a part that is `factor` times as densely settled as the rest. */
  const tilted = (share, factor) => (share === 1 ? 1 : (share * factor) / (share * factor + 1 - share));

  /** People of the chosen areas by part, each with its range; they add up to the total. */
  function split(own, chosen, shared) {
    const known = chosen.filter((index) => Number.isFinite(own[index]));
    const grained = (sum) => Math.round(sum * GRAIN) / GRAIN;
    const total = chosen.length && !known.length ? NaN : grained(known.reduce((sum, index) => sum + own[index], 0));
    const sum = (share) => (Number.isNaN(total) ? NaN : grained(known.reduce((so, index) => so + share(index) * own[index], 0)));
    const found = PARTS.map((name, part) => {
      const living = sum((index) => shared[index].single[part]);
      return [name, {people: living, low: Math.min(living, sum((index) => shared[index].low[part])),
        high: Math.max(living, sum((index) => shared[index].high[part]))}];
    });
    return {total, ...Object.fromEntries(found)};
  }

  /** Patterns live once in the page, like the hatches of areas without a figure. */
  function patterns() {
    if (document.getElementById("need-patterns")) return;
    const svg = document.createElementNS(SPACE, "svg");
    svg.id = "need-patterns";
    svg.setAttribute("aria-hidden", "true");
    svg.innerHTML = `<defs>${SIDES.flatMap((side) => STATES.map((name) => `
      <pattern id="cell-${side}-${name}" class="cell ${side}" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" />${DRAWINGS[name]}</pattern>`)).join("")}</defs>`;
    document.body.append(svg);
  }

  const cell = (scene, index) => `${scene.need.year.mask[index] ? "need" : "rest"}-${scene.need.year.states[index]}`;

  /** Fill the areas by need and funding; areas without a figure keep their hatch. */
  function paint(scene, paths) {
    const wanted = scene.need && scene.view.layers.includes("indikator");
    if (!wanted && !painted) return;
    if (wanted) patterns();
    painted = Boolean(wanted);
    paths.forEach((path, index) => {
      const here = wanted && scene.need.year.known[index] ? cell(scene, index) : "";
      path.style.fill = here ? `url("#cell-${here}")` : "";
      if (here) path.dataset.cell = here; else delete path.dataset.cell;
    });
  }

  const limitOf = (scene) => atlas.numbers.withUnit(scene.view.need, scene.indicator);
  const way = (scene) => (scene.indicator.direction === "better" ? "better" : "worse");
  /** "15,6 % und mehr" or "weniger als 15,6 %". */
  function sideWords(scene, side) {
    if (scene.indicator.classes) return classNames(scene, side);
    const words = scene.book.texts.need, key = way(scene);
    return atlas.numbers.fill(side === "need" ? words[`need_${key}`] : words[`rest_${key}`], {limit: limitOf(scene)});
  }

  /** "»niedrig« oder »sehr niedrig«": the classes of a side. */
  function classNames(scene, side) {
    const {view, indicator, book: {texts: {need: words}}} = scene, lower = indicator.direction === "better";
    const inNeed = (place) => (lower ? place <= view.need : place >= view.need);
    const names = indicator.classes.filter((_, index) => inNeed(index + 1) === (side === "need"));
    return names.map(([, name]) => atlas.numbers.fill(words.class_named, {name})).join(` ${words.class_or} `) || words.class_none;
  }

  /** "jetzt gefördert" and the like. */
  const stateWords = (scene, name) => scene.book.texts.need[`state_${name}`];

  /** What card, announcement and table say of an area. */
  function cellWords(scene, index) {
    const {year} = scene.need, where = stateWords(scene, year.states[index]);
    return year.known[index] ? `${sideWords(scene, year.mask[index] ? "need" : "rest")}, ${where}` : where;
  }

  const swatch = (name) => `<svg class="swatch" aria-hidden="true"><rect width="100%" height="100%" fill="url(#cell-${name})"/></svg>`;

  function counted(scene, number) {
    const words = scene.book.texts.need;
    return number === 0 ? words.none : number === 1 ? words.area : atlas.numbers.fill(words.areas, {count: number});
  }

  /** Six cells with counts; two more only where they occur. */
  function legend(scene) {
    patterns();
    const {year} = scene.need, words = scene.book.texts.need, {escape, fill} = atlas.numbers;
    const rows = (side) => STATES.map((name) => {
      const number = year.states.filter((one, index) => year.known[index] && one === name && year.mask[index] === (side === "need")).length;
      return name === "unclear" && !number ? "" : `<li>${swatch(`${side}-${name}`)}<span class="says">${stateWords(scene, name)}</span>
        <span class="count">${counted(scene, number)}</span></li>`;
    }).join("");
    return `${SIDES.map((side) => `<h3>${escape(sideWords(scene, side))}</h3><ul class="classes cells">${rows(side)}</ul>`).join("")}
      <p class="method">${fill(words.legend_hint, {year: year.year})}</p>`;
  }

  /** Money that was bundled in a funded area, with its residents; null where nothing is loaded. */
  const money = (scene, id) => (documents.get(scene.view.level) || {money: {}}).money[id] || null;

  return {load, make, paint, legend, cellWords, sideWords, stateWords, swatch, counted, money, limitOf, APART, STATES};
})();
