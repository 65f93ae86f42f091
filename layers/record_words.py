"""How the record of a funded area writes money, dates and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from geodata.dates import PartialDate
from geodata.renewal import Grant, Phase
from geodata.statistics.finance import Amount
from layers.info_markdown import is_web_address
from layers.numbers import german

Words = Mapping[str, str]
MILLION = 1_000_000
WEB = r"https?://[^\s|)]+"
ADDRESS = re.compile(rf"[,;]?\s*{WEB}")


@dataclass(frozen=True)
class Link:
    """A source as it is shown; ``href`` is empty where the source is no web address."""

    label: str
    href: str


@dataclass(frozen=True)
class Fact:
    """One line of a fact sheet; an empty ``text`` is shown as not published.

    ``lines`` says the same as ``text``, for a list.
    """

    name: str
    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proof:
    """Where a row comes from, and what its note says."""

    links: tuple[Link, ...]
    note: str


def link(source: str) -> Link:
    """Return *source* as a link named by its host, or as plain text.

    Examples
    --------
    >>> link("https://www.flensburg.de/a?b=1").label, link("Akte 3").href
    ('flensburg.de', '')
    """
    if not source.lower().startswith(("http://", "https://")) or not is_web_address(source):
        return Link(source, "")
    host = source.split("/")[2].rpartition("@")[2].partition(":")[0]
    return Link(_readable(host.lower()).removeprefix("www."), source)


def _readable(host: str) -> str:
    """Return a host with the letters it means: xn--frde-5qa.news is a name with an umlaut."""
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def proof(sources: Iterable[str], note: str = "") -> Proof:
    """Return sources and note of a row."""
    return Proof(tuple(link(source) for source in sources), note)


def without_address(text: str) -> tuple[str, tuple[Link, ...]]:
    """Return *text* without the web addresses in it, and these as links.

    Examples
    --------
    >>> without_address("Markt 4 (Karte, https://karte.beispiel.de/a)")[0]
    'Markt 4 (Karte)'
    """
    return ADDRESS.sub("", text).strip(), tuple(map(link, re.findall(WEB, text)))


def euro(value: float) -> str:
    """Return an exact amount; cents only where there are any.

    Examples
    --------
    >>> euro(1234567)
    '1.234.567 Euro'
    """
    return f"{german(value, 0 if value == int(value) else 2)} Euro"


def euro_short(value: float) -> str:
    """Return an amount as one says it: rounded to a tenth of a million from one million on.

    Examples
    --------
    >>> euro_short(52740000), euro_short(975000), euro_short(3000000)
    ('52,7 Mio. Euro', '975.000 Euro', '3 Mio. Euro')
    """
    if value < MILLION:
        return euro(value)
    millions = german(value / MILLION, 1).removesuffix(",0")
    return f"{millions} Mio. Euro"


def exactly(amount: Amount, words: Words) -> str:
    """Return an amount or a range with every digit: "400.000 bis 500.000 Euro"."""
    return _range(euro(amount.low), euro(amount.high), words)


def roughly(amount: Amount, words: Words) -> str:
    """Return an amount or a range as one says it: "10,2 bis 12 Mio. Euro"."""
    return _range(euro_short(amount.low), euro_short(amount.high), words)


def _range(low: str, high: str, words: Words) -> str:
    """Return one text where both are the same; the unit once where both have the same."""
    if low == high:
        return low
    unit = high[high.index(" ") :]
    return words["from_to"].format(start=low.removesuffix(unit), end=high)


def years(grant: Grant, words: Words) -> str:
    """Return the years of an amount: "2018", "1999 bis 2011", "ab 2016, Ende offen"."""
    return all_years([grant], words)


def all_years(grants: Sequence[Grant], words: Words) -> str:
    """Return the years from the first to the last of some amounts."""
    first, last = min(one.year for one in grants), max(one.last_year for one in grants)
    if any(one.open_end for one in grants):
        return words["open_years"].format(start=first)
    return str(first) if first == last else words["from_to"].format(start=first, end=last)


def date(known: PartialDate | None) -> str:
    """Return a date in German as precise as it is known, else empty text."""
    return known.german if known else ""


def span(start: PartialDate | None, end: PartialDate | None, words: Words) -> str:
    """Return from when to when; empty text where both are unknown."""
    first, last = date(start), date(end)
    if first and last:
        return first if first == last else words["from_to"].format(start=first, end=last)
    if first:
        return words["from"].format(start=first)
    return words["until"].format(end=last) if last else ""


def span_text(phase: Phase, words: Words) -> str:
    """Return when *phase* was, in German form: "2005 bis 08.12.2021", "seit 2000"."""
    if phase.start and not phase.end:
        since = words["since"].format(start=date(phase.start))
        return since if phase.running else date(phase.start)
    return span(phase.start, phase.end, words) or words["undated"]


def dated(text: str, when: str, words: Words) -> str:
    """Return *text* with the date that it is true for; empty text stays empty."""
    return words["dated"].format(value=text, date=when) if text and when else text


def several(parts: Iterable[str]) -> str:
    """Return names that may hold an "und" or a comma themselves: "a und b; c"."""
    return "; ".join(part for part in parts if part)


def listed(parts: Iterable[str], words: Words) -> str:
    """Return "a, b und c".

    Examples
    --------
    >>> listed(["a", "b", "c"], {"and": "{first} und {last}"})
    'a, b und c'
    """
    *first, last = [part for part in parts if part] or [""]
    return words["and"].format(first=", ".join(first), last=last) if first else last
