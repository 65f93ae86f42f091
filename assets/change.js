/* Changes of an indicator since a base year: the twin of geodata/statistics/change.py and layers/change.py. */
window.atlas = window.atlas || {};
atlas.change = (() => {
  "use strict";
  const EMPTY = ["suppressed", "withheld", "missing", "not_applicable"];

  /** The state of a change: empty as one of both is, the year shown first; else the doubt. */
  function combined(shown, base) {
    for (const states of [EMPTY, ["doubtful"], ["interpolated"]]) {
      for (const status of [shown, base]) if (states.includes(status)) return status;
    }
    return "ok";
  }

  /** The printed last figure less the printed first; NaN where one of them is missing. */
  function difference(first, last, decimals) {
    const {round} = atlas.numbers;
    return round(round(last, decimals) - round(first, decimals), decimals) + 0;
  }

  /** Changes of a series against its year `base`: {value, status, sign, tested}, years first, kept for the next year. */
  const made = new WeakMap();
  function changes(series, indicator, base, size) {
    if (!made.has(series)) made.set(series, new Map());
    const kept = made.get(series);
    if (!kept.has(base)) kept.set(base, reckoned(series, indicator, base, size));
    return kept.get(base);
  }

  function reckoned(series, indicator, base, size) {
    const start = series.years.indexOf(base) * size;
    const value = new Float64Array(series.value.length), status = [], sign = [], tested = [];
    for (let cell = 0; cell < value.length; cell += 1) {
      const from = start + (cell % size), ends = base <= series.years[Math.floor(cell / size)] ? [from, cell] : [cell, from];
      status.push(combined(series.status[cell], series.status[from]));
      value[cell] = difference(...ends.map((end) => series.value[end]), indicator.decimals);
      const finite = Number.isFinite(value[cell]);
      tested.push(finite && known(series, indicator, ends));
      sign.push(finite ? direction(series, ends, value[cell], tested.at(-1)) : 0);
    }
    return {...series, value, status, sign, tested, numerator: null, denominator: null};
  }

  function known({numerator, denominator}, {kind}, ends) {
    return kind === "share" && numerator !== null && denominator !== null
      && ends.every((end) => denominator[end] > 0 && Number.isFinite(denominator[end]) && Number.isFinite(numerator[end]));
  }

  function direction({numerator, denominator}, [first, last], value, tested) {
    if (value === 0 || !tested) return Math.sign(value);
    return atlas.intervals.differ("share", numerator[last], denominator[last], numerator[first], denominator[first]);
  }

  /** Class limits alike on both sides of zero; see change_limits in change.py. */
  function limits(classes, figures, decimals) {
    const {round} = atlas.numbers;
    const sizes = [0, ...Array.from(figures).filter(Number.isFinite).map(Math.abs)].sort((a, b) => a - b);
    if (sizes.at(-1) === 0) return [];
    const above = atlas.classes.limits(ofSizes(classes), sizes, decimals, 0).filter((limit) => limit > 0);
    const below = above.map((limit) => round(1 / 10 ** decimals - limit, decimals) + 0);
    const middle = classes.number % 2 ? [] : [0];
    return [...new Set([...below, ...middle, ...above])].sort((a, b) => a - b);
  }

  function ofSizes(classes) {
    if (classes.method === "abweichung") return classes;
    return {method: classes.method === "eigene" ? "natuerlich" : classes.method, number: Math.floor((classes.number + 1) / 2), own: []};
  }

  /** The class of the smallest changes of both directions; -1 where zero is a limit. */
  const middleClass = (bounds) => (bounds.length % 2 ? -1 : bounds.length / 2);

  /** The scene of changes between the ordinary scenes of the year shown and of the base year. */
  function make(shown, base) {
    const {indicator, row, level, view} = shown, size = level.areas.length;
    const series = changes(shown.series, indicator, base.view.year, size);
    const cut = (array, at) => array.slice(at * size, (at + 1) * size);
    const rows = view.limits === "jahr" ? [row] : series.years.map((_, at) => at);
    const pool = rows.flatMap((at) => Array.from(cut(series.value, at))).filter(Number.isFinite);
    const bounds = kept(series, view, rows.filter((at) => at !== base.row), () => limits(view.classes,
      rows.filter((at) => at !== base.row).flatMap((at) => Array.from(cut(series.value, at))), indicator.decimals));
    const figures = Array.from(cut(series.value, row));
    const classes = figures.map((figure) => atlas.classes.classOf(figure, bounds)), centre = middleClass(bounds);
    const ends = [shown, base].sort((a, b) => a.view.year - b.view.year);
    const city = difference(...ends.map((end) => end.cityFigure), indicator.decimals);
    const tested = cut(series.tested, row);
    return {
      ...shown, series, figures, classes, limits: bounds, diverging: true,
      indicator: measure(shown, ...ends.map((end) => end.view.year)),
      statuses: cut(series.status, row),
      notes: level.areas.map((_, index) => notes(ends, (end) => end.notes[index])),
      ordered: figures.filter(Number.isFinite).sort((a, b) => a - b),
      colours: shown.book.diverging[bounds.length],
      lowest: pool.length ? pool.reduce((a, b) => Math.min(a, b)) : NaN,
      highest: pool.length ? pool.reduce((a, b) => Math.max(a, b)) : NaN,
      cityFigure: city, cityBasis: basis(city, ends), cityStatus: combined(shown.cityStatus, base.cityStatus),
      cityNote: notes(ends, (end) => end.cityNote),
      middle: indicator.kind === "count" ? atlas.scene.mean(figures) : city,
      change: {
        base: base.view.year, first: ends[0], last: ends[1], indicator, ordinary: shown, tested,
        signs: cut(series.sign, row).map((sign, index) => (tested[index] || classes[index] !== centre ? sign : 0)),
      },
    };
  }

  /** Limits are found once for a step to another year of the same series. */
  let latest = {};
  function kept(series, view, rows, find) {
    const key = JSON.stringify([view.classes, rows]);
    if (latest.series !== series || latest.key !== key) latest = {series, key, limits: find()};
    return latest.limits;
  }

  /** The measure of the change: signed, shares in percentage points. */
  function measure({book, indicator}, first, last) {
    const words = book.texts.change, {fill} = atlas.numbers;
    const named = (name) => fill(first < last ? words.name : words.name_base, {indicator: name, first, last});
    return {
      ...indicator, signed: true, name: named(indicator.name), short_name: named(indicator.short_name),
      unit: indicator.unit === "%" ? book.texts.table.points : indicator.unit,
    };
  }

  /** On what the city's change rests: published in both years, computed, none (as the figures come, by initial). */
  function basis(city, ends) {
    if (!Number.isFinite(city)) return "n";
    return ends.every((end) => end.cityBasis === "p") ? "p" : "c";
  }

  /** The notes of both years, each with its year before it. */
  function notes([first, last], of) {
    const ends = first.view.year === last.view.year ? [last] : [first, last];
    return ends.filter((end) => of(end)).map((end) => `${end.view.year}: ${of(end)}`).join("; ");
  }

  return {make, middleClass};
})();
