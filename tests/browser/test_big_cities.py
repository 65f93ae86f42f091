"""Cities unlike Flensburg: one area, two thousand, wild names, odd figures, no operator."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from layers.texts import texts
from tests.browser.harness import READY, wait_until
from tests.browser.steps import OpenPage, areas, asked, legend, load, settle
from tests.cities import city_files, many_areas, write_city

WORDS = texts("de")
DESKTOP, PHONE = (1440, 900), (390, 844)
SCREENS = pytest.mark.parametrize(("width", "height"), [DESKTOP, PHONE])
LEAKS = r"undefined|\bNaN\b|\bnull\b|Infinity|\[object|\{\w+\}"
WILD = [
    "Über-Älmenstraße & Söhne",
    "Am „Tor“ \"zwei\" 'drei'",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "🙂 Siedlung 🏘️",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenviertel" + "-und-noch-länger" * 4,
    "{value} %s ${x} &amp;",
    "שכונה",
    "a" * 120,
]
NUMBER = ("zahl,bevoelkerung,Eine Zahl,Zahl,Hier sind es {value}.,Eine gemessene Zahl,Punkte,"
          "number,,,1,1,neutral,,atlas-2022,31.12.,\n")  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """A function that builds each city once, by its name."""
    known: dict[str, Path] = {}

    def build(name: str, make: Callable[[Path], Path]) -> Path:
        if name not in known:
            known[name] = make(tmp_path_factory.mktemp("staedte") / name)
        return known[name]

    return build


def fields(folder: Path, count: int, years: Iterable[int] = (2022,)) -> Path:
    """Write a city of *count* areas that begins with coloured areas and their names."""
    many_areas(folder, count, years)
    package = folder / "datapackage.yaml"
    text = package.read_text(encoding="utf-8")
    assert "layers: []" in text
    text = text.replace("layers: []", "layers: [indikator, gebiete, namen, zweifel]")
    package.write_text(text, encoding="utf-8")
    return folder


def with_figures(folder: Path, figures: Iterable[float | None]) -> Path:
    """Write a city whose areas have *figures* of a published number; None is suppressed."""
    rows = list(figures)
    fields(folder, len(rows))
    values = [
        f"f{number:04d},zahl,2022,{'' if figure is None else figure},,,"
        f"{'suppressed' if figure is None else 'ok'},"
        for number, figure in enumerate(rows, start=1)
    ]
    with (folder / "values.csv").open("a", encoding="utf-8") as file:
        file.write("\n".join(values) + "\n")
    with (folder / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write(NUMBER)
    return folder


def with_names(folder: Path, names: list[str]) -> Path:
    """Write a city whose areas have *names*."""
    fields(folder, len(names))
    path = folder / "areas-feld.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    for feature, name in zip(collection["features"], names, strict=True):
        feature["properties"]["name"] = name
    path.write_text(json.dumps(collection, ensure_ascii=False), encoding="utf-8")
    return folder


def assert_calm(page: Page) -> None:
    """The page stands, speaks German in whole words, and fits its window."""
    settle(page)
    said = page.locator("#atlas").inner_text()
    labels = page.evaluate(
        "[...document.querySelectorAll('#atlas [aria-label]')].map((one) => one.ariaLabel).join()"
    )
    assert (
        re.findall(LEAKS, said.replace("{value} %s ${x}", "") + labels.replace(WILD[6], "")) == []
    )
    assert page.locator("#headline").inner_text() != WORDS["page"]["loading"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate("document.documentElement.dataset.atlas") == "ready"


@SCREENS
def test_a_city_of_one_area_can_be_shown(
    open_page: OpenPage, built: Callable[..., Path], width: int, height: int
) -> None:
    city = built("eins", lambda folder: fields(folder, 1))
    page = open_page("auswahl=f0001", city=city, width=width, height=height)

    assert_calm(page)
    assert list(areas(page)) == ["f0001"]
    assert [row["count"] for row in legend(page)] == [1]


def test_a_city_of_one_level_offers_no_choice_of_levels(
    open_page: OpenPage, built: Callable[..., Path]
) -> None:
    page = open_page(city=built("eine-ebene", one_level))

    assert_calm(page)
    assert list(areas(page)) == ["Rasterstadt"]
    expect(page.locator("#level-choice")).to_be_hidden()


def one_level(folder: Path) -> Path:
    fields(folder, 4)
    package = (folder / "datapackage.yaml").read_text(encoding="utf-8")
    lines = [line for line in package.splitlines() if "feld" not in line or "start" in line]
    text = "\n".join(lines).replace("level: feld", "level: stadt") + "\n"
    (folder / "datapackage.yaml").write_text(text, encoding="utf-8")
    (folder / "areas-feld.geojson").unlink()
    values = (folder / "values.csv").read_text(encoding="utf-8").splitlines()
    kept = [line for line in values if not line.startswith("f0")]
    (folder / "values.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


def test_where_there_is_one_year_there_is_nothing_to_play(
    open_page: OpenPage, built: Callable[..., Path]
) -> None:
    page = open_page("auswahl=f0002", city=built("vier", lambda folder: fields(folder, 4)))

    assert_calm(page)
    expect(page.locator("#play")).to_be_hidden()
    expect(page.locator("#year")).to_be_disabled()
    expect(page.locator("#sheet-legend")).to_contain_text(WORDS["legend"]["fixed_one"])


def test_a_city_without_funded_areas_and_milestones_says_so(
    open_page: OpenPage, built: Callable[..., Path]
) -> None:
    page = open_page(city=built("vier", lambda folder: fields(folder, 4)))

    assert_calm(page)
    expect(page.locator("[data-layer=gebiete], #funded-list *")).to_have_count(0)
    timeline = page.locator("#timeline")
    expect(timeline).to_contain_text(WORDS["timeline"]["no_funded_areas"])
    expect(timeline).to_contain_text(WORDS["timeline"]["no_milestones"])


def test_two_thousand_areas_stand_switch_and_can_be_walked(
    open_page: OpenPage, built: Callable[..., Path]
) -> None:
    city = built("gross", lambda folder: fields(folder, 2000, years=(2021, 2022)))
    page = open_page(city=city)
    assert_calm(page)
    expect(page.locator("#map path.area")).to_have_count(2000)
    page.evaluate("atlas.wiring.send({year: 2021, classes: 'quantile-4'})")
    settle(page)
    assert [row["count"] for row in legend(page)] == [500] * 4

    page.evaluate("atlas.wiring.send({area: 'f0051'})")
    settle(page)
    page.locator("#map-keys").focus()
    for key, name in (("ArrowDown", "f0101"), ("ArrowRight", "f0102"), ("ArrowUp", "f0052")):
        page.keyboard.press(key)
        expect(page.locator("#announcer")).to_contain_text(f"{name}: ")
    page.keyboard.press("Enter")
    wait_until(page, f"{READY} && location.search.includes('auswahl=f0052')")
    assert_calm(page)


@SCREENS
def test_any_name_is_shown_as_text_and_fits(
    open_page: OpenPage, built: Callable[..., Path], width: int, height: int
) -> None:
    city = built("namen", lambda folder: with_names(folder, WILD))
    page = open_page(city=city, width=width, height=height)
    found = page.locator("#map path.area").evaluate_all("all => all.map((one) => one.ariaLabel)")

    assert [label.rsplit(": ", 1)[0] for label in found] == WILD
    for number, name in enumerate(WILD, start=1):
        page.evaluate(f"atlas.wiring.send({{area: 'f{number:04d}'}})")
        settle(page)
        assert page.locator("#area-panel h2").inner_text() == name
        assert_calm(page)
    load(page, "ansicht=tabelle")
    assert sorted(page.locator("table.twin tbody th").all_inner_texts()) == sorted(WILD)
    assert_calm(page)
    expect(page.locator("#atlas script, #atlas img")).to_have_count(0)


@pytest.mark.parametrize("mode", ["karte", "tabelle"])
def test_an_indicator_that_is_wholly_suppressed_is_hatched_and_explained(
    open_page: OpenPage, built: Callable[..., Path], mode: str
) -> None:
    city = built("geheim", lambda folder: with_figures(folder, [None] * 6))
    page = open_page(f"indikator=zahl&auswahl=f0003&symbole=zahl&ansicht={mode}", city=city)

    assert_calm(page)
    reason = WORDS["legend"]["status_suppressed"]
    expect(page.locator("#sheet-legend")).to_contain_text(
        WORDS["legend"]["all_empty"].format(year=2022)
    )
    expect(page.locator("#area-panel")).to_contain_text(reason, ignore_case=True)
    if mode == "karte":
        assert {one["status"] for one in areas(page).values()} == {"suppressed"}
    else:
        expect(page.locator("table.twin tbody tr")).to_have_count(6)


@pytest.mark.parametrize("method", ["natuerlich-5", "quantile-3", "gleich-4", "abweichung-6"])
def test_negative_figures_are_classed_and_written_with_a_minus(
    open_page: OpenPage, built: Callable[..., Path], method: str
) -> None:
    city = built("minus", lambda folder: with_figures(folder, [-40.5, -3, -0.2, 0, 2, 17.5]))
    page = open_page(f"indikator=zahl&klassen={method}&auswahl=f0001&symbole=zahl", city=city)

    assert_calm(page)
    assert areas(page)["f0001"]["value"] == "−40,5\u00a0Punkte"
    assert sum(row["count"] for row in legend(page)) == 6


@pytest.mark.parametrize("figure", [0, 0.2, -7, 12345678.9])
def test_figures_that_are_all_the_same_make_one_class_and_own_limits_still_work(
    open_page: OpenPage, built: Callable[..., Path], figure: float
) -> None:
    city = built(f"gleich{figure}", lambda folder: with_figures(folder, [figure] * 5))
    page = open_page("indikator=zahl&auswahl=f0001", city=city)

    assert_calm(page)
    assert [row["count"] for row in legend(page)] == [5]
    page.locator("#method").select_option("eigene")
    settle(page)
    assert asked(page)["klassen"].startswith("eigene-")
    expect(page.locator("#notices *")).to_have_count(0)
    assert sum(row["count"] for row in legend(page)) == 5
    assert_calm(page)


def test_where_the_operator_is_missing_the_imprint_says_so(
    open_page: OpenPage, built: Callable[..., Path]
) -> None:
    city = built("niemand", without_operator)
    page = open_page(city=city)
    assert_calm(page)
    page.locator("#footer a[href$=impressum]").click()

    expect(page.locator("main")).to_contain_text(WORDS["info"]["unfilled_title"])
    assert re.findall(LEAKS, page.locator("body").inner_text()) == []


def without_operator(folder: Path) -> Path:
    package = city_files()["datapackage.yaml"]
    lines = [line for line in package.splitlines() if "operator" not in line]
    files = {"datapackage.yaml": "\n".join(lines) + "\n", "pages/impressum.md": None}
    return write_city(folder, files=files)
