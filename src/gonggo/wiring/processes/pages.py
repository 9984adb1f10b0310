"""The pages: Django, on the socket behind the front or on a port of its own."""

import argparse
import sys
from pathlib import Path

from gonggo.wiring import environment
from gonggo.wiring.database_findings import DatabaseAway
from gonggo.wiring.processes.embedded import serve
from gonggo.wiring.refuse_to_serve import refuse
from gonggo.wiring.supervisor import WRONG_SETTINGS, end_with_parent


def main() -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=Path)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    given = parser.parse_args()
    end_with_parent()
    try:
        if refuse(environment.read(), process="pages", host="127.0.0.1" if given.socket else given.host, say=_say):
            return WRONG_SETTINGS
    except DatabaseAway as away:  # the supervisor tries again
        _say(str(away))
        return 1
    from gonggo.wiring import asgi

    if given.socket:
        serve(asgi.behind_front(), socket=given.socket)
    else:
        serve(asgi.on_a_port(), host=given.host, port=given.port)
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
