"""The bot in a terminal: what a member types, and what they read."""

import asyncio
import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.adapters import terminal
from bot.adapters.conversation import by_one
from bot.answering.policy import Decision
from bot.answering.service import Service
from bot.commands.chat import conversation
from bot.model import COMMANDS, Incoming, Keeping, Outcome, Press, Reply, Verb

FAQ = Path(__file__).parents[2] / "faq" / "en"


def talk(service: Service, *said: str, country: str = "") -> str:
    """All that the bot says to these lines, after its welcome."""
    out = io.StringIO()
    terminal.chat(conversation(service, country), said, Console(file=out, width=100))
    return out.getvalue().split("Support groups\n", 1)[1]


def test_the_welcome_says_what_the_bot_is_and_shows_the_themes(service: Service):
    out = io.StringIO()

    terminal.chat(conversation(service, ""), [], Console(file=out, width=100))

    assert "I am not a doctor" in out.getvalue()
    assert "[1] What MMN is" in out.getvalue()


def test_an_answer_is_short_first_and_more_shows_the_whole_from_title_to_buttons(service: Service):
    said = talk(service, "is it catching?", "3")

    order = [
        "Is MMN contagious?",
        "You cannot catch MMN from anyone or pass it on.",
        "Sources: 1 · Reviewed 20",
        "Not medical advice. Find support: https://",
        "[1] ",
        "Is MMN contagious?",
        "MMN is not contagious: you",
        "Sources: What is MMN? (Inflammatory Neuropathies UK, a patient charity): https://",
        "Reviewed 20",
        "Support organizations:",
        "• Inflammatory Neuropathies UK: https://",
        "This is general information, not medical advice.",
        "[6] Support groups",
    ]
    for part in order:
        assert part in said
        said = said.partition(part)[2]


def test_a_number_taps_a_choice_of_the_last_reply(service: Service):
    said = talk(service, "is it catching?", "1")

    assert "What causes MMN?" in said.split("[3] More")[1]


@pytest.mark.parametrize("number", ["99", "0", "-1"])
def test_a_number_that_is_no_choice_is_told_so(service: Service, number: str):
    assert f"There is no choice {number}. Type 1 to 3, or a question." in talk(service, "is it catching?", number)


def test_who_types_help_behind_the_card_of_an_emergency_gets_the_numbers(service: Service):
    assert "How to ask me" not in talk(service, "I can't breathe", "help")
    assert "How to ask me" in talk(service, "I can't breathe", "/help")


def test_what_only_looks_like_a_number_is_a_message_and_no_number_is_too_long(service: Service):
    assert "There is no choice" in talk(service, "is it catching?", "9" * 5_000)
    assert "There is no choice" not in talk(service, "is it catching?", "--5")


def test_the_command_that_replies_name_for_an_emergency_works_here_too(service: Service):
    assert "999 / 112" in talk(service, "/urgent")


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.opens_page])
def test_every_page_opens_by_its_command(service: Service, name: str):
    assert talk(service, f"/{name}").lstrip().startswith(service.page(name, "", Keeping(), "terminal").title)


@pytest.mark.parametrize(
    ("page", "told"),
    [("/help", "type it to take one"), ("/privacy", "I read what you type here, and keep nothing of it")],
)
def test_help_and_privacy_speak_of_the_terminal(service: Service, page: str, told: str):
    said = talk(service, page)

    assert told in said
    assert [word for word in ("a group", "Telegram", "chat app", "/ask") if word in said] == []


def test_sources_lists_every_source_with_its_address_and_the_day_it_was_read(service: Service):
    said = talk(service, "/sources")

    for source in service.faq.sources.values():
        listed = f"{source.title} ({source.publisher}), read on {source.accessed}"
        assert (f"{listed}: {source.url}" if source.url else listed) in said


def test_empty_lines_are_passed_over_and_quit_leaves(service: Service):
    assert talk(service, "", "quit", "is it catching?").strip() == ""


def test_a_pipe_gets_plain_text_without_wrapping(service: Service):
    said = talk(service, "is it catching?")

    assert "\x1b" not in said
    assert max(map(len, said.splitlines())) > 100


def test_square_brackets_in_a_reply_are_not_taken_for_styles(service: Service):
    assert "[1]" in talk(service, "[bold]is it catching?[/bold]")


def test_a_country_that_is_chosen_holds_for_the_rest_of_the_chat(service: Service):
    place = [button.label for button in service.press(service.urgent().buttons[0].press).buttons].index("Ireland") + 1

    said = talk(service, "I want to end my life", "1", str(place), "I want to end my life")

    assert "Pieta: 1800 247 247 (free, 24/7)" in said.rsplit("If you need help now", 1)[1]


def test_a_country_that_is_chosen_holds_for_what_is_hardly_an_emergency(service: Service):
    chat, faint = conversation(service, ""), Decision(Outcome.NOT_COVERED, "", "thanks", doubt="chest-pain", faint=True)

    async def chooses_and_asks() -> Reply:
        await chat.press(Press(Verb.COUNTRY, "US"), 0, 0, 0, by_one)
        return await chat.page(lambda _, country: service.word(faint, Incoming(""), country), 0, by_one)

    assert "call 911" in asyncio.run(chooses_and_asks()).below


def test_the_country_of_the_settings_holds_where_none_was_chosen(service: Service):
    assert "Pieta: 1800 247 247 (free, 24/7)" in talk(service, "I want to end my life", country="IE")


def test_a_follow_up_is_read_with_the_answer_before_it(service: Service):
    said = talk(service, "can it be cured?", "no, not that")

    assert "Perhaps something else?" in said


def test_who_is_led_to_the_same_answer_again_and_again_is_told_so_also_with_talk_in_between(service: Service):
    said = talk(service, "is it catching?", "thank you", "can you catch it", "catching?")

    assert said.count("This is all that I have on it.") == 1
    assert said.count("I have told you all that I have on this") == 1


def test_the_way_back_to_an_answer_shows_nothing_anew(service: Service):
    chat = conversation(service, "")

    async def asks_opens_and_goes_back() -> None:
        await chat.ask("is it catching?", 0, addressed=True, seen=by_one)
        for verb in (Verb.MORE, Verb.BACK):
            await chat.press(Press(verb, "contagious"), 0, 0, 0, by_one)

    asyncio.run(asks_opens_and_goes_back())

    assert [entry for entry, _ in chat.last_said(0).shown] == ["contagious", "contagious"]


def test_what_is_typed_shows_anew_what_its_tap_shows(service: Service):
    chat = conversation(service, "")

    async def asks_and_finds_it_too_long() -> None:
        for said in ("is it catching?", "too long"):
            await chat.ask(said, 0, addressed=True, before=chat.last_said(0), seen=by_one)

    asyncio.run(asks_and_finds_it_too_long())

    assert [entry for entry, _ in chat.last_said(0).shown] == ["contagious"]


def test_that_nobody_is_in_danger_is_kept_in_mind_and_what_was_shown(service: Service, monkeypatch: pytest.MonkeyPatch):
    heard: list[Incoming] = []
    explain = Service.explain
    monkeypatch.setattr(Service, "explain", lambda self, said: (heard.append(said), explain(self, said))[1])

    talk(
        service, "my throat closes since the drip started", "no im fine, false alarm", "is it catching?", "can it kill"
    )

    assert [incoming.danger_over for incoming in heard] == [False, False, True, True]
    assert {"infusion-reaction", "contagious"} <= set(heard[-1].shown)


def test_not_this_leads_to_other_choices_and_says_nothing_of_a_count(service: Service):
    said = talk(service, "is it catching?", "2")

    assert "Helpful" not in said
    assert "Perhaps something else?" in said
    assert "count" not in said


def test_a_way_leads_back_from_all_that_more_opens(service: Service):
    said = talk(service, "is it catching?", "3", "5", "3")

    assert said.count("Sources: 1 · Reviewed") == 2


def test_nothing_can_be_sent_to_moderators_from_here_and_it_says_so(service: Service):
    assert "Ask a moderator" not in talk(service, "does my parrot speak french?", "can I get pregnant with MMN?", "3")
    assert "You cannot send a question to the moderators from here." in talk(service, "/privacy")


@pytest.mark.parametrize("typed", ["topics", "menu", "start", "HELP", "/start"])
def test_what_opens_a_page_in_private_opens_it_here(service: Service, typed: str):
    pages = {"help": "How to ask me", "start": "MMN support community: questions and answers"}

    assert talk(service, typed).lstrip().startswith(pages.get(typed.strip("/").lower(), "What would you like to know?"))


def test_forgetme_tells_what_was_held_and_the_country_is_forgotten(service: Service):
    place = [button.label for button in service.press(service.urgent().buttons[0].press).buttons].index("Ireland") + 1

    said = talk(service, "/urgent", "1", str(place), "/forgetme", "/forgetme", "I want to end my life")

    assert "which country you chose" in said
    assert "I hold nothing that leads to you." in said
    assert (
        "Pieta"
        not in said.rsplit("If you need help now", 1)[1]
        .partition("Crisis lines in other")[0]
        .partition("Ireland: 112")[0]
    )
