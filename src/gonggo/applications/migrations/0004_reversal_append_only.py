"""What an upheld objection undid never changes: the database itself refuses it."""

from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_reversal"), ("journal", "0002_append_only")]

    operations = [append_only("applications_reversal")]
