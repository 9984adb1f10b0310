"""A company asks for consulting: who, until when, whom, how often; and takes it back."""

from datetime import UTC, datetime, timedelta

import pytest

from consultings import ASKED_AT, VISIT_DAY, accepted, again, asked, assign, assigned, reported
from gonggo.consulting import commands, queries
from gonggo.consulting.models import Request, Visit
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs.commands import load
from personas import a_colleague_of, an_officer, an_owner
from small_program import written

pytestmark = pytest.mark.django_db(databases=["default", "door"])

OPENS = datetime(2024, 3, 31, 15, 0, tzinfo=UTC)  # 1 April in Seoul
LAST = datetime(2024, 4, 22, 14, 59, 59, 999_999, tzinfo=UTC)  # the end of 22 April in Seoul
A_MOMENT = timedelta(microseconds=1)


def refusal_of(act, *args, **kwargs) -> tuple[str, str]:
    """The code and the basis; nothing has changed."""
    before = (list(Request.objects.values()), list(Visit.objects.values()))
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert (list(Request.objects.values()), list(Visit.objects.values())) == before
    return refused.value.code, str(refused.value.basis or "")


@pytest.mark.clause("A1-consulting")
def test_asking_records_the_request_with_its_version_of_the_notice(on):
    request = asked(on)

    assert (request.state, request.operator, request.program_version) == ("asked", on.operator, on.program.version)
    (fact,) = timeline(queries.ref_of(request.id))
    assert (fact.name, fact.basis) == ("consulting.asked", "A1-window")
    assert "재고" not in str(fact.data)


@pytest.mark.clause("A1-window")
@pytest.mark.parametrize("at", [OPENS, LAST], ids=["the first instant", "the last instant of 22 April"])
def test_asking_inside_the_window_is_taken(on, at):
    assert asked(on, at=at).state == "asked"


@pytest.mark.clause("A1-window")
@pytest.mark.parametrize("at", [OPENS - A_MOMENT, LAST + A_MOMENT], ids=["31 March", "23 April"])
def test_asking_outside_the_window_is_refused_with_its_clause(on, at):
    assert refusal_of(asked, on, at=at) == ("consulting_window_closed", "A1-window")


@pytest.mark.clause("A1-consulting")
def test_a_supplier_cannot_ask(on):
    assert refusal_of(asked, on, role="supplier") == ("consulting_for_adopters", "A1-consulting")


@pytest.mark.parametrize("role", [Role.COMPANY_VIEWER, Role.COMPANY_FINANCE])
def test_who_does_not_write_for_the_company_cannot_ask(on, role):
    assert refusal_of(asked, on, a_colleague_of(on.company, role=role))[0] == "wrong_role"


def test_an_operator_that_the_notice_does_not_name_is_refused(on):
    assert refusal_of(asked, on, operator="nobody")[0] == "consulting_operator_unknown"


@pytest.mark.parametrize(
    ("name", "said"), [("wishes", " "), ("wishes", "가" * 301), ("looks_at", ""), ("looks_at", "가" * 1001)]
)
def test_words_that_are_missing_or_too_long_are_refused(on, name, said):
    assert refusal_of(asked, on, **{name: said})[0] == "consulting_words_missing"


@pytest.mark.parametrize("standing", [asked, accepted, assigned, reported])
def test_a_company_has_one_standing_request(on, standing):
    standing(on)

    code, basis = refusal_of(asked, on, on.colleague)

    assert (code, basis) == ("already_asked_for_consulting", "A1-consulting")


def test_after_a_refusal_another_operator_may_be_asked_but_not_the_same(on):
    commands.decline(request_id=asked(on).id, reason="전문가가 모자랍니다", by=on.officer.actor, at=ASKED_AT)

    assert refusal_of(asked, on)[0] == "consulting_operator_declined"
    assert asked(on, operator=on.program.operators[1].key).state == "asked"


def test_a_program_without_consulting_has_nothing_to_ask_for(on, tmp_path):
    other = load(written(tmp_path), by=SYSTEM, at=ASKED_AT)

    assert refusal_of(asked, on, program_key=other.key)[0] == "consulting_not_offered"


@pytest.mark.parametrize("standing", [asked, accepted, assigned])
def test_cancelling_before_the_visit_frees_the_expert_and_lets_the_company_ask_again(on, standing):
    request = standing(on)

    commands.cancel(request_id=request.id, by=on.colleague.actor, at=ASKED_AT)

    assert again(request).state == "cancelled"
    assert not Visit.objects.filter(ended_on=None).exists()
    assert queries.consulted(on.company.company.id) == []
    assert assign(on, accepted(on).id).state == "assigned"


def test_on_the_day_of_the_visit_the_request_cannot_be_cancelled_any_more(on):
    request = assigned(on)
    eve = VISIT_DAY - timedelta(days=1)

    code, _ = refusal_of(commands.cancel, request_id=request.id, by=on.company.actor, at=VISIT_DAY)

    assert code == "visit_has_begun"
    assert commands.cancel(request_id=request.id, by=on.company.actor, at=eve).state == "cancelled"


def test_who_reads_for_the_company_only_cannot_cancel(on):
    viewer = a_colleague_of(on.company, role=Role.COMPANY_VIEWER)

    assert refusal_of(commands.cancel, request_id=asked(on).id, by=viewer.actor, at=ASKED_AT)[0] == "wrong_role"


def test_a_request_exists_for_its_company_its_operator_and_its_expert_alone(on):
    request = assigned(on)
    other_key = on.program.operators[1].key
    strangers = [
        an_owner("최낯선", company_name="먼나라"),
        an_officer(Role.OPERATOR_OFFICER, kind="operator", key=other_key),
        an_officer(Role.EXPERT, kind="operator", key=other_key),
        an_officer(Role.EXPERT, kind="operator", key=on.operator),
        an_officer(Role.AGENCY_OFFICER, kind="agency"),
    ]

    for persona in (on.company, on.colleague, on.officer, on.expert):
        assert queries.request(request.id, of=persona.actor).id == request.id
    for persona in strangers:
        assert queries.requests(persona.actor) == []
        for act in (commands.accept, commands.cancel):
            with pytest.raises(OutOfReach):
                act(request_id=request.id, by=persona.actor, at=ASKED_AT)


@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_list_costs_one_statement_however_long_it_is(on, costs, count):
    for _ in range(count):
        asked(on, an_owner())

    with costs() as spent:
        assert len(queries.requests(on.officer.actor)) == count

    assert spent.count == 1, str(spent)
