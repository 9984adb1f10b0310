"""What was stated of a company's registration before facts knew their program belongs to the registration's."""

from django.db import migrations


def tell(apps, schema_editor):
    fact = apps.get_model("facts", "Fact")
    rows = apps.get_model("pool", "Registration").objects.order_by("started_at")
    for company, program in rows.values_list("company_id", "program"):
        fact.objects.filter(subject_id=company, kind="pool-registration", program="").update(program=program)


class Migration(migrations.Migration):
    dependencies = [("pool", "0004_lapse"), ("facts", "0005_of_a_program")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
