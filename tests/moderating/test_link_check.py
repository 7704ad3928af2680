"""Whether web addresses answer, asked of a server in this process."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.content import load
from bot.moderating import link_check


class _Site(BaseHTTPRequestHandler):
    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        type(self).asked.append(f"{self.command} {self.path}")
        if self.path == "/slow":
            time.sleep(1)
        if self.path == "/odd":
            self.wfile.write(b"no http at all\r\n\r\n")
            self.close_connection = True
            return
        code = {"/gone": 404, "/no-programs": 403, "/moved": 301}.get(self.path, 200)
        if self.path == "/no-head" and self.command == "HEAD":
            code = 405
        self.send_response(code)
        if code == 301:
            self.send_header("Location", "/there")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    _Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_that_answers_is_asked_once_and_not_read(site: str):
    answer = link_check.ask(f"{site}/there", 5)

    assert (answer.good, answer.told) == (True, "200")
    assert _Site.asked == ["HEAD /there"]


def test_a_site_that_does_not_know_head_is_asked_with_get(site: str):
    assert link_check.ask(f"{site}/no-head", 5).good
    assert _Site.asked == ["HEAD /no-head", "GET /no-head"]


def test_a_moved_page_is_followed_and_its_new_address_told(site: str):
    answer = link_check.ask(f"{site}/moved", 5)

    assert (answer.good, answer.told) == (True, f"200, leads to {site}/there")


@pytest.mark.parametrize(
    ("path", "told", "gone"),
    [
        ("/gone", "404 Not Found", True),
        ("/no-programs", "403 Forbidden", False),
        ("/odd", "no proper answer: BadStatusLine", False),
        ("/slow", "no answer within 0.2 seconds", False),
    ],
)
def test_what_does_not_answer_is_told_in_words(site: str, path: str, told: str, gone: bool):  # noqa: FBT001  a row
    answer = link_check.ask(f"{site}{path}", 0.2 if path == "/slow" else 5)

    assert (answer.good, answer.told, answer.gone) == (False, told, gone)


def test_where_no_site_is_it_is_gone():
    answer = link_check.ask("http://127.0.0.1:9/", 5)

    assert (answer.good, answer.gone) == (False, True)


def test_many_are_asked_at_once_and_come_back_in_order(site: str):
    urls = [f"{site}/{number}" for number in range(20)]

    assert [answer.url for answer in link_check.ask_all(urls, 5)] == urls


def test_each_address_of_the_faq_is_asked_once(small_faq: Path):
    assert link_check.addresses(load(small_faq)) == {"https://www.example.org/mmn": "source in-uk"}
