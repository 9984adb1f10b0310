"""The costs: laid out, cut with reasons, answered, settled; never above the application nor the notice."""

import pytest
from django.db import IntegrityError, transaction

from agreeing import MONEY, RESULT, Agreeing, an_agreement, laid_out
from gonggo.agreements import commands
from gonggo.agreements.commands import Cut
from gonggo.agreements.models import Agreement
from gonggo.agreements.queries import lines
from gonggo.agreements.states import AgreementState
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import Refused
from gonggo.parties.commands import grant_role
from personas import a_colleague_of

pytestmark = pytest.mark.django_db(databases=["default", "door"])

LABOUR, OUTSOURCING = "labour", "outsourcing"
CUT = Cut(LABOUR, 40_000_000, 39_000_000, 20_000_000, "인건비 단가가 높음")


def the(made: Agreeing) -> dict:
    return {"agreement_id": made.agreement_id, "at": RESULT}


def refused(code: str, made: Agreeing, command, **said) -> Refused:
    """It is refused, and neither rows nor journal have changed."""
    before = stood(made)
    with pytest.raises(Refused) as caught:
        command(**said)
    assert caught.value.code == code
    assert stood(made) == before
    return caught.value


def stood(made: Agreeing) -> tuple:
    rows = Agreement.objects.values().get(id=made.agreement_id), list(made.row.lines.values())
    return *rows, Entry.objects.filter(subject_id=made.agreement_id).count()


def test_the_lead_lays_out_what_it_applied_for_and_nothing_else():
    made = an_agreement()
    lay = {**the(made), "by": made.adopter.actor}

    short = {LABOUR: MONEY | {"cash": 39_999_999}}
    assert refused("budget_sum_differs", made, commands.lay_out, amounts=short, **lay).facts["laid"] == 39_999_999
    refused("budget_line_unknown", made, commands.lay_out, amounts={"gifts": MONEY}, **lay)
    refused("won_not_whole", made, commands.lay_out, amounts={LABOUR: MONEY | {"cash": 0.5}}, **lay)
    refused("won_negative", made, commands.lay_out, amounts={LABOUR: MONEY | {"cash": -1}}, **lay)
    refused("lead_company_only", made, commands.lay_out, amounts={LABOUR: MONEY}, **the(made), by=made.supplier.actor)
    refused("wrong_role", made, commands.lay_out, amounts={LABOUR: MONEY}, **the(made), by=made.reviewer.actor)
    viewer = a_colleague_of(made.adopter, role=Role.COMPANY_VIEWER)
    refused("wrong_role", made, commands.lay_out, amounts={LABOUR: MONEY}, **the(made), by=viewer.actor)

    commands.lay_out(amounts={LABOUR: MONEY}, **lay)

    assert made.terms.state is AgreementState.COST_REVIEW
    assert sum(line.total for line in lines(made.agreement_id)) == sum(MONEY.values())
    refused("wrong_state", made, commands.lay_out, amounts={LABOUR: MONEY}, **lay)


def test_a_budget_that_is_passed_stays_as_it_was_laid_out():
    made = laid_out(an_agreement())

    commands.pass_budget(**the(made), by=made.reviewer.actor)

    assert (made.terms.state, made.terms.government) == (AgreementState.PAPERS, MONEY["government"])
    refused("wrong_state", made, commands.pass_budget, **the(made), by=made.reviewer.actor)


@pytest.mark.clause("2-new")
def test_cuts_need_a_reason_stay_below_the_application_and_within_the_share():
    made = laid_out(an_agreement())
    by = {**the(made), "by": made.reviewer.actor}

    refused("nothing_cut", made, commands.cut, cuts=[], **by)
    refused("cut_reason_missing", made, commands.cut, cuts=[Cut(LABOUR, 1, 0, 0, " ")], **by)
    above = Cut(LABOUR, 50_000_001, 39_000_000, 20_000_000, "더 필요함")
    refused("above_application", made, commands.cut, cuts=[above], **by)
    refused("won_not_whole", made, commands.cut, cuts=[Cut(LABOUR, 0.5, 0, 0, "반 원")], **by)
    refused("budget_line_unknown", made, commands.cut, cuts=[Cut("gifts", 0, 0, 0, "없음")], **by)
    more_than_half = Cut(LABOUR, 50_000_000, 39_000_000, 5_000_000, "현물을 인정하지 않음")
    assert str(refused("share_exceeded", made, commands.cut, cuts=[more_than_half], **by).basis) == "2-new"
    refused("wrong_role", made, commands.cut, cuts=[CUT], **the(made), by=made.officer.actor)
    refused("wrong_role", made, commands.cut, cuts=[CUT], **the(made), by=made.adopter.actor)

    commands.cut(cuts=[CUT], **by)

    terms, budget = made.terms, lines(made.agreement_id)
    assert (terms.state, terms.government, terms.total) == (AgreementState.ANSWERING, 40_000_000, 100_000_000)
    assert (budget[0].reason, budget[1].reason) == (CUT.reason, "")
    assert sum(line.total for line in budget) == terms.total


def test_a_reviewer_of_a_company_of_the_agreement_reviews_nothing():
    made = laid_out(an_agreement())
    grant_role(
        person_id=made.reviewer.person.id,
        organisation=made.supplier.company.ref,
        role=Role.COMPANY_VIEWER,
        by=SYSTEM,
        at=RESULT,
    )

    refused("own_agreement", made, commands.pass_budget, **the(made), by=made.reviewer.actor)
    refused("own_agreement", made, commands.cut, cuts=[CUT], **the(made), by=made.reviewer.actor)


def test_cuts_that_the_company_accepts_stand():
    made = laid_out(an_agreement())
    commands.cut(cuts=[CUT], **the(made), by=made.reviewer.actor)

    refused("lead_company_only", made, commands.accept_cuts, **the(made), by=made.supplier.actor)
    commands.accept_cuts(**the(made), by=made.adopter.actor)

    assert (made.terms.state, made.terms.government) == (AgreementState.PAPERS, 40_000_000)
    refused("wrong_state", made, commands.accept_cuts, **the(made), by=made.adopter.actor)


def test_cuts_that_the_company_disputes_are_settled_by_the_reviewer():
    made = laid_out(an_agreement())
    commands.cut(cuts=[CUT], **the(made), by=made.reviewer.actor)
    refused("cut_answer_missing", made, commands.dispute_cuts, says="", **the(made), by=made.adopter.actor)
    commands.dispute_cuts(says="단가는 협회 고시입니다", **the(made), by=made.adopter.actor)
    rule = {**the(made), "by": made.reviewer.actor}
    refused("ruling_reason_missing", made, commands.rule, cuts=[], reason="", **rule)

    restored = Cut(LABOUR, 45_000_000, 39_000_000, 20_000_000, "일부 인정")
    commands.rule(cuts=[restored], reason="고시를 일부 인정함", **rule)

    row = made.row
    assert (row.state, row.government, row.company_says) == (
        AgreementState.PAPERS,
        45_000_000,
        "단가는 협회 고시입니다",
    )
    facts = [one.name for one in Entry.objects.filter(subject_id=row.id).order_by("id")]
    assert facts == [
        "agreement.opened",
        "agreement.laid_out",
        "agreement.cut",
        "agreement.cost_review_answered",
        "agreement.ruled",
        "agreement.cost_settled",
    ]


@pytest.mark.clause("2-new", "2-advanced")
@pytest.mark.parametrize(
    "changed",
    [
        {"government": 60_000_001, "asked_government": 60_000_001, "cash": 90_000_000, "asked_cash": 90_000_000},
        {"cash": 29_999_999},
        {"cash": 40_000_001},
    ],
)
def test_the_database_itself_keeps_the_cap_the_share_and_the_application(changed):
    made = an_agreement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(id=made.agreement_id).update(**changed)
