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

  return {COMPARISONS, TWO_MAPS, CHANGE, beside, indicatorsOf, levelsOf};
})();
