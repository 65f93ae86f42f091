"""What a comparison adds to the table: figures of the second map, or of every year.

Its twin in the browser is ``assets/compare_table.js``; a test compares their cells.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from geodata.model import City, Indicator
from geodata.statistics.classify import round_half_up
from layers.beside import beside, second_view
from layers.numbers import figure as written
from layers.numbers import signed
from layers.scene import Scene, scene
from layers.scene_fields import is_empty
from layers.texts import Texts
from layers.view_fields import TWO_MAPS, View

YEARS = "jahre"
PERCENT = "%"


@dataclass(frozen=True)
class Added:
    """Columns of a comparison: (key, heading) in order, and one text a column for each area.

    The last row is the city's. ``named`` are the headings of the first map beside a second. Empty
    where nothing is added.
    """

    columns: tuple[tuple[str, str], ...] = ()
    rows: tuple[dict[str, str], ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns."""
        return tuple(key for key, _ in self.columns)

    @property
    def headings(self) -> dict[str, str]:
        """The headings by key, those of the first map too."""
        return dict(self.columns) | dict(self.named)


def added(city: City, view: View, texts: Texts) -> Added:
    """Return the columns that the comparison of *view* adds to its table.

    Two maps of the same areas: the second figure, its class, and the difference where both have
    one unit. Every year: a column for each. A second map of other areas has :func:`second_table`.
    """
    if view.compare == YEARS:
        return _years(city, view, texts)
    if _alike(city, view):
        return _second(city, view, texts)
    return Added()


def second_table(city: City, view: View) -> tuple[City, View] | None:
    """Return city and view of a second table, where the second map shows other areas."""
    if view.compare not in TWO_MAPS or _alike(city, view):
        return None
    return beside(view, city).city, second_view(view, city)


def years_shown(city: City, view: View) -> tuple[Scene, ...]:
    """Return the scenes of all years with a figure; none where *view* does not compare years."""
    if view.compare != YEARS:
        return ()
    years = city.series[view.level, view.indicator].years
    made = (scene(city, replace(view, compare="", year=year)) for year in years)
    return tuple(one for one in made if any(math.isfinite(x) for x in one.figures))


def label(one: Scene, two: Scene) -> str:
    """Return what tells one side from the other in the same city: "2011"."""
    said = []
    if one.indicator.id != two.indicator.id:
        said.append(one.indicator.short_name)
    if one.view.year != two.view.year or not said:
        said.append(str(one.view.year))
    return ", ".join(said)


def subtractable(one: Indicator, two: Indicator) -> bool:
    """Return whether figures of both may be subtracted: parts of one whole, in one unit."""
    if one.classes or two.classes:
        return False
    whole = one.denominator != "" and one.denominator == two.denominator
    return one.unit == two.unit and (one.id == two.id or (one.kind is two.kind and whole))


def _alike(city: City, view: View) -> bool:
    if view.compare not in TWO_MAPS:
        return False
    found = beside(view, city)
    return found.city is city and found.level == view.level


def _years(city: City, view: View, texts: Texts) -> Added:
    made = years_shown(city, view)
    areas = [{f"year_{one.view.year}": _value(one, index, texts) for one in made}
             for index in range(len(city.level(view.level).areas))]  # fmt: skip
    total = {f"year_{one.view.year}": _total(one, texts) for one in made}
    columns = ((f"year_{one.view.year}", f"{one.view.year} ({one.indicator.unit})") for one in made)
    return Added(tuple(columns), (*areas, total))


def _second(city: City, view: View, texts: Texts) -> Added:
    one, two = scene(city, replace(view, compare="")), scene(city, second_view(view, city))
    words, name = texts["beside"], label(two, one)
    columns = [("other", words["value_of"].format(label=name, unit=two.indicator.unit))]
    if subtractable(one.indicator, two.indicator):
        percent = one.indicator.unit == PERCENT
        unit = texts["table"]["points"] if percent else one.indicator.unit
        columns.append(("gap", f"{words['difference']} ({unit})"))
    columns.append(("other_class", words["other_class"].format(label=name)))
    rows = [
        {
            "other": _value(two, index, texts),
            "gap": _gap(one, two, (one.figures[index], two.figures[index])),
            "other_class": _class(two, index),
        }
        for index in range(len(one.level.areas))
    ]
    keys = {key for key, _ in columns}
    totals = [round_half_up(x.city_figure, x.indicator.decimals) for x in (one, two)]
    total = {"other": _total(two, texts), "gap": _gap(one, two, totals), "other_class": ""}
    rows = [{key: row[key] for key in row if key in keys} for row in (*rows, total)]
    mine = label(one, two)
    named = {"value": words["value_of"].format(label=mine, unit=one.indicator.unit),
             "class": words["other_class"].format(label=mine)}  # fmt: skip
    return Added(tuple(columns), tuple(rows), named)


def _value(one: Scene, index: int, texts: Texts) -> str:
    status = one.statuses[index]
    sign = texts["legend"].get(f"sign_{status}", "")
    if is_empty(status):
        return sign
    figure = written(one.figures[index], one.indicator)
    return f"{figure} {sign}".rstrip()


def _total(one: Scene, texts: Texts) -> str:
    if not math.isfinite(one.city_figure):
        return "–"
    sign = texts["legend"].get(f"sign_{one.city_status}", "")
    return f"{written(one.city_figure, one.indicator)} {sign}".rstrip()


def _class(one: Scene, index: int) -> str:
    return "–" if one.classes[index] < 0 else str(one.classes[index] + 1)


def _gap(one: Scene, two: Scene, figures: Sequence[float]) -> str:
    if not all(math.isfinite(figure) for figure in figures):
        return "–"
    decimals = max(one.indicator.decimals, two.indicator.decimals)
    return signed(figures[0] - figures[1], decimals)
