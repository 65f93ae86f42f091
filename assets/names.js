/* Names with values, doubt marks and proportional symbols: everything that sits on a point. */
window.atlas = window.atlas || {};
atlas.names = (() => {
  "use strict";
  let drawn = null, listened = false, latest = null;

  function draw(scene, map) {
    if (drawn) drawn.remove();
    drawn = null;
    latest = scene.view.layers.includes("namen") ? scene : null;
    if (!latest) return;
    drawn = L.layerGroup(scene.level.areas.map((area, index) => marker(scene, area, index))).addTo(map);
    if (!listened) { map.on("zoomend resize", () => thin(map)); listened = true; }
    thin(map);
  }

  function marker(scene, area, index) {
    const {escape, german} = atlas.numbers, [x, y] = scene.level.points[index];
    const status = scene.statuses[index], signs = scene.book.texts.legend;
    const figure = atlas.scene.isEmpty(status) ? signs[`sign_${status}`]
      : german(scene.figures[index], scene.indicator.decimals);
    const value = scene.view.layers.includes("indikator") ? `<b>${escape(figure)}</b>` : "";
    return L.marker([y, x], {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({className: "name", iconSize: null, html: `<span><i>${escape(area.name)}</i>${value}</span>`}),
    });
  }

  /** Hide what would overlap: larger areas keep their names; the chosen area always does. */
  function thin(map) {
    if (!drawn || !latest) return;
    const kept = obstacles(map), {km2} = latest.level, chosen = latest.chosen;
    const markers = drawn.getLayers();
    const order = markers.map((_, index) => index)
      .sort((a, b) => (b === chosen) - (a === chosen) || km2[b] - km2[a]);
    for (const index of order) {
      const element = markers[index].getElement();
      element.classList.remove("hidden", "short");
      if (!place(element, kept)) {
        element.classList.add("short");
        if (!place(element, kept)) element.classList.add("hidden");
      }
    }
  }

  /** Numbers of funded areas are not to be covered. */
  const obstacles = (map) => [...map.getPane("names").querySelectorAll(".badge")]
    .map((badge) => badge.getBoundingClientRect());

  function place(element, kept) {
    const box = element.firstChild.getBoundingClientRect();
    const clash = kept.some((other) => box.left < other.right && other.left < box.right
      && box.top < other.bottom && other.top < box.bottom);
    if (!clash) kept.push(box);
    return !clash;
  }

  return {draw};
})();

atlas.doubts = (() => {
  "use strict";
  let drawn = null;

  /** A question mark on every area whose figure is doubtful or estimated. */
  function draw(scene, map) {
    if (drawn) drawn.remove();
    drawn = null;
    if (!scene.view.layers.includes("zweifel")) return;
    const signs = scene.book.texts.legend;
    const marks = scene.statuses.flatMap((status, index) => {
      if (status !== "doubtful" && status !== "interpolated") return [];
      const [x, y] = scene.level.points[index];
      return [L.marker([y, x], {
        pane: "names", interactive: false, keyboard: false,
        icon: L.divIcon({className: "doubt", iconSize: [18, 18], iconAnchor: [9, 30],
          html: `<span>${signs[`sign_${status}`]}</span>`}),
      })];
    });
    drawn = L.layerGroup(marks).addTo(map);
  }

  return {draw};
})();

atlas.symbols = (() => {
  "use strict";
  const LARGEST = 26;
  let drawn = null;

  /** Figures of the second indicator in the nearest year: {indicator, year, figures, most}. */
  function second(scene) {
    if (!scene.view.symbols) return null;
    const indicator = scene.book.indicators.find((one) => one.id === scene.view.symbols);
    const series = scene.level.series(indicator), size = scene.level.areas.length;
    const year = atlas.view.nearestYear(series.years, scene.view.year), row = series.years.indexOf(year);
    const cells = (array) => array.slice(row * size, (row + 1) * size);
    const figures = Array.from(cells(series.value), (x) => atlas.numbers.round(x, indicator.decimals));
    const most = Math.max(...Array.from(series.value).filter(Number.isFinite).map(Math.abs));
    return {indicator, year, figures, statuses: cells(series.status), most};
  }

  /** Radius in pixels: area of the circle in proportion to the figure. */
  const radius = (figure, most) => (most > 0 ? LARGEST * Math.sqrt(Math.abs(figure) / most) : 0);

  function draw(scene, map) {
    if (drawn) drawn.remove();
    drawn = null;
    const other = second(scene);
    if (!other) return;
    drawn = L.layerGroup(other.figures.flatMap((figure, index) => {
      if (!Number.isFinite(figure)) return [];
      const [x, y] = scene.level.points[index];
      return [L.circleMarker([y, x], {
        pane: "symbols", interactive: false, radius: radius(figure, other.most), className: "symbol",
      })];
    })).addTo(map);
  }

  return {draw, second, radius, LARGEST};
})();
