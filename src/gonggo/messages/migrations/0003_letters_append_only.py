"""Letters, their lines of approval and their papers never change: the database itself refuses it."""

from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("messages", "0002_letters"), ("journal", "0002_append_only")]

    operations = [append_only(f"messages_{table}") for table in ("letter", "approval", "letterpaper")]
