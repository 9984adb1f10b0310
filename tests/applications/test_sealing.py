"""The check page: what is missing is said, what is complete is sealed, and consents hold for exactly that."""

from datetime import timedelta

import pytest

from gonggo.applications import commands, form, queries, sealed
from gonggo.intake import queries as door
from gonggo.intake.queries import Revision
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.parties import commands as parties
from gonggo.parties.queries import members_of
from personas import NOW, a_colleague_of, an_owner
from world import a_complete_draft, a_draft, a_ready_application, consent, join, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def gaps_of(consortium) -> list[tuple[str, str, str]]:
    found = form.gaps(queries.draft_of(consortium.again()))
    return [(gap.code, gap.place, gap.item) for gap in found]


def seal(consortium, by=None) -> Revision:
    return commands.seal(application_id=consortium.id, by=(by or consortium.adopter).actor, at=NOW)


def grant(consortium, by=None, *, stepped_up=True) -> str:
    return commands.grant_submit(
        application_id=consortium.id,
        session_key="a-session",
        stepped_up_at=machine_now() if stepped_up else None,
        by=(by or consortium.adopter).actor,
        at=NOW,
    )


def refused(act) -> Refused:
    with pytest.raises(Refused) as no:
        act()
    return no.value


def test_complete_draft_has_no_gaps_and_is_sealed_with_both_parties():
    consortium = a_complete_draft()

    assert gaps_of(consortium) == []
    revision = seal(consortium)

    assert (revision.number, [party["role"] for party in revision.content["parties"]]) == (1, ["adopter", "supplier"])
    assert door.gate(queries.ref_of(consortium.id)).sealed_id == revision.id


@pytest.mark.clause("5-documents")
def test_missing_paper_is_named_by_party_and_slot_and_nothing_is_sealed():
    consortium = a_complete_draft()
    slot = next(p.slot for p in consortium.program.papers_of("supplier") if p.kind == "upload")
    commands.remove_paper(application_id=consortium.id, slot=slot, by=consortium.supplier.actor, at=NOW)

    no = refused(lambda: seal(consortium))

    supplier = consortium.supplier.actor.company_id
    assert [(gap.code, gap.company_id, gap.item) for gap in no.facts["gaps"]] == [("paper_missing", supplier, slot)]
    assert sealed.open_revision(consortium.id) is None


@pytest.mark.clause("3-consortium")
def test_application_without_a_supplier_is_not_sealed():
    consortium = a_complete_draft()
    commands.leave_party(application_id=consortium.id, by=consortium.supplier.actor, at=NOW)

    no = refused(lambda: seal(consortium))

    assert [(gap.code, str(gap.basis)) for gap in no.facts["gaps"]] == [("supplier_missing", "3-consortium")]


@pytest.mark.clause("2-new")
@pytest.mark.parametrize(
    ("government", "cash", "in_kind", "codes"),
    [
        ("60000000", "40000000", "20000000", []),
        ("60000001", "40000001", "20000000", ["cap_exceeded"]),
        ("50000001", "30000000", "20000000", ["share_exceeded"]),
        ("50,000,000원", "30,000,000", "20,000,000", []),
    ],
)
def test_money_is_held_to_cap_and_share_at_the_won(government, cash, in_kind, codes):
    consortium = a_complete_draft()
    write(consortium, consortium.adopter, {"government": government, "cash": cash, "in_kind": in_kind})

    assert [code for code, _, _ in gaps_of(consortium)] == codes


@pytest.mark.clause("2-advanced")
@pytest.mark.parametrize(("government", "codes"), [("100000000", []), ("100000001", ["cap_exceeded"])])
def test_money_of_advanced_has_its_own_cap_and_the_earlier_task_is_asked(government, codes):
    consortium = a_complete_draft(track="advanced")
    write(consortium, consortium.adopter, {"government": government, "cash": "100000000", "in_kind": "50000000"})

    assert [code for code, _, _ in gaps_of(consortium)] == codes
    asked = {s.key for s in consortium.program.sections_of("adopter", "advanced")} - {
        s.key for s in consortium.program.sections_of("adopter", "new")
    }
    assert asked == {"earlier-task"}


def test_same_content_sealed_again_is_the_same_revision():
    consortium = a_complete_draft()

    first, second = seal(consortium), seal(consortium, consortium.colleague)

    assert (second.id, second.number) == (first.id, 1)


def test_edit_leaves_the_sealed_revision_as_it_is_until_a_new_seal():
    consortium = a_complete_draft()
    first = seal(consortium)
    write(consortium, consortium.colleague, {"task-title": "새 이름"})

    before = sealed.open_revision(consortium.id)
    second = seal(consortium)

    assert before.content == first.content
    assert (second.number, second.content["title"]) == (2, "새 이름")
    assert sealed.revision(first.id).content == first.content


def test_right_to_submit_is_given_when_every_company_has_consented():
    assert grant(a_ready_application()).count(".") == 2


@pytest.mark.clause("3-consortium")
def test_right_to_submit_without_the_suppliers_consent_is_refused():
    consortium = a_complete_draft()
    seal(consortium)
    consent(consortium, consortium.adopter)

    no = refused(lambda: grant(consortium))

    assert (no.code, no.facts["companies"]) == ("consents_missing", consortium.supplier.company.brn)


def test_consent_to_a_part_that_changed_while_reading_is_refused():
    consortium = a_complete_draft()
    shown = form.part_digest(seal(consortium).content, consortium.supplier.actor.company_id)
    write(consortium, consortium.adopter, {"plan-goal": "다른 목표"})
    seal(consortium)

    no = refused(
        lambda: commands.consent(
            application_id=consortium.id,
            part_digest=shown,
            language="ko",
            stepped_up_at=machine_now(),
            by=consortium.supplier.actor,
            at=NOW,
        )
    )

    assert no.code == "consent_stale"


@pytest.mark.parametrize("stepped_up_at", [None, machine_now() - timedelta(hours=2)])
def test_consent_without_a_recent_step_up_is_refused_and_none_is_kept(stepped_up_at):
    consortium = a_complete_draft()
    standing = seal(consortium)
    part = form.part_digest(standing.content, consortium.adopter.actor.company_id)

    no = refused(
        lambda: commands.consent(
            application_id=consortium.id,
            part_digest=part,
            language="ko",
            stepped_up_at=stepped_up_at,
            by=consortium.adopter.actor,
            at=NOW,
        )
    )

    assert no.code == "step_up_missing"
    assert [c.stands for c in sealed.consent_states(consortium.again(), standing)] == [False, False]


def test_partners_edit_of_its_own_part_leaves_the_others_consent_standing():
    consortium = a_ready_application()
    write(consortium, consortium.supplier, {"solution-name": "새 솔루션"})

    standing = seal(consortium)

    states = {c.role: (c.stands, c.is_stale) for c in sealed.consent_states(consortium.again(), standing)}
    assert states == {"adopter": (True, False), "supplier": (False, True)}


def test_edit_of_the_plan_makes_every_consent_stale():
    consortium = a_ready_application()
    write(consortium, consortium.adopter, {"plan-goal": "다른 목표"})

    standing = seal(consortium)

    assert [c.is_stale for c in sealed.consent_states(consortium.again(), standing)] == [True, True]


def test_withdrawn_consent_takes_every_right_to_submit_away():
    consortium = a_ready_application()
    epoch = door.gate(queries.ref_of(consortium.id)).epoch

    commands.withdraw_consent(application_id=consortium.id, by=consortium.supplier.actor, at=NOW)

    assert door.gate(queries.ref_of(consortium.id)).epoch == epoch + 1
    assert refused(lambda: grant(consortium)).code == "consents_missing"


def test_withdrawing_a_consent_twice_is_refused():
    consortium = a_ready_application()
    commands.withdraw_consent(application_id=consortium.id, by=consortium.supplier.actor, at=NOW)

    epoch = door.gate(queries.ref_of(consortium.id)).epoch

    no = refused(lambda: commands.withdraw_consent(application_id=consortium.id, by=consortium.supplier.actor, at=NOW))

    assert (no.code, door.gate(queries.ref_of(consortium.id)).epoch) == ("consent_missing", epoch)


@pytest.mark.parametrize("how", ["leaves", "is_removed"])
def test_what_was_sealed_with_a_company_that_is_gone_cannot_be_submitted(how):
    consortium, newcomer = a_ready_application(), an_owner(company_name="세움")
    adopter, supplier = consortium.adopter.actor, consortium.supplier
    if how == "leaves":
        commands.leave_party(application_id=consortium.id, by=supplier.actor, at=NOW)
    else:
        party = next(p for p in queries.parties_of(consortium.application) if p.company_id == supplier.company.id)
        commands.remove_party(application_id=consortium.id, party_id=party.id, by=adopter, at=NOW)
    join(consortium.application, consortium.adopter, newcomer)

    no = refused(lambda: grant(consortium))

    assert (no.code, sealed.open_revision(consortium.id)) == ("nothing_sealed", None)


def test_an_invitation_taken_back_leaves_what_is_sealed():
    consortium = a_ready_application()
    standing = sealed.open_revision(consortium.id)
    party = commands.invite_party(
        application_id=consortium.id,
        role="supplier",
        brn=an_owner().company.brn,
        email="new@example.kr",
        by=consortium.adopter.actor,
        at=NOW,
    )

    commands.remove_party(application_id=consortium.id, party_id=party.id, by=consortium.adopter.actor, at=NOW)

    assert sealed.open_revision(consortium.id) == standing
    assert grant(consortium).count(".") == 2


def test_who_was_removed_meanwhile_gets_no_right_for_a_request_begun_before():
    consortium = a_ready_application()
    stale = consortium.colleague
    row = next(m for m in members_of(consortium.adopter.company.ref) if m.person_id == stale.person.id)
    parties.end_membership(membership_id=row.membership_id, by=consortium.adopter.actor, at=NOW)

    with pytest.raises(OutOfReach):
        grant(consortium, stale)
    with pytest.raises(OutOfReach):
        seal(consortium, stale)


def test_partners_part_holds_neither_the_others_papers_nor_their_answers():
    consortium = a_complete_draft()
    content = seal(consortium).content

    part = form.part_content(content, consortium.supplier.actor.company_id)

    adopters = {paper["sha256"] for paper in content["parties"][0]["papers"]}
    assert adopters
    assert not any(digest in str(part) for digest in adopters)


@pytest.mark.parametrize("act", ["seal", "grant"])
def test_viewer_can_neither_seal_nor_get_the_right_to_submit(act):
    consortium = a_ready_application()
    viewer = a_colleague_of(consortium.adopter, role=Role.COMPANY_VIEWER)

    assert refused(lambda: {"seal": seal, "grant": grant}[act](consortium, viewer)).code == "wrong_role"


@pytest.mark.parametrize("act", ["seal", "grant"])
def test_for_a_stranger_there_is_nothing_to_seal_or_submit(act, stranger):
    consortium = a_ready_application()

    with pytest.raises(OutOfReach):
        {"seal": seal, "grant": grant}[act](consortium, stranger)


def test_right_to_withdraw_what_was_never_received_is_refused():
    consortium = a_ready_application()

    no = refused(
        lambda: commands.grant_withdraw(
            application_id=consortium.id,
            session_key="a-session",
            stepped_up_at=machine_now(),
            by=consortium.adopter.actor,
            at=NOW,
        )
    )

    assert no.code == "not_received"


def test_answer_that_cannot_be_read_is_a_gap_at_its_question():
    consortium = a_complete_draft()
    write(consortium, consortium.adopter, {"company-manager-email": "주소 없음"})

    assert gaps_of(consortium) == [("answer_malformed", "company", "company-manager-email")]


def test_empty_draft_lists_everything_that_is_missing_page_by_page():
    consortium = a_draft()
    asked = [
        question.key
        for role in ("adopter", "supplier")
        for section in consortium.program.sections_of(role, "new")
        for question in section.questions
        if question.required
    ]
    papers = [
        p.slot
        for r in ("adopter", "supplier")
        for p in consortium.program.papers_of(r)
        if p.kind == "upload" and p.required
    ]

    found = gaps_of(consortium)

    assert sorted(item for code, _, item in found if code == "answer_missing") == sorted(asked)
    assert sorted(item for code, _, item in found if code == "paper_missing") == sorted(papers)
    assert [item for code, _, item in found if code == "person_missing"] == ["representative", "manager"] * 2
    assert {code for code, _, _ in found} == {"answer_missing", "paper_missing", "person_missing"}
