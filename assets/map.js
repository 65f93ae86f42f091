/* The map frame: Leaflet owns pan, zoom and touch; painters own what is drawn. */
window.atlas = window.atlas || {};
atlas.map = (() => {
  "use strict";
  let map = null, shown = null, paths = [], bounds = null, close = null, moved = false, renderer = null, scale = null;
  const waiting = [];

  if (window.L) L.Map.addInitHook(function hook() { attach(this); });

  function attach(found) {
    if (found.getContainer().id !== "map") return;
    map = found;
    ["areas", "funded", "symbols", "marks", "names"].forEach((name, index) => {
      map.createPane(name).style.zIndex = String(410 + 10 * index);
    });
    renderer = L.svg({pane: "areas", padding: 0.6});
    if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    map.on("dragstart", () => { moved = true; });
    new ResizeObserver(resized).observe(found.getContainer());
    waiting.splice(0).forEach((go) => go(map));
  }

  /** Whether the map has a size: behind the table it has none, and Leaflet cannot reckon. */
  const seen = () => map && map.getContainer().clientWidth > 0;

  function resized() {
    if (!seen()) return;
    map.invalidateSize({pan: false});
    if (!moved) fit();
  }

  /** The Leaflet map, once it stands. */
  const ready = () => (map ? Promise.resolve(map) : new Promise((go) => waiting.push(go)));

  function fit() {
    if (bounds && seen()) map.fitBounds(close || bounds, {padding: [14, 14], animate: false});
  }

  /** Lay the outlines of a level, once a level; afterwards only classes of paths change. */
  function lay(level, events) {
    if (shown === level) return paths;
    if (shown) shown.layers.remove();
    const group = L.featureGroup();
    const layers = level.outlines.map((rings, index) => {
      const area = L.polygon(rings, {pane: "areas", renderer, smoothFactor: 0, weight: 0.8, fillOpacity: 1});
      area.on({
        click: () => events.choose(index), mouseover: () => events.point(index), mouseout: () => events.point(-1),
      });
      return area.addTo(group);
    });
    group.addTo(map);
    paths = layers.map((layer) => layer.getElement());
    level.layers = group;
    shown = level;
    bounds = group.getBounds();
    moved = false;
    fit();
    measure();
    return paths;
  }

  /** The scale bar comes with the first picture: before that there is nothing to measure. */
  function measure() {
    if (!scale) scale = L.control.scale({position: "bottomleft", imperial: false}).addTo(map);
  }

  /** One extra outline on top (chosen or pointed at); removed before the next of its kind. */
  const marks = new Map();
  function mark(kind, level, index) {
    if (marks.has(kind)) marks.get(kind).remove();
    marks.delete(kind);
    if (index < 0) return;
    const rings = level.outlines[index];
    const lines = [["casing", 6], ["line", 3]].map(([name, weight]) => L.polygon(rings, {
      pane: "marks", interactive: false, fill: false, weight, smoothFactor: 0, className: `mark ${kind} ${name}`,
    }));
    marks.set(kind, L.layerGroup(lines).addTo(map));
  }

  const zoom = (steps) => { moved = true; map.setZoom(map.getZoom() + steps); };
  const whole = () => { moved = false; close = null; fit(); };

  /** Show the surroundings of some rings, also after the frame has changed its size. */
  function near(rings) {
    moved = false;
    close = L.latLngBounds(rings.flat()).pad(0.6);
    fit();
  }

  /** Bring the area into sight when it is outside of the frame. */
  function reveal(level, index) {
    if (!seen()) return;
    const here = L.latLng(level.points[index][1], level.points[index][0]);
    if (!map.getBounds().contains(here)) map.panTo(here);
  }

  return {ready, lay, mark, zoom, whole, near, reveal, fit};
})();
