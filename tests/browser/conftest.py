"""Fixtures of the browser tests: the running atlas, and pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from app import create_app
from callbacks.settings import Settings
from tests.browser.harness import Watch, open_watched, serving

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def address_of(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., str]]:
    """A function: city folder (and others beside it) to base address; each is started once."""
    with ExitStack() as running:

        @cache
        def start(folder: Path, beside: tuple[Path, ...] = ()) -> str:
            kept = tmp_path_factory.mktemp("cache")
            app = create_app(Settings(city=folder, cache=str(kept), beside=beside))
            return running.enter_context(serving(app.server))

        yield start


@pytest.fixture
def watches() -> list[Watch]:
    """What was watched in this test, in the order of opening."""
    return []


@pytest.fixture
def open_page(
    chromium: Browser, address_of: Callable[..., str], watches: list[Watch]
) -> Iterator[OpenPage]:
    """A function that opens a view of the atlas and waits until it is drawn.

    At the end of the test it is checked that no page asked another host, wrote an error to
    the console or kept a cookie.
    """

    def open_(
        query: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        touch: bool = False,
        city: Path | None = None,
        beside: tuple[Path, ...] = (),
        reduced_motion: bool = False,
    ) -> Page:
        base = address_of(city or Settings.city, beside)
        address = f"{base}/{'?' + query.lstrip('?') if query else ''}"
        page, watch = open_watched(
            chromium,
            address,
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce" if reduced_motion else "no-preference",
        )
        watches.append(watch)
        return page

    yield open_
    faults = [fault for watch in watches for fault in watch.faults()]
    for context in list(chromium.contexts):
        context.close()
    assert faults == []
