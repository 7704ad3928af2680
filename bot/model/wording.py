"""What moderators word in `community.yaml`: who runs the bot, and every fixed line that it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model.blocks import Block


@dataclass(frozen=True, slots=True)
class Lines:
    """The fixed lines of the interface, worded by the moderators in `community.yaml`. Words in braces are filled in."""

    sources: str
    reviewed: str
    organisations: str
    not_advice: str
    support_link: str
    suggest_title: str
    suggest_text: str
    told_title: str
    told_text: str
    asked_button: str
    none_of_these: str
    not_covered_title: str
    not_covered_text: str
    unknown_name_title: str
    unknown_name_text: str
    others_title: str
    others_button: str
    support_button: str
    support_title: str
    support_text: str
    support_none_named: str
    support_unopened: str
    support_of: str
    support_other_countries: str
    topics_title: str
    topics_text: str
    topics_button: str
    theme_button: str
    helped_button: str
    not_helped_button: str
    vote_thanks: str
    not_helped_title: str
    not_helped_text: str
    back_button: str
    remove_button: str
    remove_refused: str
    removed: str
    private_button: str
    said_before_button: str
    more_button: str
    share_button: str
    said_before: str
    forget_title: str
    forget_held: str
    forget_nothing: str
    forget_country: str
    sorry_title: str
    sorry_text: str
    restarted_title: str
    restarted_text: str
    pause_title: str
    pause_text: str
    emergency_elsewhere: str
    emergency_heading: str
    crisis_heading: str
    crisis_of: str
    crisis_none: str
    crisis_directory: str
    poison_heading: str
    poison_of: str
    poison_none: str
    poison_elsewhere: str
    helpline_text: str
    helpline_chat: str
    helpline_free: str
    countries_button: str
    other_countries_button: str
    countries_title: str
    countries_text: str
    country_title: str
    welcome_title: str
    welcome_text: str
    empty_title: str
    empty_text: str
    unreadable_title: str
    unreadable_text: str
    gone_title: str
    gone_text: str
    foreign_title: str
    foreign_text: str
    doubt_text: str
    faint_text: str
    doubt_number: str
    doubt_button: str
    help_now: str
    again_text: str
    once_more_text: str
    no_more_text: str
    again_button: str
    safety_title: str
    safety_text: str
    send_button: str
    send_title: str
    send_offered: str
    send_off: str
    send_posted: str
    send_kept: str
    send_answered: str
    send_confirm: str
    send_for_answer: str
    send_decline: str
    sent_title: str
    sent_text: str
    sent_for_answer: str
    unsent_title: str
    unsent_text: str
    send_lost_title: str
    send_lost_text: str
    send_failed_title: str
    send_failed_text: str
    send_refused: str
    kept_here: str
    kept_elsewhere: str
    source_listed: str


@dataclass(frozen=True, slots=True)
class TelegramLines:
    """The lines that speak of Telegram itself: what admins read, and how the bot presents itself there."""

    description: str
    short_description: str
    reads: str
    ask_now: str
    ask_here: str
    found_nothing: str
    greeting: str
    greeting_sees_some: str
    greeting_sees_all: str
    admins_only: str
    groups_only: str
    listen_usage: str
    listen_on: str
    listen_off: str
    status_title: str
    status_sees_all: str
    status_sees_some: str
    status_is_admin: str
    status_listening: str
    status_not_listening: str
    status_deaf: str
    status_removing: str
    status_elsewhere: str


@dataclass(frozen=True, slots=True)
class DiscordLines:
    """The lines that speak of Discord itself, which those who manage a server read."""

    reads: str
    menu_hint: str
    answered: str
    no_words: str
    point_to_menu: str
    gone_command: str
    gone_button: str
    solved_button: str
    urgent_hint: str
    urgent_sign: str
    managers_only: str
    servers_only: str
    listen_on: str
    listen_off: str
    listen_begins: str
    listen_untold: str
    listen_category: str
    listen_blind: str
    status_title: str
    status_sees_all: str
    status_sees_some: str
    status_listening: str
    status_not_listening: str
    status_intent_steps: str
    status_missing: str
    status_complete: str
    status_removing: str
    status_no_moderators: str


@dataclass(frozen=True, slots=True)
class ModeratorsLines:
    """The lines that the moderators read, in their chat."""

    only_here: str
    chat_number: str
    question_title: str
    question_nearest: str
    answer_hint: str
    answer_usage: str
    answer_button: str
    answer_title: str
    answer_sent: str
    answer_unwanted: str
    answer_unreached: str
    done_button: str
    done: str
    faq_broken: str
    faq_live: str
    try_usage: str
    gaps_title: str
    gaps_none: str
    gaps_more: str
    gaps_unread: str
    gaps_no_key: str
    workbench_link: str
    workbench_private: str
    workbench_off: str


@dataclass(frozen=True, slots=True)
class Page:
    """A fixed text that a command shows."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Who runs the bot, and every fixed line that it says.

    `pages` maps a command's name to the text that it shows, and `help_on_discord`, `help_in_terminal` and
    `privacy_in_terminal` to what is shown there instead; words in
    braces are filled in. `commands` maps a command's name to what it does, `command_names` to its name in this language where it has one.
    """

    name: str
    contact: str
    disclaimer: str
    lines: Lines
    telegram: TelegramLines
    discord: DiscordLines
    moderators: ModeratorsLines
    pages: Mapping[str, Page]
    commands: Mapping[str, str]
    command_names: Mapping[str, str]
