"""From a message to the entries that it may mean, ranked, each with a confidence. Knows no FAQ and no platform."""

from bot.matching.matcher import LeftOut, Match, Matcher
from bot.matching.reading import Reader, Reading, Sentence

__all__ = ["LeftOut", "Match", "Matcher", "Reader", "Reading", "Sentence"]
