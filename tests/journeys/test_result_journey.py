"""From registration in the pool to the published result, each step by its own person, as they walk it in a browser."""

import re

import pytest
from playwright.sync_api import expect

from pairs import Pair
from walking import Office

pytestmark = pytest.mark.browser
NAMES = ("도윤슬", "진아람", "표선우", "옥다은", "길현수")
SECTORS = ("industry", "academia", "research", "industry", "academia")
"""Of the demo's evaluators, in order."""


def clock(walker, words: str) -> None:
    """The panel moves the clock of the house to what it calls by these words."""
    walker.page.goto(f"{walker.demo.address}/demo/")
    with walker.page.expect_navigation():
        walker.page.get_by_role("button", name=re.compile(words)).click()


def register_in_the_pool(supplier, folder) -> None:
    supplier.go("/company/pool/start")
    supplier.tick("kind", "new")
    supplier.press("시작하기")
    hub = supplier.page.url
    supplier.go(f"{hub}/check")
    supplier.says("아직 제출할 수 없습니다")
    for page in ("company", "representative"):
        supplier.go(f"{hub}/pages/{page}")
        supplier.fill_what_is_empty()
        supplier.press("저장하고 다음으로")
    supplier.go(f"{hub}/pages/details")
    supplier.tick("fields", "platform", "logistics")
    supplier.tick("industries", "g")
    supplier.fill_what_is_empty()
    supplier.press("저장하고 다음으로")
    supplier.go(f"{hub}/solutions")
    supplier.fill("name", "이음 재고예측")
    supplier.tick("technologies", "ai", "cloud")
    supplier.fill("summary", "입고와 출고를 예측해 알맞은 재고를 알려 줍니다.")
    supplier.press("솔루션 더하기")
    supplier.go(f"{hub}/papers")
    supplier.upload_everything(folder)
    supplier.go(f"{hub}/check")
    supplier.page.locator("#id_agree").check()
    supplier.press("동의하고 제출할 내용으로 확정하기")
    supplier.prove()
    supplier.submit()
    supplier.says("접수되었습니다")


def approve(agency: Office, number: str) -> None:
    """The agency decides on the registration; without a decision nothing happens."""
    agency.go("/agency/pool/")
    agency.press(number)
    agency.press("이대로 결정하기")
    agency.says("무엇으로 결정할지 골라 주세요")
    agency.tick("move", "approve")
    agency.press("이대로 결정하기")
    agency.says("승인")


def find_eligible(agency: Office, number: str) -> None:
    """The agency decides what the facts leave open, and finds the application eligible."""
    agency.go("/agency/")
    agency.press(number)
    case = agency.page.url
    agency.until(f"{case}/eligibility", "에 알려진 확인사항으로 판단한 결과입니다")
    agency.go(case)
    agency.press("적합으로 정하기")
    agency.says("확인 필요가")
    agency.go(f"{case}/eligibility")
    agency.page.locator("details.g-more summary").click()
    agency.page.locator("main [name=every]").check()
    agency.tick("answer", "met")
    agency.press("판단하기")
    agency.says("사유를 적어 주세요")
    agency.fill("reason", "증명서와 조회 결과로 확인했습니다.")
    agency.press("판단하기")
    agency.says("가지를 판단했습니다")
    agency.go(case)
    agency.press("적합으로 정하기")
    agency.says("적합으로 정했습니다.")


def admit(office: Office, desk: str, key: str, sector: str) -> None:
    """A person who has signed up may score from now on."""
    office.go(f"/{desk}/evaluators/")
    office.press(re.compile("평가위원 위촉"))
    office.fill("email", f"{key}@demo.example.kr")
    office.tick("sector", sector)
    office.fill("employer", f"{key} 연구소")
    office.send_form("email")
    office.says("평가위원으로 위촉했습니다.")


def form_panel(agency: Office, stage: str, day: str, seats: dict[str, str], number: str) -> str:
    """A panel with its people and one application; the address of its page."""
    agency.go(f"/agency/panels/?stage={stage}")
    agency.press(re.compile("구성하기"))
    if stage == "site":
        agency.page.locator("main [name=operator]").select_option(index=1)
    agency.fill("name", "1반")
    agency.fill("on", day)
    agency.send_form("name")
    panel = agency.page.url
    for person, part in seats.items():
        agency.press("위원 배정하기")
        choices = agency.page.locator("main [name=evaluator]")
        choices.select_option(choices.locator("option", has_text=person).get_attribute("value"))
        if part:
            agency.tick("part", part)
        agency.send_form("evaluator")
        agency.go(panel)
    agency.press("과제 배정하기")
    agency.page.locator("main label", has_text=number).first.click()
    agency.page.locator("main form [type=submit]").last.click()
    agency.go(panel)
    agency.says(number)
    return panel


def pledge(member: Office) -> None:
    """Nothing opens before; a pledge with something left out is refused."""
    member.go("/evaluator/")
    member.press("서약하기")
    member.press("서약하기")
    expect(member.page.locator("main [aria-invalid=true]").first).to_be_attached()
    for box in member.page.locator("main form [type=checkbox]").all():
        box.check()
    member.press("서약하기")
    member.says("서약했습니다")


def score(member: Office, points: int) -> None:
    """From the desk to the filed sheet; points beyond an item's weight are refused."""
    member.go("/evaluator/")
    member.press("열람하고 평가하기")
    member.press("평가표 쓰기")
    for given in (999, points):
        for box in member.page.locator("main form [inputmode=numeric]").all():
            box.fill(str(given))
        member.page.locator("main textarea").last.fill("추진체계가 분명하고 효과가 기대됩니다.")
        member.page.locator("main form").get_by_role("button", name="평가표 제출").click()
        member.page.get_by_role("dialog").get_by_role("button", name="평가표 제출").click()
        member.page.wait_for_load_state()
        member.look()
    member.says("제출한 평가표는 바꿀 수 없습니다")


def run_panel(agency: Office, panel: str, members: list[Office], *, chair: str = "") -> None:
    """Opened, scored by all, closed; a committee elects its chair first."""
    agency.go(panel)
    agency.press("평가 시작하기")
    agency.says("평가를 시작했습니다")
    for one in members:
        score(one, 20)
    agency.go(panel)
    if chair:
        agency.press(chair)
        agency.press("위원장으로 기록하기")
        agency.says("위원장을 기록했습니다")
        agency.go(panel)
    agency.page.get_by_role("button", name="평가 끝내기").first.click()
    agency.page.get_by_role("dialog").get_by_role("button", name="평가 끝내기").click()
    agency.page.wait_for_load_state()
    agency.look()
    agency.says("결과를 확정했습니다")


def publish(agency: Office, lead: Office, number: str) -> None:
    """Two confirm the list; one alone is not enough. An instant that has passed is refused."""
    agency.go("/agency/selection/")
    agency.press("순위 작성하기")
    agency.says(number)
    agency.press("이 명단을 첫 번째로 확정하기")
    agency.says("다른 담당자가 한 번 더 확정해야 합니다")
    lead.go("/agency/selection/")
    lead.page.get_by_role("button", name="이 명단을 두 번째로 확정하기").click()
    lead.page.get_by_role("dialog").get_by_role("button", name="두 번째로 확정하기").click()
    lead.page.wait_for_load_state()
    lead.look()
    for day in ("2024-06-01", "2024-07-05"):
        lead.fill("announce-publish_at", f"{day}T09:00")
        lead.press("공개 시각 정하기")
        lead.says("지난 시각이라" if day == "2024-06-01" else "공개 시각을 정했습니다.")


@pytest.mark.clause("6-process", "7-site", "7-interview", "7-selection", "1-roles-adopter", "1-roles-supplier")
def test_from_registration_to_the_published_result(demo, walk_in, tmp_path):
    pair = Pair(walk_in, tmp_path, width=1280)
    agency, operator = Office(walk_in, "agency"), Office(walk_in, "operator")
    pair.both_sign_up(operator=1)  # an operator's own experts do not visit what it looks after
    register_in_the_pool(pair.supplier, tmp_path)
    approve(agency, f"SS24-P-{pair.supplier_brn}")
    pair.both_fill()
    pair.seal_and_consent()
    number = pair.submit().removesuffix("-1")

    clock(agency, "요건검토 첫날$")
    find_eligible(agency, number)

    experts = {key: Office(walk_in, key) for key in ("expert", "expert2")}
    members = {f"evaluator{place}": Office(walk_in, f"evaluator{place}") for place in ("", 2, 3, 4, 5)}
    for key in experts:
        admit(operator, "operator", key, "industry")
    for key, sector in zip(members, SECTORS, strict=True):
        admit(agency, "agency", key, sector)
    visit = form_panel(agency, "site", "2024-05-20", {"유세린": "first", "남기주": "second"}, number)
    for one in experts.values():
        pledge(one)
    clock(agency, "최초 평가 개시$")
    run_panel(agency, visit, list(experts.values()))

    agency.go("/agency/panels/?stage=written")
    agency.press(re.compile("생략"))
    agency.fill("reason", "현장평가를 거친 과제가 적어 바로 대면평가를 합니다.")
    agency.send_form("reason")
    agency.says("이 단계는 생략했습니다")
    committee = form_panel(agency, "interview", "2024-06-17", dict.fromkeys(NAMES, ""), number)
    for one in members.values():
        pledge(one)
    agency.go("/agency/selection/")
    agency.fill("seed-text", "2024년 6월 14일 종가 2758.42")
    agency.press("씨앗값 남기기")
    clock(agency, "대면평가 첫날$")
    run_panel(agency, committee, list(members.values()), chair=NAMES[0])
    lead = Office(walk_in, "lead")
    publish(agency, lead, number)
    result = f"{pair.hub}/result"
    pair.adopter.go(result)
    pair.adopter.says("결과 발표 전입니다")

    clock(agency, "선정 결과 첫날$")
    pair.adopter.until(result, "다음에 할 일")
    pair.adopter.says("추진체계가 분명하고 효과가 기대됩니다.")
    pair.adopter.go(pair.hub)
    pair.adopter.says("선정되었습니다. 다음에 할 일을 결과 화면에서 확인해 주세요.")
    pair.supplier.until(result, "다음에 할 일")
    pair.supplier.go("/programs/smart-service-2024/results")
    pair.supplier.says(number)
    people = (agency, operator, lead, *experts.values(), *members.values())
    faults = pair.faults + [fault for one in people for fault in one.faults]
    assert "\n".join(faults) == ""
