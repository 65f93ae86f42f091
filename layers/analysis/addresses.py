"""Addresses of analyses: the query of a view, and the own parameters behind it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from geodata.model import City
from layers.analysis.model import Analysis
from layers.view import PARAMETERS, View, to_query

LIST_PATH, PATH = "/auswertungen", "/auswertung"
LONGEST = 2000  # letters of an own parameter


def own_parameters(analysis: Analysis, given: Mapping[str, str]) -> dict[str, str]:
    """Return those of *given* that belong to the analysis; too long ones are cut, empty ones left.

    Their order is that of the declaration, so an address has one form.
    """
    return {name: given[name][:LONGEST] for name in analysis.own if given.get(name)}


def query(city: City, view: View, own: Mapping[str, str] | None = None) -> str:
    """Return the query of an analysis; it always names the city."""
    base = to_query(view, city) or f"?{PARAMETERS['city']}={quote(view.city, safe=',._-')}"
    more = urlencode(own or {}, safe=",._-:", quote_via=quote)
    return f"{base}&{more}" if more else base


def address(name: str, city: City, view: View, own: Mapping[str, str] | None = None) -> str:
    """Return the address of an analysis below the root of the atlas."""
    return f"{PATH}/{name}{query(city, view, own)}"
