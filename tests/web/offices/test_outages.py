"""장애와 연장 on the agency's page: the record, what the rule gives, two officers; what everybody then sees."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from costs import counted
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from gonggo.outages.models import Proposal
from gonggo.programs.queries import program
from outing import CLOSES, in_april, in_may, seen
from personas import Persona, an_officer
from world import a_draft, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
PAGE = "/agency/outages/"
KEY = "smart-service-2024"
BEGAN, RECOVERED, NOW = in_april(30, 17, 30), in_april(30, 18, 10), in_april(30, 18, 20)
FORM = {"program": KEY, "announced_at": "2024-04-30T18:12:00", "as_of": "moves", "reason": "접속 장애"}
MOST = 12


@pytest.fixture(autouse=True)
def the_evening(db: None, monkeypatch):
    the_program()
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)


@pytest.fixture
def officer(db: None) -> Persona:
    return an_officer(Role.AGENCY_OFFICER, kind="agency")


@pytest.fixture
def lead(db: None) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", name="최여섯")


def said(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_without_a_record_the_page_says_so_and_offers_nothing(officer):
    page = said(officer.client)

    assert "마감 앞뒤의 점검 기록이 없습니다" in page
    assert "마감은 그대로입니다" in page
    assert "연장 제안하기" not in page


def test_the_record_is_drawn_with_its_table_and_the_rule_speaks(officer):
    seen((BEGAN, RECOVERED))

    page = said(officer.client)

    for words in (
        "<svg",
        "2024-04-30(화) 17:30",
        "40분",
        "마감이 장애 중이었음",
        "5월 1일",
        "연장 제안하기",
        "다음 근무일",
    ):
        assert words in page, words


def test_while_it_lasts_nothing_can_be_proposed(officer):
    seen((BEGAN, None))

    page = said(officer.client)

    assert ("장애가 아직 끝나지 않았습니다" in page, "연장 제안하기" in page) == (True, False)


def test_one_proposes_another_confirms_and_pages_mails_and_countdown_have_the_new_deadline(officer, lead):
    draft = a_draft()
    seen((BEGAN, RECOVERED))
    assert officer.client.post(f"{PAGE}propose", FORM).status_code == 302
    row = Proposal.objects.get()
    own = said(officer.client)
    assert ("연장을 확정하고 공고하기" in own, "확정은 다른 담당자가 합니다" in own) == (False, True)
    assert "연장을 확정하고 공고하기" in said(lead.client)
    queues = [said(one.client, "/agency/waiting/") for one in (officer, lead)]
    assert ["접수 마감 연장 확정하기" in queue for queue in queues] == [False, True]

    answer = lead.client.post(f"{PAGE}{row.id}/confirm", {"decision": "기록 확인"})
    deliver(now=machine_now(), limit=1000)

    assert answer.status_code == 302
    assert program(KEY).window("application").closes == in_may(1, 18)
    public = said(Client(), f"/programs/{KEY}")
    assert "이전 마감 4월 30일(화) 18:00" in public
    assert "시스템 장애(4월 30일 17:30" in public
    told = Client().get(f"/programs/{KEY}/deadline.json").json()["application"]
    assert (told["closes"], told["old"]["ko"]) == ("2024-05-01T18:00:00+09:00", "4월 30일(화) 18:00")
    assert told["reason"]["en"].startswith("The deadline is extended for an outage")
    hub = said(draft.adopter.client, f"/company/applications/{draft.id}")
    assert 'data-countdown="2024-05-01T18:00:00+09:00"' in hub
    assert f'data-watch="/programs/{KEY}/deadline.json"' in hub
    assert "연장 이력" in said(officer.client)


def test_who_proposed_cannot_confirm_by_hand_either(officer):
    seen((BEGAN, RECOVERED))
    officer.client.post(f"{PAGE}propose", FORM)

    answer = officer.client.post(f"{PAGE}{Proposal.objects.get().id}/confirm", {"decision": "내가"})

    assert answer.status_code == 422
    assert "제안한 사람은 확정할 수 없습니다" in answer.content.decode()
    assert program(KEY).window("application").closes == CLOSES


def test_confirming_asks_who_it_is_when_the_last_proof_is_old(officer, lead, monkeypatch):
    seen((BEGAN, RECOVERED))
    officer.client.post(f"{PAGE}propose", FORM)
    client = lead.client
    session = client.session
    session["account_authentication_methods"] = [
        one | {"at": one["at"] - 600} for one in session["account_authentication_methods"]
    ]
    session.save()

    answer = client.post(f"{PAGE}{Proposal.objects.get().id}/confirm", {"decision": "확인"})

    assert (answer.status_code, answer["Location"].startswith("/accounts/")) == (302, True), answer["Location"]
    assert program(KEY).version == 1


def test_dropped_with_a_reason_the_deadline_stands(officer, lead):
    seen((BEGAN, RECOVERED))
    officer.client.post(f"{PAGE}propose", FORM)
    row = Proposal.objects.get()

    assert lead.client.post(f"{PAGE}{row.id}/drop", {"decision": ""}).status_code == 422
    assert lead.client.post(f"{PAGE}{row.id}/drop", {"decision": "점검 서버 문제"}).status_code == 302
    assert ("점검 서버 문제" in said(lead.client), program(KEY).version) == (True, 1)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"announced_at": ""}, "시각을 적어 주세요"),
        ({"announced_at": "어제"}, "날짜와 시각을 적어 주세요"),
        ({"announced_at": "2024-04-30T18:09:59"}, "복구 전이거나"),
        ({"announced_at": "2024-04-30T18:20:01"}, "아직 오지 않은"),
        ({"as_of": "maybe"}, "하나를 골라 주세요"),
        ({"reason": ""}, "사유를 적어 주세요"),
        ({"reason": "가" * 501}, "500"),
    ],
)
def test_a_form_that_does_not_hold_is_shown_again_with_its_words_kept(officer, changed, words):
    seen((BEGAN, RECOVERED))

    answer = officer.client.post(f"{PAGE}propose", FORM | changed)

    page = answer.content.decode()
    assert (answer.status_code, words in page, Proposal.objects.count()) == (422, True, 0), page[:3000]


@pytest.mark.parametrize("role", [Role.COST_REVIEWER, Role.INSPECTOR])
def test_others_of_the_agency_read_and_send_to_nothing(role):
    seen((BEGAN, RECOVERED))
    client = an_officer(role, kind="agency").client

    assert "연장 제안하기" not in said(client)
    assert client.post(f"{PAGE}propose", FORM).status_code == 404


def test_the_page_costs_the_same_for_one_outage_and_for_many(officer, lead):
    seen((BEGAN, RECOVERED))
    officer.client.post(f"{PAGE}propose", FORM)
    client = lead.client
    with counted() as one:
        said(client)
    for place in range(12):
        began = in_april(29, 9) + timedelta(minutes=30 * place)
        seen((began, began + timedelta(minutes=5)))
    with counted() as many:
        said(client)

    assert one.count == many.count <= MOST, str(many)


def test_in_english_it_is_english(officer):
    seen((BEGAN, RECOVERED))
    client = officer.client
    client.cookies["language"] = "en"

    page = said(client)

    for words in ("Outages and extensions", "Deadline inside the outage", "40 minutes", "Propose the extension"):
        assert words in page, words
