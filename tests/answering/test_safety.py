"""The flags that a message raises."""

from pathlib import Path

import pytest

from bot.answering.deciding import learned_from
from bot.answering.safety import Flags, Safety
from bot.content import load
from bot.matching import IndexCache, Matcher

FAQ = Path(__file__).parents[2] / "faq" / "en"


@pytest.fixture(scope="module")
def parts(index_cache: IndexCache) -> tuple[Safety, Matcher]:
    faq = load(FAQ)
    matcher = Matcher.from_lessons(learned_from(faq), index_cache)
    return Safety(faq, matcher), matcher


def flags(parts: tuple[Safety, Matcher], said: str) -> Flags:
    safety, matcher = parts
    return safety.flags(matcher.reader.read(said))


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("I can't breathe and its geting worse", "breathing-emergency"),
        ("I want to kill mysef", "suicidal-thoughts"),
        ("my face is droping on one side", "stroke-signs"),
        ("crushing pain in my chest", "chest-pain"),
        ("I dont want to live any longer", "suicidal-thoughts"),
        ("Lovely day at the lake. I have taken too many of my tablets. The dog is fine.", "taken-something"),
    ],
)
def test_the_signs_of_an_emergency_are_found_through_slips(parts: tuple[Safety, Matcher], said: str, sign: str):
    assert flags(parts, said).sign == sign


@pytest.mark.parametrize(
    "said",
    [
        "does MMN affect breathing",
        "this drip is killing me with boredom",
        "my hand is dead today",
        "will my foot drop get worse",
        "is the chest freezer still for sale",
        "I died laughing",
        "I don't want to kill myself with work",
        "I don't want to die",
        "I do not think that I am having a stroke",
        "she took an overdose ten years ago",
        "my lips are not blue",
        "what does anaphylaxis mean",
        "my uncle had a stroke in 2003",
        "no quiero morir",
    ],
)
def test_ordinary_talk_shows_no_sign(parts: tuple[Safety, Matcher], said: str):
    assert flags(parts, said).sign == ""


@pytest.mark.parametrize(
    ("said", "sign"),
    [
        ("no puedo respirar", "breathing-emergency"),
        ("hola! NO PUEDO RESPIRAR, por favor", "breathing-emergency"),
        ("jag vill d\u00f6", "suicidal-thoughts"),
        ("Je n\u2019arrive plus \u00e0 respirer", "breathing-emergency"),
        ("ruft einen Krankenwagen", "emergency-for-someone"),
        ("\u6211\u4e0d\u80fd\u547c\u5438\u4e86", "breathing-emergency"),
        ("\u606f\u304c\u3067\u304d\u307e\u305b\u3093", "breathing-emergency"),
        ("\uc228\uc744 \ubabb \uc26c\uaca0\uc5b4\uc694", "breathing-emergency"),
        ("\u0938\u093e\u0902\u0938 \u0928\u0939\u0940\u0902 \u0906 \u0930\u0939\u0940", "breathing-emergency"),
        ("\u0e2b\u0e32\u0e22\u0e43\u0e08\u0e44\u0e21\u0e48\u0e2d\u0e2d\u0e01", "breathing-emergency"),
        ("\u044f \u043d\u0435 \u0445\u043e\u0447\u0443 \u0436\u0438\u0442\u044c", "suicidal-thoughts"),
    ],
)
def test_cries_in_other_languages_are_found(parts: tuple[Safety, Matcher], said: str, sign: str):
    assert flags(parts, said).sign == sign


def test_every_language_has_its_cries_for_the_five_most_pressing_emergencies():
    languages = load(FAQ).other_languages

    assert len(languages) >= 20
    assert all(len(language.cries) == 5 for language in languages)


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("treatments for a pinched nerve", ("pinched nerve",)),
        ("what is lou gerhigs", ("als",)),
        ("is MMN like carpal tunnel", ()),
        ("is multifocal motor neuropathy like CIDP", ()),
        ("does gabapentin help with MMN", ("gabapentin",)),
        ("do they do a brain MRI for myositis", ("magnetic resonance imaging", "myositis")),
        ("is sle fatal", ("lupus",)),
        ("how is rrms treated", ("multiple sclerosis",)),
        ("is it catching", ()),
    ],
)
def test_medicines_and_tests_are_named_and_illnesses_where_the_own_one_is_not(
    parts: tuple[Safety, Matcher], said: str, named: tuple[str, ...]
):
    assert tuple(flags(parts, said).named) == named


def test_an_entry_speaks_of_what_its_phrases_name(parts: tuple[Safety, Matcher]):
    safety, _ = parts

    assert safety.fits("mmn-vs-als", Flags(named={"als": "als"}), 0.5)
    assert not safety.fits("treatment", Flags(named={"pinched nerve": "pinched nerve"}), 0.5)


def test_a_short_question_about_an_illness_is_not_for_an_answer_that_names_it_by_the_way(
    parts: tuple[Safety, Matcher],
):
    safety, _ = parts

    assert not safety.fits("cure", flags(parts, "how is tuberculosis treated"), 0.5)
    assert safety.fits("cure", flags(parts, "they can cure tuberculosis and polio by now, so why not this one"), 0.5)


@pytest.mark.parametrize(
    ("said", "asked"),
    [("what is myelin", "myelin"), ("what does fyi mean?", "fyi"), ("what is it like", ""), ("does it hurt", "")],
)
def test_the_word_whose_meaning_is_asked_is_found(parts: tuple[Safety, Matcher], said: str, asked: str):
    assert flags(parts, said).asked_as == asked


def test_an_answer_fits_a_word_that_it_explains(parts: tuple[Safety, Matcher]):
    safety, _ = parts

    assert safety.fits("nerve-damage", Flags(asked="myelin"), 0.5)
    assert not safety.fits("what-is-mmn", Flags(asked="fyi"), 0.5)
    assert safety.fits("what-is-mmn", Flags(asked="fyi"), 1.0)


def test_an_unknown_word_that_ends_as_medicines_do_is_named_as_it_was_typed(parts: tuple[Safety, Matcher]):
    assert flags(parts, "does prelantide help with mmn").named == {"prelantide": "prelantide"}
    assert flags(parts, "is it conductoin or imunoglobuline").named == {}


def test_what_is_named_keeps_the_words_in_which_it_is(parts: tuple[Safety, Matcher]):
    assert flags(parts, "is cellcept any good").named == {"mycophenolate": "cellcept"}


@pytest.mark.parametrize("said", ["oain", "zour", "the zour"])
def test_a_short_message_is_a_guess_if_a_word_was_mended_into_one_far_from_it(parts: tuple[Safety, Matcher], said: str):
    assert flags(parts, said).guessed


@pytest.mark.parametrize("said", ["pian", "wrok", "crampz", "contagus", "my hands zour again"])
def test_a_usual_slip_and_one_word_of_several_are_no_guess(parts: tuple[Safety, Matcher], said: str):
    assert not flags(parts, said).guessed
