"""The whole program on Telegram, started and stopped as people do it, through good times and bad."""

import os
import random
import re
import signal
import socket
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import FILES
from loopback import log_lines, prepared
from loopback.kept import lay_store
from loopback.learned import lay_index, teaches
from loopback.patience import ONE_CORE, PATIENCE
from loopback.prepared import STRICT
from loopback.telegram import ApiError, BotApi, Chat, Posted, Server, serve
from loopback.telegram.faults import Fault

from bot.model import Audience, commands_for

ROOT = Path(__file__).parents[3]
CATCHING = "Is MMN contagious?"
UP = "INFO bot.adapters.telegram.running: Telegram: @mmn_support_bot answers."
UNREACHABLE, CONFLICT, ERROR_502 = (
    f"WARNING bot.adapters.outage: {why}. The bot tries on, and goes on when this ends."
    for why in (
        "Telegram cannot be reached",
        "Another program asks Telegram with the same token: stop one of the two",
        "Telegram answers with error 502",
    )
)
BACK = "WARNING bot.adapters.outage: Telegram answers again."
REFUSED = (
    "Telegram does not take the token in TELEGRAM_BOT_TOKEN: copy it again from @BotFather (/mybots, API Token), and "
    "see that `telegram: api` in the settings, where it is set, is the address of a Bot API server"
)
PUBLIC = "https://bot.example.org"
UNCLOSED = "ignore::ResourceWarning"


class Program:
    """`mmn-bot run` in a process of its own. Whatever it says, on either stream, ends up in one file."""

    def __init__(
        self, folder: Path, api: BotApi, begin: Callable[..., Any], options: tuple[str, ...], **environment: str
    ) -> None:
        self._api = api
        self._output = folder / "output.txt"
        self._output.touch()
        self._heard = len(self.said)
        # Crash reports go to TMPDIR, where the stories look for whatever should not be written anywhere.
        environment |= {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), **ONE_CORE}
        with self._output.open("a") as output:
            self._process = begin("bot", "run", *options, cwd=folder, env=environment, output=output)

    @property
    def said(self) -> str:
        return log_lines.news(self._output.read_text(encoding="utf-8"))

    @property
    def news(self) -> list[str]:
        """The lines that it has said since it was listened to last, or since it was started."""
        return self.said[self._heard :].splitlines()

    def listen(self) -> None:
        self._heard = len(self.said)

    def until(self, condition: Callable[[], object]) -> None:
        """Waits until the condition holds, but not for a program that is no more."""
        self._api.wait_for(lambda: condition() or self._process.poll() is not None)
        assert condition(), self.said

    def told(self, line: str) -> None:
        self.until(lambda: line in self.news)

    def gets(self, name: signal.Signals) -> int:
        """The exit code with which it ends after this signal."""
        self._process.send_signal(name)
        return self._process.wait(PATIENCE)

    def ends(self) -> int:
        """The exit code with which it ends by itself."""
        return self._process.wait(PATIENCE)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()


class World:
    """A Telegram with Anna, Ben and their group, and a machine with settings and an FAQ, where the bot can be started."""

    def __init__(self, folder: Path, server: Server) -> None:
        self.folder, self.server, self.api = folder, server, server.api
        self.anna, self.ben = self.api.person("Anna Quokka"), self.api.person("Ben Wombat", username="benwombat")
        self.home = self.api.private(self.anna)
        self.club = self.api.group("The platypus club", [self.anna], admins=[self.ben])
        self.programs: list[Program] = []
        self.begin: Callable[..., Any] = prepared.run
        for name, text in FILES.items():
            file = folder / "faq" / "en" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        lay_index(folder / "faq" / "en", folder / "kept")

    def start(self, *options: str, data: str = "kept", more: str = "", token: str = "", warn: str = "") -> Program:
        """The program, with `more` below `telegram` in its settings. Each warning is an error, but for those in `warn`."""
        settings = f"data: {data}\ntelegram:\n  api: http://127.0.0.1:{self.server.port}\n{more}"
        (self.folder / "config.yaml").write_text(settings, encoding="utf-8")
        environment = {"TELEGRAM_BOT_TOKEN": token or self.api.token, "PYTHONWARNINGS": f"{STRICT},{warn}".strip(",")}
        self.programs.append(Program(self.folder, self.api, self.begin, options, **environment))
        return self.programs[-1]

    def started(self, *options: str, more: str = "") -> Program:
        """The program, once it answers and has set its menus."""
        program = self.start(*options, more=more)
        program.told(UP)
        program.until(lambda: self.api.calls_of("getMyShortDescription") and self.api.profile.short_descriptions)
        return program

    def asks(self, chat: Chat | None = None) -> Posted:
        return self.anna.says(chat or self.home, "/ask is it catching?")


@contextmanager
def opened(folder: Path) -> Iterator[World]:
    with serve(BotApi()) as server:
        world = World(folder, server)
        try:
            yield world
        finally:
            for program in world.programs:
                program.kill()
        for program in world.programs:
            assert not re.search(r"Traceback|Exception ignored|Warning: |that is a bug", program.said), program.said
            assert world.api.token.partition(":")[2] not in program.said
        world.api.assert_clean()


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
        assert made.programs[0].gets(signal.SIGTERM) == 0


@pytest.fixture
def bot(usual: World) -> Program:
    """The bot of `usual`, listened to from now on."""
    usual.programs[0].listen()
    return usual.programs[0]


@pytest.fixture
def home(usual: World) -> Chat:
    """A private chat of Anna's namesake with the bot of `usual`, in which nothing was said."""
    usual.anna = usual.api.person("Anna Quokka")
    return usual.api.private(usual.anna)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def webhook(port: int, url: str = f"{PUBLIC}/telegram") -> str:
    return f"  webhook:\n    url: {url}\n    port: {port}\n"


def answered(chat: Chat) -> list[Posted | None]:
    """The messages of a chat that the bot has answered, in the order of its answers."""
    return [said.reply_to for said in chat.from_bot]


# ---- good times ------------------------------------------------------------------------------------------------------


def test_it_says_once_that_it_answers(usual: World):
    assert [line for line in usual.programs[0].said.splitlines() if line.startswith("INFO")] == [UP]


def test_a_question_in_private_and_one_in_a_group_are_answered(usual: World, bot: Program, home: Chat):
    club = usual.api.group("Friends", [usual.anna])
    usual.anna.says(home, "is it catching?")
    usual.anna.says(club, "/ask is it catching?")

    bot.until(lambda: home.from_bot and club.from_bot)

    assert home.last.text.startswith(CATCHING)
    assert club.last.text.startswith(CATCHING)
    assert bot.news == []


def test_it_waits_long_for_updates_and_only_for_those_that_it_needs(usual: World):
    asked = usual.api.calls_of("getUpdates")[-1].params

    assert asked["timeout"] == 30
    assert asked["allowed_updates"] == ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]


def test_menus_and_descriptions_are_there(usual: World):
    for_all = [*commands_for(Audience.MEMBERS)]

    assert usual.api.profile.menu(usual.home, usual.anna) == for_all
    assert usual.api.profile.menu(usual.club, usual.anna) == for_all
    assert usual.api.profile.menu(usual.club, usual.ben) == [*commands_for(Audience.MEMBERS, Audience.ADMINS)]
    assert usual.api.profile.descriptions == {"": "MMN support community: not medical advice."}
    assert usual.api.profile.short_descriptions == {"": "Not medical advice."}


def test_a_sign_of_life_is_there_for_whoever_watches(usual: World):
    assert (usual.folder / "kept" / "alive").is_file()


def test_of_three_hundred_questions_at_once_each_is_answered_in_the_order_of_its_chat(usual: World, bot: Program):
    people = [usual.api.person(f"Member {number}") for number in range(30)]
    turns = people * 10
    random.Random(7).shuffle(turns)  # noqa: S311  a story's dice
    with usual.api.lock:
        asked = [person.says(usual.api.private(person), "is it catching?") for person in turns]

    bot.until(lambda: all(len(usual.api.private(person).from_bot) >= 10 for person in people))

    for person in people:
        chat = usual.api.private(person)
        assert answered(chat) == [message for message in asked if message.chat is chat]
    assert bot.news == []


# ---- Telegram is in the way ------------------------------------------------------------------------------------------


def test_an_answer_that_telegram_slows_down_comes_after_the_wait_and_once(usual: World, bot: Program, home: Chat):
    usual.api.fail("sendMessage", 429, retry_after=1)
    begun = time.monotonic()
    usual.asks(home)

    bot.until(lambda: home.from_bot)

    assert time.monotonic() - begun >= 1
    assert len(home.from_bot) == 1
    assert bot.news == []


def test_answers_that_do_not_get_through_are_given_again(usual: World, bot: Program):
    chats = [usual.api.private(usual.api.person(name)) for name in ("Dora", "Emil", "Fred")]
    for chat, fault in zip(chats, ({"code": 500}, {"code": 502, "html": True}, {"drop": True}), strict=True):
        usual.api.fail("sendMessage", **fault, match=f"'chat_id': {chat.id},")
    asked = [chat.with_person.says(chat, "is it catching?") for chat in chats if chat.with_person]

    bot.until(lambda: all(chat.from_bot for chat in chats))

    assert [answered(chat) for chat in chats] == [[message] for message in asked]
    assert bot.news == []


def test_a_member_who_blocked_the_bot_is_let_be_and_others_are_answered(usual: World, bot: Program, home: Chat):
    leaving, chat = usual.anna, home
    usual.asks(chat)
    bot.until(lambda: chat.from_bot)
    with usual.api.lock:  # the bot hears the question when it is blocked already
        usual.asks(chat)
        usual.api.blocks(leaving)

    bot.until(lambda: [call for call in usual.api.calls_of("sendMessage") if "blocked" in call.error])
    staying = usual.api.private(usual.api.person("Cleo"))
    assert staying.with_person
    staying.with_person.says(staying, "is it catching?")
    bot.until(lambda: staying.from_bot)

    assert len(chat.from_bot) == 1
    assert bot.news == []


def test_a_chat_that_telegram_slows_down_keeps_its_order_and_others_theirs(usual: World, bot: Program):
    chats = [usual.api.private(usual.api.person(name)) for name in ("Slow", "Dora", "Emil")]
    usual.api.fail("sendMessage", 429, retry_after=1, match=f"'chat_id': {chats[0].id},")
    with usual.api.lock:
        asked = [chat.with_person.says(chat, "is it catching?") for _ in range(3) for chat in chats if chat.with_person]

    bot.until(lambda: all(len(chat.from_bot) >= 3 for chat in chats))

    assert [answered(chat) for chat in chats] == [asked[0::3], asked[1::3], asked[2::3]]


def test_a_chat_that_telegram_slows_down_holds_up_nobody_else(usual: World, bot: Program, home: Chat):
    slow = usual.api.private(usual.api.person("Slow"))
    usual.api.fail("sendMessage", 429, retry_after=2, match=f"'chat_id': {slow.id},")
    assert slow.with_person
    slow.with_person.says(slow, "is it catching?")
    bot.until(lambda: [call for call in usual.api.calls_of("sendMessage") if call.params["chat_id"] == slow.id])

    usual.asks(home)
    bot.until(lambda: home.from_bot)
    there_first = not slow.from_bot
    bot.until(lambda: slow.from_bot)

    assert there_first


def test_an_outage_is_told_once_and_its_end_too_and_nothing_asked_is_lost(usual: World, bot: Program, home: Chat):
    usual.server.stop()
    try:
        bot.told(UNREACHABLE)
        during = usual.asks(home)
    finally:
        usual.server.start()

    bot.until(lambda: home.from_bot)
    after = usual.asks(home)
    bot.until(lambda: len(home.from_bot) == 2)

    assert answered(home) == [during, after]
    assert bot.news == [UNREACHABLE, BACK]


@pytest.mark.parametrize(
    ("fault", "line"),
    [({"code": 409}, CONFLICT), ({"code": 502, "html": True}, ERROR_502)],
    ids=["another instance", "a proxy's error page"],
)
def test_trouble_with_updates_is_told_once_and_survived(usual: World, bot: Program, home: Chat, fault: dict, line: str):
    usual.api.fail("getUpdates", **fault, times=2)
    usual.asks(home)
    bot.told(line)
    usual.asks(home)

    bot.until(lambda: len(home.from_bot) == 2)
    bot.told(BACK)

    assert bot.news == [line, BACK]


def test_an_answer_of_telegrams_that_was_cut_short_is_not_shown(usual: World, bot: Program, home: Chat):
    cut = '{"ok": true, "result": [{"update_id": 1, "message": {"text": "my dingo words", "from": {"id": 4711'
    usual.api.faults.ordered.append(Fault("getUpdates", 1, "", after=False, error=ApiError(200, "", body=cut)))
    usual.asks(home)
    bot.until(lambda: usual.api.faults.ordered[-1].left == 0)
    usual.asks(home)

    bot.until(lambda: len(home.from_bot) == 2)

    assert "dingo" not in bot.said
    assert "4711" not in bot.said


# ---- the start -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which the bot was started, listening was switched on, and the bot was stopped and started anew."""
    with opened(tmp_path_factory.mktemp("restarted")) as made:
        lay_store(made.folder / "kept")
        first = made.started()
        made.ben.says(made.club, "/listen on")
        first.until(lambda: made.club.from_bot)
        assert first.gets(signal.SIGTERM) == 0
        made.api.calls.clear()
        made.started()
        yield made


def test_menus_and_descriptions_that_are_there_already_are_not_set_again(restarted: World):
    assert [call.method for call in restarted.api.calls if call.method.startswith("set")] == []


def test_listening_that_was_switched_on_stays_on_after_a_new_start(restarted: World):
    restarted.api.privacy = False
    restarted.anna.says(restarted.club, "is mmn contagious?")

    restarted.programs[-1].until(lambda: len(restarted.club.from_bot) == 2)

    assert restarted.club.last.text.startswith("Is MMN contagious?")


def test_a_wrong_token_is_one_sentence_and_is_not_shown(world: World):
    program = world.start(token="110201543:AAwrong", warn=UNCLOSED)  # noqa: S106  made up

    assert program.ends() == 1
    assert program.said == f"{REFUSED}\n"


def test_a_token_with_a_second_line_is_one_sentence_and_is_not_shown(world: World):
    program = world.start(token="110201543:AAwrong\nAAsecond", warn=UNCLOSED)  # noqa: S106  as of a file with a remark

    assert program.ends() == 1
    assert re.fullmatch(r"[^\n]*TELEGRAM_BOT_TOKEN[^\n]*\n", program.said)
    assert "AA" not in program.said


def test_a_bot_that_telegram_refuses_closes_what_it_opened(world: World):
    program = world.start(token="110201543:AAwrong")  # noqa: S106  made up

    assert program.ends() == 1
    assert "ResourceWarning" not in program.said


def test_an_address_that_is_no_bot_api_server_is_one_sentence(world: World):
    world.api.fail("getMe", 404, html=True)
    program = world.start(warn=UNCLOSED)

    assert program.ends() == 1
    assert program.said == f"{REFUSED}\n"


def test_a_token_that_is_revoked_ends_the_running_bot(world: World):
    program, revoked = world.started(), world.api.token
    world.api.token = "110201543:AAnew"  # noqa: S105  made up
    world.asks()

    code = program.ends()

    world.api.token = revoked  # for what is checked at the end
    assert code == 1
    assert program.news[-1] == REFUSED
    assert len(program.news) <= 3, program.said


def test_a_telegram_that_is_not_there_at_the_start_is_waited_for_and_told_once(world: World):
    world.server.stop()
    program = world.start()
    program.told(UNREACHABLE)
    world.api.fail("getMe", drop=True)
    world.server.start()
    program.told(UP)
    asked = world.asks()
    program.told(BACK)
    program.until(lambda: world.home.from_bot)

    assert answered(world.home) == [asked]
    assert program.news.count(UNREACHABLE) == 1
    assert sorted(program.news) == sorted([UNREACHABLE, UP, BACK])


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("getMe", {"code": 502, "html": True}),
        ("getMe", {"code": 403, "html": True}),
        ("deleteWebhook", {"code": 500}),
    ],
    ids=["a proxy's error page", "a proxy's refusal", "an error halfway"],
)
def test_a_start_that_fails_in_passing_is_made_again(world: World, method: str, fault: dict):
    world.api.fail(method, **fault)
    program = world.started()
    world.asks()
    program.until(lambda: world.home.from_bot)
    program.told(BACK)

    assert program.news == [UNREACHABLE, UP, BACK]


def test_the_moderators_chat_of_the_settings_has_its_own_menu(world: World):
    mods = world.api.group("Moderators", [world.ben])

    program = world.started(more=f"moderators:\n  telegram: {mods.id}\n")

    program.until(lambda: world.api.profile.menu(mods, world.ben) == [*commands_for(*Audience)])


def test_a_menu_that_telegram_does_not_take_is_told_and_the_bot_answers(world: World):
    world.api.fail("setMyCommands", 400, description="Bad Request: BOT_COMMAND_INVALID")
    program = world.start()
    program.told(UP)
    world.asks()
    program.until(lambda: world.home.from_bot and len(program.news) == 2)

    sorry = "WARNING bot.adapters.telegram.running: Telegram: the menu of commands could not be set:"
    assert program.news[1].startswith(sorry)


def test_a_description_that_has_to_wait_for_an_hour_holds_up_no_answer(world: World):
    world.api.fail("setMyDescription", 429, retry_after=3600, times=None)
    program = world.start()
    program.until(lambda: world.api.calls_of("setMyDescription"))
    world.asks()

    program.until(lambda: world.home.from_bot)

    assert world.home.last.text.startswith(CATCHING)


def test_a_folder_that_cannot_be_written_is_one_sentence(world: World):
    program = world.start(data="config.yaml/kept")  # a folder below a file: not even root can make it

    assert program.ends() == 1
    assert re.fullmatch(
        r"config\.yaml/kept/mmn-bot\.sqlite3 cannot be used \([^\n]+\): see that its folder [^\n]+\n", program.said
    )


def test_what_a_newer_version_kept_is_left_as_it_is_and_told_in_one_sentence(world: World):
    file = world.folder / "kept" / "mmn-bot.sqlite3"
    file.unlink()
    with sqlite3.connect(file) as newer:
        newer.execute("CREATE TABLE alembic_version (version_num TEXT NOT NULL)")
        newer.execute("INSERT INTO alembic_version VALUES ('of-next-year')")
    newer.close()
    program = world.start()

    assert program.ends() == 1
    assert re.fullmatch(r"kept/mmn-bot\.sqlite3 was made by a newer version of this bot: [^\n]+\n", program.said)
    with closing(sqlite3.connect(file)) as kept:
        assert kept.execute("SELECT name FROM sqlite_master").fetchall() == [("alembic_version",)]
        assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [("of-next-year",)]


# ---- the stop --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_it_is_told_to_and_takes_its_sign_of_life_away(world: World, name: signal.Signals):
    program = world.started()

    assert program.gets(name) == 0
    assert program.news == [UP]
    assert not (world.folder / "kept" / "alive").exists()


def test_an_answer_in_flight_still_comes_when_the_bot_is_stopped(world: World):
    program = world.started()
    world.api.fail("sendMessage", 429, retry_after=1)
    asked = world.asks()
    program.until(lambda: world.api.calls_of("sendMessage"))

    assert program.gets(signal.SIGTERM) == 0
    assert answered(world.home) == [asked]
    assert world.api.updates.pending == []  # so that it is not answered again after the next start
    assert program.news == [UP]


def test_it_stops_at_once_when_telegram_is_gone_and_nothing_is_waiting(world: World):
    program = world.started()
    world.server.stop()
    program.told(UNREACHABLE)

    assert program.gets(signal.SIGTERM) == 0
    assert program.news == [UP, UNREACHABLE]


def test_it_stops_at_once_when_telegram_never_says_anything(world: World):
    port = world.server.port
    world.server.stop()
    with socket.create_server(("127.0.0.1", port)) as mute:
        mute.settimeout(PATIENCE)
        program = world.start()
        call, _ = mute.accept()
        code = program.gets(signal.SIGTERM)
        call.close()

    assert code == 0
    assert program.news == []


def test_it_stops_within_ten_seconds_when_telegram_falls_silent_and_answers_are_waiting(world: World):
    program, port = world.started(), world.server.port
    world.api.fail("sendMessage", 500, times=None)
    world.asks()
    world.asks()
    program.until(lambda: world.api.calls_of("sendMessage"))
    world.server.stop()
    with socket.create_server(("127.0.0.1", port)) as mute:
        mute.settimeout(PATIENCE)
        call, _ = mute.accept()
        code = program.gets(signal.SIGTERM)
        call.close()

    assert code == 0
    assert (
        program.news[-1] == "WARNING bot.adapters.telegram.running: Telegram: not everything could be finished in time."
    )


# ---- Telegram calls --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def called(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world in which Telegram calls the bot, by a webhook; Telegram was not there when the bot started."""
    with opened(tmp_path_factory.mktemp("called")) as made:
        lay_store(made.folder / "kept")
        port = free_port()
        made.api.webhook.proxies[PUBLIC] = f"http://127.0.0.1:{port}"
        made.api.fail("setWebhook", 502)
        made.started(more=webhook(port))
        yield made
        assert made.programs[0].gets(signal.SIGTERM) == 0


def test_telegram_is_told_where_to_call_with_a_secret_and_for_what(called: World):
    told = called.api.calls_of("setWebhook")[-1].params

    assert told["url"] == "https://bot.example.org/telegram"
    assert len(told["secret_token"]) >= 32
    assert told["allowed_updates"] == ["message", "edited_message", "callback_query", "inline_query", "my_chat_member"]
    assert called.api.calls_of("getUpdates") == []


def test_an_outage_before_the_first_call_is_told_once(called: World):
    assert called.programs[0].said.splitlines()[:2] == [UNREACHABLE, UP]


def test_calls_with_the_secret_are_answered_and_others_turned_away(called: World):
    asked = called.asks()
    called.programs[0].until(lambda: called.home.from_bot)
    forged = {"update_id": 1, "message": asked.as_json()}
    turned_away = [called.server.post_update(forged, secret) for secret in ("", "wrong")]
    last = called.asks()
    called.programs[0].until(lambda: len(called.home.from_bot) > 1)

    assert turned_away == [403, 403]
    assert answered(called.home) == [asked, last]
    assert {status for _, status in called.api.webhook.deliveries} == {200}


def test_a_webhook_that_is_no_longer_in_the_settings_is_taken_back(world: World):
    world.api.webhook.url = f"{PUBLIC}/telegram"
    program = world.started()
    asked = world.asks()
    program.until(lambda: world.home.from_bot)

    assert world.api.webhook.url == ""
    assert answered(world.home) == [asked]


def test_a_port_that_is_taken_is_one_sentence(world: World):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        program = world.start(more=webhook(taken.getsockname()[1]), warn=UNCLOSED)  # tornado's socket
        code = program.ends()

    assert code == 1
    assert program.said == "the bot cannot listen for Telegram where `webhook` says: Address already in use\n"


def test_a_public_address_that_telegram_does_not_take_is_one_sentence(world: World):
    program = world.start(more=webhook(free_port(), "http://bot.example.org"), warn=UNCLOSED)

    assert program.ends() == 1
    assert re.fullmatch(
        r"Telegram refuses the `webhook` of the settings: [^\n]*an https url must be provided[^\n]*\n", program.said
    )


# ---- what is left behind ---------------------------------------------------------------------------------------------


def test_nothing_that_members_say_or_are_is_logged_or_kept(world: World):
    api, anna, ben, home, club = world.api, world.anna, world.ben, world.home, world.club
    program = world.started("--verbose")
    api.fail("sendMessage", 502, html=True)
    api.fail("getUpdates", 502, html=True)
    asked = anna.says(home, "can my wife okapi get it from me")
    program.until(lambda: home.from_bot)
    anna.edits(asked, "what is mmn www.okapi.example")
    program.until(lambda: home.last.text.startswith("What is MMN?"))
    anna.taps(home.last, "Helpful")
    ben.says(club, "/listen on")
    program.until(lambda: club.from_bot)
    anna.says(club, "/ask@mmn_support_bot what is mmn www.okapi.example")
    anna.says(home, "/forgetme")
    typed = anna.types_inline("what is mmn okapi")
    program.until(lambda: len(home.from_bot) == 2 and len(club.from_bot) == 2 and typed.answer)
    api.fail("sendMessage", 400, description="Bad Request: a reason of Telegram's")
    anna.says(home, "can not breathe, okapi")
    program.until(lambda: len(home.from_bot) == 3)
    with api.lock:  # the bot hears the question when it is blocked already
        ben.says(api.private(ben), "what is mmn www.okapi.example")
        api.blocks(ben)
    program.until(lambda: [call for call in api.calls_of("sendMessage") if "blocked" in call.error])
    assert program.gets(signal.SIGTERM) == 0

    secrets = [api.token, api.token.partition(":")[2], str(anna.id), str(ben.id), str(home.id), str(club.id)]
    secrets += ["okapi", "quokka", "wombat", "platypus", "breathe"]
    left = [path for path in world.folder.rglob("*") if path.is_file() and not teaches(path)]
    assert {path.name for path in left} >= {"output.txt", "config.yaml", "mmn-bot.sqlite3"}
    found = [
        (path.name, word) for path in left for word in secrets if word.lower().encode() in path.read_bytes().lower()
    ]
    assert found == [("mmn-bot.sqlite3", str(club.id))]  # the group's own setting: whether the bot listens


def test_a_group_that_becomes_a_supergroup_is_answered_there_and_its_new_id_is_not_logged(world: World):
    club = world.api.group("Friends", [world.anna], basic=True)
    program = world.started()
    with world.api.lock:  # the bot hears the question when the group is another one already
        world.asks(club)
        new = club.migrate()

    program.until(lambda: [call for call in world.api.calls_of("sendMessage") if call.error])
    world.asks(new)
    program.until(lambda: new.from_bot)
    assert program.gets(signal.SIGTERM) == 0

    assert str(new.id) not in program.said
