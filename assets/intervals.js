/* How sure figures are: intervals (95 %), clear differences, what cannot be told from the city's figure.
   The twin of geodata/statistics/intervals.py, difference.py and layers/chance.py. */
window.atlas = window.atlas || {};
atlas.intervals = (() => {
  "use strict";
  const NORMAL = 1.96, HALF = 0.5;

  /** Wilson's interval of a share: [low, high]. */
  function wilson(part, whole) {
    const share = part / whole, square = (NORMAL * NORMAL) / whole, middle = share + square / 2;
    const half = NORMAL * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole));
    return [(middle - half) / (1 + square), (middle + half) / (1 + square)];
  }

  /** Byar's interval of a rate: [low, high]. */
  function byar(cases, people) {
    const some = cases + (cases === 0), more = cases + 1;
    const below = 1 - 1 / (9 * some) - NORMAL / (3 * Math.sqrt(some)), above = 1 - 1 / (9 * more) + NORMAL / (3 * Math.sqrt(more));
    return [((cases > 0) * (below > 0) * (some * below * below * below)) / people, (more * above * above * above) / people];
  }

  const METHODS = {share: wilson, rate: byar};

  /** Sign of the difference of two shares or rates; 0 where chance alone explains it. */
  function differ(kind, part, whole, otherPart, otherWhole) {
    const one = part / whole, other = otherPart / otherWhole, gap = one - other;
    const [low, high] = METHODS[kind](part, whole), [otherLow, otherHigh] = METHODS[kind](otherPart, otherWhole);
    const below = one - low, above = high - one, otherBelow = other - otherLow, otherAbove = otherHigh - other;
    if (gap > 0 && gap > Math.sqrt(below * below + otherAbove * otherAbove)) return 1;
    return gap < 0 && -gap > Math.sqrt(above * above + otherBelow * otherBelow) ? -1 : 0;
  }

  /** Whether it is known how large a difference chance may make. */
  const tested = (scene) => !scene.change && scene.indicator.kind in METHODS && Boolean(scene.series.numerator);

  /** Figure, numerator and denominator of an area. */
  function sample(scene, index) {
    const cell = scene.row * scene.level.areas.length + index, {numerator, denominator} = scene.series;
    return {figure: scene.figures[index], part: numerator ? numerator[cell] : NaN, whole: denominator ? denominator[cell] : NaN};
  }

  const sound = (kind, {figure, part, whole}) =>
    Number.isFinite(figure) && part >= 0 && whole > 0 && Number.isFinite(whole) && (kind === "share" ? part <= whole : part < Infinity);

  /** -1, 0, 1: below, not clearly different, above. */
  function compare(kind, one, other) {
    if (!(kind in METHODS) || !sound(kind, one) || !sound(kind, other)) return Math.sign(one.figure - other.figure);
    return differ(kind, one.part, one.whole, other.part, other.whole);
  }

  /** Both ends around the figure of an area in its unit, rounded; null where there are none. */
  function around(scene, index) {
    const {kind, factor, decimals} = scene.indicator, own = sample(scene, index);
    if (!tested(scene) || !sound(kind, own)) return null;
    const [low, high] = METHODS[kind](own.part, own.whole);
    const ends = [own.part === 0 ? 0 : low, kind === "share" && own.part === own.whole ? 1 : high];
    return ends.map((end) => atlas.numbers.round(factor * end, decimals));
  }

  /** Against the rest of the city: 1, 0, -1 for each area, null where it cannot be told. */
  function againstRest(scene) {
    const {kind, factor} = scene.indicator, samples = scene.level.areas.map((_, index) => sample(scene, index));
    const city = scene.cityFigure / factor, people = samples.reduce((sum, {whole}) => sum + (Number.isFinite(whole) ? whole : 0), 0);
    if (!tested(scene) || !Number.isFinite(city) || (kind === "share" && city >= 1)) return samples.map(() => null);
    return samples.map((own) => {
      const whole = people - own.whole, part = city * people - own.part, most = kind === "share" ? whole : Infinity;
      if (!sound(kind, own) || !(whole > 0) || !(part >= -HALF && part <= most + HALF)) return null;
      return differ(kind, own.part, own.whole, Math.min(Math.max(part, 0), most), whole);
    });
  }

  const known = new WeakMap();

  /** Whether the figure of an area cannot be told apart from that of the city. */
  function alike(scene, index) {
    if (!known.has(scene)) known.set(scene, againstRest(scene));
    return known.get(scene)[index] === 0;
  }

  /** Whether the view marks what cannot be told apart from the city. */
  const shown = ({view: {layers}, change}) => layers.includes("zufall") && layers.includes("indikator") && !change;

  /** "≈" where the view marks it and the area is like the city, else nothing. */
  const mark = (scene, index) => (shown(scene) && alike(scene, index) ? scene.book.texts.legend.sign_alike : "");

  /** First and last place that an area may have, 1 for the highest figure: {low, high, number}. */
  function places(scene, index) {
    const {higher, lower, number} = atlas.scene.standing(scene, index);
    return {low: higher + 1, high: number + 1 - lower, number: number + 1};
  }

  return {alike, shown, mark, places, wilson, byar, differ, tested, sample, compare, around, againstRest};
})();
