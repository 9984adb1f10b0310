"""협약서 서명: each party signs at its own desk in its turn, after proving who they are; whatever else is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from agreeing import RESULT, Agreeing, an_agreement, in_signing
from costs import counted
from evaluations import an_assessment
from gonggo.journal.models import Access
from gonggo.kernel.actor import SYSTEM, Role
from gonggo.signing.commands import void_signing
from gonggo.signing.models import Signature
from gonggo.signing.queries import signing_of
from gonggo.web.ui.waiting import waiting
from personas import PASSWORD, Persona, a_colleague_of, an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def people_of(made: Agreeing) -> dict[str, Persona]:
    """Who signs, in order."""
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", key="agency", name="이전담")
    return {"agency": officer, "operator": made.operator, "adopter": made.adopter, "supplier": made.supplier}


def in_signature(made: Agreeing) -> dict[str, Persona]:
    """An agreement whose paper waits for all its signatures."""
    in_signing(made)
    return people_of(made)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: RESULT)


@pytest.fixture
def made(now: None) -> Agreeing:
    return an_agreement()


def place(key: str, made: Agreeing) -> str:
    desk = key if key in {"agency", "operator"} else "company"
    return f"/{desk}/agreements/{made.agreement_id}/sign"


def given(made: Agreeing) -> list[int]:
    rows = Signature.objects.filter(signing__subject_id=made.agreement_id).exclude(signed_at=None)
    return list(rows.order_by("place").values_list("place", flat=True))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def waits(one: Persona) -> list[tuple[str, str]]:
    lines = waiting(one.actor, at=RESULT)
    return [(str(line.what), line.url) for line in lines if "서명" in str(line.what)]


@pytest.mark.clause("1-roles-adopter", "1-roles-supplier")
def test_each_signs_at_its_own_desk_in_its_turn_and_the_next_finds_it_waiting(made):
    people = in_signature(made)
    lists = {"agency": "/agency/agreements/to-sign", "operator": "/operator/agreements/to-sign"}

    for key, one in people.items():
        address = place(key, made)
        assert [url.partition("?")[0] for _, url in waits(one)] == [lists.get(key, address)]
        client = one.client
        if key in lists:
            assert address in text(client, lists[key])
        assert "서명하기</button>" in text(client, address)
        signed = client.post(f"{address}/give")
        assert (signed.status_code, signed["Location"]) == (302, address)
        assert waits(one) == []
        assert "서명하기</button>" not in text(client, address)

    found = signing_of(made.row.ref)
    assert found is not None
    assert (given(made), found.state) == ([1, 2, 3, 4], "completed")
    said = text(people["adopter"].client, place("adopter", made))
    assert all(word in said for word in ("모두 서명했습니다.", "서명 완료", "이전담", "윤수행", "오지환"))


def test_signing_out_of_turn_is_offered_to_nobody_and_refused_with_whose_turn_it_is(made):
    people = in_signature(made)

    assert "서명하기</button>" not in text(people["supplier"].client, place("supplier", made))
    answer = people["supplier"].client.post(f"{place('supplier', made)}/give")
    assert answer.status_code in {409, 422}
    assert "(전담기관) 차례입니다" in answer.content.decode()
    assert given(made) == []


def test_signing_without_a_fresh_proof_leads_to_the_proof_and_signs_once_it_is_given(made):
    people = in_signature(made)
    for key in ("agency", "operator"):
        people[key].client.post(f"{place(key, made)}/give")
    client, address = people["adopter"].client, place("adopter", made)
    session = client.session
    old = (datetime.now(tz=UTC) - timedelta(minutes=6)).timestamp()
    proofs = session["account_authentication_methods"]
    session["account_authentication_methods"] = [proof | {"at": old} for proof in proofs]
    session.save()

    asked = client.post(f"{address}/give")
    assert (asked.status_code, "/again/" in asked["Location"]) == (302, True)
    assert given(made) == [1, 2]
    client.post(asked["Location"], {"password": PASSWORD}, follow=True)
    assert given(made) == [1, 2, 3]


def test_a_writer_of_the_company_and_an_accountant_of_the_agency_read_and_cannot_sign(made):
    people = in_signature(made)
    accountant = an_officer(Role.ACCOUNTANT, kind="agency", key="agency", name="정회계")
    people["agency"].client.post(f"{place('agency', made)}/give")
    people["operator"].client.post(f"{place('operator', made)}/give")
    writer = a_colleague_of(people["adopter"])

    for key, one in (("agency", accountant), ("adopter", writer)):
        assert "서명하기</button>" not in text(one.client, place(key, made))
        assert one.client.post(f"{place(key, made)}/give").status_code in {403, 409, 422}
        assert waits(one) == []
    assert given(made) == [1, 2]


def test_a_stranger_and_another_operator_find_nothing(made, stranger, operator_officer):
    in_signature(made)

    for key, one in (("adopter", stranger), ("operator", operator_officer)):
        for tail, ask in (("", "get"), ("/give", "post"), ("/paper", "post")):
            assert getattr(one.client, ask)(f"{place(key, made)}{tail}").status_code == 404


def test_the_paper_is_taken_as_an_attachment_and_who_took_it_is_on_record(made):
    people = in_signature(made)
    people["agency"].client.post(f"{place('agency', made)}/give")

    for key in ("operator", "supplier"):
        answer = people[key].client.post(f"{place(key, made)}/paper")
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"/ETSI.CAdES.detached" in b"".join(answer.streaming_content)
    assert Access.objects.filter(entry__name="signing.paper_opened").count() == 4


def test_what_was_called_off_says_why_and_what_is_not_prepared_says_so(made):
    before = text(made.adopter.client, place("adopter", made))
    assert "아직 서명할 협약서가 없습니다" in before

    people = in_signature(made)
    found = signing_of(made.row.ref)
    assert found is not None
    void_signing(signing_id=found.id, reason="총사업비를 바로잡습니다.", by=SYSTEM, at=RESULT)
    said = text(people["agency"].client, place("agency", made))
    assert ("총사업비를 바로잡습니다." in said, "서명하기</button>" in said) == (True, False)
    assert people["agency"].client.post(f"{place('agency', made)}/give").status_code in {409, 422}


def test_the_list_of_what_waits_for_a_signature_costs_the_same_for_one_and_for_three(now):
    on = an_assessment()
    client = in_signature(an_agreement(on))["agency"].client
    address = "/agency/agreements/to-sign"
    text(client, address)  # what this process keeps is kept

    with counted() as one:
        text(client, address)
    for _ in range(2):
        in_signature(an_agreement(on))
    with counted() as three:
        said = text(client, address)

    assert said.count('/sign"') == 3

    assert three.count == one.count <= 12
