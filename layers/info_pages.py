"""The pages beside the map: methods, sources, imprint, privacy, accessibility, plain language.

Plain HTML that works without a script; :func:`info_page` and :func:`error_page` are the doors.
The sheets of the indicators are in :mod:`layers.indicator_sheet`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

from geodata.model import EMPTY_STATES, City, Status
from layers.analysis.registry import ANALYSES
from layers.info_frame import footer_links, render
from layers.info_markdown import long_text, markdown
from layers.info_sources import sources_content
from layers.info_visit import Visit
from layers.methods import chapters, works
from layers.texts import texts

__all__ = ["PAGES", "error_page", "footer_links", "info_page"]

METHOD_SECTIONS = (
    "karte",
    "klassen",
    "jahre",
    "zeichen",
    "stadtwert",
    "aehnlich",
    "umrisse",
    "brueche",
    "geheimhaltung",
    "grenzen",
)
SIGNS = (*EMPTY_STATES, Status.DOUBTFUL, Status.INTERPOLATED)
OPERATOR_FIELDS = ("name", "address", "responsible", "email", "phone")
OWN_LEVELS = {"datenschutz": 3, "barrierefreiheit": 3, "leichte-sprache": 3}
ERRORS_WITH_TEXT = (404, 500)

Content = Mapping[str, object]


def info_page(name: str, city: City, visit: Visit) -> str:
    """Return the information page *name* (one of :data:`PAGES`) as an HTML document.

    Raises
    ------
    KeyError
        If there is no page of that name.

    Examples
    --------
    >>> PAGES[0]
    'methoden'
    """
    template, content = _PAGES[name]
    title = texts(visit.language)["info"][f"title_{name}"]
    return render(template, city, visit, title, **content(name, city, visit))


def error_page(code: int, city: City, visit: Visit) -> str:
    """Return the page for HTTP status *code*; codes without an own text share one."""
    t = texts(visit.language)["info"]
    kind = code if code in ERRORS_WITH_TEXT else 500 if code > 500 else 400
    return render(
        "error.html", city, visit, t[f"error_{kind}_title"], message=t[f"error_{kind}_text"]
    )


def _methods(name: str, _city: City, visit: Visit) -> Content:
    t = texts(visit.language)["info"]
    sections = [
        (key, t[f"method_{key}"], _section(long_text(visit.language, f"{name}-{key}"), visit))
        for key in METHOD_SECTIONS
    ]
    return {"sections": sections, "signs": [status.value for status in SIGNS]}


def _analyses(_name: str, _city: City, visit: Visit) -> Content:
    """The German text of each analysis, and what the docstrings of its functions say."""
    rooms = texts(visit.language)
    sections = [
        (
            one.id,
            rooms[one.room]["name"],
            _section(long_text(visit.language, f"methoden-{one.id}"), visit),
            chapters(one.id),
            works(chapters(one.id)),
        )
        for one in ANALYSES
    ]
    return {"sections": sections}


def _section(text: str, visit: Visit) -> Markup:
    """Render a text whose own heading (``h2``) stands in the template."""
    return markdown(text, root=visit.root, level=3)


def _sources(_name: str, city: City, visit: Visit) -> Content:
    return sources_content(city, visit)


def _operated(name: str, city: City, visit: Visit) -> Content:
    """What the operator wrote on page *name*, and what is still missing there."""
    t = texts(visit.language)["info"]
    own = city.pages.get(name, "").strip()
    items = (part.strip() for part in t[f"unfilled_items_{name}"].split("|"))
    missing = [field for field in OPERATOR_FIELDS if not getattr(city.operator, field).strip()]
    return {
        "own": own and markdown(own, t[f"title_{name}"], visit.root, OWN_LEVELS.get(name, 2)),
        "what": t[f"unfilled_what_{name}"],
        "file": f"pages/{name}.md",
        "items": [item for item in items if item],
        "operator_fields": OPERATOR_FIELDS,
        "operator_missing": [t[f"operator_{field}"] for field in missing],
    }


def _with_product_text(name: str, city: City, visit: Visit) -> Content:
    """The operator's part below what the product says about itself."""
    product = markdown(long_text(visit.language, name), root=visit.root)
    return {**_operated(name, city, visit), "product": product}


_PAGES: Mapping[str, tuple[str, Callable[[str, City, Visit], Content]]] = MappingProxyType(
    {
        "methoden": ("methods.html", _methods),
        "methoden-auswertungen": ("method_list.html", _analyses),
        "quellen": ("sources.html", _sources),
        "impressum": ("imprint.html", _operated),
        "datenschutz": ("privacy.html", _with_product_text),
        "barrierefreiheit": ("accessibility.html", _with_product_text),
        "leichte-sprache": ("plain_language.html", _with_product_text),
        "gebaerdensprache": ("sign_language.html", _operated),
    }
)
PAGES = tuple(_PAGES)
