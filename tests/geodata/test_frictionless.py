"""The frictionless library judges the tables by the same schemas."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from frictionless import Package, Resource, Schema

from geodata.reading.schemas import FOLDER, TABLES, schema
from tests.cities import write_city

REJECTED = [
    ("values.csv", "01,kinder,2022,40", "01,kinder,2022,vierzig", "type-error"),
    ("values.csv", "200,suppressed", "200,supressed", "constraint-error"),
    ("values.csv", "02,einwohner,2022", "01,einwohner,2022", "primary-key"),
    ("values.csv", "02,miete,2022", "02,mieten,2022", "foreign-key"),
    ("indicators.csv", "number,,,1,2,", "number,,,1,9,", "constraint-error"),
    ("indicators.csv", "neutral,anteil-kinder,", "neutral,anteil-kind,", "foreign-key"),
    ("sources.csv", "CC0-1.0", "", "constraint-error"),
    ("phases.csv", "1999-09,1999,", "99-9,1999,", "constraint-error"),
    ("phases.csv", "1999,no,", "1999,nein,", "type-error"),
    ("milestones.csv", "leitbild,stadt", "Leit bild,stadt", "constraint-error"),
    ("resolutions.csv", "other,no", "other,nein", "constraint-error"),
    ("resolutions.csv", "leitlinien,,1998", "leitlinien,altmark,1998", "foreign-key"),
    ("concepts.csv", "1999-12,,replaced", "1999-12,altmarkt-nulltes,replaced", "foreign-key"),
    ("concepts.csv", "none,altmarkt-festlegung", "none,festlegung", "foreign-key"),
    ("projects.csv", "9.407,54.784", "54.784,190", "constraint-error"),
    ("projects.csv", "2004-06-12,done", "2004-06-12,fertig", "constraint-error"),
    ("funding.csv", "2000,,yes", "2000,,ja", "type-error"),
    ("funding.csv", "planned,20000", "planned,-20000", "constraint-error"),
    ("funding.csv", "149500,,platz", "149500,,plaza", "foreign-key"),
    ("funding.csv", "platz-land,", "platz-bund,", "primary-key"),
    ("management.csv", "management,quarter", "management,quartier", "constraint-error"),
    ("participation.csv", "Befragung,300", "Befragung,viele", "type-error"),
]


def package(folder: Path) -> Package:
    resources = []
    for name in TABLES:
        raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        described = Schema.from_descriptor(raw)
        resources.append(Resource(name=name, path=f"{name}.csv", schema=described))
    return Package(resources=resources, basepath=str(folder))


def test_frictionless_accepts_the_sound_city(tmp_path: Path) -> None:
    report = package(write_city(tmp_path)).validate()
    assert report.flatten(["message"]) == []


@pytest.mark.parametrize(("file", "old", "new", "error"), REJECTED)
def test_frictionless_rejects_what_the_check_rejects(
    tmp_path: Path, file: str, old: str, new: str, error: str
) -> None:
    report = package(write_city(tmp_path, edits=[(file, old, new)])).validate()
    assert [error] in report.flatten(["type"])


@pytest.mark.parametrize("name", TABLES)
def test_the_schema_is_read_as_it_is_written(name: str) -> None:
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    assert list(schema(name).names) == [field["name"] for field in raw["fields"]]
    assert list(schema(name).primary_key) == raw["primaryKey"]
