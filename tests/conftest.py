"""What all tests share: the embedded city, Berlin where its files are, and a free port."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from callbacks.settings import ROOT, Settings
from geodata.model import City
from geodata.package import read_city
from geodata.sources import berlin
from tests.browser.harness import launch

# The same examples in every run, so that a change alone decides whether the tests are green;
# HYPOTHESIS_PROFILE=search looks for new ones.
COMMON: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
    "print_blob": True,
}
settings.register_profile("atlas", derandomize=True, **COMMON)
settings.register_profile("search", **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "atlas"))


@pytest.fixture(scope="session")
def flensburg() -> City:
    """The embedded city, read once; it is immutable."""
    return read_city(Settings.city)


@pytest.fixture(scope="session")
def berlin_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of Berlin, built once; skips where its official files are not at hand."""
    folder = Path(os.environ.get("BERLIN_DATA", ROOT.parent / "shared" / "data" / "berlin"))
    absent = [path for path in berlin.needed_files(folder) if not path.is_file()]
    if absent:
        pytest.skip(f"Berliner Dateien fehlen: {absent[0]} (BERLIN_DATA nennt den Ordner)")
    package = tmp_path_factory.mktemp("berlin")
    berlin.build(folder, package)
    return package


@pytest.fixture(scope="session")
def berlin_city(berlin_package: Path) -> City:
    """Berlin, read once; it is immutable."""
    return read_city(berlin_package)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the whole run; each page gets a fresh context.

    It stands here, not beside the browser tests: Playwright allows one of its kind in a process.
    """
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def free_port() -> int:
    """A TCP port of this machine that nobody uses at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
