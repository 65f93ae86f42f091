"""Checks of areas and outlines: ids, names, parents, shapes, how they cover the city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from geodata.errors import Fault
from geodata.reading.chains import in_cycle
from geodata.reading.contents import Contents
from geodata.reading.coverage import cover_notes, overlap_faults
from geodata.reading.features import Features
from geodata.reading.findings import Message, Place, fault, listed, nearest, note, quoted
from geodata.reading.levels import LevelEntry
from geodata.reading.shapes import shape_faults

AREA_ID = re.compile(r"[\w.-]{1,64}")
QUALITIES = ("official", "schematic")
NO_ID = Message("ohne Kennung", "id als Text", "Kennung ergänzen oder das Objekt löschen")
NO_NAME = Message("ohne Namen", "name als Text", "Namen ergänzen")


def area_faults(contents: Contents) -> Iterator[Fault]:
    """Yield everything wrong with the areas of all levels."""
    seen: dict[str, Place] = {}
    parents = _parents(contents)
    for level in contents.descriptor.levels:
        features = contents.areas.get(level.id)
        if features is None:
            continue
        yield from _id_faults(features, seen)
        yield from _name_faults(features)
        yield from _parent_faults(contents, level, parents)
        yield from shape_faults(features, contents.descriptor.region)
        yield from _neighbour_faults(contents, level)
    yield from _city_faults(contents)


def outline_faults(contents: Contents) -> Iterator[Fault]:
    """Yield everything wrong with the outlines of funded areas, and fact sheets without one."""
    outlines = contents.outlines
    known = set(contents.column("funded-areas", "id"))
    drawn: set[str] = set()
    if outlines is not None:
        yield from _id_faults(outlines, {})
        yield from _orphans(outlines, known)
        yield from shape_faults(outlines, contents.descriptor.region)
        drawn = set(outlines.texts("id"))
    message = Message("ohne Umriss", "ein Umriss gleicher id", "Umriss zeichnen (schematic)")
    table = contents.tables.get("funded-areas")
    if table is not None:
        undrawn = ~table.text["id"].isin(drawn) & table.filled["id"]
        yield from table.notes("id", undrawn, message)


def _id_faults(features: Features, seen: dict[str, Place]) -> Iterator[Fault]:
    for index, area_id in enumerate(features.texts("id")):
        place = features.place(index, "id")
        raw = features.properties[index].get("id")
        if not area_id:
            yield fault(place, NO_ID)
        elif not isinstance(raw, str) or not AREA_ID.fullmatch(area_id):
            yield fault(place, _no_id_message(area_id))
        elif area_id in seen:
            first = seen[area_id]
            message = Message(
                f"{quoted(area_id)} gibt es schon in {first.file}, Objekt {first.row}",
                "jede Kennung nur einmal, auch über die Ebenen",
                "eines davon umbenennen",
            )
            yield fault(place, message)
        seen.setdefault(area_id, place)


def _no_id_message(area_id: str) -> Message:
    return Message(
        f"{quoted(area_id)} ist keine Kennung",
        "Text aus Buchstaben, Ziffern, Punkt, _ und -, auch bei Nummern in Anführungszeichen",
        "id als Text ausgeben",
    )


def _name_faults(features: Features) -> Iterator[Fault]:
    for index, name in enumerate(features.texts("name")):
        if not name:
            yield fault(features.place(index, "name"), NO_NAME)


def _parents(contents: Contents) -> Mapping[str, str]:
    pairs: dict[str, str] = {}
    for features in contents.areas.values():
        pairs.update(zip(features.texts("id"), features.texts("parent"), strict=True))
    return pairs


def _parent_faults(
    contents: Contents, level: LevelEntry, parents: Mapping[str, str]
) -> Iterator[Fault]:
    features = contents.areas[level.id]
    if level.parent is None:
        return
    upper = contents.areas.get(level.parent)
    if level.parent and upper is None:
        return
    known = set(upper.texts("id")) if upper else {""}
    ids = features.texts("id")
    for index, parent in enumerate(features.texts("parent")):
        if parent not in known or (upper and not parent):
            cycle = upper is not None and in_cycle(ids[index], parents)
            message = _cycle_message() if cycle else _parent_message(parent, level, sorted(known))
            yield fault(features.place(index, "parent"), message)


def _cycle_message() -> Message:
    return Message(
        "das Gebiet ist sein eigenes Obergebiet",
        "ein Gebiet der gröberen Ebene",
        "parent berichtigen",
    )


def _parent_message(parent: str, level: LevelEntry, known: list[str]) -> Message:
    if not level.parent:
        return Message(
            f"Obergebiet {quoted(parent)} auf der obersten Ebene",
            "kein Obergebiet",
            "parent leeren",
        )
    found = f"das Obergebiet {quoted(parent)} gibt es nicht{nearest(parent, known)}"
    return Message(
        found if parent else "ohne Obergebiet",
        f"ein Gebiet der Ebene {level.parent}: {listed(known)}",
        "parent berichtigen",
    )


def _neighbour_faults(contents: Contents, level: LevelEntry) -> Iterator[Fault]:
    crs = contents.descriptor.crs
    if not crs:
        return
    features = contents.areas[level.id]
    good = contents.usable(features)
    yield from overlap_faults(features, good, crs)
    upper = contents.areas.get(level.parent or "")
    if upper is None or not (contents.usable(upper).all() and good.all()):
        return
    if set(features.texts("parent")) <= set(upper.texts("id")):
        yield from cover_notes(_by_parent(features), upper, crs)


def _by_parent(features: Features) -> dict[str, NDArray[np.object_]]:
    parents = np.array(features.texts("parent"), dtype=object)
    return {parent: features.geometry[parents == parent] for parent in set(parents)}


def _city_faults(contents: Contents) -> Iterator[Fault]:
    for level_id, features in contents.areas.items():
        count = len(features.properties)
        if level_id == contents.descriptor.city_level and count != 1:
            message = Message(
                f"{count} Gebiete auf der Ebene der Gesamtstadt", "genau eines", "city_level prüfen"
            )
            yield fault(Place(features.file), message)
        elif not count:
            message = Message("kein Gebiet", "mindestens ein Gebiet", "Gebiete ergänzen")
            yield fault(Place(features.file), message)


def _orphans(outlines: Features, known: set[str]) -> Iterator[Fault]:
    ids, qualities = outlines.texts("id"), outlines.texts("quality")
    for index, (area_id, quality) in enumerate(zip(ids, qualities, strict=True)):
        if area_id and area_id not in known:
            message = Message(
                f"zum Umriss {quoted(area_id)} gibt es keinen Steckbrief{nearest(area_id, known)}",
                "eine Zeile gleicher id in funded-areas",
                "Steckbrief ergänzen oder Umriss löschen",
            )
            yield fault(outlines.place(index, "id"), message)
        if quality not in QUALITIES:
            message = Message(
                f"unbekannt: {quoted(quality)}", listed(QUALITIES), "eines dieser Wörter eintragen"
            )
            yield fault(outlines.place(index, "quality"), message)


def valueless_areas(contents: Contents) -> Iterator[Fault]:
    """Yield a note for each area without a single figure."""
    table = contents.tables.get("values")
    if table is None:
        return
    filled = table.filled["value"] | table.filled["numerator"]
    counted = set(table.text["area"][filled])
    message = Message("ohne einen einzigen Wert", "Zeilen in values", "prüfen, ob Zeilen fehlen")
    for features in contents.areas.values():
        for index, area_id in enumerate(features.texts("id")):
            if area_id and area_id not in counted:
                yield note(features.place(index, "id"), message)
