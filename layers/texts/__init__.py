"""Interface texts by language: one folder a language, one YAML file a room of the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

FOLDER = Path(__file__).parent
DEFAULT_LANGUAGE = "de"

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C: eight times as fast

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
            path.stem: MappingProxyType(_read(path))
            for path in sorted((FOLDER / language).glob("*.yaml"))
        }
    )


def _read(path: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506 - a safe loader
    return found
