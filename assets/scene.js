/* The scene: all that the map of one view says; the twin of layers/scene.py. */
window.atlas = window.atlas || {};
atlas.scene = (() => {
  "use strict";
  const EMPTY = ["suppressed", "withheld", "missing", "not_applicable"];

  function mean(figures) {
    let total = 0, count = 0;
    for (const figure of figures) if (Number.isFinite(figure)) { total += figure; count += 1; }
    return count ? total / count : NaN;
  }

  /** Rounded figures of all years, ascending: the same for every year, so they are sorted once. */
  const pools = new WeakMap();
  function poolOf(series, figures, {decimals}) {
    const sorted = () => Array.from(figures).filter(Number.isFinite)
      .map((figure) => atlas.numbers.round(figure, decimals)).sort((a, b) => a - b);
    if (figures !== series.value) return sorted();
    if (!pools.has(series)) pools.set(series, sorted());
    return pools.get(series);
  }

  /** Limits of classes for a pool; the last ones are kept, for a step to another year asks for the same. */
  let kept = {};
  function limitsOf(classes, pool, decimals, middle) {
    const key = JSON.stringify([classes, decimals, middle]);
    if (kept.pool !== pool || kept.key !== key) kept = {pool, key, limits: atlas.classes.limits(classes, pool, decimals, middle)};
    return kept.limits;
  }

  /** Figures, statuses, limits and classes of a view on loaded data; changes where it compares by change. */
  function make(book, level, view) {
    const shown = ordinary(book, level, view);
    if (view.compare !== atlas.beside.CHANGE) return shown;
    return atlas.change.make(shown, ordinary(book, level, {...view, year: atlas.beside.beside(view, book).year}));
  }

  /** The scene of the year shown, whatever the view compares it with. */
  function ordinary(book, level, view) {
    const indicator = book.indicators.find((one) => one.id === view.indicator);
    const series = level.series(indicator);
    const row = series.years.indexOf(view.year), size = level.areas.length;
    const cut = (array) => array.slice(row * size, (row + 1) * size);
    const fixed = view.limits === "fest";
    const pool = poolOf(series, fixed ? series.value : cut(series.value), indicator);
    const wished = fixed ? mean(series.middle) : series.middle[row];
    const middle = Number.isFinite(wished) || !pool.length ? wished : mean(pool);
    const {classes} = indicator;
    const limits = classes ? classes.slice(1).map((_, place) => place + 2) : limitsOf(view.classes, pool, indicator.decimals, middle);
    const figures = Array.from(cut(series.value), (figure) => atlas.numbers.round(figure, indicator.decimals));
    const diverging = view.classes.method === "abweichung" && !classes;
    return {
      book, level, view, indicator, series, row, figures, limits, diverging,
      ordered: figures.filter(Number.isFinite).sort((a, b) => a - b),
      statuses: cut(series.status),
      notes: level.areas.map((area) => series.notes[`${view.year}/${area.id}`] || ""),
      classes: figures.map((figure) => atlas.classes.classOf(figure, limits)),
      colours: classes ? indicator.colours : (diverging ? book.diverging : book.sequential)[limits.length],
      lowest: classes ? 1 : pool.length ? pool[0] : NaN,
      highest: classes ? classes.length : pool.length ? pool.at(-1) : NaN,
      cityFigure: series.city[row], cityBasis: series.basis[row], cityStatus: series.cityStatus[row], cityNote: series.cityNotes[row] || "", middle: series.middle[row],
      chosen: view.area ? level.position.get(view.area) : -1,
    };
  }

  /** How many figures of an ascending list are below `figure` (or not above it). */
  function countBelow(ordered, figure, orSame = false) {
    let low = 0, high = ordered.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ordered[middle] < figure || (orSame && ordered[middle] === figure)) low = middle + 1; else high = middle;
    }
    return low;
  }

  const isEmpty = (status) => EMPTY.includes(status);

  /** How many other areas are clearly higher, alike and clearly lower than area `index`. */
  function standing(scene, index) {
    const own = atlas.intervals.sample(scene, index);
    const found = {higher: 0, similar: 0, lower: 0, number: 0, exact: !atlas.intervals.tested(scene)};
    scene.figures.forEach((figure, other) => {
      if (other === index || !Number.isFinite(figure)) return;
      const order = atlas.intervals.compare(scene.indicator.kind, own, atlas.intervals.sample(scene, other));
      found.number += 1;
      found[order < 0 ? "higher" : order > 0 ? "lower" : "similar"] += 1;
    });
    return found;
  }

  return {make, countBelow, isEmpty, standing, mean, EMPTY};
})();
