"""Views as a report: of each its sentence, its map, and the figures of the map."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geodata.model import City, Status
from layers.export.data_about import told
from layers.export.data_rows import Row as DataRow
from layers.export.data_rows import data_table
from layers.export.plot import Story
from layers.export.sentences import headline, plain
from layers.numbers import figure as written
from layers.record_words import Words
from layers.report.area import signs as key_of_signs
from layers.report.asked import Asked, Shown
from layers.report.maps import map_of
from layers.report.model import BAR, Block, Chart, Column, Line, Row, Section, Table, Text
from layers.report.references import References
from layers.report.sections import MAP
from layers.scene import is_empty
from layers.scene_words import DOUBTS
from layers.texts import texts

NO_CLASS = "–"
MOST_BARS = 40  # areas that one chart can name


@dataclass(frozen=True, eq=False)
class ViewProfile:
    """Writes a section for each view that was asked for."""

    city: City
    asked: Asked
    references: References

    @property
    def words(self) -> Words:
        """Words of reports."""
        return texts(self.asked.view.language)["report"]

    def title(self) -> str:
        """Return the title of the presentation, or the headline of the one map."""
        return self.asked.title or headline(Story(self.city, self.asked.view))

    def lead(self) -> tuple[str, ...]:
        """Return nothing: every section begins with its own sentence."""
        return ()

    def sections(self, wanted: Sequence[str]) -> tuple[Section, ...]:
        """Return one section a view, with the parts *wanted*."""
        return tuple(
            self._section(number, shown, wanted)
            for number, shown in enumerate(self.asked.shown, start=1)
        )

    def _section(self, number: int, shown: Shown, wanted: Sequence[str]) -> Section:
        story = Story(self.city, shown.view)
        said = shown.sentence or self._sentence(story)
        blocks: list[Block] = [Text(said, strong=True)]
        if MAP in wanted:
            blocks += self._map(story)
        if "tabelle" in wanted:
            blocks += self._table(story)
        title = shown.headline or (headline(story) if self.asked.title else self.words["map"])
        return Section(f"ansicht-{number}", title, tuple(blocks), new_page=number > 1)

    def _sentence(self, story: Story) -> str:
        """Return the sentence of the map; of the city's total only what gives nothing away."""
        words, shown = texts(story.view.language), story.shown
        said = told(self.city, shown, words)
        if shown.view.area not in shown.level.area_ids:
            return said
        return f"{plain(shown, shown.level.area_ids.index(shown.view.area), words)} {said}"

    def _map(self, story: Story) -> Iterator[Block]:
        sources = [story.shown.indicator.source]
        if story.second is not None:
            sources.append(story.second.indicator.source)
        mark = " ".join(dict.fromkeys(self.references.of_source(one) for one in sources))
        yield map_of(story)
        yield Text(self.words["view_note"].format(source=mark), quiet=True)

    def _table(self, story: Story) -> Iterator[Block]:
        words, found = self.words, data_table(self.city, story.view)
        mark = self.references.of_source(story.shown.indicator.source)
        if len(found.areas) <= MOST_BARS and story.coloured:
            yield bars(story, words)
        yield Table(
            caption=headline(story),
            columns=(
                Column(words["area"], 4.0),
                Column(_in_unit(words["value"], story, words), 2.6, right=True),
                Column(words["class"], 1.2, right=True),
                Column(words["status"], 4.0),
                Column(words["source"], 1.0),
            ),
            rows=tuple(_row(row, mark, story) for row in (*found.areas, found.city)),
        )
        yield Text(key_of_signs(story.view.language), quiet=True)


def bars(story: Story, words: Words) -> Chart:
    """Return the figures of the map as bars, in the order of the level: nothing is ranked."""
    shown, signs = story.shown, texts(story.view.language)["legend"]
    names = tuple(
        f"{area.name} ({signs[f'sign_{status}']})" if is_empty(status) else area.name
        for area, status in zip(shown.level.areas, shown.statuses, strict=True)
    )  # no bar must not look like zero
    spoken = [
        f"{name} {written(figure, shown.indicator) or NO_CLASS}"
        for name, figure in zip(names, shown.figures, strict=True)
    ]
    return Chart(
        kind=BAR,
        title=headline(story),
        unit=shown.indicator.unit,
        decimals=shown.indicator.decimals,
        categories=names,
        lines=(
            Line(
                name=_in_unit(words["value"], story, words),
                figures=tuple(one if math.isfinite(one) else None for one in shown.figures),
                own=True,
                uncertain=tuple(status in DOUBTS for status in shown.statuses),
            ),
        ),
        alt=words["bars_alt"].format(
            indicator=shown.indicator.name, unit=shown.indicator.unit, values="; ".join(spoken)
        ),
    )


def _in_unit(text: str, story: Story, words: Words) -> str:
    return words["in_unit"].format(indicator=text, unit=story.shown.indicator.unit)


def _row(row: DataRow, mark: str, story: Story) -> Row:
    figure, value = row["value"], ""
    if isinstance(figure, float | int):
        value = written(float(figure), story.shown.indicator)
    sign = "" if row["code"] == Status.OK else str(row["sign"] or "")
    place = row.get("class")
    said = f"{value}\u00a0{sign}".strip("\u00a0")
    shown_class = NO_CLASS if place is None else str(place)
    return Row((str(row["name"]), said, shown_class, str(row["status"]), mark))
