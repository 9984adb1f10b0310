from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]

    operations = [append_only("programs_loadedversion")]
