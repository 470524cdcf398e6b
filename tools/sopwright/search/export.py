"""What other search engines take in: indexes for OpenSearch and Elasticsearch, documents for an intranet's own search.

Each audience has files of its own. What a reader may not see is in none of theirs, so that the other engine need not
know who may read what; it must only keep readers to their audience's index.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sopwright.edition.records import Edition
from sopwright.search.analysis import VERSION
from sopwright.search.cards import Places
from sopwright.search.engine import Engine
from sopwright.search.index import Index
from sopwright.search.lexicon import Terms
from sopwright.search.units import Unit, units

MOST_CLAUSES = 1_000
"""The engines refuse queries of more than 1,024 clauses (``indices.query.bool.max_clause_count``)."""

FORMATS = ("opensearch", "jsonl", "postgresql")


def opensearch(index: Index, found: Iterable[Unit]) -> dict[str, str]:
    """The files of one index: its settings and mappings, and the lines of a bulk request.

    The terms are analysed already, and each holds what it tells about the unit, in a ``rank_features`` field: the
    engine's own statistics play no part. It keeps about three digits of each, so near equals may change places.
    """
    name = f"handbook-{index.audience}-{index.language}".lower()
    lines = "".join(_bulk(name, index, tuple(found)))
    return {f"{name}.settings.json": _pretty(_settings()), f"{name}.bulk.ndjson": lines}


def _settings() -> Mapping[str, Any]:
    keyword = {"type": "keyword"}
    text = {"type": "text", "index": False}
    return {
        "settings": {"index": {"number_of_shards": 1, "mapping": {"total_fields": {"limit": 100}}}},
        "mappings": {
            "dynamic": "strict",
            "_meta": {"sopwright_analysis": VERSION},
            "properties": {
                "document": keyword,
                "anchor": keyword,
                "kind": keyword,
                "language": keyword,
                "path": {"type": "keyword", "index": False},
                "title": text,
                "heading": text,
                "text": text,
                "terms": {"type": "rank_features"},
            },
        },
    }


def _bulk(name: str, index: Index, found: tuple[Unit, ...]) -> Iterator[str]:
    impacts = unit_terms(index)
    for number, (place, unit) in enumerate(zip(index.units, found, strict=True)):
        document = index.documents[place.document]
        yield _line({"index": {"_index": name, "_id": identity(unit)}})
        yield _line(
            {
                "document": document.id,
                "anchor": place.anchor,
                "kind": place.kind,
                "language": document.language,
                "path": document.path + (f"#{place.anchor}" if place.anchor else ""),
                "title": document.title,
                "heading": place.title,
                "text": unit.text,
                "terms": impacts[number],
            }
        )


def opensearch_query(index: Index, plan: Iterable[Terms], limit: int = 10) -> dict[str, Any]:
    """The body of a search request: of each word the best term, then the sum; words beyond what is allowed are left."""
    should: list[dict[str, Any]] = []
    room = MOST_CLAUSES
    for terms in plan:
        room -= len(terms) + 1
        if terms and room > 0:
            should.append({"dis_max": {"queries": [_clause(index, term, weight) for term, weight in terms.items()]}})
    return {"size": limit, "query": {"bool": {"should": should}}}


def _clause(index: Index, term: int, weight: int) -> dict[str, Any]:
    return {"rank_feature": {"field": f"terms.{term_name(index, term)}", "linear": {}, "boost": weight / 100}}


def unit_terms(index: Index) -> list[dict[str, int]]:
    """Of each unit: its terms, each with what it tells about the unit. Stems are marked by a ``~``."""
    engine = Engine(index)
    found: list[dict[str, int]] = [{} for _ in index.units]
    for number in range(len(index.forms) + len(index.stems)):
        name = term_name(index, number)
        for unit, impact in engine.impacts(number):
            found[unit][name] = impact
    return found


def term_name(index: Index, number: int) -> str:
    """A term in words: a form as it is, a stem behind a ``~``. Neither has a dot, which ``rank_features`` forbids."""
    first = len(index.forms)
    return index.forms[number] if number < first else f"~{index.stems[number - first]}"


def documents(edition: Edition, places: Places, roles: Iterable[str]) -> Iterator[str]:
    """A line of JSON for each unit, for an intranet search that analyses texts itself.

    Args:
        edition: What one audience reads in one language.
        places: Where the site shows documents.
        roles: The roles that belong to the audience.
    """
    allowed = sorted(roles)
    for unit in units(edition):
        view = edition.documents[unit.document]
        anchor = f"#{unit.anchor}" if unit.anchor else ""
        yield _line(
            {
                "id": f"{edition.audience}/{edition.language}/{identity(unit)}",
                "url": f"{edition.address}{places.document(view)}{anchor}",
                "language": view.language,
                "title": view.title if not unit.anchor else f"{view.title}: {unit.title}",
                "text": unit.text,
                "roles": allowed,
            }
        )


def identity(unit: Unit) -> str:
    """A unit's name, which stays when its words change."""
    return f"{unit.document}#{unit.anchor}" if unit.anchor else unit.document


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _pretty(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
