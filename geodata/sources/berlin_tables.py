"""The tables of Berlin as rows by area, and what is wrong with the files, told in sentences."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Plan = Mapping[str, Any]  # what berlin.yaml says
Told = list[str]
Row = Mapping[str, str]
Rows = Mapping[str, Row]  # by area id
ID_COLUMNS = ("id", "PLR_ID")
SLACK = 1e-9  # one of the files has noise in the last digits of a float
NOTHING = ("", "-", "-9999", "-9999.0")


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of an official CSV file; a byte order mark is skipped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_area(path: Path) -> Rows:
    """Return the rows of a table by the id of their area."""
    rows = read_rows(path)
    key = next((name for name in ID_COLUMNS if rows and name in rows[0]), ID_COLUMNS[0])
    return {row[key]: row for row in rows}


def figure(text: str) -> float | None:
    """Return the figure of a cell, None where the source says that there is none.

    Examples
    --------
    >>> figure("4.22594"), figure("-9999"), figure("-"), figure("0")
    (4.22594, None, None, 0.0)
    """
    return None if text.strip() in NOTHING else float(text)


def tell_files(raw: Path, plan: Plan, told: Told) -> None:
    """Tell what is wrong with whole files: cut off, headers that do not fit, empty columns."""
    say, cut = plan["told"], plan["faults"]["cut_off"]
    part, whole = (list(by_area(raw / cut[name]).items()) for name in ("file", "whole"))
    if len(part) < len(whole):
        differing = _differing(dict(part), dict(whole))
        told.append(say["cut_off"].format(**cut, found=len(part), all=len(whole),
                                          differing=differing))  # fmt: skip
    told.append(say["shifted"])
    told.append(say["unnamed"])
    empty = [name for name in plan["faults"]["empty"] if _is_empty(raw, name)]
    if empty:
        told.append(say["empty"].format(columns=", ".join(empty)))


def _differing(part: Rows, whole: Rows) -> int:
    """Return how many index values of the cut off file are not those of the whole one."""
    found = 0
    for area, row in part.items():
        for name, text in row.items():
            column = name.partition("_")[0].upper()
            if column in whole[area]:
                one, other = figure(text), figure(whole[area][column])
                found += (one is None) != (other is None) or abs((one or 0) - (other or 0)) > SLACK
    return found


def _is_empty(raw: Path, name: str) -> bool:
    file, _, column = name.partition(" ")
    return all(figure(row[column]) is None for row in read_rows(raw / file))
