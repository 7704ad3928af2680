"""The settings: from a YAML file where there is one, and secrets from the environment alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import platformdirs

from bot.config_shapes import SETTINGS
from bot.content.folders import THEMES_FILE, shown
from bot.content.nodes import Mapping, Report
from bot.content.parsing import read_yaml
from bot.content.records import Record, read_record
from bot.encryption import Encryption
from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping as Environment

    from bot.model import Problem

DEFAULT_FILE = "config.yaml"
TELEGRAM_API = "https://api.telegram.org"
LISTEN, PORT, WORKBENCH_PORT = "127.0.0.1", 8443, 8600
HIGHEST_PORT = 65_535
_USUAL_PORTS = {"http": 80, "https": 443}
_LISTEN = re.compile(r"(?!\d+$)(?:\[([^\[\]]+)\]|([^:\[\]]+))(?::([0-9]{1,5}))?")
"""An address of this machine, with a port or without. With colons of its own it stands in brackets: `::1:80` is an address."""
COOLDOWN = timedelta(minutes=10)
KEEP = timedelta(days=90)

TOKENS = {"telegram": "TELEGRAM_BOT_TOKEN", "discord": "DISCORD_BOT_TOKEN"}
"""The environment variable that holds each platform's token; with `_FILE` behind it, the file that holds it."""
DATABASE, KEY = "MMN_BOT_DATABASE", "MMN_BOT_KEY"
"""The same for the address of the database, which holds a password, and for the key of the sent questions."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """Telegram calls `url`, which leads to `port` (0 for any) of this machine's address `listen`."""

    url: str
    listen: str = LISTEN
    port: int = PORT


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """The address of the Bot API server, and the webhook where Telegram is to call the bot."""

    api: str = TELEGRAM_API
    webhook: Webhook | None = None


@dataclass(frozen=True, slots=True)
class ModeratorsSettings:
    """`chats` maps a platform to the number of the moderators' chat there; `keep`: for how long to keep what is sent."""

    chats: Environment[str, int] = field(default_factory=dict)
    keep: timedelta = KEEP


@dataclass(frozen=True, slots=True)
class WorkbenchSettings:
    """Moderators open `url`, which leads to `port` (0 for any) of this machine's address `listen`.

    `second_reader`: somebody else than who changed the FAQ must publish it, by the names that they give.
    """

    url: str
    listen: str = LISTEN
    port: int = WORKBENCH_PORT
    second_reader: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the FAQ is, and how to answer from it. Secrets are never shown when this is printed.

    `tokens` maps a platform to its token. `database` is an address for `bot.storage.open_store`, or empty for a file in
    `data`. `key` is one for `bot.encryption.Encryption`, or empty. `message_content`: ask Discord for the privileged
    intent of that name, without which the bot cannot listen there.
    """

    faq: Path
    country: str
    tokens: Tokens
    data: Path = Path("data")
    cooldown: timedelta = COOLDOWN
    telegram: TelegramSettings = TelegramSettings()
    message_content: bool = False
    moderators: ModeratorsSettings = field(default_factory=ModeratorsSettings)
    workbench: WorkbenchSettings | None = None
    log_as_json: bool = False
    database: str = field(default="", repr=False)
    key: str = field(default="", repr=False)

    @property
    def store(self) -> str:
        """The address of the database, for `bot.storage.open_store`."""
        return self.database or str(self.data / "mmn-bot.sqlite3")

    @property
    def sign_of_life(self) -> Path:
        """The file that a running bot touches (`bot.health`)."""
        return self.data / "alive"

    @property
    def indexes(self) -> Path:
        """The folder for what was learned from the FAQ: in `data`, or in the user's cache where no bot ran yet."""
        return (self.data if self.data.is_dir() else platformdirs.user_cache_path("mmn-bot")) / "indexes"


class Tokens(dict[str, str]):
    """Tokens by platform, which do not show when printed or logged."""

    def __repr__(self) -> str:
        return f"<tokens for {', '.join(sorted(self)) or 'no platform'}>"

    __str__ = __repr__


def load_settings(file: Path | None, environment: Environment[str, str]) -> Settings:
    """The settings in force. `file` None means `config.yaml` in the current folder, if there is one.

    A relative folder in the file counts from where the file lies. Raises `ConfigError` with every problem.
    """
    path = file or Path(DEFAULT_FILE)
    found: list[Problem] = []
    record = _record(path, Report(shown(path), found), there=bool(file) or path.is_file())
    telegram, discord = _telegram(record.record("telegram")), record.record("discord")
    moderators = _moderators(record.record("moderators"))
    workbench = _workbench(record.record("workbench")) if "workbench" in record.values else None
    faq, language = record.line("faq") or "faq", record.line("language") or "en"
    _check_above(path.parent, faq, language, record)
    problems = [str(problem) for problem in sorted(found)]
    secrets: dict[str, str] = {}
    for variable in (*TOKENS.values(), DATABASE, KEY):
        try:
            secrets[variable] = _secret(variable, environment)
            if variable == KEY:
                Encryption(secrets[KEY])
        except ConfigError as error:
            problems.append(str(error))
    if problems:
        raise ConfigError("\n".join(problems))
    minutes = record.number("cooldown_minutes")
    return Settings(
        faq=path.parent / faq / language,
        country=record.line("country"),
        tokens=Tokens({platform: secrets[variable] for platform, variable in TOKENS.items() if secrets[variable]}),
        data=path.parent / (record.line("data") or "data"),
        cooldown=COOLDOWN if minutes is None else timedelta(minutes=minutes),
        telegram=telegram,
        message_content=discord.flag("message_content"),
        moderators=moderators,
        workbench=workbench,
        log_as_json=record.line("log") == "json",
        database=secrets[DATABASE],
        key=secrets[KEY],
    )


def _record(path: Path, report: Report, *, there: bool) -> Record:
    node = read_yaml(path, report, may_be_empty=True) if there else None
    return read_record(node, SETTINGS, report) if node else Record(Mapping(1, 1), {}, SETTINGS, report)


def _check_above(here: Path, faq: str, language: str, record: Record) -> None:
    """The folder of one language is easily named where the one above it is meant."""
    name, above = Path(faq).name, Path(faq).parent.as_posix()
    if name and (here / faq / THEMES_FILE).is_file() and not (here / faq / language).is_dir():
        its = "" if name == language else f", and `language: {name}`"
        hint = f"write the folder above it, `faq: {above}`{its}"
        record.report.add(f"`{faq}` is the folder of one language", hint, at=record.values.get("faq"))


def _telegram(record: Record) -> TelegramSettings:
    api = record.line("api").rstrip("/") or TELEGRAM_API
    if "webhook" not in record.values:
        return TelegramSettings(api)
    webhook = record.record("webhook")
    port = webhook.number("port")
    listen = webhook.line("listen") or LISTEN
    return TelegramSettings(api, Webhook(webhook.line("url"), listen, PORT if port is None else port))


def _moderators(record: Record) -> ModeratorsSettings:
    chats = {platform: number for platform in TOKENS if (number := record.number(platform))}
    days = record.number("keep_days")
    return ModeratorsSettings(chats, KEEP if days is None else timedelta(days=days))


def _workbench(record: Record) -> WorkbenchSettings:
    url = _origin(record.line("url"))
    if record.line("url") and not url:
        hint = "write it as https://faq.example.org, in the letters a to z, without a path: it needs a host of its own"
        record.report.add("this is not the address of a host alone", hint, at=record.values["url"])
    listen = record.line("listen") or LISTEN
    found = _LISTEN.fullmatch(listen)
    port = int(found[3] or WORKBENCH_PORT) if found else 0
    if not found or port > HIGHEST_PORT:
        hint = f"write an address and a port of this machine, as {LISTEN}:{WORKBENCH_PORT} or [::1]:{WORKBENCH_PORT}"
        record.report.add(f"`{listen}` is no address", hint, at=record.values["listen"])
        return WorkbenchSettings("")
    return WorkbenchSettings(url, found[1] or found[2], port, record.flag("second_reader"))


def _origin(url: str) -> str:
    """An address as browsers name it when they ask for its pages, without the usual port; empty where it is not that of a host alone."""
    try:
        parts = urlsplit(url)
        usual = parts.port in {None, _USUAL_PORTS.get(parts.scheme)}
    except ValueError:
        return ""
    host = parts.hostname or ""
    if not host or not host.isascii() or "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment:
        return ""
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}" if usual else f"{parts.scheme}://{host}:{parts.port}"


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "it is no file") if isinstance(error, OSError) else "it is not UTF-8 text"


def _secret(variable: str, environment: Environment[str, str]) -> str:
    """A secret from the environment, or from the file that the environment names; empty where neither is set.

    A variable that is set but empty raises `ConfigError`: most often a file of variables lacks the token.
    """
    for name in (variable, f"{variable}_FILE"):
        if not environment.get(name, "unset").strip():
            raise ConfigError(f"{name} is set, but empty: give it its value, or unset it")
    secret = environment.get(variable, "").strip()
    holder = environment.get(f"{variable}_FILE", "").strip()
    if secret and holder:
        raise ConfigError(f"{variable} and {variable}_FILE are both set: keep one of them")
    if not holder:
        return secret
    try:
        secret = Path(holder).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the file that {variable}_FILE names cannot be read: {_reason(error)}") from None
    if not secret:
        raise ConfigError(f"the file that {variable}_FILE names is empty")
    return secret
