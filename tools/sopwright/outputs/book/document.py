"""A document of a book or a leaflet: its head, its words, its steps, its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sopwright.edition.document import STEPS
from sopwright.edition.records import Branch, DocumentView, Edition, PostView, SectionView, StepView
from sopwright.outputs.book.approval import facts_of, notices
from sopwright.outputs.book.code import NOTHING, Code, array, call, join, points, string, truth
from sopwright.outputs.book.places import Places, label_of
from sopwright.outputs.book.tables import table
from sopwright.outputs.book.words import words
from sopwright.outputs.book.writer import CodeWriter
from sopwright.outputs.chart.draw import Chart
from sopwright.source.nodes import Nodes, plain, walk

SHORT_STEP = 700
"""Letters of a step that still stays together on a page."""


@dataclass
class DocumentCode:
    """Writes one document of a print."""

    edition: Edition
    document: DocumentView
    places: Places
    charts: Sequence[Chart] = ()

    def __post_init__(self) -> None:
        self.writer = CodeWriter(self.edition, self.document, self.places)
        self.files: dict[str, bytes] = self.writer.pictures
        """The files that the code shows, by name."""

    def facts(self) -> Code:
        """The document's head: pairs of a name and what stands there."""
        t, document = self.edition.words, self.document
        owner = _people(self.edition, document.owner)
        number, dated = t.number(document.revision.number), t.date(document.revision.date)
        know = t.listed([post.name for post in document.acknowledge])
        if know and document.refresh:
            know = f"{know}, {t('document.again', interval=document.refresh)}"
        pairs = [
            ("document.revision", t("document.revision_of", number=number, date=dated)),
            ("document.owner", owner),
            ("document.effective", t.date(document.effective) if document.effective else ""),
            ("document.review", t.date(document.due)),
            ("document.know", know),
            ("document.executors", t.listed([post.name for post in document.executors])),
            *facts_of(self.edition, document.approval),
        ]
        return array(array([string(t(key)), string(value)]) for key, value in pairs if value)

    def body(self) -> Code:
        """All that stands below the head, in the document's own language where that is another."""
        parts = [*self._banners(), self._in_language([self.writer.blocks(self.document.intro)])]
        parts.extend(self._section(section) for section in self.document.sections)
        parts.extend((self._measures(), self._laws(), self._related(), self._history()))
        return join(parts)

    def _banners(self) -> Iterator[Code]:
        t, document = self.edition.words, self.document
        yield from (call("banner", string(words)) for words in notices(self.edition, document))
        if document.overdue:
            yield call("banner", string(t("document.overdue", date=t.date(document.due))))
        if document.fallback:
            language = self.edition.language_name(document.language)
            yield call("banner", string(t("document.fallback", language=language)))
        if document.translation is not None and document.translation.stale:
            language = self.edition.language_name(document.translation.source)
            stale = t.listed([title for _, title in document.stale])
            yield call("banner", string(f"{t('translation.stale', language=language)} {stale}"))

    def _in_language(self, parts: Sequence[Code]) -> Code:
        inner = join(parts)
        if not self.document.fallback or inner == NOTHING:
            return inner
        return call("in-language", string(self.document.language.partition("-")[0]), inner)

    def _section(self, section: SectionView) -> Code:
        write = self.writer
        label = string(label_of(self.document.id, section.id))
        parts = [call("section", label, self._title(section.title, section.id)), write.blocks(section.body)]
        if section.id == STEPS:
            parts.extend(self._step(step) for step in self.document.steps)
        for part in section.parts:
            place = string(label_of(self.document.id, part.id))
            parts.extend((call("clause", place, self._title(part.title, part.id)), write.blocks(part.body)))
        return join([self._in_language(parts), *(self._charts() if section.id == STEPS else ())])

    def _title(self, title: Nodes, fallback: str) -> Code:
        """A heading's words; its id where it has none, since a PDF takes no heading without words."""
        return self.writer.inline(title) if plain(title).strip() else string(fallback)

    def _step(self, step: StepView) -> Code:
        t = self.edition.words
        notes = [call("who", words(step.by.name))]
        if step.within:
            notes.append(call("note-of", string("within"), words(t("document.within", amount=step.within))))
        if step.wait:
            notes.append(call("note-of", string("wait"), words(t("document.waits", amount=step.wait))))
        notes.extend(call("note-of", string("law"), words(law.short)) for law in step.laws)
        shown = [branch for branch in step.branches if step.decision or _is_elsewhere(branch, step.number + 1)]
        return call(
            "step",
            string(label_of(self.document.id, step.id)),
            string(t.number(step.number)),
            self._title(step.title, step.id),
            array(notes),
            self.writer.blocks(step.body),
            array(array([words(branch.label if step.decision else ""), self._target(branch)]) for branch in shown),
            decision=truth(step.decision),
            splits=truth(_is_long(step)),
        )

    def _target(self, branch: Branch) -> Code:
        t, target = self.edition.words, branch.target
        if target.step:
            label = string(label_of(self.document.id, target.step))
            next_step = string(t("document.next", number=t.number(target.number)))
            return join([call("jump", label, next_step), string(f" {target.title}")])
        if target.link is not None:
            link = target.link
            title = f"{link.document} {link.title}"
            shown = string(t("document.other_procedure", title=title))
            return self.places.refer(link.document, link.anchor, shown, title)
        return string(t("document.hidden_target") if target.hidden else t("document.end"))

    def _charts(self) -> Iterator[Code]:
        title = self.edition.words("chart.heading")
        for place, chart in enumerate(self.charts, 1):
            name = f"charts/{self.document.id}-{place}.svg"
            self.files[name] = chart.svg.encode()
            size = (points(chart.width), points(chart.height))
            caption = chart.title if len(self.charts) > 1 else ""
            heading = title if place == 1 else ""
            yield call("chart", string(name), string(chart.description), *size, string(heading), string(caption))

    def _measures(self) -> Code:
        rows = [
            [measure.name, "\n".join(f"{target.team}: {target.words}" for target in measure.targets)]
            for measure in self.document.measures
        ]
        return self._table("document.measures", ("table.measure", "table.targets"), rows)

    def _laws(self) -> Code:
        rows = [[law.name, law.citation, law.jurisdiction] for law in self.document.laws]
        return self._table("document.laws", ("table.law", "table.citation", "table.jurisdiction"), rows)

    def _related(self) -> Code:
        if not self.document.related:
            return NOTHING
        links = array(self.places.title(link) for link in self.document.related)
        return join([call("part", string(self.edition.words("document.related"))), call("bullets", links)])

    def _history(self) -> Code:
        t = self.edition.words
        heads = ("document.revision", "table.date", "table.change", "table.summary")
        rows = [
            [t.number(r.number), t.date(r.date), t(f"change.{r.change}"), r.summary] for r in self.document.revisions
        ]
        return self._table("document.history", heads, rows)

    def _table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Code:
        if not rows:
            return NOTHING
        t = self.edition.words
        return join([call("part", string(t(title))), table([t(head) for head in heads], rows)])


def _is_elsewhere(branch: Branch, following: int) -> bool:
    return branch.target.is_end or branch.target.number != following


def _is_long(step: StepView) -> bool:
    kinds = {node.kind for node in walk(step.body)}
    return len(plain(step.body)) > SHORT_STEP or bool(kinds & {"table", "picture", "code-block"})


def _people(edition: Edition, post: PostView) -> str:
    return f"{post.name} ({edition.words.listed(post.holders)})" if post.holders else post.name
