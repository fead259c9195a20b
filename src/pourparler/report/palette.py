"""Colours for issues and marks for modalities, the same in chart, matrix and lists.

Each of the eight colours has a contrast of at least 3 with its page, and any two differ
by at least 0.1 in OKLab under deuteranopia, protanopia and tritanopia (Machado et al.
2009): found by search, held by a test. Colour is never the only carrier of a meaning.
"""

from __future__ import annotations

from typing import Final

PAGE_LIGHT: Final = "#ffffff"
PAGE_DARK: Final = "#14171a"

ISSUES_LIGHT: Final = (
    "#4261be", "#dd7b2b", "#0a553d", "#bb4e7f", "#846313", "#469ec3", "#311072", "#4f0c02",
)  # fmt: skip
ISSUES_DARK: Final = (
    "#57a5fc", "#f9d4a9", "#0f8a7b", "#f98fa9", "#b5a332", "#48e5fb", "#9262c4", "#c45928",
)  # fmt: skip
OTHER_LIGHT: Final = "#767c84"
OTHER_DARK: Final = "#8b929b"

_DISC: Final = "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z"
MARKS: Final = {
    "supports": _DISC,
    "opposes": (
        "M0,-.36L.64,-1L1,-.64L.36,0L1,.64L.64,1L0,.36L-.64,1L-1,.64L-.36,0L-1,-.64L-.64,-1Z"
    ),
    "conditional": "M0,-1.15L1.15,0L0,1.15L-1.15,0ZM0,-.6L-.6,0L0,.6L.6,0Z",
    "ambiguous": _DISC + "M.58,0A.58,.58,0,1,0,-.58,0A.58,.58,0,1,0,.58,0Z",
    "declined": "M-1,-.32L1,-.32L1,.32L-1,.32Z",
    "none": "M.5,0A.5,.5,0,1,1,-.5,0A.5,.5,0,1,1,.5,0Z",
}
"""Filled outlines in the square from -1 to 1, by modality; ``none``: on no issue."""


def issue_class(position: int | None) -> str:
    """Return the style class of the issue at that position of the case, counted from 0.

    Issues after the eighth share a grey, as do statements on no issue (None).
    """
    if position is None or position >= len(ISSUES_LIGHT):
        return "i0"
    return f"i{position + 1}"


def issue_colour(position: int | None) -> str:
    """Return the colour of the issue at that position, for a light page."""
    if position is None or position >= len(ISSUES_LIGHT):
        return OTHER_LIGHT
    return ISSUES_LIGHT[position]


def colour_rules() -> dict[str, list[tuple[str, str]]]:
    """Return (class, colour) pairs for the light and the dark page."""
    names = [issue_class(n) for n in range(len(ISSUES_LIGHT))]
    return {
        "light": [("i0", OTHER_LIGHT), *zip(names, ISSUES_LIGHT, strict=True)],
        "dark": [("i0", OTHER_DARK), *zip(names, ISSUES_DARK, strict=True)],
    }
