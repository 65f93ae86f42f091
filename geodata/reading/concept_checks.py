"""Versions of concepts held against their predecessors and their resolutions."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from geodata.errors import Fault
from geodata.reading.chains import chain, in_cycle
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, Place, fault, note, quoted
from geodata.reading.moments import lies_before, readable_date
from geodata.reading.rows import Row, is_elsewhere, numbered_rows, rows_by_id

CYCLE = Message(
    "die Fassung ist ihre eigene Vorgängerin",
    "die Fassung davor",
    "predecessor berichtigen oder leeren",
)

CITY = "die ganze Stadt"


def concept_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of versions and their predecessors, and notes on their resolutions."""
    table = contents.tables.get("concepts")
    if table is None:
        return
    versions = rows_by_id(table)
    resolutions = rows_by_id(contents.tables.get("resolutions"))
    areas = set(contents.column("funded-areas", "id"))
    above = {name: version["predecessor"] for name, version in versions.items()}
    for row, version in numbered_rows(table):
        if in_cycle(version["id"], above):
            yield fault(table.place(row, "predecessor"), CYCLE)
            continue
        predecessor = versions.get(version["predecessor"])
        if predecessor is not None and is_elsewhere(predecessor, version, areas):
            yield fault(table.place(row, "predecessor"), _foreign(version, predecessor))
        before = [versions[name] for name in chain(version["id"], above) if name in versions]
        yield from _age_faults(table.place(row, "date"), version, before)
        resolution = resolutions.get(version["resolution"])
        if resolution is not None:
            place = table.place(row, "resolution")
            yield from _resolution_notes(place, version, resolution, areas)


def _age_faults(place: Place, version: Row, before: list[Row]) -> Iterator[Fault]:
    dated = next((one for one in before if readable_date(one["date"])), None)
    if dated is not None and _is_older(version, dated):
        message = Message(
            f"die Fassung von {_day(version)} ist älter als die vor ihr, {quoted(dated['id'])} "
            f"von {_day(dated)}",
            "kein Datum vor dem der Vorgängerin",
            "Daten prüfen oder die Reihenfolge der Fassungen berichtigen",
        )
        yield fault(place, message)


def _is_older(version: Row, other: Row) -> bool:
    dates = readable_date(version["date"]), readable_date(other["date"])
    return dates[0] is not None and dates[1] is not None and lies_before(dates[0], dates[1])


def _foreign(version: Row, predecessor: Row) -> Message:
    return Message(
        f"die Vorgängerin {quoted(predecessor['id'])} gehört zum Fördergebiet "
        f"{quoted(predecessor['funded_area'])}",
        f"eine Fassung für {_home(version)}",
        "predecessor oder funded_area berichtigen",
    )


def _home(version: Row) -> str:
    return quoted(version["funded_area"]) if version["funded_area"] else CITY


def _day(row: Row) -> str:
    date = readable_date(row["date"])
    return quoted(date.german if date else "")


def _resolution_notes(
    place: Place, version: Row, resolution: Row, areas: Collection[str]
) -> Iterator[Fault]:
    if is_elsewhere(resolution, version, areas):
        message = Message(
            f"der Beschluss {quoted(resolution['id'])} gehört zum Fördergebiet "
            f"{quoted(resolution['funded_area'])}",
            "ein Beschluss für " + " oder für ".join(dict.fromkeys([_home(version), CITY])),
            "prüfen; gilt er für mehrere Gebiete, dort funded_area leeren",
        )
        yield note(place, message)
    if _is_older(resolution, version):
        message = Message(
            f"der Beschluss {quoted(resolution['id'])} von {_day(resolution)} ist älter als die "
            f"Fassung von {_day(version)}",
            "ein Beschluss über diese Fassung",
            "Daten prüfen; gilt er einer früheren Fassung, dort eintragen",
        )
        yield note(place, message)
