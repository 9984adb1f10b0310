"""A decision on an agreement is told to each company that it binds, in a letter of its own."""

from django.db import migrations, models

from gonggo.journal.append_only import still_append_only


class Migration(migrations.Migration):

    dependencies = [
        ('messages', '0006_letters_of_agreements'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='letter',
            name='one_letter_of_a_decision',
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('cause', 'subject', 'company_id'), name='one_letter_of_a_decision'),
        ),
        still_append_only('messages_letter'),
    ]
