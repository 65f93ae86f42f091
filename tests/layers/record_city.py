"""Rows of a funded area's record, made by hand, and two cities: one knows all, one nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from shapely import box

from geodata.model import City
from geodata.renewal import (
    CommonRecord,
    Concept,
    Disagreement,
    FieldOfAction,
    FundedArea,
    Grant,
    ManagementPart,
    Participation,
    Programme,
    Project,
    Resolution,
)  # fmt: skip
from tests.layers.timeline_city import date, funded_area, phase

WEB = ("https://www.beispiel.de/akte?a=1&b=2",)
FIELDS = (FieldOfAction("wohnen", "Wohnen"), FieldOfAction("gruen", "Grün und Freiraum"),
          FieldOfAction("arbeit", "Lokale Ökonomie"))  # fmt: skip
PROGRAMMES = (
    Programme("soziale-stadt", "Soziale Stadt seit 1999", "Soziale Stadt", date("1999"),
              None, "§ 171e BauGB", "", ()),
    Programme("stadtumbau", "Stadtumbau West", "Stadtumbau", date("2004"), None, "", "", ()),
)  # fmt: skip


def _dated(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return fields | {name: date(str(fields.get(name, ""))) for name in names}


def resolution(id_: str, **other: Any) -> Resolution:
    fields = dict.fromkeys(("number", "body", "self_binding", "paper", "note"), "")
    given = fields | {"funded_area": "mitte", "title": id_, "kind": "other", "sources": WEB} | other
    return Resolution(id=id_, **_dated(given, "date"))


def concept(id_: str, **other: Any) -> Concept:
    names = ("version", "predecessor", "evaluation", "resolution", "content", "note")
    fields: dict[str, Any] = dict.fromkeys(names, "")
    given = fields | {"funded_area": "mitte", "title": id_, "kind": "integrated", "parts": (),
                      "state": "unknown", "sources": WEB} | other  # fmt: skip
    return Concept(id=id_, **_dated(given, "date"))


def project(id_: str, **other: Any) -> Project:
    texts = dict.fromkeys(("carrier", "investive", "place", "place_source", "note"), "")
    lists = dict.fromkeys(("fields", "addressees", "departments"), ())
    numbers = dict.fromkeys(("cost_eur", "cost_high_eur", "lon", "lat"))
    given = {**texts, **lists, **numbers, "funded_area": "mitte", "title": id_,
             "state": "unknown", "sources": WEB} | other  # fmt: skip
    return Project(id=id_, **_dated(given, "planned_start", "planned_end", "start", "end"))


def grant(id_: str, amount: float, stage: str = "granted", **other: Any) -> Grant:
    texts = dict.fromkeys(("project", "programme", "investive", "part_of", "note"), "")
    given = {**texts, "funded_area": "mitte", "year": 2010, "end_year": None, "open_end": False,
             "giver": "mixed", "amount_high_eur": None, "sources": WEB} | other  # fmt: skip
    return Grant(id=id_, amount_eur=amount, stage=stage, **given)


def part(id_: str, **other: Any) -> ManagementPart:
    names = ("office", "coordination", "activation", "projects", "tasks", "note")
    given = {**dict.fromkeys(names, ""), "funded_area": "mitte", "organisation": id_,
             "role": "Quartiersmanagement", "level": "quarter", "sources": WEB} | other  # fmt: skip
    return ManagementPart(id=id_, **_dated(given, "start", "end"))


def taking(id_: str, **other: Any) -> Participation:
    given = {"funded_area": "mitte", "kind": "event", "format": id_, "people": None, "groups": (),
             "amount_eur": None, "sources": WEB, "note": ""} | other  # fmt: skip
    return Participation(id=id_, **_dated(given, "date"))


def all_known() -> FundedArea:
    """Return a funded area of which every column is known, with every word of every list."""
    west, south = 9.43, 54.78
    facts = funded_area(
        "mitte", "1999-09", programmes=("soziale-stadt", "stadtumbau"), planned_end="2030",
        statute_state="in_force", statute_state_date="2000-01-30", hectares=51.5,
        hectares_date="2000", residents=4532.0, residents_date="2000", dwellings=870.0,
        dwellings_date="2001", areas=("a1",), problems=("Leerstand",), potentials=("Lage",),
        outline=box(west, south, west + 0.01, south + 0.005),
    )  # fmt: skip
    texts = {name: f"Angabe {name}" for name in (
        "legal_basis", "statute_dates", "area_type", "boundary", "summary", "source_date",
        "confidence", "role_in_city", "what_stays", "carried_by", "outline_note", "note",
    )}  # fmt: skip
    return replace(
        facts, **texts, name="Mitte", outline_quality="official", outline_sources=WEB,
        phases=(phase("Durchführung", "implementation", "2000", running=True),
                phase("Abrechnung", "closure", "2029", certainty="planned")),
        disagreements=(Disagreement("mitte", "Größe", "51 ha", "53 ha", WEB, "ungeklärt"),),
        **_records(),
    )  # fmt: skip


def _records() -> dict[str, Any]:
    kinds = ("initiation", "designation", "concept", "funding", "project", "repeal", "court")
    return {
        "resolutions": (
            resolution("bindung", date="2001-05-10", number="RV-1/2001", body="Ratsversammlung",
                       self_binding="yes", paper="https://rat.beispiel.de/1"),
            *(resolution(f"Beschluss {kind}", kind=kind) for kind in kinds),
        ),
        "concepts": (
            concept("Konzept 2001", date="2001", state="replaced", version="1. Fassung",
                    parts=("role", "problems", "vision", "measures", "costs"),
                    resolution="bindung", content="Worum es geht", evaluation="done"),
            concept("Konzept 2014", date="2014-02", state="resolved", predecessor="Konzept 2001",
                    kind="framework", evaluation="planned"),
            concept("Gutachten", kind="study", state="draft", evaluation="none"),
            concept("Übersicht", kind="costs"), concept("Bericht", kind="report"),
            concept("Flyer", kind="other"),
        ),
        "projects": (
            project("Park", fields=("gruen", "wohnen"), carrier="Stadt", state="done",
                    addressees=("Kinder", "Ältere"), departments=("Bauamt", "Jugendamt"),
                    investive="yes", planned_start="2004", planned_end="2006", start="2005-03",
                    end="2008-03-19", cost_eur=1_200_000.0, cost_high_eur=1_500_000.0,
                    place="Am Wasser", place_source="https://karte.beispiel.de/", lon=9.43,
                    lat=54.79, note="zweimal verschoben"),
            project("Beratung", fields=("arbeit",), investive="no", state="running", start="2010"),
            project("Haus", state="planned", investive="both", departments=("Bauamt",)),
            *(project(f"Projekt {state}", state=state) for state in ("idea", "stopped", "unknown")),
        ),
        "grants": money_rows(),
        **_people(),
    }  # fmt: skip


def _people() -> dict[str, Any]:
    return {
        "management": (
            part("Büro", start="2000", end="2002-04", office="Markt 1", coordination="Runde Tische",
                 activation="Hausbesuche", projects="Begleitung", tasks="Zeitung"),
            part("Träger", level="intermediate"), part("Amt", level="administration", tasks="Geld"),
        ),
        "participation": (
            taking("Forum", date="2001-06", people=1250, groups=("Jugendliche", "Ältere")),
            *(taking(f"Form {kind}", kind=kind) for kind in ("survey", "body", "online", "other")),
            taking("Fonds", kind="fund", date="2016", amount_eur=30_000.0),
        ),
    }  # fmt: skip


def money_rows() -> tuple[Grant, ...]:
    """Return rows whose sums the tests work out by hand: see test_finance.py."""
    return (
        grant("alles", 52_740_000.0, year=1999, end_year=2018, programme="soziale-stadt"),
        grant("davon-stadt", 1_000_000.0, giver="municipality", year=2018, part_of="alles"),
        grant("bund", 975_000.0, giver="federal", year=2019, project="Park", investive="yes",
              programme="stadtumbau"),
        grant("land", 195_000.0, giver="state", year=2019, investive="yes"),
        grant("spanne", 400_000.0, giver="private", year=2019, amount_high_eur=500_000.0,
              investive="no"),
        grant("eu", 50_000.0, giver="eu", year=2020),
        grant("verbaut", 27_800_000.0, "spent", year=1999, end_year=2011),
        grant("verbaut-teil", 300_000.0, "spent", year=2005, part_of="verbaut"),
        grant("bewilligt-und-verbaut", 80_000.0, "spent", year=2012, part_of="bund",
              giver="unknown"),
        grant("plan-alt", 10_200_000.0, "planned", year=2016, open_end=True, giver="unknown"),
        grant("plan-neu", 100_000_000.0, "planned", year=2023),
    )  # fmt: skip


COMMON = CommonRecord(
    resolutions=(resolution("stadtweit", funded_area=""),),
    grants=(grant("stadt", 10_000_000.0, year=2017, funded_area=""),),
    management=(part("Gesellschaft", funded_area="", level="intermediate", start="2003"),),
    participation=(taking("Tag der Städtebauförderung", funded_area="", date="2017-05-13"),),
)


def known_city(city: City) -> City:
    """Return *city* with the one funded area that knows all, lying in a named area of the city."""
    level = city.levels[-1]
    area = replace(all_known(), areas=(level.areas[0].id,))
    return replace(city, funded_areas=(area,), programmes=PROGRAMMES, fields_of_action=FIELDS,
                   common=COMMON)  # fmt: skip


def unknown_city(city: City) -> City:
    """Return *city* with one funded area of which hardly anything is known."""
    area = funded_area("leer", name="Leer", statute_state="unknown", sources=())
    return replace(city, funded_areas=(area,), fields_of_action=(), common=CommonRecord())


def with_rows(city: City, **parts: Any) -> City:
    """Return the city that knows all with *parts* of its funded area changed."""
    full = known_city(city)
    return replace(full, funded_areas=(replace(full.funded_areas[0], **parts),))
