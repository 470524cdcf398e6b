"""What was found in one document alone: kept as long as the document, all that documents share, and our code stay."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Notes:
    """What functions made of one document."""

    values: dict[str, Any] = field(default_factory=dict)
    """Plain values, places and faults, by the function's name."""
    added: bool = False
    """Whether something was made since they were read."""

    def of(self, function: Callable[..., object], make: Callable[[], Any]) -> Any:
        """What a function made of the document, a tuple where it yields; made now if it was not."""
        name = f"{function.__module__}.{function.__qualname__}"
        if name not in self.values:
            made = make()
            self.values[name] = tuple(made) if isinstance(made, Iterator) else made
            self.added = True
        return self.values[name]
