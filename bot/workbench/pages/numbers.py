"""What the counts tell: what is asked, what comes of it, and which answers help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from bot.content.folders import ANSWERS, SAFETY, SIGNPOSTS
from bot.moderating import effects, stats
from bot.moderating.stats_page import sections
from bot.workbench import kept
from bot.workbench.page import WORKSPACE, page

if TYPE_CHECKING:
    from bot.model import Count
    from bot.moderating.effects import Effect
    from bot.workbench.publishing import Publication

ROUTES = web.RouteTableDef()

_PUBLICATIONS = 10
_ENTRIES = {ANSWERS, SIGNPOSTS, SAFETY}


@ROUTES.get("/numbers")
async def numbers(request: web.Request) -> web.Response:
    """What is asked, what comes of it, which answers help."""
    workspace = request.app[WORKSPACE]
    faq = workspace.service().faq
    counted = [replace(one, entry=faq.now(one.entry)) for one in await kept.counts(workspace.settings)]
    published = [
        (one, _effect(one, counted, workspace.now().date())) for one in workspace.publications.latest()[:_PUBLICATIONS]
    ]
    report = stats.report(counted, {entry.id: entry.question for entry in faq.entries.values()})
    return page(
        request,
        "numbers.html",
        title="Numbers",
        counted=bool(counted),
        sections=Markup(sections(report)),  # noqa: S704  drawn by the same code as the page of `stats`, which escapes
        publications=published,
        undone=workspace.publications.undone(),
        weeks=effects.WEEKS,
    )


def _effect(one: Publication, counted: list[Count], today: date) -> Effect:
    """What became of the counts with a publication; of the entries whose files it changed."""
    names = (name.split("/") for name in one.after)
    entries = {parts[-1].removesuffix(".yaml") for parts in names if parts[1:2] and parts[1] in _ENTRIES}
    return effects.effect(counted, date.fromisoformat(one.at.split()[0]), entries, today)
