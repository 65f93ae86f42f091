"""Rows to the CSV text of a package table: columns of its schema, in its order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

SCHEMAS = Path(__file__).parent.parent / "schemas"


def to_csv(resource: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as CSV text with the columns of the table schema, in its order."""
    schema = yaml.safe_load((SCHEMAS / f"{resource}.yaml").read_text(encoding="utf-8"))
    fields = [field["name"] for field in schema["fields"]]
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, lineterminator="\n")
    writer.writeheader()
    writer.writerows({field: _cell(row.get(field, "")) for field in fields} for row in rows)
    return text.getvalue()


def number(value: float | None) -> str:
    """Return a figure with decimal point and no needless zeros, as CSV wants it.

    Examples
    --------
    >>> number(12.0), number(41.2), number(None)
    ('12', '41.2', '')
    """
    return "" if value is None else f"{value:.10g}"


def _cell(value: Any) -> str:
    return " ".join(str(value).split())
