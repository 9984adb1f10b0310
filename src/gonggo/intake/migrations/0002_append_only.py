"""What the door has answered, and what the log has sealed, is never changed and never taken away."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gonggo.journal.append_only import Statements, append_only

GROWING = ("event", "signature", "settlement", "logleaf", "lognode", "checkpoint")
UNCHANGING = ("sealedrevision", "draftrevision")  # retention may take old rows away, nobody may change one
_POSTGRES = """
CREATE OR REPLACE FUNCTION gonggo_unchanging() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'unchanging: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER {table}_unchanging BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION gonggo_unchanging();
"""
_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'unchanging: UPDATE on {table}'); END"
)


def unchanging(table: str) -> Statements:
    """A migration step after which rows of ``table`` cannot be changed."""

    def protect(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        statement = _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE
        editor.execute(statement.format(table=table), params=None)

    return Statements(protect, migrations.RunPython.noop, hints={"table": table})


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [
        *[append_only(f"intake_{table}") for table in GROWING],
        *[unchanging(f"intake_{table}") for table in UNCHANGING],
    ]
