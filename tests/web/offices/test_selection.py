"""The selection on its page: from the seed to the reserve list, by two people, and what the others may read."""

import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from costs import counted
from evaluations import an_assessment
from gonggo.journal.models import Entry
from gonggo.kernel.actor import Role
from gonggo.selection import commands, inputs, queries
from gonggo.selection.models import Place, PlacesMoved, Round, Seed, TieDecision
from gonggo.selection.states import RoundState
from gonggo.selection.verify import bundle_digest, is_sound
from personas import Persona, an_officer
from selections import (
    DRAWN,
    INSTANT,
    Selection,
    a_selection,
    announced,
    confirmed,
    drawn,
    published,
    with_one_place,
)

pytestmark = pytest.mark.django_db(databases=["default", "door"])
PAGE = "/agency/selection/"
MOST = 12


@pytest.fixture(autouse=True)
def drawn_day(monkeypatch):
    """The program's clock stands where the evaluation is over."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: DRAWN)


def stand(monkeypatch, at) -> None:
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: at)


@pytest.fixture
def on(db: None) -> Selection:
    return a_selection()


@pytest.fixture
def second(on: Selection) -> Persona:
    return an_officer(Role.AGENCY_LEAD, kind="agency", key="agency", name="두번째")


def said(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_two_people_bring_a_list_from_the_evaluation_to_its_instant(on, second):
    first, other = on.officer.client, second.client
    assert "순위 작성하기" in said(first)

    first.post(reverse("agency:draw_up"), {"program": on.key})
    found = Round.objects.get()
    page = said(first)
    assert all(word in page for word in (found.digest, "T-1", "T-2", "하나정밀", "선정", "미선정"))

    sent = {"digest": found.digest}
    first.post(reverse("agency:support_selection", args=[found.id]), sent)
    assert "다른 담당자가 한 번 더 확정해야 합니다" in said(first)
    assert "두 번째로 확정하기" not in said(first)
    assert first.post(reverse("agency:confirm_selection", args=[found.id]), sent).status_code == 409
    other.post(reverse("agency:confirm_selection", args=[found.id]), sent)
    other.post(reverse("agency:announce_selection", args=[found.id]), {"announce-publish_at": "2024-07-05T09:00"})

    found.refresh_from_db()
    assert (found.state, found.publish_at) == (RoundState.ANNOUNCED, INSTANT)
    assert (found.first_by, found.second_by) == (on.officer.person.id, second.person.id)
    assert "2024-07-05(금) 09:00" in said(first)


def test_after_the_instant_a_place_given_up_goes_to_the_next_in_reserve(monkeypatch):
    on = a_selection((90, 80, 70), program=with_one_place())
    found = published(on)
    stand(monkeypatch, INSTANT)
    owner = on.companies[0]
    commands.give_up(application_id=on.applications[0].id, reason="폐업", by=owner.actor, at=INSTANT)
    client = on.officer.client
    page = said(client)
    assert all(word in page for word in ("폐업", "빈 자리 1개", "다음 예비: T-2", "T-2 선정하기"))

    sent = client.post(reverse("agency:promote_selection", args=[found.id]), {"cell": "/".join(on.cell)})

    assert sent.status_code == 302
    assert [row.number for row in queries.selected(on.key)] == ["T-2"]
    assert "T-3 선정하기" not in said(client)
    again = client.post(reverse("agency:promote_selection", args=[found.id]), {"cell": "/".join(on.cell)})
    assert again.status_code == 409


def test_the_committee_decides_a_tie_on_the_page_and_nothing_that_is_no_order_is_taken():
    on = a_selection((80, 80, 70))
    client, place = on.officer.client, reverse("agency:decide_tie")
    assert "위원회의 결정이 있어야" in said(client)
    assert "순위 작성하기" not in said(client)
    told = {"program": on.key, "tie": "T-1", "T-1-place-T-1": "2", "T-1-place-T-2": "1", "T-1-reason": "지역 안배"}

    assert client.post(place, told | {"T-1-place-T-2": "2"}).status_code == 422
    assert client.post(place, told | {"T-1-reason": " "}).status_code == 422
    assert not TieDecision.objects.exists()
    assert client.post(place, told).status_code == 302

    assert TieDecision.objects.get().numbers["numbers"] == ["T-2", "T-1"]
    assert "지역 안배" in said(client)
    client.post(reverse("agency:draw_up"), {"program": on.key})
    assert list(Place.objects.order_by("rank").values_list("number", "broken_by")) == [
        ("T-2", ""),
        ("T-1", "committee"),
        ("T-3", ""),
    ]


def test_the_seed_is_taken_before_the_last_results_and_the_page_offers_it_only_then(on):
    early = an_assessment(on.on.program)
    assert "씨앗값 남기기" not in said(on.officer.client)
    sent = early.officer.client.post(reverse("agency:publish_seed"), {"program": on.key, "seed-text": "1124회"})

    assert sent.status_code == 409
    assert not Seed.objects.exists()


def test_the_seed_goes_on_record_and_no_second_one_is_taken(db):
    early = an_assessment()
    client, place = early.officer.client, reverse("agency:publish_seed")
    assert client.post(place, {"program": early.program.key, "seed-text": ""}).status_code == 422
    client.post(place, {"program": early.program.key, "seed-text": "1124회 당첨 번호"})

    assert "1124회 당첨 번호" in said(client)
    assert client.post(place, {"program": early.program.key, "seed-text": "다른 값"}).status_code == 409
    assert Seed.objects.get().text == "1124회 당첨 번호"


def test_unused_places_are_moved_with_a_reason_and_no_more_than_are_unused(on):
    client, place = on.officer.client, reverse("agency:move_places")
    source, target = ("/".join(cell) for cell in list(inputs.places_now(on.on.program))[1:])
    told = {"program": on.key, "move-source": source, "move-target": target, "move-places": "3", "move-reason": "남음"}

    assert client.post(place, told | {"move-places": "1000"}).status_code == 422
    assert client.post(place, told | {"move-reason": ""}).status_code == 422
    assert not PlacesMoved.objects.exists()
    assert client.post(place, told).status_code == 302
    assert PlacesMoved.objects.get().places == 3
    assert "남음" in said(client)


def test_a_list_is_set_aside_only_with_a_reason_that_is_kept(on):
    found = drawn(on)
    client, place = on.officer.client, reverse("agency:void_selection", args=[found.id])

    assert client.post(place, {"void-reason": ""}).status_code == 422
    assert Round.objects.get().state == RoundState.DRAWN
    client.post(place, {"void-reason": "가점을 다시 확인"})
    assert Round.objects.get().state == RoundState.VOID
    assert Entry.objects.get(name="selection.voided").data["reason"] == "가점을 다시 확인"


def test_an_instant_that_has_passed_is_answered_at_its_field(on):
    found = confirmed(on)
    place = reverse("agency:announce_selection", args=[found.id])

    answer = on.officer.client.post(place, {"announce-publish_at": "2024-01-01T09:00"})

    assert (answer.status_code, "지난 시각이라" in answer.content.decode()) == (422, True)
    assert Round.objects.get().publish_at is None


def test_the_bundle_that_is_taken_makes_the_list_again(on):
    found = drawn(on)
    answer = on.officer.client.get(reverse("agency:selection_bundle", args=[found.id]))

    bundle = json.loads(answer.content)
    assert (bundle_digest(bundle), is_sound(bundle)) == (found.digest, True)
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_ministry_reads_counts_and_the_list_after_the_instant_and_never_a_mark(on, ministry):
    found = announced(on)
    client = ministry.client
    before = said(client)
    assert ("공개된 선정 결과가 없습니다" in before, "T-1" in before) == (True, False)
    assert client.get(reverse("agency:selection_round", args=[found.id])).status_code == 404
    assert client.get(reverse("agency:selection_bundle", args=[found.id])).status_code == 404

    commands.publish_due(now=INSTANT)

    after = said(client)
    assert all(word in after for word in ("T-1", "T-2", "하나정밀"))
    assert "90" not in after.split("<h2>명단</h2>")[1]
    assert client.post(reverse("agency:draw_up"), {"program": on.key}).status_code == 404


def test_who_only_reads_is_offered_nothing_to_press(on):
    drawn(on)
    reader = an_officer(Role.COST_REVIEWER, kind="agency", key="agency", name="원가").client

    page = said(reader)
    assert "T-1" in page
    assert "확정하기" not in page
    assert reader.post(reverse("agency:draw_up"), {"program": on.key}).status_code == 404


def test_a_round_is_found_by_its_lasting_address_and_one_that_is_not_there_is_not(on):
    found = drawn(on)
    client = on.officer.client

    assert client.get(f"/go/selection/{found.id}")["Location"] == f"/agency/selection/{found.id}"
    assert client.get(f"/agency/selection/{found.id}")["Location"] == f"{PAGE}?program={on.key}"
    assert client.get(f"/agency/selection/{on.applications[0].id}").status_code == 404
    assert client.get(f"{PAGE}?program=nothing").status_code == 404


@pytest.mark.parametrize("step", ["before", "drawn", "published"])
@pytest.mark.parametrize("count", [1, 3, 30])
def test_the_page_costs_as_much_for_one_three_and_thirty(step, count):
    on = a_selection(tuple(90 - place for place in range(count)))
    {"before": lambda _: None, "drawn": drawn, "published": published}[step](on)
    client = on.officer.client
    with counted() as costs:
        said(client)

    assert costs.count == MOST
