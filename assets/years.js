/* All years at a glance: one small map a year, one legend. Each leads to its year as one map. */
window.atlas = window.atlas || {};
atlas.years = (() => {
  "use strict";
  const WIDTH = 240, NEAR = 0.7; // units of a drawing; corners nearer than that to the last one are left out
  const shapes = new WeakMap(); // level: its outlines as paths
  const splits = new WeakMap(); // scene: years with figures and without
  let latest = null, level = null, pointed = -1;
  const frame = () => document.getElementById("years");

  /** The outlines of a level in the plane of the drawing, simplified once: {height, paths, boxes, rings, borders}. */
  function shapeOf(one) {
    if (!shapes.has(one)) shapes.set(one, simplified(one));
    return shapes.get(one);
  }

  function simplified({outlines}) {
    const corners = outlines.flat(2), bound = (pick, axis) => corners.reduce((found, corner) => pick(found, corner[axis]), corners[0][axis]);
    const [south, north] = [bound(Math.min, 0), bound(Math.max, 0)], [west, east] = [bound(Math.min, 1), bound(Math.max, 1)];
    const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180)), span = Math.max((east - west) * shrink, north - south);
    const scale = (WIDTH - 4) / span, height = (north - south) * scale + 4, width = (east - west) * shrink * scale + 4;
    const place = ([lat, lon]) => [2 + (lon - west) * shrink * scale, 2 + (north - lat) * scale];
    const rings = outlines.map((area) => area.map((ring) => thinned(ring.map(place))));
    const paths = rings.map((area) => area.map(line).join(""));
    return {height, width, rings, paths, boxes: rings.map(boxOf), borders: paths.join("")};
  }

  /** Corners apart enough to be told from each other; neighbours lose the same ones, for they share them. */
  function thinned(corners) {
    const kept = [];
    for (const [x, y] of corners) {
      const last = kept.at(-1);
      if (!last || Math.abs(x - last[0]) + Math.abs(y - last[1]) >= NEAR) kept.push([Math.round(x * 10) / 10, Math.round(y * 10) / 10]);
    }
    return kept.length > 2 ? kept : corners;
  }

  const line = (ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join("L")}Z`;

  function boxOf(area) {
    const corners = area.flat();
    return [0, 1].map((axis) => [Math.min(...corners.map((one) => one[axis])), Math.max(...corners.map((one) => one[axis]))]);
  }

  /** Draw all years of the view, or nothing where something else is compared. */
  function draw(scene) {
    latest = scene.view.compare === "jahre" && scene.view.mode === "karte" ? scene : null;
    if (!latest) return;
    const {withUnit, escape, fill, event} = atlas.numbers, words = scene.book.texts.beside, shape = shapeOf(scene.level);
    const {shown, without} = split(scene);
    borders(scene.level, shape);
    colours(scene);
    const maps = shown.map((one) => `<li><a href="/" ${event({compare: "", year: one.view.year})}${one.view.year === scene.view.year ? ' aria-current="true"' : ""}
      aria-label="${escape(fill(words.year_link, {year: one.view.year, value: totalOf(one)}))}">
      <svg viewBox="0 0 ${shape.width} ${shape.height}" aria-hidden="true">${areas(one, shape)}<use href="#year-borders"/><path class="mark chosen" d="${scene.chosen < 0 ? "" : shape.paths[scene.chosen]}"/><path class="mark pointed"/></svg>
      <span class="year">${one.view.year}</span> <span class="of"></span></a></li>`).join("");
    const gaps = without.length ? fill(words.years_without, {years: ranges(without, words)}) : "";
    atlas.frame.fill(frame(), `<p class="years-of" aria-live="off"></p><ul>${maps}</ul>${gaps ? `<p class="quiet">${escape(gaps)}</p>` : ""}`);
    arrange(shown.length, shape);
    pointed = -1;
    figures(latest, scene.chosen);
  }

  const totalOf = (one) => (one.indicator.classes ? "" : Number.isFinite(one.cityFigure) ? atlas.numbers.withUnit(one.cityFigure, one.indicator) + atlas.words.doubt(one, one.cityStatus)
    : one.book.texts.map.shows_no_city);

  /** The scenes of all years with a figure, and the years from first to last that have none. Once a scene. */
  function split(scene) {
    if (!splits.has(scene)) splits.set(scene, splitUp(scene));
    return splits.get(scene);
  }

  function splitUp(scene) {
    const {years} = scene.series, made = years.map((year) => atlas.scene.make(scene.book, scene.level, {...scene.view, compare: "", year}));
    const shown = made.filter((one) => one.figures.some(Number.isFinite)), with_ = new Set(shown.map((one) => one.view.year));
    const all = Array.from({length: years.at(-1) - years[0] + 1}, (_, index) => years[0] + index);
    return {shown, without: all.filter((year) => !with_.has(year))};
  }

  /** "2013 bis 2016 und 2019". */
  function ranges(years, words) {
    const runs = [];
    for (const year of years) if (runs.length && runs.at(-1)[1] === year - 1) runs.at(-1)[1] = year; else runs.push([year, year]);
    const said = runs.map(([from, to]) => (from === to ? String(from) : atlas.numbers.fill(words.years_run, {from, to})));
    return new Intl.ListFormat(document.documentElement.lang, {type: "conjunction"}).format(said);
  }

  /** One path a class and a path for each kind of empty: far fewer than one for each area and year. */
  function areas(one, shape) {
    const parts = new Map();
    one.figures.forEach((_, index) => {
      const place = one.classes[index], key = place < 0 ? `class="empty" fill="url(#hatch-${one.statuses[index]})"` : `class="class-${place}"`;
      parts.set(key, (parts.get(key) || "") + shape.paths[index]);
    });
    return [...parts].map(([key, d]) => `<path ${key} d="${d}"/>`).join("");
  }

  /** All borders, drawn once and used by every map. */
  function borders(one, shape) {
    if (level === one) return;
    level = one;
    document.getElementById("year-borders")?.closest("svg").remove();
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "year-defs");
    svg.setAttribute("aria-hidden", "true");
    svg.innerHTML = `<defs><path id="year-borders" d="${shape.borders}"/></defs>`;
    document.body.append(svg);
    frame().classList.toggle("many", one.areas.length > 100);
  }

  function colours({colours: found}) {
    found.forEach((colour, index) => frame().style.setProperty(`--class-${index}`, colour));
  }

  /** As many columns as let the maps be largest in the room there is. */
  function arrange(count, shape) {
    const {clientWidth: wide, clientHeight: high} = frame(), ratio = shape.height / shape.width;
    const size = (columns) => Math.min(wide / columns - 12, (high - 56) / Math.ceil(count / columns) / ratio - 40 / ratio);
    const all = Array.from({length: count}, (_, index) => index + 1);
    frame().style.setProperty("--columns", all.reduce((best, columns) => (size(columns) > size(best) ? columns : best), 1));
  }

  /** Below each map the figure of the area pointed at or chosen, else of the city. */
  function figures(scene, index) {
    const {shown} = split(scene), spans = frame().querySelectorAll(".of"), {fill} = atlas.numbers, words = scene.book.texts.beside;
    shown.forEach((one, at) => { spans[at].textContent = index < 0 ? totalOf(one) : atlas.words.value(one, index); });
    frame().querySelector(".years-of").textContent = fill(words.years_of, {area: index < 0 ? words.cities : scene.level.areas[index].name, indicator: scene.indicator.short_name});
  }

  /** The area at a place of a drawing: -1 where there is none. */
  function areaAt(svg, event) {
    const {left, top, width, height} = svg.getBoundingClientRect(), shape = shapeOf(latest.level);
    const scale = Math.max(shape.width / width, shape.height / height);
    const x = (event.clientX - left - (width - shape.width / scale) / 2) * scale, y = (event.clientY - top - (height - shape.height / scale) / 2) * scale;
    return shape.boxes.findIndex(([[west, east], [north, south]], index) =>
      west <= x && x <= east && north <= y && y <= south && inside(shape.rings[index], x, y));
  }

  /** Whether a point is inside of an area: by the even number of borders to its right. */
  function inside(rings, x, y) {
    let found = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const [ax, ay] = ring[i], [bx, by] = ring[j];
        if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) found = !found;
      }
    }
    return found;
  }

  function point(index) {
    if (!latest || index === pointed) return;
    pointed = index;
    const d = index < 0 ? "" : shapeOf(latest.level).paths[index];
    frame().querySelectorAll(".mark.pointed").forEach((path) => path.setAttribute("d", d));
    figures(latest, index < 0 ? latest.chosen : index);
    atlas.legend.draw(latest, index);
  }

  document.addEventListener("pointermove", (event) => {
    if (!latest || !(event.target instanceof Element)) return;
    const svg = event.target.closest("#years svg");
    if (svg) point(areaAt(svg, event)); else point(-1);
  });
  new ResizeObserver(() => { if (latest) arrange(frame().querySelectorAll("li").length, shapeOf(latest.level)); }).observe(document.documentElement);

  return {draw, shown: (scene) => split(scene).shown};
})();
