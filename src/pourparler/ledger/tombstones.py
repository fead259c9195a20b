"""What is left of a purged report: digests by which it is known again, and none of its words.

They are salted, so that they match no list of digests made elsewhere, such as the ids of
reports in a bundle, and slow, so that a short note is not found by trying many. Whoever has
the whole text can find out by trying that it was purged: that is what they are for.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from pourparler.errors import PurgedError, UnknownNameError
from pourparler.ledger import tables
from pourparler.ledger.log import Clock, Command, append_command

PURGE: Final = "purge"
"""The command that erases reports; it cannot be undone."""

LIFT: Final = "lift_purge"
"""The command that lets purged reports in again, if somebody has them."""

ROUNDS: Final = 1_000
"""Rounds of PBKDF2 for each digest: about half a millisecond."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A report that was purged. Frozen.

    Attributes
    ----------
    id : str
        Drawn at random.
    salt : str
    digests : frozenset of str
        Of its text and of its bytes.
    coder : str
        Who purged it.
    at : datetime
        When, in UTC.
    """

    id: str
    salt: str
    digests: frozenset[str]
    coder: str
    at: datetime

    def error(self, name: str) -> PurgedError:
        """Return the refusal of something that is this report, with the way to have it back."""
        return PurgedError(
            f"{name} was purged by {self.coder} on {self.at:%Y-%m-%d} and is not taken in again",
            hint=f"To have it back on purpose: `pourparler purge CASE {self.id} --lift`, then "
            "this again.",
        )


class Tombstones:
    """The tombstones that stand in a ledger.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> buried = bury([("A truce.", b"A truce.")], "5a17")
    >>> stone = Tombstone("3f2a", "5a17", buried, "anna", datetime(2024, 5, 2, tzinfo=UTC))
    >>> stones = Tombstones([stone])
    >>> stones.find("A truce.", b"A TRUCE.").id, stones.find("No truce.", b"No truce.")
    ('3f2a', None)
    """

    def __init__(self, stones: Iterable[Tombstone]) -> None:
        self.stones = tuple(stones)
        self._by_digest = {digest: stone for stone in self.stones for digest in stone.digests}
        self._salts = sorted({stone.salt for stone in self.stones})

    def find(self, text: str, raw: bytes) -> Tombstone | None:
        """Return the tombstone of a report with this text or these bytes, if it has one."""
        for salt in self._salts:
            for digest in bury([(text, raw)], salt):
                if stone := self._by_digest.get(digest):
                    return stone
        return None

    def salt(self) -> str:
        """Return the salt for the next tombstone: the one in use, so that one digest tells all."""
        return self._salts[0] if self._salts else secrets.token_hex(16)


def bury(versions: Iterable[tuple[str, bytes]], salt: str) -> frozenset[str]:
    """Return the digests of a report from its versions, each a text and its bytes."""
    contents = {part for text, raw in versions for part in (text.encode(), raw)}
    return frozenset(
        hashlib.pbkdf2_hmac("sha256", content, salt.encode(), ROUNDS).hex() for content in contents
    )


def as_arguments(stones: Mapping[str, frozenset[str]], salt: str) -> list[dict[str, Any]]:
    """Return tombstones, digests by id, as the log keeps them."""
    return [
        {"id": id_, "salt": salt, "digests": sorted(digests)}
        for id_, digests in sorted(stones.items())
    ]


def find_tombstones(connection: Connection) -> Tombstones:
    """Return the tombstones of a ledger that nobody lifted."""
    log = tables.command.c
    found = connection.execute(
        select(log.name, log.coder, log.recorded_at, log.arguments)
        .where(log.name.in_((PURGE, LIFT)))
        .order_by(log.id)
    ).all()
    lifted = {id_ for row in found if row.name == LIFT for id_ in row.arguments["lifted"]}
    stones = [stone for row in found if row.name == PURGE for stone in _read(row)]
    return Tombstones(stone for stone in stones if stone.id not in lifted)


def _read(row: Any) -> Iterator[Tombstone]:
    """Yield the tombstones of a command; older ones have none."""
    for one in row.arguments.get("tombstones", []):
        digests = frozenset(one["digests"])
        yield Tombstone(one["id"], one["salt"], digests, row.coder, row.recorded_at)


def lift(
    connection: Connection,
    clock: Clock,
    ids: Collection[str],
    *,
    coder: str,
    reason: str | None = None,
) -> str:
    """Let reports in again that were purged under these ids; see `Ledger.lift_purge`."""
    standing = [stone.id for stone in find_tombstones(connection).stones]
    for id_ in ids:
        if id_ not in standing:
            known = f"Purged here: {', '.join(standing)}." if standing else "Nothing is."
            raise UnknownNameError(f"nothing is purged under the id {id_!r}", hint=known)
    arguments: dict[str, Any] = {"lifted": sorted(set(ids))}
    arguments |= {"reason": reason} if reason else {}
    command = Command(name=LIFT, coder=coder, arguments=arguments)
    return append_command(connection, clock, command).command
