"""The pages: one module with a router for each group. A new group adds its router here."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from pourparler.web.pages import actors, issues, overview, reports

PAGES: Final[tuple[APIRouter, ...]] = (
    overview.router,
    issues.router,
    actors.router,
    reports.router,
)
