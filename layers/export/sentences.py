"""The words of a story: headline, line below it, sentence. They are those of the page."""

from __future__ import annotations

from layers import scene_words
from layers.export.plot import Story
from layers.numbers import with_unit
from layers.scene_words import area_sentence as plain
from layers.texts import texts

__all__ = ["headline", "plain", "sentence", "subline", "with_unit"]


def headline(story: Story) -> str:
    """Return "Arbeitslose, 2022"; with a limit of need "Bedarf und Förderung: ..."."""
    return scene_words.headline(story.shown, texts(story.view.language))


def subline(story: Story) -> str:
    """Return unit, level and date of the data."""
    return scene_words.subline(story.shown, texts(story.view.language))


def sentence(story: Story) -> str:
    """Return what the map shows in two or three sentences, the chosen area first."""
    shown, words = story.shown, texts(story.view.language)
    said = []
    if story.view.area in shown.level.area_ids:
        said.append(plain(shown, shown.level.area_ids.index(story.view.area), words))
    return " ".join([*said, scene_words.sentence(story.city, shown, words)])
