"""Results, promotions, places given up, supplements and returns are told by letters, as PDF."""

from datetime import date, timedelta
from io import BytesIO

import pypdf
import pytest

from evaluations import a_panel, an_application
from gonggo.applications import commands as applications
from gonggo.documents import vault
from gonggo.evaluation.definition import Stage
from gonggo.evaluation.queries import took_part
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.refusal import Refused
from gonggo.messages.letters import queries
from gonggo.messages.letters.models import Letter, LetterPaper
from gonggo.objections import commands as objections
from gonggo.objections.models import Objection
from gonggo.selection import commands as selection
from gonggo.selection.models import Round
from gonggo.wiring.audit import letters as audit
from objecting import followed
from offices import received
from personas import an_officer
from results import DRAWN, INSTANT, Results, evaluated, published
from world import a_ready_application

pytestmark = pytest.mark.django_db(databases=["default", "door"])
LATER = INSTANT + timedelta(days=3)


@pytest.fixture
def made() -> Results:
    made = evaluated()
    published(made)
    followed()
    return made


def paper_of(letter) -> str:
    """What the Korean paper says, in one line."""
    sha256 = LetterPaper.objects.get(letter_id=letter.id, language="ko").sha256
    with vault.opened(sha256) as file:
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(file.read())).pages)
    return " ".join(text.split())


def last_letter(persona):
    return queries.letters(of=persona.actor)[0]


@pytest.mark.clause("7-selection")
@pytest.mark.parametrize(
    ("place", "kind", "words"),
    [
        (0, "selection", ["선정 통지서", "하나정밀", "T-1", "결과 선정", "결과 통보 뒤 15일", "90점의 의견"]),
        (
            1,
            "reserve",
            ["예비 선정 통지서", "둘째정밀", "T-2", "결과 예비", "예비 순위 1", "예비의 효력", "70점의 의견"],
        ),
        (2, "not-selected", ["미선정 통지서", "셋째정밀", "T-3", "결과 미선정", "50점의 의견"]),
    ],
    ids=["selected", "in reserve", "not selected"],
)
def test_each_result_is_told_by_one_letter_with_its_basis_the_line_of_approval_and_the_last_day(
    made, place, kind, words
):
    [letter] = queries.letters(of=made.companies[place].actor)
    said = paper_of(letter)

    assert (letter.kind, letter.until_on) == (kind, date(2024, 7, 15))
    for word in (
        *words, "중소기업 기술혁신 촉진법 제18조", "2024. 7. 15.(월)까지",
        "명단 확정(첫째)", "명단 확정(둘째)", "두번째",
    ):  # fmt: skip
        assert word in said, (word, said)
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []


def test_a_place_given_up_is_confirmed_and_who_gets_it_is_told_that_it_is_selected(made):
    first, second, _ = made.companies
    selection.give_up(application_id=made.applications[0].id, reason="자금 사정", by=first.actor, at=LATER)
    cell = (made.applications[0].track, made.applications[0].type)
    standing = Round.objects.get(program=made.on.program.key)
    selection.promote(round_id=standing.id, cell=cell, by=made.officer.actor, at=LATER)
    followed()

    confirmed, promoted = last_letter(first), last_letter(second)
    assert (confirmed.kind, confirmed.until_on) == ("given-up", None)
    for word in ("포기 확인서", "자금 사정", "2024. 7. 8.", "이의신청 대상이 아닙니다"):
        assert word in paper_of(confirmed), word
    assert (promoted.kind, promoted.until_on) == ("selection", date(2024, 7, 18))
    for word in ("예비로 정하였던", "결과 선정", "예비 선정", "결과 통보 뒤 15일"):
        assert word in paper_of(promoted), word
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []


def test_who_scored_convened_drew_up_or_confirmed_has_a_part_in_a_result_and_never_answers_the_objection(made):
    [letter] = queries.letters(of=made.companies[2].actor)
    decision = queries.of_decision(letter)
    scorers = took_part(made.applications[2].id)

    assert scorers < set(decision.excluded)
    assert {made.officer.person.id, made.second_officer.person.id} <= set(decision.excluded)
    filed = objections.file_objection(
        program=made.on.program, of_decision=decision, ground="facts", text="다시 보아 주십시오",
        by=made.companies[2].actor, at=LATER,
    )  # fmt: skip
    answer = {"objection_id": filed.id, "answer": "그대로입니다", "at": LATER}
    for person in (made.officer, made.second_officer):
        with pytest.raises(Refused, match="took_part_in_decision"):
            objections.dismiss(by=person.actor, **answer)
    other = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="유다름")
    objections.dismiss(by=other.actor, **answer)
    followed()
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []

    Objection.objects.update(decided_by=made.second_officer.person.id)
    found = [(one.invariant, one.about) for one in audit.check(machine_now() + timedelta(minutes=2))]
    assert found == [("I6", str(filed.id))]


def test_a_result_without_its_letter_is_found_by_the_audit():
    made = evaluated()
    published(made)

    found = [(one.invariant, one.about) for one in audit.check(machine_now() + timedelta(minutes=2))]

    assert found == [("I2", f"selection.result application:{one.id}") for one in made.applications]


def test_who_pledged_for_another_application_has_no_part_in_this_one(made):
    other = an_application(made.on)
    _, seats = a_panel(made.on, Stage.SITE, other)

    [letter] = queries.letters(of=made.companies[2].actor)

    assert {made.on.member(seat).person.id for seat in seats}.isdisjoint(queries.of_decision(letter).excluded)


def asked_for_a_supplement():
    """(case, officer, supplement, when), two days after the deadline."""
    case = received(a_ready_application())
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key, name="이요청")
    at = case.program.moment("application.closes") + timedelta(days=2)
    supplement = applications.ask_supplement(
        application_id=case.id, company_id=case.adopter.company.id,
        items={"national-tax": "expired", "pledge": "consents"}, reason="증명서의 기한이 지났습니다",
        by=officer.actor, at=at,
    )  # fmt: skip
    return case, officer, supplement, at


def test_a_request_for_a_supplement_names_what_is_lacking_why_until_when_and_who_asks():
    case, _, supplement, _ = asked_for_a_supplement()
    followed()

    [letter] = queries.letters(of=case.adopter.actor)
    said = paper_of(letter)

    assert (letter.kind, letter.until_on, supplement.due_on) == ("supplement", None, date(2024, 5, 10))
    slots = {paper.slot: paper.label.ko for paper in case.program.papers}
    for word in (
        "보완요청서", case.again().number, slots["national-tax"], "증명서의 기한이 지났습니다", "2024. 5. 10.",
        "이요청", "보완요청", "중소기업 기술혁신 촉진법 제18조", "따로 이의신청하지 않습니다",
    ):  # fmt: skip
        assert word in said, (word, said)
    assert queries.letters(of=case.supplier.actor) == []


def test_a_return_names_what_was_not_handed_in_and_how_to_object():
    case, _, _, _ = asked_for_a_supplement()
    followed()
    after = case.program.moment("application.closes").replace(month=5, day=11, hour=0, minute=1)
    applications.return_unanswered(now=after)
    followed()

    letter = last_letter(case.adopter)
    said = paper_of(letter)

    assert (letter.kind, letter.until_on, Letter.objects.count()) == ("return", date(2024, 5, 21), 2)
    for word in (
        "반려 통지서", "기한까지 제출되지 않아", "증명서의 기한이 지났습니다", "공고에 따른 자동 처리", "이요청",
        "2024. 5. 21.(화)까지", "중소기업 기술혁신 촉진법 제18조",
    ):  # fmt: skip
        assert word in said, (word, said)
    assert list(audit.check(machine_now() + timedelta(minutes=2))) == []


def test_no_letter_is_drawn_up_before_the_instant():
    made = evaluated()
    selection.draw_up(program=made.on.program.key, by=made.officer.actor, at=DRAWN)
    followed()

    assert Letter.objects.count() == 0
