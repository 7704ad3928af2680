"""The unit files, the Compose file and the workflows that are there to copy: they parse, and what they name exists."""

import configparser
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.config import DATABASE, KEY, TOKENS, load_settings

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy/systemd").glob("mmn-bot*.*"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
SECRETS = {f"{variable}_FILE" for variable in (*TOKENS.values(), KEY, DATABASE)}


class Unit(configparser.RawConfigParser):
    """A unit file, in which a key may stand several times: `all_of` gives each value."""

    def __init__(self, file: Path) -> None:
        super().__init__(strict=False, delimiters=("=",), comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.text = file.read_text(encoding="utf-8")
        self.read_string(self.text)

    def all_of(self, key: str, *, commented: bool = False) -> list[str]:
        """The values of a key; with `commented`, also those in a line that is there to be taken into use."""
        return re.findall(rf"^{'#?' if commented else ''}{key}=(.*)$", self.text, re.MULTILINE)


def unit(name: str) -> Unit:
    return Unit(ROOT / "deploy/systemd" / name)


def compose() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text(encoding="utf-8"))


# ---- the Makefile ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["run", "check"])
def test_an_environment_that_belongs_elsewhere_is_not_changed_by_make(tmp_path: Path, target: str):
    make, there, here = shutil.which("make"), tmp_path / "there", tmp_path / "here"
    if make is None:
        pytest.skip("make is not installed here")
    there.mkdir()
    here.mkdir()
    (here / ".venv").symlink_to(there)
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, here / name)

    made = subprocess.run([make, target], cwd=here, capture_output=True, text=True, check=False)

    assert made.returncode != 0
    assert ".venv is a link" in made.stderr
    assert list(there.iterdir()) == []


# ---- systemd ---------------------------------------------------------------------------------------------------------


def test_the_bots_unit_runs_the_program_with_secrets_from_files():
    bot = unit("mmn-bot.service")
    variables = dict(one.split("=", 1) for line in bot.all_of("Environment", commented=True) for one in line.split())
    loaded = {line.split(":")[0] for line in bot.all_of("LoadCredential", commented=True)}

    assert bot["Service"]["ExecStart"].split()[:2] == ["/opt/mmn-bot/.venv/bin/mmn-bot", "run"]
    assert {name for name in variables if name.endswith("_FILE")} <= SECRETS
    assert {path.removeprefix("%d/") for name, path in variables.items() if name in SECRETS} == loaded
    assert bot["Service"]["ExecReload"] == "/bin/kill -HUP $MAINPID"


def test_the_settings_of_the_units_are_sound_and_fit_their_folders():
    settings = load_settings(ROOT / "deploy/systemd/config.yaml", {})
    bot, pull = unit("mmn-bot.service"), unit("mmn-bot-faq.service")

    assert str(settings.data) == f"/var/lib/{bot['Service']['StateDirectory']}"
    assert str(settings.faq).startswith(f"{pull['Service']['ReadWritePaths']}/")
    assert f"-C {pull['Service']['ReadWritePaths']} pull" in pull["Service"]["ExecStart"]


def test_the_timer_belongs_to_the_unit_that_pulls():
    assert {path.stem for path in UNITS if path.suffix == ".timer"} == {"mmn-bot-faq"}
    assert "OnUnitInactiveSec" in unit("mmn-bot-faq.timer")["Timer"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="the system has no systemd-analyze")
def test_systemd_finds_nothing_wrong(tmp_path: Path):
    for file in UNITS:  # the program lies elsewhere in tests
        text = re.sub(r"/opt/mmn-bot/\S+/mmn-bot|/usr/bin/git", "/bin/true", file.read_text(encoding="utf-8"))
        (tmp_path / file.name).write_text(text, encoding="utf-8")

    analyze = [shutil.which("systemd-analyze") or "", "verify", *map(str, sorted(tmp_path.iterdir()))]
    done = subprocess.run(analyze, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


# ---- Compose ---------------------------------------------------------------------------------------------------------


def test_compose_mounts_settings_faq_data_and_secrets():
    services = compose()["services"]
    mounts = dict(mount.split(":")[:2] for mount in services["bot"]["volumes"])
    settings = load_settings(ROOT / "deploy/compose/config.yaml", {})

    assert mounts["./config.yaml"] == "/app/config.yaml"
    assert str(settings.data) == mounts["data"]
    assert str(settings.faq).startswith(f"{mounts['faq']}/")
    assert dict(mount.split(":")[:2] for mount in services["faq"]["volumes"])["faq"] == mounts["faq"]
    assert set(mounts) - {"./config.yaml"} == set(compose()["volumes"])


def test_compose_hands_secrets_on_as_files_that_the_bot_knows():
    bot = compose()["services"]["bot"]

    assert set(bot["environment"]) <= SECRETS
    assert {path.removeprefix("/run/secrets/") for path in bot["environment"].values()} == set(bot["secrets"])
    assert set(bot["secrets"]) == set(compose()["secrets"])


def test_compose_builds_the_image_from_this_repository():
    source = compose()["services"]["bot"]["build"]["context"].removeprefix("${MMN_BOT_SOURCE:-").removesuffix("}")

    assert (ROOT / "deploy/compose" / source / "Dockerfile").resolve() == ROOT / "Dockerfile"
    assert 'CMD [".venv/bin/mmn-bot", "run"]' in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_variable_of_the_compose_file_is_explained_in_the_example():
    file = (ROOT / "deploy/compose/compose.yaml").read_text(encoding="utf-8")
    example = (ROOT / "deploy/compose/env.example").read_text(encoding="utf-8")

    for variable in re.findall(r"(?<!\$)\$\{(\w+)", file):
        assert re.search(rf"^{variable}=", example, re.MULTILINE), variable


def test_the_container_that_pulls_clones_first_and_pulls_then(tmp_path: Path):
    (script,) = compose()["services"]["faq"]["command"]
    shop, faq = tmp_path / "shop", tmp_path / "faq"
    git = [shutil.which("git") or "git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    once = re.sub(r"sleep \d+", "break", script.replace("$$", "$").replace("/srv/mmn-faq", str(faq)))

    def edit(text: str) -> None:
        shop.mkdir(exist_ok=True)
        (shop / "answer").write_text(text, encoding="utf-8")
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", text]):
            subprocess.run([*git, *command], cwd=shop, check=True)

    for text in ("first", "second"):
        edit(text)
        subprocess.run(["/bin/sh", "-c", once], env={"FAQ_REPOSITORY": str(shop), "PATH": "/usr/bin:/bin"}, check=True)
        assert (faq / "answer").read_text(encoding="utf-8") == text


# ---- GitHub ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [*WORKFLOWS, *FORMS], ids=lambda file: file.name)
def test_what_github_reads_is_yaml(file: Path):
    assert isinstance(yaml.safe_load(file.read_text(encoding="utf-8")), dict)


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_read_alone_and_pins_a_version_of_each_action(file: Path):
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]

    assert workflow["permissions"] == {"contents": "read"}
    assert all(re.fullmatch(r"[\w/-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
