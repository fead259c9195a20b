"""Magnitudes that others have published on guarantees, for a case to cite.

Each is as its source states it, and none is an estimate for any case: how often pledges were
honoured when tested says little about one that deters (see `selection`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pourparler.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class Published:
    """A finding.

    Attributes
    ----------
    id : what a case may cite
    claim : what is said to be so
    value : the figure; "sign only" and the like where the source gives none
    source : author, year and where
    """

    id: str
    claim: str
    value: str
    source: str


PUBLISHED: Final = (
    Published(
        "honoured-1816-1944",
        "Alliances honoured when tested, 1816 to 1944",
        "74.5 %",
        "Leeds, Long and Mitchell 2000, Journal of Conflict Resolution, abstract",
    ),
    Published(
        "honoured-three-quarters",
        "Alliances honoured when tested",
        "about 75 %",
        "Leeds 2003, International Organization, abstract",
    ),
    Published(
        "honoured-earlier-estimates",
        "Earlier estimates of alliances honoured",
        "about 25 %",
        "Leeds, Long and Mitchell 2000, Journal of Conflict Resolution, abstract",
    ),
    Published(
        "honoured-1816-2003",
        "Alliances honoured, 1816 to 2003",
        "50 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-before-1945",
        "Alliances honoured, before 1945",
        "66 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-1945-2003",
        "Alliances honoured, 1945 to 2003",
        "22 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-defence",
        "Defence pacts honoured",
        "41 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-non-aggression",
        "Non-aggression pacts honoured",
        "37 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-offensive",
        "Offensive alliances honoured",
        "74 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "honoured-neutrality",
        "Neutrality pacts honoured",
        "78 %",
        "Berkemeier and Fuhrmann 2018, Research and Politics, abstract",
    ),
    Published(
        "deterrent-conditional",
        "Initiation of disputes under a deterrent alliance that is conditional on an attack",
        "-18 %",
        "Benson 2011, Journal of Politics, abstract",
    ),
    Published(
        "compellent-unconditional",
        "Initiation of disputes under an unconditional alliance that compels",
        "+249 %",
        "Benson 2011, Journal of Politics, abstract",
    ),
    Published(
        "defence-pacts-initiation",
        "Defence pacts reduce the initiation of disputes, 1816 to 2000",
        "sign only",
        "Johnson and Leeds 2011",
    ),
    Published(
        "formation-nuclear-era",
        "Forming an alliance has no effect on the onset of war in the nuclear era",
        "sign only",
        "Kenwick, Vasquez and Powers 2015",
    ),
    Published(
        "local-balance",
        "In extended deterrence the local balance of forces matters, the alliance does not",
        "sign only, 54 cases",
        "Huth and Russett 1984",
    ),
    Published(
        "tripwires-deter",
        "Small trip-wire forces do not deter",
        "no figure",
        "Reiter and Poast 2021, as summarised in War on the Rocks",
    ),
    Published(
        "tripwires-reassure",
        "Trip-wires reassure no more than capability held offshore",
        "no figure",
        "Blankenship and Lin-Greenberg 2022",
    ),
    Published(
        "tripwires-opinion",
        "Effect of a trip-wire force on opinion in the United States",
        "far weaker than assumed",
        "Musgrave and Ward 2023",
    ),
    Published(
        "guarantee-talks",
        "Talks with a guarantee by a third party",
        "always succeeded",
        "Walter 1997, International Organization",
    ),
    Published(
        "bargained-interstate",
        "Interstate wars that ended by bargaining, 1940 to 1990",
        "55 %",
        "Walter 1997, International Organization",
    ),
    Published(
        "bargained-civil",
        "Civil wars that ended by bargaining, 1940 to 1990",
        "20 %",
        "Walter 1997, International Organization",
    ),
    Published(
        "renewed-interstate",
        "Wars between states since the Second World War in which fighting was renewed",
        "almost half",
        "Fortna 2004, chapter 1",
    ),
    Published(
        "agreement-strength",
        "Buffer zones, guarantees, peacekeeping and commissions lengthen peace between states",
        "sign only",
        "Fortna 2003",
    ),
    Published(
        "pressed-ceasefires",
        "Ceasefires under pressure from third parties fail more often",
        "sign only",
        "Werner and Yuen 2005",
    ),
    Published(
        "fading-leverage",
        "Peace with an intervener lasts less as its leverage fades",
        "sign only",
        "Kenwick, working paper",
    ),
    Published(
        "ceasefire-classes",
        "Classes of ceasefires: definitive above preliminary above mere cessation",
        "order only",
        "Clayton and Sticher 2021",
    ),
    Published(
        "ceasefires-1989-2020",
        "Ceasefires, 1989 to 2020",
        "2,202 in 66 countries and 109 conflicts",
        "Clayton and others 2022",
    ),
    Published(
        "local-ceasefires",
        "Local ceasefires in Syria, with both escalation and de-escalation after them",
        "145 ceasefires",
        "Lundgren, Svensson and Karakus 2023",
    ),
    Published(
        "wars-under-a-month",
        "Interstate wars over in less than 30 days",
        "26 %",
        "CSIS, from UCDP data",
    ),
    Published(
        "wars-under-a-year",
        "Interstate wars over in a month to a year",
        "25 %; longer ones last over ten years on average",
        "CSIS, from UCDP data",
    ),
    Published(
        "stalemate-ceasefire",
        "High-intensity interstate wars that end in a stalemate under a ceasefire",
        "31 %; in victory 30 %",
        "CSIS 2024",
    ),
)
"""In the order of their subject."""


def find_published(name: str) -> Published:
    """Return a finding by its id.

    Raises
    ------
    UnknownNameError
        There is none of that id.

    Examples
    --------
    >>> find_published("honoured-1945-2003").value
    '22 %'
    """
    for published in PUBLISHED:
        if published.id == name:
            return published
    raise UnknownNameError(
        f"'{name}' is not the id of a published magnitude",
        hint="docs/reference/models/guarantees.md lists them.",
    )
