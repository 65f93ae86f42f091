"""The harness itself: what it must catch is planted, and it is caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser.harness import axe, is_foreign, open_watched, serving, wait_until

READY = "<script>document.documentElement.dataset.atlas = 'ready'</script>"
ICON = '<link rel="icon" href="data:,">'
CALM = f"<!DOCTYPE html><html lang=de><title>Ruhig</title>{ICON}<main><h1>Ruhig</h1></main>{READY}"
LOADED = "document.documentElement.dataset.atlas === 'ready' && document.readyState === 'complete'"

OpenToy = Callable[[str], list[str]]


@pytest.fixture
def faults_of(chromium: Browser) -> OpenToy:
    """A function: body of a page to the faults that the watch finds on it."""

    def open_(body: str) -> list[str]:
        toy = Flask("toy")

        def page() -> Response:
            return Response(CALM + body, content_type="text/html; charset=utf-8")

        toy.add_url_rule("/", "page", page)
        with serving(toy) as address:
            opened, watch = open_watched(chromium, address, LOADED)
            faults = watch.faults()
            opened.context.close()
        return faults

    return open_


def test_a_calm_page_has_no_faults(faults_of: OpenToy) -> None:
    assert faults_of("") == []


def test_a_request_to_another_host_is_caught(faults_of: OpenToy) -> None:
    faults = faults_of('<img src="http://fremd.example/zaehlpixel.gif" alt="">')

    assert "foreign request: http://fremd.example/zaehlpixel.gif" in faults


def test_a_request_to_another_port_is_caught(faults_of: OpenToy) -> None:
    faults = faults_of('<script src="http://127.0.0.1:9/script.js"></script>')

    assert "foreign request: http://127.0.0.1:9/script.js" in faults


def test_a_web_socket_to_another_host_is_caught(faults_of: OpenToy) -> None:
    faults = faults_of("<script>new WebSocket('ws://fremd.example/strom')</script>")

    assert any(fault.startswith("foreign request: ws://fremd.example/strom") for fault in faults)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>console.error('kaputt')</script>", "console error: kaputt"),
        ("<script>throw new Error('geworfen')</script>", "console error: geworfen"),
        ("<script>Promise.reject(new Error('spaet'))</script>", "console error: spaet"),
        ('<img src="/fehlt.png" alt="">', "console error: Failed to load resource"),
    ],
)
def test_an_error_is_caught(faults_of: OpenToy, body: str, said: str) -> None:
    faults = faults_of(body)

    assert any(fault.startswith(said) for fault in faults), faults


def test_a_cookie_is_caught(faults_of: OpenToy) -> None:
    assert faults_of("<script>document.cookie = 'spur=1'</script>") == ["cookie: spur"]


def test_waiting_in_vain_tells_for_what(chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.browser.harness.PATIENCE_MS", 50)
    page = chromium.new_page()

    with pytest.raises(PlaywrightError, match="never true: 1 === 2"):
        wait_until(page, "1 === 2")

    page.context.close()


def test_a_page_that_never_gets_ready_tells_what_it_said(chromium: Browser) -> None:
    toy = Flask("toy")
    toy.add_url_rule("/", "page", lambda: ICON + "<script>console.error('so nicht')</script>")

    with serving(toy) as address, pytest.raises(PlaywrightError, match="nie") as raised:
        open_watched(chromium, address, "(() => { throw new Error('nie') })()")

    assert "so nicht" in raised.value.__notes__[0]


@pytest.mark.parametrize(
    ("url", "foreign"),
    [
        ("http://127.0.0.1:8050/x", False),
        ("data:image/png;base64,AA", False),
        ("blob:http://127.0.0.1:8050/1", False),
        ("https://127.0.0.1/x", True),
        ("http://fremd.example/x", True),
    ],
)
def test_foreign_means_another_host_or_port(url: str, foreign: bool) -> None:
    assert is_foreign(url, "127.0.0.1:8050") is foreign


def test_axe_finds_a_picture_without_words(chromium: Browser) -> None:
    toy = Flask("toy")
    toy.add_url_rule("/", "page", lambda: CALM + '<img id="stumm" src="data:,">')

    with serving(toy) as address:
        page, _ = open_watched(chromium, address)
        violations = axe(page)
        page.context.close()

    assert [(rule["id"], rule["targets"]) for rule in violations] == [("image-alt", ["#stumm"])]


def test_waiting_and_axe_work_under_a_strict_policy(chromium: Browser) -> None:
    toy = Flask("toy")
    late = "<script>setTimeout(() => { document.title = 'Spaet' }, 100)</script>"

    def page() -> Response:
        policy = {"Content-Security-Policy": "default-src 'self' data:; script-src 'unsafe-inline'"}
        return Response(CALM + late, headers=policy, content_type="text/html; charset=utf-8")

    toy.add_url_rule("/", "page", page)
    with serving(toy) as address:
        opened, watch = open_watched(chromium, address, "document.title === 'Spaet'")
        violations = axe(opened, ("wcag2a", "wcag2aa", "best-practice"))
        opened.context.close()

    assert (violations, watch.errors) == ([], [])
