"""Addresses of servers as they may be shown."""

import re

_PASSWORD = re.compile(r"(//[^/@:]*):[^/]*@")


def is_of_this_machine(host: str | None) -> bool:
    """Whether what goes to ``host`` never leaves the machine."""
    return host in {"127.0.0.1", "localhost", "::1"}


def without_password(url: str) -> str:
    """``url`` with *** in place of the password, also where it is otherwise malformed."""
    return _PASSWORD.sub(r"\1:***@", url)
