"""The interface for programs: docs/reference/json.md over HTTP, described by OpenAPI."""

from __future__ import annotations

from pourparler.web.api.routes import router

__all__ = ["router"]
