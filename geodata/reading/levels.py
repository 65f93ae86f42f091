"""The levels of areas as ``datapackage.yaml`` names them, from coarse to fine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geodata.dates import PartialDate
from geodata.errors import Fault
from geodata.reading.findings import Message, Place, fault, listed, note, quoted
from geodata.reading.moments import lies_before, readable_date
from geodata.reading.statements import at, id_text, required_text
from geodata.reading.yaml_entries import Entry

if TYPE_CHECKING:
    from geodata.reading.contents import Contents


@dataclass(frozen=True)
class LevelEntry:
    """A level as ``datapackage.yaml`` names it; ``parent`` is None where it is no level.

    ``valid_from`` and ``valid_until`` are None where nothing is said.
    """

    id: str
    name: str
    name_plural: str
    parent: str | None
    valid_from: PartialDate | None
    valid_until: PartialDate | None
    place: Place


def read_levels(parent: Entry, findings: list[Fault]) -> tuple[LevelEntry, ...]:
    """Return the levels of the list *parent*; put everything wrong with it into *findings*."""
    if not parent.items:
        message = Message("keine Ebene", "mindestens eine Ebene", "levels ergänzen")
        findings.append(fault(at(parent), message))
    levels: list[LevelEntry] = []
    for entry in parent.items:
        level = LevelEntry(
            id_text(entry.child("id"), findings),
            required_text(entry.child("name"), findings),
            required_text(entry.child("name_plural"), findings),
            _parent(entry.child("parent"), levels, findings),
            _date(entry.child("valid_from"), findings),
            _date(entry.child("valid_until"), findings),
            at(entry),
        )
        findings.extend(_span_faults(level, entry))
        if level.id in [other.id for other in levels]:
            findings.append(_twice(entry.child("id")))
        else:
            levels.append(level)
    return tuple(levels)


def validity_notes(contents: Contents) -> Iterator[Fault]:
    """Yield a note for each level with figures of years in which it was not valid."""
    values = contents.tables.get("values")
    if values is None:
        return
    for level in contents.descriptor.levels:
        if level.id not in contents.areas or _is_backward(level):
            continue
        here = values.text["area"].isin(contents.areas[level.id].texts("id"))
        years = values.data["year"][here].dropna().astype(int).unique().tolist()
        outside = [str(year) for year in sorted(years) if not _holds(level, year)]
        if outside:
            message = Message(
                f"die Ebene {quoted(level.id)} hat Werte außerhalb ihrer Gültigkeit: "
                f"{listed(outside)}",
                "Jahre, in denen die Gebiete so galten",
                "Jahr oder Gültigkeit prüfen, wenn das nicht gewollt ist",
            )
            yield note(level.place, message)


def _holds(level: LevelEntry, year: int) -> bool:
    of_year = PartialDate(year)
    too_early = level.valid_from is not None and lies_before(of_year, level.valid_from)
    too_late = level.valid_until is not None and lies_before(level.valid_until, of_year)
    return not (too_early or too_late)


def _date(entry: Entry, findings: list[Fault]) -> PartialDate | None:
    found = readable_date(entry.text)
    if found is None and entry.value is not None:
        message = Message(
            f"{quoted(entry.text)} ist kein Datum", "1999, 1999-09 oder 1999-09-05",
            "Datum berichtigen oder die Angabe streichen",
        )  # fmt: skip
        findings.append(fault(at(entry), message))
    return found


def _span_faults(level: LevelEntry, entry: Entry) -> Iterator[Fault]:
    first, last = level.valid_from, level.valid_until
    if first and last and _is_backward(level):
        message = Message(
            f"Ende {quoted(last.german)} vor Beginn {quoted(first.german)}",
            "Ende nach dem Beginn",
            "Daten prüfen",
        )
        yield fault(at(entry.child("valid_until")), message)


def _is_backward(level: LevelEntry) -> bool:
    first, last = level.valid_from, level.valid_until
    return first is not None and last is not None and lies_before(last, first)


def _twice(entry: Entry) -> Fault:
    found = f"die Ebene {quoted(entry.text)} steht doppelt"
    return fault(at(entry), Message(found, "jede Ebene einmal", "umbenennen"))


def _parent(entry: Entry, coarser: list[LevelEntry], findings: list[Fault]) -> str | None:
    known = [level.id for level in coarser]
    if not entry.text or entry.text in known:
        return entry.text
    message = Message(
        f"die Oberebene {quoted(entry.text)} steht nicht weiter oben",
        f"eine gröbere Ebene: {listed(known) or 'keine'}",
        "Ebenen von grob nach fein ordnen, ohne Kreis",
    )
    findings.append(fault(at(entry), message))
    return None
