/* The districts of a funded area against the city, before, during and after its funding: the twin of
   geodata/statistics/before_after.py. It shows what happened at the same time, not what caused it. */
window.atlas = window.atlas || {};

atlas.timelineGap = (() => {
  "use strict";

  const PERIODS = { planned: "before", running: "during", transition: "during", ended: "after" };
  const WORST = ["suppressed", "withheld", "missing", "not_applicable", "doubtful", "interpolated", "ok"];
  const mean = (gaps) => (gaps.length ? gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length : null);

  /** Why nothing can be computed at all, as the end of a text's name; "" if it can. */
  function obstacle(scene, districts) {
    const { kind } = scene.indicator;
    if (scene.level.id === scene.book.city.level) return "city_level";
    if (!districts.length) return "no_district";
    if (kind === "count" || kind === "number") return kind;
    return scene.series.numerator && scene.series.denominator ? "" : "no_basis";
  }

  /** One year: {year, state, period, districts, city, gap, status, cityStatus}; NaN where there is no figure. */
  function point(scene, area, row, own) {
    const { series, indicator, level } = scene, year = series.years[row];
    const cells = own.map((index) => row * level.areas.length + index)
      .filter((cell) => series.status[cell] !== "not_applicable");
    const sum = (array) => cells.reduce((total, cell) => total + array[cell], 0);
    const found = new Set(cells.map((cell) => series.status[cell]));
    let status = WORST.find((one) => found.has(one)) || "not_applicable";
    const cases = sum(series.numerator), people = sum(series.denominator);
    const known = !atlas.scene.isEmpty(status) && Number.isFinite(cases) && people > 0;
    if (!known && !atlas.scene.isEmpty(status)) status = "missing";
    const districts = known ? (indicator.factor * cases) / people : NaN;
    const state = atlas.funded_areas.state(area, year);
    const city = series.city[row];
    return { year, state, period: PERIODS[state] || "", districts, city, gap: districts - city, status,
      cityStatus: series.cityStatus[row] };
  }

  /** Points and periods of a funded area, or why there are none. */
  function make(scene, area, districts) {
    const hindered = obstacle(scene, districts);
    if (hindered) return { obstacle: hindered, points: [], periods: {} };
    const own = districts.map((id) => scene.level.position.get(id)).filter((index) => index >= 0);
    const points = scene.series.years.map((_, row) => point(scene, area, row, own));
    const periods = Object.fromEntries(Object.values(PERIODS).map((name) => {
      const inside = points.filter((one) => one.period === name);
      const used = inside.filter((one) => Number.isFinite(one.gap));
      return [name, { inside, used, gap: mean(used.map((one) => one.gap)) }];
    }));
    return { obstacle: "", points, periods };
  }

  return { make };
})();
