/* Put Leaflet where the page has its map, go to the first view, draw. */
"use strict";
L.map("map", {zoomControl: false, attributionControl: false, zoomSnap: 0, keyboard: false, center: [0, 0], zoom: 2});
if (!location.search && document.body.dataset.start) {
  try {
    history.replaceState({}, "", `${location.pathname}${document.body.dataset.start}`);
  } catch { /* a browser that forbids this for files begins with the start view */ }
}
dash_clientside.atlas.draw();
