/* What a comparison adds to the table: figures of the second map, or of every year.
   The twin of layers/compare_table.py. */
window.atlas = window.atlas || {};
atlas.compare_table = (() => {
  "use strict";
  const RIGHT = "figure"; // class of cells with figures

  /** The columns of the table with what the comparison adds, in the form of assets/table.js. */
  function columns(scene, found, value) {
    const place = (key) => found.find((column) => column[0] === key);
    if (scene.view.compare === "jahre") return [place("area"), ...years(scene, value), place("note")];
    const two = atlas.compare.other(scene);
    if (!atlas.compare.alike(scene, two)) return found;
    const {fill} = atlas.numbers, words = scene.book.texts.beside, label = atlas.compare.label(scene, two), {figures, classes} = second(scene, two, value);
    const named = {value: fill(words.value_of, {label, unit: scene.indicator.unit}), class: fill(words.other_class, {label})};
    const own = found.map((column) => [column[0], named[column[0]] || column[1], ...column.slice(2)]);
    const after = (key) => own.findIndex((column) => column[0] === key) + 1;
    own.splice(after("value"), 0, ...figures);
    own.splice(after("class") || after("city") - 1, 0, classes);
    return own;
  }

  const years = (scene, value) => atlas.years.shown(scene).map((one) => [`year_${one.view.year}`, `${one.view.year} (${one.indicator.unit})`,
    (index) => value(one, index), (index) => one.figures[index], RIGHT]);

  function second(scene, two, value) {
    const {compare, numbers} = atlas, words = scene.book.texts.beside, name = compare.label(two, scene);
    const gap = (index) => scene.figures[index] - two.figures[index];
    const figures = [["other", `${name} (${two.indicator.unit})`, (index) => value(two, index), (index) => two.figures[index], RIGHT]];
    if (compare.oneUnit(scene, two)) figures.push(["gap", `${words.difference} (${compare.unit(scene)})`,
      (index) => numbers.signed(gap(index), compare.digits(scene, two)) || "–", gap, RIGHT]);
    const swatch = (index) => `<span class="swatch" style="background:${two.colours[two.classes[index]]}"></span> ${two.classes[index] + 1}`;
    const classes = ["other_class", numbers.fill(words.other_class, {label: name}), (index) => (two.classes[index] < 0 ? "–" : swatch(index)),
      (index) => (two.classes[index] < 0 ? NaN : two.classes[index])];
    return {figures, classes};
  }

  /** What the last row says of the city, from the second column on. */
  function totals(scene) {
    if (scene.view.compare === "jahre") return atlas.years.shown(scene);
    const two = atlas.compare.other(scene), {compare, numbers} = atlas;
    if (!compare.alike(scene, two)) return [scene];
    if (!compare.oneUnit(scene, two)) return [scene, two];
    const rounded = (one) => numbers.round(one.cityFigure, one.indicator.decimals);
    const gap = {cityFigure: rounded(scene) - rounded(two), cityStatus: "ok", indicator: {...scene.indicator, signed: true, decimals: compare.digits(scene, two)}};
    return [scene, two, gap];
  }

  /** What the heading of the table says of the other side. */
  function caption(scene, said) {
    const two = atlas.compare.other(scene), {fill} = atlas.numbers, words = scene.book.texts.beside;
    return atlas.compare.alike(scene, two) ? fill(words.caption_two, {one: said(scene), two: said(two)}) : said(scene);
  }

  /** The heading of the table of all years. */
  const title = (scene, usual) => (scene.view.compare === "jahre" ? atlas.compare.headline(scene) : usual);

  /** The table of other areas, below that of the first map. */
  function below(scene, table) {
    const two = atlas.compare.other(scene);
    return two && !atlas.compare.alike(scene, two) ? table(two) : "";
  }

  return {columns, totals, caption, title, below};
})();
