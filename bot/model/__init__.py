"""The data that flows through the bot: what the FAQ holds, what comes in, what goes out. Standard library only."""

from bot.model.blocks import Block, Bullets, Code, Paragraph
from bot.model.checking import Case, Problem, Severity
from bot.model.commands import COMMANDS, Audience, Command, commands_for
from bot.model.faq import (
    Entry,
    Fact,
    Faq,
    Helpline,
    Kind,
    Numbers,
    Organisation,
    OtherLanguage,
    Sign,
    Source,
)
from bot.model.kept import Count, Keeping, QuestionPost, Said, SentQuestion, Unanswered
from bot.model.language import NO_VOCABULARY, ChoiceWords, Vocabulary, Words
from bot.model.messages import CODE, LONGEST_ID, Button, Incoming, Outcome, Press, Reply, Verb, code_of
from bot.model.wording import Community, DiscordLines, Lines, ModeratorsLines, Page, TelegramLines

__all__ = [
    "CODE",
    "COMMANDS",
    "LONGEST_ID",
    "NO_VOCABULARY",
    "Audience",
    "Block",
    "Bullets",
    "Button",
    "Case",
    "ChoiceWords",
    "Code",
    "Command",
    "Community",
    "Count",
    "DiscordLines",
    "Entry",
    "Fact",
    "Faq",
    "Helpline",
    "Incoming",
    "Keeping",
    "Kind",
    "Lines",
    "ModeratorsLines",
    "Numbers",
    "Organisation",
    "OtherLanguage",
    "Outcome",
    "Page",
    "Paragraph",
    "Press",
    "Problem",
    "QuestionPost",
    "Reply",
    "Said",
    "SentQuestion",
    "Severity",
    "Sign",
    "Source",
    "TelegramLines",
    "Unanswered",
    "Verb",
    "Vocabulary",
    "Words",
    "code_of",
    "commands_for",
]
