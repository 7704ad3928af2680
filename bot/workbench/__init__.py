"""The page in a browser from which moderators look after the FAQ."""
