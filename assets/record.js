/* The record of a funded area comes from the server as one text; here it becomes elements. */
window.atlas = window.atlas || {};
atlas.record = (() => {
  "use strict";
  const FILLED = "data-html";
  let watched = null;

  /** Put the text in (escaped by layers/info), then aim its links at what they lead to. */
  function fill(frame) {
    frame.querySelectorAll(`[${FILLED}]`).forEach((place) => {
      place.innerHTML = place.getAttribute(FILLED);
      place.removeAttribute(FILLED);
      place.querySelectorAll("a[data-event]").forEach((link) => atlas.controls.aim(atlas.draw.scene, link));
    });
  }

  /** From the first wish on: whenever the server has sent a record, show it. */
  function watch() {
    const frame = document.getElementById("funded-area-panel");
    if (watched === frame) return;
    watched = frame;
    const wanted = {childList: true, subtree: true, attributes: true, attributeFilter: [FILLED]};
    new MutationObserver(() => fill(frame)).observe(frame, wanted);
    fill(frame);
  }

  return {watch};
})();
window.dash_clientside = window.dash_clientside || {};
dash_clientside.record = {watch: () => atlas.record.watch()};
