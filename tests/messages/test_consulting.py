"""Facts of consulting become mails to those concerned, once each."""

from datetime import timedelta

import pytest

from consultings import ASKED_AT, PARTS, VISIT_DAY, VISIT_ON, an_expert, asked, assigned, desks, reported
from gonggo.consulting import commands
from gonggo.journal.commands import deliver
from gonggo.journal.models import Delivery
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None):
    return desks()


def delivered() -> None:
    """Every waiting fact reaches its readers; none fails."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    assert list(Delivery.objects.filter(done_at=None).values_list("reader", "trouble")) == []


def told(template: str) -> list[str]:
    """Who got this mail."""
    return sorted(Mail.objects.filter(template=template).values_list("to", flat=True))


def addresses(*personas) -> list[str]:
    return sorted(persona.person.email for persona in personas)


def test_the_way_to_a_report_is_told_to_those_concerned_and_nobody_else(on):
    reported(on)

    delivered()

    assert told("consulting_asked") == addresses(on.officer)
    assert told("consulting_accepted") == addresses(on.company, on.colleague)
    assert told("consulting_planned") == addresses(on.company, on.colleague)
    assert told("consulting_visit") == addresses(on.expert)
    assert told("consulting_visit_off") == []
    assert told("consulting_reported") == addresses(on.company, on.colleague)


@pytest.mark.clause("A1-email")
def test_the_company_reads_the_day_and_the_expert_and_the_way_to_its_page(on):
    request = assigned(on)

    delivered()

    mail = Mail.objects.get(template="consulting_planned", to=on.company.person.email)
    assert "2024. 4. 17.(수)" in mail.subject
    assert all(
        said in mail.body for said in ("오전문", on.program.operators[0].name.ko, f"/go/consulting/{request.id}")
    )


def test_another_expert_is_told_to_the_company_to_the_new_one_and_to_the_former(on):
    request, other = assigned(on), an_expert(on.operator, "정새로")
    delivered()
    Mail.objects.all().delete()

    commands.reassign(
        request_id=request.id,
        expert_id=other.person.id,
        on=VISIT_ON,
        day_off_agreed=False,
        by=on.officer.actor,
        at=ASKED_AT,
    )
    delivered()

    assert told("consulting_planned") == addresses(on.company, on.colleague)
    assert told("consulting_visit") == addresses(other)
    assert told("consulting_visit_off") == addresses(on.expert)


def test_a_refusal_tells_its_reason_and_until_when_another_can_be_asked(on):
    commands.decline(request_id=asked(on).id, reason="전문가가 모자랍니다", by=on.officer.actor, at=ASKED_AT)

    delivered()

    body = Mail.objects.get(template="consulting_declined", to=on.company.person.email).body
    assert "전문가가 모자랍니다" in body
    assert "2024-04-22" in body


def test_a_cancelled_request_is_told_to_the_operator_and_the_expert(on):
    commands.cancel(request_id=assigned(on).id, by=on.company.actor, at=ASKED_AT)

    delivered()

    assert told("consulting_cancelled") == addresses(on.officer)
    assert told("consulting_visit_off") == addresses(on.expert)


def test_a_corrected_report_is_told_with_its_version(on):
    request = reported(on)
    commands.correct_report(
        request_id=request.id, parts=PARTS, reason="숫자가 틀렸음", by=on.expert.actor, at=VISIT_DAY
    )

    delivered()

    bodies = Mail.objects.filter(template="consulting_reported", to=on.company.person.email).values_list(
        "body", flat=True
    )
    assert sorted("2판" in body for body in bodies) == [False, True]
