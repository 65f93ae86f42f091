/* Links to analyses: pages of the server that take the view of the map along. */
window.atlas = window.atlas || {};
atlas.analyses = (() => {
  "use strict";

  /** The address of an analysis with the view shown; without a server there is none. */
  const address = (scene, path) => `${path}${atlas.view.toQuery(scene.view, scene.book) || `?stadt=${encodeURIComponent(scene.view.city)}`}`;
  const offline = () => location.protocol === "file:";

  /** A link to an analysis, in words; nothing without a server. */
  function link(scene, name, text) {
    if (offline()) return "";
    return `<a href="${atlas.numbers.escape(address(scene, `auswertung/${name}`))}">${text}</a>`;
  }

  /** The entries of the page: in the header, on a phone in the bar below. */
  function draw(scene) {
    document.querySelectorAll(".open-analyses").forEach((entry) => {
      entry.hidden = offline();
      entry.href = address(scene, "auswertungen");
    });
  }

  return {draw, link};
})();
