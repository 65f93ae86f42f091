"""Checks of dates, sentences, the start view and the indicator of residents."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from geodata.errors import Fault
from geodata.model import Kind
from geodata.reading.columns import unique_where
from geodata.reading.contents import Contents
from geodata.reading.files import DESCRIPTOR
from geodata.reading.findings import Message, Place, fault, listed, nearest, quoted
from geodata.reading.moments import lies_before, readable_date
from geodata.reading.tables import Table

PERIODS = (
    ("programmes", "start", "end"),
    ("funded-areas", "start", "planned_end"),
    ("funded-areas", "start", "actual_end"),
    ("phases", "start", "end"),
    ("projects", "planned_start", "planned_end"),
    ("projects", "start", "end"),
    ("management", "start", "end"),
    ("milestones", "start", "end"),
)


def period_faults(contents: Contents) -> Iterator[Fault]:
    """Yield a fault for each end that lies wholly before its start."""
    for resource, start, end in PERIODS:
        table = contents.tables.get(resource)
        if table is not None:
            yield from _backward(table, start, end)


def sentence_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of indicator sentences and of factors that do not suit the kind."""
    table = contents.tables.get("indicators")
    if table is None:
        return
    sentence = table.text["sentence"]
    message = Message(
        "{sentence}", "{value} als einziger Platzhalter, mindestens einmal", "Satz berichtigen"
    )
    wrong = unique_where(sentence, lambda cell: cell != "" and not _has_only_value(cell))
    yield from table.faults("sentence", wrong, message)
    message = Message("Faktor {factor} bei einem Anteil", "100", "Faktor oder Art berichtigen")
    factor = table.data["factor"]
    yield from table.faults(
        "factor", (table.text["kind"] == Kind.SHARE) & factor.notna() & (factor != 100), message
    )


def start_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of a start view that names what does not exist."""
    start = contents.descriptor.start
    levels = [level.id for level in contents.descriptor.levels]
    if start.level and levels and start.level not in levels:
        yield _start_fault(
            contents, "level", f"die Ebene {quoted(start.level)} gibt es nicht", levels
        )
    indicators = list(contents.column("indicators", "id"))
    known = not indicators or start.indicator in indicators
    if start.indicator and not known:
        found = f"den Indikator {quoted(start.indicator)} gibt es nicht"
        yield _start_fault(contents, "indicator", found, indicators)
    if start.year and start.level in contents.areas and known:
        yield from _start_year_faults(contents)


def residents_faults(contents: Contents) -> Iterator[Fault]:
    """Yield a fault if the indicator of residents does not exist or is no count."""
    entry, table = contents.descriptor.residents, contents.tables.get("indicators")
    if not entry.indicator or table is None:
        return
    known = list(table.text["id"])
    kinds = dict(zip(known, table.text["kind"], strict=True))
    counts = [one for one in known if kinds[one] == Kind.COUNT]
    if entry.indicator in counts:
        return
    found = f"der Indikator {quoted(entry.indicator)} ist keine Anzahl (count)"
    if entry.indicator not in kinds:
        found = f"den Indikator {quoted(entry.indicator)} gibt es nicht"
    message = Message(
        f"{found}{nearest(entry.indicator, counts)}",
        f"ein Indikator der Art count: {listed(counts)}",
        "den Indikator der Einwohner nennen oder die Zeile streichen: dann gilt die Fläche",
    )
    yield fault(Place(DESCRIPTOR, entry.line, "atlas.residents"), message)


def _backward(table: Table, start: str, end: str) -> Iterator[Fault]:
    for row in table.text.index[(table.text[start] != "") & (table.text[end] != "")]:
        first, last = (readable_date(table.text.at[row, name]) for name in (start, end))
        if first and last and lies_before(last, first):
            message = Message(
                f"Ende {quoted(last.german)} vor Beginn {quoted(first.german)}",
                "Ende nach dem Beginn",
                "Daten prüfen",
            )
            yield fault(table.place(int(row), end), message)


def _has_only_value(sentence: str) -> bool:
    try:
        parts = [part[1:] for part in Formatter().parse(sentence) if part[1] is not None]
    except ValueError:
        return False
    return bool(parts) and all(part == ("value", "", None) for part in parts)


def _start_fault(contents: Contents, field: str, found: str, known: list[str]) -> Fault:
    word = getattr(contents.descriptor.start, field)
    place = Place(DESCRIPTOR, contents.descriptor.start.line, f"atlas.start.{field}")
    message = Message(
        f"{found}{nearest(word, known)}", "etwas, das es im Paket gibt", "Startansicht berichtigen"
    )
    return fault(place, message)


def _start_year_faults(contents: Contents) -> Iterator[Fault]:
    values, start = contents.tables.get("values"), contents.descriptor.start
    if values is None:
        return
    areas = contents.areas[start.level].texts("id")
    text = values.text
    chosen = (text["indicator"] == start.indicator) & text["area"].isin(areas)
    years = sorted(set(text["year"][chosen]))
    if start.year not in years:
        found = f"für das Jahr {quoted(start.year)} gibt es dort keine Werte"
        yield _start_fault(contents, "year", found, years)
