"""Statements of declared rules: words, numbers and whole numbers, read or a finding."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import TypeVar

from geodata.errors import Fault
from geodata.reading.findings import Message, fault, listed, nearest, note, quoted
from geodata.reading.statements import at
from geodata.reading.yaml_entries import Entry

Word = TypeVar("Word", bound=StrEnum)


def unknown_keys(entry: Entry, known: Collection[str]) -> Iterator[Fault]:
    """Yield a note for each key of a mapping that is none of the *known* ones."""
    for key, child in entry.mapping.items():
        if key not in known:
            found = f"unbekannte Angabe{nearest(key, known)}"
            remedy = "Schreibweise prüfen; die Angabe wird nicht gelesen"
            yield note(at(child), Message(found, listed(known, 20), remedy))


def word(entry: Entry, default: Word, findings: list[Fault]) -> Word:
    """Return the word of an enumeration; *default* where nothing is said, or with a fault."""
    known = [str(one) for one in type(default)]
    if entry.value is None or entry.text in known:
        return type(default)(entry.text) if entry.text else default
    text = f"unbekannt: {quoted(entry.text)}{nearest(entry.text, known)}"
    message = Message(text, listed(known), "eines dieser Wörter eintragen")
    findings.append(fault(at(entry), message))
    return default


def figure(text: str) -> float:
    """Return the number that *text* is, NaN if it is none."""
    try:
        found = float(text)
    except ValueError:
        return math.nan
    return found if math.isfinite(found) else math.nan


def number(entry: Entry, default: float, findings: list[Fault]) -> float:
    """Return a number; *default* where nothing is said, or with a fault."""
    if entry.value is None:
        return default
    found = figure(entry.text)
    if math.isnan(found):
        message = Message(
            f"{quoted(entry.text)} ist keine Zahl", "Zahl wie 1 oder 1.5", "Zahl mit Dezimalpunkt"
        )
        findings.append(fault(at(entry), message))
        return default
    return found


def whole(entry: Entry, ends: tuple[int, int], findings: list[Fault]) -> int | None:
    """Return a whole number between *ends*; None and a fault, or None where nothing is said."""
    if entry.value is None:
        return None
    if entry.text.isascii() and entry.text.isdigit() and ends[0] <= int(entry.text) <= ends[1]:
        return int(entry.text)
    message = Message(
        f"{quoted(entry.text)} ist keine ganze Zahl von {ends[0]} bis {ends[1]}",
        f"ganze Zahl von {ends[0]} bis {ends[1]}",
        "Zahl berichtigen",
    )
    findings.append(fault(at(entry), message))
    return None
