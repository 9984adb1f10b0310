"""An adopter and a supplier on their way to one application."""

import re

from personas import a_brn

HUB = re.compile(r"/company/applications/[0-9a-f-]{36}$")


def start(walker, brn: str, *, what: str = "new business-model", operator: int = 0) -> str:
    """Somebody signs up, claims a company and starts an application; the address of its hub.

    ``what`` are the track and the type, ``operator`` is the place of the chosen one in the notice's order.
    """
    walker.go("/company/")
    walker.sign_up("서도입")
    walker.claim(brn, "나래정밀", "서도입")
    walker.go("/company/")
    walker.press(re.compile("과제신청 시작하기"))
    walker.tick("what", what)
    walker.tick("operator", walker.page.locator("input[name=operator]").nth(operator).get_attribute("value"))
    walker.press("과제신청 시작하기")
    assert HUB.search(walker.page.url)
    return walker.page.url


class Pair:
    """An adopter and a supplier on their way to one application; ``how`` says of what kind they are as walkers."""

    def __init__(self, walk_in, folder, *, width: int, scripts: bool = True, **how) -> None:
        self.scripts, self.folder = scripts, folder
        self.adopter = walk_in("adopter", width=width, scripts=scripts, **how)
        self.supplier = walk_in("supplier", width=width, scripts=scripts, **how)
        self.adopter_brn, self.supplier_brn = a_brn(), a_brn()

    def both_sign_up(self, *, operator: int = 0, what: str = "new business-model") -> None:
        """The adopter claims its company and starts; the supplier comes by the link of its invitation.

        ``operator`` and ``what`` are as for the start.
        """
        adopter, supplier = self.adopter, self.supplier
        self.hub = start(adopter, self.adopter_brn, what=what, operator=operator)
        adopter.tick("role", "supplier")
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

    def both_fill(self, *, supplier_by_forms: bool = False) -> None:
        for walker in (self.adopter, self.supplier):
            walker.go(self.hub)
            walker.press(re.compile("작성 시작"))
            if supplier_by_forms and walker is self.supplier:
                walker.fill_by_forms()
            walker.fill_everything(scripts=self.scripts)
            walker.upload_everything(self.folder, scripts=self.scripts)
        for walker, name in ((self.adopter, "서도입"), (self.supplier, "오공급")):
            walker.go(f"{self.hub}/people")
            walker.fill("name", name)
            walker.tick("capacities", "representative", "manager")
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
            walker.tick("agree", "1")
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
        adopter.press_at_the_door(re.compile("신청 철회하기"))
        assert "신청이 철회되었습니다" in adopter.text()
        adopter.press("다시 제출하러 가기")

    @property
    def faults(self) -> list[str]:
        return self.adopter.faults + self.supplier.faults
