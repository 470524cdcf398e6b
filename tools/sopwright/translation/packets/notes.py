"""What a translator is told beside a segment."""

from collections.abc import Iterator

from sopwright.translation.packets.packet import Segment, Unit


def legend(unit: Unit, segment: Segment) -> Iterator[str]:
    """Lines about where the segment stands, what its tags are, and what it was before."""
    yield f"{unit.document} {unit.title} > {unit.heading} ({unit.state})"
    if segment.answer:
        yield f"the label of the answer `{segment.answer}`: in the flowchart, the step guide and the list of steps"
    if unit.context:
        yield unit.context
    tags = [f"{number} = {tag.shown}" for number, tag in enumerate(segment.target.tags or segment.source.tags, 1)]
    if tags:
        yield f"tags: {', '.join(tags)}"
    if segment.previous_source:
        yield f"before: {segment.previous_source}"
        yield f"translated as: {segment.previous_target}"
    if segment.match is not None:
        yield f"from the memory, {segment.match.quality} % alike ({segment.match.origin}): {segment.match.source}"
