"""Every format of the command line: the data files, and pictures as Typst sets them."""

from __future__ import annotations

import datetime
from functools import partial

from geodata.model import City
from layers.export.formats import FORMATS, Format
from layers.view import View


def _picture(ending: str, city: City, view: View, host: str) -> bytes:
    """Return an A4 page in landscape; Typst is loaded only when a picture is asked for."""
    from layers.export.paper import Options
    from layers.export.snapshot import Place, snapshot

    return snapshot(city, view, Options(format=ending), Place(host, datetime.date.today()))


EVERY_FORMAT = FORMATS | {
    "png": Format("format_png", "image/png", "png", partial(_picture, "png")),
    "svg": Format("format_svg", "image/svg+xml", "svg", partial(_picture, "svg")),
    "pdf": Format("format_pdf", "application/pdf", "pdf", partial(_picture, "pdf")),
}
