"""The head of the record: what was done, with whose money, when, in which state, what changed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from geodata.model import City
from geodata.renewal import FundedArea, Grant
from geodata.statistics import finance
from geodata.statistics.finance import UNCLEAR_GIVERS
from layers.phases import ACTIVE, active_in, state_text_key
from layers.record_change import change
from layers.record_words import Words, all_years, date, listed, roughly
from layers.texts import Texts

ACTED_ON = ("granted", "spent")  # stages of money that is more than a plan


@dataclass(frozen=True)
class Figure:
    """One of the key figures; without ``lines`` it is shown as not published."""

    name: str
    lines: tuple[str, ...]
    note: str = ""
    wide: bool = False


@dataclass(frozen=True)
class Head:
    """What stands on top of the record."""

    name: str
    state: str
    state_note: str
    summary: str
    figures: tuple[Figure, ...]


def head(city: City, area: FundedArea, texts: Texts, today: datetime.date) -> Head:
    """Return the head of the record of *area* as of *today*."""
    words = texts["record"]
    return Head(
        name=area.name,
        state=texts["timeline"][state_text_key(area, today.year)],
        state_note=_state_note(area, words, today),
        summary=area.summary,
        figures=(
            Figure(words["figure_term"], _term(area, words, today)),
            Figure(words["figure_projects"], _projects(area, words)),
            Figure(words["figure_programmes"], _programmes(city, area), wide=True),
            _money(area.grants, words),
            *_change(city, area, texts),
        ),
    )


def _change(city: City, area: FundedArea, texts: Texts) -> tuple[Figure, ...]:
    found = change(city, area, texts)
    title = texts["record"]["figure_change"]
    return (Figure(title, found.lines, found.note, wide=True),) if found else ()


def _state_note(area: FundedArea, words: Words, today: datetime.date) -> str:
    """Return what must be known beside the state: judgement, end, planned end."""
    if area.statute_state == "void_from_start":
        judged = date(area.statute_state_date)
        return words["state_judged"].format(date=judged) if judged else ""
    if active_in(area, today.year) not in ACTIVE:
        return ""
    if area.planned_end is None:
        return words["state_no_plan"]
    key = "state_plan_passed" if area.planned_end.last <= _now(today) else "state_plan"
    return words[key].format(date=date(area.planned_end))


def _now(today: datetime.date) -> float:
    return today.year + (today.month - 1) / 12 + (today.day - 1) / 372


def _term(area: FundedArea, words: Words, today: datetime.date) -> tuple[str, ...]:
    start = date(area.start)
    if area.actual_end:
        end = date(area.actual_end)
        return (words["from_to"].format(start=start or words["term_unknown_start"], end=end),)
    if not start:
        return ()
    running = active_in(area, today.year) in ACTIVE
    return (words["term_running" if running else "term_unknown_end"].format(start=start),)


def _programmes(city: City, area: FundedArea) -> tuple[str, ...]:
    names = {programme.id: programme.short_name for programme in city.programmes}
    return tuple(names[programme] for programme in area.programmes)


def _money(grants: Sequence[Grant], words: Words) -> Figure:
    """Return money granted and money spent side by side, never added."""
    said = tuple(filter(None, (_sum(grants, stage, words) for stage in ACTED_ON)))
    givers = [giver for stage in ACTED_ON for giver in finance.by_giver(grants, stage)]
    planned = any(grant.stage == "planned" for grant in grants)
    note = _givers(givers, words) if said else words["only_plans"] if planned else ""
    return Figure(words["figure_money"], said, note, wide=True)


def _givers(givers: Collection[str], words: Words) -> str:
    """Return who gave the money, as far as it is told apart."""
    known = [one for one in finance.GIVERS if one in givers and one not in UNCLEAR_GIVERS]
    if not known:
        return words["figure_givers_mixed" if "mixed" in givers else "giver_unknown"]
    named = listed([words[f"giver_{one}"] for one in known], words)
    return words["figure_givers" if set(known) == set(givers) else "figure_givers_partly"].format(
        givers=named
    )


def _sum(grants: Sequence[Grant], stage: str, words: Words) -> str:
    rows = finance.counted(grants, stage)
    if not rows:
        return ""
    return words[f"sum_{stage}"].format(
        amount=roughly(finance.sum_of(grants, stage), words), years=all_years(rows, words)
    )


def _projects(area: FundedArea, words: Words) -> tuple[str, ...]:
    if not area.projects:
        return ()
    done = sum(project.state == "done" for project in area.projects)
    return (words["projects_done"].format(number=len(area.projects), done=done),)
