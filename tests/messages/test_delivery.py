"""Who is told what of a task, each to their address, nobody of what they did themselves."""

from datetime import timedelta

import pytest

from deliveries import (
    CHECKED,
    CONFIRMED,
    REPORTED,
    Delivering,
    a_delivery,
    at,
    built,
    confirmed,
    found,
    inspected,
    passed_on,
    planned,
    reported,
)
from gonggo.delivery import commands
from gonggo.journal.commands import deliver
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Delivering:
    return a_delivery()


def told(on: Delivering) -> dict[str, set[str]]:
    """template → who was told, by the name of their part, of the mails of delivery; then the queue is empty."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    parts = {getattr(on, name).person.email: name for name in ("adopter", "supplier", "operator", "officer", "lead")}
    parts[on.inspector.person.email] = "inspector"
    rows = Mail.objects.filter(template__startswith="delivery_")
    found: dict[str, set[str]] = {}
    for mail in rows:
        found.setdefault(mail.template, set()).add(parts.get(mail.to, "another"))
    rows.delete()
    return {key: people - {"another"} for key, people in found.items()}


def test_everybody_is_told_of_what_concerns_them_and_nobody_of_their_own_act(on):
    both = {"adopter", "supplier"}
    planned(on)
    found(on, commands.ask_to_correct)
    assert told(on) == {"delivery_check_planned": both, "delivery_correction_asked": both}
    found(on, commands.find_on_course, CHECKED + timedelta(days=14))
    reported(on)
    assert told(on) == {"delivery_check_passed": both, "delivery_reported": {"operator"}}
    passed_on(on)
    assert told(on) == {"delivery_passed_on": both | {"inspector", "officer", "lead"}}
    inspected(on, "supplement")
    assert told(on) == {"delivery_inspected": {"officer", "lead"}}
    confirmed(on)
    assert told(on) == {"delivery_supplement_asked": both}
    when = CONFIRMED + timedelta(days=7)
    commands.answer_supplement(delivery_id=on.id, said=built(on, when), by=on.adopter.actor, at=at(when))
    assert told(on) == {"delivery_supplement_answered": {"inspector", "officer", "lead"}}
    confirmed(inspected(on, day=when), when)
    assert told(on) == {"delivery_inspected": {"officer", "lead"}, "delivery_completed": both | {"operator"}}


def test_a_stop_and_a_report_that_is_sent_back_are_told_with_the_reason(on):
    planned(on)
    found(on, commands.propose_stop, in_good_faith=True)
    commands.go_on(check_id=on.check.id, reason="남은 일을 마칠 수 있음", by=on.lead.actor, at=at(CHECKED))
    reported(on)
    said = {"reason": "시험 결과가 빠졌음", "by": on.operator.actor, "at": at(REPORTED)}
    commands.send_back(delivery_id=on.id, **said)
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass

    bodies = {mail.template: mail.body for mail in Mail.objects.filter(to=on.adopter.person.email)}
    assert "해약 여부" in bodies["delivery_stop_proposed"]
    assert "남은 일을 마칠 수 있음" in bodies["delivery_went_on"]
    assert "시험 결과가 빠졌음" in bodies["delivery_report_sent_back"]
    assert all(f"/go/delivery/{on.id}" in body for name, body in bodies.items() if name.startswith("delivery_"))
