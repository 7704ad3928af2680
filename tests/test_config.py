"""The settings of whoever runs the bot: a file that may be left out, and tokens from the environment alone."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.config import Settings, TelegramSettings, Tokens, Webhook, WorkbenchSettings, load_settings
from bot.encryption import Encryption
from bot.errors import ConfigError

REPOSITORY = Path(__file__).parents[1]
SECRET = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"  # noqa: S105  made up


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "config.yaml"


def _problem(file: Path | None, environment: dict[str, str]) -> str:
    with pytest.raises(ConfigError) as raised:
        load_settings(file, environment)
    return str(raised.value)


@pytest.mark.usefixtures("config")
def test_without_a_file_the_defaults_are_in_force():
    assert load_settings(None, {}) == Settings(Path("faq/en"), "", Tokens())


def test_a_file_in_the_current_folder_is_read(config: Path):
    config.write_text('faq: texts\nlanguage: de\ncountry: "DE"\n', encoding="utf-8")

    assert load_settings(None, {}) == Settings(Path("texts/de"), "DE", Tokens())


@pytest.mark.parametrize(
    ("faq", "folder"), [("texts", "there/texts/en"), ("../texts", "there/../texts/en"), ("/texts", "/texts/en")]
)
def test_a_folder_counts_from_where_the_file_lies(tmp_path: Path, faq: str, folder: str):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.yaml").write_text(f"faq: {faq}\n", encoding="utf-8")

    assert load_settings(tmp_path / "there" / "mine.yaml", {}).faq == tmp_path / folder


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("faq: faq/en", "1:6: `faq/en` is the folder of one language (write the folder above it, `faq: faq`)"),
        ("faq: ./faq/en/", "1:6: `./faq/en/` is the folder of one language (write the folder above it, `faq: faq`)"),
        (
            "language: en\nfaq: faq/de",
            "2:6: `faq/de` is the folder of one language (write the folder above it, `faq: faq`, and `language: de`)",
        ),
    ],
)
def test_who_names_the_folder_of_a_language_is_told_to_name_the_one_above_it(config: Path, written: str, remedy: str):
    for language in ("en", "de"):
        (config.parent / "faq" / language).mkdir(parents=True)
        (config.parent / "faq" / language / "themes.yaml").touch()
    config.write_text(f"{written}\n", encoding="utf-8")

    assert _problem(None, {}) == f"config.yaml:{remedy}"


def test_the_example_shows_the_defaults(config: Path):
    config.write_text((REPOSITORY / "config.example.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    assert load_settings(None, {}) == Settings(Path("faq/en"), "", Tokens())


def test_every_setting_may_be_left_out(config: Path):
    config.write_text("# faq: faq\n# language: en\n", encoding="utf-8")

    assert load_settings(None, {}) == Settings(Path("faq/en"), "", Tokens())


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("discord: {message_content: true}", True),
        ("discord: {message_content: false}", False),
        ("discord: {}", False),
        ("", False),
    ],
)
def test_for_what_every_message_says_discord_is_asked_only_where_the_settings_say_so(
    config: Path,
    written: str,
    asked: bool,  # noqa: FBT001  a table
):
    config.write_text(f"{written}\n", encoding="utf-8")

    assert load_settings(None, {}).message_content is asked


@pytest.mark.parametrize(
    ("data", "folder"), [("kept", "there/kept"), ("../kept", "there/../kept"), ("/var/lib/bot", "/var/lib/bot")]
)
def test_the_folder_for_what_is_kept_counts_from_where_the_file_lies_too(tmp_path: Path, data: str, folder: str):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.yaml").write_text(f"data: {data}\n", encoding="utf-8")

    assert load_settings(tmp_path / "there" / "mine.yaml", {}).data == tmp_path / folder


@pytest.mark.usefixtures("config")
def test_left_out_it_is_the_folder_data_ten_minutes_and_telegrams_own_server():
    settings = load_settings(None, {})

    assert settings.data == Path("data")
    assert settings.cooldown == timedelta(minutes=10)
    assert settings.telegram == TelegramSettings("https://api.telegram.org", None)


@pytest.mark.parametrize("minutes", [0, 1, 1440])
def test_the_cooldown_is_in_minutes_and_may_be_none(config: Path, minutes: int):
    config.write_text(f"cooldown_minutes: {minutes}\n", encoding="utf-8")

    assert load_settings(None, {}).cooldown == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        ("{}", TelegramSettings()),
        ("{api: 'http://127.0.0.1:8081'}", TelegramSettings("http://127.0.0.1:8081")),
        ("{api: 'https://example.org/telegram/'}", TelegramSettings("https://example.org/telegram")),
        (
            "{webhook: {url: 'https://bot.example.org/telegram'}}",
            TelegramSettings(webhook=Webhook("https://bot.example.org/telegram", "127.0.0.1", 8443)),
        ),
        (
            "{webhook: {url: 'https://bot.example.org', listen: 0.0.0.0, port: 0}}",
            TelegramSettings(webhook=Webhook("https://bot.example.org", "0.0.0.0", 0)),  # noqa: S104  as in a container
        ),
        (
            "{api: 'http://127.0.0.1:8081', webhook: {url: 'http://127.0.0.1:1', port: 65535}}",
            TelegramSettings("http://127.0.0.1:8081", Webhook("http://127.0.0.1:1", "127.0.0.1", 65535)),
        ),
    ],
)
def test_how_to_reach_telegram_can_be_set(config: Path, written: str, settings: TelegramSettings):
    config.write_text(f"telegram: {written}\n", encoding="utf-8")

    assert load_settings(None, {}).telegram == settings


def test_the_example_of_a_webhook_is_sound_once_its_marks_are_taken_away(config: Path):
    lines = (REPOSITORY / "config.example.yaml").read_text(encoding="utf-8").splitlines()
    start = lines.index("  # webhook:")
    lines[start : start + 4] = [line.replace("# ", "", 1) for line in lines[start : start + 4]]
    config.write_text("\n".join(lines), encoding="utf-8")

    assert load_settings(None, {}).telegram.webhook == Webhook("https://bot.example.org/telegram", "127.0.0.1", 8443)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("langauge: de", "1:1: unknown key `langauge` (did you mean `language`?)"),
        ("token: abc", "1:1: unknown key `token` (possible here: faq, language, country, data, log, cooldown_minutes, telegram, discord, moderators, workbench)"),
        ("faq: a\nfaq: b", "2:1: `faq` stands here a second time (keep one of the two)"),
        ("country: NO", '1:10: `country`: YAML reads `NO` as yes or no (true/false), not as text (put it in double quotes: "NO")'),
        ("faq: [a]", "1:6: `faq` must be a line of text (a list or a group stands here; check the indentation)"),
        ("faq:", "1:5: `faq`: this is empty (fill it in, or leave the key out)"),
        ("- faq", "1:1: expected keys here: faq, language, country, data, log, cooldown_minutes, telegram, discord, moderators, workbench (write each as `key: value` on its own line)"),
        ("faq", "1:1: expected keys here: faq, language, country, data, log, cooldown_minutes, telegram, discord, moderators, workbench (write each as `key: value` on its own line)"),
        ("discord: true", "1:10: expected keys here: message_content (write each as `key: value` on its own line)"),
        ("discord: {message_content: always}", "1:28: `message_content`: `always` is neither true nor false (write true or false)"),
        ("discord: {message_content: yes}", "1:28: `message_content`: `yes` is neither true nor false (write true or false)"),
        ("discord: {message_content: }", "1:28: `message_content`: this is empty (fill it in, or leave the key out)"),
        ("discord: {message_contents: true}", "1:11: unknown key `message_contents` (did you mean `message_content`?)"),
        ("discord: {token: abc}", "1:11: unknown key `token` (possible here: message_content)"),
        ("data:", "1:6: `data`: this is empty (fill it in, or leave the key out)"),
        ("cooldown_minutes: 1441", "1:19: `cooldown_minutes`: `1441` is not possible here (write a whole number from 0 to 1440)"),
        ("cooldown_minutes: -1", "1:19: `cooldown_minutes`: `-1` is not possible here (write a whole number from 0 to 1440)"),
        ("cooldown_minutes: 1.5", "1:19: `cooldown_minutes`: `1.5` is not possible here (write a whole number from 0 to 1440)"),
        ("telegram: https://x.org", "1:11: expected keys here: api, webhook (write each as `key: value` on its own line)"),
        ("telegram: {api: x.org}", "1:17: `api`: `x.org` is not the address of a server (write it as https://host or http://host:8081)"),
        ("telegram: {hook: {}}", "1:12: unknown key `hook` (did you mean `webhook`?)"),
        ("telegram: {token: abc}", "1:12: unknown key `token` (possible here: api, webhook)"),
        ("telegram: {webhook: {port: 80}}", "1:21: `url` is missing (add it: The public https address to which Telegram sends updates; it must lead to this bot.)"),
        ("telegram: {webhook: {url: x.org}}", "1:27: `url`: `x.org` is not the address of a server (write it as https://host or http://host:8081)"),
        ("telegram: {webhook: {url: 'https://x.org', port: 65536}}", "1:50: `port`: `65536` is not possible here (write a whole number from 0 to 65535)"),
        ("faq: a: b", "1:7: there is a colon too many here (put the whole text in double quotes, or mend the indentation)"),
    ],
)  # fmt: skip
def test_a_faulty_setting_is_shown_at_its_place(config: Path, written: str, problem: str):
    config.write_text(written, encoding="utf-8")

    assert _problem(None, {}) == f"config.yaml:{problem}"


def test_every_faulty_setting_is_shown(config: Path):
    config.write_text("langauge: de\nfaq: yes\ntelegram:\n  api: x\n  webhook:\n    url: x\n", encoding="utf-8")

    assert [line.split(":")[1] for line in _problem(None, {}).splitlines()] == ["1", "2", "4", "6"]


@pytest.mark.usefixtures("config")
def test_a_file_that_was_named_must_be_there():
    hint = "check its name, or restore it from an earlier version"
    assert _problem(Path("mine.yaml"), {}) == f"mine.yaml:1:1: this file is missing ({hint})"


@pytest.mark.usefixtures("config")
def test_tokens_come_from_the_environment():
    environment = {"TELEGRAM_BOT_TOKEN": f" {SECRET}\n", "TOKEN": "x"}

    assert load_settings(None, environment).tokens == {"telegram": SECRET}


@pytest.mark.usefixtures("config")
@pytest.mark.parametrize(
    "variable", ["TELEGRAM_BOT_TOKEN", "DISCORD_BOT_TOKEN_FILE", "MMN_BOT_DATABASE", "MMN_BOT_KEY"]
)
def test_a_variable_that_is_set_but_empty_is_a_slip_and_not_a_wish_to_do_without(variable: str):
    said = f"{variable} is set, but empty: give it its value, or unset it"

    assert _problem(None, {variable: ""}) == said
    assert _problem(None, {variable: " \n"}) == said


@pytest.mark.parametrize(("written", "as_json"), [("log: json", True), ("log: text", False), ("", False)])
def test_log_lines_are_json_where_the_settings_say_so(
    config: Path,
    written: str,
    as_json: bool,  # noqa: FBT001  a table
):
    config.write_text(f"{written}\n", encoding="utf-8")

    assert load_settings(None, {}).log_as_json is as_json


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_a_token_can_lie_in_a_file(config: Path, start: str):
    holder = config.with_name("token")
    holder.write_text(f"{start}{SECRET}\n", encoding="utf-8")

    assert load_settings(None, {"DISCORD_BOT_TOKEN_FILE": f" {holder} "}).tokens == {"discord": SECRET}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"\xff", "cannot be read: it is not UTF-8 text"),
        (b" \n", "is empty"),
    ],
)
def test_a_token_file_that_holds_no_token_is_a_problem(config: Path, content: bytes | None, problem: str):
    if content is not None:
        config.with_name("token").write_bytes(content)

    said = _problem(None, {"TELEGRAM_BOT_TOKEN_FILE": "token"})
    assert said == f"the file that TELEGRAM_BOT_TOKEN_FILE names {problem}"


@pytest.mark.usefixtures("config")
def test_a_token_and_a_token_file_together_are_a_problem():
    environment = {"DISCORD_BOT_TOKEN": SECRET, "DISCORD_BOT_TOKEN_FILE": "token"}

    both = "DISCORD_BOT_TOKEN and DISCORD_BOT_TOKEN_FILE are both set: keep one of them"
    assert _problem(None, environment) == both


def test_problems_of_the_file_and_of_both_tokens_are_shown_together(config: Path):
    config.write_text("langauge: de\n", encoding="utf-8")
    environment = {"TELEGRAM_BOT_TOKEN_FILE": "gone", "DISCORD_BOT_TOKEN_FILE": "gone"}

    said = _problem(None, environment)
    assert [word in said for word in ("langauge", "TELEGRAM_BOT_TOKEN_FILE", "DISCORD_BOT_TOKEN_FILE")] == [True] * 3


@pytest.mark.usefixtures("config")
def test_a_token_is_never_shown(caplog: pytest.LogCaptureFixture):
    settings = load_settings(None, {"TELEGRAM_BOT_TOKEN": SECRET, "DISCORD_BOT_TOKEN": SECRET})
    logging.getLogger("test").warning("%s %r %s", settings, settings.tokens, settings.tokens)

    assert SECRET not in f"{settings}{settings!r}{settings.tokens}{settings.tokens!r}{caplog.text}"
    assert str(settings.tokens) == "<tokens for discord, telegram>"
    assert str(Tokens()) == "<tokens for no platform>"


# ---- the database and the key ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("config")
def test_the_database_and_the_key_come_from_the_environment_or_a_file():
    key = Encryption.make_key()
    Path("held").write_text(f"postgresql://bot:{SECRET}@host/faq\n", encoding="utf-8")

    settings = load_settings(None, {"MMN_BOT_DATABASE_FILE": "held", "MMN_BOT_KEY": f" {key} "})

    assert (settings.database, settings.key) == (f"postgresql://bot:{SECRET}@host/faq", key)
    assert SECRET not in f"{settings}{settings!r}"
    assert key not in f"{settings}{settings!r}"


@pytest.mark.usefixtures("config")
def test_without_them_the_database_is_the_file_in_data_and_there_is_no_key():
    settings = load_settings(None, {})

    assert (settings.database, settings.key) == ("", "")


@pytest.mark.usefixtures("config")
def test_a_bad_key_is_a_problem_among_the_others_and_is_not_shown():
    said = _problem(None, {"MMN_BOT_KEY": SECRET, "MMN_BOT_DATABASE_FILE": "gone"})

    assert said == (
        "the file that MMN_BOT_DATABASE_FILE names cannot be read: No such file or directory\n"
        "MMN_BOT_KEY holds something that is no key: make one with `make key`, and part several with commas"
    )


def test_the_moderators_are_reached_where_the_settings_say(config: Path):
    config.write_text("moderators:\n  telegram: -1001234567890\n  discord: 1234567890123456789\n  keep_days: 30\n")
    moderators = load_settings(config, {}).moderators
    assert moderators.chats == {"telegram": -1001234567890, "discord": 1234567890123456789}
    assert moderators.keep == timedelta(days=30)


@pytest.mark.usefixtures("config")
def test_without_a_word_on_the_moderators_nothing_reaches_them():
    assert load_settings(None, {}).moderators.chats == {}


@pytest.mark.parametrize("chat", ["mmn_mods", "0", "1_000_000", '"#mods"', "12345678901234567890123"])
def test_a_chat_that_is_no_number_is_refused_with_the_place(config: Path, chat: str):
    config.write_text(f"moderators:\n  telegram: {chat}\n")
    assert "config.yaml:2:13: " in _problem(config, {})
    assert "is not the number of a chat (write the number alone, as -1001234567890)" in _problem(config, {})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("{url: 'https://faq.example.org/'}", WorkbenchSettings("https://faq.example.org", "127.0.0.1", 8600)),
        (
            "{url: 'https://faq.example.org', listen: '0.0.0.0:80'}",
            WorkbenchSettings("https://faq.example.org", "0.0.0.0", 80),  # noqa: S104  as in a container
        ),
        (
            "{url: 'https://faq.example.org', listen: '[::1]:80'}",
            WorkbenchSettings("https://faq.example.org", "::1", 80),
        ),
        (
            "{url: 'https://faq.example.org', listen: '[::1]'}",
            WorkbenchSettings("https://faq.example.org", "::1", 8600),
        ),
        (
            "{url: 'https://faq.example.org', listen: localhost}",
            WorkbenchSettings("https://faq.example.org", "localhost", 8600),
        ),
        # what a browser writes when it asks for the page
        ("{url: 'HTTPS://FAQ.example.org:443'}", WorkbenchSettings("https://faq.example.org")),
        ("{url: 'http://faq.example.org:80/'}", WorkbenchSettings("http://faq.example.org")),
        ("{url: 'https://faq.example.org:80'}", WorkbenchSettings("https://faq.example.org:80")),
        ("{url: 'https://[2001:DB8::1]:443'}", WorkbenchSettings("https://[2001:db8::1]")),
    ],
)
def test_the_workbench_has_an_address_for_moderators_and_one_of_this_machine(
    config: Path, told: str, expected: WorkbenchSettings
):
    config.write_text(f"workbench: {told}\n", encoding="utf-8")

    assert load_settings(None, {}).workbench == expected


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ("{listen: '127.0.0.1:80'}", "`url` is missing"),
        ("{url: 'https://x.org', listen: 'a:b'}", "`a:b` is no address"),
        ("{url: 'https://x.org', listen: '::1'}", "`::1` is no address"),
        ("{url: 'https://x.org', listen: 'fe80::1:8600'}", "`fe80::1:8600` is no address"),
        ("{url: 'https://x.org', listen: '[::1]:'}", "is no address"),
        ("{url: 'https://x.org', listen: ':8600'}", "`:8600` is no address"),
        ("{url: 'https://x.org', listen: '8600'}", "`8600` is no address"),
        ("{url: 'https://x.org', listen: '127.0.0.1:65536'}", "`127.0.0.1:65536` is no address"),
        ("{url: 'https://x.org/faq'}", "1:18: this is not the address of a host alone"),
        ("{url: 'https://x.org/?a=b'}", "not the address of a host alone"),
        ("{url: 'https://user:word@x.org'}", "not the address of a host alone"),
        ("{url: 'https://x.org:port'}", "not the address of a host alone"),
        ("{url: 'https://[::1'}", "not the address of a host alone"),
        ("{url: 'https://fäq.example.org'}", "not the address of a host alone"),
    ],
)
def test_a_workbench_without_a_proper_address_is_refused(config: Path, told: str, problem: str):
    config.write_text(f"workbench: {told}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=problem):
        load_settings(None, {})
