/* Presentations: one slide after the other by the keys of a clicker, exploring from each, and the way back.
   Which slide is shown stands in the address (vortrag=rat-3, exploring: vortrag=rat-3-frei) and nowhere else. */
window.atlas = window.atlas || {};
atlas.talk = (() => {
  "use strict";
  const STEPS = {PageDown: 1, ArrowRight: 1, " ": 1, PageUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity};
  const OF_THE_MAP = ["ArrowRight", "ArrowLeft", " "];
  const FIELDS = "input, select, textarea, [contenteditable], dialog";
  let slides = null, outlines = null, drawn = "", framed = "", opened = false, first = true, ahead = null;
  const byId = (id) => document.getElementById(id);

  /** Load the slides once, and only when somebody wants them; outlines for slides about a funded area. */
  async function load(book, view) {
    if (view.talk) await loadSlides(book);
    if (near(view)) outlines = await atlas.data.fundedOutlines(book);
  }

  /** A city may have no presentations of its own; the reader may make one on the page. */
  async function loadSlides(book) {
    slides = slides || (book.addresses.vortraege ? {...await atlas.data.document(book, "vortraege")} : {});
  }

  /** The funded area whose surroundings a slide shows; "": the slide shows the whole city. */
  function near({talk, layers, funded_area: chosen}) {
    const showing = talk && !talk.endsWith(atlas.view.EXPLORING);
    return showing && layers.includes("gebiete") ? chosen : "";
  }

  /** The slide of a view: {id, title, number, count, exploring, view, headline, sentence}; null without one. */
  function place({book, view}) {
    if (!view.talk || !slides) return null;
    const exploring = view.talk.endsWith(atlas.view.EXPLORING);
    const slide = exploring ? view.talk.slice(0, -atlas.view.EXPLORING.length) : view.talk;
    const cut = slide.lastIndexOf("-"), id = slide.slice(0, cut), number = Number(slide.slice(cut + 1));
    const [address, headline, sentence] = slides[id][number - 1];
    const {title} = book.presentations.find((one) => one.id === id);
    return {id, title, number, count: slides[id].length, exploring, view: address, headline, sentence};
  }

  const here = () => (atlas.draw.scene ? place(atlas.draw.scene) : null);

  /** A link that names a slide and nothing else shows the view of the slide. Only when the page opens. */
  async function unfold(book, read) {
    const first = !opened, {view} = read;
    opened = true;
    if (!first || !view.talk || view.talk.endsWith(atlas.view.EXPLORING)) return read;
    const bare = {...atlas.view.fromQuery("", book).view, talk: view.talk};
    if (atlas.view.toQuery(view, book) !== atlas.view.toQuery(bare, book)) return read;
    await load(book, view);
    return {...atlas.view.next(view, {query: place({book, view}).view, talk: view.talk}, book), notices: read.notices};
  }

  function show(id, number) {
    ahead = {id, number};
    const {language} = atlas.draw.scene.view;
    atlas.wiring.send({query: slides[id][number - 1][0], talk: `${id}-${number}`, language});
  }

  /** Go on by `steps`; quick presses count from the slide that is still being drawn. */
  function move(at, steps) {
    const from = ahead || at, number = Math.min(at.count, Math.max(1, from.number + steps));
    if (number !== from.number) show(at.id, number);
  }

  async function open() {
    const {book} = atlas.draw.scene;
    await loadSlides(book);
    if (book.presentations.length > 1) agenda(null); else show(book.presentations[0].id, 1);
  }

  /** Show a presentation that was made on the page: slides as [view, headline, sentence]. */
  async function play(id, made) {
    await loadSlides(atlas.draw.scene.book);
    slides[id] = made;
    drawn = "";
    const at = here();
    if (at && at.id === id && at.number === 1) draw(atlas.draw.scene); // the same address, other words
    show(id, 1);
  }

  const explore = (at) => atlas.wiring.send({talk: `${at.id}-${at.number}${atlas.view.EXPLORING}`});

  function end() {
    if (document.fullscreenElement) document.exitFullscreen();
    atlas.wiring.send({talk: ""});
  }

  function full() {
    const root = document.documentElement;
    const turned = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen && root.requestFullscreen();
    if (turned) turned.catch(() => {}); // a browser may refuse; the slide stays as it is
  }

  /** Slide, bar, or the way back, as the view has it. Before the map is laid: it changes the map's size. */
  function draw(scene) {
    ahead = null;
    const at = place(scene), showing = Boolean(at) && !at.exploring, root = document.documentElement;
    root.classList.toggle("talk-plain", showing && !scene.view.layers.includes("indikator"));
    root.classList.toggle("talk-need", showing && Boolean(scene.need));
    frame(scene.view);
    if (scene.view.talk === drawn) return;
    const turned = showing !== root.classList.contains("talk") || Boolean(drawn) !== Boolean(at);
    drawn = scene.view.talk;
    root.classList.toggle("talk", showing);
    byId("talk-head").hidden = !at;
    byId("talk-head").classList.toggle("exploring", Boolean(at) && at.exploring);
    byId("talk-bar").hidden = !showing;
    byId("talk-agenda").close();
    if (at) head(scene, at);
    if (showing) bar(scene, at);
    if (turned && !first) focus(at, showing);
    if (showing) announce(scene, at);
    first = false;
  }

  /** A new slide, or its end, frames the map anew: the whole city or a funded area and its surroundings. */
  function frame(view) {
    const showing = view.talk.endsWith(atlas.view.EXPLORING) ? "" : view.talk;
    const wanted = JSON.stringify([showing, near(view)]);
    if (wanted === framed || (!showing && !framed)) return;
    framed = wanted;
    const rings = near(view) && outlines.get(near(view));
    if (rings) atlas.map.near(rings); else atlas.map.whole();
  }

  function head(scene, at) {
    const {fill, escape} = atlas.numbers, words = scene.book.texts.talk;
    byId("talk-head").innerHTML = at.exploring
      ? `<p>${escape(fill(words.exploring, {title: at.title}))}</p>
         <button type="button" data-talk="return">${escape(fill(words.way_back, {number: at.number}))}</button>
         <button type="button" data-talk="end">${escape(words.end)}</button>`
      : `<h2>${escape(at.headline)}</h2><p>${escape(at.sentence)}</p>`;
  }

  /** The buttons stay the same elements, so that the focus stays where it is. */
  function bar(scene, at) {
    const {fill, escape} = atlas.numbers, words = scene.book.texts.talk, frame = byId("talk-bar");
    if (!frame.firstChild) {
      const button = (name, text) => `<button type="button" data-talk="${name}">${escape(text)}</button>`;
      frame.innerHTML = `<div>${button("back", words.back)}<strong></strong>${button("next", words.next)}</div>
        <div>${button("agenda", words.agenda)}${document.fullscreenEnabled ? button("full", words.full) : ""}
        ${button("explore", words.explore)}${button("end", words.end)}</div>`;
    }
    frame.querySelector("strong").textContent = fill(words.slide_of, {number: at.number, count: at.count});
    const off = (name, state) => frame.querySelector(`[data-talk=${name}]`).setAttribute("aria-disabled", String(state));
    off("back", at.number === 1);
    off("next", at.number === at.count);
  }

  /** Who used a button that is gone now goes on where the view goes on. */
  function focus(at, showing) {
    const target = showing ? byId("talk-head") : at ? document.querySelector("#talk-head [data-talk=return]") : byId("open-talk");
    target.focus({preventScroll: !at || showing});
  }

  function announce(scene, at) {
    atlas.wiring.announce(atlas.numbers.fill(scene.book.texts.talk.spoken, at));
  }

  /** The title of the window says the slide. */
  function entitle(scene) {
    const at = place(scene);
    if (at && !at.exploring) document.title = `${at.headline} – ${at.title}`;
  }

  /** All slides of all presentations; the one shown is marked. */
  function agenda(at) {
    const {escape} = atlas.numbers, {book} = atlas.draw.scene, words = book.texts.talk, dialog = byId("talk-agenda");
    const row = (id, index, headline) => {
      const current = at && at.id === id && at.number === index + 1 ? ' aria-current="true" autofocus' : "";
      return `<li><button type="button" data-slide="${id}-${index + 1}"${current}>${escape(headline)}</button></li>`;
    };
    dialog.innerHTML = `${book.presentations.map(({id, title}) => `<h2>${escape(title)}</h2>
      <ol>${slides[id].map((slide, index) => row(id, index, slide[1])).join("")}</ol>`).join("")}
      <p class="quiet">${escape(words.keys)}</p><button type="button" data-talk="own">${escape(words.own)}</button>
      <button type="button" data-talk="close">${escape(words.close)}</button>`;
    dialog.showModal();
  }

  const DEEDS = {
    open, end, full, explore, agenda,
    own: () => byId("talk-agenda").close(), next: (at) => move(at, 1), back: (at) => move(at, -1),
    return: (at) => show(at.id, at.number), close: () => byId("talk-agenda").close(),
  };

  function clicked(click) {
    const target = click.target.closest("[data-talk], [data-slide]");
    if (!target || !atlas.draw.scene) return;
    if (target.dataset.talk) { DEEDS[target.dataset.talk](here()); return; }
    const cut = target.dataset.slide.lastIndexOf("-"), id = target.dataset.slide.slice(0, cut);
    byId("talk-agenda").close();
    show(id, Number(target.dataset.slide.slice(cut + 1)));
  }

  /** Keys that belong to a field, a button or the map are left to it. */
  function taken(key) {
    const target = key.target instanceof Element ? key.target : document.body;
    if (target.closest(FIELDS)) return true;
    if (key.key === " " && target.closest("button, summary, a[href]")) return true;
    if (target.closest("[role=slider]")) return !key.key.startsWith("Page"); // a clicker goes on from everywhere
    return OF_THE_MAP.includes(key.key) && target.closest("#map-keys, #second-keys") !== null;
  }

  function pressed(key) {
    const at = here();
    if (!at || at.exploring || key.altKey || key.ctrlKey || key.metaKey || key.repeat || taken(key)) return;
    const card = byId("project-card");
    if (key.key in STEPS) move(at, STEPS[key.key]);
    else if (key.key === "Escape" && card.hidden) explore(at);
    else if (key.key.toLowerCase() === "f") full();
    else return;
    key.preventDefault();
    key.stopPropagation(); // the map would take Escape as well
  }

  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed, true);

  return {load, unfold, draw, entitle, play};
})();
