"""Discord on 127.0.0.1: the REST and gateway that discord.py speaks to, and the people around the bot.

with serve() as discord:
    anna = discord.person("Anna")
    help_ = discord.guild("MMN friends", [anna]).text_channel("help")
    with running(client):
        assert anna.says(help_, "is it catching?", mention_bot=True).answer.text == "No."
"""

from loopback.discord.channels import Channel
from loopback.discord.errors import Impossible
from loopback.discord.guilds import Guild
from loopback.discord.interactions import Interaction
from loopback.discord.messages import Button, Message, Select
from loopback.discord.people import Person
from loopback.discord.program import Program, program
from loopback.discord.redirect import Running, redirected, running
from loopback.discord.server import Server
from loopback.discord.serving import Listening, serve
from loopback.discord.waiting import wait_for

__all__ = [
    "Button",
    "Channel",
    "Guild",
    "Impossible",
    "Interaction",
    "Listening",
    "Message",
    "Person",
    "Program",
    "Running",
    "Select",
    "Server",
    "program",
    "redirected",
    "running",
    "serve",
    "wait_for",
]
