"""Whether the web addresses of an FAQ still answer."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.model import Faq

AT_ONCE = 8
"""Addresses asked at the same time; each is another site's, mostly."""
_FINE = range(200, 400)
_GONE = frozenset({404, 410})
_AGENT = "Mozilla/5.0 (compatible; mmn-bot link check)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking an address. `gone`: the page or its site is not there; otherwise a site may just refuse programs."""

    url: str
    good: bool
    told: str
    gone: bool = False


def addresses(faq: Faq) -> dict[str, str]:
    """Every web address with what it belongs to, as `source in-uk`; the first owner stands for all."""
    found: dict[str, str] = {}
    for source in faq.sources.values():
        if source.url:
            found.setdefault(source.url, f"source {source.id}")
    for organisation in faq.organisations:
        found.setdefault(organisation.url, f"organisation {organisation.id}")
    for numbers in faq.numbers:
        for helpline in numbers.crisis:
            if helpline.chat:
                found.setdefault(helpline.chat, f"numbers {numbers.country}")
    return found


def ask_all(urls: Iterable[str], timeout: float) -> list[Answer]:
    """What each address answers within `timeout` seconds for each of two tries, in order."""
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        return list(at_once.map(lambda url: ask(url, timeout), urls))


def ask(url: str, timeout: float) -> Answer:
    """Asks with HEAD, and with GET where that is refused: some sites do not know it. Redirections are followed."""
    answer = _ask(url, "HEAD", timeout)
    return answer if answer.good else _ask(url, "GET", timeout)


def _ask(url: str, method: str, timeout: float) -> Answer:
    request = urllib.request.Request(url, headers={"User-Agent": _AGENT, "Accept": "*/*"}, method=method)  # noqa: S310  the FAQ's shape lets only http and https pass
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:  # noqa: S310
            moved = "" if response.url.rstrip("/") == url.rstrip("/") else f", leads to {response.url}"
            return Answer(url, response.status in _FINE, f"{response.status}{moved}")
    except urllib.error.HTTPError as error:
        error.close()
        return Answer(url, good=False, told=f"{error.code} {error.reason}", gone=error.code in _GONE)
    except TimeoutError:
        return Answer(url, good=False, told=f"no answer within {timeout:g} seconds")
    except urllib.error.URLError as error:
        return _failed(url, error.reason, timeout)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return Answer(url, good=False, told=f"no proper answer: {type(error).__name__}")


def _failed(url: str, reason: str | BaseException, timeout: float) -> Answer:
    if isinstance(reason, TimeoutError):
        return Answer(url, good=False, told=f"no answer within {timeout:g} seconds")
    if isinstance(reason, ssl.SSLError):
        return Answer(url, good=False, told="its certificate is not valid")
    return Answer(url, good=False, told="no such site, or it does not answer", gone=True)
