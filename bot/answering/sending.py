"""Words the way of a question to the moderators: shown first, sent by a second tap, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answering.buttons import support_button, topics_button
from bot.model import Button, Outcome, Paragraph, Press, Reply, Verb

if TYPE_CHECKING:
    from bot.model import Community, Keeping


class Sending:
    """The replies on that way, in the words of one community."""

    def __init__(self, community: Community) -> None:
        self._lines, self._contact = community.lines, community.contact

    def preview(self, words: str, mark: str, keeping: Keeping) -> Reply:
        """Shows the exact words that would go to the moderators, and what becomes of them."""
        blocks = (Paragraph(f"\u201c{words}\u201d"), *map(Paragraph, self.fate(keeping)))
        for_answer = Button(self._lines.send_for_answer, Press(Verb.CONFIRM_ANSWER, about=mark))
        answered = (for_answer,) if keeping.posted and keeping.waits else ()
        buttons = (
            Button(self._lines.send_confirm, Press(Verb.CONFIRM, about=mark)),
            *answered,
            Button(self._lines.send_decline, Press(Verb.DECLINE, about=mark)),
        )
        return Reply(Outcome.NOT_COVERED, self._lines.send_title, blocks, buttons=buttons)

    def sent(self, *, answered: bool = False) -> Reply:
        """The question has gone to the moderators; `answered`: their answer will come back."""
        return self._note(self._lines.sent_title, self._lines.sent_for_answer if answered else self._lines.sent_text)

    def unsent(self) -> Reply:
        """The member chose not to send it."""
        return self._note(self._lines.unsent_title, self._lines.unsent_text)

    def lost(self) -> Reply:
        """The words are no longer held."""
        return self._note(self._lines.send_lost_title, self._lines.send_lost_text)

    def failed(self, mark: str) -> Reply:
        """The moderators could not be reached; the member may try again."""
        reply = self._note(self._lines.send_failed_title, self._lines.send_failed_text)
        again = Button(self._lines.send_confirm, Press(Verb.CONFIRM, about=mark))
        return replace(reply, buttons=(again, *reply.buttons))

    def fate(self, keeping: Keeping) -> tuple[str, ...]:
        """What becomes of a question that is sent, each in a sentence or two."""
        answered = (self._lines.send_answered.format(days=keeping.waits),) if keeping.waits else ()
        posted = (self._lines.send_posted, *answered) if keeping.posted else ()
        kept = (self._lines.send_kept.format(days=keeping.days),) if keeping.days else ()
        return (*posted, *kept)

    def _note(self, title: str, text: str) -> Reply:
        blocks = (Paragraph(text.format(contact=self._contact)),)
        return Reply(
            Outcome.NOT_COVERED, title, blocks, buttons=(topics_button(self._lines), support_button(self._lines))
        )
