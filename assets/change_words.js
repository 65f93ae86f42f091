/* What a map of changes says in words: the twin of layers/change_words.py. */
window.atlas = window.atlas || {};
atlas.change_words = (() => {
  "use strict";
  const MARKS = {1: "+", 0: "", "-1": "−"};
  const fill = (...given) => atlas.numbers.fill(...given);

  /** The earlier and the later year, as texts name them. */
  const years = ({change}) => ({first: change.first.view.year, last: change.last.view.year});

  /** "von 12,1 % (2015) auf 14,3 % (2022)" of one area, or why a year has no figure. */
  const ends = (scene, index) => both(scene, (end) => [end.figures[index], end.statuses[index]]);
  const cityEnds = (scene) => both(scene, (end) => [atlas.numbers.round(end.cityFigure, end.indicator.decimals), end.cityStatus]);

  function both(scene, of) {
    const words = scene.book.texts.change, {first, last} = scene.change, pairs = [of(first), of(last)];
    const [before, after] = pairs.map(([figure, status]) => end(scene, figure, status));
    const known = pairs.every(([figure]) => Number.isFinite(figure));
    return fill(known ? words.from_to : words.each, {...years(scene), before, after});
  }

  function end(scene, figure, status) {
    const words = scene.book.texts.legend;
    if (Number.isFinite(figure)) return atlas.numbers.withUnit(figure, scene.change.indicator) + atlas.words.doubt(scene, status);
    const state = atlas.scene.isEmpty(status) ? status : "missing";
    return `${words[`sign_${state}`]} ${words[`status_${state}`]}`;
  }

  /** Whether an area has clearly changed: "deutlich gestiegen"; "" without a figure. */
  function clear(scene, index) {
    const words = scene.book.texts.change, value = scene.figures[index];
    if (!Number.isFinite(value)) return "";
    if (value === 0) return words.same;
    if (!scene.change.tested[index]) return value > 0 ? words.risen : words.fallen;
    if (!scene.change.signs[index]) return words.chance;
    return value > 0 ? words.risen_clearly : words.fallen_clearly;
  }

  /** The change as it stands on the map: in brackets where chance may explain it. */
  function label(scene, index) {
    const value = scene.figures[index], figure = atlas.numbers.figure(value, scene.indicator);
    const unclear = scene.change.tested[index] && !scene.change.signs[index] && value !== 0;
    return unclear ? fill(scene.book.texts.change.unclear_figure, {figure}) : figure;
  }

  const mark = (scene, index) => MARKS[scene.change.signs[index]];

  /** The sentence on one area: from, to, change, clear or not. */
  function plain(scene, index) {
    const words = scene.book.texts.change, area = scene.level.areas[index].name, told = ends(scene, index);
    if (atlas.scene.isEmpty(scene.statuses[index])) return fill(words.said_empty, {area, ends: told});
    return fill(words.said, {area, ends: told, change: atlas.numbers.withUnit(scene.figures[index], scene.indicator), clear: clear(scene, index)});
  }

  /** What the whole map says: where it rose and fell, the most, the city. */
  function sentence(scene) {
    const {first, last} = years(scene);
    if (first === last) return fill(scene.book.texts.change.shows_base, {first});
    return [...directions(scene), ...most(scene), city(scene)].join(" ");
  }

  function directions(scene) {
    const words = scene.book.texts.change, {signs, tested} = scene.change, {first, last} = years(scene);
    const known = scene.figures.map((_, index) => index).filter((index) => Number.isFinite(scene.figures[index]));
    const moved = known.map((index) => (tested[index] ? signs[index] : Math.sign(scene.figures[index])));
    const areas = (sign) => counted(scene, moved.filter((one) => one === sign).length);
    const any = tested.some(Boolean), said = [fill(any ? words.shows_tested : words.shows, {first, last, risen: areas(1), fallen: areas(-1)})];
    if (moved.includes(0)) {
      said.push(atlas.words.capital(any ? fill(words.shows_chance, {alike: areas(0)}) : fill(words.shows_same, {same: areas(0)})));
    }
    if (known.length < scene.figures.length) {
      said.push(atlas.words.capital(fill(words.shows_empty, {empty: counted(scene, scene.figures.length - known.length)})));
    }
    return said;
  }

  /** The largest clear change of each direction; small differences are not ranked. */
  function most(scene) {
    const words = scene.book.texts.change, {withUnit} = atlas.numbers;
    return [[1, words.shows_most], [-1, words.shows_least]].flatMap(([sign, text]) => {
      const marked = scene.change.signs.map((_, index) => index).filter((index) => scene.change.signs[index] === sign);
      if (!marked.length) return [];
      const at = marked.reduce((a, b) => (Math.abs(scene.figures[b]) > Math.abs(scene.figures[a]) ? b : a));
      return [fill(text, {area: scene.level.areas[at].name, value: withUnit(scene.figures[at], scene.indicator)})];
    });
  }

  function counted(scene, count) {
    const words = scene.book.texts.change;
    return count === 0 ? words.in_none : count === 1 ? words.in_one : fill(words.in_many, {count: atlas.numbers.german(count, 0)});
  }

  function city(scene) {
    const words = scene.book.texts.change, {figure, withUnit} = atlas.numbers, {indicator} = scene;
    if (!Number.isFinite(scene.cityFigure)) return scene.book.texts.map.shows_no_city;
    const value = withUnit(scene.cityFigure, indicator), told = cityEnds(scene);
    if (indicator.kind !== "count") return fill(words.shows_city, {ends: told, value});
    return fill(words.shows_city_mean, {ends: told, value, mean: figure(scene.middle, indicator)});
  }

  /** The words for a class: both its ends belong to it, so both sides read alike. */
  function span(scene, place) {
    const {legend, change} = scene.book.texts, {limits, indicator} = scene, last = limits.length;
    const written = (figure) => atlas.numbers.figure(figure, indicator);
    const start = place === 0 ? scene.lowest : limits[place - 1];
    const stop = place === last ? scene.highest : limits[place] - 1 / 10 ** indicator.decimals;
    if (last && place === 0 && start > stop) return fill(change.under, {to: written(stop)});
    if (last && place === last && start > stop) return fill(legend.above, {from: written(start)});
    const [from, to] = [written(start), written(stop)];
    const said = from === to ? fill(legend.only, {from}) : fill(legend.from_to_last, {from, to});
    return last && place === atlas.change.middleClass(limits) ? fill(change.middle, {span: said}) : said;
  }

  /** The mark of areas of that class: "+", "−", or "" around zero. */
  function classMark({limits}, place) {
    if (place === atlas.change.middleClass(limits)) return "";
    return MARKS[place * 2 > limits.length ? 1 : -1];
  }

  /** How the classes were made and for which years their limits hold. */
  function method(scene) {
    const {change, legend} = scene.book.texts, {view, series} = scene, kind = view.classes.method, own = kind === "eigene";
    const said = [`${kind === "abweichung" ? change.method_abweichung : legend[`method_${own ? "natuerlich" : kind}`]}.`, change.both_sides];
    if (own) said.push(change.own);
    if (view.limits === "jahr") said.push(fill(legend.not_fixed, {year: view.year}));
    else if (series.years.length > 1) said.push(fill(change.fixed, {base: scene.change.base}));
    return said.join(" ");
  }

  /** What the marks on the map mean. */
  const marks = (scene) => (scene.change.tested.some(Boolean) ? scene.book.texts.change.marks_tested : scene.book.texts.change.marks);

  return {years, ends, cityEnds, clear, label, mark, plain, sentence, span, classMark, method, marks};
})();
