"""The table of a view as a page of its own: for browsers without a script."""

from __future__ import annotations

from typing import Any

from geodata.model import City
from layers import need_table
from layers.info_frame import render
from layers.info_visit import Visit
from layers.numbers import german
from layers.scene import scene
from layers.table import NUMBERS, rows
from layers.texts import texts
from layers.view import PARAMETERS, Notice, View, to_query

SHOWN = ("name", "value", "sign", "status", "class", "numerator", "denominator", "note")


def table_page(city: City, view: View, notices: tuple[Notice, ...], visit: Visit) -> str:
    """Return the HTML page with the table of *view* and a form to choose indicator and year."""
    words, shown = texts(view.language), scene(city, view)
    return render(
        "table.html",
        city,
        visit,
        f"{shown.indicator.name}, {view.year}",
        view=view,
        years=shown.series.years,
        limit="" if view.need is None else f"{view.need:.12g}",
        names=PARAMETERS,
        page=words["page"],
        words=words["table"],
        csv=words["csv"],
        shown=_columns(view),
        rows=[_german(row, shown.indicator.decimals) for row in rows(city, view, words)],
        need=_need(city, view),
        need_words=words["need"],
        notices=[notice_words(city, notice, words["view"][notice.key]) for notice in notices],
        caption=_caption(city, view),
        query=to_query(view, city),
    )


def _columns(view: View) -> tuple[str, ...]:
    """With a limit of need, that and funding stand in the place of the class, as on the map."""
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


def _german(row: dict[str, str], decimals: int) -> dict[str, str]:
    places = {"value": decimals, "inside": 1, "formerly": 1}
    spoken = {
        key: german(float(row[key]), places.get(key, 0)) if row.get(key) else "" for key in NUMBERS
    }
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
        indicator=shown.indicator.name,
        year=view.year,
        levels=shown.level.name_plural,
        unit=shown.indicator.unit,
        date=shown.indicator.data_date,
        source=f"{source.publisher}, {source.title}",
        licence=source.licence,
    )
