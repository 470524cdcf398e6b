"""How a document came to be in force, found out when a page says so: it takes the digests of its texts."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from sopwright.model.issue import Approval, Issue


class LateIssue(Issue):
    """An issue that is made at the first look at it."""

    def __init__(self, make: Callable[[], Issue], may_be_reviewed: bool) -> None:
        """Take what makes the issue.

        Args:
            make: Makes it.
            may_be_reviewed: Whether a record could tell of a review, so that the date of one has to be found out.
        """
        vars(self).update(_make=make, _may_be_reviewed=may_be_reviewed)

    @cached_property
    def _made(self) -> Issue:
        make: Callable[[], Issue] = vars(self)["_make"]
        return make()

    @property
    def approvals(self) -> Mapping[str, Approval]:
        """By language."""
        return self._made.approvals

    @property
    def reviewed(self) -> date | None:
        """When it was last looked through and found good as it is, by a record."""
        return self._made.reviewed if vars(self)["_may_be_reviewed"] else None
