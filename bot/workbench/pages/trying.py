"""Try: a chat as members have it, beside it how the bot came to each reply, and what to do where one was wrong."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.content import load
from bot.model import Kind, Outcome
from bot.moderating import checks, compare, corrections
from bot.workbench import chat, previews
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import DESK, go, leave_for, page, wait_for

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.model import Entry, Faq
    from bot.moderating.compare import Change, Result
    from bot.moderating.corrections import Correction
    from bot.workbench.chat import Turn
    from bot.workbench.desk import Desk
    from bot.workbench.jobs import Job
    from bot.workbench.sessions import Session

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


@ROUTES.get("/")
async def start(_: web.Request) -> web.Response:
    """The first page."""
    return leave_for("/try")


@ROUTES.get("/try")
async def show(request: web.Request) -> web.Response:
    """The chat."""
    desk, session = request.app[DESK], session_of(request)
    service = _service(desk, session)
    community = service.faq.community
    turns = [(turn, previews.show(turn.reply, community, session.platform)) for turn in session.turns]
    return page(
        request,
        "try.html",
        title="Try",
        turns=turns,
        last=next((turn for turn in reversed(session.turns) if turn.why), None),
        last_number=_last_said(session),
        countries=sorted(service.faq.numbers, key=lambda numbers: numbers.name),
        platforms=previews.PLATFORMS,
        entries=service.faq.entries,
        community=community,
    )


@ROUTES.post("/try/say")
async def say(request: web.Request) -> web.Response:
    """A message."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    words = str(form.get("words", "")).strip()
    session.replying = "reply" in form
    if words:
        await asyncio.to_thread(chat.say, words, session, _service(desk, session))
    return go(request, "/try#last")


@ROUTES.post("/try/tap")
async def tap(request: web.Request) -> web.Response:
    """A tap on a button of a reply."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    sent = not chat.tap(str(form.get("press", "")), str(form.get("label", "")), session, _service(desk, session))
    told = "Nothing is sent from here. Members see their words first, and send them by a second tap." if sent else ""
    return go(request, "/try#last", told)


@ROUTES.post("/try/settings")
async def choose(request: web.Request) -> web.Response:
    """How it is tried: as on which platform, from which country, overheard or addressed, with which FAQ."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    if form.get("platform") in previews.PLATFORMS:
        session.platform = str(form["platform"])
    known = {numbers.country for numbers in desk.service().faq.numbers}
    session.country = str(form.get("country", "")) if form.get("country") in known else ""
    session.overheard = form.get("heard") == "overheard"
    session.from_draft = form.get("faq") == "draft" and bool(desk.draft.changes())
    if session.from_draft and desk.ready_service(desk.draft.state()) is None:
        return wait_for(_learning(desk))
    return go(request, "/try")


@ROUTES.post("/try/clear")
async def clear(request: web.Request) -> web.Response:
    """An empty chat."""
    session_of(request).turns.clear()
    return go(request, "/try")


# ---- this was wrong --------------------------------------------------------------------------------------------------


@ROUTES.get("/try/wrong/{turn}")
async def ask_what(request: web.Request) -> web.Response:
    """Asks what it should have been."""
    desk, session = request.app[DESK], session_of(request)
    service = _service(desk, session)
    turn = _turn(request)
    near = [service.faq.entries[one.entry] for one in (turn.why.near if turn.why else ())]
    return page(
        request,
        "wrong.html",
        title="This was wrong",
        turn=turn,
        number=int(request.match_info["turn"]),
        was=service.faq.entries.get(_was(turn)),
        near=near,
        themes=_by_kind(service),
    )


@ROUTES.post("/try/wrong/{turn}")
async def propose(request: web.Request) -> web.Response:
    """Works out what to write, and what else would change by it."""
    desk, session, form = request.app[DESK], session_of(request), await request.post()
    turn = _turn(request)
    service = _service(desk, session)
    meant = str(form.get("other") or form.get("meant") or "")
    if meant not in service.faq.entries and meant not in {corrections.NOT_COVERED, corrections.SILENT}:
        return go(request, f"/try/wrong/{request.match_info['turn']}", "Please choose what the reply should have been.")
    correction = corrections.propose(
        turn.said,
        meant,
        _was(turn),
        service.faq.entries,
        addressed=turn.addressed,
        not_asks="not_asks" in form,
    )
    job = desk.jobs.start("What this would change", "", lambda job: _work_out(desk, service, correction, turn, job))
    job.after = f"/try/proposals/{job.id}"
    return wait_for(job)


@ROUTES.get("/try/proposals/{job}")
async def proposal(request: web.Request) -> web.Response:
    """The proposal, to be added to the draft or not."""
    desk = request.app[DESK]
    found = _proposal(request)
    faq = desk.service().faq
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
    desk, session = request.app[DESK], session_of(request)
    correction = _proposal(request).correction
    faq = desk.service().faq
    files = corrections.files(correction, faq.entries, desk.draft_text)
    desk.draft.write(_named(desk, files), session.name, desk.now())
    return go(request, "/draft", "Added to the draft. Members get it when you publish.")


def _service(desk: Desk, session: Session) -> Service:
    """The service that is tried: the one in force, or the draft's where that was chosen and is ready."""
    tried = desk.ready_service(desk.draft.state()) if session.from_draft else None
    session.from_draft = tried is not None
    return tried or desk.service()


def _learning(desk: Desk) -> Job:
    folder, state = desk.draft.tree(), desk.draft.state()

    def work(job: Job) -> None:
        desk.build(state, job, lambda: load(folder))

    return desk.jobs.start("Getting the draft ready to be tried", "/try", work)


def _work_out(desk: Desk, service: Service, correction: Correction, turn: Turn, job: Job) -> None:
    """Puts the cases, and what moves, to the FAQ with the correction; the draft's other changes are in both."""
    files = corrections.files(correction, service.faq.entries, desk.draft_text)
    base = {name: change.mine for name, change in desk.draft.changes().items()}
    folder = desk.draft.trial(base | _named(desk, files))
    said: list[compare.Said] = []
    before: list[compare.Result] = []

    def meanwhile(faq: Faq) -> None:
        every = compare.messages(checks.cases_of(folder, None, []), compare.moved(service.faq, faq)[:MOST])
        said.extend(one for one in every if one.text != correction.phrase)
        before.extend(compare.result(service, one) for one in said)

    after = desk.build(f"trial {job.id}", job, lambda: load(folder), meanwhile)
    job.at("Comparing with the other questions", 0.7)
    results = [compare.result(after, one) for one in said]
    came = compare.result(after, compare.Said(turn.said, turn.addressed, compare.QUESTION))
    good = came.entry == correction.meant if correction.meant else came.outcome in _NOTHING
    desk.find(job.id, Proposal(correction, files, came, good, compare.changes(said, before, results)))


_NOTHING = {Outcome.NOT_COVERED, Outcome.SILENT, Outcome.SUGGEST}


def _named(desk: Desk, files: dict[str, str | None]) -> dict[str, str | None]:
    return {f"{desk.language}/{name}": text for name, text in files.items()}


def _proposal(request: web.Request) -> Proposal:
    found = request.app[DESK].findings.get(request.match_info["job"])
    if not isinstance(found, Proposal):
        raise Refusal(404, "That proposal is no longer held. Try the message again.")
    return found


def _turn(request: web.Request) -> Turn:
    turns = session_of(request).turns
    number = request.match_info["turn"]
    turn = turns[int(number)] if number.isdecimal() and int(number) < len(turns) else None
    if turn is None or turn.why is None:
        raise Refusal(404, "That message is no longer in the chat. Try it again.")
    return turn


def _last_said(session: Session) -> int | None:
    return next((place for place in range(len(session.turns) - 1, -1, -1) if session.turns[place].why), None)


def _was(turn: Turn) -> str:
    """The entry that was shown, or where choices were offered, none."""
    return turn.why.entry if turn.why else ""


def _by_kind(service: Service) -> list[tuple[str, list[Entry]]]:
    """Every entry below a heading, for a list to choose from."""
    faq = service.faq
    groups = [
        (title, [entry for entry in faq.entries.values() if entry.theme == theme and entry.kind is Kind.ANSWER])
        for theme, title in faq.themes.items()
    ]
    kinds = (Kind.SIGNPOST, Kind.CARE_TEAM, Kind.URGENT, Kind.CHATTER)
    return groups + [(kind.value, [one for one in faq.entries.values() if one.kind is kind]) for kind in kinds]
