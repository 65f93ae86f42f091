/* Names with values, doubt marks and proportional symbols: everything that sits on a point. */
window.atlas = window.atlas || {};
atlas.names = (() => {
  "use strict";

  /** The names on one map: {draw, settle}. */
  function make() {
    let drawn = null, listened = false, latest = null, settled = "";

    /** Names with figures on the areas of `scene`, whose paths are `paths`. */
    function draw(scene, map, paths) {
      const wanted = scene.view.layers.includes("namen") || Boolean(scene.change) || atlas.intervals.shown(scene);
      if (drawn && (!wanted || latest.scene.level !== scene.level)) { drawn.remove(); drawn = null; }
      latest = wanted ? {scene, paths} : null;
      if (!wanted) return;
      if (!drawn) drawn = L.layerGroup(scene.level.areas.map((area, index) => marker(scene, area, index))).addTo(map);
      if (!listened) { map.on("zoomend", () => map.once("moveend", () => again(map))).on("resize", () => again(map)); listened = true; }
      again(map);
    }

    const again = (map) => { if (drawn && latest) thin(map, drawn, latest); };

    /** Give way to the numbers of funded areas once they are drawn. */
    function settle(map) {
      const now = JSON.stringify(obstacles(map));
      if (now === settled) return;
      settled = now;
      again(map);
    }

    return {draw, settle};
  }

  function marker(scene, area, index) {
    const [x, y] = scene.level.points[index];
    return L.marker([y, x], {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({className: "name", iconSize: null, html: `<span><i>${atlas.numbers.escape(area.name)}</i><b> </b></span>`}),
    });
  }

  function figure(scene, index) {
    return scene.view.layers.includes("indikator") ? `${atlas.words.figure(scene, index)} ${atlas.intervals.mark(scene, index)}`.trim() : "";
  }

  /** What may stand on an area, the best first: name and figure, the figure, on a map of changes "+" or "−", or "≈" alone. */
  function variants(scene, index) {
    const {layers} = scene.view, said = figure(scene, index), {whole, part} = measure(scene.level.areas[index].name.length, said.length);
    const mark = scene.change && layers.includes("indikator") ? atlas.change_words.mark(scene, index) : atlas.intervals.mark(scene, index);
    const alone = mark ? [{short: true, said: mark, size: measure(0, 1).part}] : [];
    return layers.includes("namen") ? [{short: false, said, size: whole}, {short: true, said, size: part}, ...alone] : alone;
  }

  /** Give every label the first place that is free: name and figure, else the figure alone. The chosen area
      comes first, then small areas, which have the least choice (of many areas those with "≈", then the largest). Sizes are estimated
      from the number of letters: asking the browser would cost a layout at every switch. */
  function thin(map, drawn, {scene, paths}) {
    const elements = drawn.getLayers().map((one) => one.getElement());
    const {km2} = scene.level, {chosen} = scene, taken = obstacles(map);
    const few = elements.length <= MANY, shifts = few ? SHIFTS : SHIFTS.slice(0, 1);
    const marks = elements.map((_, index) => atlas.intervals.mark(scene, index)), first = (index) => (few ? 0 : Number(Boolean(marks[index])));
    const order = elements.map((_, index) => index)
      .sort((a, b) => (b === chosen) - (a === chosen) || first(b) - first(a) || (few ? km2[a] - km2[b] : km2[b] - km2[a]));
    const alone = (index) => (marks[index] ? {x: 0, y: 0, short: true, said: marks[index]} : null); // a mark left out would say the opposite
    const wishes = (index) => variants(scene, index).slice(first(index) && index !== chosen ? -1 : 0);
    const places = order.map((index) => [index, place({
      point: L.DomUtil.getPosition(elements[index]), taken, shifts, always: index === chosen,
      fits: (x, y) => paths[index].isPointInFill(new DOMPoint(x, y)),
    }, wishes(index)) || alone(index)]);
    places.forEach(([index, found]) => show(elements[index], found));
  }

  /** Sizes in pixels of the whole label and of its figure, from their letters. */
  const measure = (name, digits) => {
    const size = document.documentElement.classList.contains("talk") ? TALK : 1, letters = Math.min(name * 6.6 * size, 176);
    return {
      whole: [Math.max(letters, digits * 7.8 * size) + 6, (digits ? 31 : 16) * size], part: [digits * 7.8 * size + 6, 15 * size],
    };
  };

  const TALK = 1.36; // letters on slides against those of the atlas, as talk.css has them

  const MANY = 100; // with more areas a label has its own place or none
  const SHIFTS = [[0, 0], [0, -20], [0, 20], [-24, 0], [24, 0], [-30, -16], [30, -16], [-30, 18], [30, 18], [0, 32], [0, -32], [0, 44], [0, -44], [-14, 30], [14, 30], [-14, -30], [14, -30]];

  /** The first free place: {x, y, short, said}, or null; never on a neighbouring area. The chosen area is always
      named. */
  function place({point, taken, shifts, always, fits}, wishes) {
    for (const {short, said, size} of wishes) {
      for (const [x, y] of shifts) {
        const box = [point.x + x - size[0] / 2, point.y + y - size[1] / 2, point.x + x + size[0] / 2, point.y + y + size[1] / 2];
        const own = (!x && !y) || fits(point.x + x, point.y + y);
        if (own && size[0] > 6 && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) {
          taken.push(box);
          return {x, y, short, said};
        }
      }
      if (always) {
        taken.push([point.x - size[0] / 2, point.y - size[1] / 2, point.x + size[0] / 2, point.y + size[1] / 2]);
        return {x: 0, y: 0, short, said};
      }
    }
    return null;
  }

  function show(element, found) {
    const digits = element.firstChild.lastChild.firstChild;
    if (found && digits.data !== found.said) digits.data = found.said;
    const look = `leaflet-marker-icon name${!found ? " hidden" : found.short ? " short" : ""}`;
    if (element.className !== look) element.className = look;
    const shift = found ? `translate(calc(-50% + ${found.x}px), calc(-50% + ${found.y}px))` : "";
    if (element.firstChild.style.transform !== shift) element.firstChild.style.transform = shift;
  }

  /** Numbers of funded areas are not to be covered: their boxes around their points. */
  const obstacles = (map) => [...map.getPane("names").querySelectorAll(".badge")].map((badge) => {
    const {x, y} = L.DomUtil.getPosition(badge);
    return [x - 12, y - 12, x + 12, y + 12];
  });

  return {make, ...make()};
})();

atlas.doubts = (() => {
  "use strict";

  /** The marks on one map: {draw}. */
  function make() {
    let drawn = null, key = "";

    /** A question mark on every area whose figure is doubtful or estimated. */
    function draw(scene, map) {
      const marked = !scene.view.layers.includes("zweifel") ? [] : scene.statuses
        .map((status, index) => [index, status]).filter(([, status]) => status === "doubtful" || status === "interpolated");
      const wanted = `${scene.book.city.id} ${scene.level.id} ${marked.join()}`;
      if (wanted === key) return;
      key = wanted;
      if (drawn) drawn.remove();
      drawn = L.layerGroup(marked.map(([index, status]) => mark(scene, index, status))).addTo(map);
    }

    return {draw};
  }

  function mark(scene, index, status) {
    const [x, y] = scene.level.points[index];
    const html = `<span>${scene.book.texts.legend[`sign_${status}`]}</span>`;
    return L.marker([y, x], {
      pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({className: "doubt", iconSize: [18, 18], iconAnchor: [9, 30], html}),
    });
  }

  return {make, ...make()};
})();

atlas.symbols = (() => {
  "use strict";
  const LARGEST = 26;

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

  /** The circles on one map: {draw}. */
  function make() {
    let drawn = null;

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

    return {draw};
  }

  return {make, ...make(), second, radius, LARGEST};
})();
