"""Social spaces: which neighbouring areas are alike, and how firm that is."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geodata.commands.spaces import (
    area_rows,
    border_rows,
    comparison_rows,
    number_rows,
    space_rows,
)
from geodata.model import City
from geodata.statistics.social_spaces import Method, Rule, Spaces, parts, social_spaces, unreachable
from geodata.statistics.space_inputs import (
    choosable,
    least_residents,
    space_inputs,
    usual_indicators,
)
from geodata.statistics.space_stability import Stability, stability
from layers.analysis.model import Analysis, Answer, Choice, Entry, Field, Question, table_rows
from layers.analysis.spaces_map import indicator_names
from layers.analysis.spaces_sections import sections, space_name
from layers.numbers import german

METHOD, NUMBER, LEAST, INDICATORS = "verfahren", "raeume", "mindestens", "indikatoren"
METHODS = {"ward": Method.WARD, "baum": Method.TREE}
MOST_SPACES, MOST_PEOPLE = 300, 1_000_000
FIRM, HALF = 0.8, 0.5  # adjusted Rand index against changed data
FEWEST = 3


def answer(question: Question) -> Answer:
    """Return the answer; a level without indicators or areas gets told so."""
    words, level = question.texts["social_spaces"], question.level
    if not choosable(question.city, level.id):
        said = words["none"].format(level=level.name_plural)
        return Answer(words["name"], (said,), (), ())
    found = spaces_of(question)
    choices = tuple(_choices(question, found))
    if found.inputs.counted.sum() < FEWEST:
        said = words["too_few"].format(level=level.name_plural)
        return Answer(words["name"], (said,), choices, ())
    held = stability(found)
    return Answer(
        title=words["name"],
        lead=tuple(_lead(question, found, held)),
        choices=choices,
        sections=tuple(sections(question, found, held)),
        tables={
            name: table_rows(tuple(rows[0]), (tuple(row) for row in rows[1:]))
            for name, make in TABLES.items()
            if (rows := list(make(question.city, found)))
        },
    )


TABLES = {
    "gebiete": area_rows,
    "raeume": space_rows,
    "grenzen": border_rows,
    "anzahl": number_rows,
    "vergleich": comparison_rows,
}


def spaces_of(question: Question) -> Spaces:
    """Return the spaces that the address asks for."""
    city, level = question.city, question.level.id
    able = tuple(one.id for one in choosable(city, level))
    chosen = question.many_of(INDICATORS, able, usual_indicators(city, level))
    inputs = space_inputs(city, level, chosen, question.view.year)
    usual = least_residents(inputs.people)
    least = question.number(LEAST, 0, MOST_PEOPLE, usual)
    asked = question.one_of(NUMBER, tuple(map(str, range(1, MOST_SPACES + 1))), "")
    method = METHODS[question.one_of(METHOD, tuple(METHODS), "ward")]
    return social_spaces(city, inputs, Rule(method, int(asked or 0), least))


def _choices(question: Question, found: Spaces) -> Iterator[Choice]:
    words, inputs, rule = question.texts["social_spaces"], found.inputs, found.rule
    methods = tuple(Entry(name, words[f"method_{method}"]) for name, method in METHODS.items())
    asked = next(name for name, method in METHODS.items() if method is rule.method)
    yield Choice(METHOD, words["method"], asked, methods)
    hint = words["number_hint"].format(suggested=found.suggested)
    number = str(rule.number) if rule.number else ""
    yield Choice(NUMBER, words["number"], number, field=Field.NUMBER, hint=hint)
    if inputs.people_year:
        usual = least_residents(inputs.people)
        hint = words["least_hint"].format(usual=german(usual, 0))
        least = "" if rule.least == usual else str(int(rule.least))
        yield Choice(LEAST, words["least"], least, field=Field.NUMBER, hint=hint)
    themes = {one.id: one.name for one in question.city.themes}
    entries = tuple(
        Entry(one.id, one.short_name or one.name, themes[one.theme])
        for one in choosable(question.city, inputs.level)
    )
    chosen = ",".join(one.indicator.id for one in inputs.chosen)
    yield Choice(INDICATORS, words["indicators"], chosen, entries, Field.MANY)


def _lead(question: Question, found: Spaces, held: Stability) -> Iterator[str]:
    words, inputs = question.texts["social_spaces"], found.inputs
    key = words["lead"] if np.isfinite(found.share) else words["lead_equal"]
    if found.number == 1:
        key = words["lead_one"]
    yield key.format(
        areas=int(inputs.counted.sum()),
        level=question.level.name_plural,
        number=found.number,
        indicators=indicator_names(words, inputs),
        share=german(100 * found.share, 0),
    )
    stays = german(100 * float(np.nanmean(held.together)), 0)
    kind = "firm" if held.rand >= FIRM else "half" if held.rand >= HALF else "loose"
    yield {
        "firm": words["lead_firm"], "half": words["lead_half"], "loose": words["lead_loose"]
    }[kind].format(stays=stays)  # fmt: skip
    yield from _limits(question, found)


def _limits(question: Question, found: Spaces) -> Iterator[str]:
    """Yield what a reader must know: areas left out, other years, what was not possible."""
    words, inputs, rule = question.texts["social_spaces"], found.inputs, found.rule
    left = int((~inputs.counted).sum())
    if left:
        yield words["left_one" if left == 1 else "left"].format(left=left)
    if any(one.year != question.view.year for one in inputs.chosen):
        yield words["nearest"].format(year=question.view.year)
    if rule.number and rule.number != found.number:
        yield words["not_possible"].format(asked=rule.number, number=found.number)
    pieces = parts(inputs)
    if pieces > 1:
        yield words["islands"].format(parts=pieces)
    small = unreachable(found)
    if small:
        named = ", ".join(space_name(question, found, number) for number in small)
        yield words["small"].format(spaces=named)
    if not inputs.people_year:
        yield words["no_people"]


def _possible(city: City) -> bool:
    return any(len(level.areas) >= FEWEST and choosable(city, level.id) for level in city.levels)


ANALYSIS = Analysis(
    "sozialraeume",
    "social_spaces",
    ("level", "year"),
    (METHOD, NUMBER, LEAST, INDICATORS),
    answer,
    possible=_possible,
)
