"""Leaflet's own script and style, from the installed package: nothing is fetched."""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.metadata import files
from pathlib import Path

PACKAGE = "django-js-lib-leaflet"  # carries the files of Leaflet 1.9.4; Django is not needed
PICTURE = re.compile(r"url\((images/[\w-]+\.png)\)")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


@cache
def script() -> str:
    """Return Leaflet's script, with its licence in its first lines."""
    return SOURCE_MAP.sub("", _file("leaflet.js").read_text(encoding="utf-8")).strip()


@cache
def style() -> str:
    """Return Leaflet's style with its pictures in it."""
    return PICTURE.sub(_inlined, _file("leaflet.css").read_text(encoding="utf-8"))


def _inlined(found: re.Match[str]) -> str:
    picture = base64.b64encode(_file(found[1]).read_bytes()).decode("ascii")
    return f"url(data:image/png;base64,{picture})"


def _file(name: str) -> Path:
    wanted = f"static/js_lib_leaflet/{name}"
    return next(
        Path(str(one.locate())) for one in files(PACKAGE) or () if one.as_posix().endswith(wanted)
    )
