"""Funded areas with their outline, phases, disagreements and record."""

from __future__ import annotations

from geodata.reading.contents import Contents
from geodata.reading.record import Record
from geodata.reading.references import cells
from geodata.reading.rows import Row, date, number, rows
from geodata.renewal import Disagreement, FundedArea, Phase

LISTS = ("programmes", "problems", "potentials", "areas")
DATES = ("start", "planned_end", "actual_end", "statute_state_date")
NUMBERS = ("hectares", "residents", "dwellings")


def funded_areas(contents: Contents, record: Record) -> tuple[FundedArea, ...]:
    """Return the funded areas in the order of their table, each with its part of *record*."""
    phases = [_phase(row) for row in rows(contents, "phases")]
    disagreements = [_disagreement(row) for row in rows(contents, "disagreements")]
    outlines = _outlines(contents)
    return tuple(
        FundedArea(
            **_facts(row),
            **outlines.get(row["id"], {"outline": None}),
            phases=tuple(phase for phase in phases if phase.funded_area == row["id"]),
            disagreements=tuple(one for one in disagreements if one.funded_area == row["id"]),
            **_record_of(row["id"], record),
        )
        for row in rows(contents, "funded-areas")
    )


def _facts(row: Row) -> Row:
    facts = dict(row)
    facts["sources"] = cells(facts.pop("source"))
    facts.update({name: cells(row[name]) for name in LISTS})
    facts.update({name: date(row[name]) for name in DATES})
    facts.update({name: number(row[name]) for name in NUMBERS})
    return facts


def _record_of(area_id: str, record: Record) -> Row:
    return {name: by_area.get(area_id, ()) for name, by_area in record.items()}


def _outlines(contents: Contents) -> dict[str, Row]:
    outlines = contents.outlines
    if outlines is None:
        return {}
    columns = (outlines.texts(name) for name in ("id", "quality", "note", "source"))
    return {
        area_id: {
            "outline": outline,
            "outline_quality": quality,
            "outline_note": note,
            "outline_sources": cells(source),
        }
        for outline, area_id, quality, note, source in zip(outlines.geometry, *columns, strict=True)
    }


def _phase(row: Row) -> Phase:
    return Phase(
        id=row["id"],
        funded_area=row["funded_area"],
        stage=row["stage"],
        name=row["name"],
        start=date(row["start"]),
        end=date(row["end"]),
        certainty=row["certainty"],
        running=bool(row["running"]),
        sources=cells(row["source"]),
        note=row["note"],
    )


def _disagreement(row: Row) -> Disagreement:
    return Disagreement(
        funded_area=row["funded_area"],
        topic=row["topic"],
        statement=row["statement"],
        other_statement=row["other_statement"],
        sources=cells(row["source"]),
        note=row["note"],
    )
