"""A scenario (Planspiel): decisions that are played through beforehand, and their compact text.

The text is what the address parameter ``szenario`` and a saved file hold. Changes are joined by
``~``, their parts by ``:``, lists by ``,``; every change sets one thing and may stand once::

    wert:INDICATOR:AREA:YEAR:NUMBER         the figure is NUMBER, in the unit of the indicator
    mehr:INDICATOR:AREA:YEAR:NUMBER         the figure rises by NUMBER (points, cases ...)
    weniger:INDICATOR:AREA:YEAR:NUMBER      the figure falls by NUMBER
    gebiet:YEAR:AREA,AREA,...               a further funded area runs from YEAR on
    verlegt:FUNDED_AREA:AREA,AREA,...       a funded area has these areas instead
    ende:FUNDED_AREA:YEAR                   a funded area ends with YEAR
    bedarf:INDICATOR:NUMBER                 areas count as areas of need from NUMBER on
    grenze:INDEX:PART:PLACE:NUMBER          limit PLACE (1, 2 ...) of ``status`` or ``dynamik``

Numbers have up to nine digits before and four behind the decimal point; a comma is read, too.
``wert``, ``mehr`` and ``weniger`` of one cell are the same thing. What is not understood is left
out and told; whether a city can play a change is decided in :mod:`geodata.scenario_play`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from geodata.address_text import is_number, number
from geodata.scenario_changes import (
    BETWEEN_AREAS,
    BETWEEN_PARTS,
    Change,
    ClassLimit,
    EndedFunding,
    How,
    MovedFunding,
    NeedLimit,
    NewFunding,
    Reason,
    ValueChange,
)

BETWEEN_CHANGES = "~"
MOST_CHANGES = 40
LONGEST = 1900  # characters; an address must stay usable
YEAR = re.compile(r"(1[89]|20)[0-9]{2}|2100")
NAME = re.compile(r"[^\s:~,]{1,80}")
PARTS = ("status", "dynamik")


@dataclass(frozen=True)
class Refused:
    """A change, as it was written, that is not played, and why."""

    text: str
    reason: Reason


@dataclass(frozen=True)
class Scenario:
    """Changes in the order in which they are played; no two have the same key."""

    changes: tuple[Change, ...] = ()

    @property
    def text(self) -> str:
        """All changes in the grammar of this module; empty for none."""
        return BETWEEN_CHANGES.join(one.text for one in self.changes)

    def plus(self, change: Change) -> Scenario:
        """Return the scenario with *change* at the end; what set the same thing is gone."""
        others = (one for one in self.changes if one.key != change.key)
        return Scenario((*others, change))

    def without(self, place: int) -> Scenario:
        """Return the scenario without the change at *place* (from 0); others stay as they are."""
        return Scenario((*self.changes[:place], *self.changes[place + 1 :]))


def parse(text: str) -> tuple[Scenario, tuple[Refused, ...]]:
    """Return the scenario that *text* describes, and what of it was left out; nothing raises.

    Examples
    --------
    >>> found, refused = parse("wert:sgb-ii-anteil:neustadt:2022:25,50~ende:duburg:2020~oops")
    >>> found.text
    'wert:sgb-ii-anteil:neustadt:2022:25.5~ende:duburg:2020'
    >>> [(one.text, str(one.reason)) for one in refused]
    [('oops', 'form')]
    """
    if len(text) > LONGEST:
        return Scenario(), (Refused(text[:60], Reason.TOO_LONG),)
    kept: dict[tuple[str, ...], Change] = {}
    refused = []
    for part in (one.strip() for one in text.split(BETWEEN_CHANGES)):
        change = read_change(part)
        if part and change is None:
            refused.append(Refused(part, Reason.FORM))
        if change is None:
            continue
        earlier = kept.pop(change.key, None)
        if earlier is not None:
            refused.append(Refused(earlier.text, Reason.TWICE))
        if len(kept) >= MOST_CHANGES:
            refused.append(Refused(part, Reason.TOO_MANY))
            continue
        kept[change.key] = change
    return Scenario(tuple(kept.values())), tuple(refused)


def read_change(text: str) -> Change | None:
    """Return the one change that *text* describes; None where it is not of the grammar."""
    kind, *parts = text.split(BETWEEN_PARTS)
    found = READERS.get(kind)
    if found is None or len(parts) != len(found[0]):
        return None
    if not all(fits(part) for fits, part in zip(found[0], parts, strict=True)):
        return None
    return found[1](kind, parts)


def _is_year(text: str) -> bool:
    return YEAR.fullmatch(text) is not None


def _is_name(text: str) -> bool:
    return NAME.fullmatch(text) is not None


def _is_list(text: str) -> bool:
    return all(_is_name(one) for one in text.split(BETWEEN_AREAS))


def _is_amount(text: str) -> bool:
    return is_number(text) and not text.startswith("-")


def _is_place(text: str) -> bool:
    return text in tuple("123456789")


def _areas(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split(BETWEEN_AREAS)))


def _value(kind: str, parts: Sequence[str]) -> Change:
    return ValueChange(parts[0], parts[1], int(parts[2]), How(kind), number(parts[3]))


Reader = tuple[Sequence[Callable[[str], bool]], Callable[[str, Sequence[str]], Change]]


def _readers() -> Iterator[tuple[str, Reader]]:
    cell = (_is_name, _is_name, _is_year)
    yield How.SET, ((*cell, is_number), _value)
    yield How.MORE, ((*cell, _is_amount), _value)
    yield How.LESS, ((*cell, _is_amount), _value)
    yield "gebiet", ((_is_year, _is_list), lambda _, p: NewFunding(int(p[0]), _areas(p[1])))
    yield "verlegt", ((_is_name, _is_list), lambda _, p: MovedFunding(p[0], _areas(p[1])))
    yield "ende", ((_is_name, _is_year), lambda _, p: EndedFunding(p[0], int(p[1])))
    yield "bedarf", ((_is_name, is_number), lambda _, p: NeedLimit(p[0], number(p[1])))
    yield (
        "grenze",
        (
            (_is_name, PARTS.__contains__, _is_place, is_number),
            lambda _, p: ClassLimit(p[0], p[1], int(p[2]), number(p[3])),
        ),
    )


READERS = dict(_readers())
