"""Where somebody goes after signing in: a place on this server and nowhere else."""

import re
from typing import Final

_PLACE: Final = re.compile(r"/(?![/\\])[\w./~%?&=#-]*", re.ASCII)
_LONGEST: Final = 500


def place_after(wanted: str) -> str:
    """The wanted place if it is a plain path of this server, else the first page."""
    return wanted if len(wanted) <= _LONGEST and _PLACE.fullmatch(wanted) else "/"
