"""The bot on Discord: `running.Discord` is the adapter. Nothing is imported here, as the library takes long to import."""
