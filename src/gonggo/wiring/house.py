"""Making Django ready in a process that needs it."""

import os

from gonggo.wiring import environment
from gonggo.wiring.database_findings import check_folders, check_servers


def set_up() -> None:
    """Load settings and apps, once. Raises DatabaseAway where a database cannot be reached."""
    found = environment.read()
    check_servers(found)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonggo.wiring.settings")
    django.setup(set_prefix=False)
    check_folders(found)
