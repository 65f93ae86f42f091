"""All information pages of a city, and what the tests ask of their HTML."""

from __future__ import annotations

from html.parser import HTMLParser

from geodata.model import City
from layers.indicator_sheet import indicator_sheet
from layers.info_pages import PAGES, error_page, info_page
from layers.info_visit import Visit


class Outline(HTMLParser):
    """Collects what the tests ask of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.headings: list[int] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        self.addresses += [given[key] or "" for key in ("href", "src") if key in given]
        if "id" in given:
            self.ids.append(given["id"] or "")


def all_pages(city: City) -> dict[str, str]:
    """Return every information page of *city* by its path."""
    pages = {f"/{name}": info_page(name, city, Visit(path=f"/{name}")) for name in PAGES}
    sheets = {
        f"/methoden/{one.id}": indicator_sheet(one.id, city, Visit(path=f"/methoden/{one.id}"))
        for one in city.indicators
    }
    errors = {f"/{code}": error_page(code, city, Visit()) for code in (404, 500)}
    return pages | sheets | errors
