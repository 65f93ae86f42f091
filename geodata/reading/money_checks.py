"""Single amounts of money held against their years, programme, funded area and project."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from geodata.errors import Fault
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, Place, fault, note, quoted
from geodata.reading.moments import readable_date, today
from geodata.reading.rows import Row, is_elsewhere, numbered_rows, rows_by_id
from geodata.reading.tables import Table

BACKWARD = Message(
    "letztes Jahr {end_year} vor dem ersten {year}", "end_year ab year", "Jahre prüfen"
)
OPEN_AND_ENDED = Message(
    "offenes Ende und zugleich letztes Jahr {end_year}",
    "end_year nur, wenn das Ende bekannt ist",
    "open_end auf no setzen oder end_year leeren",
)
HIGH_BELOW = Message(
    "oberer Wert {amount_high_eur} unter dem unteren {amount_eur}",
    "amount_high_eur höher als amount_eur",
    "die Werte tauschen oder berichtigen",
)
SPENT_LATER = Message(
    "im Jahr {year} ausgegeben, das erst kommt", "planned oder granted", "Stand oder Jahr prüfen"
)
SAME_MONEY = (
    "funded_area", "project", "year", "end_year", "giver", "programme", "investive", "stage",
    "amount_eur", "part_of",
)  # fmt: skip


def money_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults and notes on single amounts."""
    table = contents.tables.get("funding")
    if table is None:
        return
    year, end_year = table.data["year"], table.data["end_year"]
    yield from table.faults("end_year", end_year < year, BACKWARD)
    both = table.data["open_end"].astype(bool) & table.filled["end_year"]
    yield from table.faults("end_year", both, OPEN_AND_ENDED)
    high = table.data["amount_high_eur"]
    yield from table.faults("amount_high_eur", high < table.data["amount_eur"], HIGH_BELOW)
    spent = table.text["stage"] == "spent"
    yield from table.notes("year", spent & (year > today().year), SPENT_LATER)
    yield from _same_money(table)
    yield from _project_faults(contents, table)
    yield from _early_notes(contents, table)


def _same_money(table: Table) -> Iterator[Fault]:
    first: dict[tuple[str, ...], int] = {}
    for row, *found in table.text[list(SAME_MONEY)].itertuples():
        earlier = first.setdefault(tuple(found), row)
        if earlier != row:
            message = Message(
                f"derselbe Betrag wie in Zeile {earlier}",
                "jedes Geld einmal, weitere Quellen in derselben Zeile",
                "Zeilen zusammenlegen; sind es zwei Beträge, so lassen",
            )
            yield note(table.place(int(row), "amount_eur"), message)


def _project_faults(contents: Contents, table: Table) -> Iterator[Fault]:
    projects = rows_by_id(contents.tables.get("projects"))
    areas = set(contents.column("funded-areas", "id"))
    for row, amount in numbered_rows(table):
        project = projects.get(amount["project"])
        if project is not None and is_elsewhere(project, amount, areas):
            message = Message(
                f"das Projekt {quoted(project['id'])} gehört zum Fördergebiet "
                f"{quoted(project['funded_area'])}",
                "dasselbe Fördergebiet bei Betrag und Projekt",
                "funded_area oder project berichtigen",
            )
            yield fault(table.place(row, "project"), message)


def _early_notes(contents: Contents, table: Table) -> Iterator[Fault]:
    programmes = _programme_years(contents)
    areas = _first_years(contents)
    for row, amount in numbered_rows(table):
        place = table.place(row, "year")
        yield from _early(place, amount, "programme", programmes)
        yield from _early(place, amount, "funded_area", areas)


def _early(place: Place, amount: Row, field: str, begins: Mapping[str, int]) -> Iterator[Fault]:
    begin = begins.get(amount[field])
    if begin is None or math.isnan(amount["year"]) or amount["year"] >= begin:
        return
    noun = "das Programm" if field == "programme" else "das Fördergebiet"
    message = Message(
        f"Geld im Jahr {int(amount['year'])}, aber {noun} {quoted(amount[field])} beginnt {begin}",
        f"ein Jahr ab {begin}",
        "Jahr und Zuordnung prüfen; ist es Geld eines Vorläufers, so lassen und in note sagen",
    )
    yield note(place, message)


def _programme_years(contents: Contents) -> dict[str, int]:
    starts = {
        name: readable_date(row["start"])
        for name, row in rows_by_id(contents.tables.get("programmes")).items()
    }
    return {name: start.year for name, start in starts.items() if start}


def _first_years(contents: Contents) -> dict[str, int]:
    """Return the year in which each funded area, or the first of its phases, begins."""
    known: dict[str, list[int]] = {}
    areas = rows_by_id(contents.tables.get("funded-areas")).items()
    phases = (row for _, row in numbered_rows(contents.tables.get("phases")))
    dated = [(name, row["start"]) for name, row in areas]
    dated += [(row["funded_area"], row["start"] or row["end"]) for row in phases]
    for name, cell in dated:
        date = readable_date(cell)
        if date:
            known.setdefault(name, []).append(date.year)
    return {name: min(years) for name, years in known.items()}
