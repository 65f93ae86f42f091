/* The map of the page: dash-leaflet makes it, a frame of map_frame.js holds it. */
window.atlas = window.atlas || {};
atlas.map = (() => {
  "use strict";
  const waiting = [];
  let frame = null;

  if (window.L) L.Map.addInitHook(function hook() { attach(this); });

  function attach(found) {
    if (found.getContainer().id !== "map") return;
    frame = atlas.map_frame(found);
    waiting.splice(0).forEach((go) => go(found));
  }

  /** The Leaflet map, once it stands. */
  const ready = () => (frame ? Promise.resolve(frame.map) : new Promise((go) => waiting.push(go)));

  /** What a frame can do, done by the frame of this map. */
  const deeds = Object.fromEntries(["lay", "mark", "near", "reveal", "fit"].map((name) => [name, (...given) => frame[name](...given)]));

  /** A second map that does not go with this one is zoomed by the same buttons. */
  const zoom = (steps) => { frame.zoom(steps); atlas.second.zoom(steps); };
  const whole = () => { frame.whole(); atlas.second.whole(); };

  return {ready, ...deeds, zoom, whole};
})();
