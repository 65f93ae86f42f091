/* Figures of the funded area itself: estimated from the areas that it lies in, or why not. */
window.atlas = window.atlas || {};
atlas.estimates = (() => {
  "use strict";
  let latest = null;

  function draw(scene) {
    latest = scene;
    const frame = document.getElementById("funded-figures");
    if (!frame) return;
    atlas.frame.hide(frame, !scene.view.funded_area);
    if (!scene.view.funded_area) return;
    atlas.data.document(scene.book, "schaetzungen").then(
      (found) => { if (latest === scene) atlas.frame.fill(frame, block(scene, found)); },
      () => { if (latest === scene) frame.textContent = scene.book.texts.need.figures_failed; });
  }

  function block(scene, found) {
    const words = scene.book.texts.need, {escape, fill, withUnit} = atlas.numbers, {view, indicator} = scene;
    const rows = (found.areas[view.funded_area] || {})[view.indicator] || [];
    const row = rows.find(([year]) => year === view.year);
    const city = Number.isFinite(scene.cityFigure) ? `<p class="city">${escape(fill(words.figures_city,
      {value: withUnit(scene.cityFigure, indicator)}))}${atlas.words.doubt(scene, scene.cityStatus)}</p>` : `<p class="quiet">${scene.book.texts.map.shows_no_city}</p>`;
    return `<h3>${fill(words.figures_title, {year: view.year})}</h3><p class="kicker">${escape(indicator.name)}</p>
      ${row ? said(scene, found, row) : `<p class="quiet">${fill(words.figures_year, {year: view.year})}</p>`}${city}`;
  }

  const schematic = (scene) => scene.book.funded_areas.some((area) => area.id === scene.view.funded_area && area.quality === "schematic");
  const reasonWords = (scene, key) => scene.book.texts.need[`reason_${key}`];
  const methodWords = (scene, key) => scene.book.texts.need[`method_${key}`];

  function said(scene, found, row) {
    const words = scene.book.texts.need, {escape, fill, withUnit, german} = atlas.numbers, {indicator} = scene;
    if (row.length === 2) return `<p class="figure none">${words.figures_none}</p><p>${reasonWords(scene, found.reasons[row[1]])}</p>`;
    const [, value, low, high, method, status] = row;
    const range = low === high ? "" : `<span class="range">${fill(words.figures_range,
      {low: german(low, indicator.decimals), high: escape(withUnit(high, indicator))})}</span>`;
    return `<p class="figure"><strong>${escape(withUnit(value, indicator))}${atlas.words.doubt(scene, status)}</strong> ${range}</p>
      <p class="quiet">${methodWords(scene, found.methods[method])}${schematic(scene) ? ` <strong class="schematic">${words.figures_schematic}</strong>` : ""}</p>`;
  }

  return {draw};
})();
