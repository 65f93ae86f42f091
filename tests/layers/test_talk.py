"""Presentations on the page; the one of Flensburg shows what its sentences say."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from geodata.model import City
from layers.documents import resources
from layers.markup import markup
from layers.page import page
from layers.payload import catalogue, slides
from layers.phases import activity
from layers.texts import texts
from layers.view import View, from_query, next_view, to_query
from layers.view_fields import talks

TEXTS = texts("de")
DAY = datetime.date(2026, 1, 15)
LEVEL = "stadtteil"
SHARE = "sgb-ii-anteil"


def figures(city: City, indicator: str, year: int) -> dict[str, float]:
    """Return the figures of a year by the name of the area, the highest first."""
    series = city.series[LEVEL, indicator]
    row = series.value[series.years.index(year)].tolist()
    named = zip((area.name for area in city.level(LEVEL).areas), row, strict=True)
    return dict(sorted(named, key=lambda pair: -pair[1]))


def slide_views(city: City) -> list[View]:
    (one,) = city.presentations
    return [from_query(slide.view, city)[0] for slide in one.slides]


def test_every_slide_of_every_presentation_shows_what_it_asks_for(flensburg: City) -> None:
    for one in flensburg.presentations:
        for number, slide in enumerate(one.slides, start=1):
            _, notices = from_query(slide.view, flensburg)
            assert notices == (), (one.id, number)
            assert "vortrag" not in slide.view


def test_flensburg_has_one_presentation_of_eight_slides_with_short_words(flensburg: City) -> None:
    (one,) = flensburg.presentations

    assert len(one.slides) == 8
    assert len(set(slide_views(flensburg))) == 8
    assert all(len(slide.headline) <= 45 for slide in one.slides)
    assert all(len(slide.sentence) <= 175 for slide in one.slides)


def test_the_sentences_on_people_are_true_of_the_figures(flensburg: City) -> None:
    city, share, children, poor, *_ = (
        list(figures(flensburg, name, 2022))
        for name in ("einwohner", "kinder-unter-18-anteil", "kinder-unter-18",
                     "sgb-ii-nicht-erwerbsfaehige-je-100")
    )  # fmt: skip

    assert len(city) == 13
    assert [*city[:2], city[-1]] == ["Mürwik", "Nordstadt", "Altstadt"]
    assert share[:2] == ["Tarup", "Weiche"]
    assert children[:2] == ["Mürwik", "Nordstadt"]
    assert poor[:3] == ["Neustadt", "Südstadt", "Nordstadt"]


def test_the_sentences_on_four_years_are_true_of_the_figures(flensburg: City) -> None:
    before, after = figures(flensburg, SHARE, 2018), figures(flensburg, SHARE, 2022)

    assert list(before)[:2] == ["Neustadt", "Nordstadt"]
    assert next(iter(after)) == "Neustadt"
    assert {name for name in after if after[name] > before[name]} == {"Tarup", "Weiche"}
    assert not any(after[name] == before[name] for name in after)


def test_the_sentences_on_funded_areas_are_true_of_their_records(flensburg: City) -> None:
    neustadt = flensburg.funded_area("neustadt")
    designations = [one.start for one in neustadt.phases if one.stage == "designation"]
    names = {area.id: area.name for area in flensburg.funded_areas}
    states = {
        names[area_id]: next(state for first, last, state in spans if first <= 2022 <= last)
        for area_id, spans in activity(flensburg).items()
    }

    assert neustadt.start is not None
    assert neustadt.start.year == 1999
    assert [start.year for start in designations if start] == [2000, 2005, 2007]
    assert neustadt.areas == ("02", "03")
    assert any(one.stage == "implementation" and one.running for one in neustadt.phases)
    assert {name for name, state in states.items() if state == "running"} == {
        "Neustadt", "Fruerlund-Süd", "Südstadt/Bahnhofsumfeld", "Westliche Altstadt",
    }  # fmt: skip
    assert states["Hafen-Ost"] == "void"
    assert {area.outline_quality for area in flensburg.funded_areas} == {"schematic"}
    assert sum(share >= 15 for share in figures(flensburg, SHARE, 2022).values()) == 3


def test_a_slide_is_part_of_the_address_and_exploring_too(flensburg: City) -> None:
    assert talks(flensburg)[:3] == ("", "ausschuss-1", "ausschuss-1-frei")
    assert from_query("vortrag=ausschuss-3-frei", flensburg)[0].talk == "ausschuss-3-frei"
    view, notices = from_query("vortrag=ausschuss-9", flensburg)
    assert (view.talk, notices[0].key) == ("", "talk")


def test_going_to_a_slide_sets_the_whole_view(flensburg: City) -> None:
    before, _ = from_query("auswahl=07&jahr=2019&bedarf=10", flensburg)

    view, _ = next_view(before, {"query": "jahr=2020", "talk": "ausschuss-2"}, flensburg)

    assert to_query(view, flensburg) == "?stadt=flensburg&jahr=2020&vortrag=ausschuss-2"


def test_slides_travel_by_themselves_and_only_their_number_in_the_catalogue(
    flensburg: City,
) -> None:
    made = resources(flensburg)
    book = json.loads(made["katalog"].content)
    (one,) = flensburg.presentations

    assert book["presentations"] == [{"id": "ausschuss", "title": one.title, "slides": 8}]
    assert one.slides[0].headline not in made["katalog"].content.decode()
    assert json.loads(made["vortraege"].content) == slides(flensburg)
    assert slides(flensburg)["ausschuss"][2][1] == one.slides[2].headline


def test_a_city_without_presentations_offers_to_make_one(flensburg: City) -> None:
    bare = replace(flensburg, presentations=())
    full, empty = (markup(page(one, TEXTS, DAY)) for one in (flensburg, bare))

    for name in ("talk-head", "talk-bar", "talk-agenda", "talk-editor"):
        assert f'id="{name}"' in full
        assert f'id="{name}"' in empty
    assert 'id="open-talk"' in full
    assert 'id="open-talk"' not in empty
    assert 'id="open-own-talk"' in empty
    assert catalogue(bare, TEXTS)["presentations"] == []
