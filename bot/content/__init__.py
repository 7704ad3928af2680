"""From the moderators' YAML to a checked `Faq`, or to every problem with its place and a hint."""

from bot.content.fingerprint import fingerprint
from bot.content.load import load, read

__all__ = ["fingerprint", "load", "read"]
