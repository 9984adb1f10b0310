"""The door's stores, as in its own tests."""

from intake.conftest import postgres_template, sqlite_template, store_url

__all__ = ["postgres_template", "sqlite_template", "store_url"]
