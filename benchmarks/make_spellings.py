"""Makes the FAQ's table of British spellings and American ones of the same words (`spellings.txt`).

Needs Debian's word lists (SCOWL: packages `wamerican` and `wbritish`, each also `-small`, `-large` and `-huge`, version
2020.12.07):

    python make_spellings.py --everyday faq/en/everyday-words.txt --lists /usr/share/dict --out faq/en/spellings.txt

A word that only the British list holds is paired with an American one that differs by what spelling differs in: `our` and
`or`, `ise` and `ize`, `ae` and `e`. A pair of which the FAQ's list of English words holds neither is left out.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HEADER = """\
# British spellings, each with the American one as which the bot reads it: in messages and in the FAQ's own phrases.
# One word and its other spelling a line; words that mean different things on either side have no place here.
#
# From SCOWL's American and British lists (Copyright 2000-2018 Kevin Atkinson; permission to use, copy, modify, distribute
# and sell for any purpose without fee is granted, provided that this notice is kept; as is, without warranty). Their
# spellings are from VARCON, which began with Ispell's lists (Copyright 1993 Geoff Kuenning, all rights reserved;
# redistribution with or without modification is permitted, provided that this notice is kept and modified versions are
# marked as such; as is, without warranty). This list is a modified version, made by make_spellings.py."""

PARTS = (
    ("our", "or"), ("ise", "ize"), ("isi", "izi"), ("isa", "iza"), ("yse", "yze"), ("ysi", "yzi"), ("ysa", "yza"),
    ("ll", "l"), ("l", "ll"), ("re", "er"), ("tred", "tered"), ("bred", "bered"), ("vred", "vered"), ("tring", "tering"),
    ("ence", "ense"), ("ogue", "og"), ("ae", "e"), ("oe", "e"), ("ould", "old"), ("grey", "gray"), ("tyre", "tire"),
    ("kerb", "curb"), ("mme", "m"), ("eable", "able"), ("geing", "ging"), ("ueing", "uing"), ("ough", "ow"),
    ("aught", "aft"), ("sc", "sk"), ("pyj", "paj"), ("cosi", "cozi"), ("cosy", "cozy"), ("dgement", "dgment"),
    ("cheque", "check"), ("aero", "air"), ("inium", "inum"), ("iali", "ial"),
)  # fmt: skip
"""What the British write, and Americans for it."""

OWN = """
licence license licences licenses practise practice practised practiced practises practices practising practicing
moustache mustache moustaches mustaches jewellery jewelry sulphur sulfur sulphate sulfate sulphates sulfates
sceptical skeptical sceptic skeptic sceptics skeptics learnt learned burnt burned spelt spelled dreamt dreamed
leant leaned leapt leaped maths math plough plow ploughs plows storey story storeys stories
oestrogen estrogen oedema edema foetus fetus foetuses fetuses paediatrician pediatrician paediatricians pediatricians
orthopaedic orthopedic orthopaedics orthopedics gynaecologist gynecologist haematologist hematologist
homoeopathy homeopathy homoeopathic homeopathic homoeopath homeopath diarrhoea diarrhea neurone neuron neurones neurons
demyelinisation demyelinization hypoaesthesia hypoesthesia ageing aging cancelled canceled cancelling canceling
""".split()  # noqa: SIM905  a list of so many words is easier to read so
"""Pairs that no part tells, or that the lists hold on both sides."""

SIZES = ("-small", "", "-large", "-huge")
"""SCOWL's lists: what the larger ones hold as a variant, the smaller ones leave out."""

KEPT = frozenset(
    [
        "poets",
        "preacid",
        "hypoesthesia",
        "refilled",
        "refilling",
        "refiller",
        "stalling",
        "stalled",
        "soever",
        "daemon",
        "daemons",
        "haem",
        "gaed",
        "haed",
        "jour",
        "gour",
        "bael",
        "bour",
        "slae",
        "prise",
        "prises",
        "renes",
        "resh",
        "prese",
        "teres",
        "cymae",
        "kaed",
        "taels",
        "nett",
        "netts",
        "prev",
        "aesc",
        "reprise",
    ]
)
"""British words that are no spelling of the American one that they look like."""

ENDINGS = (
    (re.compile(r"(?<=.)(?:ae|oe)(?=[a-z]{2,})(?!e(?:s|d|r|rs|th)$|eing)"), "e"),
    (re.compile(r"(?<=[a-z]{4}l)l(?=(?:ed|ing|ers?)$)"), ""),
    (re.compile(r"is(?=(?:e|es|ed|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{3})our(?=s?$)"), "or"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"gramme(?=s?$)"), "gram"),
    (re.compile(r"^grey(?!h)"), "gray"),
    (re.compile(r"neurone(?=s?$)"), "neuron"),
)
"""Of these, the ones that make no other word."""

USUAL, _NOWHERE = 4, 10**9
"""How far behind the British spelling, in the list of English words, the American one may stand to be as usual."""

_SHAPE = re.compile(r"[a-z]{4,24}")


def spellings(british: Mapping[str, None], american: Mapping[str, None]) -> Iterator[tuple[str, str]]:
    """Each word that only the British write so, with the American spelling, where there is one."""
    for word in sorted(filter(_SHAPE.fullmatch, british.keys() - american.keys() - KEPT)):
        once = list(respelt(word))
        twice = [spelt for half in once for spelt in respelt(half)]
        found = [spelt for spelt in (*once, *twice) if spelt in american]
        if found:
            yield word, min(found, key=lambda spelt: spelt in british)


def variants(known: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """The same of words that the American lists hold in both spellings, where the British one is not the usual one."""
    for word, place in known.items():
        for british, american in ENDINGS:
            if (spelt := british.sub(american, word)) != word and known.get(spelt, _NOWHERE) < USUAL * place:
                yield word, spelt


def respelt(word: str) -> Iterator[str]:
    """The word with one of its British parts in American."""
    for british, american in PARTS:
        at = word.find(british)
        while at >= 0:
            yield word[:at] + american + word[at + len(british) :]
            at = word.find(british, at + 1)


def read_list(path: Path) -> dict[str, None]:
    """The words of a list, in its order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict.fromkeys(line for line in lines if line and not line.startswith("#"))


def main() -> None:
    """Read the lists, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("everyday", "lists", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    known = {word: place for place, word in enumerate(read_list(given.everyday), start=1)}
    pairs: dict[str, str] = {}
    for size in SIZES:
        british, american = (read_list(given.lists / f"{of}-english{size}") for of in ("british", "american"))
        for one, other in spellings(british, american):
            if one in known or other in known:
                pairs.setdefault(one, other)
    pairs = {one: other for one, other in variants(known) if one not in KEPT} | pairs
    pairs |= dict(zip(OWN[::2], OWN[1::2], strict=True))
    lines = [f"{one} {other}" for one, other in sorted(pairs.items())]
    given.out.write_text("\n".join([HEADER, *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
