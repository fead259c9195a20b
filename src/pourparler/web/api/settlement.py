"""A settlement as the interface gives it."""

from __future__ import annotations

from typing import Literal

from pourparler.web.api.shared import Shape, Share, Stamped


class DrawShare(Shape):
    """A share of draws."""

    share: Share
    standard_error: float


class Band(Shape):
    """A figure: the median, the 5 % and the 95 % point over draws."""

    median: float
    low: float
    high: float


class Curve(Shape):
    """The chance that peace holds, year by year."""

    years: list[float]
    low: list[float]
    median: list[float]
    high: list[float]


class AtPrice(Shape):
    """What holds at the least relief at which the advancing side signs."""

    within_cap: DrawShare | None
    sign: DrawShare
    durable: DrawShare
    both: DrawShare


class Design(Shape):
    """A design, with the land and relief of the case's package."""

    design: str
    name: str
    territory: float
    relief: float
    attack_success: Band
    hazard_per_year: Band
    survival: Band
    horizon_years: float
    sign: dict[str, DrawShare]
    guarantors_join: dict[str, DrawShare]
    required_join: DrawShare
    signable: DrawShare | None
    durable: DrawShare
    both: DrawShare | None
    relief_needed: Band | None
    at_price: AtPrice | None
    some_package: DrawShare | None
    survival_curve: Curve


class PackageMap(Shape):
    """Which packages are signed, hold, and both; rows of land."""

    design: str
    territory: list[float]
    relief: list[float]
    signable: list[list[Share]]
    durable: list[list[Share]]
    both: list[list[Share]]


class Sequence(Shape):
    """What one way to a deal costs."""

    land_at_signature: Band
    mean_land: Band
    years_fighting: Band
    years_to_deal: Band
    all_taken: DrawShare | None


class DelayBreakEven(Shape):
    """What a ceasefire first would need to lose less."""

    loses_less_land: DrawShare
    ceasefire_needed_per_year: Band
    breakdown_allowed_per_year: Band


class Backtest(Shape):
    """How the front was forecast before."""

    label: str
    words: str


class Delay(Shape):
    """What delay costs under both sequences."""

    deal_first: Sequence
    ceasefire_first: Sequence
    break_even: DelayBreakEven
    land_ahead: Band | None
    backtest: list[Backtest]


class Contribution(Shape):
    """What one component adds to survival."""

    design: str
    component: str
    name: str
    shapley: float
    low: float
    high: float
    alone: float


class Driver(Shape):
    """How much of an output's variance an input is behind."""

    input: str
    output: str
    total_effect: float
    standard_error: float


class Reversal(Shape):
    """An input that alone turns an order, with the value."""

    input: str
    at: float


class Order(DrawShare):
    """In how many draws one design does better than another."""

    design: str
    beats: str
    reversed_by: list[Reversal]


class Slope(Shape):
    """What one more unit does."""

    per_unit: float
    low: float
    high: float
    direction: Literal["up", "down", "none", "unclear"]
    exact: bool


class Lever(Shape):
    """What one more unit of one part of a guarantee does to a design."""

    design: str
    component: str
    input: str
    unit: str
    tenth_of_range: float
    hold: Slope
    sign: Slope | None
    both: Slope | None


class Turn(Shape):
    """Where one input turns an answer."""

    input: str
    design: str
    answer: str
    at: float | None
    median: float
    low: float
    high: float


class Private(Shape):
    """How far a private line would have to lie elsewhere to flip an answer."""

    party: str
    design: str
    signs: bool
    points: float | None
    issues: list[str]


class Assumed(Shape):
    """An input, and who answers for it."""

    input: str
    low: float
    high: float
    author: str
    reason: str
    cited: str
    known_on: str
    words: str


class HeldPosition(Shape):
    """A position that is long unsaid."""

    party: str
    issue: str


class HeldDesign(Shape):
    """A design, if nobody moved during the silence."""

    design: str
    signable: DrawShare
    durable: DrawShare
    both: DrawShare


class Held(Shape):
    """The settlement run again with positions as they were last stated."""

    positions: list[HeldPosition]
    designs: list[HeldDesign]


class Settle(Stamped):
    """Who would sign, whether it would hold, what delay costs, what decides."""

    designs: list[Design]
    packages: list[PackageMap]
    delay: Delay | None
    attribution: list[Contribution]
    drivers: list[Driver]
    order: list[Order]
    levers: list[Lever]
    break_even: list[Turn]
    private: list[Private]
    assumptions: list[Assumed]
    held: Held | None
    notes: list[str]
    horizon_years: float
    bar: float
    draws: int


class Number(Shape):
    """A number of the case, with its place in the case file."""

    place: str
    low: float
    high: float
    basis: Literal["assumption", "cited"]
    author: str
    reason: str
    known_on: str


class Doubt(Shape):
    """A reading that no longer fits the case."""

    statement: str
    coder: str
    problem: str
    quote: str


class Unread(Shape):
    """A report in a language that is left to people."""

    report: str
    title: str
    language: str
    reason: str
    by_hand: int


class Affected(Shape):
    """A statement that a written file used, and what became of it."""

    statement: str
    how: str
    coder: str | None
    at: str | None


class Output(Shape):
    """A file that was written from the case, with what later changed of it."""

    file: str
    kind: str
    sha256: str
    written_at: str
    coder: str | None
    case: str
    ledger: str | None
    used: int
    affected: list[Affected]


class Purged(Shape):
    """A report that was purged in another copy of the case."""

    report: str
    title: str
    tombstone: str
    coder: str | None
    purged_at: str | None


class Check(Shape):
    """Every number somebody answers for, and readings that need a person."""

    valid: bool
    case: str
    numbers: list[Number]
    stale: list[Doubt]
    orphans: list[Doubt]
    unread: list[Unread]
    outputs: list[Output]
    purged: list[Purged]
