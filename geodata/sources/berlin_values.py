"""Berlin's figures as rows of ``values.csv``: residents by year, and the MSS of two years."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from geodata.sources.berlin_areas import DIGITS, NEW, OLD
from geodata.sources.berlin_tables import Plan, Row, Rows, Told, by_area, figure
from geodata.sources.csv_text import number

STATUS = {"few": "suppressed", "nobody": "not_applicable", "outlier": "missing",
          "empty": "missing", "absent": "missing", "incomplete": "missing"}  # fmt: skip
Ids = Mapping[str, Sequence[str]]  # area ids of each level
Counts = Mapping[str, Mapping[str, float]]  # by area, then column


def population_rows(
    raw: Path, plan: Plan, catalogue: Sequence[Plan], ids: Ids, told: Told
) -> Iterator[Row]:
    """Yield the rows of every population indicator: Planungsraeume, then sums of them.

    A share has numerator and denominator; where nobody lives it is not applicable. A
    Planungsraum without a row in the source is missing, and so is every sum over it.
    """
    entries = [entry for entry in catalogue if "table" in entry]
    first, last = plan["population"]["years"]
    for year in range(first, last + 1):
        reformed = year >= plan["population"]["reform"]
        finest, levels = (NEW, tuple(DIGITS)) if reformed else (OLD, ("stadt", "bezirk", OLD))
        counts = read_counts(raw, plan, entries, year)
        base = plan["population"]["base"]
        known = {area for area, cells in counts.items() if base in cells}
        _tell_absent(
            known, ids[finest], plan["population"]["tables"]["t1"].format(year=year), plan, told
        )
        for level in levels:
            for area, parts in _parts(level, finest, ids):
                cells = [counts.get(part, {}) for part in parts]
                note = _note(plan, area, year) if level == OLD else ""
                yield from area_rows(entries, plan, (area, year, note), cells)


def _parts(level: str, finest: str, ids: Ids) -> Iterator[tuple[str, list[str]]]:
    """Yield each area of *level* with the Planungsraeume it is made of."""
    groups: dict[str, list[str]] = {}
    digits = DIGITS["planungsraum"] if level == finest else DIGITS[level]
    for part in ids[finest]:
        groups.setdefault(part[:digits], []).append(part)
    for area in ids[level]:
        yield area, groups["" if level == "stadt" else area]


def read_counts(raw: Path, plan: Plan, entries: Sequence[Plan], year: int) -> Counts:
    """Return the counts of *year* by area; areas merged as the plan says."""
    counts: dict[str, dict[str, float]] = {}
    seen: dict[str, set[str]] = {}
    merged = plan["faults"]["merged"]
    for table, name in plan["population"]["tables"].items():
        columns = [entry["column"] for entry in entries if entry["table"] == table]
        for area, row in by_area(raw / name.format(year=year)).items():
            home = merged["into"] if area == merged["part"] else area
            _add(counts.setdefault(home, {}), row, columns)
            seen.setdefault(table, set()).add(area)
    if year in merged["years"] and any(merged["part"] not in areas for areas in seen.values()):
        counts.pop(merged["into"], None)  # half of a sum is no figure
    return counts


def _add(cells: dict[str, float], row: Row, columns: Sequence[str]) -> None:
    for column in columns:
        value = figure(row[column])
        if value is not None:
            cells[column] = cells.get(column, 0.0) + value


def _note(plan: Plan, area: str, year: int) -> str:
    merged = plan["faults"]["merged"]
    if year not in merged["years"]:
        return ""
    if area == merged["into"]:
        return str(plan["notes"]["merged"])
    return str(plan["notes"]["redrawn"]) if area in merged["redrawn"] else ""


def area_rows(
    entries: Sequence[Plan],
    plan: Plan,
    place: tuple[str, int, str],
    cells: Sequence[Mapping[str, float]],
) -> Iterator[Row]:
    """Yield the population rows of one area (id, year, note) as sums over *cells*."""
    area, year, note = place
    base = _sum(cells, plan["population"]["base"])
    for entry in entries:
        count = _sum(cells, entry["column"])
        row = {"area": area, "indicator": entry["id"], "year": str(year), "note": note}
        if count is None or base is None:
            yield row | _without("absent" if len(cells) == 1 else "incomplete", plan)
        elif entry["kind"] == "count":
            yield row | {"value": number(count), "status": "ok"}
        elif base == 0:
            yield row | _without("nobody", plan)
        else:
            parts = {"numerator": number(count), "denominator": number(base)}
            yield row | parts | {"status": "ok"}


def _sum(cells: Sequence[Mapping[str, float]], column: str) -> float | None:
    known = [one[column] for one in cells if column in one]
    return sum(known) if len(known) == len(cells) else None


def _without(reason: str, plan: Plan) -> dict[str, str]:
    return {"status": STATUS[reason], "note": plan["notes"][reason]}


def mss_rows(
    raw: Path, plan: Plan, catalogue: Sequence[Plan], ids: Ids, told: Told
) -> Iterator[Row]:
    """Yield the rows of every MSS indicator, by indicator, year and area.

    Where the source has no valid figures at all, the status says why; the zeros and -9999 that
    stand there are no figures.
    """
    entries = [entry for entry in catalogue if "mss" in entry]
    states = {year: _states(raw, plan, entries, year) for year in plan["mss"]["years"]}
    for year, reasons in states.items():
        level = plan["mss"]["years"][year]["level"]
        areas = [area for area in ids[level] if area in reasons]
        say = {"year": year, "count": len(areas), "areas": ", ".join(areas)}
        told.append(plan["told"]["invalid"].format(**say))
    for entry in entries:
        for year, (file, column, *faults) in entry["mss"].items():
            rows = by_area(raw / file)
            level = OLD if "old_areas" in faults else plan["mss"]["years"][year]["level"]
            _tell_absent(rows, ids[level], file, plan, told)
            reasons = states[min(states)] if level == OLD else states[year]
            if entry["id"] == plan["mss"]["residents"]:
                reasons = {}
            for area in ids[level]:
                key = {"area": area, "indicator": entry["id"], "year": str(year)}
                lack = _lack(rows, area, column)
                reason = reasons.get(area, lack) if lack or "old_areas" not in faults else ""
                text = "" if reason else rows[area][column]
                yield key | (
                    _without(reason, plan) if reason else _with(number(figure(text)), faults, plan)
                )


def _with(text: str, faults: Sequence[str], plan: Plan) -> dict[str, str]:
    """Return the cells of a figure; one under a head that does not fit is doubtful."""
    if "shifted" in faults:
        return {"value": text, "status": "doubtful", "note": plan["notes"]["shifted"]}
    return {"value": text, "status": "ok"}


def _lack(rows: Rows, area: str, column: str) -> str:
    if area not in rows:
        return "absent"
    return "" if figure(rows[area][column]) is not None else "empty"


def _states(raw: Path, plan: Plan, entries: Sequence[Plan], year: int) -> dict[str, str]:
    """Return the areas without valid figures in *year*, each with the reason."""
    by_id = {entry["id"]: entry["mss"][year] for entry in entries if year in entry["mss"]}
    file, column = by_id[plan["mss"]["residents"]][:2]
    residents = {area: figure(row[column]) for area, row in by_area(raw / file).items()}
    tables = [(by_area(raw / by_id[name][0]), by_id[name][1]) for name in plan["mss"]["state_from"]]
    found = {}
    for area, people in residents.items():
        if all(not figure(rows[area][name]) for rows, name in tables if area in rows):
            outlier = area == plan["mss"]["outliers"][year]
            found[area] = "outlier" if outlier else "few" if people else "nobody"
    return found


def _tell_absent(rows: Container[str], ids: Sequence[str], file: str, plan: Plan,
                 told: Told) -> None:  # fmt: skip
    absent = [area for area in ids if area not in rows]
    if absent:
        say = {"file": file, "count": len(absent), "areas": ", ".join(absent)}
        sentence = plan["told"]["absent"].format(**say)
        told.extend([sentence] if sentence not in told else [])
