"""Sums of money held against their parts, and costs of projects against their money.

A part says in ``part_of`` which row contains it. Parts at another stage than their sum (spent of
granted money) are no whole decomposition of it: they may stay below it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from geodata.errors import Fault
from geodata.reading.chains import chain, in_cycle
from geodata.reading.contents import Contents
from geodata.reading.findings import Message, Place, fault, note, quoted
from geodata.reading.rows import Row, is_elsewhere, numbered_rows, rows_by_id

ROUNDING_SHARE = 0.01
ROUNDING_EUR = 1000.0
STAGES = ("planned", "granted", "spent")
CYCLE = Message(
    "der Betrag ist ein Teil seiner selbst",
    "die Zeile der Summe, die ihn enthält",
    "part_of berichtigen oder leeren",
)


@dataclass(frozen=True)
class Span:
    """An amount in euro from its lower to its upper value; NaN where a cell is unreadable."""

    low: float
    high: float

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def exceeds(self, other: Span) -> bool:
        """Whether all of it lies above *other* by more than rounding."""
        return self.low - other.high > max(ROUNDING_EUR, ROUNDING_SHARE * other.high)

    def falls_short_of(self, other: Span) -> bool:
        """Whether all of it lies below *other* by more than rounding."""
        return other.low - self.high > max(ROUNDING_EUR, ROUNDING_SHARE * other.low)

    def __str__(self) -> str:
        ends = dict.fromkeys(f"{end:,.0f}".replace(",", ".") for end in (self.low, self.high))
        return f"{' bis '.join(ends)} Euro"


def sum_faults(contents: Contents) -> Iterator[Fault]:
    """Yield faults and notes on amounts that are parts of another, and on their sums."""
    table = contents.tables.get("funding")
    if table is None:
        return
    amounts = rows_by_id(table)
    areas = set(contents.column("funded-areas", "id"))
    above, parts = _above(amounts), _parts(amounts)
    for row, amount in numbered_rows(table):
        if in_cycle(amount["id"], above):
            yield fault(table.place(row, "part_of"), CYCLE)
            continue
        total = amounts.get(amount["part_of"])
        if total is not None and is_elsewhere(total, amount, areas):
            yield fault(table.place(row, "part_of"), _foreign(total))
        if total is not None:
            yield from _year_notes(table.place(row, "year"), amount, total)
        for of_stage in parts.get(amount["id"], {}).values():
            yield from _total_fault(table.place(row, "amount_eur"), amount, of_stage)


def project_sum_notes(contents: Contents) -> Iterator[Fault]:
    """Yield a note for each project with more money at one stage than it costs."""
    table = contents.tables.get("projects")
    if table is None:
        return
    money = _project_money(rows_by_id(contents.tables.get("funding")))
    for row, project in numbered_rows(table):
        cost = _span(project, "cost")
        for stage in STAGES:
            total = _sum(money.get((project["id"], stage), []))
            if total.exceeds(cost):
                message = Message(
                    f"Geld zum Projekt ({stage}) {total}, Kosten {cost}",
                    "nicht mehr Geld als Kosten",
                    "Beträge in funding und Kosten prüfen; Teile einer Summe mit part_of nennen",
                )
                yield note(table.place(row, "cost_eur"), message)


def _project_money(amounts: Mapping[str, Row]) -> dict[tuple[str, str], list[Row]]:
    """Return the amounts by project and stage, without parts of other amounts of the project."""
    above, money = _above(amounts), defaultdict(list)
    for name, amount in amounts.items():
        containing = (amounts[one]["project"] for one in chain(name, above) if one in amounts)
        if amount["project"] not in containing:
            money[amount["project"], amount["stage"]].append(amount)
    return money


def _above(amounts: Mapping[str, Row]) -> dict[str, str]:
    return {name: amount["part_of"] for name, amount in amounts.items()}


def _sum(amounts: Iterable[Row]) -> Span:
    return sum((_span(amount, "amount") for amount in amounts), Span(0, 0))


def _span(row: Row, name: str) -> Span:
    low, high = row[f"{name}_eur"], row[f"{name}_high_eur"]
    return Span(low, high if high >= low else low)


def _parts(amounts: Mapping[str, Row]) -> dict[str, dict[str, list[Row]]]:
    """Return the parts by the id of their sum and by stage."""
    found: dict[str, dict[str, list[Row]]] = {}
    for amount in amounts.values():
        if amount["part_of"] in amounts:
            by_stage = found.setdefault(amount["part_of"], {})
            by_stage.setdefault(amount["stage"], []).append(amount)
    return found


def _foreign(total: Row) -> Message:
    return Message(
        f"die Summe {quoted(total['id'])} gehört zum Fördergebiet {quoted(total['funded_area'])}",
        "dasselbe Fördergebiet bei Summe und Teil",
        "funded_area oder part_of berichtigen",
    )


def _year_notes(place: Place, part: Row, total: Row) -> Iterator[Fault]:
    last_part, last_total = (
        one["end_year"] if one["end_year"] >= one["year"] else one["year"] for one in (part, total)
    )
    late = last_part > last_total and not total["open_end"]
    if part["year"] < total["year"] or late:
        message = Message(
            f"Teil von {part['year']:.0f} bis {last_part:.0f}, Summe {quoted(total['id'])} "
            f"von {total['year']:.0f} bis {last_total:.0f}",
            "Jahre innerhalb der Summe",
            "Jahre und part_of prüfen",
        )
        yield note(place, message)


def _total_fault(place: Place, total: Row, parts: list[Row]) -> Iterator[Fault]:
    whole, found = _span(total, "amount"), _sum(parts)
    same_stage = parts[0]["stage"] == total["stage"]
    said = f"Teile ({parts[0]['stage']}, {len(parts)}) {found}, Summe {whole}"
    if found.exceeds(whole):
        message = Message(
            said,
            "Teile, die zusammen nicht über der Summe liegen",
            "Beträge und part_of prüfen; nur eine Aufteilung mit part_of an die Summe hängen",
        )
        yield fault(place, message) if same_stage else note(place, message)
    elif same_stage and found.falls_short_of(whole):
        message = Message(
            said,
            "Teile, die zusammen die Summe ergeben",
            "fehlende Teile ergänzen; sind sie nicht veröffentlicht, so lassen",
        )
        yield note(place, message)
