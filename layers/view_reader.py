"""Reads one address: every wrong value becomes a valid one and is noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from geodata.dates import nearest_year
from geodata.model import City
from geodata.statistics.classify import FEWEST, MOST, Classes, Method, is_ascending
from layers.beside import beside, indicators_of, levels_of
from layers.registry import SWITCHES
from layers.texts import DEFAULT_LANGUAGE, languages
from layers.view_fields import (
    CHANGE,
    COMPARISONS,
    EVERY_YEAR,
    FUNDED_BY,
    LIMITS,
    MODES,
    NOTHING,
    PARAMETERS,
    PROJECT_STATES,
    SPANS,
    TWO_MAPS,
    UNDERLAYS,
    Notice,
    View,
    talks,
)

DECIMAL = re.compile(r"-?[0-9]{1,8}(\.[0-9]{1,4})?")


def classes_text(classes: Classes) -> str:
    """Return *classes* as the address says it: ``natuerlich-5`` or ``eigene-10,12.5``."""
    if classes.method is Method.OWN:
        return f"{classes.method}-" + ",".join(f"{limit:.12g}" for limit in classes.own)
    return f"{classes.method}-{classes.number}"


class Reader:
    """Reads one address; collects notices on the way."""

    def __init__(self, city: City, given: Mapping[str, str]) -> None:
        self.city, self.given = city, given
        self.notices: list[Notice] = []

    def read(self) -> tuple[View, tuple[Notice, ...]]:
        """Return the view and why it is not what was asked for."""
        self._choice("city", (self.city.id,), self.city.id)
        level = self._choice("level", tuple(x.id for x in self.city.levels), self.city.start.level)
        indicator = self._choice(
            "indicator", tuple(x.id for x in self.city.indicators), self.city.start.indicator
        )
        level = self._level_with_figures(level, indicator)
        year = self._year(self.city.series[level, indicator].years)
        programmes = tuple(x.id for x in self.city.programmes)
        funded = tuple(x.id for x in self.city.funded_areas)
        fields = tuple(x.id for x in self.city.fields_of_action)
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
            need=self._need(),
            funded_by=self._choice("funded_by", FUNDED_BY, FUNDED_BY[0]),
            fields=self._subset("fields", fields, fields),
            project_states=self._subset("project_states", PROJECT_STATES, PROJECT_STATES),
            underlay=self._choice("underlay", UNDERLAYS, UNDERLAYS[0]),
            span=self._span(),
            compare=self._choice("compare", COMPARISONS, COMPARISONS[0]),
            mode=self._choice("mode", MODES, MODES[0]),
            language=self._choice("language", languages(), DEFAULT_LANGUAGE),
            talk=self._choice("talk", talks(self.city), ""),
        )
        limits = self._choice("limits", LIMITS, LIMITS[0])
        fixed = view.classes.method is Method.OWN or view.compare == EVERY_YEAR
        only = replace(view, area="") if view.funded_area else view
        right = replace(only, limits=LIMITS[0] if fixed else limits)
        return self._compared(right), tuple(self.notices)

    def _compared(self, view: View) -> View:
        """Read what the second map shows, or the year that a change is measured from."""
        if view.compare in TWO_MAPS:
            others = ("", *(one.id for one in self.city.others))
            view = replace(view, other_city=self._choice("other_city", others, ""))
            having = ("", *indicators_of(view, self.city))
            view = replace(view, other_indicator=self._choice("other_indicator", having, ""))
            having = ("", *levels_of(view, self.city))
            view = replace(view, other_level=self._choice("other_level", having, ""))
        if view.compare == CHANGE:
            view = self._changed(view)
        if view.compare in (*TWO_MAPS, CHANGE):
            years = beside(view, self.city).series.years
            return replace(view, other_year=self._other_year(years, view.year))
        return view

    def _changed(self, view: View) -> View:
        """A change needs figures of two years; a limit of need is one for figures, not changes."""
        if self.city.indicator(view.indicator).classes:
            self.notices.append(Notice("change_classes"))
            return replace(view, compare=COMPARISONS[0])
        if len(self.city.series[view.level, view.indicator].years) < 2:
            self.notices.append(Notice("change_one_year", str(view.year)))
            return replace(view, compare=COMPARISONS[0])
        if view.need is not None:
            self.notices.append(Notice("change_without_need", f"{view.need:.12g}"))
        return replace(view, need=None)

    def _other_year(self, years: tuple[int, ...], here: int) -> int | None:
        asked = self._asked("other_year")
        if not asked:
            return None
        wished = _whole(asked)
        if wished in years:
            return wished
        found = nearest_year(years, here if wished is None else wished)
        self.notices.append(Notice("other_year", asked, str(found)))
        return found

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
        if wished and not wished & set(allowed):
            wished = set(usual)
        return tuple(entry for entry in allowed if entry in wished)

    def _symbols(self, level: str) -> str:
        having = tuple(
            x.id
            for x in self.city.indicators
            if (level, x.id) in self.city.series and not x.classes
        )
        return self._choice("symbols", ("", *having), "")

    def _need(self) -> float | None:
        asked = self._asked("need")
        found = _decimal(asked) if asked else None
        if asked and found is None:
            self.notices.append(Notice("need", asked))
        return found

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
