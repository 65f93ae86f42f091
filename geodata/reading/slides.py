"""The table ``slides``: presentations with their slides, and what must be right about them."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.errors import Fault
from geodata.presentation import Presentation, Slide
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, fault, quoted
from geodata.reading.rows import Row, numbered_rows, rows
from geodata.reading.tables import Table

RESOURCE = "slides"
QUERY = Message(
    "{view} ist eine ganze Adresse",
    "was in der Adresse hinter dem Fragezeichen steht, etwa jahr=2022&auswahl=02",
    "alles bis zum Fragezeichen streichen",
)


def presentations(contents: Contents) -> tuple[Presentation, ...]:
    """Return the presentations in the order of the table, their slides in order of number."""
    by_id: dict[str, list[Row]] = {}
    for row in rows(contents, RESOURCE):
        by_id.setdefault(row["presentation"], []).append(row)
    return tuple(_presentation(name, of_it) for name, of_it in by_id.items())


def _presentation(name: str, of_it: list[Row]) -> Presentation:
    in_order = sorted(of_it, key=lambda row: float(row["slide"]))
    slides = (Slide(row["view"], row["headline"], row["sentence"]) for row in in_order)
    return Presentation(name, in_order[0]["title"], tuple(slides))


def slide_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of titles, numbers and views; a number that stands twice is one of the key."""
    table = contents.tables.get(RESOURCE)
    if table is None:
        return
    yield from _title_faults(table)
    yield from _gap_faults(table)
    whole = table.text["view"].str.contains(r"^https?:|^/|\?", regex=True)
    yield from table.faults("view", whole, QUERY)


def _title_faults(table: Table) -> Iterator[Fault]:
    titles: dict[str, str] = {}
    for row, slide in numbered_rows(table):
        first = titles.setdefault(slide["presentation"], slide["title"])
        if slide["title"] not in ("", first):
            message = Message(
                f"der Titel {quoted(slide['title'])} ist ein anderer als zuvor",
                f"{quoted(first)} in allen Zeilen des Vortrags {quoted(slide['presentation'])}",
                "Titel angleichen oder dem anderen Vortrag eine eigene Kennung geben",
            )
            yield fault(table.place(row, "title"), message)


def _gap_faults(table: Table) -> Iterator[Fault]:
    numbers: dict[str, set[float]] = {}
    for _, slide in numbered_rows(table):
        numbers.setdefault(slide["presentation"], set()).add(slide["slide"])
    for row, slide in numbered_rows(table):
        number = slide["slide"]
        before = numbers[slide["presentation"]]
        if not math.isnan(number) and number > 1 and number - 1 not in before:
            message = Message(
                f"vor der Folie {int(number)} fehlt die Folie {int(number) - 1}",
                "Folien 1, 2, 3 … ohne Lücke",
                "fehlende Folie ergänzen oder die folgenden neu zählen",
            )
            yield fault(table.place(row, "slide"), message)
