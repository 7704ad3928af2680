"""The methods that the loopback knows, by Telegram's names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loopback.telegram import answering, asking, profile, sending, webhook

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

METHODS: dict[str, Callable[..., Any]] = {
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "deleteMessage": sending.delete_message,
    "deleteMessages": sending.delete_messages,
    "deleteMyCommands": profile.delete_my_commands,
    "deleteWebhook": webhook.delete_webhook,
    "editMessageReplyMarkup": sending.edit_message_reply_markup,
    "editMessageText": sending.edit_message_text,
    "getChat": asking.get_chat,
    "getChatAdministrators": asking.get_chat_administrators,
    "getChatMember": asking.get_chat_member,
    "getMe": asking.get_me,
    "getMyCommands": profile.get_my_commands,
    "getMyDescription": profile.get_my_description,
    "getMyShortDescription": profile.get_my_short_description,
    "getUpdates": webhook.get_updates,
    "getWebhookInfo": webhook.get_webhook_info,
    "leaveChat": asking.leave_chat,
    "sendChatAction": asking.send_chat_action,
    "sendMessage": sending.send_message,
    "setMessageReaction": sending.set_message_reaction,
    "setMyCommands": profile.set_my_commands,
    "setMyDescription": profile.set_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "setWebhook": webhook.set_webhook,
}
