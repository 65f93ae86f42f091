/* The legend: distribution, classes with counts, marks of city and chosen area, empty states. */
window.atlas = window.atlas || {};
atlas.legend = (() => {
  "use strict";
  const WIDTH = 300, HEIGHT = 64, LEFT = 8, RIGHT = 8;

  /** The legend of a scene, below it that of the second map; `alone`: pointed at on the second map only. */
  function draw(scene, pointed = -1, alone = -1) {
    atlas.frame.fill(document.getElementById("sheet-legend"), html(scene, pointed) + atlas.patterns.legend(scene) + atlas.second.legend(scene, pointed, alone));
  }

  function html(scene, pointed) {
    const words = scene.book.texts.legend, {escape} = atlas.numbers;
    return [
      `<h2>${words.title} <small>${escape(subtitle(scene))}</small></h2>`,
      scene.view.layers.includes("indikator") ? [...(scene.need ? [atlas.need.legend(scene)] : [scene.indicator.classes ? "" : chart(scene, pointed), method(scene), classes(scene)]), empties(scene), doubts(scene), alike(scene)].join("") : "",
      counts(scene), symbols(scene),
    ].join("");
  }

  /** Years and unit. */
  function subtitle(scene) {
    const words = scene.book.texts, {fill} = atlas.numbers, {unit} = scene.indicator;
    if (!scene.change) return fill(words.legend.subtitle, {year: scene.view.year, unit});
    const {first, last} = atlas.change_words.years(scene);
    return fill(words.change.legend, {first, last, unit});
  }

  /** The list of funded areas stands by itself: below the chosen area. */
  function drawFunded(scene) {
    const frame = document.getElementById("funded-list"), wanted = JSON.stringify([scene.view.year, atlas.funded_areas.sum(scene),
      atlas.projects.shown(scene).map((one) => one.id)]);
    if (frame.dataset.sum === wanted) return;
    frame.dataset.sum = wanted;
    atlas.frame.fill(frame, funded(scene) + atlas.projects.legend(scene));
  }

  const position = (scene, figure) => {
    const span = scene.highest - scene.lowest;
    return LEFT + (span ? (figure - scene.lowest) / span : 0.5) * (WIDTH - LEFT - RIGHT);
  };

  /** Bins that never cross a class limit: [from, to, class, count]. */
  function bins(scene) {
    const edges = [scene.lowest, ...scene.limits.filter((x) => x > scene.lowest && x < scene.highest), scene.highest];
    const step = (scene.highest - scene.lowest) / 22, found = [];
    for (let i = 0; i + 1 < edges.length; i += 1) {
      const parts = Math.max(1, Math.round((edges[i + 1] - edges[i]) / step));
      for (let part = 0; part < parts; part += 1) {
        const width = (edges[i + 1] - edges[i]) / parts;
        found.push([edges[i] + part * width, edges[i] + (part + 1) * width,
          atlas.classes.classOf(edges[i] + (part + 0.5) * width, scene.limits), 0]);
      }
    }
    for (const figure of scene.figures) {
      if (!Number.isFinite(figure)) continue;
      const bin = found.find(([from, to]) => from <= figure && figure < to) || found.at(-1);
      if (bin) bin[3] += 1;
    }
    return found;
  }

  function chart(scene, pointed) {
    const words = scene.book.texts.legend, {fill, withUnit, figure, escape} = atlas.numbers;
    const count = scene.figures.filter(Number.isFinite).length;
    if (!count) return `<p class="quiet">${fill(words.all_empty, {year: scene.view.year})}</p>`;
    const {indicator} = scene;
    const rows = scene.lowest === scene.highest ? [] : bins(scene);
    const tallest = Math.max(1, ...rows.map((bin) => bin[3]));
    const bars = rows.map(([from, to, place, number]) => {
      const x = position(scene, from), width = Math.max(1, position(scene, to) - x - 0.5);
      const height = (number / tallest) * (HEIGHT - 20);
      return `<rect class="class-${place}" x="${x}" y="${HEIGHT - height}" width="${width}" height="${height}"/>`
        + `<rect class="class-${place} strip" x="${x}" y="${HEIGHT}" width="${width + 0.5}" height="9"/>`;
    }).join("");
    const marks = [[scene.middle, "city", fill(indicator.kind === "count" ? words.mean : words.city,
      {value: Number.isFinite(scene.middle) ? withUnit(scene.middle, indicator) + ofCity(scene) : ""})]];
    if (scene.chosen >= 0) marks.push(markOf(scene, scene.chosen, "chosen"));
    if (pointed >= 0 && pointed !== scene.chosen) marks.push(markOf(scene, pointed, "pointed"));
    const drawn = marks.filter(([figure]) => Number.isFinite(figure));
    const label = fill(words.chart, {
      count, low: withUnit(scene.lowest, indicator), high: withUnit(scene.highest, indicator),
      marks: drawn.map((mark) => mark[2]).join("; "),
    });
    return `<svg class="histogram" viewBox="0 0 ${WIDTH} ${HEIGHT + 26}" role="img" aria-label="${escape(label)}">${bars}
      ${drawn.map(([figure, kind]) => pin(scene, figure, kind)).join("")}
      <text x="${LEFT}" y="${HEIGHT + 23}">${figure(scene.lowest, indicator)}</text>
      <text x="${WIDTH - RIGHT}" y="${HEIGHT + 23}" text-anchor="end">${figure(scene.highest, indicator)}</text></svg>
      <ul class="marks">${drawn.map(([, kind, text]) => `<li class="${kind}">${escape(text)}</li>`).join("")}</ul>${
      scene.cityNote ? `<details class="method"><summary>${words.city_note}</summary>${escape(scene.cityNote)}</details>` : ""}`;
  }

  /** The sign of a doubtful city figure; the mean of counts is reckoned from the areas. */
  const ofCity = (scene) => (scene.indicator.kind === "count" ? "" : atlas.words.doubt(scene, scene.cityStatus));

  const markOf = (scene, index, kind) => [scene.figures[index], kind, atlas.numbers.fill(
    scene.book.texts.legend.chosen,
    {area: scene.level.areas[index].name, value: atlas.numbers.withUnit(scene.figures[index], scene.indicator)})];

  function pin(scene, figure, kind) {
    const x = Math.min(WIDTH - RIGHT, Math.max(LEFT, position(scene, figure)));
    const head = kind === "city" ? `<circle cx="${x}" cy="6" r="4.5"/>` : `<path d="M${x - 5.5} 1h11L${x} 11z"/>`;
    return `<g class="pin ${kind}"><line x1="${x}" x2="${x}" y1="6" y2="${HEIGHT + 9}"/>${head}</g>`;
  }

  function method(scene) {
    if (scene.change) return `<p class="method">${atlas.change_words.marks(scene)} ${atlas.change_words.method(scene)}</p>`;
    const words = scene.book.texts.legend, {fill} = atlas.numbers, {view, series} = scene;
    if (scene.indicator.classes) return `<p class="method">${words.method_named} ${atlas.analyses.link(scene, "index", words.to_analysis)}</p>${scene.indicator.note ? `<p class="warning">${atlas.numbers.escape(scene.indicator.note)}</p>` : ""}`;
    const said = [`${words[`method_${view.classes.method}`]}.`];
    if (scene.limits.length + 1 < view.classes.number) {
      said.push(fill(words.fewer, {wished: view.classes.number, number: scene.limits.length + 1}));
    }
    if (view.limits === "jahr") {
      return `<p class="method">${said.join(" ")}</p><p class="warning">${fill(words.not_fixed, {year: view.year})}</p>`;
    }
    said.push(series.years.length > 1
      ? fill(words.fixed, {first: series.years[0], last: series.years.at(-1)}) : words.fixed_one);
    return `<p class="method">${said.join(" ")}</p>`;
  }

  /** The words for class `place`: "von bis unter". */
  function span(scene, place) {
    if (scene.change) return atlas.change_words.span(scene, place);
    const words = scene.book.texts.legend, {fill, german} = atlas.numbers, d = scene.indicator.decimals, named = scene.indicator.classes;
    if (named) return fill(words.named_class, {code: named[place][0], name: named[place][1]});
    const {limits, lowest, highest} = scene, last = limits.length;
    const from = place === 0 ? lowest : limits[place - 1], to = place === last ? highest : limits[place];
    if (!last) return lowest === highest ? fill(words.only, {from: german(lowest, d)})
      : fill(words.from_to_last, {from: german(lowest, d), to: german(highest, d)});
    if (place === 0 && limits[0] <= lowest) return fill(words.below, {to: german(to, d)});
    if (place === last && limits[last - 1] > highest) return fill(words.above, {from: german(from, d)});
    if (place === last && from === to) return fill(words.only, {from: german(from, d)});
    return fill(place === last ? words.from_to_last : words.from_to, {from: german(from, d), to: german(to, d)});
  }

  function classes(scene) {
    if (!Number.isFinite(scene.lowest)) return "";
    const rows = scene.colours.map((_, place) => row(
      `<span class="swatch class-${place}">${scene.change ? `<b class="change-mark">${atlas.change_words.classMark(scene, place)}</b>` : ""}</span>`, `${span(scene, place)}${scene.indicator.unit.length > 3 || scene.indicator.classes ? "" : ` ${scene.indicator.unit}`}`,
      scene.classes.filter((one) => one === place).length, scene));
    return `<ol class="classes">${(scene.indicator.scale === "named" ? rows : rows.reverse()).join("")}</ol>`;
  }

  function row(swatch, text, count, scene) {
    const words = scene.book.texts.legend, {escape, fill} = atlas.numbers;
    const said = count === 0 ? words.none : count === 1 ? words.area : fill(words.areas, {count});
    return `<li>${swatch}<span class="says">${escape(text)}</span><span class="count">${said}</span></li>`;
  }

  const hatch = (status) => `<svg class="swatch" aria-hidden="true"><rect width="100%" height="100%" fill="url(#hatch-${status})"/></svg>`;

  function empties(scene) {
    const words = scene.book.texts.legend;
    const present = atlas.scene.EMPTY.filter((status) => scene.statuses.includes(status));
    if (!present.length) return "";
    const rows = present.map((status) => row(hatch(status), `${words[`sign_${status}`]} ${words[`status_${status}`]}`,
      scene.statuses.filter((one) => one === status).length, scene));
    return `<h3>${words.empty}</h3><ul class="classes empties">${rows.join("")}</ul>`;
  }

  function doubts(scene) {
    const words = scene.book.texts.legend;
    const present = ["doubtful", "interpolated"].filter((status) => scene.statuses.includes(status));
    if (!present.length || !scene.view.layers.includes("zweifel")) return "";
    return `<ul class="classes">${present.map((status) => row(
      `<span class="swatch doubt">${words[`sign_${status}`]}</span>`, words[`status_${status}`],
      scene.statuses.filter((one) => one === status).length, scene)).join("")}</ul>`;
  }

  function alike(scene) {
    const words = scene.book.texts.legend, {shown, againstRest} = atlas.intervals;
    if (!shown(scene)) return "";
    const orders = againstRest(scene);
    if (orders.every((order) => order === null)) return `<p class="hint">${words.alike_unknown}</p>`;
    return `<ul class="classes">${row(`<span class="swatch alike">${words.sign_alike}</span>`, words.alike, orders.filter((order) => order === 0).length, scene)}</ul>`;
  }

  function counts(scene) {
    if (scene.indicator.kind !== "count" || !scene.indicator.related) return "";
    const better = scene.book.indicators.find((one) => one.id === scene.indicator.related);
    return better ? `<p class="hint">${scene.book.texts.legend.counts_note}
      <a href="/" ${atlas.numbers.event({indicator: better.id})}>${atlas.numbers.escape(better.name)}</a></p>` : "";
  }

  function symbols(scene) {
    const other = atlas.symbols.second(scene);
    if (!other) return "";
    const words = scene.book.texts, {fill, escape, withUnit} = atlas.numbers;
    const sizes = [1, 0.5, 0.1].map((part) => roundDown(other.most * part));
    const rings = [...new Set(sizes)].filter((size) => size > 0).map((size) => {
      const radius = atlas.symbols.radius(size, other.most);
      return `<li><svg width="${2 * radius + 2}" height="${2 * radius + 2}" aria-hidden="true"><circle class="symbol" cx="${radius + 1}" cy="${radius + 1}" r="${radius}"/></svg> ${escape(withUnit(size, other.indicator))}</li>`;
    }).join("");
    const late = other.year === scene.view.year ? "" : `<p class="hint">${escape(fill(words.map.symbols_no_year,
      {indicator: other.indicator.name, year: scene.view.year, shown: other.year}))}</p>`;
    return `<h3>${escape(fill(words.map.symbols, {indicator: other.indicator.name, year: other.year}))}</h3>
      <ul class="sizes">${rings}</ul>${late}`;
  }

  /** Round down to one digit: 15350 -> 10000, 0.37 -> 0.3. */
  function roundDown(figure) {
    const step = 10 ** Math.floor(Math.log10(figure));
    return figure > 0 ? Number((Math.floor(figure / step) * step).toPrecision(1)) : 0;
  }

  function funded(scene) {
    const words = scene.book.texts, {escape, fill} = atlas.numbers, areas = atlas.funded_areas.shown(scene);
    if (!areas.length) return "";
    const rows = areas.map((area) => {
      const place = atlas.funded_areas.colour(scene, area), programme = scene.book.programmes[place];
      return `<li><button type="button" ${atlas.numbers.event({funded_area: area.id})} aria-pressed="${area.id === scene.view.funded_area}">
        <span class="badge ${atlas.funded_areas.look(scene, area)} ${area.state}"><span>${area.number}</span></span>
        <span class="says">${escape(area.name)}<small>${escape(programme ? programme.short : "")} · ${words.map[`state_${area.state}`]}</small></span></button></li>`;
    }).join("");
    return `<h3>${words.legend.funded}</h3><ul class="funded-list">${rows}</ul>
      <p class="quiet">${areas.some((area) => area.quality === "schematic") ? `${words.legend.funded_dashed}. ` : ""}${fill(words.legend.funded_dimmed, {year: scene.view.year})}.</p>`;
  }

  return {draw, drawFunded, html, chart, span, bins, row};
})();
