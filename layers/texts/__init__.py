"""Interface texts by language: one folder a language, one YAML file a room of the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "de"

Texts = Mapping[str, Mapping[str, str]]


def languages() -> tuple[str, ...]:
    """Return the languages that have a folder of texts, in alphabetical order."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "page.yaml").exists()))


@cache
def texts(language: str = DEFAULT_LANGUAGE) -> Texts:
    """Return all texts of *language* as room -> key -> text, read-only.

    Raises
    ------
    KeyError
        If there is no folder of that language.

    Examples
    --------
    >>> texts("de")["page"]["product"]
    'Sozialraumatlas'
    """
    if language not in languages():
        raise KeyError(f"no texts in language {language!r}; there are {', '.join(languages())}")
    return MappingProxyType(
        {
            path.stem: MappingProxyType(yaml.safe_load(path.read_text(encoding="utf-8")))
            for path in sorted((FOLDER / language).glob("*.yaml"))
        }
    )
