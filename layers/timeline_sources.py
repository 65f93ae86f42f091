"""Sources of the timeline as text and address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlsplit

from geodata.model import Source

SourceText = tuple[str, str]


def titled_sources(
    titles: tuple[str, ...], sources: tuple[str, ...], book: Mapping[str, Source]
) -> tuple[SourceText, ...]:
    """Return pairs (text, address) of all sources, nothing lost.

    A web address is named by its host; a host that comes again is numbered. Titles go with the
    addresses in order where there are as many; otherwise they stand alone. A document without
    address is cited by its title, a source of the city's own list (*book*, by id) by publisher and
    title. Anything but http and https is text, never a link.

    Examples
    --------
    >>> titled_sources((), ("https://www.example.org/a", "https://example.org/b"), {})
    (('example.org', 'https://www.example.org/a'), ('example.org (2)', 'https://example.org/b'))
    """
    paired = len(titles) == len(sources)
    found = [] if paired else [(title, "") for title in titles]
    seen: Counter[str] = Counter()
    for index, source in enumerate(sources):
        title, host = titles[index] if paired else "", host_of(source)
        if source in book:
            found.append(_cited(book[source]))
            continue
        seen[host] += 1
        named = f"{host} ({seen[host]})" if seen[host] > 1 else host
        if host:
            found += [(f"{title} ({host})" if title else named, source.strip())]
        elif title or not titles:
            found += [(title or source, "")]
    return tuple(pair for pair in found if pair[0])


def _cited(source: Source) -> SourceText:
    address = source.url if host_of(source.url) else ""
    return f"{source.publisher}: {source.title}", address


def host_of(address: str) -> str:
    """Return the host of a web address without ``www.``, or nothing if it is none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    host = parts.hostname or ""
    return re.sub(r"^www\.", "", host) if parts.scheme in ("http", "https") else ""
