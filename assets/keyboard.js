/* The maps by keyboard: arrow keys go to the neighbour that lies that way. */
window.atlas = window.atlas || {};
atlas.keyboard = (() => {
  "use strict";
  const WAYS = {ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0]};
  let here = -1;

  /** Where an arrow leads from area `from`: a bordering area in that direction, else the nearest. */
  function towards(level, from, way) {
    const [x, y] = level.points[from], shrink = Math.cos((y * Math.PI) / 180);
    const score = (index) => {
      const across = (level.points[index][0] - x) * shrink, up = level.points[index][1] - y;
      const along = across * way[0] + up * way[1], aside = Math.abs(across * way[1]) + Math.abs(up * way[0]);
      return along > 0 && aside <= 2 * along ? along + 2 * aside : Infinity;
    };
    const ahead = (indices) => indices.filter((index) => score(index) < Infinity);
    const bordering = ahead(level.neighbours[from]);
    const others = bordering.length ? bordering : ahead(level.areas.map((_, index) => index));
    return others.reduce((a, b) => (score(b) < score(a) ? b : a), others[0] ?? from);
  }

  /** The area to begin with: the chosen one, else the one most in the middle. */
  function start(scene) {
    if (scene.chosen >= 0) return scene.chosen;
    const {points} = scene.level, middle = [0, 1].map((axis) => atlas.scene.mean(points.map((point) => point[axis])));
    const away = (point) => (point[0] - middle[0]) ** 2 + (point[1] - middle[1]) ** 2;
    return points.reduce((best, point, index) => (away(point) < away(points[best]) ? index : best), 0);
  }

  /** The map that has the keys: its scene, its frame and what pointing and choosing mean there. */
  function mapOf(target) {
    const {scene} = atlas.draw;
    if (!scene || !(target instanceof Element)) return null;
    if (target.closest("#map-keys")) return {scene, frame: atlas.map, events: atlas.draw.events};
    if (target.closest("#second-keys") && atlas.second.scene) return {scene: atlas.second.scene, frame: atlas.second.frame, events: atlas.second.events};
    return null;
  }

  function pressed(key) {
    if (atlas.draw.scene && key.key === "Escape") {
      document.getElementById("map-card").hidden = true;
      atlas.projects.close();
    }
    const place = mapOf(key.target);
    if (!place) return;
    const {scene, frame, events} = place;
    if (here >= scene.level.areas.length) here = -1;
    if (key.key in WAYS) {
      key.preventDefault();
      go(place, here < 0 ? start(scene) : towards(scene.level, here, WAYS[key.key]));
    } else if ((key.key === "Enter" || key.key === " ") && here >= 0) {
      key.preventDefault();
      events.choose(here);
    } else if (key.key === "Escape") {
      leave(place);
      atlas.wiring.send({area: "", funded_area: ""});
    } else if (key.key === "+" || key.key === "-") {
      frame.zoom(key.key === "+" ? 0.5 : -0.5);
    }
  }

  function go({scene, frame, events}, index) {
    here = index;
    frame.reveal(scene.level, index);
    events.point(index);
    atlas.wiring.announce(atlas.words.spoken(scene, index) + atlas.compare.spoken(scene, index));
  }

  function leave({events}) {
    here = -1;
    events.point(-1);
  }

  document.addEventListener("keydown", pressed);
  document.addEventListener("focusout", (event) => {
    const place = event.target.matches("#map-keys, #second-keys") && mapOf(event.target);
    if (place) leave(place);
  });
  document.addEventListener("focusin", (event) => {
    const place = event.target.matches("#map-keys, #second-keys") && mapOf(event.target);
    if (place && event.target.matches(":focus-visible")) go(place, start(place.scene));
  });

  return {towards};
})();
