"""The whole program on Discord, started and stopped as people do it, through good times and bad."""

import asyncio
import re
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from conftest import FILES
from loopback import log_lines, prepared
from loopback.discord import Channel, Listening, Message, Person, Program, program, serve
from loopback.kept import Kept, lay_store
from loopback.learned import lay_index, teaches
from loopback.patience import PATIENCE
from loopback.telegram import BotApi
from loopback.telegram import serve as serve_telegram

from bot import app
from bot.adapters.discord import client
from bot.adapters.outage import Outage
from bot.config import Settings, Tokens
from bot.model import Audience, commands_for

ROOT = Path(__file__).parents[3]
TOKEN, ANOTHER = "MTE4NjQ0.Gq7xYz.wombat-secret-of-the-portal", "4711:another"
CATCHING, IVIG = "Is MMN contagious?", "What is IVIG?"
HERE, CLIENT = "bot.adapters.discord.running: Discord", "bot.adapters.discord.client: Discord"
UP = (
    f"INFO {HERE}: @mmn.bot answers. To add it to a server: https://discord.com/oauth2/authorize?client_id={{bot}}"
    "&scope=bot+applications.commands&permissions=274877975552"
)
UNREACHABLE = "WARNING bot.adapters.outage: Discord cannot be reached. The bot tries on, and goes on when this ends."
BACK = "WARNING bot.adapters.outage: Discord answers again."
NO_INTENT = (
    f"WARNING {HERE}: Message Content Intent is not switched on at discord.com/developers/applications (your "
    "application, Bot). The bot goes on without it: it cannot listen, and answers what is said to it"
)
REFUSED = (
    "Discord does not take the token in DISCORD_BOT_TOKEN: copy it again from discord.com/developers/applications "
    "(your application, Bot, Reset Token)"
)
TELEGRAM_UP = "INFO bot.adapters.telegram.running: Telegram: @mmn_support_bot answers."
TELEGRAM_REFUSED = (
    "Telegram does not take the token in TELEGRAM_BOT_TOKEN: copy it again from @BotFather (/mybots, API Token), and "
    "see that `telegram: api` in the settings, where it is set, is the address of a Bot API server"
)
UNCLOSED = "error,ignore::ResourceWarning"
"""What Telegram's library leaves open where its token is refused has a story in `adapters/telegram`."""
PLAIN_INTENTS = 1 << 0 | 1 << 9 | 1 << 12  # guilds, messages in guilds, direct messages
MESSAGE_CONTENT = 1 << 15
POSTING = "POST /channels/*/messages"


class Bot:
    """`mmn-bot run` in a process of its own."""

    def __init__(self, discord: Listening, process: Program) -> None:
        self._discord, self._process, self._heard = discord, process, 0

    @property
    def said(self) -> list[str]:
        """All lines that it wrote, to its output or its errors."""
        return log_lines.news(self._process.said).splitlines()

    @property
    def news(self) -> list[str]:
        """The lines since it was listened to last."""
        return self.said[self._heard :]

    def listen(self) -> None:
        self._heard = len(self.said)

    def until(self, condition: Callable[[], object], what: str = "") -> None:
        """Waits until the condition holds, but not for a program that is no more."""
        process = self._process.process
        self._discord.wait_for(lambda: condition() or process.poll() is not None, PATIENCE, what=what)
        assert condition(), self.said

    def told(self, line: str) -> None:
        self.until(lambda: line in self.news, line)

    def gets(self, name: signal.Signals) -> int:
        """The exit code with which it ends after this signal."""
        self._process.process.send_signal(name)
        return self._process.process.wait(PATIENCE)

    def ends(self) -> int:
        """The exit code with which it ends by itself."""
        return self._process.process.wait(PATIENCE)

    def kill(self) -> None:
        self._process.process.kill()
        self._process.process.wait()


class World:
    """Discord and Telegram with Anna, Ben and their places, and a machine where the bot can be started."""

    def __init__(self, folder: Path, discord: Listening, stack: ExitStack) -> None:
        self.folder, self.discord, self._stack = folder, discord, stack
        self.telegram = BotApi()
        self.anna, self.ben = discord.person("Anna Quokka"), discord.person("Ben Wombat")
        self.help_ = discord.guild("The platypus club", [self.anna, self.ben], managers=[self.ben]).text_channel("help")
        self.bots: list[Bot] = []
        self.begin: Callable[..., Any] = prepared.run
        for name, text in FILES.items():
            self.write(f"faq/en/{name}", text)
        lay_index(folder / "faq" / "en", folder / "kept")
        (folder / "temporary").mkdir()

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def start(
        self, *options: str, settings: str = "", constants: Mapping[str, float] | None = None, **environment: str
    ) -> Bot:
        """The program; with `constants`, which its module for Discord has in place of its own."""
        self.write("config.yaml", f"data: kept\n{settings}")
        changes = "".join(f"client.{name} = {value}\n" for name, value in (constants or {}).items())
        imports = "from bot.adapters.discord import client\nfrom bot.cli import main\n"
        self.write("changed.py", f"{imports}{changes}raise SystemExit(main())\n")
        # Crash reports go to TMPDIR, where the stories look for whatever should not be written anywhere.
        fixed = {"PYTHONWARNINGS": "error", "TMPDIR": str(self.folder / "temporary"), "DISCORD_BOT_TOKEN": TOKEN}
        fixed["PYTHONPATH"] = f"{ROOT / 'tests'}:{ROOT}:{self.folder}"
        command = ["changed" if constants else "bot", "run", "--config", str(self.folder / "config.yaml"), *options]
        process = self._stack.enter_context(program(self.discord, *command, begin=self.begin, **fixed | environment))
        self.bots.append(Bot(self.discord, process))
        return self.bots[-1]

    def started(self, *options: str, settings: str = "", constants: Mapping[str, float] | None = None) -> Bot:
        """The program, once it answers."""
        bot = self.start(*options, settings=settings, constants=constants)
        self.is_up(bot)
        return bot

    def is_up(self, bot: Bot) -> None:
        bot.told(self.up)
        bot.until(self.discord.gateway.is_ready, "the gateway")

    @property
    def up(self) -> str:
        return UP.format(bot=self.discord.bot.id)

    def asks(self, channel: Channel | None = None) -> Message:
        return self.anna.says(channel or self.help_, "is it catching?", mention_bot=True)

    def in_flight(self, seconds: float) -> Message:
        """A question whose answer Discord takes only after so many seconds, and has refused just now."""
        self.discord.fail(POSTING, 429, retry_after=seconds)
        asked = self.asks()
        self.discord.wait_for(lambda: self.discord.faults[-1].times == 0, what="the first try to answer")
        return asked


@contextmanager
def opened(folder: Path) -> Iterator[World]:
    with serve(token=TOKEN) as discord:
        with ExitStack() as stack:
            world = World(folder, discord, stack)
            yield world
            for bot in world.bots:
                bot.kill()
                said = "\n".join(bot.said)
                assert not re.search(r"Traceback|Exception ignored|Warning: |that is a bug|by a bug", said), said
                assert "wombat-secret" not in said
        assert discord.surprises == []
        world.telegram.assert_clean()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with opened(tmp_path) as made:
        lay_store(made.folder / "kept")
        yield made


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which the bot runs already, for the stories that leave it as it was."""
    with opened(tmp_path_factory.mktemp("usual")) as made:
        made.begin = prepared.start
        made.started()
        yield made
        assert made.bots[0].gets(signal.SIGTERM) == 0


@pytest.fixture
def bot(usual: World) -> Bot:
    """The bot of `usual`, listened to from now on."""
    usual.bots[0].listen()
    return usual.bots[0]


@pytest.fixture
def place(usual: World) -> Channel:
    """A channel of `usual` in which nothing was said."""
    return usual.help_.guild.text_channel("quiet")


def is_answered(asked: Message) -> bool:
    return asked.answer.text.startswith(CATCHING) and asked.answer.reply_to is asked


# ---- good times ------------------------------------------------------------------------------------------------------


def test_it_says_that_it_answers_and_how_to_add_it_and_nothing_more(usual: World):
    assert usual.bots[0].said == [usual.up]


def test_it_asks_for_guilds_and_what_is_said_to_it_alone(usual: World):
    assert [each["intents"] for each in usual.discord.gateway.identifies] == [PLAIN_INTENTS]


def test_a_question_in_a_channel_one_in_private_and_one_by_command_are_answered(usual: World, bot: Bot, place: Channel):
    home = usual.anna.dm()

    assert is_answered(usual.asks(place))
    assert is_answered(usual.anna.says(home, "is it catching?"))
    assert usual.anna.slash(usual.help_, "ask", question=CATCHING).response.text.startswith(CATCHING)
    assert bot.news == []


def test_a_sign_of_life_is_there_for_whoever_watches(usual: World):
    assert (usual.folder / "kept" / "alive").is_file()


# ---- Discord is in the way -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "after"), [(429, 0.5), (500, 0.9), (502, 0.9), (503, 0.4)])
def test_an_answer_that_discord_does_not_take_at_once_comes_after_a_wait_and_once(
    usual: World, bot: Bot, place: Channel, status: int, after: float
):
    usual.discord.fail(POSTING, status, retry_after=after)
    begun = time.monotonic()
    asked = usual.asks(place)

    assert is_answered(asked)
    assert time.monotonic() - begun >= after
    usual.discord.settle()
    assert len(place.from_bot) == 1
    assert bot.news == []


@pytest.mark.parametrize("code", [None, 1000, 4000])
def test_a_connection_that_breaks_is_taken_up_again_without_a_word(
    usual: World, bot: Bot, place: Channel, code: int | None
):
    session = usual.discord.gateway.sessions[-1]
    before = session.resumed
    usual.discord.drop_gateway(code)
    asked = usual.asks(place)

    bot.until(lambda: session.resumed > before)

    assert is_answered(asked)
    assert len(usual.discord.gateway.identifies) == 1
    assert bot.news == []


def repeats(discord: Listening) -> None:
    """Discord tells the latest message once more, as it does when a connection is taken up again."""
    session = discord.gateway.sessions[-1]
    at = len(session.events) - 1 - session.events[::-1].index("MESSAGE_CREATE")
    discord.at_once(lambda: session.connection.send_text(session.sent[at]))


def test_a_question_that_discord_repeats_is_answered_once(usual: World, place: Channel):
    asked = usual.asks(place)
    assert is_answered(asked)
    session = usual.discord.gateway.sessions[-1]
    session.dispatch("MESSAGE_CREATE", asked.event(session.intents))
    usual.discord.settle()

    assert len(place.from_bot) == 1


def test_a_question_that_discord_repeats_before_it_is_answered_is_answered_once(usual: World, place: Channel):
    usual.discord.fail(POSTING, 429, retry_after=0.5)
    asked = usual.asks(place)
    usual.discord.wait_for(lambda: usual.discord.faults[-1].times == 0, what="the first try to answer")
    repeats(usual.discord)

    assert is_answered(asked)
    usual.discord.settle(1)
    assert len(place.from_bot) == 1


# ---- a long outage ---------------------------------------------------------------------------------------------------

IMPATIENT = {"_SETTLED": 0.3}
"""A connection that is broken for longer is an outage."""


def test_an_outage_is_told_once_and_so_is_its_end(world: World):
    bot = world.started(constants=IMPATIENT)
    world.discord.outage()
    bot.told(UNREACHABLE)
    world.discord.recovers()
    bot.told(BACK)

    assert is_answered(world.asks())
    assert bot.said == [world.up, UNREACHABLE, BACK]


def test_a_connection_that_is_taken_up_again_in_time_is_no_outage(
    small_faq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(client, "_SETTLED", 0.01)
    settings = Settings(small_faq, "", Tokens(discord="x" * 20), tmp_path)
    conversation = app.Parts(settings, Kept(tmp_path / "mmn-bot.sqlite3")).conversation("discord")

    async def breaks_and_is_taken_up_again() -> None:
        connection = client.Client(conversation, Outage("Discord"), message_content=False)
        await connection.on_disconnect()
        await connection.on_resumed()
        await asyncio.sleep(0.05)

    asyncio.run(breaks_and_is_taken_up_again())

    assert caplog.messages == []


def test_an_outage_at_the_start_is_sat_out_and_told_once(world: World):
    world.discord.outage()
    bot = world.start()
    bot.told(UNREACHABLE)
    world.discord.fail("GET /users/@me", 429, via=False)
    world.discord.recovers()
    world.is_up(bot)
    bot.told(BACK)

    assert is_answered(world.asks())
    assert [each.path for each in world.discord.requests].count("/users/@me") == 2
    assert bot.said == [UNREACHABLE, world.up, BACK]


def test_where_only_the_gateway_does_not_answer_at_the_start_that_is_sat_out_too(
    world: World, monkeypatch: pytest.MonkeyPatch
):
    async def is_busy(_: web.Request) -> web.Response:
        return web.Response(status=503)

    monkeypatch.setattr(world.discord.gateway, "serve", is_busy)
    world.discord.outage()
    world.discord.recovers()  # without a gateway
    bot = world.start(constants=IMPATIENT)

    bot.told(UNREACHABLE)
    monkeypatch.undo()
    world.discord.outage()
    world.discord.recovers()
    bot.told(BACK)

    assert is_answered(world.asks())
    assert [line for line in bot.said if line != world.up] == [UNREACHABLE, BACK]


# ---- the intent ------------------------------------------------------------------------------------------------------

ASKING_FOR_MORE = "discord:\n  message_content: true\n"


def test_with_the_intent_it_can_listen(world: World):
    world.discord.privileged = {"message_content"}
    bot = world.started(settings=ASKING_FOR_MORE)
    world.ben.slash(world.help_, "mmn listen", switch="on").response  # noqa: B018  waited for

    assert is_answered(world.anna.says(world.help_, "is mmn contagious?"))
    assert world.discord.gateway.identifies[-1]["intents"] == PLAIN_INTENTS | MESSAGE_CONTENT
    assert bot.said == [world.up]


def test_where_the_portal_does_not_grant_the_intent_that_is_one_sentence_and_it_goes_on(world: World):
    bot = world.start(settings=ASKING_FOR_MORE)
    bot.told(NO_INTENT)
    bot.until(world.discord.gateway.is_ready)

    assert is_answered(world.asks())
    assert world.discord.gateway.closes == [4014]
    asked_for = [each["intents"] for each in world.discord.gateway.identifies]
    assert asked_for == [PLAIN_INTENTS | MESSAGE_CONTENT, PLAIN_INTENTS]
    assert [line for line in bot.said if line != world.up] == [NO_INTENT]


# ---- the menu of commands --------------------------------------------------------------------------------------------

MENU = [*commands_for(Audience.MEMBERS, discord=True), "mmn", "Answer this"]


def test_the_commands_are_told_once_and_again_when_their_words_change(world: World):
    world.started().kill()
    world.started().kill()
    assert world.discord.commands.writes == [MENU]

    words = FILES["community.yaml"].replace("ask: About ask", "ask: Ask a question")
    world.write("faq/en/community.yaml", words)
    world.started()

    assert world.discord.commands.writes == [MENU, MENU]
    assert "Ask a question" in [each["description"] for each in world.discord.commands.kept[0]]


def test_commands_that_discord_does_not_take_are_told_again_until_it_does(world: World):
    world.discord.fail("PUT /applications/*/commands", 429, via=False, times=2)
    bot = world.started(constants={"_TO_TELL_COMMANDS": (0.1,)})

    assert is_answered(world.asks())
    world.discord.wait_for(lambda: world.discord.commands.writes == [MENU], what="the commands")
    bot.told(f"WARNING {CLIENT}: the menu of commands is set now.")


def test_commands_that_another_program_changed_are_told_again(world: World):
    world.started().kill()
    world.discord.commands.overwrite(0, [])
    world.started()

    assert world.discord.commands.writes == [MENU, [], MENU]


def test_an_event_that_cannot_be_read_is_told_and_costs_nothing(world: World):
    bot = world.started()
    for event in ("MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_UPDATE"):
        world.discord.at_once(lambda event=event: world.discord.gateway.sessions[-1].dispatch(event, {"id": "odd"}))

    assert is_answered(world.asks())
    told = [line for line in bot.said if line != world.up]
    assert len(told) == 3
    assert all("Discord sent an event that could not be read" in line for line in told)


# ---- the token -------------------------------------------------------------------------------------------------------


def test_a_token_that_discord_does_not_take_is_one_sentence(world: World):
    bot = world.start(DISCORD_BOT_TOKEN=ANOTHER)

    assert bot.ends() == 1
    assert bot.said == [REFUSED]


def test_a_token_that_the_gateway_does_not_take_is_one_sentence(world: World, monkeypatch: pytest.MonkeyPatch):
    gateway = world.discord.gateway
    monkeypatch.setattr(gateway, "_identify", lambda connection, _: gateway._refuse(connection, 4004))
    bot = world.start()

    assert bot.ends() == 1
    assert [line for line in bot.said if line != world.up] == [REFUSED]


def test_a_token_that_was_reset_while_it_runs_is_one_sentence(world: World):
    bot = world.started()
    world.discord.token = ANOTHER
    world.discord.drop_gateway()

    assert bot.ends() == 1
    assert world.discord.gateway.closes == [4004]
    assert bot.said == [world.up, REFUSED]


# ---- the end ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_told_to_stop_it_finishes_the_answer_that_it_is_at(world: World, name: signal.Signals):
    bot = world.started()
    asked = world.in_flight(seconds=1)

    assert bot.gets(name) == 0
    assert [each.reply_to for each in world.help_.from_bot] == [asked]
    assert bot.said == [world.up]


def test_told_to_stop_it_does_not_wait_for_ever(world: World):
    bot = world.started(constants={"TO_FINISH": 1})
    world.in_flight(seconds=60)

    assert bot.gets(signal.SIGTERM) == 0
    assert bot.said[-1] == f"WARNING {HERE}: not everything could be finished in time."


def test_told_to_stop_while_discord_is_down_it_stops_and_takes_its_sign_of_life_away(world: World):
    world.discord.outage()
    bot = world.start()
    bot.told(UNREACHABLE)
    assert (world.folder / "kept" / "alive").exists()

    assert bot.gets(signal.SIGTERM) == 0
    assert not (world.folder / "kept" / "alive").exists()
    assert bot.said == [UNREACHABLE]


def test_what_was_not_answered_when_its_machine_failed_is_answered_after_the_next_start(world: World):
    bot = world.started()
    world.discord.fail(POSTING, 503, times=999)
    asked = world.asks()
    bot.until(lambda: waiting(world.folder), "the question to be kept")
    bot.kill()
    world.discord.faults.clear()

    world.started()

    assert is_answered(asked)
    assert len(world.help_.from_bot) == 1


def waiting(folder: Path) -> int:
    """How many messages are kept that wait for their answer."""
    with closing(sqlite3.connect(folder / "kept" / "mmn-bot.sqlite3")) as kept:
        return int(kept.execute("SELECT count(*) FROM unanswered").fetchone()[0])


# ---- on both platforms -----------------------------------------------------------------------------------------------


class Both:
    """A world with a Telegram that answers."""

    def __init__(self, world: World, port: int) -> None:
        self.world, self._settings = world, f"telegram:\n  api: http://127.0.0.1:{port}\n"
        self.dora = world.telegram.person("Dora Numbat")
        self.home = world.telegram.private(self.dora)

    def start(self, **tokens: str) -> Bot:
        return self.world.start(settings=self._settings, **{"TELEGRAM_BOT_TOKEN": self.world.telegram.token} | tokens)

    def answers_on_telegram(self, bot: Bot) -> bool:
        self.dora.says(self.home, "is it catching?")
        bot.until(lambda: self.home.from_bot, "an answer on Telegram")
        return self.home.last.text.startswith(CATCHING)


@pytest.fixture
def both(world: World) -> Iterator[Both]:
    with serve_telegram(world.telegram) as server:
        yield Both(world, server.port)
        for each in world.bots:
            each.kill()


def test_it_answers_on_both_platforms_and_counts_the_votes_of_both(both: Both):
    bot = both.start()
    both.world.is_up(bot)
    asked = both.world.asks()

    assert is_answered(asked)
    assert both.answers_on_telegram(bot)
    both.world.anna.clicks(asked.answer, "Helpful").response  # noqa: B018  waited for
    tapped = both.dora.taps(both.home.last, "Helpful")
    bot.until(lambda: tapped.answer)
    assert bot.gets(signal.SIGTERM) == 0
    assert sorted(bot.said) == sorted([both.world.up, TELEGRAM_UP])
    assert votes(both.world.folder) == [("contagious", 1, 2)]


def votes(folder: Path) -> list[tuple[str, int, int]]:
    """The entry, whether it helped, and how many said so."""
    with closing(sqlite3.connect(folder / "kept" / "mmn-bot.sqlite3")) as kept:
        rows = kept.execute("SELECT entry, what, number FROM counts WHERE what LIKE '%helped'").fetchall()
        return [(entry, int(what == "helped"), number) for entry, what, number in rows]


def test_without_telegram_discord_goes_on_and_the_reason_is_told(both: Both):
    bot = both.start(TELEGRAM_BOT_TOKEN=ANOTHER, PYTHONWARNINGS=UNCLOSED)
    told = f"ERROR bot.app: {TELEGRAM_REFUSED}. The others go on: Discord."
    bot.told(told)
    both.world.is_up(bot)

    assert is_answered(both.world.asks())
    assert sorted(bot.said) == sorted([told, both.world.up])


def test_without_discord_telegram_goes_on_and_the_reason_is_told(both: Both):
    bot = both.start(DISCORD_BOT_TOKEN=ANOTHER)
    told = f"ERROR bot.app: {REFUSED}. The others go on: Telegram."
    bot.told(told)

    assert both.answers_on_telegram(bot)
    assert sorted(bot.said) == sorted([told, TELEGRAM_UP])


def test_without_either_it_ends_and_tells_both_reasons(both: Both):
    bot = both.start(DISCORD_BOT_TOKEN=ANOTHER, TELEGRAM_BOT_TOKEN=ANOTHER, PYTHONWARNINGS=UNCLOSED)

    assert bot.ends() == 1
    assert tuple(bot.said) in {
        (f"ERROR bot.app: {REFUSED}. The others go on: Telegram.", TELEGRAM_REFUSED),
        (f"ERROR bot.app: {TELEGRAM_REFUSED}. The others go on: Discord.", REFUSED),
    }


def test_while_discord_is_down_telegram_is_answered(both: Both):
    both.world.discord.outage()
    bot = both.start()
    bot.told(UNREACHABLE)

    assert both.answers_on_telegram(bot)
    assert sorted(bot.said) == sorted([UNREACHABLE, TELEGRAM_UP])


# ---- what is left behind ---------------------------------------------------------------------------------------------


def lives_through_a_lot(world: World, anna: Person, ben: Person, bot: Bot) -> None:
    discord, help_, home = world.discord, world.help_, anna.dm()
    asked = anna.says(home, "is mmn contagious okapi")
    answer = asked.answer
    anna.edits(asked, "how does ivig work, okapi?")
    bot.until(lambda: answer.text.startswith(IVIG), answer.text)
    anna.clicks(answer, "Helpful").response  # noqa: B018  waited for
    anna.slash(help_, "ask", question="does the drip hurt, okapi?").response  # noqa: B018
    anna.autocompletes(help_, "ask", question="how does okapi")
    ben.slash(help_, "mmn listen", switch="on").response  # noqa: B018
    ben.uses_menu("Answer this", anna.says(help_, "how does ivig work, okapi?")).response  # noqa: B018
    anna.deletes(asked)
    bot.until(lambda: answer.deleted)
    anna.slash(help_, "forgetme").response  # noqa: B018
    discord.fail(POSTING, 400, times=3)
    assert anna.says(home, "okapi once more?").answer.text.startswith("Sorry, something went wrong")
    help_.bot_lacks("send_messages")
    anna.says(help_, "okapi? is it catching?", mention_bot=True)
    bot.until(lambda: any("50013" in line for line in bot.said))


def test_nothing_that_members_say_or_are_is_logged_or_kept(world: World):
    bot = world.started("--verbose")
    lives_through_a_lot(world, world.anna, world.ben, bot)
    world.discord.drop_gateway()
    bot.until(lambda: world.discord.gateway.sessions[-1].resumed)
    assert bot.gets(signal.SIGTERM) == 0
    world.write("output.txt", "\n".join(bot.said))

    guild, home = world.help_.guild, world.anna.dm()
    secrets = [TOKEN, TOKEN.rpartition(".")[2], "okapi", "quokka", "wombat", "platypus", "illness", "drip"]
    secrets += [str(each.id) for each in (world.anna, world.ben, guild, home, world.help_)]
    left = [path for path in world.folder.rglob("*") if path.is_file() and not teaches(path)]
    assert {path.name for path in left} >= {"output.txt", "config.yaml", "mmn-bot.sqlite3"}
    found = [
        (path.name, word) for path in left for word in secrets if word.lower().encode() in path.read_bytes().lower()
    ]
    assert found == [("mmn-bot.sqlite3", str(world.help_.id))]  # the channel's own setting: whether the bot listens
