"""Style, scripts and pictures of the pages: all our own, held in memory, kept by browsers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from pourparler.errors import UnknownNameError
from pourparler.report.html import brief_style

_FOLDER: Final = files("pourparler.web") / "static"
_KINDS: Final = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
    }
)
STYLE: Final = "style.css"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, with the address it is fetched from: it changes when the file does."""

    content: bytes
    kind: str
    address: str


@cache
def assets() -> dict[str, Asset]:
    """Return all files by name; the style is the brief's with the workbench's after it."""
    contents = {
        entry.name: entry.read_bytes() for entry in _FOLDER.iterdir() if not _is_style(entry.name)
    }
    own = sorted(
        (entry for entry in _FOLDER.iterdir() if _is_style(entry.name)), key=lambda e: e.name
    )
    contents[STYLE] = "\n".join([brief_style(), *(e.read_text("utf-8") for e in own)]).encode()
    return {name: _asset(name, content) for name, content in contents.items()}


def asset_address(name: str) -> str:
    """Return where a page fetches a file of ours."""
    return assets()[name].address


@router.get("/static/{name}")
def send_asset(request: Request, name: str) -> Response:
    """Answer with a file of ours."""
    asset = assets().get(name)
    if asset is None:
        raise UnknownNameError(f"there is no file '{name}'")
    # Only an address that names the very content may be kept for ever.
    is_exact = str(request.url).endswith(asset.address)
    keep = "public, max-age=31536000, immutable" if is_exact else "no-cache"
    return Response(asset.content, media_type=asset.kind, headers={"cache-control": keep})


def _asset(name: str, content: bytes) -> Asset:
    digest = hashlib.sha256(content).hexdigest()[:12]
    suffix = name[name.rindex(".") :]
    return Asset(content, _KINDS[suffix], f"/static/{name}?v={digest}")


def _is_style(name: str) -> bool:
    return name.endswith(".css")
