/* Patterns on the map: neighbourhoods that stand out, social spaces made of data; the twin of layers/patterns.py. */
window.atlas = window.atlas || {};
atlas.patterns = (() => {
  "use strict";
  const CLUSTERS = "muster", SPACES = "sozialraeume", NOTABLE = [1, 2, 3, 4];
  const DASHES = {1: null, 2: "7 4", 3: "7 3 2 3", 4: "2 4"}; // as in layers/export/map_patterns.py
  let drawn = null, found = {};

  const on = (view, layer) => view.layers.includes(layer);
  const offline = () => location.protocol === "file:";

  /** Load what the layers of a view show; what cannot be loaded is said in the legend. */
  async function load(book, view) {
    const indicator = book.indicators.find((one) => one.id === view.indicator);
    const [clusters, spaces] = await Promise.all([
      on(view, CLUSTERS) && !indicator.classes ? fetched(`${book.families[CLUSTERS]}-${view.level}-${view.indicator}.json`, false) : null,
      on(view, SPACES) ? fetched(book.addresses[`${SPACES}-${view.level}`]) : null,
    ]);
    found = {key: [view.level, view.indicator].join(), level: view.level, clusters, spaces};
  }

  /** A briefcase carries no neighbourhoods: it asks nobody for them. */
  const fetched = (address, carried = true) => (offline() && !carried ? "failed" : atlas.data.get(address).catch(() => "failed"));

  /** The class of each area in the year shown; null where the layer is off or has nothing to say. */
  function clusters(scene) {
    const {view} = scene, document_ = found.clusters;
    if (!on(view, CLUSTERS) || scene.change || scene.indicator.classes || found.key !== [view.level, view.indicator].join()) return null;
    return document_ && document_ !== "failed" ? document_.classes[document_.years.indexOf(view.year)] : null;
  }

  /** The social spaces of the level; null where the layer is off or there are none. */
  function spaces(scene) {
    const {view} = scene, document_ = found.spaces;
    if (!on(view, SPACES) || found.level !== view.level || !document_ || document_ === "failed") return null;
    return document_.rings.length > 1 ? document_ : null;
  }

  function draw(scene, map) {
    if (drawn) drawn.remove();
    drawn = L.layerGroup([...outlines(scene), ...borders(scene)]).addTo(map);
  }

  /** Two lines around an area: a pale edge, and the line that says how it stands out. */
  function line(rings, name, weight, dashArray) {
    const one = (look, width, dash) => L.polygon(rings, {
      pane: "funded", interactive: false, fill: false, weight: width, smoothFactor: 0, dashArray: dash, className: `pattern ${name} ${look}`,
    });
    return [one("casing", weight + 2.5, null), one("line", weight, dashArray)];
  }

  const outlines = (scene) => (clusters(scene) || []).flatMap((number, index) =>
    (NOTABLE.includes(number) ? line(scene.level.outlines[index], "cluster", 2.6, DASHES[number]) : []));

  function borders(scene) {
    const here = spaces(scene);
    if (!here) return [];
    return here.rings.flatMap((rings, index) => [...line(atlas.data.decode(rings, here.grid), "space", 3.2, null), plate(here.points[index], index + 1)]);
  }

  function plate([x, y], number) {
    const made = L.marker([y, x], {pane: "names", interactive: false, keyboard: false,
      icon: L.divIcon({className: "space-number", iconSize: [22, 18], iconAnchor: [11, 34], html: `<span>${number}</span>`})});
    made.on("add", () => made.getElement().setAttribute("aria-hidden", "true"));
    return made;
  }

  /** What the lines mean, with the number of areas; where nothing stands out the legend says so. */
  const legend = (scene) => clusterLegend(scene) + spaceLegend(scene);

  function clusterLegend(scene) {
    if (!on(scene.view, CLUSTERS)) return "";
    const words = scene.book.texts.legend, classes = clusters(scene);
    const title = `<h3>${words.clusters}</h3>`, more = `<p class="method">${atlas.analyses.link(scene, "cluster", words.to_pattern)}</p>`;
    if (found.clusters === "failed") return `${title}<p class="hint">${words.patterns_failed}</p>`;
    if (!classes) return `${title}<p class="hint">${words.clusters_not}</p>`;
    const rows = NOTABLE.filter((number) => classes.includes(number)).map((number) => atlas.legend.row(
      `<svg class="swatch" viewBox="0 0 28 16" aria-hidden="true"><path d="M1 8h26" stroke="currentColor" stroke-width="2.6" fill="none"${DASHES[number] ? ` stroke-dasharray="${DASHES[number]}"` : ""}/></svg>`,
      words[`cluster_${number}`], classes.filter((one) => one === number).length, scene));
    return `${title}${rows.length ? `<ul class="classes">${rows.join("")}</ul>` : `<p class="hint">${words.clusters_none}</p>`}${more}`;
  }

  function spaceLegend(scene) {
    if (!on(scene.view, SPACES)) return "";
    const words = scene.book.texts.legend, here = spaces(scene), {escape} = atlas.numbers;
    const title = `<h3>${words.spaces}</h3>`, more = `<p class="method">${atlas.analyses.link(scene, "sozialraeume", words.to_pattern)}</p>`;
    if (found.spaces === "failed") return `${title}<p class="hint">${words.patterns_failed}</p>`;
    if (!here) return `${title}<p class="hint">${words.spaces_none}</p>`;
    const rows = here.names.map((names, index) => `<li><span class="swatch space-number"><span>${index + 1}</span></span><span class="says">${escape(names.join(", "))}</span></li>`);
    return `${title}<ul class="classes spaces">${rows.join("")}</ul>${more}`;
  }

  /** Columns of the table: [key, heading, cell, figure to sort by]. */
  function columns(scene) {
    const words = scene.book.texts, classes = clusters(scene), here = spaces(scene), columns_ = [];
    const said = (index) => (NOTABLE.includes(classes[index]) ? words.legend[`cluster_${classes[index]}`] : "–");
    if (classes) columns_.push(["cluster", words.table.cluster, said, said]);
    if (here) columns_.push(["space", words.table.space, (index) => here.spaces[index] || "–", (index) => here.spaces[index] || NaN]);
    return columns_;
  }

  /** Without a server nobody looks for neighbourhoods: the switch is not offered. */
  function offer() {
    const entry = document.querySelector(`[data-layer="${CLUSTERS}"]`);
    if (entry) entry.hidden = offline();
  }

  return {load, draw, legend, columns, clusters, spaces, offer};
})();
