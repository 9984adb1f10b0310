"""From the result to the agreement that all have signed, and a change of it."""

import subprocess
from pathlib import Path

from conftest import needs
from journeys.reading import paper, won
from walking import Desk, until

SLOTS = ("revised-plan", "account", "private-share", "guarantee")
CUT = 1_000_000


def settle_the_costs(adopter: Desk, reviewer: Desk) -> tuple[str, str]:
    """Laid out by lines, one of them cut with a reason, agreed to; the company's page and the agreement's number."""
    adopter.go("/company/agreements/")
    adopter.page.locator("main table a").first.click()
    adopter.says("비목별 사업비 제출하기")
    hub = adopter.page.url
    asked = {"government": won(adopter, "정부지원금"), "cash": won(adopter, "현금"), "in_kind": won(adopter, "현물")}
    first = {f"outsourcing.{name}": str(amount) for name, amount in asked.items()}
    named = [box.get_attribute("name") or "" for box in adopter.page.locator("main [name*='.'][data-money]").all()]
    adopter.fill_all(dict.fromkeys(named, "0") | first | {"outsourcing.government": "1"})
    adopter.tries("비목별 사업비 제출하기", "과 달라 제출하지 않았습니다")
    adopter.fill_all(first)
    adopter.press("비목별 사업비 제출하기")
    adopter.says("비목별 사업비를 제출했습니다.")
    adopter.shows("company-agreement-review")

    reviewer.go("/agency/tasks/")
    number = adopter.page.locator("main h1 + dl dd").first.inner_text()
    reviewer.press(number)
    reviewer.unfold("비목 줄이기")
    less = str(asked["government"] - CUT)
    reviewer.fill("outsourcing.government", less)
    reviewer.tries("검토 의견 보내기", "사유")
    reviewer.shows("agency-review")
    reviewer.fill("outsourcing.reason", "시장 가격보다 높습니다.")
    reviewer.press("검토 의견 보내기")
    reviewer.says("기업에 알렸습니다.")

    adopter.go(hub)
    adopter.says("시장 가격보다 높습니다.")
    adopter.tick("agrees", "no")
    adopter.tries("답 보내기", "까닭")
    adopter.shows("company-agreement-answer")
    adopter.tick("agrees", "yes")
    adopter.press("답 보내기")
    adopter.says("답을 보냈습니다.")
    return hub, number


def gather_the_papers(desks: dict[str, Desk], hub: str, folder: Path) -> None:
    """Every paper is looked at, one sent back; nothing is prepared without the consent to use data."""
    adopter, supplier, operator, agency = (desks[name] for name in ("adopter", "supplier", "operator", "agency"))
    key = hub.rpartition("/")[2]
    agency.go(f"/agency/tasks/{key}")
    agency.tick("move", "prepare_signing")
    agency.tries("이대로 결정하기", "데이터 수집·분석·활용 동의")
    agency.shows("agency-agreement-refused")

    for desk in (adopter, supplier):
        desk.go(hub)
        for box in desk.page.locator("main [name=agreed]").all():
            box.check()
        desk.press("동의하고 서약하기")
        desk.proves()
        desk.says("동의하고 서약했습니다.")
    adopter.go(hub)
    for slot in SLOTS:
        adopter.puts_into(slot, paper(folder, slot), "확인 대기")
    adopter.shows("company-agreement-papers")

    operator.go(f"/operator/tasks/{key}")
    operator.shows("operator-agreement-papers")
    for slot, is_accepted in [(SLOTS[0], "no"), *((slot, "yes") for slot in SLOTS[1:])]:
        operator.looks_at(slot, is_accepted)
    adopter.go(hub)
    adopter.says("글자가 보이지 않습니다.")
    adopter.puts_into(SLOTS[0], paper(folder, "anew"), "확인 대기")
    operator.go(f"/operator/tasks/{key}")
    operator.looks_at(SLOTS[0], "yes")


def prepare_the_paper(agency: Desk, key: str) -> None:
    """The companies are judged once more on the day; what they met then they meet now, and the paper is made."""
    agency.go(f"/agency/tasks/{key}")
    agency.tick("move", "prepare_signing")
    agency.tries("이대로 결정하기", "오늘 자격을 다시 확인하지 않아")
    agency.tick("move", "judge")
    agency.press("이대로 결정하기")
    agency.says("모두 충족")
    agency.shows("agency-agreement-judged")
    agency.tick("move", "prepare_signing")
    agency.press("이대로 결정하기")
    agency.says("협약서와 서명 보기")


def sign(desks: dict[str, Desk], key: str) -> None:
    """In the program's order; who has grown stale proves who they are, and nobody signs before their turn."""
    supplier, place = desks["supplier"], f"agreements/{key}/sign"
    supplier.go(f"/company/{place}")
    supplier.posts_by_hand(f"/company/{place}/give")
    supplier.proves()
    supplier.says("차례입니다")
    supplier.shows("company-signature-out-of-order")
    desks["adopter"].grows_stale()
    for name in ("agency", "operator", "adopter", "supplier"):
        desk, space = desks[name], name if name in {"agency", "operator"} else "company"
        desk.go(f"/{space}/{place}")
        desk.shows(f"{name}-sign")
        desk.confirm("서명하기")
        assert ("/again" in desk.page.url) or name != "adopter"
        desk.proves()
        desk.says("모두 서명했습니다." if name == "supplier" else "차례입니다.")
    supplier.shows("company-signed")


def verify(adopter: Desk, key: str, folder: Path) -> None:
    """The paper is taken and holds for our own command and for poppler's; a changed byte does not."""
    adopter.go(f"/company/agreements/{key}/sign")
    with adopter.page.expect_download() as taken:
        adopter.named("문서 PDF 내려받기").click()
    signed, chain = folder / "signed.pdf", folder / "authority.pem"
    taken.value.save_as(signed)
    chain.write_bytes(adopter.context.request.get(f"{adopter.demo.address}/verify/authority.pem").body())
    sound = adopter.demo.run("signing", "verify", str(signed), "--authority", str(chain))
    assert (sound.returncode, sound.stdout.count("gonggo-0")) == (0, 4), sound.stdout + sound.stderr
    try:
        seen = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        needs("pdfsig is not installed")
    assert seen.stdout.count("Signature is Valid.") == 4, seen.stdout
    changed = folder / "changed.pdf"
    changed.write_bytes(signed.read_bytes().replace(b"/Type /Catalog", b"/Type /Catalof", 1))
    assert adopter.demo.run("signing", "verify", str(changed), "--authority", str(chain)).returncode == 1


def change_the_agreement(adopter: Desk, operator: Desk, hub: str, key: str) -> None:
    """Asked for too late it is refused; asked for in time it is approved."""
    until(adopter.demo, "2024-08-06")
    adopter.go(hub)
    adopter.unfold("협약 변경")
    adopter.page.locator("main [name=item]").select_option("task")
    adopter.fill_all({"before": "예약 화면", "after": "예약과 상담 화면"})
    adopter.fill_last("reason", "고객이 상담을 함께 찾습니다.")
    adopter.fill_last("cause_on", "2024-07-01")
    adopter.tries("변경 보내기", "사유가 생긴 날이")
    adopter.shows("company-change-refused")
    adopter.fill_last("cause_on", "2024-08-01")
    adopter.press("변경 보내기")
    adopter.says("변경을 보냈습니다.")
    operator.go(f"/operator/tasks/{key}")
    operator.shows("operator-change")
    operator.tick("is_approved", "yes")
    operator.fill("answer", "과제의 목적 안에서 바꾸는 것입니다.")
    operator.press("답 보내기")
    operator.says("답을 보냈습니다.")
    adopter.go(hub)
    adopter.says("과제의 목적 안에서 바꾸는 것입니다.")
    adopter.shows("company-agreement-concluded")


def end_the_other_places(agency: Desk) -> None:
    """Their companies laid no budget out in the days that they had: each is told that there is no agreement."""
    agency.go("/agency/tasks/")
    idle = agency.page.locator("main table tr", has_text="비목별 사업비 작성")
    count = idle.count()
    assert count > 0
    for left in range(count, 0, -1):
        agency.go("/agency/tasks/")
        assert idle.count() == left
        with agency.leaving():
            idle.first.locator("a").first.click()
        agency.tick("move", "refuse")
        agency.tries("이대로 결정하기", "사유")
        agency.tick("move", "refuse")
        why = agency.page.locator("main form:has([name=move]) [name=reason]")
        why.fill("기한까지 비목별 사업비를 제출하지 않았습니다.")
        agency.press("이대로 결정하기")
        agency.says("협약하지 않음")
    agency.shows("agency-agreement-ended")
