/* One map: Leaflet owns pan, zoom and touch; painters own what is drawn. */
window.atlas = window.atlas || {};
atlas.map_frame = (map) => {
  "use strict";
  const marks = new Map();
  let shown = null, group = null, paths = [], bounds = null, close = null, moved = false, scale = null, leader = null;

  ["areas", "funded", "symbols", "marks", "names"].forEach((name, index) => {
    map.createPane(name).style.zIndex = String(410 + 10 * index);
  });
  const renderer = L.svg({pane: "areas", padding: 0.6});
  if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
  map.on("dragstart", () => { moved = true; });
  new ResizeObserver(resized).observe(map.getContainer());

  /** Whether the map has a size: behind the table it has none, and Leaflet cannot reckon. */
  const seen = () => map.getContainer().clientWidth > 0;

  function resized() {
    if (!seen()) return;
    atlas.sync.quiet(() => map.invalidateSize({pan: false}));
    if (!moved || leader) fit();
  }

  /** Show all that is to be seen, or the same as the map that this one goes with. */
  function fit() {
    if (!bounds || !seen()) return;
    if (leader) follow();
    else map.fitBounds(close || bounds, {padding: [14, 14], animate: false, reset: true});
  }

  function follow() {
    if (!leader.getContainer().clientWidth) return;
    atlas.sync.quiet(() => map.setView(leader.getCenter(), leader.getZoom(), {animate: false, reset: true}));
  }

  /** Go with another map from now on (null: with none). */
  function lead(other) {
    leader = other;
    if (other) { moved = false; fit(); }
  }

  /** Lay the outlines of a level, once a level; afterwards only classes of paths change. */
  function lay(level, events) {
    if (shown === level) return paths;
    if (group) group.remove();
    group = L.featureGroup();
    const layers = level.outlines.map((rings, index) => {
      const area = L.polygon(rings, {pane: "areas", renderer, smoothFactor: 0, weight: 0.8, fillOpacity: 1});
      area.on({
        click: () => events.choose(index), mouseover: () => events.point(index), mouseout: () => events.point(-1),
      });
      return area.addTo(group);
    });
    group.addTo(map);
    paths = layers.map((layer) => layer.getElement());
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

  return {map, lay, mark, zoom, whole, near, reveal, fit, lead};
};
