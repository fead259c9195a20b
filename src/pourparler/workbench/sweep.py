"""Spread blocks of work over the cores of this machine, or over the workers of a cluster.

A block is evaluated by a plain function of its own arguments, and the results come back in
the order of the blocks: whoever does the work, and however many, the answer is the same.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pourparler.errors import SweepError

Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[int, int], None]

RETRIES = 3
"""How often a block is tried again when its worker dies."""

PATIENCE_SECONDS = 600
"""After so long without a block the cluster is given up."""

_DIED = (
    "KilledWorker",
    "CancelledError",
    "FutureCancelledError",
    "CommClosedError",
    "TimeoutError",
)


def sweep(
    function: Callable[[Task], Result],
    tasks: Sequence[Task],
    *,
    client: Any = None,
    progress: Progress | None = None,
) -> Iterator[Result]:
    """Yield ``function(task)`` for every task, in the order of the tasks.

    Parameters
    ----------
    function : callable
        Depends on nothing but its task. With a client it has to be importable by the workers.
    tasks : sequence
        Few and large: a block of a few thousand draws each.
    client : distributed.Client, optional
        Of a Dask scheduler (extra ``pourparler[dask]``); left out, threads of this machine.
    progress : callable, optional
        Called with how many tasks are done, and of how many.

    Notes
    -----
    Only as many blocks as there are workers, and a few more, exist at any time.

    Raises
    ------
    SweepError
        Workers of the cluster died so often that a block could not be finished.
    """
    done = _threads(function, tasks) if client is None else _cluster(function, tasks, client)
    for number, result in enumerate(done, start=1):
        if progress:
            progress(number, len(tasks))
        yield result


def _threads(function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """Work in threads: NumPy lets go of the interpreter while it reckons."""
    workers = max(1, os.cpu_count() or 1)
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = (pool.submit(function, task) for task in tasks)
        for future in _in_order(futures, ahead=workers + 1):
            yield future.result()


def _cluster(
    function: Callable[[Task], Result], tasks: Sequence[Task], client: Any
) -> Iterator[Result]:
    # Every block is a task of its own (pure=False), and is tried again where a worker dies.
    workers = max(1, len(client.scheduler_info()["workers"]))
    futures = (client.submit(function, task, pure=False, retries=RETRIES) for task in tasks)
    for future in _in_order(futures, ahead=2 * workers):
        try:
            yield future.result(timeout=PATIENCE_SECONDS)
        except Exception as error:  # a task may raise anything; only a dead cluster is ours to tell
            future.cancel()
            if type(error).__name__ not in _DIED:
                raise
            raise SweepError(
                f"the cluster gave up on a block of draws: {type(error).__name__} {error}"
            ) from error


def _in_order(futures: Iterator[Any], *, ahead: int) -> Iterator[Any]:
    """Yield futures in order, with no more than ``ahead`` of them begun: memory is bounded."""
    begun: deque[Any] = deque()
    for future in futures:
        begun.append(future)
        if len(begun) >= ahead:
            yield begun.popleft()
    yield from begun
