"""The interface for programs: docs/reference/json.md over HTTP, described by OpenAPI."""

from __future__ import annotations

from fastapi import APIRouter

from pourparler.web.api import decisions, routes

router = APIRouter()
router.include_router(routes.router)
router.include_router(decisions.router)

__all__ = ["router"]
