/* Controls of comparing: kind, and what the second map shows. Each choice is an event of the view. */
window.atlas = window.atlas || {};
atlas.compare_controls = (() => {
  "use strict";
  const FIELDS = ["other_city", "other_indicator", "other_level", "other_year"];
  const byId = (id) => document.getElementById(id);

  function draw(scene) {
    const {view, book} = scene, {TWO_MAPS, CHANGE, beside} = atlas.beside;
    if (!byId("compare")) return;
    byId("compare").value = view.compare;
    const found = beside(view, book), two = TWO_MAPS.includes(view.compare);
    const offered = two || view.compare === CHANGE ? options(scene, found) : {};
    for (const field of FIELDS) show(field, (two || field === "other_year") && offered[field], view[field]);
    byId("other_year").previousElementSibling.textContent = book.texts.page[view.compare === CHANGE ? "compare_base" : "compare_year"];
    byId("compare-hint").hidden = !two || !same(view, found);
  }

  /** Whether both maps show the same: nothing can be seen by comparing them. */
  const same = (view, found) => !view.other_city && found.indicator === view.indicator && found.level === view.level && found.year === view.year;

  function options({view, book}, {city, years}) {
    const {page} = book.texts, as = ["", page.compare_same], {indicatorsOf, levelsOf, CHANGE} = atlas.beside;
    const name = (rows, id) => rows.find((one) => one.id === id);
    const first = atlas.numbers.fill(page.compare_first, {year: years[0]});
    return {
      other_city: book.others.length && [["", book.city.name], ...book.others.map((one) => [one.id, one.name])],
      other_indicator: [as, ...indicatorsOf(view, book).map((id) => [id, name(city.indicators, id).name])],
      other_level: levelsOf(view, book).length > 1 && [as, ...levelsOf(view, book).map((id) => [id, name(city.levels, id).plural])],
      other_year: view.compare === CHANGE ? [["", first], ...years.slice(1).filter((year) => year !== view.year).map((year) => [String(year), String(year)])]
        : [as, ...years.map((year) => [String(year), String(year)])],
    };
  }

  function show(field, offered, value) {
    const select = byId(field);
    byId(`${field}-choice`).hidden = !offered;
    if (!offered) return;
    atlas.controls.offer(select, offered);
    select.value = value === null ? "" : String(value);
  }

  /** Two maps begin with a difference that can be seen: the first year against the year shown. */
  function begin(view, book, compare) {
    const fresh = FIELDS.every((field) => !view[field]);
    if (!atlas.beside.TWO_MAPS.includes(compare) || !fresh) return {compare};
    const {years} = atlas.beside.beside({...view, compare}, book);
    const other = years.find((year) => year !== view.year);
    return other === undefined ? {compare} : {compare, other_year: other};
  }

  document.addEventListener("change", ({target}) => {
    const {scene} = atlas.draw;
    if (!scene) return;
    if (target.id === "compare") atlas.wiring.send(begin(scene.view, scene.book, target.value));
    if (FIELDS.includes(target.id)) atlas.wiring.send({[target.id]: target.value});
  });

  return {draw};
})();
