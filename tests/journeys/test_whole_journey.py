"""From the published result to the fifth use report, each step by its own person, as they walk it in a browser."""

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import needs
from walking import Desk, until
from world import a_pdf

pytestmark = pytest.mark.browser
BEGINS_WITH = "made_to_the_result"
SLOTS = ("revised-plan", "account", "private-share", "guarantee")
CUT = 1_000_000
DISALLOWED = 300_000
ACCOUNT = {"bank": "하나은행", "holder": "은하인쇄", "account": "110-123-456789"}
REGISTERS = ("business-halted", "tax-arrears", "local-tax-arrears")
FIGURES = {"sales": "12000000", "users": "14", "orders": "320", "staff": "9", "cost-saved": "2400000", "incidents": "1"}


def won(desk: Desk, label: str) -> int:
    """The amount that the open page tells beside this label."""
    found = re.search(rf"{label}\s+([\d,]+)원", desk.text())
    assert found is not None, f"{label}: {desk.text()}"
    return int(found[1].replace(",", ""))


def paper(folder: Path, name: str) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(a_pdf(name))
    return path


def read_day(words: str) -> date:
    year, month, day = (int(one) for one in re.findall(r"\d+", words)[:3])
    return date(year, month, day)


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


def prepare(operator: Desk, number: str, told: dict[str, str], *, on: str, place: str) -> None:
    """What the operator saw; the registers cannot have been looked up tomorrow."""
    operator.go("/operator/payments/?state=asked")
    operator.shows(f"operator-payments-{place}")
    operator.press(number)
    tomorrow = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
    operator.fill_all(told | {"checked_on": tomorrow})
    for one in REGISTERS:
        operator.tick(one, "none")
    operator.tries("준비하고 승인 요청하기", "확인한 날이 오늘보다 뒤")
    operator.shows(f"operator-payment-{place}")
    operator.fill("checked_on", on)
    operator.press("준비하고 승인 요청하기")
    operator.says("준비했습니다.")


def approve(desk: Desk, number: str, *, place: str) -> None:
    desk.go("/agency/payments/?state=prepared")
    desk.press(number)
    desk.shows(f"agency-payment-{place}")
    desk.confirm("이대로 승인하기", "승인하기")
    desk.proves()


def pay_the_first(desks: dict[str, Desk], key: str, number: str) -> None:
    """Asked for by somebody who also sits at the agency: another of the agency approves, and the bank pays."""
    asker, operator, lead = desks["accountant"], desks["operator"], desks["lead"]
    until(asker.demo, "2024-08-08")
    asker.acts_for("은하인쇄")
    money = f"/company/agreements/{key}/payments"
    asker.go(money)
    asker.shows("company-payments-first")
    amount = int(asker.page.locator("main [name=amount]").input_value().replace(",", ""))
    asker.fill_all(ACCOUNT | {"amount": str(amount + 1)})
    asker.tries("1차 지급 신청하기", "지급할 수 있는 금액")
    asker.fill_all(ACCOUNT | {"amount": str(amount)})
    asker.press("1차 지급 신청하기")
    asker.says("지급을 신청했습니다.")
    told = {"private_paid": "24600000", "guarantee_number": "SGI-2024-1", "guarantee_won": str(amount)}
    prepare(operator, number, told | {"guarantee_last_on": "2025-12-31"}, on="2024-08-08", place="first")
    asker.acts_for("중소기업기술정보진흥원")
    approve(asker, number, place="first")
    asker.says("같은 지급을 신청하거나 준비한 사람이어서")
    asker.shows("agency-approver-asked")
    approve(lead, number, place="again")
    lead.says("승인했습니다.")
    desks["adopter"].until(money, "지급 완료")


def spend(adopter: Desk, operator: Desk, key: str, folder: Path) -> None:
    """Two items with their evidence, an invoice counts once; and what was contributed in kind."""
    until(adopter.demo, "2024-09-05")
    money = f"/company/agreements/{key}/payments"
    items = [(50_000_000, "1" * 16), (20_000_000, "1" * 16), (20_000_000, "2" * 16), (20_000_000, "")]
    for nth, (amount, invoice) in enumerate(items):
        if nth != 2:
            adopter.go(money)
        adopter.unfold("집행 등록하기")
        adopter.page.locator("main [name=spent-line]").select_option("outsourcing")
        told = {"amount": str(amount), "vat": "0", "supplier": "보람로보틱스", "spent_on": "2024-09-05"}
        if invoice:
            told |= {"vat": str(amount // 10), "invoice": f"20240905{invoice}"}
        adopter.fill_all({f"spent-{name}": value for name, value in told.items()})
        adopter.tick("spent-evidence", "e-tax-invoice" if invoice else "in-kind-statement")
        adopter.page.locator("main [name=spent-paper]").set_input_files(paper(folder, f"invoice-{nth}"))
        adopter.press("집행 등록하기", within="main form")
        adopter.says("이미 쓰인 승인번호여서" if nth == 1 else "집행을 등록했습니다.")
        if nth == 1:
            adopter.shows("company-invoice-used")
    adopter.shows("company-payments-spent")
    with adopter.leaving():
        adopter.page.locator("main tr", has_text="보람로보틱스").locator("a").first.click()
    adopter.shows("company-spending")
    operator.go(f"/operator/payments/agreements/{key}")
    operator.shows("operator-money")


def check_progress(operator: Desk, adopter: Desk, folder: Path, number: str) -> None:
    """The operator plans a visit, not for a day that has passed, goes there and finds the task on its way."""
    until(operator.demo, "2024-10-02")
    operator.go("/operator/deliveries/")
    operator.shows("operator-deliveries")
    operator.press(number)
    operator.fill("plan-planned_on", "2024-06-01")
    operator.tries("이 날로 정하기", "점검일이")
    operator.fill("plan-planned_on", "2024-10-10")
    operator.press("이 날로 정하기")
    operator.says("점검 날을 정했습니다.")
    until(operator.demo, "2024-10-10", "16:00")
    operator.tick("found-outcome", "continue")
    operator.fill_all({"found-done_on": "2024-10-10", "found-text": "예약과 상담이 함께 열립니다."})
    operator.page.locator("main [name=found-papers]").set_input_files(paper(folder, "check"))
    operator.press("점검 결과 남기기")
    operator.says("점검 결과를 남겼습니다.")
    operator.shows("operator-delivery-checked")
    adopter.go("/company/deliveries/")
    adopter.press(number)
    adopter.shows("company-delivery-checked")


def complete(desks: dict[str, Desk], folder: Path, number: str) -> None:
    """Reported, passed on, inspected by one of the agency and confirmed by another."""
    adopter, operator, agency, lead = (desks[name] for name in ("adopter", "operator", "agency", "lead"))
    until(adopter.demo, "2024-12-20")
    adopter.go("/company/deliveries/")
    adopter.press(number)
    adopter.fill_all({"built": "예약과 상담을 한 화면에서 받습니다.", "in_use_on": "2024-12-10"})
    adopter.tries("완료보고하기", "파일을 하나 이상 골라 주세요.")
    adopter.page.locator("main [name=papers]").set_input_files(paper(folder, "completion"))
    adopter.press("완료보고하기")
    adopter.says("보고했습니다.")
    adopter.shows("company-delivery-reported")
    operator.go("/operator/deliveries/")
    operator.press(number)
    operator.press("점검하도록 넘기기")
    operator.says("점검하도록 넘겼습니다.")
    agency.go("/agency/deliveries/")
    agency.press(number)
    agency.tick("inspected-outcome", "complete")
    agency.fill_all({"inspected-inspected_on": "2024-12-20", "inspected-text": "쓰고 있음을 보았습니다."})
    agency.press("점검 결과 남기기")
    agency.says("점검 결과를 남겼습니다.")
    agency.shows("agency-delivery-inspected")
    here = agency.page.url
    agency.posts_by_hand(f"{here}/do/confirm")
    agency.says("점검한 사람은 그 결과를 확정할 수 없어")
    lead.go(here)
    lead.press("이 결과로 확정하기")
    lead.says("확정했습니다.")
    lead.shows("agency-delivery-completed")


def pay_the_second(desks: dict[str, Desk], key: str, number: str) -> None:
    """After the settlement, what it leaves of the support."""
    adopter, lead = desks["adopter"], desks["lead"]
    until(adopter.demo, "2025-02-03")
    money = f"/company/agreements/{key}/payments"
    adopter.until(money, "2차 지급 신청하기")
    adopter.fill_all(ACCOUNT)
    adopter.press("2차 지급 신청하기")
    adopter.says("지급을 신청했습니다.")
    prepare(desks["operator"], number, {}, on="2025-02-03", place="second")
    approve(lead, number, place="second")
    lead.says("승인했습니다.")
    lead.until("/agency/payments/?state=paid", "2차")
    lead.shows("agency-payments")
    lead.go(f"/agency/payments/agreements/{key}")
    lead.shows("agency-money")
    adopter.go(money)
    adopter.says("은행 번호")
    adopter.shows("company-payments-second")


def settle(desks: dict[str, Desk], name: str) -> None:
    """Nothing passes with an item that nobody judged; what is not recognised is given back to the last won."""
    adopter, operator, lead = (desks[one] for one in ("adopter", "operator", "lead"))
    until(adopter.demo, "2025-01-13")
    adopter.go("/company/settlements/")
    adopter.press(name)
    adopter.shows("company-settlement-due")
    adopter.fill_all({"private_paid": "49200000", "interest": "-1", "vat_refund": "0"})
    adopter.tries("정산 보고하기", "금액을 0원 이상으로")
    adopter.fill("interest", "1234")
    adopter.press("정산 보고하기")
    adopter.says("처리했습니다.")
    operator.go("/operator/settlements/")
    operator.press(name)
    operator.tries("확정하도록 넘기기", "인정 여부를 정하지 않은 항목이")
    operator.shows("operator-settlement-open")
    operator.go("/operator/settlements/")
    operator.press(name)
    operator.page.locator("main form[action$='/do/find'] [name=item_id]").first.check()
    operator.fill_in("find", {"disallowed": str(DISALLOWED), "reason": "계약에 없는 품목이 들어 있습니다."})
    operator.press("이대로 정하기")
    operator.press("남은 항목 모두 인정하기")
    operator.press("확정하도록 넘기기")
    operator.says("확정 대기")
    lead.go("/agency/settlements/")
    lead.shows("agency-settlements")
    lead.press(name)
    lead.shows("agency-settlement")
    lead.press("이 금액으로 확정하기")
    lead.says("반납할 금액")
    back = won(lead, "반납할 금액")

    until(adopter.demo, "2025-01-24")
    adopter.go("/company/settlements/")
    adopter.press(name)
    adopter.says("계약에 없는 품목이 들어 있습니다.")
    adopter.shows("company-settlement-return")
    operator.go("/operator/settlements/")
    operator.press(name)
    operator.fill_in("paid_in", {"amount": str(back + 1), "on": "2025-01-24"})
    operator.tries("입금 기록하기", "들어온 금액이나 날이 맞지 않아")
    operator.fill_in("paid_in", {"amount": str(back), "on": "2025-01-24"})
    operator.press("입금 기록하기")
    operator.says("확인 전")
    lead.go("/agency/settlements/")
    lead.press(name)
    lead.page.locator("main [name=paid_in_id]").first.check()
    lead.press("입금 확인하기")
    lead.says("반납 완료")
    lead.shows("agency-settlement-returned")


def ask_for_maintenance(adopter: Desk, supplier: Desk, number: str) -> None:
    """Asked for by the adopter, answered and done by the supplier, confirmed by who asked."""
    adopter.go("/company/aftercare/")
    adopter.press(number)
    adopter.unfold("유지·보수 요청하기")
    adopter.tries("요청 보내기", "무엇이 안 되는지 적어 주세요.")
    adopter.shows("company-aftercare-refused")
    adopter.fill_all({"title": "예약 화면이 열리지 않음", "text": "오늘 아침부터 흰 화면만 보입니다."})
    adopter.press("요청 보내기")
    adopter.says("유지·보수를 요청했습니다.")
    here = adopter.page.url
    supplier.go(here)
    supplier.shows("supplier-request")
    supplier.fill("answer-text", "오늘 안에 고치겠습니다.")
    supplier.press("답변하기")
    supplier.fill("finish-text", "인증서를 새로 넣었습니다.")
    supplier.press("처리했다고 알리기")
    adopter.go(here)
    adopter.says("인증서를 새로 넣었습니다.")
    adopter.press("처리된 것을 확인하기")
    adopter.says("확인함")
    adopter.shows("company-request")


def report_the_use(desks: dict[str, Desk], number: str) -> None:
    """Year after year; the second comes late, after its reminder, and is on record as such."""
    adopter = desks["adopter"]
    until(adopter.demo, "2025-06-02")
    ask_for_maintenance(adopter, desks["supplier"], number)
    adopter.go("/company/aftercare/")
    adopter.press(number)
    here = adopter.page.url
    due = [
        read_day(row) for row in re.findall(r"\d{4}년 \d+월 \d+일", adopter.page.locator("table").first.inner_text())
    ]
    for year, last_on in enumerate(due[:5], 1):
        is_late = year == 2
        until(adopter.demo, (last_on - timedelta(days=7)).isoformat())
        if is_late:
            adopter.mail("2차 활용실적을")
            until(adopter.demo, (last_on + timedelta(days=20)).isoformat())
            adopter.until(here, "보고하지 않음")
            adopter.shows("company-aftercare-missed")
        adopter.go(f"{here}/reports/{year}")
        if year == 1:
            adopter.tries("활용실적 보고하기", "값을 적어 주세요.")
            adopter.fill_all(FIGURES)
        else:
            adopter.says("지난번에 보고한 값을 채워 두었습니다.")
            adopter.fill("orders", str(320 * year))
        if year <= 2:
            adopter.shows(f"company-report-{year}")
        adopter.press("활용실적 보고하기")
        adopter.says("활용실적을 보고했습니다.")
    adopter.says("늦게 보고함")
    adopter.shows("company-aftercare-last")
    adopter.mail("2차 활용실적이 보고되지 않았습니다")
    desks["agency"].go("/agency/aftercare/")
    desks["agency"].shows("agency-aftercares")
    desks["agency"].press(number)
    desks["agency"].shows("agency-aftercare")


def is_of_a_place_left_alone(line: str) -> bool:
    """A line of the audit, or its English below it, on a place that came to no agreement and that nobody ended."""
    return "협약 기한이 지났는데 협약하지도" in line or "without an agreement, and nobody ended it" in line


@pytest.mark.clause(
    "1-roles-adopter", "1-roles-supplier", "1-roles-operator", "1-roles-agency", "2-period", "7-data-consent"
)
def test_from_the_published_result_to_the_fifth_use_report(demo: Any, walk_in: Any, tmp_path: Path) -> None:
    names = ("adopter", "supplier", "operator", "agency", "lead", "reviewer", "accountant")
    desks = {name: Desk(walk_in, name) for name in names}
    adopter, operator = desks["adopter"], desks["operator"]
    hub, number = settle_the_costs(adopter, desks["reviewer"])
    key = hub.rpartition("/")[2]
    gather_the_papers(desks, hub, tmp_path)
    prepare_the_paper(desks["agency"], key)
    sign(desks, key)
    verify(adopter, key, tmp_path)
    change_the_agreement(adopter, operator, hub, key)
    pay_the_first(desks, key, number)
    spend(adopter, operator, key, tmp_path)
    check_progress(operator, adopter, tmp_path, number)
    complete(desks, tmp_path, number)
    settle(desks, "은하인쇄")
    pay_the_second(desks, key, number)
    report_the_use(desks, number)
    assert "\n".join(fault for one in desks.values() for fault in one.faults) == ""
    # the demo's other places are left alone for all these years, which the audit says of each, and of nothing else
    assert [line for line in demo.findings().splitlines() if not is_of_a_place_left_alone(line)] == []
