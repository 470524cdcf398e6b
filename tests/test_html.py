"""A document's words as HTML: every word escaped, every kind of node written, links made for their page."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.outputs.site.addresses import Addresses, document_path
from sopwright.outputs.site.html import HtmlWriter
from tests.conftest import TODAY
from tests.repositories import read

Write = Callable[..., str]
PAGE = "policies/POL-001.html"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Markdown in the public policy's scope as HTML on its page, for leads."""

    def html(markdown: str, *, audience: str = "leads") -> str:
        change = {"file": "policies/recording/en.md", "old": "All recordings.", "new": markdown}
        picture = {"file": "policies/recording/seat.png", "copy": "handbook/service/answering/seat.png"}
        edition = project(read(tmp_path, [change, picture]), audience, "en", TODAY)
        document = edition.documents["POL-001"]
        body = next(section.body for section in document.sections if section.id == "scope")
        written = HtmlWriter(Addresses(edition, document_path(document)), document).blocks(body)
        return re.sub(r' class="sw-data[^"]*"', "", written)  # how a value looks is not the matter here

    return html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("one\ntwo\\\nthree", "<p>one\ntwo<br>three</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("```\na\n```", "<pre><code>a\n</code></pre>"),
        ("a\n\n---", "<p>a</p><hr>"),
        ("#### Deep {#deep}", '<h4 id="deep">Deep</h4>'),
        ("[a](#announce)", '<p><a href="#announce">a</a></p>'),
        ("[a](SVC-001)", '<p><a href="../service/SVC-001.html">a</a></p>'),
        ("[a](SVC-001#known)", '<p><a href="../service/SVC-001.html#known">a</a></p>'),
        ("{law:gdpr}", '<p><a href="../laws.html#gdpr">GDPR</a></p>'),
        ("{measure:pick-up}", '<p><a href="../measures.html#pick-up">2 rings</a></p>'),
        ("{post:agent}", '<p><a href="../posts/agent.html">Agent</a></p>'),
        ("{time:08:30}", "<p><span>08:30</span></p>"),
        (
            "::: note\na\n:::",
            '<div class="admonition note"><p class="admonition-title">Note</p><p>a</p></div>',
        ),
        (
            "::: for leads\na\n:::",
            '<div class="sw-only"><p class="sw-only-label">For: Leads</p><p>a</p></div>',
        ),
    ],
)
def test_each_kind_of_node(write: Write, markdown: str, html: str) -> None:
    assert write(markdown) == html


def test_a_table_scrolls_by_itself_and_has_a_head(write: Write) -> None:
    html = write("| a | b |\n|---|--:|\n| c | d |")
    assert html.startswith('<div class="sw-table" role="group" tabindex="0" aria-label="Table"><table class="sw-grid">')
    assert '<thead><tr><th scope="col">a</th><th scope="col" class="sw-right">b</th></tr></thead>' in html
    assert '<tbody><tr><td>c</td><td class="sw-right">d</td></tr></tbody>' in html


def test_what_has_no_page_for_these_readers_is_no_link(write: Write) -> None:
    html = write("{measure:pick-up} {post:agent} [a](SVC-001)", audience="public")
    assert html == "<p><span>2 rings</span> <span>Agent</span> a</p>"


SHARP = "\"><img src=x onerror=alert(1)>&'<script>"
ESCAPED = SHARP.replace("<", "\\<").replace(">", "\\>").replace("&", "\\&")


class Marks(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(name for name, _ in attrs)


@pytest.mark.parametrize(
    "markdown",
    [
        ESCAPED,
        f"`{SHARP}`",
        f"```\n{SHARP}\n```",
        f"![{ESCAPED}](seat.png)",
        f"[{ESCAPED}](SVC-001)",
        f"{{law:gdpr|{SHARP}}}",
        f"::: note {SHARP}\na\n:::",
        f"| {ESCAPED} |\n|---|",
        f"[a](https://example.org/?a=1&b=2 '{ESCAPED}')",
    ],
)
def test_words_are_never_markup(write: Write, markdown: str) -> None:
    read_back = Marks()
    read_back.feed(write(markdown))
    assert "script" not in read_back.tags
    assert read_back.tags.count("img") == (1 if markdown.startswith("!") else 0)
    assert [name for name in read_back.attributes if name.startswith("on")] == []


def test_a_picture_keeps_the_words_that_describe_it(write: Write) -> None:
    html = write('![A "ready" seat & more](seat.png)')
    assert 'alt="A &quot;ready&quot; seat &amp; more"' in html
    assert 'src="../pictures/' in html
    assert 'loading="lazy"' in html


def test_an_address_outside_is_kept_whole(write: Write) -> None:
    html = write("[a](https://example.org/b?c=1&d=2#e)")
    assert html == '<p><a href="https://example.org/b?c=1&amp;d=2#e" rel="noopener" class="sw-external">a</a></p>'


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("index.html", "laws.html", "laws.html"),
        ("service/SVC-001.html", "index.html", "../index.html"),
        ("service/SVC-001.html", "service/SVC-002.html", "SVC-002.html"),
        ("posts/agent.html", "posts/index.html", "index.html"),
        ("service/SVC-001.html", "policies/index.html", "../policies/index.html"),
    ],
)
def test_addresses_are_relative(edition: Edition, page: str, target: str, address: str) -> None:
    assert Addresses(edition, page).to(target) == address
    assert Addresses(edition, page).to(target, "x") == f"{address}#x"


@pytest.mark.parametrize(
    ("root_language", "own", "other"),
    [("", "SVC-001.html", "../../bg/service/SVC-001.html"), ("en", "SVC-001.html", "../bg/service/SVC-001.html")],
)
def test_the_same_page_in_another_language(edition: Edition, root_language: str, own: str, other: str) -> None:
    links = Addresses(edition, "service/SVC-001.html", root_language)
    assert [links.language(language) for language in ("en", "bg")] == [own, other]


def test_a_place_on_the_same_page_is_a_fragment(edition: Edition) -> None:
    assert Addresses(edition, PAGE).to(PAGE, "announce") == "#announce"


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return project(read(tmp_path_factory.mktemp("edition")), "agents", "en", TODAY)
