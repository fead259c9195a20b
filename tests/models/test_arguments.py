"""What a model is given is checked, and the message says where it is wrong."""

from __future__ import annotations

import pytest

from pourparler.errors import RangeError
from pourparler.models.arguments import take


@pytest.mark.parametrize(
    ("values", "bound", "message"),
    [
        (float("nan"), "any", "rate is nan; a finite number is needed"),
        ([1.0, 0.0], "above 0", r"rate is 0 at \[1\]; a finite number above 0 is needed"),
        ([[1.0], [-2.0]], "at or above 0", r"rate is -2 at \[1, 0\]"),
        (1.5, "between 0 and 1", "rate is 1.5; a finite number between 0 and 1 is needed"),
    ],
)
def test_numbers_without_meaning_are_refused(values, bound, message):
    with pytest.raises(RangeError, match=message):
        take("rate", values, bound)


def test_the_ends_of_a_bound():
    assert take("rate", [0.0, 1.0], "between 0 and 1").tolist() == [0.0, 1.0]
    assert take("rate", 0, "at or above 0") == 0.0
