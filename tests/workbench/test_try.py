"""A chat as members have it: buttons, replies, the country, talk that is overheard, and the draft."""

import json
import re
from pathlib import Path

import pytest
from workbench_visits import served, visiting

from bot.config import Settings

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("alone")]


@pytest.mark.parametrize("platform", ["telegram", "discord", "plain"])
async def test_buttons_work_as_on_each_platform(settings: Settings, platform: str):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", platform=platform)
        await visitor.press("Send", words="what is ivig")
        assert "It is a drip of antibodies" in visitor.text
        await visitor.press("What is MMN?")
        assert "MMN is a rare illness" in visitor.text
        assert visitor.status == 200


@pytest.mark.parametrize("platform", ["telegram", "discord", "plain"])
async def test_the_short_answer_comes_first_and_more_shows_the_whole(settings: Settings, platform: str, faq: Path):
    answer = faq / "answers" / "treatment" / "ivig.yaml"
    text = answer.read_text(encoding="utf-8").replace("answer:", "short: A drip.\nanswer:")
    answer.write_text(text, encoding="utf-8")
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", platform=platform)
        await visitor.press("Send", words="what is ivig")
        assert "A drip." in visitor.text
        assert ("This is general information" in visitor.text) == (platform == "telegram")  # folded there
        await visitor.press("More")
        opened = visitor.text.rpartition("You tapped: More")[2]
        assert "It is a drip of antibodies" in opened
        assert "This is general information" in opened
        assert "A drip." not in opened


async def test_as_plain_text_it_is_what_the_terminal_shows(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", platform="plain")
        await visitor.press("Send", words="what is ivig")
        labels = [label.strip() for form in visitor.forms for _, _, label in form.buttons]
        assert "Helpful" not in labels
        assert {"Not this", "More"} <= set(labels)


async def test_a_reply_by_number_chooses_from_what_was_offered(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="what is ivig")
        await visitor.press("Send", words="1", reply="yes")
        assert visitor.html.count("from-member") == 2
        assert "MMN is a rare illness" in visitor.text
        assert "it chooses what was offered" in visitor.text


async def test_who_asks_for_numbers_is_told_about_as_that(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="999")
        assert "it asks for numbers to call" in visitor.text
        await visitor.press("Send", words="???")
        assert "it asks for numbers to call" not in visitor.text


async def test_what_a_message_replied_to_stands_in_the_example_that_is_made_of_it(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="is it catching")
        await visitor.press("Send", words="what does it do", reply="yes")
        await visitor.get("/try/wrong/1")
        await visitor.press("See what that changes", meant="ivig")
        await visitor.press("Add to the draft")

    held = json.loads((settings.data / "workbench" / "draft.json").read_text(encoding="utf-8"))
    written = held["en/cases/must-hold.jsonl"]["mine"].splitlines()[-1]
    assert json.loads(written) == {
        "text": "what does it do",
        "addressed": True,
        "expect": "answer",
        "topics": ["ivig"],
        "context": "contagious",
    }


async def test_in_private_it_is_read_with_what_was_said_before(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", heard="alone")
        assert "as a reply to the last answer" not in visitor.text
        await visitor.press("Send", words="is it catching")
        await visitor.press("Send", words="is it catching")
        assert "This is all that I have" in visitor.text
        await visitor.press("Send", words="what does it do")
        await visitor.get("/try/wrong/2")
        await visitor.press("See what that changes", meant="ivig")
        await visitor.press("Add to the draft")

    held = json.loads((settings.data / "workbench" / "draft.json").read_text(encoding="utf-8"))
    assert json.loads(held["en/cases/must-hold.jsonl"]["mine"].splitlines()[-1])["context"] == "contagious"


async def test_what_was_wrong_is_the_message_that_was_chosen_also_once_older_ones_are_gone(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        for number in range(20):
            await visitor.press("Send", words=f"what is mmn {number}")
        chosen = re.findall(r"/try/wrong/\d+", visitor.html)[-1]
        await visitor.get(chosen)
        form = visitor.form("See what that changes")
        await visitor.get("/try")
        await visitor.press("Send", words="is it catching")  # as from another tab
        await visitor.post(chosen, {**form.fields, "meant": "not-covered"})
        assert "what is mmn 19" in visitor.text
        assert "is it catching" not in visitor.text

        for _ in range(20):
            await visitor.get("/try")
            await visitor.press("Send", words="is it catching")
        await visitor.get(chosen)
        assert visitor.status == 404


async def test_of_a_chat_that_was_emptied_nothing_is_kept_in_mind(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", heard="alone")
        await visitor.press("Send", words="is it catching")
        await visitor.press("Empty the chat")
        await visitor.press("Send", words="is it catching")
        assert "This is all that I have" not in visitor.text


async def test_in_a_group_each_message_is_read_by_itself(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="is it catching")
        await visitor.press("Send", words="is it catching")
        assert "This is all that I have" not in visitor.text


async def test_the_country_and_who_was_spoken_to_bear_on_the_reply(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Set", country="GB")
        await visitor.press("Send", words="i can not breathe")
        assert "999" in visitor.text
        await visitor.press("Set", heard="overheard", country="XX")
        await visitor.press("Send", words="cheers everyone")
        assert "The bot stays silent." in visitor.text
        assert "An emergency" not in visitor.text.partition("Why")[2]


async def test_a_country_that_is_named_in_words_holds_for_what_comes_next(settings: Settings, faq: Path):
    words = faq / "words.yaml"
    words.write_text(f"{words.read_text('utf-8')}\nasking_numbers: [emergency numbers]\n", encoding="utf-8")
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="emergency numbers united kingdom")
        assert "999" in visitor.text
        assert [form.fields["country"] for form in visitor.forms if "country" in form.fields] == ["GB"]


async def test_nothing_is_sent_from_here_and_a_forged_tap_is_nothing(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as visitor:
        await visitor.get("/try")
        await visitor.press("Send", words="do penguins knit scarves")
        await visitor.press("Ask a moderator")
        assert "Nothing is sent from here." in visitor.text
        for forged in ("show:../x", "nothing", "<script>", "show:" + "x" * 500):
            await visitor.post("/try/tap", {**visitor.form("Send").fields, "press": forged, "label": "x"})
            assert visitor.status == 200
            assert visitor.html.count("from-member") == 1


async def test_the_draft_is_tried_without_anybody_else_getting_it(settings: Settings):
    async with served(settings) as workbench, visiting(workbench) as ana, visiting(workbench) as ben:
        await ana.get("/entries/contagious")
        asks = ana.form("Save in the draft").fields["asks"]
        await ana.press("Save in the draft", asks=f"{asks}\nshall i hide from the neighbours dog")
        await ana.get("/try")
        await ana.press("Set", faq="draft")
        await ana.press("Send", words="shall i hide from the neighbours dog")
        assert "you can not catch it" in ana.text
        await ben.get("/try")
        await ben.press("Send", words="shall i hide from the neighbours dog")
        assert "you can not catch it" not in ben.text
