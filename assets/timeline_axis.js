/* The axis of the timeline: ticks from centuries down to months, the year of the map, today, and
   what the axis says as a slider. */
window.atlas = window.atlas || {};

atlas.timelineAxis = (() => {
  "use strict";

  const STEPS = [1, 3, 12, 24, 60, 120, 240, 600, 1200]; // months
  const WIDTH = { tick: 46, month: 34, text: 36, year: 26 }; // px; year: half of its label
  const MONTHS_BELOW = 4; // years

  /** Months between two ticks, so that their labels do not touch. */
  function stepOf(years, width) {
    return STEPS.find((months) => {
      if (months < 12 && years > MONTHS_BELOW) return false;
      return (months / 12 / years) * width >= (months < 12 ? WIDTH.month : WIDTH.tick);
    }) || STEPS.at(-1);
  }

  /** Whether the label of a tick would stand below that of the year of the map. */
  function covered(month, { range, width }, year) {
    const apart = ((month / 12 - year - 0.5) / (range.to - range.from)) * width;
    return apart > -WIDTH.text - WIDTH.year && apart < WIDTH.year;
  }

  function drawTicks(model, year) {
    const { root, range, width, say } = model;
    const years = range.to - range.from;
    const step = stepOf(years, width);
    const names = say.months_short.split(",");
    const first = Math.ceil((range.from * 12) / step - 1e-9) * step;
    const ticks = [];
    for (let month = first; month < range.to * 12 - 1e-9; month += step) {
      const free = ((range.to - month / 12) / years) * width;
      const label = month % 12 ? names[month % 12] : String(month / 12);
      const silent = free < WIDTH.text || covered(month, model, year);
      const tick = atlas.timelineItems.part("span", month % 12 ? "is-month" : "", silent ? "" : label);
      tick.style.setProperty("--start", month / 12);
      ticks.push(tick);
    }
    root.querySelector(".tl-ticks").replaceChildren(...ticks);
    root.style.setProperty("--tick", step / 12);
    root.style.setProperty("--tick-first", first / 12);
  }

  function drawYear(model, view) {
    const { root, range } = model;
    const inside = view.year + 1 > range.from && view.year < range.to;
    root.style.setProperty("--year", view.year || 0);
    root.querySelector(".tl-year-band").hidden = !inside;
    const label = root.querySelector(".tl-year-label");
    label.hidden = !inside;
    label.textContent = inside ? String(view.year) : "";
    const today = root.querySelector(".tl-today-label");
    const place = (Number(today.style.getPropertyValue("--start")) - range.from) / (range.to - range.from);
    for (const element of [today, root.querySelector(".tl-today")]) {
      element.hidden = place < 0 || place > 1;
    }
    today.classList.toggle("is-left", place > 0.5);
  }

  function say(model, view) {
    const { root, range, whole } = model;
    const [first, last] = [range.from, range.to].map(Math.round);
    const axis = root.querySelector(".tl-ticks");
    const words = atlas.numbers.fill(model.say.axis_value, { first, last, year: view.year });
    for (const [name, value] of Object.entries({
      valuemin: whole.from, valuemax: whole.to, valuenow: first, valuetext: words,
    })) axis.setAttribute(`aria-${name}`, value);
  }

  function draw(model, view) {
    drawTicks(model, view.year);
    drawYear(model, view);
    say(model, view);
  }

  /** Decimal year below a point of the window of the browser. */
  function yearAt(model, x) {
    const box = model.root.querySelector(".tl-ticks").getBoundingClientRect();
    const { from, to } = model.range;
    return from + ((x - box.left) / box.width) * (to - from);
  }

  return { draw, yearAt };
})();
