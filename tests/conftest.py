"""What is said loudly at the end of a run."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in red that the tests in a real browser did not run, and why."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", ())
        if report.nodeid.startswith("tests/browser/")
    ]
    if not skipped:
        return
    reasons = {report.longrepr[2].removeprefix("Skipped: ") for report in skipped}
    terminalreporter.section("NOT TESTED IN A REAL BROWSER", sep="!", red=True, bold=True)
    terminalreporter.write_line(f"{len(skipped)} tests did not run:", red=True)
    for reason in sorted(reasons):
        terminalreporter.write_line(f"  {reason}", red=True)
