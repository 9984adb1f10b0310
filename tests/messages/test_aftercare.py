"""Who is told what in aftercare."""

from datetime import date, timedelta

import pytest

from caring import Caring, an_aftercare, asked, consented, filed, missed
from deliveries import at
from gonggo.aftercare import commands
from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "door"])
DAY = date(2025, 3, 6)


@pytest.fixture
def on(db: None) -> Caring:
    return an_aftercare()


def told(on: Caring) -> dict[str, set[str]]:
    """template → who was told, by their part; then the queue is empty."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    parts = {getattr(on, name).person.email: name for name in ("adopter", "supplier", "operator", "officer")}
    rows = Mail.objects.filter(template__startswith="aftercare_")
    found: dict[str, set[str]] = {}
    for mail in rows:
        found.setdefault(mail.template.removeprefix("aftercare_"), set()).add(parts.get(mail.to, "another"))
    rows.delete()
    return {key: people - {"another"} for key, people in found.items()}


def test_reports_are_reminded_to_the_adopter_and_what_came_or_not_is_told_to_the_operator(on):
    assert told(on) == {"opened": {"adopter", "supplier"}}
    commands.remind_due(now=at(on.report().opens_on))
    assert told(on) == {"report_reminded": {"adopter"}}
    filed(on)
    missed(on, 2)
    assert told(on) == {"report_submitted": {"operator"}, "report_missed": {"adopter", "operator"}}


def test_a_reminder_says_by_when_and_leads_to_the_page(on):
    commands.remind_due(now=at(on.report().opens_on))
    told_in = Mail.objects.filter(template="aftercare_report_reminded")
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass

    mail = told_in.get()
    assert ("2026. 2. 3." in mail.subject, f"/go/aftercare/{on.id}" in mail.body) == (True, True)


def test_each_side_of_a_request_is_told_of_what_the_other_did_and_the_offices_of_a_consent_withdrawn(on):
    told(on)
    request = asked(on)
    assert told(on) == {"request_asked": {"supplier"}}
    supplier = {"request_id": request.id, "by": on.supplier.actor, "at": at(DAY)}
    commands.answer(text="내일까지 고칩니다", **supplier)
    commands.finish(text="고쳤습니다", **supplier)
    assert told(on) == {"request_answered": {"adopter"}, "request_done": {"adopter"}}
    commands.reopen(request_id=request.id, text="아직입니다", by=on.adopter.actor, at=at(DAY))
    assert told(on) == {"request_reopened": {"supplier"}}
    consented(on)
    commands.withdraw_data_consent(aftercare_id=on.id, by=on.adopter.actor, at=at(DAY))
    assert told(on) == {"data_consent_withdrawn": {"operator", "officer"}}
