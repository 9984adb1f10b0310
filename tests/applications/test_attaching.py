"""A company attaches the report of its consulting to its application, and takes it out again."""

import pytest

from consultings import PARTS, VISIT_DAY, Desks, an_expert, assigned, reported
from gonggo.applications import commands, queries
from gonggo.applications.form import REPORT_SLOT, gaps, sealed_content
from gonggo.applications.models import Paper
from gonggo.consulting import commands as consulting
from gonggo.kernel.actor import Role
from gonggo.kernel.refusal import OutOfReach, Refused
from personas import NOW, Persona, a_colleague_of, an_officer, an_owner
from world import Consortium, a_draft

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def case(db: None) -> Consortium:
    return a_draft()


@pytest.fixture
def on(case: Consortium) -> Desks:
    """The adopter of the case, and the operator that it asks."""
    key = case.program.operators[0].key
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key)
    return Desks(case.program, case.adopter, case.colleague, officer, an_expert(key))


def attach(case: Consortium, request, by: Persona) -> Paper:
    return commands.attach_report(application_id=case.id, request_id=request.id, language="ko", by=by.actor, at=NOW)


def papers_of(case: Consortium) -> list[str]:
    """The slots that the adopter's part would be sealed with."""
    content = sealed_content(queries.draft_of(case.again()), number="1", operator="x")
    own = next(party for party in content["parties"] if party["lead"])
    return [paper["slot"] for paper in own["papers"]]


@pytest.mark.clause("A1-consulting")
def test_an_attached_report_is_among_what_is_sealed_and_a_detached_one_is_not(case, on):
    request = reported(on)

    attach(case, request, case.colleague)
    assert papers_of(case) == [REPORT_SLOT]

    commands.remove_paper(application_id=case.id, slot=REPORT_SLOT, by=case.adopter.actor, at=NOW)
    assert papers_of(case) == []


def test_the_report_is_never_required(case, on):
    reported(on)

    assert REPORT_SLOT not in {gap.item for gap in gaps(queries.draft_of(case.again()))}


def test_a_corrected_report_takes_the_place_of_the_first_when_it_is_attached_anew(case, on):
    request = reported(on)
    first = attach(case, request, case.adopter)
    correction = {"parts": PARTS | {"plan": "다시"}, "reason": "고침", "by": on.expert.actor, "at": VISIT_DAY}
    consulting.correct_report(request_id=request.id, **correction)

    second = attach(case, request, case.adopter)

    rows = queries.paper_rows(case.again(), case.adopter.company.id)
    assert {row.document.id: row.is_current for row in rows} == {first.document_id: False, second.document_id: True}


def refused(case: Consortium, request, by: Persona) -> str:
    with pytest.raises(Refused) as why:
        attach(case, request, by)
    assert not Paper.objects.exists()
    return why.value.code


def test_a_report_that_is_not_filed_cannot_be_attached(case, on):
    assert refused(case, assigned(on), case.adopter) == "report_not_for_this"


def test_a_supplier_has_no_report_to_attach_to_its_part(case, on):
    """The supplier of this application was consulted as an adopter elsewhere."""
    request = reported(on, by=case.supplier)

    assert refused(case, request, case.supplier) == "report_not_for_this"


def test_who_only_reads_cannot_attach(case, on):
    viewer = a_colleague_of(case.adopter, role=Role.COMPANY_VIEWER)

    assert refused(case, reported(on), viewer) == "wrong_role"


def test_neither_another_companys_report_nor_another_companys_application_exists(case, on):
    request, stranger = reported(on), an_owner("최낯선", company_name="먼나라")

    for persona in (stranger, case.supplier):
        with pytest.raises(OutOfReach):
            attach(case, request, persona)
    assert not Paper.objects.exists()


def test_a_report_cannot_be_put_there_as_an_uploaded_file(case, on):
    paper = attach(case, reported(on), case.adopter)

    with pytest.raises(Refused) as why:
        commands.place_paper(
            application_id=case.id, slot=REPORT_SLOT, document_id=paper.document_id, by=case.adopter.actor, at=NOW
        )

    assert why.value.code == "slot_unknown"
