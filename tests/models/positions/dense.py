"""Plain twins: dense matrices and enumeration over every path."""

from __future__ import annotations

import itertools

import numpy as np
from scipy.linalg import expm


def dense_motion(space, days):
    """T(days) as a matrix, from the definition."""
    n = space.size
    walk = np.eye(n)
    if hasattr(space, "walk"):
        laplacian = np.diag(np.full(n - 1, 1.0), 1) + np.diag(np.full(n - 1, 1.0), -1)
        laplacian -= np.diag(laplacian.sum(axis=0))
        walk = expm(days * space.walk * laplacian / (100 / (n - 1)) ** 2 / 2)
    stays = np.exp(-space.jump_rate * days)
    return stays * walk + (1 - stays) / n


def enumerate_paths(space, times, rows):
    """Density at each time, log evidence: a sum over all paths, flat rows being all 1.

    Times may repeat; rows (T, N) are likelihoods.
    """
    n, count = space.size, len(times)
    moves = [dense_motion(space, later - earlier) for earlier, later in itertools.pairwise(times)]
    density, total = np.zeros((count, n)), 0.0
    for path in itertools.product(range(n), repeat=count):
        weight = rows[0][path[0]] / n
        for t in range(1, count):
            weight *= moves[t - 1][path[t - 1], path[t]] * rows[t][path[t]]
        density[range(count), path] += weight
        total += weight
    return density / total, np.log(total)
