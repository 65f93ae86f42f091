/* The second map of a comparison: made when it is first asked for, beside the first or over it. */
window.atlas = window.atlas || {};
atlas.second = (() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const painters = {};
  let frame = null, scene = null, first = null, paths = [], funded = null;

  const events = {
    choose: (index) => { if (atlas.compare.alike(first, scene)) atlas.draw.events.choose(index); },
    chooseFunded: (id) => atlas.draw.events.chooseFunded(id),
    point: (index) => (atlas.compare.alike(first, scene) ? atlas.draw.point(index, true) : pointAlone(index)),
  };

  /** Load what the second map shows; the first map does not wait for it. */
  async function load(book, view) {
    if (!atlas.compare.twoMaps(view)) return null;
    const shown = atlas.beside.secondView(view, book);
    const there = shown.city === book.city.id ? book : await atlas.data.other(shown.city, book);
    const level = await atlas.data.level(shown.level, there);
    const made = atlas.scene.make(there, level, shown);
    made.need = there === book ? atlas.need.make(made) : null;
    return made;
  }

  /** Keep the second scene of `found`; the table needs it before it is drawn. */
  async function prepare(found) {
    first = found;
    scene = null;
    const made = await load(found.book, found.view);
    if (first === found) scene = made;
  }

  /** The second scene that belongs to `one`: null while it is not there. */
  const of = (one) => (one === first ? scene : null);

  /** Draw the second map of `found`, and what both maps say together. */
  async function draw(found) {
    if (of(found) === null) await prepare(found);
    if (atlas.draw.scene !== found || !scene) return;
    byId("sentence").innerHTML = `<span>${atlas.numbers.escape(atlas.compare.sentence(found, scene))}</span>`;
    source(found);
    atlas.draw.point(-1); // card and legend know the second map now
    if (found.view.mode !== "karte") return;
    byId("first-title").innerHTML = atlas.compare.title(found);
    make(found);
    byId("second-title").innerHTML = atlas.compare.title(scene);
    paint(found);
    atlas.swipe.draw(found, scene);
  }

  /** What the second map shows has its own source, unless it is that of the first. */
  function source(found) {
    const {source: said} = atlas.controls;
    if (said(scene) === said(found)) return;
    document.getElementById("source-line").insertAdjacentHTML("beforeend",
      ` <span>${atlas.numbers.fill(found.book.texts.beside.source, {source: said(scene)})}</span>`);
  }

  function make(found) {
    if (frame) return;
    const words = found.book.texts.map;
    byId("second").innerHTML = `<div id="second-title" class="map-title"></div>
      <div id="second-keys" tabindex="0" role="application" aria-roledescription="${words.role}" aria-describedby="map-help"><div id="second-map"></div></div>`;
    const map = L.map("second-map", {zoomControl: false, attributionControl: false, zoomSnap: 0, keyboard: false, center: [0, 0], zoom: 2});
    frame = atlas.map_frame(map);
    for (const name of ["names", "symbols", "doubts"]) painters[name] = atlas[name].make();
  }

  function paint(found) {
    const {map} = frame, words = found.book.texts;
    together(found);
    paths = frame.lay(scene.level, events);
    atlas.choropleth.draw(scene, paths, ["second"]);
    atlas.need.paint(scene, paths);
    frame.mark("chosen", scene.level, scene.chosen);
    frame.mark("pointed", scene.level, -1);
    painters.symbols.draw(scene, map);
    painters.names.draw(scene, map, paths);
    outlines(map);
    painters.doubts.draw(scene, map);
    painters.names.settle(map);
    atlas.choropleth.label(scene, paths);
    byId("second-keys").setAttribute("aria-label", atlas.numbers.fill(words.beside.label,
      {label: atlas.numbers.fill(words.map.label, {indicator: scene.indicator.name, year: scene.view.year, level: scene.level.plural})}));
  }

  function outlines(map) {
    if (funded) funded.remove();
    funded = L.layerGroup(atlas.funded_areas.shown(scene).flatMap((area) => atlas.funded_areas.lines(scene, area, events))).addTo(map);
  }

  const sameCity = () => scene.book.city.id === first.book.city.id;

  /** Both maps of one city move and zoom together; another city has its own frame. */
  async function together(found) {
    const map = await atlas.map.ready();
    if (atlas.draw.scene !== found) return;
    atlas.sync.pair(map, frame.map, sameCity());
    frame.lead(sameCity() ? map : null);
  }

  /** The pointer or the keyboard is on an area of the first map. */
  function mark(index) {
    if (frame && scene && first === atlas.draw.scene) {
      frame.mark("pointed", scene.level, atlas.compare.alike(first, scene) ? index : -1);
    }
  }

  /** On an area that the first map does not have: its own figure, and nothing to compare it with. */
  function pointAlone(index) {
    frame.mark("pointed", scene.level, index);
    atlas.draw.card(scene, index, true);
    atlas.legend.draw(first, -1, index);
  }

  /** Whether class limits and colours of both maps are the same: then one legend is enough. */
  const sharesLegend = () => first.indicator.id === scene.indicator.id && sameCity()
    && first.limits.join() === scene.limits.join() && Boolean(first.need) === Boolean(scene.need);

  /** What the legend says of the second map, below that of the first. */
  function legend(one, pointed, alone) {
    if (!of(one)) return "";
    const {escape, fill} = atlas.numbers, words = one.book.texts.beside, shared = sharesLegend();
    const name = fill(words.legend, {label: atlas.compare.label(scene, one)});
    const at = atlas.compare.alike(one, scene) ? pointed : alone;
    const colours = scene.colours.map((colour, index) => `--class-${index}:${colour}`).join(";");
    const body = shared ? `<h2>${escape(name)}</h2><p class="method">${words.legend_shared}</p>${scene.need ? atlas.need.legend(scene) : atlas.legend.chart(scene, at)}`
      : `<p class="kicker">${escape(name)}</p>${atlas.legend.html(scene, at)}`;
    return `<section class="second-legend" style="${colours}" aria-label="${escape(name)}">${body}</section>`;
  }

  /** A map of another city is zoomed by the buttons too; one of the same city goes with the first. */
  const alone = (deed) => { if (frame && scene && !byId("second").hidden && !sameCity()) deed(); };
  const zoom = (steps) => alone(() => frame.zoom(steps));
  const whole = () => alone(() => frame.whole());

  return {
    prepare, of, draw, mark, legend, zoom, whole, events,
    get scene() { return first && first === atlas.draw.scene ? scene : null; },
    get frame() { return frame; },
  };
})();
