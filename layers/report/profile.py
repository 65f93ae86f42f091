"""Strengths and weaknesses: what is clearly better or worse than in the city; nothing is ranked."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

from geodata.model import Direction
from geodata.statistics.comparable_areas import APART
from layers.export.sentences import with_unit
from layers.export.sheet import difference
from layers.record_words import Words, several
from layers.report.figures import Figure, unit_in_name
from layers.report.model import Block, Bullets, Heading, Text
from layers.report.references import References
from layers.texts import texts

T = TypeVar("T")
STRENGTH, ALIKE, WEAKNESS = 1, 0, -1


def strengths(found: Sequence[Figure], references: References, words: Words) -> tuple[Block, ...]:
    """Return lists of indicators with a direction: better, worse, not clearly different, unknown.

    A list that is empty says so.
    """
    judged = [one for one in found if one.indicator.direction is not Direction.NEUTRAL
              and one.indicator.kind not in APART]  # fmt: skip
    if not judged:
        return (Text(words["profile_none"]),)

    def told(one: Figure) -> str:
        return _told(one, references, words)

    blocks = [
        *listed(words["stronger"], [one for one in judged if merit(one) == STRENGTH], told, words),
        *listed(words["weaker"], [one for one in judged if merit(one) == WEAKNESS], told, words),
        *listed(words["alike"], [one for one in judged if merit(one) == ALIKE], told, words),
    ]
    untested = [one for one in judged if merit(one) is None]
    if untested:
        blocks += listed(words["untested"], untested, told, words)
    return (*blocks, Text(words["profile_rule"], quiet=True))


def listed(title: str, found: Sequence[T], told: Callable[[T], str], words: Words) -> list[Block]:
    """Return a heading and its list; where nothing is in it a sentence says so."""
    if not found:
        return [Heading(title), Text(words["profile_empty"])]
    return [Heading(title), Bullets(tuple(told(one) for one in found))]


def merit(one: Figure) -> int | None:
    """Return whether a figure is clearly better (1) or worse (-1) than in the rest of the city."""
    if one.order is None or not one.known:
        return None
    return one.order * (1 if one.indicator.direction is Direction.BETTER else -1)


def _told(one: Figure, references: References, words: Words) -> str:
    room = texts()["legend"]
    if not one.known:
        sign = f"{room[f'sign_{one.status}']} {room[f'status_{one.status}']}"
        value = words["profile_gap"].format(sign=sign)
    else:
        shown = one.story.shown
        doubt = "" if one.status == "ok" else f" ({room[f'status_{one.status}']})"
        figure = with_unit(shown.figures[one.index], one.indicator) + doubt
        compared = math.isfinite(shown.middle) and difference(one.story, one.index)
        value = several([figure, compared or words["profile_no_city"]])
        if unit_in_name(one.indicator):
            value = value.replace(f"\u00a0{one.indicator.unit}", "")
    mark = references.of_source(one.indicator.source)
    return words["profile_line"].format(
        indicator=one.indicator.name, year=one.year, value=value, source=mark
    )
