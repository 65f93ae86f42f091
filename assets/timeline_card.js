/* One card for all items of the timeline: what it is, when, how sure, by which source.
   Its words are those of the item's row in the list. Shown on hover, focus and tap; stays while
   the pointer is on it; Escape closes it (WCAG 1.4.13). */
window.atlas = window.atlas || {};

atlas.timelineCard = (() => {
  "use strict";

  const WAIT = { show: 120, hide: 280 }; // ms
  const GAP = 6; // px
  const SOURCES = 2;
  let say = {}; // the texts of layers/timeline_said.py
  let card = null;
  let item = null;
  let timer = 0;

  function part(tag, className, ...children) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    return element;
  }

  /* At most two sources: each is a stop on the way of the Tab key. The list has them all. */
  function sources(cell) {
    const links = [...cell.querySelectorAll("a")].map((link) => link.cloneNode(true));
    if (links.length <= SOURCES) return [...cell.childNodes].map((node) => node.cloneNode(true));
    const shown = links.slice(0, SOURCES).flatMap((link) => [link, ", "]);
    return [...shown, atlas.numbers.fill(say.more_sources, { count: links.length - SOURCES })];
  }

  function make(root) {
    const close = part("button", "tl-card-close", "×");
    close.type = "button";
    close.setAttribute("aria-label", say.close);
    close.addEventListener("click", () => hide(true));
    card = part("div", "tl-card", part("div", "tl-card-text"), close);
    card.firstChild.id = "timeline-card";
    card.hidden = true;
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", leave);
    card.addEventListener("focusout", (event) => lostFocus(event.relatedTarget));
    root.append(card);
  }

  function fill(element) {
    const row = document.getElementById(`tl-row-${element.dataset.entry}`);
    const [name, when, lane, kind, source] = row.cells;
    const notes = name.querySelector(".tl-note");
    const title = part("strong", "tl-card-name", name.firstChild.cloneNode(true));
    card.firstChild.replaceChildren(
      title,
      part("span", "tl-card-when", when.textContent),
      part("span", "tl-card-kind", `${kind.textContent} · ${lane.textContent}`),
      ...(notes ? [part("span", "tl-card-note", notes.textContent)] : []),
      part("span", "tl-card-source", ...sources(source)),
    );
  }

  function place(element) {
    const box = element.getBoundingClientRect();
    const track = element.parentElement.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const left = Math.max(box.left, track.left);
    const top = box.top - size.height - GAP;
    const below = box.bottom + GAP;
    const lowest = window.innerHeight - size.height - GAP;
    card.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - size.width - GAP))}px`;
    card.style.top = `${top >= GAP ? top : Math.max(GAP, Math.min(below, lowest))}px`;
  }

  /* A card that opened by mere focus has no stops of its own; Enter or a click gives it some. */
  function reachable(on) {
    for (const stop of card.querySelectorAll("a, button")) stop.tabIndex = on ? 0 : -1;
  }

  function show(element, byHand = false) {
    clearTimeout(timer);
    if (item === element && !card.hidden) {
      if (byHand) reachable(true);
      return;
    }
    if (item) item.removeAttribute("aria-describedby");
    item = element;
    fill(element);
    reachable(byHand);
    card.hidden = false;
    place(element);
    element.setAttribute("aria-describedby", "timeline-card");
  }

  function hide(backToItem) {
    clearTimeout(timer);
    if (!card || card.hidden) return;
    const inside = card.contains(document.activeElement);
    card.hidden = true;
    item.removeAttribute("aria-describedby");
    if (backToItem && inside) {
      const target = item;
      item = null;
      target.dataset.quiet = "yes"; // the focus that comes back must not open the card again
      target.focus({ preventScroll: true });
      delete target.dataset.quiet;
    }
    item = null;
  }

  const hovered = (event) => event.pointerType === "mouse" && event.target.closest(".tl-item");

  function enter(event) {
    const element = hovered(event);
    if (!element) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(element), card.hidden ? WAIT.show : 0);
  }

  function leave(event) {
    if (event.pointerType !== "mouse") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const active = document.activeElement;
      if (active === item || card.contains(active)) return;
      hide(false);
    }, WAIT.hide);
  }

  function lostFocus(next) {
    if (next && (next === item || card.contains(next) || next.closest(".tl-item"))) return;
    if (!card.matches(":hover")) hide(false);
  }

  /* Tab leads from the item into its card and from the card's end on to what follows the item. */
  function tab(event) {
    const stops = [...card.querySelectorAll("a, button")].filter((stop) => stop.tabIndex === 0);
    if (!stops.length) return;
    const active = document.activeElement;
    if (active === item && !event.shiftKey) {
      event.preventDefault();
      stops[0].focus();
    } else if (active === stops[0] && event.shiftKey) {
      event.preventDefault();
      item.focus();
    } else if (active === stops[stops.length - 1] && !event.shiftKey) {
      const from = item;
      hide(false);
      from.dataset.quiet = "yes";
      from.focus({ preventScroll: true });
      delete from.dataset.quiet;
    }
  }

  function keys(event) {
    if (card.hidden || !item) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      hide(true);
    } else if (event.key === "Tab") tab(event);
  }

  function bind(root, texts) {
    say = texts;
    make(root);
    root.addEventListener("pointerover", enter);
    root.addEventListener("pointerout", (event) => hovered(event) && leave(event));
    root.addEventListener("focusin", (event) => {
      const element = event.target.closest(".tl-item");
      if (element && !element.dataset.quiet) show(element);
    });
    root.addEventListener("focusout", (event) => {
      if (event.target === item) lostFocus(event.relatedTarget);
    });
    root.addEventListener("click", (event) => {
      const element = event.target.closest(".tl-item");
      if (element) show(element, true);
    });
    document.addEventListener("scroll", () => item && place(item), true);
    document.addEventListener("keydown", keys, true);
    document.addEventListener("pointerdown", (event) => {
      if (!card.hidden && !card.contains(event.target) && !event.target.closest(".tl-item")) {
        hide(false);
      }
    });
  }

  return { bind, hide };
})();
