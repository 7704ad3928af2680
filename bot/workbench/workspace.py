"""What every page works with: the FAQ in force, the draft, who is there, and the work that goes on beside."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bot.answering.deciding import learned_from
from bot.answering.service import Service
from bot.content import read
from bot.errors import InputError
from bot.matching import IndexCache
from bot.matching.learning_process import Learner
from bot.moderating.decisions import Decisions
from bot.moderating.spell_check import Dictionary
from bot.workbench.draft import Draft
from bot.workbench.jobs import Jobs
from bot.workbench.publishing import Publications
from bot.workbench.saving import Versions
from bot.workbench.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.adapters.moderator_chats import ModeratorChats
    from bot.adapters.outage import Outage
    from bot.config import Settings
    from bot.model import Faq, Problem
    from bot.reload import Reloader
    from bot.workbench.jobs import Job
    from bot.workbench.live import Live

_FINDINGS = 50
_TICK, _LEARNED = 0.2, 0.55
"""Seconds between two signs of progress while another process learns, and the share that is done when it has learned."""
_SERVICES = 3
"""Services of drafts that are held: each takes some tens of megabytes."""


@dataclass(frozen=True, slots=True)
class RunningBot:
    """What the workbench needs of the bot in whose process it runs: `outages` holds how the line to each platform is."""

    reloader: Reloader
    moderator_chats: ModeratorChats
    outages: Mapping[str, Outage]


@dataclass
class Workspace:
    """`live` is the FAQ in force; `now` tells the time in UTC. `bot` is the one in whose process this runs, if it does."""

    settings: Settings
    live: Live
    now: Callable[[], datetime]
    bot: RunningBot | None = None
    draft: Draft = field(init=False)
    publications: Publications = field(init=False)
    sessions: Sessions = field(init=False)
    jobs: Jobs = field(init=False, default_factory=Jobs)
    versions: Versions = field(init=False, default_factory=Versions)
    findings: dict[str, object] = field(init=False, default_factory=dict)
    """What work that is done has found, by the name under which its page looks for it."""
    _services: dict[str, Service] = field(init=False, default_factory=dict)
    _decisions: WeakKeyDictionary[Service, Decisions] = field(init=False, default_factory=WeakKeyDictionary)
    _dictionary: Dictionary | None = field(init=False, default=None)
    _read: tuple[str, Faq | None, list[Problem]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.draft = Draft(self.settings.faq, self.room)
        self.publications = Publications(self.draft, self.room)
        self.sessions = Sessions(self.now)

    @property
    def room(self) -> Path:
        """Where the workbench keeps its own files."""
        return self.settings.data / "workbench"

    @property
    def language(self) -> str:
        """The folder of the language, as files are named by."""
        return self.settings.faq.absolute().name

    @property
    def wants_second_reader(self) -> bool:
        """Whether somebody else than who changed the FAQ must publish it."""
        return self.settings.workbench is not None and self.settings.workbench.second_reader

    @property
    def index_cache(self) -> IndexCache:
        """Where what was learned is kept."""
        return IndexCache(self.settings.indexes)

    def service(self) -> Service:
        """The service in force. Raises `InputError` where there is none, as the FAQ must be mended."""
        if self.live.service is None:
            raise InputError("The FAQ must be mended first. The page “Health” tells what to mend.")
        return self.live.service

    # ---- the draft, read and tried -----------------------------------------------------------------------------------

    def draft_text(self, file: str) -> str | None:
        """The text of a file of the language as it is to be."""
        return self.draft.text(f"{self.language}/{file}")

    async def draft_faq(self) -> tuple[Faq | None, list[Problem]]:
        """The FAQ as it is to be, None where a file is not sound, and every problem. It takes a second after each change."""
        state = self.draft.state()
        if self._read is None or self._read[0] != state:
            service = self.live.service
            if not self.draft.changes() and service and not self.live.problems:
                self._read = (state, service.faq, [])
            else:
                faq, problems = await asyncio.to_thread(lambda: read(self.draft.tree()))
                self._read = (state, faq, problems)
        return self._read[1], self._read[2]

    def already_read(self, state: str) -> tuple[Faq | None, list[Problem]] | None:
        """What `draft_faq` gave for a draft in this state; None where it was read in another state last."""
        return self._read[1:] if self._read and self._read[0] == state else None

    def known_problems(self) -> list[Problem]:
        """The problems of the draft as it was read last."""
        return self._read[2] if self._read else []

    def dictionary(self, faq: Faq) -> Dictionary:
        """The words that answers of this FAQ may use."""
        if self._dictionary is None or not self._dictionary.is_of(faq):
            self._dictionary = Dictionary(faq)
        return self._dictionary

    def ready_service(self, state: str) -> Service | None:
        """The service of a draft in this state, where it was built already."""
        return self._services.get(state)

    def build(
        self, state: str, job: Job, reading: Callable[[], Faq], meanwhile: Callable[[Faq], None] = lambda _: None
    ) -> Service:
        """The service on the FAQ that `reading` gives: takes some seconds, so it is work for a job.

        `meanwhile` is done with that FAQ while another process learns from it. Raises what these raise.
        """
        held = self._services.get(state)
        with Learner(self.index_cache) if held is None else nullcontext() as learner:
            job.at("Reading the files", 0.05)
            faq = reading()
            job.at("Learning the phrases", 0.2)
            with ThreadPoolExecutor(1) as beside:
                learning = beside.submit(learner.learn, learned_from(faq)) if learner else None
                meanwhile(faq)
                while learning and not learning.done():
                    wait([learning], timeout=_TICK)
                    job.at(job.step, job.share + (_LEARNED - job.share) / 20)
        self._services[state] = held or Service(faq, self.index_cache)
        for old in list(self._services)[:-_SERVICES]:
            del self._services[old]
        return self._services[state]

    def decisions(self, service: Service) -> Decisions:
        """What messages come to in a service, for as long as that is held: cases are asked in every check."""
        return self._decisions.setdefault(service, Decisions(service))

    def hold(self, name: str, found: object) -> None:
        """Holds what work that is done has found, for its page; what was found long ago is let go."""
        self.findings.pop(name, None)
        self.findings[name] = found
        for old in list(self.findings)[:-_FINDINGS]:
            del self.findings[old]
