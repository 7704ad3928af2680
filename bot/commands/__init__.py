"""One file a command: its arguments, and one function that returns an exit code."""
