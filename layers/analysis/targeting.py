"""Target accuracy: whether funding goes where the need is, and what another limit would change."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from geodata.model import City
from geodata.statistics.social_index import FEWEST_AREAS
from geodata.statistics.targeting import Received, Targeting
from geodata.table_command import number
from layers.analysis.model import Analysis, Answer, Group, Question, Rows, table_rows
from layers.analysis.targeting_areas import area_table, areas_section
from layers.analysis.targeting_asked import (
    MONEY,
    OWN,
    Asked,
    asked_of,
    choices,
    counted,
    found_of,
    index_name,
    measured,
    money_of,
)
from layers.analysis.targeting_limits import limit_blocks
from layers.analysis.targeting_map import targeting_map
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Plot, Row, Section, Table, Text

PERCENT = 100.0
QUARTER = 0.25  # of the people in need: whom the first sentence speaks of
SHOWN_POINTS = 25


def answer(question: Question) -> Answer:
    """Return the answer; without funding or figures it says so and shows the need."""
    words, asked = question.texts["targeting"], asked_of(question)
    fields = tuple(choices(question, asked))
    if asked is None:
        said = words["no_index_year"].format(
            index=index_name(question),
            level=question.level.name_plural,
            year=question.view.year,
        )
        return Answer(words["name"], (said,), fields, ())
    found = found_of(question, asked)
    return Answer(
        title=words["title"].format(need=asked.told, year=question.view.year),
        lead=tuple(_lead(question, asked, found)),
        choices=fields,
        sections=tuple(_sections(question, asked, found)),
        tables={
            "kurve": _curve_table(question, found),
            "gebiete": area_table(question, asked, found),
        },
    )


def _lead(question: Question, asked: Asked, found: Targeting) -> Iterator[str]:
    words, year = question.texts["targeting"], question.view.year
    if asked.indicator is not None and asked.indicator.direction == "neutral":
        yield words["neutral"].format(indicator=asked.indicator.name)
    counts = int(np.isfinite(asked.values).sum())
    if asked.indicator is None and counts < FEWEST_AREAS:
        yield words["few_for_index"].format(counted=counts)
    if not question.city.funded_areas:
        yield words["no_funding"].format(city=question.city.name)
        return
    if not found.received.enough or math.isnan(found.curve.index):
        yield words["none_received"].format(
            year=year,
            level=question.level.name_plural,
            reason=words[f"reason_{measured(found)}"],
        )
    else:
        yield _first(question, asked, found)
        yield _verdict(question, found)
    yield from _missing(question, found.received)
    if asked.measure == MONEY and measured(found) != MONEY:
        yield words["money_unknown"].format(stage=words[f"stage_{asked.stage}"])
        yield from _missing(question, money_of(question, asked))


def _first(question: Question, asked: Asked, found: Targeting) -> str:
    words, curve = question.texts["targeting"], found.curve
    place = next(at for at, share in enumerate(curve.people) if share >= QUARTER)
    count = sum(len(group) for group in curve.groups[:place])
    return words["lead_share_one" if count == 1 else "lead_share"].format(
        count=count,
        people=german(PERCENT * float(curve.people[place]), 0),
        counted=counted(question, asked),
        received=german(PERCENT * float(curve.received[place]), 0),
        what=words[f"what_{measured(found)}"],
        year=question.view.year,
    )


def _verdict(question: Question, found: Targeting) -> str:
    curve = found.curve
    key = "verdict_more" if curve.low > 0 else "verdict_less" if curve.high < 0 else "verdict_open"
    return question.texts["targeting"][key]


def _missing(question: Question, given: Received) -> Iterator[str]:
    words, city = question.texts["targeting"], question.city
    for key, ids in (
        ("without_outline", given.without_outline),
        ("unpublished", given.unpublished),
    ):
        if ids:
            yield words[key].format(areas=", ".join(city.funded_area(one).name for one in ids))


def _sections(question: Question, asked: Asked, found: Targeting) -> Iterator[Section]:
    words = question.texts["targeting"]
    if not math.isnan(found.curve.index):
        yield Section("kurve", words["curve_title"], tuple(_curve(question, found)), whole=True)
    if question.city.funded_areas:
        drawn = targeting_map(question, asked, found)
        yield Section("karte", words["map_title"], (drawn, Text(words["map_note"], quiet=True)))
    yield areas_section(question, asked, found)
    if asked.indicator is not None:
        blocks = tuple(limit_blocks(question, asked))
        yield Section("grenzen", words["limits_title"], blocks, whole=True)
    yield Section(
        "methode", words["method_title"], tuple(_method(question, asked, measured(found)))
    )
    notes = [Text(words["note"])]
    if any(one.outline_quality == "schematic" for one in question.city.funded_areas):
        notes.append(Text(words["note_outlines"]))
    yield Section("aussage", words["note_title"], tuple(notes))


def _curve(question: Question, found: Targeting) -> Iterator[Block]:
    words, curve = question.texts["targeting"], found.curve
    xs, ys = ([PERCENT * float(one) for one in shares] for shares in (curve.people, curve.received))
    pairs = list(zip(xs, ys, strict=True))
    rows = [Row((_upto(question, found, at), german(people, 1), german(received, 1)))
            for at, (people, received) in enumerate(pairs[1:])]  # fmt: skip
    if len(rows) > SHOWN_POINTS:
        step = len(rows) / SHOWN_POINTS
        rows = [rows[min(round((at + 1) * step), len(rows)) - 1] for at in range(SHOWN_POINTS)]
    points = "; ".join(
        words["curve_point"].format(people=one.cells[1], received=one.cells[2]) for one in rows
    )
    yield Plot(
        title="",
        x_title=words["curve_x"],
        y_title=words["curve_y"],
        curves=(
            Curve(
                words["curve"],
                tuple(xs),
                tuple(ys),
                dots=len(xs) <= SHOWN_POINTS,
                own=True,
                names=("", *(_upto(question, found, at) for at in range(len(xs) - 1))),
            ),
            Curve(words["even"], (0.0, PERCENT), (0.0, PERCENT)),
        ),
        alt=words["curve_alt"].format(points=points),
        y_decimals=0,
    )
    yield Text(words["curve_read"], quiet=True)
    yield Text(
        words["curve_index"].format(
            index=german(curve.index, 2), low=german(curve.low, 2), high=german(curve.high, 2)
        )
    )
    columns = (Column(words["upto"], 2.0), Column(words["share_people"], right=True),
               Column(words["share_received"], right=True))  # fmt: skip
    yield Table(words["curve_caption"].format(year=found.year), columns, tuple(rows))


def _upto(question: Question, found: Targeting, at: int) -> str:
    group, areas = found.curve.groups[at], question.level.areas
    name = areas[group[0]].name
    if len(group) == 1:
        return name
    return question.texts["targeting"]["groups_more"].format(name=name, count=len(group) - 1)


def _method(question: Question, asked: Asked, measure: str) -> Iterator[Block]:
    words = question.texts["targeting"]
    yield Text(words["method"])
    yield Text(words[f"method_{measure}"].format(year=question.view.year))
    if asked.indicator is None:
        yield Text(words["method_index"])
        return
    mark = question.references.of_source(asked.indicator.source)
    yield Text(words["method_source"].format(indicator=asked.indicator.name, mark=mark), quiet=True)


def _curve_table(question: Question, found: Targeting) -> Rows:
    ids = question.level.area_ids
    groups = ["", *(" ".join(ids[place] for place in group) for group in found.curve.groups)]
    shares = zip(groups, found.curve.people, found.curve.received, strict=True)
    rows = ((group, number(people), number(received)) for group, people, received in shares)
    return table_rows(("areas", "people_share", "received_share"), rows)


def _possible(city: City) -> bool:
    return bool(city.funded_areas)


ANALYSIS = Analysis(
    "zielgenauigkeit",
    "targeting",
    ("level", "indicator", "year"),
    OWN,
    answer,
    group=Group.FUNDING,
    possible=_possible,
)
