"""Markdown as a tree of nodes with their places; what hostile texts do is tested elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.model.text import arrange
from sopwright.source.markdown import parse
from sopwright.source.nodes import BLOCKS, Node, Nodes, by_kind, plain, rewrite, walk
from sopwright.source.text import Source, decode


def _nodes(text: str) -> Nodes:
    nodes, faults = parse(Source("en.md", text))
    assert [f"{fault.span} {fault.code}" for fault in faults] == []
    assert nodes is not None
    return nodes


def _faults(text: str) -> list[str]:
    _, faults = parse(Source("en.md", text))
    return [f"{fault.span.line}:{fault.span.column} {fault.code}" for fault in faults]


def _outline(nodes: Nodes) -> list[str]:
    """``kind line:column`` of every node, in reading order."""
    return [f"{node.kind} {node.line}:{node.column}" for node in walk(nodes)]


def _only(text: str, kind: str) -> Node:
    (node,) = by_kind(_nodes(text))[kind]
    return node


# Blocks


def test_headings_have_levels_and_ids() -> None:
    nodes = _nodes("# Title *here*\n\n## Part one {#part-1}\n\n### Step {#s}  \n\n#### Without\n")
    assert [(node["level"], node["id"], plain(node.children)) for node in nodes] == [
        ("1", "", "Title here"),
        ("2", "part-1", "Part one"),
        ("3", "s", "Step"),
        ("4", "", "Without"),
    ]


def test_an_id_may_follow_other_than_words() -> None:
    (heading,) = _nodes("## `code` {#code}\n")
    assert (heading["id"], plain(heading.children)) == ("code", "code")


@pytest.mark.parametrize("anchor", ["Big", "-x", "a_b", "x" * 64, "é"])
def test_an_id_of_other_characters(anchor: str) -> None:
    assert _faults(f"## Part {{#{anchor}}}\n") == ["1:9 SW022"]


def test_lists() -> None:
    nodes = _nodes("- one\n- two\n\n  more\n\n3. three\n   - inner\n")
    assert _outline(nodes) == [
        "bullet-list 1:1",
        "item 1:1",
        "paragraph 1:1",
        "text 1:3",
        "item 2:1",
        "paragraph 2:1",
        "text 2:3",
        "paragraph 4:3",
        "text 4:3",
        "ordered-list 6:1",
        "item 6:1",
        "text 6:4",
        "bullet-list 7:4",
        "item 7:4",
        "text 7:6",
    ]
    assert nodes[1]["start"] == "3"


def test_tables() -> None:
    table = _only("| a | b |\n|:--|--:|\n| c **d** | \\| e |\n", "table")
    assert [[plain((cell,)) for cell in row.children] for row in table.children] == [["a", "b"], ["c d", "| e"]]
    head, body = table.children
    assert [(cell["head"], cell["align"]) for cell in head.children] == [("yes", "left"), ("yes", "right")]
    assert [cell["head"] for cell in body.children] == ["", ""]
    assert [(cell.line, cell.column) for cell in body.children] == [(3, 3), (3, 14)]


def test_quotes_code_and_rules() -> None:
    nodes = _nodes("> quoted\n\n```text\n{law:x} <b> *\n```\n\n---\n")
    assert [node.kind for node in nodes] == ["quote", "code-block", "rule"]
    assert (nodes[1].text, nodes[1]["info"], nodes[1].children) == ("{law:x} <b> *\n", "text", ())


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "example"])
def test_remarks(kind: str) -> None:
    remark = _only(f"Before.\n\n::: {kind} Two words\nInside.\n:::\n", "remark")
    assert (remark["kind"], remark.text, plain(remark.children), remark.line) == (kind, "Two words", "Inside.", 3)


@pytest.mark.parametrize("written", ["leads agent", "leads, agent", "  leads ,agent "])
def test_blocks_for_some_readers(written: str) -> None:
    block = _only(f"::: for {written}\nInside.\n:::\n", "only-for")
    assert (block["roles"], plain(block.children)) == ("leads agent", "Inside.")


def test_blocks_inside_blocks() -> None:
    nodes = _nodes(":::: note\n::: for leads\nInside.\n:::\n::::\n")
    assert _outline(nodes) == ["remark 1:1", "only-for 2:1", "paragraph 3:1", "text 3:1"]


# Words


INLINE = "Some **bold** and _em_ `code` [a link](SVC-007#warm) [](POL-001) {law:gdpr}, {limit:x|in words}."


def test_words_have_their_places() -> None:
    assert _outline(_nodes(f"{INLINE}\n")) == [
        "paragraph 1:1",
        "text 1:1",
        "strong 1:6",
        "text 1:8",
        "text 1:14",
        "emphasis 1:19",
        "text 1:20",
        "text 1:23",
        "code 1:25",
        "text 1:30",
        "link 1:31",
        "text 1:32",
        "text 1:53",
        "link 1:54",
        "text 1:65",
        "reference 1:66",
        "text 1:76",
        "reference 1:78",
        "text 1:96",
    ]


def test_places_are_counted_in_characters() -> None:
    link = _only("Обаждане 錄音 \U0001f600 [линк](SVC-001)\n", "link")
    assert (link.line, link.column) == (1, 15)


def test_places_in_later_lines() -> None:
    nodes = _nodes("- one\n  two {law:a}\n\n> three\n> four {law:b}\n")
    assert [(node.line, node.column) for node in by_kind(nodes)["reference"]] == [(2, 7), (5, 8)]


def test_references() -> None:
    references = by_kind(_nodes("{law:gdpr} {measure:a/b} {limit:x | in words } {time:08:30}\n"))["reference"]
    assert [(node["kind"], node["key"], node["words"]) for node in references] == [
        ("law", "gdpr", ""),
        ("measure", "a/b", ""),
        ("limit", "x", "in words"),
        ("time", "08:30", ""),
    ]


def test_a_reference_may_stand_in_other_words() -> None:
    nodes = _nodes("# {law:a}\n\n**{law:b}** [{law:c}](SVC-001)\n\n| {law:d} |\n|---|\n")
    assert [node["key"] for node in by_kind(nodes)["reference"]] == ["a", "b", "c", "d"]


def test_what_looks_like_a_reference_and_is_none() -> None:
    assert plain(_nodes("\\{law:a} `{law:b}`\n")) == "{law:a} {law:b}"


@pytest.mark.parametrize(
    "target", ["SVC-001", "SVC-001#warm", "#warm", "https://example.org/a?b=c#d", "https://example.org"]
)
def test_links(target: str) -> None:
    assert _only(f"[words]({target})\n", "link")["target"] == target


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org",
        "javascript:alert(1)",
        "../other/en.md",
        "mailto:a@example.org",
        "",
        "https://a@b.org",
        "svc-1",
    ],
)
def test_other_addresses_become_words(target: str) -> None:
    nodes, (fault,) = parse(Source("en.md", f"Go [there]({target}).\n"))
    assert (fault.code, fault.span.line, fault.span.column) == ("SW019", 1, 12)
    assert nodes is not None
    assert plain(nodes) == "Go there."
    assert "link" not in by_kind(nodes)


def test_pictures() -> None:
    picture = _only("![What *it* shows](seat-busy.png)\n", "picture")
    assert (picture["target"], picture.text) == ("seat-busy.png", "What it shows")


def test_line_ends() -> None:
    (paragraph,) = _nodes("one\ntwo\\\nthree  \nfour\n")
    assert [node.kind for node in paragraph.children] == [
        "text", "soft-break", "text", "line-break", "text", "line-break", "text"
    ]  # fmt: skip
    assert plain((paragraph,)) == "one two three four"


def test_entities_and_escapes_are_words() -> None:
    assert plain(_nodes("&lt;b&gt; \\* &amp; \\<i\\>\n")) == "<b> * & <i>"


# What is not read is told


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a <b>bold</b>\n", "1:3 SW016"),
        ("<!-- remark -->\n", "1:1 SW016"),
        ("::: danger\nx\n:::\n", "1:1 SW017"),
        ("::: for\nx\n:::\n", "1:1 SW017"),
        ("a {law}\n", "1:3 SW018"),
        ("[x]: https://example.org\n", "1:1 SW021"),
        ("    indented\n", "1:5 SW021"),
        ("Title\n=====\n", "2:1 SW021"),
        ("- [ ] to do\n", "1:3 SW021"),
        ("a[^1]\n", "1:2 SW021"),
        ("~~gone~~\n", "1:1 SW021"),
        ("!!! note\n", "1:1 SW021"),
        ("::: note\nx\n", "1:1 SW024"),
    ],
)
def test_what_is_not_read_is_told(text: str, fault: str) -> None:
    assert _faults(text)[:1] == [fault]


# Nodes


def test_walk_is_in_reading_order() -> None:
    texts = [node.text for node in walk(_nodes("a *b* c\n\n- d\n- e\n")) if node.kind == "text"]
    assert texts == ["a ", "b", " c", "d", "e"]


def test_rewrite_replaces_drops_and_keeps() -> None:
    nodes = _nodes("keep *drop* **twice**\n")

    def change(node: Node) -> Nodes | None:
        if node.kind == "emphasis":
            return ()
        return (node.children[0], node.children[0]) if node.kind == "strong" else None

    assert plain(rewrite(nodes, change)) == "keep  twicetwice"
    assert plain(nodes) == "keep drop twice"


def test_plain_words() -> None:
    text = "# T\n\n![a seat](a.png) {law:x} {law:x|the law} `c`\nd\n\n- e\n- f\n"
    assert plain(_nodes(text)) == "T\na seat {law:x} the law c d\ne f"


def test_an_attribute_that_is_not_there_is_empty() -> None:
    assert _nodes("x\n")[0]["anything"] == ""


# Sections


def test_a_text_is_arranged_by_its_headings() -> None:
    opening = "# Title\n\nIntro.\n\n## One {#one}\n\nBody.\n\n"
    parts = "### A {#a}\n\nOf a.\n\n#### Deeper\n\nStill a.\n\n### B {#b}\n\n"
    text = f"{opening}{parts}## Two {{#two}}\n"
    source = Source("en.md", text)
    arranged = arrange("en", source, _nodes(text))
    assert (arranged.title, plain(arranged.intro)) == ("Title", "Intro.")
    assert [(section.id, section.title, len(section.parts)) for section in arranged.sections] == [
        ("one", "One", 2),
        ("two", "Two", 0),
    ]
    assert [(part.id, part.title, len(part.body)) for part in arranged.parts] == [("a", "A", 3), ("b", "B", 0)]
    assert arranged.section("two") is arranged.sections[1]
    assert arranged.section("three") is None
    assert str(arranged.at(arranged.headings()[-1])) == "en.md:19:1"


def test_a_text_without_headings() -> None:
    arranged = arrange("en", Source("en.md", "Words.\n"), _nodes("Words.\n"))
    assert (arranged.title, arranged.sections, plain(arranged.intro)) == ("", (), "Words.")


# What holds of any text


WORDS = st.text(st.sampled_from("ab *_`[](){}#>|-+1.!\\\n:&;~é錄"), max_size=60)


@given(WORDS)
def test_any_text_is_read_with_places_inside_it(text: str) -> None:
    source, _ = decode("en.md", text.encode())
    assert source is not None
    nodes, faults = parse(source)
    for node in walk(nodes or ()):
        assert 1 <= node.line <= len(source.lines)
        assert 1 <= node.column <= len(source.lines[node.line - 1]) + 1
    for fault in faults:
        assert 1 <= fault.span.line <= len(source.lines)


@given(WORDS)
def test_blocks_stand_in_blocks(text: str) -> None:
    nodes, _ = parse(Source("en.md", text.replace("\r", "")))
    assert all(node.kind in BLOCKS for node in nodes or ())


@given(st.text(st.sampled_from("abc é錄."), min_size=1, max_size=40).map(str.strip).filter(bool))
def test_plain_words_come_back(text: str) -> None:
    assert plain(_nodes(f"x{text}\n")) == f"x{text}"
