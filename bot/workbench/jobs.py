"""Work that takes seconds, done beside the pages, with how far it is."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import logs
from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = 20


@dataclass
class Job:
    """One piece of work: `share` is how much of it is done, from 0 to 1, and `step` what it is at; then `after` is next.

    `wrong` says in one sentence why it could not be done.
    """

    title: str
    after: str
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    step: str = ""
    share: float = 0.0
    done: bool = False
    wrong: str = ""
    _task: asyncio.Task[None] | None = None

    def at(self, step: str, share: float) -> None:
        """Tells how far the work is."""
        self.step, self.share = step, share


class Jobs:
    """One piece of work at a time: each takes a core for seconds, which members' questions need too."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = asyncio.Lock()

    def start(self, title: str, after: str, work: Callable[[Job], None]) -> Job:
        """Starts `work` in a thread of its own, as soon as what was started before is done."""
        job = Job(title, after)
        self._jobs[job.id] = job
        for old in list(self._jobs)[:-_KEPT]:
            del self._jobs[old]
        job._task = asyncio.get_running_loop().create_task(self._run(job, work))  # noqa: SLF001
        return job

    def find(self, job_id: str) -> Job | None:
        """A piece of work, or None where it is long over."""
        return self._jobs.get(job_id)

    async def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        async with self._lock:
            try:
                await asyncio.to_thread(work, job)
            except BotError as error:
                job.wrong = str(error)
            except Exception as error:  # noqa: BLE001  the border of a job: whoever waits for it is told, without anybody's words
                job.wrong = f"That is a bug of the workbench: {logs.told(error)}"
            job.share, job.done = 1.0, True

    async def close(self) -> None:
        """Lets go of what is still to be done."""
        tasks = [job._task for job in self._jobs.values() if job._task]  # noqa: SLF001
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
