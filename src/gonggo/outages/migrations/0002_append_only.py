from django.db import migrations

from gonggo.journal.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("outages", "0001_initial")]

    operations = [append_only("outages_reading")]
