"""What a map says, in words: the same sentences as on the page (``assets/words.js``)."""

from __future__ import annotations

import math

from geodata.model import City, Indicator, Kind, Status
from geodata.statistics.coverage import Coverage
from layers import need_table
from layers.export.plot import Story
from layers.numbers import german
from layers.scene import Scene, is_empty
from layers.texts import Texts, texts


def with_unit(figure: float, indicator: Indicator) -> str:
    """Return "12,3 %" or "1.234 Personen"."""
    return f"{german(figure, indicator.decimals)}\u00a0{indicator.unit}"


def headline(story: Story) -> str:
    """Return "Arbeitslose, 2022"; with a limit of need "Bedarf und Förderung: ..."."""
    words = texts(story.view.language)
    room = "map" if story.need is None else "need"
    return words[room]["headline"].format(
        indicator=story.shown.indicator.name, year=story.view.year
    )


def subline(story: Story) -> str:
    """Return unit, level and date of the data."""
    indicator = story.shown.indicator
    return texts(story.view.language)["map"]["subline"].format(
        unit=indicator.unit, level=story.shown.level.name_plural, date=indicator.data_date
    )


def sentence(story: Story) -> str:
    """Return what the map shows in two or three sentences, the chosen area first."""
    shown, words = story.shown, texts(story.view.language)
    said = []
    if story.view.area in shown.level.area_ids:
        said.append(plain(shown, shown.level.area_ids.index(story.view.area), words))
    if story.need is not None:
        return " ".join([*said, needed(story.city, shown, story.need, words)])
    return " ".join([*said, _range(shown, words), _city(shown, words)])


def plain(shown: Scene, index: int, words: Texts) -> str:
    """Return the plain sentence of the indicator with the figure of one area."""
    room, name, status = words["map"], shown.level.areas[index].name, shown.statuses[index]
    year = shown.view.year
    if is_empty(status):
        reason = words["legend"][f"status_{status}"]
        capital = reason[:1].upper() + reason[1:]
        return room["chosen_empty"].format(area=name, year=year, reason=capital)
    value = german(shown.figures[index], shown.indicator.decimals)
    said = shown.indicator.sentence.replace("{value}", value)
    return room["chosen_value"].format(area=name, year=year, sentence=said)


def needed(city: City, shown: Scene, found: Coverage, words: Texts) -> str:
    """Return how many areas reach the limit, and where their people live."""
    room, limit = words["need"], need_table.side(shown, True, words["need"])
    number = sum(place.in_need for place in found.places)
    if not number:
        return room["summary_none"].format(year=found.year, limit=limit)
    return room["summary"].format(
        year=found.year,
        areas=number,
        all=len(found.places),
        limit=limit,
        people=_whose(city, shown, found, words),
    )


def _whose(city: City, shown: Scene, found: Coverage, words: Texts) -> str:
    room, split = words["need"], found.in_need
    if not split.total > 0:
        return room["summary_unknown"]
    inside, formerly, outside = (
        need_table.ranged(part, "share", split.total, room)
        for part in (split.inside, split.formerly, split.outside)
    )
    return room["summary_people"].format(
        total=german(split.total, 0),
        counted=need_table.counted(city, shown, found),
        inside=inside,
        formerly=formerly,
        outside=outside,
    )


def _range(shown: Scene, words: Texts) -> str:
    known = [index for index, figure in enumerate(shown.figures) if math.isfinite(figure)]
    room, indicator = words["map"], shown.indicator
    if len(known) < 2:
        return room["shows_one"].format(indicator=indicator.name, year=shown.view.year)
    low, high = (order(known, key=lambda i: shown.figures[i]) for order in (min, max))
    return room["shows"].format(
        year=shown.view.year,
        low=with_unit(shown.figures[low], indicator),
        low_area=shown.level.areas[low].name,
        high=with_unit(shown.figures[high], indicator),
        high_area=shown.level.areas[high].name,
    )


def _city(shown: Scene, words: Texts) -> str:
    room, indicator = words["map"], shown.indicator
    if not math.isfinite(shown.city_figure):
        return room["shows_no_city"]
    sure = shown.city_status is Status.OK
    reason = "" if sure else f" ({words['legend'][f'status_{shown.city_status}']})"
    total = with_unit(shown.city_figure, indicator) + reason
    if indicator.kind is not Kind.COUNT:
        return room["shows_city_share"].format(value=total)
    mean = german(shown.middle, indicator.decimals)
    return room["shows_city_count"].format(value=total, mean=mean)
