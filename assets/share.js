/* The dialog to take a view away: a picture of it, its data, its address, a text to embed it. */
window.atlas = window.atlas || {};
atlas.share = (() => {
  "use strict";
  const PREVIEW = 900, STILL = 1200; // px
  let dialog = null;

  const part = (selector) => dialog.querySelector(selector);
  const options = () => Object.fromEntries([...dialog.querySelectorAll("[data-picture]")]
    .map((select) => [select.dataset.picture, select.value]));

  /** The address of the view, with what a file asks for besides. */
  function query(more = {}) {
    const asked = new URLSearchParams(location.search);
    if (!asked.has("stadt")) asked.set("stadt", atlas.draw.scene.book.city.id);
    for (const [name, value] of Object.entries(more)) asked.set(name, value);
    return `?${asked.toString().replaceAll("%2C", ",")}`;
  }

  function open() {
    if (!dialog) make();
    for (const link of dialog.querySelectorAll("[data-file]")) {
      link.href = `${link.dataset.file}${query()}`;
    }
    const address = `${location.origin}${location.pathname}${query()}`;
    part(".address").textContent = address;
    part(".qr").src = `qr.svg${query()}`;
    part("pre").setAttribute("aria-label", said("embedText"));
    embed();
    dialog.showModal();
    dialog.scrollTop = 0;
    picture();
  }

  const title = () => document.getElementById("headline").textContent;
  const said = (name) => atlas.numbers.fill(dialog.dataset[name], {title: title()});

  function make() {
    dialog = document.getElementById("share-dialog");
    dialog.innerHTML = dialog.dataset.html; // escaped by layers/markup.py
    dialog.removeAttribute("data-html");
    part(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("change", ({target}) => { if (target.dataset.embed === undefined) picture(); else embed(); });
    part("details.embedded-look").addEventListener("toggle", embed);
    dialog.addEventListener("click", (click) => {
      if (click.target === dialog) dialog.close(); // beside the dialog
      if (click.target.dataset.copy) copy(click.target.dataset.copy);
    });
    const image = part(".preview");
    image.addEventListener("load", () => state("drawn"));
    image.addEventListener("error", () => state("notDrawn"));
  }

  /** The text to embed the view, as a page to use or as a picture that leads to it; its preview on demand. */
  function embed() {
    const name = atlas.numbers.escape(title()), full = (path) => atlas.numbers.escape(new URL(path, location.href).href);
    const made = part("[data-embed]").value === "still"
      ? `<a href="${full(`./${query()}`)}"><img src="${full(`bild.png${query({papier: "screen", breite: STILL})}`)}" alt="${
        name}" loading="lazy" style="max-width:100%;height:auto"></a>`
      : `<iframe src="${full(`einbetten${query()}`)}" title="${name}" width="100%" height="640" loading="lazy" style="border:0"></iframe>`;
    part("code.embed").textContent = made;
    part(".embed-preview").innerHTML = part("details.embedded-look").open ? made : "";
  }

  async function copy(name) {
    const text = part(name === "embed" ? "code.embed" : ".address").textContent;
    part(".copied").textContent = await atlas.wiring.copy(text);
  }

  function state(name) {
    part(".state").textContent = said(name);
    part(".preview").classList.toggle("waits", name === "drawing");
  }

  /** Preview and download follow the choice. The page goes on while the server draws. */
  function picture() {
    const {art, ...rest} = options(), image = part(".preview");
    const wanted = `bild.png${query({...rest, breite: PREVIEW})}`;
    part(".download").href = `bild.${art}${query(rest)}`;
    if (image.getAttribute("src") === wanted) return;
    state("drawing");
    image.alt = said("preview");
    image.src = wanted;
  }

  /** Framed by another page: the map with what explains it, and the way to the whole atlas. */
  function embedded() {
    document.documentElement.classList.add("embedded");
    document.addEventListener("click", (click) => {
      if (click.target.id === "embed-open") click.target.href = `./${query()}`;
    }, true);
  }

  if (location.pathname.endsWith("/einbetten")) embedded();

  return {open};
})();
