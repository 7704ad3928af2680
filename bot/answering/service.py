"""The one door to the core: ask, show, browse, search, press. Adapters call these and render what comes back."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering import replying
from bot.answering.candidates import MOST_SUGGESTIONS
from bot.answering.contacts import EVERYWHERE, Contacts
from bot.answering.deciding import Decider, Explanation
from bot.answering.pages import Pages
from bot.answering.policy import Decision
from bot.answering.replies import Replies
from bot.answering.saying import Saying
from bot.answering.searching import Search
from bot.answering.sending import Sending
from bot.answering.typed_taps import TypedTaps
from bot.matching import NO_CACHE, IndexCache, Matcher
from bot.model import Outcome, Verb

if TYPE_CHECKING:
    from bot.model import Entry, Faq, Incoming, Keeping, Press, Reply

_log = logging.getLogger(__name__)

_FAILED = Decision(Outcome.URGENT, "it could not be decided")
_EVERYWHERE_BEFORE = "world"
"""As buttons of earlier versions say it."""


class Service:
    """Answers from one FAQ. Read-only once built: a changed FAQ is a new service, swapped in whole.

    What its phrases teach is taken from the cache, where it is there; otherwise it takes some seconds to learn.
    """

    def __init__(self, faq: Faq, index_cache: IndexCache = NO_CACHE) -> None:
        self.faq = faq
        self._decider = Decider(faq, index_cache)
        self._contacts = Contacts(faq)
        self._typed_taps = TypedTaps(faq, self._decider.matcher.reader)
        self.sending = Sending(faq.community)
        """The replies on the way of a question to the moderators, which the adapters go."""
        self._pages = Pages(faq, self.sending)
        self._replies = Replies(faq, self._contacts, self._pages)
        self._saying = Saying(faq, self._replies, self._contacts, self._pages)
        self._search = Search(faq, self._decider)

    # ---- a message ---------------------------------------------------------------------------------------------------

    def ask(self, incoming: Incoming, country: str = "") -> Reply:
        """The reply to a message, with the numbers of a country (ISO 3166, or empty) first."""
        return self.word(self.decide(incoming), incoming, country)

    def decide(self, incoming: Incoming) -> Decision:
        """The decision on a message. If it fails, that is to show the emergency numbers: never an error, never nothing."""
        try:
            return self.explain(incoming).decision
        except Exception as error:  # the safety step is on this way, and its failure must not be silence
            _tell(error)
            return _FAILED

    def explain(self, incoming: Incoming) -> Explanation:
        """The decision on a message, and why."""
        incoming = replace(incoming, context=self.faq.now(incoming.context), subject=self.faq.now(incoming.subject))
        explanation = self._decider.explain(incoming)
        return replace(explanation, decision=self._typed_taps.decided(explanation, incoming))

    def word(self, decision: Decision, incoming: Incoming, country: str = "") -> Reply:
        """The reply that says a decision on a message. If it cannot be said, the reply shows the emergency numbers."""
        try:
            if decision.press:
                return replying.unfolded(self.press(decision.press, country), decision.press)
            return self._saying.reply(decision, incoming, country)
        except Exception as error:  # what cannot be worded may be a card
            _tell(error)
            return self._contacts.safety_card(country)

    @property
    def matcher(self) -> Matcher:
        """The index over every entry's phrases, for those who look after the FAQ."""
        return self._decider.matcher

    # ---- the menu and the buttons ------------------------------------------------------------------------------------

    def welcome(self) -> Reply:
        """The first message to somebody new."""
        return self._pages.welcome()

    def page(self, name: str, country: str, keeping: Keeping, platform: str = "") -> Reply:
        """What a command opens without words behind it: its fixed text, where nothing else is said of it here.

        Raises `KeyError` for a command that opens no page.
        """
        match name:
            case "topics":
                return self.browse()
            case "support":
                return self.support(country)
            case "urgent":
                return self.urgent(country)
            case "help":
                return self.help(platform)
            case "privacy":
                return self.privacy(keeping, platform)
            case "sources":
                return self._pages.sources()
            case _:
                return self._pages.page(name)

    def help(self, platform: str = "") -> Reply:
        """How to use the bot on a platform (`telegram`, `discord`, `terminal`)."""
        return self._pages.help(platform)

    def privacy(self, keeping: Keeping, platform: str = "") -> Reply:
        """What is read on a platform, what is kept, and for how long, by the settings in force."""
        return self._pages.privacy(keeping, platform)

    def country_named(self, words: str) -> str:
        """The country of the FAQ's numbers that these words name, as "uk", "USA" or "Germany"; empty where none is."""
        return self._typed_taps.calling.country(words)

    def forgotten(self, held: int, *, country: bool = False) -> Reply:
        """Says what was held about a member, and is erased now: `held` answers that were known to be theirs, a country."""
        return self._pages.forgotten(held, country=country)

    def urgent(self, country: str = "") -> Reply:
        """The emergency numbers and crisis lines."""
        return self._contacts.urgent(country)

    def leading_to_help(self, reply: Reply) -> Reply:
        """A reply that ends with the way to the numbers."""
        return self._contacts.leading_to_help(reply)

    def unreadable(self, country: str = "") -> Reply:
        """For a message without words, as one that was spoken."""
        return self._contacts.unreadable(country)

    def sorry(self, country: str = "") -> Reply:
        """For a message that an error of ours left without its reply."""
        return self._replies.sorry(country)

    def restarted(self, country: str = "") -> Reply:
        """For a message that a restart of ours left without its reply."""
        return self._contacts.restarted(country)

    def pause(self) -> Reply:
        """For a member who asks more in a chat than one member may within a minute."""
        return self._replies.pause()

    def show(self, entry_id: str, country: str = "") -> Reply:
        """An entry that was chosen by its id."""
        return self._replies.chosen(self.faq.now(entry_id), country)

    def browse(self, theme: str = "") -> Reply:
        """The menu of themes, or the questions of one."""
        return self._pages.theme(theme) if theme else self._pages.topics()

    def support(self, country: str = "") -> Reply:
        """Support organisations, those of a country first."""
        return self._contacts.support(country)

    def search(self, words: str, limit: int = 10) -> list[Entry]:
        """The entries that words typed so far may mean, see `Search.found`."""
        return self._search.found(words, limit)

    def press(self, press: Press, country: str = "") -> Reply:  # noqa: C901  a table of the taps
        """The reply to a tapped button. A vote shows its entry again, without the choice to vote.

        Counting a vote, removing, sharing or sending a message are the adapter's: the core keeps nothing, so that of a
        question to be sent it no longer has the words.
        """
        match press.verb:
            case Verb.URGENT:
                return self.urgent(country)
            case Verb.SHARE if not press.target:
                return self.urgent(country)
            case Verb.SHOW | Verb.BACK | Verb.SHARE:
                return self._replies.chosen(self.faq.now(press.target), country)
            case Verb.MORE:
                return self._replies.opened(
                    self.faq.now(press.target), country, instead=press.instead, sendable=bool(press.about)
                )
            case Verb.HELPED:
                return self._replies.voted(self.faq.now(press.target), country)
            case Verb.NOT_HELPED:
                return self._replies.unhelped(self.faq.now(press.target), self._others(press))
            case Verb.OTHERS:
                return self._replies.others(self._others(press), self.faq.now(press.target))
            case Verb.SUPPORT:
                chosen = "" if press.target in {EVERYWHERE, _EVERYWHERE_BEFORE} else press.target or country
                return self._contacts.support(chosen, self._known(press.back))
            case Verb.COUNTRY:
                return self._contacts.country(press.target, self._known(press.back))
            case Verb.THEME | Verb.TOPICS:
                return self.browse(press.target)
            case Verb.NONE | Verb.REMOVE | Verb.ANSWER | Verb.DONE:
                return self._replies.not_covered(country)
            case Verb.SEND | Verb.CONFIRM | Verb.CONFIRM_ANSWER | Verb.DECLINE:
                return self.sending.lost()

    def _others(self, press: Press) -> list[str]:
        """The ids of what else may be meant than the entry that a tap refuses: a few, each once, of those that are offered."""
        refused = self.faq.now(press.target)
        named = (one for one in dict.fromkeys(self.faq.coded(press.instead)) if one != refused)
        others = [one for one in named if self.faq.entries[one].kind.is_offered]
        return others[:MOST_SUGGESTIONS] or self._search.neighbours(refused)

    def _known(self, entry_id: str) -> str:
        """The id that an entry has now, as long as the FAQ has it."""
        entry = self.faq.entry(entry_id)
        return entry.id if entry else ""


def _tell(error: Exception) -> None:
    """Tells the log, without anybody's words."""
    _log.error("a message could not be answered: %s", type(error).__name__)
