"""The commands of Discord's menu: who is offered them, where they work, and who sees what they bring."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import simcord
from loopback.conversations import front_for
from loopback.discord import Channel, Impossible, Message
from loopback.kept import Kept

from bot.adapters.discord.client import Client
from bot.adapters.outage import Outage
from bot.answering.service import Service
from bot.content import load
from bot.model import COMMANDS, Audience, Kind, commands_for

if TYPE_CHECKING:
    from conftest import Stage

World = tuple[simcord.MemberActor, simcord.ChannelHandle]
CATCHING = "Is MMN contagious?"
CAUSES = "What causes MMN?"
MENU = "What would you like to know?"
SORRY = "Sorry, something went wrong"
BREATHING = "Trouble breathing or swallowing right now"
URGENT = "If you need help now"
SHARE, COUNTRY = "Show to everyone", "Numbers for my country"
FOR_ALL = [*commands_for(Audience.MEMBERS, discord=True), "Answer this"]


def title(message: Message) -> str:
    return message.text.splitlines()[0]


def choices(message: Message) -> list[str]:
    """What can be tapped or picked."""
    return [*message.labels, *(label for select in message.selects for label in select.options)]


@pytest.fixture
def broken(stage: "Stage", monkeypatch: pytest.MonkeyPatch) -> None:
    """The core fails, with an error that quotes what was said."""

    def fails(*said: object, **_: object) -> None:
        raise LookupError(said)

    for door in ("decide", "show", "browse", "search", "help", "urgent", "privacy", "page", "support", "forgotten"):
        monkeypatch.setattr(stage.service, door, fails)


# ---- /ask ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["is it catching?", CATCHING])
def test_a_sure_answer_is_for_all(stage: "Stage", question: str):
    used = stage.slash("ask", question=question)

    assert title(used.response) == CATCHING
    assert stage.help.from_bot == [used.response]
    assert "Remove this" in stage.offered(used.response)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("hands", "Let me ask back"),
        ("should I stop my ivig?", "Should I start, stop, skip or delay a treatment?"),
        ("Should I start, stop, skip or delay a treatment?", "Should I start, stop, skip or delay a treatment?"),
        ("does mmn run in families", "Does MMN run in families?"),
        ("ich habe schmerzen in der hand", "I can read English only"),
        ("thank you so much", "You are welcome."),
        ("?!", MENU),
    ],
)
def test_what_is_not_sure_is_between_the_bot_and_the_member(stage: "Stage", question: str, expected: str):
    used = stage.slash("ask", question=question)

    assert title(used.response).startswith(expected)
    assert used.response.ephemeral
    assert stage.help.from_bot == []
    assert "Remove this" not in choices(used.response)


def test_a_question_chosen_from_the_list_leads_to_its_theme_and_one_in_own_words_to_others(stage: "Stage"):
    chosen, in_own_words = (
        stage.slash("ask", channel, question=question).response
        for channel, question in ((stage.help, CATCHING), (stage.anna.dm(), "is it catching?"))
    )

    assert "More on: What MMN is" in chosen.labels
    assert CAUSES in in_own_words.labels


@pytest.mark.parametrize("question", ["I can't breathe", BREATHING])
def test_an_emergency_is_shown_whole_to_the_member_alone_as_often_as_it_is_asked_about(stage: "Stage", question: str):
    first, again = (stage.slash("ask", question=question).response for _ in range(2))

    assert (title(first), first.text, first.ephemeral) == (URGENT, again.text, True)
    assert "United States, Canada: 911" in first.text
    assert stage.help.from_bot == []


@pytest.mark.parametrize("question", ["I can't breathe", "I want to kill myself"])
def test_an_emergency_is_shown_to_everyone_where_the_member_wants_it(stage: "Stage", question: str):
    alone = stage.slash("ask", question=question).response

    for_all = stage.tap(alone, SHARE).response

    assert (title(for_all), for_all.ephemeral) == (URGENT, False)
    assert "local emergency number" in for_all.text
    assert stage.help.from_bot == [for_all]
    assert for_all.labels == [COUNTRY, "Remove this"]


def test_in_private_an_emergency_stays_to_be_read_again(stage: "Stage"):
    card = stage.slash("ask", stage.anna.dm(), question="I can't breathe").response

    assert (title(card), card.ephemeral, card.labels) == (URGENT, False, [COUNTRY])


def test_an_answer_for_all_pings_nobody(stage: "Stage"):
    stage.slash("ask", question="is it catching?")

    assert stage.help.last.allowed_mentions["parse"] == []


# ---- while a member types --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "i", "is it catching", "hands", "I can't breathe", "asdf qwer", "?"])
def test_at_most_25_questions_are_offered_that_discord_can_show(stage: "Stage", typed: str):
    offered = stage.anna.autocompletes(stage.help, "ask", question=typed)

    assert bool(typed not in {"asdf qwer", "?"}) <= len(offered) <= 25
    assert all(1 <= len(each["name"]) <= 100 and each["value"] == each["name"] for each in offered)


@pytest.mark.parametrize("said", ["uk", "UK", "United Kingdom", "gb"])
def test_support_takes_a_country_however_it_is_called(stage: "Stage", said: str):
    assert stage.slash("support", country=said).response.text.startswith("Support organizations: United Kingdom")


@pytest.mark.parametrize(("typed", "name"), [("usa", "United States"), ("ger", "Germany"), ("uk", "United Kingdom")])
def test_countries_are_offered_by_their_other_names_too(stage: "Stage", typed: str, name: str):
    assert name in [each["name"] for each in stage.anna.autocompletes(stage.help, "support", country=typed)]


def test_a_command_that_is_no_longer_there_gets_a_true_sentence(stage: "Stage"):
    stage.client.tree.remove_command("about")

    told = stage.slash("about").response

    assert told.text.startswith("I no longer have this command.")
    assert told.ephemeral


@pytest.mark.parametrize(
    ("command", "told"), [("help", "hold or right-click their message"), ("privacy", "messages that mention me")]
)
def test_help_and_privacy_speak_of_discord(stage: "Stage", command: str, told: str):
    assert told in stage.slash(command).response.text


def test_the_likeliest_question_is_offered_first(stage: "Stage"):
    assert stage.anna.autocompletes(stage.help, "ask", question="catching?")[0]["name"] == CATCHING


@pytest.mark.parametrize(
    ("typed", "first", "heading"),
    [
        ("I can't breathe", BREATHING, URGENT),
        ("stop ivig?", *["Should I start, stop, skip or delay a treatment?"] * 2),
    ],
)
def test_an_emergency_and_a_personal_decision_are_offered_first(stage: "Stage", typed: str, first: str, heading: str):
    offered = stage.anna.autocompletes(stage.help, "ask", question=typed)

    assert offered[0]["name"] == first
    assert title(stage.slash("ask", question=offered[0]["value"]).response) == heading


def test_every_question_of_the_faq_can_be_chosen(stage: "Stage"):
    for entry in stage.service.faq.entries.values():
        if entry.kind is not Kind.CHATTER:
            heading = URGENT if entry.kind is Kind.URGENT else entry.question
            assert title(stage.slash("ask", stage.anna.dm(), question=entry.question).response) == heading


@pytest.mark.usefixtures("broken")
def test_where_the_core_fails_nothing_is_offered_and_nothing_told_of_who_typed(
    stage: "Stage", caplog: pytest.LogCaptureFixture
):
    assert stage.anna.autocompletes(stage.help, "ask", question="is it catching") == []

    [record] = caplog.records
    assert record.getMessage().startswith("questions could not be offered: builtins.LookupError at ")
    assert "catching" not in record.getMessage()
    caplog.clear()


# ---- /topics ---------------------------------------------------------------------------------------------------------


def test_topics_are_browsed_back_and_forth_in_one_message(stage: "Stage"):
    menu = stage.slash("topics").response
    read = [title(menu)]

    for label in ("What MMN is", CATCHING, "More on: What MMN is", CAUSES, "More on: What MMN is", "All topics"):
        stage.tap(menu, label)
        read.append(title(menu))

    assert read == [MENU, "What MMN is", CATCHING, "What MMN is", CAUSES, "What MMN is", MENU]
    assert menu.ephemeral
    assert len(stage.help.all_messages) == 1


def test_every_theme_is_opened_from_a_list_with_a_hint_and_leads_back(stage: "Stage"):
    menu = stage.slash("topics").response

    for theme in stage.service.faq.themes.values():
        stage.tap(menu, theme)
        assert title(menu) == theme
        stage.tap(menu, "All topics")
        assert title(menu) == MENU

    assert [select.placeholder for select in menu.selects] == ["Choose one"]


def test_a_theme_of_more_questions_than_a_list_holds_leads_to_all_of_them_and_back(stage: "Stage", small_faq: Path):
    said = (small_faq / "answers/basics/contagious.yaml").read_text(encoding="utf-8")
    for number in range(30):
        another = said.replace("Is MMN contagious?", f"Question {number}?").replace("catch", f"catch{number}")
        file = small_faq / f"answers/basics/another-{number}.yaml"
        file.write_text(another.replace("get it", f"get{number} it"), encoding="utf-8")
    stage.service = Service(load(small_faq))
    menu = stage.slash("topics").response

    for label in ("What MMN is", "What is MMN?", "More on: What MMN is", "All topics", "Treatment"):
        stage.tap(menu, label)

    assert title(menu) == "Treatment"


# ---- /support --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["CA", "ca", "Canada", "canada"])
def test_support_names_the_organizations_of_a_country(stage: "Stage", country: str):
    card = stage.slash("support", country=country).response

    assert card.ephemeral
    assert "[GBS/CIDP Foundation of Canada]" in card.text
    assert "[GBS/CIDP Foundation International]" in card.text
    assert "CIDP Italia" not in card.text
    assert "All countries" in choices(card)


@pytest.mark.parametrize("options", [{}, {"country": ""}, {"country": "Atlantis"}])
def test_support_names_the_first_organizations_and_all_countries_where_none_is_known(
    stage: "Stage", options: dict[str, str]
):
    used = stage.slash("support", **options)

    faq, card = stage.service.faq, stage.last(used)
    text = "".join(part.text for part in (used.response, *used.followups))
    assert all(f"[{organisation.name}]" in text for organisation in faq.organisations)
    helped = {country for organisation in faq.organisations for country in organisation.countries}
    assert {numbers.name for numbers in faq.numbers if numbers.country in helped} <= set(choices(card))
    assert "All countries" not in choices(card)


def test_the_countries_are_offered_while_a_member_types(stage: "Stage"):
    offered = [stage.anna.autocompletes(stage.help, "support", country=typed) for typed in ("UNITED", "zea", "xyz")]

    assert offered == [
        [{"name": "United Kingdom", "value": "GB"}, {"name": "United States", "value": "US"}],
        [{"name": "New Zealand", "value": "NZ"}],
        [],
    ]
    assert len(stage.anna.autocompletes(stage.help, "support", country="")) == len(stage.service.faq.numbers)


# ---- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize(
    ("name", "expected", "told"),
    [
        ("help", "How to ask me", "Ask about MMN in your own words."),
        ("topics", MENU, "Choose a theme."),
        ("support", "Support organizations", "CIDP Italia"),
        ("urgent", "If you need help now", "United Kingdom, Ireland: 116 123 (Samaritans)"),
        ("privacy", "What happens to your words", "I never store or log what you write"),
        ("forgetme", "What I hold about you", "I hold nothing that leads to you."),
        ("about", "MMN support community: the question bot", "I am a program, not a doctor."),
        ("sources", "Where these answers come from", "read on 2026-11-21](https://www.gammagard.com/mmn/what-is-mmn)"),
    ],
)
def test_a_page_is_for_the_member_alone(stage: "Stage", name: str, expected: str, told: str, private: bool):  # noqa: FBT001
    place = stage.anna.dm() if private else stage.help

    used = stage.slash(name, place)

    page = used.response
    assert title(page) == expected
    assert told in "".join(part.text for part in (page, *used.followups))
    assert page.ephemeral
    assert place.from_bot == []


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.opens_page])
def test_every_page_opens_by_its_command(stage: "Stage", name: str):
    expected = stage.service.page(name, "", stage.conversation.keeping, "discord")

    assert title(stage.slash(name).response) == expected.title


def test_sources_lists_every_source_by_its_title_and_the_day_it_was_read(stage: "Stage"):
    told = stage.slash("sources").response.text

    for source in stage.service.faq.sources.values():
        listed = f"{source.title} ({source.publisher}), read on {source.accessed}"
        assert (f"[{listed}](" if source.url else listed) in told.replace("\\", "")
        assert f"]({source.url})" in told or not source.url


def test_forgetme_tells_truly_how_many_answers_were_known_to_be_the_members(stage: "Stage"):
    stage.ask("is it catching?")
    stage.slash("ask", question="can it be cured?")
    stage.slash("ask", question="hands")
    stage.ask("is it catching?", stage.anna.dm())
    stage.tap(stage.ask("what is ivig", by=stage.ben), "Helpful")

    told = [stage.slash("forgetme").response.text for _ in range(2)]

    assert "asked for or voted on (4)" in told[0]
    assert "I hold nothing that leads to you." in told[1]


def test_forgetme_leaves_the_answers_where_they_are(stage: "Stage"):
    answer = stage.ask("is it catching?")

    stage.slash("forgetme")

    assert stage.help.from_bot == [answer]


# ---- where and for whom ----------------------------------------------------------------------------------------------


def test_members_are_offered_what_is_for_members(stage: "Stage"):
    assert sorted(stage.anna.commands_in(stage.help)) == sorted(FOR_ALL)
    assert sorted(stage.ben.commands_in(stage.help)) == sorted([*FOR_ALL, "mmn"])
    assert sorted(stage.ben.commands_in(stage.ben.dm())) == sorted(FOR_ALL)


def test_commands_are_described_in_the_words_of_the_faq(stage: "Stage"):
    words = stage.service.faq.community.commands
    offered = {command["name"]: command for command in stage.server.commands.kept[0]}

    assert offered["ask"]["description"] == words["ask"]
    assert offered["ask"]["options"][0]["description"] == words["question"]
    assert offered["ask"]["description_localizations"] == {"en-US": words["ask"], "en-GB": words["ask"]}
    under = {each["name"]: each for each in offered["mmn"]["options"]}
    assert list(under) == [*commands_for(Audience.ADMINS, Audience.MODERATORS, discord=True)]
    assert all(each["description"] == words[name] for name, each in under.items())
    assert all(each["description_localizations"]["en-GB"] == words[name] for name, each in under.items())
    assert under["try"]["options"][0]["description"] == words["question"]
    assert under["try"]["options"][0]["required"]


def test_discord_is_told_the_commands_once(stage: "Stage"):
    stage.restart()
    stage.restart()

    assert len(stage.server.commands.writes) == 1


@pytest.fixture
def elsewhere(stage: "Stage") -> dict[str, Channel]:
    """Places without the bot, into which Cleo carries it along."""
    cleo = stage.cara = stage.server.person("Cleo", installed_app=True)
    guild = stage.server.guild("Knitting", [cleo, stage.anna], bot=False)
    return {
        "a server": guild.text_channel("chat"),
        "a group chat": stage.server.group_chat(cleo, stage.anna),
        "a quiet server": guild.text_channel("quiet", everyone_lacks=["use_external_apps"]),
    }


@pytest.mark.parametrize("where", ["a server", "a group chat"])
def test_a_member_carries_the_bot_along_to_places_without_it(stage: "Stage", elsewhere: dict[str, Channel], where: str):
    place = elsewhere[where]

    answer = stage.slash("ask", place, by=stage.cara, question="is it catching?").response
    stage.tap(answer, CAUSES, by=stage.cara)

    assert title(answer) == CAUSES
    assert place.messages == [answer]
    assert sorted(stage.cara.commands_in(place)) == sorted(FOR_ALL)
    with pytest.raises(Impossible, match="is not offered"):
        stage.slash("help", place)


def test_in_a_group_chat_what_one_alone_sees_can_be_shown_to_everyone(stage: "Stage", elsewhere: dict[str, Channel]):
    chat = elsewhere["a group chat"]
    own = stage.slash("ask", chat, by=stage.cara, question="does mmn run in families").response

    stage.tap(own, "Show to everyone", by=stage.cara)

    assert [title(message) for message in chat.messages] == ["Does MMN run in families?"]


def test_where_a_server_keeps_carried_answers_to_one_alone_no_other_is_pointed_to_them(
    stage: "Stage", elsewhere: dict[str, Channel]
):
    quiet = elsewhere["a quiet server"]
    first, again = (stage.slash("ask", quiet, by=stage.cara, question="is it catching?").response for _ in range(2))

    assert first.ephemeral
    assert title(again) == CATCHING


def test_in_a_thread_a_command_is_answered_inside(stage: "Stage"):
    thread = stage.help.thread("aside", by=stage.anna)

    answer = stage.slash("ask", thread, question="is it catching?").response

    assert thread.from_bot == [answer]
    assert stage.help.from_bot == []


@pytest.mark.parametrize("lacks", ["send_messages", "embed_links", "view_channel"])
def test_a_command_is_answered_where_the_bot_may_not_write(stage: "Stage", lacks: str):
    stage.help.bot_lacks(lacks)

    assert title(stage.slash("ask", question="is it catching?").response) == CATCHING


# ---- when something goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("ask", {"question": "is it catching?"}),
        ("ask", {"question": CATCHING}),
        *((name, {}) for name in FOR_ALL if name not in {"ask", "Answer this"}),
    ],
)
@pytest.mark.usefixtures("broken")
def test_an_error_of_ours_is_told_to_the_member_with_a_way_to_help(
    stage: "Stage", name: str, options: dict[str, str], caplog: pytest.LogCaptureFixture
):
    sorry = stage.slash(name, **options).response

    assert title(sorry) == SORRY
    assert sorry.ephemeral
    assert "](https://www.inflammatoryneuropathies.uk/mmn)" in sorry.text
    [record] = caplog.records
    assert record.getMessage().startswith("an event could not be answered: builtins.LookupError at ")
    caplog.clear()


@pytest.mark.usefixtures("broken")
def test_answer_this_that_fails_is_told_to_the_member(stage: "Stage", caplog: pytest.LogCaptureFixture):
    sorry = stage.uses_menu(stage.says("is it catching?")).response

    assert (title(sorry), sorry.ephemeral) == (SORRY, True)
    assert len(caplog.records) == 1
    caplog.clear()


def test_a_question_that_could_not_be_read_brings_the_numbers(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(stage.service, "explain", lambda _: 1 / 0)

    card = stage.slash("ask", question="is it catching?").response
    caplog.clear()

    assert (title(card), card.ephemeral) == (URGENT, True)
    assert stage.tap(card, SHARE).response.ephemeral is False
    assert [title(message) for message in stage.help.from_bot] == [URGENT]


def test_the_next_command_after_an_answer_that_came_too_late_is_answered(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    decide = stage.service.decide
    monkeypatch.setattr(stage.service, "decide", lambda said: (stage.server.passes(seconds=3.1), decide(said))[1])
    late = stage.slash("ask", question="is it catching?")
    late.acknowledged_within = 0  # as far as this story minds
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    caplog.clear()
    monkeypatch.undo()

    assert title(stage.slash("ask", question="is it catching?").response) == CATCHING


def test_a_command_that_this_version_no_longer_has_is_answered_too(stage: "Stage", caplog: pytest.LogCaptureFixture):
    [ask] = [command for command in stage.server.commands.kept[0] if command["name"] == "ask"]
    stage.server.commands.kept[0].append(ask | {"id": "1", "name": "faq"})  # as Discord still shows it for a while

    used = stage.slash("faq", question="is it catching?")
    caplog.clear()

    assert used.acknowledged_within is not None


# ---- the same in simcord, which has limits and permissions of its own ------------------------------------------------


@pytest.fixture
def simcord_bot(service: Service, tmp_path: Path) -> Client:
    def now() -> datetime:
        return datetime(2026, 11, 21, 12, tzinfo=UTC)

    store = Kept(tmp_path / "store.sqlite3")
    conversation = front_for("discord", lambda: service, store, now)
    return Client(conversation, Outage("Discord"), message_content=False)


@pytest.fixture
def world(simcord_env: simcord.Env) -> World:
    """Anna and the channel #help of a server with the bot, in simcord."""
    guild = simcord_env.create_guild()
    return guild.add_member(simcord_env.create_user("anna")), guild.create_text_channel("help")


@pytest.mark.asyncio
async def test_in_simcord_a_sure_answer_is_for_all_and_an_unsure_one_for_the_member(world: World):
    anna, help_ = world

    sure = await anna.slash(help_, "ask", question="is it catching?")
    unsure = await anna.slash(help_, "ask", question="hands")

    simcord.assert_responded(sure, contains=f"### {CATCHING}\n", ephemeral=False)
    simcord.assert_responded(unsure, contains="### Let me ask back\n", ephemeral=True)


@pytest.mark.asyncio
async def test_in_simcord_questions_are_offered_while_a_member_types(world: World):
    anna, help_ = world

    offered = await anna.autocomplete(help_, "ask", "question", "I can't breathe")

    assert offered[0]["name"] == BREATHING


@pytest.mark.asyncio
async def test_in_simcord_the_asker_turns_the_answer_and_somebody_else_gets_their_own(
    world: World, simcord_env: simcord.Env
):
    anna, help_ = world
    ben = help_.guild.add_member(simcord_env.create_user("ben"))
    asked = await anna.slash(help_, "ask", question="is it catching?")

    own = await ben.click(asked.response, label=CAUSES)
    await anna.click(asked.response, label=CAUSES)

    simcord.assert_responded(own, contains=f"### {CAUSES}\n", ephemeral=True)
    assert asked.response.content.startswith(f"### {CAUSES}\n")


@pytest.mark.asyncio
async def test_in_simcord_a_list_is_chosen_from(world: World):
    anna, help_ = world
    menu = await anna.slash(help_, "topics")

    await anna.select(menu.response, ["theme:treatment"])

    simcord.assert_responded(menu, contains="### Treatment", ephemeral=True)


@pytest.mark.asyncio
async def test_in_simcord_what_is_for_managers_is_offered_to_them_alone(world: World):
    anna, help_ = world

    assert sorted(anna.available_commands(help_)) == sorted(FOR_ALL[:-1])
