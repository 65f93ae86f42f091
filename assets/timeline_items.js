/* The marks of the timeline. Each is made from its row in the list (layers/timeline_list.py), which
   has all the words; what is folded in is not made. */
window.atlas = window.atlas || {};

atlas.timelineItems = (() => {
  "use strict";

  const PARTS = ["concepts", "money", "resolutions"];

  function part(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  /** Rows of the list by lane, the term of a funded area first, else in order of time. */
  function rows(root) {
    const found = new Map();
    for (const row of root.querySelectorAll("tr[data-lane]")) {
      const { lane } = row.dataset;
      if (!found.has(lane)) found.set(lane, []);
      found.get(lane).push(row);
    }
    const term = (row) => row.dataset.look.split(" ").includes("run");
    for (const [lane, own] of found) {
      found.set(lane, [...own.filter(term), ...own.filter((row) => !term(row))]);
    }
    return found;
  }

  /** One mark: its element and what decides where it stands. */
  function item(row, area) {
    const { at, look, fade, year } = row.dataset;
    const [begin, end, line, room = Infinity] = at.split(" ").map(Number);
    const [name, when, , kind] = row.cells;
    const words = name.firstChild.textContent;
    const element = part("button", `tl-item ${look.split(" ").map((one) => `tl-${one}`).join(" ")}`, words);
    element.type = "button";
    element.tabIndex = -1;
    element.dataset.entry = row.id.slice("tl-row-".length);
    element.setAttribute("aria-label", `${words}, ${when.textContent}, ${kind.textContent}`);
    if (area) element.dataset.event = JSON.stringify({ funded_area: area, ...(year && { year }) });
    const set = (property, value) => element.style.setProperty(property, value);
    set("--start", begin);
    set("--end", end);
    set("--row", line);
    if (room < Infinity) set("--room", room);
    const [first, last] = (fade || "0 0").split(" ");
    if (first !== "0") set("--fade-in", `${first}%`);
    if (last !== "0") set("--fade-out", `${last}%`);
    const point = element.classList.contains("tl-point");
    return { element, begin, end, room, row: line, shown: line, point, length: words.length };
  }

  /** A lane that stands in the page, filled with its marks; `owner` is what they choose. */
  function lane(element, known, owner = element.dataset.area || "") {
    const track = element.querySelector(".tl-track");
    const items = (known.get(element.dataset.lane) || []).map((row) => item(row, owner));
    track.append(...items.map((one) => one.element));
    return {
      element, items, track, area: element.dataset.area || "",
      label: element.querySelector(".tl-label"), visible: [],
    };
  }

  /** The lanes of the record of a funded area, put into the place where it unfolds. */
  function record(area, known, say) {
    return PARTS.map((name) => {
      const title = say[`part_${name}`], key = `area/${area.id}/${name}`;
      const whole = atlas.numbers.fill(say.part_name, { area: area.name, part: title });
      const track = part("div", "tl-track");
      track.setAttribute("role", "group");
      track.setAttribute("aria-label", atlas.numbers.fill(say.lane_events, { name: whole }));
      if (!known.has(key)) track.append(part("span", "tl-empty", say.no_part));
      const words = part("span", "tl-label", title, part("small", "", area.name));
      const label = part("div", "tl-name", words);
      const element = part("div", "tl-lane tl-part", label, track);
      Object.assign(element.dataset, { lane: key, part: name });
      area.record.append(element);
      return lane(element, known, area.id);
    });
  }

  return { part, rows, lane, record };
})();
