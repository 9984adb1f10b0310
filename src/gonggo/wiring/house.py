"""Making Django ready in a process that needs it."""

import os


def set_up() -> None:
    """Load settings and apps, once."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonggo.wiring.settings")
    django.setup(set_prefix=False)
