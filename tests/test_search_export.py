"""What other search engines are given: an audience's own words, with its own statistics."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sopwright.outputs.site.search import DESCRIPTION, PLACES, search_files
from sopwright.search.engine import Engine
from sopwright.search.export import documents, opensearch, opensearch_query, unit_terms
from sopwright.search.units import units
from tests.repositories import PROJECT
from tests.searching import edition, engine, index
from tests.test_search_command import run


def _bulk(language: str) -> list[dict[str, object]]:
    files = opensearch(index(language), units(edition(language)))
    return [json.loads(line) for line in files[f"handbook-managers-{language.lower()}.bulk.ndjson"].splitlines()]


def test_a_bulk_request_is_pairs_of_an_action_and_a_unit() -> None:
    lines = _bulk("ru")
    actions, sources = lines[::2], lines[1::2]
    assert len(actions) == len(sources) == len(index("ru").units)
    names = [action["index"] for action in actions]
    assert {name["_index"] for name in names} == {"handbook-managers-ru"}  # type: ignore[index]
    assert len({name["_id"] for name in names}) == len(names)  # type: ignore[index]


def test_the_mappings_know_every_field() -> None:
    files = opensearch(index("en"), units(edition("en")))
    mapped = json.loads(files["handbook-managers-en.settings.json"])["mappings"]
    assert mapped["dynamic"] == "strict"
    assert set(_bulk("en")[1]) == set(mapped["properties"])


def test_names_of_features_are_what_the_engines_allow() -> None:
    """A `rank_features` field takes names without dots and positive numbers."""
    for found in unit_terms(index("lt")):
        assert all("." not in name and value > 0 for name, value in found.items())


@pytest.mark.parametrize("query", ["transferring", "call back customer", "sicknes", "svc 7", "how long may I hold"])
def test_the_request_ranks_as_the_site_does(query: str) -> None:
    """The request is carried out here by its own rules: of each word the best term, then the sum."""
    plan = engine("en").plan(query)
    body = opensearch_query(index("en"), plan, 5)
    stored = unit_terms(index("en"))
    should = body["query"]["bool"]["should"]

    def score(found: dict[str, int]) -> float:
        return sum(
            max(
                (
                    found.get(feature["rank_feature"]["field"].removeprefix("terms."), 0)
                    * feature["rank_feature"]["boost"]
                    for feature in word["dis_max"]["queries"]
                ),
                default=0,
            )
            for word in should
        )

    order = sorted(range(len(stored)), key=lambda unit: (-score(stored[unit]), unit))[:5]
    first = [hit.unit for hit in engine("en").search(query, 1).hits]
    assert body["size"] == 5
    assert first[0] in order[:3]


def test_documents_say_who_may_read_them() -> None:
    lines = [json.loads(line) for line in documents(edition("lt"), PLACES, ["b", "a"])]
    assert len(lines) == len(index("lt").units)
    assert all(line["roles"] == ["a", "b"] for line in lines)
    warm = next(line for line in lines if line["id"] == "managers/lt/SVC-007#warm")
    assert warm["url"] == "https://managers.handbook.brightwater.example/lt/service/SVC-007.html#warm"
    assert warm["title"].startswith("Skambučio peradresavimas: ")
    assert set(warm) == {"id", "url", "language", "title", "text", "roles"}


def test_a_browser_can_search_from_its_address_bar() -> None:
    root = ET.fromstring(search_files(edition("zh-Hant"))[DESCRIPTION])  # noqa: S314  # our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    name, url = root.find(f"{space}ShortName"), root.find(f"{space}Url")
    assert name is not None
    assert url is not None
    assert len(name.text or "") <= 16
    template = "https://managers.handbook.brightwater.example/zh-Hant/index.html?q={searchTerms}"
    assert url.attrib == {"type": "text/html", "method": "get", "template": template}


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("opensearch", r"handbook-public-[a-z-]+\.(settings\.json|bulk\.ndjson)"),
        ("jsonl", r"[a-zA-Z-]+\.jsonl"),
        ("postgresql", r"handbook\.sql"),
    ],
)
def test_each_audience_gets_a_folder(form: str, names: str, tmp_path: Path) -> None:
    where = ("--root", str(PROJECT), "--today", "2026-11-22")
    done = run(tmp_path, "export", "--format", form, "--output", "out", "--audience", "public", *where)
    assert (done.returncode, done.stdout) == (0, "")
    assert [place.name for place in (tmp_path / "out").iterdir()] == ["public"]
    written = list((tmp_path / "out" / "public").iterdir())
    assert written
    assert all(re.fullmatch(names, file.name) for file in written)
    text = "".join(file.read_text(encoding="utf-8") for file in written)
    assert "MGT-001" in text
    assert "MGT-003" not in text
    assert Engine(index("en", "public")).search("visitor").hits


def test_an_unknown_audience_is_refused(tmp_path: Path) -> None:
    where = ("--root", str(PROJECT), "--today", "2026-11-22")
    done = run(tmp_path, "export", "--format", "jsonl", "--output", "out", "--audience", "nobody", *where)
    assert done.returncode == 2
    assert "`nobody` is not an audience" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old").write_text("old", encoding="utf-8")
    where = ("--root", str(PROJECT), "--today", "2026-11-22")
    done = run(tmp_path, "export", "--format", "jsonl", "--output", "out", *where)
    assert done.returncode == 2
    assert "is not empty" in done.stderr
    assert (tmp_path / "out" / "old").read_text(encoding="utf-8") == "old"
