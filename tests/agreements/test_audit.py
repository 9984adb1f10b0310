"""The audit finds nothing in what came about by commands, and everything that was changed behind them."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from agreeing import RESULT, Agreeing, an_agreement, in_signing, laid_out, sign_all
from gonggo.agreements import commands
from gonggo.agreements.models import Agreement, BudgetLine, Paper, Party
from gonggo.journal.commands import record
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.clock import machine_now
from gonggo.kernel.ref import Kind, Ref
from gonggo.selection.models import Place
from gonggo.signing.models import Consent, Signing
from gonggo.wiring.audit.agreements import check

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def found() -> list[str]:
    return [finding.says.en for finding in check(RESULT)]


def test_each_state_that_commands_lead_to_is_clean_and_each_tampering_is_found():
    made = an_agreement()
    assert found() == []
    laid_out(made)
    assert found() == []
    commands.pass_budget(agreement_id=made.agreement_id, by=made.reviewer.actor, at=RESULT)
    other = in_signing(an_agreement(made.on))
    assert found() == []
    sign_all(other)
    assert found() == []

    for change, says in tampering(other):
        change()
        assert says in found()


def test_a_place_that_was_told_without_an_agreement_is_found_unless_it_was_given_up():
    made = an_agreement()
    told = Ref(Kind.APPLICATION, made.application.id)
    with transaction.atomic():
        record("selection.result", subject=told, by=SYSTEM, at=RESULT, program=made.on.program.key, outcome="selected")
    later = machine_now() + timedelta(hours=1)
    assert [one.says.en for one in check(later)] == []
    Party.objects.all().delete()
    Agreement.objects.all().delete()

    assert [one.says.en for one in check(later)] == ["A place in the published list has no agreement."]
    assert list(check(machine_now())) == []  # the fact may still be on its way
    Place.objects.update(given_up_at=RESULT, given_up_reason="그만둠")
    assert list(check(later)) == []


def tampering(made: Agreeing):
    rows, row = Agreement.objects.filter(id=made.agreement_id), made.row
    yield (
        lambda: BudgetLine.objects.filter(agreement=row, place=0).update(government=1, reason="몰래"),
        ("The lines do not add up to the whole."),
    )
    yield lambda: rows.update(last_on=date(2025, 2, 1)), "An agreement and the journal do not agree."
    yield (
        lambda: Paper.objects.filter(agreement=row, slot="account").update(ended_at=RESULT),
        ("Concluded without all papers."),
    )
    yield (
        lambda: Consent.objects.filter(subject_id=row.id, text_key="data-use").delete(),
        ("Concluded without all consents."),
    )
    yield lambda: Signing.objects.filter(subject_id=row.id).update(sha256="0" * 64), "Concluded without all signatures."
    yield (
        lambda: Place.objects.filter(application_id=row.application_id).update(outcome="reserve"),
        ("Its application has no published place."),
    )
