"""Run a command beside a throw-away PostgreSQL: ``python tests/with_postgres.py -- pytest tests``."""

import os
import subprocess
import sys

from cluster import NoPostgres, cluster


def main(command: list[str]) -> int:
    """The command's exit code; 0 with the reason printed where the server is missing, unless CI=true."""
    try:
        with cluster() as address:
            return subprocess.run(command, check=False, env=os.environ | {"GONGGO_TEST_POSTGRES": address}).returncode
    except NoPostgres as missing:
        print(f"skipped: {missing}", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--") + 1 :]))
