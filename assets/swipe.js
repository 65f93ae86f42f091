/* The divider of two maps that lie one over the other: dragged by its knob or moved by keys. */
window.atlas = window.atlas || {};
atlas.swipe = (() => {
  "use strict";
  const STEPS = {ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -20, PageUp: 20};
  let knob = null, at = 50, words = null, names = {};

  const frame = () => document.getElementById("map-frame");

  function draw(scene, second) {
    words = scene.book.texts.beside;
    names = {one: atlas.compare.label(scene, second), two: atlas.compare.label(second, scene)};
    if (!knob) make();
    move(at);
  }

  function make() {
    knob = document.createElement("div");
    knob.id = "divider";
    knob.tabIndex = 0;
    const said = {role: "slider", "aria-label": words.divider, "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "horizontal"};
    for (const [name, value] of Object.entries(said)) knob.setAttribute(name, value);
    document.getElementById("second").append(knob);
    knob.addEventListener("pointerdown", (event) => { knob.setPointerCapture(event.pointerId); event.preventDefault(); knob.focus({preventScroll: true}); });
    knob.addEventListener("pointermove", (event) => { if (knob.hasPointerCapture(event.pointerId)) drag(event.clientX); });
    knob.addEventListener("keydown", pressed);
  }

  function drag(x) {
    const {left, width} = frame().getBoundingClientRect();
    move(Math.round((100 * (x - left)) / width));
  }

  function pressed(key) {
    const ends = {Home: 0, End: 100}, wished = key.key in STEPS ? at + STEPS[key.key] : ends[key.key];
    if (wished === undefined || key.altKey || key.ctrlKey || key.metaKey) return;
    key.preventDefault();
    key.stopPropagation();
    move(wished);
  }

  /** Put the divider at `wished` per cent of the width; the second map shows right of it. */
  function move(wished) {
    at = Math.min(100, Math.max(0, wished));
    frame().style.setProperty("--divider", `${at}%`);
    knob.setAttribute("aria-valuenow", at);
    knob.setAttribute("aria-valuetext", atlas.numbers.fill(words.divider_at, {one: names.one, two: names.two, left: at, right: 100 - at}));
  }

  return {draw};
})();
