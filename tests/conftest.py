"""A whole FAQ, as small as one can be: every test changes one file of it and reads what a moderator would."""

import gc
import os
import subprocess
from pathlib import Path

import pytest

from bot.answering.service import Service
from bot.content import load
from bot.matching import IndexCache

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".pytest_cache" / "of-programs"
"""Where programs keep what they learn from the FAQ of this repository, for the next run too: it takes seconds each time."""
FILES = {
    "themes.yaml": """\
basics:
  title: What MMN is
treatment:
  title: Treatment
""",
    "sources.yaml": """\
in-uk:
  title: What is MMN?
  publisher: Inflammatory Neuropathies UK
  kind: charity
  url: https://www.example.org/mmn
  accessed: 2026-11-21
ig-provider:
  title: Multifocal Motor Neuropathy
  publisher: a provider's patient page
  kind: provider
  accessed: 2026-11-21
""",
    "organisations.yaml": """\
organisations:
  - id: in-uk
    name: Inflammatory Neuropathies UK
    countries: [GB, IE]
    languages: [en]
    url: https://www.example.org/mmn
    about: A charity for the UK and Ireland.
    names_mmn: true
    checked_on: 2026-11-21
crisis_first: [GB]
""",
    "../numbers.yaml": """\
countries:
  - country: GB
    name: United Kingdom
    emergency: ["999", "112"]
    crisis:
      - name: Samaritans
        number: "116 123"
        hours: "24/7"
        free: true
      - name: Shout
        text: SHOUT to 85258
    poison:
      name: NHS 111
      number: "111"
    sources:
      - https://www.example.org/samaritans
      - https://www.example.com/helplines
    checked_on: 2026-11-21
  - country: DE
    name: Germany
    emergency: ["112"]
    sources:
      - https://www.example.org/notruf
      - https://www.example.com/112
    checked_on: 2026-11-21
""",
    "words.yaml": """\
same:
  mmn: [multifocal motor neuropathy, m m n]
  ivig: [iv ig, ivy g]
other_conditions:
  sciatica: [pinched nerve]
own_condition: [mmn]
question_words: [what, is, can, how]
question_phrases: [anyone know]
lead_ins: [so, and]
talk_to_one: [glad you]
words_for_you: [you]
""",
    "community.yaml": """\
name: MMN support community
contact: Write to a moderator of this group.
disclaimer: This is general information, not medical advice.
lines:
  sources: Sources
  reviewed: Reviewed {date}
  organisations: Support organisations
  not_advice: Not medical advice.
  support_link: Find support
  suggest_title: Did you mean one of these?
  suggest_text: Tap the one that fits.
  told_title: Thanks for telling
  told_text: This may fit, if you want to read on.
  asked_button: I was asking
  none_of_these: None of these
  not_covered_title: This FAQ has no answer to that
  unknown_name_title: "I know nothing about this: {name}"
  unknown_name_text: Ask your doctor about {name}.
  not_covered_text: Your doctor or nurse may be able to help. {contact}
  others_title: Perhaps one of these?
  others_button: "Not this one"
  support_button: Support organisations
  support_title: Support organisations
  support_text: These groups know MMN.
  support_none_named: "{country}: none of them names MMN."
  support_unopened: Not every address was opened.
  support_of: "Support organisations: {country}"
  support_other_countries: All countries
  topics_title: What would you like to know?
  topics_text: Choose a theme.
  topics_button: All topics
  theme_button: "More on: {theme}"
  helped_button: Helpful
  not_helped_button: Not this
  vote_thanks: Thank you.
  not_helped_title: Thank you for telling me
  not_helped_text: Only the count is kept. Perhaps one of these fits better?
  back_button: Back
  remove_button: Remove this
  remove_refused: Only the person who asked, or an admin, can remove this.
  removed: This answer was removed.
  private_button: Ask me in private
  said_before: I gave this answer a short while ago.
  said_before_button: Show me
  more_button: More
  share_button: Show to everyone
  forget_title: What I hold about you
  forget_held: "I knew {count} of your answers. That is erased now."
  forget_nothing: I hold nothing about you.
  forget_country: I knew your country. That is erased now.
  sorry_title: Sorry, something went wrong
  sorry_text: "Please try again in a few minutes. {contact}"
  restarted_title: Sorry, I was restarted
  restarted_text: Please ask again. In an emergency, call one of these numbers.
  pause_title: One moment, please
  pause_text: You asked me many things within a minute.
  emergency_elsewhere: "Anywhere else: your local emergency number"
  emergency_heading: "Emergency numbers:"
  crisis_heading: "Crisis lines:"
  crisis_of: "Crisis lines, {country}:"
  crisis_none: "{country}: no crisis line is known."
  crisis_directory: "Crisis lines in other countries: https://findahelpline.com"
  poison_heading: "Advice on poisons:"
  poison_of: "Advice on poisons, {country}:"
  poison_none: "{country}: I know no poison line for the whole country."
  poison_elsewhere: "Anywhere else, or if somebody is very ill: your local emergency number"
  helpline_text: "text {text}"
  helpline_chat: "chat: {chat}"
  helpline_free: free
  countries_button: Numbers for my country
  other_countries_button: Numbers for another country
  countries_title: Where are you?
  countries_text: Choose your country.
  country_title: "Numbers to call: {country}"
  welcome_title: "{name}: questions and answers"
  welcome_text: Ask me about MMN in your own words.
  empty_title: What would you like to know?
  empty_text: Ask a question, or choose a theme.
  unreadable_title: I read text only
  unreadable_text: Please write, or use your keyboard's microphone. In an emergency, call.
  gone_title: That answer is no longer here
  gone_text: Choose a theme, or ask again.
  foreign_title: I can read English only
  foreign_text: Please ask again in English.
  doubt_text: "If this is happening now, call {number}."
  faint_text: "If anybody is in danger, call {number}."
  doubt_number: your local emergency number
  doubt_button: I need help now
  again_text: If it is not over, call now.
  once_more_text: This is all that I have on it.
  no_more_text: I have told you all that I have on this.
  again_button: What to do now
  help_now: In an emergency, send /urgent.
  safety_title: If you need help now
  safety_text: If you are in danger, please call one of these numbers now.
  send_button: Ask a moderator
  send_title: Send this to the moderators?
  send_offered: Where I have no answer, you can choose to send your question to the moderators. You see the exact words first, without e-mail addresses, phone numbers, links and names with an @, and they go only after a second tap. Until you choose, I hold them in memory, for an hour at most.
  send_off: You cannot send a question to the moderators through me.
  send_posted: I post these words in the moderators' chat. They do not see who asked.
  send_kept: I keep these words, encrypted, for {days} days, so that the moderators see what the FAQ lacks. Then I erase them.
  send_answered: "If you ask for it, the moderators can answer you through me: I bring you their words in private. For that I hold, encrypted, who you are until you have their answer, {days} days at most. They never see it."
  send_confirm: Yes, send it
  send_for_answer: Send it, and bring me the answer
  send_decline: No, do not send it
  sent_title: Sent. Thank you.
  sent_text: The moderators do not see who asked, so they cannot answer you here. {contact}
  sent_for_answer: The moderators do not see who asked. When they answer, I bring you their words in private. If you have never written to me in private, please do so now, so that I may.
  unsent_title: Not sent
  unsent_text: I have let go of your words.
  send_lost_title: I no longer have your words
  send_lost_text: I hold them for an hour at most. Please ask again, and tap the button below my reply.
  send_failed_title: That could not be sent
  send_failed_text: The fault is mine. Please tap again in a few minutes. {contact}
  send_refused: Only the person who asked can send this.
  kept_here: All of this stays on the computer that runs me.
  kept_elsewhere: All of this is kept in a database that belongs to whoever runs me.
  source_listed: "{title} ({publisher}), read on {date}"
telegram:
  description: "{name}: not medical advice."
  short_description: Not medical advice.
  reads: I read what is said to me.
  ask_now: What would you like to know?
  ask_here: Your question
  found_nothing: Nothing found
  greeting: Hello. Write /ask and your question. Not medical advice.
  greeting_sees_some: I see only what is said to me.
  greeting_sees_all: I see every message here.
  admins_only: Only the admins of this group can do that.
  groups_only: That is for groups.
  listen_usage: Write /listen on or /listen off.
  listen_on: Listening is on.
  listen_off: Listening is off.
  status_title: What I can see and do here
  status_sees_all: Telegram shows me every message.
  status_sees_some: Telegram shows me only what is said to me.
  status_is_admin: I am an admin here.
  status_listening: Listening is on. To stop it, write /listen off.
  status_not_listening: Listening is off. To switch it on, write /listen on.
  status_deaf: So I hear nothing yet. Send /setprivacy to @BotFather.
  status_removing: Who asked, who wrote the message that I answered, and the admins can remove an answer of mine.
  status_elsewhere: I take no part in guest chats and business accounts. I answer where I am a member, in private, and where somebody picks an answer after my name.
discord:
  reads: "I read only what is said to me: commands, messages that mention me, replies to me that ping me, taps, and direct messages. Where those who manage a server switched listening on for a channel, I also hear the other messages there."
  menu_hint: Choose one
  no_words: I read text only, and find none in that message that a member wrote. If it is a picture or a voice message, ask in your own words with /ask.
  point_to_menu: "Discord does not show me that message. To have it answered: hold or right-click it, then Apps, Answer this. Or write the question behind my name. In an emergency, use /urgent."
  gone_command: I no longer have this command. Discord still showed it because its menu was old. Please use /help to see what there is.
  gone_button: This button is from an earlier version of me, and I no longer know what it does. Please use /topics, or ask again.
  solved_button: Solved
  urgent_hint: The command /urgent shows the numbers to call.
  urgent_sign: "📞"
  answered: Done.
  managers_only: Only those who may manage this server can do that.
  servers_only: That is for servers.
  listen_on: "Listening is on in {channel}."
  listen_off: "Listening is off in {channel}."
  listen_begins: I read all messages here from now on.
  listen_category: That is a category. Please name one of its channels, or use this command in it.
  listen_blind: "But I lack permissions there: {permissions}. Until I have them I hear nothing in that channel."
  listen_untold: Please tell the members.
  status_title: What I can see and do here
  status_sees_all: Discord shows me every message.
  status_sees_some: Discord shows me only what is said to me.
  status_listening: Listening is on in this channel.
  status_not_listening: Listening is off in this channel.
  status_intent_steps: So I hear nothing yet. Switch Message Content Intent on.
  status_missing: "I lack permissions in this channel: {permissions}."
  status_no_moderators: "The moderators' channel of my settings ({chat}) is not there, or I may not see it. So nothing reaches the moderators."
  status_complete: I have all the permissions that I need in this channel.
  status_removing: Who asked, and those who may manage messages here, can remove an answer of mine.
moderators:
  only_here: "That is for the moderators' chat. To make this chat theirs, whoever runs me writes into my settings, below moderators: {setting}"
  chat_number: The number of this chat is {chat}.
  question_title: A member sends this question
  question_nearest: "Nearest in the FAQ: {entries}"
  answer_hint: To answer it, reply to this with /answer and your words. /answer alone marks it as done.
  answer_usage: Reply with /answer and your words to a question that a member sent. /answer alone marks it as done.
  answer_button: Answer it
  answer_title: The moderators answer what you asked them
  answer_sent: Answered. The member has your words.
  answer_unwanted: Nobody waits for an answer to this question, so nothing was sent. It is marked as done.
  answer_unreached: I am not allowed to write to this member, so your answer did not reach them. You may try again later.
  done_button: Mark as done
  done: Done.
  faq_broken: The FAQ has mistakes. The bot goes on with the one that it has.
  faq_live: The FAQ is live, with {count} entries.
  try_usage: Write a question behind the command, in a member's words.
  gaps_title: What members ask that the FAQ lacks
  gaps_none: Members have sent nothing that the FAQ lacks.
  gaps_more: "Groups beside these: {count}. To see all, run mmn-bot gaps."
  gaps_unread: "Questions that cannot be read with the present key: {count}."
  gaps_no_key: Questions that members send are posted here, but not kept. To keep them, whoever runs me makes a key (make key) and sets MMN_BOT_KEY.
  workbench_link: "This opens the workbench, once, within ten minutes: {link}"
  workbench_private: A link to the workbench is for you alone. Send me /workbench in private.
  workbench_off: There is no workbench here. Whoever runs me can switch it on in my settings, below workbench.
pages:
  help:
    title: How to ask me
    text: Write /ask and your question.
  help_on_discord:
    title: How to ask me
    text: Mention me, or use /ask.
  help_in_terminal:
    title: How to ask me
    text: Type it.
  privacy_in_terminal:
    title: What happens to your words
    text: They stay here.
  urgent:
    title: If you need help now
    text: Please call one of these numbers now.
  privacy:
    title: What happens to your words
    text: |
      I keep little of them. {contact}

      {place}

      {sending}
  about:
    title: "{name}"
    text: |
      I am a program.

      - Ask {contact}
  sources:
    title: Where this comes from
    text: I was written from these pages.
commands:
  ask: About ask
  topics: About topics
  support: About support
  urgent: About urgent
  help: About help
  privacy: About privacy
  forgetme: About forgetme
  about: About about
  sources: About sources
  listen: About listen
  status: About status
  mmn: For managers
  try: Try a question
  gaps: What the FAQ lacks
  answer: Answer a question
  reload: Read the FAQ anew
  workbench: Open the page to look after the FAQ
  question: Your question
  country: The country
  switch: On or off
  channel: The channel
  answer_this: Answer this
""",
    "everyday-words.txt": """\
# The most usual first.
the
you
is
""",
    "chatter.yaml": """\
thanks:
  question: Thanking the bot or the group
  answer: You are welcome.
  reviewed: 2026-11-21
  asks:
    - thank you so much
    - cheers everyone
""",
    "other-languages.yaml": """\
dutch:
  cries:
    breathing: [ik stik]
""",
    "answers/basics/what-is-mmn.yaml": """\
question: What is MMN?
answer: |
  MMN is a rare illness of the nerves that move the arms and legs.

  - It can make a hand weak.
  - It can make a foot drop.
sources: [in-uk]
see_also: [ivig]
reviewed: 2026-11-21
asks:
  - what is mmn
  - what does this illness do
""",
    "answers/basics/contagious.yaml": """\
question: Is MMN contagious?
answer: No, you can not catch it from anyone.
sources: [in-uk]
reviewed: 2026-11-21
asks:
  - is it catching
  - can my wife get it from me
""",
    "answers/treatment/ivig.yaml": """\
question: What is IVIG?
answer: |
  It is a drip of antibodies that other people gave.
sources: [in-uk, ig-provider]
see_also:
  - what-is-mmn
  - fatigue
reviewed: 2026-11-21
asks:
  - what is ivig
  - how does the drip work
""",
    "signposts/fatigue.yaml": """\
question: Why am I so tired?
answer: Our pages do not cover this. Please ask your nurse.
see_also: [what-is-mmn]
reviewed: 2026-11-21
asks:
  - why am i tired all day
  - worn out after work
""",
    "safety/breathing.yaml": """\
kind: urgent
question: Trouble breathing right now
answer: Call your local emergency number now.
numbers: [emergency]
reviewed: 2026-11-21
signs:
  - sign: can not ... breathe|breath
    catches: [i can not breathe, she can not even breathe]
    not: [my breath is fine, can you breathe]
asks:
  - i can not breathe
  - gasping for air right now
""",
    "safety/dose.yaml": """\
kind: care-team
question: How much IVIG should I have?
answer: That is for your own doctor or nurse.
see_also: [ivig]
reviewed: 2026-11-21
asks:
  - should i take a higher dose
  - is my dose too low
""",
}


def pytest_configure() -> None:
    """What other libraries would add to Hypothesis is of no use here, and has trio imported."""
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"


def pytest_collection() -> None:
    """Turns garbage collection off while stories are collected: it finds nothing, and takes as long as importing."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()  # nor is it looked at again while the stories run
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: at the end, the other processes would wait for it."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def users_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where programs in these stories keep what may be lost: away from `CACHE`, where it would push out what took long."""
    folder = tmp_path_factory.mktemp("cache")
    os.environ["XDG_CACHE_HOME"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def index_cache() -> IndexCache:
    """What was learned from the FAQ of this repository, by whichever story came first."""
    return IndexCache(CACHE / "mmn-bot" / "indexes")


@pytest.fixture(scope="session")
def service(index_cache: IndexCache) -> Service:
    """The core on the FAQ of this repository."""
    return Service(load(ROOT / "faq" / "en"), index_cache)


def change(file: Path, old: str, new: str) -> None:
    """Puts other words into a file of an FAQ, once; they must stand there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def small_faq(tmp_path: Path) -> Path:
    folder = tmp_path / "faq" / "en"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that a story starts."""
    every: list[subprocess.Popen[bytes]] = []

    class Kept(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[arg-type, call-overload]
            every.append(self)

    monkeypatch.setattr(subprocess, "Popen", Kept)
    return every
