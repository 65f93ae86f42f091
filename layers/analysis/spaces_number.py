"""How many social spaces: what each number explains, and why one is suggested."""

from __future__ import annotations

import numpy as np

from geodata.statistics.social_spaces import SUGGESTED_UP_TO, Spaces
from layers.analysis.model import Question
from layers.numbers import german
from layers.report.model import Block, Column, Curve, Plot, Row, Section, Table, Text

EVERY = 12  # numbers above are shown in steps
STEP = 5


def number_section(question: Question, found: Spaces) -> Section:
    """Return the section about the number of spaces; only text where areas do not differ."""
    words = question.texts["social_spaces"]
    low = found.numbers[0]
    most = max(found.number, min(SUGGESTED_UP_TO, int(found.inputs.counted.sum()) // 2), low)
    shown = [
        (number, 100 * share)
        for number, share in zip(found.numbers, found.explained.tolist(), strict=True)
        if number <= most and np.isfinite(share)
    ]
    said = words["number_lead"].format(
        suggested=found.suggested, low=low, high=shown[-1][0] if shown else low
    )
    blocks: list[Block] = [Text(said, strong=True)]
    if len(shown) > 1:
        blocks += [_plot(question, found, shown), _table(question, found, shown)]
    return Section("anzahl", words["number_title"], tuple(blocks))


def _plot(question: Question, found: Spaces, shown: list[tuple[int, float]]) -> Plot:
    words = question.texts["social_spaces"]
    own = next(share for number, share in shown if number == found.number)
    xs, ys = (tuple(float(one) for one in side) for side in zip(*shown, strict=True))
    label = str(found.number)
    mark = Curve(
        words["number_chosen"], (float(found.number),), (own,), line=False, dots=True, own=True,
        names=(label,), shown=(0,),
    )  # fmt: skip
    said = words["number_alt"].format(
        low=shown[0][0], first=german(shown[0][1], 0), number=found.number, share=german(own, 0),
        high=shown[-1][0], last=german(shown[-1][1], 0),
    )  # fmt: skip
    curve = Curve(words["number_curve"], xs, ys)
    return Plot(
        words["number_plot"], words["number_x"], words["number_y"], (curve, mark), said,
        y_decimals=0,
    )  # fmt: skip


def _table(question: Question, found: Spaces, shown: list[tuple[int, float]]) -> Table:
    words = question.texts["social_spaces"]
    columns = (Column(words["number_column"], 1.0),
               Column(words["number_share"], 1.0, right=True))  # fmt: skip
    kept = [
        (number, share)
        for number, share in shown
        if number <= EVERY or number % STEP == 0 or number in (found.number, found.suggested)
    ]
    rows = tuple(Row((str(number), german(share, 0))) for number, share in kept)
    return Table(words["number_caption"], columns, rows)
