"""Makes the pictures in `docs/pictures`: `make pictures`. It needs Debian's chromium and chromium-driver."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot.encryption import Encryption
from bot.storage.store import open_store

ROOT = Path(__file__).parents[2]
SAID = "wich docter do i ned for mmn"
VAGUE = "hands"
WRONG = "am i going to pass this on to my grandkids"
SENT = (
    "when does the group meet",
    "does the group meet on sundays",
    "do i get a blue badge with mmn",
    "can i have a blue badge for parking with mmn",
)
PATIENCE = 180.0


class Camera:
    """A browser that takes pictures of whole pages, or of the chat alone."""

    def __init__(self, address: str, folder: Path) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(argument)
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)
        self.address, self.folder = address, folder

    def see(self, width: int, height: int, *, dark: bool = False) -> None:
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def say(self, words: str) -> None:
        self.driver.find_element(By.ID, "words").send_keys(words)
        with self.going_on():
            self.press("Send")

    def choose(self, name: str, value: str) -> None:
        with self.going_on():
            Select(self.driver.find_element(By.NAME, name)).select_by_value(value)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Waits until another page has taken the place of this one."""
        before = self.driver.find_element(By.TAG_NAME, "html")
        yield
        WebDriverWait(self.driver, PATIENCE).until(lambda _: self.driver.find_element(By.TAG_NAME, "html") != before)

    def press(self, label: str) -> None:
        found = self.driver.find_element(By.XPATH, f"//button[normalize-space()='{label}']")
        self.driver.execute_script("arguments[0].click()", found)

    def wait(self, words: str) -> None:
        body = "return document.body.innerText"
        WebDriverWait(self.driver, PATIENCE).until(lambda _: words in str(self.driver.execute_script(body)))

    def take(self, name: str) -> None:
        self.driver.execute_script("scrollTo(0, 0)")
        self.driver.save_screenshot(str(self.folder / f"{name}.png"))

    def take_chat(self, name: str) -> None:
        """The chat alone, as long as it is, without what only the workbench has in it."""
        chat = self.driver.find_element(By.CSS_SELECTOR, ".screen")
        self.driver.execute_script(
            "arguments[0].style.maxHeight = 'none';"
            "arguments[0].querySelectorAll('.under').forEach(found => { found.style.display = 'none'; })",
            chat,
        )
        chat.screenshot(str(self.folder / f"{name}.png"))


def main() -> None:
    folder, key = ROOT / "docs" / "pictures", Encryption.make_key()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        shutil.copytree(ROOT / "faq", Path(room) / "faq")
        (Path(room) / "config.yaml").write_text(json.dumps({"data": "data"}), encoding="utf-8")
        asyncio.run(keeps(Path(room) / "data", key))
        command = [sys.executable, "-m", "bot", "workbench", "--no-browser", "--port", "0"]
        environment = {**os.environ, "MMN_BOT_KEY": key}
        with subprocess.Popen(command, cwd=room, env=environment, stdout=subprocess.PIPE, text=True) as program:
            lines = iter(program.stdout.readline, "") if program.stdout else iter(())
            address = next(found[0] for line in lines if (found := re.search(r"http://127.0.0.1:\d+", line)))
            camera = Camera(address, folder)
            try:
                take_chats(camera)
                take_pages(camera)
            finally:
                camera.driver.quit()
                program.terminate()


async def keeps(data: Path, key: str) -> None:
    """What members sent before."""
    data.mkdir()
    store = await open_store(str(data / "mmn-bot.sqlite3"))
    for number, words in enumerate(SENT):
        await store.keep_question(Encryption(key).seal(words), datetime.now(UTC) - timedelta(days=number))
    await store.close()


def take_chats(camera: Camera) -> None:
    """A question, its answer, and a choice, on each platform: as long as they are."""
    camera.see(1200, 2400)
    camera.open("/try")
    camera.say(SAID)
    camera.say(VAGUE)
    camera.wait("None of these")  # it is still vague
    for platform, name in (("telegram", "telegram"), ("discord", "discord"), ("plain", "terminal")):
        if platform != "telegram":
            camera.choose("platform", platform)
        camera.take_chat(name)
    camera.choose("platform", "telegram")
    with camera.going_on():
        camera.press("Empty the chat")


def take_pages(camera: Camera) -> None:
    """Five pages of the workbench."""
    camera.see(1200, 1000)
    camera.open("/try")
    camera.say(SAID)
    camera.take("try")
    camera.open("/entries/what-is-mmn")
    camera.take("entry")
    camera.open("/asked")
    camera.take("unanswered")
    camera.open("/try")
    camera.say(WRONG)
    camera.open("/try/wrong/1")
    Select(camera.driver.find_element(By.NAME, "other")).select_by_value("heredity")
    camera.press("See what that changes")
    camera.wait("To be written")
    camera.press("Add to the draft")
    camera.wait("Check the draft")
    camera.press("Check the draft")
    camera.wait("What the check found")
    camera.see(1200, 1300)
    camera.take("draft")
    camera.see(360, 900, dark=True)
    camera.open("/entries?q=tired")
    camera.take("phone")


if __name__ == "__main__":
    main()
