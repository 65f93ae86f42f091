/* What people do becomes an event, an event becomes a view, a view becomes an address. */
window.atlas = window.atlas || {};
atlas.wiring = (() => {
  "use strict";
  let slid = 0;
  const byId = (id) => document.getElementById(id);

  /** Where the page is: a file on its own, or the start page of the server. */
  const home = () => (location.protocol === "file:" ? location.pathname : "/");

  /** Put the address into the browser's history. */
  function show(query, replace) {
    if (query === location.search) return;
    history[replace ? "replaceState" : "pushState"]({}, "", `${location.pathname}${query}`);
  }

  /** The one transition: from the view shown, by an event, to the next. What people do ends playing. */
  function send(event, {replace = false, playing = false} = {}) {
    const {scene} = atlas.draw;
    if (!scene) return;
    if (!playing) atlas.play.stop();
    const {view, notices} = atlas.view.next(scene.view, event, scene.book);
    atlas.draw.keep(notices);
    const query = atlas.view.toQuery(view, scene.book);
    if (query === atlas.view.toQuery(scene.view, scene.book)) return;
    atlas.draw.address(query);
    atlas.draw.afterPicture(() => show(query, replace)); // writing it takes the browser some milliseconds
  }

  function clicked(click) {
    const target = click.target.closest("[data-event],[data-sort],[data-sheet],[data-skip]");
    if (!target) return;
    if (target.dataset.sort) atlas.table.sort(target.dataset.sort);
    else if (target.dataset.sheet) sheet(target.dataset.sheet);
    else if (target.dataset.skip) skip(click, target.dataset.skip);
    else if (target.tagName !== "A") send(JSON.parse(target.dataset.event));
    else if (!(click.ctrlKey || click.metaKey || click.shiftKey || click.button)) {
      click.preventDefault();
      send(JSON.parse(target.dataset.event));
    }
  }

  function skip(click, target) {
    click.preventDefault();
    if (target === "#table-frame") send({mode: "tabelle"});
    if (target === "#map-frame") send({mode: "karte"});
    requestAnimationFrame(() => {
      const place = target === "#map-frame" ? byId("map-keys") : document.querySelector(target);
      if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
      place.focus();
    });
  }

  /** Open one sheet on a phone, close the others. */
  function sheet(id) {
    document.querySelectorAll("[data-sheet]").forEach((one) => {
      const open = one.dataset.sheet === id && one.getAttribute("aria-expanded") !== "true";
      one.setAttribute("aria-expanded", String(open));
      byId(one.dataset.sheet).classList.toggle("open", open);
      if (open) byId(one.dataset.sheet).scrollTop = 0;
    });
  }

  /** Escape closes the open sheet and goes back to its button. */
  function escaped(key) {
    const open = document.querySelector("#sheet-bar [aria-expanded=true]");
    if (key.key !== "Escape" || !open || !open.checkVisibility()) return;
    sheet(open.dataset.sheet);
    open.focus();
  }

  function changed(change) {
    const {id, value} = change.target;
    if (id === "level") send({level: value});
    if (id === "symbols") send({symbols: value});
    if (id === "method") method(value);
    if (id === "class-number") send({classes: `${byId("method").value}-${value}`});
    if (id === "find-area") find(change.target);
  }

  /** Own limits begin with the limits shown, so that there is something to change. */
  function method(value) {
    const {scene} = atlas.draw;
    if (value !== "eigene") return send({classes: `${value}-${byId("class-number").value}`});
    const {limits: shown, lowest, indicator} = scene.change ? scene.change.ordinary : scene; // own limits are for figures
    const limits = shown.slice(0, atlas.classes.MOST - 1), digits = 10 ** indicator.decimals;
    while (limits.length < 2) {
      limits.push(atlas.numbers.round((limits.at(-1) ?? (lowest || 0)) + 1 / digits, indicator.decimals));
    }
    return send({classes: `eigene-${limits.join(",")}`});
  }

  function ownLimits(submit) {
    if (submit.target.id !== "own-form") return;
    submit.preventDefault();
    const {scene} = atlas.draw, asked = byId("own-limits").value;
    const text = `eigene-${asked.split(/[;\s]+/).filter(Boolean).map((part) => part.replace(/\.(?=\d{3}\b)/g, "").replace(",", ".")).join(",")}`;
    const fits = atlas.view.parseClasses(text);
    byId("own-answer").textContent = fits ? "" : atlas.numbers.fill(scene.book.texts.page.own_wrong, {asked});
    if (fits) send({classes: text});
  }

  function find(input) {
    const {scene} = atlas.draw, asked = input.value.trim().toLocaleLowerCase("de");
    if (!asked) return;
    const levels = [scene.book.levels.find((level) => level.id === scene.view.level), ...[...scene.book.levels].reverse()];
    const fits = (name) => name.toLocaleLowerCase("de") === asked;
    const level = levels.find((one) => one.areas.some((area) => fits(area[1])));
    const funded = scene.book.funded_areas.find((area) => fits(area.name));
    byId("find-answer").textContent = level || funded ? "" : atlas.numbers.fill(scene.book.texts.page.find_none, {asked: input.value});
    if (level) send({area: level.areas.find((area) => fits(area[1]))[0], level: level.id});
    else if (funded) send({funded_area: funded.id});
  }

  function typed(input) {
    if (input.target.id === "indicator-search") search(input.target.value);
    if (input.target.id === "year") slide(Number(input.target.value));
  }

  function search(asked) {
    const parts = asked.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
    const {indicators, texts} = atlas.draw.scene.book, words = texts.page;
    const names = new Map(indicators.map((one) => [one.id, `${one.name} ${one.short_name}`]));
    const said = ({dataset}) => `${names.get(dataset.indicator)} ${dataset.about}`.toLocaleLowerCase("de");
    let count = 0;
    document.querySelectorAll("#indicators details").forEach((theme) => {
      let here = 0;
      if (parts.length && !theme.dataset.before) theme.dataset.before = String(theme.open);
      theme.querySelectorAll("li").forEach((entry) => {
        entry.hidden = !parts.every((part) => said(entry.firstChild).includes(part));
        here += entry.hidden ? 0 : 1;
      });
      theme.hidden = here === 0;
      theme.open = parts.length ? here > 0 : (theme.dataset.before || String(theme.open)) === "true";
      if (!parts.length) delete theme.dataset.before;
      count += here;
    });
    byId("indicator-found").textContent = !parts.length ? "" : count === 0 ? words.indicator_none
      : count === 1 ? words.indicator_found_one : atlas.numbers.fill(words.indicator_found, {count});
  }

  /** The slider stands on real years; between them it goes on in the direction it was moved. */
  function slide(wished) {
    const {scene} = atlas.draw, {years} = scene.series, now = scene.view.year;
    const ahead = wished > now ? years.find((year) => year >= wished) : [...years].reverse().find((year) => year <= wished);
    const year = Math.abs(wished - now) === 1 && ahead !== undefined ? ahead : atlas.view.nearestYear(years, wished);
    const again = Date.now() - slid < 1500;
    slid = Date.now();
    if (year === now) byId("year").value = now;
    send({year}, {replace: again});
  }

  /** Put `text` into the clipboard; the sentence that says whether it is there. */
  function copy(text) {
    const words = atlas.draw.scene.book.texts.page;
    return navigator.clipboard.writeText(text)
      .then(() => words.copied, () => atlas.numbers.fill(words.copy_failed, {text}));
  }

  /** Say something to screen readers, and to all if `visible`. */
  function announce(text, visible = false) {
    byId("announcer").textContent = text;
    byId("announcer").classList.toggle("unseen", !visible);
    if (visible) setTimeout(() => byId("announcer").classList.add("unseen"), 6000);
  }

  const BUTTONS = {
    play: () => atlas.play.toggle(), "copy-link": async () => announce(await copy(location.href), true), "open-share": () => atlas.share.open(), "zoom-in": () => atlas.map.zoom(0.5), "zoom-out": () => atlas.map.zoom(-0.5), "zoom-all": () => atlas.map.whole(),
  };

  window.addEventListener("popstate", () => {
    atlas.play.stop();
    atlas.draw.address(location.search);
  });
  document.addEventListener("click", (click) => {
    const button = click.target.closest("button[id]");
    if (button && BUTTONS[button.id]) BUTTONS[button.id](); else clicked(click);
  });
  /** A link is aimed at the latest before it can be used: hovered, focused or pressed. */
  function aimed(event) {
    const link = event.target.closest && event.target.closest("a[data-event]");
    if (link && atlas.draw.scene) atlas.controls.aim(atlas.draw.scene, link);
  }

  ["pointerover", "pointerdown", "focusin"].forEach((name) => document.addEventListener(name, aimed));
  document.addEventListener("keydown", escaped);
  document.addEventListener("change", changed);
  document.addEventListener("input", typed);
  document.addEventListener("submit", ownLimits);

  return {send, show, home, announce, sheet, copy};
})();
