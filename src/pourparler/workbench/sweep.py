"""Spread blocks of work over the cores of this machine, or over the workers of a cluster.

A block is evaluated by a plain function of its own arguments, and the results come back in
the order of the blocks: whoever does the work, and however many, the answer is the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from pourparler.errors import SweepError

Task = TypeVar("Task")
Result = TypeVar("Result")
Progress = Callable[[int, int], None]

RETRIES = 3
"""How often a block is tried again when its worker dies."""


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
    with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
        yield from pool.map(function, tasks)


def _cluster(
    function: Callable[[Task], Result], tasks: Sequence[Task], client: Any
) -> Iterator[Result]:
    # Every block is a task of its own (pure=False), and is tried again where a worker dies.
    futures = client.map(function, list(tasks), pure=False, retries=RETRIES)
    try:
        for future in futures:
            yield future.result()
    except Exception as error:
        if type(error).__name__ not in ("KilledWorker", "CancelledError", "CommClosedError"):
            raise
        raise SweepError(f"the cluster gave up on a block of draws: {error}") from error
    finally:
        client.cancel(futures)
