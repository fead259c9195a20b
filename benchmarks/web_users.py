"""Whether fifty people can work in one case at once, and nobody's decision is lost.

Usage: python benchmarks/web_users.py [USERS [SECONDS]]     (50 for 120 seconds if left out)

A server of its own serves the first case at 127.0.0.1. Each user has a browser session,
reads pages, and now and then opens a statement, looks at it, and accepts it, rejects it or chooses
an option for it; a second or so passes between two acts. Half of the decisions are about twenty
statements, so that many decide on what somebody else changed meanwhile: the server has to refuse.

Afterwards the ledger is opened: every decision that was acknowledged has to be in its log, and no
two may have been taken on the same version of a statement. Anything else fails the run.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2

from pourparler.ledger import Ledger, StatementQuery
from pourparler.ledger.history import LogQuery
from pourparler.workbench.opening import FIRST_CASE

SEED = 50
USERS = 50
SECONDS = 120.0
PAUSE = (0.5, 1.5)  # seconds between two acts of one user, and between looking and deciding
DECIDES = 0.3  # of acts
CONTESTED = 20  # statements that half of all decisions are about
PAGES = (
    "/",
    "/issue/ceasefire",
    "/issue/territory",
    "/actor/us",
    "/reports",
    "/queue",
    "/changes",
    "/commitments",
    "/search?q=ceasefire",
    "/?as_of=2025-08-17&known_at=2025-08-17",
    "/history",
    "/api/positions?issue=ceasefire",
)


@dataclass
class Tally:
    """What all users together saw; times in seconds."""

    took: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    kept: list[tuple[str, str, str]] = field(default_factory=list)
    """Command, statement and the version that was decided on, of what was acknowledged."""
    conflicts: int = 0
    gone: int = 0
    alike: int = 0
    """Decisions that changed nothing: somebody had decided the very same before."""

    async def ask(
        self, client: httpx2.AsyncClient, method: str, path: str, form: dict[str, str] | None = None
    ) -> httpx2.Response | None:
        """Ask and time; anything but a page, a redirection or a conflict is an error."""
        begun = time.perf_counter()
        try:
            answer = await client.request(method, path, data=form)
        except httpx2.HTTPError as error:
            self.errors.append(f"{method} {path}: {error!r}")
            return None
        self.took.append(time.perf_counter() - begun)
        expected = {409} if method == "POST" else {404} if path.startswith("/statement/") else set()
        is_right = answer.status_code < 400 or answer.status_code in expected
        if not is_right:
            self.errors.append(f"{method} {path}: {answer.status_code}")
        return answer if is_right else None


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the first case in a process of its own; give the address of its first page."""
    words = ["serve", FIRST_CASE, "--no-browser", "--port", "0", "--json"]
    command = [sys.executable, "-m", "pourparler", *words]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield json.loads("".join(server.stdout.readline() for _ in range(3)))["address"]
    finally:
        server.terminate()
        server.wait(30)


async def use(address: str, number: int, until: float, statements: list[str], tally: Tally) -> None:
    """Work as one user until the time is over."""
    draw = random.Random(SEED + number)
    async with httpx2.AsyncClient(base_url=address, timeout=60) as client:
        await tally.ask(client, "GET", "/")
        while time.perf_counter() < until:
            await asyncio.sleep(draw.uniform(*PAUSE))
            if draw.random() < DECIDES:
                among = statements[:CONTESTED] if draw.random() < 0.5 else statements
                await decide(client, draw, draw.choice(among), tally)
            else:
                await tally.ask(client, "GET", draw.choice(PAGES))


async def decide(
    client: httpx2.AsyncClient, draw: random.Random, statement: str, tally: Tally
) -> None:
    """Open a statement, look at it, and decide on what the page showed."""
    shown = await tally.ask(client, "GET", f"/statement/{statement}")
    if shown is None:
        return
    if shown.is_redirect:
        shown = await tally.ask(client, "GET", shown.headers["location"])
    form = find_form(shown.text, statement, draw) if shown is not None else None
    if form is None:  # rejected by somebody; the page says so
        tally.gone += 1
        return
    action, fields = form
    await asyncio.sleep(draw.uniform(*PAUSE))
    answer = await tally.ask(client, "POST", action, fields)
    if answer is None:
        return
    if answer.status_code == 409:
        tally.conflicts += 1
        return
    done = parse_qs(urlsplit(answer.headers["location"]).query).get("done", [""])[0]
    if done:
        tally.kept.append((done, statement, fields["expected"]))
    else:
        tally.alike += 1


def find_form(page: str, statement: str, draw: random.Random) -> tuple[str, dict[str, str]] | None:
    """Return a form of the page that decides on the statement: where it goes and its fields."""
    forms = re.findall(
        rf'<form[^>]*action="(/statement/{statement}/(?:accept|reject|recode))".*?</form>',
        page,
        re.DOTALL,
    )
    if not forms:
        return None
    verb = draw.choices(("accept", "recode", "reject"), (60, 35, 5))[0]
    action = f"/statement/{statement}/{verb}"
    action = action if action in forms else f"/statement/{statement}/accept"
    text = re.search(rf'<form[^>]*action="{action}".*?</form>', page, re.DOTALL)
    assert text is not None
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text[0]))
    options = re.findall(r'<button name="option" value="([^"]+)"', text[0])
    if options:
        fields["option"] = draw.choice(options)
    return action, fields


def told(tally: Tally, path: Path, seconds: float) -> list[str]:
    """Print what happened; return what must not have happened."""
    with Ledger.open(path) as ledger:
        logged = {command.id for command in ledger.find_commands(LogQuery())}
    lost = [command for command, _, _ in tally.kept if command not in logged]
    versions = Counter((statement, version) for _, statement, version in tally.kept)
    overwritten = [key for key, count in versions.items() if count > 1]
    took = sorted(tally.took)
    print(f"{len(took) / seconds:8.1f}   requests per second, {len(took):,} in {seconds:.0f} s")
    print(f"{1000 * statistics.median(took):8.0f}   ms, median")
    print(f"{1000 * took[int(0.95 * len(took))]:8.0f}   ms, 95th percentile")
    print(f"{len(tally.errors):8}   errors")
    print(f"{len(tally.kept) + tally.conflicts + tally.alike:8}   decisions sent")
    print(f"{len(tally.kept):8}   kept, of which {len(lost)} are not in the ledger")
    print(f"{tally.conflicts:8}   conflicts told: somebody else had decided meanwhile")
    print(f"{tally.alike:8}   changed nothing: somebody had decided the same")
    print(f"{len(overwritten):8}   versions of a statement decided on twice")
    print(f"{tally.gone:8}   statements gone when opened: rejected by somebody")
    return [*tally.errors, *lost, *map(str, overwritten)]


async def work(address: str, path: Path, users: int, seconds: float) -> tuple[Tally, float]:
    """Let all users work at once; return what they saw and how long it took."""
    with Ledger.open(path) as ledger:
        statements = [s.id for s in ledger.find_statements(StatementQuery())]
    tally, begun = Tally(), time.perf_counter()
    users_at_work = (use(address, n, begun + seconds, statements, tally) for n in range(users))
    await asyncio.gather(*users_at_work)
    return tally, time.perf_counter() - begun


def main() -> None:
    given = sys.argv[1:]
    users = int(given[0]) if given else USERS
    seconds = float(given[1]) if len(given) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FIRST_CASE / "ledger.db"
        with serving(Path(folder)) as address:
            tally, took = asyncio.run(work(address, path, users, seconds))
        print(f"{users:8}   users at once")
        wrong = told(tally, path, took)
    if wrong:
        sys.exit("\n".join(["This must not be:", *wrong[:20]]))


if __name__ == "__main__":
    main()
