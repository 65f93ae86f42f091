"""Estimates with their intervals in words: what several analyses write the same way."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.model import EMPTY_STATES, Indicator, Series, Status
from geodata.statistics.bootstrap import Estimate
from geodata.statistics.intervals import METHODS
from layers.analysis.model import Question, Words
from layers.numbers import german
from layers.report.model import Block, Table, Text

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


def with_ends(said: str, indicator: Indicator, part: float, whole: float) -> str:
    """Return a share or rate with its 95 % interval as a second line; others as they are.

    Parameters
    ----------
    said
        The figure as it is written.
    part, whole
        Its counts; NaN: not known, no interval.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from geodata.model import Kind
    >>> share = SimpleNamespace(kind=Kind.SHARE, factor=100.0, decimals=1)
    >>> with_ends("30,8", share, 81.0, 263.0).splitlines()
    ['30,8', '25,5–36,6']
    """
    method = METHODS.get(indicator.kind)
    if method is None:
        return said
    found = method(part, whole)
    ends = [german(indicator.factor * float(end), indicator.decimals)
            for end in (found.low, found.high)]  # fmt: skip
    return f"{said}\n{'–'.join(ends)}" if all(ends) else said


def cell_with_ends(said: str, indicator: Indicator, series: Series, at: tuple[int, int]) -> str:
    """Return the figure of a year and an area (row, place) of *series* by :func:`with_ends`."""
    if series.status[at] in EMPTY_STATES:
        return said
    return with_ends(said, indicator, float(series.numerator[at]), float(series.denominator[at]))


def with_note(question: Question, table: Table) -> Iterator[Block]:
    """Yield *table*, and what the second lines of its figures are, where there are any."""
    yield table
    if any("\n" in cell for row in table.rows for cell in row.cells):
        yield Text(question.texts["analysis"]["ends_note"], quiet=True)


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
