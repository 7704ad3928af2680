"""How the FAQ and the bot are: what must be mended, what wears out, and who is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content.folders import shown
from bot.content.places import Places
from bot.encryption import Encryption
from bot.errors import HealthError, InputError
from bot.health import check
from bot.moderating import link_check, upkeep
from bot.workbench.page import WORKSPACE, page, wait_for

if TYPE_CHECKING:
    from bot.adapters.outage import Line
    from bot.answering.service import Service
    from bot.config import Settings
    from bot.moderating.link_check import Answer
    from bot.workbench.jobs import Job
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()

_TIMEOUT = 8.0
_NAMES = {"telegram": "Telegram", "discord": "Discord"}
"""Platforms as they are shown."""


@ROUTES.get("/health")
async def health(request: web.Request) -> web.Response:
    """What must be mended, and what wears out."""
    workspace = request.app[WORKSPACE]
    service = workspace.live.service
    problems = []
    if service:
        problems = await asyncio.to_thread(_worn, service, workspace)
    links = workspace.findings.get("links")
    return page(
        request,
        "health.html",
        title="Health",
        mending=[(told, _file_of(told, workspace)) for told in workspace.live.problems],
        problems=problems,
        links=links,
        alone=_alone(workspace.settings) if workspace.bot is None else "",
        platforms=[(_NAMES[name], _line(workspace, name)) for name in sorted(workspace.settings.tokens)],
        has_key=Encryption(workspace.settings.key).is_there,
        entries=service.faq.entries if service else {},
    )


@ROUTES.post("/health/links")
async def ask_links(request: web.Request) -> web.Response:
    """Asks every address whether it answers."""
    workspace = request.app[WORKSPACE]
    faq = workspace.service().faq

    def work(job: Job) -> None:
        owners = link_check.addresses(faq)
        urls = list(owners)
        answers: list[Answer] = []
        for start in range(0, len(urls), link_check.AT_ONCE):
            job.at(f"Asked {start} of {len(urls)} addresses", start / len(urls))
            answers += link_check.ask_all(urls[start : start + link_check.AT_ONCE], _TIMEOUT)
        workspace.hold("links", [(owners[answer.url], answer) for answer in answers if not answer.good])

    return wait_for(workspace.jobs.start("Asking every web address", "/health#links", work))


def _line(workspace: Workspace, platform: str) -> Line | None:
    """How the line to a platform is; None where that is not known here."""
    outage = workspace.bot.outages.get(_NAMES[platform]) if workspace.bot else None
    return outage.line if outage else None


def _alone(settings: Settings) -> str:
    """What is known of a bot where this runs beside none: by its sign of life in the same data folder."""
    try:
        check(settings.sign_of_life)
    except HealthError as error:
        told = str(error)
        return f"{told[0].upper()}{told[1:]}."
    return (
        "A bot runs with the same data folder, in another process. Whether its platforms are connected is seen in its own "
        "workbench (send it /workbench in private) and in its log."
    )


def _file_of(told: str, workspace: Workspace) -> str:
    """The file that a problem is in, as the draft names it; empty where that is not told."""
    name = told.partition(":")[0].removeprefix(f"{shown(workspace.settings.faq.absolute().parent)}/")
    try:
        return name if workspace.draft.path(name).is_file() else ""
    except InputError:
        return ""


def _worn(service: Service, workspace: Workspace) -> list[str]:
    found = upkeep.worn(service, workspace.settings.faq, workspace.now().date(), Places())
    return [f"{problem.path.rsplit('/', 1)[-1].removesuffix('.yaml')}: {problem.told}" for problem in found]
