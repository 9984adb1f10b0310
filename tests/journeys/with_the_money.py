"""What is paid, spent, settled and given back."""

from datetime import date, timedelta
from pathlib import Path

from journeys.reading import paper, won
from walking import Desk, until

DISALLOWED = 300_000
ACCOUNT = {"bank": "하나은행", "holder": "은하인쇄", "account": "110-123-456789"}
REGISTERS = ("business-halted", "tax-arrears", "local-tax-arrears")


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
