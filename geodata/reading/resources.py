"""The list ``resources`` of ``datapackage.yaml``: which file holds what."""

from __future__ import annotations

from collections.abc import Collection

from geodata.errors import Fault
from geodata.reading.files import is_inside
from geodata.reading.findings import Message, fault, listed, nearest, note, quoted
from geodata.reading.schemas import REQUIRED_TABLES, TABLES
from geodata.reading.statements import at, required_text
from geodata.reading.yaml_entries import Entry

OUTLINES = "funded-areas-outlines"


def areas_resource(level_id: str) -> str:
    """Return the name of the resource with the areas of a level."""
    return f"areas-{level_id}"


def resource_paths(
    parent: Entry, level_ids: Collection[str], findings: list[Fault]
) -> dict[str, str]:
    """Return the path of each resource, empty where it is refused; faults for what is amiss."""
    area_names = [areas_resource(level_id) for level_id in level_ids]
    needed = (*area_names, *REQUIRED_TABLES)
    known = (*area_names, *TABLES, OUTLINES)
    paths: dict[str, str] = {}
    named: set[str] = set()
    for entry in parent.items:
        name = required_text(entry.child("name"), findings)
        path = required_text(entry.child("path"), findings)
        trouble = _trouble(entry, named, known)
        named.add(name)
        if trouble is None:
            paths[name] = path
        else:
            findings.append(trouble)
            paths.setdefault(name, "")
    findings.extend(_missing(parent, [name for name in needed if name not in named]))
    return paths


def _trouble(entry: Entry, named: set[str], known: Collection[str]) -> Fault | None:
    name, path = entry.child("name").text, entry.child("path").text
    if name in named:
        message = Message(
            f"die Ressource {quoted(name)} steht doppelt", "jede einmal", "einen Eintrag streichen"
        )
        return fault(at(entry.child("name")), message)
    if path and not is_inside(path):
        message = Message(
            f"der Pfad {quoted(path)} führt aus dem Ordner hinaus",
            "Pfad innerhalb des Ordners, ohne .. und ohne Laufwerk",
            "Datei in den Ordner legen und den Pfad kürzen",
        )
        return fault(at(entry.child("path")), message)
    if name and name not in known:
        message = Message(
            f"unbekannte Ressource {quoted(name)}{nearest(name, known)}",
            listed(known, most=20),
            "Schreibweise prüfen; die Datei wird nicht gelesen",
        )
        return note(at(entry.child("name")), message)
    return None


def _missing(parent: Entry, names: Collection[str]) -> list[Fault]:
    return [
        fault(
            at(parent),
            Message(
                f"die Ressource {quoted(name)} fehlt",
                f"ein Eintrag name: {name} mit path",
                "Datei anlegen und unter resources eintragen",
            ),
        )
        for name in names
    ]
