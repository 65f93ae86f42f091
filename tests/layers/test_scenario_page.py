"""The Planspiel as an answer: both states, every output marked, nothing hidden told."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import City
from geodata.scenario import parse
from layers.analysis.files import file_name, report_file
from layers.analysis.model import FORM, Answer, Question
from layers.analysis.scenario import ANALYSIS, MARK
from layers.analysis.scenario_editor import SCENARIO, add
from layers.analysis.scenario_file import HEAD, NotOpenedError, opened, scenario_file
from layers.report.model import Bullets, Map, Table
from layers.view import from_query, to_query
from tests.layers.report_city import PLACE, kleinstadt, one_area
from tests.strategies import views

CHANGES = "mehr:sgb-ii-anteil:01:2022:10~gebiet:2021:02,03~ende:neustadt:2020"


def question(city: City, scenario: str = "", query: str = "bedarf=15") -> Question:
    own = {SCENARIO: scenario} if scenario else {}
    return Question(city, from_query(query, city)[0], own)


def section(found: Answer, name: str) -> tuple[object, ...]:
    return next(one.blocks for one in found.sections if one.id == name)


def test_both_states_stand_side_by_side(flensburg: City) -> None:
    found = ANALYSIS.answer(question(flensburg, CHANGES))
    table = next(one for one in section(found, "wirkung") if isinstance(one, Table))
    rows = {row.cells[0]: row.cells[1:] for row in table.rows}

    assert [column.heading for column in table.columns][1:] == [
        "heute", "im Planspiel", "Unterschied",
    ]  # fmt: skip
    assert rows["Gebiete mit Bedarf"] == ("3", "4", "+1")
    assert all(len(cells) == 3 for cells in rows.values())


def test_both_maps_have_the_same_classes_and_say_which_is_which(flensburg: City) -> None:
    found = ANALYSIS.answer(question(flensburg, CHANGES, "stadt=flensburg"))
    one, other = (section(found, f"karte-{name}")[0] for name in ("heute", "planspiel"))

    assert isinstance(one, Map)
    assert isinstance(other, Map)
    assert one.title.startswith("Heute: ")
    assert other.title.startswith("Planspiel: ")
    assert other.alt.startswith("Planspiel: ")
    texts = [[row.text for row in drawn.legend[0].rows[:5]] for drawn in (one, other)]
    assert texts[0] == texts[1]
    assert "Planspiel-Gebiet 1" in str(other.legend)
    assert "Planspiel-Gebiet 1" not in str(one.legend)


def test_without_changes_the_page_says_so_and_both_sides_agree(flensburg: City) -> None:
    found = ANALYSIS.answer(question(flensburg))

    assert "nichts geändert" in found.lead[0]
    rows = found.tables["unterschied"][1:]
    assert all(row[4] == row[5] for row in rows)
    assert found.editor is not None
    assert found.editor.items == ()


@given(data=st.data())
def test_every_view_of_the_city_has_an_answer(flensburg: City, data: st.DataObject) -> None:
    view = data.draw(views(flensburg))
    text = data.draw(st.one_of(st.just(CHANGES), st.text(max_size=40)))
    found = ANALYSIS.answer(Question(flensburg, view, {SCENARIO: text}))

    assert found.lead
    assert found.sections


def test_a_small_city_and_one_without_areas_have_an_answer(tmp_path: Path, flensburg: City) -> None:
    for city in (kleinstadt(tmp_path), one_area(flensburg), replace(flensburg, funded_areas=())):
        asked = Question(city, from_query("", city)[0], {})
        assert ANALYSIS.answer(asked).sections


def test_people_are_named_as_they_are_counted(flensburg: City) -> None:
    cases = ANALYSIS.answer(question(flensburg, CHANGES))
    residents = ANALYSIS.answer(
        question(flensburg, CHANGES, "indikator=geburtenquote&bedarf=10&jahr=2020")
    )

    assert "dort gezählt: Leistungsberechtigte" in str(section(cases, "wirkung"))
    assert "dort gezählt: Einwohnerinnen und Einwohner" in str(section(residents, "wirkung"))


def test_hidden_figures_are_named_and_never_told(tmp_path: Path) -> None:
    city = kleinstadt(tmp_path)
    hidden = [
        (key, series, tuple(cell))
        for key, series in sorted(city.series.items())
        for cell in zip(*(series.status == "suppressed").nonzero(), strict=True)
    ]
    (level, name), series, (row, column) = hidden[0]
    area, year = city.level(level).area_ids[column], series.years[row]
    query = f"indikator={name}&jahr={year}&ebene={level}"
    own = question(city, f"wert:{name}:{area}:{year}:1", query)
    more = question(city, f"mehr:{name}:{area}:{year}:1", query)

    assert "eigene Annahme" in str(section(ANALYSIS.answer(own), "liste"))
    gaps = int(np.isnan(series.value[row]).sum())
    assert f"in keiner Summe: heute {gaps}, im Planspiel {gaps - 1}" in str(
        section(ANALYSIS.answer(own), "wirkung")
    )
    assert "geheim gehalten" in str(section(ANALYSIS.answer(own), "liste"))
    ANALYSIS.answer(more)
    assert "nicht bekannt" in more.notices[0]


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx"])
def test_every_file_is_marked_in_name_and_head(flensburg: City, ending: str) -> None:
    asked = question(flensburg, CHANGES)
    found = ANALYSIS.answer(asked)

    assert MARK.lower() in file_name(ANALYSIS, asked, ending)
    assert len(report_file(ANALYSIS, asked, found, PLACE, ending)) > 10_000
    for rows in found.tables.values():
        assert {row[0] for row in rows[1:]} <= {"planspiel"}


def test_slides_hold_both_maps(flensburg: City) -> None:
    asked = question(flensburg, CHANGES)
    file = report_file(ANALYSIS, asked, ANALYSIS.answer(asked), PLACE, "pptx")
    said = [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in pptx.Presentation(io.BytesIO(file)).slides
    ]

    assert sum("Heute: " in one for one in said) == 1
    assert sum("Planspiel-Gebiet 1" in one for one in said) == 1
    assert all("Planspiel" in one for one in said), "on every slide"


def sent(city: City, scenario: str = "", **fields: str) -> str:
    asked = question(city, scenario)
    return add(asked, {name.replace("_", "-"): value for name, value in fields.items()}).get(
        SCENARIO, ""
    )


def test_each_form_adds_its_change(flensburg: City) -> None:
    def form(kind: str, **fields: str) -> str:
        return sent(flensburg, **{FORM: kind}, **fields)

    assert form("wert", gebiet="02", aenderung="mehr", zahl=" 2,5 ") == (
        "mehr:sgb-ii-anteil:02:2022:2.5"
    )
    assert form("gebiet", foerdergebiete="neu", ab="2023", gebiete="01,02") == "gebiet:2023:01,02"
    assert form("gebiet", foerdergebiete="duburg", ab="2023", gebiete="01") == "verlegt:duburg:01"
    assert form("ende", beendet="duburg", endjahr="2015") == "ende:duburg:2015"
    assert form("bedarf", ab_wert="−3") == "bedarf:sgb-ii-anteil:-3"
    assert form("grenze", grenze="soziale-lage:status:1", grenzwert="0,5") == (
        "grenze:soziale-lage:status:1:0.5"
    )


def test_adding_keeps_the_others_and_replaces_the_same(flensburg: City) -> None:
    first = "ende:duburg:2015~bedarf:sgb-ii-anteil:12"
    found = sent(flensburg, first, was="ende", beendet="duburg", endjahr="2016")

    assert found == "bedarf:sgb-ii-anteil:12~ende:duburg:2016"


def test_what_no_longer_fits_leaves_the_rest_as_it_is(flensburg: City) -> None:
    full = "~".join(f"wert:sgb-ii-anteil:{place:02d}:2022:9" for place in range(1, 14))
    long = f"{full}~verlegt:duburg:{','.join(f'{place:04d}' for place in range(270))}"
    asked = question(flensburg, long)
    own = add(asked, {FORM: "gebiet", "foerdergebiete": "neu", "ab": "2023",
                      "gebiete": ",".join(f"{place:02d}" for place in range(1, 60))})  # fmt: skip
    after = Question(flensburg, asked.view, own)
    ANALYSIS.answer(after)

    assert own[SCENARIO] == long
    assert any("Mehr passt nicht" in one for one in after.notices)


def test_a_funded_area_of_many_areas_is_not_cut(flensburg: City) -> None:
    areas = ",".join(f"0110010{place}" for place in range(100, 199))
    found = sent(flensburg, was="gebiet", foerdergebiete="neu", ab="2023", gebiete=areas)

    assert found == f"gebiet:2023:{areas}"


@given(st.dictionaries(st.sampled_from(
    [FORM, "gebiet", "zahl", "aenderung", "ab", "gebiete", "grenze", "beendet"]
), st.text(max_size=20)))  # fmt: skip
def test_no_form_makes_the_page_fail(flensburg: City, fields: Mapping[str, str]) -> None:
    own = add(question(flensburg, "ende:duburg:2015"), fields)
    found = parse(own.get(SCENARIO, ""))[0]

    assert "ende:duburg" in found.text


def test_what_a_form_says_wrongly_is_told(flensburg: City) -> None:
    text = sent(flensburg, was="wert", gebiet="01", aenderung="wert", zahl="viel")
    asked = question(flensburg, text)
    ANALYSIS.answer(asked)

    assert "viel" in asked.notices[0]
    assert "Fehlt eine Zahl" in asked.notices[0]


def test_links_take_one_change_away(flensburg: City) -> None:
    editor = ANALYSIS.answer(question(flensburg, CHANGES)).editor
    bullets = section(ANALYSIS.answer(question(flensburg, CHANGES)), "liste")[0]

    assert editor is not None
    assert isinstance(bullets, Bullets)
    assert tuple(one.text for one in editor.items) == bullets.items
    parts = CHANGES.split("~")
    for place, one in enumerate(editor.items):
        assert one.without[SCENARIO] == "~".join(parts[:place] + parts[place + 1 :])


def test_a_file_holds_scenario_and_view_and_nothing_else_is_opened(flensburg: City) -> None:
    view = from_query("indikator=einwohner&jahr=2020&bedarf=4", flensburg)[0]
    text = scenario_file(flensburg, view, CHANGES)

    assert opened(flensburg, text.encode()) == (view, CHANGES)
    assert opened(flensburg, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()) == (
        view, CHANGES,
    )  # fmt: skip
    for wrong in (b"", b"\xff\xfe", b"a,b\n1,2", f"{HEAD}\nStadt: kiel\nAnsicht:\n".encode(),
                  f"{HEAD}\nStadt: flensburg\nAnsicht:\n\nunsinn\n".encode()):  # fmt: skip
        with pytest.raises(NotOpenedError):
            opened(flensburg, wrong)


@given(st.binary(max_size=200))
def test_no_bytes_make_opening_fail(flensburg: City, content: bytes) -> None:
    head = f"{HEAD}\nStadt: flensburg\nAnsicht: ".encode()
    for one in (content, head + content):
        try:
            view, text = opened(flensburg, one)
        except NotOpenedError:
            continue
        assert from_query(to_query(view, flensburg), flensburg)[0] == view
        assert parse(text)[0].text == text
