"""One indicator as a multiple of another: a map, a table, and why some pairs have no ratio."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from geodata.commands.question import quotient_rows
from geodata.model import City, Direction, Indicator, Kind, Series, Status
from geodata.statistics.ratio import PER_HUNDRED, Ratio, ratio, senseless
from layers.analysis.estimates import with_note
from layers.analysis.maps import indicator_map
from layers.analysis.model import Question, Rows
from layers.analysis.question_pair import Pair
from layers.numbers import german
from layers.report.figures import marked
from layers.report.model import Column, Map, Row, Section, Table, Text

ID = "verhaeltnis"
DECIMALS = {True: 1, False: 2}  # per hundred, times as much


def why_not(pair: Pair) -> str:
    """Return the sentence that says why both have no ratio; empty where they have one."""
    found = senseless(pair.one, pair.other)
    return pair.question.texts["question"][f"ratio_{found}"] if found else ""


def found_in(pair: Pair) -> Ratio:
    """Return the ratio of both."""
    question = pair.question
    return ratio(question.city, question.view.level, pair.one, pair.other, pair.year)


def title(pair: Pair) -> str:
    """Return the headline of the answer."""
    return pair.question.texts["question"]["ratio_title"].format(
        one=pair.one.short_name, other=pair.other.short_name, year=pair.year
    )


def lead(pair: Pair, found: Ratio) -> Iterator[str]:
    """Yield the ratio of the city and the range of the areas."""
    words, made = pair.question.texts["question"], indicator(pair, found)
    city = german(found.city, made.decimals)
    names = {"one": pair.one.short_name, "other": pair.other.short_name, "value": city}
    kind = "count" if found.factor == PER_HUNDRED else "share"
    yield words[f"ratio_lead_{kind if city else 'none'}"].format(**names)
    known = found.value[np.isfinite(found.value)]
    if not len(known):
        yield words["ratio_lead_empty"]
        return
    yield words["ratio_lead_range"].format(
        low=german(float(known.min()), made.decimals),
        high=german(float(known.max()), made.decimals),
        count=len(known),
        all=len(found.value),
    )


def sections(pair: Pair, found: Ratio) -> Iterator[Section]:
    """Yield map, table, method and limits."""
    words = pair.question.texts["question"]
    if np.isfinite(found.value).any():
        yield Section("karte", words["map_title"], (_map(pair, found),))
    yield Section(
        "gebiete",
        words["areas_title"],
        tuple(with_note(pair.question, _table(pair, found))),
        whole=True,
    )
    yield Section("methode", words["method_title"], (Text(words["ratio_method"]),))
    yield Section("grenzen", words["limits_title"], (Text(words["ratio_limits"]),))


def indicator(pair: Pair, found: Ratio) -> Indicator:
    """Return the ratio as an indicator of its own."""
    words, hundred = pair.question.texts["question"], found.factor == PER_HUNDRED
    kind = "count" if hundred else "share"
    named = words[f"ratio_name_{kind}"].format(one=pair.one.name, other=pair.other.name)
    unit = words[f"ratio_unit_{kind}"]
    return replace(
        pair.one,
        id=ID,
        name=named,
        short_name=named,
        sentence=words["ratio_sentence"],
        definition=named,
        unit=unit,
        kind=Kind.NUMBER,
        numerator="",
        denominator="",
        factor=1.0,
        decimals=DECIMALS[hundred],
        direction=Direction.NEUTRAL,
        related="",
    )


def _map(pair: Pair, found: Ratio) -> Map:
    view = pair.question.view
    return indicator_map(_city(pair, found), view, view.level, ID, pair.year)


def _city(pair: Pair, found: Ratio) -> City:
    """Return the city with the ratio as an indicator, of the areas and of the whole."""
    city = pair.question.city
    whole = np.array([found.city])
    state = Status.OK if math.isfinite(found.city) else Status.MISSING
    states = np.array([str(state)])
    series = dict(city.series)
    series[found.level, ID] = _series(found.level, found.year, found.value, found.status)
    if found.level != city.city_level:
        series[city.city_level, ID] = _series(city.city_level, found.year, whole, states)
    return replace(city, indicators=(*city.indicators, indicator(pair, found)), series=series)


def _series(level: str, year: int, value: np.ndarray, status: np.ndarray) -> Series:
    nothing = np.full((1, len(value)), np.nan)
    return Series(ID, level, (year,), value[np.newaxis], nothing, nothing, status[np.newaxis], {})


def _table(pair: Pair, found: Ratio) -> Table:
    words, question = pair.question.texts["question"], pair.question
    made = indicator(pair, found)
    columns = (
        Column(words["area"], 2.0),
        *(Column(_heading(question, one), 1.5, right=True) for one in (pair.one, pair.other)),
        Column(f"{words['ratio_column']} ({made.unit})", 1.2, right=True),
    )
    rows = tuple(
        Row((
            area.name,
            pair.said(pair.one, place),
            pair.said(pair.other, place),
            marked(float(found.value[place]), Status(found.status[place]), made),
        ))
        for place, area in enumerate(question.level.areas)
    )  # fmt: skip
    return Table(words["ratio_caption"].format(year=pair.year), columns, rows)


def _heading(question: Question, one: Indicator) -> str:
    return f"{one.short_name} {question.references.of_source(one.source)}"


def table(pair: Pair, found: Ratio) -> Rows:
    """Return every area and the city for the CSV."""
    return tuple(map(tuple, quotient_rows(pair.question.level, found)))
