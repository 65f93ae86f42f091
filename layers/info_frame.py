"""What all information pages share: frame, navigation, feedback link, templates."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geodata.model import City
from layers.info_markdown import is_web_address, markdown
from layers.info_visit import Visit
from layers.texts import Texts, texts

FOLDER = Path(__file__).parent / "info"
NAVIGATION = (
    ("nav_analyses", "/auswertungen"),
    ("nav_methods", "/methoden"),
    ("nav_sources", "/quellen"),
    ("nav_imprint", "/impressum"),
    ("nav_privacy", "/datenschutz"),
    ("nav_accessibility", "/barrierefreiheit"),
    ("nav_plain", "/leichte-sprache"),
    ("nav_sign", "/gebaerdensprache"),
)
MAIN_PATHS = ("/auswertungen", "/methoden", "/quellen", "/leichte-sprache", "/gebaerdensprache")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def footer_links(all_texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return label and path of every information page, in the order of the footer.

    Examples
    --------
    >>> footer_links(texts("de"))[1]
    ('Methoden', '/methoden')
    """
    return tuple((all_texts["info"][key], path) for key, path in NAVIGATION)


def feedback_href(city: City, visit: Visit, title: str) -> str:
    """Return a ``mailto:`` address that names the page, or empty text without a valid address."""
    email = city.operator.email.strip()
    if not EMAIL.fullmatch(email):
        return ""
    t = texts(visit.language)["info"]
    subject = quote(t["feedback_subject"].format(title=title), safe="")
    body = quote(t["feedback_body"].format(url=visit.url), safe="")
    return f"mailto:{email}?subject={subject}&body={body}"


def render(template: str, city: City, visit: Visit, title: str, **content: object) -> str:
    """Return the page that *template* of the folder ``info`` makes of *content*.

    Everything is escaped, except what :func:`layers.info_markdown.markdown` has made safe.
    """
    all_texts = texts(visit.language)
    return (
        _environment()
        .get_template(template)
        .render(
            city=city,
            visit=visit,
            title=title,
            t=all_texts["info"],
            marks=all_texts["legend"],
            links=footer_links(all_texts),
            main_paths=MAIN_PATHS,
            feedback=feedback_href(city, visit, title),
            **content,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["markdown"] = markdown
    environment.tests["web_address"] = is_web_address
    return environment
