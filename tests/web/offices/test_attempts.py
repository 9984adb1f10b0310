"""제출 시도: what was not received, for the help desk of the agency and of the operator, and for the company itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from costs import counted
from gonggo.applications.attempts import attempts
from gonggo.applications.commands import seal, settle
from gonggo.applications.queries import ref_of
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.parties.rules import written_brn
from outing import CLOSES, refused_late
from personas import NOW, Persona, an_officer
from world import Consortium, a_draft, a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def agency(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency")


def pressed(case: Consortium, by: Persona | None = None) -> None:
    """Somebody wants to submit what is not complete."""
    with pytest.raises(Refused):
        seal(application_id=case.id, by=(by or case.adopter).actor, at=NOW)


def late(case: Consortium, *, seconds: float = 3) -> None:
    """A submission came after the deadline."""
    settle(refused_late(case, at=CLOSES + timedelta(seconds=seconds)))


def found(of: Persona, words: str = "") -> list[tuple[str, str]]:
    rows = attempts(of=of.actor, program="smart-service-2024", words=words, on=legal_day(NOW))
    return [(one.number, one.code) for one in rows]


def test_a_check_that_found_something_missing_is_kept_with_what_it_was(agency):
    case = a_draft()
    pressed(case)

    (one,) = attempts(of=agency.actor, program=case.program.key, on=legal_day(NOW))

    assert (one.number, one.code, one.at, one.company_id) == (case.application.number, "", NOW, case.adopter.company.id)
    assert {"code", "company", "place", "item"} == set(one.missing[0])
    assert {gap["place"] for gap in one.missing} >= {"papers"}
    assert [line.name for line in timeline(ref_of(case.id))][-1] == "application.found_incomplete"


def test_a_late_submission_is_kept_with_its_stamp_and_receipt(agency):
    case = a_ready_application()
    late(case)

    (one,) = attempts(of=agency.actor, program=case.program.key, on=legal_day(NOW))

    assert (one.code, one.at) == ("late", CLOSES + timedelta(seconds=3))
    assert one.receipt.startswith(case.application.number)


def test_who_has_no_right_to_check_leaves_no_attempt(agency):
    case = a_draft()
    viewer = replace(case.adopter.actor, role=Role.COMPANY_VIEWER)
    with pytest.raises(Refused):
        seal(application_id=case.id, by=viewer, at=NOW)

    assert found(agency) == []


class TestFinding:
    def test_by_number_company_and_registration_number(self, agency):
        one, two = a_draft(), a_draft()
        pressed(one)
        pressed(two)
        mine = [(one.application.number, "")]

        assert len(found(agency)) == 2
        assert found(agency, one.application.number) == mine
        assert found(agency, one.supplier.company.brn) == mine
        assert found(agency, written_brn(one.adopter.company.brn)) == mine
        assert found(agency, "없는 기업") == []
        assert len(found(agency, "하나정밀")) == 2

    def test_an_operator_finds_those_that_chose_it_and_another_does_not(self):
        case = a_draft()
        pressed(case)
        keys = [one.key for one in case.program.operators]
        chosen = case.application.operator
        other = next(key for key in keys if key != chosen)
        own, another = (an_officer(Role.OPERATOR_OFFICER, kind="operator", key=key) for key in (chosen, other))

        assert (len(found(own)), found(another), found(case.adopter)) == (1, [], [])


class TestPages:
    def test_the_help_desk_reads_number_company_stamp_reason_and_what_was_missing(self, agency):
        case, ready = a_draft(), a_ready_application()
        pressed(case)
        late(ready)

        page = agency.client.get("/agency/attempts/").content.decode()

        for words in (
            case.application.number,
            "최종 확인에서 모자람",
            "사업계획서",
            "접수 마감 이후",
            "18:00:03",
            "하나정밀",
        ):
            assert words in page, words

    def test_the_operators_page_has_its_own(self):
        case = a_draft()
        pressed(case)
        own = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.application.operator)

        answer = own.client.get("/operator/attempts/", {"words": case.application.number})

        assert case.application.number in answer.content.decode()

    @pytest.mark.parametrize("words", ["\0", "%", "'", "가" * 200, "   "])
    def test_anything_can_be_searched_for(self, agency, words):
        pressed(a_draft())

        assert agency.client.get("/agency/attempts/", {"words": words}).status_code == 200

    def test_the_page_costs_the_same_for_one_and_for_many(self, agency):
        case = a_draft()
        pressed(case)
        client = agency.client
        client.get("/agency/attempts/")
        with counted() as one:
            client.get("/agency/attempts/")
        for _ in range(9):
            pressed(case)
        with counted() as many:
            client.get("/agency/attempts/")

        assert one.count == many.count <= 12, str(many)

    def test_the_company_reads_what_it_lacked_by_name_and_of_the_partner_only_how_much(self):
        case = a_draft()
        pressed(case)

        lines = case.adopter.client.get(f"/company/applications/{case.id}/history").content.decode()

        assert ("제출하지 못했습니다. 모자란 것:" in lines, "다른 기업의 할 일" in lines) == (True, True)
