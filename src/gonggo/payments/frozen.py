"""What was approved stays as it was approved: the database refuses another amount, payee, account or approver.

Use ``frozen_once_approved()`` in the migration, after the table is made.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython

_APPROVED = "('approved', 'instructed', 'unclear', 'paid', 'refused')"
_COLUMNS = [
    "agreement_id",
    "application_id",
    "program",
    "number",
    "amount",
    "before",
    "agreed",
    "cap",
    "total",
    "share_part",
    "share_whole",
    "payee_id",
    "bank",
    "holder",
    "account_sealed",
    "account_lookup",
    "content_digest",
    "approved_digest",
    "asked_by",
    "asked_for",
    "prepared_by",
    "prepared_for",
    "approved_by",
    "approved_for",
    "approved_at",
]
_POSTGRES = """
CREATE FUNCTION gonggo_tranche_frozen() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'frozen: an approved tranche' USING ERRCODE = 'check_violation'; END $$;
CREATE TRIGGER payments_tranche_frozen BEFORE UPDATE ON payments_tranche FOR EACH ROW
    WHEN (OLD.state IN {approved} AND ({changed})) EXECUTE FUNCTION gonggo_tranche_frozen();
CREATE TRIGGER payments_tranche_kept BEFORE DELETE ON payments_tranche FOR EACH ROW
    WHEN (OLD.state IN {approved}) EXECUTE FUNCTION gonggo_tranche_frozen();
"""
_SQLITE = (
    """CREATE TRIGGER payments_tranche_frozen BEFORE UPDATE ON payments_tranche
    WHEN OLD.state IN {approved} AND ({changed})
    BEGIN SELECT RAISE(ABORT, 'frozen: an approved tranche'); END""",
    """CREATE TRIGGER payments_tranche_kept BEFORE DELETE ON payments_tranche WHEN OLD.state IN {approved}
    BEGIN SELECT RAISE(ABORT, 'frozen: an approved tranche'); END""",
)


def frozen_once_approved() -> RunPython:
    """A migration step after which an approved tranche can only go on to its end."""

    def protect(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        is_postgres = editor.connection.vendor == "postgresql"
        differs = "IS DISTINCT FROM" if is_postgres else "IS NOT"
        changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in _COLUMNS)
        statements = (_POSTGRES,) if is_postgres else _SQLITE
        for statement in statements:
            editor.execute(statement.format(approved=_APPROVED, changed=changed), params=None)

    return RunPython(protect, RunPython.noop)
