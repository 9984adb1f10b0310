"""Two adopters and two suppliers on their way to one application, each at a browser of their own, by keyboard."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from journeys.by_keyboard import ByKeyboard
from pairs import start
from personas import a_brn
from world import FIRST, SECOND

ENGINEER = "정설계"


@dataclass
class Company:
    """One company of the application, with the person who works for it."""

    walker: ByKeyboard
    role: str
    name: str
    person: str
    brn: str


class Together:
    """Four companies; the first leads."""

    def __init__(self, walk_in: Callable[..., ByKeyboard], folder: Path, widths: tuple[int, int, int, int]) -> None:
        self.folder = folder
        who = (
            ("adopter", "나래정밀", "서도입"),
            ("adopter", "다온물산", "유함께"),
            ("supplier", "이음솔루션", "오공급"),
            ("supplier", "가람시스템", "명둘째"),
        )
        self.companies = []
        for place, ((role, name, person), width) in enumerate(zip(who, widths, strict=True)):
            walker = walk_in(f"{role}{place}", width=width, kind=ByKeyboard)
            walker.voice, walker.money = name, (FIRST, SECOND)[place % 2]
            self.companies.append(Company(walker, role, name, person, a_brn()))
        self.lead, *self.partners = self.companies
        self.hub = ""

    def start(self) -> None:
        self.hub = start(self.lead.walker, self.lead.brn)

    def invite(self, one: Company) -> None:
        walker = self.lead.walker
        walker.go(self.hub)
        if not walker.page.locator("#invite").count():
            walker.press("기업 더 초대하기")
        walker.tick("role", one.role)
        walker.fill("brn", one.brn)
        walker.fill("email", one.walker.email)
        walker.press("참여 요청 보내기")

    def join(self, one: Company) -> None:
        """By the link in the mail; before it joins, the company reads what it will see and what it will not."""
        walker = one.walker
        link = re.search(r"http://localhost:\d+/\S+", walker.mail("함께 신청하기를"))
        assert link is not None
        walker.go(link[0])
        walker.sign_up(one.person)
        walker.go(link[0])
        walker.press("기업 등록하기")
        walker.claim(one.brn, one.name, one.person)
        walker.go(link[0])
        walker.says("다른 기업의 서류, 재무제표, 납세 자료")
        walker.press("함께 신청하기")
        assert walker.page.url == self.hub

    def fill(self, one: Company, *, by_keys: bool) -> None:
        """The company's own pages and papers, and the person whose data is in them."""
        walker = one.walker
        walker.go(self.hub)
        walker.press(re.compile("작성 시작"))
        if by_keys:
            walker.fill_everything()
        else:
            walker.fill_by_forms()
        walker.upload_everything(self.folder)
        walker.go(f"{self.hub}/people")
        walker.fill("name", one.person)
        walker.tick("capacities", "representative", "manager")
        walker.fill("contact", walker.email)
        walker.press("등록하고 링크 보내기")

    def name_engineer(self, one: Company, engineer: ByKeyboard) -> None:
        """Somebody of the company whose data is in the application too, who has no account here."""
        walker = one.walker
        walker.go(f"{self.hub}/people")
        walker.fill("name", ENGINEER)
        walker.tick("capacities", "staff")
        walker.fill("contact", engineer.email)
        walker.press("등록하고 링크 보내기")

    @staticmethod
    def consent_at_link(engineer: ByKeyboard) -> None:
        """With the link and a code from the mailbox, on a phone: form 3 without an account."""
        link = re.search(r"http://localhost:\d+/\S+", engineer.mail("개인정보 동의를"))
        assert link is not None
        engineer.go(link[0])
        engineer.press("인증번호 받기")
        code = re.search(r"\d{6}", engineer.mail("인증번호"))
        assert code is not None
        engineer.fill("code", code[0])
        engineer.press("확인하기")
        engineer.press("동의하기")
        engineer.says("동의하셨습니다")

    def seal(self) -> None:
        walker = self.lead.walker
        walker.go(f"{self.hub}/check")
        walker.press("제출할 내용으로 확정하기")
        walker.prove()

    def consent(self, one: Company) -> None:
        walker = one.walker
        walker.go(f"{self.hub}/check")
        walker.tick("agree", "1")
        walker.press(re.compile("동의하기"))
        walker.prove()

    @property
    def faults(self) -> list[str]:
        return [f"{one.name} {fault}" for one in self.companies for fault in one.walker.faults]
