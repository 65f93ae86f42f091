/* Two Leaflet maps that move and zoom as one, whichever of them is moved. */
window.atlas = window.atlas || {};
atlas.sync = (() => {
  "use strict";
  const joined = new WeakMap(); // second map: whether it goes with the first now
  const stretched = new Set(); // maps whose drawing is stretched for the moment
  let busy = false;

  /** Let both maps go together from now on, or each by itself. */
  function pair(one, two, together) {
    if (!joined.has(two)) {
      lead(one, two, () => joined.get(two));
      lead(two, one, () => joined.get(two));
    }
    joined.set(two, together);
  }

  function lead(from, to, together) {
    const follow = (deed) => (event) => {
      if (busy || !together() || !to.getContainer().clientWidth || !from.getContainer().clientWidth) return;
      quiet(() => deed(event));
    };
    from.on("zoomanim", follow(({center, zoom}) => { if (apart(to, center, zoom)) to.setView(center, zoom, {animate: true}); }));
    from.on("dragstart", follow(() => to.fire("dragstart")));
    from.on("move", follow((event) => moved(from, to, event.pinch)));
    from.on("moveend", follow(() => {
      if (!stretched.delete(to) && !apart(to, from.getCenter(), from.getZoom())) return;
      to.setView(from.getCenter(), from.getZoom(), {animate: false, reset: true});
    }));
  }

  /** While the map is dragged only the pane of the other is moved; what lies beyond is drawn at the end. */
  function moved(from, to, byFingers) {
    if (byFingers) pinched(from, to);
    else if (from.getZoom() === to.getZoom()) to._rawPanBy(to.latLngToContainerPoint(from.getCenter()).subtract(to.getSize().divideBy(2)).round());
  }

  /** While two fingers zoom, Leaflet's own way: the drawing is stretched and made anew at the end. */
  function pinched(from, to) {
    stretched.add(to);
    to._move(from.getCenter(), from.getZoom(), {pinch: true, round: false});
  }

  const apart = (map, center, zoom) => Math.abs(map.getZoom() - zoom) > 1e-6
    || map.latLngToContainerPoint(center).distanceTo(map.getSize().divideBy(2)) > 0.5;

  /** Do what moves one map only: it has got another size. */
  function quiet(deed) {
    busy = true;
    try { deed(); } finally { busy = false; }
  }

  return {pair, quiet};
})();
