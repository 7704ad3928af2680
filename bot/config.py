"""The settings: from a YAML file where there is one, and tokens from the environment alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.content.load import shown
from bot.content.nodes import Report, read_yaml
from bot.content.records import read_record
from bot.content.shapes import Field, Form, Shape
from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping as Environment

    from bot.model import Problem

DEFAULT_FILE = "config.yaml"

SETTINGS: Shape = {
    "faq": Field(Form.LINE, "The folder of the FAQ, with a folder for each language.", required=False),
    "language": Field(Form.LINE, "The language folder to answer from.", required=False),
    "country": Field(
        Form.COUNTRY,
        "Two-letter code of the country whose numbers and organisations come first; leave it out for a mixed group.",
        required=False,
    ),
}
"""Every setting of the configuration file. All may be left out."""

TOKENS = {"telegram": "TELEGRAM_BOT_TOKEN", "discord": "DISCORD_BOT_TOKEN"}
"""The environment variable that holds each platform's token; with `_FILE` behind it, the file that holds it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the FAQ is, and how to answer from it. `tokens` maps a platform to its token and is never shown."""

    faq: Path
    country: str
    tokens: Tokens


class Tokens(dict[str, str]):
    """Tokens by platform, which do not show when printed or logged."""

    def __repr__(self) -> str:
        return f"<tokens for {', '.join(sorted(self)) or 'no platform'}>"

    __str__ = __repr__


def load_settings(file: Path | None, environment: Environment[str, str]) -> Settings:
    """The settings in force. `file` None means `config.yaml` in the current folder, where there is one.

    Raises `ConfigError` with every problem. A relative folder in the file counts from where the file lies.
    """
    path = file or Path(DEFAULT_FILE)
    problems: list[str] = []
    values = _read(path, problems) if file or path.is_file() else {}
    tokens = Tokens()
    for platform, variable in TOKENS.items():
        try:
            token = _token(variable, environment)
        except ConfigError as error:
            problems.append(str(error))
        else:
            if token:
                tokens[platform] = token
    if problems:
        raise ConfigError("\n".join(problems))
    base = path.parent / (values.get("faq") or "faq")
    return Settings(base / (values.get("language") or "en"), values.get("country") or "", tokens)


def _read(path: Path, problems: list[str]) -> dict[str, str]:
    found: list[Problem] = []
    report = Report(shown(path), found)
    node = read_yaml(path, report, may_be_empty=True)
    record = read_record(node, SETTINGS, report) if node else None
    problems += map(str, sorted(found))
    return {name: record.line(name) for name in SETTINGS} if record else {}


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or "it is no file" if isinstance(error, OSError) else "it is not UTF-8 text"


def _token(variable: str, environment: Environment[str, str]) -> str:
    """A token from the environment, or from the file that the environment names; empty where neither is set."""
    token = environment.get(variable, "").strip()
    holder = environment.get(f"{variable}_FILE", "").strip()
    if token and holder:
        raise ConfigError(f"{variable} and {variable}_FILE are both set: keep one of them")
    if not holder:
        return token
    try:
        token = Path(holder).read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the file that {variable}_FILE names cannot be read: {_reason(error)}") from None
    if not token:
        raise ConfigError(f"the file that {variable}_FILE names is empty")
    return token
