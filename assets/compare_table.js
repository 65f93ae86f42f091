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
    const own = second(scene, two, value), after = found.findIndex((column) => column[0] === "value") + 1;
    const name = atlas.numbers.fill(scene.book.texts.beside.value_of, {label: atlas.compare.label(scene, two), unit: scene.indicator.unit});
    const renamed = found.map((column) => (column[0] === "value" ? ["value", name, ...column.slice(2)] : column));
    return [...renamed.slice(0, after), ...own, ...renamed.slice(after)];
  }

  const years = (scene, value) => atlas.years.shown(scene).map((one) => [`year_${one.view.year}`, `${one.view.year} (${one.indicator.unit})`,
    (index) => value(one, index), (index) => one.figures[index], RIGHT]);

  function second(scene, two, value) {
    const {compare, numbers} = atlas, words = scene.book.texts.beside, name = compare.label(two, scene);
    const gap = (index) => scene.figures[index] - two.figures[index];
    const found = [["other", `${name} (${two.indicator.unit})`, (index) => value(two, index), (index) => two.figures[index], RIGHT]];
    if (compare.oneUnit(scene, two)) found.push(["gap", `${words.difference} (${compare.unit(scene)})`,
      (index) => numbers.signed(gap(index), compare.digits(scene, two)) || "–", gap, RIGHT]);
    const swatch = (index) => `<span class="swatch" style="background:${two.colours[two.classes[index]]}"></span> ${two.classes[index] + 1}`;
    found.push(["other_class", numbers.fill(words.other_class, {label: name}), (index) => (two.classes[index] < 0 ? "–" : swatch(index)),
      (index) => (two.classes[index] < 0 ? NaN : two.classes[index])]);
    return found;
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
