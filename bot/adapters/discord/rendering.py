"""A reply as Discord shows it: plain messages with light markdown, in which all text is escaped. What is below: `views`.

No embeds: a member who has switched them off sees nothing of one, notices and the search show nothing of it either, and a
telephone does not let its text be copied. No layout of components (Components V2): such a message can never again have a
plain text, so that what stands in a channel from before could not be edited into one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.adapters.layout import cut, in_one_line, joined, packed, parts
from bot.model import Paragraph, Reply

if TYPE_CHECKING:
    from bot.model import Lines

LONGEST = 2_000
"""Characters of a message."""
_BEGUN = 1_000
"""Characters that are shown of a short answer that is too long for a message, with what stands below it."""
_GOES_ON = " \u2026"
_MARK = re.compile(r"https?://\S+|[\\`*_~|\[\]<>]|(?<=^)[^\S\n]*(?:[#-]|\d+\.(?=\s))", re.MULTILINE)


class Markdown:
    """Discord's markdown, as `bot.adapters.layout.Markup`."""

    folds = False
    under_title = "\n"

    def plain(self, text: str) -> str:
        """`text` so that Discord shows it as it stands: no styles, no mentions, no links but plain addresses."""
        return escape(text)

    def above(self, text: str) -> str:
        """Bold."""
        return self.heading(text)

    def title(self, text: str) -> str:
        """A heading for readers of screens too."""
        return f"### {escape(text)}"

    def heading(self, text: str) -> str:
        """Bold."""
        return f"**{escape(text)}**"

    def note(self, text: str) -> str:
        """In italics."""
        return f"*{escape(text)}*"

    def link(self, words: str, url: str) -> str:
        """A named link; brackets in its address would end it early."""
        return f"[{escape(words)}]({url.replace('(', '%28').replace(')', '%29')})"

    def code(self, text: str) -> str:
        """A block of code."""
        return f"```yaml\n{text.replace('```', chr(39) * 3)}\n```"

    def length(self, markup: str) -> int:
        """In characters, those of the markup too."""
        return len(markup)


def messages(reply: Reply, lines: Lines) -> list[str]:
    """The reply as the text of one message, or of several where it is longer than one, cut at paragraphs.

    A short answer takes one message: of a longer one the end is left out, for which `Reply.whole` has all.
    """
    markdown = Markdown()
    made = [joined(part) for part in packed(parts(reply, lines, markdown, LONGEST), markdown, LONGEST)]
    if not reply.short or len(made) == 1:
        return made
    begun = next(cut(in_one_line(reply.short), markdown, _BEGUN)) + _GOES_ON
    return messages(replace(reply, short=(Paragraph(begun),)), lines)


def escape(text: str) -> str:
    """`text` so that Discord shows it as it stands."""
    return _MARK.sub(lambda mark: mark[0] if mark[0].startswith("http") else f"{mark[0][:-1]}\\{mark[0][-1]}", text)
