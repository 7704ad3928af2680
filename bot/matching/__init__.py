"""From a message to the entries that it may mean, ranked, each with a confidence. Knows no FAQ and no platform."""

from bot.matching.index_cache import NO_CACHE, IndexCache
from bot.matching.lessons import Lessons
from bot.matching.matcher import Match, Matcher
from bot.matching.reading import Reader, Reading, Sentence

__all__ = ["NO_CACHE", "IndexCache", "Lessons", "Match", "Matcher", "Reader", "Reading", "Sentence"]
