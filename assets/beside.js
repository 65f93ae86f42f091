/* What a view is compared with: the second map, or the year that a change is measured from.
   The twin of layers/beside.py. */
window.atlas = window.atlas || {};
atlas.beside = (() => {
  "use strict";
  const COMPARISONS = ["", "karten", "wischen", "jahre", "aenderung"], TWO_MAPS = ["karten", "wischen"], CHANGE = "aenderung";

  /** The catalogue of the city of the second map: a short one, where it is another city. */
  const cityOf = (view, book) => book.others.find((one) => one.id === view.other_city) || book;
  const has = (city, indicator) => city.levels.some((level) => level.years[indicator]);

  /** What the second map shows, and all years of it: {city, indicator, level, year, years}. */
  function beside(view, book) {
    const city = cityOf(view, book), wished = view.other_indicator || view.indicator;
    const indicator = has(city, wished) ? wished : city.start.indicator;
    const levels = levelsWith(city, indicator);
    let level = view.other_level || view.level;
    if (!levels.includes(level)) level = levels.includes(city.start.level) ? city.start.level : levels.at(-1);
    const years = city.levels.find((one) => one.id === level).years[indicator];
    const usual = view.compare === CHANGE ? years[0] : view.year;
    const year = atlas.view.nearestYear(years, view.other_year === null ? usual : view.other_year);
    return {city, indicator, level, year, years};
  }

  /** The view of the second map alone: what both share comes from the first. */
  function secondView(view, book) {
    const found = beside(view, book), same = found.indicator === view.indicator, here = found.city === book;
    const level = here && found.level === view.level;
    const meta = found.city.levels.find((one) => one.id === found.level);
    return {
      ...view, city: here ? view.city : found.city.id, indicator: found.indicator, level: found.level, year: found.year,
      classes: same || view.classes.method !== "eigene" ? view.classes : atlas.view.parseClasses("natuerlich-5"),
      programmes: here ? view.programmes : [], symbols: here && meta.years[view.symbols] ? view.symbols : "",
      area: level ? view.area : "", funded_area: here ? view.funded_area : "", need: level && same ? view.need : null,
      fields: here ? view.fields : [], underlay: "", span: [], talk: "",
      compare: "", other_city: "", other_indicator: "", other_level: "", other_year: null,
    };
  }

  const levelsWith = (city, indicator) => city.levels.filter((one) => one.years[indicator]).map((one) => one.id);

  /** Indicators and levels that the second map can show. */
  const indicatorsOf = (view, book) => {
    const city = cityOf(view, book);
    return city.indicators.map((one) => one.id).filter((id) => has(city, id));
  };
  const levelsOf = (view, book) => {
    const {city, indicator} = beside(view, book);
    return levelsWith(city, indicator);
  };

  return {COMPARISONS, TWO_MAPS, CHANGE, beside, secondView, indicatorsOf, levelsOf};
})();
