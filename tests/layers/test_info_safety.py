"""Whatever a city package or an address says: text stays text, and links lead where they may."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geodata.model import City, Operator
from layers.info_frame import feedback_href
from layers.info_markdown import is_web_address, markdown
from layers.info_pages import PAGES, info_page
from layers.info_visit import Visit, return_query
from tests.layers.info_city import CASES, CHILDREN, small_city
from tests.layers.info_html import Outline, all_pages

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize(
    "email", ["", "javascript:alert(1)", "a@b", "a@b.de?bcc=c@d.de", "a@b.de\nx"]
)
def test_what_is_no_plain_email_address_becomes_no_link(email: str) -> None:
    city = replace(small_city(), operator=Operator(email=email))
    assert feedback_href(city, Visit(), "Methoden") == ""


def hostile_city() -> City:
    city = small_city()
    source = replace(
        city.sources[0], title=HOSTILE, url="javascript:alert(1)", licence_url="data:x,y"
    )
    indicator = replace(
        CHILDREN,
        name=HOSTILE,
        definition=HOSTILE,
        sentence="{value.__class__} {0}" + HOSTILE,
        source=source,
    )
    area = replace(
        city.funded_areas[0], name=HOSTILE, sources=("JavaScript:alert(1)", "//x.example")
    )
    text = f"{HOSTILE}\n\n[a](javascript:alert(1)) ![b](https://x.example/b.png)"
    return replace(
        city,
        name=HOSTILE,
        title=HOSTILE,
        indicators=(indicator, CASES),
        sources=(source,),
        funded_areas=(area,),
        operator=Operator(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        pages=dict.fromkeys(PAGES, text),
    )


def test_hostile_markup_in_a_city_package_is_shown_as_text() -> None:
    for path, page in all_pages(hostile_city()).items():
        outline = Outline(page)
        assert not {"script", "img"} & set(outline.tags), path
        assert "&lt;script&gt;" in page, path


def test_hostile_addresses_in_a_city_package_become_no_links() -> None:
    safe = ("http://", "https://", "mailto:", "/", "#")
    for path, page in all_pages(hostile_city()).items():
        for address in Outline(page).addresses:
            assert address.startswith(safe), f"{path}: {address}"
            assert not address.startswith("//"), f"{path}: {address}"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//x.example",
        "https:///x",
        "https://a b",
        'https://a"onclick=',
        "ftp://x.example",
        "",
    ],
)
def test_only_http_https_and_mailto_are_web_addresses(address: str) -> None:
    assert not is_web_address(address)


@pytest.mark.parametrize(
    "address", ["//x.example", "/\\x.example", "javascript:x", "x/y", "data:x,y"]
)
def test_markdown_makes_no_link_to_an_unsafe_address(address: str) -> None:
    assert "<a" not in markdown(f"[Text]({address})")


def test_markdown_links_to_pages_of_the_atlas_keep_the_prefix() -> None:
    assert 'href="/atlas/quellen#zahlen"' in markdown("[Q](/quellen#zahlen)", root="/atlas")


def test_markdown_headings_fit_below_the_title_however_the_author_counted() -> None:
    html = markdown("# Impressum\n\n### Anschrift\n\n###### Ort\n\n### Aufsicht", "Impressum")
    assert Outline(html).headings == [2, 3, 2]
    assert "Impressum" not in html
    assert Outline(markdown("# A\n\n#### B", level=3)).headings == [3, 4]


def test_the_way_back_is_a_query_of_this_map_and_never_another_host() -> None:
    city = small_city()
    assert return_query("jahr=2021&auswahl=01", city) == "?stadt=mh&jahr=2021&auswahl=01"
    for hostile in ("//x.example", "https://x.example/?a=1", "javascript:alert(1)", "x" * 5000):
        assert return_query(hostile, city) == ""


def test_links_between_pages_keep_the_way_back() -> None:
    page = info_page("quellen", small_city(), Visit(back="?stadt=mh&jahr=2021"))
    assert 'href="/?stadt=mh&amp;jahr=2021"' in page
    assert 'href="/methoden?zurueck=stadt%3Dmh%26jahr%3D2021"' in page
    assert "Zurück zur Karte" in page


def test_links_carry_the_prefix_under_which_the_atlas_is_served() -> None:
    for name in PAGES:
        page = info_page(name, small_city(), Visit(root="/atlas"))
        inner = [x for x in Outline(page).addresses if x.startswith("/")]
        assert all(x.startswith("/atlas/") for x in inner)
