"""What the models say is what the migrations make."""

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db(databases=["default", "door"])
def test_no_model_waits_for_a_migration():
    said = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=said)

    assert said.getvalue().strip() == "No changes detected"
