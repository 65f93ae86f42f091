"""Dates of the timeline in words, with the precision that the source gives."""

from __future__ import annotations

from collections.abc import Mapping

from geodata.dates import PartialDate

Room = Mapping[str, str]


def date_words(date: PartialDate, room: Room, rough: bool = False) -> str:
    """Return a date as 30.01.2000, September 1999, 1999 or um 1960."""
    if rough:
        return room["about"].format(date=date.year)
    if date.precision == "month":
        return f"{room['months'].split(',')[date.month - 1]} {date.year}"
    return date.german


def event_words(date: PartialDate | None, room: Room, *, rough: bool, planned: bool) -> str:
    """Return when an event is or is planned to be."""
    if date is None:
        return room["undated"]
    words = date_words(date, room, rough)
    return room["planned_at"].format(date=words) if planned else words


def span_words(
    start: PartialDate | None, end: PartialDate | None, room: Room, *, rough: bool = False
) -> str:
    """Return from when to when; the same words twice become one date."""
    if start is None or end is None:
        return _half_known(start, end, room, rough)
    first, last = (date_words(date, room, rough) for date in (start, end))
    return first if first == last else room["from_to"].format(start=first, end=last)


def _half_known(start: PartialDate | None, end: PartialDate | None, room: Room, rough: bool) -> str:
    if start is not None:
        return room["since_open"].format(start=date_words(start, room, rough))
    if end is not None:
        return room["until"].format(end=date_words(end, room, rough))
    return room["undated"]


def since_words(start: PartialDate, room: Room, *, rough: bool = False) -> str:
    """Return since when something has been going on."""
    return room["since"].format(start=date_words(start, room, rough))


def planned_words(start: PartialDate | None, end: PartialDate | None, room: Room) -> str:
    """Return for when something is planned."""
    if start is None and end is None:
        return room["undated"]
    if start is None:
        assert end is not None
        return room["planned_until"].format(end=date_words(end, room))
    if end is None:
        return room["planned_from"].format(start=date_words(start, room))
    return room["planned_at"].format(date=span_words(start, end, room))
