"""The table schemas of the city package (Frictionless Table Schema), read once."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "schemas"
REQUIRED_TABLES = ("sources", "indicators", "values")
RECORD_TABLES = (
    "resolutions", "concepts", "projects", "funding", "management", "participation",
)  # fmt: skip
OPTIONAL_TABLES = (
    "programmes", "funded-areas", "phases", "disagreements", "milestones", *RECORD_TABLES, "slides",
)  # fmt: skip
TABLES = REQUIRED_TABLES + OPTIONAL_TABLES
DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


@dataclass(frozen=True)
class Field:
    """One column: its type and what its cells must satisfy.

    A column that was ``added_later`` is absent from older packages, which are sound all the same.
    """

    name: str
    type: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    true_values: tuple[str, ...]
    false_values: tuple[str, ...]
    added_later: bool

    @property
    def is_date(self) -> bool:
        """Whether the cells are dates as geodata.dates reads them."""
        return self.pattern == DATE_PATTERN


@dataclass(frozen=True)
class Reference:
    """A column whose cells must be ids of another table."""

    field: str
    resource: str


@dataclass(frozen=True)
class Schema:
    """All columns of one table, its key and its references."""

    resource: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in the order of the schema."""
        return tuple(field.name for field in self.fields)


@functools.cache
def schema(resource: str) -> Schema:
    """Return the schema of the table *resource*, for example ``values``."""
    raw = yaml.safe_load((FOLDER / f"{resource}.yaml").read_text(encoding="utf-8"))
    return Schema(
        resource,
        tuple(_field(entry) for entry in raw["fields"]),
        tuple(raw.get("primaryKey", ())),
        tuple(
            Reference(entry["fields"][0], entry["reference"]["resource"])
            for entry in raw.get("foreignKeys", ())
        ),
    )


def _field(entry: dict[str, Any]) -> Field:
    constraints = entry.get("constraints", {})
    return Field(
        name=entry["name"],
        type=entry["type"],
        required=constraints.get("required", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        true_values=tuple(entry.get("trueValues", ("true",))),
        false_values=tuple(entry.get("falseValues", ("false",))),
        added_later="sinceVersion" in entry,
    )
