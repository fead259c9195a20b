"""Which language model is asked, where, and within which bounds."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from pourparler.errors import ModelError

KEY_VARIABLE: Final = "POURPARLER_LLM_KEY"
"""The environment variable that holds the key of the endpoint, if it wants one."""

_LONGEST: Final = 2000
_LOCAL: Final = frozenset({"localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """An endpoint in OpenAI's form, a model of it, and the bounds of asking it.

    Attributes
    ----------
    endpoint : str
        Address up to and with its version, for example ``http://127.0.0.1:8080/v1``. Plain
        http is taken for this machine alone.
    model : str
        Its name there.
    key : str
        Sent as a bearer token when not empty; never printed or kept.
    seconds : float
        For one answer.
    tries : int
        How often one request is sent at most.
    most_parts : int
        How many requests one report may take.
    part_letters : int
        How many letters of a report go into one request at most.
    answer_bytes : int
        How long one answer may be.

    Raises
    ------
    ModelError
        The address is not one that may be asked, or the model has no name.
    """

    endpoint: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0
    tries: int = 4
    most_parts: int = 40
    part_letters: int = 6000
    answer_bytes: int = 1_000_000

    def __post_init__(self) -> None:
        """Refuse addresses over which text or key would go in the clear."""
        address = urlsplit(self.endpoint)
        host = address.hostname or ""
        if address.scheme not in ("http", "https") or not host or len(self.endpoint) > _LONGEST:
            raise ModelError(f"'{self.endpoint[:80]}' is no http(s) address of a language model")
        if address.username or address.password or address.query or address.fragment:
            raise ModelError(
                f"the address of the language model at {host} holds a password or a query",
                hint=f"Put a key into the environment variable {KEY_VARIABLE}.",
            )
        if address.scheme == "http" and not _is_here(host):
            raise ModelError(
                f"the language model at {host} is asked over plain http",
                hint="Use https, or http with an address of this machine (127.0.0.1).",
            )
        if not self.model.strip():
            raise ModelError("the language model has no name", hint="Name it with --model.")

    @property
    def address(self) -> str:
        """Where requests are sent."""
        return f"{self.endpoint.rstrip('/')}/chat/completions"


def _is_here(host: str) -> bool:
    if host in _LOCAL:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
