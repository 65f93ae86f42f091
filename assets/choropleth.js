/* Areas coloured by class; hatches where there is no figure. Only classes of paths change. */
window.atlas = window.atlas || {};
atlas.choropleth = (() => {
  "use strict";
  const FRAMES = ["map", "sheet-legend", "table-frame"]; // where the colours of the first map are used
  const painted = new Map(); // frames: the colours that they have
  const looks = new WeakMap(); // path: class and status
  const SPACE = "http://www.w3.org/2000/svg";
  const HATCHES = {
    suppressed: '<path d="M0 0 8 8M-2 6 2 10M6 -2 10 2" />',
    withheld: '<path d="M0 0 8 8M8 0 0 8" />',
    missing: '<path d="M0 4H8" /><path d="M0 8H8" opacity="0" />',
    not_applicable: '<circle cx="2" cy="2" r="1.3" /><circle cx="6" cy="6" r="1.3" />',
  };

  /** Hatches live once in the page; map, legend and table refer to them. */
  function hatches() {
    if (document.getElementById("hatches")) return;
    const svg = document.createElementNS(SPACE, "svg");
    svg.id = "hatches";
    svg.setAttribute("aria-hidden", "true");
    svg.innerHTML = `<defs>${Object.entries(HATCHES).map(([status, drawing]) => `
      <pattern id="hatch-${status}" class="hatch" width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" />${drawing}</pattern>`).join("")}</defs>`;
    document.body.append(svg);
  }

  /** Colours of the classes, on the frames that use them, and only when they are others. */
  function ramp(colours, frames) {
    if (colours.join() === painted.get(frames.join())) return;
    painted.set(frames.join(), colours.join());
    for (const id of frames) {
      const {style} = document.getElementById(id);
      colours.forEach((colour, index) => style.setProperty(`--class-${index}`, colour));
    }
  }

  function draw(scene, paths, frames = FRAMES) {
    hatches();
    const coloured = scene.view.layers.includes("indikator");
    ramp(scene.colours, frames);
    paths.forEach((path, index) => {
      const status = scene.statuses[index];
      const empty = scene.classes[index] < 0;
      const look = !coloured ? "area leaflet-interactive plain"
        : empty ? "area leaflet-interactive empty" : `area leaflet-interactive class-${scene.classes[index]}`;
      if (looks.get(path) === look + status) return;
      looks.set(path, look + status); // to ask the page costs more than to remember
      path.setAttribute("class", look);
      if (empty) path.setAttribute("fill", `url(#hatch-${status})`);
      path.dataset.status = status;
    });
  }

  /** Names and values for assistive technology, once the picture stands. */
  function label(scene, paths) {
    paths.forEach((path, index) => {
      const said = atlas.words.spoken(scene, index);
      if (path.getAttribute("aria-label") === said) return;
      path.setAttribute("role", "img");
      path.setAttribute("aria-label", said);
    });
  }

  return {draw, label, hatches};
})();
