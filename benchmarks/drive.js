/* Timing inside a page: the atlas and the bare page run the same lines. */
window.bench = (() => {
  "use strict";
  const QUIET = 100; // ms without a change of the document: everything is written
  const PATIENCE = 30000; // ms
  const clocks = {};

  const areas = () => [...document.querySelectorAll("path.area")];
  const pause = () => new Promise((go) => setTimeout(go, QUIET / 4));

  /** A clock that knows when `place` changed last, and when two frames had passed since. */
  function clock(name, place, changes) {
    const own = clocks[name] = {changed: 0, framed: 0};
    new MutationObserver(() => {
      const mine = own.changed = performance.now();
      performance.mark(`bench-${name}`);
      requestAnimationFrame(() => requestAnimationFrame(() => {
        if (mine === own.changed) own.framed = performance.now();
      }));
    }).observe(place, changes);
  }

  /** From now on: when did the look of an area change last, when did anything. */
  function watch() {
    clock("all", document, {subtree: true, childList: true, attributes: true, characterData: true});
    clock("map", areas()[0].ownerSVGElement, {subtree: true, attributeFilter: ["class", "fill", "style"]});
  }

  /** Run one switch. Milliseconds until the areas are written (script), until two frames after
      that (map), and until two frames after the last change of the document (all). */
  async function timed(page, go) {
    const {all, map} = clocks;
    map.changed = map.framed = all.changed = all.framed = 0;
    performance.mark(`bench:${page}`);
    const begin = performance.now();
    const over = () => all.framed > all.changed && performance.now() > all.changed + QUIET;
    go();
    while (!over()) {
      if (performance.now() > begin + PATIENCE) throw new Error(`${page} did not repaint`);
      await pause();
    }
    const picture = map.framed ? map : all; // a switch may leave every area in its class
    const last = Math.max(all.framed, picture.framed);
    return {script: picture.changed - begin, map: picture.framed - begin, all: last - begin};
  }

  /** What the picture looks like: the fill of every area as the browser computes it. */
  const look = () => areas().map((path) => getComputedStyle(path).fill);

  const shape = () => ({
    box: areas()[0].ownerSVGElement.getAttribute("viewBox"),
    paths: areas().map((path) => path.getAttribute("d")),
  });

  return {watch, timed, look, shape};
})();
