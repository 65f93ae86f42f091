"""The profile of an area: overview, map, strengths and weaknesses, figures, trends, funding."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geodata.model import EMPTY_STATES, Area, City, Kind, Level, Status
from layers.export.data_rows import left_out, lone_hidden
from layers.export.plot import Story
from layers.export.sentences import plain, with_unit
from layers.export.sheet import difference
from layers.numbers import german
from layers.phases import state_text_key
from layers.record_words import Words
from layers.report.figures import Figure, figure, figures, is_key, labelled
from layers.report.maps import map_of
from layers.report.model import Block, Column, Facts, Row, Section, Table, Text
from layers.report.profile import strengths
from layers.report.references import References
from layers.report.trends import has_trend, of_area, of_city, trend
from layers.scene import is_empty
from layers.scene_words import DOUBTS, city_words
from layers.texts import texts
from layers.view import View

MAP_LAYERS = ("indikator", "namen", "zweifel")


@dataclass(frozen=True, eq=False)
class AreaProfile:
    """Writes the sections of one area. ``view`` has the area chosen."""

    city: City
    view: View
    references: References

    @property
    def words(self) -> Words:
        """Words of reports."""
        return texts(self.view.language)["report"]

    @property
    def level(self) -> Level:
        """The level of the area."""
        return self.city.level(self.view.level)

    @property
    def index(self) -> int:
        """The place of the area in its level."""
        return self.level.area_ids.index(self.view.area)

    @property
    def area(self) -> Area:
        """The area."""
        return self.level.areas[self.index]

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """All figures of the area."""
        return tuple(figures(self.city, self.view))

    @cached_property
    def shown(self) -> Story:
        """The map of the report: the view's indicator, without other choices."""
        plain_view = replace(self.view, layers=MAP_LAYERS, compare="", funded_area="")
        return Story(self.city, plain_view)

    def lead(self) -> tuple[str, ...]:
        """Return the sentences below the title; no total from which a hidden figure follows."""
        shown, words = self.shown.shown, texts(self.view.language)
        said = [plain(shown, self.index, words)]
        hidden = lone_hidden(shown) and left_out(shown) == "total"
        if not is_empty(shown.statuses[self.index]) and math.isfinite(shown.middle):
            gap = difference(self.shown, self.index)
            city = "" if hidden else f" {city_words(shown, words)}"
            said.append(f"{gap[:1].upper()}{gap[1:]}.{city}")
        return tuple(said)

    def overview(self) -> Section:
        """Return where the area lies, how large it is, who lives there."""
        words, rows = self.words, [(self.words["fact_level"], self.level.name)]
        if self.area.km2 > 0:
            size = words["km2"].format(number=german(self.area.km2, 1))
            rows.append((words["fact_size"], size))
        if (self.level.id, self.city.residents) in self.city.series:
            rows.append((words["fact_residents"], self._residents()))
        state = self._funded_words()
        rows.append((words["fact_funded"], state))
        facts = Facts(tuple((name, (text,)) for name, text in rows))
        return Section("ueberblick", words["overview"], (facts,))

    def _residents(self) -> str:
        indicator = self.city.indicator(self.city.residents)
        found = figure(self.city, self.view, indicator, self.index)
        mark = self.references.of_source(indicator.source)
        if not found.known:
            said = texts(self.view.language)["legend"][f"status_{found.status}"]
        else:
            said = with_unit(found.story.shown.figures[self.index], indicator)
        return self.words["dated_figure"].format(value=said, year=found.year, source=mark)

    def _funded_words(self) -> str:
        names = [area.name for area in self.city.funded_areas if self.area.id in area.areas]
        if not self.city.funded_areas:
            return self.words["city_without_funding"]
        return ", ".join(names) or self.words["no_funding"]

    def map(self) -> Section:
        """Return the map with the area chosen."""
        words = self.words
        drawn = map_of(self.shown)
        mark = self.references.of_source(self.shown.shown.indicator.source)
        note = Text(words["map_note"].format(source=mark), quiet=True)
        return Section("karte", words["map"], (drawn, note))

    def profile(self) -> Section:
        """Return strengths and weaknesses."""
        words = self.words
        blocks = strengths(self.figures, self.references, words)
        return Section("profil", words["profile"], blocks, new_page=True)

    def key_figures(self) -> Section:
        """Return the figures that can be compared, by theme."""
        words = self.words
        chosen = [one for one in self.figures if is_key(self.city, one.indicator)]
        return Section("kennzahlen", words["figures"], tuple(self._figures(chosen)), new_page=True)

    def other_figures(self) -> Section:
        """Return all other figures, by theme."""
        chosen = [one for one in self.figures if not is_key(self.city, one.indicator)]
        return Section("anhang", self.words["annex"], tuple(self._figures(chosen)), new_page=True)

    def _figures(self, chosen: Sequence[Figure]) -> Iterator[Block]:
        words = self.words
        if not chosen:
            yield Text(words["no_figures"])
            return
        yield Table(
            caption=words["figures_caption"].format(area=self.area.name),
            columns=(
                Column(words["indicator"], 5.1),
                Column(words["year"], 1.0),
                Column(self.area.name, 1.5, right=True),
                Column(words["compared"], 1.4, right=True),
                Column(words["gap"], 1.9, right=True),
                Column(words["verdict"], 2.4),
                Column(words["source"], 1.1),
            ),
            rows=tuple(self._rows(chosen)),
        )
        yield Text(words["figures_rule"], quiet=True)
        yield Text(signs(self.view.language), quiet=True)

    def _rows(self, chosen: Sequence[Figure]) -> Iterator[Row]:
        names, theme = {one.id: one.name for one in self.city.themes}, ""
        for one in chosen:
            if one.indicator.theme != theme:
                theme = one.indicator.theme
                yield Row((names[theme],), group=True)
            name = labelled(one.indicator)
            mark = self.references.of_source(one.indicator.source)
            verdict = self._verdict(one)
            said = f"{one.said}\n{one.ends}" if one.ends else one.said  # the second line is small
            yield Row((name, str(one.year), said, one.compared, one.gap, verdict, mark))

    def _verdict(self, one: Figure) -> str:
        keys = {1: "higher", 0: "alike_short", -1: "lower"}
        return self.words[keys[one.order]] if one.order is not None and one.known else "–"

    def trends(self) -> Section:
        """Return the course of indicators over the years."""
        words = self.words
        blocks: list[Block] = []
        for indicator in self.city.indicators:
            if has_trend(self.city, self.level.id, indicator):
                series = self.city.series[self.level.id, indicator.id]
                own = (self.area.name, of_area(series, self.index))
                other = words["mean" if indicator.kind is Kind.COUNT else "whole_city"]
                course = of_city(self.city, series, indicator)
                blocks.append(trend(indicator, own, (other, course), self.references, words))
        if not blocks:
            return Section("verlauf", words["trends"], (Text(words["no_trends"]),))
        rule = Text(words["trends_rule"], quiet=True)
        blocks = [rule, *blocks, Text(signs(self.view.language), quiet=True)]
        return Section("verlauf", words["trends"], tuple(blocks))

    def funding(self) -> Section:
        """Return the funded areas that the sources see in the area."""
        words = self.words
        title = words["funding"]
        if not self.city.funded_areas:
            return Section("foerderung", title, (Text(words["city_without_funding"]),))
        found = [one for one in self.city.funded_areas if self.area.id in one.areas]
        if not found:
            return Section("foerderung", title, (Text(words["no_funding"]),))
        states, year = texts(self.view.language)["timeline"], self.view.year
        programmes = {one.id: one.short_name for one in self.city.programmes}
        table = Table(
            caption=title,
            columns=(
                Column(words["funded_area"], 3.0),
                Column(words["programmes"], 3.0),
                Column(words["state_in"].format(year=year), 2.0),
                Column(words["source"], 1.5),
            ),
            rows=tuple(
                Row(
                    (
                        one.name,
                        ", ".join(programmes[id_] for id_ in one.programmes),
                        states[state_text_key(one, year)],
                        self.references.of_links(one.sources),
                    )
                )
                for one in found
            ),
        )
        note = Text(words["funding_note"], quiet=True)
        return Section("foerderung", title, (table, note))

    def sections(self, wanted: Sequence[str]) -> tuple[Section, ...]:
        """Return the sections *wanted*, in their order."""
        made: dict[str, Callable[[], Section]] = {
            "ueberblick": self.overview,
            "karte": self.map,
            "profil": self.profile,
            "kennzahlen": self.key_figures,
            "verlauf": self.trends,
            "foerderung": self.funding,
            "anhang": self.other_figures,
        }
        return tuple(made[one]() for one in wanted)


def signs(language: str) -> str:
    """Return what the signs of figures mean: the four empty states and the two doubts."""
    room = texts(language)["legend"]
    states = [Status(one) for one in (*EMPTY_STATES, *DOUBTS)]
    said = "; ".join(f"{room[f'sign_{one}']}\u00a0{room[f'status_{one}']}" for one in states)
    return texts(language)["report"]["signs"].format(signs=said)
