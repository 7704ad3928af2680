"""The loopback Discord, tried with discord.py itself: each story is one promise that the adapter's tests rely on."""

import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest
from loopback.discord import Channel, Impossible, Listening, Person, Running, program, running, serve, wait_for
from loopback.discord.redirect import discord
from loopback.discord.sample import Bot, ShardedBot

CATCHING = "is it catching?"
STRICT = "error,ignore::DeprecationWarning"
POSTING = "POST /channels/*/messages"
NO = "No, MMN is not contagious."
Friends = tuple[Person, Person, Channel]


@pytest.fixture
def world() -> Iterator[Listening]:
    """Discord, which must never meet anything that it does not model."""
    with serve() as server:
        yield server
    assert server.surprises == []


@pytest.fixture
def friends(world: Listening) -> Friends:
    """Anna, the manager Ben, and a guild of theirs with the channel #help."""
    anna, ben = world.person("Anna"), world.person("Ben")
    guild = world.guild("MMN friends", [anna, ben], managers=[ben])
    return anna, ben, guild.text_channel("help")


def test_a_mention_is_answered_with_a_reply_that_pings_nobody(friends: Friends):
    anna, _, help_ = friends
    with running(Bot()):
        asked = anna.says(help_, CATCHING, mention_bot=True)

        assert asked.answer.text == NO
        assert asked.answer.reply_to is asked
        assert asked.answer.pings == []
        assert asked.answer.labels == ["About ivig"]
        assert help_.from_bot == [help_.last]


def test_without_the_intent_only_what_is_meant_for_the_bot_can_be_read(world: Listening, friends: Friends):
    anna, _, help_ = friends
    bot = Bot()
    with running(bot):
        anna.says(help_, "private matters")
        answer = anna.says(help_, CATCHING, mention_bot=True).answer
        anna.says(help_, "thank you", reply_to=answer)
        anna.says(help_, "quietly", reply_to=answer, ping=False)
        world.settle()

        assert bot.heard == ["", f"{world.bot.mention} {CATCHING}", "thank you", ""]


def test_with_the_intent_and_the_switch_in_the_portal_everything_can_be_read(world: Listening, friends: Friends):
    anna, _, help_ = friends
    world.privileged = {"message_content"}
    bot = Bot(intents=discord.Intents(guilds=True, guild_messages=True, message_content=True))
    with running(bot):
        anna.says(help_, "private matters")
        world.settle()

    assert bot.heard == ["private matters"]


def test_a_slash_command_is_deferred_then_filled_for_one_pair_of_eyes(friends: Friends):
    anna, _, help_ = friends
    with running(Bot()):
        asked = anna.slash(help_, "ask", question=CATCHING)

        assert asked.response.text == f"{CATCHING}\n{NO}"
        assert asked.response.ephemeral
        assert asked.deferred
        assert asked.acknowledged_within < 3
        assert help_.messages == []


def test_autocompletion_offers_choices(friends: Friends):
    anna, _, help_ = friends
    with running(Bot()):
        assert anna.autocompletes(help_, "ask", question="is it c") == [{"name": CATCHING, "value": CATCHING}]


def test_a_button_works_after_a_restart(friends: Friends):
    anna, ben, help_ = friends
    with running(Bot()):
        answer = anna.says(help_, CATCHING, mention_bot=True).answer
    with running(Bot()):
        tapped = ben.clicks(answer, "About ivig")

        assert tapped.response.text == "This is ivig."
        assert tapped.response.ephemeral
        with pytest.raises(Impossible, match="does not see"):
            anna.clicks(tapped.response, "Again")


def test_the_message_menu_shows_the_words_without_any_intent(friends: Friends):
    anna, ben, help_ = friends
    with running(Bot()):
        assert ben.uses_menu("Answer this", anna.says(help_, CATCHING)).response.text == NO


def test_private_talk_forum_posts_and_threads(world: Listening, friends: Friends):
    anna, _, help_ = friends
    with running(Bot()):
        assert anna.says(anna.dm(), CATCHING).answer.text == NO
        post = help_.guild.forum("questions").post("Worried", f"{world.bot.mention} {CATCHING}", by=anna)
        assert post.messages[0].id == post.id
        assert post.messages[0].answer.channel is post
        thread = help_.thread("aside", by=anna)
        assert anna.says(thread, CATCHING, mention_bot=True).answer.text == NO


def test_where_the_bot_may_not_write_it_is_refused(world: Listening, friends: Friends):
    anna, _, help_ = friends
    thread = help_.thread("over", by=anna)
    with running(Bot()) as bot:
        for lacks in (["send_messages"], ["read_message_history"], ["view_channel"]):
            help_.bot_lacks(*lacks)
            anna.says(help_, CATCHING, mention_bot=True)
            world.settle()
        assert refusal(bot, help_.id, "hello").code == 50001

        help_.bot_lacks()
        thread.set(locked=True)
        assert refusal(bot, thread.id, "too late").code == 160005
        thread.set(locked=True, archived=True)
        assert refusal(bot, thread.id, "too late").code == 50083
        thread.set(archived=True)
        bot.does(bot.client.get_partial_messageable(thread.id).send("opened again"))
        assert not thread.archived

    assert [line.split(" -> 403 ")[1] for line in world.refusals[:2]] == [
        "50013 Missing Permissions",
        "160002 Cannot reply without permission to read message history",
    ]


def refusal(bot: Running, channel_id: int, *content: str, **more: object) -> discord.HTTPException:
    """What Discord says to a message of the bot that it refuses."""
    with pytest.raises(discord.HTTPException) as caught:
        bot.does(bot.client.get_partial_messageable(channel_id).send(*content, **more))
    return caught.value


def test_what_is_too_long_is_refused_with_its_place(friends: Friends):
    _, _, help_ = friends
    twins = discord.ui.View(timeout=None)
    for _ in range(2):
        twins.add_item(discord.ui.Button(label="x", custom_id="same"))
    with running(Bot()) as bot:
        title, long = discord.Embed(title="x" * 257), [discord.Embed(description="x" * 3001)] * 2

        assert "content: Must be 2000 or fewer" in str(refusal(bot, help_.id, "x" * 2001))
        assert "embeds.0.title: Must be 256 or fewer" in str(refusal(bot, help_.id, embed=title))
        assert "embeds: Embed size exceeds maximum size of 6000" in str(refusal(bot, help_.id, embeds=long))
        assert "custom id is duplicated" in str(refusal(bot, help_.id, view=twins))
        assert refusal(bot, help_.id).code == 50006


def test_private_talk_can_be_closed_to_the_bot(world: Listening):
    shy = world.person("Dora", accepts_dms=False)
    with running(Bot()) as bot:
        assert refusal(bot, shy.dm().id, "hello").code == 50007


def test_commands_are_offered_to_whom_they_are_for(friends: Friends):
    anna, ben, help_ = friends
    with running(Bot()):
        assert anna.commands_in(help_) == ["ask", "Answer this"]
        assert ben.slash(help_, "listen").response.text == "Listening."
        with pytest.raises(Impossible, match="Anna is not offered 'listen'"):
            anna.slash(help_, "listen")
        with pytest.raises(Impossible, match=r"missing \['question'\]"):
            anna.slash(help_, "ask")


def test_a_member_carries_the_app_to_places_without_the_bot(world: Listening):
    cleo, dan = world.person("Cleo", installed_app=True), world.person("Dan")
    elsewhere = world.guild("Knitting", [cleo, dan], bot=False)
    chat = elsewhere.text_channel("chat")
    with running(Bot()) as bot:
        asked = cleo.slash(chat, "ask", question=CATCHING)

        assert NO in asked.response.text
        assert asked.payload()["authorizing_integration_owners"] == {"1": str(cleo.id)}
        assert NO in cleo.slash(world.group_chat(cleo, dan), "ask", question=CATCHING).response.text
        assert cleo.uses_menu("Answer this", dan.says(chat, CATCHING)).response.text == NO
        assert dan.commands_in(chat) == []
        assert bot.client.heard == []


def test_a_guild_can_keep_the_answers_of_carried_apps_to_one_pair_of_eyes(world: Listening):
    cleo = world.person("Cleo", installed_app=True)
    chat = world.guild("Knitting", [cleo], bot=False).text_channel("chat", everyone_lacks=["use_external_apps"])
    with running(Bot()):
        assert cleo.uses_menu("Answer this", cleo.says(chat, CATCHING)).response.ephemeral


class Careless(Bot):
    """Does with interactions what one must not do; `codes` are what Discord said."""

    def __init__(self, world: Listening) -> None:
        super().__init__()
        self.codes: list[int] = []
        self.world = world

        @self.tree.command(description="Too much")
        async def much(interaction: discord.Interaction, how: str) -> None:
            if how == "late":
                world.passes(seconds=3.1)
            await self.tries(interaction.response.send_message("first"))
            await self.tries(interaction.client.http.request(callback(interaction), json={"type": 5}))
            if how == "gone":
                world.passes(minutes=15)
            await self.tries(interaction.followup.send("second"))

        @much.autocomplete("how")
        async def complete(interaction: discord.Interaction, typed: str) -> list[discord.app_commands.Choice[str]]:
            choices = [discord.app_commands.Choice(name="x" * 101, value=typed)] * 26
            await self.tries(interaction.response.autocomplete(choices))
            return []

    async def tries(self, work: Awaitable[object]) -> None:
        try:
            await work
        except discord.HTTPException as error:
            self.codes.append(error.code)


def callback(interaction: discord.Interaction) -> discord.http.Route:
    return discord.http.Route("POST", f"/interactions/{interaction.id}/{interaction.token}/callback")


@pytest.mark.parametrize(
    ("how", "codes"), [("twice", [40060]), ("gone", [40060, 50027]), ("late", [10062, 10062, 10015])]
)
def test_an_interaction_is_answered_once_in_time_and_not_for_ever(
    world: Listening, friends: Friends, how: str, codes: list[int]
):
    anna, _, help_ = friends
    bot = Careless(world)
    with running(bot):
        anna.slash(help_, "much", how=how)
        world.settle()

    assert bot.codes == codes


def test_at_most_25_choices_are_offered(world: Listening, friends: Friends):
    anna, _, help_ = friends
    bot = Careless(world)
    with running(bot):
        assert anna.autocompletes(help_, "much", how="x") == []

    assert bot.codes == [50035]


def test_edits_and_deletions_reach_the_bot(world: Listening, friends: Friends):
    anna, _, help_ = friends
    bot = Bot()
    seen = []
    bot.on_raw_message_edit = noted(seen, lambda event: event.message.content)
    bot.on_raw_message_delete = noted(seen, lambda event: event.message_id)
    with running(bot):
        asked = anna.says(help_, CATCHING)
        anna.edits(asked, f"{world.bot.mention} {CATCHING}")
        anna.deletes(asked)
        world.settle()

    assert seen == [f"{world.bot.mention} {CATCHING}", asked.id]


def noted(seen: list[object], what: Callable[[Any], object]) -> Callable[[Any], Awaitable[None]]:
    async def listener(event: object) -> None:
        seen.append(what(event))

    return listener


def test_the_bot_comes_into_a_guild_and_is_thrown_out(world: Listening):
    anna = world.person("Anna")
    with running(Bot()) as bot:
        guild = world.guild("New friends", [anna])
        wait_for(lambda: bot.client.get_guild(guild.id), what="the guild to be known")
        guild.removes_bot()
        wait_for(lambda: not bot.client.guilds, what="the guild to be gone")


@pytest.mark.parametrize("code", [None, 4000])
def test_a_broken_line_is_resumed(world: Listening, friends: Friends, code: int | None):
    anna, _, help_ = friends
    with running(Bot()) as bot:
        world.drop_gateway(code)
        wait_for(lambda: bot.client.resumed, what="the bot to resume")

        assert anna.says(help_, CATCHING, mention_bot=True).answer.text == NO
        assert len(world.gateway.identifies) == 1


def test_what_was_said_in_an_outage_is_replayed_to_a_session_that_resumes(world: Listening):
    anna = world.person("Anna")
    with running(Bot()) as bot:
        world.outage()
        anna.says(anna.dm(), CATCHING)
        world.recovers()
        world.wait_for(lambda: world.gateway.connections, what="the bot to come back")
        world.wait_for(lambda: bot.client.resumed or len(world.gateway.identifies) > 1)
        world.settle()

        assert len(world.gateway.identifies) == 1
        assert bot.client.heard == [CATCHING]


def test_the_bot_goes_to_another_gateway_and_logs_in_anew_as_it_is_told(world: Listening, friends: Friends):
    anna, _, help_ = friends
    with running(ShardedBot()) as bot:
        world.asks_to_reconnect()
        wait_for(lambda: bot.client.resumed, what="the bot to resume")
        world.forgets_sessions()
        wait_for(lambda: len(world.gateway.identifies) == 2, what="a new login")
        world.settle()

        assert anna.says(help_, CATCHING, mention_bot=True).answer.text == NO


def test_a_wrong_token_and_a_missing_intent_end_the_bot(world: Listening):
    with running(Bot(), "wrong", ready=False) as bot:
        wait_for(lambda: bot.has_ended, what="the end")
        assert bot.ended_with == "LoginFailure"
    for kind in (Bot, ShardedBot):
        with running(kind(intents=discord.Intents(guilds=True, message_content=True)), ready=False) as bot:
            wait_for(lambda bot=bot: bot.has_ended, what="the end")
            assert bot.ended_with == "PrivilegedIntentsRequired"
    assert set(world.gateway.closes) == {4014}


def test_discord_is_short_of_breath(world: Listening, friends: Friends):
    anna, _, help_ = friends
    with running(Bot()) as bot:
        world.fail("POST /channels/*/messages", 429, retry_after=0.05)
        world.fail("POST /channels/*/messages", 500)
        assert anna.says(help_, CATCHING, mention_bot=True).answer.text == NO
        world.fail("POST /channels/*/messages", 429, via=False)
        assert refusal(bot, help_.id, "hello").status == 429


def test_a_message_is_posted_once_however_the_line_breaks(world: Listening, friends: Friends):
    help_ = friends[2]
    with running(Bot()) as bot:
        channel = bot.client.get_partial_messageable(help_.id)
        world.cuts(POSTING, done=True)
        with pytest.raises(aiohttp.ClientError):
            bot.does(channel.send("hello", nonce="one"))
        world.cuts(POSTING)
        with pytest.raises(aiohttp.ClientError):
            bot.does(channel.send("hello", nonce="one"))

        assert bot.does(channel.send("hello", nonce="one")).id == help_.last.id
        assert len(help_.from_bot) == 1
        world.passes(minutes=6)
        bot.does(channel.send("hello", nonce="one"))
        bot.does(channel.send("hello", nonce="two"))
        assert len(help_.from_bot) == 3


def test_discord_takes_its_time(world: Listening, friends: Friends):
    help_ = friends[2]
    with running(Bot()) as bot:
        world.slows(POSTING, 0.3)
        begun = time.monotonic()
        bot.does(bot.client.get_partial_messageable(help_.id).send("hello"))
        assert time.monotonic() - begun >= 0.3
        assert len(help_.from_bot) == 1


def test_every_guild_has_its_shard():
    with serve(shards=2) as world:
        anna = world.person("Anna")
        guilds = [world.guild(name, [anna]) for name in ("One", "Two")]
        with running(ShardedBot()) as bot:
            for guild in guilds:
                channel = guild.text_channel("help")
                world.settle()
                assert anna.says(channel, CATCHING, mention_bot=True).answer.text == NO
            assert set(bot.client.shards) == {0, 1}


def test_what_is_not_modelled_is_a_surprise():
    with serve() as world, running(Bot()) as bot:
        with pytest.raises(discord.NotFound):
            bot.does(bot.client.fetch_invite("abc"))

        assert world.surprises[-1] == "GET /invites/abc is not modelled"


def test_waiting_in_vain_tells_the_story_so_far(world: Listening, friends: Friends):
    anna, _, help_ = friends
    anna.says(help_, "hello?")

    with pytest.raises(AssertionError, match=r"waited 0.1 s in vain for an answer\n.*\n    Anna in #help: hello\?"):
        world.wait_for(lambda: help_.from_bot, 0.1, what="an answer")


def test_a_program_of_its_own_talks_to_the_loopback_server(world: Listening, friends: Friends):
    anna, _, help_ = friends
    with program(world, "loopback.discord.sample", DISCORD_BOT_TOKEN=world.token, PYTHONWARNINGS=STRICT) as bot:
        world.wait_for(world.gateway.is_ready, what="the program to be ready")

        assert anna.says(help_, CATCHING, mention_bot=True).answer.text == NO
        assert NO in anna.slash(help_, "ask", question=CATCHING).response.text
        assert bot.stop() == -signal.SIGTERM
        assert "Traceback" not in bot.said
