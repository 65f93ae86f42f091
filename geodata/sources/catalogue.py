"""The catalogue of indicators of a recipe: groups in YAML to one entry an indicator."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

DEFAULTS: dict[str, dict[str, Any]] = {
    "count": {"unit": "Personen", "factor": 1, "decimals": 0},
    "share": {"unit": "%", "factor": 100, "decimals": 1},
    "rate": {"factor": 100, "decimals": 1},
    "number": {"unit": "%", "factor": 1, "decimals": 1},
}


def read_catalogue(path: Path) -> list[dict[str, Any]]:
    """Return the indicators of the catalogue; a group lends its keys to its members."""
    catalogue = []
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        shared = {key: value for key, value in group.items() if key != "indicators"}
        for entry in group["indicators"]:
            kind = (shared | entry)["kind"]
            merged = DEFAULTS[kind] | shared | entry
            merged["unit"] = entry.get("unit") or _unit_of(kind, shared)
            catalogue.append(merged)
    return catalogue


def _unit_of(kind: str, shared: Mapping[str, Any]) -> Any:
    """Return the unit of a kind; a group lends its own unit to counts only."""
    return shared["unit"] if kind == "count" and "unit" in shared else DEFAULTS[kind]["unit"]
