"""What the settings file may hold: one definition, from which the loader's checks are made."""

from __future__ import annotations

from bot.content.shapes import Field, Form, Shape

WEBHOOK: Shape = {
    "url": Field(Form.ADDRESS, "The public https address to which Telegram sends updates; it must lead to this bot."),
    "listen": Field(Form.LINE, "The address of this machine on which the bot listens.", required=False),
    "port": Field(Form.NUMBER, "The port on which it listens.", required=False, most=65_535),
}
TELEGRAM: Shape = {
    "api": Field(Form.ADDRESS, "The Bot API server, for those who run one of their own.", required=False),
    "webhook": Field(Form.RECORD, "Leave it out unless Telegram is to call this bot.", required=False, shape=WEBHOOK),
}
DISCORD: Shape = {
    "message_content": Field(
        Form.FLAG,
        "Whether to ask Discord for what every message says; only for servers where the bot is to listen.",
        required=False,
    ),
}
MODERATORS: Shape = {
    "telegram": Field(Form.CHAT, "The moderators' group on Telegram; /status there tells its number.", required=False),
    "discord": Field(
        Form.CHAT, "The moderators' channel on Discord; /mmn status there tells its number.", required=False
    ),
    "keep_days": Field(
        Form.NUMBER,
        "For how many days a question that a member sent to the moderators is kept, encrypted.",
        required=False,
        most=3_650,
    ),
}
WORKBENCH: Shape = {
    "url": Field(Form.ADDRESS, "The public address under which moderators open it; it must lead to this bot."),
    "listen": Field(
        Form.LINE, "The address and port of this machine on which it listens, as 127.0.0.1:8600.", required=False
    ),
    "second_reader": Field(
        Form.FLAG, "Whether somebody else than who changed the FAQ must publish it.", required=False
    ),
}
SETTINGS: Shape = {
    "faq": Field(Form.LINE, "The folder of the FAQ, with a folder for each language.", required=False),
    "language": Field(Form.LINE, "The language folder to answer from.", required=False),
    "country": Field(
        Form.COUNTRY,
        "Two-letter code of the country whose numbers and organisations come first; leave it out for a mixed group.",
        required=False,
    ),
    "data": Field(
        Form.LINE, "The folder for what is kept between two runs: settings of groups, counts of votes.", required=False
    ),
    "log": Field(
        Form.CHOICE, "How log lines are written: text, or json for a program.", required=False, choices=("text", "json")
    ),
    "cooldown_minutes": Field(
        Form.NUMBER,
        "For how long the same answer is not given twice in a group; the bot points to the earlier one instead.",
        required=False,
        most=1_440,
    ),
    "telegram": Field(Form.RECORD, "How to reach Telegram.", required=False, shape=TELEGRAM),
    "discord": Field(Form.RECORD, "What to ask of Discord.", required=False, shape=DISCORD),
    "moderators": Field(Form.RECORD, "Where the bot reaches those who keep the FAQ.", required=False, shape=MODERATORS),
    "workbench": Field(
        Form.RECORD,
        "Leave it out unless moderators are to look after the FAQ in a browser while the bot runs.",
        required=False,
        shape=WORKBENCH,
    ),
}
"""Every setting of the configuration file. All may be left out."""
