"""How long a story waits for what should happen: minutes, so that no story depends on how quick a machine is."""

PATIENCE = 150.0
"""Seconds after which what did not come will not come, on a machine that is slow and busy too."""
PAUSE = 0.001
"""Seconds between two looks whether it has come."""
