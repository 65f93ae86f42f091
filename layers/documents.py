"""The data that the page works with, as JSON documents with names and addresses.

The server hands them out one by one (``callbacks/data_routes.py``); a briefcase carries all of
them. An address holds the hash of its content, so a changed city has other addresses.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import brotli

from geodata.model import City
from layers import need, patterns, payload
from layers.texts import DEFAULT_LANGUAGE, texts
from layers.timeline import timeline_records

CATALOGUE = "katalog"


class Resource(ABC):
    """One JSON document with its address."""

    name: str

    @property
    @abstractmethod
    def content(self) -> bytes:
        """The document as JSON."""

    @property
    @abstractmethod
    def digest(self) -> str:
        """16 hexadecimal digits that are others as soon as the content is another."""

    @property
    def address(self) -> str:
        """Where browsers find it."""
        return f"/daten/{self.digest}/{self.name}.json"

    @cached_property
    def compressed(self) -> Mapping[str, bytes]:
        """Content by encoding."""
        return {
            "br": brotli.compress(self.content, quality=11),
            "gzip": gzip.compress(self.content, compresslevel=9, mtime=0),
        }


@dataclass(frozen=True)
class ReadyResource(Resource):
    """A document that is made when the server starts."""

    name: str
    text: bytes

    @property
    def content(self) -> bytes:
        """The document as JSON."""
        return self.text

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the content's SHA-256."""
        return _digest(self.text)


@dataclass(frozen=True)
class LazyResource(Resource):
    """A document that is made when it is first asked for.

    Its address cannot follow from content that is not there yet: ``edition`` stands for the files
    of the city and for the modules that make the document. Members of a ``family`` share its hash.
    """

    name: str
    edition: str
    make: Callable[[], Mapping[str, Any]]
    family: str = ""

    @cached_property
    def content(self) -> bytes:
        """The document as JSON, made once."""
        return _json(self.make())

    @cached_property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of name and edition."""
        return _digest(f"{self.family or self.name} {self.edition}".encode())


@dataclass(frozen=True)
class Family:
    """Documents of one kind for every level and indicator, each made when it is first asked for.

    The catalogue holds one address for all: the name of a member follows it.
    """

    name: str
    edition: str
    make: Callable[[str, str], Mapping[str, Any]]
    members: tuple[tuple[str, str], ...]  # level, indicator

    @cached_property
    def found(self) -> Mapping[str, LazyResource]:
        """Every member by its name, ``muster-stadtteil-sgb-ii-anteil``."""
        made = [
            LazyResource(f"{self.name}-{level}-{indicator}", self.edition,
                         partial(self.make, level, indicator), self.name)
            for level, indicator in self.members
        ]  # fmt: skip
        return {one.name: one for one in made}

    @property
    def address(self) -> str:
        """How the addresses of all members begin."""
        return f"/daten/{_digest(f'{self.name} {self.edition}'.encode())}/{self.name}"


def members(city: City) -> dict[str, LazyResource]:
    """Return every document of every family by name."""
    return {name: one for family in families(city) for name, one in family.found.items()}


def families(city: City) -> tuple[Family, ...]:
    """Return the families of documents of a city: neighbourhoods that stand out."""
    edition = need.edition(city)
    members = tuple(key for key in sorted(city.series) if not city.indicator(key[1]).classes)
    return (Family(patterns.CLUSTERS_NAME, edition, partial(patterns.clusters, city), members),)


def resources(city: City, language: str = DEFAULT_LANGUAGE) -> dict[str, Resource]:
    """Return all data documents of the city by name; the catalogue names the others' addresses."""
    documents = _levels(city)
    documents["foerdergebiete"] = payload.funded_outlines(city)
    words = texts(language)
    rows = timeline_records(city, words, datetime.date.today())
    documents["zeitleiste-akten"] = {"rows": rows}
    documents["projekte"] = payload.projects(city)
    if city.presentations:
        documents["vortraege"] = payload.slides(city)
    made = {name: _resource(name, document) for name, document in documents.items()} | _lazy(city)
    for other in city.others:
        made |= _beside(other)
    addresses = {name: resource.address for name, resource in made.items()}
    kinds = {family.name: family.address for family in families(city)}
    book = payload.catalogue(city, words) | {"addresses": addresses, "families": kinds}
    return made | {CATALOGUE: _resource(CATALOGUE, book)}


def _levels(city: City) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for level in city.levels:
        found[f"gebiete-{level.id}"] = payload.geometry(level)
        found[f"werte-{level.id}"] = payload.figures(city, level)
    return found


def _beside(city: City) -> dict[str, Resource]:
    """Return outlines, figures and catalogue of a city that the first is compared with.

    Their names carry its id (``gebiete-stadtteil-kiel``), for levels of two cities may be alike.
    """
    made = {key: _resource(f"{key}-{city.id}", value) for key, value in _levels(city).items()}
    addresses = {key: resource.address for key, resource in made.items()}
    book = payload.other_catalogue(city) | {"addresses": addresses}
    resources = [*made.values(), _resource(f"{CATALOGUE}-{city.id}", book)]
    return {one.name: one for one in resources}


def _lazy(city: City) -> dict[str, Resource]:
    """Return what only some readers ask for: need and funding, figures of funded areas."""
    edition = need.edition(city)
    makers: dict[str, Callable[[], Mapping[str, Any]]] = {
        f"foerderung-{level.id}": partial(need.funding, city, level) for level in city.levels
    }
    makers["schaetzungen"] = partial(need.estimates, city)
    for level in city.levels:
        makers[f"{patterns.SPACES_NAME}-{level.id}"] = partial(patterns.spaces, city, level.id)
    return {name: LazyResource(name, edition, make) for name, make in makers.items()}


def _resource(name: str, document: Mapping[str, Any]) -> Resource:
    return ReadyResource(name, _json(document))


def _json(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
