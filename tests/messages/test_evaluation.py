"""A company is told of its visit, and that it is off; nobody of a committee. Who sits in a panel is told so."""

from datetime import timedelta

import pytest

from evaluations import (
    OPENS,
    PLANNED,
    Assessment,
    an_application,
    an_assessment,
    an_evaluator,
    an_open_panel,
    decided,
    form,
    put,
)
from gonggo.evaluation import commands
from gonggo.evaluation.definition import Stage
from gonggo.journal.commands import deliver
from gonggo.journal.models import Delivery
from gonggo.kernel.clock import machine_now
from gonggo.messages.models import Mail
from personas import a_colleague_of, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def on(db: None) -> Assessment:
    return an_assessment()


def delivered() -> None:
    """Every waiting fact reaches its readers; none fails."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    assert list(Delivery.objects.filter(done_at=None).values_list("reader", "trouble")) == []


def told(template: str) -> list[str]:
    return sorted(Mail.objects.filter(template=template).values_list("to", flat=True))


@pytest.mark.clause("7-site")
def test_the_writers_of_the_lead_company_read_the_day_and_not_who_comes(on):
    lead, partner = an_owner(at=PLANNED), an_owner(at=PLANNED)
    colleague = a_colleague_of(lead)
    application = an_application(on, lead, partner)
    panel = form(on, Stage.SITE)
    put(on, panel, application)

    delivered()

    assert told("visit_planned") == sorted([lead.person.email, colleague.person.email])
    mail = Mail.objects.get(template="visit_planned", to=lead.person.email)
    assert "2024. 5. 20.(월)" in mail.subject
    assert all(said in mail.body for said in (application.number, f"/go/application/{application.id}"))
    assert (told("visit_off"), "한평가" in mail.body) == ([], False)


def test_a_visit_that_is_off_is_told_too(on):
    lead = an_owner(at=PLANNED)
    application = an_application(on, lead)
    panel = form(on, Stage.SITE)
    put(on, panel, application)
    commands.take_out(panel_id=panel.id, application_id=application.id, by=on.officer.actor, at=PLANNED)

    delivered()

    assert told("visit_off") == [lead.person.email]


@pytest.mark.clause("7-written")
def test_nobody_is_told_when_a_committee_gets_an_application(on):
    application = an_application(on)
    decided(on, Stage.SITE, application, 70, 70)
    delivered()
    before = Mail.objects.count()

    put(on, form(on, Stage.WRITTEN), application)
    delivered()

    assert Mail.objects.count() == before


def test_who_is_seated_reads_what_when_and_where_and_who_is_substituted_that_it_is_off(on):
    application = an_application(on)
    panel, (first, _) = an_open_panel(on, Stage.SITE, application)
    late = an_evaluator(on, operator=on.visits)
    commands.substitute(seat_id=first.id, evaluator_id=late.id, by=on.officer.actor, at=OPENS)

    delivered()

    seated = [on.people[one].person.email for one in on.people]
    assert told("panel_seated") == sorted(seated)
    assert told("panel_unseated") == [on.member(first).person.email]
    assert told("panel_open") == sorted(on.people[one].person.email for one in on.people if one != first.evaluator_id)
    mail = Mail.objects.get(template="panel_seated", to=on.people[late.id].person.email)
    label = on.rules.stage(Stage.SITE).label.ko
    assert all(one in mail.subject for one in (label, "2024. 5. 20.(월)"))
    assert all(one in mail.body for one in (panel.name, f"/go/panel/{panel.id}"))
