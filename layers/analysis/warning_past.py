"""Hits and misses of an early warning in words and as a table."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geodata.early_warning import EarlyWarning
from geodata.statistics.early_warning_past import Hits, Past, Share
from layers.analysis.model import Question, Words
from layers.numbers import german
from layers.report.model import Block, Column, Row, Table, Text

PERCENT = 100.0


def past_lead(question: Question, found: Past | None) -> str:
    """Return the sentence of the lead on how often the rule was right."""
    words = question.texts["warning"]
    if found is None:
        return words["lead_no_past"]
    if found.too_few:
        return words["lead_past_few"].format(cases=found.rule.precision.whole)
    precision, base = said(words, found.rule.precision), said(words, found.base)
    return words["lead_past"].format(precision=precision, base=base)


def past_blocks(question: Question, warning: EarlyWarning, found: Past | None) -> Iterator[Block]:
    """Yield what is looked for, the table, and what its figures cannot say."""
    words, outcome = question.texts["warning"], warning.outcome
    if outcome is None:
        yield Text(words["past_no_outcome"])
        return
    if found is None:
        yield Text(words["past_none"].format(ahead=warning.ahead))
        return
    yield Text(words["past_lead"].format(
        ahead=warning.ahead, outcome=outcome.name, years=", ".join(map(str, found.years)),
        cases=found.base.whole, left_out=found.left_out))  # fmt: skip
    yield Text(words["past_base"].format(base=said(words, found.base)))
    if found.too_few:
        yield Text(words["past_few"].format(count=found.rule.precision.whole))
    columns = (Column(words["way"], 1.8), Column(words["precision"], 1.4, right=True),
               Column(words["recall"], 1.4, right=True),
               Column(words["right"], 1.4, right=True))  # fmt: skip
    caption = words["past_caption"].format(ahead=warning.ahead)
    yield Table(caption, columns, tuple(_rows(words, found)))
    yield Text(words["past_dependent"], quiet=True)


def said(words: Words, share: Share) -> str:
    """Return a share in per cent with its interval; a dash without a case."""
    if math.isnan(share.value):
        return words["share_none"]
    value, low, high = (german(PERCENT * end, 0) for end in (share.value, share.low, share.high))
    return words["share"].format(value=value, low=low, high=high)


def _rows(words: Words, found: Past) -> Iterator[Row]:
    yield Row((words["way_rule"], *_told(words, found.rule)))
    if found.level_alone is not None:
        yield Row((words["way_level"], *_told(words, found.level_alone)))
    none = words["share_none"]
    yield Row((words["way_no"], none, none, said(words, found.always_no)))


def _told(words: Words, hits: Hits) -> tuple[str, str, str]:
    return said(words, hits.precision), said(words, hits.recall), said(words, hits.right)
