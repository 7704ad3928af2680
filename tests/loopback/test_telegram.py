"""The loopback is as strict as Telegram, and tells the bot what Telegram would tell it."""

import asyncio
from collections.abc import Iterator

import pytest
from loopback.telegram import ApiError, BotApi, Chat, ConnectionDroppedError, InProcessRequest, MisuseError, serve
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Application, ApplicationBuilder, ContextTypes, MessageHandler, filters

SECRET = "s3cret"  # noqa: S105  made up
ONE_BUTTON = {"inline_keyboard": [[{"text": "All topics", "callback_data": "topics"}]]}


@pytest.fixture
def api() -> BotApi:
    return BotApi()


@pytest.fixture
def home(api: BotApi) -> Chat:
    return api.private(api.person("Anna"))


def heard(api: BotApi) -> list[str]:
    """The texts of the messages that reached the bot."""
    return [update["message"].get("text", "") for update in api.take_updates() if "message" in update]


def say(api: BotApi, chat: Chat, text: str, **more: object):
    api.call("sendMessage", {"chat_id": chat.id, "text": text, "parse_mode": "HTML", **more})
    return chat.last


# ---- what a request may hold -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": 5}),
        ("sendMessage", {"text": "hello", "silently": True}),
        ("sendMessage", {"text": "hello", "disable_web_page_preview": True}),
        ("sendMessage", {"text": "hello", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback": "b"}]]}}),
        ("sendMessage", {"text": "hello", "link_preview_options": {"disabled": True}}),
        ("sendMessage", {"text": "  \n "}),
        ("sendMessage", {"text": "x" * 4097}),
        ("sendMessage", {"text": "😀" * 2049}),
        ("sendMessage", {"text": "<b>x</b>" * 101, "parse_mode": "HTML"}),
        ("sendMessageToAll", {"text": "hello"}),
        ("sendPoll", {"question": "Better?", "options": [{"text": "Yes"}, {"text": "No"}]}),
        ("sendChatAction", {"action": "dancing"}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("setMyCommands", {"commands": [{"command": "Ask", "description": "Ask"}]}),
        ("setMyCommands", {"commands": [{"command": "ask", "description": ""}]}),
        ("setMyDescription", {"description": "x" * 513}),
        ("setMyShortDescription", {"short_description": "x" * 121}),
        ("setWebhook", {"url": "https://bot.example.org", "secret_token": "no spaces"}),
    ],
)
def test_a_request_that_no_sound_bot_makes_is_refused_and_remembered(
    api: BotApi, home: Chat, method: str, params: dict
):
    needs_chat = method.startswith("send")

    with pytest.raises(MisuseError) as refused:
        api.call(method, ({"chat_id": home.id} if needs_chat else {}) | params)

    assert refused.value.code == 400
    assert len(api.surprises) == 1
    with pytest.raises(AssertionError):
        api.assert_clean()


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("a < b", "at byte offset 2"),
        ("salt & pepper", "at byte offset 5"),
        ("a&nbsp;b", "'&' must be written as &amp;"),
        ("<h1>MMN</h1>", 'Unsupported start tag "h1"'),
        ("<b>MMN", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>MMN</b></i>", 'expected "</i>", found "</b>"'),
        ("MMN</b>", "Unexpected end tag"),
        ("<span>MMN</span>", 'must have class "tg-spoiler"'),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "a blockquote stands in another"),
        ("<code><b>x</b></code>", "stands in code"),
    ],
)
def test_html_is_read_by_telegrams_rules(api: BotApi, home: Chat, html: str, why: str):
    with pytest.raises(MisuseError, match="can't parse entities") as refused:
        say(api, home, html)

    assert why in refused.value.description


def test_entities_count_as_telegram_counts(api: BotApi, home: Chat):
    sent = say(
        api,
        home,
        '\n😀 <b>Is it?</b> <a href="https://a.org/?b&amp;c">It</a>\n<blockquote expandable>/ask</blockquote>',
    )

    assert sent.text == "😀 Is it? It\n/ask"
    assert sent.as_json()["entities"] == [
        {"type": "bold", "offset": 3, "length": 6},
        {"type": "text_link", "offset": 10, "length": 2, "url": "https://a.org/?b&c"},
        {"type": "expandable_blockquote", "offset": 13, "length": 4},
        {"type": "bot_command", "offset": 13, "length": 4},
    ]


@pytest.mark.parametrize(
    "button",
    [
        {"text": "", "callback_data": "x"},
        {"text": "Two things", "callback_data": "x", "url": "https://example.org"},
        {"text": "Nothing"},
        {"text": "Too long", "callback_data": "é" * 33},
        {"text": "Empty", "callback_data": ""},
        {"text": "No link", "url": "example"},
    ],
)
def test_a_button_does_one_thing_and_says_which(api: BotApi, home: Chat, button: dict):
    with pytest.raises(MisuseError):
        say(api, home, "hello", reply_markup={"inline_keyboard": [[button]]})


# ---- what the bot sees -----------------------------------------------------------------------------------------------


def chatter(api: BotApi) -> list[str]:
    """Everything that is said in a group, which has one message of the bot."""
    anna, rosie = api.person("Anna"), api.other_bot("Rosie")
    club = api.group("MMN friends", [anna, rosie])
    sent = say(api, club, "hello")
    anna.says(club, "is it catching?")
    anna.says(club, "@mmn_support_bot is it catching?")
    anna.says(club, "/ask")
    anna.says(club, "/ask@MMN_support_bot")
    anna.says(club, "/ask@rosie_bot")
    anna.says(club, "thanks", reply_to=sent)
    rosie.says(club, "beep")
    anna.says(club, "/help")
    return heard(api)


def test_with_privacy_mode_the_bot_hears_commands_and_replies_only(api: BotApi):
    assert chatter(api) == ["/ask", "/ask@MMN_support_bot", "thanks"]


def test_without_privacy_mode_the_bot_hears_all_people(api: BotApi):
    api.privacy = False

    assert len(chatter(api)) == 7
    assert api.call("getMe", {})["can_read_all_group_messages"] is True


def test_an_admin_bot_hears_all_and_joins_are_never_hidden(api: BotApi):
    anna, ben = api.person("Anna"), api.person("Ben")
    club = api.group("MMN friends", [anna], admins=[ben])
    anna.says(club, "one")
    ben.makes_bot_admin(club)
    anna.says(club, "two")
    ben.demotes_bot(club)
    anna.says(club, "three")
    api.person("Carl").joins(club)

    kinds = [next(kind for kind in update if kind != "update_id") for update in api.take_updates()]
    assert kinds == ["my_chat_member", "message", "my_chat_member", "message"]


def test_an_edit_reaches_the_bot_as_the_message_would_have(api: BotApi, home: Chat):
    anna = home.with_person
    club = api.group("MMN friends", [anna])
    anna.edits(anna.says(club, "what"), "what is it")
    anna.edits(anna.says(club, "hm"), "/ask what is it")

    assert [list(update)[1] for update in api.take_updates()] == ["edited_message"]


def test_every_update_is_one_that_ptb_understands(api: BotApi):
    anna, ben = api.person("Anna", username="anna"), api.person("Ben")
    api.inline_feedback = True
    api.privacy = False
    club = api.group("MMN friends", [anna], owner=ben, forum=True)
    ivig = club.topic("IVIG")
    asked = anna.says(club, "how long?", topic=ivig, caption=True, media_group_id="1")
    sent = say(api, club, "An hour", message_thread_id=ivig, reply_markup=ONE_BUTTON)
    anna.taps(sent, "All topics")
    ben.says(club, "thanks", reply_to=asked, anonymously=True)
    api.channel("News").forwards_to(club, "A new page")
    query = anna.types_inline("ivig")
    result = {"type": "article", "id": "ivig", "title": "IVIG", "input_message_content": {"message_text": "A drip"}}
    api.call("answerInlineQuery", {"inline_query_id": query.id, "results": [result | {"reply_markup": ONE_BUTTON}]})
    anna.taps(anna.chooses_inline("ivig", club), "All topics")
    ben.removes_bot(club)

    updates = [Update.de_json(update, Bot(api.token)) for update in api.take_updates()]

    assert [update.effective_message.text for update in updates if update.message and update.message.text] == [
        "thanks",
        "A new page",
        "A drip",
    ]
    assert not any(update.api_kwargs or (update.message and update.message.api_kwargs) for update in updates)
    assert updates[1].message.is_topic_message
    assert updates[1].message.caption == "how long?"
    assert updates[1].message.reply_to_message.forum_topic_created.name == "IVIG"
    assert updates[3].message.from_user.id == 1087968824
    assert updates[3].message.sender_chat.id == club.id
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"
    assert [tap.message.text for tap in api.taps.values()] == ["An hour", "A drip"]


# ---- messages --------------------------------------------------------------------------------------------------------


def test_an_answer_stands_in_its_topic_and_shows_what_it_answers(api: BotApi):
    anna = api.person("Anna")
    club = api.group("MMN friends", [anna], forum=True)
    ivig = club.topic("IVIG")
    asked = anna.says(club, "/ask how long?", topic=ivig)

    sent = say(api, club, "An hour", reply_parameters={"message_id": asked.id})

    assert (sent.topic, sent.reply_to, sent.as_json()["is_topic_message"]) == (ivig, asked, True)
    assert sent.as_json()["reply_to_message"]["text"] == "/ask how long?"
    club.loses_topic(ivig)
    with pytest.raises(ApiError, match="message thread not found"):
        say(api, club, "An hour", message_thread_id=ivig)


def test_a_chain_of_replies_is_a_thread_to_which_nothing_can_be_sent(api: BotApi):
    anna = api.person("Anna")
    club = api.group("MMN friends", [anna])
    first = anna.says(club, "hello")

    reply = anna.says(club, "/ask", reply_to=first).as_json()

    assert reply["message_thread_id"] == first.id
    assert "is_topic_message" not in reply
    with pytest.raises(ApiError, match="message thread not found"):
        say(api, club, "yes?", message_thread_id=first.id)


def test_an_answer_to_what_is_gone_needs_leave(api: BotApi, home: Chat):
    asked = home.with_person.says(home, "hello")
    home.with_person.deletes(asked)

    with pytest.raises(ApiError, match="message to be replied not found"):
        say(api, home, "hi", reply_parameters={"message_id": asked.id})
    assert say(api, home, "hi", reply_parameters={"message_id": asked.id, "allow_sending_without_reply": True})
    api.assert_clean()


def test_the_bot_edits_and_deletes_its_own_messages_only(api: BotApi):
    anna = api.person("Anna")
    club = api.group("MMN friends", [anna])
    said, sent = anna.says(club, "/ask"), say(api, club, "<b>Yes</b>", reply_markup=ONE_BUTTON)
    mine, hers = ({"chat_id": club.id, "message_id": one.id} for one in (sent, said))
    same = {"text": "<b>Yes</b>", "parse_mode": "HTML", "reply_markup": ONE_BUTTON}

    with pytest.raises(ApiError, match="message is not modified: specified new message content"):
        api.call("editMessageText", mine | same)
    with pytest.raises(ApiError, match="message can't be edited"):
        api.call("editMessageText", hers | same)
    with pytest.raises(ApiError, match="message can't be deleted"):
        api.call("deleteMessage", hers)
    api.call("editMessageText", mine | {"text": "No"})
    assert (sent.text, sent.labels) == ("No", [])
    api.call("deleteMessage", mine)
    assert club.messages == [said]
    with pytest.raises(ApiError, match="message to edit not found"):
        api.call("editMessageText", mine | same)


def test_each_tap_is_answered_once(api: BotApi, home: Chat):
    anna = home.with_person
    sent = say(api, home, "hello", reply_markup=ONE_BUTTON)
    tap, forged = anna.taps(sent, "All topics"), anna.taps(sent, data="drop table")
    assert [update["callback_query"]["data"] for update in api.take_updates()] == ["topics", "drop table"]

    api.call("answerCallbackQuery", {"callback_query_id": tap.id, "text": "Here they are"})

    assert tap.answer == {"callback_query_id": tap.id, "text": "Here they are"}
    assert api.unanswered_taps == [forged.id]
    with pytest.raises(ApiError, match="query is too old"):
        api.call("answerCallbackQuery", {"callback_query_id": tap.id})
    assert api.surprises
    with pytest.raises(AssertionError, match="no button 'Help', only"):
        anna.taps(sent, "Help")


def test_a_result_chosen_inline_is_edited_by_its_inline_id(api: BotApi):
    anna = api.person("Anna")
    club = api.group("MMN friends", [anna], with_bot=False)
    query = anna.types_inline("ivig")
    result = {"type": "article", "id": "ivig", "title": "IVIG", "input_message_content": {"message_text": "A drip"}}
    api.call("answerInlineQuery", {"inline_query_id": query.id, "results": [result | {"reply_markup": ONE_BUTTON}]})
    posted = anna.chooses_inline("ivig", club)
    anna.taps(posted, "All topics")
    tapped = api.take_updates()[-1]["callback_query"]

    assert "message" not in tapped
    assert api.call("editMessageText", {"inline_message_id": tapped["inline_message_id"], "text": "Topics"}) is True
    assert (posted.text, posted.via_bot, query.titles) == ("Topics", api.me, ["IVIG"])
    with pytest.raises(MisuseError, match="RESULT_ID_DUPLICATE"):
        api.call("answerInlineQuery", {"inline_query_id": query.id, "results": [result, result]})


def test_a_person_reads_the_menu_of_their_place_and_language(api: BotApi, home: Chat):
    ben = api.person("Ben", language="nl")
    club = api.group("MMN friends", [ben], admins=[home.with_person])
    for name, more in {
        "help": {},
        "vraag": {"language_code": "nl"},
        "status": {"scope": {"type": "all_chat_administrators"}},
    }.items():
        api.call("setMyCommands", {"commands": [{"command": name, "description": "?"}]} | more)

    menus = [api.profile.menu(*at) for at in ((home, home.with_person), (club, home.with_person), (club, ben))]

    assert menus == [["help"], ["status"], ["vraag"]]


# ---- over HTTP, with PTB itself --------------------------------------------------------------------------------------


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    button = InlineKeyboardButton("All topics", callback_data="topics")
    await update.effective_message.reply_text(
        f"You said: {update.effective_message.text}",
        reply_parameters=ReplyParameters(update.effective_message.id, allow_sending_without_reply=True),
        reply_markup=InlineKeyboardMarkup([[button]]),
    )


def application(builder: ApplicationBuilder) -> Application:
    made = builder.build()
    made.add_handler(MessageHandler(filters.TEXT, echo))
    return made


def over_http(api: BotApi, base_url: str) -> ApplicationBuilder:
    return ApplicationBuilder().token(api.token).base_url(base_url)


@pytest.fixture
def base_url(api: BotApi) -> Iterator[str]:
    with serve(api) as server:
        yield server.base_url


def test_ptb_polls_over_http_and_answers(api: BotApi, home: Chat, base_url: str):
    async def story() -> None:
        async with application(over_http(api, base_url)) as app:
            await app.updater.start_polling(timeout=5)
            await app.start()
            await api.until(lambda: api.calls_of("getUpdates"))
            home.with_person.says(home, "is it catching?")
            await api.until(lambda: home.from_bot)
            assert len(api.calls_of("getUpdates")) <= 3
            await app.updater.stop()
            await app.stop()

    asyncio.run(story())

    assert home.last.text == "You said: is it catching?"
    assert home.last.buttons == [[("All topics", "topics")]]
    assert home.last.reply_to is home.messages[0]
    api.assert_clean()


def test_a_second_poller_sends_the_first_away(api: BotApi, base_url: str):
    async def story() -> None:
        async with Bot(api.token, base_url) as first, Bot(api.token, base_url) as second:
            waiting = asyncio.create_task(first.get_updates(timeout=5))
            await api.until(lambda: api.calls_of("getUpdates"))
            assert await second.get_updates(timeout=0) == ()
            with pytest.raises(Conflict, match="terminated by other getUpdates request"):
                await waiting

    asyncio.run(story())


def test_an_update_is_given_until_it_is_confirmed_and_only_its_kind(api: BotApi, home: Chat, base_url: str):
    async def story() -> None:
        async with Bot(api.token, base_url) as bot:
            await bot.get_updates(allowed_updates=["message"])
            message = home.with_person.says(home, "one")
            home.with_person.edits(message, "two")
            first, again = await bot.get_updates(), await bot.get_updates()
            assert [update.message.text for update in first] == ["one"]
            assert first == again
            assert await bot.get_updates(offset=first[-1].update_id + 1) == ()

    asyncio.run(story())


def test_a_webhook_is_posted_to_with_the_secret(api: BotApi, home: Chat):
    async def story(port: int) -> None:
        async with application(over_http(api, server.base_url)) as app:
            api.webhook.proxies["https://bot.example.org/"] = f"http://127.0.0.1:{port}/"
            await app.updater.start_webhook(
                "127.0.0.1", port, "hook", webhook_url="https://bot.example.org/hook", secret_token=SECRET
            )
            await app.start()
            home.with_person.says(home, "is it catching?")
            await api.until(lambda: home.from_bot)
            forged = {"update_id": 1, "message": home.messages[0].as_json()}
            statuses = [await asyncio.to_thread(server.post_update, forged, secret) for secret in ("wrong", SECRET)]
            await api.until(lambda: len(home.from_bot) == 2)
            with pytest.raises(Conflict, match="while webhook is active"):
                await app.bot.get_updates()
            await app.updater.stop()
            await app.stop()
            assert statuses == [403, 200]

    with serve(api) as server, serve(BotApi()) as free:
        port = free.port
        free.stop()
        asyncio.run(story(port))

    assert [status for _, status in api.webhook.deliveries] == [200]


def test_ptb_meets_every_fault_as_telegram_makes_it(api: BotApi, home: Chat, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # without it PTB warns of itself at each RetryAfter
    ghost = api.person("Ghost")
    club = api.group("MMN friends", [home.with_person], basic=True)
    new = club.migrate()
    api.fail("sendMessage", 429, retry_after=3)
    api.fail("sendMessage", 502, html=True)
    api.fail("sendMessage", drop=True)
    api.fail("sendMessage", drop=True, after=True, match="twice")

    async def story(base_url: str) -> None:
        async with Bot(api.token, base_url) as bot:
            for error in (RetryAfter, NetworkError, NetworkError):
                with pytest.raises(error):
                    await bot.send_message(home.id, "hello")
            assert home.from_bot == []
            with pytest.raises(NetworkError):
                await bot.send_message(home.id, "said twice")
            assert home.last.text == "said twice"
            with pytest.raises(ChatMigrated) as moved:
                await bot.send_message(club.id, "hello")
            assert moved.value.new_chat_id == new.id
            await bot.send_message(new.id, "hello")
            with pytest.raises(BadRequest, match="Chat not found"):
                await bot.send_message(1, "hello")
            with pytest.raises(Forbidden, match="can't initiate conversation"):
                await bot.send_message(ghost.id, "hello")
            api.blocks(home.with_person)
            with pytest.raises(Forbidden, match="blocked by the user"):
                await bot.send_message(home.id, "hello")
            api.fail("*", 401)
            with pytest.raises(InvalidToken):
                await bot.send_message(new.id, "hello")
            server.stop()
            with pytest.raises(NetworkError):
                await bot.send_message(new.id, "hello")
            server.start()
            await bot.send_message(new.id, "hello again")

    with serve(api) as server:
        asyncio.run(story(server.base_url))

    assert new.last.text == "hello again"
    assert api.surprises == []


def test_a_wrong_token_is_unauthorized(base_url: str):
    async def story() -> None:
        with pytest.raises(InvalidToken):
            async with Bot("1:wrong", base_url):
                pass

    asyncio.run(story())


# ---- in process ------------------------------------------------------------------------------------------------------


def test_ptb_works_in_process_without_a_network(api: BotApi, home: Chat):
    builder = ApplicationBuilder().token(api.token).request(InProcessRequest(api))
    app = application(builder.get_updates_request(InProcessRequest(api)))

    async def story() -> None:
        async with app:
            home.with_person.says(home, "hello")
            for update in api.take_updates():
                await app.process_update(Update.de_json(update, app.bot))

    asyncio.run(story())

    assert home.last.text == "You said: hello"
    api.assert_clean()


def test_a_fault_strikes_as_often_as_told(api: BotApi, home: Chat):
    api.fail("sendMessage", drop=True, times=2)

    for _ in range(2):
        with pytest.raises(ConnectionDroppedError):
            say(api, home, "hello")

    assert say(api, home, "hello").text == "hello"


def test_waiting_in_vain_shows_the_calls(api: BotApi, home: Chat):
    say(api, home, "hello")

    with pytest.raises(AssertionError, match=r"waited 0\.01 seconds in vain; calls: \n  sendMessage"):
        api.wait_for(lambda: False, 0.01)
