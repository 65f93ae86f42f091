/* Playing the years: one step a beat, to the last year; anything else that people do ends it. */
window.atlas = window.atlas || {};
atlas.play = (() => {
  "use strict";
  const PACE = 1400; // ms a year
  let beat = null;

  function show(playing) {
    const words = atlas.draw.scene.book.texts.page, button = document.getElementById("play");
    button.textContent = playing ? words.pause : words.play;
    button.setAttribute("aria-pressed", String(playing));
  }

  function stop() {
    if (!beat) return;
    clearInterval(beat);
    beat = null;
    show(false);
  }

  /** Only the first step is a step of the Back button. */
  function step(first) {
    const {series, view} = atlas.draw.scene, place = series.years.indexOf(view.year);
    const next = first && place + 1 === series.years.length ? 0 : place + 1;
    if (next >= series.years.length) return stop();
    return atlas.wiring.send({year: series.years[next]}, {replace: !first, playing: true});
  }

  function toggle() {
    if (beat) return stop();
    step(true);
    beat = setInterval(() => step(false), PACE);
    return show(true);
  }

  return {toggle, stop};
})();
