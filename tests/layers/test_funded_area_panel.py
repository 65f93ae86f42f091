"""The panel of a funded area says what the package says, and what nobody has published."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest

from geodata.dates import PartialDate
from geodata.model import City
from geodata.renewal import FundedArea, Phase
from layers.funded_area_panel import funded_area_panel, span_text
from layers.markup import markup
from layers.texts import texts
from tests.layers.info_html import Outline

TEXTS = texts("de")
WORDS = TEXTS["panel"]


def shown(city: City, funded_area: str) -> str:
    return markup(funded_area_panel(city, funded_area, TEXTS))


def changed(city: City, **parts: object) -> str:
    """Return the panel of the first funded area with *parts* changed."""
    first = replace(city.funded_areas[0], **parts)
    return shown(replace(city, funded_areas=(first, *city.funded_areas[1:])), first.id)


@pytest.fixture(params=range(9))
def funded_area(request: pytest.FixtureRequest, flensburg: City) -> FundedArea:
    return flensburg.funded_areas[request.param]


def test_flensburg_has_nine_panels(flensburg: City) -> None:
    assert len(flensburg.funded_areas) == 9


@pytest.mark.parametrize("unknown", ["", "atlantis", "__class__", "<script>"])
def test_an_unknown_funded_area_has_no_panel(flensburg: City, unknown: str) -> None:
    assert funded_area_panel(flensburg, unknown, TEXTS) == []


def test_the_panel_names_programmes_problems_and_phases(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)
    names = {one.id: one.name for one in flensburg.programmes}
    told = [funded_area.name, funded_area.summary, funded_area.boundary, funded_area.note,
            *(names[one] for one in funded_area.programmes),
            *funded_area.problems, *funded_area.potentials,
            *(phase.name for phase in funded_area.phases),
            *(phase.note for phase in funded_area.phases)]  # fmt: skip

    for text in told:
        assert escape(text) in panel


def test_phases_stand_in_the_order_of_the_package_with_what_is_plan_and_what_is_fact(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)
    places = [panel.index(f">{escape(phase.name)}<") for phase in funded_area.phases]

    assert places == sorted(places)
    for phase in funded_area.phases:
        assert f'certainty {phase.certainty}">{WORDS[f"phase_{phase.certainty}"]}' in panel


def test_every_contradiction_shows_both_statements(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)

    assert (WORDS["disagreements"] in panel) == bool(funded_area.disagreements)
    for one in funded_area.disagreements:
        assert escape(one.statement) in panel
        assert escape(one.other_statement) in panel
        assert escape(one.note) in panel


def test_every_outline_says_how_far_it_can_be_trusted(
    flensburg: City, funded_area: FundedArea
) -> None:
    assert funded_area.outline_quality == "schematic"
    assert WORDS["outline_schematic"] in shown(flensburg, funded_area.id)


def test_sources_are_links_to_the_web_and_nothing_else(
    flensburg: City, funded_area: FundedArea
) -> None:
    hrefs = [x for x in Outline(shown(flensburg, funded_area.id)).addresses if x != "/"]

    assert set(hrefs) >= {x for x in funded_area.sources if x.startswith(("http://", "https://"))}
    assert all(href.startswith(("http://", "https://")) for href in hrefs)


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "//x.example", "data:text/html,x", "Akte 3"]
)
def test_a_source_that_is_no_web_address_stays_text(flensburg: City, source: str) -> None:
    panel = changed(flensburg, sources=(source,))

    assert f"<li>{escape(source)}</li>" in panel


def test_what_nobody_has_published_is_said_and_no_fact_is_left_out(flensburg: City) -> None:
    nothing = {"legal_basis": "", "start": None, "planned_end": None, "actual_end": None,
               "statute_dates": "", "hectares": None, "residents": None, "dwellings": None,
               "area_type": "", "problems": (), "potentials": (), "boundary": "",
               "confidence": ""}  # fmt: skip
    panel = changed(flensburg, **nothing)

    assert panel.count(f'class="unpublished">{WORDS["unpublished"]}<') == len(nothing)
    assert panel.count("<dt>") == panel.count("<dd")


def test_a_statute_void_from_the_start_is_said_with_the_day_of_the_judgement(
    flensburg: City,
) -> None:
    panel = shown(flensburg, "hafen-ost")

    assert f"{WORDS['statute_void_from_start']} (02.10.2024)" in panel


@pytest.mark.parametrize("state", ["in_force", "repealed", "void_from_start", "none", "unknown"])
def test_every_state_of_a_statute_has_words(flensburg: City, state: str) -> None:
    panel = changed(flensburg, statute_state=state, statute_state_date=None)

    assert f"<dd>{WORDS[f'statute_{state}']}</dd>" in panel


@pytest.mark.parametrize(
    ("hectares", "date", "said"),
    [(12.5, "2000", "12,5 ha (2000)"), (18.0, "", "18 ha"), (1234.0, "", "1.234 ha")],
)
def test_sizes_are_written_as_in_german(
    flensburg: City, hectares: float, date: str, said: str
) -> None:
    assert f"<dd>{said}</dd>" in changed(flensburg, hectares=hectares, hectares_date=date)


def test_areas_that_the_city_does_not_have_are_left_out(flensburg: City) -> None:
    assert "data-event" in changed(flensburg, areas=("01", "99"))
    assert WORDS["show_areas"] not in changed(flensburg, areas=("99",))


DATE = PartialDate.parse


@pytest.mark.parametrize(
    ("start", "end", "running", "said"),
    [
        ("2005", "2021-12-08", False, "2005 bis 08.12.2021"),
        ("2005", "2005", False, "2005"),
        ("", "2010", False, "bis 2010"),
        ("2000", "", True, "seit 2000"),
        ("2000-01-30", "", False, "30.01.2000"),
        ("", "", False, "ohne Datum"),
    ],
)
def test_when_a_phase_was_is_said_in_german(
    flensburg: City, start: str, end: str, running: bool, said: str
) -> None:
    phase: Phase = replace(
        flensburg.funded_areas[0].phases[0],
        start=DATE(start) if start else None,
        end=DATE(end) if end else None,
        running=running,
    )

    assert span_text(phase, WORDS) == said


def test_hostile_text_stays_text(flensburg: City) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    panel = changed(flensburg, name=hostile, summary=hostile, sources=(hostile,), areas=())

    assert not {"script", "img"} & set(Outline(panel).tags)
