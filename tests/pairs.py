"""An adopter and a supplier on their way to one application."""

import re

from personas import a_brn

HUB = re.compile(r"/company/applications/[0-9a-f-]{36}$")


class Pair:
    """An adopter and a supplier on their way to one application."""

    def __init__(self, walk_in, folder, *, width: int, scripts: bool = True) -> None:
        self.scripts, self.folder = scripts, folder
        self.adopter = walk_in("adopter", width=width, scripts=scripts)
        self.supplier = walk_in("supplier", width=width, scripts=scripts)
        self.supplier_brn = a_brn()

    def both_sign_up(self, *, operator: int = 0) -> None:
        """The adopter claims its company and starts; the supplier comes by the link of its invitation.

        ``operator`` is the place of the chosen one in the notice's order.
        """
        adopter, supplier = self.adopter, self.supplier
        adopter.go("/company/")
        adopter.sign_up("서도입")
        adopter.claim(a_brn(), "나래정밀", "서도입")
        adopter.go("/company/")
        adopter.press(re.compile("과제신청 시작하기"))
        adopter.page.locator("input[name=what]").first.check()
        adopter.page.locator("input[name=operator]").nth(operator).check()
        adopter.press("과제신청 시작하기")
        assert HUB.search(adopter.page.url)
        self.hub = adopter.page.url
        adopter.page.locator("input[name=role][value=supplier]").check()
        adopter.fill("brn", self.supplier_brn)
        adopter.fill("email", supplier.email)
        adopter.press("참여 요청 보내기")

        link = re.search(r"http://localhost:\d+/\S+", supplier.mail("함께 신청하기를"))
        assert link is not None
        supplier.go(link[0])
        supplier.sign_up("오공급")
        supplier.go(link[0])
        supplier.press("기업 등록하기")
        supplier.claim(self.supplier_brn, "이음솔루션", "오공급")
        supplier.go(link[0])
        supplier.press("함께 신청하기")
        assert HUB.search(supplier.page.url)

    def both_fill(self) -> None:
        for walker in (self.adopter, self.supplier):
            walker.go(self.hub)
            walker.press(re.compile("작성 시작"))
            walker.fill_everything(scripts=self.scripts)
            walker.upload_everything(self.folder, scripts=self.scripts)
        for walker, name in ((self.adopter, "서도입"), (self.supplier, "오공급")):
            walker.go(f"{self.hub}/people")
            walker.fill("name", name)
            for key in ("representative", "manager"):
                walker.page.locator(f"input[name=capacities][value={key}]").check()
            walker.fill("contact", walker.email)
            walker.press("등록하고 링크 보내기")
        self.adopter.go(self.hub)
        assert re.search(r"(\d+)가지 중 \1가지를 마쳤습니다", self.adopter.text())

    def seal_and_consent(self) -> None:
        adopter = self.adopter
        adopter.go(f"{self.hub}/check")
        adopter.press("제출할 내용으로 확정하기")
        adopter.prove()
        for walker in (adopter, self.supplier):
            walker.go(f"{self.hub}/check")
            walker.page.locator("#id_agree").check()
            walker.press(re.compile("동의하기"))
            walker.prove()
        adopter.go(f"{self.hub}/check")

    def submit(self) -> str:
        """The number of the receipt."""
        self.adopter.submit()
        assert "접수되었습니다" in self.adopter.text()
        found = re.search(r"SS24-N-\d+-\d+", self.adopter.text())
        assert found is not None
        return found[0]

    def withdraw(self) -> None:
        """From the receipt to the page from which one submits again."""
        adopter = self.adopter
        adopter.press("신청 철회")
        adopter.prove()
        adopter.page.get_by_role("button", name=re.compile("신청 철회하기")).click()
        adopter.page.wait_for_url("**/company/receipts/*")
        adopter.look()
        assert "신청이 철회되었습니다" in adopter.text()
        adopter.press("다시 제출하러 가기")

    @property
    def faults(self) -> list[str]:
        return self.adopter.faults + self.supplier.faults
