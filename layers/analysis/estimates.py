"""Estimates with their intervals in words: what several analyses write the same way."""

from __future__ import annotations

import math

from geodata.model import EMPTY_STATES, Series, Status
from geodata.statistics.bootstrap import Estimate
from layers.analysis.model import Question, Words
from layers.numbers import german

NO_FIGURE = "–"
DECIMALS = 1


def percent(share: float, decimals: int = DECIMALS) -> str:
    """Return a share of 0 to 1 as so many of 100; a dash for NaN.

    Examples
    --------
    >>> percent(0.1234), percent(float("nan"))
    ('12,3', '–')
    """
    return german(100 * share, decimals) or NO_FIGURE


def span(low: float, high: float, words: Words, decimals: int = DECIMALS) -> str:
    """Return an interval of shares as text; a dash where it is not known."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return NO_FIGURE
    return words["span"].format(low=percent(low, decimals), high=percent(high, decimals))


def span_of(one: Estimate, words: Words, decimals: int = DECIMALS) -> str:
    """Return the interval of an estimate as text."""
    return span(one.low, one.high, words, decimals)


def doubts(question: Question, series: Series, row: int) -> str:
    """Return a sentence on doubtful and estimated figures of a year; empty where all is plain."""
    count = int(sum((series.status[row] == status).sum()
                    for status in (Status.DOUBTFUL, Status.INTERPOLATED)))  # fmt: skip
    words = question.texts["analysis"]
    return words["doubts"].format(year=series.years[row], count=count) if count else ""


def states(question: Question, series: Series, row: int) -> str:
    """Return how many areas have no figure and why: "2 von der Quelle geheim gehalten"."""
    signs = question.texts["legend"]
    counts = [(int((series.status[row] == status).sum()), status) for status in EMPTY_STATES]
    return ", ".join(f"{count} {signs[f'status_{status}']}" for count, status in counts if count)
