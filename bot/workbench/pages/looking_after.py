"""What members lacked, what the counts tell, and how the FAQ is."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web
from markupsafe import Markup

from bot.content.folders import shown
from bot.content.places import Places
from bot.encryption import Encryption
from bot.errors import InputError
from bot.model import Kind
from bot.moderating import gaps, link_check, stats, upkeep
from bot.moderating.masking import mask
from bot.moderating.stats import FEWEST
from bot.moderating.stats_page import sections
from bot.workbench import drafted, kept
from bot.workbench.draft import write_whole
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import DESK, go, page, wait_for

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.moderating.gaps import Gap
    from bot.moderating.link_check import Answer
    from bot.workbench.desk import Desk
    from bot.workbench.jobs import Job

ROUTES = web.RouteTableDef()

_TIMEOUT = 8.0


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, and the numbers under which they are kept."""

    gap: Gap
    numbers: tuple[int, ...]


# ---- what members lacked ---------------------------------------------------------------------------------------------


@ROUTES.get("/asked")
async def asked(request: web.Request) -> web.Response:
    """Questions that members sent, in groups, and answers that did not help."""
    desk = request.app[DESK]
    service = desk.service()
    sent, closed = await kept.sent(desk.settings)
    done = _done(desk)
    groups = await asyncio.to_thread(_groups, service, [one for one in sent if one[0] not in done])
    counted = [replace(one, entry=service.faq.now(one.entry)) for one in await kept.counts(desk.settings)]
    votes = {
        one: kept.of_entry(counted, one) for one in {count.entry for count in counted} if one in service.faq.entries
    }
    missed = sorted(
        (one for one in votes if votes[one][stats.NOT_HELPED] != "0"),
        key=lambda one: -sum(c.number for c in counted if c.entry == one and c.what == stats.NOT_HELPED),
    )
    return page(
        request,
        "asked.html",
        title="What members lacked",
        groups=groups,
        has_key=Encryption(desk.settings.key).is_there,
        closed=closed,
        sent=len(sent),
        missed=[(service.faq.entries[one], votes[one]) for one in missed[:20]],
        entries=service.faq.entries,
        choices=[one for one in service.faq.entries.values() if one.kind is not Kind.CHATTER],
        fewest=FEWEST,
    )


@ROUTES.post("/asked")
async def settle(request: web.Request) -> web.Response:
    """What becomes of a group: phrases for an entry, a new entry, or nothing more."""
    desk, form = request.app[DESK], await request.post()
    numbers = [int(one) for one in str(form.get("numbers", "")).split() if one.isdecimal()]
    sent, _ = await kept.sent(desk.settings)
    texts = [text for number, text in sent if number in numbers]
    if not texts:
        raise Refusal(404, "These questions are no longer kept.")
    phrases = list(dict.fromkeys(" ".join(mask(text).split()) for text in texts))
    what = str(form.get("what", ""))
    if what == "done":
        _settle(desk, numbers)
        return go(request, "/asked", "Put away. Nothing was changed.")
    if what in {"answer", "signpost"}:
        key = f"{numbers[0]}"
        desk.find(f"asks {key}", phrases)
        _settle(desk, numbers)
        return go(request, f"/new?kind={what}&from={key}")
    entry = desk.service().faq.entries.get(str(form.get("entry", "")))
    if entry is None:
        return go(request, "/asked", "Please choose an entry.")
    await drafted.add_phrases(desk, session_of(request), entry, phrases)
    _settle(desk, numbers)
    return go(request, f"/entries/{entry.id}", "The phrases are in the draft. Members get it when you publish.")


def _groups(service: Service, sent: list[tuple[int, str]]) -> list[Group]:
    by_words: dict[str, list[int]] = {}
    for number, text in sent:
        by_words.setdefault(mask(text), []).append(number)
    found = gaps.find(service, [text for _, text in sent])
    return [Group(gap, tuple(number for text in gap.texts for number in by_words.get(text, ()))) for gap in found]


def _done(desk: Desk) -> set[int]:
    """The numbers of questions that a moderator has dealt with."""
    try:
        return set(json.loads((desk.room / "settled.json").read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return set()


def _settle(desk: Desk, numbers: list[int]) -> None:
    write_whole(desk.room / "settled.json", json.dumps(sorted(_done(desk) | set(numbers))))


# ---- numbers ---------------------------------------------------------------------------------------------------------


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


# ---- health ----------------------------------------------------------------------------------------------------------


@ROUTES.get("/health")
async def health(request: web.Request) -> web.Response:
    """What must be mended, and what wears out."""
    desk = request.app[DESK]
    service = desk.live.service
    problems = []
    if service:
        problems = await asyncio.to_thread(_worn, service, desk)
    links = desk.findings.get("links")
    return page(
        request,
        "health.html",
        title="Health",
        mending=[(told, _file_of(told, desk)) for told in desk.live.problems],
        problems=problems,
        links=links,
        platforms=sorted(desk.settings.tokens),
        has_key=Encryption(desk.settings.key).is_there,
        entries=service.faq.entries if service else {},
    )


@ROUTES.post("/health/links")
async def ask_links(request: web.Request) -> web.Response:
    """Asks every address whether it answers."""
    desk = request.app[DESK]
    faq = desk.service().faq

    def work(job: Job) -> None:
        owners = link_check.addresses(faq)
        urls = list(owners)
        answers: list[Answer] = []
        for start in range(0, len(urls), link_check.AT_ONCE):
            job.at(f"Asked {start} of {len(urls)} addresses", start / len(urls))
            answers += link_check.ask_all(urls[start : start + link_check.AT_ONCE], _TIMEOUT)
        desk.find("links", [(owners[answer.url], answer) for answer in answers if not answer.good])

    return wait_for(desk.jobs.start("Asking every web address", "/health#links", work))


def _file_of(told: str, desk: Desk) -> str:
    """The file that a problem is in, as the draft names it; empty where that is not told."""
    name = told.partition(":")[0].removeprefix(f"{shown(desk.settings.faq.absolute().parent)}/")
    try:
        return name if desk.draft.path(name).is_file() else ""
    except InputError:
        return ""


def _worn(service: Service, desk: Desk) -> list[str]:
    faq, today, places = service.faq, desk.now().date(), Places()
    found = [
        *upkeep.overdue(faq, today, places),
        *upkeep.unchecked(faq, desk.settings.faq, today, places),
        *upkeep.read_anew(faq, places),
        *upkeep.unfinished(faq),
        *upkeep.wordy(faq),
        *upkeep.unreachable(service),
    ]
    return [f"{problem.path.rsplit('/', 1)[-1].removesuffix('.yaml')}: {problem.told}" for problem in found]
