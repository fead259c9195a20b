"""The pages: one module with a router for each group. A new group adds its router here."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from pourparler.web.pages import (
    actors,
    assumptions,
    brief,
    bringing,
    changes,
    dealings,
    downloads,
    handling,
    history,
    issues,
    new_case,
    overview,
    queue,
    report,
    reports,
    review,
    scenarios,
    search,
    second,
    settlement,
    speakers,
)

PAGES: Final[tuple[APIRouter, ...]] = (
    overview.router,
    issues.router,
    actors.router,
    reports.router,
    report.router,
    bringing.router,
    queue.router,
    review.router,
    handling.router,
    speakers.router,
    changes.router,
    dealings.router,
    settlement.router,
    scenarios.router,
    assumptions.router,
    search.router,
    brief.router,
    downloads.router,
    history.router,
    second.router,
    new_case.router,
)
