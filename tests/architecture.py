"""The rules of the house as functions: source text or folder in, one sentence a breach out."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

CODE_LINES, NESTING, PARAMETERS, FILE_LINES, CALLBACK_LINES = 40, 3, 5, 300, 8
LARGEST_BYTES = 2_000_000
TEXT_ENDINGS = {".py", ".js", ".css", ".html", ".svg", ".yaml", ".toml", ".md", ".txt", ".csv"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
CHOICES = (ast.If, ast.IfExp, ast.Match, ast.Try)
LOOPS = (ast.For, ast.While, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

UMLAUT = re.compile("[\u00e4\u00f6\u00fc\u00c4\u00d6\u00dc\u00df]")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
FOREIGN = re.compile(
    r"""\b(cdn\.|unpkg\.com|cdnjs\.|jsdelivr\.|googleapis\.com|gstatic\.com|jquery\.com"""
    r"""|bootstrapcdn\.|tile\.openstreetmap\.|cartocdn\.|typekit\.|fontawesome\.com)"""
    r"""|(?:src|@import|url\()\s*=?\s*["'(]?\s*(?:https?:)?//\w""",
    re.IGNORECASE,
)


def functions(source: str) -> Iterator[Function]:
    """Yield every function of *source*, methods and nested ones too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, FUNCTIONS):
            yield node


def size_breaches(source: str) -> list[str]:
    """Return the functions of *source* that are too long, too deep or ask for too much."""
    lines = source.splitlines()
    return [
        f"{function.name} (line {function.lineno}): {found} {what}, at most {most}"
        for function in functions(source)
        for what, found, most in (
            ("code lines", code_lines(function, lines), CODE_LINES),
            ("levels of nesting", nesting(function), NESTING),
            ("parameters", parameters(function), PARAMETERS),
        )
        if found > most
    ]


def code_lines(function: Function, lines: list[str]) -> int:
    """Return the lines of *function* without docstring, empty lines and comments."""
    docstring = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    told = range(docstring.lineno, (docstring.end_lineno or 0) + 1) if docstring else range(0)
    numbers = range(function.lineno, (function.end_lineno or function.lineno) + 1)
    stripped = [lines[number - 1].strip() for number in numbers if number not in told]
    return sum(1 for line in stripped if line and not line.startswith("#"))


def nesting(node: ast.AST, depth: int = 0) -> int:
    """Return how deep blocks stand in each other below *node*; ``elif`` adds no level."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        is_elif = isinstance(child, ast.If) and getattr(node, "orelse", []) == [child]
        step = isinstance(child, BLOCKS) and not (is_elif and isinstance(node, ast.If))
        if not isinstance(child, (*FUNCTIONS, ast.ClassDef)):
            deepest = max(deepest, nesting(child, depth + step))
    return deepest


def parameters(function: Function) -> int:
    """Return the number of parameters of *function*, without ``self`` and ``cls``."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return sum(1 for one in given if one.arg not in {"self", "cls"})


def callback_breaches(source: str) -> list[str]:
    """Return the callbacks of *source* that do more than wiring."""
    lines = source.splitlines()
    found = []
    for function in functions(source):
        if any(_is_callback(decorator) for decorator in function.decorator_list):
            header = function.body[0].lineno - function.lineno
            inner = [node for part in function.body for node in ast.walk(part)]
            rules = {
                f"more than {CALLBACK_LINES} lines": code_lines(function, lines) - header
                > CALLBACK_LINES,
                "a loop": any(isinstance(node, LOOPS) for node in inner),
                "a branch": any(isinstance(node, CHOICES) for node in inner),
            }
            found += [f"{function.name}: {rule}" for rule, broken in rules.items() if broken]
    return found


def _is_callback(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr == "callback"


def file_breaches(source: str) -> list[str]:
    """Return a sentence if *source* has too many lines."""
    length = len(source.splitlines())
    return [f"{length} lines, at most {FILE_LINES}"] if length > FILE_LINES else []


def german_strings(source: str) -> list[str]:
    """Return the string literals of *source* with umlauts, docstrings left out."""
    tree = ast.parse(source)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS))
        and ast.get_docstring(node) is not None
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in told
        and UMLAUT.search(node.value)
    ]


def false_waits(source: str) -> list[str]:
    """Return the places of *source* that wait for a time, or in a way that the policy forbids.

    Playwright's ``wait_for_function`` needs ``eval``: ``wait_until`` of the harness does not.
    """
    names = {"sleep", "wait_for_timeout", "wait_for_function"}
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in names)
            or (isinstance(node.func, ast.Name) and node.func.id in names)
        )
    ]


def unfinished_comments(source: str) -> list[str]:
    """Return the comments of Python *source* that say that something is not done."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return [
        f"line {token.start[0]}: {token.string}"
        for token in tokens
        if token.type == tokenize.COMMENT and UNFINISHED.search(token.string)
    ]


def foreign_hosts(text: str) -> list[str]:
    """Return the places of *text* that name a host of scripts, fonts or tiles."""
    return [
        f"line {number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), 1)
        if FOREIGN.search(line)
    ]


def project_files(root: Path, ending: str = "") -> list[Path]:
    """Return the files below *root* that end with *ending*, without what tools leave behind."""
    return [
        path
        for path in sorted(root.rglob(f"*{ending}"))
        if path.is_file() and not _is_leftover(path.relative_to(root))
    ]


def _is_leftover(path: Path) -> bool:
    hidden = [part for part in path.parts[:-1] if part.startswith(".") and part != ".ci"]
    return bool(hidden) or "__pycache__" in path.parts or "test-results" in path.parts


def large_files(root: Path) -> list[str]:
    """Return the files of the project at *root* that are too heavy for a repository."""
    return [
        f"{path.relative_to(root)}: {path.stat().st_size} bytes"
        for path in project_files(root)
        if path.stat().st_size > LARGEST_BYTES
    ]


def module_names(root: Path, packages: tuple[str, ...]) -> list[str]:
    """Return the dotted names of all modules of *packages* (or single modules) below *root*."""
    files = [path for package in packages for path in project_files(root / package, ".py")]
    files += [root / f"{name}.py" for name in packages if (root / f"{name}.py").exists()]
    dotted = [".".join(path.relative_to(root).with_suffix("").parts) for path in files]
    return sorted(name.removesuffix(".__init__") for name in dotted)


IMPORT_ALL = """
import ast, importlib, sys
from pathlib import Path
root, names = Path(sys.argv[1]), sys.argv[2:]
sys.path.insert(0, str(root))
own = {name.split(".")[0] for name in names}
done = []
for name in names:
    path = root.joinpath(*name.split("."))
    source = (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")).read_text("utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module.split(".")[0] not in own:
            module = importlib.import_module(node.module)
            [getattr(module, alias.name, None) for alias in node.names]
        elif isinstance(node, ast.Import):
            [importlib.import_module(a.name) for a in node.names if a.name.split(".")[0] not in own]
def watch(event, arguments):
    if event == "open" and not str(arguments[0]).endswith((".py", ".pyc", ".so", ".pyd")):
        done.append(f"opens {arguments[0]}")
    if event in {"socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"}:
        done.append(f"{event} {arguments[1:]}")
sys.addaudithook(watch)
for name in names:
    before = len(done)
    importlib.import_module(name)
    [print(f"{name}: {what}") for what in done[before:]]
"""


def work_at_import(root: Path, names: list[str]) -> list[str]:
    """Return what the modules *names* below *root* do when they are imported.

    A fresh interpreter imports the foreign packages first; then every file that is opened and
    every connection that is made is the modules' own doing.
    """
    run = subprocess.run(
        [sys.executable, "-B", "-W", "ignore", "-c", IMPORT_ALL, str(root), *names],
        capture_output=True,
        text=True,
        check=False,
    )
    failure = [run.stderr.strip().splitlines()[-1]] if run.returncode else []
    return run.stdout.splitlines() + failure
