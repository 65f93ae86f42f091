"""Interface texts: every text is asked for somewhere, every asked one exists, places are filled."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from callbacks.settings import ROOT
from layers.texts import languages, texts

PYTHON = [ROOT / "app.py", *sorted((ROOT / "layers").rglob("*.py")),
          *sorted((ROOT / "callbacks").glob("*.py"))]  # fmt: skip
TEMPLATES = sorted((ROOT / "layers" / "info").glob("*.html"))
SCRIPTS = sorted((ROOT / "assets").glob("*.js"))
HOLDERS = ("words", "room", "t", "labels", "signs", "marks", "page", "csv")
LANGUAGES = languages()
ROOMS = texts("de")


@cache
def source(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if path.suffix == ".js" else text


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(source(path))


def pattern(parts: list[ast.expr]) -> str:
    """Return a regular expression for the keys that an f-string can be."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
    )


def asked_in_python() -> Iterator[str]:
    """Yield regular expressions of all strings and f-strings that may be keys."""
    for path in PYTHON:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
                yield pattern(node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                yield re.escape(node.target.id)  # a setting is the key of its sentence


def asked_in_templates() -> Iterator[str]:
    for path in TEMPLATES:
        yield from map(re.escape, re.findall(r"\b[a-z]+\.(\w+)", source(path)))
        yield from map(re.escape, re.findall(r"""["']([\w-]+)["']""", source(path)))
        yield from (f"{head}.+" for head in re.findall(r'\["(\w+_)" ~', source(path)))
        yield from (f".+{tail}" for tail in re.findall(r'~ "(_\w+)"\]', source(path)))


def asked_in_scripts() -> Iterator[str]:
    for path in SCRIPTS:
        yield from map(
            re.escape, re.findall(r"(?:words|signs|texts)(?:\.\w+)?\.(\w+)", source(path))
        )
        yield from map(re.escape, re.findall(r"\bwords\.(\w+)", source(path)))
        yield from map(re.escape, re.findall(r'"(\w+)"', source(path)))
        yield from (f".+{tail}" for tail in re.findall(r'"(_\w+)"', source(path)))
        for template in re.findall(r"\[?`([^`]*\$\{[^`]*)`", source(path)):
            key = "".join(
                ".+" if part.startswith("${") else re.escape(part)
                for part in re.findall(r"\$\{[^}]*\}|[^$]+", template)
            )
            if re.fullmatch(r"[\w.+\\]+", key) and key.strip(".+"):
                yield key


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_every_text_is_asked_for(name: str) -> None:
    asked = {*asked_in_python(), *asked_in_templates(), *asked_in_scripts()}
    plain = {one for one in asked if ".+" not in one}
    built = [one for one in asked if re.fullmatch(r"\w+_\.\+(_\w+)?|\.\+_\w+", one)]
    whole = re.compile("|".join(f"(?:{one})" for one in built))

    assert [
        key for key in ROOMS[name] if re.escape(key) not in plain and not whole.fullmatch(key)
    ] == []


def subscripts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (room or nothing, key) of every ``words["key"]`` and ``texts["room"]["key"]``."""
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)):
            continue
        inner = node.value
        if isinstance(inner, ast.Name) and inner.id in HOLDERS:
            yield "", str(node.slice.value)
        elif isinstance(inner, ast.Subscript) and isinstance(inner.slice, ast.Constant):
            yield str(inner.slice.value), str(node.slice.value)


def exists(room: str, key: str) -> bool:
    if room:
        return room not in ROOMS or key in ROOMS[room]
    return any(key in words for words in ROOMS.values()) or key in ROOMS


@pytest.mark.parametrize("path", PYTHON, ids=lambda path: path.stem)
def test_every_text_that_python_asks_for_exists(path: Path) -> None:
    assert [pair for pair in subscripts(path) if not exists(*pair)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_text_that_a_template_asks_for_exists(path: Path) -> None:
    for holder, room in (("t", "info"), ("w", "record")):
        asked = re.findall(rf"\b{holder}\.(\w+)", source(path))
        assert [key for key in asked if key not in ROOMS[room]] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_every_text_that_a_script_asks_for_exists(path: Path) -> None:
    asked = re.findall(rf"texts\.({'|'.join(ROOMS)})\.(\w+)", source(path))
    rooms = set(re.findall(rf"texts\.({'|'.join(ROOMS)})\b", source(path)))
    rooms |= set(re.findall(r'texts\(scene, "(\w+)"\)', source(path)))
    loose = set(re.findall(r"\bwords\.(\w+)", source(path))) - {*ROOMS, "length"}
    inner = re.findall(rf"\bwords\.({'|'.join(ROOMS)})\.(\w+)", source(path))
    own = {key for room in rooms for key in ROOMS[room]} | set(vars_of_words())

    assert [pair for pair in [*asked, *inner] if pair[1] not in ROOMS[pair[0]]] == []
    assert sorted(loose - own) == []


def vars_of_words() -> list[str]:
    """Return what ``atlas.words`` of assets/words.js gives to the other scripts."""
    found = re.search(r"return \{([\w, ]+)\};\s*\}\)\(\);", source(ROOT / "assets" / "words.js"))
    assert found is not None
    return found[1].split(", ")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def fillings() -> Iterator[tuple[str, str, str, set[str]]]:
    """Yield (file, room or nothing, key, names given) of every text that Python fills."""
    for path in PYTHON:
        for node in ast.walk(tree(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            text, given = node.func.value, {one.arg for one in node.keywords if one.arg}
            if node.func.attr != "format" or not isinstance(text, ast.Subscript):
                continue
            if isinstance(text.slice, ast.Constant):
                outer = text.value
                known = isinstance(outer, ast.Subscript) and isinstance(outer.slice, ast.Constant)
                room = outer.slice.value if known else ""
                yield path.name, str(room), str(text.slice.value), given


def test_python_fills_every_place_of_a_text() -> None:
    checked = 0
    for file, room, key, given in fillings():
        wanted = [places(words[key]) for name, words in ROOMS.items()
                  if key in words and (room or name) == name]  # fmt: skip
        assert any(one <= given for one in wanted), f"{file}: {key} wants {wanted}, gets {given}"
        checked += 1
    assert checked > 15


def test_scripts_fill_every_place_of_a_text() -> None:
    checked = 0
    for path in SCRIPTS:
        calls = re.findall(r"fill\((?:\w+\.)*?(\w+),\s*\{([^{}]*)\}\)", source(path))
        for key, inside in calls:
            given = {part.partition(":")[0].strip() for part in re.split(r",(?![^(]*\))", inside)}
            wanted = [places(words[key]) for words in ROOMS.values() if key in words]
            if wanted:
                assert any(one <= given for one in wanted), f"{path.name}: {key} gets {given}"
                checked += 1
    assert checked > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_places(language: str) -> None:
    other = texts(language)

    for room, words in ROOMS.items():
        assert list(other[room]) == list(words)
        for key, text in words.items():
            assert places(other[room][key]) == places(text), f"{room}: {key}"


def test_every_text_is_a_text_without_needless_blanks() -> None:
    for room, words in ROOMS.items():
        for key, text in words.items():
            assert isinstance(text, str), f"{room}: {key}"
            assert text.strip(" ") == text or key.startswith("years_"), f"{room}: {key}"
            assert "  " not in text, f"{room}: {key}"


def test_texts_cannot_be_changed_and_an_unknown_language_is_told() -> None:
    with pytest.raises(TypeError):
        ROOMS["page"]["product"] = "x"  # type: ignore[index]
    with pytest.raises(KeyError, match="no texts in language 'tlh'; there are de"):
        texts("tlh")
