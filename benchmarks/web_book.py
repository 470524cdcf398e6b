"""The same book for an engine that sets web pages: the same words, lists, references with pages, charts and look.

It follows `outputs/book` part by part: title page, contents, dividers, documents with their head, steps with badge and
notes, flowcharts, tables, posts and duties, directory, glossary, index. The style sheet has the sizes of
`templates/book`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from sopwright.edition.records import Branch, DocumentView, Edition, Link, PostDuties, StepView
from sopwright.outputs.book.appendix import directory_rows
from sopwright.outputs.book.charts import charts_of
from sopwright.outputs.book.index import occurrences
from sopwright.outputs.book.look import Page
from sopwright.outputs.book.places import label_of
from sopwright.outputs.book.prints import Print
from sopwright.outputs.chart.fonts import FontSet
from sopwright.outputs.site.addresses import Addresses, picture_path
from sopwright.outputs.site.html import HtmlWriter

_STYLE = """
@font-face { font-family: Noto Sans; src: url(FONTS/NotoSans-Regular.ttf) }
@font-face { font-family: Noto Sans; font-weight: 700; src: url(FONTS/NotoSans-Bold.ttf) }
@font-face { font-family: Noto Sans; font-style: italic; src: url(FONTS/NotoSans-Italic.ttf) }
@font-face { font-family: Noto Sans TC; src: url(FONTS/NotoSansTC-Regular.ttf) }
@font-face { font-family: Noto Sans TC; font-weight: 700; src: url(FONTS/NotoSansTC-Bold.ttf) }
@page { size: A4; margin: 68pt 62pt 74pt; font: 7.1pt "Noto Sans", "Noto Sans TC"; color: #54606a;
  @top-left { content: "All"; border-bottom: .5pt solid #bcd }
  @top-right { content: string(chapter); border-bottom: .5pt solid #bcd }
  @bottom-left { content: string(running) " · PRINTED"; border-top: .5pt solid #bcd }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); border-top: .5pt solid #bcd } }
@page cover { margin: 0; @top-left { content: none } @top-right { content: none } }
body { font: 10.5pt/1.45 "Noto Sans", "Noto Sans TC"; color: #1c2326 }
a { color: inherit; text-decoration: none }
h1, h2, h3, h4 { break-after: avoid; color: #0b5566; margin: 1.6em 0 .7em }
h1 { font-size: 21pt; string-set: chapter content() }
h2 { font-size: 14.3pt }
h3 { font-size: 11.3pt; color: #1c2326 }
.running { string-set: running content(); position: absolute; visibility: hidden }
.cover { page: cover; break-before: page; break-after: page }
.band { background: #0b5566; color: #fff; padding: 210pt 62pt 20pt; border-bottom: 5pt solid #e8a33d }
.band h1 { color: #fff; font-size: 33pt }
.below { padding: 30pt 62pt }
.document, .list { break-before: page }
.head { background: #0b5566; padding: 14pt; border-bottom: 3pt solid #e8a33d }
.head h1, .head p { color: #fff; margin: 0 }
.facts td { border: 0; width: 33% }
.facts b { font: 7.1pt "Noto Sans"; display: block }
.step { margin-left: 28pt; break-inside: avoid }
.badge { position: absolute; margin-left: -28pt; width: 18pt; height: 18pt; border-radius: 9pt; background: #0b5566;
  color: #fff; text-align: center; font-weight: 700 }
.notes { font-size: 9pt; color: #54606a; break-after: avoid }
.sw-grid, .small { font-size: 9pt }
table { width: 100%; border-collapse: collapse }
td, th { border-bottom: .5pt solid #bcd; padding: 5pt 6pt; text-align: left; vertical-align: top }
tr { break-inside: avoid }
thead th { background: #eff5f6 }
.chart { break-inside: avoid; text-align: center }
.chart p { font-size: 7.1pt }
img { max-width: 100% }
.toc { list-style: none; padding: 0 }
.toc .topic { font-weight: 700 }
.toc a::after { content: leader(".") target-counter(attr(href), page) }
a[href^="#p-"].see::after, .words a[href^="#p-"]::after { content: " (page " target-counter(attr(href), page) ")" }
.index { columns: 2; font-size: 9pt }
.index a::after { content: target-counter(attr(href), page) }
.entry { break-inside: avoid }
"""


class _InBook(Addresses):
    """Links to places of the book; inside a document none gives a page."""

    def to(self, path: str, anchor: str = "") -> str:
        del path, anchor
        return "#list-glossary"

    def document(self, link: Link) -> str:
        kind = "j" if link.document == self.page else "p"
        return f"#{kind}-{label_of(link.document, link.anchor)}"


@dataclass
class WebBook:
    """Makes the files of a book."""

    edition: Edition
    fonts: FontSet
    address: str
    """Where the fonts are."""

    def files(self) -> Print:
        files: dict[str, bytes] = {}
        parts = [*self._front(), *self._documents(files), *self._lists()]
        style = _STYLE.replace("FONTS", self.address).replace("PRINTED", self.edition.words("book.uncontrolled"))
        head = f'<!doctype html><html lang="{self.edition.language}"><meta charset="utf-8"><title>All</title>'
        html = f"{head}<style>{style}</style>{''.join(parts)}"
        return Print({**files, "main.html": html.encode()}, {})

    def _front(self) -> Iterator[str]:
        company = self.edition.organisation
        lines = "<br>".join(
            escape(line) for line in (company.legal_name, *company.address, company.phone, company.email)
        )
        yield f'<div class="cover"><div class="band"><h1>All</h1></div><div class="below">{lines}</div></div>'
        yield f'<h1>{self.edition.words("book.contents")}</h1><ul class="toc">'
        for topic in self.edition.books[0].topics:
            yield f'<li class="topic"><a href="#topic-{topic.key}">{escape(topic.title)}</a>'
            yield from (self._line(document) for document in topic.documents)
        for key in ("posts", "directory", "glossary", "index"):
            yield f'<li class="topic"><a href="#list-{key}">{self.edition.words(f"book.{key}")}</a>'
        yield "</ul>"

    def _line(self, document: DocumentView) -> str:
        return f'<li><a href="#p-{document.id}"><b>{document.id}</b> {escape(document.title)}</a>'

    def _documents(self, files: dict[str, bytes]) -> Iterator[str]:
        for topic in self.edition.books[0].topics:
            lines = "".join(self._line(document) for document in topic.documents)
            yield f'<div class="cover"><div class="band"><h1 id="topic-{topic.key}">{escape(topic.title)}</h1>'
            yield f'<p>{escape(topic.description)}</div><div class="below"><ul class="toc">{lines}</ul></div></div>'
            for document in topic.documents:
                yield from self._document(document, files)

    def _document(self, document: DocumentView, files: dict[str, bytes]) -> Iterator[str]:
        t = self.edition.words
        write = HtmlWriter(_InBook(self.edition, document.id), document)
        running = f"{document.id} · {document.revision.number}"
        yield f'<div class="document"><div class="running">{running}</div>'
        yield '<div class="head">'
        yield f'<p>{document.id}</p><h1 id="p-{document.id}">{escape(document.title)}</h1></div>'
        yield '<table class="small facts">'
        facts = {
            "document.revision": f"{document.revision.number} ({t.date(document.revision.date)})",
            "document.owner": document.owner.name,
            "document.effective": t.date(document.effective) if document.effective else "",
            "document.review": t.date(document.due),
            "document.know": t.listed([post.name for post in document.acknowledge]),
            "document.executors": t.listed([post.name for post in document.executors]),
        }
        cells = [f"<td><b>{t(key)}</b>{escape(value)}" for key, value in facts.items()]
        yield f"<tr>{''.join(cells[:3])}<tr>{''.join(cells[3:])}</table>"
        yield '<div class="words">'
        for section in document.sections:
            yield self._heading(2, document.id, section.id, str(write.inline(section.title)))
            yield str(write.blocks(section.body))
            for part in section.parts:
                yield self._heading(3, document.id, part.id, str(write.inline(part.title)))
                yield str(write.blocks(part.body))
            if section.id == "steps":
                yield from (self._step(document, step, write) for step in document.steps)
                yield from self._charts(document, files)
        yield "</div>"
        for picture in document.pictures.values():
            files[picture_path(picture)] = picture.data
        yield from self._tables(document)
        yield "</div>"

    def _heading(self, level: int, document: str, anchor: str, words: str) -> str:
        place = label_of(document, anchor)
        return f'<h{level} id="p-{place}"><span id="j-{place}">{words}</span></h{level}>'

    def _step(self, document: DocumentView, step: StepView, write: HtmlWriter) -> str:
        notes = " · ".join(escape(note) for note in (step.by.name, step.within, step.wait) if note)
        heading = self._heading(3, document.id, step.id, str(write.inline(step.title)))
        shown = [branch for branch in step.branches if step.decision or branch.target.number != step.number + 1]
        answers = "".join(f"<li><b>{escape(branch.label)}</b> {self._target(document, branch)}" for branch in shown)
        body = write.blocks(step.body)
        badge = f'<span class="badge">{step.number}</span>'
        return f'<div class="step">{badge}{heading}<p class="notes">{notes}</p>{body}<ul>{answers}</ul></div>'

    def _target(self, document: DocumentView, branch: Branch) -> str:
        t, target = self.edition.words, branch.target
        if target.step:
            said = t("document.next", number=t.number(target.number))
            return f'<a href="#j-{label_of(document.id, target.step)}">{said}</a> {escape(target.title)}'
        if target.link is not None:
            return self._see(target.link)
        return t("document.hidden_target") if target.hidden else t("document.end")

    def _see(self, link: Link) -> str:
        words = escape(f"{link.document} {link.title}")
        place = label_of(link.document, link.anchor)
        return f'<a class="see" href="#p-{place}">{words}</a>' if link.document in self.edition.documents else words

    def _charts(self, document: DocumentView, files: dict[str, bytes]) -> Iterator[str]:
        for place, chart in enumerate(charts_of(document, self.edition.words, self.fonts, Page("a4")), 1):
            name = f"charts/{document.id}-{place}.svg"
            files[name] = chart.svg.encode()
            heading = f"<h2>{self.edition.words('chart.heading')}</h2>" if place == 1 else ""
            picture = f'<img src="{name}" alt="{escape(chart.description)}">'
            yield f'<div class="chart">{heading}{picture}<p>{escape(chart.title)}</p></div>'

    def _tables(self, document: DocumentView) -> Iterator[str]:
        t = self.edition.words
        revisions = [(str(r.number), t.date(r.date), t(f"change.{r.change}"), r.summary) for r in document.revisions]
        laws = [(law.name, law.citation, law.jurisdiction) for law in document.laws]
        measures = [(m.name, "; ".join(f"{g.team}: {g.words}" for g in m.targets)) for m in document.measures]
        tables: Mapping[tuple[str, ...], list[tuple[str, ...]]] = {
            ("document.measures", "table.measure", "table.targets"): list(measures),
            ("document.laws", "table.law", "table.citation", "table.jurisdiction"): list(laws),
            ("document.history", "document.revision", "table.date", "table.change", "table.summary"): list(revisions),
        }
        for (title, *heads), rows in tables.items():
            if rows:
                yield f"<h2>{t(title)}</h2>{_table([t(head) for head in heads], rows)}"

    def _lists(self) -> Iterator[str]:
        t, book = self.edition.words, self.edition.books[0]
        yield self._list("posts", (part for duties in self.edition.posts for part in self._duties(duties)))
        head, *rows = directory_rows(book)
        yield self._list("directory", [_table(head, rows)])
        measures = (_entry(m.name, m.definition, m.formula) for m, _ in self.edition.measures)
        laws = (_entry(law.name, law.about, law.citation) for law, _ in self.edition.laws)
        titles = [f"<h2>{t(key)}</h2>" for key in ("document.measures", "document.laws")]
        yield self._list("glossary", [titles[0], *measures, titles[1], *laws])
        terms: dict[str, dict[str, None]] = {}
        for term, place in occurrences(self.edition, book):
            terms.setdefault(term, {})[place] = None
        entries = (
            f'<p class="entry">{escape(term)} {", ".join(f"""<a href="#p-{place}"></a>""" for place in terms[term])}'
            for term in sorted(terms)
        )
        yield self._list("index", ['<div class="index">', *entries, "</div>"])

    def _list(self, key: str, parts: Iterable[str]) -> str:
        return f'<div class="list"><h1 id="list-{key}">{self.edition.words(f"book.{key}")}</h1>{"".join(parts)}</div>'

    def _duties(self, duties: PostDuties) -> Iterator[str]:
        post = duties.post
        yield f"<h2>{escape(post.name)}</h2><p>{escape(post.duties)}<p>{escape(', '.join(post.holders))}"
        steps: dict[str, list[Link]] = {}
        for duty in duties.steps:
            steps.setdefault(f"{duty.link.document} {duty.document}", []).append(duty.link)
        for title, links in {"posts.owns": duties.owns, "posts.know": duties.must_know, **steps}.items():
            lines = "".join(f"<li>{self._see(link)}" for link in links if link.document in self.edition.documents)
            yield f'<div class="small"><b>{escape(title)}</b><ul>{lines}</ul></div>' if lines else ""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="small"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _entry(term: str, meaning: str, more: str) -> str:
    return f'<div class="entry"><b>{escape(term)}</b><p>{escape(meaning)}<p class="small">{escape(more)}</div>'
