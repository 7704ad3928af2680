"""What members lacked: the questions that they sent, what becomes of them, and answers that did not help."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.adapters import moderator_tasks
from bot.adapters.moderator_chats import Fate
from bot.encryption import Encryption
from bot.model import Kind
from bot.moderating import gaps, stats
from bot.moderating.masking import mask
from bot.moderating.stats import FEWEST
from bot.workbench import drafted, kept
from bot.workbench.draft import write_text
from bot.workbench.guarding import Refusal, session_of
from bot.workbench.page import WORKSPACE, go, page

if TYPE_CHECKING:
    from bot.answering.service import Service
    from bot.moderating.gaps import Gap
    from bot.workbench.kept import Opened
    from bot.workbench.workspace import Workspace

ROUTES = web.RouteTableDef()
_log = logging.getLogger(__name__)

LONGEST_ANSWER = 3_000
"""Characters of an answer to a member: with its heading it must fit one message."""
ALONE = (
    "This workbench runs by itself, without the bot, so it reaches nobody. Answer in the moderators' chat, or open the workbench of the "
    "running bot: send it /workbench in private."
)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same, and their marks (`kept.Opened`)."""

    gap: Gap
    marks: tuple[str, ...]


@ROUTES.get("/asked")
async def asked(request: web.Request) -> web.Response:
    """Questions that members sent, in groups, and answers that did not help."""
    workspace = request.app[WORKSPACE]
    service = workspace.service()
    sent, done = await kept.sent(workspace.settings), _done(workspace)
    groups = await asyncio.to_thread(_groups, service, [one for one in sent.questions if one.mark not in done])
    counted = [replace(one, entry=service.faq.now(one.entry)) for one in await kept.counts(workspace.settings)]
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
        waiting=[(one.mark, mask(one.words)) for one in sent.questions if one.number in sent.waiting],
        alone="" if workspace.bot else ALONE,
        longest=LONGEST_ANSWER,
        has_key=Encryption(workspace.settings.key).is_there,
        closed=sent.closed,
        sent=len(sent.questions),
        missed=[(service.faq.entries[one], votes[one]) for one in missed[:20]],
        entries=service.faq.entries,
        choices=[one for one in service.faq.entries.values() if one.kind is not Kind.CHATTER],
        fewest=FEWEST,
    )


@ROUTES.post("/asked/answer")
async def answer(request: web.Request) -> web.Response:
    """Brings a moderator's words to the one who asked, through the bot in whose process this runs."""
    workspace, form = request.app[WORKSPACE], await request.post()
    mark, words = str(form.get("mark", "")), str(form.get("words", "")).strip()
    if workspace.bot is None:
        raise Refusal(409, ALONE)
    if not words:
        return go(request, "/asked", "Please write an answer first.")
    if len(words) > LONGEST_ANSWER:
        raise Refusal(413, f"An answer may have {LONGEST_ANSWER:,} characters.")
    sent = await kept.sent(workspace.settings)
    number = next((one.number for one in sent.questions if one.mark == mark), 0)
    fate, told = await moderator_tasks.answers_question(
        workspace.bot.moderator_chats, workspace.service(), number, words
    )
    if fate is Fate.UNKNOWN:
        return go(request, "/asked", "That question was answered meanwhile, or is no longer kept.")
    _log.info("the workbench took an answer of the moderators to a member: %s", fate.value)
    if fate is not Fate.UNREACHED:
        _settle(workspace, [mark])
    return go(request, "/asked", told)


@ROUTES.post("/asked")
async def settle(request: web.Request) -> web.Response:
    """What becomes of a group: phrases for an entry, a new entry, or nothing more."""
    workspace, form = request.app[WORKSPACE], await request.post()
    marks = str(form.get("marks", "")).split()
    sent = await kept.sent(workspace.settings)
    texts = [one.words for one in sent.questions if one.mark in marks]
    if not texts:
        raise Refusal(404, "These questions are no longer kept.")
    phrases = list(dict.fromkeys(" ".join(mask(text).split()) for text in texts))
    what = str(form.get("what", ""))
    if what == "done":
        _settle(workspace, marks)
        return go(request, "/asked", "Put away. Nothing was changed.")
    if what in {"answer", "signpost"}:
        key = marks[0]
        workspace.hold(f"asks {key}", phrases)
        _settle(workspace, marks)
        return go(request, f"/new?kind={what}&from={key}")
    entry = workspace.service().faq.entries.get(str(form.get("entry", "")))
    if entry is None:
        return go(request, "/asked", "Please choose an entry.")
    await drafted.add_phrases(workspace, session_of(request), entry, phrases)
    _settle(workspace, marks)
    return go(request, f"/entries/{entry.id}", "The phrases are in the draft. Members get it when you publish.")


def _groups(service: Service, sent: list[Opened]) -> list[Group]:
    by_words: dict[str, list[str]] = {}
    for one in sent:
        by_words.setdefault(mask(one.words), []).append(one.mark)
    found = gaps.find(service, [one.words for one in sent])
    return [Group(gap, tuple(mark for text in gap.texts for mark in by_words.get(text, ()))) for gap in found]


def _done(workspace: Workspace) -> set[str]:
    """The marks of questions that a moderator has dealt with."""
    try:
        held = json.loads((workspace.room / "settled.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return {one for one in held if isinstance(one, str)}  # numbers, as were held once, may name other questions by now


def _settle(workspace: Workspace, marks: list[str]) -> None:
    write_text(workspace.room / "settled.json", json.dumps(sorted(_done(workspace) | set(marks))))
