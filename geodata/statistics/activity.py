"""What state a funded area was in, by calendar year."""

from __future__ import annotations

import math
from itertools import groupby

from geodata.dates import PartialDate
from geodata.model import City
from geodata.renewal import FundedArea

FIRST_YEAR, LAST_YEAR = 1860, 2100  # the years that :func:`activity` speaks of
ACTIVE = frozenset({"running", "transition"})  # the term has begun and has not ended
GRANTED = frozenset({"admission", "designation", "implementation", "support"})


def active_in(funded_area: FundedArea, year: int) -> str:
    """Return the state of a funded area in a calendar year.

    One of ``planned``, ``running``, ``transition``, ``ended``, ``void`` and ``unknown``.

    The rules, the first that fits:

    1. No start is known, neither of the area nor of a phase that needs a grant (admission,
       designation, implementation, support): ``unknown`` in every year.
    2. The year lies before the year of the start: ``planned``. That means "not begun yet" and
       includes the years of studies before the statute.
    3. The statute was declared void from the start: ``void``, from the year of the start on and
       without end. Hafen-Ost in Flensburg is ``void`` from 2020 on although everyone took its
       statute for valid until the judgement of 02.10.2024.
    4. An end is known (actual end, else the day of the repeal): ``running`` in every year that
       has at least one day of the term, ``ended`` afterwards. An end on 1 January leaves no day.
    5. No end is known, but the statute is in force or a phase is marked as running: ``running``
       without limit, past a planned end too. A plan ends nothing; a repeal does.
    6. Else ``running`` up to the planned end or the last known fact, whichever is later, then
       ``unknown``.
    7. Where 4, 5 or 6 say ``running``, the area is in ``transition`` (Überleitung) from the year
       on in which its closure (phase ``closure``, not a plan) began: parts are discharged, what
       stays is handed over. The term still runs: what asks "funded now?" asks for :data:`ACTIVE`.

    Parameters
    ----------
    funded_area
        The funded area with its phases.
    year
        Calendar year, Gregorian.
    """
    start = _start_year(funded_area)
    if start is None:
        return "unknown"
    if year < start:
        return "planned"
    if funded_area.statute_state == "void_from_start":
        return "void"
    end = _end(funded_area)
    last = _runs_until(funded_area) if end is None else _last_year_of_term(end)
    if year > last:
        return "unknown" if end is None else "ended"
    return "transition" if year >= _closes_from(funded_area) else "running"


def funding_in(funded_area: FundedArea, year: int) -> str:
    """Return the state as in :func:`active_in`, a transition counted as ``running``."""
    state = active_in(funded_area, year)
    return "running" if state in ACTIVE else state


def activity(city: City) -> dict[str, list[list[int | str]]]:
    """Return per funded area the runs ``[first year, last year, state]``, gapless and in order.

    They cover 1860 to 2100 and say what :func:`active_in` says, so that the browser can dim what
    was not active without asking the server.
    """
    return {area.id: _runs(area) for area in city.funded_areas}


def _runs(area: FundedArea) -> list[list[int | str]]:
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    runs: list[list[int | str]] = []
    for state, group in groupby(years, key=lambda year: active_in(area, year)):
        same = list(group)
        runs.append([same[0], same[-1], state])
    return runs


def _start_year(area: FundedArea) -> int | None:
    if area.start is not None:
        return area.start.year
    granted = [
        phase.start.year
        for phase in area.phases
        if phase.start and phase.stage in GRANTED and phase.certainty == "actual"
    ]
    return min(granted, default=None)


def _end(area: FundedArea) -> PartialDate | None:
    if area.actual_end is not None:
        return area.actual_end
    return area.statute_state_date if area.statute_state == "repealed" else None


def _last_year_of_term(end: PartialDate) -> int:
    return end.year - 1 if (end.month, end.day) == (1, 1) else end.year


def _closes_from(area: FundedArea) -> float:
    """Return the year in which the closure began (inf: it did not)."""
    began = [
        phase.start.year
        for phase in area.phases
        if phase.start and phase.stage == "closure" and phase.certainty == "actual"
    ]
    return min(began, default=math.inf)


def _runs_until(area: FundedArea) -> float:
    """Return the last year in which an area without a known end runs (inf: no limit)."""
    runs_now = area.statute_state == "in_force" or any(
        phase.running and phase.certainty == "actual" for phase in area.phases
    )
    if runs_now:
        return math.inf
    known = _last_known_year(area)
    return max(area.planned_end.year, known) if area.planned_end else known


def _last_known_year(area: FundedArea) -> int:
    """Return the year of the latest dated fact that is not a plan."""
    dates = [area.start, area.statute_state_date]
    for phase in area.phases:
        if phase.certainty == "actual":
            dates += [phase.start, phase.end]
    return max(date.year for date in dates if date is not None)
