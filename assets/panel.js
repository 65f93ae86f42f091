/* The panel of the chosen area: value, standing, trend, key figures of the theme, funded areas. */
window.atlas = window.atlas || {};
atlas.panel = (() => {
  "use strict";
  const WIDTH = 300, TREND = 96;

  function draw(scene) {
    const frame = document.getElementById("area-panel");
    atlas.frame.hide(frame, Boolean(scene.view.funded_area));
    if (scene.view.funded_area) return;
    const words = scene.book.texts;
    atlas.frame.fill(frame, scene.chosen < 0 ? `<p class="quiet">${words.page.no_area}</p>` : area(scene, scene.chosen));
  }

  function area(scene, index) {
    const {escape, fill, event, german} = atlas.numbers, words = scene.book.texts.panel;
    const {level} = scene, here = level.areas[index], ordinary = scene.change ? scene.change.ordinary : scene;
    const kicker = fill(words.kicker, {level: level.name, city: scene.book.city.name});
    const size = Number.isFinite(level.km2[index]) ? fill(words.size, {km2: german(level.km2[index], 1)}) : "";
    return `<div class="panel-head"><div><p class="kicker">${escape(kicker)}</p><h2>${escape(here.name)}</h2></div>
      <button type="button" class="clear" ${event({area: ""})}>${scene.book.texts.page.clear}</button></div>
      <p class="plain">${escape(atlas.words.plain(scene, index))}</p>
      ${scene.change ? changed(scene, index) : comparison(scene, index)}${note(scene, index)}${trend(ordinary, index)}
      ${keyFigures(scene, index)}${funded(scene, here)}<p class="quiet">${size}</p>${reports(scene, here)}`;
  }

  /** The profile of the area as a file, its map as it is shown now. Without a server: none. */
  function reports(scene, here) {
    if (location.protocol === "file:") return "";
    const words = scene.book.texts.panel, {escape, fill} = atlas.numbers;
    const path = `bericht/gebiet/${encodeURIComponent(scene.level.id)}/${encodeURIComponent(here.id)}`;
    const links = ["pdf", "docx", "pptx"].map((ending) =>
      `<li><a href="${path}.${ending}${escape(location.search)}" download>${words[`report_${ending}`]}</a></li>`).join("");
    const more = [["profil", words.to_profile], ["vergleichbare", words.to_comparable]].map(([name, text]) => `<li>${atlas.analyses.link(scene, name, text)}</li>`).join("");
    return `<ul class="files">${more}</ul><h3>${escape(fill(words.report, {area: here.name}))}</h3><ul class="files">${links}</ul>`;
  }

  function note(scene, index) {
    return scene.notes[index]
      ? `<p class="warning">${atlas.numbers.escape(atlas.numbers.fill(scene.book.texts.panel.note, {note: scene.notes[index]}))}</p>` : "";
  }

  /** Difference to the city (shares in percentage points), standing among the others, strip. */
  function comparison(scene, index) {
    const words = scene.book.texts.panel, {escape, fill} = atlas.numbers;
    if (!Number.isFinite(scene.figures[index])) return `<p class="quiet">${words.rank_none}</p>`;
    if (scene.indicator.classes) return "";
    const found = atlas.scene.standing(scene, index);
    const rank = !found.number ? "" : fill(words.rank, {number: found.number, parts: parts(found, words)});
    const why = found.exact || !found.similar ? "" : ` <span class="quiet">${words.rank_why}</span>`;
    return `<p class="difference">${escape(difference(scene, index))}</p>${strip(scene, index)}${sure(scene, index)}<p>${rank}${why}</p>${basis(scene, index)}`;
  }

  /** The interval, the places that the area may have, whether it is like the city: a line each. */
  function sure(scene, index) {
    const words = scene.book.texts, {fill, german, withUnit} = atlas.numbers, {indicator} = scene, ends = atlas.intervals.around(scene, index);
    if (!ends) return "";
    const found = atlas.intervals.places(scene, index), key = found.low === found.high ? "rank_range_one" : "rank_range";
    const said = [fill(words.panel.sure, {low: german(ends[0], indicator.decimals), high: withUnit(ends[1], indicator)}),
      `${fill(words.panel[key], found)} (${words.panel.first_place})`, atlas.intervals.alike(scene, index) ? atlas.words.capital(words.legend.alike) : ""];
    return `<ul class="sure">${said.filter(Boolean).map((line) => `<li>${atlas.numbers.escape(line)}</li>`).join("")}</ul>`;
  }

  /** The change of the area against that of the city, on a strip of all areas. */
  function changed(scene, index) {
    const words = scene.book.texts.change, {escape, fill, withUnit} = atlas.numbers;
    const whole = Number.isFinite(scene.cityFigure) ? fill(words.shows_city, {ends: atlas.change_words.cityEnds(scene), value: withUnit(scene.cityFigure, scene.indicator)})
      : scene.book.texts.map.shows_no_city;
    return `${Number.isFinite(scene.figures[index]) ? strip(scene, index) : ""}<p>${escape(whole)}</p>`;
  }

  /** "11 einen höheren und 1 einen niedrigeren": only what there is. */
  function parts(found, words) {
    const kinds = ["higher", "similar", "lower"].filter((kind) => found[kind]);
    const said = kinds.map((kind) => atlas.numbers.fill(words[found.exact ? `rank_${kind}_exact` : `rank_${kind}`], {number: found[kind]}));
    return new Intl.ListFormat(document.documentElement.lang, {type: "conjunction"}).format(said);
  }

  function difference(scene, index) {
    const words = scene.book.texts.panel, {fill, german, withUnit} = atlas.numbers, {indicator} = scene;
    if (scene.change) return atlas.change_words.ends(scene, index);
    if (scene.indicator.classes) return "";
    if (!Number.isFinite(scene.middle)) return scene.book.texts.map.shows_no_city;
    const gap = scene.figures[index] - atlas.numbers.round(scene.middle, indicator.decimals);
    const size = Math.abs(gap), percent = indicator.unit === "%";
    if (atlas.numbers.round(size, indicator.decimals) === 0) return capital(words.same);
    const key = `${gap > 0 ? "above" : "below"}${percent ? "_pp" : indicator.kind === "count" ? "_mean" : ""}`;
    return fill(words[key], {value: percent ? german(size, indicator.decimals) : withUnit(size, indicator)});
  }

  const capital = (text) => atlas.words.capital(text);

  /** All areas as ticks on one line, the chosen one and the city marked. */
  function strip(scene, index) {
    const {escape, fill, withUnit} = atlas.numbers, {indicator} = scene;
    const finite = scene.figures.filter(Number.isFinite);
    const low = Math.min(...finite), high = Math.max(...finite);
    const x = (figure) => 8 + (high > low ? (figure - low) / (high - low) : 0.5) * (WIDTH - 16);
    const city = Number.isFinite(scene.middle) ? withUnit(scene.middle, indicator) : "–";
    const label = fill(scene.book.texts.panel.strip,
      {area: scene.level.areas[index].name, value: withUnit(scene.figures[index], indicator), city});
    const middle = Math.min(high, Math.max(low, scene.middle));
    return `<svg class="strip" viewBox="0 0 ${WIDTH} 30" role="img" aria-label="${escape(label)}">
      <line class="axis" x1="8" x2="${WIDTH - 8}" y1="18" y2="18"/>
      ${finite.map((figure) => `<line class="tick" x1="${x(figure)}" x2="${x(figure)}" y1="12" y2="24"/>`).join("")}
      ${Number.isFinite(middle) ? `<circle class="city" cx="${x(middle)}" cy="18" r="4.5"/>` : ""}
      <path class="chosen" d="M${x(scene.figures[index]) - 6} 2h12l-6 10z"/></svg>`;
  }

  function basis(scene, index) {
    const {numerator, denominator} = scene.series, cell = scene.row * scene.level.areas.length + index;
    if (!numerator || !Number.isFinite(numerator[cell])) return "";
    const {german, escape, fill} = atlas.numbers, {indicator} = scene;
    return `<p class="quiet">${escape(fill(scene.book.texts.panel.figures, {
      numerator: `${german(numerator[cell], 0)} ${indicator.numerator}`,
      denominator: `${german(denominator[cell], 0)} ${indicator.denominator}`,
    }))}</p>`;
  }

  /** Runs of neighbouring points without a missing figure between them. */
  function runs(points) {
    const found = [[]];
    for (const point of points) Number.isFinite(point[1]) ? found.at(-1).push(point) : found.push([]);
    return found.filter((run) => run.length);
  }

  /** Small time series of the area against the city. */
  function trend(scene, index) {
    const words = scene.book.texts.panel, {fill, escape, german} = atlas.numbers, {series, indicator, level} = scene;
    const size = level.areas.length, years = series.years;
    if (indicator.classes) return course(scene, index);
    if (years.length === 1) return `<p class="quiet">${fill(words.one_year, {year: years[0]})}</p>`;
    const own = years.map((year, row) => [year, series.value[row * size + index], series.status[row * size + index]]);
    const city = years.map((year, row) => [year, series.middle[row]]);
    const all = [...own, ...city].map((point) => point[1]).filter(Number.isFinite);
    if (!all.length) return "";
    const top = Math.max(...all, 0), floor = Math.min(...all, 0);
    const x = (year) => 34 + ((year - years[0]) / (years.at(-1) - years[0])) * (WIDTH - 50);
    const y = (figure) => 8 + (1 - (figure - floor) / (top - floor || 1)) * (TREND - 28);
    const line = (points, kind) => runs(points).map((run) =>
      `<polyline class="${kind}" points="${run.map((point) => `${x(point[0])},${y(point[1])}`).join(" ")}"/>`).join("");
    const dots = own.filter((point) => Number.isFinite(point[1])).map((point) =>
      `<circle class="own ${point[2]}" cx="${x(point[0])}" cy="${y(point[1])}" r="${point[0] === scene.view.year ? 4.5 : 2.8}"/>`).join("");
    const label = fill(words.trend_label, {
      area: level.areas[index].name,
      values: own.map((point) => `${point[0]}: ${Number.isFinite(point[1]) ? german(point[1], indicator.decimals) : "–"}`).join("; "),
    });
    return `<h3>${fill(words.trend, {first: years[0], last: years.at(-1)})}</h3>
      <svg class="trend" viewBox="0 0 ${WIDTH} ${TREND}" role="img" aria-label="${escape(label)}">
      <line class="axis" x1="34" x2="${WIDTH - 12}" y1="${y(floor)}" y2="${y(floor)}"/>
      <text x="30" y="${y(top) + 4}" text-anchor="end">${german(top, indicator.decimals)}</text>
      <text x="30" y="${y(floor) + 4}" text-anchor="end">${german(floor, indicator.decimals)}</text>
      ${line(city, "city")}${line(own, "own")}${dots}
      ${ticks(years).map((year) => `<text x="${x(year)}" y="${TREND - 4}" text-anchor="middle">${year}</text>`).join("")}</svg>
      <p class="key"><span class="own">${escape(level.areas[index].name)}</span> <span class="city">${escape(indicator.kind === "count" ? words.mean : words.city)}</span>
      ${own.every((point) => Number.isFinite(point[1])) ? "" : words.trend_gap}</p>`;
  }

  /** The classes of all years in words: a line would pretend to a measure. */
  function course({book, series, indicator, level}, index) {
    const {escape, fill, spoken} = atlas.numbers, {years} = series;
    const said = years.map((year, row) => {
      const cell = row * level.areas.length + index, status = series.status[cell];
      return `<li><b>${year}</b> ${escape(atlas.scene.isEmpty(status) ? book.texts.legend[`status_${status}`] : spoken(series.value[cell], indicator))}</li>`;
    });
    return `<h3>${fill(book.texts.panel.trend, {first: years[0], last: years.at(-1)})}</h3><ul class="class-course">${said.join("")}</ul>`;
  }

  /** First and last year and what fits between them. */
  function ticks(years) {
    const gap = (years.at(-1) - years[0]) / 6, kept = [years[0]];
    for (const year of years) {
      if (year - kept.at(-1) > gap && (year === years.at(-1) || years.at(-1) - year > gap)) kept.push(year);
    }
    return kept;
  }

  /** The other indicators of the theme against the city, as a table. */
  function keyFigures(scene, index) {
    const {book, level, view} = scene, words = book.texts.panel, {escape, event, fill} = atlas.numbers;
    const theme = book.themes.find((one) => one.id === scene.indicator.theme);
    const rows = book.indicators.filter((one) => one.theme === theme.id && level.series(one))
      .map((indicator) => keyFigure(scene, indicator, index)).join("");
    return `<h3>${words.figures_title}</h3><table class="figures"><caption>${escape(fill(words.compare,
      {theme: theme.name, year: view.year}))}</caption><thead><tr><th scope="col">${words.indicator}</th>
      <th scope="col">${words.value}</th><th scope="col">${words.compared}</th></tr></thead><tbody>${rows}</tbody></table>`;
  }

  function keyFigure(scene, indicator, index) {
    const {level, book, view} = scene, {escape, event, german} = atlas.numbers;
    const series = level.series(indicator), year = atlas.view.nearestYear(series.years, view.year);
    const row = series.years.indexOf(year), cell = row * level.areas.length + index;
    const status = series.status[cell], sign = book.texts.legend[`sign_${status}`] || "";
    const shown = atlas.scene.isEmpty(status)
      ? `<abbr title="${escape(book.texts.legend[`status_${status}`])}">${escape(sign)}</abbr>`
      : `${atlas.numbers.figure(series.value[cell], indicator)}${sign ? ` <abbr title="${escape(book.texts.legend[`status_${status}`])}">${sign}</abbr>` : ""}`;
    const late = year === view.year ? "" : ` <small>(${year})</small>`;
    const current = indicator.id === scene.indicator.id ? ' aria-current="true"' : "";
    return `<tr><th scope="row"><a href="/" ${event({indicator: indicator.id})}${current}>${escape(indicator.short_name)}</a> <small>${escape(indicator.unit)}</small>${late}</th>
      <td>${shown}</td><td>${Number.isFinite(series.middle[row]) ? german(series.middle[row], indicator.decimals) : "–"}</td></tr>`;
  }

  function funded(scene, here) {
    const {book, view} = scene, words = book.texts.panel, {escape, event} = atlas.numbers;
    if (!book.funded_areas.length) return "";
    const found = book.funded_areas.filter((area) => area.areas.includes(here.id));
    if (!found.length) return `<p class="quiet">${words.no_funded}</p>`;
    const rows = found.map((area) => `<li><button type="button" class="as-link" ${event({funded_area: area.id})}>${escape(area.name)}</button>
      <small>${book.texts.map[`state_${atlas.funded_areas.state(area, view.year)}`]}</small></li>`).join("");
    return `<h3>${words.funded}</h3><ul>${rows}</ul>`;
  }

  return {draw, difference, runs};
})();
