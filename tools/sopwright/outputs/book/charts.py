"""The flowcharts of a document, cut to a print's pages."""

from sopwright.edition.records import DocumentView
from sopwright.edition.words import Catalogue
from sopwright.outputs.book.look import Page
from sopwright.outputs.chart.draw import Chart, draw
from sopwright.outputs.chart.fonts import FontSet

HEADING_AND_CAPTION = 3.7
"""What stands above and below a chart on its page, in sizes of running text."""


def charts_of(document: DocumentView, words: Catalogue, fonts: FontSet, page: Page) -> tuple[Chart, ...]:
    """The charts of a procedure with branches; none for other documents."""
    if not any(step.decision for step in document.steps):
        return ()
    width, height = page.inner
    room = (width, height - HEADING_AND_CAPTION * page.text)
    return draw(document, words, fonts, link=None, page=room)
