"""What a scene says in sentences: figures with units, classes, the sentence below the headline.

Its twin in the browser is ``assets/words.js`` (and ``legend.js`` for the classes).
"""

from __future__ import annotations

import math

from geodata.model import City, Kind, Status
from layers import change_words, need_table
from layers.numbers import figure as written
from layers.numbers import german, spoken, with_unit
from layers.record_words import Words
from layers.scene import Scene, is_empty
from layers.texts import Texts

DOUBTS = (Status.DOUBTFUL, Status.INTERPOLATED)
LONG_UNIT = 4  # letters from which a unit is not repeated in every row of the legend


def value_words(shown: Scene, index: int, texts: Texts) -> str:
    """Return the figure of an area with unit and sign of doubt, or sign and reason of a gap."""
    words, status = texts["legend"], shown.statuses[index]
    if is_empty(status) and shown.change is not None:
        return change_words.ends(shown, index, texts)
    if is_empty(status):
        return f"{words[f'sign_{status}']} {words[f'status_{status}']}"
    doubt = f"\u00a0{words[f'sign_{status}']}" if status in DOUBTS else ""
    return with_unit(shown.figures[index], shown.indicator) + doubt


def figure_words(shown: Scene, index: int, texts: Texts) -> str:
    """Return the figure of an area as it stands on the map, or the sign why there is none."""
    status = shown.statuses[index]
    if is_empty(status):
        return texts["legend"][f"sign_{status}"]
    if shown.change is not None:
        return change_words.label(shown, index, texts)
    return written(shown.figures[index], shown.indicator)


def class_span(shown: Scene, place: int, texts: Texts) -> str:
    """Return the words for the class *place*, counted from 0: ``8,5 bis unter 12,1``."""
    if shown.change is not None:
        return change_words.class_span(shown, place, texts)
    if shown.indicator.classes:
        one = shown.indicator.classes[place]
        return texts["legend"]["named_class"].format(code=one.code, name=one.name)
    low, high, limits = shown.lowest, shown.highest, shown.limits
    last, decimals = len(limits), shown.indicator.decimals
    start = low if place == 0 else limits[place - 1]
    end = high if place == last else limits[place]
    if last and place == 0 and limits[0] <= low:
        key = "below"
    elif last and place == last and limits[-1] > high:
        key = "above"
    elif place == last:
        key = "only" if start == end else "from_to_last"
    else:
        key = "from_to"
    both = {"from": german(start, decimals), "to": german(end, decimals)}
    return texts["legend"][key].format_map(both)


def class_label(shown: Scene, place: int, texts: Texts) -> str:
    """Return :func:`class_span` with the unit, where the unit is short."""
    unit = shown.indicator.unit
    said = class_span(shown, place, texts)
    if shown.indicator.classes:
        return said
    return said if len(unit) >= LONG_UNIT else f"{said}\u00a0{unit}"


def method_words(shown: Scene, texts: Texts) -> str:
    """Return how the classes were made and for which years their limits hold."""
    if shown.change is not None:
        return change_words.method(shown, texts)
    words = texts["legend"]
    if shown.indicator.classes:
        return words["method_named"]
    view, years = shown.view, shown.series.years
    said = [words[f"method_{view.classes.method}"] + "."]
    if shown.number < view.classes.number:
        said.append(words["fewer"].format(wished=view.classes.number, number=shown.number))
    if view.limits == "jahr":
        said.append(words["not_fixed"].format(year=view.year))
    elif len(years) > 1:
        said.append(words["fixed"].format(first=years[0], last=years[-1]))
    else:
        said.append(words["fixed_one"])
    return " ".join(said)


def headline(shown: Scene, texts: Texts) -> str:
    """Return what stands above the map: indicator and year, with a limit of need that too."""
    if shown.change is not None:
        return shown.indicator.name
    room = "map" if shown.view.need is None else "need"
    return texts[room]["headline"].format(indicator=shown.indicator.name, year=shown.view.year)


def subline(shown: Scene, texts: Texts) -> str:
    """Return unit, level and date of the data; of a change both years."""
    unit, level = shown.indicator.unit, shown.level.name_plural
    date, found = shown.indicator.data_date, shown.change
    if found is None:
        return texts["map"]["subline"].format(unit=unit, level=level, date=date)
    return texts["change"]["subline"].format(
        unit=unit, level=level, date=date, first=found.first.year, last=found.last.year
    )


def sentence(city: City, shown: Scene, texts: Texts) -> str:
    """Return what the whole map says: lowest, highest and city; with a limit, need and funding."""
    if shown.view.need is not None:
        return _need_sentence(city, shown, texts["need"])
    if shown.change is not None:
        return change_words.sentence(shown, texts)
    if shown.indicator.classes:
        return class_counts(shown, texts["map"])
    return f"{extremes(shown, texts['map'])} {city_words(shown, texts)}"


def area_sentence(shown: Scene, index: int, texts: Texts) -> str:
    """Return the plain sentence of the indicator with the figure of one area."""
    if shown.change is not None:
        return change_words.plain(shown, index, texts)
    room, name, status = texts["map"], shown.level.areas[index].name, shown.statuses[index]
    year = shown.view.year
    if is_empty(status):
        reason = texts["legend"][f"status_{status}"]
        capital = reason[:1].upper() + reason[1:]
        return room["chosen_empty"].format(area=name, year=year, reason=capital)
    said = shown.indicator.sentence.replace(
        "{value}", spoken(shown.figures[index], shown.indicator)
    )
    return room["chosen_value"].format(area=name, year=year, sentence=said)


def legend_title(shown: Scene, texts: Texts) -> str:
    """Return what the classes are: years and unit."""
    unit = shown.indicator.unit
    found = shown.change
    if found is not None:
        first, last = found.first.year, found.last.year
        return texts["change"]["legend"].format(first=first, last=last, unit=unit)
    return texts["sheet"]["legend"].format(year=shown.view.year, unit=unit)


def city_words(shown: Scene, texts: Texts) -> str:
    """Return the sentence on the figure of the whole city."""
    words, indicator, status = texts["map"], shown.indicator, shown.city_status
    if indicator.classes:
        return words["shows_no_city_class"]
    if not math.isfinite(shown.city_figure):
        return words["shows_no_city"]
    sure = "" if status is Status.OK else f" ({texts['legend'][f'status_{status}']})"
    value = with_unit(shown.city_figure, indicator) + sure
    if indicator.kind is not Kind.COUNT:
        return words["shows_city_share"].format(value=value)
    mean = german(shown.middle, indicator.decimals)
    return words["shows_city_count"].format(value=value, mean=mean)


def areas_words(shown: Scene, texts: Texts) -> str:
    """Return what the map says of its areas, without the city."""
    if shown.change is not None:
        return change_words.of_areas(shown, texts)
    if shown.indicator.classes:
        return class_counts(shown, texts["map"])
    return extremes(shown, texts["map"])


def class_counts(shown: Scene, words: Words) -> str:
    """Return how many areas are in each named class that occurs."""
    counted = [
        words["class_count"].format(name=one.name, number=shown.classes.count(place))
        for place, one in enumerate(shown.indicator.classes)
        if place in shown.classes
    ]
    if not counted:
        return words["shows_one"].format(indicator=shown.indicator.name, year=shown.view.year)
    return words["shows_classes"].format(year=shown.view.year, classes="; ".join(counted))


def extremes(shown: Scene, words: Words) -> str:
    """Return between which areas and figures the map lies."""
    areas = [(figure, area.name) for figure, area in zip(shown.figures, shown.level.areas,
             strict=True) if math.isfinite(figure)]  # fmt: skip
    if len(areas) < 2:
        return words["shows_one"].format(indicator=shown.indicator.name, year=shown.view.year)
    low, high = (choose(areas, key=lambda one: one[0]) for choose in (min, max))
    return words["shows"].format(
        year=shown.view.year,
        low=with_unit(low[0], shown.indicator),
        low_area=low[1],
        high=with_unit(high[0], shown.indicator),
        high_area=high[1],
    )


def _need_sentence(city: City, shown: Scene, words: Words) -> str:
    found = need_table.coverage_of(city, shown.view)
    limit, year = need_table.side(shown, True, words), shown.view.year
    number = 0 if found is None else sum(place.in_need for place in found.places)
    if found is None or not number:
        return words["summary_none"].format(year=year, limit=limit)
    return words["summary"].format(
        year=year,
        areas=number,
        all=len(shown.level.areas),
        limit=limit,
        people=_whose(city, shown, words),
    )


def _whose(city: City, shown: Scene, words: Words) -> str:
    found = need_table.coverage_of(city, shown.view)
    if found is None or not found.in_need.total > 0:
        return words["summary_unknown"]
    total = found.in_need.total
    shares = {
        key: need_table.ranged(part, "share", total, words)
        for key, part in need_table.parts(found.in_need)
    }
    return words["summary_people"].format(
        total=german(total, 0),
        counted=need_table.counted(city, shown, found),
        inside=shares["inside"],
        formerly=shares["formerly"],
        outside=shares["outside"],
    )
