"""Dated facts: what is so on which day, taking over, correcting, and who may say it."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gonggo.facts import queries
from gonggo.facts.commands import correct_company, register_company, state_fact, state_facts
from gonggo.facts.definition import FactKind, NotAFact, Source, Value
from gonggo.facts.models import Fact
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties.models import Company, Membership
from personas import NOW, a_brn, a_colleague_of, an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])
TODAY = date(2024, 4, 29)
DAY = timedelta(days=1)


def named(owner, name, since_on=TODAY, **more):
    return state_fact(
        subject=owner.company.ref, kind=FactKind.NAME, value=name, since_on=since_on, by=owner.actor, at=NOW, **more
    )


def name_on(owner, day):
    return queries.names_of([owner.company.id], day).get(owner.company.id)


def test_registering_states_what_the_certificate_says_from_the_legal_day_on(member):
    company = register_company(
        brn=a_brn(),
        name=" 하나정밀 ",
        representative="김하나",
        address="안산시",
        others={FactKind.PHONE: "031-400-1234", FactKind.OPENED_ON: date(2015, 3, 2), FactKind.BUSINESS_ITEM: " "},
        by=member.actor,
        at=NOW,
    )

    assert queries.current(company.ref, TODAY) == {
        FactKind.NAME: "하나정밀",
        FactKind.REPRESENTATIVE: "김하나",
        FactKind.ADDRESS: "안산시",
        FactKind.PHONE: "0314001234",
        FactKind.OPENED_ON: date(2015, 3, 2),
    }
    assert queries.current(company.ref, TODAY - DAY) == {}
    assert timeline(company.ref)[-1].data["kind"] == "opened_on"


def test_several_facts_of_one_day_each_take_over_in_their_kind_and_are_on_record(owner):
    state_facts(
        subject=owner.company.ref,
        values={FactKind.NAME: "나중", FactKind.PHONE: "02-123-4567"},
        since_on=TODAY + DAY,
        by=owner.actor,
        at=NOW,
    )

    assert name_on(owner, TODAY + DAY) == "나중"
    assert name_on(owner, TODAY) != "나중"
    assert queries.current(owner.company.ref, TODAY + DAY)[FactKind.PHONE] == "021234567"
    assert [one.data["kind"] for one in timeline(owner.company.ref)[-2:]] == ["name", "phone"]


def test_one_malformed_fact_among_several_leaves_all_as_they_were(owner):
    before = Fact.objects.count()
    with pytest.raises(Refused, match="fact_malformed"):
        state_facts(
            subject=owner.company.ref,
            values={FactKind.PHONE: "02-123-4567", FactKind.NAME: " "},
            since_on=TODAY + DAY,
            by=owner.actor,
            at=NOW,
        )
    assert Fact.objects.count() == before


@pytest.mark.parametrize("count", [1, 3])
def test_several_facts_are_looked_up_by_one_statement(owner, count, costs):
    values = dict(list({FactKind.NAME: "하나", FactKind.ADDRESS: "안산", FactKind.OPENED_ON: TODAY}.items())[:count])
    subject = owner.company.ref
    with costs() as found:
        state_facts(subject=subject, values=values, since_on=TODAY + DAY, by=owner.actor, at=NOW)

    assert found.count == 2, str(found)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "fact_malformed"),
        ("representative", "", "fact_malformed"),
        ("address", "가" * 301, "fact_malformed"),
    ],
)
def test_registering_with_a_malformed_fact_is_refused_at_its_field_and_leaves_no_company(member, field, value, code):
    said = {"name": "하나", "representative": "김", "address": "안산", field: value}
    with pytest.raises(Refused) as no:
        register_company(brn=a_brn(), **said, by=member.actor, at=NOW)
    assert (no.value.code, no.value.field) == (code, field)
    assert (Company.objects.count(), Membership.objects.count(), Fact.objects.count()) == (0, 0, 0)


def test_registering_of_a_taken_number_states_nothing(owner, member):
    before = Fact.objects.count()
    with pytest.raises(Refused, match="company_taken"):
        register_company(
            brn=owner.company.brn, name="가로챔", representative="나", address="곳", by=member.actor, at=NOW
        )
    assert Fact.objects.count() == before


def test_later_statement_takes_over_on_its_day_and_the_earlier_holds_the_day_before(owner):
    named(owner, "하나테크", TODAY + 10 * DAY)
    assert (name_on(owner, TODAY + 9 * DAY), name_on(owner, TODAY + 10 * DAY)) == ("하나정밀", "하나테크")


def test_statement_for_an_earlier_day_leaves_later_ones_their_days(owner):
    named(owner, "하나옛날", TODAY - 10 * DAY)
    assert [name_on(owner, TODAY + n * DAY) for n in (-11, -10, -1, 0)] == [None, "하나옛날", "하나옛날", "하나정밀"]


def test_correction_of_the_same_day_replaces_and_keeps_what_was_once_believed(owner):
    named(owner, "하나정밀(주)")
    assert name_on(owner, TODAY) == "하나정밀(주)"
    history = queries.history(owner.company.ref, FactKind.NAME)
    assert [(row.value["value"], row.since_on, row.until_on) for row in history] == [
        ("하나정밀", TODAY, TODAY),
        ("하나정밀(주)", TODAY, None),
    ]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(-5, 5), st.text("가나다라", min_size=1, max_size=3)), max_size=6))
def test_statements_in_any_order_leave_one_name_a_day_as_a_plain_replay_says(owner, said):
    """The oracle: paint each statement over the days from its first to the next later start."""
    Fact.objects.all().delete()
    painted, starts = {}, set()
    for offset, name in said:
        named(owner, name, TODAY + offset * DAY)
        end = min((s for s in starts if s > offset), default=8)
        painted.update(dict.fromkeys(range(offset, end), name))
        starts.add(offset)
    assert {n: name_on(owner, TODAY + n * DAY) for n in range(-6, 8)} == {n: painted.get(n) for n in range(-6, 8)}


def test_statement_by_a_viewer_a_stranger_or_as_another_source_is_no_and_changes_nothing(owner, stranger, colleague):
    viewer = a_colleague_of(owner, role=Role.COMPANY_VIEWER)
    before = list(Fact.objects.order_by("id").values())
    for by, error in ((viewer, Refused), (stranger, OutOfReach)):
        with pytest.raises(error):
            state_fact(subject=owner.company.ref, kind=FactKind.NAME, value="나", since_on=TODAY, by=by.actor, at=NOW)
    with pytest.raises(Refused, match="wrong_role"):
        named(colleague, "나", source=Source.TAX_SERVICE)
    with pytest.raises(OutOfReach):
        state_fact(subject=owner.person.ref, kind=FactKind.NAME, value="나", since_on=TODAY, by=owner.actor, at=NOW)
    assert list(Fact.objects.order_by("id").values()) == before


def test_statement_by_the_agency_carries_its_source(owner, agency_officer):
    fact = state_fact(
        subject=owner.company.ref,
        kind=FactKind.NAME,
        value="하나정밀 주식회사",
        since_on=TODAY,
        source=Source.CERTIFICATE,
        by=agency_officer.actor,
        at=NOW,
    )
    assert (fact.source, fact.recorded_by, fact.recorded_at) == ("certificate", agency_officer.person.id, NOW)


@pytest.mark.parametrize("count", [1, 3])
def test_names_and_facts_of_many_companies_cost_one_statement_each(count, django_assert_num_queries):
    ids = [an_owner(company_name=f"회사 {n}").company.id for n in range(count)]
    with django_assert_num_queries(1):
        assert sorted(queries.names_of(ids, TODAY).values()) == [f"회사 {n}" for n in range(count)]
    with django_assert_num_queries(1):
        assert set(queries.current_of(ids, TODAY)) == set(ids)


def test_value_of_the_wrong_shape_or_version_is_no_fact():
    with pytest.raises(NotAFact):
        Value(FactKind.OPENED_ON, "2015-03-02")
    with pytest.raises(NotAFact):
        Value.read(FactKind.NAME, {"version": 2, "value": "가"})
    kept = Value(FactKind.OPENED_ON, date(2015, 3, 2))
    assert Value.read(FactKind.OPENED_ON, kept.stored()) == kept


def corrected(owner, values, since_on=TODAY, *, by=None, at=NOW + 30 * DAY):
    return correct_company(company_id=owner.company.id, values=values, since_on=since_on, by=by or owner.actor, at=at)


def test_a_correction_states_anew_only_what_changed_and_leaves_the_past_as_it_was(owner):
    made = corrected(owner, {FactKind.NAME: "두나정밀", FactKind.REPRESENTATIVE: "김하나"}, since_on=TODAY + 10 * DAY)

    assert [(fact.kind, fact.source, fact.recorded_by) for fact in made] == [
        (FactKind.NAME, Source.STATED, owner.person.id)
    ]
    assert [name_on(owner, TODAY + days * DAY) for days in (0, 9, 10)] == ["하나정밀", "하나정밀", "두나정밀"]
    assert [one.content for one in queries.everything_stated(owner.company.ref) if one.kind is FactKind.NAME] == [
        "두나정밀",
        "하나정밀",
    ]


def test_a_correction_of_the_first_day_replaces_what_was_said_and_keeps_it_readable(owner):
    corrected(owner, {FactKind.NAME: "하나정밀(주)"}, since_on=TODAY)

    newest, oldest = [one for one in queries.everything_stated(owner.company.ref) if one.kind is FactKind.NAME]
    assert (newest.content, newest.since_on, newest.until_on) == ("하나정밀(주)", TODAY, None)
    assert (oldest.content, oldest.since_on, oldest.until_on) == ("하나정밀", TODAY, TODAY)


def test_what_only_one_program_asks_for_is_not_among_what_every_program_knows(owner):
    before = queries.everything_stated(owner.company.ref)
    state_fact(
        subject=owner.company.ref, kind="in_arrears", value="no", since_on=TODAY, by=owner.actor, at=NOW, program="x"
    )

    assert queries.everything_stated(owner.company.ref) == before


@pytest.mark.parametrize(
    ("values", "since_on", "code"),
    [
        ({FactKind.NAME: "두나정밀"}, TODAY - DAY, "fact_since_too_early"),
        ({FactKind.NAME: "두나정밀"}, TODAY + 31 * DAY, "fact_since_too_late"),
        ({FactKind.NAME: "두나정밀", FactKind.ADDRESS: "가" * 301}, TODAY, "fact_malformed"),
        ({FactKind.NAME: "두나정밀", FactKind.PHONE: "12"}, TODAY, "phone_invalid"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_as_a_whole(owner, values, since_on, code):
    before = queries.everything_stated(owner.company.ref)

    with pytest.raises(Refused) as no:
        corrected(owner, values, since_on)

    assert (no.value.code, queries.everything_stated(owner.company.ref)) == (code, before)


@pytest.mark.parametrize("days", [0, 30], ids=["the first day", "the day of saying it"])
def test_a_correction_reaches_from_the_day_the_fact_began_to_today(owner, days):
    assert len(corrected(owner, {FactKind.NAME: "두나정밀"}, TODAY + days * DAY)) == 1


@pytest.mark.parametrize("role", [Role.COMPANY_WRITER, Role.COMPANY_VIEWER, Role.COMPANY_FINANCE])
def test_only_the_manager_corrects_the_company(owner, role):
    with pytest.raises(Refused, match="wrong_role"):
        corrected(owner, {FactKind.NAME: "두나정밀"}, by=a_colleague_of(owner, role=role).actor)

    assert name_on(owner, TODAY + 30 * DAY) == "하나정밀"


def test_a_stranger_corrects_nothing(owner, stranger):
    with pytest.raises(OutOfReach):
        corrected(owner, {FactKind.NAME: "두나정밀"}, by=stranger.actor)

    assert name_on(owner, TODAY + 30 * DAY) == "하나정밀"
