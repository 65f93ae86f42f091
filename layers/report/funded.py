"""The profile of a funded area: its record, its estimated figures, its map, its trends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from geodata.model import City, Kind
from geodata.renewal import FundedArea
from geodata.statistics.before_after import before_after
from layers.export.plot import Story
from layers.record import Record, record
from layers.record_estimates import Estimates, Line, estimated
from layers.record_words import Fact, Words, listed
from layers.report import funded_money, funded_record
from layers.report.area import signs
from layers.report.asked import Asked
from layers.report.figures import labelled, unit_in_name
from layers.report.funded_orders import orders
from layers.report.maps import map_of
from layers.report.model import Block, Column, Facts, Row, Section, Table, Text
from layers.report.profile import listed as list_of
from layers.report.references import References
from layers.report.trends import has_trend, of_city, trend
from layers.scene_words import LONG_UNIT
from layers.texts import texts

MAP_LAYERS = ("indikator", "gebiete", "projekte", "namen", "zweifel")


@dataclass(frozen=True, eq=False)
class FundedProfile:
    """Writes the sections of one funded area."""

    city: City
    asked: Asked
    references: References

    @property
    def words(self) -> Words:
        """Words of reports."""
        return texts(self.asked.view.language)["report"]

    @property
    def area(self) -> FundedArea:
        """The funded area."""
        return self.city.funded_area(self.asked.view.funded_area)

    @cached_property
    def record(self) -> Record:
        """Its record."""
        view, place = self.asked.view, self.asked.place
        return record(self.city, self.area, texts(view.language), place.today)

    @cached_property
    def estimates(self) -> Estimates:
        """Its figures."""
        return estimated(self.city, self.area, texts(self.asked.view.language))

    def lead(self) -> tuple[str, ...]:
        """Return state and summary."""
        head = self.record.head
        state = self.words["state_today"].format(state=head.state)
        said = f"{state} – {head.state_note}." if head.state_note else f"{state}."
        return (said, head.summary) if head.summary else (said,)

    def overview(self) -> Section:
        """Return the key figures of the record."""
        untold = texts(self.asked.view.language)["record"]["unpublished"]
        rows = []
        for one in self.record.head.figures:
            lines = one.lines or (untold,)
            rows.append((one.name, (*lines, one.note) if one.note else lines))
        mark = self.references.of_links(self.area.sources)
        sources = Text(f"{self.words['sources']}: {mark}", quiet=True)
        return Section(
            "ueberblick",
            self.words["key_facts"],
            (Facts(tuple(rows)), *([sources] if mark else [])),
        )

    def map(self) -> Section:
        """Return the map with this funded area and its projects alone."""
        words, view = self.words, self.asked.view
        alone = replace(self.city, funded_areas=(self.area,))
        shown = replace(view, layers=MAP_LAYERS, programmes=(), compare="", need=None, area="")
        story = Story(alone, shown)
        mark = self.references.of_source(story.shown.indicator.source)
        outline = " ".join(
            part for part in (self.record.facts.outline,
            self.references.of_links(self.area.outline_sources)) if part
        )  # fmt: skip
        note = words["funded_map_note"].format(outline=outline, source=mark)
        return Section("karte", words["map"], (map_of(story), Text(note, quiet=True)))

    def profile(self) -> Section:
        """Return problems and potentials of the sources, then figures unlike the city's."""
        sheet, words = self.record.facts, self.words
        room = texts(self.asked.view.language)["record"]
        facts = funded_record.facts(
            (
                Fact(room["problems"], "; ".join(sheet.problems), sheet.problems),
                Fact(room["potentials"], "; ".join(sheet.potentials), sheet.potentials),
            ),
            room,
        )
        mark = self.references.of_links(self.area.sources)
        blocks: list[Block] = [facts]
        if mark:
            blocks.append(Text(f"{words['sources']}: {mark}", quiet=True))
        if not self.estimates.lines:
            return Section("profil", words["profile"], (*blocks, Text(room["no_estimates"])))
        order = orders(self.city, self.area)
        if not order:
            none = Text(room["no_estimates"])
            return Section("profil", words["profile"], (*blocks, none, *self._reasons()))
        for key, merit in (("below_range", 1), ("above_range", -1), ("inside_range", 0)):
            found = [one for one in self.estimates.lines if order.get(one.name) == merit]
            blocks += list_of(words[key], found, self._told, words)
        rule = Text(words["estimate_rule"], quiet=True)
        return Section("profil", words["profile"], (*blocks, rule))

    def _told(self, one: Line) -> str:
        value = f"{one.value} ({one.span})" if one.span else one.value
        said = self.words["estimate_line"].format(
            indicator=one.name, year=one.year, value=value, city=one.city, source=self._mark(one)
        )
        indicator = next(x for x in self.city.indicators if x.name == one.name)
        if unit_in_name(indicator):
            return said.replace(f"\u00a0{indicator.unit}", "")
        return said

    def _mark(self, one: Line) -> str:
        sources = {indicator.name: indicator.source for indicator in self.city.indicators}
        return self.references.of_source(sources[one.name])

    def key_figures(self) -> Section:
        """Return estimated figures beside the city's."""
        words, room = self.words, texts(self.asked.view.language)["record"]
        if not self.estimates.lines:
            return Section("kennzahlen", words["funded_figures"], (Text(room["no_estimates"]),))
        table = Table(
            caption=words["funded_figures"],
            columns=(
                Column(words["indicator"], 4.4),
                Column(words["year"], 0.9),
                Column(words["estimate"], 2.4),
                Column(words["range"], 2.4),
                Column(words["compared"], 2.0),
                Column(words["source"], 1.0),
            ),
            rows=tuple(self._row(one) for one in self.estimates.lines),
        )
        notes = (room["estimates_hint"], *self.estimates.notes)
        quiet = (*self._reasons(), *(Text(note, quiet=True) for note in notes))
        return Section("kennzahlen", words["funded_figures"], (table, *quiet))

    def _reasons(self) -> tuple[Text, ...]:
        """Return once why there are no estimates, not in every row."""
        none = texts(self.asked.view.language)["need"]["figures_none"]
        found = dict.fromkeys(
            one.value for one in self.estimates.lines if one.value.startswith(none)
        )
        return tuple(Text(f"{said[:1].upper()}{said[1:]}", quiet=True) for said in found)

    def _row(self, one: Line) -> Row:
        """Return a row; a long unit stands once, beside the name, a reason below the table."""
        indicator = next(x for x in self.city.indicators if x.name == one.name)
        none = texts(self.asked.view.language)["need"]["figures_none"]
        value = none if one.value.startswith(none) else one.value
        name, figures = one.name, [value, one.span or "–", one.city]
        if len(indicator.unit) >= LONG_UNIT:
            name = labelled(indicator)
            figures = [said.replace(f"\u00a0{indicator.unit}", "") for said in figures]
        return Row((name, str(one.year), *figures, self._mark(one)))

    def trends(self) -> Section:
        """Return the course of the districts against the city."""
        words, level = self.words, self.city.level(self.asked.view.level)
        blocks: list[Block] = []
        names: tuple[str, ...] = ()
        own = words["its_areas"].format(level=level.name_plural)
        for indicator in self.city.indicators:
            shared = indicator.kind in (Kind.SHARE, Kind.RATE)
            if not shared or not has_trend(self.city, level.id, indicator):
                continue
            curve = before_after(self.city, self.area, indicator, level.id)
            names = tuple(one.name for one in level.areas if one.id in curve.districts)
            points = [(one.year, one.districts, one.status) for one in curve.points]
            if points:
                series = self.city.series[level.id, indicator.id]
                other = (words["whole_city"], of_city(self.city, series, indicator))
                blocks.append(trend(indicator, (own, points), other, self.references, words))
        if not blocks:
            key = "no_trends" if names else "no_districts"
            return Section("verlauf", words["trends"], (Text(words[key]),))
        said = listed(names, texts(self.asked.view.language)["record"])
        rule = words["funded_trends_rule"].format(level=level.name_plural, names=said)
        notes = [Text(one, quiet=True) for one in (rule, words["trends_rule"])]
        end = Text(signs(self.asked.view.language), quiet=True)
        return Section("verlauf", words["trends"], (*notes, *blocks, end))

    def sections(self, wanted: Sequence[str]) -> tuple[Section, ...]:
        """Return the sections *wanted*, in their order."""
        made: dict[str, Callable[[], Section]] = {
            "ueberblick": self.overview,
            "karte": self.map,
            "profil": self.profile,
            "kennzahlen": self.key_figures,
            "verlauf": self.trends,
        }
        writer = funded_record.RecordWriter(self.record, self.references, self.asked.view.language)
        money = {"geld": lambda: funded_money.money(writer)}
        written = made | money | writer.sections()
        return tuple(written[one]() for one in wanted)
