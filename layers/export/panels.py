"""The maps of one snapshot: one, two that are compared, or one for every year."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from geodata.model import City
from geodata.statistics.classify import round_half_up
from layers.beside import beside, second_view
from layers.compare_table import subtractable
from layers.export.plot import Story
from layers.export.sheet import spans
from layers.numbers import signed, with_unit
from layers.scene import Scene
from layers.scene_words import DOUBTS, sentence, value_words
from layers.scene_words import headline as one_headline
from layers.texts import texts
from layers.view import LIMITS, View
from layers.view_fields import TWO_MAPS

YEARS = "jahre"
IN_SMALL = ("indikator",)  # layers that small maps have room for
PERCENT = "%"


@dataclass(frozen=True, eq=False)
class Panel:
    """One map of a snapshot with the words above it; a map alone has none."""

    story: Story
    title: str = ""
    subline: str = ""
    sentence: str = ""


@dataclass(frozen=True, eq=False)
class Panels:
    """All maps of a snapshot. ``small``: one a year; ``without``: years that have no figures."""

    all: tuple[Panel, ...]
    small: bool = False
    without: tuple[int, ...] = ()

    @property
    def first(self) -> Story:
        """The story of the first map, or of the year of the view."""
        return self.all[0].story

    @property
    def compares(self) -> bool:
        """Whether this is more than a map alone."""
        return self.small or len(self.all) > 1

    def other(self, story: Story) -> Story:
        """Return a story that *story* is compared with; itself where it is alone."""
        return next((one.story for one in self.all if one.story is not story), story)

    @property
    def share(self) -> bool:
        """Whether one legend holds for all maps."""
        return all(_one_legend(self.first, panel.story) for panel in self.all)


def panels(city: City, view: View, grey: bool = False) -> Panels:
    """Return the maps that *view* asks for."""
    if view.compare == YEARS:
        return _years(city, view, grey)
    if view.compare in TWO_MAPS:
        there = beside(view, city).city
        one = Story(city, replace(view, compare=""), grey)
        return Panels((_large(one), _large(Story(there, second_view(view, city), grey))))
    return Panels((Panel(Story(city, view, grey)),))


def label(one: Story, two: Story) -> str:
    """Return what tells one map from the other, as ``assets/compare.js`` does."""
    said = []
    if one.city is not two.city:
        said.append(one.city.name)
    if one.shown.indicator.id != two.shown.indicator.id:
        said.append(one.shown.indicator.short_name)
    if one.view.year != two.view.year or not said:
        said.append(str(one.view.year))
    if one.city is two.city and one.view.level != two.view.level:
        said.append(one.shown.level.name_plural)
    return ", ".join(said)


def headline(found: Panels) -> str:
    """Return what stands above all maps."""
    words, one = texts(found.first.view.language)["beside"], found.first
    name = one.shown.indicator.name
    two = found.all[-1].story
    if found.small:
        years = sorted((found.all[0].story.view.year, two.view.year))
        return words["headline_years"].format(indicator=name, first=years[0], last=years[-1])
    other = two.shown.indicator.name
    same, away = two.shown.indicator.id == one.shown.indicator.id, two.city is not one.city
    years_only = same and not away and two.view.year != one.view.year
    if years_only:
        return words["headline_year"].format(
            indicator=name, year=one.view.year, other_year=two.view.year
        )
    return words["headline"].format(
        indicator=name,
        year=one.view.year,
        other=two.city.name if same and away else other,
        other_year=two.view.year,
    )


def title(city: City, view: View) -> str:
    """Return the headline of *view*, whether it compares or not."""
    found = panels(city, view)
    if found.compares:
        return headline(found)
    return one_headline(found.first.shown, texts(view.language))


def both_said(found: Panels) -> str:
    """Return the figures of the chosen area, else of the city, on the first and the last map.

    Of all years the last comes first: the difference says how the figure has changed since.
    """
    one, two = found.all[0].story, found.all[-1].story
    one, two = (two, one) if found.small else (one, two)
    words = texts(one.view.language)
    ids = one.shown.level.area_ids
    alike = one.city is two.city and one.view.level == two.view.level
    at = ids.index(one.view.area) if alike and one.view.area in ids else -1
    values = [value_of(story, at) for story in (one, two)]
    comparable = subtractable(one.shown.indicator, two.shown.indicator)
    gap = _gap(one.shown, two.shown, at) if comparable else ""
    name = one.shown.level.areas[at].name if at >= 0 else words["beside"]["cities"]
    ends = (label(one, two), label(two, one))
    if not gap:
        return words["beside"]["both_said"].format(
            area=name, value=values[0], one=ends[0], other=values[1], two=ends[1]
        )
    return words["beside"]["both_gap"].format(
        area=name, value=values[0], one=ends[0], other=values[1], two=ends[1], gap=gap
    )


def without_words(found: Panels) -> str:
    """Return which years have no figures: "Ohne Zahlen: 2013 bis 2016."; empty if all have."""
    if not found.without:
        return ""
    language = found.first.view.language
    said = texts(language)["beside"]["years_without"]
    return said.format(years=spans(found.without, language))


def _years(city: City, view: View, grey: bool) -> Panels:
    """Return a map for every year with figures; their class limits are those of all years."""
    kept = tuple(layer for layer in view.layers if layer in IN_SMALL)
    bare = replace(view, compare="", limits=LIMITS[0], layers=kept, symbols="")
    years = city.series[view.level, view.indicator].years
    stories = [Story(city, replace(bare, year=year), grey) for year in years]
    known = [one for one in stories if any(map(math.isfinite, one.shown.figures))]
    shown = known or stories[:1]
    found = {one.view.year for one in shown}
    return Panels(
        tuple(_small(one) for one in shown),
        small=True,
        without=tuple(y for y in range(years[0], years[-1] + 1) if y not in found),
    )


def _large(story: Story) -> Panel:
    shown, words = story.shown, texts(story.view.language)
    return Panel(
        story,
        f"{shown.indicator.name}, {story.view.year}",
        words["beside"]["subline"].format(
            unit=shown.indicator.unit, level=shown.level.name_plural, city=story.city.name
        ),
        sentence(story.city, shown, words),
    )


def _small(story: Story) -> Panel:
    ids = story.shown.level.area_ids
    at = ids.index(story.view.area) if story.view.area in ids else -1
    said = texts(story.view.language)["legend"]
    if at < 0:
        return Panel(story, str(story.view.year), said["city"].format(value=value_of(story, -1)))
    name = story.shown.level.areas[at].name
    told = said["chosen"].format(area=name, value=value_of(story, at))
    return Panel(story, str(story.view.year), told)


def value_of(story: Story, at: int) -> str:
    """Return the figure of an area with unit and sign, of the city for -1."""
    shown, words = story.shown, texts(story.view.language)
    if at >= 0:
        return value_words(shown, at, words)
    if shown.indicator.classes:
        return words["map"]["no_class"]
    if not math.isfinite(shown.city_figure):
        return words["table"]["status_missing"]
    state = shown.city_status
    sign = f"\u00a0{words['legend'][f'sign_{state}']}" if state in DOUBTS else ""
    return f"{with_unit(shown.city_figure, shown.indicator)}{sign}"


def _gap(one: Scene, two: Scene, at: int) -> str:
    decimals = max(one.indicator.decimals, two.indicator.decimals)
    ends = [
        scene.figures[at] if at >= 0
        else round_half_up(scene.city_figure, scene.indicator.decimals)
        for scene in (one, two)
    ]  # fmt: skip
    if not all(map(math.isfinite, ends)):
        return ""
    unit = texts(one.view.language)["table"]["points"]
    unit = unit if one.indicator.unit == PERCENT else one.indicator.unit
    return f"{signed(ends[0] - ends[1], decimals)}\u00a0{unit}"


def _one_legend(one: Story, two: Story) -> bool:
    here, there = one.shown, two.shown
    return (
        one.city is two.city
        and here.indicator.id == there.indicator.id
        and here.limits == there.limits
        and one.view.need == two.view.need
        and (str(here.lowest), str(here.highest)) == (str(there.lowest), str(there.highest))
    )
