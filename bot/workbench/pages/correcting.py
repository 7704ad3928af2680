"""A reply was wrong: what it should have been, what to write for that, and what else would change by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import load
from bot.model import Kind, Outcome
from bot.moderating import checks, compare, corrections
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page, wait_for
from bot.workbench.pages.trying import tried

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.model import Entry, Faq
    from bot.moderating.compare import Change, Result
    from bot.moderating.corrections import Correction
    from bot.workbench.chat import Exchange
    from bot.workbench.jobs import Job
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()

MOST = 2_000
"""Phrases by which a proposal is compared; it moves one or two."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction, the files that it changes (by their names in the draft), and what else comes to something else by it."""

    correction: Correction
    files: dict[str, str | None]
    result: Result
    good: bool
    changes: list[Change]


@ROUTES.get("/try/wrong/{exchange}")
async def ask_what(request: web.Request) -> web.Response:
    """Asks what it should have been."""
    workspace, session = request.app[WORKSPACE], session_of(request)
    service = tried(workspace, session)
    exchange = _exchange(request)
    near = [service.faq.entries[one.entry] for one in (exchange.why.near if exchange.why else ())]
    return page(
        request,
        "wrong.html",
        title="This was wrong",
        exchange=exchange,
        was=service.faq.entries.get(_was(exchange)),
        near=near,
        themes=_by_kind(service),
    )


@ROUTES.post("/try/wrong/{exchange}")
async def propose(request: web.Request) -> web.Response:
    """Works out what to write, and what else would change by it."""
    workspace, session, form = request.app[WORKSPACE], session_of(request), await request.post()
    exchange = _exchange(request)
    service = tried(workspace, session)
    meant = str(form.get("other") or form.get("meant") or "")
    if meant not in service.faq.entries and meant not in {corrections.NOT_COVERED, corrections.SILENT}:
        return go(
            request, f"/try/wrong/{request.match_info['exchange']}", "Please choose what the reply should have been."
        )
    correction = corrections.propose(
        exchange.said,
        meant,
        _was(exchange),
        service.faq.entries,
        addressed=exchange.addressed,
        not_asks="not_asks" in form,
        context=exchange.context,
    )
    job = workspace.jobs.start(
        "What this would change", "", lambda job: _work_out(workspace, service, correction, exchange, job)
    )
    job.after = f"/try/proposals/{job.id}"
    return wait_for(job)


@ROUTES.get("/try/proposals/{job}")
async def proposal(request: web.Request) -> web.Response:
    """The proposal, to be added to the draft or not."""
    workspace = request.app[WORKSPACE]
    found = _proposal(request)
    faq = workspace.service().faq
    return page(
        request,
        "proposal.html",
        title="What this would change",
        id=request.match_info["job"],
        proposal=found,
        meant=faq.entries.get(found.correction.meant),
        was=faq.entries.get(found.correction.was),
    )


@ROUTES.post("/try/proposals/{job}")
async def add(request: web.Request) -> web.Response:
    """Adds the proposal to the draft."""
    workspace, session = request.app[WORKSPACE], session_of(request)
    correction = _proposal(request).correction
    faq = workspace.service().faq
    files = corrections.files(correction, faq.entries, workspace.draft_text)
    workspace.draft.write(_named(workspace, files), session.name, workspace.now())
    return go(request, "/draft", "Added to the draft. Members get it when you publish.")


def _work_out(workspace: Workspace, service: Service, correction: Correction, exchange: Exchange, job: Job) -> None:
    """Puts the cases, and what moves, to the FAQ with the correction; the draft's other changes are in both."""
    files = corrections.files(correction, service.faq.entries, workspace.draft_text)
    base = {name: change.mine for name, change in workspace.draft.changes().items()}
    folder = workspace.draft.trial(base | _named(workspace, files))
    said: list[compare.Said] = []
    before: list[compare.Result] = []

    def meanwhile(faq: Faq) -> None:
        every = compare.messages(checks.cases_of(folder, None, []), compare.moved(service.faq, faq)[:MOST])
        said.extend(one for one in every if one.text != correction.phrase)
        decisions = workspace.decisions(service)
        before.extend(compare.result(decisions, one) for one in said)

    after = workspace.build(f"trial {job.id}", job, lambda: load(folder), meanwhile)
    job.at("Comparing with the other questions", 0.7)
    decisions = workspace.decisions(after)
    results = [compare.result(decisions, one) for one in said]
    came = compare.result(
        decisions, compare.Said(exchange.said, exchange.addressed, compare.QUESTION, exchange.context)
    )
    good = came.entry == correction.meant if correction.meant else came.outcome in _NOTHING
    workspace.hold(job.id, Proposal(correction, files, came, good, compare.changes(said, before, results)))


_NOTHING = {Outcome.NOT_COVERED, Outcome.SILENT, Outcome.SUGGEST}


def _named(workspace: Workspace, files: dict[str, str | None]) -> dict[str, str | None]:
    return {f"{workspace.language}/{name}": text for name, text in files.items()}


def _proposal(request: web.Request) -> Proposal:
    found = request.app[WORKSPACE].findings.get(request.match_info["job"])
    if not isinstance(found, Proposal):
        raise Refusal(404, "That proposal is no longer held. Try the message again.")
    return found


def _exchange(request: web.Request) -> Exchange:
    number = request.match_info["exchange"]
    found = [one for one in session_of(request).exchanges if one.why and str(one.number) == number]
    if not found:
        raise Refusal(404, "That message is no longer in the chat. Try it again.")
    return found[0]


def _was(exchange: Exchange) -> str:
    """The entry that was shown, or where choices were offered, none."""
    return exchange.why.entry if exchange.why else ""


def _by_kind(service: Service) -> list[tuple[str, list[Entry]]]:
    """Every entry below a heading, for a list to choose from."""
    faq = service.faq
    groups = [(title, faq.in_theme(theme)) for theme, title in faq.themes.items()]
    kinds = (Kind.SIGNPOST, Kind.CARE_TEAM, Kind.URGENT, Kind.CHATTER)
    return groups + [(kind.value, [one for one in faq.entries.values() if one.kind is kind]) for kind in kinds]
