"""The expert writes the report: kept as a draft, filed from the day of the visit on, then never changed."""

from datetime import timedelta

import pypdf
import pytest

from consultings import ASKED_AT, PARTS, VISIT_DAY, VISIT_ON, accepted, again, an_expert, assigned, reported
from gonggo.consulting import commands, queries
from gonggo.consulting.models import Report
from gonggo.consulting.paper import report_pdf
from gonggo.kernel.refusal import OutOfReach, Refused
from personas import an_owner

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def refusal_of(act, **kwargs) -> str:
    before = list(Report.objects.values())
    with pytest.raises(Refused) as refused:
        act(**kwargs)
    assert list(Report.objects.values()) == before
    return refused.value.code


def test_a_draft_is_seen_by_its_expert_alone(on):
    request = assigned(on)

    commands.save_report(request_id=request.id, parts={"plan": "쓰는 중"}, by=on.expert.actor, at=ASKED_AT)
    commands.save_report(request_id=request.id, parts={"plan": "더 쓰는 중"}, by=on.expert.actor, at=ASKED_AT)

    assert [one.written.parts for one in queries.reports(request.id, of=on.expert.actor)] == [{"plan": "더 쓰는 중"}]
    for persona in (on.company, on.officer):
        assert queries.reports(request.id, of=persona.actor) == []


@pytest.mark.clause("A1-consulting")
def test_filing_on_the_day_of_the_visit_shows_the_report_to_the_company(on):
    request = reported(on)

    (filed,) = queries.reports(request.id, of=on.company.actor)

    assert (request.state, filed.version, filed.written.parts) == ("reported", 1, PARTS)


def test_filing_the_day_before_the_visit_is_refused(on):
    request = assigned(on)
    eve = VISIT_DAY - timedelta(days=1)

    code = refusal_of(commands.file_report, request_id=request.id, parts=PARTS, by=on.expert.actor, at=eve)

    assert (code, again(request).state) == ("visit_not_yet", "assigned")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (PARTS | {"plan": " "}, "report_part_missing"),
        (PARTS | {"plan": "가" * 4001}, "report_part_too_long"),
        (PARTS | {"price": "0"}, "report_part_unknown"),
    ],
)
def test_a_report_that_the_program_does_not_know_so_is_refused(on, parts, code):
    request = assigned(on)

    assert (
        refusal_of(commands.file_report, request_id=request.id, parts=parts, by=on.expert.actor, at=VISIT_DAY) == code
    )


def test_nobody_but_the_expert_writes(on):
    request = assigned(on)

    for persona in (on.officer, on.company):
        for act in (commands.save_report, commands.file_report):
            assert refusal_of(act, request_id=request.id, parts=PARTS, by=persona.actor, at=VISIT_DAY) == "wrong_role"
    with pytest.raises(OutOfReach):
        commands.save_report(request_id=request.id, parts=PARTS, by=an_expert(on.operator).actor, at=VISIT_DAY)


def test_nothing_is_written_before_an_expert_is_named(on):
    with pytest.raises(OutOfReach):
        commands.save_report(request_id=accepted(on).id, parts=PARTS, by=on.expert.actor, at=VISIT_DAY)


def test_a_filed_report_stays_and_a_correction_is_another_version_with_its_reason(on):
    request = reported(on)
    correction = PARTS | {"plan": "목표를 다시 적습니다."}
    again_filed = {"request_id": request.id, "parts": PARTS, "by": on.expert.actor, "at": VISIT_DAY}

    assert refusal_of(commands.file_report, **again_filed) == "wrong_state"
    assert refusal_of(commands.correct_report, reason=" ", **again_filed) == "reason_missing"
    commands.save_report(request_id=request.id, parts=correction, by=on.expert.actor, at=VISIT_DAY)
    assert [one.version for one in queries.reports(request.id, of=on.company.actor)] == [1]
    commands.correct_report(**again_filed | {"parts": correction}, reason="숫자가 틀렸음")

    second, first = queries.reports(request.id, of=on.company.actor)
    assert (first.version, first.written.parts, first.reason) == (1, PARTS, "")
    assert (second.version, second.written.parts, second.reason) == (2, correction, "숫자가 틀렸음")
    assert queries.request(request.id, of=on.company.actor).report_version == 2


def test_a_report_is_set_as_paper_the_same_bytes_each_time(on, tmp_path):
    request = reported(on)

    made = report_pdf(request.id, 1, of=on.company.actor, language="ko")

    assert made == report_pdf(request.id, 1, of=on.officer.actor, language="ko")
    (tmp_path / "report.pdf").write_bytes(made)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "report.pdf").pages)
    assert [said for said in ("하나정밀", "오전문", VISIT_ON.isoformat(), *PARTS.values()) if said not in text] == []


def test_the_paper_of_a_draft_or_of_somebody_elses_report_does_not_exist(on):
    request = assigned(on)
    commands.save_report(request_id=request.id, parts=PARTS, by=on.expert.actor, at=VISIT_DAY)

    for persona in (on.expert, an_owner()):
        with pytest.raises(OutOfReach):
            report_pdf(request.id, 1, of=persona.actor, language="ko")
