"""The worker: everything that happens by itself."""

import sys

from gonggo.wiring import environment, house
from gonggo.wiring.refuse_to_serve import refuse
from gonggo.wiring.supervisor import WRONG_SETTINGS, end_with_parent


def main() -> int:
    """Work until told to stop."""
    end_with_parent()
    if refuse(environment.read(), host="127.0.0.1", say=lambda text: print(text, file=sys.stderr)):
        return WRONG_SETTINGS
    house.set_up()
    from gonggo.wiring import worker

    worker.run_until_told()
    return 0


if __name__ == "__main__":
    sys.exit(main())
