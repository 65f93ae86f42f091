/* Need and funding in the table: columns, who lives where in the year shown, how that was found.
   The twin of layers/need_table.py. */
window.atlas = window.atlas || {};
atlas.need_table = (() => {
  "use strict";
  /** Columns of the table twin, in the form of assets/table.js. */
  function columns(scene) {
    const words = scene.book.texts.need, {year} = scene.need, {german, escape} = atlas.numbers, {STATES} = atlas.need;
    const share = (part) => [(index) => german(100 * year.shared[index].single[part], 1), (index) => year.shared[index].single[part]];
    return [
      ["need", words.column_cell, (index) => escape(side(scene, index)), (index) => (year.known[index] ? Number(year.mask[index]) : NaN)],
      ["state", words.column_state, (index) => atlas.need.stateWords(scene, year.states[index]), (index) => STATES.indexOf(year.states[index])],
      ["inside", words.column_inside, ...share(0)], ["formerly", words.column_formerly, ...share(1)],
    ];
  }

  const side = (scene, index) => (scene.need.year.known[index]
    ? atlas.need.sideWords(scene, scene.need.year.mask[index] ? "need" : "rest") : "–");

  /** Several parts of a split as one; their ranges add up. */
  const together = (...parts) => parts.reduce((sum, one) =>
    ({people: sum.people + one.people, low: sum.low + one.low, high: sum.high + one.high}));

  /** Rows [key, part]: where the people of the chosen areas live; the last one is all of them. */
  function parts(split) {
    const unclear = together(split.unknown, split.void), all = {people: split.total, low: split.total, high: split.total};
    return [["inside", split.inside], ["formerly", split.formerly], ...(unclear.people > 0 ? [["unclear", unclear]] : []),
      ["outside", split.outside], ["total", all]];
  }

  /** "605 (217 bis 1.220)"; without a range where there is none. */
  function ranged(scene, {people, low, high}, unit, total) {
    const shown = (one) => atlas.numbers.german(unit === "share" ? (100 * one) / total : one, 0);
    const [value, least, most] = [people, low, high].map(shown);
    const words = scene.book.texts.need;
    return atlas.numbers.fill(least === most ? words[`certain_${unit}`] : words[`range_${unit}`], {value, low: least, high: most});
  }

  /** Rows of texts: where, how many, which share. Empty where nobody is known to be counted. */
  function summary(scene) {
    const words = scene.book.texts.need, {split} = scene.need.year;
    if (!(split.total > 0)) return [];
    return parts(split).map(([key, part]) => [words[`part_${key}`],
      ranged(scene, part, "people", split.total), ranged(scene, part, "share", split.total)]);
  }

  /** Who is counted: "Personen mit Leistungen nach SGB II". */
  function counted(scene) {
    const {indicator, book, need} = scene;
    if (need.year.counted !== "residents") return indicator.numerator || indicator.short_name;
    return book.indicators.find((one) => one.id === book.city.residents).name;
  }

  /** Sentences on how the shares were found and what they leave out. */
  function method(scene) {
    const words = scene.book.texts.need, {year} = scene.need, {fill} = atlas.numbers, said = [];
    if (year.split.total > 0) {
      const kind = year.counted === "residents" ? "residents" : "cases";
      said.push(fill(words[`shared_${year.method}`], {year: year.year}));
      if (year.method === "area") said.push(fill(words[`spread_${kind}`], {apart: atlas.need.APART[kind]}));
      if (year.method === "residents") said.push(words[`spread_residents_${kind}`]);
    }
    const rough = year.drawn.filter((area) => area.quality === "schematic").length;
    if (rough) said.push(fill(words.schematic, {count: rough, all: year.drawn.length}));
    if (year.doubtful) said.push(words.doubtful);
    if (year.withoutFigure.length) said.push(fill(words.without_figure, {areas: year.withoutFigure.map((index) => scene.level.areas[index].name).join(", ")}));
    if (year.withoutOutline.length) said.push(fill(words.without_outline, {areas: year.withoutOutline.map((area) => area.name).join(", ")}));
    said.push(words.all_programmes);
    return said;
  }

  /** "Wo die 2.935 … gezählt sind" as a table with its method below, for the table view. */
  function block(scene) {
    if (!scene.need) return "";
    const words = scene.book.texts.need, {escape} = atlas.numbers, rows = summary(scene), title = caption(scene);
    const body = rows.map(([name, ...cells]) => `<tr><th scope="row">${escape(name)}</th>${cells.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`).join("");
    const heads = [words.summary_where, words.summary_number, words.summary_share];
    const table = rows.length ? `<div class="scroll" tabindex="0" role="region" aria-label="${escape(title)}"><table class="twin need-summary"><caption><span>${escape(title)}</span></caption>
      <thead><tr>${heads.map((text) => `<th scope="col">${text}</th>`).join("")}</tr></thead><tbody>${body}</tbody></table></div>` : "";
    return `${table}<p class="quiet need-method">${escape(method(scene).join(" "))}</p>`;
  }

  const caption = (scene) => atlas.numbers.fill(scene.book.texts.need.summary_caption, {indicator: scene.indicator.name,
    limit: atlas.need.sideWords(scene, "need"), year: scene.view.year, counted: counted(scene)});

  return {columns, side, summary, method, caption, counted, block};
})();
