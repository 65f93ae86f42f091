"""What all tests share: the embedded city, and a free port."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from callbacks.settings import Settings
from geodata.model import City
from geodata.package import read_city
from tests.browser.harness import launch

settings.register_profile(
    "atlas", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("atlas")


@pytest.fixture(scope="session")
def flensburg() -> City:
    """The embedded city, read once; it is immutable."""
    return read_city(Settings.city)


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
