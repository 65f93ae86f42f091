"""What the operator can set, from the environment or the command line."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from layers.texts import texts

ROOT = Path(__file__).resolve().parent.parent
LAST_PORT = 65_535
ORIGIN = re.compile(r"https?://(\*\.)?[\w.-]+(:\d+)?")


@dataclass(frozen=True)
class Settings:
    """All settings with their defaults; the name in capitals is the environment variable."""

    city: Path = ROOT / "geodata" / "cities" / "flensburg"
    host: str = "127.0.0.1"
    port: int = 8050
    cache: str = str(ROOT / ".cache")
    embed: str = ""
    beside: tuple[Path, ...] = ()

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], argv: Sequence[str]) -> Self:
        """Return the settings of *argv* (``--city FOLDER`` ...), else *environ*, else defaults.

        A wrong value, or ``--help``, ends the program with a sentence (``SystemExit``).
        """
        words = texts()["settings"]
        parser = argparse.ArgumentParser(prog="app.py", description=words["program"])
        readers: dict[str, Callable[[str], object]] = {"port": _port, "cache": _cache, "city": Path}
        readers |= {"embed": _origins, "beside": _folders}
        for setting in fields(cls):
            parser.add_argument(
                f"--{setting.name}",
                default=environ.get(setting.name.upper()) or setting.default,
                type=readers.get(setting.name, str),
                help=f"{words[setting.name]} (%(default)s)",
            )
        return cls(**vars(parser.parse_args(argv)))

    @property
    def flask_caching(self) -> dict[str, str]:
        """The cache as Flask-Caching wants to be told; none where its folder cannot be written to.

        A sentence on standard error says so: the atlas answers all the same, only later.
        """
        if self.cache.startswith("redis"):
            return {"CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": self.cache}
        if _writable(Path(self.cache)):
            return {"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": self.cache}
        said = texts()["settings"]["no_cache"].format(found=self.cache)
        print(said, file=sys.stderr, flush=True)
        return {"CACHE_TYPE": "NullCache", "CACHE_NO_NULL_WARNING": "yes"}


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(texts()["settings"]["bad_port"].format(found=text))
    return int(text)


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _origins(text: str) -> str:
    for found in text.split():
        if not ORIGIN.fullmatch(found):
            raise argparse.ArgumentTypeError(texts()["settings"]["bad_embed"].format(found=found))
    return " ".join(text.split())


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(part) for part in text.split(os.pathsep) if part)


def _cache(text: str) -> str:
    if text.startswith("redis") and importlib.util.find_spec("redis") is None:
        raise argparse.ArgumentTypeError(texts()["settings"]["bad_cache"].format(found=text))
    return text
