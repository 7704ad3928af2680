"""From a message to the entries that it may mean, ranked, each with a confidence. Knows no FAQ and no platform."""

from bot.matching.lessons import Lessons
from bot.matching.matcher import Match, Matcher
from bot.matching.reading import Reader, Reading, Sentence
from bot.matching.shelf import NO_SHELF, Shelf

__all__ = ["NO_SHELF", "Lessons", "Match", "Matcher", "Reader", "Reading", "Sentence", "Shelf"]
