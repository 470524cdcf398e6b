"""No byte of an audience's tree says what the audience may not read; what it may read is there."""

import base64
import gzip
import json
import pickle
import shutil
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from rich.console import Console

from sopwright.commands import exits
from sopwright.commands.build import Wanted, build
from sopwright.edition import reader
from sopwright.edition.plan import Given
from sopwright.edition.project import project
from sopwright.edition.reader import Reader
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.outputs.register.csv import as_csv
from sopwright.outputs.register.register import RegisterOutput
from sopwright.outputs.register.xlsx import About, as_xlsx
from sopwright.outputs.site.site import SiteOutput
from sopwright.outputs.write import write_all
from sopwright.visibility import Decision
from tests.canaries import ALL, LANGUAGES, Canary, plant, png
from tests.conftest import TODAY
from tests.leaks import Find, Search, word

pytestmark = pytest.mark.site

EDITIONS = [(audience, language) for audience in ALL for language in LANGUAGES]

KEYS = {"answer's key", "department's key", "event key", "picture's file name"}
"""Names of what leads may see; the site does not show these, another output may."""


@dataclass(frozen=True)
class Planted:
    """A handbook with canaries, and its sites."""

    root: Path
    canaries: list[Canary]

    @property
    def site(self) -> Path:
        return self.root / "build" / "site"

    @property
    def tokens(self) -> list[str]:
        return [canary.token for canary in self.canaries]

    def expected(self, audience: str, language: str) -> set[str]:
        return {canary.channel for canary in self.canaries if f"{audience}/{language}" in canary.trees}

    def channels(self, found: list[Find]) -> dict[str, list[str]]:
        """The places by channel, for those of the canaries that were found."""
        names = {canary.token: canary.channel for canary in self.canaries}
        places: defaultdict[str, list[str]] = defaultdict(list)
        for find in found:
            places[names[find.token]].append(f"{find.path} ({find.form})")
        return places


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    root = tmp_path_factory.mktemp("canaries")
    canaries = plant(root)
    messages = StringIO()
    code = build(root, TODAY, (RegisterOutput(), SiteOutput(root)), Wanted(), 1, Console(file=messages))
    assert code == exits.CLEAN, messages.getvalue()
    return Planted(root, canaries)


@pytest.fixture(scope="module")
def canary_handbook(planted: Planted) -> Handbook:
    handbook, faults = load(planted.root)
    assert handbook is not None
    assert faults == []
    return handbook


@pytest.fixture(scope="module")
def search(planted: Planted) -> Search:
    return Search(planted.tokens)


def test_every_channel_has_a_canary_of_its_own(planted: Planted) -> None:
    assert len(planted.tokens) == len(set(planted.tokens))
    assert len({canary.channel for canary in planted.canaries}) > 90
    assert {path.name for path in planted.site.iterdir()} == set(ALL)


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_a_tree_holds_what_its_readers_may_see_and_nothing_else(
    planted: Planted, search: Search, audience: str, language: str
) -> None:
    places = planted.channels(search.folder(planted.site / audience / language))
    expected = planted.expected(audience, language)
    assert {channel: where for channel, where in places.items() if channel not in expected} == {}
    assert expected - places.keys() == set()


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_a_register_holds_no_more_than_its_site(planted: Planted, search: Search, audience: str, language: str) -> None:
    places = planted.channels(search.folder(planted.root / "build" / "register" / audience / language))
    expected = planted.expected(audience, language)
    assert {channel: where for channel, where in places.items() if channel not in expected} == {}
    assert {"number", "title", "owner: post", "owner: person"} & expected <= places.keys()


@pytest.mark.parametrize("audience", ALL)
def test_what_an_audiences_languages_share_holds_no_canary(planted: Planted, search: Search, audience: str) -> None:
    shared = [place for place in (planted.site / audience).iterdir() if place.is_file()]
    assert {place.name for place in shared} == {"index.html", "404.html"}
    assert [found for place in shared for found in search.data(place.read_bytes())] == []


@pytest.mark.parametrize(("audience", "language"), EDITIONS)
def test_an_edition_never_held_what_its_readers_may_not_see(
    planted: Planted, canary_handbook: Handbook, search: Search, audience: str, language: str
) -> None:
    edition = project(canary_handbook, audience, language, TODAY)
    names = {canary.token: canary for canary in planted.canaries}
    found = {names[token] for token, _ in search.data(pickle.dumps(edition))}
    secret = {canary for canary in found if not any(tree.startswith(f"{audience}/") for tree in canary.trees)}
    assert {canary.channel for canary in secret} <= (KEYS if audience == "leads" else set())


# The search itself: what would be a leak is found, whatever its form.


def _entities(token: str) -> str:
    return "".join(f"&#{ord(character)};" for character in token)


def _percent(token: str) -> str:
    return "".join(f"%{byte:02X}" for byte in token.encode())


def _escapes(token: str) -> str:
    return "".join(f"\\u{ord(character):04x}" for character in token)


def _deflated_png(token: str) -> bytes:
    picture = png("nothing")
    body = b"Comment\0\0" + zlib.compress(token.encode())
    chunk = len(body).to_bytes(4, "big") + b"zTXt" + body + zlib.crc32(b"zTXt" + body).to_bytes(4, "big")
    return picture[:33] + chunk + picture[33:]


LEAKS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "file name": lambda token: (f"service/{token}.html", b""),
    "folder name": lambda token: (f"{token}/index.html", b""),
    "upper case file name": lambda token: (f"service/{token.upper()}.html", b""),
    "escaped file name": lambda token: (f"service/{quote(token)}.html", b""),
    "text": lambda token: ("a.html", f"<p>{token}</p>".encode()),
    "part of a word": lambda token: ("a.html", f"<p>un{token}s</p>".encode()),
    "upper case": lambda token: ("a.html", f"<h1>{token.upper()}</h1>".encode()),
    "attribute": lambda token: ("a.html", f'<img alt="{escape(token)}">'.encode()),
    "comment": lambda token: ("a.html", f"<!-- {token} -->".encode()),
    "address": lambda token: ("a.html", f'<a href="x.html?{quote(token)}">'.encode()),
    "every character of an address": lambda token: ("a.html", f'<a href="{_percent(token)}">'.encode()),
    "entities": lambda token: ("a.html", f"<p>{_entities(token)}</p>".encode()),
    "hexadecimal entities": lambda token: ("a.html", "".join(f"&#x{ord(c):X};" for c in token).encode()),
    "an escaped address in an attribute": lambda token: ("a.html", escape(_entities(_percent(token))).encode()),
    "JSON": lambda token: ("index.json", json.dumps({"title": token}).encode()),
    "JSON, every character": lambda token: ("index.json", f'["{_escapes(token)}"]'.encode()),
    "script": lambda token: ("a.js", "".join(f"\\u{{{ord(c):x}}}" for c in token).encode()),
    "UTF-16, little end first": lambda token: ("a.txt", b"\xff\xfe" + token.encode("utf-16-le")),
    "UTF-16, big end first": lambda token: ("a.txt", b"\xfe\xff" + token.encode("utf-16-be")),
    "gzip": lambda token: ("index.json.gz", gzip.compress(f'"{token}"'.encode())),
    "gzip in gzip": lambda token: ("a.gz", gzip.compress(gzip.compress(token.encode()))),
    "base64 in gzip": lambda token: ("a.gz", gzip.compress(base64.b64encode(token.encode()))),
    "hexadecimal": lambda token: ("a.txt", token.encode().hex().encode()),
    "spreadsheet": lambda token: ("register.xlsx", as_xlsx(About("Register", "X", "Y", TODAY), ["A"], [[token]])),
    "spreadsheet's properties": lambda token: ("register.xlsx", as_xlsx(About("R", token, "", TODAY), ["A"], [])),
    "table": lambda token: ("register.csv", as_csv(["A"], [[f"={token}"]])),
    "picture's text": lambda token: ("pictures/a.png", png(token)),
    "picture's compressed text": lambda token: ("pictures/a.png", _deflated_png(token)),
    "behind bytes that are no text": lambda token: ("a.bin", b"\xff\x00\xfe\x80" + token.encode() + b"\xff"),
}
LEAKS |= {
    f"base64 after {number} bytes": lambda token, number=number: (  # type: ignore[misc]
        "a.html",
        base64.b64encode(b"x" * number + token.encode() + b" and more"),
    )
    for number in range(4)
}
LEAKS["base64 for addresses"] = lambda token: ("a.html", base64.urlsafe_b64encode(b"?>?>" + token.encode()))
LEAKS["base64 in short lines"] = lambda token: ("a.eml", base64.encodebytes(b"words before. " * 9 + token.encode()))
LEAKS["base64 of UTF-16"] = lambda token: ("a.txt", base64.b64encode(token.encode("utf-16")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_is_found(planted: Planted, tmp_path: Path, leak: str, language: str) -> None:
    token = word(language)
    search = Search([token])
    tree = tmp_path / "tree"
    shutil.copytree(planted.site / "public" / "en", tree, ignore=shutil.ignore_patterns("assets"))
    assert search.folder(tree) == []
    path, data = LEAKS[leak](token)
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_bytes(data)
    assert [find.token for find in search.folder(tree)][:1] == [token]


@pytest.mark.parametrize("leak", LEAKS)
def test_another_word_is_no_leak(leak: str) -> None:
    path, data = LEAKS[leak](word())
    search = Search([word(), word("bg")])
    assert not search.data(data)
    assert not search.data(path.encode())


# Mutants: were a decision wrong, the search would find it.


def _allow(*_arguments: object) -> Decision:
    return Decision(True, "a mutant allows everything")


def _leaks(planted: Planted, handbook: Handbook, search: Search, target: Path) -> set[str]:
    """The channels that agents see and should not, in sites made of what a handbook's decisions now allow."""
    edition = project(handbook, "agents", "en", TODAY)
    write_all([SiteOutput(planted.root)], Given([edition]), target, 1, lambda _written: None)
    found = planted.channels(search.folder(target / "site" / "agents" / "en"))
    return found.keys() - planted.expected("agents", "en")


def test_a_handbook_that_allows_everything_is_found_out(
    planted: Planted, canary_handbook: Handbook, search: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "decide_audience", _allow)
    for_leads_only = planted.expected("leads", "en") - planted.expected("agents", "en")
    other_reasons = {"folder", "audience leads"}  # who may change texts, and the audience's own name
    other_block = {"block for one of an audience's roles"}
    leaks = _leaks(planted, canary_handbook, search, tmp_path)
    assert leaks == for_leads_only - other_reasons | other_block


def test_a_handbook_that_keeps_every_block_is_found_out(
    planted: Planted, canary_handbook: Handbook, search: Search, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    allows = Reader.allows

    def keep(self: Reader, visibility: Iterable[str]) -> bool:
        return isinstance(visibility, list) or allows(self, visibility)  # a block names its readers in a list

    monkeypatch.setattr(Reader, "allows", keep)
    leaks = _leaks(planted, canary_handbook, search, tmp_path)
    assert leaks == {"block", "link text to it", "code in a block", "quotation in a block", "group"}
