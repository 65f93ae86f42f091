"""The part of a page that takes away from and adds to what an address holds, without a script.

Every form goes to ``/auswertung/<id>/neu``, which adds what its fields say and leads on to the one
address of the result. A saved file comes from ``/auswertung/<id>.txt`` and is sent to
``/auswertung/<id>/laden``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from layers.analysis.addresses import PATH, address, query
from layers.analysis.model import FORM, Analysis, Answer, Question
from layers.info_visit import Visit

ADD, SAVE, LOAD = "neu", ".txt", "laden"
SECTION = "liste"  # id of the section that lists what the address holds
FILE = "datei"  # field of the form that loads
MOST_BYTES = 16_000  # of a loaded file


def editor_parts(
    analysis: Analysis, question: Question, answer: Answer, visit: Visit
) -> dict[str, Any] | None:
    """Return what the template draws; None where the answer has nothing to edit."""
    editor = answer.editor
    if editor is None:
        return None
    city, view = question.city, question.view
    base = f"{visit.root}{PATH}/{analysis.id}"
    asked = query(city, view, question.own)

    def href(own: dict[str, str]) -> str:
        return f"{visit.root}{address(analysis.id, city, view, own)}#{SECTION}"

    return {
        "section": SECTION,
        "title": editor.title,
        "empty": editor.empty,
        "items": [(one.text, href(dict(one.without))) for one in editor.items],
        "clear": href(dict(editor.cleared)),
        "forms": editor.forms,
        "kind": FORM,
        "action": f"{base}/{ADD}",
        "kept": parse_qsl(asked.removeprefix("?")),
        "save": f"{base}{SAVE}{asked}" if editor.saved and editor.items else "",
        "load": f"{base}/{LOAD}{query(city, view)}" if editor.saved else "",
        "file": FILE,
        "most": MOST_BYTES // 1000,
    }
