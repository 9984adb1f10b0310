"""Addresses of servers as they may be shown."""

import re

_PASSWORD = re.compile(r"(//[^/@:]*):[^/]*@")


def without_password(url: str) -> str:
    """``url`` with *** in place of the password, also where it is otherwise malformed."""
    return _PASSWORD.sub(r"\1:***@", url)
