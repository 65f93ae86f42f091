"""The panel of a funded area says what the package says, and what nobody has published."""

from __future__ import annotations

import datetime
import re
from dataclasses import fields, is_dataclass, replace
from html import escape, unescape
from itertools import pairwise
from typing import Any

import pytest

from geodata.dates import PartialDate
from geodata.model import City
from geodata.renewal import FundedArea
from layers.funded_area_panel import funded_area_panel
from layers.record import record
from layers.texts import texts
from tests.layers.info_html import Outline
from tests.layers.record_city import known_city, unknown_city, with_rows

TEXTS = texts("de")
WORDS = TEXTS["record"]
TODAY = datetime.date(2026, 11, 22)
SECTIONS = ("facts", "concepts", "decisions", "projects", "money", "management",
            "participation", "phases", "end", "contradictions", "sources_of_facts")  # fmt: skip
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


def shown(city: City, funded_area: str) -> str:
    return funded_area_panel(city, funded_area, "de", TODAY)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture(params=range(9))
def funded_area(request: pytest.FixtureRequest, flensburg: City) -> FundedArea:
    return flensburg.funded_areas[request.param]


def test_flensburg_has_nine_panels(flensburg: City) -> None:
    assert len(flensburg.funded_areas) == 9


@pytest.mark.parametrize("unknown", ["", "atlantis", "__class__", "<script>"])
def test_an_unknown_funded_area_has_no_panel(flensburg: City, unknown: str) -> None:
    assert shown(flensburg, unknown) == ""


def test_the_panel_names_what_the_package_says(flensburg: City, funded_area: FundedArea) -> None:
    panel = shown(flensburg, funded_area.id)
    names = {one.id: one.name for one in flensburg.programmes}
    rows = (*funded_area.projects, *funded_area.concepts, *funded_area.resolutions)
    told = [funded_area.name, funded_area.summary, funded_area.boundary, funded_area.note,
            funded_area.role_in_city, funded_area.what_stays, funded_area.carried_by,
            *(names[one] for one in funded_area.programmes), *funded_area.problems,
            *funded_area.potentials, *(phase.name for phase in funded_area.phases),
            *(one.title for one in rows), *(one.note for one in rows),
            *(one.organisation for one in funded_area.management),
            *(one.format for one in funded_area.participation)]  # fmt: skip

    for text in told:
        assert escape(text, quote=False) in panel.replace("&#34;", '"').replace("&#39;", "'")


def test_every_source_of_every_row_is_a_link(flensburg: City, funded_area: FundedArea) -> None:
    hrefs = set(Outline(shown(flensburg, funded_area.id)).addresses)
    rows = (*funded_area.projects, *funded_area.concepts, *funded_area.resolutions,
            *funded_area.management, *funded_area.participation, *funded_area.phases,
            *funded_area.disagreements, *funded_area.grants, *flensburg.common.management,
            *flensburg.common.participation, funded_area)  # fmt: skip

    assert {source for row in rows for source in row.sources if source.startswith("http")} <= hrefs


def test_sources_lead_to_the_web_and_tell_nobody_where_from(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)
    links = re.findall(r"<a [^>]*>", panel)
    inner = [one for one in links if re.search(r'href="(/|bericht/)', one)]

    assert len(links) > len(inner)
    for one in set(links) - set(inner):
        assert re.search(r'href="https?://', one)
        assert 'rel="noopener noreferrer"' in one


def test_all_sections_are_there_and_only_the_first_is_open(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)
    names = re.findall(r"<summary><h3>(.*?)(?: <span|</h3>)", panel)

    assert names == [WORDS[name] for name in SECTIONS]
    assert re.findall(r'<details class="([\w-]+)"[^>]* open', panel) == ["rc-section"]
    assert panel.index(" open>") < panel.index(names[1])


def test_the_counts_of_the_sections_are_those_of_the_package(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = shown(flensburg, funded_area.id)
    pattern = r'id="akte-(\w+)"[^>]*>\s*<summary><h3>[^<]* <span class="rc-count">\((\d+)\)'
    counts = dict(re.findall(pattern, panel))

    assert int(counts["projekte"]) == len(funded_area.projects)
    assert int(counts["beschluesse"]) == len(funded_area.resolutions)
    assert int(counts["phasen"]) == len(funded_area.phases)
    assert int(counts["widersprueche"]) == len(funded_area.disagreements)


def test_phases_stand_in_the_order_of_the_package_with_what_is_plan_and_what_is_fact(
    flensburg: City, funded_area: FundedArea
) -> None:
    found = record(flensburg, funded_area, TEXTS, TODAY).phases

    assert [one.name for one in found] == [one.name for one in funded_area.phases]
    for one, phase in zip(found, funded_area.phases, strict=True):
        assert (
            one.certainty_name == {"actual": "tatsächlich", "planned": "geplant"}[phase.certainty]
        )


def test_every_contradiction_shows_both_statements(
    flensburg: City, funded_area: FundedArea
) -> None:
    panel = plain(shown(flensburg, funded_area.id))

    for one in funded_area.disagreements:
        for text in (one.statement, one.other_statement, one.note):
            assert re.sub(r"\s+", " ", text) in panel


def test_every_outline_says_how_far_it_can_be_trusted(
    flensburg: City, funded_area: FundedArea
) -> None:
    assert funded_area.outline_quality == "schematic"
    assert WORDS["outline_schematic"] in shown(flensburg, funded_area.id)


def test_a_statute_void_from_the_start_is_said_with_the_day_of_the_judgement(
    flensburg: City,
) -> None:
    panel = plain(shown(flensburg, "hafen-ost"))

    assert "Heute: von Anfang an unwirksam – Urteil vom 02.10.2024" in panel
    assert f"{WORDS['statute_void_from_start']} (02.10.2024)" in panel


@pytest.mark.parametrize(
    "source", ["javascript:alert(1)", "//x.example", "data:text/html,x", "Akte 3", "http://"]
)
def test_a_source_that_is_no_web_address_stays_text(flensburg: City, source: str) -> None:
    panel = shown(with_rows(flensburg, sources=(source,)), "mitte")

    assert f"<li>{escape(source)}</li>" in panel
    assert f'href="{source}"' not in panel


def hostile(value: Any) -> Any:
    """Return *value* with every text in it hostile, except ids and words of fixed lists."""
    kept = {"id", "funded_area", "state", "kind", "giver", "stage", "level", "parts", "evaluation",
            "self_binding", "investive", "programmes", "statute_state", "certainty", "part_of",
            "areas", "outline_quality", "fields", "resolution", "predecessor", "programme",
            "project"}  # fmt: skip
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(one) for one in value)
    if is_dataclass(value) and not isinstance(value, (type, PartialDate)):
        changed = {one.name: hostile(getattr(value, one.name))
                   for one in fields(value) if one.name not in kept}  # fmt: skip
        return replace(value, **changed)
    return value


def test_hostile_text_in_any_cell_stays_text(flensburg: City) -> None:
    city = known_city(flensburg)
    fields_of_action = tuple(replace(one, name=HOSTILE) for one in city.fields_of_action)
    attacked = replace(city, funded_areas=(hostile(city.funded_areas[0]),),
                       common=hostile(city.common), fields_of_action=fields_of_action)  # fmt: skip
    panel = shown(attacked, "mitte")

    assert not {"script", "img"} & set(Outline(panel).tags)
    assert panel.count(escape("<script>")) > 100


def test_a_city_that_knows_nothing_says_so_everywhere(flensburg: City) -> None:
    panel = shown(unknown_city(flensburg), "leer")
    said = plain(panel)
    none = ("no_concepts", "no_decisions", "no_projects", "no_money", "no_management",
            "no_participation", "no_funds", "no_phases", "no_repeals",
            "no_contradictions")  # fmt: skip

    assert [key for key in none if WORDS[key] not in said] == []
    assert said.count(WORDS["unpublished"]) >= 25
    assert panel.count("<dt>") == panel.count("<dd")
    assert "None" not in said
    assert "0 Euro" not in said


def test_a_city_that_knows_all_says_everything_once(flensburg: City) -> None:
    city = known_city(flensburg)
    said = plain(shown(city, "mitte"))
    area = city.funded_areas[0]

    for name in ("legal_basis", "area_type", "role_in_city", "what_stays", "carried_by",
                 "boundary", "confidence", "outline_note"):  # fmt: skip
        assert said.count(f"Angabe {name}") == 1, name
    for rows in (area.resolutions, area.concepts, area.projects):
        for one in rows:
            assert one.title in said


def test_the_panel_leads_to_the_page_for_printing(flensburg: City) -> None:
    assert 'href="/foerdergebiet/neustadt"' in shown(flensburg, "neustadt")


def test_no_id_is_used_twice(flensburg: City, funded_area: FundedArea) -> None:
    ids = Outline(shown(flensburg, funded_area.id)).ids

    assert len(ids) == len(set(ids)) == len(SECTIONS)


def test_headings_skip_no_level(flensburg: City) -> None:
    levels = Outline(shown(known_city(flensburg), "mitte")).headings

    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_text_that_the_templates_of_the_record_ask_for_exists() -> None:
    from layers.info_frame import FOLDER

    asked = [key for path in FOLDER.glob("record*.html")
             for key in re.findall(r"\bw\.(\w+)", path.read_text(encoding="utf-8"))]  # fmt: skip

    assert len(asked) > 60
    assert [key for key in asked if key not in WORDS] == []
