/* Projects as points: those with a published place, gathered where they would overlap. */
window.atlas = window.atlas || {};
atlas.projects = (() => {
  "use strict";
  const NEAR = 30; // pixels within which points are gathered
  let all = null, drawn = null, latest = null, listened = false;

  /** Load the projects when the layer is on; nothing otherwise. */
  async function load(book, view) {
    if (!all && view.layers.includes("projekte")) all = await atlas.data.projects(book);
  }

  /** Projects that the view shows: by field of action and state; without a field always. */
  function shown(scene) {
    const {view, book} = scene;
    if (!all || !view.layers.includes("projekte")) return [];
    const every = view.fields.length === book.fields_of_action.length;
    return all.filter((one) => view.project_states.includes(one.state)
      && (every || one.fields.some((field) => view.fields.includes(field))));
  }

  const many = (project) => project.fields.length > 1;

  function draw(scene, map) {
    latest = scene;
    if (!listened) { map.on("zoomend", () => latest && points(latest, map)); listened = true; }
    close();
    points(scene, map);
  }

  function points(scene, map) {
    if (drawn) drawn.remove();
    drawn = L.layerGroup(gather(shown(scene).filter((one) => one.at), map).map((group) => marker(scene, map, group))).addTo(map);
  }

  /** Groups of projects closer than NEAR pixels, in the order of the list. */
  function gather(projects, map) {
    const groups = [];
    for (const project of projects) {
      const place = map.latLngToLayerPoint([project.at[1], project.at[0]]);
      const group = groups.find((one) => one.place.distanceTo(place) < NEAR);
      if (group) group.members.push(project); else groups.push({place, members: [project]});
    }
    return groups;
  }

  function marker(scene, map, {members}) {
    const single = members.length === 1;
    const html = single ? `<span><b>${many(members[0]) ? "+" : ""}</b></span>` : `<span>${members.length}</span>`;
    const look = `project ${single ? `single${many(members[0]) ? " many" : ""}` : "cluster"}`;
    const icon = L.divIcon({className: look, iconSize: [26, 26], html});
    const made = L.marker([members[0].at[1], members[0].at[0]], {pane: "names", keyboard: false, icon, zIndexOffset: 1000}); // above the number of a funded area
    made.on("add", () => made.getElement().setAttribute("aria-hidden", "true"));
    return made.on("click", () => open(scene, members));
  }

  function open(scene, members) {
    const card = document.getElementById("project-card"), words = scene.book.texts.map, {fill} = atlas.numbers;
    const title = members.length > 1 ? `<p><strong>${fill(words.project_cluster, {count: members.length})}</strong></p>` : "";
    card.innerHTML = `<button type="button" class="clear" id="project-close">${words.project_close}</button>${title}
      ${members.map((one) => entry(scene, one)).join("")}`;
    card.hidden = false;
    document.getElementById("project-close").addEventListener("click", close);
  }

  const close = () => { document.getElementById("project-card").hidden = true; };

  function entry(scene, project) {
    const {book} = scene, words = book.texts.map, {escape, fill, event} = atlas.numbers;
    const area = book.funded_areas.find((one) => one.id === project.area);
    const said = [book.texts.page[`state_${project.state}`], time(scene, project), cost(scene, project),
      project.fields.length ? fill(words.project_fields, {fields: fields(scene, project)}) : "",
      many(project) ? words.project_many : "", project.carrier ? fill(words.project_carrier, {carrier: project.carrier}) : ""];
    return `<h3>${escape(project.title)}</h3><ul>${said.filter(Boolean).map((text) => `<li>${escape(text)}</li>`).join("")}
      <li><button type="button" class="as-link" ${event({funded_area: project.area})}>${escape(area ? area.name : project.area)}</button></li></ul>`;
  }

  const fields = (scene, project) => project.fields.map((id) => scene.book.fields_of_action.find((one) => one.id === id)?.name || id).join(", ");

  function time(scene, project) {
    if (project.start && project.end && project.start !== project.end) return atlas.numbers.fill(scene.book.texts.map.project_time, project);
    return project.start || project.end;
  }

  function cost(scene, project) {
    const words = scene.book.texts.map, {fill, german} = atlas.numbers;
    if (project.cost === null) return words.project_cost_none;
    const places = {cost: german(project.cost, 0), high: german(project.cost_high ?? NaN, 0)};
    return fill(project.cost_high === null ? words.project_cost : words.project_cost_range, places);
  }

  /** What the legend says: signs, and how many have no place. */
  function legend(scene) {
    const chosen = shown(scene), words = scene.book.texts.map, {fill, escape} = atlas.numbers;
    if (!chosen.length) return "";
    const rows = [["cluster", "3", fill(words.project_cluster, {count: 3})], ["single", "", words.projects],
      ["single many", "+", words.project_many]];
    const placeless = chosen.filter((one) => !one.at).length;
    return `<h3>${words.projects} (${chosen.length})</h3><ul class="classes">${rows.map(([look, sign, says]) =>
      `<li><span class="project ${look}"><span><b>${sign}</b></span></span><span class="says">${escape(says)}</span></li>`).join("")}</ul>
      <p class="quiet">${placeless ? fill(words.project_unplaced, {count: placeless, all: chosen.length}) : ""}</p>`;
  }

  /** The table twin: all chosen projects, with and without a place. */
  function table(scene) {
    const chosen = shown(scene), words = scene.book.texts.table, {escape, fill, event, german} = atlas.numbers;
    if (!chosen.length) return "";
    const title = fill(words.projects_caption, {count: chosen.length}), none = `<span class="unpublished">${words.unpublished}</span>`;
    const heads = ["title", "area", "state", "fields", "time", "cost", "place"].map((key) => `<th scope="col">${words[`project_${key}`]}</th>`);
    const rows = chosen.map((one) => {
      const area = scene.book.funded_areas.find((other) => other.id === one.area);
      const price = one.cost === null ? none : german(one.cost, 0) + (one.cost_high === null ? "" : `–${german(one.cost_high, 0)}`);
      return `<tr><th scope="row">${escape(one.title)}${many(one) ? " +" : ""}</th><td><a href="/" ${event({funded_area: one.area})}>${escape(area ? area.name : one.area)}</a></td>
        <td>${scene.book.texts.page[`state_${one.state}`]}</td><td>${escape(fields(scene, one)) || none}</td><td>${escape(time(scene, one)) || none}</td><td class="value">${price}</td><td>${escape(one.place) || none}</td></tr>`;
    });
    return `<div class="scroll" tabindex="0" role="region" aria-label="${escape(title)}"><table class="twin"><caption><span>${escape(title)}</span></caption><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  }

  return {draw, load, shown, legend, table, close};
})();
