"""``python -m gonggo`` is the command ``gonggo``."""

import sys

from gonggo.wiring.cli import main

sys.exit(main())
