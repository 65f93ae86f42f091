"""``python -m geodata export``: one view as a file, in scripts and without a server.

This module starts things, as ``app.py`` does: it alone may import from :mod:`layers`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from geodata.command_output import (
    file_faults,
    refuse,
    saved,
    with_city,
    write_whole,
)
from geodata.errors import Fault
from geodata.model import City
from geodata.package import read_cities
from layers.export.every_format import EVERY_FORMAT, PICTURES, picture
from layers.export.paper import LONGEST, NARROWEST, PAPERS, Options
from layers.table_page import notice_words
from layers.texts import texts
from layers.view import View, from_query

UPRIGHT = "hoch"
SHAPES = ("quer", UPRIGHT)


def run_export(chosen: argparse.Namespace) -> int:
    """Write the view as a file; return 0 fine, 1 broken city, 2 wrong usage or not writable.

    Nothing but the file goes to standard output; what is wrong and what was corrected in the
    query goes to standard error.
    """
    wrong = _usage_faults(chosen)
    if wrong:
        return refuse(*wrong)
    return with_city(
        lambda: read_cities(chosen.city, chosen.beside), lambda city: _export(chosen, city)
    )


def _export(chosen: argparse.Namespace, city: City) -> int:
    content = _content(chosen, city)
    return saved(lambda: write_whole(content, chosen.out), chosen.out)


def _content(chosen: argparse.Namespace, city: City) -> bytes:
    view = asked_view(city, chosen.view)
    if chosen.format not in PICTURES:
        return EVERY_FORMAT[chosen.format].write(city, view, chosen.host)
    options = Options(
        format=chosen.format,
        paper=chosen.paper,
        landscape=chosen.shape != UPRIGHT,
        width_px=chosen.width or 0,
        grey=chosen.grey,
    )
    return picture(options, city, view, chosen.host)


def _usage_faults(chosen: argparse.Namespace) -> list[Fault]:
    found = []
    if chosen.format not in EVERY_FORMAT:
        known = ", ".join(EVERY_FORMAT)
        found.append(
            Fault("--format", 0, "", f"unbekanntes Format „{chosen.format}“", f"eines von {known}",
                  "ein bekanntes Format angeben")
        )  # fmt: skip
    return [*found, *_picture_faults(chosen), *file_faults(chosen.out)]


def _picture_faults(chosen: argparse.Namespace) -> Iterator[Fault]:
    for option, asked, known in (
        ("--paper", chosen.paper, PAPERS),
        ("--shape", chosen.shape, SHAPES),
    ):
        if asked not in known:
            yield Fault(option, 0, "", f"„{asked}“ ist unbekannt", f"eines von {', '.join(known)}",
                        "ein bekanntes Wort angeben")  # fmt: skip
    if chosen.width is not None and not NARROWEST <= chosen.width <= LONGEST:
        yield Fault("--width", 0, "", f"{chosen.width} Pixel sind nicht möglich",
                    f"{NARROWEST} bis {LONGEST}", "eine andere Breite angeben")  # fmt: skip


def asked_view(city: City, address: str) -> View:
    """Read a query, or a whole address with one; say what had to be corrected."""
    view, notices = from_query(address.rpartition("?")[2], city)
    words = texts(view.language)["view"]
    for notice in notices:
        said = notice_words(city, notice, words[notice.key])
        print(f"Hinweis --view: {said}", file=sys.stderr)
    return view
