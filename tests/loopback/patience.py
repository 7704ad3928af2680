"""What stories need on a machine that is slow or busy: to wait for minutes, and programs that leave room for others."""

PATIENCE = 150.0
"""Seconds after which what did not come will not come, on a machine that is slow and busy too."""
PAUSE = 0.001
"""Seconds between two looks whether it has come."""
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1"}
"""For the environment of a program: as others run beside it, threads that wait for each other's arithmetic only burn time."""
