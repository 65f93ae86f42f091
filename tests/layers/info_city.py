"""A small made-up city for the tests of the information pages."""

from __future__ import annotations

import numpy as np
from shapely import Point, box

from geodata.dates import PartialDate
from geodata.model import (
    Area,
    City,
    Direction,
    Indicator,
    Kind,
    Level,
    Operator,
    Series,
    Source,
    StartView,
    Theme,
)
from geodata.renewal import Disagreement, FundedArea, Milestone, Phase, Programme

YEARS = (2020, 2021, 2022)
SOURCE = Source(
    id="atlas-2022",
    publisher="Stadt Musterhafen",
    title="Sozialatlas 2022",
    year="2022",
    url="https://example.org/sozialatlas",
    licence="dl-de/by-2-0",
    licence_url="https://www.govdata.de/dl-de/by-2-0",
    retrieved="2026-01-15",
    changes="Spalten umbenannt, Anteile neu berechnet",
)
CHILDREN = Indicator(
    id="unter-18",
    theme="alter",
    name="Kinder und Jugendliche",
    short_name="Unter 18",
    sentence="Von 100 Einwohnern sind {value} unter 18 Jahre alt.",
    definition="Einwohner mit Hauptwohnung, die noch nicht 18 Jahre alt sind.",
    unit="%",
    kind=Kind.SHARE,
    numerator="Einwohner unter 18 Jahren",
    denominator="alle Einwohner",
    factor=100.0,
    decimals=1,
    direction=Direction.NEUTRAL,
    related="",
    source=SOURCE,
    data_date="31.12. des Jahres",
    note="",
)
CASES = Indicator(
    id="wohnungsnot",
    theme="wohnen",
    name="Fälle der Wohnungshilfe",
    short_name="Wohnungshilfe",
    sentence="Es gab {value} Fälle.",
    definition="Haushalte, die wegen drohender Wohnungslosigkeit beraten wurden.",
    unit="Fälle",
    kind=Kind.COUNT,
    numerator="",
    denominator="",
    factor=1.0,
    decimals=0,
    direction=Direction.WORSE,
    related="unter-18",
    source=SOURCE,
    data_date="Jahressumme",
    note="Seit 2021 zählt die Fachstelle anders.",
)


def small_city() -> City:
    """Return a city of two areas, two indicators, one funded area; nothing said by the operator."""
    areas = (_area("01", "Altstadt", 9.40), _area("02", "Hafen", 9.41))
    return City(
        id="mh",
        name="Musterhafen",
        title="Sozialraumatlas Musterhafen",
        crs="EPSG:25832",
        levels=(
            Level("stadt", "Stadt", "Gesamtstadt", "", (_area("mh", "Musterhafen", 9.40),)),
            Level("stadtteil", "Stadtteil", "Stadtteile", "stadt", areas),
        ),
        city_level="stadt",
        themes=(Theme("alter", "Alter"), Theme("wohnen", "Wohnen"), Theme("arbeit", "Arbeit")),
        indicators=(CHILDREN, CASES),
        series={(one.level, one.indicator): one for one in _series()},
        sources=(SOURCE,),
        programmes=(_programme(),),
        funded_areas=(_funded_area(),),
        milestones=(_milestone(),),
        lanes=(("recht", "Recht"), ("stadt", "Stadt")),
        operator=Operator(),
        pages={},
        start=StartView("unter-18", 2022, "stadtteil", ("indikator",)),
        version="1.0.0",
        fingerprint="0" * 64,
    )


def _area(area_id: str, name: str, west: float) -> Area:
    outline = box(west, 54.78, west + 0.01, 54.79)
    parent = "" if area_id == "mh" else "mh"
    return Area(area_id, name, parent, outline, Point(west + 0.005, 54.785), 0.7)


def _series() -> tuple[Series, ...]:
    gap = np.nan
    return (
        Series(
            "unter-18",
            "stadt",
            YEARS,
            np.array([[17.0], [17.5], [17.25]]),
            np.array([[170.0], [175.0], [345.0]]),
            np.array([[1000.0], [1000.0], [2000.0]]),
            np.array([["ok"], ["ok"], ["ok"]]),
            {},
        ),
        Series(
            "unter-18",
            "stadtteil",
            YEARS,
            np.array([[10.0, 20.0], [11.0, 21.0], [12.0, 22.0]]),
            np.array([[50.0, 100.0], [55.0, 105.0], [120.0, 220.0]]),
            np.array([[500.0, 500.0], [500.0, 500.0], [1000.0, 1000.0]]),
            np.array([["ok"] * 2] * 3),
            {},
        ),
        Series(
            "wohnungsnot",
            "stadtteil",
            YEARS,
            np.array([[gap, 8.0], [gap, 12.0], [1234.0, 1234.0]]),
            np.full((3, 2), gap),
            np.full((3, 2), gap),
            np.array([["suppressed", "ok"], ["missing", "interpolated"], ["doubtful", "doubtful"]]),
            {
                (2022, "01"): "Beide Stadtteile tragen dieselbe Zahl.",
                (2022, "02"): "Beide Stadtteile tragen dieselbe Zahl.",
            },
        ),
    )


def _programme() -> Programme:
    return Programme(
        id="soziale-stadt",
        name="Soziale Stadt",
        short_name="Soziale Stadt",
        start=PartialDate(1999),
        end=PartialDate(2019),
        legal_basis="§ 171e BauGB",
        description="Städtebauförderung für benachteiligte Quartiere.",
        sources=("https://example.org/programm",),
    )


def _phase() -> Phase:
    return Phase(
        id="hafen-vu",
        funded_area="hafen",
        stage="preparatory_study",
        name="Vorbereitende Untersuchungen",
        start=PartialDate(2000),
        end=PartialDate(2001),
        certainty="actual",
        running=False,
        sources=("https://example.org/hafen", "Ratsvorlage RV-1/2000"),
        note="",
    )


def _funded_area() -> FundedArea:
    other = Disagreement("hafen", "Beginn", "2000", "2001", ("https://example.org/zeitung",), "")
    return FundedArea(
        id="hafen",
        name="Sanierungsgebiet Hafen",
        programmes=("soziale-stadt",),
        legal_basis="§ 142 BauGB",
        start=PartialDate(2000),
        planned_end=None,
        actual_end=None,
        statute_state="in_force",
        statute_state_date=None,
        statute_dates="",
        hectares=12.0,
        hectares_date="2000",
        residents=None,
        residents_date="",
        dwellings=None,
        dwellings_date="",
        area_type="",
        problems=(),
        potentials=(),
        areas=("02",),
        boundary="",
        summary="Gebiet am Wasser.",
        sources=("https://example.org/hafen",),
        source_date="2000",
        note="",
        confidence="high",
        outline=None,
        outline_sources=("https://example.org/plan",),
        phases=(_phase(),),
        disagreements=(other,),
    )


def _milestone() -> Milestone:
    return Milestone(
        id="stbaufg",
        lane="recht",
        kind="event",
        title="Städtebauförderungsgesetz",
        description="",
        start=PartialDate(1971, 8, 1),
        end=None,
        precision="day",
        source_titles=("Bundesgesetzblatt", "Ein Aufsatz ohne Adresse"),
        sources=("https://example.org/bgbl",),
        confidence="low",
    )
