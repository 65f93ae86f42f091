/* The web map to take away: names that do not cover each other, words for assistive technology. */
"use strict";
const maps = [];
L.Map.addInitHook(function remember() { maps.push(this); });

/** Show every label that is free: name and figure, else the figure alone, else nothing. */
function thin() {
  const taken = [...document.querySelectorAll(".badge span")].map((one) => one.getBoundingClientRect());
  const free = (box) => !taken.some((other) => box.left < other.right && other.left < box.right
    && box.top < other.bottom && other.top < box.bottom);
  for (const label of document.querySelectorAll(".name")) {
    label.classList.remove("short", "hidden");
    let box = label.firstElementChild.getBoundingClientRect();
    if (!free(box)) {
      label.classList.add("short");
      box = label.firstElementChild.getBoundingClientRect();
    }
    if (box.width && free(box)) taken.push(box); else label.classList.add("hidden");
  }
}

/** Give the areas their spoken names and the buttons their German ones. */
function speak(map) {
  map.eachLayer((layer) => {
    const path = layer.feature && layer.getElement && layer.getElement();
    if (!path) return;
    const {spoken} = layer.feature.properties;
    if (!spoken) { path.setAttribute("aria-hidden", "true"); return; }
    path.setAttribute("role", "img");
    path.setAttribute("aria-label", spoken);
  });
  for (const [name, said] of [["in", document.body.dataset.zoomIn], ["out", document.body.dataset.zoomOut]]) {
    const button = document.querySelector(`.leaflet-control-zoom-${name}`);
    button.title = said;
    button.setAttribute("aria-label", said);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  for (const map of maps) {
    speak(map);
    map.on("zoomend overlayadd overlayremove resize", thin);
  }
  thin();
});
