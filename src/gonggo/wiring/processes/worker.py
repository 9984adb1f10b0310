"""The worker: everything that happens by itself."""

import sys

from gonggo.wiring import environment, house
from gonggo.wiring.database_findings import DatabaseAway
from gonggo.wiring.refuse_to_serve import refuse
from gonggo.wiring.supervisor import WRONG_SETTINGS, end_with_parent


def main() -> int:
    """Work until told to stop."""
    end_with_parent()
    try:
        if refuse(environment.read(), process="worker", say=_say):
            return WRONG_SETTINGS
        house.set_up()
    except DatabaseAway as away:  # the supervisor tries again
        _say(str(away))
        return 1
    from gonggo.wiring import worker

    worker.run_until_told()
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
