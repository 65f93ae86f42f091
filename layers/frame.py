"""The HTML document around the page: language, title, and a way on without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from layers.texts import Texts

TABLE_PATH = "/tabelle"

PRELOAD = (
    '<link rel="preload" as="fetch" crossorigin="anonymous" data-atlas="{kind}" href="{address}">'
)
DOCUMENT = """<!DOCTYPE html>
<html lang="{language}">
<head>
{{%metas%}}
<meta name="description" content="{description}">
<title>{title}</title>
<link rel="icon" href="{icon}">
{preloads}
{{%css%}}
</head>
<body>
<noscript><p>{no_script} <a href="{table}">{no_script_link}</a></p></noscript>
{{%app_entry%}}
<div hidden>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</div>
</body>
</html>
"""


ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Cpath fill='%2312355e' d='M1 3l6-2v12l-6 2z'/%3E"
    "%3Cpath fill='%2361a0a3' d='M7 1l8 3v11L7 13z'/%3E%3C/svg%3E"
)


def document(
    city_name: str, words: Texts, language: str, preloads: Sequence[tuple[str, str]] = ()
) -> str:
    """Return the document of the atlas of *city_name*; Dash fills what stands in ``{% %}``.

    ``preloads`` are (kind, address) of data that the first picture needs: the browser fetches
    them while it still reads the scripts.
    """
    sentences = {
        key: escape(words["page"][key].format(city=city_name))
        for key in ("title", "description", "no_script", "no_script_link")
    }
    links = "\n".join(PRELOAD.format(kind=kind, address=escape(one)) for kind, one in preloads)
    return DOCUMENT.format(
        language=language, table=TABLE_PATH, icon=ICON, preloads=links, **sentences
    )
