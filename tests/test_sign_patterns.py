"""Phrases with gaps that are an emergency in themselves, and cries in other languages."""

import pytest

from bot import sign_patterns

FOUR = "one two three four"


def found(sign: str, *sentences: str) -> bool:
    return bool(sign_patterns.parse(sign).search(sign_patterns.joined(sentence.split() for sentence in sentences)))


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [
        ("took tablets", "i took tablets"),
        ("took tablets", "took tablets today"),
        ("took ... tablets", "took tablets"),
        ("took ... tablets", f"she took {FOUR} tablets"),
        ("took \u2026 tablets", "took all the tablets"),
        ("took|swallowed ... tablets|pills", "he swallowed his pills"),
        ("took ... tablet*", "took one tablet"),
        ("took ... tablet*", "took ten tablets"),
        ("took ... tablets ... ago", "i took my tablets an hour ago"),
        ("took ... tablets", "took nothing then took the tablets"),
        ("can't breathe", "i can't breathe"),
        ("o'brien* came", "the o'briens came"),
        ("Took TABLETS", "i took tablets"),
    ],
)
def test_a_sign_is_found(sign: str, sentence: str):
    assert found(sign, sentence)


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [
        ("took tablets", "took my tablets"),
        ("took ... tablets", "tablets took ages"),
        ("took ... tablets", f"took {FOUR} five tablets"),
        ("took ... tablets", "mistook the tablets"),
        ("took ... tablet", "took the tablets"),
        ("took|swallowed ... tablets|pills", "he bought his pills"),
        ("can't breathe", "i can not breathe"),
        ("took ... tablets", ""),
    ],
)
def test_a_sign_is_not_found(sign: str, sentence: str):
    assert not found(sign, sentence)


def test_a_sign_does_not_reach_into_the_next_sentence():
    assert not found("took ... tablets", "i took a nap", "tablets are in the drawer")
    assert found("took ... tablets", "hello", "i took tablets", "help")


def test_a_sign_is_read_as_messages_are():
    def read(wording: str) -> list[str]:
        return wording.replace("can't", "can not").replace("pills", "tablets").split()

    sign = sign_patterns.parse("can't swallow|take ... pills|drops", read)

    assert sign.search(sign_patterns.joined([["i", "can", "not", "take", "my", "tablets"]]))
    assert not sign.search(sign_patterns.joined([["i", "can't", "take", "my", "tablets"]]))


@pytest.mark.parametrize(
    ("sign", "sentence"),
    [
        ("throat |swell", "`throat |swell` is not a word, nor a word with * at its end"),
        ("throat clos*ing", "`clos*ing` is not a word, nor a word with * at its end"),
        ("my *ing", "`*ing` is not a word, nor a word with * at its end"),
        ("throat *", "`*` is not a word, nor a word with * at its end"),
        ("throat, swell", "`throat,` is not a word, nor a word with * at its end"),
        ("swell (tight)", "`(tight)` is not a word, nor a word with * at its end"),
        ("throat !dream", "`!dream` is not a word, nor a word with * at its end"),
        ("not_this one", "`not_this` is not a word, nor a word with * at its end"),
        ("", "a sign needs at least two words, and begins and ends with one"),
        ("throat", "a sign needs at least two words, and begins and ends with one"),
        ("took ...", "a sign needs at least two words, and begins and ends with one"),
        ("... tablets", "a sign needs at least two words, and begins and ends with one"),
    ],
)
def test_what_is_no_sign_is_refused_with_a_plain_sentence(sign: str, sentence: str):
    with pytest.raises(ValueError, match="word") as raised:
        sign_patterns.parse(sign)

    assert str(raised.value) == sentence


def cried(phrase: str, *sentences: str, negations: tuple[str, ...] = ()) -> bool:
    said = sign_patterns.joined(sentence.split() for sentence in sentences)
    cry = sign_patterns.cry(phrase.split(), [word.split() for word in negations])
    return cry.stands_in(said, said.replace(" ", ""))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("quiero morir", "quiero morir"),
        ("quiero morir", "hola quiero morir ya"),
        ("quiero morir", "no quiero morir no aguanto quiero morir"),
        ("\u606f\u304c\u3067\u304d\u306a\u3044", "\u52a9\u3051\u3066\u606f\u304c\u3067\u304d\u306a\u3044\u3088"),
        ("\uc8fd\uace0 \uc2f6\uc5b4", "\ub108\ubb34 \uc8fd\uace0\uc2f6\uc5b4\uc694"),
        ("nefes alam\u0131yorum", "nefes alamiyorum"),
    ],
)
def test_a_cry_in_another_language_is_found(phrase: str, said: str):
    assert cried(phrase, said, negations=("no",))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("quiero morir", "no quiero morir"),
        ("quiero morir", "quiero no morir"),
        ("quiero morir", "yo quiero morirme"),
        ("ik stik", "fabrik stiker"),
    ],
)
def test_another_phrase_is_no_cry(phrase: str, said: str):
    assert not cried(phrase, said, negations=("no",))


def test_a_cry_does_not_reach_into_the_next_sentence():
    assert not cried("quiero morir", "no quiero", "morir es parte de la vida")
    assert not cried("\u6211\u60f3\u6b7b", "\u6211\u60f3", "\u6b7b\u673a\u4e86")
