"""``datapackage.yaml``: what the city is, which files it has, how its levels nest."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from geodata.errors import Fault, UnreadableCity
from geodata.model import Operator, Theme
from geodata.reading.files import DESCRIPTOR, PackageFiles, decoded
from geodata.reading.findings import Message, Place, fault, listed, nearest, note, quoted
from geodata.reading.index_entries import IndexEntry, read_indices
from geodata.reading.levels import LevelEntry, read_levels
from geodata.reading.resources import resource_paths
from geodata.reading.statements import (
    Region,
    at,
    crs_code,
    id_text,
    named,
    region,
    required_text,
    year_span,
)
from geodata.reading.warning_entries import WarningEntry, read_warnings
from geodata.reading.yaml_entries import Entry, parse
from geodata.renewal import FieldOfAction

LARGEST = 500_000  # bytes
ATLAS_KEYS = (
    "crs", "region", "years", "city_level", "levels", "themes", "lanes", "fields_of_action",
    "residents", "start", "operator", "disclosure", "logo", "funder_note", "indices",
    "warnings",
)  # fmt: skip


@dataclass(frozen=True)
class StartEntry:
    """The start view as written, not yet held against the tables."""

    indicator: str
    year: str
    level: str
    layers: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class ResidentsEntry:
    """The indicator of residents as written, not yet held against the tables; empty: not named."""

    indicator: str
    line: int


@dataclass(frozen=True)
class Descriptor:
    """Everything that ``datapackage.yaml`` says.

    ``crs`` is empty and ``region`` None where they could not be read. ``region`` is west,
    south, east, north in degrees; ``years`` the first and last plausible year of a value.
    """

    id: str
    title: str
    version: str
    crs: str
    region: Region | None
    years: tuple[int, int]
    city_level: str
    levels: tuple[LevelEntry, ...]
    themes: tuple[Theme, ...]
    lanes: tuple[tuple[str, str], ...]
    fields_of_action: tuple[FieldOfAction, ...]
    residents: ResidentsEntry
    indices: tuple[IndexEntry, ...]
    warnings: tuple[WarningEntry, ...]
    start: StartEntry
    operator: Operator
    logo: str  # path of the operator's logo, or empty
    paths: dict[str, str]  # resource name -> path


def read_descriptor(files: PackageFiles, findings: list[Fault]) -> Descriptor:
    """Return what ``datapackage.yaml`` says; put everything wrong in it into *findings*.

    Raises
    ------
    UnreadableCity
        If the file is missing, is no YAML or has no section ``atlas``.
    """
    root = _root(files, findings)
    atlas = root.child("atlas")
    findings.extend(_repeated_keys(root))
    if not atlas.mapping:
        raise _unreadable(
            atlas.line, "der Abschnitt atlas fehlt", "atlas: mit crs, levels, themes …"
        )
    findings.extend(_unknown_keys(atlas))
    levels = read_levels(atlas.child("levels"), findings)
    if not (root.child("licenses").items or root.child("licenses").text):
        message = Message("Lizenz fehlt", "mindestens eine Lizenz", "licenses ergänzen")
        findings.append(fault(at(root.child("licenses")), message))
    return Descriptor(
        id=id_text(root.child("name"), findings),
        title=required_text(root.child("title"), findings),
        version=root.child("version").text,
        crs=crs_code(atlas.child("crs"), findings),
        region=region(atlas.child("region"), findings),
        years=year_span(atlas.child("years"), findings),
        city_level=_known_level(atlas.child("city_level"), levels, findings),
        levels=levels,
        themes=tuple(Theme(*pair) for pair in named(atlas.child("themes"), findings)),
        lanes=named(atlas.child("lanes"), findings),
        fields_of_action=_fields_of_action(atlas, findings),
        residents=_residents(atlas, findings),
        indices=read_indices(atlas.child("indices"), findings),
        warnings=read_warnings(atlas.child("warnings"), findings),
        start=_start(atlas.child("start"), findings),
        operator=_operator(atlas),
        logo=atlas.child("logo").text,
        paths=resource_paths(root.child("resources"), [level.id for level in levels], findings),
    )


def _fields_of_action(atlas: Entry, findings: list[Fault]) -> tuple[FieldOfAction, ...]:
    pairs = named(atlas.child("fields_of_action"), findings)
    return tuple(FieldOfAction(*pair) for pair in pairs)


def _root(files: PackageFiles, findings: list[Fault]) -> Entry:
    data = files.descriptor()
    if len(data) > LARGEST:
        raise _unreadable(1, f"ist {len(data)} Byte groß", f"höchstens {LARGEST} Byte")
    unread: list[Fault] = []
    text = decoded(data, DESCRIPTOR, unread)
    if text is None:
        raise UnreadableCity(str(unread[0]))
    findings.extend(unread)
    try:
        root = parse(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or type(error).__name__
        line = mark.line + 1 if mark else 1
        raise _unreadable(line, f"kein gültiges YAML ({problem})", "YAML") from None
    if not root.mapping:
        raise _unreadable(1, "keine Zuordnung von Schlüsseln", "name:, title:, resources: …")
    return root


def _unreadable(line: int, found: str, expected: str) -> UnreadableCity:
    message = Message(
        found, expected, "Datei nach dem Muster eines anderen Stadtpakets berichtigen"
    )
    return UnreadableCity(str(fault(Place(DESCRIPTOR, line), message)))


def _repeated_keys(entry: Entry) -> list[Fault]:
    message = Message("steht doppelt", "jeder Schlüssel einmal", "einen Eintrag streichen")
    found = [fault(at(entry.child(key)), message) for key in entry.repeated]
    for child in (*entry.mapping.values(), *entry.items):
        found.extend(_repeated_keys(child))
    return found


def _unknown_keys(atlas: Entry) -> list[Fault]:
    return [
        note(
            at(entry),
            Message(
                f"unbekannte Angabe{nearest(key, ATLAS_KEYS)}",
                listed(ATLAS_KEYS),
                "Schreibweise prüfen; die Angabe wird nicht gelesen",
            ),
        )
        for key, entry in atlas.mapping.items()
        if key not in ATLAS_KEYS
    ]


def _known_level(entry: Entry, levels: tuple[LevelEntry, ...], findings: list[Fault]) -> str:
    text = required_text(entry, findings)
    known = [level.id for level in levels]
    if text and known and text not in known:
        message = Message(
            f"die Ebene {quoted(text)} gibt es nicht{nearest(text, known)}",
            listed(known),
            "Kennung einer Ebene eintragen",
        )
        findings.append(fault(at(entry), message))
    return text


def _start(entry: Entry, findings: list[Fault]) -> StartEntry:
    return StartEntry(
        required_text(entry.child("indicator"), findings),
        required_text(entry.child("year"), findings),
        required_text(entry.child("level"), findings),
        tuple(item.text for item in entry.child("layers").items),
        entry.line,
    )


def _residents(atlas: Entry, findings: list[Fault]) -> ResidentsEntry:
    if "residents" not in atlas.mapping:
        return ResidentsEntry("", atlas.line)
    entry = atlas.child("residents")
    return ResidentsEntry(required_text(entry, findings), entry.line)


def _operator(atlas: Entry) -> Operator:
    said = atlas.child("operator")
    return Operator(
        name=said.child("name").text,
        address=said.child("address").text,
        responsible=said.child("responsible").text,
        email=said.child("email").text,
        phone=said.child("phone").text,
        funder_note=atlas.child("funder_note").text,
    )
