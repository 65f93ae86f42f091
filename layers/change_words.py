"""What a map of changes says in words: both years, the change, and whether chance may explain it.

Its twin in the browser is ``assets/change_words.js``; a test compares their texts.
"""

from __future__ import annotations

import math

from geodata.model import Indicator, Kind, Status
from geodata.statistics.change import middle_class
from geodata.statistics.classify import Method
from layers.numbers import figure, german, signed
from layers.scene_fields import Changed, Scene, is_empty
from layers.texts import Texts

DOUBTS = (Status.DOUBTFUL, Status.INTERPOLATED)
MARKS = {1: "+", -1: "−", 0: ""}


def changed(shown: Scene) -> Changed:
    """Return both years of *shown* (AssertionError if it is no map of changes)."""
    assert shown.change is not None
    return shown.change


def ends(shown: Scene, index: int, texts: Texts) -> str:
    """Return "von 12,1 % (2015) auf 14,3 % (2022)" of one area, or why a year has no figure."""
    found = changed(shown)
    both = [(end.figures[index], end.statuses[index]) for end in (found.first, found.last)]
    return _both(found, both, texts)


def city_ends(shown: Scene, texts: Texts) -> str:
    """Return :func:`ends` of the whole city."""
    found = changed(shown)
    both = [(end.city_figure, end.city_status) for end in (found.first, found.last)]
    return _both(found, both, texts)


def _both(found: Changed, both: list[tuple[float, Status]], texts: Texts) -> str:
    before, after = (_end(*one, found.indicator, texts) for one in both)
    known = all(math.isfinite(figure) for figure, _ in both)
    return texts["change"]["from_to" if known else "each"].format(
        first=found.first.year, last=found.last.year, before=before, after=after
    )


def _end(value: float, status: Status, indicator: Indicator, texts: Texts) -> str:
    words = texts["legend"]
    if not math.isfinite(value):
        state = status if is_empty(status) else Status.MISSING
        return f"{words[f'sign_{state}']} {words[f'status_{state}']}"
    doubt = f"\u00a0{words[f'sign_{status}']}" if status in DOUBTS else ""
    return f"{figure(value, indicator)}\u00a0{indicator.unit}{doubt}"


def clear(shown: Scene, index: int, texts: Texts) -> str:
    """Return whether an area has clearly changed: "deutlich gestiegen"; "" without a figure."""
    words, value, found = texts["change"], shown.figures[index], changed(shown)
    if not math.isfinite(value):
        return ""
    if value == 0:
        return words["same"]
    way = "risen" if value > 0 else "fallen"
    if not found.tested[index]:
        return words[way]
    return words[f"{way}_clearly" if found.signs[index] else "chance"]


def label(shown: Scene, index: int, texts: Texts) -> str:
    """Return the change as it stands on the map: in brackets where chance may explain it."""
    value, found = shown.figures[index], changed(shown)
    said = signed(value, shown.indicator.decimals)
    if found.tested[index] and not found.signs[index] and value != 0:
        return texts["change"]["unclear_figure"].format(figure=said)
    return said


def plain(shown: Scene, index: int, texts: Texts) -> str:
    """Return the sentence on one area: from, to, change, clear or not."""
    words, area = texts["change"], shown.level.areas[index].name
    told = ends(shown, index, texts)
    if is_empty(shown.statuses[index]):
        return words["said_empty"].format(area=area, ends=told)
    change = f"{signed(shown.figures[index], shown.indicator.decimals)}\u00a0{shown.indicator.unit}"
    return words["said"].format(
        area=area, ends=told, change=change, clear=clear(shown, index, texts)
    )


def sentence(shown: Scene, texts: Texts) -> str:
    """Return what the whole map says: where it rose and fell, the most, the city."""
    words, found = texts["change"], changed(shown)
    if found.first.year == found.last.year:
        return words["shows_base"].format(first=found.first.year)
    return f"{of_areas(shown, texts)} {city(shown, texts)}"


def of_areas(shown: Scene, texts: Texts) -> str:
    """Return in how many areas it rose and fell, and where the most."""
    return " ".join([*_directions(shown, texts), *_most(shown, texts)])


def _directions(shown: Scene, texts: Texts) -> list[str]:
    words, found = texts["change"], changed(shown)
    known = [index for index, value in enumerate(shown.figures) if math.isfinite(value)]
    tested = any(found.tested)
    first, last = found.first.year, found.last.year
    moved = [found.signs[at] if found.tested[at] else _way(shown.figures[at]) for at in known]
    risen, fallen = (_areas(moved.count(sign), texts) for sign in (1, -1))
    key = "shows_tested" if tested else "shows"
    said = [words[key].format(first=first, last=last, risen=risen, fallen=fallen)]
    alike = moved.count(0)
    if alike and tested:
        said.append(_capital(words["shows_chance"].format(alike=_areas(alike, texts))))
    elif alike:
        said.append(_capital(words["shows_same"].format(same=_areas(alike, texts))))
    if len(known) < len(shown.figures):
        empty = _areas(len(shown.figures) - len(known), texts)
        said.append(_capital(words["shows_empty"].format(empty=empty)))
    return said


def _most(shown: Scene, texts: Texts) -> list[str]:
    """Name the largest clear change of each direction; small differences are not ranked."""
    words, found, said = texts["change"], changed(shown), []
    for sign, key in ((1, "shows_most"), (-1, "shows_least")):
        marked = [index for index, mark in enumerate(found.signs) if mark == sign]
        if marked:
            at = max(marked, key=lambda index: abs(shown.figures[index]))
            value = signed(shown.figures[at], shown.indicator.decimals)
            area = shown.level.areas[at].name
            said.append(words[key].format(area=area, value=f"{value}\u00a0{shown.indicator.unit}"))
    return said


def city(shown: Scene, texts: Texts) -> str:
    """Return the sentence on the whole city."""
    words, indicator = texts["change"], shown.indicator
    if not math.isfinite(shown.city_figure):
        return texts["map"]["shows_no_city"]
    value = f"{signed(shown.city_figure, indicator.decimals)}\u00a0{indicator.unit}"
    told = city_ends(shown, texts)
    if indicator.kind is not Kind.COUNT:
        return words["shows_city"].format(ends=told, value=value)
    mean = signed(shown.middle, indicator.decimals)
    return words["shows_city_mean"].format(ends=told, value=value, mean=mean)


def class_span(shown: Scene, place: int, texts: Texts) -> str:
    """Return the words for a class: both its ends belong to it, so both sides read alike."""
    words, limits, indicator = texts["legend"], shown.limits, shown.indicator
    last, digit = len(limits), 1 / 10.0**indicator.decimals
    start = shown.lowest if place == 0 else limits[place - 1]
    end = shown.highest if place == last else limits[place] - digit
    if last and place == 0 and start > end:
        return texts["change"]["under"].format(to=figure(end, indicator))
    if last and place == last and start > end:
        return words["above"].format_map({"from": figure(start, indicator)})
    both = {"from": figure(start, indicator), "to": figure(end, indicator)}
    said = words["only" if both["from"] == both["to"] else "from_to_last"].format_map(both)
    middle = last > 0 and place == middle_class(limits)
    return texts["change"]["middle"].format(span=said) if middle else said


def class_sign(shown: Scene, place: int) -> str:
    """Return the mark of areas of that class: "+", "−", or "" around zero."""
    middle = middle_class(shown.limits)
    if place == middle:
        return ""
    return MARKS[1 if place * 2 > len(shown.limits) else -1]


def method(shown: Scene, texts: Texts) -> str:
    """Return how the classes were made and for which years their limits hold."""
    words, legend, view = texts["change"], texts["legend"], shown.view
    own = view.classes.method is Method.OWN
    if view.classes.method is Method.DEVIATION:
        said = [f"{words['method_abweichung']}."]
    else:
        said = [f"{legend[f'method_{Method.NATURAL if own else view.classes.method}']}."]
    said.append(words["both_sides"])
    if own:
        said.append(words["own"])
    if view.limits == "jahr":
        said.append(legend["not_fixed"].format(year=view.year))
    elif len(shown.series.years) > 1:
        said.append(words["fixed"].format(base=changed(shown).base))
    return " ".join(said)


def marks(shown: Scene, texts: Texts) -> str:
    """Return what the marks on the map mean."""
    return texts["change"]["marks_tested" if any(changed(shown).tested) else "marks"]


def _way(value: float) -> int:
    return (value > 0) - (value < 0)


def _areas(count: int, texts: Texts) -> str:
    words = texts["change"]
    if count < 2:
        return words["in_one" if count else "in_none"]
    return words["in_many"].format(count=german(count, 0))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
