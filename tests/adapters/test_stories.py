"""The same stories wherever people are: what a member says and taps, and the words that come back, on every platform."""

import asyncio
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import FILES
from loopback.conversations import front_for
from loopback.discord import Listening, running, serve
from loopback.discord import Message as DiscordMessage
from loopback.kept import Kept
from loopback.telegram import BotApi, InProcessRequest, Posted
from rich.console import Console
from telegram import Update
from telegram.ext import Application

from bot.adapters import terminal
from bot.adapters.conversation import Conversation
from bot.adapters.discord.client import Client
from bot.adapters.outage import Outage
from bot.adapters.telegram.rendering import without_markup
from bot.adapters.telegram.running import assemble
from bot.answering.service import Service
from bot.commands.chat import conversation
from bot.content import load
from bot.model import Outcome

FAQ = Path(__file__).parents[2] / "faq" / "en"
DISCLAIMER = "This is general information, not medical advice. Please ask your own doctor or nurse about your care, and never put that off because of what you read here."
HELPED, NOT_HELPED = "Helpful", "Not this"
IN_BRIEF = "Not medical advice. Find support"
REMOVE, SHARE, MORE = "Remove this", "Show to everyone", "More"
OTHERS, SUPPORT, TOPICS, NONE = "Not this one", "Support groups", "All topics", "None of these"
BACK = "Back"
CAUSES = "What causes MMN?"
COUNTRY = "Numbers for my country"
NEW_FAQ = "the FAQ changes"
"""Instead of a tap: the moderators put another FAQ into force."""


@dataclass(frozen=True)
class Story:
    """What a member says and then taps, and what they read at last: title, words of the text, buttons.

    The disclaimer is the last thing to be read at once, in few words where it shows an entry, unless it is `bare` of one.
    """

    said: str
    outcome: Outcome
    title: str
    told: str
    buttons: Sequence[str]
    taps: Sequence[str] = ()
    bare: bool = False
    entry: bool = False


THEMES = (
    "What MMN is",
    "Symptoms",
    "What to expect",
    "Tests and diagnosis",
    "Treatment",
    "Living with MMN",
    "About this bot",
)
COUNTRIES = (
    "Australia",
    "Belgium",
    "Canada",
    "Denmark",
    "European Union",
    "Finland",
    "France",
    "Germany",
    "India",
    "Ireland",
    "Italy",
    "Netherlands",
    "New Zealand",
    "South Africa",
    "Sweden",
    "Switzerland",
    "United States",
)
LIKELIEST, MOST = "?", 4
"""Questions of the FAQ, two to four: which ones are the likeliest, and how many, changes whenever moderators add a phrase."""

STORIES = {
    "a sure answer": Story(
        "is it catching?",
        Outcome.ANSWER,
        "Is MMN contagious?",
        "You cannot catch MMN from anyone",
        (CAUSES, HELPED, NOT_HELPED, MORE),
        entry=True,
    ),
    "typing errors": Story(
        "wich docter do i ned for mmn",
        Outcome.ANSWER,
        "Which kind of doctor should I see for MMN?",
        "A neurologist, a doctor for the brain, nerves and muscles.",
        ("How is MMN diagnosed?", HELPED, NOT_HELPED, MORE),
        entry=True,
    ),
    "a choice": Story(
        "hands",
        Outcome.SUGGEST,
        "Let me ask back",
        "Tap what fits, or ask again in other words.",
        (LIKELIEST, NONE),
        bare=True,
    ),
    "none of the choices": Story(
        "hands",
        Outcome.NOT_COVERED,
        "This FAQ has no answer to that",
        "Your doctor or nurse, or one of the organizations below",
        (TOPICS, SUPPORT),
        taps=[NONE],
    ),
    "a decision about one's care": Story(
        "should I stop my ivig?",
        Outcome.CARE_TEAM,
        "Should I start, stop, skip or delay a treatment?",
        "If it is sudden or bad, call your local emergency number now.",
        ("Side effects of IVIG", OTHERS, MORE),
        entry=True,
    ),
    "what no source answers": Story(
        "does mmn run in families",
        Outcome.NOT_COVERED,
        "Does MMN run in families?",
        "Our sources do not say",
        (CAUSES, OTHERS, MORE),
        entry=True,
    ),
    "an emergency": Story(
        "I can't breathe",
        Outcome.URGENT,
        "If you need help now",
        "Call your local emergency number now",
        (COUNTRY,),
        bare=True,
    ),
    "a crisis": Story(
        "i dont want to live anymore",
        Outcome.URGENT,
        "If you need help now",
        "United Kingdom, Ireland: 116 123 (Samaritans)",
        (COUNTRY,),
        bare=True,
    ),
    "another language": Story(
        "ich habe schmerzen in der hand und kann nicht schlafen",
        Outcome.NOT_COVERED,
        "I can read English only",
        "Please ask again in English",
        (TOPICS, COUNTRY),
        bare=True,
    ),
    "another script": Story(
        "\u4ec0\u4e48\u662f\u591a\u7076\u6027\u8fd0\u52a8\u795e\u7ecf\u75c5",
        Outcome.NOT_COVERED,
        "I can read English only",
        "your local emergency number",
        (TOPICS, COUNTRY),
        bare=True,
    ),
    "talk": Story(
        "thank you so much",
        Outcome.NOT_COVERED,
        "You are welcome. If you have another question about MMN, just ask.",
        "",
        (TOPICS,),
        bare=True,
    ),
    "another illness": Story(
        "how is lupus treated",
        Outcome.NOT_COVERED,
        "What about other illnesses, such as ALS, CIDP or MS?",
        "Our sources do not go into \u201clupus\u201d",
        ("MMN and ALS (MND)", OTHERS, MORE),
        entry=True,
    ),
    "no words": Story(
        "?!",
        Outcome.SUGGEST,
        "What would you like to know?",
        "choose a theme",
        (*THEMES, SUPPORT),
        bare=True,
    ),
    "looking through the topics": Story(
        "?!",
        Outcome.ANSWER,
        "How is MMN treated?",
        "The main treatment is IVIG",
        ("More on: Treatment", HELPED, NOT_HELPED, MORE),
        taps=["Treatment", "How is MMN treated?"],
        entry=True,
    ),
    "support in a country": Story(
        "is it catching?",
        Outcome.NOT_COVERED,
        "Support organizations: United Kingdom",
        "Inflammatory Neuropathies UK",
        (*COUNTRIES, "All countries", BACK),
        taps=[MORE, SUPPORT, "United Kingdom"],
    ),
    "the numbers of a country": Story(
        "I can't breathe",
        Outcome.URGENT,
        "Numbers to call: Ireland",
        "Text About It: text HELLO to 50808 (free, 24/7)",
        ("Numbers for another country", BACK),
        taps=[COUNTRY, "Ireland"],
        bare=True,
    ),
    "not this one": Story(
        "does mmn run in families",
        Outcome.SUGGEST,
        "Perhaps something else?",
        "Tap what fits, or ask again in other words.",
        (LIKELIEST, NONE, BACK),
        taps=[OTHERS],
        bare=True,
    ),
    "an answer that did not help": Story(
        "is it catching?",
        Outcome.SUGGEST,
        "Thank you for telling me",
        "Only the count is kept. Does something here fit better?",
        (LIKELIEST, BACK),
        taps=[NOT_HELPED],
        bare=True,
    ),
    "more, and back": Story(
        "is it catching?",
        Outcome.ANSWER,
        "Is MMN contagious?",
        "You cannot catch MMN from anyone",
        ("More on: What MMN is", HELPED, NOT_HELPED, MORE),
        taps=[MORE, BACK],
        entry=True,
    ),
    "a vote": Story(
        "is it catching?",
        Outcome.ANSWER,
        "Is MMN contagious?",
        "You cannot catch MMN from anyone",
        ("More on: What MMN is", SUPPORT, MORE),
        taps=[HELPED],
        entry=True,
    ),
    "an answer that was removed meanwhile": Story(
        "is it catching?",
        Outcome.SUGGEST,
        "That answer is no longer here",
        "Choose a theme, or ask again.",
        ("What MMN is", "Treatment", "Support organisations"),  # those of the small FAQ
        taps=[NEW_FAQ, CAUSES],
        bare=True,
    ),
}
PLACES = (
    "Telegram in private",
    "Telegram in a group",
    "Discord in private",
    "Discord in a channel",
    "Discord by command",
    "the terminal",
)
GROUPS = {"Telegram in a group", "Discord in a channel", "Discord by command"}


@dataclass(frozen=True)
class Shown:
    """What a member reads at last, `more` after one step; `alone`: nobody else sees it."""

    text: str
    labels: list[str]
    alone: bool = False
    more: str = ""


# ---- what differs: here, and nowhere else ----------------------------------------------------------------------------

NOT_IN_THE_TERMINAL = {"a vote", "an answer that did not help", "an answer that was removed meanwhile"}
"""Nobody counts votes there, and its FAQ stays as it is for as long as the chat lasts."""
NOT_IN_A_GROUP = {"a vote", "an answer that did not help"}
"""There an answer stays as it is, so that the others can vote, too."""


def offered(story: Story, place: str, shown: Shown) -> list[str]:
    """The buttons of a story as this place has them; of the likeliest questions only that they are there.

    In a group a member can have removed what the bot says: an entry from behind "more". What a command on Discord shows to
    one member alone, that member can show to everyone, where it is an entry (from there, too) or the card of an emergency.
    The terminal has no votes.
    """
    buttons = list(story.buttons)
    if place == "the terminal":
        return [label for label in buttons if label != HELPED]
    if {MORE, BACK} & set(buttons):
        return buttons
    if shown.alone:
        return [*buttons, *([SHARE] if story.outcome is Outcome.URGENT else [])]
    return [*buttons, *([REMOVE] if place in GROUPS else [])]


def words(text: str) -> list[str]:
    """The words of a text, without signs and addresses, which stand behind links on some platforms."""
    return re.findall(r"\w+", re.sub(r"https?://\S+", "", text))


# ---- the places ------------------------------------------------------------------------------------------------------


@dataclass
class World:
    """The bot on Telegram and on Discord, with one store. Each story begins with the `usual` FAQ."""

    stack: ExitStack
    folder: Path
    usual: Service
    other: Service
    service: Service = field(init=False)
    votes: Kept = field(init=False)
    _told: dict[tuple[str, str], Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.service = self.usual
        self.votes = Kept(self.folder / "store.sqlite3")
        self._on_telegram()
        self._on_discord()

    def _conversation(self, platform: str) -> Conversation:
        now = datetime(2026, 11, 21, 12, tzinfo=UTC)
        return front_for(platform, lambda: self.service, self.votes, lambda: now)

    def _on_telegram(self) -> None:
        self.telegram = BotApi()
        self.runner = self.stack.enter_context(asyncio.Runner())
        self._telegram_front = self._conversation("telegram")
        builder = Application.builder().token(self.telegram.token).updater(None)
        builder = builder.request(InProcessRequest(self.telegram))
        self.app = assemble(builder.get_updates_request(InProcessRequest(self.telegram)), self._telegram_front)
        self.runner.run(self.app.initialize())
        self.stack.callback(lambda: self.runner.run(self.app.shutdown()))

    def _on_discord(self) -> None:
        self.discord: Listening = self.stack.enter_context(serve())
        self.guild = self.discord.guild("MMN friends", [])
        self.client = Client(self._conversation("discord"), Outage("Discord"), message_content=False)
        self.client._connection.guild_ready_timeout = 0.1
        self.bot = self.stack.enter_context(running(self.client))

    # ---- stories -----------------------------------------------------------------------------------------------------

    def told(self, name: str, place: str) -> Shown:
        """What stands there at the end of a story, which is told once and read by more than one test."""
        if (name, place) not in self._told:
            self._told[name, place] = self.tell(STORIES[name], place)
        return self._told[name, place]

    def tell(self, story: Story, place: str) -> Shown:
        """What stands there at the end of a story, in a place where nothing was said before."""
        self.service = self.usual
        if place == "the terminal":
            return in_the_terminal(self.usual, story)
        telegram = place.startswith("Telegram")
        return self._tell_telegram(story, place) if telegram else self._tell_discord(story, place)

    def _tell_telegram(self, story: Story, place: str) -> Shown:
        anna = self.telegram.person("Anna")
        group = place in GROUPS
        chat = self.telegram.group("MMN friends", [anna]) if group else self.telegram.private(anna)
        anna.says(chat, f"/ask {story.said}" if group else story.said)
        self._hear()
        for label in story.taps:
            if label == NEW_FAQ:
                self.service = self.other
            else:
                anna.taps(chat.last, label)
                self._hear()
        shown = read_on_telegram(chat.from_bot)
        if story.entry and not group:
            anna.taps(chat.last, MORE)
            self._hear()
            shown = replace(shown, more=without_markup("\n".join(message.html for message in chat.from_bot)))
        return shown

    def _hear(self) -> None:
        for update in self.telegram.take_updates():
            self.runner.run(self.app.process_update(Update.de_json(update, self.app.bot)))
        self.runner.run(self._telegram_front.settles())

    def _tell_discord(self, story: Story, place: str) -> Shown:
        anna = self.discord.person("Anna")
        self.guild.members.append(anna)
        channel = self.guild.text_channel("help")
        if place == "Discord by command":
            message = anna.slash(channel, "ask", question=story.said).response
        elif place == "Discord in private":
            message = anna.says(anna.dm(), story.said).answer
        else:
            message = anna.says(channel, story.said, mention_bot=True).answer
        self._settle()
        for label in story.taps:
            if label == NEW_FAQ:
                self.service = self.other
            elif label in message.labels:
                message = anna.clicks(message, label).response
            else:
                message = anna.selects(message, label).response
            self._settle()
        shown = read_on_discord(message)
        more = anna.clicks(message, MORE).response.text if MORE in message.labels else ""
        return replace(shown, more=as_seen(more))

    def _settle(self) -> None:
        """Lets the bot finish what it is at: an answer is there a little before the bot has noted whose it is."""
        self.discord.settle(quiet_for=0)
        self.bot.does(self.client.error_handler.finish())


def read_on_telegram(messages: Sequence[Posted]) -> Shown:
    at_once, _, folded = "\n".join(message.html for message in messages).partition("<blockquote expandable>")
    return Shown(without_markup(at_once).strip(), messages[-1].labels, more=without_markup(folded))


def read_on_discord(message: DiscordMessage) -> Shown:
    labels = message.labels + [option for select in message.selects for option in select.options]
    return Shown(as_seen(message.text), labels, message.ephemeral)


def as_seen(text: str) -> str:
    """A text on Discord as its reader sees it: links by their words, without the signs that make letters bold."""
    return re.sub(r"\\(?=\W)|\*\*", "", re.sub(r"(?<!\\)\[((?:\\.|[^\]\\])*)\]\([^)]*\)", r"\1", text))


def in_the_terminal(service: Service, story: Story) -> Shown:
    text, labels = typed_in_the_terminal(service, story.said, story.taps)
    more = typed_in_the_terminal(service, story.said, [*story.taps, MORE])[0] if MORE in labels else ""
    return Shown(text, labels, more=more)


def typed_in_the_terminal(service: Service, said: str, taps: Sequence[str]) -> tuple[str, list[str]]:
    """The last reply to what is typed and tapped, and its choices."""
    out = io.StringIO()
    begun = 0

    def typed() -> Iterator[str]:
        nonlocal begun
        for step in (said, *taps):
            choices = dict(reversed(choice) for choice in re.findall(r"\[(\d+)\] (.+)", out.getvalue()[begun:]))
            begun = out.tell()
            yield choices[step] if step in taps else step

    terminal.chat(conversation(service, ""), typed(), Console(file=out, width=100))
    text, *choices = re.split(r"^  \[\d+\] ", out.getvalue()[begun:], flags=re.MULTILINE)
    return text.strip(), [choice.strip() for choice in choices]


# ---- the stories -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, service: Service) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("stories")
    for name, text in FILES.items():
        (folder / "other" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "other" / name).write_text(text, encoding="utf-8")
    with ExitStack() as stack:
        made = World(stack, folder, service, Service(load(folder / "other")))
        yield made
        assert made.discord.surprises == []
        assert made.discord.refusals == []
        made.telegram.assert_clean()


def everywhere(*names: str) -> list[tuple[str, str]]:
    return [
        (name, place)
        for name in names or STORIES
        for place in PLACES
        if not (place == "the terminal" and name in NOT_IN_THE_TERMINAL)
        and not (place in GROUPS and name in NOT_IN_A_GROUP)
    ]


@pytest.mark.parametrize(("name", "place"), everywhere())
def test_a_story_ends_as_it_should(world: World, name: str, place: str):
    story = STORIES[name]

    shown = world.told(name, place)

    lines = shown.text.splitlines()
    assert lines[0] == story.title
    assert story.told in shown.text
    in_brief = story.entry
    assert (lines[-1].partition(": ")[0] == IN_BRIEF, lines[-1] == DISCLAIMER) == (
        in_brief,
        not story.bare and not in_brief,
    )
    assert (DISCLAIMER in shown.text, DISCLAIMER in shown.more) == (not story.bare and not in_brief, in_brief)
    labels = list(shown.labels)
    if LIKELIEST in story.buttons:
        questions = {entry.label for entry in world.usual.faq.entries.values()}
        labels = [LIKELIEST, *(label for label in labels if label not in questions)]
        assert 1 < len(shown.labels) - len(labels) + 1 <= MOST
    assert sorted(labels) == sorted(offered(story, place, shown))  # Telegram moves short ones into a row


@pytest.mark.parametrize("name", STORIES)
def test_a_story_ends_in_the_same_words_everywhere(world: World, name: str):
    told = {place: words(world.told(name, place).text) for _, place in everywhere(name)}

    usual = told["Telegram in private"]
    assert usual
    assert [place for place, said in told.items() if said != usual] == []


@pytest.mark.parametrize("name", [name for name, story in STORIES.items() if story.entry])
def test_the_whole_of_an_answer_is_the_same_everywhere_and_one_step_away(world: World, name: str):
    story = STORIES[name]
    help_now = words("" if story.outcome is Outcome.ANSWER else world.usual.faq.community.lines.help_now)

    for _, place in everywhere(name):
        shown = world.told(name, place)
        usual = words(world.told(name, "Discord in private").more)
        if place == "Telegram in a group":
            assert sorted([*words(story.title), *words(shown.more), *help_now]) == sorted(usual)
        else:
            assert words(shown.more) == usual


@pytest.mark.parametrize("place", PLACES[:-1])
def test_a_vote_is_counted_once_wherever_it_is_cast(world: World, place: str):
    before = {(entry, helped): count for _, entry, helped, count in world.votes.votes()}

    world.tell(STORIES["a vote"], place)

    after = {(entry, helped): count for _, entry, helped, count in world.votes.votes()}
    assert after == before | {("contagious", True): before.get(("contagious", True), 0) + 1}
