"""Who asks for an information page, and how the links of that page are written."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from geodata.model import City
from layers.texts import DEFAULT_LANGUAGE
from layers.view import PARAMETERS, from_query, to_query

LONGEST_QUERY = 2000


@dataclass(frozen=True)
class Visit:
    """One request for an information page.

    ``path`` is the address of the page below ``root`` (``/methoden``), ``root`` the prefix under
    which the atlas is served (empty, or ``/atlas``), ``url`` the full address for feedback mails.
    ``back`` is the query of the map to return to (see :func:`return_query`), or empty.

    Examples
    --------
    >>> Visit(root="/atlas", back="?stadt=fl&jahr=2020").href("/quellen#lizenz")
    '/atlas/quellen?zurueck=stadt%3Dfl%26jahr%3D2020#lizenz'
    """

    language: str = DEFAULT_LANGUAGE
    path: str = "/"
    root: str = ""
    url: str = ""
    back: str = ""

    def href(self, path: str) -> str:
        """Return the address of another information page, which keeps the way back."""
        page, mark, fragment = path.partition("#")
        query = f"?zurueck={quote(self.back.removeprefix('?'), safe='')}" if self.back else ""
        return f"{self.root}{page}{query}{mark}{fragment}"

    def asset(self, name: str) -> str:
        """Return the address of a file of the folder ``assets``."""
        return f"{self.root}/assets/{name}"

    @property
    def map_href(self) -> str:
        """The address of the map that the visitor came from, else of the start view."""
        return f"{self.root}/{self.back}"

    def indicator_href(self, indicator_id: str) -> str:
        """Return the address of the map that shows one indicator."""
        return f"{self.root}/?{PARAMETERS['indicator']}={quote(indicator_id)}"


def return_query(asked: str, city: City) -> str:
    """Return the query of the view that *asked* names, or empty text for the start view.

    *asked* comes from the address bar and may be anything. It is read as a view and written
    anew, so the result is always a query of this map and never an address of another host.
    """
    if not asked or len(asked) > LONGEST_QUERY:
        return ""
    return to_query(from_query(asked, city)[0], city)
