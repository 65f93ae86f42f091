"""State, dates and costs of each project held against each other."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.dates import PartialDate
from geodata.errors import Fault
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, note, quoted
from geodata.reading.moments import lies_before, readable_date, today
from geodata.reading.rows import Row, numbered_rows
from geodata.reading.tables import Table

NOT_BEGUN = ("idea", "planned")
COST_BELOW = Message(
    "oberer Wert {cost_high_eur} unter dem unteren {cost_eur}",
    "cost_high_eur höher als cost_eur",
    "die Werte tauschen oder berichtigen",
)
COST_ALONE = Message(
    "oberer Wert {cost_high_eur} ohne unteren",
    "cost_eur, und cost_high_eur nur, wo Quellen sich unterscheiden",
    "einen einzelnen Wert in cost_eur eintragen",
)


def project_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of costs, and notes where the state contradicts the dates."""
    table = contents.tables.get("projects")
    if table is None:
        return
    low, high = table.data["cost_eur"], table.data["cost_high_eur"]
    yield from table.faults("cost_high_eur", high < low, COST_BELOW)
    alone = table.filled["cost_high_eur"] & ~table.filled["cost_eur"]
    yield from table.faults("cost_high_eur", alone, COST_ALONE)
    now = today()
    for row, project in numbered_rows(table):
        if project["state"] in NOT_BEGUN:
            yield from _begun(table, row, project)
        else:
            yield from _untimely(table, row, project, now)


def _begun(table: Table, row: int, project: Row) -> Iterator[Fault]:
    for field, noun in (("start", "Beginn"), ("end", "Ende")):
        date = readable_date(project[field])
        if date:
            message = Message(
                f"Stand {quoted(project['state'])}, aber ein tatsächliches Datum: "
                f"{noun} {quoted(date.german)}",
                "bei Ideen und Plänen nur geplante Daten",
                f"Datum nach planned_{field} oder den Stand ändern",
            )
            yield note(table.place(row, field), message)


def _untimely(table: Table, row: int, project: Row, now: PartialDate) -> Iterator[Fault]:
    state = f"Stand {quoted(project['state'])}"
    for field, noun in (("start", "Beginn"), ("end", "Ende")):
        date = readable_date(project[field])
        if date and lies_before(now, date):
            message = Message(
                f"{state}, aber {noun} {quoted(date.german)} liegt in der Zukunft",
                "ein tatsächliches Datum",
                f"Geplantes in planned_{field} eintragen oder das Datum berichtigen",
            )
            yield note(table.place(row, field), message)
    end = readable_date(project["end"])
    if end and project["state"] == "running" and lies_before(end, now):
        message = Message(
            f"{state}, aber Ende {quoted(end.german)} ist vorbei",
            "done oder stopped nach dem Ende",
            "Stand oder Ende berichtigen",
        )
        yield note(table.place(row, "state"), message)
