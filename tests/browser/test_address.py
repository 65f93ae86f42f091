"""The address is the only home of the view: canonical, reversible, and calm about nonsense."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import (
    OpenPage,
    area,
    asked,
    choose_indicator,
    differences,
    find,
    go,
    load,
    open_theme,
    picture,
    search,
    settle,
    switch,
)

SAME = [
    ("stadt=flensburg", ""),
    ("indikator=sgb-ii-anteil&jahr=2022&ebene=stadtteil&klassen=natuerlich-5", ""),
    ("auswahl=13&jahr=2020", "?stadt=flensburg&jahr=2020&auswahl=13"),
    ("jahr=2020&stadt=flensburg&auswahl=13&auswahl=01", "?stadt=flensburg&jahr=2020&auswahl=13"),
    ("karte=zweifel,namen,gebiete,indikator", ""),
    ("karte=namen,indikator", "?stadt=flensburg&karte=indikator,namen"),
    ("klassen=eigene-10.0,20.50", "?stadt=flensburg&klassen=eigene-10,20.5"),
    ("klassen=eigene-10,20&grenzen=jahr", "?stadt=flensburg&klassen=eigene-10,20"),
    ("auswahl=13&foerdergebiet=duburg", "?stadt=flensburg&foerdergebiet=duburg"),
    ("auswahl=%31%33&unbekannt=1", "?stadt=flensburg&auswahl=13"),
]
SCRIPT = "<script>alert(1)</script>"
WRONG = [
    "stadt=atlantis", "indikator=" + quote(SCRIPT), "indikator=", "indikator=__proto__",
    "indikator=constructor", "jahr=1066", "jahr=2014", "jahr=-1", "jahr=99999999999999999999",
    "jahr=2022.5", "jahr=٢٠٢٢", "jahr=NaN", "ebene=strasse", "ebene=toString",
    "klassen=natuerlich-2", "klassen=natuerlich-99", "klassen=eigene-5", "klassen=eigene-9,1",
    "klassen=eigene-1e9,2e9", "klassen=zauberei-5", "klassen=hasOwnProperty-5", "grenzen=nie",
    "karte=" + quote('"><img src=x onerror=alert(1)>'), "programme=keins,%00", "jahr=",
    "symbole=" + "x" * 5000,
    "auswahl=99", "auswahl=%E0%A4%A", "foerdergebiet=../../etc/passwd", "zeit=2030-1970",
    "zeit=" + quote("${7*7}"), "ansicht=film", "sprache=klingonisch",
]  # fmt: skip
# A year without figures becomes the nearest one that has some.
YEARS = {"jahr=1066": "?stadt=flensburg&jahr=2018", "jahr=2014": "?stadt=flensburg&jahr=2018"}
HARMLESS = [
    "&&&&", "=", "%", "%%%zz=%%", "a=b&a=c", "?", "x" * 8000, "%F0%9F%92%A9=1", "auswahl=",
]  # fmt: skip


@pytest.mark.parametrize("part", [0, 1])
def test_one_state_has_one_address(open_page: OpenPage, part: int) -> None:
    page = open_page()
    for given, expected in SAME[part::2]:
        go(page, given)
        assert search(page) == expected, given
        expect(page.locator("#notices p")).to_have_count(0)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_wrong_value_falls_back_and_says_so_in_german(open_page: OpenPage, part: int) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    usual = picture(page)
    for query in WRONG[part::3]:
        go(page, query)
        notice = page.locator("#notices p")
        expect(notice).to_have_count(2 if query.startswith("programme=keins") else 1)
        said = notice.first.inner_text()

        assert search(page) == YEARS.get(query, ""), query
        assert re.search(r"gibt es|nicht möglich|unbekannt|zeigt|keine Zahlen", said), said
        assert len(said) < 260, said
        assert page.locator("#notices img, #notices script").count() == 0
        expect(page.locator("#map path.area")).to_have_count(13)
        assert query in YEARS or differences(page, usual) == set(), query


def test_nonsense_that_asks_for_nothing_is_left_out_without_a_word(open_page: OpenPage) -> None:
    page = open_page()
    usual = picture(page)
    for query in HARMLESS:
        go(page, query)
        assert search(page) == "", query[:40]
        expect(page.locator("#notices p")).to_have_count(0)
        assert differences(page, usual) == set(), query[:40]


def test_a_page_opened_with_another_order_gets_the_one_address(open_page: OpenPage) -> None:
    page = open_page("auswahl=13&jahr=2020&unbekannt=1")
    steps = page.evaluate("history.length")
    load(page, "jahr=2020&auswahl=13&auswahl=01")

    assert search(page) == "?stadt=flensburg&jahr=2020&auswahl=13"
    assert page.evaluate("history.length") == steps + 1


def test_many_wrong_values_at_once_show_the_start_view(open_page: OpenPage) -> None:
    page = open_page("&".join(query for query in WRONG[::4]))

    expect(page.locator("#map path.area")).to_have_count(13)
    assert search(page) == ""
    assert page.locator("#notices p").count() >= 5


def test_a_notice_goes_with_the_next_view(open_page: OpenPage) -> None:
    page = open_page("auswahl=99")
    expect(page.locator("#notices p")).to_have_count(1)
    expect(page.locator("#notices p")).to_contain_text("»99«")
    area(page, "Tarup").click()

    expect(page.locator("#notices p")).to_have_count(0)


def five_changes(page: Page) -> list[Callable[[], None]]:
    """Return five things that a reader does, each of which leads to a new view."""
    return [
        lambda: choose_indicator(page, "wohngeld-anteil"),
        lambda: area(page, "Tarup").click(),
        lambda: page.locator("#class-number").select_option("3") and None,
        lambda: switch(page, "gebiete").click(),
        lambda: page.locator("#mode-tabelle").click(),
    ]


def test_back_and_forward_lead_through_five_changes(open_page: OpenPage) -> None:
    page = open_page()
    seen = [(search(page), picture(page))]
    for change in five_changes(page):
        change()
        seen.append((search(page), picture(page)))
    for address, shown in seen[-2::-1]:
        page.go_back()
        settle(page)
        assert (search(page), differences(page, shown)) == (address, set())
    for address, shown in seen[1:]:
        page.go_forward()
        settle(page)
        assert (search(page), differences(page, shown)) == (address, set())

    assert len({address for address, _ in seen}) == 6
    assert all(len(address) < 150 for address, _ in seen)


@pytest.mark.parametrize(
    "query",
    [
        "indikator=einwohner&jahr=2011&klassen=quantile-7&auswahl=13&symbole=wohngeld",
        "indikator=raeumungsklagen-je-1000&jahr=2019&grenzen=jahr&karte=indikator&ansicht=tabelle",
        "ebene=stadt&auswahl=fl&klassen=abweichung-4",
        "foerdergebiet=hafen-ost&programme=stadtumbau&zeit=1999-2031",
    ],
)
def test_a_view_looks_the_same_after_moving_there_and_after_a_reload(
    open_page: OpenPage, query: str
) -> None:
    page = open_page("indikator=geburten&jahr=2018&foerdergebiet=duburg&klassen=eigene-5,9")
    go(page, query)
    expect(page.locator("#notices p")).to_have_count(0)
    moved = picture(page)
    page.reload()

    assert differences(page, moved) == set()
    assert search(page).startswith("?stadt=flensburg&")


def test_choosing_what_is_chosen_makes_no_new_step(open_page: OpenPage) -> None:
    page = open_page()
    choose_indicator(page, "einwohner")
    settle(page)
    steps = page.evaluate("history.length")
    choose_indicator(page, "einwohner")
    find(page, "Tarup")
    find(page, "Tarup")
    settle(page)

    assert page.evaluate("history.length") == steps + 1


def test_two_windows_do_not_disturb_each_other(open_page: OpenPage) -> None:
    one = open_page()
    other = one.context.new_page()
    other.goto(one.url)
    settle(other)
    before = picture(other)
    choose_indicator(one, "wohngeld-anteil")
    area(one, "Tarup").click()
    other.bring_to_front()
    assert differences(other, before) == set()
    find(other, "Weiche")
    settle(other)
    other.reload()

    assert asked(one)["auswahl"] == "13"
    assert asked(other) == {"stadt": "flensburg", "auswahl": "06"}


def test_the_link_of_the_view_can_be_copied(open_page: OpenPage) -> None:
    page = open_page("jahr=2020&auswahl=13")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#copy-link").click()
    expect(page.locator("#announcer")).to_be_visible()
    expect(page.locator("#announcer")).to_contain_text("Zwischenablage")

    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_link_that_cannot_be_copied_is_shown(open_page: OpenPage) -> None:
    page = open_page("jahr=2020")
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('nein')); }"
    )
    page.locator("#copy-link").click()

    expect(page.locator("#announcer")).to_contain_text(page.url)


def test_the_start_view_is_one_click_away(open_page: OpenPage) -> None:
    page = open_page("jahr=2020&auswahl=13&ansicht=tabelle&klassen=gleich-3")
    start = page.locator("#start-view")
    expect(start).to_have_attribute("href", "/")
    start.click()
    moved = picture(page)
    page.reload()

    assert search(page) == ""
    assert differences(page, moved) == set()


def test_own_limits_do_not_outlive_their_indicator(open_page: OpenPage) -> None:
    page = open_page("klassen=eigene-10,20")
    open_theme(page, "einwohner").click()
    settle(page)

    assert asked(page) == {"stadt": "flensburg", "indikator": "einwohner"}
    page.go_back()
    settle(page)
    assert asked(page)["klassen"] == "eigene-10,20"
