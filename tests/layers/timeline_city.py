"""Small cities for the tests of the timeline, built by hand."""

from __future__ import annotations

from typing import Any

from geodata.dates import PartialDate
from geodata.model import City, Operator, StartView
from geodata.renewal import FundedArea, Milestone, Phase


def date(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def phase(id_: str, stage: str, start: str = "", end: str = "", **other: Any) -> Phase:
    fields: dict[str, Any] = {
        "funded_area": "",
        "name": id_,
        "certainty": "actual",
        "running": False,
        "sources": ("https://www.example.org/phase",),
        "note": "",
    }
    return Phase(id=id_, stage=stage, start=date(start), end=date(end), **(fields | other))


def funded_area(id_: str, start: str = "", **other: Any) -> FundedArea:
    texts = (
        "legal_basis statute_dates hectares_date residents_date dwellings_date area_type "
        "boundary summary source_date note confidence"
    )
    fields: dict[str, Any] = dict.fromkeys(texts.split(), "")
    fields |= dict.fromkeys(("problems", "potentials", "areas", "programmes"), ())
    fields |= dict.fromkeys(
        (
            "planned_end",
            "actual_end",
            "statute_state_date",
            "hectares",
            "residents",
            "dwellings",
            "outline",
        )
    )
    fields |= {"name": id_, "statute_state": "none", "sources": ("https://example.org/area",)}
    for key in ("planned_end", "actual_end", "statute_state_date"):
        if key in other:
            other[key] = date(other[key])
    return FundedArea(id=id_, start=date(start), **(fields | other))


def milestone(
    id_: str, kind: str = "event", start: str = "", end: str = "", **other: Any
) -> Milestone:
    fields: dict[str, Any] = {
        "lane": "recht",
        "title": id_,
        "description": "",
        "precision": "year",
        "source_titles": (),
        "sources": ("https://example.org/milestone",),
        "confidence": "high",
    }
    return Milestone(id=id_, kind=kind, start=date(start), end=date(end), **(fields | other))


def city(
    areas: tuple[FundedArea, ...] = (), milestones: tuple[Milestone, ...] = (), **other: Any
) -> City:
    fields: dict[str, Any] = dict.fromkeys(
        ("title", "crs", "city_level", "version", "fingerprint"), ""
    )
    fields |= dict.fromkeys(("levels", "themes", "indicators", "sources", "programmes"), ())
    fields |= {"series": {}, "pages": {}, "operator": Operator(), "lanes": (("recht", "Recht"),)}
    fields |= {"start": StartView("", 2022, "", ())}
    return City(id="ort", name="Ort", funded_areas=areas, milestones=milestones, **(fields | other))
