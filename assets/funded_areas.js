/* Outlines of funded areas: colour and number by programme, dashed where schematic, pale where
   the area was not funded in the year shown. */
window.atlas = window.atlas || {};
atlas.funded_areas = (() => {
  "use strict";
  let drawn = null, outlines = null, key = "", frame = null, lit = null;

  /** State of a funded area in a year: planned, running, transition, ended, void, unknown. */
  function state(area, year) {
    const span = area.activity.find(([first, last]) => first <= year && year <= last);
    return span ? span[2] : "unknown";
  }

  /** Whether the term has begun and has not ended: also while an area is in transition. */
  const active = (name) => name === "running" || name === "transition";

  /** Funded areas that the view shows, each with its number on the map and its state. */
  function shown(scene) {
    const {book, view} = scene;
    if (!view.layers.includes("gebiete")) return [];
    return book.funded_areas.map((area, index) => ({...area, number: index + 1, state: state(area, view.year)}))
      .filter((area) => area.programmes.some((id) => view.programmes.includes(id)) || area.id === view.funded_area);
  }

  /** Position of the programme that colours an area: the first one that is switched on. */
  const colour = (scene, area) => {
    const id = area.programmes.find((one) => scene.view.programmes.includes(one)) || area.programmes[0];
    return scene.book.programmes.findIndex((programme) => programme.id === id);
  };

  /** The class that colours an area: by its programme, or by its state in the year shown. */
  const look = (scene, area) => (scene.view.funded_by === "stand" ? `by-state-${area.state}` : `programme-${colour(scene, area)}`);

  async function load(book) {
    if (!outlines && book.funded_areas.length) outlines = await atlas.data.fundedOutlines(book);
  }

  /** What the outlines depend on: drawn anew only when it changes. */
  const sum = (scene) => JSON.stringify([scene.view.funded_area,
    shown(scene).map((area) => [area.id, area.state, look(scene, area)])]);

  function draw(scene, map, events) {
    const wanted = sum(scene);
    if (wanted === key) return;
    key = wanted;
    frame = map;
    if (drawn) drawn.remove();
    drawn = L.layerGroup(shown(scene).flatMap((area) => lines(scene, area, events))).addTo(map);
  }

  function lines(scene, area, events) {
    const rings = outlines && outlines.get(area.id);
    if (!rings) return [];
    const classes = `funded ${look(scene, area)} ${area.state} ${area.quality}`
      + `${area.id === scene.view.funded_area ? " chosen" : ""}`;
    const line = (name, weight, interactive) => L.polygon(rings, {
      pane: "funded", fill: false, weight, interactive, smoothFactor: 0, bubblingMouseEvents: false,
      className: `${classes} ${name}`,
    });
    const click = line("target", 14, true).on("click", () => events.chooseFunded(area.id));
    const middle = L.polygon(rings).getBounds();
    const badge = L.marker([middle.getNorth(), middle.getCenter().lng], {
      pane: "names", keyboard: false,
      icon: L.divIcon({className: `badge ${classes}`, iconSize: [22, 22], html: `<span>${area.number}</span>`}),
    }).on("click", () => events.chooseFunded(area.id));
    badge.on("add", () => badge.getElement().setAttribute("aria-hidden", "true"));
    const plate = active(area.state) || area.id === scene.view.funded_area ? [badge] : [];
    return [line("casing", 5), line("line", 2.5), click, ...plate];
  }

  /** Outline one funded area on top of everything, or none (""): the timeline points at it. */
  function highlight(id) {
    if (lit) lit.remove();
    const rings = frame && id && outlines && outlines.get(id);
    lit = !rings ? null : L.layerGroup([["casing", 8], ["line", 4]].map(([name, weight]) => L.polygon(rings, {
      pane: "marks", interactive: false, fill: false, weight, smoothFactor: 0, className: `lit ${name}`,
    }))).addTo(frame);
  }

  return {draw, load, lines, shown, sum, look, state, colour, highlight, active};
})();
