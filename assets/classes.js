/* Class limits: the twin of geodata/statistics/classify.py, same arithmetic in the same order. */
window.atlas = window.atlas || {};
atlas.classes = (() => {
  "use strict";
  const FEWEST = 3, MOST = 7;
  const METHODS = ["natuerlich", "quantile", "gleich", "abweichung", "eigene"];
  const ascending = (a, b) => a - b;

  /** Sums of squared deviations of runs of distinct figures, in constant time. */
  function spread(ordered, distinct) {
    const middle = ordered[Math.floor(ordered.length / 2)];
    const weight = [0], sum = [0], square = [0];
    let position = 0;
    for (const figure of distinct) {
      const first = position;
      while (position < ordered.length && ordered[position] === figure) position += 1;
      const count = position - first, shifted = figure - middle;
      weight.push(weight.at(-1) + count);
      sum.push(sum.at(-1) + count * shifted);
      square.push(square.at(-1) + count * shifted * shifted);
    }
    return (start, end) => {
      const total = sum[end] - sum[start];
      return square[end] - square[start] - (total * total) / (weight[end] - weight[start]);
    };
  }

  function oneClassMore(cost, before, count) {
    const best = before.map(() => Infinity), start = before.map(() => 0);
    const todo = [[count, before.length - 1, count, before.length - 1]];
    while (todo.length) {
      const [low, high, first, last] = todo.pop();
      if (low > high) continue;
      const middle = Math.floor((low + high) / 2);
      for (let cut = first; cut <= Math.min(middle, last); cut += 1) {
        const sum = before[cut - 1] + cost(cut, middle + 1);
        if (sum < best[middle]) { best[middle] = sum; start[middle] = cut; }
      }
      todo.push([low, middle - 1, first, start[middle]], [middle + 1, high, start[middle], last]);
    }
    return [best, start];
  }

  /** Fisher-Jenks: the lowest figure of every class but the first. */
  function natural(ordered, wished) {
    const distinct = [...new Set(ordered)];
    const number = Math.min(wished, distinct.length);
    const cost = spread(ordered, distinct);
    let best = distinct.map((_, index) => cost(0, index + 1));
    const starts = [];
    for (let count = 1; count < number; count += 1) {
      const [less, start] = oneClassMore(cost, best, count);
      best = less;
      starts.push(start);
    }
    const limits = [];
    let end = distinct.length;
    for (const start of starts.reverse()) {
      end = start[end - 1];
      limits.push(distinct[end]);
    }
    return limits.reverse();
  }

  function equal(ordered, number) {
    const low = ordered[0], high = ordered.at(-1);
    return Array.from({length: number - 1}, (_, i) => low + ((high - low) * (i + 1)) / number);
  }

  const quantile = (ordered, number) => Array.from(
    {length: number - 1}, (_, i) => ordered[Math.floor((ordered.length * (i + 1)) / number)]);

  function deviation(ordered, number, middle) {
    let total = 0;
    for (const figure of ordered) total += (figure - middle) * (figure - middle);
    const step = Math.sqrt(total / ordered.length);
    return Array.from({length: number - 1}, (_, i) => middle + (i + 1 - number / 2) * step);
  }

  /** Limits between the classes; see class_limits in classify.py. */
  function limits(classes, figures, decimals, middle) {
    if (classes.method === "eigene") return classes.own;
    const ordered = figures.filter(Number.isFinite)
      .map((figure) => atlas.numbers.round(figure, decimals)).sort(ascending);
    if (!ordered.length || ordered[0] === ordered.at(-1)) return [];
    const found = {natuerlich: natural, quantile, gleich: equal, abweichung: deviation}[classes.method](
      ordered, classes.number, middle);
    const rounded = [...new Set(found.map((limit) => atlas.numbers.round(limit, decimals)))].sort(ascending);
    return classes.method === "abweichung" ? rounded : rounded.filter((limit) => limit > ordered[0]);
  }

  /** Class of a rounded figure, from 0; -1 for NaN. */
  function classOf(figure, bounds) {
    if (!Number.isFinite(figure)) return -1;
    let index = 0;
    for (const limit of bounds) if (limit <= figure) index += 1;
    return index;
  }

  return {FEWEST, MOST, METHODS, limits, classOf, natural};
})();
