/* What both sides of a comparison are called, how they differ, and how the page makes room for them. */
window.atlas = window.atlas || {};
atlas.compare = (() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const twoMaps = (view) => atlas.beside.TWO_MAPS.includes(view.compare);

  /** Make room for what is compared, before the map is laid: it changes the map's size. */
  function frame(view) {
    const kind = view.mode === "karte" ? view.compare : "";
    byId("map-frame").dataset.compare = kind;
    byId("stage").dataset.compare = kind;
    for (const id of ["first-title", "second"]) byId(id).hidden = !atlas.beside.TWO_MAPS.includes(kind);
    byId("years").hidden = kind !== "jahre";
  }

  /** Draw what stands beside the first map; resolves when it is there. */
  async function draw(scene) {
    atlas.years.draw(scene);
    await atlas.second.draw(scene);
  }

  /** The scene beside this one, once its data are there: null for one map. */
  const other = (scene) => (twoMaps(scene.view) ? atlas.second.of(scene) : null);

  /** Whether both sides show the same areas: then each area has two figures. */
  const alike = (one, two) => Boolean(two) && one.level === two.level;

  /** Whether figures of both sides may be subtracted: parts of different wholes make no difference. */
  function oneUnit({indicator: one}, {indicator: two}) {
    return !one.classes && !two.classes && one.unit === two.unit && (one.id === two.id || (one.kind === two.kind && one.denominator !== "" && one.denominator === two.denominator));
  }

  /** What tells one side from the other: "2011" or "Kinder unter 18, 2022, Gesamtstadt". */
  function label(one, two) {
    const said = [];
    if (one.book.city.id !== two.book.city.id) said.push(one.book.city.name);
    if (one.indicator.id !== two.indicator.id) said.push(one.indicator.short_name);
    if (one.view.year !== two.view.year || !said.length) said.push(String(one.view.year));
    if (one.book.city.id === two.book.city.id && one.level !== two.level) said.push(one.level.plural);
    return said.join(", ");
  }

  /** Difference of two rounded figures with sign and unit, first less second; "" where there is none. */
  function gap(one, two, figure, against) {
    if (!oneUnit(one, two) || !Number.isFinite(figure) || !Number.isFinite(against)) return "";
    return `${atlas.numbers.signed(figure - against, digits(one, two))}\u00a0${unit(one)}`;
  }

  const digits = (one, two) => Math.max(one.indicator.decimals, two.indicator.decimals);
  const unit = (one) => (one.indicator.unit === "%" ? one.book.texts.table.points : one.indicator.unit);

  /** Rows of the card: each side and its figure, then the difference. Empty for one map. */
  function rows(scene, index) {
    const two = other(scene), {escape} = atlas.numbers, words = scene.book.texts.beside;
    if (!alike(scene, two)) return "";
    const both = [[label(scene, two), atlas.words.value(scene, index)], [label(two, scene), atlas.words.value(two, index)]];
    const found = gap(scene, two, scene.figures[index], two.figures[index]);
    if (found) both.push([words.difference, found]);
    return `<dl>${both.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join("")}</dl>`;
  }

  /** What is said after the figure of the area that the keyboard is on. */
  function spoken(scene, index) {
    const first = atlas.draw.scene, two = other(first), words = first.book.texts.beside;
    if (!alike(first, two)) return "";
    const found = gap(first, two, first.figures[index], two.figures[index]), there = scene === first ? two : first;
    const said = [`${label(there, scene)}: ${atlas.words.value(there, index)}`];
    if (found) said.push(`${words.difference}: ${found}`);
    return `; ${said.join("; ")}`;
  }

  /** The heading of the page: both sides, or first and last year; "" for one map. */
  function headline(scene) {
    const {view, book, indicator} = scene, {fill} = atlas.numbers, words = book.texts.beside, {years} = scene.series;
    if (view.compare === "jahre" && years.length > 1) return fill(words.headline_years, {indicator: indicator.name, first: years[0], last: years.at(-1)});
    if (!twoMaps(view)) return "";
    const {city, indicator: id, year} = atlas.beside.beside(view, book), there = city.indicators.find((one) => one.id === id);
    if (id === indicator.id && city === book) return fill(words.headline_year, {indicator: indicator.name, year: view.year, other_year: year});
    return fill(words.headline, {indicator: indicator.name, year: view.year, other: id === indicator.id ? city.name : there.name, other_year: year});
  }

  function headings(scene) {
    const text = headline(scene);
    if (text) entitle(scene, text);
  }

  function entitle(scene, text) {
    byId("headline").textContent = text;
    document.title = `${text} – ${atlas.numbers.fill(scene.book.texts.page.title, {city: scene.book.city.name})}`;
  }

  /** "2022: 12,3 %; 2011: 10,1 %; Unterschied: +2,2 Prozentpunkte" for the chosen area, else for the city. */
  function sentence(scene, two) {
    const {withUnit, fill} = atlas.numbers, words = scene.book.texts.beside, {chosen} = scene;
    const total = (one) => (one.indicator.classes ? one.book.texts.map.no_class : Number.isFinite(one.cityFigure)
      ? withUnit(one.cityFigure, one.indicator) + atlas.words.doubt(one, one.cityStatus) : one.book.texts.table.status_missing);
    const own = chosen >= 0 && alike(scene, two);
    const figure = (one) => (own ? one.figures[chosen] : atlas.numbers.round(one.cityFigure, one.indicator.decimals));
    const value = (one) => (own ? atlas.words.value(one, chosen) : total(one));
    const found = gap(scene, two, figure(scene), figure(two));
    const name = own ? scene.level.areas[chosen].name : words.cities;
    return fill(found ? words.both_gap : words.both_said, {
      area: name, one: label(scene, two), value: value(scene), two: label(two, scene), other: value(two), gap: found,
    });
  }

  /** The heading of one of two maps: what it shows, in which unit and where, and its sentence. */
  function title(one) {
    const {escape, fill} = atlas.numbers, words = one.book.texts.beside;
    const place = fill(words.subline, {unit: one.indicator.unit, level: one.level.plural, city: one.book.city.name});
    return `<h3>${escape(`${one.indicator.name}, ${one.view.year}`)}</h3><p class="quiet">${escape(place)}</p><p>${escape(atlas.words.shows(one))}</p>`;
  }

  return {frame, draw, other, alike, oneUnit, label, gap, unit, digits, rows, spoken, headline, headings, sentence, title, twoMaps};
})();
