"""`mmn-bot invite`: the address under which a server's manager adds the bot, out of the token alone."""

import base64
from pathlib import Path

import pytest

from bot.cli import main

APPLICATION = 1186440123456789012
SECRET = "Gq7xYz.wombat-secret-of-the-portal"  # noqa: S105  made up
ADDRESS = (
    f"https://discord.com/oauth2/authorize?client_id={APPLICATION}"
    "&scope=bot+applications.commands&permissions=274877975552\n"
)
MISSING = "there is no DISCORD_BOT_TOKEN in the environment, so the bot's application is not known\n"
NO_TOKEN = "DISCORD_BOT_TOKEN is not a Discord token: it does not start with an application's id\n"  # noqa: S105


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without settings, and an environment without tokens."""
    monkeypatch.chdir(tmp_path)
    for name in ("TELEGRAM_BOT_TOKEN", "DISCORD_BOT_TOKEN"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def token(application: int) -> str:
    """A token as Discord makes it: the application's id in base64 without its padding, and two secret parts."""
    return f"{base64.urlsafe_b64encode(str(application).encode()).decode().rstrip('=')}.{SECRET}"


@pytest.mark.parametrize("application", [APPLICATION, 80351110224678912, 4096])  # of a length each in base64
def test_it_names_the_application_of_the_token_and_the_least_permissions(
    application: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DISCORD_BOT_TOKEN", token(application))

    assert main(["invite"]) == 0
    assert capsys.readouterr() == (ADDRESS.replace(str(APPLICATION), str(application)), "")


def test_the_token_may_lie_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "token").write_text(f"{token(APPLICATION)}\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_BOT_TOKEN_FILE", "token")

    assert main(["invite"]) == 0
    assert capsys.readouterr() == (ADDRESS, "")


def test_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DISCORD_BOT_TOKEN", token(APPLICATION))
    main(["invite"])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "DISCORD_BOT_TOKEN is set, but empty: give it its value, or unset it\n"),
        ("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", NO_TOKEN),  # of Telegram
        (f"wombat.{SECRET}", NO_TOKEN),
        (f".{SECRET}", NO_TOKEN),
        (f"wömbat.{SECRET}", NO_TOKEN),
        (f"A.{SECRET}", NO_TOKEN),
    ],
)
def test_without_a_token_of_discord_that_is_one_sentence_which_does_not_show_it(
    given: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("DISCORD_BOT_TOKEN", given)

    assert main(["invite"]) == 1
    assert capsys.readouterr() == ("", told)


def test_telegrams_token_does_not_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token(APPLICATION))

    assert main(["invite"]) == 1
    assert capsys.readouterr() == ("", MISSING)
