"""Markdown to HTML that is safe to show, whoever wrote it.

HTML in the text is shown as text, pictures are not loaded (they could come from another host),
and links lead only to http, https and mailto addresses or to pages of the atlas.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from layers.texts import FOLDER

OUTSIDE = re.compile(r"(https?://[^\s/\\]|mailto:[^\s@]+@)", re.IGNORECASE)
INSIDE = re.compile(r"(#[\w-]*|/(?![/\\])[\w/.-]*(\?[\w=&%.,-]*)?(#[\w-]*)?)", re.ASCII)
LOWEST_LEVEL = 6


def is_web_address(text: str) -> bool:
    """Return whether *text* may become a link to the outside: http, https or mailto only.

    Examples
    --------
    >>> [is_web_address(x) for x in ("https://example.org/a", "javascript:alert(1)", "//x.org")]
    [True, False, False]
    """
    return bool(OUTSIDE.match(text)) and not re.search(r"[\s<>\"'`\x00-\x1f]", text)


def markdown(text: str, title: str = "", root: str = "", level: int = 2) -> Markup:
    r"""Return *text* as HTML whose headings fit into the page around it.

    Parameters
    ----------
    text
        CommonMark with tables; a single line break stays a line break.
    title
        Title of the page: a first heading that only repeats it is left out.
    root
        Prefix of the atlas, set before links that begin with ``/``.
    level
        Level of the highest heading in the result, 2 to 6.

    Examples
    --------
    >>> str(markdown("# Wir\n[Bild](javascript:x) <b>"))
    '<h2>Wir</h2>\n<p>[Bild](javascript:x) &lt;b&gt;</p>\n'
    """
    reader = _reader()
    tokens = reader.parse(text)
    if _repeats_title(tokens, title):
        tokens = tokens[3:]
    _order_headings(tokens, level)
    for link in _links(tokens):
        _mark_link(link, root)
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 (html is off)


@cache
def long_text(language: str, name: str) -> str:
    """Return the longer interface text *name* of *language*, as Markdown.

    Raises
    ------
    FileNotFoundError
        If there is no such text.
    """
    return (FOLDER / language / "info" / f"{name}.md").read_text(encoding="utf-8")


def _reader() -> MarkdownIt:
    reader = _SafeReader("commonmark", {"html": False, "breaks": True})
    return reader.enable("table").disable("image")


class _SafeReader(MarkdownIt):
    """Reads CommonMark; a link to an address that may not be one stays plain text."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (name given by the base class)
        return is_web_address(url) or bool(INSIDE.fullmatch(url))


def _repeats_title(tokens: list[Token], title: str) -> bool:
    if len(tokens) < 3 or tokens[0].type != "heading_open":
        return False
    return tokens[1].content.strip().casefold() == title.casefold()


def _order_headings(tokens: list[Token], level: int) -> None:
    """Let headings begin at *level* and never skip a level, however the author counted."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=level)
    before = level - 1
    for token in headings:
        if token.type == "heading_open":
            wished = int(token.tag[1]) - highest + level
            before = min(wished, before + 1, LOWEST_LEVEL)
        token.tag = f"h{before}"


def _links(tokens: list[Token]) -> list[Token]:
    children = [child for token in tokens for child in token.children or ()]
    return [child for child in children if child.type == "link_open"]


def _mark_link(link: Token, root: str) -> None:
    address = str(link.attrGet("href"))
    if address.startswith("/"):
        link.attrSet("href", root + address)
    elif address.startswith("http"):
        link.attrSet("rel", "noopener noreferrer")
