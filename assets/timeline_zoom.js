/* The window of the timeline: buttons and keys, wheel and pinch, and dragging on the axis. A gesture
   moves the picture at once; when it ends, the window in whole years becomes the address. */
window.atlas = window.atlas || {};

atlas.timelineZoom = (() => {
  "use strict";

  const REST = 220; // ms without a turn of the wheel after which its gesture is over
  const QUICK = 1500; // ms within which one step after the other is one step Back
  const DRAG = 5; // px
  let live = null; // { from, to } while a gesture goes on
  let gesture = null; // how it began: { range, timer } or { range, years below both fingers }
  let brush = null; // { x, year, moved }
  let asked = 0; // the frame that is waited for
  let sent = 0; // when the last step went out

  const text = (range) => `${range.from}-${range.to}`;
  const model = () => atlas.timeline.model;

  /** A window of that length inside of everything, `from` as near as can be. */
  function fit(from, length) {
    const { whole } = model();
    const size = Math.min(Math.max(length, atlas.timeline.SHORTEST), whole.to - whole.from);
    const start = Math.min(Math.max(from, whole.from), whole.to - size);
    return { from: start, to: start + size };
  }

  /** Where a step leads: in whole years. */
  function stepped(kind, range, year) {
    const length = range.to - range.from;
    if (kind === "zoom_in" || kind === "zoom_out") {
      const inside = kind === "zoom_in" && year >= range.from && year < range.to;
      const centre = inside ? year + 0.5 : (range.from + range.to) / 2;
      const wanted = kind === "zoom_in" ? Math.max(1, Math.round(length / 2)) : length * 2;
      const size = Math.min(wanted, model().whole.to - model().whole.from);
      return fit(Math.round(centre - size / 2), size);
    }
    const half = Math.ceil(length / 2);
    const shift = { earlier: -half, later: half, year_earlier: -1, year_later: 1, first: -Infinity, last: Infinity };
    return fit(range.from + shift[kind], length);
  }

  function send(range) {
    const again = Date.now() - sent < QUICK;
    sent = Date.now();
    atlas.wiring.send({ span: text(range) }, { replace: again });
  }

  /* ---- buttons ---- */

  function draw({ root, range }, view) {
    if (live) return;
    for (const button of root.querySelectorAll(".tl-preset")) {
      const own = JSON.parse(button.dataset.event).span;
      button.setAttribute("aria-pressed", String(own === text(range)));
    }
    for (const button of root.querySelectorAll(".tl-step")) {
      const next = text(stepped(button.dataset.step, range, view.year));
      const still = next === text(range);
      button.setAttribute("aria-disabled", String(still));
      if (still) button.removeAttribute("data-event");
      else button.setAttribute("data-event", JSON.stringify({ span: next }));
    }
  }

  /* ---- wheel and pinch ---- */

  /** Show a window with the next frame, without asking for a new address. */
  function show(range) {
    live = range;
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => live && atlas.timeline.paint(live));
  }

  /** Zoom by a factor; the year below the pointer stays where it is. */
  function zoom(x, factor) {
    const range = live || model().range;
    const year = atlas.timelineAxis.yearAt({ ...model(), range }, x);
    const length = (range.to - range.from) * factor;
    const share = (year - range.from) / (range.to - range.from);
    show(fit(year - share * length, length));
  }

  /** Whole years nearest to what the gesture shows; at least one year more or less than before. */
  function settle() {
    const { range: before } = gesture;
    const grown = Math.sign(live.to - live.from - (before.to - before.from));
    const length = Math.round(live.to - live.from);
    const middle = (live.from + live.to) / 2;
    let range = fit(Math.round(middle - length / 2), length);
    if (text(range) === text(before)) range = fit(before.from, before.to - before.from + grown);
    live = null;
    gesture = null;
    cancelAnimationFrame(asked);
    if (text(range) === text(before)) atlas.timeline.repaint();
    else send(range);
  }

  function wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    gesture = gesture || { range: model().range };
    clearTimeout(gesture.timer);
    gesture.timer = setTimeout(settle, REST);
    const turn = event.deltaY * (event.deltaMode ? 16 : 1);
    zoom(event.clientX, Math.exp(Math.max(-30, Math.min(30, turn)) * 0.008));
  }

  const places = (event) => [...event.touches].map((touch) => touch.clientX).sort((a, b) => a - b);

  function touchStart(event) {
    if (event.touches.length !== 2) return;
    stopBrush();
    const years = places(event).map((x) => atlas.timelineAxis.yearAt(model(), x));
    gesture = { range: model().range, years };
  }

  function touchMove(event) {
    if (!gesture || !gesture.years || event.touches.length !== 2) return;
    event.preventDefault();
    const [a, b] = places(event), [first, last] = gesture.years;
    const box = model().root.querySelector(".tl-ticks").getBoundingClientRect();
    const perYear = Math.max(1, b - a) / Math.max(0.01, last - first);
    const length = box.width / perYear;
    show(fit((first + last) / 2 - ((a + b) / 2 - box.left) / perYear, length));
  }

  function touchEnd(event) {
    if (gesture && gesture.years && event.touches.length < 2) {
      if (live) settle(); else gesture = null;
    }
  }

  /* ---- dragging on the axis ---- */

  function brushed(x) {
    const year = atlas.timelineAxis.yearAt(model(), x);
    const [first, last] = [brush.year, year].sort((a, b) => a - b);
    const from = Math.floor(first + 0.02);
    return fit(from, Math.max(1, Math.ceil(last - 0.02) - from));
  }

  function drawBrush(range) {
    const { root, say } = model();
    for (const element of root.querySelectorAll(".tl-brush")) {
      element.hidden = !range;
      if (!range) continue;
      element.style.setProperty("--start", range.from);
      element.style.setProperty("--end", range.to);
    }
    const label = root.querySelector(".tl-axis .tl-brush");
    label.textContent = range ? atlas.numbers.fill(say.brush, { first: range.from, last: range.to }) : "";
  }

  function stopBrush() {
    if (!brush) return;
    brush = null;
    drawBrush(null);
  }

  function press(event) {
    const axis = event.target.closest(".tl-ticks");
    if (!axis || event.button || !event.isPrimary) return;
    axis.setPointerCapture(event.pointerId);
    brush = { x: event.clientX, year: atlas.timelineAxis.yearAt(model(), event.clientX), moved: false };
  }

  function drag(event) {
    if (!brush || !event.isPrimary) return;
    brush.moved = brush.moved || Math.abs(event.clientX - brush.x) >= DRAG;
    if (brush.moved) drawBrush(brushed(event.clientX));
  }

  /** Without a drag it was a click: the year of the map. */
  function release(event) {
    if (!brush || !event.isPrimary) return;
    const { moved, year } = brush;
    const range = brushed(event.clientX);
    stopBrush();
    if (moved) atlas.wiring.send({ span: text(range) });
    else atlas.wiring.send({ year: String(Math.floor(year)) });
  }

  function escape(event) {
    if (event.key !== "Escape" || !brush) return;
    event.stopPropagation();
    stopBrush();
  }

  /* ---- keys on the axis ---- */

  const KEYS = {
    "+": "zoom_in", "=": "zoom_in", "-": "zoom_out", ArrowLeft: "year_earlier", ArrowDown: "year_earlier",
    ArrowRight: "year_later", ArrowUp: "year_later", Home: "first", End: "last", PageUp: "later", PageDown: "earlier",
  };
  const SHIFTED = { ArrowLeft: "earlier", ArrowDown: "earlier", ArrowRight: "later", ArrowUp: "later" };

  function keys(event) {
    if (!event.target.matches(".tl-ticks") || event.ctrlKey || event.altKey || event.metaKey) return;
    const kind = (event.shiftKey && SHIFTED[event.key]) || KEYS[event.key];
    if (!kind) return;
    event.preventDefault();
    event.stopPropagation();
    const { range } = model();
    const next = stepped(kind, range, atlas.timeline.view.year);
    if (text(next) !== text(range)) send(next);
  }

  function bind(root) {
    const scroll = root.querySelector(".tl-scroll");
    scroll.addEventListener("wheel", wheel, { passive: false });
    scroll.addEventListener("touchstart", touchStart, { passive: true });
    scroll.addEventListener("touchmove", touchMove, { passive: false });
    for (const name of ["touchend", "touchcancel"]) scroll.addEventListener(name, touchEnd);
    root.addEventListener("pointerdown", press);
    root.addEventListener("pointermove", drag);
    root.addEventListener("pointerup", release);
    root.addEventListener("pointercancel", stopBrush);
    root.addEventListener("keydown", keys);
    document.addEventListener("keydown", escape, true);
  }

  return { bind, draw };
})();
