"""The pages of an edition as plain Markdown: documents, and all lists that the site has."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from benchmarks.peers.document import Document
from benchmarks.peers.markdown import Dialect, Markdown, blocks, headed, links, listed, plain, table
from sopwright.edition.records import BookView, DocumentView, Edition, PostDuties
from sopwright.outputs.register.rows import rows as register_rows

RECENT = timedelta(days=90)


def markdown_pages(edition: Edition, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Each page's path, without its ending, with its Markdown."""
    for path, title, text in Pages(edition, dialect).all():
        yield path, f'---\ntitle: "{title}"\n---\n\n{text.strip()}\n'


class Pages:
    """Writes the pages of one edition."""

    def __init__(self, edition: Edition, dialect: Dialect) -> None:
        self._edition = edition
        self._dialect = dialect
        self._t = edition.words

    def all(self) -> Iterator[tuple[str, str, str]]:
        """Path, title and words of each page."""
        edition, t = self._edition, self._t
        yield "index", t("start.title"), self._start()
        for book in edition.books:
            yield f"{book.key}/index", book.title, self._book(book)
        for document in edition.documents.values():
            page = self._page(f"{document.book}/{document.id}", document)
            yield page.page, f"{document.id} {document.title}", Document(page, document).text()
        yield "numbers", t("numbers.title"), self._numbers()
        yield "register", t("register.title"), self._register()
        yield "posts/index", t("posts.title"), self._posts()
        for duties in edition.posts:
            yield f"posts/{duties.post.key}", duties.post.name, self._post(duties)
        yield "measures", t("measures.title"), self._measures()
        yield "laws", t("laws.title"), self._laws()
        yield "glossary", t("glossary.title"), self._glossary()
        if edition.progress:
            yield "translations", t("progress.title"), self._translations()

    def _page(self, path: str, document: DocumentView | None = None) -> Markdown:
        return Markdown(self._edition, path, self._dialect, document)

    def _start(self) -> str:
        edition, t, page = self._edition, self._t, self._page("index")
        documents = edition.documents.values()
        changed = [d for d in documents if edition.as_of - d.revision.date <= RECENT]
        due = [d for d in documents if d.overdue or d.due_soon]
        tiles = {"numbers": "numbers", "posts": "posts/index", "measures": "measures", "laws": "laws"}
        return blocks(
            f"{edition.organisation.name} · {t('start.edition', audience=edition.audience_name)}",
            f"# {plain(edition.site_name)}",
            t("start.welcome"),
            f"## {t('start.books')}",
            listed(
                f"{page.link(plain(book.title), f'{book.key}/index')} {plain(book.description)} "
                f"{t.count('start.documents', len(book.documents))}"
                for book in edition.books
            ),
            f"## {t('start.changed')}",
            listed(
                f"{t.date(d.revision.date)} {page.document_link(edition.link(d))} "
                f"{t('change.' + d.revision.change)} · {plain(d.revision.summary)}"
                for d in sorted(changed, key=lambda d: (d.revision.date, d.id), reverse=True)
            )
            or t("start.changed_none"),
            f"## {t('start.due')}",
            listed(
                f"{t.date(d.due)} {page.document_link(edition.link(d))} {d.owner.name}"
                for d in sorted(due, key=lambda d: (d.due, d.id))
            )
            or t("start.due_none"),
            f"## {t('start.find')}",
            listed(f"{page.link(t(f'{key}.title'), path)} {t(f'{key}.about')}" for key, path in tiles.items()),
        )

    def _book(self, book: BookView) -> str:
        page = self._page(f"{book.key}/index")
        topics = (
            blocks(
                f"## {plain(topic.title)} {{#topic-{topic.key}}}",
                plain(topic.description),
                self._documents(page, topic.documents),
            )
            for topic in book.topics
        )
        return blocks(f"# {plain(book.title)}", plain(book.description), *topics)

    def _documents(self, page: Markdown, documents: Iterable[DocumentView]) -> str:
        t, link = self._t, self._edition.link
        heads = ("number", "title", "revision", "owner", "review")
        return table(
            (t(f"document.{head}") for head in heads),
            (
                (
                    page.to(link(d), d.id),
                    page.to(link(d), plain(d.title)),
                    t("document.revision_of", number=t.number(d.revision.number), date=t.date(d.revision.date)),
                    d.owner.name,
                    t.date(d.due),
                )
                for d in documents
            ),
        )

    def _numbers(self) -> str:
        t, page = self._t, self._page("numbers")
        shelf = self._documents(page, self._edition.documents.values())
        return blocks(f"# {t('numbers.title')}", t("numbers.about"), shelf)

    def _register(self) -> str:
        t, page, link = self._t, self._page("register"), self._edition.link
        heads = (
            "document.number document.title document.revision document.owner issue.approved_by document.effective "
            "document.review register.languages register.digest"
        )
        body = (
            (
                page.to(link(d), d.id),
                page.to(link(d), plain(d.title)),
                t("document.revision_of", number=t.number(d.revision.number), date=t.date(d.revision.date))
                + " "
                + t(f"change.{d.revision.change}"),
                d.owner.name,
                t("register.none"),
                t.date(d.effective) if d.effective else "–",
                t.date(d.due),
                ", ".join(d.languages),
                f"`{row.mark}`" if row.digest else "–",
            )
            for row in register_rows(self._edition)
            for d in [row.document]
        )
        advisory = t("register.advisory") if self._edition.advisory else ""
        lead = (f"# {t('register.title')}", t("register.about"), advisory)
        return blocks(*lead, table((t(head) for head in heads.split()), body))

    def _posts(self) -> str:
        t, page = self._t, self._page("posts/index")
        posts = (duties.post for duties in self._edition.posts)
        tiles = (f"{page.link(plain(post.name), f'posts/{post.key}')} {plain(post.duties)}" for post in posts)
        return blocks(f"# {t('posts.title')}", t("posts.about"), listed(tiles))

    def _post(self, duties: PostDuties) -> str:
        t, post = self._t, duties.post
        page = self._page(f"posts/{post.key}")
        holders = f"**{t('posts.holders')}:** {t.listed(post.holders)}" if post.holders else ""
        know = headed(t("posts.know"), links(page, duties.must_know))
        owns = headed(t("posts.owns"), links(page, duties.owns))
        lead = (f"# {plain(post.name)}", plain(post.duties), holders, know, owns)
        return blocks(*lead, self._week(page, duties), *self._does(page, duties))

    def _week(self, page: Markdown, duties: PostDuties) -> str:
        t = self._t
        heads = (t(f"table.{head}") for head in ("time", "days", "what", "documents"))
        body = [
            (event.hours, event.days, f"{event.name} {event.least}".strip(), page.to(event.link, event.link.document))
            for event in duties.events
        ]
        return headed(t("posts.week"), table(heads, body) if body else "")

    def _does(self, page: Markdown, duties: PostDuties) -> Iterator[str]:
        t = self._t
        if duties.steps:
            yield f"## {t('posts.does')}"
        steps = sorted(duties.steps, key=lambda duty: duty.link.document)
        for number, group in groupby(steps, key=lambda duty: duty.link.document):
            own = list(group)
            yield f"### {number} {plain(own[0].document)} {{#does-{number}}}"
            yield listed(
                page.to(duty.link, plain(duty.link.title))
                + (f" {t('document.within', amount=duty.within)}" if duty.within else "")
                for duty in own
            )

    def _measures(self) -> str:
        t, page = self._t, self._page("measures")
        parts = (
            blocks(
                f"## {plain(measure.name)} {{#{measure.key}}}",
                plain(measure.definition),
                f"{t('table.formula')} {plain(measure.formula)}",
                listed(f"{target.team} **{target.words}**" for target in measure.targets),
                t("table.documents"),
                links(page, uses.links),
            )
            for measure, uses in self._edition.measures
        )
        return blocks(f"# {t('measures.title')}", t("measures.about"), *parts)

    def _laws(self) -> str:
        t, page = self._t, self._page("laws")
        parts = (
            blocks(
                f"## {plain(law.name)} {{#{law.key}}}",
                f"{law.short} · {law.citation} · {law.jurisdiction}",
                plain(law.about),
                t("table.documents"),
                links(page, uses.links),
            )
            for law, uses in self._edition.laws
        )
        return blocks(f"# {t('laws.title')}", t("laws.about"), *parts)

    def _glossary(self) -> str:
        t, page = self._t, self._page("glossary")
        parts = (
            blocks(
                f"## {plain(term.name)} {{#{term.key}}}",
                plain(term.definition),
                t("glossary.synonyms", words=t.listed(term.synonyms)) if term.synonyms else "",
                t.count("start.documents", len(uses.links)),
                links(page, uses.links),
            )
            for term, uses in self._edition.terms
        )
        return blocks(f"# {t('glossary.title')}", t("glossary.about"), *parts)

    def _translations(self) -> str:
        t, edition = self._t, self._edition
        heads = [t(f"progress.{head}") for head in "documents settled missing stale suspect draft since words".split()]
        rows = {
            (line.language, line.owner): (
                t.number(line.documents),
                t.percent(Decimal(line.coverage)),
                *(t.number(count) for count in line.counts.values()),
                t.date(line.oldest) if line.oldest else "–",
                t.number(line.words),
            )
            for line in edition.progress
        }
        whole = [(edition.language_name(language), *cells) for (language, owner), cells in rows.items() if not owner]
        languages = [language for language, owner in rows if not owner]
        parts = (
            blocks(
                f"### {edition.language_name(language)}",
                table(
                    [t("document.owner"), *heads],
                    ((owner, *cells) for (key, owner), cells in rows.items() if owner and key == language),
                ),
            )
            for language in languages
        )
        first = table([t("progress.language"), *heads], whole)
        lead = (f"# {t('progress.title')}", t("progress.about"), first, f"## {t('progress.by_post')}")
        return blocks(*lead, *parts)
