"""The one who writes: requests that come together go to disk together, and each is answered after that.

A commit waits for the disk. Hundreds of people who confirm at the start of a shift share one commit, instead of
standing in a row for the disk (group commit).
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine

from sopwright.records.database import writing

T = TypeVar("T")
MOST = 200
"""Tasks in one transaction."""


@dataclass(frozen=True)
class _Task(Generic[T]):
    make: Callable[[Connection], T]
    answer: "Future[T]"

    def wanted(self) -> bool:
        """Whether the asker still waits; from now on they cannot go."""
        return self.answer.set_running_or_notify_cancel()


class Writer:
    """Runs tasks one after the other, in transactions that they share.

    Args:
        engine: The database.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[_Task[Any] | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="records writer", daemon=True)
        self._begun = Lock()

    def submit(self, make: Callable[[Connection], T]) -> "Future[T]":
        """Have a task done; the future has its result when that is on disk."""
        if self._begun.acquire(blocking=False):
            self._thread.start()  # with the first task, so that a server that only reads has no writer
        answer: Future[T] = Future()
        self._queue.put(_Task(make, answer))
        return answer

    def write(self, make: Callable[[Connection], T]) -> T:
        """Have a task done, and wait for the disk."""
        return self.submit(make).result()

    def close(self) -> None:
        """Do what has been asked for, and stop."""
        if not self._begun.acquire(blocking=False):
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            tasks, last = self._waiting(first)
            self._commit(tasks)
            if last:
                return

    def _waiting(self, first: _Task[Any]) -> tuple[list[_Task[Any]], bool]:
        """All that waits, and whether the end was among it."""
        tasks = [first]
        while len(tasks) < MOST:
            try:
                task = self._queue.get_nowait()
            except Empty:
                break
            if task is None:
                return tasks, True
            tasks.append(task)
        return tasks, False

    def _commit(self, tasks: list[_Task[Any]]) -> None:
        """Do all in one transaction; if one of them fails, each in its own, so that it takes no other with it."""
        wanted = [task for task in tasks if task.wanted()]
        try:
            made = self._together(wanted)
        except Exception as error:  # whatever it is, who asked is told
            if len(wanted) == 1:
                wanted[0].answer.set_exception(error)
                return
            for task in wanted:
                self._alone(task)
            return
        for task, one in zip(wanted, made, strict=True):
            task.answer.set_result(one)

    def _alone(self, task: _Task[Any]) -> None:
        try:
            (made,) = self._together([task])
        except Exception as error:  # the asker's own
            task.answer.set_exception(error)
        else:
            task.answer.set_result(made)

    def _together(self, tasks: list[_Task[Any]]) -> list[Any]:
        with writing(self._engine) as connection:
            return [task.make(connection) for task in tasks]
