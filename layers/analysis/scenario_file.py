"""A scenario as a small text file: a head, the city, the view, and one change a line."""

from __future__ import annotations

from enum import StrEnum

from geodata.model import City
from geodata.scenario import BETWEEN_CHANGES, LONGEST, parse
from layers.view import View, from_query, to_query

HEAD = "Sozialraumatlas Planspiel 1"
NAMES = ("Stadt", "Ansicht")
LOADED = "geoeffnet"  # parameter that says why a file was not opened or nothing was added


class Fault(StrEnum):
    """Why a file is not opened, or nothing more is added; keys of the texts of editors."""

    LARGE = "file_too_large"
    UNREADABLE = "file_unreadable"
    CITY = "file_other_city"
    FULL = "full"


class NotOpenedError(ValueError):
    """A file that is no scenario of this city; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def scenario_file(city: City, view: View, text: str) -> str:
    """Return the file of the scenario *text* as it is played: readable, the same every time.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> HEAD.split()[1]
    'Planspiel'
    """
    changes = parse(text)[0].changes
    head = (HEAD, f"{NAMES[0]}: {city.id}", f"{NAMES[1]}: {to_query(view, city)}", "")
    return "\n".join((*head, *(one.text for one in changes))) + "\n"


def opened(city: City, content: bytes) -> tuple[View, str]:
    """Return view and scenario of a file; what it says of figures is judged when it is played.

    Raises
    ------
    NotOpenedError
        If it is not text, has another head, is of another city, or holds no change at all.
    """
    try:
        lines = [line.strip() for line in content.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError as error:
        raise NotOpenedError(Fault.UNREADABLE) from error
    if not lines or lines[0] != HEAD:
        raise NotOpenedError(Fault.UNREADABLE)
    said = {}
    for line in lines[1:3]:
        name, _, value = line.partition(":")
        said[name] = value.strip()
    if said.get(NAMES[0]) != city.id:
        raise NotOpenedError(Fault.CITY)
    text = BETWEEN_CHANGES.join(line for line in lines[3:] if line)
    if len(text) > LONGEST:
        raise NotOpenedError(Fault.LARGE)
    scenario, _ = parse(text)
    if text and not scenario.changes:
        raise NotOpenedError(Fault.UNREADABLE)
    return from_query(said.get(NAMES[1], ""), city)[0], scenario.text
