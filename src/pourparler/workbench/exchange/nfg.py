"""Strategic games in Gambit's .nfg: one table of payoffs, or outcomes that profiles point to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from pourparler.errors import ExchangeError
from pourparler.models.packages.frontier import Floats
from pourparler.models.packages.worth import ListedWorth
from pourparler.workbench.exchange.space import NamedIssue, PackageSpace

MOST_PAYOFFS: Final = 10_000_000
_TOKEN: Final = re.compile(r'\s*(?:"((?:[^"\\]|\\.)*)"|([{}])|([^\s{}",]+)|,)', re.DOTALL)
_LONGEST_NUMBER: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Game:
    """A strategic game. Frozen.

    Attributes
    ----------
    title : str
    players : tuple of str
    strategies : tuple of tuples of str
        By player.
    payoffs : array, shape (K_1, ..., K_P, P)
    """

    title: str
    players: tuple[str, ...]
    strategies: tuple[tuple[str, ...], ...]
    payoffs: Floats

    def as_space(self) -> PackageSpace:
        """Return the game as packages: who plays what is an issue, and a profile a package.

        Without an agreement a player has what it can secure alone, by one strategy and
        whatever the others do.
        """
        return PackageSpace(
            name=self.title or "game",
            issues=tuple(
                NamedIssue(name=player, options=options)
                for player, options in zip(self.players, self.strategies, strict=True)
            ),
            parties=self.players,
            worth=ListedWorth(self.payoffs),
            reservations=np.array([self._secured(n) for n in range(len(self.players))]),
            notes=(
                "Without an agreement each player has what it can secure alone, by one strategy.",
            ),
        )

    def _secured(self, player: int) -> float:
        own = np.moveaxis(self.payoffs[..., player], player, 0)
        return float(own.reshape(len(own), -1).min(axis=1).max())


def write_nfg(game: Game) -> str:
    """Return a game in the payoff form of .nfg, the first player's strategy fastest."""
    players = " ".join(_quoted(player) for player in game.players)
    lists = "\n".join(
        "{ " + " ".join(_quoted(option) for option in options) + " }" for options in game.strategies
    )
    order = [*reversed(range(len(game.players))), len(game.players)]
    rows = np.transpose(game.payoffs, order).reshape(-1, len(game.players))
    body = "\n".join(" ".join(_written(payoff) for payoff in row) for row in rows.tolist())
    return f'NFG 1 R {_quoted(game.title)} {{ {players} }}\n\n{{ {lists}\n}}\n""\n\n{body}\n'


def read_nfg(text: str, *, name: str) -> Game:
    """Read a game in either form of .nfg.

    Raises
    ------
    ExchangeError
        It is no .nfg, its numbers do not fit its strategies, or there are too many.
    """
    tokens = _Tokens(text, name)
    if [tokens.word(), tokens.word()] != ["NFG", "1"] or tokens.word() not in ("R", "D"):
        raise ExchangeError(f"{name}: does not begin with NFG 1 R")
    title, players = tokens.quoted(), tokens.quoted_list()
    strategies = tuple(tuple(options) for options in _strategies(tokens, len(players), players))
    sizes = [len(options) for options in strategies]
    if len(players) < 2 or math.prod(sizes) * len(players) > MOST_PAYOFFS or not all(sizes):
        raise ExchangeError(
            f"{name}: {len(players)} players with {sizes} strategies; two players or more and "
            f"at most {MOST_PAYOFFS:,} payoffs are read"
        )
    if tokens.next_is_quoted():
        tokens.quoted()  # a comment
    rows = _read_body(tokens, math.prod(sizes), len(players))
    table = rows.reshape(*reversed(sizes), len(players))
    order = [*reversed(range(len(players))), len(players)]
    return Game(
        title=title,
        players=tuple(players),
        strategies=strategies,
        payoffs=np.ascontiguousarray(np.transpose(table, order)),
    )


def _strategies(tokens: _Tokens, count: int, players: Sequence[str]) -> Iterator[list[str]]:
    """Yield the strategies of each player: named, or only counted."""
    tokens.brace("{")
    for number in range(count):
        if tokens.next_is("{"):
            names = tokens.quoted_list()
        else:
            many = int(tokens.number())
            if not 1 <= many <= MOST_PAYOFFS:
                raise tokens.wrong(f"{many} strategies of player '{players[number]}'")
            names = [str(n) for n in range(1, many + 1)]
        yield [option or str(n) for n, option in enumerate(names, start=1)]
    tokens.brace("}")


def _read_body(tokens: _Tokens, profiles: int, players: int) -> Floats:
    if not tokens.next_is("{"):
        numbers = [tokens.number() for _ in range(profiles * players)]
        tokens.end()
        return np.array(numbers).reshape(profiles, players)
    outcomes = [np.zeros(players)]
    tokens.brace("{")
    while tokens.next_is("{"):
        tokens.brace("{")
        tokens.quoted()
        outcomes.append(np.array([tokens.number() for _ in range(players)]))
        tokens.brace("}")
    tokens.brace("}")
    rows = []
    for _ in range(profiles):
        chosen = int(tokens.number())
        if not 0 <= chosen < len(outcomes):
            raise tokens.wrong(f"outcome {chosen} of {len(outcomes) - 1}")
        rows.append(outcomes[chosen])
    tokens.end()
    return np.array(rows)


class _Tokens:
    """The words of a file one after the other: quoted texts, braces, bare words."""

    def __init__(self, text: str, name: str) -> None:
        self._text, self._name, self._at = text.lstrip("\ufeff"), name, 0
        self._next: tuple[str, str] | None = self._read()

    def _read(self) -> tuple[str, str] | None:
        while self._at < len(self._text):
            match = _TOKEN.match(self._text, self._at)
            if match is None:
                if not self._text[self._at :].strip():
                    break
                raise self.wrong(f"'{self._text[self._at :].strip()[:20]}'")
            self._at = match.end()
            quoted, brace, word = match.groups()
            if quoted is not None:
                return "quoted", re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL)
            if brace or word:
                return ("brace", brace) if brace else ("word", word)
        return None

    def wrong(self, what: str) -> ExchangeError:
        """Return the error for something that should not be there."""
        line = self._text.count("\n", 0, self._at) + 1
        return ExchangeError(f"{self._name} line {line}: {what} does not fit a .nfg")

    def _take(self, kind: str) -> str:
        if self._next is None or self._next[0] != kind:
            found = "the end" if self._next is None else f"'{self._next[1][:20]}'"
            raise self.wrong(found)
        taken = self._next[1]
        self._next = self._read()
        return taken

    def next_is(self, brace: str) -> bool:
        """Say whether a brace comes next."""
        return self._next == ("brace", brace)

    def next_is_quoted(self) -> bool:
        """Say whether a quoted text comes next."""
        return self._next is not None and self._next[0] == "quoted"

    def brace(self, which: str) -> None:
        """Take a brace."""
        if not self.next_is(which):
            raise self.wrong("the end" if self._next is None else f"'{self._next[1][:20]}'")
        self._take("brace")

    def word(self) -> str:
        """Take a bare word."""
        return self._take("word")

    def quoted(self) -> str:
        """Take a quoted text."""
        return self._take("quoted")

    def quoted_list(self) -> list[str]:
        """Take quoted texts in braces."""
        self.brace("{")
        found = []
        while self.next_is_quoted():
            found.append(self.quoted())
        self.brace("}")
        return found

    def number(self) -> float:
        """Take a number: whole, decimal or a fraction."""
        word = self._take("word")
        whole, slash, under = word[:_LONGEST_NUMBER].partition("/")
        try:
            value = int(whole) / int(under) if slash else float(whole)
        except (ValueError, ZeroDivisionError, OverflowError):
            value = math.nan
        if not math.isfinite(value):
            raise self.wrong(f"'{word[:20]}', where a number is needed,")
        return value

    def end(self) -> None:
        """Take nothing more."""
        if self._next is not None:
            raise self.wrong(f"'{self._next[1][:20]}' after the last payoff")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _written(payoff: float) -> str:
    return repr(int(payoff)) if payoff == int(payoff) else repr(payoff)
