"""The view: everything that the page shows, as one frozen value, and its address.

The URL query is the only home of a view. Its twin in the browser is ``assets/view.js``; both
follow the same rules, and a test compares them over many addresses.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, quote

from geodata.model import City
from geodata.statistics.classify import FEWEST, MOST, Classes, Method, is_ascending
from layers.registry import SWITCHES
from layers.texts import DEFAULT_LANGUAGE, languages

PARAMETERS = {
    "city": "stadt",
    "indicator": "indikator",
    "year": "jahr",
    "level": "ebene",
    "classes": "klassen",
    "limits": "grenzen",
    "layers": "karte",
    "programmes": "programme",
    "symbols": "symbole",
    "area": "auswahl",
    "funded_area": "foerdergebiet",
    "span": "zeit",
    "mode": "ansicht",
    "language": "sprache",
}
NOTHING = "ohne"
SPANS = (1800, 2100)
MODES = ("karte", "tabelle")
LIMITS = ("fest", "jahr")
DECIMAL = re.compile(r"-?[0-9]{1,8}(\.[0-9]{1,4})?")


@dataclass(frozen=True)
class View:
    """What is shown. Empty text means: none chosen.

    ``limits`` is ``fest`` (class limits pooled over all years) or ``jahr`` (of the year shown);
    ``span`` holds the first and last year of the timeline, or is empty for its own choice.
    """

    city: str
    indicator: str
    year: int
    level: str
    classes: Classes = field(default_factory=Classes)
    limits: str = "fest"
    layers: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    symbols: str = ""
    area: str = ""
    funded_area: str = ""
    span: tuple[int, ...] = ()
    mode: str = "karte"
    language: str = DEFAULT_LANGUAGE


@dataclass(frozen=True)
class Notice:
    """Why something else is shown than the address asks for; ``key`` is a text of view.yaml."""

    key: str
    asked: str = ""
    shown: str = ""


def from_query(query: str, city: City) -> tuple[View, tuple[Notice, ...]]:
    """Return the view that *query* (with or without ``?``) asks for, and what had to be changed.

    A wrong value becomes a valid one and yields a notice; nothing raises. A parameter that is
    not known is left out; of a repeated one the first counts.

    Examples
    --------
    >>> from layers.view import PARAMETERS
    >>> PARAMETERS["year"]
    'jahr'
    """
    given: dict[str, str] = {}
    for name, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        given.setdefault(name, value)
    return _Reader(city, given).read()


def to_query(view: View, city: City) -> str:
    """Return the one address of *view*: ``""`` for the start view, else ``?stadt=...``.

    Only what differs from the start view is written, always in the same order.
    """
    texts = _as_text(view)
    usual = _as_text(from_query("", city)[0])
    usual["year"] = str(default_year(city, view.level, view.indicator))
    parts = [
        f"{PARAMETERS[name]}={quote(text, safe=',._-')}"
        for name, text in texts.items()
        if name != "city" and text != usual[name]
    ]
    if not parts:
        return ""
    return "?" + "&".join([f"{PARAMETERS['city']}={quote(view.city, safe=',._-')}", *parts])


def next_view(view: View, event: Mapping[str, str], city: City) -> tuple[View, tuple[Notice, ...]]:
    """Return the view after *event*: texts as in an address, by field name of :class:`View`.

    ``toggle_layer`` and ``toggle_programme`` switch one entry. Choosing a funded area lets the
    area go, and the other way round; ``reset`` leads to the start; own class
    limits do not outlive their indicator.
    """
    if "reset" in event:
        return from_query("", city)
    texts = _as_text(view) | {k: v for k, v in event.items() if k in PARAMETERS}
    for name, key in (("layers", "toggle_layer"), ("programmes", "toggle_programme")):
        if key in event:
            texts[name] = _toggled(texts[name], event[key])
    if event.get("area"):
        texts["funded_area"] = ""
    elif event.get("funded_area"):
        texts["area"] = ""
    changed = event.get("indicator", view.indicator) != view.indicator
    if changed and view.classes.method is Method.OWN and "classes" not in event:
        texts["classes"] = classes_text(Classes())
    if event.get("level", view.level) != view.level and not event.get("area"):
        texts["area"] = ""
    return _Reader(city, {PARAMETERS[k]: v for k, v in texts.items()}).read()


def default_year(city: City, level: str, indicator: str) -> int:
    """Return the year shown where the address names none: nearest to the city's start year."""
    return nearest_year(city.series[level, indicator].years, city.start.year)


def nearest_year(years: tuple[int, ...], wished: int) -> int:
    """Return the year of *years* nearest to *wished*; of two equally near ones the later."""
    return min(years, key=lambda year: (abs(year - wished), -year))


def classes_text(classes: Classes) -> str:
    """Return *classes* as the address says it: ``natuerlich-5`` or ``eigene-10,12.5``."""
    if classes.method is Method.OWN:
        return f"{classes.method}-" + ",".join(f"{limit:.12g}" for limit in classes.own)
    return f"{classes.method}-{classes.number}"


def _as_text(view: View) -> dict[str, str]:
    texts = {name: getattr(view, name) for name in PARAMETERS}
    return texts | {
        "year": str(view.year),
        "classes": classes_text(view.classes),
        "layers": ",".join(view.layers) or NOTHING,
        "programmes": ",".join(view.programmes) or NOTHING,
        "span": "-".join(str(year) for year in view.span),
    }


def _toggled(text: str, entry: str) -> str:
    entries = [part for part in text.split(",") if part != NOTHING]
    kept = [part for part in entries if part != entry]
    return ",".join(kept if len(kept) < len(entries) else [*entries, entry]) or NOTHING


class _Reader:
    """Reads one address; collects notices on the way."""

    def __init__(self, city: City, given: Mapping[str, str]) -> None:
        self.city, self.given = city, given
        self.notices: list[Notice] = []

    def read(self) -> tuple[View, tuple[Notice, ...]]:
        self._choice("city", (self.city.id,), self.city.id)
        level = self._choice("level", tuple(x.id for x in self.city.levels), self.city.start.level)
        indicator = self._choice(
            "indicator", tuple(x.id for x in self.city.indicators), self.city.start.indicator
        )
        level = self._level_with_figures(level, indicator)
        year = self._year(self.city.series[level, indicator].years)
        programmes = tuple(x.id for x in self.city.programmes)
        funded = tuple(x.id for x in self.city.funded_areas)
        view = View(
            city=self.city.id,
            indicator=indicator,
            year=year,
            level=level,
            classes=self._classes(),
            layers=self._subset("layers", SWITCHES, self.city.start.layers),
            programmes=self._subset("programmes", programmes, programmes),
            symbols=self._symbols(level),
            area=self._choice("area", ("", *self.city.level(level).area_ids), ""),
            funded_area=self._choice("funded_area", ("", *funded), ""),
            span=self._span(),
            mode=self._choice("mode", MODES, MODES[0]),
            language=self._choice("language", languages(), DEFAULT_LANGUAGE),
        )
        limits = self._choice("limits", LIMITS, LIMITS[0])
        fixed = view.classes.method is Method.OWN
        only = replace(view, area="") if view.funded_area else view
        return replace(only, limits=LIMITS[0] if fixed else limits), tuple(self.notices)

    def _asked(self, name: str) -> str | None:
        return self.given.get(PARAMETERS[name])

    def _choice(self, name: str, allowed: tuple[str, ...], usual: str) -> str:
        asked = self._asked(name)
        if asked is None or asked in allowed:
            return usual if asked is None else asked
        self.notices.append(Notice(name, asked, usual))
        return usual

    def _level_with_figures(self, level: str, indicator: str) -> str:
        if (level, indicator) in self.city.series:
            return level
        having = [x.id for x in self.city.levels if (x.id, indicator) in self.city.series]
        found = self.city.start.level if self.city.start.level in having else having[-1]
        self.notices.append(Notice("level_without_figures", level, found))
        return found

    def _year(self, years: tuple[int, ...]) -> int:
        asked = self._asked("year")
        if asked is None:
            return nearest_year(years, self.city.start.year)
        wished = _whole(asked)
        if wished in years:
            return wished
        found = nearest_year(years, self.city.start.year if wished is None else wished)
        self.notices.append(Notice("year", asked, str(found)))
        return found

    def _classes(self) -> Classes:
        asked = self._asked("classes")
        if asked is None:
            return Classes()
        found = _parse_classes(asked)
        if found is None:
            self.notices.append(Notice("classes", asked, classes_text(Classes())))
        return found or Classes()

    def _subset(
        self, name: str, allowed: tuple[str, ...], usual: tuple[str, ...]
    ) -> tuple[str, ...]:
        asked = self._asked(name)
        if asked is None:
            return tuple(entry for entry in allowed if entry in usual)
        wished = set(asked.split(",")) - {NOTHING, ""}
        for unknown in sorted(wished - set(allowed)):
            self.notices.append(Notice(name, unknown))
        return tuple(entry for entry in allowed if entry in wished)

    def _symbols(self, level: str) -> str:
        having = tuple(x.id for x in self.city.indicators if (level, x.id) in self.city.series)
        return self._choice("symbols", ("", *having), "")

    def _span(self) -> tuple[int, ...]:
        asked = self._asked("span")
        if not asked:
            return ()
        years = [_whole(part) for part in asked.split("-")]
        if len(years) == 2 and years[0] is not None and years[1] is not None:
            first, last = years[0], years[1]
            if SPANS[0] <= first < last <= SPANS[1]:
                return (first, last)
        self.notices.append(Notice("span", asked))
        return ()


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _parse_classes(text: str) -> Classes | None:
    name, _, rest = text.partition("-")
    if name == Method.OWN:
        limits = tuple(_decimal(part) for part in rest.split(","))
        known = tuple(limit for limit in limits if limit is not None)
        fits = FEWEST - 1 <= len(limits) <= MOST - 1 and len(known) == len(limits)
        return Classes(Method.OWN, len(known) + 1, known) if fits and is_ascending(known) else None
    number = _whole(rest)
    if name not in set(Method) or number is None or not FEWEST <= number <= MOST:
        return None
    return Classes(Method(name), number)


def _decimal(text: str) -> float | None:
    """Read a plain decimal number such as -12.5: at most 12 digits, 4 of them decimals."""
    match = DECIMAL.fullmatch(text)
    return float(text) + 0.0 if match else None
