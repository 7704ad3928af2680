"""Two moderators at once, files that change on the disk meanwhile, and a crash amid publishing: nothing is lost."""

import asyncio
import errno
import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from workbench_visits import PATIENCE, Visitor, served, visiting

from bot.config import Settings
from bot.errors import InputError
from bot.workbench import publishing
from bot.workbench.draft import Draft
from bot.workbench.publishing import Publications

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("alone")]

ENTRY = "/entries/contagious"


async def publish(visitor: Visitor, **fields: str) -> None:
    await visitor.get("/draft")
    if "Publish for members" not in visitor.text:
        await visitor.press("Check the draft")
    await visitor.press("Publish for members", **fields)
    assert "Published" in visitor.text


def text_of(faq: Path) -> str:
    return (faq / "answers" / "basics" / "contagious.yaml").read_text(encoding="utf-8")


async def test_what_two_change_in_different_fields_is_kept_of_both(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get(ENTRY)
        await ben.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        asks = ben.form("Save in the draft").fields["asks"]
        await ben.press("Save in the draft", asks=f"{asks}\ncan my cat get it")
        assert "both changes are in it" in ben.text
        await publish(ana)
        assert "label: Catching\n" in text_of(faq)
        assert "  - can my cat get it\n" in text_of(faq)


async def test_phrases_that_two_add_are_both_kept(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get(ENTRY)
        await ben.get(ENTRY)
        asks = ana.form("Save in the draft").fields["asks"]
        await ana.press("Save in the draft", asks=f"so is it catching\n{asks}")
        await ben.press("Save in the draft", asks=f"{asks}\ncan my cat get it")
        await publish(ben)
        assert "  - so is it catching\n  - is it catching\n" in text_of(faq)
        assert text_of(faq).endswith("  - can my cat get it\n")


async def test_who_comes_second_to_the_same_field_sees_the_others_words(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get(ENTRY)
        await ben.get(ENTRY)
        await ana.press("Save in the draft", answer="No. Nobody can catch it.")
        await ben.press("Save in the draft", answer="No, never.")
        assert "changed this too" in ben.text
        assert "No. Nobody can catch it." in ben.text
        assert ben.form("Save in the draft").fields["answer"] == "No, never."
        await ana.get(ENTRY)
        assert ana.form("Save in the draft").fields["answer"] == "No. Nobody can catch it."
        await ben.press("Save in the draft", answer="No, never. Nobody can catch it.")
        await publish(ben)
        assert "No, never. Nobody can catch it." in text_of(faq)


async def test_a_draft_that_changed_after_its_check_is_not_published(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        before = text_of(faq)
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await ana.get("/draft")
        await ana.press("Check the draft")
        await ben.get(ENTRY)
        await ben.press("Save in the draft", label="Infectious")
        await ana.press("Publish for members")
        assert "Something changed since the check" in ana.text
        assert text_of(faq) == before


async def test_what_is_saved_while_git_still_takes_a_publication_stays_in_the_draft(
    settings: Settings, faq: Path, monkeypatch: pytest.MonkeyPatch
):
    begun, may_end = threading.Event(), threading.Event()

    def slow(*_: object) -> tuple[str, str]:
        begun.set()
        may_end.wait(PATIENCE)
        return "", ""

    monkeypatch.setattr(publishing, "commit_files", slow)
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        publishes = asyncio.create_task(publish(ana))
        await asyncio.to_thread(begun.wait, PATIENCE)
        await ben.get(ENTRY)
        asks = ben.form("Save in the draft").fields["asks"]
        await ben.press("Save in the draft", asks=f"{asks}\ncan my cat get it")
        may_end.set()
        await publishes
        await ben.get(ENTRY)
        assert "can my cat get it" in ben.form("Save in the draft").fields["asks"]
        assert "can my cat get it" not in text_of(faq)
        await publish(ben)
        assert "label: Catching\n" in text_of(faq)
        assert text_of(faq).endswith("  - can my cat get it\n")


async def test_what_was_published_and_taken_back_is_not_in_the_draft_again(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await publish(ana, note="A label")
        await ana.press("Undo A label")
        assert "Nothing is changed." in ana.text


@pytest.mark.parametrize(
    ("page", "button"),
    [
        ("/draft", "Take back"),
        ("/draft", "Take the whole draft back"),
        (ENTRY, "Take my changes of it back"),
    ],
)
async def test_what_another_saved_since_is_not_taken_back_unseen(settings: Settings, page: str, button: str):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await ana.get(page)
        await ben.get(ENTRY)
        await ben.press("Save in the draft", answer="No. Nobody can catch it.")
        await ana.press(button)
        assert "changed since you looked at it" in ana.text
        assert "+answer: No. Nobody can catch it." in ana.text
        await ana.press("Take back")
        assert "Nothing is changed." in ana.text


async def test_an_edit_on_the_disk_meanwhile_is_brought_together_with_the_draft(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        file = faq / "answers" / "basics" / "contagious.yaml"
        file.write_text(text_of(faq).replace("can my wife get it", "can my husband get it"), encoding="utf-8")
        await publish(ana)
        assert "label: Catching\n" in text_of(faq)
        assert "can my husband get it from me" in text_of(faq)


async def test_an_edit_of_the_same_line_on_the_disk_is_shown_and_one_of_both_chosen(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", answer="No, never.")
        file = faq / "answers" / "basics" / "contagious.yaml"
        file.write_text(text_of(faq).replace("No, you can not", "No: nobody can"), encoding="utf-8")
        await ana.get("/draft")
        assert "was changed on the computer meanwhile" in ana.text
        await ana.press("Check the draft")
        assert "Publish for members" not in ana.text
        file.write_text(text_of(faq).replace("No: nobody can", "No: nobody at all can"), encoding="utf-8")
        await ana.press("Keep the draft's")
        assert "changed since you looked at it" in ana.text
        assert "+answer: No: nobody at all can catch it from anyone." in ana.text
        await ana.press("Keep the draft's")
        await publish(ana)
        assert "No, never." in text_of(faq)


async def test_a_broken_file_on_the_disk_is_named_and_can_be_mended_here(settings: Settings, faq: Path):
    file = faq / "answers" / "basics" / "contagious.yaml"
    whole = text_of(faq)
    file.write_text(whole.replace("question: Is MMN", "question: Is: MMN"), encoding="utf-8")
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get("/health")
        assert "the FAQ must be mended" in ana.text
        assert "contagious.yaml:1" in ana.text
        await ana.get("/try")
        assert ana.status == 409
        await ana.get("/health")
        assert 'href="/text/en/answers/basics/contagious.yaml"' in ana.html
        await ana.get("/text/en/answers/basics/contagious.yaml")
        await ana.press("Save in the draft", text=whole)
        await publish(ana)
        await ana.get("/try")
        assert ana.status == 200
        assert text_of(faq) == whole


async def test_what_must_be_mended_is_not_published(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", question="", **{"sources.0": ""})
        assert "To mend" in ana.text
        await ana.get("/draft")
        await ana.press("Check the draft")
        assert "`question` is missing" in ana.text
        assert "Publish for members" not in ana.text


async def test_a_lost_emergency_is_told_first_and_must_be_looked_at(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get("/entries/breathing")
        await ana.press(
            "Save in the draft",
            asks="help me i need an ambulance",
            **{"signs.0.sign": "", "signs.0.catches": "", "signs.0.not": ""},
        )
        await ana.get("/draft")
        await ana.press("Check the draft")
        assert "lost" in ana.text
        assert ana.html.index('class="loss"') < ana.html.index("Publish for members")
        await ana.press("Publish for members")
        assert "Please look at what is lost" in ana.text
        await ana.press("Publish for members", seen="yes")
        assert "Published" in ana.text


async def test_a_publication_is_taken_back_though_others_came_after_it(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana:
        before = text_of(faq)
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await publish(ana, note="A label")
        asks = (await ana.get(ENTRY)) and ana.form("Save in the draft").fields["asks"]
        await ana.press("Save in the draft", asks=f"{asks}\ncan my cat get it")
        await publish(ana, note="The cat")
        await ana.press("Undo A label")
        assert text_of(faq) == f"{before}  - can my cat get it\n"


async def test_what_was_changed_again_since_is_not_taken_back(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as ana:
        for label in ("Catching", "Infectious"):
            await ana.get(ENTRY)
            await ana.press("Save in the draft", label=label)
            await publish(ana, note=label)
        await ana.press("Undo Catching")
        assert "take the later publication back first" in ana.text
        assert "label: Infectious" in text_of(faq)


async def test_publishing_that_a_crash_cut_short_is_as_before_after_the_next_start(settings: Settings, faq: Path):
    before = text_of(faq)
    draft = Draft(settings.faq, settings.data / "workbench")
    told = {
        "number": 1,
        "by": "",
        "at": "",
        "note": "",
        "before": {"en/answers/basics/contagious.yaml": before, "en/themes.yaml": draft.live("en/themes.yaml")},
        "after": {"en/answers/basics/contagious.yaml": f"# half\n{before}", "en/themes.yaml": "x: y\n"},
        "pending": True,
    }
    folder = settings.data / "workbench" / "publications"
    folder.mkdir(parents=True)
    (folder / "0001.json").write_text(json.dumps(told), encoding="utf-8")
    (faq / "answers" / "basics" / "contagious.yaml").write_text(f"# half\n{before}", encoding="utf-8")
    async with served(settings):
        assert text_of(faq) == before
    assert Publications(draft, settings.data / "workbench").latest() == []


async def test_files_that_cannot_all_be_written_are_none_of_them_written(settings: Settings, faq: Path):
    draft = Draft(settings.faq, settings.data / "workbench")
    (faq / "answers" / "basics" / "stuck.yaml").mkdir()
    files = {"en/answers/basics/contagious.yaml": "x\n", "en/answers/basics/stuck.yaml": "y\n"}
    before = text_of(faq)
    with pytest.raises(InputError, match="cannot be read"):
        Publications(draft, settings.data / "workbench").publish(files, "", "", datetime.now(UTC))
    assert text_of(faq) == before
    assert [path.name for path in (faq / "answers" / "basics").glob(".half*")] == []


@pytest.mark.parametrize("when", ["amid the file", "at its end"])
async def test_a_draft_that_cannot_be_written_stays_as_it_was_with_nothing_beside_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, when: str
):
    draft = Draft(settings.faq, settings.data / "workbench")
    name = "en/answers/basics/contagious.yaml"
    draft.write({name: "first\n"}, "", datetime.now(UTC))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(*((os, "fsync") if when == "amid the file" else (Path, "replace")), full)
        with pytest.raises(InputError, match="cannot be written"):
            draft.write({name: "second\n"}, "", datetime.now(UTC))

    assert draft.text(name) == "first\n"
    assert [path.name for path in (settings.data / "workbench").glob(".half*")] == []


async def test_a_file_that_begins_with_a_mark_of_its_encoding_is_changed_by_its_form(settings: Settings, faq: Path):
    file = faq / "answers" / "basics" / "contagious.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(ENTRY)
        await ana.press("Save in the draft", label="Catching")
        await publish(ana)
    assert "label: Catching\n" in text_of(faq)


@pytest.mark.parametrize(
    ("page", "file", "field"),
    [(ENTRY, "answers/basics/contagious.yaml", "label"), ("/lists/sources/in-uk", "sources.yaml", "title")],
)
async def test_what_was_typed_stays_on_the_page_where_the_file_was_broken_meanwhile(
    settings: Settings, faq: Path, page: str, file: str, field: str
):
    async with served(settings) as workbench, visiting(workbench) as ana:
        await ana.get(page)
        assert ana.status == 200
        sound = (faq / file).read_text(encoding="utf-8")
        (faq / file).write_text(f'{sound}# the end\n"never closed\n', encoding="utf-8")
        await ana.press("Save in the draft", **{field: "Catching"})

        assert "This could not be saved" in ana.text
        assert f"in line {len(sound.splitlines()) + 2}, column 1, a quote is opened here and never closed" in ana.text
        assert ana.form("Save in the draft").fields[field] == "Catching"

        (faq / file).write_text(sound, encoding="utf-8")
        await ana.press("Save in the draft")
        assert "Saved in the draft." in ana.text
        assert ana.form("Save in the draft").fields[field] == "Catching"
