"""The table of a view as a page of its own: for browsers without a script."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from geodata.model import City
from layers import compare_table, need_table, patterns
from layers.beside import second_view
from layers.chance import tested
from layers.compare_table import Added
from layers.info_frame import render
from layers.info_visit import Visit
from layers.numbers import figure, german, with_unit
from layers.scene import Scene, scene
from layers.scene_words import headline
from layers.table import NUMBERS, headings, rows
from layers.texts import texts
from layers.view import PARAMETERS, Notice, View, to_query
from layers.view_fields import CHANGE, TWO_MAPS

CHANGE_SHOWN = (
    "name", "before", "after", "value", "clear", "sign", "status", "class", "note",
)  # fmt: skip
SURE = ("low", "high", "distinct")
SHOWN: tuple[str, ...] = (
    "name",
    "value",
    "sign",
    "status",
    "class",
    "numerator",
    "denominator",
    "note",
)


def table_page(city: City, view: View, notices: tuple[Notice, ...], visit: Visit) -> str:
    """Return the HTML page with the table of *view* and a form to choose indicator and year."""
    words, shown = texts(view.language), scene(city, view)
    added = compare_table.added(city, view, words)
    return render(
        "table.html",
        city,
        visit,
        headline(shown, words),
        view=view,
        years=shown.series.years,
        limit="" if view.need is None else f"{view.need:.12g}",
        names=PARAMETERS,
        page=words["page"],
        words=words["table"],
        csv=headings(shown, words) | added.headings,
        shown=_columns(view, added, sure=tested(shown)),
        rows=_rows(city, view, shown, added),
        second=_second(city, view),
        need=_need(city, view),
        need_words=words["need"],
        notices=[notice_words(city, notice, words["view"][notice.key]) for notice in notices],
        caption=_caption(city, view),
        query=to_query(view, city),
        kept=_kept(view, city),
    )


def _kept(view: View, city: City) -> list[tuple[str, str]]:
    """Return what the form passes on as it is: all of the address that it has no field for."""
    fields = {PARAMETERS[name] for name in ("indicator", "year", "need")}
    parts = parse_qsl(to_query(view, city).removeprefix("?"))
    return [(name, value) for name, value in parts if name not in fields]


def _columns(view: View, added: Added, *, sure: bool) -> tuple[str, ...]:
    """With a limit of need, that and funding stand in the place of the class, as on the map."""
    if view.compare == CHANGE:
        return CHANGE_SHOWN
    if view.compare == compare_table.YEARS:
        return ("name", *added.keys, "note")
    found = (*SHOWN[:2], *SURE, *SHOWN[2:]) if sure else SHOWN
    if view.need is not None:
        at = found.index("class")
        found = (*found[:at], *need_table.SHOWN_COLUMNS, *found[at + 1 :])
    found = (*found[:-1], *patterns.added(view.layers), found[-1])
    figures = tuple(key for key in added.keys if key != "other_class")
    classes = tuple(key for key in added.keys if key == "other_class")
    at = (found.index("class") if "class" in found else found.index("numerator") - 1) + 1
    return (*found[:2], *figures, *found[2:at], *classes, *found[at:])


def _rows(city: City, view: View, shown: Scene, added: Added) -> list[dict[str, str]]:
    words = texts(view.language)
    plain = [_german(row, shown) for row in rows(city, view, words)]
    more = added.rows or ({},) * len(plain)
    blank = dict.fromkeys(patterns.added(view.layers), "")  # of levels without such areas
    return [blank | row | cells for row, cells in zip(plain, more, strict=True)]


def _second(city: City, view: View) -> dict[str, Any] | None:
    """Return the table of the second map where it shows other areas than the first."""
    found = compare_table.second_table(city, view)
    if found is None:
        return None
    there, other = found
    shown = scene(there, other)
    return {
        "caption": _caption(there, other),
        "shown": _columns(other, Added(), sure=tested(shown)),
        "rows": _rows(there, other, shown, Added()),
    }


def _need(city: City, view: View) -> dict[str, Any] | None:
    """Return caption, rows and method of where the people of the areas of need live."""
    found = need_table.coverage_of(city, view)
    if found is None:
        return None
    shown, words = scene(city, view), texts(view.language)["need"]
    return {
        "caption": need_table.caption(city, shown, found, words),
        "rows": need_table.summary(found, words),
        "method": " ".join(need_table.method(city, found, shown, words)),
    }


def _german(row: dict[str, str], shown: Scene) -> dict[str, str]:
    own = dict.fromkeys(("value", "low", "high", "before", "after"), shown.indicator.decimals)
    places = {**own, "inside": 1, "formerly": 1}
    spoken = {
        key: german(float(row[key]), places.get(key, 0)) if row.get(key) else "" for key in NUMBERS
    }
    if shown.indicator.classes and row["value"]:
        spoken["value"] = with_unit(float(row["value"]), shown.indicator)
        spoken["class"] = figure(float(row["value"]), shown.indicator)
    if shown.change is not None and row["value"]:
        spoken["value"] = figure(float(row["value"]), shown.indicator)
    return row | spoken


def notice_words(city: City, notice: Notice, text: str) -> str:
    """Return *text* of view.yaml with what was asked for and what is shown instead."""
    names = {level.id: level.name for level in city.levels} | {city.id: city.name}
    names |= {indicator.id: indicator.name for indicator in city.indicators}
    asked, shown = (names.get(one, one[:60]) for one in (notice.asked, notice.shown))
    return text.format(asked=asked, shown=shown)


def _caption(city: City, view: View) -> str:
    """Return what the table shows; with a second map of the same areas, what that shows too."""
    first, words = _alone(city, view), texts(view.language)["beside"]
    if view.compare not in TWO_MAPS or compare_table.second_table(city, view) is not None:
        return first
    return words["caption_two"].format(one=first, two=_alone(city, second_view(view, city)))


def _title(shown: Scene) -> str:
    words, years = texts(shown.view.language), shown.series.years
    if shown.view.compare != compare_table.YEARS or len(years) < 2:
        return headline(shown, words)
    return words["beside"]["headline_years"].format(
        indicator=shown.indicator.name, first=years[0], last=years[-1]
    )


def _alone(city: City, view: View) -> str:
    shown, words = scene(city, view), texts(view.language)["table"]
    source = shown.indicator.source
    return words["caption"].format(
        title=_title(shown),
        levels=shown.level.name_plural,
        unit=shown.indicator.unit,
        date=shown.indicator.data_date,
        source=f"{source.publisher}, {source.title}",
        licence=source.licence,
    )
