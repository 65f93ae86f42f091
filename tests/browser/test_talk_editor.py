"""A presentation of one's own: collected on the page, shown, kept as a file, opened again."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geodata.package import check_city, read_city
from tests.browser.harness import axe
from tests.browser.steps import PHONE, OpenPage, asked, settle
from tests.cities import write_city

DESKTOP: dict[str, object] = {"width": 1440, "height": 900}
SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
HEAD = "presentation,title,slide,view,headline,sentence"


def editor(page: Page) -> None:
    page.locator("#open-share").click()
    page.locator("#share-dialog [data-talk=own]").click()
    expect(page.locator("#talk-editor")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.locator(f"#talk-editor [data-own={name}]").first.click()


def collect(page: Page, *events: dict[str, str]) -> None:
    """Collect the view shown, then that after each event."""
    for event in ({}, *events):
        page.evaluate("(event) => atlas.wiring.send(event)", event)
        settle(page)
        editor(page)
        press(page, "add")
        press(page, "close")
        page.locator("#share-dialog .close").click()


def fill(page: Page, field: str, number: int, text: str) -> None:
    page.locator(f"#talk-editor [data-field={field}][data-index='{number - 1}']").fill(text)


def saved(page: Page) -> str:
    with page.expect_download() as download:
        press(page, "save")
    assert download.value.suggested_filename == "slides.csv"
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


@SCREENS
def test_views_become_slides_that_are_shown_in_order(
    open_page: OpenPage, screen: dict[str, object]
) -> None:
    page = open_page(**screen)
    collect(page, {"indicator": "einwohner"}, {"mode": "tabelle"})
    editor(page)
    fill(page, "headline", 2, "Wie viele <b>Menschen</b>?")
    page.locator("#talk-editor [data-own=up][data-index='1']").click()
    press(page, "show")

    expect(page.locator("#talk-head h2")).to_have_text("Wie viele <b>Menschen</b>?")
    expect(page.locator("#talk-bar strong")).to_have_text("1 von 3")
    assert asked(page)["vortrag"] == "eigener-vortrag-1"
    page.keyboard.press("End")
    expect(page.locator("#table-frame")).to_be_visible()


def test_the_file_opens_again_as_it_was(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("auswahl=07")
    collect(page, {"year": "2019"})
    editor(page)
    page.locator("#talk-editor [data-part=title]").fill('Rat; "Mai", 2026')
    fill(page, "sentence", 1, "Zeile, mit Komma; und „Anführung“")
    text = saved(page)
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [row["slide"] for row in rows] == ["1", "2"]
    assert {row["title"] for row in rows} == {'Rat; "Mai", 2026'}
    assert rows[0]["sentence"] == "Zeile, mit Komma; und „Anführung“"
    assert "auswahl=07" in rows[0]["view"]
    again = open_page()
    editor(again)
    path = tmp_path / "slides.csv"
    path.write_text(text, encoding="utf-8-sig")
    again.locator("#talk-editor [data-part=file]").set_input_files(path)
    expect(again.locator("#talk-editor [data-part=answer]")).to_have_text("Geöffnet, Folien: 2.")
    assert saved(again) == text


def test_the_file_is_the_table_of_a_city_package(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    collect(page)
    editor(page)
    page.locator("#talk-editor [data-part=title]").fill("Vortrag")
    folder = write_city(tmp_path, files={"slides.csv": "\ufeff" + saved(page)})

    assert check_city(folder).faults == ()
    (one,) = read_city(folder).presentations
    assert (one.title, len(one.slides)) == ("Vortrag", 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "ist kein Vortrag"),
        ("a,b\n1,2\n", "ist kein Vortrag"),
        (HEAD + "\n", "enthält keine Folien"),
        (HEAD + '\nx,T,1,"jahr=2019,kaputt\n', "ist kein Vortrag"),
        (HEAD + "\n" + "x,T,1,,H,S\n" * 61, "Mehr als 60 Folien"),
        ("x" * 200_001, "größer als 200 kB"),
    ],
)
def test_another_file_is_refused_with_a_sentence_and_nothing_is_lost(
    open_page: OpenPage, tmp_path: Path, content: str, said: str
) -> None:
    page = open_page()
    collect(page)
    editor(page)
    path = tmp_path / "datei.csv"
    path.write_text(content, encoding="utf-8")
    page.locator("#talk-editor [data-part=file]").set_input_files(path)

    expect(page.locator("#talk-editor [data-part=answer]")).to_contain_text(said)
    expect(page.locator("#talk-editor li")).to_have_count(1)


def test_a_hostile_file_stays_text(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page()
    editor(page)
    path = tmp_path / "datei.csv"
    bad = "<img src=x onerror=alert(1)>"
    path.write_text(f"{HEAD}\r\nx,{bad},1,jahr=1&x={bad},{bad},{bad}\r\n", encoding="utf-8")
    page.locator("#talk-editor [data-part=file]").set_input_files(path)
    expect(page.locator("#talk-editor li")).to_have_count(1)
    press(page, "show")

    expect(page.locator("#talk-head h2")).to_have_text(bad)
    expect(page.locator("#talk-head img")).to_have_count(0)


def test_slides_are_moved_and_removed_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    collect(page, {"year": "2019"})
    editor(page)
    headlines = page.locator("#talk-editor [data-field=headline]")
    first, second = (headlines.nth(number).input_value() for number in (0, 1))
    page.locator("#talk-editor [data-own=down][data-index='0']").press("Enter")
    expect(page.locator("#talk-editor [data-own=down][data-index='1']")).to_be_focused()
    assert first != second
    assert [one.input_value() for one in headlines.all()] == [second, first]
    page.locator("#talk-editor [data-own=drop][data-index='0']").press("Enter")
    expect(page.locator("#talk-editor li")).to_have_count(1)
    expect(page.locator("#talk-editor [data-part=answer]")).to_have_text("Folie 1 ist entfernt.")
    expect(page.locator("#talk-editor [data-own=add]")).to_be_focused()


@SCREENS
def test_no_rule_of_accessibility_is_broken(open_page: OpenPage, screen: dict[str, object]) -> None:
    page = open_page(**screen)
    collect(page)
    editor(page)

    assert axe(page) == []


def test_a_city_without_presentations_can_have_one(open_page: OpenPage, tmp_path: Path) -> None:
    line = "  - {name: slides, path: slides.csv}\n"
    without = write_city(
        tmp_path, files={"slides.csv": None}, edits=[("datapackage.yaml", line, "")]
    )
    page = open_page(city=without)
    page.locator("#open-own-talk").click()
    press(page, "add")
    press(page, "show")

    expect(page.locator("#talk-bar strong")).to_have_text("1 von 1")
