"""The pictures of the README, made anew: ``make screenshots``."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from app import create_app
from callbacks.settings import Settings
from tests.browser.harness import launch, open_watched, serving

FOLDER = Path(__file__).parent / "pictures"
PICTURES = {
    "atlas-1440.png": ("/?auswahl=02", {"viewport": {"width": 1440, "height": 900}}),
    "atlas-390.png": (
        "/",
        {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    ),
}


def main() -> None:
    """Start the atlas, take every picture, stop the atlas."""
    FOLDER.mkdir(exist_ok=True)
    with serving(create_app(Settings()).server) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for name, (query, screen) in PICTURES.items():
            page, _ = open_watched(browser, f"{address}{query}", **screen)
            page.screenshot(path=str(FOLDER / name))
            page.context.close()
        browser.close()


if __name__ == "__main__":
    main()
