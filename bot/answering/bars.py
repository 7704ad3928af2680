"""How sure the bot must be for each outcome, and what was measured when each bar was chosen."""

from __future__ import annotations

from dataclasses import dataclass

COVERING, MOST_NONE_ODDS, LEAST_NONE_ODDS = 80, 4.0, 0.05
"""For `none_odds`: how many entries cover nearly all that members ask, and the largest and smallest result."""
FEWEST = 2
"""Messages with at most this many words carry little information."""


def none_odds(entries: int) -> float:
    """The expected number of messages without a matching entry for each message with one, given the number of entries.

    The more entries, the fewer messages are left without one. Measured with the 80 entries that this FAQ had, and with
    40 and 12 of them drawn at random, on all messages in the sets for tuning. The calibration is best at about 0.05, 1
    and 4.
    """
    return min(max(COVERING / max(entries, 1) - 1, LEAST_NONE_ODDS), MOST_NONE_ODDS)


@dataclass(frozen=True, slots=True)
class Bars:
    """The confidence that each outcome needs. Most are chances from 0 to 1, as `Match.confidence` is.

    A chance is learned from the phrases of the FAQ, so that it means the same in every FAQ: of messages at 0.9, nine in
    ten are right. So the bars stay where they are when moderators change the FAQ.

    The bars were chosen on some 5,000 messages that were read or measured during development, and lie inside the range
    where the figures hardly move. The figures below are those of the day when the bar was chosen; the FAQ and the scorers
    have changed since. Those of an alarm, an answer and a personal decision were chosen last, when the views were weighed
    anew (commit e50fb79). `python benchmarks/bars.py` prints what each value
    gives today, on most of these messages.
    """

    urgent: float = 0.25
    """For an emergency, in a message said to the bot. Of 634 emergencies by ten authors 569 are found and of 4,529 calm messages
    30 raise an alarm, without `urgent_beside_calm`; at 0.2 576 and 47, at 0.3 558 and 22, at 0.4 546 and 14. A message below
    this bar may still reach `doubt`."""
    urgent_beside_calm: float = 0.6
    """As `urgent`, for a message of at most `short_words` words that is nearer to a phrase of something else than to any cry
    for help: "he keeps dropping his cup and blames the cup". Of 634 emergencies by ten authors 568 are found so and of 4,529
    calm messages 23 raise an alarm, with no such bar 569 and 30."""
    short_words: int = 16
    """Messages with at most this many words are short for `urgent_beside_calm`: a longer one tells a story, of which one
    phrase is like a small part only."""
    urgent_overheard: float = 0.6
    """For an emergency, in talk among members. On all older sets 0.971, 0.966 and 0.889 of the ordinary, oblique and idle-looking
    ones are found so, said to the bot or not, and 0.007 of the other talk is answered or alarms; at 0.8 0.957, 0.932, 0.838
    and 0.006, at 0.5 as many and 0.009."""
    doubt: float = 0.1
    """From this chance of an emergency on, the usual reply to a message said to the bot tells whom to call in an emergency: at
    its end, and from `urgent` on at its start. On sets by eleven authors 0.994 of 157 oblique emergencies and 0.842 of 139 that look like idle talk get that
    note or the numbers themselves, and of 1,884 calm messages 0.022 get the note; at 0.13 0.987, 0.827 and 0.015. Strangers
    called most of these notes an alarm without danger; but of 117 emergencies in three sets that nobody had read 0.13 lost
    four, and of 741 calm messages only one got no note any more."""
    urgent_sentence: float = 0.9
    """For an emergency in one sentence alone, if the message has several sentences and this one does not ask. It finds
    6 more of the 191 emergencies that were read and 7 more of the 55 that were only measured, for 5 false alarms in
    2,439 messages and 1 in 575; at 0.85 6 and 7 for 9 and 1, at 0.95 5 and 2 for 2 and 0."""
    urgent_all_the_same: float = 0.95
    """From this chance on, one sentence alone raises the alarm whatever the rest of the message surely is."""
    surely_else: float = 0.9
    """From this chance on, that the message as a whole is talk or a question, a sentence that alone is an emergency brings the
    note of doubt instead of the numbers: "My husband died in June. I don't know why I still write here." Of 691 calm turns
    in conversations 0.046 raise an alarm so, 0.055 without; of 550 emergencies one more gets the note alone."""
    meant: float = 0.5
    """For what a message says that it means, as behind "no, I meant". Of 1,847 turns in conversations ten come out better so
    and one worse; nearly all others are as they were."""
    over: float = 0.8
    """For talk, or another question, in reply to the card of an emergency; anything else brings the numbers once more. Of 110
    such replies of people in danger 0.50 are one by their words and 0.40 more get the numbers so; of 201 by those who are
    safe 0.65 are taken for talk, and 0.24 more get the numbers. At 0.7 0.33, 0.73 and 0.16, at 0.9 0.43, 0.37 and 0.52.
    (Before `FollowUps` made what ends it likelier there, see `ENDING`.)"""
    still: float = 0.01
    """Below this chance of an emergency such a reply gets the note of doubt instead of the numbers: of those of people in danger
    0.09, of those by who is safe 0.06; at 0.05 0.19 and 0.13."""
    urgent_though_thin: float = 0.9
    """From this chance on, an emergency in two to four words need not be like a phrase, if it was said to the bot: "pulse
    170 doing nothing". Of 418 emergencies by strangers five more are found so, and no alarm is false in 5,200 other messages.
    One word alone may be like one by its letters: "jkjkjk"."""
    care_team: float = 0.3
    """For a personal decision, together with `care_team_beside`; what is less likely one is asked back about, see
    `care_team_likely`. On oblique messages by eleven authors 0.77 of 146 decisions get their card so, and 0.09 are asked
    back about. Of 111 cards that other messages got with 0.12, 66 are choices now: strangers found no other fault as often as
    a card on decisions where they had asked something else."""
    care_team_likely: float = 0.12
    """From here on, what may be a personal decision is asked back about, with its card among the choices."""
    care_team_beside: float = 0.4
    """A personal decision must also reach this share of the confidence of the likeliest answer or ordinary talk, not of a
    signpost, which sends members to their doctor too if it must. So a weak match (0.08 for "what do my results mean?") does
    not replace a strong answer (0.46 for "how do I tell my boss"), and "I don't want to mow the lawn" is no personal
    decision. Beside signposts too, 0.04 fewer are found on oblique messages by three authors."""
    answer: float = 0.35
    """For an answer, together with `margin`. On oblique messages by seven authors, of whom three were read by nobody, right is
    0.830 and 0.627, wrong 0.033 and 0.024 at 0.33 and 0.18, 0.618 and 0.024 of the second with these; 0.810, 0.598, 0.033 and
    0.020 at 0.35 and 0.22; 0.805, 0.578, 0.033 and 0.016 at 0.4 and 0.22. On ordinary ones nothing moves by more than 0.005."""
    answer_in_a_reply: float = 0.45
    """As `answer`, for a reply that is read together with the answer before it: "does it hurt?" behind a treatment is asked back
    about rather than answered about the illness. Of 88 questions in conversations that nobody could understand alone 0.58 are
    right and 0.045 wrong so, with 0.35 0.61 and 0.068, with 0.5 0.57 and 0.045."""
    answer_to_few: float = 0.6
    """As `answer`, for a message of one or two words: "hands" is asked back about. No figure on any set moves by it."""
    answer_to_told: float = 0.7
    """As `answer`, for what is only told. Of 34 such messages by themselves with a lower chance 18 would be answered rightly, of 12
    such turns in conversations none; with a higher one 91 of 105 and one of 11."""
    told_on: float = 0.9
    """For an answer or a signpost to what is only told behind a reply. Of 14 such turns in conversations that reach
    it 9 want something of the FAQ, of 11 above 0.7 5, of 24 above `likely_told_on` 9 and of 41 below that 4: all others
    are talk."""
    likely_told_on: float = 0.45
    """From here on, such a turn is offered what it is like; below, it is met as talk, with a button for what it may have asked."""
    told_as: float = 0.6
    """From this chance on, what is only told is answered as the talk that it is like, as a joke; below, by the entry for whatever
    is told: a story that is a little like a joke may be sad."""
    insisting: float = 0.8
    """For a signpost that somebody corrects in words which by themselves mean just that: "no, I asked about breastfeeding"."""
    signpost: float = 0.5
    """For a signpost. Of 1,900 messages by strangers that want one 0.696 get it, at 0.6 0.677 and at 0.4 0.703; but at 0.4
    one tap falls from 0.894 to 0.883 on oblique messages. If a signpost misses the bar, the bot asks back, which is as honest."""
    margin: float = 0.18
    """How far an answer or a signpost must be ahead of the next entry, see `answer`."""
    also: float = 0.1
    """What the second entry needs to be offered on the first button of an answer. It may answer the other half of a
    double question, or be what was meant."""
    first_suggestion: float = 0.1
    """What the likeliest choice needs. If it has less, the bot offers no choices: wild guesses help less than "no
    answer". One tap 0.967, as at 0.05; at 0.2 0.965."""
    suggestion: float = 0.01
    """What each further choice needs. Of 228 choices between 0.004 and this, which strangers called odd, two were meant; of 335 from
    here to 0.03 nine."""
    suggestion_beside: float = 0.15
    """The share of the likeliest choice's confidence that each further one needs. Of 1,360 choices below 386 messages and turns, 291
    have less; so the right one is lost in three of 98."""
    sensitive: float = 0.3
    """What a choice needs that nobody wants to be asked about unless they mean it (`sensitive` in the entry): of 24 such choices
    below those messages none was meant, and three of four strangers were offered wills, one before her wedding."""
    chatter_when_addressed: float = 0.5
    """The chance of ordinary talk is multiplied by this if the message was said to the bot: whoever speaks to the bot
    wants something. Of 259 turns in conversations that ask nothing 0.61 are taken for talk and 0.054 get an answer, at 0.2
    0.36 and 0.077; on oblique messages right 0.825 and one tap 0.886, at 0.2 0.831 and 0.893."""
    overheard: float = 0.85
    """For an answer to a message that was not said to the bot. Together with the form of talk
    (`bot.answering.question_detection`), right 0.73 and wrong 0.003; at 0.9 0.68 and as many wrong, at 0.8 0.75."""
    overheard_talk: float = 0.03
    """The highest chance of ordinary talk at which the bot still answers unasked. Flat from 0.01 to 0.1."""
    each_of_two: float = 0.25
    """For a question that is offered beside another one in the same message. Of 160 messages with two questions both are
    answered or offered in 138, at 0.35 in 136. Of 920 single questions that are answered 136 have a second one on the first
    button, at 0.35 128: a button, no wrong answer."""
    answer_of_two: float = 0.8
    """For the question of two that the FAQ answers, where the message as a whole is like one that it only points to. None
    of 1,121 single questions is then answered in the place of a signpost, at 0.55 two are."""
    pointing_of_two: float = 0.8
    """From this chance on that the message as a whole is one that the FAQ only points to, the answer to a part of it is on the
    first button: "is ivig made from blood??? whose". In 5,000 messages and turns it was so in five: three times the whole was
    meant alone, twice both were."""
    beside_talk: float = 0.85
    """For a question behind sentences that make the message talk as a whole: "We had a lovely weekend. is mmn fatal". Of 427
    turns in conversations that ask nothing, 0.068 get a sure answer at 0.8, 0.063 at 0.95 and 0.059 with no such rule."""
    likely_beside_talk: float = 0.5
    """For choices among what such sentences may ask. At 0.3 0.01 less talk in conversations is taken for talk."""
    few_words: int = 4
    """Messages with at most this many words must also be like a phrase of their entry, see `likeness`."""
    likeness: float = 0.38
    """A message of at most `few_words` words must be at least so like a phrase of its entry. Otherwise one rare word
    would make the bot too sure. Of 66 such questions in the sets for tuning that are ranked rightly, one lies below
    (0.31). "trombone", which stands in one long phrase, has 0.27, and "the big red bus" 0.27."""
    likeness_alone: float = 0.5
    """As `likeness`, for a message of one word: with rare words in long phrases, "trombone" reaches 0.4."""
    likeness_of_harm: float = 0.65
    """As `likeness`, for an emergency or a personal decision in two words: "who who" is neither. One word alone must be a
    phrase of theirs, or nearly (`PHRASE`): of the 4,000 most usual English words, each said alone, 25 raised an alarm
    and 401 brought a note of danger before ("apple", "door"), and now 7 and one."""


BARS = Bars()
