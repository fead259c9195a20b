"""How fast success and survival over who comes are reckoned, beside plain loops over draws.

Usage: python benchmarks/guarantees.py [DRAWS]     (36,864 if left out, as a Sobol design has)

Thirty guarantors that hang on a lead, everything different in every draw: contributions,
reliabilities, armies, costs. One plain loop takes them one by one on whole force units and
brackets the attacker's threshold, in Python; a second does so with NumPy inside each draw.
Both round contributions, which we do not. Then time by guarantors and by draws, memory that is
held beyond inputs and results, and the time it takes just to read the inputs and write the results.
Times are those of the processor, so that other programs on the machine count less; one is used.
"""

from __future__ import annotations

import math
import sys
import time
import tracemalloc
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from pourparler.models.durability.attack import attack_benefit, solve_durability
from pourparler.models.durability.costs import LogisticCost
from pourparler.models.guarantees.contest import Contest
from pourparler.models.guarantees.owen import solve_guarantor_values
from pourparler.models.guarantees.pledges import Pledges, pledge_with_lead
from pourparler.models.guarantees.success import solve_success

Floats = NDArray[np.float64]

SEED = 5
GAIN, LOSS, COST, RATES = 30.0, 20.0, (12.0, 6.0), (0.5, 0.08, 0.01)
PLAIN = 40  # draws that a plain loop is timed on
REPEATS = 3


@dataclass(frozen=True)
class Problem:
    """Pledges and armies in every draw."""

    pledges: Pledges
    contest: Contest

    @property
    def bytes(self) -> int:
        """Of all inputs, and of two results a draw."""
        draws, groups = self.pledges.contributions.shape
        return 8 * int(draws) * (3 * int(groups) + 4 + 3 + 2)


def make_problem(draws: int, groups: int, count: int = 1) -> Problem:
    rng = np.random.default_rng((SEED, draws, groups))
    honours = rng.uniform(0.4, 0.95, (draws, groups))
    return Problem(
        pledge_with_lead(
            counts=np.full(groups, count),
            contributions=rng.uniform(1, 11, (draws, groups)),
            with_lead=honours,
            without_lead=honours * rng.uniform(0.1, 0.6, (draws, groups)),
            lead_contribution=rng.uniform(20, 60, draws),
            lead_reliability=rng.uniform(0.2, 0.9, draws),
        ),
        Contest(
            strength=rng.uniform(70, 130, draws),
            own_army=rng.uniform(40, 80, draws),
            decisiveness=rng.uniform(0.6, 1.6, draws),
        ),
    )


def solve(problem: Problem) -> Floats:
    success = solve_success(problem.pledges, problem.contest).success
    opportunities, discount, accident = RATES
    return solve_durability(
        attack_benefit(success, gain=GAIN, loss=LOSS),
        LogisticCost(*COST),
        opportunities=opportunities,
        discount=discount,
        accident=accident,
    ).survival(10.0)


def plain_success(problem: Problem, draw: int) -> float:
    pledges, contest = problem.pledges, problem.contest
    strength, army, m = (
        float(array[draw]) for array in (contest.strength, contest.own_army, contest.decisiveness)
    )
    total = 0.0
    for state in range(pledges.lead_shares.shape[1]):
        weights = [1.0]
        for group, count in enumerate(pledges.counts):
            units = round(float(pledges.contributions[draw, group]))
            r = float(pledges.reliabilities[draw, group, state])
            for _ in range(int(count)):
                longer = [(1 - r) * weight for weight in weights] + [0.0] * units
                for force, weight in enumerate(weights):
                    longer[force + units] += r * weight
                weights = longer
        base = army + float(pledges.lead_contributions[draw, state])
        total += float(pledges.lead_shares[draw, state]) * sum(
            weight / (1 + ((base + force) / strength) ** m) for force, weight in enumerate(weights)
        )
    return total


def array_success(problem: Problem, draw: int) -> float:
    pledges, contest = problem.pledges, problem.contest
    total = 0.0
    for state in range(pledges.lead_shares.shape[1]):
        weights = np.ones(1)
        for group, count in enumerate(pledges.counts):
            step = np.zeros(round(float(pledges.contributions[draw, group])) + 1)
            step[-1] = pledges.reliabilities[draw, group, state]
            step[0] += 1 - step[-1]
            for _ in range(int(count)):
                weights = np.convolve(weights, step)
        base = contest.own_army[draw] + pledges.lead_contributions[draw, state]
        ratio = (base + np.arange(weights.size)) / contest.strength[draw]
        chance = weights @ (1 / (1 + ratio ** contest.decisiveness[draw]))
        total += float(pledges.lead_shares[draw, state] * chance)
    return total


def plain_survival(success: float) -> float:
    (opportunities, discount, accident), (mean, spread) = RATES, COST
    benefit = success * GAIN - (1 - success) * LOSS
    threshold = optimize.brentq(
        lambda y: (
            discount * (benefit - y)
            - opportunities * spread * math.log1p(math.exp((y - mean) / spread))
        ),
        benefit - 500,
        benefit,
    )
    hazard = accident + opportunities / (1 + math.exp(-(threshold - mean) / spread))
    return math.exp(-10 * hazard)


def timed(problem: Problem) -> float:
    """Return the shortest of a few times: others use the machine as well."""
    best = math.inf
    for _ in range(REPEATS):
        begun = time.process_time()
        solve(problem)
        best = min(best, time.process_time() - begun)
    return best


def print_speed(draws: int) -> None:
    print(f"thirty guarantors and a lead, {draws:,} draws: success of an attack, survival")
    loops = {"plain loop, Python": plain_success, "plain loop, NumPy inside": array_success}
    each = {}
    for name, function in loops.items():
        some = make_problem(PLAIN, 30)
        begun = time.process_time()
        survival = [plain_survival(function(some, draw)) for draw in range(PLAIN)]
        each[name] = (time.process_time() - begun) / PLAIN
        gap = np.abs(np.array(survival) - solve(some)).max()
        print(f"{name:<34}{1 / each[name]:12,.0f} draws/s   off by up to {gap:.0e}")
    for name, groups, count in (("thirty, each by itself", 30, 1), ("five groups of six", 5, 6)):
        problem = make_problem(draws, groups, count)
        seconds = timed(problem)
        error = solve_success(problem.pledges, problem.contest).error.max()
        print(f"{name:<34}{draws / seconds:12,.0f} draws/s   off by up to {error:.0e}")
        for loop, loop_seconds in each.items():
            print(f"{'  times ' + loop:<34}{loop_seconds * draws / seconds:12,.0f}")
        print(f"{'  times reading and writing':<34}{seconds / bound(problem.bytes):12,.0f}")


def bound(size: int) -> float:
    """Return how long it takes to move so many bytes from memory to memory."""
    source = np.ones(max(size, 1 << 26) // 16)
    target = np.empty_like(source)
    best = math.inf
    for _ in range(5):
        begun = time.process_time()
        np.copyto(target, source)
        best = min(best, time.process_time() - begun)
    return best * size / (2 * source.nbytes)


def print_growth(draws: int) -> None:
    print("\nby guarantors, microseconds a draw; the exponent is from the row above")
    heads = ("each by itself", "exponent", "in 5 groups", "values")
    print(f"{'guarantors':>10}" + "".join(f"{head:>16}" for head in heads))
    before: tuple[int, float] | None = None
    for guarantors in (10, 30, 100, 300, 1000):
        few = max(400, draws // (10 * guarantors))
        alone = timed(make_problem(few, guarantors)) / few
        grouped = timed(make_problem(few, 5, guarantors // 5)) / few
        problem = make_problem(20, 5, guarantors // 5)
        begun = time.process_time()
        solve_guarantor_values(problem.pledges, problem.contest)
        values = (time.process_time() - begun) / 20
        exponent = math.nan
        if before:
            exponent = math.log(alone / before[1]) / math.log(guarantors / before[0])
        row = (1e6 * alone, exponent, 1e6 * grouped, 1e6 * values)
        print(f"{guarantors:>10}" + "".join(f"{figure:16.2f}" for figure in row))
        before = (guarantors, alone)
    print("\nby draws, thirty guarantors in five groups")
    print(f"{'draws':>10}{'seconds':>10}{'us a draw':>12}{'MB held':>10}")
    for number in (draws // 16, draws // 4, draws, draws * 4):
        problem = make_problem(number, 5, 6)
        seconds = timed(problem)
        tracemalloc.start()
        solve_success(problem.pledges, problem.contest)
        held = tracemalloc.get_traced_memory()[1] - 4 * 8 * number  # two results, and one clipped
        tracemalloc.stop()
        print(f"{number:>10,}{seconds:10.3f}{1e6 * seconds / number:12.1f}{held / 1e6:10.1f}")


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 36_864
    print_speed(count)
    print_growth(count)
