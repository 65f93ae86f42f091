/* The view and its address: the twin of layers/view.py, same rules, same notices. */
window.atlas = window.atlas || {};
atlas.view = (() => {
  "use strict";
  const NOTHING = "ohne", SPANS = [1800, 2100], MODES = ["karte", "tabelle"], LIMITS = ["fest", "jahr"];
  const DECIMAL = /^-?[0-9]{1,8}(\.[0-9]{1,4})?$/, FUNDED_BY = ["programm", "stand"];
  const PROJECT_STATES = ["idea", "planned", "running", "done", "stopped", "unknown"];
  const TOGGLES = {layers: "toggle_layer", programmes: "toggle_programme", fields: "toggle_field", project_states: "toggle_project_state"};
  const whole = (text) => (/^\d{1,4}$/.test(text) ? Number(text) : null);
  const usualClasses = () => ({method: "natuerlich", number: 5, own: []});

  function parseClasses(text) {
    const cut = text.indexOf("-");
    const name = cut < 0 ? text : text.slice(0, cut), rest = cut < 0 ? "" : text.slice(cut + 1);
    const {FEWEST, MOST, METHODS} = atlas.classes;
    if (name === "eigene") {
      const parts = rest.split(",");
      if (!parts.every((part) => DECIMAL.test(part))) return null;
      const own = parts.map((part) => Number(part) + 0);
      const rising = own.every((limit, index) => index === 0 || own[index - 1] < limit);
      const fits = own.length >= FEWEST - 1 && own.length <= MOST - 1 && rising;
      return fits ? {method: name, number: own.length + 1, own} : null;
    }
    const number = whole(rest);
    const known = METHODS.includes(name) && number !== null && number >= FEWEST && number <= MOST;
    return known ? {method: name, number, own: []} : null;
  }

  const classesText = (classes) =>
    `${classes.method}-${classes.method === "eigene" ? classes.own.join(",") : classes.number}`;

  const nearestYear = (years, wished) => years.reduce((best, year) => {
    const nearer = Math.abs(year - wished) - Math.abs(best - wished);
    return nearer < 0 || (nearer === 0 && year > best) ? year : best;
  });

  const EXPLORING = "-frei";

  /** Every value of `talk`: no slide, each slide, and exploring from each. */
  const talks = (catalogue) => ["", ...catalogue.presentations.flatMap(({id, slides}) =>
    Array.from({length: slides}, (_, index) => `${id}-${index + 1}`)).flatMap((slide) => [slide, slide + EXPLORING])];

  /** Years of an indicator on a level; undefined where it has none. */
  const yearsOf = (catalogue, level, indicator) =>
    catalogue.levels.find((one) => one.id === level).years[indicator];

  function reader(catalogue, given) {
    const notices = [];
    const asked = (name) => given[catalogue.parameters[name]];
    const note = (key, wanted, shown = "") => notices.push({key, asked: wanted, shown});
    const choice = (name, allowed, usual) => {
      if (asked(name) === undefined) return usual;
      if (allowed.includes(asked(name))) return asked(name);
      note(name, asked(name), usual);
      return usual;
    };
    const subset = (name, allowed, usual) => {
      if (asked(name) === undefined) return allowed.filter((entry) => usual.includes(entry));
      const wished = new Set(asked(name).split(",").filter((entry) => entry !== NOTHING && entry !== ""));
      [...wished].filter((entry) => !allowed.includes(entry)).sort().forEach((entry) => note(name, entry));
      const known = [...wished].some((entry) => allowed.includes(entry)) || !wished.size;
      return allowed.filter((entry) => (known ? wished.has(entry) : usual.includes(entry)));
    };
    const levelWithFigures = (level, indicator) => {
      if (yearsOf(catalogue, level, indicator)) return level;
      const having = catalogue.levels.map((one) => one.id).filter((id) => yearsOf(catalogue, id, indicator));
      const found = having.includes(catalogue.start.level) ? catalogue.start.level : having.at(-1);
      note("level_without_figures", level, found);
      return found;
    };
    const yearFrom = (years) => {
      if (asked("year") === undefined) return nearestYear(years, catalogue.start.year);
      const wished = whole(asked("year"));
      if (years.includes(wished)) return wished;
      const found = nearestYear(years, wished === null ? catalogue.start.year : wished);
      note("year", asked("year"), String(found));
      return found;
    };
    const classesFrom = () => {
      if (asked("classes") === undefined) return usualClasses();
      const found = parseClasses(asked("classes"));
      if (!found) note("classes", asked("classes"), classesText(usualClasses()));
      return found || usualClasses();
    };
    const spanFrom = () => {
      if (!asked("span")) return [];
      const years = asked("span").split("-").map(whole);
      const fits = years.length === 2 && years[0] !== null && years[1] !== null
        && SPANS[0] <= years[0] && years[0] < years[1] && years[1] <= SPANS[1];
      if (!fits) note("span", asked("span"));
      return fits ? years : [];
    };
    const needFrom = () => {
      if (!asked("need")) return null;
      if (!DECIMAL.test(asked("need"))) { note("need", asked("need")); return null; }
      return Number(asked("need")) + 0;
    };
    const otherYearFrom = (years, here) => {
      if (!asked("other_year")) return null;
      const wished = whole(asked("other_year"));
      if (years.includes(wished)) return wished;
      const found = nearestYear(years, wished === null ? here : wished);
      note("other_year", asked("other_year"), String(found));
      return found;
    };
    return {notices, note, choice, subset, levelWithFigures, yearFrom, classesFrom, spanFrom, needFrom, otherYearFrom};
  }

  /** The view that raw parameters ask for: {view, notices}. */
  function resolve(catalogue, given) {
    const read = reader(catalogue, given), ids = (rows) => rows.map((row) => row.id);
    read.choice("city", [catalogue.city.id], catalogue.city.id);
    const wishedLevel = read.choice("level", ids(catalogue.levels), catalogue.start.level);
    const indicator = read.choice("indicator", ids(catalogue.indicators), catalogue.start.indicator);
    const level = read.levelWithFigures(wishedLevel, indicator);
    const here = catalogue.levels.find((one) => one.id === level);
    const switches = catalogue.layers.filter((layer) => layer.switch).map((layer) => layer.id);
    const programmes = ids(catalogue.programmes), fields = ids(catalogue.fields_of_action);
    const view = {
      city: catalogue.city.id,
      indicator,
      year: read.yearFrom(here.years[indicator]),
      level,
      classes: read.classesFrom(),
      limits: "fest",
      layers: read.subset("layers", switches, catalogue.start.layers),
      programmes: read.subset("programmes", programmes, programmes),
      symbols: read.choice("symbols", ["", ...ids(catalogue.indicators.filter((one) => here.years[one.id] && !one.classes))], ""),
      area: read.choice("area", ["", ...here.areas.map((area) => area[0])], ""),
      funded_area: read.choice("funded_area", ["", ...ids(catalogue.funded_areas)], ""),
      need: read.needFrom(),
      funded_by: read.choice("funded_by", FUNDED_BY, FUNDED_BY[0]),
      fields: read.subset("fields", fields, fields),
      project_states: read.subset("project_states", PROJECT_STATES, PROJECT_STATES),
      underlay: read.choice("underlay", ["", "ja"], ""),
      span: read.spanFrom(),
      compare: read.choice("compare", atlas.beside.COMPARISONS, ""),
      mode: read.choice("mode", MODES, MODES[0]),
      language: read.choice("language", catalogue.languages, catalogue.language),
      talk: read.choice("talk", talks(catalogue), ""),
    };
    const limits = read.choice("limits", LIMITS, LIMITS[0]);
    if (view.classes.method !== "eigene" && view.compare !== "jahre") view.limits = limits; // all years have one legend
    if (view.funded_area) view.area = "";
    compared(catalogue, read, view);
    return {view, notices: read.notices};
  }

  /** Read what the second map shows, or the year that a change is measured from. */
  function compared(catalogue, read, view) {
    const {TWO_MAPS, CHANGE, beside, indicatorsOf, levelsOf} = atlas.beside;
    Object.assign(view, {other_city: "", other_indicator: "", other_level: "", other_year: null});
    if (TWO_MAPS.includes(view.compare)) {
      view.other_city = read.choice("other_city", ["", ...catalogue.others.map((one) => one.id)], "");
      view.other_indicator = read.choice("other_indicator", ["", ...indicatorsOf(view, catalogue)], "");
      view.other_level = read.choice("other_level", ["", ...levelsOf(view, catalogue)], "");
    }
    if (view.compare === CHANGE) changed(catalogue, read, view);
    if (![...TWO_MAPS, CHANGE].includes(view.compare)) return;
    view.other_year = read.otherYearFrom(beside(view, catalogue).years, view.year);
  }

  /** A change needs figures of two years; a limit of need is one for figures, not for changes. */
  function changed(catalogue, read, view) {
    if (catalogue.indicators.find((one) => one.id === view.indicator).classes) {
      read.note("change_classes");
      view.compare = "";
    } else if (yearsOf(catalogue, view.level, view.indicator).length < 2) {
      read.note("change_one_year", String(view.year));
      view.compare = "";
    } else if (view.need !== null) {
      read.note("change_without_need", String(view.need));
      view.need = null;
    }
  }

  function fromQuery(query, catalogue) {
    const given = {};
    for (const [name, value] of new URLSearchParams(query)) if (!(name in given)) given[name] = value;
    return resolve(catalogue, given);
  }

  const asText = (view) => ({
    ...view,
    year: String(view.year),
    classes: classesText(view.classes),
    layers: view.layers.join(",") || NOTHING,
    programmes: view.programmes.join(",") || NOTHING,
    fields: view.fields.join(",") || NOTHING,
    project_states: view.project_states.join(",") || NOTHING,
    need: view.need === null ? "" : String(view.need),
    other_year: view.other_year === null ? "" : String(view.other_year),
    span: view.span.join("-"),
  });

  const quote = (text) => encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).replace(/%2C/g, ",");

  const starts = new WeakMap();

  /** The start view as texts, reckoned once a catalogue. */
  function startTexts(catalogue) {
    if (!starts.has(catalogue)) starts.set(catalogue, asText(resolve(catalogue, {}).view));
    return starts.get(catalogue);
  }

  /** The one address of a view: "" for the start view. */
  function toQuery(view, catalogue) {
    const texts = asText(view), usual = {...startTexts(catalogue)};
    usual.year = String(nearestYear(yearsOf(catalogue, view.level, view.indicator), catalogue.start.year));
    const parts = Object.keys(catalogue.parameters)
      .filter((name) => name !== "city" && texts[name] !== usual[name])
      .map((name) => `${catalogue.parameters[name]}=${quote(texts[name])}`);
    return parts.length ? `?${[`${catalogue.parameters.city}=${quote(view.city)}`, ...parts].join("&")}` : "";
  }

  function toggled(text, entry) {
    const entries = text.split(",").filter((part) => part !== NOTHING);
    const kept = entries.filter((part) => part !== entry);
    return (kept.length < entries.length ? kept : [...entries, entry]).join(",") || NOTHING;
  }

  /** The view after an event: {view, notices}; the only transition. */
  function next(before, event, catalogue) {
    if ("reset" in event) return resolve(catalogue, {});
    const view = "query" in event ? fromQuery(event.query, catalogue).view : before;
    const texts = asText(view);
    for (const name of Object.keys(catalogue.parameters)) if (name in event) texts[name] = String(event[name]);
    for (const [name, key] of Object.entries(TOGGLES)) if (key in event) texts[name] = toggled(texts[name], event[key]);
    if (event.area) texts.funded_area = "";
    else if (event.funded_area) texts.area = "";
    const changed = "indicator" in event && event.indicator !== view.indicator;
    if (changed && !("need" in event)) texts.need = "";
    if (changed && view.classes.method === "eigene" && !("classes" in event)) {
      texts.classes = classesText(usualClasses());
    }
    if ("level" in event && event.level !== view.level && !event.area) texts.area = "";
    if (event.need && view.compare === atlas.beside.CHANGE && !("compare" in event)) texts.compare = "";
    if ("other_city" in event && event.other_city !== view.other_city) {
      for (const name of ["other_indicator", "other_level"]) texts[name] = String(event[name] || "");
    }
    const given = {};
    for (const [name, parameter] of Object.entries(catalogue.parameters)) given[parameter] = texts[name];
    return resolve(catalogue, given);
  }

  return {EXPLORING, fromQuery, toQuery, next, nearestYear, classesText, parseClasses};
})();
