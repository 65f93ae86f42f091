/* What is loaded, once each: the catalogue, and geometry and figures of each level. */
window.atlas = window.atlas || {};
atlas.data = (() => {
  "use strict";
  const loads = new Map();

  /** A briefcase carries all documents itself, see layers/export/briefcase.py. */
  function packed(address) {
    const found = document.querySelector(`script[data-address="${CSS.escape(address)}"]`);
    return found && Promise.resolve(JSON.parse(found.textContent));
  }

  function load(address) {
    if (!loads.has(address)) {
      const promise = packed(address) || fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        return answer.json();
      });
      promise.catch(() => loads.delete(address));
      loads.set(address, promise);
    }
    return loads.get(address);
  }

  const catalogue = () => load(document.querySelector("link[data-atlas=catalogue]").getAttribute("href"));

  /** Rings as [[lat, lon], ...] from whole-number steps. */
  function decode(rings, grid) {
    return rings.map((steps) => {
      const corners = [];
      let x = 0, y = 0;
      for (let i = 0; i < steps.length; i += 2) {
        x += steps[i];
        y += steps[i + 1];
        corners.push([y / grid, x / grid]);
      }
      return corners;
    });
  }

  const numbers = (row) => Float64Array.from(row, (x) => (x === null ? NaN : x));

  /** One series with values, numerators, denominators and statuses as flat arrays, years first. */
  function series(packed, pool, factor, size, statuses) {
    const cells = packed.years.length * size;
    const numerator = "n" in packed ? numbers(pool[packed.n]) : null;
    const denominator = "d" in packed ? numbers(pool[packed.d]) : null;
    const value = "v" in packed ? numbers(pool[packed.v])
      : numerator.map((part, index) => (factor * part) / denominator[index]);
    const status = new Array(cells).fill(statuses[0]);
    for (const [cell, code] of packed.status) status[cell] = statuses[code];
    return {
      years: packed.years, value, numerator, denominator, status, notes: packed.notes,
      city: numbers(packed.city), basis: packed.basis,
      cityStatus: packed.city_status.map((code) => statuses[code]), cityNotes: packed.city_notes, middle: numbers(packed.middle),
    };
  }

  const levels = new Map();

  /** Geometry and figures of a level: {id, areas, outlines, points, km2, neighbours, series(id)}. */
  async function level(id, book) {
    const key = book.addresses[`werte-${id}`]; // levels of two cities may have the same id
    if (levels.has(key)) return levels.get(key);
    const [shape, figures] = await Promise.all(
      [load(book.addresses[`gebiete-${id}`]), load(book.addresses[`werte-${id}`])]);
    const meta = book.levels.find((one) => one.id === id);
    const unpacked = new Map();
    const found = {
      id, name: meta.name, plural: meta.plural,
      areas: meta.areas.map(([area, name, parent]) => ({id: area, name, parent})),
      position: new Map(meta.areas.map((area, index) => [area[0], index])),
      outlines: shape.rings.map((rings) => decode(rings, shape.grid)),
      points: shape.points, km2: shape.km2, neighbours: shape.neighbours,
      series(indicator) {
        const packed = figures.indicators[indicator.id];
        if (packed && !unpacked.has(indicator.id)) {
          unpacked.set(indicator.id, series(packed, figures.pool, indicator.factor, meta.areas.length, book.statuses));
        }
        return unpacked.get(indicator.id);
      },
    };
    levels.set(key, found);
    return found;
  }

  const books = new Map();

  /** The whole catalogue of another city: texts, colours and grammar are those of the first. */
  async function other(id, book) {
    if (!books.has(id)) books.set(id, {...book, ...await load(book.addresses[`katalog-${id}`])});
    return books.get(id);
  }

  /** Outlines of the funded areas: Map id -> rings. */
  async function fundedOutlines(book) {
    const shape = await load(book.addresses.foerdergebiete);
    return new Map(shape.ids.map((id, index) => [id, decode(shape.rings[index], shape.grid)]));
  }

  /** All projects of the funded areas. */
  const projects = async (book) => (await load(book.addresses.projekte)).projects;

  /** A document that only some readers need, by its name in the catalogue. */
  const document_ = (book, name) => load(book.addresses[name]);

  /** Rows of the records for the timeline, as text. */
  const records = async (book) => (await load(book.addresses["zeitleiste-akten"])).rows;

  return {records, catalogue, level, other, fundedOutlines, projects, document: document_, get: load, decode};
})();
