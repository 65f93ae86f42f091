/* Arrow keys from mark to mark, and the outline on the map of the funded area that the pointer or
   the focus is on. */
window.atlas = window.atlas || {};

atlas.timelineKeys = (() => {
  "use strict";

  const KEYS = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];
  const on = { pointer: "", focus: "" };
  let lit = "";

  function neighbour(lane, item, key) {
    const index = lane.visible.indexOf(item);
    const jump = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: lane.visible.length - 1 };
    if (key in jump) return lane.visible[jump[key]];
    const shown = atlas.timeline.lanes().filter((one) => one === lane
      || (one.visible.length && one.track.offsetParent));
    const next = shown[shown.indexOf(lane) + (key === "ArrowDown" ? 1 : -1)];
    return next && next.visible.reduce((best, one) =>
      Math.abs(one.begin - item.begin) < Math.abs(best.begin - item.begin) ? one : best);
  }

  function walk(event) {
    const element = event.target.closest(".tl-item");
    if (!element || !KEYS.includes(event.key) || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const lane = atlas.timeline.lanes().find((one) => one.element.contains(element));
    const item = lane.items.find((one) => one.element === element);
    const next = neighbour(lane, item, event.key);
    if (!next) return;
    for (const one of next.element.parentElement.querySelectorAll(".tl-item")) one.tabIndex = -1;
    next.element.tabIndex = 0;
    next.element.focus();
  }

  /** The funded area of a mark or a label, or nothing. */
  function areaOf(target) {
    const mark = target && target.closest(".tl-item, .tl-label");
    const area = mark && mark.closest(".tl-area");
    return area ? area.querySelector(".tl-lane").dataset.area : "";
  }

  function light(change) {
    Object.assign(on, change);
    const wanted = on.pointer || on.focus;
    if (wanted === lit) return;
    lit = wanted;
    atlas.funded_areas.highlight(lit);
  }

  function bind(root) {
    root.addEventListener("keydown", walk);
    root.addEventListener("pointerover", (event) => light({ pointer: areaOf(event.target) }));
    root.addEventListener("pointerleave", () => light({ pointer: "" }));
    root.addEventListener("focusin", (event) => light({ focus: areaOf(event.target) }));
    root.addEventListener("focusout", (event) => light({ focus: areaOf(event.relatedTarget) }));
  }

  return { bind };
})();
