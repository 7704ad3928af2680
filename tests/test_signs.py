"""The rules by which moderators catch what must never be missed."""

import pytest

from bot import signs

FIVE = "one two three four five"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("throat", "my throat hurts"),
        ("throat clos*|swell*", "my throat is closing up"),
        ("throat clos*|swell*", "it swells i feel it in my throat"),
        ("clos*", "close"),
        ("clos*", "clos"),
        ("can't", "i can't"),
        ("o'brien* came", "the o'briens came"),
        ("24 hour*", "24 hours"),
        ("throat clos*", f"throat {FIVE} closing"),
        ("throat clos*", f"throat {FIVE} six closing throat"),
        ("a b c", "c one two a three b"),
        ("throat !dream*", "my throat"),
        ("!dream* throat", "my throat"),
    ],
)
def test_a_sign_is_found(rule: str, sentence: str):
    assert signs.parse(rule).found_in(sentence.split())


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("throat clos*", "my throat hurts"),
        ("throat clos*", "they are closing"),
        ("throat", "sore throats"),
        ("throat", "cutthroat"),
        ("clos*", "enclose"),
        ("can't", "i cant"),
        ("clos*", "clo"),
        ("throat clos*", f"throat {FIVE} six closing"),
        ("throat clos*", f"closing {FIVE} six throat"),
        ("throat !dream*", "i dreamt of my throat"),
        ("throat !dream|story", f"throat {FIVE} {FIVE} story"),
        ("throat", ""),
    ],
)
def test_a_sign_is_not_found(rule: str, sentence: str):
    assert not signs.parse(rule).found_in(sentence.split())


def test_a_rule_keeps_its_line():
    assert signs.parse("throat clos*|swell*  !dream").rule == "throat clos*|swell*  !dream"


def test_a_capital_letter_does_not_make_a_sign_blind():
    assert signs.parse("Throat CLOS*").found_in(["my", "throat", "is", "closing"])


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("throat |swell", "`|swell` is not a word, nor a word with * at its end"),
        ("clos*ing", "`clos*ing` is not a word, nor a word with * at its end"),
        ("*ing", "`*ing` is not a word, nor a word with * at its end"),
        ("throat *", "`*` is not a word, nor a word with * at its end"),
        ("throat, swell", "`throat,` is not a word, nor a word with * at its end"),
        ("swell|(tight)", "`(tight)` is not a word, nor a word with * at its end"),
        ("!", "`!` is not a word, nor a word with * at its end"),
        ("!!dream", "`!dream` is not a word, nor a word with * at its end"),
        ("not_this", "`not_this` is not a word, nor a word with * at its end"),
        ("", "a sign needs at least one word"),
        ("!dream", "a sign needs at least one word"),
    ],
)
def test_a_faulty_rule_is_refused_with_a_plain_sentence(rule: str, sentence: str):
    with pytest.raises(ValueError, match="word") as raised:
        signs.parse(rule)

    assert str(raised.value) == sentence
