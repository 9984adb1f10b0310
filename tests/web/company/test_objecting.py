"""A decision after the result is objected to from its letter: on an agreement, a return, a recovery, a bar."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.conf import settings as house
from django.urls import reverse

import settling
from agreeing import CONCLUDED, RESULT, a_concluded, in_papers
from gonggo.agreements import commands as agreements
from gonggo.kernel.actor import Role
from gonggo.messages.letters.queries import Issued, letters
from gonggo.objections.models import Objection
from gonggo.settlement import commands
from gonggo.settlement.models import Return
from gonggo.web.ui import wording
from objecting import followed
from personas import Persona, an_officer, an_owner
from sanctioning import DECIDED, decided, noticed
from settling import CONFIRMED, DAY
from world import PUBLISHED, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
Told = tuple[Persona, datetime]


def no_agreement() -> Told:
    made = in_papers()
    agreements.refuse(reason="거짓 서류", agreement_id=made.agreement_id, by=made.officer.actor, at=RESULT)
    return made.adopter, RESULT


def a_change_refused() -> Told:
    made = a_concluded()
    told = {"agreement_id": made.agreement_id, "at": CONCLUDED}
    change = {"item": "task", "before": "가", "after": "나", "reason": "시장", "cause_on": CONCLUDED.date()}
    asked = agreements.ask_change(**change, **told, by=made.adopter.actor)
    agreements.refuse_change(change_id=asked.id, answer="범위 밖", by=made.operator.actor, at=CONCLUDED)
    return made.adopter, CONCLUDED


def a_termination() -> Told:
    made = a_concluded()
    agreements.terminate(
        agreement_id=made.agreement_id, in_good_faith=False, reason="중단", by=made.officer.actor, at=CONCLUDED
    )
    return made.supplier, CONCLUDED


def a_return() -> Told:
    made = settling.confirmed(disallowed=55_000_000)
    assert Return.objects.exists()
    return made.company, CONFIRMED


def a_recovery() -> Told:
    made = settling.confirmed(disallowed=55_000_000)
    told = {"gain": 5_000_000, "surcharge": 0, "paid_on": date(2024, 8, 5), "reason": "거짓 세금계산서"}
    row = commands.propose_recovery(
        agreement_id=made.row.agreement_id, by=made.operator.actor, at=CONFIRMED + 41 * DAY, **told
    )
    at = CONFIRMED + 42 * DAY
    commands.order_recovery(recovery_id=row.id, due_on=date(2025, 6, 2), by=made.confirmer.actor, at=at)
    return made.company, at


def a_bar(ground: str) -> Callable[[], Told]:
    def made() -> Told:
        officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency")
        lead = an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")
        barred = an_owner("나대표", company_name="빈손상사", at=PUBLISHED)
        decided(noticed(the_program(), barred, officer, ground=ground), officer, lead)
        return barred, DECIDED

    return made


DECISIONS = {
    "no-agreement": (no_agreement, 10),
    "change-refused": (a_change_refused, 10),
    "termination": (a_termination, 10),
    "return-order": (a_return, 10),
    "recovery": (a_recovery, 30),
    "sanction": (a_bar("not-returned"), 10),
    "sanction-disposition": (a_bar("unlawful-gain"), 30),
}
SAID = {"ground": "facts", "text": "증빙을 보지 않고 정했습니다."}


@pytest.fixture
def clock(monkeypatch):
    def stands(at: datetime) -> None:
        monkeypatch.setattr(house.GONGGO_CLOCK, "now", lambda: at)

    return stands


def told_of(kind: str, clock: Callable[[datetime], None]) -> tuple[Persona, datetime, Issued]:
    who, at = DECISIONS[kind][0]()
    followed()
    clock(at + timedelta(hours=1))
    return who, at, next(one for one in letters(of=who.actor) if one.kind == kind)


def page_of(who: Persona, letter: Issued) -> str:
    answer = who.client.get(reverse("company:letter", args=[letter.id]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_decision_is_objected_to_from_its_letter_by_the_days_and_with_the_body_that_the_program_names(kind, clock):
    who, _, letter = told_of(kind, clock)
    at = reverse("company:object_to_letter", args=[letter.id])

    assert f'href="{at}?letter={letter.id}"' in page_of(who, letter)
    form = who.client.get(f"{at}?letter={letter.id}").content.decode()
    assert "전담기관 중소기업기술정보진흥원" in form
    assert letter.until_on is not None
    assert wording.day(letter.until_on, "ko", year=True) in form
    assert "받는 곳: 전담기관 중소기업기술정보진흥원" in letter.content.objection.ko
    assert letter.until_on >= letter.issued_on + timedelta(days=DECISIONS[kind][1])

    sent = who.client.post(at, SAID | {"letter": str(letter.id)})

    filed = Objection.objects.get()
    assert sent["Location"] == reverse("company:objection", args=[filed.id])
    assert (filed.decision, filed.subject, filed.state) == (letter.cause, str(letter.subject), "filed")
    assert (filed.company_id, filed.until_on) == (who.company.id, letter.until_on)
    assert reverse("company:objection", args=[filed.id]) in page_of(who, letter)
    assert who.client.post(at, SAID | {"letter": str(letter.id)}).status_code == 422
    assert Objection.objects.count() == 1


def test_who_decided_does_not_answer_and_an_objection_after_the_last_day_is_taken_as_a_petition(clock):
    who, _, letter = told_of("sanction", clock)
    assert letter.until_on is not None
    clock(datetime.fromisoformat(f"{letter.until_on + timedelta(days=1)}T00:00:00+09:00"))

    who.client.post(reverse("company:object_to_letter", args=[letter.id]), SAID | {"letter": str(letter.id)})

    filed = Objection.objects.get()
    assert filed.state == "petition"
    assert filed.took_part.count() == 2


def test_what_is_not_objected_to_has_no_button_and_its_page_takes_nothing(clock):
    made = in_papers()
    followed()
    made = a_concluded(made.on)
    followed()
    clock(CONCLUDED)
    letter = next(one for one in letters(of=made.adopter.actor) if one.kind == "agreement")
    at = reverse("company:object_to_letter", args=[letter.id])

    assert at not in page_of(made.adopter, letter)
    assert "이의신청할 결정이 없습니다" in made.adopter.client.get(at).content.decode()
    assert made.adopter.client.post(at, SAID | {"letter": str(letter.id)}).status_code == 422
    assert not Objection.objects.exists()


def test_nobody_objects_from_the_letter_of_another(clock, stranger):
    who, _, letter = told_of("return-order", clock)
    at = reverse("company:object_to_letter", args=[letter.id])

    assert who.client.get(at).status_code == 200
    assert stranger.client.get(at).status_code == 404
    assert stranger.client.post(at, SAID | {"letter": str(letter.id)}).status_code == 404
    assert not Objection.objects.exists()
