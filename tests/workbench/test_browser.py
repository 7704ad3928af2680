"""The workbench in a real browser: on a phone's width, by keyboard alone, without script, and judged by axe-core."""

import asyncio
import json
import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_core_python.selenium import Axe
from loopback import prepared
from loopback.discord.waiting import wait_for
from loopback.patience import ONE_CORE
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot.encryption import Encryption
from bot.model import QuestionPost
from bot.storage.store import open_store
from bot.workbench.publishing import Publication

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
REQUIRED = os.environ.get("MMN_BOT_REQUIRE_CHROMIUM") == "1"
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not REQUIRED and None in {CHROMIUM, DRIVER},
        reason="there is no browser here: install Debian's packages chromium and chromium-driver",
    ),
]

PATIENCE = 120.0
SAID = "am i going to pass this on to my grandkids"
PHONE, DESK = (360, 740), (1200, 900)
PAGES = (
    "/try",
    "/entries",
    "/entries/ivig",
    "/entries/breathing",
    "/new?kind=answer",
    "/lists",
    "/lists/sources",
    "/lists/organisations",
    "/draft",
    "/asked",
    "/numbers",
    "/health",
    "/text/en/themes.yaml",
    "/nothing",
)
SHOWN = {"/asked": "do penguins knit", "/numbers": "Questions without an answer", "/health": "No bot is running here"}
"""What these pages show of what `keeps` left."""


@dataclass
class Browser:
    driver: webdriver.Chrome
    address: str
    taps: int = 0

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    def until(self, found: Callable[[], object]) -> None:
        """Waits, while one page makes way for another."""
        WebDriverWait(self.driver, PATIENCE, ignored_exceptions=[WebDriverException]).until(lambda _: found())

    def see(self, words: str) -> None:
        self.until(lambda: words in self.text)

    @property
    def text(self) -> str:
        return self.driver.find_element(By.TAG_NAME, "body").text

    def tap(self, label: str) -> None:
        """Taps what is called so, as a finger does: it must be in sight, and wide enough."""
        path = " | ".join(f"//{tag}[normalize-space()='{label}']" for tag in ("button", "a", "summary"))

        def tapped() -> bool:
            found = self.driver.find_element(By.XPATH, path)
            self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
            assert found.size["height"] >= 44, label
            found.click()
            return True

        self.until(tapped)
        self.taps += 1

    def faults(self) -> list[str]:
        """What axe-core finds against WCAG 2, A and AA, with the first place of each."""
        told = Axe().run(
            self.driver, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in told["violations"]]


async def keeps(data: Path, key: str) -> None:
    """What a bot left that ran here: counts of some weeks, and a question whose member waits for an answer."""
    data.mkdir()
    now = datetime.now(UTC)
    store = await open_store(str(data / "mmn-bot.sqlite3"))
    for weeks in (1, 3):
        for what in ("answer", "not-covered") * 15:
            await store.count(what, "", now.date() - timedelta(weeks=weeks))
    number = await store.keep_question(Encryption(key).seal("do penguins knit"), now)
    await store.keep_post(QuestionPost("telegram:-1", 7, "telegram", "c", b"id", done=False, at=now, question=number))
    await store.close()
    on = (now - timedelta(weeks=2)).strftime("%Y-%m-%d %H:%M")
    publication = Publication(1, "Ana", on, "Penguins", {}, {"en/answers/treatment/ivig.yaml": ""})
    (data / "workbench" / "publications").mkdir(parents=True)
    (data / "workbench" / "publications" / "0001.json").write_text(json.dumps(asdict(publication)), encoding="utf-8")


@pytest.fixture
def address(faq: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A workbench by itself, as `make workbench` starts it; a story may name how it begins."""
    begin = getattr(request, "param", prepared.run)
    told = faq.parents[1] / "config.yaml"
    told.write_text("data: data\n", encoding="utf-8")
    key = Encryption.make_key()
    asyncio.run(keeps(told.parent / "data", key))
    reached = {"PATH": os.environ["PATH"], "HOME": str(told.parent), "PYTHONPATH": str(Path(__file__).parents[2])}
    kept = {"MMN_BOT_KEY": key, "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"], **ONE_CORE}
    command = ("bot", "workbench", "--no-browser", "--port", "0")
    with (
        (told.parent / "said.txt").open("w+", encoding="utf-8") as output,
        begin(*command, cwd=told.parent, env=reached | kept, output=output) as program,
    ):
        try:
            wait_for(lambda: address_in(output.name) or program.poll() is not None, what="the address")
            assert program.poll() is None, Path(output.name).read_text(encoding="utf-8")
            yield address_in(output.name)
        finally:
            program.send_signal(signal.SIGTERM)


def address_in(said: str) -> str:
    """The address that a workbench told; empty as long as it has not."""
    found = re.search(r"http://127.0.0.1:\d+(?=\s)", Path(said).read_text(encoding="utf-8"))
    return found[0] if found else ""


@contextmanager
def browser(
    address: str, size: tuple[int, int] = PHONE, *, script: bool = True, dark: bool = False
) -> Iterator[Browser]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        width, height = size
        told = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", told)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
        yield Browser(driver, address)
    finally:
        driver.quit()


def text_of(faq: Path) -> str:
    return (faq / "answers" / "basics" / "contagious.yaml").read_text(encoding="utf-8")


def test_on_a_phone_the_right_answer_is_live_within_ten_taps(address: str, faq: Path):
    with browser(address) as phone:
        phone.open("/")
        phone.driver.find_element(By.ID, "words").send_keys(SAID)
        phone.tap("Send")
        phone.tap("This was wrong")
        Select(phone.driver.find_element(By.NAME, "other")).select_by_value("contagious")
        phone.taps += 2
        phone.tap("See what that changes")
        phone.see("comes out right")
        phone.tap("Add to the draft")
        phone.tap("Check the draft")
        phone.see("Nothing to mend")
        phone.tap("Publish for members")
        phone.see("Published")
        assert phone.taps <= 10
        assert f"  - {SAID}\n" in text_of(faq)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_has_a_fault_or_scrolls_sideways(address: str, size: tuple[int, int], dark: bool):  # noqa: FBT001
    faults = {}
    with browser(address, size, dark=dark) as page:
        page.open("/try")
        page.driver.find_element(By.ID, "words").send_keys("what is ivig", Keys.ENTER)
        page.see("It came to")
        page.open("/entries/contagious")
        page.driver.find_element(By.NAME, "label").send_keys("Catching")
        page.tap("Save in the draft")
        page.see("Saved in the draft")
        page.open("/draft")
        page.tap("Check the draft")
        page.see("Nothing to mend")
        for path in (*PAGES, "/try/wrong/0"):
            page.open(path)
            page.see(SHOWN.get(path, ""))
            found = page.faults()
            wide = page.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
            small = page.driver.execute_script(
                "return [...document.querySelectorAll('button, .button, select, nav a, summary, input[type=text]')]"
                ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML.slice(0, 120))"
            )
            if found or wide > 0 or small:
                faults[path] = (found, wide, small)
    assert faults == {}


def test_by_keyboard_alone(address: str, faq: Path):
    with browser(address, DESK) as page:
        page.open("/try")

        def focus_on(label: str) -> WebElement:
            for _ in range(150):
                page.driver.switch_to.active_element.send_keys(Keys.TAB)
                found = page.driver.switch_to.active_element
                if label in (found.text, found.get_attribute("name"), found.get_attribute("id")):
                    return found
            raise AssertionError(label)

        focus_on("words").send_keys(SAID, Keys.ENTER)
        page.see("It came to")
        focus_on("This was wrong").send_keys(Keys.ENTER)
        page.see("What should it have been?")
        chosen = focus_on("other")
        for _ in Select(chosen).options:  # letter by letter it would hang on how quick the machine is
            if Select(chosen).first_selected_option.get_attribute("value") == "contagious":
                break
            chosen.send_keys(Keys.DOWN)
        else:
            raise AssertionError("no contagious")
        focus_on("See what that changes").send_keys(Keys.ENTER)
        page.see("comes out right")
        focus_on("Add to the draft").send_keys(Keys.ENTER)
        page.see("Check the draft")
        focus_on("Check the draft").send_keys(Keys.ENTER)
        page.see("Publish for members")
        focus_on("by").send_keys("Ana", Keys.ENTER)
        page.see("Published")
        assert f"  - {SAID}\n" in text_of(faq)


def test_without_any_script(address: str, faq: Path):
    with browser(address, script=False) as page:
        page.open("/try")
        page.driver.find_element(By.ID, "words").send_keys(SAID)
        page.tap("Send")
        page.tap("This was wrong")
        Select(page.driver.find_element(By.NAME, "other")).select_by_value("contagious")
        page.tap("See what that changes")
        page.see("comes out right")
        page.tap("Add to the draft")
        page.tap("Check the draft")
        page.see("Nothing to mend")
        page.tap("Publish for members")
        page.see("Published")
        assert f"  - {SAID}\n" in text_of(faq)


@pytest.mark.parametrize("address", [prepared.start], indirect=True, ids=["begun by Python"])
def test_limits_and_preview_follow_what_is_typed(address: str):
    with browser(address, DESK) as page:
        page.open("/entries/contagious")
        field = page.driver.find_element(By.NAME, "short")
        field.send_keys("No, it is not. 1 < 2 & you can not catch it.")
        page.see("44 of 320")
        page.until(lambda: "1 < 2 & you can not catch it." in page.driver.find_element(By.ID, "look").text)
        field.send_keys(" <b>Never</b>")
        page.until(lambda: "HTML (\u201c<b>\u201d) has no effect" in page.driver.find_element(By.ID, "look").text)
        question = page.driver.find_element(By.NAME, "question")
        question.send_keys("x" * 80)
        page.until(lambda: "80 are possible" in page.driver.find_element(By.ID, "look").text)
        logged = [line for line in page.driver.get_log("browser") if line["level"] == "SEVERE"]
        assert logged == [], json.dumps(logged)
