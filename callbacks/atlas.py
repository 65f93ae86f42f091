"""What every callback may read: the city and the language. Frozen, shared by all requests."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.model import City
from layers.texts import DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Atlas:
    """The loaded city and the interface language."""

    city: City
    language: str = DEFAULT_LANGUAGE
