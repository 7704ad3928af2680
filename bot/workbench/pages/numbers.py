"""What the counts tell: what is asked, what comes of it, and which answers help."""

from __future__ import annotations

from dataclasses import replace

from aiohttp import web
from markupsafe import Markup

from bot.moderating import stats
from bot.moderating.stats_page import sections
from bot.workbench import kept
from bot.workbench.page import DESK, page

ROUTES = web.RouteTableDef()


@ROUTES.get("/numbers")
async def numbers(request: web.Request) -> web.Response:
    """What is asked, what comes of it, which answers help."""
    desk = request.app[DESK]
    faq = desk.service().faq
    counted = [replace(one, entry=faq.now(one.entry)) for one in await kept.counts(desk.settings)]
    report = stats.report(counted, {entry.id: entry.question for entry in faq.entries.values()})
    return page(
        request,
        "numbers.html",
        title="Numbers",
        counted=bool(counted),
        sections=Markup(sections(report)),  # noqa: S704  drawn by the same code as the page of `stats`, which escapes
        publications=desk.publications.latest(),
    )
