"""The scripts in a real browser, against answers such as the door and the desks give."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from browsing import NARROW, WIDE, chromium, house, opened, overflow, violations  # noqa: F401  # fixtures
from gonggo.kernel.basis import clause
from gonggo.web.ui.gauging import cap_gauge, share_gauge
from gonggo.web.ui.refusals import Refusal
from gonggo.web.ui.rows import Gauge, Slot

pytestmark = pytest.mark.browser
TINY = {"width": 320, "height": 800}

WRITING = """{% load ui %}<!doctype html><html lang="ko"><body><main>
<form data-autosave data-capability="cap" data-base='{"title": 3}' data-keep="one.two" data-people='{"p": "이서준"}'>
<input type="hidden" name="base.title" value="3">
<label>과제명 <input name="title" value="방문"></label><div data-problem-of="title" hidden></div>
<label><input type="radio" name="track" value="new"> 신규</label>
</form>{% bar %}{% endbar %}</main><script type="module" src="/static/js/autosave.js"></script></body></html>"""
SENDING = """<!doctype html><html lang="ko"><body><main><form method="post" action="/intake/submit" data-submit>
<input type="hidden" name="capability" value="cap"><button type="submit">제출하기</button>
<div data-sent></div></form></main>
<script type="module" src="/static/js/submit.js"></script></body></html>"""
UPLOADING = """{% load ui %}<!doctype html><html lang="ko"><body><main><ul>{% file_slot slot %}</ul></main>
<script type="module" src="/static/js/upload.js"></script></body></html>"""
MONEY = """{% load ui %}<!doctype html><html lang="ko"><body><main><form>
<div data-budget data-government="g" data-private="c k" data-cap="60000000" data-share="1/2"
data-cash="c" data-least-cash="1/10">
<input id="g" name="g" data-money value="0"><p data-units-of="g"></p>
<input name="c" data-money value="58,000,000"><input id="k" name="k" data-money value="0">
<output data-total></output>{% gauges gauges %}</div></form></main>
<script type="module" src="/static/js/money.js"></script></body></html>"""

PLAIN = """<!doctype html><html lang="ko"><title>글</title><style>.pale { color: #aaa }</style>
<body><main><h1>글</h1><p>잘 보이는 글</p><p class="">또 하나의 글</p><p>글</p></main></body></html>"""


@pytest.fixture
def page(chromium, house) -> Page:  # noqa: F811
    return opened(chromium, house, size=WIDE)


def shows(page: Page, template: str, **context: object) -> None:
    """The page is one of ours, drawn from ``template`` at an address of its own."""
    html = Template(template).render(Context(context))
    page.route(
        re.compile(r"/trial(\?.*)?$"), lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    page.goto("/trial")


def answers(page: Page, address: str, *replies: tuple[int, dict[str, object]]) -> list[dict[str, object]]:
    """``address`` gives the replies one after the other, the last for ever; what was sent is kept."""
    sent: list[dict[str, object]] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data_json)
        status, body = replies[min(len(sent), len(replies)) - 1]
        route.fulfill(
            status=status, body=json.dumps(body), content_type="application/json", headers={"Retry-After": "1"}
        )

    page.route(f"**{address}", answer)
    return sent


def takes(done: str) -> Callable[[Route], None]:
    """A slot that takes each piece, and answers the last with ``done``."""

    def take(route: Route) -> None:
        said = route.request.headers
        if said["upload-complete"] == "?1":
            return route.fulfill(body=done, content_type="text/html; charset=utf-8")
        arrived = said["upload-length"] if route.request.method == "PATCH" else "0"
        return route.fulfill(status=204, headers={"Upload-Offset": arrived})

    return take


SAVED = (200, {"saved_at": "2024-04-29T14:03:00.000000+09:00", "revisions": {"title": 4}})


@pytest.mark.parametrize("size", [WIDE, NARROW, TINY], ids=["1280", "375", "320"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_of_components_has_no_violation_and_never_scrolls_sideways(chromium, house, size, language):  # noqa: F811
    page = opened(chromium, house, size=size, language=language)
    page.route("**/intake/clock", lambda route: route.fulfill(json={"now": "", "microseconds": 1_714_352_400_000_000}))
    page.goto("/ui")

    assert violations(page) == []
    assert overflow(page) == 0
    assert page.complaints == []


def test_a_barrier_is_found_each_time_that_it_is_shown_beside_what_was_good_before(page):
    pale = PLAIN.replace('class=""', 'class="pale"')
    short, hidden = pale.replace("또 하나의 글", "."), pale.replace("또 하나의 글", "<i hidden>가린 글</i>")
    nameless = PLAIN.replace("</main>", "<input></main>")
    found = []
    for template in (PLAIN, short, hidden, pale, PLAIN, nameless, pale, nameless):
        shows(page, template)
        found.append(violations(page))

    contrast, label = ["color-contrast: .pale"], ["label: input"]
    assert found == [[], [], [], contrast, [], label, contrast, label]


def test_a_reader_who_zooms_to_twice_the_size_never_scrolls_sideways(chromium, house):  # noqa: F811
    page = opened(chromium, house, size={"width": 640, "height": 450})  # 1280 px at 200 %
    page.goto("/ui")

    assert overflow(page) == 0


def test_what_is_typed_is_saved_after_a_pause_and_said_so(page):
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", SAVED)

    page.fill("[name=title]", "방문돌봄")

    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:03", timeout=4000)
    assert [(one["capability"], one["base"], one["values"]) for one in sent] == [
        ("cap", {"title": 3}, {"title": "방문돌봄"})
    ]


def test_typing_without_a_connection_is_kept_and_saved_when_the_page_is_opened_again(page):
    shows(page, WRITING)
    page.route("**/intake/draft", lambda route: route.abort())
    page.fill("[name=title]", "끊긴 글")
    expect(page.locator("[data-saved]")).to_contain_text("저장 안 됨. 인터넷 연결이 끊겼습니다.", timeout=4000)

    page.unroute("**/intake/draft")
    sent = answers(page, "/intake/draft", SAVED)
    page.reload()

    expect(page.locator("[name=title]")).to_have_value("끊긴 글")
    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:03", timeout=6000)
    assert sent[0]["values"] == {"title": "끊긴 글"}
    assert page.evaluate("localStorage.length") == 0


def test_two_people_at_one_answer_see_both_texts_and_choose(page):
    standing = {"mine": 5, "revision": 6, "value": "남의 글", "saved_by": "p", "saved_at": "2024-04-29T14:02:00+09:00"}
    conflict = (409, {"saved_at": "2024-04-29T14:03:00+09:00", "revisions": {}, "conflicts": {"title": standing}})
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", conflict, SAVED)

    page.fill("[name=title]", "내 글")

    expect(page.locator(".g-conflict-view")).to_contain_text("이서준 님이 먼저 고쳤습니다.", timeout=4000)
    expect(page.locator(".g-conflict .text")).to_have_text(["내 글", "남의 글"])
    page.get_by_role("button", name="내 글로 저장하기").click()
    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:03", timeout=4000)
    assert (sent[1]["base"]["title"], sent[1]["values"]) == (6, {"title": "내 글"})


STANDING = {"mine": 5, "revision": 6, "value": "남의 글", "saved_by": "p", "saved_at": "2024-04-29T14:02:00+09:00"}
CONFLICT = (409, {"saved_at": "2024-04-29T14:03:00+09:00", "revisions": {}, "conflicts": {"title": STANDING}})


def test_a_page_opened_again_during_a_conflict_still_asks_and_saves_nothing_over_the_other(page):
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", CONFLICT)
    page.fill("[name=title]", "내 글")
    expect(page.locator(".g-conflict-view")).to_be_visible(timeout=4000)

    shows(
        page, WRITING.replace('"title": 3', '"title": 6').replace('value="3"', 'value="6"').replace("방문", "남의 글")
    )

    expect(page.locator(".g-conflict .text")).to_have_text(["내 글", "남의 글"])
    assert page.locator("[name='base.title']").input_value() == "3"
    page.wait_for_timeout(2000)
    assert len(sent) == 1


def test_what_is_typed_while_two_texts_are_shown_is_what_mine_means(page):
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", CONFLICT, SAVED)
    page.fill("[name=title]", "내 글")
    expect(page.locator(".g-conflict-view")).to_be_visible(timeout=4000)

    page.fill("[name=title]", "내 글을 더 씀")
    expect(page.locator(".g-conflict .text")).to_have_text(["내 글을 더 씀", "남의 글"])
    page.get_by_role("button", name="내 글로 저장하기").click()

    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:03", timeout=4000)
    assert (sent[1]["base"]["title"], sent[1]["values"]) == (6, {"title": "내 글을 더 씀"})


def test_the_text_saved_first_is_chosen_by_saving_it(page):
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", CONFLICT, SAVED)
    page.fill("[name=title]", "내 글")

    page.get_by_role("button", name="먼저 저장된 글로 두기").click(timeout=4000)

    expect(page.locator("[data-saved]")).to_have_text("저장됨 14:03", timeout=4000)
    assert (sent[1]["base"]["title"], sent[1]["values"]) == (6, {"title": "남의 글"})
    assert page.evaluate("localStorage.length") == 0


def test_a_page_sent_by_its_button_first_saves_what_was_typed_and_begins_from_it(page):
    shows(page, WRITING.replace("</form>", '<button name="go" value="next">다음</button></form>'))
    sent = answers(page, "/intake/draft", SAVED)
    page.fill("[name=title]", "방문돌봄")

    page.get_by_role("button", name="다음").click()

    page.wait_for_url("**/trial?*", timeout=6000)
    assert page.evaluate("Object.fromEntries(new URLSearchParams(location.search))") == {
        "base.title": "4",
        "title": "방문돌봄",
        "go": "next",
    }
    assert [one["values"] for one in sent] == [{"title": "방문돌봄"}]


def test_an_answer_that_cannot_be_saved_holds_up_no_other(page):
    words = {"ko": "40자를 넘었습니다.", "en": "Too long."}
    refused = (422, {"field": "title", "says": words, "remedy": {"ko": "줄여 주세요.", "en": ""}})
    saved = (200, {"saved_at": "2024-04-29T14:03:00+09:00", "revisions": {"track": 1}})
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", refused, saved)

    page.fill("[name=title]", "긴 글")
    page.check("[name=track]")

    expect(page.locator("[data-problem-of=title]")).to_contain_text("40자를 넘었습니다.", timeout=4000)
    page.wait_for_timeout(4000)
    assert [one["values"] for one in sent] == [{"title": "긴 글", "track": "new"}, {"track": "new"}]
    expect(page.locator("[data-saved]")).to_have_text("저장 안 됨. 표시된 항목을 확인해 주세요.")
    assert "긴 글" in page.evaluate("JSON.stringify(localStorage)")


def test_an_answer_that_cannot_be_saved_is_said_at_its_field(page):
    words = {"ko": "40자를 넘었습니다.", "en": "Too long."}
    shows(page, WRITING)
    answers(page, "/intake/draft", (422, {"field": "title", "says": words, "remedy": {"ko": "줄여 주세요.", "en": ""}}))

    page.fill("[name=title]", "긴 글")

    expect(page.locator("[data-problem-of=title]")).to_have_text("오류: 40자를 넘었습니다. 줄여 주세요.", timeout=4000)
    expect(page.locator("[data-saved]")).to_contain_text("저장 안 됨")


def test_a_session_that_is_over_stops_saving_and_keeps_the_text(page):
    said = {"ko": "로그인이 끝났습니다.", "en": ""}
    shows(page, WRITING)
    sent = answers(page, "/intake/draft", (403, {"says": said, "remedy": {"ko": "다시 열어 주세요.", "en": ""}}))

    page.fill("[name=title]", "남는 글")

    expect(page.locator("[data-saved] a")).to_have_text("화면 새로 열기", timeout=4000)
    assert "남는 글" in page.evaluate("JSON.stringify(localStorage)")
    assert len(sent) == 1


def test_received_is_said_only_with_a_receipt_and_the_slip_goes_along_until_then(page):
    away = {
        "code": "store_away",
        "slip": "s1",
        "says": {"ko": "도착 시각은 적어 두었습니다.", "en": ""},
        "remedy": {"ko": "", "en": ""},
    }
    shows(page, SENDING)
    page.route(
        "**/done", lambda route: route.fulfill(body="<title>접수증</title>", content_type="text/html; charset=utf-8")
    )
    sent = answers(page, "/intake/submit", (503, away), (200, {"receipt": {"core": {}}, "done": "/done"}))

    page.get_by_role("button", name="제출하기").click()

    expect(page.locator("[data-sent]")).to_contain_text("아직 접수되지 않았습니다.")
    page.wait_for_url("**/done", timeout=8000)
    assert sent == [{"capability": "cap"}, {"capability": "cap", "slip": "s1"}]


def test_a_slip_survives_a_reload_and_goes_on_by_itself(page):
    away = {
        "code": "store_away",
        "slip": "s1",
        "says": {"ko": "적어 두었습니다.", "en": ""},
        "remedy": {"ko": "", "en": ""},
    }
    page.on("dialog", lambda asked: asked.accept())  # the browser asks before leaving
    shows(page, SENDING)
    page.route("**/done", lambda route: route.fulfill(body="<title>접수증</title>", content_type="text/html"))
    answers(page, "/intake/submit", (503, away))
    page.get_by_role("button", name="제출하기").click()
    expect(page.locator("[data-sent]")).to_contain_text("아직 접수되지 않았습니다.")

    page.unroute("**/intake/submit")
    sent = answers(page, "/intake/submit", (200, {"receipt": {"core": {}}, "done": "/done"}))
    page.reload()

    page.wait_for_url("**/done", timeout=8000)
    assert sent == [{"capability": "cap", "slip": "s1"}]
    assert page.evaluate("sessionStorage.getItem('gonggo.slip')") is None


def test_a_refusal_without_a_receipt_is_said_on_the_page(page):
    shows(page, SENDING)
    answers(
        page,
        "/intake/submit",
        (403, {"says": {"ko": "다른 로그인입니다.", "en": ""}, "remedy": {"ko": "새로 열어 주세요.", "en": ""}}),
    )

    page.get_by_role("button", name="제출하기").click()

    expect(page.locator("[data-sent]")).to_have_text("다른 로그인입니다.새로 열어 주세요.")


def test_choosing_a_file_sends_it_and_the_slot_is_drawn_anew_by_the_answer(page):
    slot = Slot("plan", "①", "사업계획서", "todo", "/up")
    done = Template("{% load ui %}{% file_slot slot %}").render(
        Context({"slot": Slot("plan", "①", "사업계획서", "done", "/up", file_name="계획.pdf", size=3000)})
    )
    shows(page, UPLOADING, slot=slot)
    page.route("**/up", takes(done))

    page.set_input_files("#file-plan", {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})

    expect(page.locator("[data-slot-state]")).to_have_text("완료")
    expect(page.locator("[data-slot-file]")).to_have_text("계획.pdf 3KB")


def test_an_upload_that_is_cut_says_so_and_goes_on_at_the_press_of_a_button(page):
    slot = Slot("plan", "①", "사업계획서", "todo", "/up")
    done = Template("{% load ui %}{% file_slot slot %}").render(Context({"slot": replace(slot, state="done")}))
    page.clock.install()
    shows(page, UPLOADING, slot=slot)
    page.clock.pause_at("2100-01-01")  # it does not try by itself
    page.route("**/up", lambda route: route.abort())

    page.set_input_files("#file-plan", {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})

    expect(page.locator("[data-slot-state]")).to_have_text("끊김")
    expect(page.locator("[data-slot-problem]")).to_contain_text("연결이 끊겨 아직 올리지 못했습니다.")
    expect(page.locator("[data-slot-problem]")).to_contain_text("연결되면 스스로 이어서 올립니다.")
    page.unroute("**/up")
    page.route("**/up", takes(done))
    page.get_by_role("button", name="이어서 올리기").press("Enter")
    expect(page.locator("[data-slot-state]")).to_have_text("완료")
    expect(page.locator("#file-plan")).to_be_focused()


def test_an_upload_that_is_cut_tries_again_by_itself_after_a_longer_while_each_time(page):
    page.clock.install()
    shows(page, UPLOADING, slot=Slot("plan", "①", "사업계획서", "todo", "/up"))
    page.clock.pause_at("2100-01-01")
    tried = []
    page.route("**/up", lambda route: (tried.append(1), route.fulfill(status=503)))
    page.set_input_files("#file-plan", {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})
    expect(page.locator("[data-slot-state]")).to_have_text("끊김")

    counted = []
    for seconds in (1, 1, 1, 2, 2):
        page.clock.run_for(seconds * 1000)
        page.wait_for_timeout(300)
        counted.append(len(tried))

    assert counted == [2, 2, 3, 3, 4]


def test_a_slot_that_takes_nothing_any_more_says_why_and_what_to_do(page):
    shows(page, UPLOADING, slot=Slot("plan", "①", "사업계획서", "todo", "/up"))
    refused = render_to_string(
        "ui/components/refusal.html", {"refusal": Refusal("late", "늦었습니다.", "담당자에게", None, None)}
    )
    page.route("**/up", lambda route: route.fulfill(status=409, body=refused, content_type="text/html; charset=utf-8"))

    page.set_input_files("#file-plan", {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})

    expect(page.locator("[data-slot-state]")).to_have_text("문제")
    expect(page.locator("[data-slot-problem]")).to_have_text("늦었습니다.담당자에게")


def test_an_upload_after_the_session_is_over_says_to_sign_in_again(page):
    shows(page, UPLOADING, slot=Slot("plan", "①", "사업계획서", "todo", "/up"))
    page.route("**/up", lambda route: route.fulfill(status=302, headers={"Location": "/login"}))
    page.route("**/login", lambda route: route.fulfill(body="<h1>로그인</h1>", content_type="text/html; charset=utf-8"))

    page.set_input_files("#file-plan", {"name": "계획.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"})

    expect(page.locator("[data-slot-problem]")).to_contain_text("로그인이 끝나 올리지 못했습니다.")
    expect(page.locator("[data-slot-problem] a")).to_have_text("화면 새로 열기")


def test_totals_and_gauges_follow_the_amounts_and_turn_at_the_limits(page):
    both = [share_gauge(0, 58_000_000, Fraction(1, 2), clause("2-new")), cap_gauge(0, 60_000_000, clause("2-new"))]
    shows(page, MONEY, gauges=both)

    page.fill("#g", "58000000")
    expect(page.locator("[data-total]")).to_have_text("116,000,000원")
    expect(page.locator("[data-units-of]")).to_have_text("5,800만원")
    expect(page.locator("[data-gauge=share] [data-gauge-words]")).to_have_text("50% 이내입니다")
    expect(page.locator("[data-gauge=cap] [data-gauge-words]")).to_have_text("한도까지 200만원 남았습니다")

    page.fill("#g", "60000001")
    expect(page.locator("[data-gauge=share] [data-gauge-words]")).to_have_text("50%를 넘었습니다")
    expect(page.locator("[data-gauge=cap] [data-gauge-words]")).to_have_text("한도를 1원 넘었습니다")
    page.locator("#g").blur()
    expect(page.locator("#g")).to_have_value("60,000,001")


def test_the_part_of_cash_follows_the_amounts(page):
    cash = Gauge("기업부담 가운데 현금", "10% 이상", "", 0, 80, "", "", clause("2-new"), key="least_cash")
    shows(page, MONEY, gauges=[cash])
    words = page.locator("[data-gauge=least_cash] [data-gauge-words]")
    expect(words).to_have_text("10% 이상입니다")

    page.fill("#k", "522000001")
    expect(words).to_have_text("10%보다 적습니다")
    expect(page.locator("[data-gauge=least_cash] [data-gauge-detail]")).to_have_text(
        "현금 5,800만원, 현물 5억 2,200만 1원"
    )

    page.fill("#k", "0")
    page.fill("[name=c]", "0")
    expect(words).to_have_text("기업부담을 적으면 계산합니다")


def test_a_mark_from_which_on_somebody_looks_turns_neither_good_nor_bad(page):
    mark = Gauge("장비 비중", "50% 넘으면 담당자 확인", "", 0, 800, "", "", clause("2-new"), key="watched")
    box = '<div data-budget data-government="g" data-private="c" data-cap="60000000" data-share="1/1" '
    box += 'data-watched="line" data-watched-choices="robot" data-watched-above="1/2">'
    rows = "".join(
        f'<div data-entry="{n}"><input name="line{n}" data-cell="line" value="{line}">'
        f'<input name="{cell}" data-money data-sums data-cell="{cell}" value="0"></div>'
        for n, (line, cell) in enumerate([("robot", "g"), ("labour", "c")])
    )
    head, _, rest = MONEY.partition("<form>")
    shows(
        page, f"{head}<form>{box}{rows}{{% gauges gauges %}}</div></form>{rest.partition('</form>')[2]}", gauges=[mark]
    )
    gauge = page.locator("[data-gauge=watched]")

    page.fill("[name=g]", "50")
    page.fill("[name=c]", "50")
    expect(gauge.locator("[data-gauge-words] .g-st.ok")).to_have_text("50% 이내입니다")

    page.fill("[name=g]", "51")
    expect(gauge.locator("[data-gauge-words] .g-st.wait")).to_have_text("50%를 넘어 담당자가 살펴봅니다")
    expect(gauge).to_have_class("r noted")


def test_what_cannot_be_undone_is_asked_first_and_escape_keeps_it(page):
    page.route("**/intake/clock", lambda route: route.fulfill(json={"now": "", "microseconds": 1_714_352_400_000_000}))
    page.goto("/ui")

    page.get_by_role("button", name="적은 내용 보내기").click()
    expect(page.get_by_role("dialog", name="신청을 철회할까요?")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("dialog#sure")).to_be_hidden()
    assert page.url.endswith("/ui")


def test_the_time_left_is_that_of_the_servers_clock(page):
    page.route("**/intake/clock", lambda route: route.fulfill(json={"now": "", "microseconds": 1_714_352_400_000_000}))
    page.goto("/ui")

    expect(page.locator("[data-clock]")).to_have_text("4월 29일(월) 10:00")


def test_a_tab_that_is_killed_loses_none_of_what_was_typed_three_seconds_before(chromium, house):  # noqa: F811
    context = chromium.new_context(base_url=house)
    dying, sent = context.new_page(), []
    dying.on("request", lambda one: sent.append(one.post_data_json) if one.url.endswith("/intake/draft") else None)
    shows(dying, WRITING)
    dying.route("**/intake/draft", lambda route: route.abort())
    dying.fill("[name=title]", "꺼지기 전 글")
    dying.wait_for_timeout(3_000)
    assert sent[0]["values"] == {"title": "꺼지기 전 글"}
    dying.close(run_before_unload=False)

    again = context.new_page()
    answers(again, "/intake/draft", SAVED)
    shows(again, WRITING)

    expect(again.locator("[name=title]")).to_have_value("꺼지기 전 글")
    context.close()
