"""A document's page as plain Markdown: its head, its words, its steps with what follows them, its tables."""

from collections.abc import Iterable, Iterator

from benchmarks.peers.markdown import Markdown, blocks, headed, links, listed, plain, table
from sopwright.edition.records import Branch, DocumentView, LawView, StepView
from sopwright.source.nodes import plain as words_of


class Document:
    """Writes a document's page."""

    def __init__(self, page: Markdown, document: DocumentView) -> None:
        self._page = page
        self._d = document
        self._t = page.edition.words

    def text(self) -> str:
        """All that stands on the page."""
        return blocks(*self._head(), *self._sections(), *self._tables())

    def _head(self) -> Iterator[str]:
        d, t = self._d, self._t
        state = t(f"translation.{d.translation.state}") if d.translation else ""
        yield f"{d.id} {t(f'status.{d.status}')} {state}"
        yield f"# {plain(d.title)}"
        revision = t("document.revision_of", number=t.number(d.revision.number), date=t.date(d.revision.date))
        facts = [
            f"**{t('document.revision')}** {revision}",
            f"**{t('document.owner')}** {self._post(d.owner.key, d.owner.name)} {t.listed(d.owner.holders)}",
            f"**{t('document.effective')}** {t.date(d.effective)}" if d.effective else "",
            f"**{t('document.review')}** {t.date(d.due)}",
            self._posts("document.know", [(post.key, post.name) for post in d.acknowledge])
            + (f"\n    {t('document.again', interval=d.refresh)}" if d.refresh else ""),
            self._posts("document.executors", [(post.key, post.name) for post in d.executors]),
        ]
        yield listed(fact for fact in facts if fact)

    def _post(self, key: str, name: str) -> str:
        known = self._page.edition.has_post(key)
        return self._page.link(plain(name), f"posts/{key}") if known else plain(name)

    def _posts(self, head: str, posts: Iterable[tuple[str, str]]) -> str:
        return f"**{self._t(head)}** " + " ".join(self._post(key, name) for key, name in posts)

    def _sections(self) -> Iterator[str]:
        write = self._page
        yield write.blocks(self._d.intro)
        for section in self._d.sections:
            yield f"## {write.inline(section.title)} {{#{section.id}}}"
            yield write.blocks(section.body)
            if section.id == "steps":
                yield from (self._step(step) for step in self._d.steps)
                yield self._chart()
            for part in section.parts:
                yield f"### {write.inline(part.title)} {{#{part.id}}}"
                yield write.blocks(part.body)

    def _step(self, step: StepView) -> str:
        t = self._t
        within = t("document.within", amount=step.within) if step.within else ""
        wait = t("document.waits", amount=step.wait) if step.wait else ""
        laws = [self._page.link(plain(law.short), "laws", law.key) for law in step.laws]
        shown = [branch for branch in step.branches if _leads_away(step, branch)]
        answers = [self._target(branch) for branch in shown]
        return blocks(
            f"### {self._page.inline(step.title)} {{#{step.id}}}",
            " ".join(part for part in (f"**{plain(step.by.name)}**", within, wait, *laws) if part),
            self._page.blocks(step.body),
            listed(answers) if step.decision else blocks(*answers),
        )

    def _target(self, branch: Branch) -> str:
        t, target = self._t, branch.target
        label = f"**{plain(branch.label)}** " if branch.label else ""
        if target.step:
            said = f"{t('document.next', number=target.number)} {plain(target.title)}"
            return label + self._page.link(said, self._page.page, target.step)
        if target.link is not None:
            said = t("document.other_procedure", title=f"{target.link.document} {plain(target.link.title)}")
            return label + self._page.to(target.link, said)
        return label + (t("document.hidden_target") if target.hidden else t("document.end"))

    def _chart(self) -> str:
        """The flowchart as Mermaid."""
        if not any(step.decision for step in self._d.steps):
            return ""
        lines = ["```mermaid", "flowchart TD"]
        for step in self._d.steps:
            title = words_of(step.title).replace('"', "'")
            lines.append(f'    s{step.number}{{"{title}"}}' if step.decision else f'    s{step.number}["{title}"]')
            for branch in step.branches:
                target, label = branch.target, f"|{branch.label}|" if branch.label else ""
                lines.append(f"    s{step.number} -->{label} {f's{target.number}' if target.step else 'away'}")
        return blocks(f"## {self._t('chart.heading')} {{#sw-chart}}", "\n".join([*lines, "```"]))

    def _tables(self) -> Iterator[str]:
        d, t = self._d, self._t
        measures = (
            (self._page.link(plain(m.name), "measures", m.key) if place == 0 else "", target.team, target.words)
            for m in d.measures
            for place, target in enumerate(m.targets)
        )
        heads = (t("table.measure"), t("table.team"), t("table.targets"))
        yield headed(t("document.measures"), table(heads, measures) if d.measures else "", "sw-measures")
        yield headed(t("document.laws"), listed(self._law(law) for law in d.laws), "sw-laws")
        yield headed(t("document.related"), links(self._page, d.related), "sw-related")
        history = ((t.number(r.number), t.date(r.date), t(f"change.{r.change}"), plain(r.summary)) for r in d.revisions)
        columns = (t("document.revision"), *(t(f"table.{head}") for head in ("date", "change", "summary")))
        yield headed(t("document.history"), table(columns, history), "sw-history")

    def _law(self, law: LawView) -> str:
        return f"{self._page.link(plain(law.name), 'laws', law.key)} {law.citation} · {law.jurisdiction}"


def _leads_away(step: StepView, branch: Branch) -> bool:
    return step.decision or branch.target.is_end or branch.target.number != step.number + 1
