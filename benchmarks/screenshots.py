"""The pictures of the README, made anew: ``make screenshots``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from app import create_app
from callbacks.settings import Settings
from tests.browser.harness import READY, launch, open_watched, serving

FOLDER = Path(__file__).parent / "pictures"
DESKTOP = {"viewport": {"width": 1440, "height": 900}}
LONG = {"viewport": {"width": 1200, "height": 1500}}
LOADED = "document.readyState === 'complete'"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True)
class Picture:
    """One picture: address, screen, what must be there first, and the part that is shown."""

    query: str
    screen: dict[str, Any] = field(default_factory=lambda: DESKTOP)
    waits_for: str = "#map"
    part: str = ""
    sheet: str = ""
    ready: str = READY


PICTURES = {
    "atlas-1440.png": Picture("?auswahl=02"),
    "atlas-390.png": Picture("", PHONE),
    "akte-390.png": Picture(
        "?foerdergebiet=neustadt", PHONE, "#funded-area-panel h2", sheet="sheet-area"
    ),
    "zeitleiste-1440.png": Picture(
        "?foerdergebiet=neustadt&zeit=1995-2030&unterlage=ja",
        waits_for="#tl-parts-neustadt .tl-item",
        part="#sheet-timeline",
    ),
    "bedarf-1440.png": Picture("?bedarf=12.5", waits_for="#need-panel"),
    "auswertung-1200.png": Picture(
        "auswertung/zielgenauigkeit", LONG, waits_for=".analysis-answer", ready=LOADED
    ),
}


def main() -> None:
    """Start the atlas, take every picture, stop the atlas."""
    FOLDER.mkdir(exist_ok=True)
    with serving(create_app(Settings()).server) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, picture in PICTURES.items():
            page = opened(browser, address, picture)
            shown = page.locator(picture.part) if picture.part else page
            shown.screenshot(path=str(FOLDER / name))
            page.context.close()
        browser.close()


def opened(browser: Browser, address: str, picture: Picture) -> Page:
    """Open the view of *picture* and wait until all that it shows is there."""
    page, _ = open_watched(browser, f"{address}/{picture.query}", picture.ready, **picture.screen)
    expect(page.locator(picture.waits_for).first).to_be_attached()
    if picture.sheet:
        page.locator(f'#sheet-bar [data-sheet="{picture.sheet}"]').tap()
        expect(page.locator(f"#{picture.sheet}.open")).to_be_visible()
    page.evaluate("() => Promise.all(document.getAnimations().map((one) => one.finished))")
    return page


if __name__ == "__main__":
    main()
