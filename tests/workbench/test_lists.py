"""Forms for all that is no entry, new entries, and what members sent."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from workbench_visits import Visitor, served, visiting

from bot.answering.service import Service
from bot.config import Settings
from bot.content import load, read
from bot.encryption import Encryption
from bot.model import Press, QuestionPost, Verb
from bot.storage.store import open_store

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("alone")]
REPOSITORY = Path(__file__).parents[2]


def marks_of(visitor: Visitor, words: str) -> str:
    """What the form below these words of a member carries."""
    card = next(part for part in visitor.html.split("<section") if words in part)
    return re.findall(r'name="marks" value="([^"]+)"', card)[0]


async def publish(visitor: Visitor) -> None:
    await visitor.get("/draft")
    await visitor.press("Check the draft")
    await visitor.press("Publish for members")
    assert "Published" in visitor.text


async def test_a_new_answer_is_written_by_its_form(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/new?kind=answer&theme=basics")
        await visitor.press("Save in the draft", new_id="Rare!", question="Is it rare?")
        assert "is not an id" in visitor.text
        await visitor.press(
            "Save in the draft",
            new_id="rare",
            new_theme="basics",
            question="Is MMN rare?",
            answer="Yes, it is.",
            asks="how rare is it\nis this rare\n",
            **{"sources.0": "in-uk"},
        )
        assert visitor.path == "/entries/rare"
        await publish(visitor)
        entry = load(faq).entries["rare"]
        assert (entry.question, entry.theme, entry.sources) == ("Is MMN rare?", "basics", ("in-uk",))
        assert entry.asks == ("how rare is it", "is this rare")


async def test_a_form_tells_of_slips_of_typing_before_anything_is_saved(settings: Settings, faq: Path):
    shutil.copy(REPOSITORY / "faq" / "en" / "everyday-words.txt", faq)
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/entries/contagious")
        form = visitor.form("Save in the draft")
        await visitor.post("/entries/contagious/look", {**form.fields, "answer": "No, you can not recieve it."})
        assert "`recieve` is in no word list (did you mean `receive`?" in visitor.text
        await visitor.post("/entries/contagious/look", {**form.fields, "answer": "No, you can not receive it."})
        assert "is in no word list" not in visitor.text


async def test_an_entry_is_renamed_and_another_retired(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/entries/ivig")
        await visitor.press("Rename in the draft", new="immunoglobulin")
        assert visitor.path == "/entries/immunoglobulin"
        await visitor.get("/entries/contagious")
        await visitor.press("Retire in the draft", to="what-is-mmn")
        await publish(visitor)
        assert load(faq).aliases == {"ivig": "immunoglobulin", "contagious": "what-is-mmn"}
        assert "is it catching" in load(faq).entries["what-is-mmn"].asks


async def test_each_list_has_a_form_that_changes_one_line(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        for path, field, value, file in (
            ("/lists/community", "contact", "Ask Ana.", "community.yaml"),
            ("/lists/community", "lines.removed", "Gone.", "community.yaml"),
            ("/lists/organisations", "organisations.0.about", "A charity.", "organisations.yaml"),
            ("/lists/sources/in-uk", "title", "About MMN", "sources.yaml"),
            ("/lists/themes/basics", "title", "The basics", "themes.yaml"),
            ("/lists/numbers", "countries.0.crisis.0.hours", "always", "../numbers.yaml"),
            ("/lists/words", "own_condition", "mmn\nthe illness", "words.yaml"),
        ):
            before = (faq / file).read_text(encoding="utf-8").splitlines()
            await visitor.get(path)
            await visitor.press("Save in the draft", **{field: value})
            assert "Saved in the draft" in visitor.text, path
            name = f"en/{file}" if not file.startswith("..") else "numbers.yaml"
            after = (workbench.workspace.draft.text(name) or "").splitlines()
            assert len([row for row in after if row not in before]) == 1, path
            workbench.workspace.draft.drop()


async def test_names_of_people_and_places_and_spellings_are_changed_as_text(settings: Settings, faq: Path):
    for name in ("names/people.txt", "names/places.txt", "spellings.txt"):
        (faq / name).parent.mkdir(exist_ok=True)
        (faq / name).write_text("# Words.\ncolour color\n" if name == "spellings.txt" else "# Words.\nana\n", "utf-8")
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/lists")
        assert "British spellings" in visitor.text
        assert 'href="/text/en/names/places.txt"' in visitor.html
        await visitor.get("/text/en/names/people.txt")
        await visitor.press("Save in the draft", text="# Words.\nana\nzebedee\n")
        await publish(visitor)
    assert (faq / "names" / "people.txt").read_text("utf-8") == "# Words.\nana\nzebedee\n"


async def test_themes_are_put_in_order_by_a_button(settings: Settings, faq: Path):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/lists/themes")
        await visitor.press("Up: Treatment")
        await publish(visitor)
        assert list(load(faq).themes) == ["treatment", "basics"]


async def test_answers_of_a_theme_are_put_in_order_by_buttons(settings: Settings, faq: Path):
    def menu() -> list[str]:
        buttons = Service(load(faq)).press(Press(Verb.THEME, "basics")).buttons
        return [button.press.target for button in buttons if button.press.verb is Verb.SHOW]

    rare = (faq / "answers/basics/contagious.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("Is MMN contagious?", "Is it rare?"),
        ("is it catching", "how rare"),
        ("can my wife get it", "how"),
    ):
        rare = rare.replace(old, new)
    (faq / "answers/basics/rare.yaml").write_text(rare, encoding="utf-8")
    themes = (faq / "themes.yaml").read_text(encoding="utf-8")
    assert menu() == ["contagious", "rare", "what-is-mmn"]
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/entries")
        form = next(form for form in visitor.forms if any(value == "rare" for _, value, _ in form.buttons))
        await visitor.post("/entries", {**form.fields, "up": "rare"})
        assert "Moved in the draft" in visitor.text
        await visitor.post("/entries", {**form.fields, "down": "contagious"})
        assert menu() == ["contagious", "rare", "what-is-mmn"]
        await publish(visitor)
        assert menu() == ["rare", "what-is-mmn", "contagious"]
        assert (faq / "themes.yaml").read_text(encoding="utf-8").count("  first: [rare, what-is-mmn]\n") == 1

        await visitor.post("/entries", {**form.fields, "down": "contagious"})  # it is the last one already
        for _ in range(2):
            await visitor.post("/entries", {**form.fields, "up": "contagious"})
        await publish(visitor)
        assert menu() == ["contagious", "rare", "what-is-mmn"]
        assert (faq / "themes.yaml").read_text(encoding="utf-8") == themes
        await visitor.post("/entries", {**form.fields, "up": "no-such"})
        assert visitor.status == 404


async def test_a_source_is_added_and_what_it_lacks_is_said(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/lists/sources")
        await visitor.press("Add it", new="nhs")
        assert visitor.path == "/lists/sources/nhs"
        await visitor.press("Save in the draft", title="MMN", publisher="NHS", kind="public body")
        assert "`accessed` is missing" in visitor.text
        await visitor.press("Save in the draft", accessed="2026-11-21")
        assert "missing" not in visitor.text


async def test_what_members_sent_becomes_phrases_a_new_entry_or_is_put_away(settings: Settings, faq: Path):
    key = Encryption.make_key()
    settings = replace(settings, key=key)
    settings.data.mkdir(exist_ok=True)
    store = await open_store(settings.store)
    for words in ("can my cat sneeze it at me", "who pays the taxi, call 0171 555 1234", "do penguins knit"):
        await store.keep_question(Encryption(key).seal(words), datetime.now(UTC))
    await store.close()
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/asked")
        assert "who pays the taxi, call [phone number]" in visitor.text
        assert "0171" not in visitor.text

        cat, taxi, penguins = (marks_of(visitor, words) for words in ("can my cat", "who pays", "do penguins"))
        assert len({cat, taxi, penguins}) == 3
        await visitor.post(
            "/asked", {**visitor.form("Put away").fields, "marks": cat, "what": "entry", "entry": "contagious"}
        )
        assert "can my cat sneeze it at me" in visitor.text
        await visitor.get("/asked")
        await visitor.post("/asked", {**visitor.form("Put away").fields, "marks": taxi, "what": "signpost"})
        assert visitor.form("Save in the draft").fields["asks"] == "who pays the taxi, call [phone number]"
        await visitor.get("/asked")
        await visitor.post("/asked", {**visitor.form("Put away").fields, "marks": penguins, "what": "done"})
        await visitor.get("/asked")
        assert "Nothing is waiting" in visitor.text
    for file in (settings.data / "workbench").rglob("*"):
        assert not file.is_file() or b"0171" not in file.read_bytes()
    assert read(faq)[1] == []


async def test_questions_of_a_new_database_are_seen_whatever_was_put_away_in_the_old_one(settings: Settings):
    key = Encryption.make_key()
    settings = replace(settings, key=key)
    settings.data.mkdir(exist_ok=True)

    async def send(*questions: str) -> None:
        store = await open_store(settings.store)
        for words in questions:
            await store.keep_question(Encryption(key).seal(words), datetime.now(UTC))
        await store.close()

    await send("do penguins knit", "who polishes a trombone")
    database = Path(settings.store)
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/asked")
        for _ in range(2):
            await visitor.press("Put away")
        assert "Nothing is waiting" in visitor.text

        database.rename(database.with_suffix(".old"))
        await send("does a hamster have nerves")
        await visitor.get("/asked")
        assert "does a hamster have nerves" in visitor.text

        database.unlink()
        database.with_suffix(".old").rename(database)
        await visitor.get("/asked")
        assert "Nothing is waiting" in visitor.text


async def test_a_workbench_beside_no_bot_says_that_it_reaches_nobody(settings: Settings):
    key = Encryption.make_key()
    settings = replace(settings, key=key)
    settings.data.mkdir(exist_ok=True)
    store = await open_store(settings.store)
    number = await store.keep_question(Encryption(key).seal("do penguins knit"), datetime.now(UTC))
    post = QuestionPost(
        "telegram:-1", 7, "telegram", "code", b"sealed", done=False, at=datetime.now(UTC), question=number
    )
    await store.keep_post(post)
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/asked")
        assert "They wait for an answer" in visitor.text
        assert "runs by itself, without the bot, so it reaches nobody" in visitor.text
        assert "Send the answer" not in visitor.text
        csrf = visitor.forms[0].fields["csrf"]
        await visitor.post("/asked/answer", {"csrf": csrf, "mark": "x", "words": "No."})
        assert visitor.status == 409
        assert await store.posts_that_wait() == [post]
        await store.forget_posts("code")
        await visitor.get("/asked")
        assert "They wait for an answer" not in visitor.text
    await store.close()
