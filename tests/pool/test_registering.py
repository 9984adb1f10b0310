"""A supplier registers: one registration a company, every field and paper of the notice, what is personal encrypted."""

import json
from datetime import timedelta

import pytest

from gonggo.intake import queries as door
from gonggo.journal.models import Entry
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.pool import commands, form, queries
from gonggo.pool.models import Registration
from gonggo.programs.commands import load
from gonggo.wiring.reactions import move_gates
from personas import NOW, a_colleague_of, an_owner
from program_folders import a_copy, amend, spoil
from suppliers import ANSWERS, SOLUTION, begun, complete, place, sealed, write
from world import the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def start(persona, *, kind: str = "new", at=NOW) -> Registration:
    return commands.start_registration(program_key=the_program().key, kind=kind, by=persona.actor, at=at)


@pytest.mark.clause("A2-window")
def test_registration_begins_from_the_opening_instant_to_the_last_microsecond():
    window = the_program().window("pool")
    first, last = an_owner(), an_owner()

    assert start(first, at=window.opens).state == "draft"
    assert start(last, at=window.closes - timedelta(microseconds=1)).state == "draft"


@pytest.mark.clause("A2-window")
@pytest.mark.parametrize("edge", ["before", "at the close"])
def test_registration_outside_the_window_is_refused_and_nothing_is_begun(edge):
    window, owner = the_program().window("pool"), an_owner()
    at = window.opens - timedelta(microseconds=1) if edge == "before" else window.closes

    with pytest.raises(Refused) as refused:
        start(owner, at=at)

    assert (refused.value.code, str(refused.value.basis)) == ("pool_window_closed", "A2-window")
    assert Registration.objects.count() == 0


@pytest.mark.clause("A2-renewal")
def test_company_that_was_registered_before_renews_and_never_registers_twice():
    owner = an_owner()
    colleague = a_colleague_of(owner)

    first, again = start(owner, kind="renewal"), start(colleague, kind="new")

    assert first.id == again.id
    assert form.Answers.read(again.answers).text("kind") == "renewal"
    assert Registration.objects.count() == 1


def test_kind_that_the_program_does_not_know_is_refused():
    with pytest.raises(Refused) as refused:
        start(an_owner(), kind="other")

    assert (refused.value.code, refused.value.field) == ("pool_field_malformed", "kind")


@pytest.mark.clause("A2-fields")
def test_every_field_of_the_notice_is_asked_and_nothing_else():
    pool = queries.pool(begun().again())

    asked = {page.key: [field.key for field in page.fields if field.required] for page in pool.pages}

    assert asked == {
        "kind": ["kind"],
        "company": ["company-name", "company-address", "company-phone"],  # its number is known and was checked
        "representative": [
            "representative-name",
            "representative-phone",
            "representative-mobile",
            "representative-email",
        ],
        "details": ["fields", "industries", "staff-software", "staff-engineering", "record"],
    }


@pytest.mark.clause("A2-documents")
def test_papers_are_those_of_the_annex_with_three_years_of_statements_and_two_tax_certificates():
    pool = queries.pool(begun().again())

    assert [(paper.slot, paper.required) for paper in pool.papers] == [
        ("business-registration", True),
        ("national-tax-clearance", True),
        ("local-tax-clearance", True),
        ("statements-2021", True),
        ("statements-2022", True),
        ("statements-2023", True),
        ("sme-certificate", True),
        ("insurance-list", True),
        ("qualifications", False),
        ("careers", False),
        ("other-careers", False),
        ("record-evidence", False),
    ]
    assert [text.key for text in pool.consents] == ["pool-pledge", "pool-credit", "pool-information"]


def test_what_the_company_has_said_of_itself_is_not_asked_again():
    answers = form.Answers.read(begun(name="이음데이터").again().answers)

    assert (answers.text("company-name"), answers.text("representative-name")) == ("이음데이터", "오지환")


@pytest.mark.clause("A2-fields")
@pytest.mark.parametrize(
    ("page", "field", "typed", "code"),
    [
        ("company", "company_name", "", "pool_field_missing"),
        ("company", "company_name", "가" * 201, "pool_field_too_long"),
        ("company", "company_phone", "전화", "pool_field_malformed"),
        ("representative", "representative_email", "없음", "pool_field_malformed"),
        ("representative", "representative_mobile", "", "pool_field_missing"),
        ("details", "fields", (), "pool_field_missing"),
        ("details", "fields", ("logistics", "magic"), "pool_field_malformed"),
        ("details", "staff_software", "열둘", "pool_field_malformed"),
        ("details", "record", "a\0b", "pool_field_malformed"),
    ],
)
def test_bad_field_is_refused_at_its_place_and_nothing_of_the_page_is_kept(page, field, typed, code):
    case = begun()
    before = case.again().answers

    with pytest.raises(Refused) as refused:
        write(case, page, **{field: typed})

    assert (refused.value.code, refused.value.field) == (code, field.replace("_", "-"))
    assert case.again().answers == before


@pytest.mark.clause("A2-qualification")
@pytest.mark.parametrize(
    ("solution", "code", "field"),
    [
        (form.Solution("", ("ai",), "설명"), "pool_solution_missing", "name"),
        (form.Solution("이음", ("ai",), "가" * 501), "pool_solution_too_long", "summary"),
        (form.Solution("이음", (), "설명"), "pool_technology_missing", "technologies"),
        (form.Solution("이음", ("magic",), "설명"), "pool_technology_missing", "technologies"),
    ],
)
def test_solution_without_name_or_technology_is_refused(solution, code, field):
    case = begun()

    with pytest.raises(Refused) as refused:
        commands.add_solution(registration_id=case.id, solution=solution, by=case.supplier.actor, at=NOW)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert form.Answers.read(case.again().answers).solutions == ()


def test_solutions_are_added_up_to_the_limit_and_taken_out_again():
    case = begun()

    def add(name):
        commands.add_solution(
            registration_id=case.id, solution=form.Solution(name, ("ai",), "설명"), by=case.supplier.actor, at=NOW
        )

    for place_no in range(10):
        add(f"솔루션 {place_no}")
    with pytest.raises(Refused, match="pool_solutions_full"):
        add("하나 더")
    commands.remove_solution(registration_id=case.id, name="솔루션 3", by=case.supplier.actor, at=NOW)
    with pytest.raises(OutOfReach):
        commands.remove_solution(registration_id=case.id, name="솔루션 3", by=case.supplier.actor, at=NOW)

    assert len(form.Answers.read(case.again().answers).solutions) == 9


def test_personal_fields_lie_encrypted_in_the_row_and_in_what_is_sealed():
    case = complete()
    revision = sealed(case)

    for kept in (json.dumps(case.again().answers), json.dumps(dict(revision.content))):
        for key in ("representative-phone", "representative-mobile", "representative-email"):
            assert ANSWERS["representative"][key] not in kept
    answers = queries.draft_of(case.again()).answers
    assert answers.text("representative-mobile") == ANSWERS["representative"]["representative-mobile"]


def test_same_texts_saved_again_leave_the_sealed_revision_open():
    case = complete()
    first = sealed(case)

    write(case, "representative")

    assert sealed(case).id == first.id


@pytest.mark.clause("3-supplier-capability")
def test_incomplete_registration_is_not_sealed_and_says_everything_that_is_missing():
    case = begun()
    write(case, "company")

    with pytest.raises(Refused) as refused:
        sealed(case)

    assert refused.value.code == "pool_incomplete"
    found = {(gap.place, gap.code) for gap in refused.value.facts["gaps"]}
    assert {("solutions", "pool_solutions_few"), ("papers", "pool_paper_missing")} < found
    assert not [gap for gap in refused.value.facts["gaps"] if gap.place == "company"]
    assert door.open_revision(queries.ref_of(case.id)) is None


def test_content_that_changed_while_it_was_checked_is_not_sealed():
    case = complete()

    with pytest.raises(Refused, match="pool_changed_meanwhile"):
        commands.seal(
            registration_id=case.id, shown="0" * 64, language="ko", stepped_up_at=None, by=case.supplier.actor, at=NOW
        )

    assert door.open_revision(queries.ref_of(case.id)) is None


def test_sealing_and_submitting_need_a_proof_of_who_one_is():
    case = complete()
    from gonggo.kernel.canonical import digest

    shown = digest(queries.draft_of(case.again()).content)
    asked = {"registration_id": case.id, "stepped_up_at": None, "by": case.supplier.actor, "at": NOW}

    with pytest.raises(Refused, match="step_up_missing"):
        commands.seal(shown=shown, language="ko", **asked)
    sealed(case)
    with pytest.raises(Refused, match="step_up_missing"):
        commands.grant_submit(session_key="s", **asked)


def test_nothing_sealed_gives_no_right_to_submit():
    from gonggo.kernel.clock import machine_now

    case = complete()

    with pytest.raises(Refused, match="pool_nothing_sealed"):
        commands.grant_submit(
            registration_id=case.id, session_key="s", stepped_up_at=machine_now(), by=case.supplier.actor, at=NOW
        )


def test_stranger_and_viewer_change_nothing(stranger):
    from gonggo.kernel.actor import Role

    case = begun()
    viewer = a_colleague_of(case.supplier, role=Role.COMPANY_VIEWER)
    asked = {"registration_id": case.id, "solution": SOLUTION, "at": NOW}

    with pytest.raises(OutOfReach):
        commands.add_solution(by=stranger.actor, **asked)
    with pytest.raises(Refused, match="wrong_role"):
        commands.add_solution(by=viewer.actor, **asked)

    assert form.Answers.read(case.again().answers).solutions == ()


def test_paper_for_a_slot_that_is_not_there_or_of_another_company_is_not_placed(stranger):
    case, other = begun(), begun(name="딴데이터")

    with pytest.raises(Refused, match="pool_slot_unknown"):
        place(case, "nothing")
    place(other, "sme-certificate")
    document = queries.draft_of(other.again()).held[0].document.id
    with pytest.raises(OutOfReach):
        commands.place_paper(
            registration_id=case.id, slot="sme-certificate", document_id=document, by=case.supplier.actor, at=NOW
        )

    assert queries.draft_of(case.again()).held == ()


@pytest.mark.clause("A2-window")
def test_after_the_close_nothing_of_a_draft_changes():
    case = complete()
    closes = case.program.window("pool").closes

    write(case, "company", at=closes - timedelta(microseconds=1))
    with pytest.raises(Refused, match="pool_not_open_to_changes"):
        write(case, "company", at=closes)


@pytest.mark.clause("A2-window")
def test_extension_moves_the_gates_of_registrations_that_were_begun_and_those_begun_after(tmp_path):
    case = begun()
    folder = amend(a_copy(tmp_path))
    old = "closes = 2024-04-30T18:00:00+09:00\nsharp = true\n\n[window.consulting]"
    spoil(folder, "dates.toml", old, old.replace("04-30", "05-02"))
    later = load(folder, by=SYSTEM, at=NOW)

    moved = {"deadline_moved": True, "closes_at": "2024-05-02T18:00:00+09:00"}
    move_gates(Entry(program=later.key, basis="연장", data=moved))

    gates = [door.gate(queries.ref_of(one.id)) for one in (case, begun(name="딴데이터"))]
    assert {str(gate.closes_at) for gate in gates if gate} == {"2024-05-02 09:00:00+00:00"}
    write(case, "company", at=case.program.window("pool").closes)
