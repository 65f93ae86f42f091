/* Numbers and text: rounding as geodata/statistics/classify.py does it, German form, escaping. */
window.atlas = window.atlas || {};
atlas.numbers = (() => {
  "use strict";
  const SCALES = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];
  const forms = new Map();

  /** Round to decimals, halves upwards; NaN stays NaN. */
  const round = (value, decimals) =>
    Number.isFinite(value) ? Math.floor(value * SCALES[decimals] + 0.5) / SCALES[decimals] : value;

  /** 1234.56 -> "1.234,6"; "" for NaN. A true minus sign, never -0. */
  function german(value, decimals) {
    if (!Number.isFinite(value)) return "";
    if (!forms.has(decimals)) {
      forms.set(decimals, new Intl.NumberFormat("de-DE", {
        minimumFractionDigits: decimals, maximumFractionDigits: decimals,
      }));
    }
    return forms.get(decimals).format(round(value, decimals) + 0).replace("-", "−");
  }

  /** A difference with its sign: "+3,4" or "−3,4". */
  const signed = (value, decimals) => (round(value, decimals) > 0 ? "+" : "") + german(value, decimals);

  /** Code (0) or name (1) of a named class; "" where there is none. */
  const named = (value, indicator, part) => (indicator.classes[value - 1] || ["", ""])[part];

  /** A figure of an indicator, a difference with its sign, of a class its code. */
  const figure = (value, indicator) => (indicator.classes ? named(value, indicator, 0)
    : (indicator.signed ? signed : german)(value, indicator.decimals));

  /** The figure with its unit: "12,3 %", "1.234 Personen"; a class by name. */
  const withUnit = (value, indicator) => (indicator.classes ? named(value, indicator, 1) : `${figure(value, indicator)}\u00a0${indicator.unit}`);

  /** A figure as it stands in a sentence. */
  const spoken = (value, indicator) => (indicator.classes ? withUnit : figure)(value, indicator);

  const MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
  /** Text made safe for HTML. */
  const escape = (text) => String(text).replace(/[&<>"']/g, (sign) => MARKUP[sign]);

  /** Fill {name} places of a text. */
  const fill = (text, places = {}) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? places[name] : whole));

  /** The attribute that makes a click on an element an event of the view. */
  const event = (fields) => `data-event="${escape(JSON.stringify(fields))}"`;

  return {event, round, german, figure, withUnit, spoken, signed, escape, fill};
})();
