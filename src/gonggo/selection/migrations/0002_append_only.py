"""What was decided on ties, places and the draw only grows: the database itself refuses anything else."""

from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial"), ("journal", "0002_append_only")]

    operations = [append_only(f"selection_{table}") for table in ("seed", "tiedecision", "placesmoved")]
