"""What the address of a database tells before any library is asked."""

from __future__ import annotations

import re
from pathlib import Path

POSTGRES = re.compile(r"postgres(?:ql)?://(?:[^@/?#]*@)?(?P<host>[\w.-]*|\[[\da-fA-F:]+\])(?::\d+)?(?:/[^@#]*)?")
WITH_SCHEME = re.compile(r"\w[\w+.-]+:")


def is_there(address: str) -> bool:
    """Whether there is a database at `address`, for those who only read: opening a file would make it.

    A server is taken to be there, as only reaching for it would tell.
    """
    try:
        return bool(WITH_SCHEME.match(address) or Path(address).stat())
    except FileNotFoundError:
        return False
    except OSError:
        return True
