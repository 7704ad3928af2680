"""How the bot behaves on whole families of messages, in the manner of CheckList (Ribeiro et al., ACL 2020).

A family is a short YAML file in `families/`, which README.md explains: templates, the words that fill them, and what may
come of the messages, or must not. `python behaviour.py` prints a table of all families, `python behaviour.py thanks
goodbyes` every message of these that fails. Nothing is drawn by chance: where a family has more messages than it may, or
a letter is to slip, a digest of the words decides. So a run repeats the one before, and a word added moves few others.
"""

from __future__ import annotations

import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

import bot
from bot.answering.service import Service
from bot.content import load
from bot.content.cases import load_cases
from bot.matching import IndexCache
from bot.model import Bullets, Incoming, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.answering.policy import Decision
    from bot.model import Reply

HERE = Path(__file__).parent
FAQ = Path(bot.__file__).parent.parent / "faq" / "en"
LISTS = (HERE / "lists", FAQ / "names")
"""Where `from` looks for a list, in this order."""

MOST, EXAMPLES = 160, 5
FOREIGN = "foreign"
"""An outcome beside those of the policy: told that the bot cannot read the language."""

OUTCOMES = {*Outcome, FOREIGN}
_EXPECTATIONS = {"personal-advice": Outcome.CARE_TEAM}
_FLAGS = {"true": (True,), "false": (False,), "both": (True, False)}
_KEYS = {
    *("about", "says", "words", "messages", "pairs", "dress", "addressed", "most"),
    *("must", "must_not", "may", "entry", "same_as_plain", "named", "tolerance"),
}
_Thing = TypeVar("_Thing")
_SLOT = re.compile(r"\{(\w+)\}")

# BaseLoader makes nothing but strings, lists and mappings: it is safe, and `no`, `on` and `7` stay what a moderator wrote.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Message:
    """A message to decide; `plain` is what it dresses up, `name` what the reply must name, either may be empty.

    `expected` are entries and outcomes, one of which must come of it.
    """

    text: str
    addressed: bool = True
    plain: str = ""
    expected: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Messages that are alike, and what may come of them."""

    name: str
    about: str
    messages: tuple[Message, ...]
    must: frozenset[str]
    must_not: frozenset[str]
    may: frozenset[str]
    entry: frozenset[str]
    same_as_plain: bool
    named: bool
    tolerance: float


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a family; `failures` are messages, each with what came."""

    family: Family
    failures: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """The share that fails, from 0 to 1."""
        return len(self.failures) / len(self.family.messages)

    @property
    def holds(self) -> bool:
        """Whether no more fail than may."""
        return self.share <= self.family.tolerance

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """A few failures, spread over the family."""
        return self.failures[:: max(1, -(-len(self.failures) // EXAMPLES))]


# ---- the messages ----------------------------------------------------------------------------------------------------


def families(folder: Path = HERE / "families") -> list[Family]:
    """Every family of a folder, in the order of their names; raises `ValueError` where a file has a mistake."""
    return [read_family(path) for path in sorted(folder.glob("*.yaml"))]


def read_family(path: Path) -> Family:
    """The family of a file, with its messages."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  a BaseLoader is safe
    must, must_not, may = (frozenset(data.get(key, ())) for key in ("must", "must_not", "may"))
    mistakes = {
        "keys that are unknown": sorted(data.keys() - _KEYS),
        "outcomes that are unknown": sorted((must | must_not | may) - OUTCOMES),
        "dresses that are unknown": sorted(set(data.get("dress", ())) - DRESSES.keys()),
        "keys that are missing": sorted({"about", "tolerance"} - data.keys()),
    }
    for what, which in mistakes.items():
        if which:
            raise ValueError(f"{path.name}: {what}: {', '.join(which)}")
    try:
        made = dict.fromkeys(_messages(data))
    except KeyError as error:
        raise ValueError(f"{path.name}: nothing is known as {error}") from error
    family = Family(
        name=path.stem,
        about=data["about"],
        messages=tuple(
            sample(made, int(data.get("most", MOST)), key=lambda message: f"{message.text}{message.addressed}")
        ),
        must=must,
        must_not=must_not,
        may=may,
        entry=frozenset(data.get("entry", ())),
        same_as_plain=data.get("same_as_plain") == "true",
        named=data.get("named") == "true",
        tolerance=float(data["tolerance"]),
    )
    if not family.messages:
        raise ValueError(f"{path.name}: it makes no message")
    return family


def _messages(data: Mapping[str, Any]) -> Iterator[Message]:
    """The messages of a family: each template with all words, or around all plain messages, in each dress."""
    flags = _FLAGS[data.get("addressed", "true")]
    words = {slot: _words(listed) for slot, listed in data.get("words", {}).items()}
    dresses = [DRESSES[dress] for dress in data.get("dress", ["as it is"])]
    around = _plain(data, flags)
    for template in data.get("says", ["{message}"]):
        slots = [slot for slot in dict.fromkeys(_SLOT.findall(template)) if slot != "message"]
        for filling in product(*(words[slot] for slot in slots)):
            filled = dict(zip(slots, filling, strict=True))
            for plain in around if "{message}" in template else (Message("", flag) for flag in flags):
                text = _fill(template, {**filled, "message": plain.text})
                beside = _fill(template, {**filled, "message": plain.plain}) if plain.plain else plain.text
                for dressed in dict.fromkeys(dress(text) for dress in dresses):
                    if dressed != beside or "same_as_plain" not in data:
                        yield Message(dressed, plain.addressed, beside, plain.expected, filled.get("name", ""))


def _fill(template: str, filled: Mapping[str, str]) -> str:
    """A template with each slot filled."""
    return _SLOT.sub(lambda slot: filled[slot[1]], template)


def _plain(data: Mapping[str, Any], flags: Sequence[bool]) -> list[Message]:
    """The messages that a family dresses up, said to the bot or not as the family has it."""
    if "pairs" in data:
        return [Message(text, flag, plain=same) for text, same in data["pairs"] for flag in flags]
    source = data.get("messages", ())
    if isinstance(source, dict) and source.get("from") == "must-hold":
        return [message for message in _must_hold() if message.addressed in flags]
    if isinstance(source, dict) and "from" in source:
        source = _listed(source["from"])
    expected = source if isinstance(source, dict) else dict.fromkeys(source, ())
    return [
        Message(text, flag, expected=(meant,) if isinstance(meant, str) else tuple(meant))
        for text, meant in expected.items()
        for flag in flags
    ]


def _must_hold() -> list[Message]:
    """The moderators' own cases, which must hold in a dress as well."""
    cases = load_cases(FAQ / "cases" / "must-hold.jsonl")
    return [
        Message(case.text, case.addressed, expected=case.topics or (_EXPECTATIONS.get(case.expect, case.expect),))
        for case in cases
    ]


def _words(listed: object) -> list[str]:
    """The words for a slot: as listed, or from a list in a file without those under `except`, at most `most` of them."""
    if not isinstance(listed, dict):
        return [str(word) for word in listed] if isinstance(listed, list) else [str(listed)]
    left_out = listed.get("except", [])
    left_out = set(_listed(left_out) if isinstance(left_out, str) else left_out)
    words = [word for word in _listed(listed["from"]) if word not in left_out]
    words = sample(words, int(listed.get("most", MOST)), key=str)
    return [word.title() for word in words] if listed.get("capitals") == "true" else words


@cache
def _listed(name: str) -> dict[str, Any]:
    """A list by its file's name: the names or messages of a YAML file, each with what is expected, or a text's lines."""
    for folder in LISTS:
        if (path := folder / f"{name}.yaml").is_file():
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  a BaseLoader is safe
            if isinstance(data, dict):
                return dict.fromkeys(data["names"], ()) if "names" in data else data
            return dict.fromkeys(data, ())
        if (path := folder / f"{name}.txt").is_file():
            lines = path.read_text(encoding="utf-8").splitlines()
            return {line: () for line in lines if line and not line.startswith("#")}
    raise KeyError(name)


def sample(things: Iterable[_Thing], most: int, key: Callable[[_Thing], str]) -> list[_Thing]:
    """At most so many things, in their order: those whose digests come first, so that one more thing moves one other."""
    ordered = list(things)
    if len(ordered) <= most:
        return ordered
    first = sorted(range(len(ordered)), key=lambda place: _digest(key(ordered[place])))[:most]
    return [ordered[place] for place in sorted(first)]


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


# ---- dresses ---------------------------------------------------------------------------------------------------------


def swapped(text: str) -> str:
    """The text with two letters of its longest word swapped."""
    return _slipped(text, lambda word, place: word[:place] + word[place + 1] + word[place] + word[place + 2 :])


def dropped(text: str) -> str:
    """The text with a letter of its longest word dropped."""
    return _slipped(text, lambda word, place: word[:place] + word[place + 1 :])


def doubled(text: str) -> str:
    """The text with a letter of its longest word doubled."""
    return _slipped(text, lambda word, place: word[: place + 1] + word[place:])


def space_in_word(text: str) -> str:
    """The text with a space inside its longest word."""
    return _slipped(text, lambda word, place: word[: place + 1] + " " + word[place + 1 :])


def space_lost(text: str) -> str:
    """The text with one space lost."""
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    if not spaces:
        return text
    place = spaces[_digest(text) % len(spaces)]
    return text[:place] + text[place + 1 :]


def no_marks(text: str) -> str:
    """The text in small letters without any marks."""
    return " ".join(re.sub(r"[^\w\s]", "", text).lower().split())


def _slipped(text: str, slip: Callable[[str, int], str]) -> str:
    """The text with a slip in its longest word, not at its ends, where slips are seldom; short words are left."""
    longest = max(re.finditer(r"[^\W\d_]+", text), key=lambda found: len(found[0]), default=None)
    if longest is None:
        return text
    word = longest[0]
    places = [place for place in range(1, len(word) - 2) if word[place] != word[place + 1]]
    if not places:
        return text
    mended = slip(word, places[_digest(text) % len(places)])
    return text[: longest.start()] + mended + text[longest.end() :]


DRESSES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "no marks": no_marks,
    "no apostrophes": lambda text: text.replace("'", ""),
    "curly apostrophes": lambda text: text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"),
    "letters swapped": swapped,
    "letter dropped": dropped,
    "letter doubled": doubled,
    "space lost": space_lost,
    "all spaces lost": lambda text: text.replace(" ", ""),
    "space in a word": space_in_word,
    "wide spaces": lambda text: text.replace(" ", "   "),
    "a line for each word": lambda text: text.replace(" ", "\n"),
}


# ---- what comes of them ----------------------------------------------------------------------------------------------


def measure(service: Service, measured: Iterable[Family]) -> list[Result]:
    """What comes of each family."""

    @cache
    def decide(text: str, addressed: bool) -> Decision:  # noqa: FBT001  a cache knows places
        return service.explain(Incoming(text, addressed)).decision

    results = []
    for family in measured:
        unknown = {*family.entry, *(meant for message in family.messages for meant in message.expected)}
        unknown -= service.faq.entries.keys() | OUTCOMES
        if unknown:
            raise ValueError(f"{family.name}.yaml: the FAQ has no entry {', '.join(sorted(unknown))}")
        failures = []
        for message in family.messages:
            decision = decide(message.text, message.addressed)
            plain = decide(message.plain, message.addressed) if family.same_as_plain else None
            passes = accepts(family, message, decision, plain)
            if passes and family.named:
                reply = service.word(decision, Incoming(message.text, message.addressed))
                passes = message.name.casefold() in said(reply).casefold()
            if not passes:
                heard = message.text if message.addressed else f"{message.text} (overheard)"
                failures.append((heard, what_came(decision)))
        results.append(Result(family, tuple(failures)))
    return results


def accepts(family: Family, message: Message, decision: Decision, plain: Decision | None) -> bool:
    """Whether a decision is what the family asks for; `plain` is that on the plain message, where they must be alike."""
    came = {str(decision.outcome), *([FOREIGN] if decision.foreign else [])}
    shown = {decision.entry, decision.also, *decision.suggestions}
    if (
        (family.must and not came & family.must)
        or came & family.must_not
        or (family.entry and not shown & family.entry)
    ):
        return False
    if came & family.may:
        return True
    if plain is not None:
        return same(decision, plain) or bool({*came, decision.entry}.intersection(message.expected))
    return not message.expected or bool((came | shown).intersection(message.expected))


def same(decision: Decision, plain: Decision) -> bool:
    """Whether two decisions are alike: the outcome, the entry, and of choices the likeliest among the others."""
    likeliest = plain.suggestions[:1]
    alike = (decision.outcome, decision.entry, decision.foreign) == (plain.outcome, plain.entry, plain.foreign)
    return alike and set(likeliest) <= set(decision.suggestions)


def what_came(decision: Decision) -> str:
    """A decision in a few words."""
    told = "in a language it cannot read" if decision.foreign else decision.entry or " / ".join(decision.suggestions)
    return f"{decision.outcome}: {told}" if told else str(decision.outcome)


def said(reply: Reply) -> str:
    """All words of a reply."""
    blocks = (
        " ".join(block.items) if isinstance(block, Bullets) else block.text for block in (*reply.short, *reply.blocks)
    )
    return " ".join([reply.title, *blocks])


# ---- the table -------------------------------------------------------------------------------------------------------

HEADERS = ["family", "messages", "fail", "may fail", "examples"]


def rows(service: Service) -> list[list[str]]:
    """A row for each family, for the report; those that fail more than they may stand out."""
    return [row(result) for result in measure(service, families())]


def row(result: Result) -> list[str]:
    """A family's row: what it is about, its messages, the share that fails and that may, and examples of failures."""
    share = f"{result.share:.3f}" if result.holds else f"**{result.share:.3f}**"
    examples = "; ".join(f"{_short(text)} → {came}" for text, came in result.examples)
    family = result.family
    return [family.about, str(len(family.messages)), share, f"{family.tolerance:g}", examples.replace("|", "\\|")]


def _short(text: str, most: int = 90) -> str:
    line = " ".join(text.split())
    return f"“{line if len(line) <= most else line[: most - 1] + '…'}”"


def main() -> None:
    """Prints a line for each family, or every failure of the families that are named."""
    service = Service(load(FAQ), IndexCache(Path(tempfile.gettempdir()) / "mmn-bot-behaviour"))
    chosen = [family for family in families() if not sys.argv[1:] or family.name in sys.argv[1:]]
    results = measure(service, chosen)
    for result in results:
        verdict = "holds" if result.holds else "FAILS"
        family = result.family
        print(f"{family.name:34} {len(family.messages):5} {result.share:6.3f} of {family.tolerance:<5g} {verdict}")
        for text, came in result.failures if sys.argv[1:] else result.examples:
            print(f"    {_short(text)} → {came}")
    number = sum(len(result.family.messages) for result in results)
    held = sum(result.holds for result in results)
    print(f"{len(results)} families, {number} messages; {held} families hold")


if __name__ == "__main__":
    main()
