"""The FAQ as it is to be, as pages read and change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.content import editing, homes
from bot.errors import InputError
from bot.moderating import renaming
from bot.moderating.checks import CASES
from bot.workbench import saving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Entry, Faq, Problem
    from bot.workbench.sessions import Session
    from bot.workbench.workspace import Workspace


async def faq(workspace: Workspace) -> tuple[Faq, list[Problem]]:
    """The FAQ as it is to be; where it cannot be read, the one in force, with the problems of the other."""
    read, problems = await workspace.draft_faq()
    return read or workspace.service().faq, problems


async def whole(workspace: Workspace) -> Faq:
    """The FAQ as it is to be. Raises `InputError` where it cannot be read."""
    read, problems = await workspace.draft_faq()
    if read is None:
        raise InputError(f"Please mend the draft first: {problems[0].told}")
    return read


def cases(workspace: Workspace) -> list[str]:
    """The files of cases, as they are named from the folder of the language."""
    return renaming.case_files(file.name for file in (workspace.draft.tree() / CASES).glob("*.jsonl"))


async def write(workspace: Workspace, session: Session, files: Mapping[str, str | None]) -> None:
    """Takes files into the draft; they are named from the folder of the language."""
    named = {saving.file_name(workspace, name): text for name, text in files.items()}
    workspace.draft.write(named, session.name, workspace.now())
    await workspace.draft_faq()


async def add_phrases(workspace: Workspace, session: Session, entry: Entry, phrases: list[str]) -> None:
    """Adds ways in which members say it to an entry of the draft; what stands there already is not added again."""
    home = homes.of_entry(entry)
    text = workspace.draft_text(home.file) or ""
    asks = [str(one) for one in editing.read_values(text, home.path, home.shape).get("asks") or ()]
    both = {"asks": list(dict.fromkeys([*asks, *phrases]))}
    await write(workspace, session, {home.file: editing.edit(text, home.path, both, home.shape)})


def choices(of: Faq) -> Mapping[str, list[tuple[str, str]]]:
    """What a field that names something may name: its id, and how it is shown."""
    showable = [entry for entry in of.entries.values() if entry.kind.is_showable]
    return {
        "source": [(source.id, f"{source.title} ({source.publisher})") for source in of.sources.values()],
        "entry": [(entry.id, entry.question) for entry in showable],
    }
