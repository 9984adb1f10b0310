"""Making Django ready in a process that needs it."""

import os

from gonggo.wiring import environment
from gonggo.wiring.database_findings import connected, used_by


def set_up() -> None:
    """Load settings and apps, once. Raises DatabaseAway where a database server does not answer."""
    for name, url in used_by(environment.read()).items():
        with connected(name, url):
            pass
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonggo.wiring.settings")
    django.setup(set_prefix=False)
