"""An agreement begins with a place and falls with it."""

from datetime import date, timedelta

import pytest

from agreeing import MONEY, RESULT, Agreeing, a_concluded, a_place, an_agreement, in_signing, opened
from evaluations import PLANNED, an_application, an_assessment
from gonggo.agreements import commands, queries
from gonggo.agreements.models import Agreement
from gonggo.agreements.queries import Party
from gonggo.agreements.states import AgreementState
from gonggo.applications import commands as applications
from gonggo.journal.commands import deliver
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach
from gonggo.selection.models import Place
from gonggo.signing.queries import signing_of
from personas import an_officer, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def test_opening_takes_the_money_as_submitted_and_the_parties_lead_first():
    made = an_agreement()

    terms = made.terms

    assert (terms.government, terms.private_cash, terms.private_in_kind) == tuple(MONEY.values())
    assert terms.parties == (
        Party(made.adopter.company.id, "adopter", True),
        Party(made.supplier.company.id, "supplier", False),
    )
    assert (terms.state, terms.operator, terms.concluded_at) == (AgreementState.BUDGET, made.on.looks_after, None)
    assert (made.row.papers_due_on, made.row.conclude_by_on) == (date(2024, 7, 22), date(2024, 8, 5))


def test_opening_again_changes_nothing():
    made = an_agreement()

    again = commands.open_for_place(application_id=made.application.id, at=RESULT + timedelta(days=1))

    assert again == made.row
    assert Entry.objects.filter(name="agreement.opened").count() == 1


def test_an_application_without_a_place_opens_nothing():
    on = an_assessment()

    assert commands.open_for_place(application_id=an_application(on).id, at=RESULT) is None
    assert Agreement.objects.count() == 0


def test_a_place_given_up_before_the_agreement_lapses_it_and_opens_none_again():
    made = an_agreement()
    Place.objects.filter(application_id=made.application.id).update(given_up_at=RESULT, given_up_reason="사정")

    assert commands.lapse_given_up(application_id=made.application.id, reason="사정", at=RESULT)
    assert not commands.lapse_given_up(application_id=made.application.id, reason="사정", at=RESULT)

    assert (made.row.state, made.row.end_reason) == (AgreementState.LAPSED, "사정")


def test_terms_are_for_the_parties_their_operator_and_the_agency_alone():
    made = an_agreement()
    other = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=made.on.visits)
    stranger = an_owner(at=PLANNED)

    for one in (made.adopter, made.supplier, made.operator, made.officer, made.reviewer):
        assert queries.terms(made.agreement_id, of=one.actor).id == made.agreement_id
        seen = queries.terms_of_applications([made.application.id], of=one.actor)
        assert [terms.id for terms in seen.values()] == [made.agreement_id]
    for one in (other, stranger):
        with pytest.raises(OutOfReach):
            queries.terms(made.agreement_id, of=one.actor)
        assert queries.terms_of_applications([made.application.id], of=one.actor) == {}


def test_a_list_costs_the_same_for_one_and_for_three(costs):
    made = an_agreement()
    with costs() as one:
        assert len(queries.agreements(of=SYSTEM)) == 1
    for _ in range(2):
        opened(a_place(made.on, an_owner(at=PLANNED)))

    with costs() as three:
        assert len(queries.agreements(of=SYSTEM)) == 3
    assert one.count == three.count == 2


def test_a_concluded_agreement_says_when_it_ends():
    terms = a_concluded().terms

    assert (terms.begins_on, terms.last_on, terms.total) == (date(2024, 8, 1), date(2025, 2, 1), 110_000_000)
    assert sum(line.total for line in queries.lines(terms.id)) == terms.total


def reassigned(made: Agreeing, operator: str) -> None:
    told = {"application_id": made.application.id, "reason": "수행기관을 바꿈", "by": made.officer.actor}
    applications.reassign(operator=operator, **told, at=RESULT)
    deliver(now=machine_now())


def another_operator(made: Agreeing) -> str:
    return next(one.key for one in made.on.program.operators if one.key != made.row.operator)


def test_an_agreement_follows_its_task_to_another_operator():
    made = a_concluded()
    after = another_operator(made)
    reassigned(made, after)

    assert (made.row.operator, made.terms.operator, made.row.state) == (after, after, "concluded")
    with pytest.raises(OutOfReach):
        queries.within_reach(made.agreement_id, of=made.operator.actor)
    assert not commands.follow_operator(application_id=made.application.id, at=RESULT)


def test_what_waits_for_the_signature_of_an_operator_that_has_gone_is_prepared_anew():
    made = in_signing()
    reassigned(made, another_operator(made))

    signing = signing_of(made.row.ref)
    assert signing is not None
    assert (made.row.state, signing.state) == ("papers", "void")
