"""The map of an early warning: how many signs hold, in up to four classes."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from geodata.derived import Classed
from geodata.model import ClassName, Source, Status
from geodata.statistics.early_warning import Held, Notice, Signs
from geodata.statistics.index_inputs import GRAVEST_FIRST
from layers.analysis.maps import class_map
from layers.analysis.model import Question, Words
from layers.report.model import Map

ID = "fruehwarnung-zeichen"


def lows(least: int) -> tuple[int, ...]:
    """Return the least number of signs of each class: none, some, more, enough.

    Examples
    --------
    >>> lows(1), lows(2), lows(3), lows(5)
    ((0, 1), (0, 1, 2), (0, 1, 2, 3), (0, 1, 3, 5))
    """
    return tuple(sorted({0, 1, (least + 1) // 2, least}))


def warning_map(question: Question, found: Signs) -> Map:
    """Return the map of *found*; undecided areas have no class but their status."""
    words, rule = question.texts["warning"], found.warning
    steps = lows(rule.least)
    classes = np.searchsorted(steps, found.met, side="right")
    undecided = found.notice == Notice.UNDECIDED
    classed = Classed(
        id=ID,
        name=words["map_name"].format(rule=rule.name),
        sentence=words["map_sentence"],
        definition=words["map_definition"].format(count=len(rule.conditions), rule=rule.name),
        level=found.level,
        years=(found.year,),
        classes=np.where(undecided, 0, classes)[np.newaxis],
        names=tuple(_names(words, steps, len(rule.conditions))),
        status=_status(found, undecided)[np.newaxis],
        sources=sources(question, found),
        method=words["map_method"].format(rule=rule.name),
        notes={
            (found.year, area): words["map_note"].format(count=unknown)
            for area, unknown in zip(found.areas, found.unknown.tolist(), strict=True)
            if unknown
        },
    )
    return class_map(question, classed)


def sources(question: Question, found: Signs) -> tuple[Source, ...]:
    """Return the sources of the figures that the signs are made of, each once."""
    each = [question.city.indicator(one.indicator).source for one in found.warning.conditions]
    return tuple({one.id: one for one in each}.values())


def _names(words: Words, steps: tuple[int, ...], count: int) -> list[ClassName]:
    named = [_between(words, low, high - 1) for low, high in pairwise(steps)]
    last = steps[-1]
    key = "class_noticed_all" if last == count else "class_noticed"
    noticed = words["class_noticed_one"] if last == 1 else words[key].format(low=last)
    codes = [*(_code(low, high - 1) for low, high in pairwise(steps)), f"{last}+"]
    names = [*named, noticed]
    return [
        ClassName(code, name, quiet=place == 0)
        for place, (code, name) in enumerate(zip(codes, names, strict=True))
    ]


def _code(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


def _between(words: Words, low: int, high: int) -> str:
    if not high:
        return words["class_none"]
    if low == high:
        return words["class_one"] if low == 1 else words["class_some"].format(count=low)
    return words["class_range"].format(low=low, high=high)


def _status(found: Signs, undecided: np.ndarray) -> np.ndarray:
    """Return why an area has no class, or that signs of it are unknown."""
    state = np.full(len(found.areas), str(Status.OK), dtype=found.state.dtype)
    state[found.unknown > 0] = str(Status.DOUBTFUL)
    unknown = found.held == Held.UNKNOWN
    for one in reversed(GRAVEST_FIRST):
        hit = ((found.state == one) & unknown).any(axis=1) & undecided
        state[hit] = str(one)
    return state
