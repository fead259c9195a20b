"""Blocks of work over threads and over a cluster: in order, the same, whoever does them."""

from __future__ import annotations

import os
import signal
import time

import numpy as np
import pytest

from pourparler.case.bundled import copy_bundled
from pourparler.case.folder import open_case_folder
from pourparler.workbench.settle.draws import draw_all, draw_points
from pourparler.workbench.settle.plan import SettleOptions
from pourparler.workbench.settle.run import make_plan
from pourparler.workbench.sweep import sweep
from pourparler.workbench.view import View

OPTIONS = SettleOptions(draws=128, driver_draws=32)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = open_case_folder(copy_bundled("sarn-valley", tmp_path_factory.mktemp("case")))
    plan, _ = make_plan(folder, OPTIONS, View())
    return plan, draw_points(plan)


def gather(drawn):
    arrays = [drawn.outcomes[key] for key in sorted(drawn.outcomes)]
    arrays += [drawn.base[design].hazard for design in sorted(drawn.base)]
    return np.concatenate(arrays)


def test_results_come_in_the_order_of_the_tasks_with_progress():
    def slow_first(task):
        time.sleep(0.05 if task == 0 else 0.0)
        return task * task

    told = []
    found = list(
        sweep(slow_first, range(9), progress=lambda done, total: told.append((done, total)))
    )
    assert found == [n * n for n in range(9)]
    assert told == [(n, 9) for n in range(1, 10)]


def test_no_more_tasks_exist_than_are_needed():
    class Tasks(list):
        made = 0

        def __iter__(self):
            for task in range(200):
                Tasks.made += 1
                yield task

        def __len__(self):
            return 200

    results = sweep(abs, Tasks())
    next(results)
    assert Tasks.made <= (os.cpu_count() or 1) + 2
    results.close()


def test_an_error_of_a_task_is_an_error_of_the_sweep():
    with pytest.raises(ZeroDivisionError):
        list(sweep(lambda task: 1 // task, [1, 0]))


@pytest.mark.parametrize("rows", [7, 40, 128, 4096])
def test_the_answer_does_not_depend_on_the_size_of_blocks(prepared, rows):
    plan, points = prepared
    whole, parts = draw_all(plan, points), draw_all(plan, points, rows=rows)
    assert gather(parts) == pytest.approx(gather(whole), abs=1e-9)


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_a_cluster_gives_the_same_answer_though_a_worker_is_killed(prepared):
    distributed = pytest.importorskip(
        "distributed", reason="pourparler[dask] is not installed: sweeps over a cluster untested"
    )
    plan, points = prepared
    here = gather(draw_all(plan, points, rows=64))
    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
        ) as cluster,
        distributed.Client(cluster, timeout=60) as client,
    ):
        killed = []

        def kill_one(done, total):
            if done == 2 and total > 4:
                pids = client.run(os.getpid)
                killed.append(min(pids.values()))
                os.kill(killed[0], signal.SIGKILL)

        there = gather(draw_all(plan, points, rows=64, client=client, progress=kill_one))
    assert killed
    assert np.array_equal(here, there)
