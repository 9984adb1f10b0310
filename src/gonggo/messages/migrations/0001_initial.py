import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Mail',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('cause', models.CharField(max_length=400, unique=True)),
                ('template', models.CharField(max_length=60)),
                ('to', models.EmailField(max_length=254)),
                ('language', models.CharField(choices=[('ko', 'ko'), ('en', 'en')], max_length=2)),
                ('subject', models.CharField(max_length=300)),
                ('body', models.TextField()),
                ('about', models.CharField(blank=True, max_length=60)),
                ('written_at', models.DateTimeField()),
                ('queued_at', models.DateTimeField()),
                ('not_before', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at', None)), fields=['not_before'], name='mail_waiting'), models.Index(fields=['-queued_at'], name='mail_newest'), models.Index(fields=['about'], name='mail_about')],
            },
        ),
    ]
