from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="LoadedVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80)),
                ("version", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("content", models.TextField()),
                ("kind", models.CharField(max_length=20)),
                ("issued_on", models.DateField()),
                ("reason_ko", models.TextField()),
                ("reason_en", models.TextField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "version"), name="program_version_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("notice", "amendment", "extension"))),
                        name="program_version_kind",
                    ),
                    models.CheckConstraint(condition=models.Q(("version__gte", 1)), name="program_version_from_one"),
                ],
            },
        ),
    ]
