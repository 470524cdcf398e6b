"""Markdown written from the tree says the same when it is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.load.handbook import load
from sopwright.source.markdown import parse
from sopwright.source.nodes import Node, Nodes
from sopwright.source.text import Source
from sopwright.source.written import written
from tests.repositories import PROJECT

HANDBOOK, _ = load(PROJECT)
assert HANDBOOK is not None
TEXTS = [text for document in HANDBOOK.documents.values() for text in document.texts.values()]


def read(markdown: str) -> Nodes:
    nodes, _ = parse(Source("x.md", markdown))
    assert nodes is not None
    return nodes


def shape(nodes: Nodes) -> object:
    """The tree without places, with neighbouring words joined."""
    merged: list[object] = []
    for node in nodes:
        one = (node.kind, node.text, dict(node.attributes), shape(node.children))
        last = merged[-1] if merged else None
        if isinstance(last, tuple) and last[0] == node.kind == "text":
            merged[-1] = ("text", last[1] + node.text, {}, ())
        else:
            merged.append(one)
    return tuple(merged)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.source.path)
def test_every_text_of_the_handbook_is_kept(text: object) -> None:
    nodes = text.nodes  # type: ignore[attr-defined]
    assert shape(read(written(nodes))) == shape(nodes)


MARKDOWN = """# Title

A *word*, a **strong *word***, `co``de`, [a link](SVC-001#x "say \\"so\\""), ![alt](a.png), {limit:hold|held}\\
after a break & an &amp;amp; entity, 2 \\* 3, a\\_b\\_, \\{limit:no}.

1\\. no list

3. three

   more

4. four

- a
  - b
    - c
- d

> quoted
>
> - in it

| a | b |
|:-:|--:|
| x \\| y | z |

```text
- code
```

:::: note The title
::: for agent
words
:::
::::

---

#### Deep {#deep}
"""


def test_each_kind_of_block_and_words_is_kept() -> None:
    nodes = read(MARKDOWN)
    assert shape(read(written(nodes))) == shape(nodes)


def test_line_ends_inside_a_paragraph_make_no_difference() -> None:
    assert written(read("one\ntwo\n")) == written(read("one two\n")) == "one two"
    assert written(read("必須\n先說\n")) == "必須先說"


def test_signs_of_lists_and_emphasis_make_no_difference() -> None:
    assert written(read("* a\n* _b_\n")) == written(read("- a\n- *b*\n"))


WORDS = st.text(st.sampled_from("ab 1.)-+*_#>:`[]()!{}|\\&;~=<%必"), min_size=1, max_size=12).filter(str.strip)


@given(st.lists(WORDS, min_size=1, max_size=3))
def test_any_words_are_kept_as_words(words: list[str]) -> None:
    paragraphs = tuple(Node("paragraph", 1, 1, (Node("text", 1, 1, text=" ".join(one.split())),)) for one in words)
    assert shape(read(written(paragraphs))) == shape(paragraphs)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_any_source_comes_to_rest(lines: list[str]) -> None:
    once = written(read("\n".join(lines)))
    assert written(read(once)) == once
