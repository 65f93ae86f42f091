"""Checks of the record of the funded areas: all of them, and those of single tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from geodata.dates import PartialDate
from geodata.errors import Fault
from geodata.reading.concept_checks import concept_faults
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, fault, note, quoted
from geodata.reading.moments import lies_before, readable_date, today
from geodata.reading.money_checks import money_faults
from geodata.reading.place_checks import place_faults
from geodata.reading.project_checks import project_faults
from geodata.reading.references import WEB_ADDRESS, cells
from geodata.reading.rows import numbered_rows
from geodata.reading.sum_checks import project_sum_notes, sum_faults
from geodata.reading.tables import Table

SETS = (
    ("concepts", "parts"),
    ("projects", "fields"),
    ("projects", "departments"),
)  # in these lists nothing may stand twice: they are counted


def record_faults(contents: Contents) -> Iterator[Fault]:
    """Yield everything wrong or odd in the record of the funded areas."""
    checks = (
        repetition_faults,
        resolution_faults,
        concept_faults,
        project_faults,
        place_faults,
        money_faults,
        sum_faults,
        project_sum_notes,
    )
    yield from chain.from_iterable(check(contents) for check in checks)


def repetition_faults(contents: Contents) -> Iterator[Fault]:
    """Yield a fault for each word that stands twice in a cell that lists each once."""
    for resource, field in SETS:
        table = contents.tables.get(resource)
        if table is not None:
            yield from _repetitions(table, field)


def resolution_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of addresses of papers, and notes on resolutions of the future."""
    table = contents.tables.get("resolutions")
    if table is None:
        return
    for row, resolution in numbered_rows(table):
        place = table.place(row, "paper")
        words = cells(resolution["paper"])
        yield from (fault(place, _no_paper(word)) for word in words if not _is_address(word))
        date = readable_date(resolution["date"])
        if date and lies_before(today(), date):
            yield note(table.place(row, "date"), _not_yet(date))


def _repetitions(table: Table, field: str) -> Iterator[Fault]:
    for row, cell in table.text[field].items():
        for word in (word for word, times in Counter(cells(cell)).items() if times > 1):
            message = Message(f"{quoted(word)} steht doppelt", "jedes einmal", "eines streichen")
            yield fault(table.place(int(row), field), message)


def _is_address(word: str) -> bool:
    return WEB_ADDRESS.fullmatch(word) is not None


def _no_paper(word: str) -> Message:
    return Message(
        f"{quoted(word)} ist keine Adresse",
        "Adresse der Vorlage oder OParl-Kennung mit https://",
        "Adresse ausschreiben; die Nummer der Vorlage gehört in number",
    )


def _not_yet(date: PartialDate) -> Message:
    return Message(
        f"der Beschluss von {quoted(date.german)} liegt in der Zukunft",
        "ein Beschluss, der gefasst ist",
        "Datum prüfen",
    )
