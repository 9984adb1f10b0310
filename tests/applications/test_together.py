"""Writing together: a supplier is exchanged and leaves a trail, single pages are opened, earlier answers come back."""

from datetime import timedelta

import pytest

from gonggo.applications import commands, queries, sealed
from gonggo.applications.models import OpenedSection, Party
from gonggo.applications.standing import standing
from gonggo.intake import queries as door
from gonggo.intake.models import PersonEpoch
from gonggo.journal.queries import timeline
from gonggo.kernel.refusal import OutOfReach, Refused
from personas import NOW, a_brn, a_colleague_of, an_owner
from world import a_draft, a_ready_application, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
REASON = "솔루션의 기능이 맞지 않음"


def exchange(consortium, *, by=None, brn="", reason=REASON, party_id=None, at=NOW) -> Party:
    leaving = party_id or Party.objects.get(company_id=consortium.supplier.company.id).id
    return commands.exchange_party(
        application_id=consortium.id,
        party_id=leaving,
        brn=brn or a_brn(),
        email="new@example.kr",
        reason=reason,
        by=(by or consortium.adopter).actor,
        at=at,
    )


def open_plan(consortium, *, section="goal", company=None, by=None) -> OpenedSection:
    return commands.open_section(
        application_id=consortium.id,
        section=section,
        company_id=(company or consortium.supplier).company.id,
        by=(by or consortium.adopter).actor,
        at=NOW,
    )


def close_plan(consortium) -> OpenedSection:
    return commands.close_section(
        application_id=consortium.id,
        section="goal",
        company_id=consortium.supplier.company.id,
        by=consortium.adopter.actor,
        at=NOW,
    )


def save(consortium, persona, value: str, *, base: int = 0) -> None:
    commands.save_answers(
        application_id=consortium.id,
        section="goal",
        values={"plan-goal": value},
        base={"plan-goal": base},
        by=persona.actor,
        at=NOW,
    )


def goal(consortium) -> list[tuple[str, object]]:
    steps = door.draft_history(queries.ref_of(consortium.id), consortium.adopter.company.id, "plan-goal")
    return [(step.value, step.saved_by) for step in steps]


def refused(act) -> str:
    with pytest.raises(Refused) as no:
        act()
    return no.value.code


@pytest.mark.clause("3-consortium")
def test_supplier_is_exchanged_in_one_step_and_leaves_a_trail():
    consortium = a_ready_application()
    other = an_owner("최새봄", company_name="새봄기술")

    coming = exchange(consortium, brn=other.company.brn)
    commands.accept_party(party_id=coming.id, by=other.actor, at=NOW)

    (trail,) = standing(consortium.id, of=consortium.adopter.actor, at=NOW).exchanges
    assert (trail.out_company_id, trail.in_company_id) == (consortium.supplier.company.id, other.company.id)
    assert (trail.reason, trail.at) == (REASON, NOW)
    told = {entry.name: entry.data for entry in timeline(queries.ref_of(consortium.id))}
    assert told["application.party_exchanged"]["reason"] == REASON
    assert sealed.open_revision(consortium.id) is None
    with pytest.raises(OutOfReach):
        queries.within_reach(consortium.id, of=consortium.supplier.actor)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"reason": " "}, "exchange_reason_missing"),
        ({"reason": "가" * 501}, "exchange_reason_missing"),
        ({"brn": "1"}, "brn_invalid"),
    ],
)
def test_exchange_with_a_bad_field_is_refused_and_the_supplier_stays(given, code):
    consortium = a_ready_application()

    assert refused(lambda: exchange(consortium, **given)) == code
    assert {p.company_id for p in queries.parties_of(consortium.application)} == {
        consortium.adopter.company.id,
        consortium.supplier.company.id,
    }
    assert sealed.open_revision(consortium.id) is not None


def test_exchange_for_the_same_company_of_the_lead_by_a_supplier_or_late_is_refused():
    consortium = a_ready_application()
    lead = Party.objects.get(application_id=consortium.id, is_lead=True)
    closes = door.gate(queries.ref_of(consortium.id)).closes_at

    assert refused(lambda: exchange(consortium, brn=consortium.supplier.company.brn)) == "party_twice"
    assert refused(lambda: exchange(consortium, party_id=lead.id)) == "exchange_supplier_only"
    assert refused(lambda: exchange(consortium, by=consortium.supplier)) == "lead_company_only"
    assert refused(lambda: exchange(consortium, at=closes)) == "consortium_closed"
    exchange(consortium, at=closes - timedelta(microseconds=1))


@pytest.mark.clause("3-joint")
def test_opened_page_is_written_by_the_supplier_and_shows_who_wrote():
    consortium = a_draft()
    save(consortium, consortium.adopter, "우리 목표")
    open_plan(consortium)

    save(consortium, consortium.supplier, "함께 세운 목표", base=1)

    assert goal(consortium) == [
        ("우리 목표", consortium.adopter.person.id),
        ("함께 세운 목표", consortium.supplier.person.id),
    ]


def test_page_that_was_not_opened_does_not_exist_for_the_supplier():
    consortium = a_draft()
    open_plan(consortium)

    for act in (
        lambda: commands.save_answers(
            application_id=consortium.id,
            section="use",
            values={"use-plan": "남의 쪽"},
            base={},
            by=consortium.supplier.actor,
            at=NOW,
        ),
        lambda: commands.grant_draft(
            application_id=consortium.id, section="use", session_key="s", by=consortium.supplier.actor, at=NOW
        ),
    ):
        with pytest.raises(OutOfReach):
            act()


def test_closed_page_takes_the_suppliers_rights_away_at_the_door():
    consortium = a_draft()
    colleague = a_colleague_of(consortium.supplier)
    open_plan(consortium)
    for persona in (consortium.supplier, colleague):
        commands.grant_draft(application_id=consortium.id, section="goal", session_key="s", by=persona.actor, at=NOW)
    where = {"subject_id": consortium.id, "person_id__in": [consortium.supplier.person.id, colleague.person.id]}
    before = list(PersonEpoch.objects.filter(**where).order_by("person_id").values_list("epoch", flat=True))

    close_plan(consortium)

    after = list(PersonEpoch.objects.filter(**where).order_by("person_id").values_list("epoch", flat=True))
    assert after == [epoch + 1 for epoch in before]
    with pytest.raises(OutOfReach):
        save(consortium, consortium.supplier, "아직 쓸 수 있나")
    assert refused(lambda: close_plan(consortium)) == "section_closed_again"


def test_page_with_contacts_a_page_twice_and_a_page_by_the_supplier_are_not_opened():
    consortium = a_draft()
    open_plan(consortium)

    assert refused(lambda: open_plan(consortium, section="company")) == "section_personal"
    assert refused(lambda: open_plan(consortium)) == "section_open_already"
    assert refused(lambda: open_plan(consortium, section="use", by=consortium.supplier)) == "lead_company_only"
    for given in ({"section": "solution"}, {"company": consortium.adopter}):
        with pytest.raises(OutOfReach):
            open_plan(consortium, **given)
    assert OpenedSection.objects.count() == 1


def test_exchanged_supplier_writes_no_opened_page_any_more():
    consortium = a_draft()
    open_plan(consortium)

    exchange(consortium)

    assert not OpenedSection.objects.filter(closed_at=None).exists()


def restore(consortium, persona, revision: int, base: int) -> None:
    commands.restore_answer(
        application_id=consortium.id,
        section="goal",
        key="plan-goal",
        revision=revision,
        base=base,
        by=persona.actor,
        at=NOW,
    )


def test_earlier_answer_stands_again_as_a_new_revision_and_nothing_is_rewritten():
    consortium = a_draft()
    save(consortium, consortium.adopter, "첫 목표")
    save(consortium, consortium.adopter, "둘째 목표", base=1)

    restore(consortium, consortium.colleague, 1, 2)

    people = (consortium.adopter.person.id, consortium.adopter.person.id, consortium.colleague.person.id)
    assert goal(consortium) == list(zip(("첫 목표", "둘째 목표", "첫 목표"), people, strict=True))


def test_restore_over_what_somebody_else_saved_meanwhile_keeps_both_texts():
    consortium = a_draft()
    save(consortium, consortium.adopter, "첫 목표")
    save(consortium, consortium.adopter, "둘째 목표", base=1)
    save(consortium, consortium.colleague, "동료의 목표", base=2)

    assert refused(lambda: restore(consortium, consortium.adopter, 1, 2)) == "draft_conflict"
    assert queries.draft_of(consortium.again()).answers[consortium.adopter.company.id]["plan-goal"] == "동료의 목표"


def test_restore_of_a_revision_that_is_not_there_or_of_anothers_page_changes_nothing():
    consortium = a_draft()
    write(consortium, consortium.adopter)
    before = goal(consortium)

    assert refused(lambda: restore(consortium, consortium.adopter, 9, 1)) == "version_unknown"
    with pytest.raises(OutOfReach):
        restore(consortium, consortium.supplier, 1, 1)
    assert goal(consortium) == before
