"""The bot on Telegram: `running.Telegram` is the adapter. Nothing is imported here, as the library takes long to import."""
