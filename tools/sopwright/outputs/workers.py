"""Working in several processes. Where the system can, they are forked, and so share what is in memory already."""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class WorkerError(Exception):
    """A process ended before its work was done."""


class _Counter(Protocol):
    value: int

    def get_lock(self) -> Any: ...


def work_on(
    tasks: Sequence[T], work: Callable[[T], R], workers: int, done: Callable[[R], None], closes: Sequence[int] = ()
) -> None:
    """Work on tasks, each in one of some processes.

    Args:
        tasks: The tasks, the largest first.
        work: What is done with each. Where processes are not forked it must be picklable; its results always.
        workers: How many processes work at once; with one, it is this process.
        done: Called in this process with each result.
        closes: File descriptors that forked processes must not keep open.

    Raises:
        WorkerError: A process was killed.
        Exception: Whatever the work raises; the other processes are stopped then.
    """
    if workers <= 1 or len(tasks) <= 1:
        for task in tasks:
            done(work(task))
        return
    context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
    counter: Any = context.Value("i", 0)
    processes, ends = [], []
    forked = tuple(closes) if context.get_start_method() == "fork" else ()
    gc.freeze()  # a collection in a forked process would otherwise copy every page of memory that it looks at
    try:
        for _ in range(min(workers, len(tasks))):
            end, other = context.Pipe(duplex=False)
            process = context.Process(
                target=_serve, args=(tasks, work, counter, other, os.getpid(), forked), daemon=True
            )
            process.start()
            other.close()
            processes.append(process)
            ends.append(end)
        _receive(ends, len(tasks), done)
    finally:
        gc.unfreeze()
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
        for end in ends:
            end.close()


def _receive(ends: Sequence[Connection], expected: int, done: Callable[[Any], None]) -> None:
    open_ends, received = list(ends), 0
    while received < expected:
        if not open_ends:
            raise WorkerError("a building process was stopped from outside")
        ready: list[Any] = wait(open_ends)
        for end in ready:
            try:
                result, error = end.recv()
            except EOFError:
                open_ends.remove(end)
                continue
            if error is not None:
                raise error
            received += 1
            done(result)


def _serve(
    tasks: Sequence[T],
    work: Callable[[T], R],
    counter: _Counter,
    end: Connection,
    parent: int,
    closes: Sequence[int],
) -> None:
    """Take one task after another until there are none, or the process that started this one is gone."""
    for descriptor in closes:
        os.close(descriptor)
    while os.getppid() == parent:
        with counter.get_lock():
            number = counter.value
            counter.value += 1
        if number >= len(tasks):
            return
        try:
            end.send((work(tasks[number]), None))
        except KeyboardInterrupt:
            return
        except BaseException as error:  # it is raised again by the process that waits
            error.add_note(traceback.format_exc())
            end.send((None, error))
            return
