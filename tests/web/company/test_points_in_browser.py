"""What an applicant meets on the way, by keyboard in Chromium at both widths: the open draft, errors, the last hour."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from browsing import NARROW, WIDE, chromium, house, looked_at, opened, reader  # noqa: F401  # fixtures
from offices import received
from personas import PASSWORD
from suppliers import begun
from web.company.test_receipts import answered
from web.company.test_tables import a_budget
from world import a_complete_draft, a_draft, a_ready_application, write

pytestmark = pytest.mark.browser
FINE = ([], 0, [])
FARTHEST = 120
both_widths = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "375"])


def tab_to(page: Page, place: Locator) -> None:
    """Tab until the place has the focus."""
    for _ in range(FARTHEST):
        if place.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{page.url}: Tab never comes to {place}")


@both_widths
def test_after_signing_in_the_open_draft_comes_first_with_its_deadline_and_what_is_left(house, chromium, size):  # noqa: F811
    case = a_draft()
    write(case, case.adopter, {"task-title": "재고를 세는 로봇"})
    page = opened(chromium, house, size=size)
    page.goto("/company/")
    for name, value in (("login", case.adopter.person.email), ("password", PASSWORD)):
        tab_to(page, page.locator(f"[name={name}]"))
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_url("**/company/")

    first = page.locator("main section").first
    expect(first.get_by_role("heading")).to_have_text("재고를 세는 로봇")
    expect(first).to_contain_text("우리 회사가 할 일")
    expect(first).to_contain_text("남았습니다. 아직 제출하지 않았습니다.")
    expect(first.locator("[data-closes]")).to_have_text("4월 30일(화) 18:00")
    assert looked_at(page, "open-draft") == FINE
    assert first.locator("a, button").first.inner_text() == "이어서 작성"
    tab_to(page, first.get_by_role("link", name="이어서 작성"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/company/applications/{case.id}")
    expect(page.get_by_role("link", name="이어서 작성:")).to_be_visible()


def test_the_open_draft_stands_before_what_was_handed_in_earlier(house, chromium):  # noqa: F811
    case = received(a_ready_application())
    again = a_draft_of(case)
    page = reader(chromium, house, case.adopter)

    page.goto("/company/")

    first = page.locator("main section").first
    expect(first.get_by_role("link", name="이어서 작성")).to_have_attribute("href", f"/company/applications/{again}")


def a_draft_of(case) -> str:
    """A second application of the same company, as the page starts it once it was asked about."""
    track = case.program.tracks[0].key
    kind = next(one.type for one in case.program.combinations if one.track == track and one.places is not None)
    page = case.adopter.client
    chosen = {"program": case.program.key, "what": f"{track} {kind}", "operator": case.program.operators[0].key}
    asked = page.post("/company/applications/start", chosen)
    another = {**chosen, "another": str(asked.context["another"])}
    return page.post("/company/applications/start", another).headers["Location"].rpartition("/")[2]


def forms() -> list[tuple[str, str, str, dict[str, str]]]:
    """(what, address, name of the button, what is typed into it), for every page of the desk on which one writes."""
    return [
        ("start", "/company/applications/start", "과제신청 시작하기", {}),
        ("invite", "{hub}?invite=1", "참여 요청 보내기", {}),
        ("exchange", "{hub}/parties/{party}/exchange", "이 기업으로 바꾸기", {}),
        ("people", "{hub}/people", "등록하고 링크 보내기", {"[name=name]": ""}),
        ("question", "{hub}/sections/money", "다음", {"[data-cell=government]": "많이"}),
        ("validity", "{hub}/papers/national-tax/versions", "발급일과 유효기간 저장하기", {"[name=issued_on]": "어제"}),
        ("pool start", "/company/pool/start", "시작하기", {}),
        ("pool page", "{pool}/pages/representative", "저장하고 다음으로", {}),
        ("pool solutions", "{pool}/solutions", "솔루션 더하기", {}),
    ]


@both_widths
def test_the_error_summary_of_every_form_takes_the_focus_and_the_title_begins_with_the_error(house, chromium, size):  # noqa: F811
    case = a_complete_draft()
    write(case, case.adopter, {"budget": a_budget()})
    pool = begun(name="새싹소프트")
    party = case.application.parties.get(role="supplier").id
    places = {"hub": f"/company/applications/{case.id}", "party": party, "pool": f"/company/pool/{pool.id}"}
    found = {}
    for what, address, button, typed in forms():
        who = pool.supplier if what.startswith("pool p") or what == "pool solutions" else case.adopter
        page = reader(chromium, house, who)
        page.set_viewport_size(size)
        assert page.goto(address.format(**places)).status == 200, what
        for place, value in typed.items():
            page.locator(f"main {place}").first.fill(value)
        page.evaluate("document.documentElement.setAttribute('data-left', '')")
        tab_to(page, page.get_by_role("button", name=button).last)
        page.keyboard.press("Enter")
        page.locator("html.g-scripted:not([data-left])").wait_for(state="attached")
        focused = page.evaluate("document.activeElement.matches('[role=alert][data-focus]')")
        page.keyboard.press("Tab")
        is_link = page.evaluate("document.activeElement === document.querySelector('[data-focus] a')")
        ends = page.evaluate(
            "[...document.querySelectorAll('[data-focus] a')].map((a) => !!document.querySelector(a.hash))"
        )
        found[what] = (page.title()[:3], focused, is_link, all(ends), looked_at(page, f"error-{what}")[:2])

    assert found == dict.fromkeys(found, ("오류:", True, True, True, ([], 0)))


def ticks(page: Page, now: datetime) -> None:
    """The door's clock stands at this instant; the browser's own is another."""
    told = {"now": now.isoformat(), "microseconds": int(now.timestamp() * 1_000_000)}
    page.route("**/intake/clock", lambda route: route.fulfill(json=told))


@both_widths
@pytest.mark.clause("4-window")
def test_in_the_last_hour_a_calm_countdown_says_in_words_what_is_left(house, chromium, size, monkeypatch):  # noqa: F811
    case = a_draft()
    closes = case.program.window("application").closes
    now = closes - timedelta(minutes=10, seconds=4)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: now)
    page = reader(chromium, house, case.adopter)
    page.set_viewport_size(size)
    ticks(page, now)
    seen = {}
    for place in ("", "/sections/goal", "/papers", "/check"):
        page.goto(f"/company/applications/{case.id}{place}")
        left = page.locator("[data-left]")
        expect(left).to_have_text("10분 남음")
        expect(page.get_by_text("마감까지 한 시간이 남지 않았습니다.")).to_be_visible()
        expect(page.locator("[data-told]")).to_have_text("")
        expect(page.locator("[data-told]")).to_have_text("마감까지 10분 남았습니다.", timeout=8000)
        seen[place] = left.evaluate("(one) => one.closest('[aria-live], [role=status], [role=timer], [role=alert]')")
    assert looked_at(page, "last-hour") == FINE

    assert seen == dict.fromkeys(seen)  # no reader is told of every minute


@pytest.mark.clause("4-window")
def test_an_hour_before_nothing_is_said_of_a_last_hour_and_at_the_end_that_it_is_over(house, chromium, monkeypatch):  # noqa: F811
    case = a_draft()
    closes = case.program.window("application").closes
    page = reader(chromium, house, case.adopter)
    hour = page.get_by_text("마감까지 한 시간이 남지 않았습니다.")
    for before, says in ((timedelta(hours=1, seconds=2), "1시간 0분 남음"), (timedelta(seconds=2), "초 남음")):
        now = closes - before
        monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda now=now: now)
        ticks(page, now)
        page.goto(f"/company/applications/{case.id}")
        expect(page.locator("[data-left]")).to_contain_text(says)
        expect(hour).to_be_visible(visible="시간" not in says)
        expect(hour).to_be_visible(timeout=5000, visible="시간" in says)

    expect(page.locator("[data-left]")).to_have_text("마감되었습니다.")
    expect(page.locator("[data-told]")).to_have_text("마감되었습니다.")


@both_widths
@pytest.mark.clause("4-online")
def test_the_done_page_tells_the_stamp_how_to_check_the_receipt_and_what_comes_next(house, chromium, size):  # noqa: F811
    case = a_ready_application()
    page = reader(chromium, house, case.adopter)
    page.set_viewport_size(size)
    page.goto(answered(case, "submitted"))
    main = page.locator("main")

    for words in (
        "2024년 4월 29일(월) 16:41:07.382",
        f"{case.application.number}-1",
        "위·변조 확인",
        "gonggo receipt verify",
    ):
        expect(main).to_contain_text(words)
    steps = main.locator(".g-line li")
    assert [one.split("\n")[0] for one in steps.all_inner_texts()][:2] == [
        "4월 29일(월) 16:41",
        "4월 30일(화) 18:00까지",
    ]
    expect(steps.nth(1)).to_have_attribute("aria-current", "step")
    for step, (when, what, who) in enumerate(
        [("5월 초 ~ 중순", "요건검토", "수행기관, 전담기관"), ("5월 20일(월)부터", "현장평가", "수행기관")], start=2
    ):
        for words in (when, what, who):
            expect(steps.nth(step)).to_contain_text(words)
    tab_to(page, main.get_by_role("link", name="접수증 파일 내려받기"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == f"{case.application.number}-1.json"
    assert looked_at(page, "done") == FINE


@both_widths
def test_the_timeline_shows_every_stage_the_current_one_its_expected_date_and_who_acts_next(house, chromium, size):  # noqa: F811
    case = received(a_ready_application())
    page = reader(chromium, house, case.adopter)
    page.set_viewport_size(size)
    page.goto(f"/company/applications/{case.id}")
    tab_to(page, page.get_by_role("link", name="진행현황"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/history")

    steps = page.locator(".g-line").first.locator("li")
    names = [one.strip() for one in steps.locator("b").all_inner_texts()]
    undecided = ["접수", "요건검토", "현장평가", "서면평가", "대면평가", "선정 결과"]
    assert names == [*undecided, "사업비 검토와 협약", "구축", "사업완료 점검", "정산", "사후관리"]
    current = page.locator(".g-line [aria-current=step]")
    expect(current).to_have_count(1)
    for words in ("요건검토", "5월 초 ~ 중순", "중소기업기술정보진흥원"):
        expect(current).to_contain_text(words)
    for when, what in zip(steps.locator(".when").all_inner_texts(), names, strict=True):
        assert when.strip() not in {"", "-"}, what
    assert looked_at(page, "timeline") == FINE


@both_widths
def test_after_the_deadline_what_was_written_is_a_text_to_read_without_fields_or_buttons(
    house,  # noqa: F811
    chromium,  # noqa: F811
    size,
    monkeypatch,
):
    case = a_complete_draft()
    page = reader(chromium, house, case.adopter)
    page.set_viewport_size(size)
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: case.program.window("application").closes)
    found = {}
    for place in ("sections/goal", "sections/money", "papers", "papers/national-tax/versions", "forms", "people"):
        page.goto(f"/company/applications/{case.id}/{place}")
        acts = page.locator("main :is(input:not([type=hidden]), textarea, select, button), .g-bar button")
        found[place] = (acts.all_inner_texts(), looked_at(page, f"closed-{place.replace('/', '-')}"))

    assert found == dict.fromkeys(found, ([], FINE))
