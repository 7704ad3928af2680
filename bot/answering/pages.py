"""Words the pages: the fixed texts that a command opens, and the menus that lead to entries by taps alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.buttons import show_button, support_button, topics_button
from bot.model import Block, Bullets, Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.sending import Sending
    from bot.model import Faq, Keeping

DISCORD, TERMINAL = "discord", "terminal"
_OWN = {
    ("help", DISCORD): "help_on_discord",
    ("help", TERMINAL): "help_in_terminal",
    ("privacy", TERMINAL): "privacy_in_terminal",
}
"""The pages that are others on a platform than elsewhere."""


class Pages:
    """The pages and menus of one FAQ; `sending` says what becomes of a question that is sent."""

    def __init__(self, faq: Faq, sending: Sending) -> None:
        self._faq, self._lines, self._sending = faq, faq.community.lines, sending

    def help(self, platform: str = "") -> Reply:
        """How to use the bot on a platform."""
        return self.page(_OWN.get(("help", platform), "help"))

    def privacy(self, keeping: Keeping, platform: str = "") -> Reply:
        """What is read on a platform, what is kept, and for how long, by the settings in force: nothing about health."""
        if ("privacy", platform) in _OWN:
            return replace(self.page(_OWN["privacy", platform]), disclaimer="")
        community = self._faq.community
        reads = community.discord.reads if platform == DISCORD else community.telegram.reads
        lines = self._lines
        sending = (lines.send_offered, *self._sending.fate(keeping)) if keeping.takes_questions else (lines.send_off,)
        place = lines.kept_here if keeping.here else lines.kept_elsewhere
        return replace(self.page("privacy", reads=reads, place=place, sending=" ".join(sending)), disclaimer="")

    def sources(self) -> Reply:
        """What the FAQ was written from: every source by its title, which leads to it, and the day on which it was read."""
        page = self.page("sources")
        listed = tuple(
            self._lines.source_listed.format(
                title=source.title, publisher=source.publisher, date=source.accessed.isoformat()
            )
            for source in self._faq.sources.values()
        )
        urls = tuple(source.url for source in self._faq.sources.values())
        return replace(page, blocks=(*page.blocks, Bullets(listed, urls)))

    def page(self, name: str, **filled: str) -> Reply:
        """The fixed text of this name, with what belongs into its blanks. Raises `KeyError` where there is none."""
        page = self._faq.community.pages[name]
        blanks = {"name": self._faq.community.name, "contact": self._faq.community.contact} | filled
        blocks = tuple(_filled(block, blanks) for block in page.blocks)
        title = page.title.format(name=self._faq.community.name)
        disclaimer = self._faq.community.disclaimer
        buttons = (topics_button(self._lines), support_button(self._lines))
        return Reply(Outcome.ANSWER, title, blocks, disclaimer=disclaimer, buttons=buttons)

    def forgotten(self, held: int, *, country: bool = False) -> Reply:
        """The reply to /forgetme. `held`: how many answers or questions were theirs; `country`: whether one was kept."""
        texts = [self._lines.forget_held.format(count=held)] if held else []
        if country:
            texts.append(self._lines.forget_country)
        return Reply(
            Outcome.ANSWER,
            self._lines.forget_title,
            tuple(map(Paragraph, texts or [self._lines.forget_nothing])),
        )

    def topics(self) -> Reply:
        """The menu of themes."""
        return self._menu(self._lines.topics_title, self._lines.topics_text)

    def empty(self) -> Reply:
        """The menu, for a question without words."""
        return self._menu(self._lines.empty_title, self._lines.empty_text)

    def welcome(self) -> Reply:
        """The first message, with the menu."""
        name = self._faq.community.name
        return self._menu(self._lines.welcome_title.format(name=name), self._lines.welcome_text.format(name=name))

    def theme(self, theme: str) -> Reply:
        """The questions of a theme as buttons; of a theme that is no longer there, it says so."""
        if theme not in self._faq.themes:
            return self.gone()
        buttons = (*map(show_button, self._faq.in_theme(theme)), topics_button(self._lines))
        return Reply(Outcome.SUGGEST, self._faq.themes[theme], buttons=buttons)

    def gone(self) -> Reply:
        """For a tap on something that the FAQ no longer has."""
        return self._menu(self._lines.gone_title, self._lines.gone_text)

    def _menu(self, title: str, text: str) -> Reply:
        themes = (Button(title, Press(Verb.THEME, theme)) for theme, title in self._faq.themes.items())
        return Reply(Outcome.SUGGEST, title, (Paragraph(text),), buttons=(*themes, support_button(self._lines)))


def _filled(block: Block, blanks: Mapping[str, str]) -> Block:
    """A block of a page with what belongs into its blanks."""
    if isinstance(block, Bullets):
        return Bullets(tuple(item.format(**blanks) for item in block.items))
    return Paragraph(block.text.format(**blanks))
