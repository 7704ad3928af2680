"""People and what they do: every action changes the chat, and tells the bot if Telegram would."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loopback.telegram import markup
from loopback.telegram.chats import HERE
from loopback.telegram.messages import InlineQuery, Posted, Tap

if TYPE_CHECKING:
    from loopback.telegram.api import BotApi
    from loopback.telegram.chats import Chat
    from loopback.telegram.errors import Json


@dataclass(eq=False)
class Person:
    """Somebody on Telegram, or another bot."""

    api: BotApi
    id: int
    first_name: str
    username: str = ""
    language: str = "en"
    is_bot: bool = False
    query: InlineQuery | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<{self.first_name} {self.id}>"

    # ---- words -------------------------------------------------------------------------------------------------------

    def says(  # noqa: PLR0913  a message has as many sides
        self,
        chat: Chat,
        text: str,
        *,
        reply_to: Posted | None = None,
        topic: int | None = None,
        caption: bool = False,
        media_group_id: str = "",
        media: str = "",
        anonymously: bool = False,
        as_channel: Chat | None = None,
    ) -> Posted:
        """The message, as it stands in the chat. With `caption` it is the text under a photo.

        `anonymously` as an admin whom only the group's name shows, `as_channel` in the name of a channel.
        """
        with self.api.lock:
            self._is_in(chat)
            assert reply_to is None or reply_to.chat is chat, "a reply across chats is not modelled"
            assert topic is None or topic in chat.topics, f"{chat} has no topic {topic}"
            author, sender_chat = self, None
            if anonymously:
                author, sender_chat = self.api.anonymous_admin, chat
            elif as_channel:
                author, sender_chat = self.api.channel_bot, as_channel
            said = Posted(0, chat, author, 0, text, markup.escape(text), markup.found_in(text), reply_to=reply_to)
            said.sender_chat, said.caption = sender_chat, caption
            said.extra = {"media_group_id": media_group_id} if media_group_id else {}
            said.extra |= (
                {media: {"file_id": media, "file_unique_id": media, "duration": 3, "length": 90}} if media else {}
            )
            said.topic, said.thread = place_of(reply_to, topic)
            self.api.announce(chat.post(said))
            return said

    def edits(self, message: Posted, text: str) -> None:
        """The person changes what they said."""
        with self.api.lock:
            message.text, message.html, message.entities = text, markup.escape(text), markup.found_in(text)
            message.edited = self.api.now()
            self.api.announce(message, "edited_message")

    def deletes(self, message: Posted) -> None:
        """The message is gone for everybody; a bot is never told."""
        message.deleted = True

    # ---- buttons -----------------------------------------------------------------------------------------------------

    def taps(self, message: Posted, label: str = "", *, data: str | None = None) -> Tap:
        """A tap on the button with this label; `data` is what a forged client sends without any button.

        The message may be gone by now: the bot is then told where it stood, not what it said.
        """
        with self.api.lock:
            if data is None:
                found = [action for row in message.buttons for name, action in row if name == label]
                assert found, f"no button {label!r}, only {message.labels}"
                data = found[0]
                assert not re.match(r"\w+://", data), f"{label!r} opens {data} and tells the bot nothing"
            tap = Tap(self.api.new_id(), self, message, data)
            self.api.taps[tap.id] = tap
            query: Json = {"id": tap.id, "from": self.as_json(), "data": data, "chat_instance": str(message.chat.id)}
            if message.inline_id:
                query["inline_message_id"] = message.inline_id
            elif message.deleted:
                query["message"] = {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
            else:
                query["message"] = message.as_json()
            self.api.updates.put("callback_query", query)
            return tap

    # ---- inline mode -------------------------------------------------------------------------------------------------

    def types_inline(self, words: str, chat_type: str = "supergroup") -> InlineQuery:
        """The query that the bot gets after `@bot words`; nothing reaches it where inline mode is off."""
        with self.api.lock:
            self.query = query = InlineQuery(self.api.new_id(), self, words[:256])
            self.api.queries[query.id] = query
            asked = {"id": query.id, "from": self.as_json(), "query": query.words, "offset": "", "chat_type": chat_type}
            if self.api.inline:
                self.api.updates.put("inline_query", asked)
            return query

    def chooses_inline(self, result_id: str, chat: Chat) -> Posted:
        """The message that a result of the last query becomes in a chat."""
        with self.api.lock:
            self._is_in(chat)
            assert self.query, "nothing was typed"
            found = [result for result in self.query.results if result["id"] == result_id]
            assert found, f"no result {result_id!r}, only {[result['id'] for result in self.query.results]}"
            content = found[0]["input_message_content"]
            text, entities = markup.parsed(content["message_text"], content)
            sent = Posted(0, chat, self, 0, text, content["message_text"], entities, via_bot=self.api.me)
            sent.markup = found[0].get("reply_markup")
            chosen = {"result_id": result_id, "from": self.as_json(), "query": self.query.words}
            if sent.markup:
                sent.inline_id = chosen["inline_message_id"] = self.api.new_id()
            if self.api.inline_feedback:
                self.api.updates.put("chosen_inline_result", chosen)
            self.api.announce(chat.post(sent))
            return sent

    # ---- the group ---------------------------------------------------------------------------------------------------

    def joins(self, chat: Chat) -> None:
        """The person is a member from now on."""
        self._adds(chat, self)

    def leaves(self, chat: Chat) -> None:
        """The person is no member any more."""
        with self.api.lock:
            gone = {"left_chat_member": self.as_json()}
            self.api.announce(chat.post(Posted(0, chat, self, 0, service=True, extra=gone)))
            chat.becomes(self, "left", self)

    def adds_bot(self, chat: Chat) -> None:
        """The bot is a member from now on."""
        self._adds(chat, self.api.me)

    def makes_bot_admin(self, chat: Chat) -> None:
        """The bot is an admin from now on, which switches privacy mode off in this chat."""
        chat.becomes(self.api.me, "administrator", self)

    def demotes_bot(self, chat: Chat) -> None:
        """The bot is a plain member again."""
        chat.becomes(self.api.me, "member", self)

    def removes_bot(self, chat: Chat) -> None:
        """The bot is kicked."""
        with self.api.lock:
            gone = {"left_chat_member": self.api.me.as_json()}
            self.api.announce(chat.post(Posted(0, chat, self, 0, service=True, extra=gone)))
            chat.becomes(self.api.me, "kicked", self)

    def as_json(self) -> Json:
        """Telegram's User."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        user |= {"username": self.username} if self.username else {}
        return user if self.is_bot else user | {"language_code": self.language}

    def _adds(self, chat: Chat, somebody: Person) -> None:
        with self.api.lock:
            chat.becomes(somebody, "member", self)
            new = {"new_chat_members": [somebody.as_json()]}
            self.api.announce(chat.post(Posted(0, chat, self, 0, service=True, extra=new)))

    def _is_in(self, chat: Chat) -> None:
        assert chat.members.get(self) in HERE, f"{self.first_name} is not in {chat}"
        assert chat.migrated_to is None, f"{chat} has become {chat.migrated_to}"


def place_of(reply_to: Posted | None, topic: int | None) -> tuple[int | None, int | None]:
    """(topic, message_thread_id) of a message: an answer stands where the answered stands, and makes a thread of it."""
    if topic is None and reply_to:
        topic = reply_to.topic
    if topic is None and reply_to and reply_to.chat.kind == "supergroup":
        return None, reply_to.thread or reply_to.id
    return topic, topic
