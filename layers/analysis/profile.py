"""Strengths and weaknesses of one area against the city and comparable areas, never ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from geodata.commands.areas import profiled
from geodata.model import Direction, Kind, Status
from geodata.statistics.area_profile import Profiled, area_profile
from geodata.statistics.comparable_areas import ComparableAreas
from layers.analysis.model import Analysis, Answer, Group, Question, Rows
from layers.analysis.near import (
    OWN,
    choices,
    figure_said,
    found_for,
    places_said,
    possible,
    wanted,
)
from layers.analysis.said import in_a_row
from layers.numbers import german
from layers.report.figures import figures, labelled, marked
from layers.report.model import Block, Column, Range, Ranges, Row, Section, Table, Text
from layers.report.profile import strengths

BETTER, ALIKE, WORSE = 1, 0, -1
NAMED = 6  # indicators in the first sentence


def answer(question: Question) -> Answer:
    """Return the profile of the chosen area; without one a sentence that says so."""
    words, asked = question.texts["profile"], wanted(question)
    place = question.area
    if place is None or len(question.level.areas) < 2:
        said = words["choose"] if len(question.level.areas) > 1 else words["one_area"]
        return Answer(words["name"], (said,), choices(question, asked), (_method(question),))
    near = found_for(question, place, asked)
    found = [
        one for one in area_profile(question.city, question.level.id, place,
                                    question.view.year, near.found.places)
        if not _of_total(one)
    ]  # fmt: skip
    return Answer(
        title=words["title"].format(area=question.level.areas[place].name),
        lead=tuple(_lead(question, found, near)),
        choices=choices(question, asked),
        sections=tuple(_sections(question, found)),
        tables={"profil": _table(question, near)},
    )


def _of_total(one: Profiled) -> bool:
    """Shares of a total of the city: the city has 100 %, comparing with it means nothing."""
    return one.indicator.kind is Kind.SHARE and one.city >= one.indicator.factor


def _lead(question: Question, found: list[Profiled], near: ComparableAreas) -> Iterator[str]:
    words, area = question.texts["profile"], question.level.areas[near.found.own].name
    judged = [one for one in found if one.merit is not None]
    named = {side: _names(question, [one for one in judged if one.merit == side])
             for side in (BETTER, WORSE)}  # fmt: skip
    alike = sum(one.merit == ALIKE for one in judged)
    if not judged:
        yield words["lead_none"].format(area=area)
    elif alike == len(judged):
        yield words["lead_like"].format(area=area, number=len(judged))
    else:
        worse = "lead_worse" if named[BETTER] else "lead_only_worse"
        parts = (words[key].format(names=said)
                 for key, said in (("lead_better", named[BETTER]), (worse, named[WORSE]))
                 if said)  # fmt: skip
        yield words["lead"].format(area=area, parts=", ".join(parts))
        if alike:
            yield words["lead_alike"].format(alike=alike, number=len(judged))
    yield places_said(question, near)


def _names(question: Question, found: list[Profiled]) -> str:
    """Return the names of the first indicators, in the order of the catalogue, then how many."""
    words = question.texts["profile"]
    said = [f"»{one.indicator.short_name or one.indicator.name}«" for one in found]
    if len(said) > NAMED:
        said = [*said[: NAMED - 1], words["more"].format(count=len(said) - NAMED + 1)]
    return in_a_row(said, question.texts["analysis"]["and"])


def _sections(question: Question, found: list[Profiled]) -> Iterator[Section]:
    words = question.texts["profile"]
    listed = strengths(list(figures(question.city, question.view)), question.references,
                       question.texts["report"])  # fmt: skip
    yield Section("listen", words["lists_title"], listed)
    pictures = tuple(_pictures(question, found))
    if pictures:
        yield Section("bild", words["picture_title"], pictures)
    yield Section("tabelle", words["table_title"], (_all(question, found),), whole=True)
    yield _method(question)


def _pictures(question: Question, found: list[Profiled]) -> Iterator[Block]:
    """Yield a picture for each unit: figures of different units have no axis in common."""
    words = question.texts["profile"]
    shown = [one for one in found if one.low == one.low]
    units = Counter(one.indicator.unit for one in shown)
    for unit, _ in units.most_common():
        rows = tuple(_rows(question, [one for one in shown if one.indicator.unit == unit]))
        spoken = "; ".join(f"{row.name}: {row.said}" for row in rows if not row.group)
        peers = any(row.other is not None for row in rows)
        yield Ranges("", unit, rows, words["picture_alt"].format(unit=unit, rows=spoken),
                     value=words["own"], compared=words["city"],
                     other=words["peers"] if peers else "")  # fmt: skip


def _rows(question: Question, found: list[Profiled]) -> Iterator[Range]:
    themes = {theme.id: theme.name for theme in question.city.themes}
    for theme, group in groupby(found, key=lambda one: one.indicator.theme):
        yield Range(themes[theme], group=True)
        for one in group:
            yield Range(
                one.indicator.short_name or one.indicator.name, one.value, one.low, one.high,
                _known(one.city), _verdict(question, one), other=_known(one.peers),
            )  # fmt: skip


def _known(value: float) -> float | None:
    return value if value == value else None


def _verdict(question: Question, one: Profiled) -> str:
    """Return what is clear against the rest of the city, in the words of the direction."""
    words = question.texts["profile"]
    if one.order is None:
        return words["untested"]
    if one.order == ALIKE:
        return words["like_city"]
    if one.indicator.direction is Direction.NEUTRAL:
        return words["higher"] if one.order > 0 else words["lower"]
    return words["better"] if one.merit == BETTER else words["worse"]


def _all(question: Question, found: list[Profiled]) -> Table:
    words = question.texts["profile"]
    columns = (
        Column(words["indicator"], 3.0), Column(words["year"], 0.6),
        Column(words["own"], 1.0, right=True),
        Column(words["range"], 1.3, right=True), Column(words["city"], 1.0, right=True),
        Column(words["against_city"], 1.3), Column(words["peers"], 1.1, right=True),
        Column(words["against_peers"], 1.2), Column(words["source"], 0.7),
    )  # fmt: skip
    themes = {theme.id: theme.name for theme in question.city.themes}
    rows: list[Row] = []
    for theme, group in groupby(found, key=lambda one: one.indicator.theme):
        rows.append(Row((themes[theme],), group=True))
        rows += [_row(question, one) for one in group]
    return Table(words["table_caption"], columns, tuple(rows))


def _row(question: Question, one: Profiled) -> Row:
    words, indicator = question.texts["profile"], one.indicator
    ends = (german(end, indicator.decimals) for end in (one.low, one.high))
    peers = {1: words["higher"], 0: words["like_peers"], -1: words["lower"], None: "–"}
    return Row((
        labelled(indicator),
        str(one.year),
        marked(one.value, one.status, indicator),
        "–".join(ends) if one.low == one.low else "–",
        marked(one.city, Status.OK, indicator) if one.city == one.city else "–",
        _verdict(question, one),
        figure_said(one.peers, indicator),
        peers[one.peer_order],
        question.references.of_source(indicator.source),
    ))  # fmt: skip


def _method(question: Question) -> Section:
    words = question.texts["profile"]
    blocks = Text(words["rule"]), Text(words["source_text"], quiet=True), Text(words["limits"])
    return Section("methode", words["rule_title"], blocks)


def _table(question: Question, near: ComparableAreas) -> Rows:
    return tuple(tuple(row) for row in profiled(question.city, near, question.view.year))


ANALYSIS = Analysis(
    "profil", "profile", ("level", "area", "year"), OWN, answer, Group.AREA, possible
)
