"""What is contributed in kind, and what a company puts in of its own money, stand on accounts of their own."""

from django.db import migrations, models

from gonggo.journal.append_only import still_append_only


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0002_grants_and_clearings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='posting',
            name='posting_between_its_accounts',
        ),
        migrations.AddField(
            model_name='spending',
            name='in_kind',
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name='posting',
            name='booking',
            field=models.CharField(choices=[('committed', 'committed'), ('freed', 'freed'), ('private_paid_in', 'private_paid_in'), ('paid', 'paid'), ('spent', 'spent'), ('spending_withdrawn', 'spending_withdrawn'), ('in_kind_used', 'in_kind_used'), ('in_kind_withdrawn', 'in_kind_withdrawn'), ('advanced', 'advanced'), ('advance_repaid', 'advance_repaid'), ('own_paid_in', 'own_paid_in'), ('returned', 'returned'), ('recovered', 'recovered')], max_length=20),
        ),
        migrations.AlterField(
            model_name='posting',
            name='credit_kind',
            field=models.CharField(choices=[('budget', 'budget'), ('committed', 'committed'), ('dedicated', 'dedicated'), ('private', 'private'), ('own', 'own'), ('spent', 'spent'), ('in_kind', 'in_kind'), ('in_kind_used', 'in_kind_used'), ('returned', 'returned'), ('recovered', 'recovered')], max_length=12),
        ),
        migrations.AlterField(
            model_name='posting',
            name='debit_kind',
            field=models.CharField(choices=[('budget', 'budget'), ('committed', 'committed'), ('dedicated', 'dedicated'), ('private', 'private'), ('own', 'own'), ('spent', 'spent'), ('in_kind', 'in_kind'), ('in_kind_used', 'in_kind_used'), ('returned', 'returned'), ('recovered', 'recovered')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('booking', 'committed'), ('credit_kind', 'budget'), ('debit_kind', 'committed')), models.Q(('booking', 'freed'), ('credit_kind', 'committed'), ('debit_kind', 'budget')), models.Q(('booking', 'private_paid_in'), ('credit_kind', 'private'), ('debit_kind', 'dedicated')), models.Q(('booking', 'paid'), ('credit_kind', 'committed'), ('debit_kind', 'dedicated')), models.Q(('booking', 'spent'), ('credit_kind', 'dedicated'), ('debit_kind', 'spent')), models.Q(('booking', 'spending_withdrawn'), ('credit_kind', 'spent'), ('debit_kind', 'dedicated')), models.Q(('booking', 'in_kind_used'), ('credit_kind', 'in_kind'), ('debit_kind', 'in_kind_used')), models.Q(('booking', 'in_kind_withdrawn'), ('credit_kind', 'in_kind_used'), ('debit_kind', 'in_kind')), models.Q(('booking', 'advanced'), ('credit_kind', 'own'), ('debit_kind', 'dedicated')), models.Q(('booking', 'advance_repaid'), ('credit_kind', 'dedicated'), ('debit_kind', 'own')), models.Q(('booking', 'own_paid_in'), ('credit_kind', 'own'), ('debit_kind', 'dedicated')), models.Q(('booking', 'returned'), ('credit_kind', 'dedicated'), ('debit_kind', 'returned')), models.Q(('booking', 'recovered'), ('credit_kind', 'dedicated'), ('debit_kind', 'recovered')), _connector='OR'), name='posting_between_its_accounts'),
        ),
        still_append_only('payments_posting'),
    ]
