"""The search's table, which each database has in a form of its own (pool/sql)."""

from django.db import migrations

from gonggo.journal.append_only import Statements
from gonggo.pool.search import statement


def make(apps, schema_editor):
    for one in statement("make", schema_editor.connection.vendor).split(";"):
        schema_editor.execute(one)


def unmake(apps, schema_editor):
    schema_editor.execute(statement("unmake", schema_editor.connection.vendor))


class Migration(migrations.Migration):
    dependencies = [("pool", "0001_initial")]
    operations = [Statements(make, unmake)]
