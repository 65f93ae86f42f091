/* Sentences about a scene: what the map shows, what a value says, why there is none. */
window.atlas = window.atlas || {};
atlas.words = (() => {
  "use strict";
  const {fill, german, withUnit} = {fill: (...a) => atlas.numbers.fill(...a),
    german: (...a) => atlas.numbers.german(...a), withUnit: (...a) => atlas.numbers.withUnit(...a)};
  const texts = (scene, room) => scene.book.texts[room];

  /** The figure of an area with unit, or the sign and reason why there is none. */
  function value(scene, index) {
    const status = scene.statuses[index];
    if (scene.change && atlas.scene.isEmpty(status)) return atlas.change_words.ends(scene, index);
    if (atlas.scene.isEmpty(status)) return `${texts(scene, "legend")[`sign_${status}`]} ${reason(scene, status)}`;
    return withUnit(scene.figures[index], scene.indicator) + doubt(scene, status);
  }

  const reason = (scene, status) => texts(scene, "legend")[`status_${status}`];
  const doubt = (scene, status) =>
    (status === "doubtful" || status === "interpolated" ? `\u00a0${texts(scene, "legend")[`sign_${status}`]}` : "");

  /** "Klasse 2 von 5" or "keine Klasse". */
  function classWords(scene, index) {
    const words = texts(scene, "map"), place = scene.classes[index];
    if (scene.need) return atlas.need.cellWords(scene, index);
    if (scene.change && place >= 0) return atlas.change_words.clear(scene, index);
    if (scene.indicator.classes && place >= 0) return `${texts(scene, "table").class} ${atlas.numbers.figure(place + 1, scene.indicator)}`;
    if (place < 0) return words.no_class;
    const mark = atlas.intervals.mark(scene, index);
    return fill(words.class_of, {class: place + 1, number: scene.limits.length + 1}) + (mark && `, ${texts(scene, "legend").alike}`);
  }

  /** What is announced when the keyboard or the pointer reaches an area. */
  function spoken(scene, index) {
    const words = texts(scene, "map"), area = scene.level.areas[index];
    const place = {area: area.name, value: value(scene, index), class: classWords(scene, index), rank: ""};
    if (scene.classes[index] >= 0 && !scene.change && !scene.indicator.classes) {
      const {ordered, figures} = scene, number = ordered.length - 1;
      place.rank = `, ${fill(words.rank_similar, {
        higher: ordered.length - atlas.scene.countBelow(ordered, figures[index], true),
        lower: atlas.scene.countBelow(ordered, figures[index]), number,
      })}`;
    }
    return fill(words.spoken, place);
  }

  /** The plain sentence of the indicator with the value of one area. */
  function plain(scene, index) {
    if (scene.change) return atlas.change_words.plain(scene, index);
    const words = texts(scene, "map"), area = scene.level.areas[index].name, status = scene.statuses[index];
    if (atlas.scene.isEmpty(status)) {
      return fill(words.chosen_empty, {area, year: scene.view.year, reason: capital(reason(scene, status))});
    }
    const said = fill(scene.indicator.sentence, {value: atlas.numbers.spoken(scene.figures[index], scene.indicator)});
    return fill(words.chosen_value, {area, year: scene.view.year, sentence: said});
  }

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  /** What stands above the map: indicator and year; a change names both years. */
  function headline(scene) {
    const words = scene.book.texts, {indicator, view} = scene;
    return scene.change ? indicator.name : fill(scene.need ? words.need.headline : words.map.headline, {indicator: indicator.name, year: view.year});
  }

  /** Unit, level and date of the data; of a change both years. */
  function subline(scene) {
    const words = scene.book.texts, {indicator: {unit, data_date}, level} = scene;
    if (!scene.change) return fill(words.map.subline, {unit, level: level.plural, date: data_date});
    const {first, last} = atlas.change_words.years(scene);
    return fill(words.change.subline, {unit, level: level.plural, date: data_date, first, last});
  }

  /** The figure of an area as it stands on the map, or the sign why there is none. */
  function figure(scene, index) {
    const status = scene.statuses[index];
    if (atlas.scene.isEmpty(status)) return texts(scene, "legend")[`sign_${status}`];
    return scene.change ? atlas.change_words.label(scene, index) : atlas.numbers.figure(scene.figures[index], scene.indicator);
  }

  /** What the whole map says, in two sentences. */
  function shows(scene) {
    const words = texts(scene, "map"), {indicator, view, level, figures} = scene;
    if (scene.need) return atlas.need_panel.sentence(scene);
    if (scene.change) return atlas.change_words.sentence(scene);
    if (indicator.classes) return classCounts(scene);
    const said = [];
    const finite = figures.map((figure, index) => [figure, index]).filter(([figure]) => Number.isFinite(figure));
    if (finite.length > 1) {
      const low = finite.reduce((a, b) => (b[0] < a[0] ? b : a)), high = finite.reduce((a, b) => (b[0] > a[0] ? b : a));
      said.push(fill(words.shows, {
        year: view.year, low_area: level.areas[low[1]].name, low: withUnit(low[0], indicator),
        high_area: level.areas[high[1]].name, high: withUnit(high[0], indicator),
      }));
    } else said.push(fill(words.shows_one, {indicator: indicator.name, year: view.year}));
    said.push(city(scene));
    return said.join(" ");
  }

  /** How many areas are in each named class that occurs. */
  function classCounts(scene) {
    const words = texts(scene, "map"), {indicator, view, classes} = scene;
    const counted = indicator.classes.map(([, name], place) => ({name, number: classes.filter((one) => one === place).length})).filter(({number}) => number);
    if (!counted.length) return fill(words.shows_one, {indicator: indicator.name, year: view.year});
    return fill(words.shows_classes, {year: view.year, classes: counted.map((one) => fill(words.class_count, one)).join("; ")});
  }

  function city(scene) {
    const words = texts(scene, "map"), {indicator} = scene;
    if (indicator.classes) return words.shows_no_city_class;
    if (!Number.isFinite(scene.cityFigure)) return words.shows_no_city;
    const sure = scene.cityStatus === "ok" ? "" : ` (${reason(scene, scene.cityStatus)})`;
    const total = withUnit(scene.cityFigure, indicator) + sure;
    if (indicator.kind !== "count") return fill(words.shows_city_share, {value: total});
    return fill(words.shows_city_count, {value: total, mean: german(scene.middle, indicator.decimals)});
  }

  return {value, doubt, reason, headline, subline, figure, classWords, spoken, plain, shows, capital};
})();
