/* Below the lanes of the chosen funded area: the indicator of the map in its districts against the
   city, on the same axis of time, with the gap in numbers. */
window.atlas = window.atlas || {};

atlas.timelineUnderlay = (() => {
  "use strict";

  const HEIGHT = 132; // px
  const EDGE = { top: 22, bottom: 12, dot: 3, label: 70, letter: 7 }; // px
  const STATES = { planned: "before", running: "during", transition: "during", ended: "after" };
  const part = (...given) => atlas.timelineItems.part(...given);
  const { isFinite } = Number;

  /* ---- words ---- */

  function years(points) {
    const known = points.map((point) => point.year);
    return { first: known[0], last: known.at(-1), count: known.length };
  }

  /** "+9,1 Prozentpunkte über der Stadt (2018 bis 2022, 5 Jahre)". */
  function gapWords(scene, { used, gap }, say) {
    const { fill, round, german } = atlas.numbers, { unit, decimals } = scene.indicator;
    const digits = Math.max(1, decimals), rounded = round(gap, digits);
    const place = rounded > 0 ? say.underlay_above : rounded < 0 ? say.underlay_below : say.underlay_same;
    const value = `${rounded > 0 ? "+" : ""}${german(gap, digits)} ${unit === "%" ? say.underlay_points : unit}`;
    const span = used.length === 1 ? say.underlay_year : say.underlay_years;
    return `${fill(place, { value })} (${fill(span, years(used))})`;
  }

  /** Why a period has no gap. */
  function lackWords(scene, name, period, now, say) {
    if (period.inside.length) {
      const { status } = period.inside[0];
      return atlas.numbers.fill(say.underlay_hindered, { reason: scene.book.texts.legend[`status_${status}`] });
    }
    if (name === "before") return say.underlay_no_figures;
    const states = { void: say.underlay_void, planned: say.underlay_not_begun };
    const open = name === "after" && { running: say.underlay_runs, transition: say.underlay_runs, unknown: say.underlay_unknown }[now];
    return states[now] || open || say.underlay_no_figures;
  }

  function sentence(scene, found, now, say) {
    if (found.obstacle) {
      const reason = atlas.numbers.fill(say[`underlay_${found.obstacle}`], { level: scene.level.plural });
      return atlas.numbers.fill(say.underlay_hindered_all, { reason });
    }
    const periods = ["before", "during", "after"].map((name) => {
      const period = found.periods[name];
      const words = period.gap === null ? lackWords(scene, name, period, now, say) : gapWords(scene, period, say);
      return `${say[`underlay_${name}`]}: ${words}`;
    }).join("; ");
    return atlas.numbers.fill(say.underlay_gap, { periods });
  }

  const shown = (figure, scene) =>
    (isFinite(figure) ? atlas.numbers.withUnit(figure, scene.indicator) : "–");

  /** All years with both figures, for those who do not see the curve. */
  function table(scene, found, names, say) {
    const { escape } = atlas.numbers, { legend } = scene.book.texts;
    const reason = (status) => (status === "ok" ? "" : ` (${legend[`status_${status}`]})`);
    const rows = found.points.map((point) => {
      const period = point.period ? say[`underlay_${point.period}`] : "–";
      return `<tr><th scope="row">${point.year}</th><td>${escape(shown(point.districts, scene) + reason(point.status))}</td>
        <td>${escape(shown(point.city, scene) + reason(point.cityStatus))}</td><td>${escape(period)}</td></tr>`;
    }).join("");
    const made = part("details", "tl-figures");
    made.innerHTML = `<summary>${escape(say.underlay_table)}</summary><table><thead><tr>
      <th scope="col">${escape(say.underlay_year_head)}</th><th scope="col">${escape(names.districts)}</th>
      <th scope="col">${escape(names.city)}</th><th scope="col">${escape(say.underlay_period)}</th></tr></thead>
      <tbody>${rows}</tbody></table>`;
    return made;
  }

  /* ---- curve ---- */

  /** Figures of neighbouring years; a year without a figure parts them. */
  function runs(points, name) {
    const found = [];
    points.forEach((point, index) => {
      if (!isFinite(point[name])) return;
      const before = points[index - 1];
      const joined = before && before.year === point.year - 1 && isFinite(before[name]);
      if (joined) found.at(-1).push(point); else found.push([point]);
    });
    return found;
  }

  const todayOf = ({ root }) => Number(root.querySelector(".tl-today-label").style.getPropertyValue("--start"));

  /** Runs of years in the same period: running and in transition are both "during". */
  function periodsOf(area) {
    const runs = [];
    for (const [first, last, state] of area.activity) {
      const period = STATES[state] || "";
      if (runs.length && runs.at(-1)[2] === period) runs.at(-1)[1] = last; else runs.push([first, last, period]);
    }
    return runs;
  }

  /** Before, during, after as grounds of the curve, up to today. */
  function shades(model, area, x, say) {
    const { range, width } = model, today = todayOf(model);
    return periodsOf(area).map(([first, last, period]) => {
      const from = Math.max(first, range.from), to = Math.min(last + 1, range.to, today);
      if (to <= from || !period) return "";
      const wide = x(to) - x(from);
      const words = say[`underlay_${period}`];
      const label = wide < words.length * EDGE.letter ? "" : `<text x="${x(from) + 6}" y="14">${atlas.numbers.escape(words)}</text>`;
      return `<rect class="${period}" x="${x(from)}" y="0" width="${Math.min(wide, width)}" height="${HEIGHT}"/>${label}`;
    }).join("");
  }

  function curve(scene, model, area, found, label) {
    const { range, width, say } = model, { escape } = atlas.numbers;
    const figures = found.points.flatMap((point) => [point.districts, point.city]).filter(isFinite);
    const low = Math.min(...figures), high = Math.max(...figures);
    const x = (year) => ((year - range.from) / (range.to - range.from)) * width;
    const y = (figure) => EDGE.top + (1 - (figure - low) / (high - low || 1)) * (HEIGHT - EDGE.top - EDGE.bottom);
    const lines = ["city", "districts"].flatMap((name) => runs(found.points, name).map((run) =>
      `<polyline class="${name}" points="${run.map((one) => `${x(one.year + 0.5)},${y(one[name])}`).join(" ")}"/>`
      + run.map((one) => `<circle class="${name}" cx="${x(one.year + 0.5)}" cy="${y(one[name])}" r="${EDGE.dot}"><title>${one.year}: ${escape(shown(one[name], scene))}</title></circle>`).join("")));
    return `<svg role="img" aria-label="${escape(label)}" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}">
      ${shades(model, area, x, say)}${figures.length ? lines.join("") + ends(scene, found, x, y, width) : ""}</svg>`;
  }

  /** The last figure of each line, written beside it. */
  function ends(scene, found, x, y, width) {
    const last = ["districts", "city"].map((name) => [name, found.points.findLast((point) => isFinite(point[name]))]);
    const both = last.filter(([, point]) => point).map(([name, point]) => ({ name, point, at: y(point[name]) }));
    if (both.length === 2 && Math.abs(both[0].at - both[1].at) < 15) {
      const middle = (both[0].at + both[1].at) / 2, up = both[0].at <= both[1].at ? 1 : -1;
      both[0].at = middle - 7.5 * up;
      both[1].at = middle + 7.5 * up;
    }
    return both.map(({ name, point, at }) => {
      const right = x(point.year + 0.5) + 8, left = right + EDGE.label > width;
      return `<text class="${name}" x="${left ? right - 16 : right}" y="${at + 4}" text-anchor="${left ? "end" : "start"}">${atlas.numbers.escape(shown(point[name], scene))}</text>`;
    }).join("");
  }

  /* ---- lane ---- */

  function lane(scene, model, area) {
    const { say } = model;
    const districts = (area.districts[scene.level.id] || []).filter((id) => scene.level.position.has(id));
    const known = scene.book.funded_areas.find((one) => one.id === area.id);
    const found = atlas.timelineGap.make(scene, known, districts);
    const names = {
      districts: districts.map((id) => scene.level.areas[scene.level.position.get(id)].name).join(", "),
      city: scene.book.city.name,
    };
    const now = atlas.funded_areas.state(known, Math.floor(todayOf(model)));
    const said = sentence(scene, found, now, say);
    const label = part("div", "tl-label", scene.indicator.short_name, part("small", "", area.name),
      ...["districts", "city"].filter(() => !found.obstacle).map((name) => part("small", `tl-line tl-line-${name}`, names[name])));
    const track = part("div", "tl-track");
    if (!found.obstacle) track.innerHTML = curve(scene, model, known, found, `${scene.indicator.name}. ${said}`);
    const unsure = found.points.some((point) => [point.status, point.cityStatus]
      .some((status) => ["doubtful", "interpolated"].includes(status)));
    track.append(part("div", "tl-says", part("p", "tl-gap", said),
      ...(unsure ? [part("p", "tl-caution", say.underlay_doubtful)] : []),
      part("p", "tl-caution", say.underlay_coincidence),
      ...(found.obstacle ? [] : [table(scene, found, names, say)])));
    return part("div", "tl-lane tl-part tl-underlay", part("div", "tl-name", label), track);
  }

  function draw(model, view, scene) {
    const { root } = model, on = view.underlay === "ja";
    const button = root.querySelector(".tl-underlay-switch");
    button.setAttribute("aria-pressed", String(on));
    button.dataset.event = JSON.stringify({ underlay: on ? "" : "ja" });
    root.querySelector(".tl-underlay-hint").hidden = !on || Boolean(view.funded_area);
    const open = root.querySelector(".tl-figures[open]");
    for (const old of root.querySelectorAll(".tl-underlay")) old.remove();
    const area = on && scene && model.areas.find((one) => one.id === view.funded_area);
    if (!area || area.record.hidden || !model.width) return;
    area.record.prepend(lane(scene, model, area));
    if (open) area.record.querySelector(".tl-figures")?.setAttribute("open", "");
  }

  return { draw };
})();
