"""Receipts that were written together share one signature. What was signed before is a batch of its own, signed anew."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gonggo.journal.append_only import Statements, append_only

_TRIGGERS = {
    "postgresql": "DROP TRIGGER intake_event_append_only ON intake_event;"
    " DROP TRIGGER intake_event_no_truncate ON intake_event",
    "sqlite": "DROP TRIGGER intake_event_no_update",
}


def alone(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Every event of before is alone in its batch."""
    editor.execute(_TRIGGERS[editor.connection.vendor], params=None)
    editor.execute("UPDATE intake_event SET batch = id", params=None)


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_append_only")]

    operations = [
        migrations.AddField("event", "batch", models.UUIDField(null=True)),
        Statements(alone, migrations.RunPython.noop),
        # SQLite makes the table anew, and its triggers go with the old one
        migrations.AlterField("event", "batch", models.UUIDField(db_index=True)),
        append_only("intake_event"),
        migrations.DeleteModel("Signature"),
        migrations.CreateModel(
            "Signature",
            fields=[
                ("batch", models.UUIDField(primary_key=True, serialize=False)),
                ("key_id", models.CharField(max_length=80)),
                ("public_key", models.CharField(max_length=44)),
                ("signature", models.CharField(max_length=88)),
            ],
        ),
        append_only("intake_signature"),
    ]
