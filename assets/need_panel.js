/* Need and funding in words: the sentence, the chart over all years, the lists, the controls. */
window.atlas = window.atlas || {};
atlas.need_panel = (() => {
  "use strict";
  const WIDTH = 300, HEIGHT = 110;

  const unclear = (split) => split.unknown.people + split.void.people;

  /** "31 % (19 bis 45 %)"; without a range where there is none. */
  function share(scene, split, part) {
    const words = scene.book.texts.need, {fill, german} = atlas.numbers, {people, low, high} = split[part];
    const [value, least, most] = [people, low, high].map((one) => german((100 * one) / split.total, 0));
    return least === most ? fill(words.certain_share, {value}) : fill(words.range_share, {value, low: least, high: most});
  }

  /** How many areas reach the limit, and where the people counted there live. */
  function sentence(scene) {
    const words = scene.book.texts.need, {year} = scene.need, {fill} = atlas.numbers;
    const limit = atlas.need.sideWords(scene, "need");
    if (!year.chosen.length) return fill(words.summary_none, {year: year.year, limit});
    return fill(words.summary, {year: year.year, areas: year.chosen.length, all: scene.level.areas.length, limit, people: whose(scene)});
  }

  function whose(scene) {
    const words = scene.book.texts.need, {split} = scene.need.year, {fill, german} = atlas.numbers;
    if (!(split.total > 0)) return words.summary_unknown;
    return fill(words.summary_people, {
      total: german(split.total, 0), counted: atlas.need_table.counted(scene),
      inside: share(scene, split, "inside"), formerly: share(scene, split, "formerly"), outside: share(scene, split, "outside"),
    });
  }

  /** The panel below the chosen area, and the controls in the sidebar. */
  function draw(scene) {
    controls(scene);
    const frame = document.getElementById("need-panel");
    if (!frame) return;
    atlas.frame.hide(frame, !scene.need);
    if (scene.need) atlas.frame.fill(frame, panel(scene, frame.querySelector("details[open]") !== null));
  }

  function panel(scene, open) {
    const words = scene.book.texts.need, {escape} = atlas.numbers, {year} = scene.need;
    return `<h2>${words.title}: ${escape(atlas.need.sideWords(scene, "need"))}</h2><p>${escape(sentence(scene))}</p>${caveats(scene)}
      <p class="warning">${words.judgement}</p>${chart(scene)}${exact(scene, open)}
      ${listed(scene, words.unfunded, words.unfunded_none, year.unfunded.map((index) => [scene.level.areas[index].name, {area: scene.level.areas[index].id}]))}
      ${listed(scene, words.without_need, words.without_need_none, year.withoutNeed.map((area) => [area.name, {funded_area: area.id}]))}
      ${moneyList(scene)}
      <p>${atlas.analyses.link(scene, "zielgenauigkeit", words.to_targeting)}</p>
      <p class="quiet need-method">${escape(atlas.need_table.method(scene).join(" "))}</p>`;
  }

  function caveats(scene) {
    const words = scene.book.texts.need, {year} = scene.need, {escape, fill, german} = atlas.numbers, said = [];
    if (unclear(year.split) > 0) said.push(fill(words.unclear, {share: `${german((100 * unclear(year.split)) / year.split.total, 1)}\u00a0%`}));
    return said.map((text) => `<p class="quiet">${escape(text)}</p>`).join("");
  }

  function listed(scene, title, none, entries) {
    const {escape, event, fill} = atlas.numbers, limit = atlas.need.sideWords(scene, "need");
    const rows = entries.map(([name, wanted]) => `<li><button type="button" class="as-link" ${event(wanted)}>${escape(name)}</button></li>`).join("");
    return `<h3>${escape(fill(title, {limit, count: entries.length}))}</h3>${rows ? `<ul class="inline">${rows}</ul>` : `<p class="quiet">${none}</p>`}`;
  }

  /** What was granted and spent in each funded area that has begun, and per resident where known. */
  function moneyList(scene) {
    const words = scene.book.texts.need, {escape, event} = atlas.numbers;
    const rows = scene.need.year.begun.map(([area, state]) => `<li><button type="button" class="as-link" ${event({funded_area: area.id})}>${escape(area.name)}</button>
      <span class="quiet">(${escape(scene.book.texts.map[`state_${state}`])})</span>${atlas.need_money.lines(scene, area.id)}</li>`).join("");
    return rows && `<h3>${words.money}</h3><p class="quiet">${words.money_hint}</p><ul class="need-money">${rows}</ul>`;
  }

  const PARTS = [["inside", (split) => split.inside.people], ["formerly", (split) => split.formerly.people],
    ["unclear", unclear], ["outside", (split) => split.outside.people]];

  const partWords = (scene, name) => scene.book.texts.need[`part_${name}`];

  /** One bar a year, stacked to a hundred. */
  function chart(scene) {
    const words = scene.book.texts.need, {escape, fill, german} = atlas.numbers;
    const rows = scene.need.rows.filter(({split}) => split.total > 0);
    if (!rows.length) return "";
    const step = (WIDTH - 4) / rows.length, wide = Math.min(34, step - 4), tall = HEIGHT - 18;
    const bars = rows.map(({year, split}, at) => {
      const x = 2 + at * step + (step - wide) / 2;
      let top = tall;
      const pieces = PARTS.map(([name, of]) => {
        const height = (of(split) / split.total) * tall;
        top -= height;
        return height ? `<rect x="${x}" y="${top}" width="${wide}" height="${height}" fill="url(#cell-${name === "outside" ? "rest" : "need"}-${name})"/>` : "";
      }).join("");
      return `<g class="${year === scene.view.year ? "current" : ""}">${pieces}<text x="${x + wide / 2}" y="${HEIGHT - 4}" text-anchor="middle">${step < 30 ? String(year).slice(2) : year}</text></g>`;
    }).join("");
    const percent = (split, part) => german((100 * split[part].people) / split.total, 0);
    const values = rows.map(({year, split}) => fill(words.chart_value, {
      year, inside: percent(split, "inside"), formerly: percent(split, "formerly"), outside: percent(split, "outside")})).join("; ");
    const key = PARTS.filter(([, of]) => rows.some(({split}) => of(split) > 0)).map(([name]) =>
      `<li>${atlas.need.swatch(`${name === "outside" ? "rest" : "need"}-${name}`)}<span class="says">${partWords(scene, name)}</span></li>`).join("");
    return `<h3>${words.chart}</h3><svg class="need-chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escape(fill(words.chart_label, {values}))}">${bars}</svg>
      <ul class="classes cells">${key}</ul>`;
  }

  function exact(scene, open) {
    const words = scene.book.texts.need, {escape, fill, german} = atlas.numbers;
    const caption = fill(words.chart_caption, {indicator: scene.indicator.name, limit: atlas.need.sideWords(scene, "need")});
    const cells = (split) => (split.total > 0 ? [share(scene, split, "inside"), share(scene, split, "formerly"),
      `${german((100 * unclear(split)) / split.total, 1)}\u00a0%`, share(scene, split, "outside")] : ["–", "–", "–", "–"]);
    const rows = scene.need.rows.map(({year, chosen, split}) => `<tr><th scope="row">${year}</th><td>${chosen.length}</td>
      <td>${german(split.total, 0) || "–"}</td>${cells(split).map((text) => `<td>${text}</td>`).join("")}</tr>`).join("");
    const heads = [words.chart_year, words.chart_areas, words.chart_total, words.part_inside, words.part_formerly, words.part_unclear, words.part_outside];
    return `<details class="need-exact"${open ? " open" : ""}><summary>${words.chart_table}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="${escape(caption)}"><table><caption>${escape(caption)}</caption>
      <thead><tr>${heads.map((text) => `<th scope="col">${text}</th>`).join("")}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
  }

  /** A quarter beyond the city's figure: something to begin with, no threshold of any law. */
  function suggestion(scene) {
    const {indicator, middle, figures} = scene, known = figures.filter(Number.isFinite);
    const from = Number.isFinite(middle) ? middle : atlas.scene.mean(known);
    const factor = indicator.direction === "better" ? 0.8 : 1.25;
    return atlas.numbers.round((Number.isFinite(from) ? from : 0) * factor, indicator.decimals);
  }

  function controls(scene) {
    const flip = document.getElementById("need-switch");
    if (!flip) return;
    const on = scene.view.need !== null, {fill, german, withUnit} = atlas.numbers, {indicator} = scene;
    flip.setAttribute("aria-checked", String(on));
    flip.dataset.event = JSON.stringify({need: on ? "" : String(suggestion(scene))});
    document.getElementById("need-form").hidden = !on;
    if (!on) return;
    document.getElementById("need-limit").value = german(scene.view.need, indicator.decimals);
    document.getElementById("need-answer").textContent = "";
    document.getElementById("need-city").textContent = Number.isFinite(scene.middle) ? fill(scene.book.texts.need.city_value, {
      year: scene.view.year, value: withUnit(scene.middle, indicator), suggestion: withUnit(suggestion(scene), indicator)}) : "";
  }

  /** A limit typed the German way becomes an event. */
  function submitted(submit) {
    if (submit.target.id !== "need-form") return;
    submit.preventDefault();
    const {scene} = atlas.draw, {fill, german} = atlas.numbers, asked = document.getElementById("need-limit").value.trim();
    const text = asked.replace(/−/g, "-").replace(/\.(?=\d{3}\b)/g, "").replace(",", ".");
    const fits = /^-?[0-9]{1,8}(\.[0-9]{1,4})?$/.test(text);
    document.getElementById("need-answer").textContent = fits ? "" : fill(scene.book.texts.need.answer_wrong,
      {asked, example: german(suggestion(scene), scene.indicator.decimals)});
    if (fits) atlas.wiring.send({need: text});
  }

  document.addEventListener("submit", submitted);

  return {draw, sentence, suggestion};
})();
