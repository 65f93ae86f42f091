"""The page of an analysis: the question as a form, the answer below it; and the list of all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qsl

from geodata.model import City
from layers.analysis.addresses import LIST_PATH, PATH, address, query
from layers.analysis.editor import editor_parts
from layers.analysis.model import Analysis, Answer, Choice, Entry, Group, Question, Words
from layers.analysis.registry import ANALYSES
from layers.analysis.shown import Shower
from layers.info_frame import render
from layers.info_visit import Visit
from layers.report.formats import FORMATS
from layers.table_page import notice_words
from layers.texts import texts
from layers.view import PARAMETERS, Notice, View

PLOTLY = "/_dash-component-suites/plotly/package_data/plotly.min.js"  # Dash serves it from disk
MODES = {
    "pan": "Pan", "zoom": "Zoom", "zoom_in": "Zoom in", "zoom_out": "Zoom out",
    "reset": "Reset axes", "hint": "Double-click to zoom back out",
}  # fmt: skip


def analysis_page(
    analysis: Analysis,
    question: Question,
    answer: Answer,
    notices: tuple[Notice, ...],
    visit: Visit,
) -> str:
    """Return the page with *answer*; ``visit.back`` is the query of the map to return to."""
    city, words = question.city, question.texts
    show = Shower()
    return render(
        "analysis.html",
        city,
        visit,
        answer.title,
        analysis=analysis,
        words=words["analysis"],
        room=words[analysis.room],
        answer=answer,
        choices=sorted(
            (*_view_choices(analysis, question), *answer.choices), key=lambda one: not one.first
        ),
        kept=_kept(analysis, question, answer),
        action=f"{visit.root}{PATH}/{analysis.id}",
        sections=[(one, list(show.blocks(one.blocks))) for one in answer.sections],
        notices=(*(_said(city, one, question) for one in notices), *question.notices),
        references=question.references.entries,
        files=_files(analysis, question, answer, visit),
        list_href=f"{visit.root}{LIST_PATH}{query(city, question.view)}",
        methods_href=visit.href(f"/methoden-auswertungen#{analysis.id}"),
        sources_title=words["report"]["sources"],
        plotly=PLOTLY,
        figures=f"{visit.root}{PATH}/{analysis.id}.json{query(city, question.view, question.own)}",
        dictionary=json.dumps(
            {said: words["analysis"][f"chart_{key}"] for key, said in MODES.items()},
            ensure_ascii=False,
        ),
        editor=editor_parts(analysis, question, answer, visit),
        editing=words["editor"],
    )


def list_page(city: City, view: View, visit: Visit) -> str:
    """Return the list of all analyses with the question that each answers."""
    words = texts(view.language)
    groups = [
        (words["analysis"][f"group_{group}"], list(_listed(group, city, view, visit)))
        for group in Group
    ]
    return render(
        "analyses.html",
        city,
        visit,
        words["analysis"]["list_title"],
        words=words["analysis"],
        groups=[(name, found) for name, found in groups if found],
    )


def _listed(
    group: Group, city: City, view: View, visit: Visit
) -> Iterator[tuple[str, str, str, bool]]:
    """Yield address, name and question of each analysis, and whether the city has what it needs."""
    for one in ANALYSES:
        if one.group is group:
            room = texts(view.language)[one.room]
            href = f"{visit.root}{address(one.id, city, view)}"
            yield href, room["name"], room["question"], one.possible(city)


def _said(city: City, notice: Notice, question: Question) -> str:
    return notice_words(city, notice, question.texts["view"][notice.key])


def _kept(analysis: Analysis, question: Question, answer: Answer) -> list[tuple[str, str]]:
    """Return what the form passes on: all of the address that it has no field for."""
    fields = {PARAMETERS[name] for name in analysis.asks} | {one.name for one in answer.choices}
    parts = parse_qsl(query(question.city, question.view, question.own).removeprefix("?"))
    return [(name, value) for name, value in parts if name not in fields]


def _files(
    analysis: Analysis, question: Question, answer: Answer, visit: Visit
) -> list[tuple[str, str]]:
    """Return address and name of each file of the answer."""
    asked, words = query(question.city, question.view, question.own), question.texts
    base = f"{visit.root}{PATH}/{analysis.id}"
    files = [(f"{base}.{ending}{asked}", words["record"][f"file_{ending}"]) for ending in FORMATS]
    for name in answer.filled:
        said = words["analysis"]["file_csv"]
        if len(answer.filled) > 1:
            said = words["analysis"]["file_csv_of"].format(
                table=_table_name(name, words["analysis"])
            )
        files.append((f"{base}.csv{asked}&tabelle={name}", said))
    return files


def _table_name(name: str, words: Words) -> str:
    """Return a table's name as readers know it; what follows a hyphen is an id of the city."""
    kind, _, more = name.partition("-")
    said = words.get(f"table_{kind}", kind)
    return f"{said} {more}" if more else said


def _view_choices(analysis: Analysis, question: Question) -> Iterator[Choice]:
    makers = {"level": _levels, "indicator": _indicators, "year": _years, "area": _areas}
    for name in analysis.asks:
        yield makers[name](analysis, question)


def _levels(_: Analysis, question: Question) -> Choice:
    city, view = question.city, question.view
    able = [
        one for one in city.levels
        if (one.id, view.indicator) in city.series and one.id != city.city_level
    ]  # fmt: skip
    entries = tuple(Entry(one.id, one.name_plural) for one in able)
    label = question.texts["analysis"]["level"]
    return Choice(PARAMETERS["level"], label, view.level, entries)


def _indicators(analysis: Analysis, question: Question) -> Choice:
    city, view = question.city, question.view
    themes = {one.id: one.name for one in city.themes}
    entries = tuple(
        Entry(one.id, f"{one.name} ({one.unit})" if one.unit else one.name, themes[one.theme])
        for one in city.indicators
        if one.id == view.indicator or ((view.level, one.id) in city.series and analysis.suits(one))
    )
    label = question.texts["analysis"]["indicator"]
    return Choice(PARAMETERS["indicator"], label, view.indicator, entries)


def _years(_: Analysis, question: Question) -> Choice:
    entries = tuple(Entry(str(year), str(year)) for year in question.series.years)
    label = question.texts["analysis"]["year"]
    return Choice(PARAMETERS["year"], label, str(question.view.year), entries)


def _areas(_: Analysis, question: Question) -> Choice:
    words, none = question.texts["analysis"], (Entry("", question.texts["analysis"]["no_area"]),)
    entries = tuple(Entry(one.id, one.name) for one in question.level.areas)
    return Choice(PARAMETERS["area"], words["area"], question.view.area, (*none, *entries))
