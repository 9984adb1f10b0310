"""Conflicts, filed sheets and results only grow: the database itself refuses anything else."""

from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_initial"), ("journal", "0002_append_only")]

    operations = [
        append_only(f"evaluation_{table}") for table in ("conflict", "sheet", "stageresult", "stageskipped", "bonus")
    ]
