/* The timeline follows the view: window, ticks, year, chosen funded area, arrow keys.
   Everything that needs no view is written by the server (layers/timeline.py). */
window.atlas = window.atlas || {};

atlas.timeline = (() => {
  "use strict";

  const NARROW = 600; // px of the whole timeline below which the short window is the default
  const SHORTEST = 3; // years
  const STEPS = [1, 2, 5, 10, 20, 50, 100];
  const LABEL = { narrowest: 34, beside: 60, letter: 6.6, tick: 46, tickText: 36 }; // px
  let model = null;
  let lastView = null;

  const number = (element, name) => Number(element.style.getPropertyValue(name));
  const span = (years) => { // "1970-2030" or [1970, 2030]
    const [from, to] = (Array.isArray(years) ? years : String(years || "").split("-")).map(Number);
    return from < to ? { from, to } : null;
  };
  const text = (range) => `${range.from}-${range.to}`;

  function read(root) {
    if (model && model.root === root) return model;
    if (root.dataset.html) root.innerHTML = root.dataset.html; // escaped by layers/markup.py
    root.removeAttribute("data-html");
    const lanes = [...root.querySelectorAll(".tl-lane")].map((element) => ({
      element,
      label: element.querySelector(".tl-label"),
      track: element.querySelector(".tl-track"),
      area: element.dataset.area || "",
      items: [...element.querySelectorAll(".tl-item")].map((item) => ({
        element: item,
        begin: number(item, "--start"),
        end: number(item, "--end"),
        room: number(item, "--room") || Infinity,
        row: number(item, "--row"),
        point: item.classList.contains("tl-point"),
      })),
    }));
    model = { root, lanes, whole: span(root.dataset.whole), width: 0 };
    bind(root);
    return model;
  }

  function windowOf(view) {
    const { root, whole } = model;
    const usual = root.clientWidth < NARROW ? root.dataset.narrow : root.dataset.window;
    const asked = span(view.span) || span(usual);
    const from = Math.max(asked.from, whole.from);
    const to = Math.min(asked.to, whole.to);
    return to - from >= SHORTEST ? { from, to } : span(usual);
  }

  /* ---- drawing ---- */

  function drawTicks(range, width) {
    const years = range.to - range.from;
    const step = STEPS.find((size) => (size / years) * width >= LABEL.tick) || 100;
    const first = Math.ceil(range.from / step) * step;
    const ticks = [];
    for (let year = first; year < range.to; year += step) {
      const tick = document.createElement("span");
      const free = ((range.to - year) / years) * width;
      tick.textContent = free < LABEL.tickText ? "" : String(year);
      tick.style.setProperty("--start", year);
      ticks.push(tick);
    }
    model.root.querySelector(".tl-ticks").replaceChildren(...ticks);
    model.root.style.setProperty("--tick", step);
    model.root.style.setProperty("--tick-first", first);
  }

  function drawItem(item, range, perYear, year) {
    const outside = item.end <= range.from || item.begin >= range.to;
    const from = Math.max(item.begin, range.from);
    const free = (Math.min(item.begin + item.room, range.to) - from) * perYear;
    const bar = (Math.min(item.end, range.to) - from) * perYear;
    const beside = !item.point && free - bar > LABEL.beside
      && item.element.textContent.length * LABEL.letter > bar - 14;
    const pixels = item.point ? free - 24 : beside ? free - bar : Math.max(free, bar) - 10;
    const classes = item.element.classList;
    classes.toggle("is-out", outside);
    classes.toggle("is-beside", beside);
    classes.toggle("is-bare", pixels < LABEL.narrowest);
    classes.toggle("is-active", item.begin < year + 1 && item.end > year);
    return outside;
  }

  function drawLane(lane, range, perYear, view) {
    const visible = [];
    let before = 0;
    for (const item of lane.items) {
      if (!drawItem(item, range, perYear, view.year)) visible.push(item);
      else if (item.end <= range.from) before += 1;
    }
    const after = lane.items.length - visible.length - before;
    const { before: words, after: wordsAfter } = model.root.dataset;
    lane.label.dataset.outside = [[before, words], [after, wordsAfter]]
      .filter(([count]) => count).map(([count, word]) => `${count} ${word}`).join(", ");
    lane.visible = visible;
    closeRows(lane, visible);
    const stop = visible.find((item) => item.element.tabIndex === 0) || visible[0];
    for (const item of lane.items) item.element.tabIndex = item === stop ? 0 : -1;
    if (lane.area) drawChoice(lane, lane.area === view.funded_area);
  }

  /* Rows in which the window shows nothing take no space. */
  function closeRows(lane, visible) {
    const rows = [...new Set(visible.map((item) => item.row))].sort((a, b) => a - b);
    for (const item of lane.items) {
      const row = rows.indexOf(item.row);
      item.element.style.setProperty("--row", row < 0 ? item.row : row);
    }
    lane.track.style.setProperty("--rows", Math.max(1, rows.length));
  }

  function drawChoice(lane, chosen) {
    for (const element of [lane.element, lane.label]) {
      if (chosen) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
  }

  function drawYear(view, range) {
    const { root } = model;
    const inside = view.year >= range.from && view.year < range.to;
    root.style.setProperty("--year", view.year || 0);
    root.querySelector(".tl-year-band").hidden = !inside;
    const label = root.querySelector(".tl-year-label");
    label.hidden = !inside;
    label.textContent = inside ? String(view.year) : "";
    const today = root.querySelector(".tl-today-label");
    const place = (number(today, "--start") - range.from) / (range.to - range.from);
    for (const element of [today, root.querySelector(".tl-today")]) {
      element.hidden = place < 0 || place > 1;
    }
    today.classList.toggle("is-left", place > 0.5);
  }

  function stepped(kind, range, year) {
    const { whole } = model;
    const length = range.to - range.from;
    const lengths = { zoom_in: Math.max(SHORTEST, Math.round(length / 2)), zoom_out: length * 2 };
    const wanted = Math.min(lengths[kind] || length, whole.to - whole.from);
    const inside = year >= range.from && year < range.to;
    const centre = kind === "zoom_in" && inside ? year + 0.5 : (range.from + range.to) / 2;
    const shift = { earlier: -1, later: 1 }[kind] * Math.ceil(length / 2) || 0;
    const from = lengths[kind] ? Math.round(centre - wanted / 2) : range.from + shift;
    const start = Math.min(Math.max(from, whole.from), whole.to - wanted);
    return { from: start, to: start + wanted };
  }

  function drawControls(view, range) {
    for (const button of model.root.querySelectorAll(".tl-preset")) {
      const own = JSON.parse(button.dataset.event).span;
      button.setAttribute("aria-pressed", String(own === text(range)));
    }
    for (const button of model.root.querySelectorAll(".tl-step")) {
      const next = text(stepped(button.dataset.step, range, view.year));
      const still = next === text(range);
      button.setAttribute("aria-disabled", String(still));
      if (still) button.removeAttribute("data-event");
      else button.setAttribute("data-event", JSON.stringify({ span: next }));
    }
  }

  /* Scrolls inside the timeline only; scrollIntoView would move the page. */
  function reveal(lane) {
    const scroll = model.root.querySelector(".tl-scroll");
    const frame = scroll.getBoundingClientRect();
    const box = lane.element.getBoundingClientRect();
    const axis = model.root.querySelector(".tl-axis").offsetHeight;
    if (box.top < frame.top + axis) scroll.scrollTop -= frame.top + axis - box.top;
    else if (box.bottom > frame.bottom) {
      scroll.scrollTop += Math.min(box.bottom - frame.bottom, box.top - frame.top - axis);
    }
  }

  function draw(view) {
    const root = document.getElementById("timeline");
    if (!root) return;
    read(root);
    const wanted = [view.year, view.span, view.funded_area].join();
    if (lastView && model.wanted === wanted && model.drawnWidth === model.width) return;
    lastView = view;
    const range = windowOf(view);
    model.range = range;
    const width = root.querySelector(".tl-ticks").clientWidth;
    Object.assign(model, { width, wanted, drawnWidth: width });
    root.style.setProperty("--from", range.from);
    root.style.setProperty("--to", range.to);
    drawTicks(range, width);
    const perYear = width / (range.to - range.from);
    for (const lane of model.lanes) drawLane(lane, range, perYear, view);
    drawYear(view, range);
    drawControls(view, range);
    if (!width || model.revealed === view.funded_area) return; // a closed sheet has no width
    model.revealed = view.funded_area;
    const lane = model.lanes.find((one) => one.area && one.area === view.funded_area);
    if (lane) reveal(lane);
  }

  /* ---- pointer and keys ---- */

  function setAxisEvent(event) {
    const axis = event.target.closest(".tl-ticks");
    if (!axis) return;
    const box = axis.getBoundingClientRect();
    const { from, to } = model.range;
    const year = Math.floor(from + ((event.clientX - box.left) / box.width) * (to - from));
    axis.setAttribute("data-event", JSON.stringify({ year: String(year) }));
  }

  function neighbour(lane, item, key) {
    const index = lane.visible.indexOf(item);
    const jump = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0,
      End: lane.visible.length - 1 };
    if (key in jump) return lane.visible[jump[key]];
    const shown = model.lanes.filter((one) => one === lane
      || (one.visible.length && one.track.offsetParent));
    const next = shown[shown.indexOf(lane) + (key === "ArrowDown" ? 1 : -1)];
    return next && next.visible.reduce((best, one) =>
      Math.abs(one.begin - item.begin) < Math.abs(best.begin - item.begin) ? one : best);
  }

  function walk(event) {
    const keys = ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"];
    const element = event.target.closest(".tl-item");
    if (!element || !keys.includes(event.key) || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const lane = model.lanes.find((one) => one.element.contains(element));
    const item = lane.items.find((one) => one.element === element);
    const next = neighbour(lane, item, event.key);
    if (!next) return;
    for (const one of next.element.parentElement.querySelectorAll(".tl-item")) one.tabIndex = -1;
    next.element.tabIndex = 0;
    next.element.focus();
  }

  function bind(root) {
    root.addEventListener("pointerdown", setAxisEvent);
    root.addEventListener("keydown", walk);
    atlas.timelineCard.bind(root);
    new ResizeObserver(() => {
      const width = root.querySelector(".tl-ticks").clientWidth;
      if (lastView && width !== model.width) {
        model.width = width;
        draw(lastView);
      }
    }).observe(root);
  }

  return { draw };
})();
