"""The bare page: the same polygons as plain SVG, the same classes, no legend, no words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Flask, Response

from benchmarks.compress import brotli_response

DOCUMENT = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>-</title>
<style>body{{margin:0}}path{{stroke:#33424d;stroke-width:.9px}}{rules}</style></head>
<body><svg width="{width}" height="{height}" viewBox="{box}">{paths}</svg>
<script>
const looks = {looks}, paths = [...document.querySelectorAll("path")];
const dress = (look) => paths.forEach((path, index) => path.setAttribute("class", look[index]));
dress(looks[0]);
requestAnimationFrame(() => {{ document.documentElement.dataset.atlas = "ready"; }});
</script></body></html>
"""


def bare_page(shape: Mapping[str, Any], looks: Sequence[Sequence[str]]) -> str:
    """Return the document that shows *shape* (``box``, ``paths``) and can change its looks.

    ``looks`` holds for each switch the fill of every path; ``dress(looks[3])`` in the page
    shows the fourth. The classes are made here: the page computes nothing.
    """
    fills = sorted({fill for look in looks for fill in look})
    names = {fill: f"area c{number}" for number, fill in enumerate(fills)}
    _, _, width, height = shape["box"].split()
    return DOCUMENT.format(
        rules="".join(
            f".{names[fill].split()[1]}{{fill:{'#ddd' if 'url' in fill else fill}}}"
            for fill in fills
        ),
        width=width,
        height=height,
        box=shape["box"],
        paths="".join(f'<path class="area" d="{line}"/>' for line in shape["paths"]),
        looks=json.dumps([[names[fill] for fill in look] for look in looks]),
    )


def bare_server(document: str) -> Flask:
    """Return a server that answers with *document*, compressed once, and nothing else."""
    server = Flask("bare", static_folder=None)
    answer = brotli_response(document.encode(), "text/html")
    server.add_url_rule("/", "page", lambda: Response(**answer))
    return server
