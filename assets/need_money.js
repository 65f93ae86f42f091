/* Bundled money of a funded area in words: each stage for itself, per resident where they are known. */
window.atlas = window.atlas || {};
atlas.need_money = (() => {
  "use strict";
  const MILLION = 1e6;

  /** "76,3 Mio. Euro" from a million on, as layers/record_words.py says it. */
  function euro(value) {
    const {german} = atlas.numbers;
    return value < MILLION ? `${german(value, 0)} Euro` : `${german(value / MILLION, 1).replace(/,0$/, "")} Mio. Euro`;
  }

  /** "9 bis 10 Mio. Euro"; one text where both ends are the same. */
  function range(words, {low, high}, say) {
    const [from, to] = [say(low), say(high)], unit = to.slice(to.indexOf(" "));
    if (from === to) return to;
    return atlas.numbers.fill(words.money_from_to, {low: from.endsWith(unit) ? from.slice(0, -unit.length) : from, high: to});
  }

  function years(words, {first_year, last_year, open_end}) {
    if (open_end) return atlas.numbers.fill(words.money_open, {first: first_year});
    return first_year === last_year ? String(first_year) : atlas.numbers.fill(words.money_from_to, {low: first_year, high: last_year});
  }

  /** One line: "76,3 Mio. Euro bewilligt (1999 bis 2022), das sind 16.828 Euro je …; kann doppelt zählen". */
  function line(words, sum) {
    const {fill} = atlas.numbers, whole = (value) => euro(Math.floor(value + 0.5));
    const said = fill(words[`money_${sum.stage}`], {amount: range(words, sum.amount, euro), years: years(words, sum)});
    const each = sum.per_resident ? fill(words.money_each, {amount: range(words, sum.per_resident, whole)}) : "";
    return `${said}${each}.${sum.may_repeat ? ` ${words.money_repeat}` : ""}`;
  }

  /** Residents with the date they are true for, or that they are not published. */
  function residents(words, {residents: number, date}) {
    const {fill, german} = atlas.numbers;
    if (!number) return words.money_no_residents;
    return fill(date ? words.money_residents_dated : words.money_residents, {number: german(number, 0), date});
  }

  /** All that is known of the money of a funded area, as HTML. */
  function lines(scene, id) {
    const words = scene.book.texts.need, found = atlas.need.money(scene, id), {escape} = atlas.numbers;
    if (!found || !found.sums.length) return `<p class="unpublished">${words.money_none}</p>`;
    return `<ul>${found.sums.map((sum) => `<li>${escape(line(words, sum))}</li>`).join("")}</ul><p class="quiet">${escape(residents(words, found))}</p>`;
  }

  return {lines, line, residents};
})();
