"""Declared early warnings held against the package: what they name exists and has figures."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.early_warning import Condition, EarlyWarning, Measure
from geodata.errors import Fault
from geodata.model import Kind
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, fault, note, quoted
from geodata.reading.index_checks import Years, unknown_name, years_with_rows
from geodata.reading.statements import at
from geodata.reading.warning_entries import WarningEntry
from geodata.reading.yaml_entries import Entry


def warning_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults of warnings that name what does not exist, notes on what they cannot say."""
    if not contents.descriptor.warnings:
        return
    years = years_with_rows(contents)
    for one in contents.descriptor.warnings:
        named = list(_name_faults(contents, one))
        yield from named
        wrong = any(finding.grave for finding in named) or not one.sound
        if not wrong and "values" in contents.tables:
            yield from _year_notes(contents, one.warning, one.entry, years)


def _name_faults(contents: Contents, one: WarningEntry) -> Iterator[Fault]:
    levels = [level.id for level in contents.descriptor.levels]
    for item in one.entry.child("levels").items:
        if item.text not in levels:
            yield unknown_name(item, "die Ebene", levels)
    sources = list(contents.column("sources", "id"))
    if one.warning.source and sources and one.warning.source not in sources:
        yield unknown_name(one.entry.child("source"), "die Quelle", sources)
    table = contents.tables.get("indicators")
    if table is None:
        return
    kinds = dict(zip(table.text["id"], table.text["kind"], strict=True))
    entries = [*one.entry.child("conditions").items, one.entry.child("outcome")]
    for entry in entries:
        name = entry.child("indicator")
        if name.text and name.text not in kinds:
            yield unknown_name(name, "den Indikator", list(kinds))
        elif name.text and kinds[name.text] == Kind.COUNT and (
            entry.child("measure").text != Measure.PERCENT
        ):  # fmt: skip
            message = Message(
                f"der Indikator {quoted(name.text)} ist eine Anzahl und wächst mit der Größe",
                "Anteil, Rate oder measure: percent",
                "einen Anteil nehmen oder die Veränderung in Prozent",
            )
            yield fault(at(name), message)


def _year_notes(
    contents: Contents, warning: EarlyWarning, entry: Entry, years: Years
) -> Iterator[Fault]:
    descriptor = contents.descriptor
    levels = warning.meant_for([one.id for one in descriptor.levels], descriptor.city_level)
    items = zip(warning.conditions, entry.child("conditions").items, strict=True)
    for condition, item in items:
        if not any(_years_of(condition, level, years) for level in levels):
            message = Message(
                "auf keiner Ebene der Regel gibt es Werte dafür (bei einer Veränderung: aus beiden "
                "Jahren)",
                "Werte auf einer Ebene der Regel",
                "Werte ergänzen; bis dahin gilt die Bedingung überall als unbekannt",
            )
            yield note(at(item), message)
    outcome = warning.outcome
    if outcome is not None and not any(
        later - warning.ahead in _years_of(one, level, years)
        for level in levels
        for one in warning.conditions
        for later in _years_of(outcome, level, years)
    ):
        message = Message(
            "kein Jahr, in dem sich nachsehen lässt, ob die Regel recht hatte",
            f"Werte {warning.ahead} Jahre nach einem Jahr der Regel",
            "Werte ergänzen oder outcome streichen",
        )
        yield note(at(entry.child("outcome")), message)


def _years_of(condition: Condition, level: str, years: Years) -> set[int]:
    known = years.get((level, condition.indicator), set())
    if condition.measure is Measure.VALUE:
        return known
    return {year for year in known if year - condition.years in known}
