/* The timeline follows the view: window, year, chosen funded area and its record.
   What needs no view is written by the server (layers/timeline.py). Marks, axis, zoom, keys and
   the figures below the lanes have scripts of their own (timeline_*.js). */
window.atlas = window.atlas || {};

atlas.timeline = (() => {
  "use strict";

  const NARROW = 600; // px of the whole timeline below which the short window is the default
  const SHORTEST = 1; // years
  const PAPER = 800; // px of the tracks on A4 landscape, see timeline_record.css
  const LABEL = { narrowest: 34, beside: 60, letter: 6.6 }; // px
  let model = null;
  let records = ""; // rows of the records, once they are loaded
  let last = null; // { view, scene } of the last drawing

  const span = (years) => { // "1970-2030" or [1970, 2030]
    const [from, to] = (Array.isArray(years) ? years : String(years || "").split("-")).map(Number);
    return from < to ? { from, to } : null;
  };

  function read(root) {
    if (model && model.root === root) return;
    if (root.dataset.html) root.innerHTML = root.dataset.html; // escaped by layers/markup.py
    const say = JSON.parse(root.dataset.words);
    root.removeAttribute("data-html");
    root.removeAttribute("data-words");
    const rows = atlas.timelineItems.rows(root);
    const lanes = [...root.querySelectorAll(".tl-lane")]
      .map((element) => atlas.timelineItems.lane(element, rows));
    const areas = [...root.querySelectorAll(".tl-area")].map((element) => {
      const lane = lanes.find((one) => element.contains(one.element));
      return {
        element, lane, id: lane.area, name: lane.label.firstChild.textContent, lanes: [],
        districts: JSON.parse(element.dataset.districts || "{}"),
        fold: element.querySelector(".tl-fold"), record: element.querySelector(".tl-parts"),
      };
    });
    model = { root, rows, say, lanes, areas, whole: span(root.dataset.whole), width: 0, byHand: new Map() };
    bind(root);
  }

  /** The records of the funded areas come when one is chosen or unfolded, or the list is opened. */
  async function load(book, view) {
    if (view.funded_area && !records) records = await atlas.data.records(book);
  }

  async function complete() {
    try {
      if (!records) records = await atlas.data.records(await atlas.data.catalogue());
    } catch (error) {
      console.warn(error); // what was to be unfolded stays folded; the next try asks again
      return;
    }
    if (model.complete) return;
    insert();
    repaint();
  }

  /** Put the rows of the records into the list, each in its place in time. */
  function insert() {
    if (!records || model.complete) return;
    model.complete = true;
    const body = model.root.querySelector("#timeline-list tbody");
    body.insertAdjacentHTML("beforeend", records);
    const begin = (row) => (row.dataset.at ? Number(row.dataset.at.split(" ")[0]) : Infinity);
    body.append(...[...body.rows].sort((a, b) => begin(a) - begin(b) || 0));
    model.rows = atlas.timelineItems.rows(model.root);
  }

  /** The window that a view asks for. */
  function windowOf(view) {
    const { root, whole } = model;
    const usual = span(root.clientWidth < NARROW ? root.dataset.narrow : root.dataset.window);
    const asked = span(view.span) || usual;
    const from = Math.max(asked.from, whole.from);
    const to = Math.min(asked.to, whole.to);
    return to - from >= SHORTEST ? { from, to } : usual;
  }

  /** All lanes from top to bottom, those of unfolded records among them. */
  const lanes = () => model.lanes.flatMap((lane) =>
    [lane, ...(lane.area ? model.areas.find((area) => area.lane === lane).lanes : [])]);

  /* ---- drawing ---- */

  /** -1 before the window, 1 after it, 0 in it; a sign without length is where it is drawn. */
  function side(item, range) {
    const middle = (item.begin + item.end) / 2;
    const [begin, end] = item.point ? [middle, middle] : [item.begin, item.end];
    return end <= range.from ? -1 : begin >= range.to ? 1 : 0;
  }

  function drawItem(item, range, perYear, year) {
    const outside = side(item, range);
    const from = Math.max(item.begin, range.from);
    const free = (Math.min(item.begin + item.room, range.to) - from) * perYear;
    const bar = (Math.min(item.end, range.to) - from) * perYear;
    const beside = !item.point && free - bar > LABEL.beside && item.length * LABEL.letter > bar - 14;
    const pixels = item.point ? free - 24 : beside ? free - bar : Math.max(free, bar) - 10;
    const classes = item.element.classList;
    classes.toggle("is-out", outside !== 0);
    classes.toggle("is-beside", beside);
    classes.toggle("is-bare", pixels < LABEL.narrowest);
    classes.toggle("is-active", item.begin < year + 1 && item.end > year);
    return outside;
  }

  function drawLane(lane, range, perYear, year) {
    const visible = [], beyond = { "-1": 0, 1: 0 };
    for (const item of lane.items) {
      const outside = drawItem(item, range, perYear, year);
      if (outside) beyond[outside] += 1; else visible.push(item);
    }
    lane.label.dataset.outside = [[beyond[-1], model.say.outside_before], [beyond[1], model.say.outside_after]]
      .filter(([count]) => count).map(([count, word]) => `${count} ${word}`).join(", ");
    lane.visible = visible;
    closeRows(lane, visible);
    const stop = visible.find((item) => item.element.tabIndex === 0) || visible[0];
    for (const item of lane.items) item.element.tabIndex = item === stop ? 0 : -1;
  }

  /* Rows in which the window shows nothing take no space. */
  function closeRows(lane, visible) {
    const rows = [...new Set(visible.map((item) => item.row))].sort((a, b) => a - b);
    const place = new Map(rows.map((row, index) => [row, index]));
    for (const item of lane.items) {
      const row = place.get(item.row) ?? item.row;
      if (row !== item.shown) item.element.style.setProperty("--row", row);
      item.shown = row;
    }
    lane.track.style.setProperty("--rows", Math.max(1, rows.length));
  }

  function drawChoice(lane, chosen) {
    for (const element of [lane.element, lane.label]) {
      if (chosen) element.setAttribute("aria-current", "true");
      else element.removeAttribute("aria-current");
    }
  }

  /** Unfold the chosen funded area, and what a reader has unfolded by hand. */
  function drawFolds(view) {
    for (const area of model.areas) {
      const open = model.byHand.get(area.id) ?? area.id === view.funded_area;
      drawChoice(area.lane, area.id === view.funded_area);
      if (open === !area.record.hidden) continue;
      if (open && !model.complete) { complete(); continue; }
      area.record.hidden = !open;
      area.fold.setAttribute("aria-expanded", String(open));
      area.lanes = open ? atlas.timelineItems.record(area, model.rows, model.say) : [];
      if (!open) area.record.replaceChildren();
    }
  }

  /* Scrolls inside the timeline only; scrollIntoView would move the page. */
  function reveal(element) {
    const scroll = model.root.querySelector(".tl-scroll");
    const frame = scroll.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const top = frame.top + scroll.clientTop + model.root.querySelector(".tl-axis").offsetHeight;
    if (box.top < top || box.bottom > frame.bottom) scroll.scrollTop += box.top - top;
  }

  const key = ({ view, scene }) => [view.year, view.span, view.funded_area, view.underlay,
    view.underlay && scene ? [view.indicator, view.level] : ""].join();

  function draw(view, scene) {
    const root = document.getElementById("timeline");
    if (!root) return;
    read(root);
    insert();
    const next = { view, scene };
    if (last && last.view.funded_area !== view.funded_area) model.byHand.delete(view.funded_area);
    if (last && model.key === key(next) && model.drawnWidth === model.width) return;
    last = next;
    model.key = key(next);
    paint(windowOf(view));
    if (!model.width || model.revealed === view.funded_area) return; // a closed sheet has no width
    model.revealed = view.funded_area;
    const area = model.areas.find((one) => one.id === view.funded_area);
    if (area) reveal(area.element);
  }

  /** Draw the last view again, in its own window or, while a gesture goes on, in another one. */
  function paint(range, width = model.root.querySelector(".tl-ticks").clientWidth) {
    const { root } = model, { view, scene } = last;
    Object.assign(model, { range, width, drawnWidth: width });
    root.style.setProperty("--from", range.from);
    root.style.setProperty("--to", range.to);
    drawFolds(view);
    const perYear = width / (range.to - range.from);
    for (const lane of lanes()) drawLane(lane, range, perYear, view.year);
    atlas.timelineAxis.draw(model, view);
    atlas.timelineZoom.draw(model, view);
    atlas.timelineUnderlay.draw(model, view, scene);
  }

  const repaint = () => last && paint(windowOf(last.view));

  /** On paper the lanes have another width, and nobody can unfold legend and figures. */
  function print(begins) {
    if (begins === Boolean(model.unfolded)) return; // two events tell the same
    if (last && begins) paint(windowOf(last.view), PAPER);
    const details = [...model.root.querySelectorAll(".tl-legend, .tl-figures")];
    const folded = details.filter((one) => !one.open).map((one) => one.className);
    for (const one of details) one.open = begins || !model.unfolded.includes(one.className);
    model.unfolded = begins ? folded : null;
    if (!begins) repaint();
  }

  function fold(event) {
    const area = model.areas.find((one) => one.fold === event.target.closest(".tl-fold"));
    if (!area) return;
    model.byHand.set(area.id, area.record.hidden);
    repaint();
  }

  function bind(root) {
    root.addEventListener("click", fold);
    root.querySelector("#timeline-list").addEventListener("toggle", complete);
    window.addEventListener("beforeprint", () => print(true));
    window.addEventListener("afterprint", () => print(false));
    matchMedia("print").addEventListener("change", (paper) => print(paper.matches));
    atlas.timelineCard.bind(root, model.say);
    atlas.timelineKeys.bind(root);
    atlas.timelineZoom.bind(root);
    new ResizeObserver(() => {
      const width = root.querySelector(".tl-ticks").clientWidth;
      if (!last || width === model.width) return;
      model.width = width;
      draw(last.view, last.scene);
    }).observe(root);
  }

  return { load, draw, paint, repaint, lanes, span, SHORTEST, get model() { return model; }, get view() { return last && last.view; } };
})();
