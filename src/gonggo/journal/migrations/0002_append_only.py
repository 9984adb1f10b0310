"""The journal only grows: the database itself refuses anything else."""

from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [append_only("journal_entry")]
