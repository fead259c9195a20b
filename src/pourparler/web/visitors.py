"""Who is asking: a signed cookie for the visit, and the token that forms have to carry."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from pourparler.errors import AddressError
from pourparler.ledger import is_machine

CSRF_FIELD: Final = "csrf_token"
CSRF_HEADER: Final = "x-csrf-token"
_MOST_COOKIE: Final = 1000
MOST_NAME: Final = 60
"""Characters the name of a coder may have."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """One visit by one browser.

    Attributes
    ----------
    session : str
        Random, of this visit.
    coder : str
        In whose name decisions are recorded; empty until a visitor from elsewhere says it.
    is_admitted : bool
        Whether the token was given, or none is asked for.
    """

    session: str
    coder: str
    is_admitted: bool


def new_visitor(coder: str, *, is_admitted: bool) -> Visitor:
    """Return a visitor who was not here before."""
    return Visitor(secrets.token_urlsafe(18), coder, is_admitted)


def write_cookie(visitor: Visitor, secret: bytes) -> str:
    """Return the visitor as text that nobody else can write."""
    fields = [visitor.session, visitor.coder, visitor.is_admitted]
    body = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode().rstrip("=")
    return f"{body}.{_sign(secret, 'cookie', body)}"


def read_cookie(cookie: str, secret: bytes) -> Visitor | None:
    """Return the visitor of a cookie, None where it was not written with this secret."""
    body, dot, signature = cookie.partition(".")
    if not dot or len(cookie) > _MOST_COOKIE:
        return None
    if not hmac.compare_digest(signature.encode(), _sign(secret, "cookie", body).encode()):
        return None
    session, coder, is_admitted = json.loads(
        base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))
    )
    return Visitor(session, coder, is_admitted)


def check_name(name: str) -> str:
    """Return the name of a coder without blanks around and within it.

    Raises
    ------
    AddressError
        It is empty, too long, cannot be printed, or is a machine's.

    Examples
    --------
    >>> check_name("  Ana   Lima ")
    'Ana Lima'
    """
    name = " ".join(name.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise AddressError(
            f"'{name[:MOST_NAME]}' is no name for a coder",
            hint=f"Give 1 to {MOST_NAME} letters that can be printed.",
        )
    if is_machine(name):
        raise AddressError(
            f"'{name}' is a machine's name",
            hint="Choose another: people and machines are told apart.",
        )
    return name


def write_name(name: str) -> str:
    """Return a name as a cookie keeps it beyond the visit."""
    return quote(name, safe="")


def read_name(cookie: str) -> str:
    """Return the name that a cookie kept, nothing where it keeps none that is allowed.

    Examples
    --------
    >>> read_name(write_name("Zoë")), read_name("machine"), read_name("%00")
    ('Zoë', '', '')
    """
    try:
        return check_name(unquote(cookie, errors="strict"))
    except (AddressError, UnicodeDecodeError):
        return ""


def form_token(visitor: Visitor, secret: bytes) -> str:
    """Return what every form of this visit carries."""
    return _sign(secret, "form", visitor.session)


def is_form_token(given: str, visitor: Visitor, secret: bytes) -> bool:
    """Say whether a form carries the token of this visit."""
    return hmac.compare_digest(given.encode(), form_token(visitor, secret).encode())


def is_token(given: str, token: str | None) -> bool:
    """Say whether the server's token was given."""
    return token is not None and hmac.compare_digest(given.encode(), token.encode())


def _sign(secret: bytes, purpose: str, text: str) -> str:
    digest = hmac.new(secret, f"{purpose}:{text}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
