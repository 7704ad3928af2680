"""What helps moderators look after the FAQ: pure functions; commands and chats show what they give."""
