/* Frames that are filled anew: whoever works in one with the keyboard stays where they are. */
window.atlas = window.atlas || {};
atlas.frame = (() => {
  "use strict";

  /** What tells a control from its neighbours, before and after. */
  const trait = (element) => ["event", "sort", "sheet"].map((name) => element.dataset[name]).find(Boolean)
    || element.id || `${element.tagName} ${element.textContent}`;

  /** Put `html` into `frame`; the focused control keeps the focus, or its section gets it. */
  function fill(frame, html) {
    const focused = frame.contains(document.activeElement) ? document.activeElement : null;
    const wanted = focused && focused !== frame ? trait(focused) : "";
    frame.innerHTML = html;
    if (!wanted) return;
    const same = [...frame.querySelectorAll("a, button, summary, [tabindex]")].find((one) => trait(one) === wanted);
    if (same) same.focus({preventScroll: true}); else rest(frame);
  }

  /** Hide `frame`; a focus in it moves to its section. */
  function hide(frame, hidden) {
    const leaves = hidden && frame.contains(document.activeElement);
    frame.hidden = hidden;
    if (leaves) rest(frame);
  }

  function rest(frame) {
    const section = frame.closest("section, aside") || frame;
    section.tabIndex = -1;
    section.focus({preventScroll: true});
  }

  return {fill, hide};
})();
