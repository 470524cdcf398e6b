"""Figures for Prometheus: how many requests, how long, how they ended; nothing about anybody."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

METHODS: Final = ("GET", "HEAD", "POST")
BUCKETS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds."""


class Metrics:
    """The figures of one server; they begin at nothing when it starts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        mine = self.registry
        self._requests = Counter(
            "sopwright_requests", "Requests answered.", ("kind", "method", "status"), registry=mine
        )
        self._seconds = Histogram(
            "sopwright_request_seconds", "Time to answer.", ("kind",), buckets=BUCKETS, registry=mine
        )
        self._builds = Counter("sopwright_builds", "Builds taken up while serving.", registry=mine)

    def note(self, kind: str, method: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            kind: What kind of request; one of few.
            method: Its method; those that are not known count as one.
            status: Its answer's status; 0 where the client went away before.
            seconds: How long it took.
        """
        self._requests.labels(kind, method if method in METHODS else "other", str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def note_build(self) -> None:
        """Count a build that was taken up."""
        self._builds.inc()

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)
