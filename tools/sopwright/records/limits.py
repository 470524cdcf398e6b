"""How often somebody may do something: counted in memory for an hour, never stored."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock


@dataclass
class Limit:
    """At most so many in an hour, for each who asks."""

    most: int
    now: Callable[[], datetime]
    _times: defaultdict[str, deque[datetime]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def allows(self, who: str) -> bool:
        """Count one more, if it may be."""
        with self._lock:
            now = self.now()
            for key in [key for key, times in self._times.items() if times[-1] <= now - timedelta(hours=1)]:
                del self._times[key]
            times = self._times[who]
            while times and times[0] <= now - timedelta(hours=1):
                times.popleft()
            if len(times) >= self.most:
                return False
            times.append(now)
            return True
