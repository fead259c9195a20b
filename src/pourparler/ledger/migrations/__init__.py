"""The shape of the ledger file, as numbered steps that are never edited once released.

To change the shape, add the next number, store a file of the version before it under
``tests/ledger/stored`` and bring ``tables`` up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

from sqlalchemy import Connection

from pourparler.ledger import dialect


@cache
def scripts() -> dict[int, str]:
    """Return the text of every step by its number, in order.

    Examples
    --------
    >>> list(scripts())
    [1, 2, 3, 4, 5]
    """
    files = [f for f in resources.files(__name__).iterdir() if f.name.endswith(".sql")]
    return {int(f.name[:4]): f.read_text("utf-8") for f in sorted(files, key=lambda f: f.name)}


def latest() -> int:
    """Return the version that this program writes."""
    return max(scripts())


def migrate(connection: Connection) -> None:
    """Bring the file to the latest version, inside the caller's transaction."""
    version = dialect.version(connection)
    for number, script in scripts().items():
        if number > version:
            for statement in split(script):
                connection.exec_driver_sql(statement)
            dialect.set_version(connection, number)


def split(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one; triggers stay whole.

    Examples
    --------
    >>> [statement.split() for statement in split("SELECT 1;")]
    [['SELECT', '1;']]
    """
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if dialect.is_complete(statement):
            yield statement.strip()
            statement = ""
