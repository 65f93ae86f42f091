"""All files of a city package, read but not yet held against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.errors import Fault
from geodata.reading.columns import typed
from geodata.reading.descriptor import Descriptor, read_descriptor
from geodata.reading.features import Features, read_features
from geodata.reading.files import PackageFiles, decoded
from geodata.reading.findings import Message, Place, note
from geodata.reading.logo import read_logo
from geodata.reading.resources import OUTLINES, areas_resource
from geodata.reading.schemas import TABLES, schema
from geodata.reading.shapes import usable
from geodata.reading.tables import Table, read_table

PAGES = "pages/*.md"


@dataclass(frozen=True)
class Contents:
    """What the package files say. A table or a level that could not be read is not in here."""

    descriptor: Descriptor
    tables: dict[str, Table]
    areas: dict[str, Features]  # by level id
    outlines: Features | None
    pages: dict[str, str]
    fingerprint: str

    @property
    def area_ids(self) -> dict[str, str]:
        """Level id of each area id, coarse levels first."""
        found: dict[str, str] = {}
        for level_id, features in self.areas.items():
            for area_id in features.texts("id"):
                found.setdefault(area_id, level_id)
        found.pop("", None)
        return found

    @property
    def all_areas_read(self) -> bool:
        """Whether the file of every level could be read."""
        return 0 < len(self.areas) == len(self.descriptor.levels)

    def usable(self, features: Features) -> NDArray[np.bool_]:
        """Return which of *features* are valid areas in the region."""
        return usable(features, self.descriptor.region)

    def column(self, resource: str, field: str) -> pd.Series:
        """Return a column as text; empty if the table was not read or does not exist."""
        table = self.tables.get(resource)
        return table.text[field] if table else pd.Series([], dtype=object)


def read_contents(folder: Path, findings: list[Fault]) -> Contents:
    """Return what the files in *folder* hold; faults of single files go into *findings*.

    Raises
    ------
    UnreadableCity
        If there is no ``datapackage.yaml`` to start from.
    """
    files = PackageFiles(folder)
    descriptor = read_descriptor(files, findings)
    tables = _tables(files, descriptor, findings)
    areas = {}
    for level in descriptor.levels:
        features = _features(files, descriptor, areas_resource(level.id), findings)
        if features is not None:
            areas[level.id] = features
    outlines = _features(files, descriptor, OUTLINES, findings)
    pages = _pages(files, findings)
    logo = read_logo(files, descriptor.logo, findings)
    descriptor = replace(descriptor, operator=replace(descriptor.operator, logo=logo))
    findings.extend(_forgotten(files, descriptor))
    return Contents(descriptor, tables, areas, outlines, pages, files.fingerprint())


def _tables(files: PackageFiles, descriptor: Descriptor, findings: list[Fault]) -> dict[str, Table]:
    tables = {}
    for resource in TABLES:
        path = descriptor.paths.get(resource)
        data = files.read(path, findings) if path else None
        text = decoded(data, path, findings) if path and data is not None else None
        if path and text is not None:
            table = read_table(text, path, schema(resource), findings)
            if table is not None:
                tables[resource] = typed(table, findings)
    return tables


def _features(
    files: PackageFiles, descriptor: Descriptor, resource: str, findings: list[Fault]
) -> Features | None:
    path = descriptor.paths.get(resource)
    data = files.read(path, findings) if path else None
    return read_features(data, path, findings) if path and data is not None else None


def _pages(files: PackageFiles, findings: list[Fault]) -> dict[str, str]:
    pages = {}
    for path in files.names(PAGES):
        data = files.read(path, findings)
        text = decoded(data, path, findings) if data is not None else None
        if text is not None:
            pages[Path(path).stem] = text
    return pages


def _forgotten(files: PackageFiles, descriptor: Descriptor) -> list[Fault]:
    """Return notes on files that have the name of a table but are no resource."""
    message = Message(
        "die Datei wird nicht gelesen", "ein Eintrag unter resources", "eintragen oder entfernen"
    )
    unnamed = {f"{resource}.csv" for resource in TABLES if resource not in descriptor.paths}
    return [note(Place(path), message) for path in files.names("*.csv") if path in unnamed]
