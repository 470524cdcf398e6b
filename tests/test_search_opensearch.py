"""The files for OpenSearch and Elasticsearch keep the rules that their documentation gives; no server runs here.

Rules: bulk requests, names of indexes, mapping types and their parameters, `rank_features` and `rank_feature`.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from sopwright.search.export import opensearch, opensearch_query
from sopwright.search.units import units
from tests.searching import HOSTILE, LANGUAGES, edition, engine, index

NOT_IN_NAMES = set('\\/*?"<>| ,#:')
PARAMETERS = {"keyword": {"index"}, "text": {"index"}, "rank_features": set()}
"""The types in use, each with those of its parameters that are in use."""
LONGEST_KEYWORD = 32_766
LONGEST_ID = 512
SMALLEST_NORMAL, LARGEST = 2.0**-126, 2.0**127
"""The floats that Lucene's feature fields take."""

Faults = Iterator[str]


def name_faults(name: str) -> Faults:
    """What is wrong with the name of an index."""
    if name != name.lower() or NOT_IN_NAMES & set(name) or name[:1] in "-_+" or name in (".", ".."):
        yield f"name {name!r}"
    if not 0 < len(name.encode()) <= 255:
        yield f"length of the name {name!r}"


def mapping_faults(settings: Mapping[str, Any]) -> Faults:
    """What is wrong with settings and mappings."""
    if set(settings) != {"settings", "mappings"}:
        yield f"keys {sorted(settings)}"
    for name, field in settings["mappings"]["properties"].items():
        kind, parameters = field["type"], set(field) - {"type"}
        if kind not in PARAMETERS or parameters - PARAMETERS[kind]:
            yield f"field {name}: {field}"


def bulk_faults(text: str, properties: Mapping[str, Any]) -> Faults:
    """What is wrong with the lines of a bulk request."""
    if not text.endswith("\n") or "\r" in text or "\n\n" in text:
        yield "ends of lines"
    lines = [json.loads(line) for line in text.splitlines()]
    if len(lines) % 2:
        yield "an action without a source"
    for action, source in zip(lines[::2], lines[1::2], strict=False):
        if set(action) != {"index"} or set(action["index"]) != {"_index", "_id"}:
            yield f"action {action}"
        elif not 0 < len(action["index"]["_id"].encode()) <= LONGEST_ID:
            yield f"id {action}"
        if set(source) - set(properties):
            yield f"unmapped {set(source) - set(properties)}"
        for name, value in source.items():
            yield from value_faults(properties.get(name, {"type": "none"})["type"], name, value)


def value_faults(kind: str, name: str, value: object) -> Faults:
    """What is wrong with a value of a field."""
    if kind == "rank_features":
        pairs = value.items() if isinstance(value, dict) else [("", 0)]
        for feature, number in pairs:
            if not feature or "." in feature or not SMALLEST_NORMAL <= number <= LARGEST:
                yield f"feature {feature!r}: {number}"
    elif not isinstance(value, str):
        yield f"{name}: {value!r} is no text"
    elif kind == "keyword" and len(value.encode()) > LONGEST_KEYWORD:
        yield f"{name} is too long"


@pytest.mark.parametrize("audience", ["managers", "public"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_keep_the_rules(language: str, audience: str) -> None:
    files = opensearch(index(language, audience), units(edition(language, audience)))
    name = f"handbook-{audience}-{language.lower()}"
    settings = json.loads(files[f"{name}.settings.json"])
    bulk = files[f"{name}.bulk.ndjson"]
    faults = [*name_faults(name), *mapping_faults(settings), *bulk_faults(bulk, settings["mappings"]["properties"])]
    assert faults == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"index":{"_index":"a","_id":"1"}}\n', "an action without a source"),
        ('{"index":{"_index":"a","_id":"1"}}\n{"new":"x"}\n', "unmapped {'new'}"),
        ('{"index":{"_index":"a","_id":"1"}}\n{"terms":{"a.b":1}}\n', "feature 'a.b': 1"),
        ('{"index":{"_index":"a","_id":"1"}}\n{"terms":{"a":0}}\n', "feature 'a': 0"),
        ('{"index":{"_index":"a","_id":"1"}}\n{"kind":7}\n', "kind: 7 is no text"),
        ('{"create":{"_index":"a","_id":"1"}}\n{}\n', "action {'create': {'_index': 'a', '_id': '1'}}"),
        ('{"index":{"_index":"a","_id":"1"}}\n{}', "ends of lines"),
    ],
)
def test_a_broken_rule_is_seen(line: str, fault: str) -> None:
    """The counter-test: each rule finds what breaks it."""
    properties = {"terms": {"type": "rank_features"}, "kind": {"type": "keyword"}}
    assert fault in [*bulk_faults(line, properties)]


def clauses(query: object) -> Iterator[Mapping[str, Any]]:
    """All single conditions of a request."""
    if isinstance(query, list):
        for each in query:
            yield from clauses(each)
    elif isinstance(query, dict):
        if "rank_feature" in query:
            yield query["rank_feature"]
        for each in query.values():
            yield from clauses(each)


@pytest.mark.parametrize("query", ["transferring a call", "call customer team record " * 16, *HOSTILE])
def test_a_request_keeps_the_rules(query: str) -> None:
    body = opensearch_query(index("en"), engine("en").plan(query))
    found = list(clauses(body))
    words = body["query"]["bool"]["should"]
    assert len(found) + len(words) <= 1_024
    assert all(set(clause) == {"field", "linear", "boost"} and clause["boost"] > 0 for clause in found)
    assert all(clause["field"].count(".") == 1 for clause in found)
    json.dumps(body).encode()


def test_a_request_that_is_too_long_is_cut() -> None:
    """Of sixty-four misspelt words, as many as are allowed."""
    plan = [dict.fromkeys(range(30), 50)] * 64
    words = opensearch_query(index("en"), plan)["query"]["bool"]["should"]
    assert len(words) == 32
