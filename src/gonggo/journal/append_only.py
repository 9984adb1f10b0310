"""Tables that only grow: the database itself refuses UPDATE, DELETE and TRUNCATE.

Use ``append_only("journal_entry")`` in a room's migration, after the table is made.
"""

from typing import cast

from django.apps import apps
from django.apps.registry import Apps
from django.db import router
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython
from django.db.migrations.state import ProjectState, StateApps

_POSTGRES = """
CREATE OR REPLACE FUNCTION gonggo_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION gonggo_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION gonggo_append_only();
"""
_SQLITE = (
    """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, 'append-only: UPDATE on {table}'); END""",
    """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, 'append-only: DELETE on {table}'); END""",
)


class Statements(RunPython):
    """A step whose function sends statements that differ by database, and asks no model.

    The models of the time, which a plain RunPython is handed, take longer to make than all else in migrating.
    """

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002  # Django's signature
        to_state: ProjectState,  # noqa: ARG002  # likewise
    ) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            self.code(cast("StateApps", apps), schema_editor)


def append_only(table: str) -> Statements:
    """A migration step after which rows of ``table`` can only be added."""

    def protect(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(_POSTGRES.format(table=table), params=None)
        else:
            for statement in _SQLITE:
                editor.execute(statement.format(table=table))

    return Statements(protect, RunPython.noop, hints={"table": table})


def still_append_only(table: str) -> Statements:
    """The step after a constraint of ``table`` has changed: SQLite makes it anew, and its triggers go with the old."""

    def protect(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            for statement in _SQLITE:
                editor.execute(statement.format(table=table))

    return Statements(protect, RunPython.noop, hints={"table": table})
