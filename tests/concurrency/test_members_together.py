"""Two members of one company press at the same moment: one state stands, each is told what came of their press."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest
from django.test import Client

from at_once import at_once
from door_processes import counted, size
from doors import SESSION, OpenDoor, Reply
from gonggo.applications import commands
from gonggo.applications.queries import ref_of
from gonggo.intake import queries
from gonggo.intake.queries import Receipt
from gonggo.kernel.clock import machine_now
from gonggo.wiring.audit import applications as audit
from gonggo.wiring.settling import Settler
from personas import NOW, Persona
from world import Consortium, a_ready_application

pytestmark = pytest.mark.usefixtures("committing")
ROUNDS = 500
ONE_APPLICATION = 50
"""So many rounds an application lives through before the next one comes."""
READ_BY_BOTH = 10
"""Every so many rounds both read both receipts and the hub; in the others each reads what came of its own press."""
STANDS = {"submitted": "received", "withdrawn": "withdrawn"}
DONE = {"submitted": "접수되었습니다", "withdrawn": "신청이 철회되었습니다"}
OVERTAKEN_BY = {"submitted": "({})이 그대로 유효합니다", "withdrawn": "에 신청을 철회했습니다."}


@dataclass
class Company:
    """The lead of an application with a colleague, each signed in at a browser, and a door for each."""

    case: Consortium
    doors: list[OpenDoor]
    manager: Client
    colleague: Client

    def right(self, act: str, who: Persona) -> str:
        """The right to this act, as the page of the person gives it."""
        grant = commands.grant_submit if act == "submit" else commands.grant_withdraw
        sitting = {"session_key": SESSION, "stepped_up_at": machine_now()}
        return grant(application_id=self.case.id, **sitting, by=who.actor, at=NOW)

    def chain(self) -> list[Receipt]:
        return list(queries.receipts(ref_of(self.case.id)))

    def is_told(self, client: Client, receipt: Receipt, last: Receipt) -> bool:
        """The page of a receipt says what was done, and what stands, where that is another."""
        said = client.get(f"/company/receipts/{receipt.id}").content.decode()
        overtaken = {f"({last.number})이 그대로 유효합니다", "에 신청을 철회했습니다."}
        expected = {OVERTAKEN_BY[last.event].format(last.number)} if receipt.id != last.id else set()
        return (
            f"<h1>{DONE[receipt.event]}</h1>" in said
            and receipt.number in said
            and {words for words in overtaken if words in said} == expected
        )

    def stands_as(self, last: Receipt) -> bool:
        """The house says what the door decided last."""
        row = self.case.again()
        return (row.state, row.receipt_id == last.id or last.event == "withdrawn") == (STANDS[last.event], True)

    def is_shown_as(self, last: Receipt) -> bool:
        """And so does the hub."""
        hub = self.colleague.get(f"/company/applications/{self.case.id}")
        return hub.context["page"].state == STANDS[last.event]

    def reads(self, number: int, own: list[Receipt], both: list[Receipt]) -> bool:
        """``own`` are the receipts of the manager's and of the colleague's press, ``both`` the same in their order."""
        last = both[-1]
        people = (self.manager, self.colleague)
        if number % READ_BY_BOTH:
            return all(self.is_told(who, one, last) for who, one in zip(people, own, strict=True))
        return self.is_shown_as(last) and all(self.is_told(who, one, last) for who in people for one in both)


@pytest.fixture
def doors(store_url: str) -> Iterator[list[OpenDoor]]:
    """Two doors on one store."""
    opened = [OpenDoor(store_url), OpenDoor(store_url)]
    yield opened
    for door in opened:
        door.close()


def companies(doors: list[OpenDoor], rounds: int) -> Iterator[tuple[int, Company]]:
    """One for each round; the same for as many as an application lives through."""
    for number in range(rounds):
        if number % ONE_APPLICATION == 0:
            case = a_ready_application()
            company = Company(case, doors, case.adopter.client, case.colleague.client)
        yield number, company


def settle() -> None:
    while Settler().settle(now=0.0):
        pass


def is_told_truly(number: int, company: Company, replies: list[Reply], before: int) -> bool:
    """Two answers, first the manager's; two receipts after those that were there; one state: that of the second."""
    settle()
    both = company.chain()[before:]
    first, last = both
    known = {(one.event, one.number): one for one in both}
    answered = [(reply.core["event"], reply.core["number"]) for reply in replies]
    return (
        [reply.status for reply in replies] == [200, 200]
        and set(answered) == set(known)
        and last.previous == first.link
        and company.stands_as(last)
        and company.reads(number, [known[one] for one in answered], both)
    )


@pytest.mark.proof
@pytest.mark.clause("4-online")
def test_two_members_of_a_company_who_submit_at_once_leave_one_application_that_stands(doors: list[OpenDoor]):
    rounds, wrong = size(5, ROUNDS), []
    for number, company in companies(doors, rounds):
        before = len(company.chain())
        rights = [company.right("submit", who) for who in (company.case.adopter, company.case.colleague)]
        replies = at_once(*(partial(door.submit, right) for door, right in zip(doors, rights, strict=True)))
        if not is_told_truly(number, company, replies, before):
            wrong.append(company.chain()[-1].number)

    assert list(audit.check(machine_now())) == []
    counted(f"two members submit at once: {rounds} rounds", wrong)


@pytest.mark.proof
@pytest.mark.clause("4-online")
def test_withdrawing_while_a_colleague_submits_leaves_what_the_door_decided_last(doors: list[OpenDoor]):
    rounds, wrong, ended = size(5, ROUNDS), [], {"submitted": 0, "withdrawn": 0}
    for number, company in companies(doors, rounds):
        doors[0].submit(company.right("submit", company.case.adopter))
        settle()
        before = len(company.chain())
        submit = company.right("submit", company.case.colleague)
        withdraw = company.right("withdraw", company.case.adopter)
        replies = at_once(partial(doors[0].withdraw, withdraw), partial(doors[1].submit, submit))
        if not is_told_truly(number, company, replies, before):
            wrong.append(company.chain()[-1].number)
        ended[company.chain()[-1].event] += 1

    assert list(audit.check(machine_now())) == []
    counted(f"withdrawn while a colleague submits: {rounds} rounds, {ended['withdrawn']} ended withdrawn", wrong)
