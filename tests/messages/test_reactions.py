"""Facts become mails: who is told what, in which language, once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from gonggo.applications import commands, sealed
from gonggo.applications.commands import settle
from gonggo.intake.commands import move_deadline
from gonggo.intake.queries import Receipt
from gonggo.intake.queries import gate as gate_of
from gonggo.journal.commands import deliver
from gonggo.journal.models import Delivery, Entry
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.kernel.clock import machine_now
from gonggo.kernel.text import Text
from gonggo.messages.models import Mail
from gonggo.messages.reactions import READERS, moment
from gonggo.parties import commands as parties
from gonggo.parties import queries
from gonggo.programs.commands import load
from gonggo.programs.definition import PartyRole
from personas import NOW, an_owner
from program_folders import a_copy, spoil
from world import Consortium, a_complete_draft, a_draft, a_ready_application, consent, write

pytestmark = pytest.mark.django_db(databases=["default", "door"])
CLOSES = datetime(2024, 4, 30, 9, 0, tzinfo=UTC)


def delivered() -> None:
    """Every waiting fact reaches its readers; none fails."""
    while deliver(now=machine_now() + timedelta(seconds=1)):
        pass
    assert list(Delivery.objects.filter(done_at=None).values_list("reader", "trouble")) == []


def mails(template: str) -> list[tuple[str, str]]:
    return sorted(Mail.objects.filter(template=template).values_list("to", "subject"))


def a_receipt(case: Consortium, event: str, *, sequence: int = 1, code: str = "", at: datetime = NOW) -> Receipt:
    """What the door would have answered."""
    standing = sealed.open_revision(case.id)
    assert standing is not None
    number = case.again().number
    return Receipt(
        id=uuid4(),
        subject=sealed.ref_of(case.id),
        number=f"{number}-{sequence}",
        sequence=sequence,
        event=event,
        code=code,
        basis="4-window" if code else "",
        stamp_at=at,
        closes_at=CLOSES,
        sealed_id=standing.id,
        sealed_digest=standing.digest,
        person_id=case.adopter.person.id,
        role=Role.COMPANY_MANAGER,
        company_id=case.adopter.company.id,
        previous="",
        link="",
    )


def test_a_received_application_is_told_to_everyone_who_writes_in_it_with_number_stamp_and_title() -> None:
    case = a_ready_application()
    settle(a_receipt(case, "submitted", at=datetime(2024, 4, 30, 8, 59, 58, 500_000, tzinfo=UTC)))
    delivered()
    number = case.again().number

    people = sorted([case.adopter.person.email, case.colleague.person.email, case.supplier.person.email])
    assert mails("application_received") == [(to, f"[{number}] 과제신청이 접수되었습니다") for to in people]
    body = Mail.objects.filter(template="application_received").first().body
    assert f"접수번호: {number}-1" in body
    assert "접수일시: 2024. 4. 30.(화) 17:59:58" in body
    assert "신청기업: 하나정밀" in body
    assert f"/go/application/{case.id}" in body
    assert "접수증은 아래 주소에서 내려받아 위·변조 여부를 직접 확인하실 수 있습니다." in body
    ahead = body.partition("다음 일정\n")[2].splitlines()
    assert ahead[:2] == [
        "- 요건검토: 5월 초 ~ 중순(예상), 수행기관, 전담기관",
        "- 현장평가: 5월 20일(월)부터(예상), 수행기관",
    ]
    assert [line.partition(":")[0] for line in ahead if line.startswith("- ")] == [
        f"- {one.label.ko}" for one in case.program.stages_from("application")[1:]
    ]


def test_a_fact_delivered_twice_writes_no_second_mail() -> None:
    case = a_ready_application()
    settle(a_receipt(case, "submitted"))
    delivered()
    before = Mail.objects.count()
    by_name = {reader.name: reader for reader in READERS}
    for entry in Entry.objects.filter(name="application.received"):
        by_name["messages.received"].react(entry)

    assert Mail.objects.count() == before


def test_a_person_who_reads_english_is_told_in_english() -> None:
    case = a_ready_application()
    parties.correct_person(name="김하나", language="en", phone="", by=case.adopter.actor, at=NOW)
    settle(a_receipt(case, "submitted"))
    delivered()

    mail = Mail.objects.get(template="application_received", to=case.adopter.person.email)
    assert (mail.language, mail.subject) == ("en", f"Application {case.again().number} has been received")
    assert "Received: Mon 29 April 2024, 10:00 (KST)" in mail.body
    assert "- Completeness and eligibility: early to mid May (expected), Operator, agency" in mail.body


def test_a_late_submission_is_told_with_its_stamp_to_the_second_and_the_closing_time() -> None:
    case = a_ready_application()
    late = datetime(2024, 4, 30, 9, 0, 3, tzinfo=UTC)
    settle(a_receipt(case, "refused", code="late", at=late))
    delivered()

    body = Mail.objects.filter(template="application_refused_late").first().body
    assert "접수 마감(2024. 4. 30.(화) 18:00) 이후에 제출되어 접수되지 않았습니다." in body
    assert "제출 시각: 2024. 4. 30.(화) 18:00:03" in body
    assert Mail.objects.filter(template="application_received").count() == 0


def test_a_refusal_that_is_not_late_shows_on_the_page_only() -> None:
    case = a_ready_application()
    settle(a_receipt(case, "refused", code="seal_superseded"))
    delivered()

    assert Mail.objects.filter(template="application_refused_late").count() == 0


def test_a_withdrawal_is_told_to_everyone() -> None:
    case = a_ready_application()
    settle(a_receipt(case, "submitted"))
    settle(a_receipt(case, "withdrawn", sequence=2))
    delivered()

    assert len(mails("application_withdrawn")) == 3


def test_the_lead_learns_that_a_company_has_joined() -> None:
    case = a_draft()
    delivered()

    assert mails("party_invited") == []  # the supplier had joined before the worker came: nothing is left to answer
    assert {to for to, _ in mails("party_joined")} == {case.adopter.person.email, case.colleague.person.email}


def test_an_open_invitation_is_told_with_company_role_and_closing_time() -> None:
    case = a_draft()
    other = an_owner("오새론", company_name="새론시스템")
    party = commands.invite_party(
        application_id=case.id,
        role=PartyRole.SUPPLIER,
        brn=other.company.brn,
        email=other.person.email,
        by=case.adopter.actor,
        at=NOW,
    )
    delivered()

    mail = Mail.objects.get(template="party_invited")
    assert mail.to == other.person.email
    assert "하나정밀에서 귀사" in mail.body
    assert "2024. 4. 30.(화) 18:00" in mail.body
    assert f"/go/party/{party.id}" in mail.body


def test_a_seal_asks_for_the_consents_that_are_missing_and_not_the_one_who_sealed() -> None:
    case = a_complete_draft()
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    delivered()

    assert {to for to, _ in mails("consent_requested")} == {case.colleague.person.email, case.supplier.person.email}
    assert mails("consent_stale") == []


def test_a_consent_made_stale_by_an_edit_is_asked_for_again_in_other_words() -> None:
    case = a_complete_draft()
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    consent(case, case.supplier)
    delivered()
    lead_title = case.program.sections_of(PartyRole.ADOPTER, "new")[0].questions[0].key
    write(case, case.adopter, {lead_title: "바뀐 과제명"})
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    delivered()

    assert {to for to, _ in mails("consent_stale")} == {case.supplier.person.email}


def test_a_decided_claim_is_told_to_its_claimant_with_the_reason(agency_officer, owner) -> None:
    claim = parties_claim(owner)
    parties.refuse_claim(claim_id=claim, reason="증명원의 번호가 다릅니다.", by=agency_officer.actor, at=NOW)
    delivered()

    mail = Mail.objects.get(template="claim_refused")
    assert mail.to == owner.person.email
    assert "증명원의 번호가 다릅니다." in mail.body


def parties_claim(owner):
    (row,) = queries.claims_of_company(owner.company.id, of=SYSTEM)
    return row.id


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        (CLOSES, Text("2024. 4. 30.(화) 18:00", "Tue 30 April 2024, 18:00 (KST)")),
        (CLOSES + timedelta(seconds=3), Text("2024. 4. 30.(화) 18:00:03", "Tue 30 April 2024, 18:00:03 (KST)")),
        (CLOSES - timedelta(microseconds=1), Text("2024. 4. 30.(화) 17:59:59", "Tue 30 April 2024, 17:59:59 (KST)")),
    ],
)
def test_an_instant_is_said_in_seoul_with_its_weekday_and_seconds_where_it_has_any(instant, said) -> None:
    assert (moment(instant, "ko"), moment(instant, "en")) == (said.ko, said.en)


def test_an_extension_is_told_to_everyone_with_an_open_draft_and_the_gate_moves(tmp_path) -> None:
    case = a_draft()
    delivered()
    load(an_extension(tmp_path), by=SYSTEM, at=NOW)
    delivered()

    number = case.application.number
    mail = Mail.objects.get(template="notice_amended", to=case.supplier.person.email)
    assert f"작성 중인 과제신청 {number}의 공고가 바뀌었습니다(2024-04-30)." in mail.body
    assert "사유: 시스템 장애" in mail.body
    assert "접수 마감: 2024. 5. 2.(목) 18:00" in mail.body
    assert len(mails("notice_amended")) == 3
    gate = gate_of(sealed.ref_of(case.id))
    assert (gate.closes_at, gate.basis) == (datetime(2024, 5, 2, 9, 0, tzinfo=UTC), "시스템 장애에 따른 연장")


def test_a_mail_after_an_extension_names_the_deadline_at_the_gate_not_that_of_the_version_it_was_begun_under() -> None:
    case = a_ready_application()
    delivered()
    Mail.objects.all().delete()
    move_deadline(program=case.program.key, closes_at=CLOSES + timedelta(days=2), basis="연장공고 1")

    settle(a_receipt(case, "submitted"))
    delivered()

    said = Mail.objects.get(template="application_received", to=case.supplier.person.email).body
    assert ("2024. 5. 2.(목) 18:00" in said, "2024. 4. 30.(화) 18:00" in said) == (True, False)


def an_extension(tmp_path: Path) -> Path:
    """The program's second version, which closes two days later."""
    folder = a_copy(tmp_path)
    spoil(folder, "program.toml", "version = 1\nnumber_prefix", "version = 2\nnumber_prefix")
    said = (
        '[[versions]]\nversion = 2\nkind = "extension"\nissued_on = 2024-04-30\nmoves_as_of_day = true\n'
        'default = "시스템 장애에 따른 연장"\nreason = { ko = "시스템 장애", en = "Outage" }\n\n[[role]]'
    )
    spoil(folder, "program.toml", "[[role]]", said)
    closes = "closes = 2024-{}T18:00:00+09:00 # the first"
    spoil(folder, "dates.toml", closes.format("04-30"), closes.format("05-02"))
    (folder / "cases" / "windows.toml").unlink()
    return folder
