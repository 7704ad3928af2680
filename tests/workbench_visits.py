"""A workbench that is really served on this machine, and a visitor who reads its pages and fills in its forms."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from bot.workbench.serving import Workbench

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from bot.config import Settings

PATIENCE = 120.0


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class _Forms(HTMLParser):
    def __init__(self, here: str) -> None:
        super().__init__()
        self.here, self.forms, self.text = here, [], []
        self._form: Form | None = None
        self._area = self._select = self._button = ""
        self._first = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "form":
            self._form = Form(told.get("action", self.here))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = told.get("name", "")
        if tag == "input" and (told.get("type") not in {"radio", "checkbox"} or "checked" in told):
            self._form.fields[name] = told.get("value", "")
        elif tag == "textarea":
            self._area = name
            self._form.fields[name] = ""
        elif tag == "select":
            self._select = name
            self._first = True
        elif tag == "option" and ("selected" in told or self._first):
            self._form.fields[self._select] = told.get("value", "")
            self._first = False
        elif tag == "button":
            self._form.buttons.append((name, told.get("value", ""), ""))
            self._button = "yes"

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._form is not None and self._area:
            self._form.fields[self._area] += data
        if self._form is not None and self._button:
            name, value, label = self._form.buttons[-1]
            self._form.buttons[-1] = (name, value, label + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._form is not None and self._area:
            self._form.fields[self._area] = self._form.fields[self._area].removeprefix("\n")
            self._area = ""
        elif tag == "button":
            self._button = ""
        elif tag == "form":
            self._form = None


class Visitor:
    """A moderator's browser without any script."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.host: dict[str, str] = {}
        self.status, self.path, self.html, self.headers = 0, "", "", {}

    async def get(self, path: str, **headers: str) -> str:
        return await self._take(self.http.get(self.address + path, headers={**self.host, **headers}))

    async def post(self, path: str, fields: dict[str, str], **headers: str) -> str:
        return await self._take(self.http.post(self.address + path, data=fields, headers={**self.host, **headers}))

    async def _take(self, asked: AbstractAsyncContextManager[aiohttp.ClientResponse]) -> str:
        async with asked as answer:
            self.status, self.path, self.headers = answer.status, str(answer.url.relative()), dict(answer.headers)
            self.html = await answer.text()
        async with asyncio.timeout(PATIENCE):
            while self.path.startswith("/jobs/") and "<progress" in self.html:
                await asyncio.sleep(0.05)
                await self.get(self.path)
        return self.html

    @property
    def forms(self) -> list[Form]:
        parser = _Forms(self.path.partition("#")[0])
        parser.feed(self.html)
        return parser.forms

    @property
    def text(self) -> str:
        parser = _Forms("")
        parser.feed(re.sub(r"<script.*?</script>", "", self.html, flags=re.DOTALL))
        return re.sub(r"\s+", " ", unescape("".join(parser.text)))

    def form(self, button: str) -> Form:
        found = [form for form in self.forms if any(button == label.strip() for _, _, label in form.buttons)]
        assert found, f"no button {button!r} on {self.path}: {self.text[:600]}"
        return found[0]

    async def press(self, button: str, **fields: str) -> str:
        """Fills in the form of a button, and presses it."""
        form = self.form(button)
        name, value = next((name, value) for name, value, label in form.buttons if button == label.strip())
        sent = {**form.fields, **({name: value} if name else {}), **fields}
        return await self.post(str(URL(form.action)), {key: sent[key] for key in sent if key})


@asynccontextmanager
async def served(
    settings: Settings, url: str = "", now: Callable[[], datetime] | None = None
) -> AsyncIterator[Workbench]:
    workbench = Workbench(settings, port=0, url=url, now=now)
    stop = asyncio.Event()
    await workbench.start(stop)
    try:
        yield workbench
    finally:
        stop.set()
        await workbench.close()


@asynccontextmanager
async def visiting(workbench: Workbench) -> AsyncIterator[Visitor]:
    visitor = Visitor(f"http://127.0.0.1:{workbench._port}")
    try:
        yield visitor
    finally:
        await visitor.http.close()
