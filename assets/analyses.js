/* Links to analyses: pages of the server that take the view of the map along. */
window.atlas = window.atlas || {};
atlas.analyses = (() => {
  "use strict";

  /** The address of an analysis with the view shown; without a server there is none. */
  const address = (scene, path) => `${path}${atlas.view.toQuery(scene.view, scene.book) || `?stadt=${encodeURIComponent(scene.view.city)}`}`;
  const offline = () => location.protocol === "file:";

  /** A link to what an index is made of, in words; nothing without a server. */
  function link(scene, name) {
    if (offline()) return "";
    const words = scene.book.texts.legend, {escape} = atlas.numbers;
    return `<a href="${escape(address(scene, `auswertung/${name}`))}">${words.to_analysis}</a>`;
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
