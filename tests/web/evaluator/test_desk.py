"""The evaluator's desk: 서약, 열람, 평가, 제출, 회피; and what nobody finds there."""

import re

import pytest
from django.contrib.sessions.models import Session

from evaluations import (
    MEETING,
    OPENS,
    a_panel,
    a_tie,
    an_application,
    an_assessment,
    an_evaluator,
    form,
    open_up,
    points,
    put,
    score,
    take,
)
from gonggo.evaluation import commands
from gonggo.evaluation.definition import Part, Stage
from gonggo.evaluation.models import Conflict, Seat, Sheet, SheetDraft
from gonggo.journal.models import Access
from gonggo.kernel.actor import Role
from gonggo.web.ui.waiting import waiting
from offices import hold
from personas import an_officer

pytestmark = pytest.mark.django_db(databases=["default", "door"])
MOST_SELECTS = 12


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def declared(on, **more) -> dict[str, str]:
    return {f"declared-{one.key}": "on" for one in on.rules.declarations} | more


def written(on, total: int = 72, **more) -> dict[str, str]:
    given = points(on, Stage.SITE, total)
    return {f"points-{key}": str(value) for key, value in given.items()} | {"opinion": "현장이 준비되어 있음"} | more


def test_the_front_page_says_what_is_to_be_done_next_from_pledge_to_filing(forming):
    client = forming.me.client
    assert client.get("/accounts/enter/")["Location"] == "/operator/waiting/"  # an expert; an evaluator's is here
    page = client.get("/evaluator/")
    assert forming.pledge_place in page.content.decode()
    assert all(one in words(page) for one in ("1반", "5월 20일", "서약하지 않음", "0/1건 제출", "구성 중"))

    client.post(forming.pledge_place, declared(forming.on))
    assert "서약하기" not in words(client.get("/evaluator/"))
    commands.pledge(
        seat_id=forming.seats[1].id,
        declared=[one.key for one in forming.on.rules.declarations],
        ties=[],
        by=forming.other.actor,
        at=OPENS,
    )
    open_up(forming.on, forming.panel)
    assert f"{forming.case.again().number} 열람하고 평가하기" in words(client.get("/evaluator/"))


def test_an_evaluator_of_the_agency_meets_the_own_panels_first():
    evaluator = an_officer(Role.EVALUATOR, kind="agency")

    assert evaluator.client.get("/accounts/enter/")["Location"] == "/evaluator/"
    assert "참여하는 평가가 없습니다" in words(evaluator.client.get("/evaluator/"))


def test_an_expert_goes_from_either_desk_to_the_other_and_an_evaluator_has_one():
    expert, evaluator = an_officer(Role.EXPERT, kind="operator"), an_officer(Role.EVALUATOR, kind="agency")

    assert 'href="/evaluator/"' in expert.client.get("/operator/visits/").content.decode()
    assert 'href="/operator/visits/"' in expert.client.get("/evaluator/").content.decode()
    assert 'href="/operator/visits/"' not in evaluator.client.get("/evaluator/").content.decode()


def test_before_the_pledge_nothing_but_number_title_and_company_is_seen(forming):
    client = forming.me.client
    page = words(client.get(forming.panel_place))

    assert forming.case.again().number in page
    assert "하나정밀" in page
    assert client.get(forming.place("/sheet")).status_code == 404
    assert client.get(forming.place()).status_code == 409
    assert not Access.objects.filter(purpose="evaluation").exists()


def test_a_member_who_has_not_pledged_is_led_to_the_pledge_once_the_panel_is_open(open_sitting):
    Seat.objects.filter(id=open_sitting.seats[0].id).update(pledged_at=None)

    answer = open_sitting.me.client.get(open_sitting.place(), follow=True)

    assert answer.redirect_chain == [(open_sitting.pledge_place, 302)]
    assert "먼저 서약해 주세요" in words(answer)
    assert open_sitting.me.client.post(open_sitting.place("/sheet"), {}).status_code == 404


@pytest.mark.parametrize(
    "left_out", ["declared-fair", "note-", "ground-"], ids=["a declaration", "what the tie is", "the ground"]
)
def test_a_pledge_without_its_parts_is_refused_at_the_field_and_keeps_what_was_typed(forming, left_out):
    one = forming.case.id
    given = declared(forming.on, **{f"ground-{one}": "family", f"note-{one}": "대표자와 사촌"})
    given.pop(left_out if left_out.startswith("declared") else f"{left_out}{one}")

    answer = forming.me.client.post(forming.pledge_place, given)

    assert answer.status_code == 422
    assert "대표자와 사촌" in answer.content.decode() or left_out == "note-"
    assert 'value="family" selected' in answer.content.decode() or left_out == "ground-"
    assert Seat.objects.get(id=forming.seats[0].id).pledged_at is None
    assert not Conflict.objects.exists()


@pytest.mark.clause("7-site")
def test_a_tie_named_with_the_pledge_becomes_a_recusal_with_number_and_day(forming):
    one = forming.case.id

    answer = forming.me.client.post(
        forming.pledge_place,
        declared(forming.on, **{f"ground-{one}": "family", f"note-{one}": "대표자와 사촌"}),
        follow=True,
    )

    conflict = Conflict.objects.get()
    assert (conflict.word, conflict.ground, conflict.note) == ("recused", "family", "대표자와 사촌")
    assert "평가하지 않는 과제" in words(answer)
    assert conflict.number in words(answer)


def test_a_second_pledge_is_refused_and_the_page_says_that_it_stands(forming):
    forming.me.client.post(forming.pledge_place, declared(forming.on))

    assert "이미 서약했습니다" in words(forming.me.client.get(forming.pledge_place))
    answer = forming.me.client.post(forming.pledge_place, declared(forming.on))
    assert (answer.status_code, "이미 서약하여" in words(answer)) == (422, True)


_SUMS = (
    "합계 내용 산출근거 정부지원금 50,000,000 민간 현금 40,000,000 민간 현물 20,000,000 "
    "견적서가 든 서류 합계 110,000,000"
)


def test_an_application_is_read_and_its_papers_taken_on_record_without_contacts(open_sitting):
    client = open_sitting.me.client

    page = client.get(open_sitting.place())

    assert open_sitting.case.again().title in words(page)
    assert _SUMS in words(page)  # the budget as a table with its totals
    assert "추진일정: 달마다 할 일을 그린 그림" in page.content.decode()
    assert "010-" not in words(page)
    assert "전화" not in words(page).split("제출 서류", maxsplit=1)[0]
    action = re.search(r'action="(/evaluator/[^"]+/papers/[^"]+/plan)".*?value="([0-9a-f]{64})"', page.content.decode())
    assert action is not None
    taken = client.post(action[1], {"sha256": action[2]})
    assert b"".join(taken.streaming_content)[:4] == b"%PDF"
    facts = set(Access.objects.filter(purpose="evaluation").values_list("entry__name", "person_id"))
    me = open_sitting.me.person.id
    assert facts == {("evaluation.application_opened", me), ("evaluation.paper_opened", me)}
    hold(open_sitting.case)
    assert client.post(action[1], {"sha256": action[2]}).status_code == 409
    taken.close()


def test_a_sheet_is_saved_with_gaps_and_its_sum_stands_on_the_page(open_sitting):
    client = open_sitting.me.client

    answer = client.post(open_sitting.place("/sheet"), {"points-need": "20", "points-will": "11"}, follow=True)

    assert "아직 제출하지 않았습니다" in words(answer)
    assert re.search(r"합계 31 / 100", words(answer))
    assert SheetDraft.objects.get().points == {"need": 20, "will": 11}
    assert "작성 중" in words(client.get(open_sitting.panel_place))


def test_what_is_saved_while_it_is_written_leaves_the_page_and_its_words_alone(open_sitting):
    client = open_sitting.me.client

    answer = client.post(open_sitting.place("/sheet"), {"points-need": "20"}, headers={"HX-Request": "true"})
    wrong = client.post(open_sitting.place("/sheet"), {"points-need": "99"}, headers={"HX-Request": "true"})

    assert (answer.json(), wrong.status_code) == ({"saved_at": MEETING.isoformat()}, 422)
    assert SheetDraft.objects.get().points == {"need": 20}
    assert "아직 제출하지 않았습니다" not in words(client.get(open_sitting.place("/sheet")))


def test_a_sheet_is_filed_and_only_read_afterwards(open_sitting):
    client, on = open_sitting.me.client, open_sitting.on

    answer = client.post(open_sitting.place("/sheet"), written(on, go="file"), follow=True)

    sheet = Sheet.objects.get()
    assert (sheet.points, sheet.opinion) == (points(on, Stage.SITE, 72), "현장이 준비되어 있음")
    assert all(one in words(answer) for one in ("제출한 평가표", "현장이 준비되어 있음", "72"))
    assert 'name="points-need"' not in answer.content.decode()
    assert "1/1건 제출" in words(client.get("/evaluator/"))
    again = client.post(open_sitting.place("/sheet"), written(on, 50, go="file"))
    assert (again.status_code, "이미 제출한 평가표" in words(again)) == (422, True)
    assert Sheet.objects.get().points == sheet.points


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"points-need": "26"}, "0부터 25까지의 정수"),
        ({"points-need": "-1"}, "0부터 25까지의 정수"),
        ({"points-need": "많음"}, "0부터 25까지의 정수"),
        ({"points-need": ""}, "점수가 없어 제출하지 않았습니다"),
        ({"opinion": " "}, "평가의견이 없어 제출하지 않았습니다"),
        ({"opinion": "가" * 2001}, "2001"),
    ],
)
def test_what_a_sheet_does_not_take_is_said_at_its_field_and_nothing_typed_is_lost(open_sitting, changed, says):
    given = written(open_sitting.on, go="file") | changed

    answer = open_sitting.me.client.post(open_sitting.place("/sheet"), given)

    assert answer.status_code == 422
    assert says in words(answer)
    assert all(f'value="{given[f"points-{key}"]}"' in answer.content.decode() for key in ("will", "organisation"))
    assert not Sheet.objects.exists()


def test_a_sheet_sent_after_the_session_is_over_stands_there_again_and_is_not_saved(open_sitting):
    client, place = open_sitting.me.client, open_sitting.place("/sheet")
    client.get(place)
    Session.objects.all().delete()

    sent = client.post(place, written(open_sitting.on), headers={"referer": f"http://testserver{place}"})
    client.force_login(open_sitting.me.person)
    session = client.session
    session.update({key: value for key, value in open_sitting.me.client.session.items() if not key.startswith("_")})
    session.save()
    page = client.get(place)

    assert sent["Location"] == f"/accounts/login/?next={place}"
    assert all(one in page.content.decode() for one in ("현장이 준비되어 있음", "저장 안 됨"))
    assert not SheetDraft.objects.exists()


def test_everything_that_is_missing_is_said_at_once(open_sitting):
    answer = open_sitting.me.client.post(open_sitting.place("/sheet"), {"go": "file"})

    assert set(answer.context["form"].errors) == {
        *(f"points-{item.key}" for item in open_sitting.on.rules.stage(Stage.SITE).items),
        "opinion",
    }


def test_before_the_panel_is_open_a_sheet_is_shown_and_not_written(forming):
    client = forming.me.client
    client.post(forming.pledge_place, declared(forming.on))

    page = client.get(forming.place("/sheet"))
    answer = client.post(forming.place("/sheet"), written(forming.on))

    assert "아직 평가가 열리지 않았습니다" in words(page)
    assert "<form method" not in page.content.decode().split("<h1>")[1]
    assert answer.status_code == 422
    assert not SheetDraft.objects.exists()


def test_a_written_sheet_asks_for_sound_or_unsound(at):
    on = an_assessment()
    application = an_application(on)
    decided_on_site(on, application)
    panel, seats = a_panel(on, Stage.WRITTEN, application)
    open_up(on, panel)
    place = f"/evaluator/seats/{seats[0].id}/applications/{application.id}/sheet"
    given = {f"points-{item.key}": "10" for item in on.rules.stage(Stage.WRITTEN).items}
    client = on.member(seats[0]).client

    missing = client.post(place, given | {"opinion": "타당함", "go": "file"})
    assert (missing.status_code, list(missing.context["form"].errors)) == (422, ["finding"])
    assert client.post(place, given | {"opinion": "타당함", "finding": "sound", "go": "file"}).status_code == 302
    assert Sheet.objects.get(seat=seats[0]).finding == "sound"
    assert "적정" in words(client.get(place))


def decided_on_site(on, application) -> None:
    panel, seats = a_panel(on, Stage.SITE, application)
    open_up(on, panel)
    for seat in seats:
        score(on, seat, application, 70)
    commands.close_panel(panel_id=panel.id, by=on.officer.actor, at=MEETING)


def test_a_member_steps_back_with_ground_and_note_and_then_finds_nothing(open_sitting):
    client = open_sitting.me.client
    wrong = client.post(open_sitting.place("/recuse"), {"ground": "", "note": "사촌"})
    assert (wrong.status_code, "사촌" in wrong.content.decode()) == (422, True)

    answer = client.post(open_sitting.place("/recuse"), {"ground": "family", "note": "사촌"}, follow=True)

    assert Conflict.objects.get().number in words(answer)
    for more in ("", "/sheet", "/recuse"):
        assert client.get(open_sitting.place(more)).status_code == 404
    assert client.post(open_sitting.place("/sheet"), written(open_sitting.on, go="file")).status_code == 404


def test_who_has_filed_a_sheet_does_not_step_back_any_more(open_sitting):
    client = open_sitting.me.client
    client.post(open_sitting.place("/sheet"), written(open_sitting.on, go="file"))

    answer = client.post(open_sitting.place("/recuse"), {"ground": "family", "note": "사촌"})

    assert (answer.status_code, "이미 제출한 평가표" in words(answer)) == (422, True)
    assert not Conflict.objects.exists()


def test_nobody_finds_the_seat_of_another_and_no_mark_of_another_is_ever_shown(open_sitting):
    score(open_sitting.on, open_sitting.seats[1], open_sitting.case.again(), 41)
    for place in ("/evaluator/", open_sitting.panel_place, open_sitting.place(), open_sitting.place("/sheet")):
        assert not re.search(r"\b41\b|41점의 의견", words(open_sitting.me.client.get(place)))
    stranger = open_sitting.on.people[an_evaluator(open_sitting.on, operator=open_sitting.on.visits).id]

    for persona in (open_sitting.other, stranger, open_sitting.on.officer, open_sitting.case.adopter):
        for more in ("", "/sheet", "/recuse"):
            assert persona.client.get(open_sitting.place(more)).status_code == 404
            assert persona.client.post(open_sitting.place(more), written(open_sitting.on)).status_code in {404, 405}
        assert persona.client.get(open_sitting.pledge_place).status_code == 404
    assert stranger.client.get(open_sitting.panel_place).status_code == 404


def test_what_is_over_stays_readable_and_the_application_does_not(open_sitting):
    for seat in open_sitting.seats:
        score(open_sitting.on, seat, open_sitting.case.again(), 70)
    commands.close_panel(panel_id=open_sitting.panel.id, by=open_sitting.on.officer.actor, at=MEETING)
    client = open_sitting.me.client

    assert "끝난 평가" in words(client.get("/evaluator/"))
    assert "70점의 의견" in words(client.get(open_sitting.place("/sheet")))
    assert client.get(open_sitting.place()).status_code == 409


def test_what_waits_is_the_pledge_and_then_the_sheets(forming):
    def waits() -> list[tuple[str, int]]:
        return [(one.what, one.count) for one in waiting(forming.me.actor, at=MEETING)]

    assert waits() == [("평가에 앞서 서약하기", 1)]
    for persona, seat in zip((forming.me, forming.other), forming.seats, strict=True):
        place = forming.pledge_place.replace(str(forming.seats[0].id), str(seat.id))
        persona.client.post(place, declared(forming.on))
    assert waits() == []
    open_up(forming.on, forming.panel)
    assert waits() == [("평가표 쓰고 제출하기", 1)]
    assert "평가표 쓰고 제출하기" in words(forming.me.client.get("/evaluator/waiting/"))
    score(forming.on, forming.seats[0], forming.case.again(), 70)
    assert waits() == []


def test_what_is_in_conflict_does_not_wait(open_sitting):
    commands.recuse(
        seat_id=open_sitting.seats[0].id, tie=a_tie(open_sitting.case.again()), by=open_sitting.me.actor, at=MEETING
    )

    assert waiting(open_sitting.me.actor, at=MEETING) == []


def test_pages_cost_the_same_for_one_three_and_thirty_applications(at, costs):
    on = an_assessment()
    panel = form(on, Stage.SITE)
    evaluator = an_evaluator(on, operator=on.visits)
    seat = take(on, panel, evaluator, Part.FIRST)
    client = on.people[evaluator.id].client
    spent: dict[str, list[int]] = {}
    for more in (1, 2, 27):
        for _ in range(more):
            put(on, panel, an_application(on))
        for place in (
            "/evaluator/",
            "/evaluator/waiting/",
            f"/evaluator/panels/{panel.id}",
            f"/evaluator/seats/{seat.id}/pledge",
        ):
            client.get(place)
            with costs() as found:
                assert client.get(place).status_code == 200
            spent.setdefault(place, []).append(found.count)

    assert all(len(set(counts)) == 1 for counts in spent.values())
    assert max(counts[0] for counts in spent.values()) <= MOST_SELECTS


def test_an_application_and_its_sheet_stay_within_the_budget(open_sitting, costs):
    client = open_sitting.me.client
    for place in (open_sitting.place(), open_sitting.place("/sheet"), open_sitting.place("/recuse")):
        client.get(place)
        with costs() as found:
            assert client.get(place).status_code == 200
        assert found.count <= MOST_SELECTS, str(found)
