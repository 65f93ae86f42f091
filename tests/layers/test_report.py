"""What a report says, before it becomes a file: the figures of the scene, and what is missing."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.model import EMPTY_STATES, City, Direction, Status
from geodata.statistics.difference import clear_difference_of_rates, clear_difference_of_shares
from layers.chance import around
from layers.numbers import german, spoken
from layers.report.asked import every_view, file_name
from layers.report.figures import figures, labelled, view_of
from layers.report.model import Bullets, Heading, Map, Trend
from layers.report.profile import ALIKE, STRENGTH, WEAKNESS, merit
from layers.report.sections import AREA, FUNDED, USUALLY_OFF
from layers.scene import scene
from layers.texts import texts
from layers.view import from_query
from tests.layers.report_city import asked, kleinstadt, one_area, table, told, words

WORDS = texts("de")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> City:
    return kleinstadt(tmp_path_factory.mktemp("kleinstadt"))


def ids(city: City, query: str, *sections: str) -> list[str]:
    return [one.id for one in told(city, query, *sections).sections]


def test_every_figure_is_that_of_the_scene_with_year_and_source(flensburg: City) -> None:
    found = told(flensburg, "auswahl=02", "kennzahlen", "anhang")
    view, _ = from_query("auswahl=02", flensburg)
    index = flensburg.level("stadtteil").area_ids.index("02")
    names = {labelled(one): one for one in flensburg.indicators}
    checked = 0
    for section in found.sections:
        for row in table(found, section.id).rows:
            if row.group:
                continue
            indicator = names[row.cells[0]]
            shown = scene(flensburg, view_of(flensburg, view, indicator))
            assert row.cells[1] == str(shown.view.year)
            value = shown.figures[index]
            sign = WORDS["legend"].get(f"sign_{shown.statuses[index]}", "")
            expected = f"{spoken(value, indicator)}\u00a0{sign}".strip("\u00a0")
            figure, _, ends = row.cells[2].partition("\n")
            assert figure == expected, indicator.id
            known = around(shown)[index]
            assert (ends != "") == (known is not None), indicator.id
            if known is not None:
                assert ends == "–".join(german(end, indicator.decimals) for end in known)
            number = int(row.cells[-1].strip("[]"))
            assert indicator.source.title in found.references[number - 1].text
            assert indicator.source.licence in found.references[number - 1].text
            checked += 1
    on_level = sum(level == "stadtteil" for level, _ in flensburg.series)
    assert checked == on_level > 60


def test_a_trend_has_the_figures_of_its_series_and_gaps_where_there_are_none(
    flensburg: City,
) -> None:
    found = told(flensburg, "auswahl=01", "verlauf")
    trends = {one.chart.title: one for one in found.sections[0].blocks if isinstance(one, Trend)}
    indicator = flensburg.indicator("raeumungsklagen-je-1000")
    series = flensburg.series["stadtteil", indicator.id]
    own = trends[indicator.name].chart.lines[0]
    at = dict(zip(trends[indicator.name].chart.categories, own.figures, strict=True))
    spoken = dict(row.cells[:2] for row in trends[indicator.name].table.rows)

    for row, year in enumerate(series.years):
        value, status = float(series.value[row, 0]), Status(series.status[row, 0])
        drawn = at[str(year)]
        assert (drawn is None) == math.isnan(value)
        if drawn is None:
            assert spoken[str(year)] == WORDS["legend"][f"sign_{status}"]
        else:
            assert german(drawn, indicator.decimals) == spoken[str(year)].split("\u00a0")[0]
    assert WORDS["legend"]["sign_suppressed"] in spoken.values()


def test_strengths_and_weaknesses_follow_the_rule_and_nothing_is_ranked(flensburg: City) -> None:
    view, _ = from_query("auswahl=02", flensburg)
    judged = [one for one in figures(flensburg, view) if merit(one) is not None
              and one.indicator.direction is not Direction.NEUTRAL
              and one.indicator.kind != "count"]  # fmt: skip
    blocks = told(flensburg, "auswahl=02", "profil").sections[0].blocks
    lists: dict[str, tuple[str, ...]] = {}
    title = ""
    for block in blocks:
        title = block.text if isinstance(block, Heading) else title
        if isinstance(block, Bullets):
            lists[title] = block.items
    for key, sign in (("stronger", STRENGTH), ("weaker", WEAKNESS), ("alike", ALIKE)):
        wanted = [one.indicator.name for one in judged if merit(one) == sign]
        items = lists.get(WORDS["report"][key], ())
        assert [item.split(" (2")[0] for item in items] == wanted  # the order of the catalogue
    assert len(lists[WORDS["report"]["weaker"]]) > 3
    assert "Rangfolge ist das nicht" in words(told(flensburg, "auswahl=02", "profil"))


def test_an_area_is_compared_with_the_rest_of_the_city_not_with_itself(flensburg: City) -> None:
    view, _ = from_query("auswahl=11", flensburg)
    one = next(x for x in figures(flensburg, view) if x.indicator.id == "wohngeld-anteil")
    series = flensburg.series["stadtteil", "wohngeld-anteil"]
    row = series.years.index(one.year)
    part, whole = (float(x[row, one.index]) for x in (series.numerator, series.denominator))
    total, people = (float(x[row].sum()) for x in (series.numerator, series.denominator))

    assert one.order == clear_difference_of_shares(part, whole, total - part, people - whole)


@given(st.integers(0, 400), st.integers(400, 900), st.integers(0, 4000), st.integers(4000, 9000))
def test_a_clear_difference_turns_its_sign_when_both_change_places(
    part: int, whole: int, other_part: int, other_whole: int
) -> None:
    for rule in (clear_difference_of_shares, clear_difference_of_rates):
        there = rule(part, whole, other_part, other_whole)
        assert there == -rule(other_part, other_whole, part, whole)
        assert there in (0, math.copysign(1, part / whole - other_part / other_whole))


@pytest.mark.parametrize("section", [one for one in AREA if one != "anhang"])
def test_sections_of_an_area_can_be_switched_off_one_by_one(flensburg: City, section: str) -> None:
    others = [one for one in AREA if one != section]

    assert section in ids(flensburg, "auswahl=02")
    assert ids(flensburg, "auswahl=02", *others) == others


def test_what_is_usually_off_can_be_switched_on_and_order_stays(flensburg: City) -> None:
    assert not USUALLY_OFF & set(ids(flensburg, "auswahl=02"))
    assert ids(flensburg, "auswahl=02", "anhang", "karte", "geld") == ["karte", "anhang"]
    assert ids(flensburg, "foerdergebiet=neustadt") == list(FUNDED)


def test_sources_stay_when_every_other_section_is_off(flensburg: City) -> None:
    found = told(flensburg, "auswahl=02", "karte")

    assert [one.id for one in found.sections] == ["karte"]
    assert len(found.references) == 1
    assert "CC0" in found.references[0].text


def test_every_mark_has_its_source_and_every_source_a_mark(flensburg: City) -> None:
    for query in ("auswahl=02", "foerdergebiet=neustadt"):
        found = told(flensburg, query)
        marks = re.findall(r"\[(\d[\d–, ]*)\]", words(found))
        used: set[int] = set()
        for mark in marks:
            for part in mark.split(", "):
                first, _, last = part.partition("–")
                used |= set(range(int(first), int(last or first) + 1))
        assert used == {one.number for one in found.references}


def test_hidden_and_missing_figures_are_named_and_never_shown(small: City) -> None:
    legend = WORDS["legend"]
    for area, status in (("03", "suppressed"), ("04", "withheld")):
        found = told(small, f"auswahl={area}", "karte", "profil", "kennzahlen", "anhang")
        row = next(r for r in table(found, "kennzahlen").rows if "Kinder unter 6" in r.cells[0])
        assert row.cells[2] == legend[f"sign_{status}"]
        assert row.cells[4] == ""
        assert row.cells[5] == "–"
        assert legend[f"status_{status}"] in words(found)
        said = words(found)
        assert all(legend[f"status_{one}"] in said for one in EMPTY_STATES)


def test_the_total_that_gives_a_lone_hidden_count_away_is_not_told(flensburg: City) -> None:
    query = "auswahl=01&indikator=wohnungshilfe-beratungen&jahr=2022"
    shown = scene(flensburg, from_query(query, flensburg)[0])
    hidden = [status for status in shown.statuses if status is Status.SUPPRESSED]
    total = german(shown.city_figure, 0)
    said = words(told(flensburg, query, "ueberblick", "profil", "kennzahlen", "anhang"))

    assert len(hidden) == 1
    assert total not in said.split()


def test_the_map_chooses_the_area_and_describes_itself(flensburg: City) -> None:
    found = told(flensburg, "auswahl=02", "karte")
    drawn = next(one for one in found.sections[0].blocks if isinstance(one, Map))

    assert drawn.names == tuple(area.name for area in flensburg.level("stadtteil").areas)
    assert "2022 reichen die Werte von 3,9\u00a0% (Tarup)" in drawn.alt
    assert any(word.text == "21,7" for word in drawn.words)


def test_a_funded_area_says_what_its_record_says(flensburg: City) -> None:
    found = told(flensburg, "foerdergebiet=neustadt")
    area, said = flensburg.funded_area("neustadt"), words(found)

    assert all(project.title in said for project in area.projects)
    assert all(phase.name in said for phase in area.phases)
    assert all(one.statement in said for one in area.disagreements)
    assert "72,8 bis 76,3 Mio. Euro bewilligt" in said
    assert len(table(found, "projekte").rows) == len(area.projects)
    assert {one.href for one in found.references} >= set(area.sources)


def test_a_funded_area_that_is_hardly_known_says_what_is_missing(flensburg: City) -> None:
    said = words(told(flensburg, "foerdergebiet=achter-de-moehl"))

    for key in ("no_projects", "no_money", "no_concepts", "no_decisions"):
        assert WORDS["record"][key] in said, key


def test_where_nothing_can_be_estimated_the_reason_stands_once(flensburg: City) -> None:
    found = told(flensburg, "foerdergebiet=fruerlund-sued", "kennzahlen", "profil")
    said, none = words(found), WORDS["need"]["figures_none"]

    assert {row.cells[2] for row in table(found, "kennzahlen").rows} == {none}
    assert said.count("weniger als ein Fünftel") == 2  # one in each of the two sections
    assert WORDS["report"]["inside_range"] not in said


def test_a_city_without_funded_areas_says_so(flensburg: City) -> None:
    bare = replace(flensburg, funded_areas=(), programmes=())
    said = words(told(bare, "auswahl=02"))

    assert said.count(WORDS["report"]["city_without_funding"]) == 2


def test_a_city_of_one_area_has_a_report_and_nothing_to_compare(flensburg: City) -> None:
    alone = one_area(flensburg)
    views = [one for one in every_view(alone, from_query("", alone)[0]) if not one.funded_area]
    found = told(alone, f"auswahl={views[0].area}")

    assert [one.area for one in views] == [alone.levels[0].areas[0].id]
    assert {row.cells[5] for row in table(found, "kennzahlen").rows if not row.group} == {"–"}


def test_every_report_of_a_city_has_a_name_of_its_own(flensburg: City) -> None:
    views = list(every_view(flensburg, from_query("", flensburg)[0]))
    names = {file_name(flensburg, replace(asked(flensburg, ""), view=one), "pdf") for one in views}

    assert len(names) == len(views) == 13 + len(flensburg.funded_areas)
    assert "flensburg-stadtteil-02-neustadt.pdf" in names
    assert all(re.fullmatch(r"[a-z0-9-]+\.pdf", name) for name in names)


def test_long_names_and_umlauts_are_told_whole(tmp_path: Path) -> None:
    city = kleinstadt(tmp_path)
    long = "Überseehafen-" + "Straßenbahndepotsüderweiterungsgelände" * 3
    level = city.level("viertel")
    areas = (replace(level.areas[0], name=long), *level.areas[1:])
    levels = tuple(replace(x, areas=areas) if x.id == "viertel" else x for x in city.levels)

    assert long in words(told(replace(city, levels=levels), "auswahl=01"))
