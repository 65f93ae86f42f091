/* A presentation of one's own: views collected on the page, kept as a small file (the table slides.csv of
   a city package). It lives in this page only, like a draft on paper; the address names its slides. */
window.atlas = window.atlas || {};
atlas.talkEditor = (() => {
  "use strict";
  const COLUMNS = ["presentation", "title", "slide", "view", "headline", "sentence"], MOST = 60, LARGEST = 200_000; // bytes
  let draft = {title: "", slides: []}, saved = true, own = "";
  const byId = (id) => document.getElementById(id);
  const texts = () => atlas.draw.scene.book.texts.talk;
  const part = (name) => byId("talk-editor").querySelector(`[data-part=${name}]`);

  /* ---- the file ---- */

  const quoted = (text) => (/[",;\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  /** The draft as the table `slides` of a city package. */
  function table({title, slides}) {
    const rows = slides.map((slide, index) => [own, title, index + 1, slide.view, slide.headline, slide.sentence]);
    return [COLUMNS, ...rows].map((row) => row.map((cell) => quoted(String(cell))).join(",")).join("\r\n") + "\r\n";
  }

  /** Rows of a CSV text, whose cells may be quoted and hold line ends. */
  function rowsOf(text) {
    const separator = text.split("\n", 1)[0].includes(";") ? ";" : ",", rows = [[]];
    const cell = new RegExp(`(?:"((?:[^"]|"")*)"|((?:[^"${separator}\\r\\n][^${separator}\\r\\n]*)?))(${separator}|\\r?\\n|$)`, "gy");
    for (let at = 0; at < text.length; at = cell.lastIndex) {
      cell.lastIndex = at;
      const found = cell.exec(text);
      if (!found) return null;
      rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
      if (found[3] !== separator) rows.push([]);
    }
    return rows.filter((row) => row.some(Boolean));
  }

  /** The first presentation of a file: {title, slides}; or the sentence why there is none. */
  function read(text) {
    const words = texts(), rows = rowsOf(text.replace(/^\uFEFF/, ""));
    const head = rows && rows.length ? rows[0].map((name) => name.trim()) : [];
    if (!COLUMNS.every((name) => head.includes(name))) return words.own_no_table;
    const cell = (row, name) => row[head.indexOf(name)] || "";
    const id = rows[1] ? cell(rows[1], "presentation") : "";
    const mine = rows.slice(1).filter((row) => cell(row, "presentation") === id)
      .sort((a, b) => Number(cell(a, "slide")) - Number(cell(b, "slide")));
    if (!mine.length) return words.own_no_slides;
    if (mine.length > MOST) return words.own_too_many;
    const {book} = atlas.draw.scene;
    return {
      title: cell(mine[0], "title"),
      slides: mine.map((row) => ({
        view: atlas.view.toQuery(atlas.view.fromQuery(cell(row, "view"), book).view, book).replace(/^\?/, ""),
        headline: cell(row, "headline"), sentence: cell(row, "sentence"),
      })),
    };
  }

  async function load(file) {
    if (!file) return;
    const words = texts(), found = file.size > LARGEST ? words.own_too_large : read(await file.text());
    part("file").value = "";
    if (typeof found === "string") return say(atlas.numbers.fill(found, {file: file.name, most: MOST}));
    draft = found;
    saved = true;
    draw();
    say(atlas.numbers.fill(words.own_loaded, {count: draft.slides.length}));
  }

  function save() {
    const words = texts();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\uFEFF", table(draft)], {type: "text/csv;charset=utf-8"}));
    link.download = "slides.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    saved = true;
    say(words.own_saved);
  }

  /* ---- the dialog ---- */

  const say = (text) => { part("answer").textContent = text; };

  function open() {
    const dialog = byId("talk-editor");
    if (!dialog.firstChild) make(dialog);
    draw();
    say("");
    dialog.showModal();
  }

  function make(dialog) {
    const {escape} = atlas.numbers, words = texts();
    const button = (name, text) => `<button type="button" data-own="${name}">${escape(text)}</button>`;
    dialog.innerHTML = `<div class="panel-head"><h2>${escape(words.own)}</h2>${button("close", words.close)}</div>
      <p class="quiet">${escape(words.own_why)}</p>
      <label>${escape(words.own_title)} <input type="text" data-part="title" maxlength="120"></label>
      <ol data-part="slides"></ol>
      <p data-part="none">${escape(words.own_none)}</p>
      <p>${button("add", words.own_add)} ${button("show", words.own_show)} ${button("save", words.own_save)}</p>
      <label>${escape(words.own_open)} <input type="file" data-part="file" accept=".csv,text/csv"></label>
      <p role="status" data-part="answer"></p>`;
    dialog.addEventListener("click", clicked);
    dialog.addEventListener("input", typed);
    part("file").addEventListener("change", () => load(part("file").files[0]));
  }

  function draw() {
    const {escape, fill} = atlas.numbers, words = texts();
    const field = (name, index, value, label) => `<label>${escape(label)}
      <input type="text" data-field="${name}" data-index="${index}" value="${escape(value)}" maxlength="240"></label>`;
    const deed = (name, index, sign, saying) => `<button type="button" data-own="${name}" data-index="${index}"
      aria-label="${escape(fill(saying, {number: index + 1}))}" title="${escape(fill(saying, {number: index + 1}))}">${sign}</button>`;
    part("title").value = draft.title;
    part("none").hidden = draft.slides.length > 0;
    part("slides").innerHTML = draft.slides.map((slide, index) => `<li>
      ${field("headline", index, slide.headline, words.own_headline)}${field("sentence", index, slide.sentence, words.own_sentence)}
      <div>${deed("up", index, "↑", words.own_up)}${deed("down", index, "↓", words.own_down)}${deed("drop", index, "×", words.own_drop)}</div></li>`).join("");
    for (const name of ["show", "save"]) byId("talk-editor").querySelector(`[data-own=${name}]`).disabled = !draft.slides.length;
  }

  function typed({target}) {
    if (target.dataset.part === "title") draft.title = target.value;
    else if (target.dataset.field) draft.slides[Number(target.dataset.index)][target.dataset.field] = target.value;
    else return;
    saved = false;
  }

  /** The view shown becomes a slide: its headline and sentence are a first proposal. */
  function add() {
    const words = texts();
    if (draft.slides.length >= MOST) return say(atlas.numbers.fill(words.own_too_many, {most: MOST}));
    const {book, view} = atlas.draw.scene, text = (id) => byId(id).innerText.trim();
    draft.slides.push({
      view: atlas.view.toQuery({...view, talk: ""}, book).replace(/^\?/, ""), headline: text("headline"), sentence: text("sentence"),
    });
    say(atlas.numbers.fill(words.own_added, {number: draft.slides.length}));
    return changed();
  }

  function move(index, steps) {
    const to = index + steps;
    if (to < 0 || to >= draft.slides.length) return;
    draft.slides.splice(to, 0, ...draft.slides.splice(index, 1));
    changed();
    byId("talk-editor").querySelector(`[data-own=${steps < 0 ? "up" : "down"}][data-index="${to}"]`).focus();
  }

  function drop(index) {
    const words = texts();
    draft.slides.splice(index, 1);
    changed();
    say(atlas.numbers.fill(words.own_dropped, {number: index + 1}));
    byId("talk-editor").querySelector("[data-own=add]").focus();
  }

  function changed() {
    saved = false;
    draw();
  }

  function show() {
    const {presentations} = atlas.draw.scene.book;
    const known = presentations.find((one) => one.id === own);
    const title = draft.title.trim() || texts().own;
    if (known) Object.assign(known, {title, slides: draft.slides.length});
    else presentations.push({id: own, title, slides: draft.slides.length});
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
    atlas.talk.play(own, draft.slides.map((slide) => [slide.view, slide.headline, slide.sentence]));
  }

  const DEEDS = {
    close: () => byId("talk-editor").close(), add, save, show,
    up: (index) => move(index, -1), down: (index) => move(index, 1), drop,
  };

  function clicked({target}) {
    const button = target.closest("[data-own]");
    if (!button) return;
    own = own || freeId();
    DEEDS[button.dataset.own](Number(button.dataset.index));
  }

  function freeId() {
    const taken = new Set(atlas.draw.scene.book.presentations.map((one) => one.id));
    return ["eigener-vortrag", "mein-vortrag", "vortrag-im-browser"].find((id) => !taken.has(id));
  }

  document.addEventListener("click", ({target}) => { if (target.closest("#open-own-talk, [data-talk=own]")) open(); });
  window.addEventListener("beforeunload", (leave) => { if (!saved && draft.slides.length) leave.preventDefault(); });

  return {read, table};
})();
