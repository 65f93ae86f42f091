"""The social indices that ``datapackage.yaml`` declares, read from ``atlas.indices``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from geodata.errors import Fault
from geodata.indices import (
    Change,
    Counting,
    Ingredient,
    LeftOut,
    Part,
    Rounding,
    Scale,
    SocialIndex,
    Standardisation,
)
from geodata.reading.declared import figure, number, unknown_keys, whole, word
from geodata.reading.findings import Message, fault, listed, nearest, quoted
from geodata.reading.statements import at, id_text, required_text
from geodata.reading.yaml_entries import Entry

INDEX_KEYS = ("id", "name", "note", "source", "levels", "standardisation", "scale", "rounding",
              "areas", "status", "dynamics")  # fmt: skip
KEYS = {
    "rounding": ("z", "index"),
    "areas": ("residents", "at_least", "left_out"),
    "status": ("indicators", "limits", "classes"),
    "dynamics": ("indicators", "limits", "classes", "change", "years"),
}
INGREDIENT_KEYS = ("id", "weight", "direction")
SIGNS = {"worse": 1, "better": -1}
FEWEST_CLASSES, MOST_CLASSES, DYNAMICS_CLASSES = 2, 7, 3
MOST_DECIMALS, MOST_YEARS = 6, 50


@dataclass(frozen=True)
class IndexEntry:
    """An index as written, with the entry that its findings point at.

    ``sound`` is False where something was wrong with it: then what it would compute means nothing.
    """

    index: SocialIndex
    entry: Entry
    sound: bool


def read_indices(parent: Entry, findings: list[Fault]) -> tuple[IndexEntry, ...]:
    """Return the indices of the list *parent*; put everything wrong into *findings*."""
    found: list[IndexEntry] = []
    if parent.value is not None and not parent.items:
        message = Message("ist keine Liste von Indizes", "- id: … je Index", "als Liste schreiben")
        findings.append(fault(at(parent), message))
    for entry in parent.items:
        own: list[Fault] = []
        one = _index(entry, own)
        if one.id and one.id in [other.index.id for other in found]:
            text = f"den Index {quoted(one.id)} gibt es schon"
            message = Message(text, "jede Kennung einmal", "umbenennen")
            own.append(fault(at(entry.child("id")), message))
        findings.extend(own)
        found.append(IndexEntry(one, entry, not any(finding.grave for finding in own)))
    return tuple(found)


def _index(entry: Entry, findings: list[Fault]) -> SocialIndex:
    findings.extend(unknown_keys(entry, INDEX_KEYS))
    for key, known in KEYS.items():
        findings.extend(unknown_keys(entry.child(key), known))
    dynamics = entry.child("dynamics")
    kind = word(entry.child("standardisation"), Standardisation.POPULATION, findings)
    if kind is Standardisation.RESIDENTS and not entry.child("areas").child("residents").text:
        message = Message(
            "Einwohner als Gewicht, aber kein Indikator der Einwohner", "areas: {residents: …}",
            "Kennung einer Anzahl eintragen",
        )  # fmt: skip
        findings.append(fault(at(entry.child("standardisation")), message))
    return SocialIndex(
        id=id_text(entry.child("id"), findings),
        name=required_text(entry.child("name"), findings),
        note=entry.child("note").text,
        source=entry.child("source").text,
        levels=tuple(item.text for item in entry.child("levels").items),
        standardisation=kind,
        scale=word(entry.child("scale"), Scale.STANDARDISED, findings),
        rounding=Rounding(
            *(whole(entry.child("rounding").child(key), (0, MOST_DECIMALS), findings)
              for key in KEYS["rounding"])
        ),
        counting=_counting(entry.child("areas"), findings),
        status=_part(entry.child("status"), (FEWEST_CLASSES, MOST_CLASSES), findings),
        dynamics=None
        if dynamics.value is None
        else _part(dynamics, (DYNAMICS_CLASSES, DYNAMICS_CLASSES), findings),
    )  # fmt: skip


def _counting(entry: Entry, findings: list[Fault]) -> Counting:
    least = number(entry.child("at_least"), 0.0, findings)
    residents = entry.child("residents").text
    if least < 0:
        message = Message(f"{least:g}", "mindestens 0", "Zahl berichtigen")
        findings.append(fault(at(entry.child("at_least")), message))
    if least > 0 and not residents:
        message = Message(
            "Mindestzahl ohne Indikator der Einwohner", "residents: Kennung einer Anzahl",
            "residents ergänzen oder at_least streichen",
        )  # fmt: skip
        findings.append(fault(at(entry.child("at_least")), message))
    left_out = tuple(
        LeftOut(
            required_text(one.child("area"), findings), required_text(one.child("reason"), findings)
        )
        for one in entry.child("left_out").items
    )
    return Counting(residents, least, left_out)


def _part(entry: Entry, numbers: tuple[int, int], findings: list[Fault]) -> Part:
    ingredients = _ingredients(entry.child("indicators"), findings)
    limits = _limits(entry.child("limits"), findings)
    names = tuple(item.text for item in entry.child("classes").items)
    fewest, most = numbers
    if not (fewest <= len(names) <= most and all(names) and len(set(names)) == len(names)):
        expected = f"{fewest}" if fewest == most else f"{fewest} bis {most}"
        message = Message(
            f"{len(names)} Klassen",
            f"{expected} verschiedene Namen",
            "Namen der Klassen berichtigen",
        )
        findings.append(fault(at(entry.child("classes")), message))
    elif limits is not None and len(limits) != len(names) - 1:
        message = Message(
            f"{len(limits)} Grenzen bei {len(names)} Klassen",
            f"{len(names) - 1} Grenzen",
            "Grenzen oder Klassen ergänzen",
        )
        findings.append(fault(at(entry.child("limits")), message))
    change = word(entry.child("change"), Change.PUBLISHED, findings)
    years = whole(entry.child("years"), (1, MOST_YEARS), findings)
    if change is Change.DIFFERENCE and entry.child("years").value is None:
        message = Message("fehlt", "Zahl der Jahre zwischen beiden Werten", "years ergänzen")
        findings.append(fault(at(entry.child("years")), message))
    return Part(ingredients, limits or (), names, change, years or 0)


def _limits(entry: Entry, findings: list[Fault]) -> tuple[float, ...] | None:
    """Return the limits; None and a fault where they are no ascending numbers."""
    limits = tuple(figure(item.text) for item in entry.items)
    rising = all(low < high for low, high in pairwise(limits))
    if limits and rising and not any(math.isnan(one) for one in limits):
        return limits
    shown = ", ".join(item.text for item in entry.items) or entry.text
    message = Message(
        f"die Grenzen {quoted(shown)} steigen nicht" if shown else "keine Grenzen",
        "Zahlen vom kleinsten zum größten, jede einmal: [-1, 1, 1.5]",
        "Grenzen ordnen",
    )
    findings.append(fault(at(entry), message))
    return None


def _ingredients(parent: Entry, findings: list[Fault]) -> tuple[Ingredient, ...]:
    if not parent.items:
        message = Message("keine Indikatoren", "mindestens ein Indikator", "indicators ergänzen")
        findings.append(fault(at(parent), message))
    found: list[Ingredient] = []
    for entry in parent.items:
        findings.extend(unknown_keys(entry, INGREDIENT_KEYS))
        name = required_text(entry.child("id"), findings)
        if name and name in [one.indicator for one in found]:
            text = f"der Indikator {quoted(name)} steht doppelt"
            message = Message(text, "jeder Indikator einmal", "einen Eintrag streichen")
            findings.append(fault(at(entry.child("id")), message))
        weight = number(entry.child("weight"), 1.0, findings)
        if weight <= 0:
            message = Message(
                f"Gewicht {weight:g}", "Zahl größer als 0",
                "Gewicht berichtigen; was nicht zählt, weglassen; die Richtung steht in direction",
            )  # fmt: skip
            findings.append(fault(at(entry.child("weight")), message))
        found.append(Ingredient(name, weight, _sign(entry.child("direction"), findings)))
    return tuple(found)


def _sign(entry: Entry, findings: list[Fault]) -> int:
    if entry.text in SIGNS:
        return SIGNS[entry.text]
    found = (
        f"unbekannt: {quoted(entry.text)}{nearest(entry.text, SIGNS)}" if entry.text else "fehlt"
    )
    message = Message(found, listed(SIGNS), "sagen, ob ein hoher Wert mehr Benachteiligung heißt")
    findings.append(fault(at(entry), message))
    return 1
