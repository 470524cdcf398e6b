"""Making a redline of two contents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sopwright.approval.change import ChangeReport, change_between, is_lowered, is_raised
from sopwright.approval.compare.difference import Difference
from sopwright.approval.digest import digest
from sopwright.approval.side import Side
from sopwright.edition.document import STEPS
from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, PartView, SectionView
from sopwright.redline.aftermath import again, signers, translations
from sopwright.redline.blocks import Differ, all_marked
from sopwright.redline.facts import facts
from sopwright.redline.inline import DELETED, INSERTED, Setting, mark, text
from sopwright.redline.records import ADDED, REMOVED, SAME, Origin, PartLine, Redline, SectionLine, StepLine
from sopwright.redline.say import Teller
from sopwright.redline.steps import in_order, step_lines
from sopwright.redline.view import edition, reviewer, view
from sopwright.source.nodes import Nodes

_OF_STEPS = ("step-", "within-", "wait-", "branch", "next-")


@dataclass(frozen=True)
class _Maker:
    """What the parts of a redline are made from."""

    teller: Teller
    report: ChangeReport
    before: DocumentView | None
    """Of a first issue the same as ``after``: marks on every word would tell nothing."""
    after: DocumentView

    @property
    def differ(self) -> Differ:
        """What compares their nodes."""
        return Differ(_setting(self.before or self.after), _setting(self.after))

    def intro(self) -> Nodes:
        """What stands before the first section."""
        if self.before is None:
            return all_marked(INSERTED, self.after.intro)
        return self.differ.blocks(self.before.intro, self.after.intro)

    def sections(self) -> Iterator[SectionLine]:
        """The sections in the new order, those that were removed behind the ones they followed."""
        old = {section.id: section for section in self.before.sections} if self.before else {}
        new = {section.id: section for section in self.after.sections}
        for key in in_order(list(old), list(new)):
            one, other = old.get(key), new.get(key)
            state, title, body = self._pair(one, other)
            parts = tuple(self._parts(one.parts if one else (), other.parts if other else ()))
            yield SectionLine(key, state, title, body, parts, self._steps() if key == STEPS else ())

    def _parts(self, old: tuple[PartView, ...], new: tuple[PartView, ...]) -> Iterator[PartLine]:
        before, after = {part.id: part for part in old}, {part.id: part for part in new}
        for key in in_order(list(before), list(after)):
            yield PartLine(*self._pair(before.get(key), after.get(key)))

    def _pair(self, old: SectionView | PartView | None, new: SectionView | PartView | None) -> tuple[str, Nodes, Nodes]:
        """State, title and body of a section or clause."""
        if old is not None and new is not None:
            return SAME, self.differ.inline(old.title, new.title), self.differ.blocks(old.body, new.body)
        kind, state = (DELETED, REMOVED) if new is None else (INSERTED, ADDED)
        shown = new or old
        return (state, (mark(kind, shown.title),), all_marked(kind, shown.body)) if shown else (SAME, (), ())

    def _steps(self) -> tuple[StepLine, ...]:
        old = self.before.steps if self.before else ()
        return step_lines(old, self.after.steps, self.differ, self.teller.words, self._said)

    def _said(self, step: str) -> tuple[tuple[str, str], ...]:
        own = [each for each in self.report.changes if each.place == step and each.kind.startswith(_OF_STEPS)]
        return tuple((each.kind, self.teller.say(each)) for each in own)


def redline(
    old: Side | None,
    new: Side,
    language: str,
    day: date,
    names: tuple[str, str] = ("", ""),
    *,
    unapproved: bool = False,
    reader: Reader | None = None,
) -> Redline:
    """Compare two contents of a document for a reader of one language.

    Class and reasons are those of the source language, which the chain signs; it stands in for words that are missing.

    Args:
        old: The content before; nothing for a first issue.
        new: The content as it stands.
        language: A key of the register of languages.
        day: The day on which it is made.
        names: The commits of the two sides, in short; empty for the files as they stand.
        unapproved: Whether nobody approved the old content: then the whole chain decides, whatever differs.
        reader: Who reads it, a reviewer by default; others see the passages for them, but all reasons and facts.

    Raises:
        KeyError: There is no such language.
        ValueError: The document has no words in its source language.
    """
    shown = language if new.text(language) is not None else new.source
    whose = reader or reviewer(new.handbook, language, day)
    before, after = _views(old, new, replace(whose, language=shown))
    words = whose.catalogue()
    report = change_between(old, new, new.source)
    raised = is_raised(old, new, report)
    material = raised or unapproved or report.klass == "material"
    teller = Teller(words, old, new)
    maker = _Maker(teller, report, before if old is not None else after, after)
    chain, who = signers(new, words, day, material=material)
    return Redline(
        document=new.document.id,
        title=_title(maker.before, after, maker.differ),
        language=shown,
        old=_origin(old, names[0]) if old is not None else None,
        new=_origin(new, names[1]),
        change="material" if material else "editorial",
        lowered=is_lowered(old, new, report),
        raised=raised,
        unapproved=unapproved and old is not None,
        reasons=teller.reasons(_with_translation(report, old, new, shown)),
        facts=facts((old, before) if old and before else None, (new, after), words),
        intro=maker.intro(),
        sections=tuple(maker.sections()),
        before=before,
        after=after,
        translations=translations(old, new),
        again=again(new, words, material=material),
        chain=chain,
        signers=who,
        digest=digest(new.handbook, new.document, new.source),
        edition=edition(whose, after),
    )


def _views(old: Side | None, new: Side, reader: Reader) -> tuple[DocumentView | None, DocumentView]:
    """Both sides as a reader sees them."""
    language = reader.language
    after = view(new, reader)
    if after is None:
        raise ValueError(f"`{new.document.id}` has no text in its source language `{language}`")
    return view(old, reader) if old is not None else None, after


def _with_translation(report: ChangeReport, old: Side | None, new: Side, shown: str) -> tuple[Difference, ...]:
    """The source's differences, and behind them those of the translation shown, which never decide on the class."""
    if shown == new.source or old is None or old.text(shown) is None:
        return report.changes
    steps = {*old.document.metadata.steps, *new.document.metadata.steps}
    found = change_between(old, new, shown).changes
    own = [each.editorial() for each in found if each.place not in steps or not each.kind.startswith("part-")]
    return (*report.changes, *own)


def _title(before: DocumentView | None, after: DocumentView, differ: Differ) -> Nodes:
    new = (text(after.title),)
    return differ.inline((text(before.title),), new) if before is not None else (mark(INSERTED, new),)


def _origin(side: Side, name: str) -> Origin:
    revision = side.document.metadata.revision
    return Origin(revision.number, revision.date, name)


def _setting(shown: DocumentView) -> Setting:
    pictures: Mapping[str, str] = {name: picture.digest for name, picture in shown.pictures.items()}
    return Setting(shown.language, pictures)
