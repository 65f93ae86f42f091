"""Declared indices held against the package: what they name exists, and can be computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geodata.errors import Fault
from geodata.indices import Change, Part, SocialIndex
from geodata.model import Direction, Kind
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, fault, listed, nearest, note, quoted
from geodata.reading.index_entries import SIGNS
from geodata.reading.statements import at
from geodata.reading.yaml_entries import Entry
from geodata.statistics.social_index import FEWEST_AREAS

Years = dict[tuple[str, str], set[int]]  # (level id, indicator id) -> years with rows


def index_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of indices that name what does not exist, and notes on what they cannot say."""
    if not contents.descriptor.indices:
        return
    years = years_with_rows(contents)
    for one in contents.descriptor.indices:
        named = list(_name_faults(contents, one.index, one.entry))
        yield from named
        wrong = any(finding.grave for finding in named) or not one.sound
        if not wrong and contents.all_areas_read and "values" in contents.tables:
            yield from _level_notes(contents, one.index, one.entry, years)


def _name_faults(contents: Contents, index: SocialIndex, entry: Entry) -> Iterator[Fault]:
    levels = [level.id for level in contents.descriptor.levels]
    for item in entry.child("levels").items:
        if item.text not in levels:
            yield unknown_name(item, "die Ebene", levels)
    sources = list(contents.column("sources", "id"))
    if index.source and sources and index.source not in sources:
        yield unknown_name(entry.child("source"), "die Quelle", sources)
    areas = contents.area_ids
    for item in entry.child("areas").child("left_out").items:
        area = item.child("area")
        if contents.all_areas_read and area.text and area.text not in areas:
            yield unknown_name(area, "das Gebiet", list(areas))
    yield from _indicator_faults(contents, entry)


def _indicator_faults(contents: Contents, entry: Entry) -> Iterator[Fault]:
    table = contents.tables.get("indicators")
    if table is None:
        return
    names = list(table.text["id"])
    kinds = dict(zip(names, table.text["kind"], strict=True))
    directions = dict(zip(names, table.text["direction"], strict=True))
    residents = entry.child("areas").child("residents")
    counts = [name for name in names if kinds[name] == Kind.COUNT]
    if residents.text and residents.text not in names:
        yield unknown_name(residents, "den Indikator", counts)
    elif residents.text and residents.text not in counts:
        found = f"der Indikator {quoted(residents.text)} ist keine Anzahl (count)"
        message = Message(found, listed(counts), "den Indikator der Einwohner nennen")
        yield fault(at(residents), message)
    for part in ("status", "dynamics"):
        for item in entry.child(part).child("indicators").items:
            name, direction = item.child("id"), item.child("direction")
            if name.text and name.text not in names:
                yield unknown_name(name, "den Indikator", names)
            elif direction.text in SIGNS and _contradicts(direction.text, directions, name.text):
                message = Message(
                    f"{quoted(direction.text)}, im Katalog aber {quoted(directions[name.text])}",
                    "dieselbe Richtung",
                    "prüfen, welche Richtung stimmt; gerechnet wird mit der des Index",
                )
                yield note(at(direction), message)


def _contradicts(declared: str, directions: dict[str, str], name: str) -> bool:
    return directions.get(name) not in (declared, Direction.NEUTRAL, None, "")


def unknown_name(entry: Entry, what: str, known: Sequence[str]) -> Fault:
    """Return the fault that *entry* names none of the *known* ones; *what* with its article."""
    found = f"{what} {quoted(entry.text)} gibt es nicht{nearest(entry.text, known)}"
    return fault(at(entry), Message(found, listed(known), "Kennung berichtigen"))


def years_with_rows(contents: Contents) -> Years:
    """Return the years that have a row in the table of values, by level and indicator."""
    values = contents.tables.get("values")
    if values is None:
        return {}
    level_of = contents.area_ids
    frame = values.text[["indicator", "year"]].assign(level=values.text["area"].map(level_of))
    found: Years = {}
    for indicator, year, level in frame.drop_duplicates().itertuples(index=False):
        if year.isascii() and year.isdigit():
            found.setdefault((str(level), indicator), set()).add(int(year))
    return found


def _level_notes(
    contents: Contents, index: SocialIndex, entry: Entry, years: Years
) -> Iterator[Fault]:
    levels = index.meant_for(
        [level.id for level in contents.descriptor.levels], contents.descriptor.city_level
    )
    computable = [level for level in levels if _part_years(index, index.status, level, years)]
    if not computable:
        message = Message(
            "in keinem Jahr hat eine Ebene alle Indikatoren des Status",
            "Werte aller Indikatoren (und der Einwohner) im selben Jahr auf einer Ebene",
            "Werte ergänzen oder den Index streichen",
        )
        yield note(at(entry), message)
    changing = index.dynamics
    if changing and not any(_part_years(index, changing, level, years) for level in computable):
        message = Message(
            "in keinem Jahr lässt sich die Dynamik berechnen",
            "Veränderungen, oder Werte im Jahr und im früheren Jahr, auf einer Ebene",
            "Werte ergänzen oder dynamics streichen",
        )
        yield note(at(entry.child("dynamics")), message)
    for level in computable:
        count = len(contents.areas[level].properties)
        if count < FEWEST_AREAS:
            message = Message(
                f"die Ebene {quoted(level)} hat {count} Gebiete: ein einzelnes verschiebt "
                "Mittelwert und Streuung aller, die Klassen hängen am Zufall",
                f"mindestens {FEWEST_AREAS} Gebiete für z-Werte",
                "den Index nur mit diesem Hinweis zeigen oder eine feinere Ebene wählen",
            )
            yield note(at(entry), message)


def _part_years(index: SocialIndex, part: Part, level: str, years: Years) -> set[int]:
    """Return the years in which *part* has all its indicators (and residents) on *level*."""
    names = [one.indicator for one in part.ingredients]
    names += [index.counting.residents] if index.counting.residents else []
    found = [years.get((level, name), set()) for name in names]
    common = set.intersection(*found) if found else set()
    if part.change is Change.DIFFERENCE:
        return {year for year in common if year - part.years in common}
    return common
