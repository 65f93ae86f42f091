"""The table of a view as a page of its own: for browsers without a script."""

from __future__ import annotations

from typing import Any

from geodata.model import City
from layers import need_table
from layers.info_frame import render
from layers.info_visit import Visit
from layers.numbers import figure, german
from layers.scene import Scene, scene
from layers.scene_words import headline
from layers.table import NUMBERS, headings, rows
from layers.texts import texts
from layers.view import PARAMETERS, Notice, View, to_query
from layers.view_fields import CHANGE

CHANGE_SHOWN = (
    "name", "before", "after", "value", "clear", "sign", "status", "class", "note",
)  # fmt: skip
SHOWN = ("name", "value", "sign", "status", "class", "numerator", "denominator", "note")


def table_page(city: City, view: View, notices: tuple[Notice, ...], visit: Visit) -> str:
    """Return the HTML page with the table of *view* and a form to choose indicator and year."""
    words, shown = texts(view.language), scene(city, view)
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
        csv=headings(shown, words),
        shown=_columns(view),
        rows=[_german(row, shown) for row in rows(city, view, words)],
        need=_need(city, view),
        need_words=words["need"],
        notices=[notice_words(city, notice, words["view"][notice.key]) for notice in notices],
        caption=_caption(city, view),
        query=to_query(view, city),
    )


def _columns(view: View) -> tuple[str, ...]:
    """With a limit of need, that and funding stand in the place of the class, as on the map."""
    if view.compare == CHANGE:
        return CHANGE_SHOWN
    if view.need is None:
        return SHOWN
    at = SHOWN.index("class")
    return (*SHOWN[:at], *need_table.SHOWN_COLUMNS, *SHOWN[at + 1 :])


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
    own = dict.fromkeys(("value", "before", "after"), shown.indicator.decimals)
    places = {**own, "inside": 1, "formerly": 1}
    spoken = {
        key: german(float(row[key]), places.get(key, 0)) if row.get(key) else "" for key in NUMBERS
    }
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
    shown, words = scene(city, view), texts(view.language)["table"]
    source = shown.indicator.source
    return words["caption"].format(
        title=headline(shown, texts(view.language)),
        levels=shown.level.name_plural,
        unit=shown.indicator.unit,
        date=shown.indicator.data_date,
        source=f"{source.publisher}, {source.title}",
        licence=source.licence,
    )
