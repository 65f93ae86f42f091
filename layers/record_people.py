"""Who runs a funded area, and who took part: management, participation, disposition fund."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geodata.model import City
from geodata.renewal import FundedArea, ManagementPart, Participation
from layers.numbers import german
from layers.record_words import Fact, Proof, Words, date, euro, proof, several, span

LEVELS = ("quarter", "intermediate", "administration")
TASKS = ("coordination", "activation", "projects")  # the three groups of tasks in a quarter


@dataclass(frozen=True)
class Office:
    """One organisation; empty texts of facts are shown as not published."""

    organisation: str
    role: str
    facts: tuple[Fact, ...]
    common: bool
    proof: Proof


@dataclass(frozen=True)
class ManagementLevel:
    """All organisations of one level."""

    name: str
    offices: tuple[Office, ...]

    @property
    def count(self) -> int:
        """How many organisations there are."""
        return len(self.offices)


@dataclass(frozen=True)
class Format:
    """One row of the table of participation; empty texts are shown as not published."""

    when: str
    kind: str
    name: str
    people: str
    groups: str
    amount: str
    common: bool
    proof: Proof


@dataclass(frozen=True)
class Taking:
    """Formats of participation, and the disposition fund by year."""

    formats: tuple[Format, ...]
    funds: tuple[Format, ...]


def management(city: City, area: FundedArea, words: Words) -> tuple[ManagementLevel, ...]:
    """Return the organisations of *area* and those of all areas by level, the quarter first."""
    rows = [*((one, False) for one in area.management),
            *((one, True) for one in city.common.management)]  # fmt: skip
    found = {level: [pair for pair in rows if pair[0].level == level] for level in LEVELS}
    return tuple(
        ManagementLevel(
            words[f"management_{level}"],
            tuple(_office(one, common, words) for one, common in pairs),
        )
        for level, pairs in found.items()
        if pairs
    )


def _office(part: ManagementPart, common: bool, words: Words) -> Office:
    tasks = {name: getattr(part, name) for name in TASKS} | {"tasks": part.tasks}
    facts = {
        "term": span(part.start, part.end, words),
        "office": part.office,
        **_asked(part, tasks),
    }
    return Office(
        organisation=part.organisation,
        role=part.role,
        facts=tuple(Fact(words[f"fact_{name}"], text) for name, text in facts.items()),
        common=common,
        proof=proof(part.sources, part.note),
    )


def _asked(part: ManagementPart, tasks: dict[str, str]) -> dict[str, str]:
    """Return the tasks to show: in the quarter all three groups, elsewhere what is known."""
    known = {name: text for name, text in tasks.items() if text}
    if part.level == "quarter":
        return {name: tasks[name] for name in TASKS} | known
    return known or {"tasks": ""}


def participation(city: City, area: FundedArea, words: Words) -> Taking:
    """Return the participation of *area* and of the whole city, funds apart."""
    rows = [*_formats(area.participation, False, words),
            *_formats(city.common.participation, True, words)]  # fmt: skip
    return Taking(
        formats=tuple(row for is_fund, row in rows if not is_fund),
        funds=tuple(row for is_fund, row in rows if is_fund),
    )


def _formats(
    found: Iterable[Participation], common: bool, words: Words
) -> list[tuple[bool, Format]]:
    return [
        (
            one.kind == "fund",
            Format(
                when=date(one.date),
                kind=words[f"participation_{one.kind}"],
                name=one.format,
                people="" if one.people is None else german(one.people, 0),
                groups=several(one.groups),
                amount="" if one.amount_eur is None else euro(one.amount_eur),
                common=common,
                proof=proof(one.sources, one.note),
            ),
        )
        for one in found
    ]
