"""Writes a text as a line of YAML that is read back as the same text."""

from __future__ import annotations

import json
import re

import yaml

_SURPRISING = re.compile(r"\s#|:$|^[<=~]|^\s|\s$")
"""What YAML reads otherwise than people do, or `bot.content.nodes` refuses, beside what PyYAML itself reads as no text."""
_BRACES = str.maketrans("{}", "()")


def line(text: str) -> str:
    """`text` on one line, in double quotes where YAML would read something else. Braces, which mark blanks, become round."""
    joined = " ".join("".join(c if c.isprintable() else " " for c in text.translate(_BRACES)).split())
    return joined if _is_plain(joined) else json.dumps(joined, ensure_ascii=False)


def _is_plain(text: str) -> bool:
    if _SURPRISING.search(text):
        return False
    try:
        return bool(yaml.safe_load(f"- {text}") == [text])
    except (yaml.YAMLError, ValueError):
        return False
