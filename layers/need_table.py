"""Need and funding in the table: cells of areas, who lives where, and how that was found.

Its twin in the browser is ``assets/need_table.js``; a test compares their texts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from geodata.model import City, Direction
from geodata.statistics.activity import funding_in
from geodata.statistics.classify import round_half_up
from geodata.statistics.coverage import Coverage, coverage
from geodata.statistics.covered import FUNDED
from geodata.statistics.estimate import Weighting
from geodata.statistics.need import Counted, need_by_limit
from geodata.statistics.split import People, Split
from geodata.statistics.weights import CASES_APART, PEOPLE_APART
from layers.numbers import german, with_unit
from layers.record_words import Words
from layers.scene import Scene
from layers.view import View

NEED_COLUMNS = ("limit", "in_need", "funding", "inside", "formerly")
SHOWN_COLUMNS = ("side", "funding", "inside", "formerly")
EMPTY = dict.fromkeys((*NEED_COLUMNS, *SHOWN_COLUMNS), "")
Row = dict[str, str]


def coverage_of(city: City, view: View) -> Coverage | None:
    """Return need and funding in the year of *view*; None where it asks for no limit."""
    if view.need is None:
        return None
    indicator = city.indicator(view.indicator)
    need = need_by_limit(city, view.level, indicator, view.need, city.residents)
    return coverage(city, need.only(view.year), city.residents)[0]


def cells(shown: Scene, found: Coverage, words: Words, index: int) -> Row:
    """Return what the table says of the need and funding of one area, keyed by the columns.

    ``inside`` and ``formerly`` are percent with a decimal point. Where the area has no figure,
    nothing is said of its need.
    """
    place = found.places[index]
    answer = words["need_yes" if place.in_need else "need_no"] if place.known else ""
    return {
        "limit": f"{shown.view.need:.12g}",
        "in_need": answer,
        "side": side(shown, place.in_need, words) if place.known else "–",
        "funding": words[f"state_{place.state}"],
        "inside": _percent(place.inside),
        "formerly": _percent(place.formerly),
    }


def side(shown: Scene, in_need: bool, words: Words) -> str:
    """Return "15,6 % und mehr" or "weniger als 15,6 %"."""
    if shown.indicator.classes:
        return _class_names(shown, in_need, words)
    way = "better" if shown.indicator.direction is Direction.BETTER else "worse"
    limit = math.nan if shown.view.need is None else shown.view.need
    said = with_unit(limit, shown.indicator)
    return words[f"{'need' if in_need else 'rest'}_{way}"].format(limit=said)


def _class_names(shown: Scene, in_need: bool, words: Words) -> str:
    """Return the classes of a side: ``»niedrig« oder »sehr niedrig«``."""
    limit = math.nan if shown.view.need is None else shown.view.need
    lower = shown.indicator.direction is Direction.BETTER
    names = [
        words["class_named"].format(name=one.name)
        for place, one in enumerate(shown.indicator.classes, start=1)
        if (place <= limit if lower else place >= limit) is in_need
    ]
    return f" {words['class_or']} ".join(names) or words["class_none"]


def parts(split: Split) -> list[tuple[str, People]]:
    """Return where the people of the areas of need live, by the key of its name; the last: all."""
    unclear = _together(split.unknown, split.void)
    named = [("inside", split.inside), ("formerly", split.formerly)]
    named += [("unclear", unclear)] if unclear.people > 0 else []
    return [*named, ("outside", split.outside), ("total", People(*(split.total,) * 5))]


def summary(found: Coverage, words: Words) -> list[tuple[str, str, str]]:
    """Return rows of where, how many, which share; empty where nobody is known to be counted."""
    total = found.in_need.total
    if not total > 0:
        return []
    return [
        (words[f"part_{key}"], ranged(one, "people", total, words),
         ranged(one, "share", total, words))
        for key, one in parts(found.in_need)
    ]  # fmt: skip


def ranged(part: People, unit: str, total: float, words: Words) -> str:
    """Return "605 (217 bis 1.220)" people or "21 % (7 bis 42 %)" of *total*."""
    ends = (part.people, part.low, part.high)
    value, low, high = (german(100 * one / total if unit == "share" else one, 0) for one in ends)
    key = f"{'certain' if low == high else 'range'}_{unit}"
    return words[key].format(value=value, low=low, high=high)


def caption(city: City, shown: Scene, found: Coverage, words: Words) -> str:
    """Return what :func:`summary` is about."""
    return words["summary_caption"].format(
        counted=counted(city, shown, found),
        year=shown.view.year,
        indicator=shown.indicator.name,
        limit=side(shown, True, words),
    )


def counted(city: City, shown: Scene, found: Coverage) -> str:
    """Return who is counted: "Personen mit Leistungen nach SGB II"."""
    if found.counted is Counted.RESIDENTS:
        return city.indicator(city.residents).name
    return shown.indicator.numerator or shown.indicator.short_name


def method(city: City, found: Coverage, shown: Scene, words: Words) -> list[str]:
    """Return sentences on how the shares were found and what they leave out."""
    said = [*_shared(found, words), *_outlines(city, found.year, words)]
    if found.status == "doubtful":
        said.append(words["doubtful"])
    areas = {area.id: area.name for area in shown.level.areas}
    funded = {area.id: area.name for area in city.funded_areas}
    said += _left_out("without_figure", [areas[one] for one in found.without_figure], words)
    said += _left_out("without_outline", [funded[one] for one in found.without_outline], words)
    return [*said, words["all_programmes"]]


def _left_out(key: str, names: list[str], words: Words) -> list[str]:
    return [words[key].format(areas=", ".join(names))] if names else []


def _shared(found: Coverage, words: Words) -> Iterable[str]:
    if not found.in_need.total > 0:
        return
    residents = found.counted is Counted.RESIDENTS
    kind, apart = ("residents", PEOPLE_APART) if residents else ("cases", CASES_APART)
    yield words[f"shared_{found.method}"].format(year=found.year)
    if found.method is Weighting.AREA:
        yield words[f"spread_{kind}"].format(apart=german(apart, 0))
    if found.method is Weighting.RESIDENTS:
        yield words[f"spread_residents_{kind}"]


def _outlines(city: City, year: int, words: Words) -> Iterable[str]:
    drawn = [one for one in city.funded_areas
             if one.outline is not None and funding_in(one, year) in FUNDED]  # fmt: skip
    rough = sum(one.outline_quality == "schematic" for one in drawn)
    if rough:
        yield words["schematic"].format(count=rough, all=len(drawn))


def _together(one: People, other: People) -> People:
    names = ("people", "low", "high", "least", "most")
    return People(*(getattr(one, name) + getattr(other, name) for name in names))


def _percent(share: float) -> str:
    return f"{round_half_up(100 * share, 1):.1f}"
