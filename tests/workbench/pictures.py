"""Makes the pictures of the workbench in `docs/pictures`: `make pictures`. It needs Debian's chromium and chromium-driver."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

ROOT = Path(__file__).parents[2]
SAID = "wich docter do i ned for mmn"
WRONG = "am i going to pass this on to my grandkids"
PATIENCE = 180.0


class Camera:
    """A browser that takes pictures of whole pages."""

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
        before = self.driver.find_element(By.TAG_NAME, "html")
        self.driver.find_element(By.ID, "words").send_keys(words)
        self.press("Send")
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


def main() -> None:
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        shutil.copytree(ROOT / "faq", Path(room) / "faq")
        (Path(room) / "config.yaml").write_text(json.dumps({"data": "data"}), encoding="utf-8")
        command = [sys.executable, "-m", "bot", "workbench", "--no-browser", "--port", "0"]
        with subprocess.Popen(command, cwd=room, stdout=subprocess.PIPE, text=True) as program:
            lines = iter(program.stdout.readline, "") if program.stdout else iter(())
            address = next(found[0] for line in lines if (found := re.search(r"http://127.0.0.1:\d+", line)))
            camera = Camera(address, folder)
            try:
                take_all(camera)
            finally:
                camera.driver.quit()
                program.terminate()


def take_all(camera: Camera) -> None:
    camera.see(1200, 1000)
    camera.open("/try")
    camera.say(SAID)
    camera.take("try")
    camera.open("/entries/what-is-mmn")
    camera.take("entry")
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
