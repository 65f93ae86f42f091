/* From an address to a picture: read the view, make the scene, let every painter paint it. */
window.atlas = window.atlas || {};
atlas.draw = (() => {
  "use strict";
  const LATEST = 200; // ms until what waits for the picture is done without it
  let latest = null, scene = null, pending = [], drawnPaths = [], turn = 0;

  const events = {
    choose: (index) => atlas.wiring.send({area: scene.chosen === index ? "" : scene.level.areas[index].id}),
    chooseFunded: (id) => atlas.wiring.send({funded_area: scene.view.funded_area === id ? "" : id}),
    point: (index) => point(index),
  };

  /** Draw what the address `query` says. Called on load, on Back and Forward, and after every event. */
  async function address(query) {
    if (query === latest) return query;
    latest = query;
    const mine = (turn += 1);
    document.documentElement.dataset.atlas = "drawing";
    try {
      await paint(query, mine);
    } catch (error) {
      latest = null;
      failed(error);
    }
    return query;
  }

  async function paint(query, mine) {
    atlas.controls.inputs();
    const book = await atlas.data.catalogue();
    const read = await atlas.talk.unfold(book, atlas.view.fromQuery(query, book));
    if (mine !== turn) return;
    const right = atlas.view.toQuery(read.view, book);
    if (right !== query) {
      latest = right;
      atlas.wiring.show(right, true);
    }
    const [level, map] = await Promise.all([atlas.data.level(read.view.level, book), atlas.map.ready(),
      ...["funded_areas", "projects", "patterns", "need", "timeline", "talk"].map((name) => atlas[name].load(book, read.view))]);
    if (mine !== turn) return;
    const made = atlas.scene.make(book, level, read.view);
    made.need = atlas.need.make(made);
    if (read.view.mode === "tabelle") await atlas.second.prepare(made); // the map does not wait for the second one
    if (mine !== turn) return;
    scene = made;
    picture();
    notices([...pending.splice(0), ...read.notices]);
    afterPicture(() => { if (mine === turn) inTurn(mine, [() => points(map), () => words(map), () => atlas.compare.draw(scene), ...surroundings()]); });
  }

  /** One piece of work after the other, so that the browser can draw and answer in between. */
  function inTurn(mine, pieces) {
    if (mine !== turn) return;
    const [piece, ...rest] = pieces;
    if (!piece) {
      document.documentElement.dataset.atlas = "ready";
      later(mine, () => atlas.controls.links(scene));
      return;
    }
    const stop = (error) => { latest = null; failed(error); };
    try {
      Promise.resolve(piece()).then(() => later(mine, () => inTurn(mine, rest)), stop);
    } catch (error) { stop(error); }
  }

  /** Do `work` once the picture is on the screen. A window in the background gets no frames: then soon. */
  function afterPicture(work) {
    let done = false;
    const once = () => { if (!done) { done = true; work(); } };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(once)));
    setTimeout(once, document.hidden ? 0 : LATEST);
  }

  const later = (mine, work) => (window.requestIdleCallback || setTimeout)(() => { if (mine === turn) work(); }, {timeout: 300});

  /** What the eye waits for: the colours of the map, or the table in its place. */
  function picture() {
    atlas.talk.draw(scene);
    atlas.compare.frame(scene.view);
    drawnPaths = atlas.map.lay(scene.level, events);
    atlas.choropleth.draw(scene, drawnPaths);
    atlas.need.paint(scene, drawnPaths);
    atlas.map.mark("chosen", scene.level, scene.chosen);
    atlas.table.draw(scene);
  }

  /** What stands on the map and follows two frames later: names with figures, circles. */
  function points(map) {
    atlas.symbols.draw(scene, map);
    atlas.names.draw(scene, map, drawnPaths);
    atlas.controls.headings(scene);
    atlas.compare.headings(scene);
    atlas.talk.entitle(scene);
    point(-1);
  }

  /** Outlines, projects and marks. */
  function words(map) {
    atlas.patterns.draw(scene, map);
    atlas.funded_areas.draw(scene, map, events);
    atlas.projects.draw(scene, map);
    atlas.doubts.draw(scene, map);
    atlas.names.settle(map);
  }

  /** What can wait for a free moment: controls, panels, timeline, names for assistive technology. */
  const surroundings = () => [
    () => { atlas.controls.draw(scene); atlas.compare_controls.draw(scene); },
    () => { atlas.legend.drawFunded(scene); atlas.panel.draw(scene); },
    () => { atlas.need_panel.draw(ordinary()); atlas.estimates.draw(ordinary()); },
    () => atlas.timeline.draw(scene.view, ordinary()),
    () => atlas.choropleth.label(scene, drawnPaths),
    fundedPanel,
  ];

  /** The scene of the year shown, also where the map shows changes. */
  const ordinary = () => (scene.change ? scene.change.ordinary : scene);

  function fundedPanel() {
    const frame = document.getElementById("funded-area-panel"), id = scene.view.funded_area;
    atlas.frame.hide(frame, !id);
    if (!id || frame.dataset.wanted === id) return;
    frame.dataset.wanted = id;
    if (!frame.dataset.watched) watch(frame);
    dash_clientside.set_props("funded-area-panel", {"data-area": id});
  }

  /** The panel comes from the server a moment later: then its links need their addresses too. */
  function watch(frame) {
    frame.dataset.watched = "yes";
    new MutationObserver(() => {
      frame.querySelectorAll("a[data-event]").forEach((link) => atlas.controls.aim(scene, link));
    }).observe(frame, {childList: true});
  }

  /** The pointer or the keyboard is on an area (of the second map): outline, card, mark in the legend. */
  function point(index, second = false) {
    atlas.map.mark("pointed", scene.level, index);
    atlas.second.mark(index);
    const narrow = window.matchMedia("(max-width: 44.99rem)").matches; // the panel is out of sight there
    card(scene, index < 0 && narrow ? scene.chosen : index, second);
    atlas.legend.draw(scene, index);
  }

  /** The card of an area, on the first map or on the second; none for -1. */
  function card(shown, index, second = false) {
    const frame = document.getElementById("map-card"), {escape} = atlas.numbers;
    frame.hidden = index < 0;
    frame.classList.toggle("of-second", second);
    if (index < 0) return;
    const both = atlas.compare.rows(shown, index);
    frame.innerHTML = `<strong>${escape(shown.level.areas[index].name)}</strong>${both || `
      <span class="value">${escape(atlas.words.value(shown, index))}</span>
      <span>${escape([atlas.words.classWords(shown, index), atlas.panel.difference(shown, index)].filter(Boolean).join(" · "))}</span>`}
      ${shown.notes[index] ? `<span class="note">${escape(shown.notes[index])}</span>` : ""}`;
  }

  function notices(found) {
    const frame = document.getElementById("notices"), {book} = scene;
    const name = (id) => [...book.indicators, ...book.levels].find((one) => one.id === id)?.name
      || (id === book.city.id ? book.city.name : id);
    frame.innerHTML = found.map(({key, asked, shown}) => `<p>${atlas.numbers.escape(atlas.numbers.fill(
      book.texts.view[key], {asked: name(asked).slice(0, 60), shown: name(shown)}))}</p>`).join("");
  }

  function failed(error) {
    const text = document.getElementById("map-frame").dataset.failed;
    document.getElementById("headline").textContent = text;
    document.documentElement.dataset.atlas = "failed";
    console.warn(error);
  }

  return {
    address, point, card, events, afterPicture,
    get scene() { return scene; },
    /** Notices of a transition wait for the picture that they belong to. */
    keep: (found) => pending.push(...found),
  };
})();

window.dash_clientside = window.dash_clientside || {};
dash_clientside.atlas = {
  /** Dash calls this once, when the page stands. */
  draw: () => { atlas.draw.address(location.search); return dash_clientside.no_update; },
};
