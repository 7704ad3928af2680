"""How a reply looks on Telegram: in which order, and with which markup and buttons."""

from html import unescape
from typing import TYPE_CHECKING

import pytest

from bot.adapters.telegram import rendering
from bot.answering.service import Service
from bot.model import Code, Kind, Outcome, Reply

if TYPE_CHECKING:
    from conftest import Small, Stage

CONTAGIOUS = "answers/basics/contagious.yaml"
NO = "No, you can not catch it from anyone."
NOT_ADVICE = "This is general information, not medical advice."
LEADING_ELSEWHERE = ("theme:", "topics", "support")


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


# ---- what stands where -----------------------------------------------------------------------------------------------


def test_an_answer_is_read_from_title_to_disclaimer(small: "Small"):
    [answer] = small.ask("how does the drip work?")

    assert answer.html == (
        "<b>What is IVIG?</b>\n"
        "It is a drip of antibodies that other people gave.\n\n"
        "Sources: 2 · Reviewed 2026-11-21\n"
        '<i>Not medical advice.</i> <a href="https://www.example.org/mmn">Find support</a>\n\n'
        '<blockquote expandable>Sources: <a href="https://www.example.org/mmn">What is MMN? (Inflammatory Neuropathies UK)</a>; '
        "Multifocal Motor Neuropathy (a provider&#x27;s patient page)\n"
        "Reviewed 2026-11-21\n\n"
        "Support organisations:\n"
        '• <a href="https://www.example.org/mmn">Inflammatory Neuropathies UK</a>\n\n'
        f"<i>{NOT_ADVICE}</i></blockquote>"
    )


def test_an_entry_is_seen_in_its_short_form_and_named_on_buttons_by_its_label(small: "Small"):
    small.change(CONTAGIOUS, f"answer: {NO}", f"short: No, not at all.\nanswer: {NO}")
    small.change("answers/treatment/ivig.yaml", "question: What is IVIG?", "question: What is IVIG?\nlabel: The drip")

    [answer] = small.ask()

    assert answer.html.startswith("<b>Is MMN contagious?</b>\nNo, not at all.\n\nSources: 1 ")
    assert f"\n\n<blockquote expandable>{NO}\n\nSources: " in answer.html
    assert "The drip" in small.ask("what is mmn")[0].labels


def test_what_leads_to_help_stands_below_the_short_answer_and_is_not_folded(small: "Small"):
    [answer] = small.ask("should i take a higher dose")

    at_once, folded = answer.html.split("<blockquote expandable>")
    assert "\n\nIn an emergency, send /urgent.\n" in at_once
    assert "/urgent" not in folded


def test_every_answer_has_its_title_its_disclaimer_and_few_wide_buttons(stage: "Stage"):
    disclaimer = stage.service.faq.community.disclaimer
    for entry in stage.service.faq.entries.values():
        if entry.kind in {Kind.ANSWER, Kind.SIGNPOST, Kind.CARE_TEAM}:
            somebody = stage.api.person("Somebody")  # one member alone may not ask so much
            home = stage.api.private(somebody)
            somebody.says(home, f"/start {entry.id}")
            answer = stage.play(home)
            bold, italic = answer.entities[0], answer.entities[-1]
            assert (bold["type"], bold["offset"], bold["length"]) == ("bold", 0, units(entry.question))
            assert (italic["type"], answer.text[-len(disclaimer) :]) == ("italic", disclaimer)
            assert len(answer.buttons) == 2
            wires = [wire for row in answer.buttons for _, wire in row]
            assert all(len(wire.encode()) <= 64 for wire in wires)


def test_no_message_has_previews_of_its_links(stage: "Stage"):
    stage.tap(stage.ask("is it catching?"), "What causes MMN?")

    calls = stage.api.calls_of("sendMessage") + stage.api.calls_of("editMessageText")
    assert [call.params["link_preview_options"] for call in calls] == [{"is_disabled": True}] * 2


def test_an_answer_without_a_short_form_is_folded_behind_its_first_paragraph(small: "Small"):
    [answer] = small.answer("No.", "a" * 10, "b" * 10)

    assert answer.html.startswith("<b>Is MMN contagious?</b>\nNo.\n\nSources: 1 ")
    assert f"\n\n<blockquote expandable>{'a' * 10}\n\n{'b' * 10}\n\nSources: " in answer.html
    assert answer.text.count("No.") == 1


def test_numbers_to_call_are_never_folded(small: "Small"):
    small.change(CONTAGIOUS, "reviewed:", "numbers: [emergency]\nreviewed:")

    [answer] = small.answer("No.", "a" * 400)

    assert (
        "No.\n\nEmergency numbers:\n\n• United Kingdom: 999 / 112\n• Germany: 112\n• Anywhere else: your local emergency number\n\nSources: 1 "
        in answer.html
    )


def test_an_emergency_card_is_short_and_whole(small: "Small"):
    advice = "Call your local emergency number now."
    small.change("safety/breathing.yaml", f"answer: {advice}", f"answer: |\n  {advice}\n\n  {'Sit up. ' * 60}")

    [card] = small.ask("i can not breathe")

    assert card.html.startswith(f"<b>If you need help now</b>\n\n{advice}\n\nSit up. Sit up.")
    assert card.html.endswith("\n• Anywhere else: your local emergency number")
    assert "blockquote" not in card.html
    assert card.labels == ["Numbers for my country", "Remove this"]


def test_what_to_do_if_it_is_an_emergency_stands_above_all_and_the_way_to_help_below(service: Service):
    reply = Reply(Outcome.SUGGEST, "Did you mean", above="Now? Call 999 <here>.", below="In an emergency: /urgent")

    [html] = rendering.messages(reply, service.faq.community.lines)

    assert html == "<b>Now? Call 999 &lt;here&gt;.</b>\n\n<b>Did you mean</b>\n\nIn an emergency: /urgent"


def test_of_a_personal_decision_the_warning_is_seen_at_once(small: "Small"):
    small.change("safety/dose.yaml", "answer: That", "answer: |\n  Very ill? Call now.\n\n  That")

    [answer] = small.ask("should i take a higher dose")

    assert "\nVery ill? Call now.\n\nIn an emergency, send /urgent.\n" in answer.html
    assert "<blockquote expandable>That is for your own doctor or nurse." in answer.html


# ---- markup in words -------------------------------------------------------------------------------------------------

ODD = '<b>bold</b> & _so_ *on* `code` [a](b) "quoted" it\'s </i>'


@pytest.mark.parametrize("said", [f"is it catching? {ODD}", "is it <b>catching?", "is it catching? &lt; &amp;"])
def test_markup_in_a_question_does_no_harm(stage: "Stage", said: str):
    assert stage.ask(said).text.startswith("Is MMN contagious?")


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (CONTAGIOUS, f"answer: {NO}"),
        (CONTAGIOUS, "question: Is MMN contagious?"),
        ("sources.yaml", "title: What is MMN?"),
        ("sources.yaml", "publisher: Inflammatory Neuropathies UK"),
        ("organisations.yaml", "name: Inflammatory Neuropathies UK"),
        ("community.yaml", "disclaimer: This is general information, not medical advice."),
        ("community.yaml", "sources: Sources"),
        ("community.yaml", "reviewed: Reviewed"),
        ("community.yaml", "organisations: Support organisations"),
    ],
)
def test_markup_in_the_faq_is_shown_as_it_was_written(small: "Small", file: str, old: str):
    key, _, said = old.partition(": ")
    quoted = ODD.replace("'", "''")
    written = f"{key}: '{said} {quoted} {{date}}'" if said == "Reviewed" else f"{key}: '{said} {quoted}'"
    small.change(file, f"{old} {{date}}" if said == "Reviewed" else old, written)

    [answer] = small.ask()

    assert f"{said} {ODD}" in answer.text


def test_markup_on_buttons_is_shown_as_it_was_written(small: "Small"):
    small.change("community.yaml", "more_button: More", "more_button: 'M & <b>'")

    assert "M & <b>" in small.ask()[0].labels


def test_markup_in_the_line_for_what_was_removed_is_shown_as_it_was_written(small: "Small"):
    small.change("community.yaml", "removed: This answer was removed.", "removed: 'Removed & <gone>'")
    [answer] = small.ask()
    small.stage.api.fail("deleteMessage", 400, description="Bad Request: message can't be deleted")

    small.stage.tap(answer, "Remove this")

    assert answer.text == "Removed & <gone>"


def test_an_address_with_quotes_and_ampersands_leads_where_it_should(small: "Small"):
    address = "https://www.example.org/mmn?a='b'&c=d&lt=5"
    small.change("sources.yaml", "url: https://www.example.org/mmn", f"url: {address}")

    [answer] = small.ask()

    assert address in [entity.get("url") for entity in answer.entities]


# ---- text to be copied -----------------------------------------------------------------------------------------------


def copied(service: Service, text: str) -> list[str]:
    """What is to be copied of each message, where a hundred units make one."""
    parts = rendering.messages(Reply(Outcome.ANSWER, blocks=(Code(text),)), service.faq.community.lines, 100)
    assert all(part.startswith("<pre>") and part.endswith("</pre>") for part in parts)
    return [unescape(part.removeprefix("<pre>").removesuffix("</pre>")) for part in parts]


def test_long_text_to_be_copied_is_parted_between_its_lines(service: Service):
    lines = [f'  - "is it <b>? & number {number}. Or not?"' for number in range(20)]

    parts = copied(service, "\n".join(lines))

    assert len(parts) == 10
    assert [line for part in parts for line in part.split("\n")] == lines


def test_of_text_to_be_copied_only_a_line_that_is_too_long_is_cut(service: Service):
    assert copied(service, f"a\n{'b' * 150}\nc") == ["a", "b" * 100, f"{'b' * 50}\nc"]
