"""Single statements of ``datapackage.yaml``: read, or a finding."""

from __future__ import annotations

import re

from geodata.errors import Fault
from geodata.reading.files import DESCRIPTOR
from geodata.reading.findings import Message, Place, fault, quoted
from geodata.reading.projection import readable_crs
from geodata.reading.yaml_entries import Entry

ID = re.compile(r"[\w.-]+")
MISSING = Message("fehlt oder ist leer", "ein Text", "Angabe ergänzen")
Region = tuple[float, float, float, float]


def at(entry: Entry) -> Place:
    """Return where *entry* stands."""
    return Place(DESCRIPTOR, entry.line, entry.path)


def required_text(entry: Entry, findings: list[Fault]) -> str:
    """Return the text of *entry*; a fault if there is none."""
    if not entry.text:
        findings.append(fault(at(entry), MISSING))
    return entry.text


def id_text(entry: Entry, findings: list[Fault]) -> str:
    """Return the id that *entry* holds; a fault if it is none."""
    text = required_text(entry, findings)
    if text and not ID.fullmatch(text):
        message = Message(
            f"{quoted(text)} ist keine Kennung",
            "Buchstaben, Ziffern, Punkt, _ und -",
            "Kennung ohne Leerzeichen und Sonderzeichen wählen",
        )
        findings.append(fault(at(entry), message))
    return text


def crs_code(entry: Entry, findings: list[Fault]) -> str:
    """Return the code of a projected CRS in metres, or empty text and a fault."""
    text = required_text(entry, findings)
    if text and not readable_crs(text):
        message = Message(
            f"{quoted(text)} ist kein ebenes Bezugssystem in Metern",
            "Code wie EPSG:25832",
            "EPSG-Code des amtlichen Bezugssystems eintragen",
        )
        findings.append(fault(at(entry), message))
        return ""
    return text


def _numbers(entry: Entry, count: int) -> list[float] | None:
    try:
        numbers = [float(item.text) for item in entry.items]
    except ValueError:
        return None
    return numbers if len(numbers) == count else None


def region(entry: Entry, findings: list[Fault]) -> Region | None:
    """Return west, south, east, north in degrees, or None and a fault."""
    match _numbers(entry, 4):
        case [west, south, east, north] if (
            -180 <= west < east <= 180 and -90 <= south < north <= 90
        ):
            return west, south, east, north
    message = Message(
        "ist kein Rechteck in Grad", "[West, Süd, Ost, Nord]", "Länge und Breite in Grad eintragen"
    )
    findings.append(fault(at(entry), message))
    return None


def year_span(entry: Entry, findings: list[Fault]) -> tuple[int, int]:
    """Return the first and last plausible year; a span of all years and a fault if unreadable."""
    match _numbers(entry, 2):
        case [first, last] if 1000 <= first <= last <= 9999:
            return int(first), int(last)
    message = Message(
        "ist keine Spanne von Jahren", "[erstes, letztes] wie [1990, 2030]", "zwei Jahre eintragen"
    )
    findings.append(fault(at(entry), message))
    return 1000, 9999


def named(parent: Entry, findings: list[Fault]) -> tuple[tuple[str, str], ...]:
    """Return the pairs (id, name) of a list of themes or lanes."""
    pairs: list[tuple[str, str]] = []
    for entry in parent.items:
        pair = id_text(entry.child("id"), findings), required_text(entry.child("name"), findings)
        if pair[0] in dict(pairs):
            message = Message(
                f"{quoted(pair[0])} steht doppelt", "jede Kennung einmal", "umbenennen"
            )
            findings.append(fault(at(entry.child("id")), message))
        pairs.append(pair)
    return tuple(pairs)
