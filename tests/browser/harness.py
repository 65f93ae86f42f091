"""A browser that reports every foreign request, console error and cookie of a page."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from playwright.sync_api import Error as PlaywrightError
from werkzeug.serving import WSGIRequestHandler, make_server

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
READY = "document.documentElement.dataset.atlas === 'ready'"
PATIENCE_MS = 20_000
OWN_SCHEMES = ("data", "blob", "about")
CHROMIUM_ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # A foreign host must not be reached even if a page asks for it: the request still counts.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
LOOK = """patience => new Promise((done, fail) => {
    const last = performance.now() + patience;
    const look = () => {
        try {
            if (EXPRESSION) return done();
        } catch (error) {
            return fail(error);
        }
        if (performance.now() > last) return fail(new Error(`never true: EXPRESSION`));
        return requestAnimationFrame(look);
    };
    look();
})"""
RUN_AXE = """async tags => {
    const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}});
    return found.violations.map(rule => ({
        id: rule.id, impact: rule.impact, help: rule.help,
        targets: rule.nodes.map(node => node.target.join(' ')),
        html: rule.nodes.map(node => node.html.slice(0, 200)),
    }));
}"""


class Watch:
    """Everything that a browser context asks for, says and keeps."""

    def __init__(self, context: BrowserContext, host: str) -> None:
        self.requests: list[str] = []
        self.console: list[str] = []
        self.errors: list[str] = []
        self._context = context
        self._host = host
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", self._follow)

    def foreign_requests(self) -> list[str]:
        """Return the addresses of other hosts that were asked for, in order."""
        return [url for url in self.requests if is_foreign(url, self._host)]

    def faults(self) -> list[str]:
        """Return one sentence for each thing that no page of the atlas may do."""
        cookies = [str(cookie.get("name")) for cookie in self._context.cookies()]
        return [
            *(f"foreign request: {url}" for url in self.foreign_requests()),
            *(f"console error: {text}" for text in self.errors),
            *(f"cookie: {name}" for name in cookies),
        ]

    def _hear(self, message: Any) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requests.append(socket.url))


def is_foreign(url: str, host: str) -> bool:
    """Tell whether *url* belongs to another host (with port) than *host*."""
    parts = urlsplit(url)
    return parts.scheme not in OWN_SCHEMES and parts.netloc != host


@contextmanager
def serving(server: Flask) -> Iterator[str]:
    """Answer requests for *server* on a free port, in a thread; give the base address."""
    listener = make_server("127.0.0.1", 0, server, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def launch(playwright: Playwright) -> Browser:
    """Start the Chromium of ``$CHROMIUM``, else of the system, else of Playwright."""
    installed = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    program = os.environ.get("CHROMIUM") or installed
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    sandbox = ["--no-sandbox"] if as_root else []
    return playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_ARGUMENTS, *sandbox])


def open_watched(
    browser: Browser, address: str, ready: str = READY, **screen: Any
) -> tuple[Page, Watch]:
    """Open *address* in a fresh context with *screen* and wait until *ready* is true."""
    context = browser.new_context(locale="de-DE", timezone_id="Europe/Berlin", **screen)
    context.set_default_timeout(PATIENCE_MS)
    watch = Watch(context, urlsplit(address).netloc)
    page = context.new_page()
    page.goto(address)
    try:
        wait_until(page, ready)
    except PlaywrightError as error:
        error.add_note(f"The page said: {watch.faults() or watch.console or 'nothing'}")
        raise
    return page, watch


def wait_until(page: Page, expression: str) -> None:
    """Wait until the JavaScript *expression* is true on *page*, looking at every frame.

    Playwright's own ``wait_for_function`` calls ``eval`` in the page, which the page's policy
    forbids from the second look on.
    """
    page.evaluate(LOOK.replace("EXPRESSION", expression), PATIENCE_MS)


def axe(page: Page, tags: tuple[str, ...] = WCAG) -> list[dict[str, Any]]:
    """Return the violations of *tags* that axe-core finds on *page* as it is now.

    ``(*WCAG, "best-practice")`` asks for more. The script goes in past the page's policy.
    """
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return list(page.evaluate(RUN_AXE, list(tags)))
