/* The table that says what the map says: sortable, with status, class and difference to the city. */
window.atlas = window.atlas || {};
atlas.table = (() => {
  "use strict";
  let order = {column: "value", down: true}, latest = null;

  function draw(scene) {
    latest = scene;
    const frame = document.getElementById("table-frame"), shown = scene.view.mode === "tabelle";
    frame.hidden = !shown;
    document.getElementById("map-frame").hidden = shown;
    if (shown) atlas.frame.fill(frame, table(scene) + atlas.compare_table.below(scene, table) + atlas.need_table.block(scene) + funded(scene) + atlas.projects.table(scene) + download(scene));
  }

  /** Columns: key, heading, cell as HTML, figure or text to sort by. */
  function columns(scene) {
    const words = scene.book.texts.table, {escape, event, german, withUnit, signed, fill} = atlas.numbers;
    const {indicator, level} = scene, size = level.areas.length;
    const cell = (array, index) => (array ? array[scene.row * size + index] : NaN);
    const other = atlas.symbols.second(scene);
    const percent = indicator.unit === "%" ? words.points : indicator.unit;
    const found = [
      ["area", words.area, (i) => (scene !== latest ? escape(level.areas[i].name)
        : `<a href="/" ${event({area: level.areas[i].id})}${i === scene.chosen ? ' aria-current="true"' : ""}>${escape(level.areas[i].name)}</a>`),
        (i) => level.areas[i].name],
      ["value", `${words.value} (${indicator.unit})`, (i) => value(scene, i), (i) => scene.figures[i]],
      ["class", words.class, (i) => (scene.classes[i] < 0 ? "–" : `<span class="swatch class-${scene.classes[i]}"></span> ${escape(indicator.classes ? withUnit(scene.classes[i] + 1, indicator) : String(scene.classes[i] + 1))}`),
        (i) => (scene.classes[i] < 0 ? NaN : scene.classes[i])],
      ["city", `${words.city} (${percent})`, (i) => gap(scene, i), (i) => scene.figures[i]],
    ];
    if (scene.need) found.splice(2, 1, ...atlas.need_table.columns(scene));
    if (scene.change) found.splice(1, 3, ...changed(scene, found[2]));
    if (atlas.intervals.tested(scene)) found.splice(2, 0, ["range", words.range, (i) => range(scene, i), (i) => (atlas.intervals.around(scene, i) || [NaN])[0], "figure"]);
    if (scene.series.numerator) {
      found.push(["numerator", indicator.numerator || words.numerator, (i) => german(cell(scene.series.numerator, i), 0) || "–", (i) => cell(scene.series.numerator, i)],
        ["denominator", indicator.denominator || words.denominator, (i) => german(cell(scene.series.denominator, i), 0) || "–", (i) => cell(scene.series.denominator, i)]);
    }
    if (other) {
      found.push(["second", `${fill(words.second, {indicator: other.indicator.short_name, year: other.year})} (${other.indicator.unit})`,
        (i) => german(other.figures[i], other.indicator.decimals) || scene.book.texts.legend[`sign_${other.statuses[i]}`], (i) => other.figures[i]]);
    }
    found.push(...atlas.patterns.columns(scene), ["note", words.note, (i) => remark(scene, i), (i) => remark(scene, i)]);
    const fitting = indicator.classes ? found.filter(([key]) => key !== "city") : found; // the city has no class
    return atlas.compare_table.columns(scene, fitting, value);
  }

  /** Both years, the change, whether it is clear, and the column of the class. */
  function changed(scene, classes) {
    const words = scene.book.texts.change, {fill} = atlas.numbers, {change, indicator} = scene, {first, last} = atlas.change_words.years(scene);
    const {unit} = change.indicator, at = (key, end, heading) => [key, heading, (i) => value(end, i), (i) => end.figures[i]];
    return [at("before", change.first, fill(words.before, {year: first, unit})), at("after", change.last, fill(words.after, {year: last, unit})),
      ["value", fill(words.value, {first, last, unit: indicator.unit}), (i) => value(scene, i), (i) => scene.figures[i]],
      ["clear", words.clear, (i) => atlas.change_words.clear(scene, i) || "–", (i) => atlas.change_words.clear(scene, i)], classes];
  }

  function value(scene, index) {
    const status = scene.statuses[index], words = scene.book.texts.legend, {escape, figure} = atlas.numbers;
    const sign = words[`sign_${status}`];
    if (atlas.scene.isEmpty(status)) return `<span class="sign ${status}">${escape(sign)}</span>`;
    return figure(scene.figures[index], scene.indicator) + (sign ? ` <span class="sign">${escape(sign)}</span>` : "");
  }

  function gap(scene, index) {
    const {indicator, middle, figures} = scene, {round, signed} = atlas.numbers, words = scene.book.texts.legend;
    if (!Number.isFinite(figures[index]) || !Number.isFinite(middle)) return "–";
    const mark = atlas.intervals.alike(scene, index) ? ` <abbr title="${words.alike}">${words.sign_alike}</abbr>` : "";
    return signed(figures[index] - round(middle, indicator.decimals), indicator.decimals) + mark;
  }

  /** Both ends around a figure. */
  function range(scene, index) {
    const ends = atlas.intervals.around(scene, index), {german} = atlas.numbers;
    return ends ? ends.map((end) => german(end, scene.indicator.decimals)).join("–") : "–";
  }

  function remark(scene, index) {
    const said = [scene.book.texts.table[`status_${scene.statuses[index]}`], scene.notes[index]];
    return atlas.numbers.escape(said.filter(Boolean).join(": "));
  }

  /** Positions of the areas in the order chosen; what has no figure comes last. */
  function sorted(scene, key) {
    const text = new Intl.Collator("de"), rows = scene.level.areas.map((_, index) => index);
    const missing = (value) => typeof value === "number" && !Number.isFinite(value);
    return rows.sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      if (missing(one) || missing(other)) return missing(one) - missing(other) || a - b;
      const rising = typeof one === "string" ? text.compare(one, other) : one - other;
      return (order.down ? -rising : rising) || a - b;
    });
  }

  function table(scene) {
    const {escape} = atlas.numbers, all = columns(scene), said = atlas.compare_table.caption(scene, caption);
    const by = all.find((column) => column[0] === order.column) || all[1];
    const head = all.map(([key, heading]) => `<th scope="col" aria-sort="${key !== by[0] ? "none" : order.down ? "descending" : "ascending"}">
      <button type="button" data-sort="${key}">${escape(heading)}<span aria-hidden="true">${key !== by[0] ? "" : order.down ? " ▼" : " ▲"}</span></button></th>`).join("");
    const body = sorted(scene, by[3]).map((index) => `<tr${index === scene.chosen ? ' class="chosen"' : ""}>${all.map(([key, , show, , look = key]) =>
      (key === "area" ? `<th scope="row">${show(index)}</th>` : `<td class="${look}">${show(index)}</td>`)).join("")}</tr>`).join("");
    return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(said)}"><table class="twin">
      <caption><span>${escape(said)}</span></caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody>${total(scene, all)}</table></div>`;
  }

  function caption(scene) {
    const {indicator, view, level, book} = scene, source = book.sources[indicator.source];
    return atlas.numbers.fill(book.texts.table.caption, {
      title: atlas.compare_table.title(scene, atlas.words.headline(scene)), levels: level.plural, unit: indicator.unit,
      date: indicator.data_date, source: `${source.publisher}, ${source.title}`, licence: source.licence,
    });
  }

  function total(scene, all) {
    const words = scene.book.texts.table, shown = scene.change ? [scene.change.first, scene.change.last, scene] : atlas.compare_table.totals(scene);
    const cells = shown.map((one) => `<td class="value">${Number.isFinite(one.cityFigure)
      ? atlas.numbers.figure(one.cityFigure, one.indicator) + atlas.words.doubt(one, one.cityStatus) : "–"}</td>`).join("");
    const rest = all.length - 2 - shown.length;
    return `<tfoot><tr><th scope="row">${words.total}</th>${cells}${rest > 0 ? `<td colspan="${rest}"></td>` : ""}<td class="note">${atlas.numbers.escape(scene.cityNote)}</td></tr></tfoot>`;
  }

  function funded(scene) {
    const words = scene.book.texts, areas = atlas.funded_areas.shown(scene), {escape, fill, event} = atlas.numbers;
    if (!areas.length) return "";
    const names = new Map(scene.level.areas.map((area) => [area.id, area.name]));
    const rows = areas.map((area) => `<tr><th scope="row"><a href="/" ${event({funded_area: area.id})}>${area.number} ${escape(area.name)}</a></th>
      <td>${escape(area.programmes.map((id) => scene.book.programmes.find((one) => one.id === id).short).join(", "))}</td>
      <td>${words.map[`state_${area.state}`]}</td><td>${escape(area.areas.map((id) => names.get(id) || id).join(", "))}</td>
      <td>${words.table[`outline_${area.quality || "none"}`]}</td></tr>`).join("");
    const heads = [words.table.funded_name, words.table.funded_programme, fill(words.table.funded_state, {year: scene.view.year}),
      words.table.funded_areas, words.table.funded_outline];
    const title = fill(words.table.funded_caption, {year: scene.view.year});
    return `<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="twin"><caption><span>${title}</span></caption><thead><tr>${heads.map((name) => `<th scope="col">${name}</th>`).join("")}</tr></thead><tbody>${rows}</tbody></table></div>`;
  }

  const download = (scene) => {
    const words = scene.book.texts.table;
    return `<p><a class="download" href="/tabelle.csv${atlas.view.toQuery(scene.view, scene.book)}" download>${words.download}</a>
      <span class="quiet">${words.download_hint}</span></p>`;
  };

  /** Sort by a column; a second time turns the order round. */
  function sort(column) {
    order = {column, down: order.column === column ? !order.down : column !== "area" && column !== "note"};
    draw(latest);
  }

  return {draw, sort};
})();
