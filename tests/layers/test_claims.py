"""What texts must not claim: chance is never excluded, no difference never proven."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layers.texts import texts

FOLDER = Path(__file__).parents[2] / "layers" / "texts" / "de"
FILES = sorted([*FOLDER.glob("*.yaml"), *FOLDER.glob("info/methoden-*.md")])
WRONG = {
    "a level of 5 % says nothing of how sure a statement is": r"95\s?(\\u00a0)?\s?% Sicherheit",
    "chance can be unlikely, never impossible": r"Zufall (\w+ )?(ausgeschlossen|auszuschließen)",
    "what is not distinguishable need not be the same": r"unterscheide\w+ sich nicht vo",
    "a figure that was counted lies nowhere else": r"liegt mit \d+ ?% (Sicherheit|Wahrschein)",
    "a test that finds nothing proves nothing": r"beweist,? dass (es )?kein",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("why", WRONG)
def test_no_text_claims_more_than_a_test_can_say(path: Path, why: str) -> None:
    assert re.findall(WRONG[why], path.read_text(encoding="utf-8"), re.IGNORECASE) == [], why


@pytest.mark.parametrize(
    ("room", "key", "said"),
    [
        ("effect", "note_mean", "Regression zur Mitte"),
        ("warning", "past_dependent", "näher am Mittel"),
        ("effect", "note_many", "einem von zwanzig"),
        ("profile", "limits", "jeder zwanzigste"),
        ("question", "scatter_limits", "Wer viele Paare"),
        ("segregation", "limits_chance", "unter vielen"),
        ("question", "scatter_limits", "ökologischer Fehlschluss"),
        ("segregation", "method_trend", "als unabhängig"),
    ],
)
def test_what_a_figure_cannot_say_stands_beside_it(room: str, key: str, said: str) -> None:
    assert said in texts("de")[room][key]


@pytest.mark.parametrize(("room", "key"), [("panel", "rank_why"), ("report", "figures_rule")])
def test_like_is_told_apart_from_the_same(room: str, key: str) -> None:
    assert re.search(r"nicht[,:]? (dass )?es (keinen gibt|gibt keinen)", texts("de")[room][key])
