"""Whatever somebody sends to a form of the company's desk, the house answers with a page: never a fault.

Every world is set once, its pages are read for their forms, and whatever an input changes is taken back.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

import agreeing
import caring
import consultings
import deliveries
import objecting
import offices
import paying
import results
import selections
import settling
import suppliers
from architecture.test_access import filled, private_routes, undone
from forms_found import Form, forms_of
from gonggo.agreements import commands as agreements
from gonggo.agreements.commands import Cut, moving
from gonggo.applications import commands
from gonggo.kernel.actor import Role
from gonggo.messages.letters.queries import letters
from gonggo.parties import commands as parties
from gonggo.programs.definition import PartyRole
from personas import NOW, Persona, an_officer, an_owner
from sanctioning import noticed
from world import a_complete_draft, a_draft, a_joint_draft, a_pdf, a_ready_application, consent, the_program, write

pytestmark = [pytest.mark.django_db(databases=["default", "door"]), pytest.mark.proof]
GENERATED = 1_000 if os.environ.get("GONGGO_PROOF") == "1" else 10
FRESH = 100
"""After so many inputs the person signs in again: what asks for a proof of who they are is looked at, too."""
ANSWERED = {200, 302, 303, 400, 404, 409, 413, 422}
LISTS = (
    "applications agreements payments deliveries aftercare consulting settlements recoveries sanctions letters waiting"
)
STARTS = ("/company/", *(f"/company/{one}/" for one in LISTS.split()))
ODD = (
    "\0",
    "\ud7ff",
    "\u202e기업",
    "=1+1",
    "<script>",
    "-1",
    "0.5",
    "9" * 400,
    "%00",
    "١٢٣",
    "\r\n",
    " ",
    "",
    "2024-02-30",
)
MORE = ("status", "state", "score", "arrived_at", "go", "row", "next", "company_id", "base.goal")


@dataclass(frozen=True)
class Desk:
    """The instant of the program's clock, and the people at whose pages the forms stand: found from the lists, or at
    these addresses."""

    at: datetime
    people: list[Persona]
    places: tuple[str, ...] = ()
    more: tuple[Form, ...] = ()
    """Forms that stand on no page that is read: what comes after one was sent, and files that are taken."""


def something(dice: Random) -> str:
    """Text of any kind: short, long, odd, a number, a day, an id."""
    match dice.randrange(7):
        case 0:
            return dice.choice(ODD)
        case 1:
            return "가" * dice.randint(1, 12_000)
        case 2:
            return str(dice.randint(-(10**6), 10**18))
        case 3:
            return f"{dice.randint(1, 9999):04d}-{dice.randint(0, 13):02d}-{dice.randint(0, 32):02d}"
        case 4:
            return str(uuid4())
        case _:
            letters = (chr(dice.choice((dice.randint(1, 0xD7FF), dice.randint(0xE000, 0x1FFFF)))) for _ in range(40))
            return "".join(letters)[: dice.randint(0, 40)]


def an_input(dice: Random, form: Form) -> dict[str, Any]:
    """Some of the form's names with what it offers, some with anything, and some names that are not its own."""
    sent: dict[str, Any] = {}
    wildness = dice.choice((0.1, 0.5, 1.0))
    for name, offers in form.offers.items():
        if name in form.files:
            sent[name] = SimpleUploadedFile(f"{something(dice)[:80]}.pdf", _content(dice), "application/pdf")
        elif dice.random() < wildness:
            sent[name] = something(dice)
        elif offers:
            sent[name] = dice.choice(offers)
        if dice.random() < wildness / 4:
            sent.pop(name, None)
    if dice.random() < wildness / 2:
        sent[dice.choice(MORE)] = something(dice)
    return sent


def _content(dice: Random) -> bytes:
    return dice.choice((b"", a_pdf(str(dice.random())), dice.randbytes(200), b"%PDF-1.7\n" + dice.randbytes(50)))


def drafting() -> Desk:
    """Two adopters and a supplier write; people are named, a page is open, a colleague was asked in."""
    case, second = a_joint_draft(track="advanced")
    told: dict[str, Any] = {"application_id": case.id, "by": case.adopter.actor, "at": NOW}
    commands.open_section(section="goal", company_id=case.supplier.company.id, **told)
    write(case, case.adopter, {"plan-goal": "다시 쓴 목표"})
    at = f"/company/applications/{case.id}"
    person = {"name": "홍길동", "capacities": "manager", "contact": "hong@example.kr"}
    case.adopter.client.post(f"{at}/people", person)
    read_back = {"take": ["task-title"], "base.task-title": ["0", "1"], "value.task-title": ["새 이름"]}
    parties.invite_colleague(
        company_id=case.adopter.company.id,
        email="dul@example.kr",
        role=Role.COMPANY_WRITER,
        by=case.adopter.actor,
        at=NOW,
    )
    return Desk(NOW, [case.adopter, case.supplier, second], more=(Form(f"{at}/forms/form-1/take", read_back),))


def to_consent() -> Desk:
    """Sealed, and consented to by the lead alone."""
    case = a_complete_draft()
    commands.seal(application_id=case.id, by=case.adopter.actor, at=NOW)
    consent(case, case.adopter)
    return Desk(NOW, [case.adopter, case.supplier])


def two_texts() -> Desk:
    """Two people wrote at once: both texts of a question are kept. A file was sent to be read, another is there to be
    chosen again."""
    case = a_draft()
    for place, writer in enumerate((case.adopter, case.colleague)):
        typed = {"plan-goal": f"글 {place}", "base.plan-goal": "0"}
        writer.client.post(f"/company/applications/{case.id}/sections/goal", typed)
    return Desk(NOW, [case.colleague])


def chosen_again() -> Desk:
    """A second application of a company whose papers lie in its first."""
    case = a_complete_draft()
    program = case.program
    other = commands.start_application(
        program_key=program.key,
        track="new",
        type=program.types[0].key,
        operator=program.operators[0].key,
        another=uuid4(),
        by=case.adopter.actor,
        at=NOW,
    )
    return Desk(NOW, [case.adopter], (f"/company/applications/{other.id}/papers/sme-certificate/versions",))


def with_a_report() -> Desk:
    """A company that was consulted writes its application."""
    on = consultings.desks()
    consultings.reported(on)
    program = on.program
    kind = {"track": "new", "type": program.types[0].key, "operator": on.operator}
    at = consultings.VISIT_DAY + timedelta(days=1)
    commands.start_application(program_key=program.key, **kind, by=on.company.actor, at=at)
    return Desk(at, [on.company])


def answering() -> Desk:
    """The costs were cut, and the company is asked whether it agrees."""
    made = agreeing.laid_out(agreeing.an_agreement())
    cut = Cut("labour", 40_000_000, 39_000_000, 20_000_000, "단가가 높음")
    agreements.cut(agreement_id=made.agreement_id, cuts=[cut], by=made.reviewer.actor, at=agreeing.RESULT)
    return Desk(agreeing.RESULT, [made.adopter])


def told_by_letter() -> Desk:
    """A change was refused by letter; of an earlier decision the company objected."""
    made = agreeing.a_concluded()
    told: dict[str, Any] = {"agreement_id": made.agreement_id, "at": agreeing.CONCLUDED, "by": made.adopter.actor}
    change = {"item": "task", "before": "가", "after": "나", "reason": "시장", "cause_on": agreeing.CONCLUDED.date()}
    asked = agreements.ask_change(**change, **told)
    agreements.refuse_change(change_id=asked.id, answer="범위 밖", by=made.operator.actor, at=agreeing.CONCLUDED)
    objecting.followed()
    letter = next(one for one in letters(of=made.adopter.actor) if one.kind == "change-refused")
    return Desk(agreeing.CONCLUDED + timedelta(hours=1), [made.adopter], (f"/company/letters/{letter.id}/objection",))


def reporting_use() -> Desk:
    on = caring.an_aftercare()
    caring.consented(on)
    at = caring.at(on.report(1).opens_on)
    return Desk(at, [on.adopter], (f"/company/aftercare/{on.id}/reports/1",))


def asked_to_join() -> Desk:
    case, invited = a_draft(), an_owner("초대함", company_name="초대상사")
    told: dict[str, Any] = {"application_id": case.id, "by": case.adopter.actor, "at": NOW}
    commands.invite_party(role=PartyRole.SUPPLIER, brn=invited.company.brn, email=invited.person.email, **told)
    return Desk(NOW, [invited])


def supplementing() -> Desk:
    case = offices.received(a_ready_application())
    at = case.program.moment("application.closes") + timedelta(days=2)
    officer = an_officer(Role.OPERATOR_OFFICER, kind="operator", key=case.program.operators[0].key)
    commands.ask_supplement(
        application_id=case.id,
        company_id=case.adopter.company.id,
        items={"national-tax": "expired", "pledge": "consents"},
        reason="납세증명서의 유효기간이 지났습니다.",
        by=officer.actor,
        at=at,
    )
    return Desk(at, [case.adopter])


def refused() -> Desk:
    """The application was refused by letter."""
    case = offices.received(a_ready_application())
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency", name="박거절")
    return Desk(objecting.refused_by(officer, case), [case.adopter])


def objected() -> Desk:
    on = objecting.decided()
    filed = objecting.filed(on)
    return Desk(objecting.FILED_AT, [on.company], (f"/company/objections/{filed.id}",))


def selected() -> Desk:
    made = results.evaluated()
    results.published(made)
    return Desk(selections.INSTANT, made.companies[:1])


def laying_out() -> Desk:
    made = agreeing.an_agreement()
    return Desk(agreeing.RESULT, [made.adopter, made.supplier])


def papers_of_agreement() -> Desk:
    made = agreeing.in_papers()
    slot = next(one.key for one in moving.rules_for(made.row).slots)
    document = agreeing.upload(made, slot)
    file = Form(f"/company/agreements/{made.agreement_id}/files/{document}")
    return Desk(agreeing.RESULT, [made.adopter], more=(file,))


def signing() -> Desk:
    made = agreeing.in_signing()
    at = f"/company/agreements/{made.agreement_id}/sign"
    return Desk(agreeing.RESULT, [made.adopter], (at,), (Form(f"{at}/give"), Form(f"{at}/paper")))


def concluded() -> Desk:
    made = agreeing.a_concluded()
    return Desk(agreeing.CONCLUDED, [made.adopter])


def paid() -> Desk:
    on = paying.a_paying()
    paying.paid(on)
    paying.spent(on)
    return Desk(paying.SENT, [on.company])


def asking_for_payment() -> Desk:
    on = paying.a_paying()
    row = paying.asked(on)
    account = {"amount": ["1000000"], "bank": ["하나"], "holder": ["하나정밀"], "account": [paying.ACCOUNT]}
    return Desk(paying.ASKED, [on.company], more=(Form(f"/company/payments/{row.id}/again", account),))


def building() -> Desk:
    on = deliveries.a_delivery()
    return Desk(deliveries.at(deliveries.REPORTED), [on.adopter])


def in_use() -> Desk:
    on = caring.an_aftercare()
    caring.consented(on)
    request = caring.asked(on)
    return Desk(request.asked_at, [on.adopter, on.supplier])


def settled() -> Desk:
    on = settling.due()
    return Desk(settling.OPENED, [on.company])


def heard() -> Desk:
    """A company was told that it may be barred."""
    company = an_owner()
    row = noticed(the_program(), company, an_officer(Role.AGENCY_OFFICER, kind="agency"))
    return Desk(row.noticed_at, [company])


def asking_for_consulting() -> Desk:
    on = consultings.desks()
    consultings.asked(on)
    return Desk(consultings.ASKED_AT, [on.company, an_owner()])


def registering() -> Desk:
    return Desk(NOW, [suppliers.complete().supplier])


DESKS: dict[Callable[[], Desk], str] = {
    drafting: "start section remove_party together close_section people remove_person send_person_link leave"
    " upload remove_paper validity read_form take_form seal restore_answer pool_start"
    " change_role end_membership facts withdraw_invitation",
    to_consent: "consent withdraw_consent invite exchange",
    two_texts: "keep",
    chosen_again: "reuse",
    with_a_report: "attach_report",
    asked_to_join: "answer_invitation",
    supplementing: "supplement_answer supplement_upload supplement_consent",
    refused: "object archive",
    objected: "withdraw_objection",
    told_by_letter: "object_to_letter letter_paper",
    selected: "give_up",
    laying_out: "lay_out_budget give_agreement_consents",
    answering: "answer_review",
    papers_of_agreement: "agreement_upload no_guarantee agreement_file",
    signing: "give_signature signed_paper",
    concluded: "ask_change ask_supplier ask_extension ask_payment spend",
    paid: "withdraw_spending evidence",
    asking_for_payment: "void_payment ask_payment_again",
    building: "report_delivery",
    in_use: "ask_maintenance act_on_request withdraw_data_consent delivery_paper",
    reporting_use: "use_report",
    settled: "act_on_settlement",
    heard: "act_on_sanction",
    asking_for_consulting: "consulting cancel_consulting",
    registering: "pool_page pool_solutions pool_remove_solution pool_upload pool_remove_paper pool_seal",
}
"""World → the names of the addresses whose forms are sent to in it."""
EACH_PAGE = {"section", "pool_page"}
"""Addresses with many pages, each with questions of its own."""
NO_FORM = {"act_on_recovery"}
"""The machine of recoveries has no move of a company: its address, which the desks share, finds none."""


def sends(persona: Persona, form: Form, dice: Random) -> set[int]:
    """Generated input, one after the other; what each changes is taken back. What was answered."""
    answers: set[int] = set()
    for number in range(GENERATED):
        if number % FRESH == 0:
            client = persona.client
            client.raise_request_exception = False
        sent = an_input(dice, form)
        with undone():
            answer = client.post(form.action, sent)
            answer.close()
        assert answer.status_code in ANSWERED, (answer.status_code, form.action, sent)
        answers.add(answer.status_code)
    return answers


@pytest.mark.parametrize("world", DESKS, ids=lambda world: world.__name__)
def test_no_form_of_the_desk_falls_over_what_is_sent_to_it(world, monkeypatch):
    desk, names = world(), set(DESKS[world].split())
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: desk.at)
    told: dict[str, set[int]] = {}
    for persona in desk.people:
        for form in [*forms_of(persona.client, *STARTS, *desk.places, within="/company/"), *desk.more]:
            if form.name in names and (route := form.route if form.name in EACH_PAGE else form.name) not in told:
                told[route] = sends(persona, form, Random(f"{world.__name__} {route}"))

    print(f"{world.__name__}: {len(told)} forms, {GENERATED} inputs each: {', '.join(sorted(told))}")
    assert sorted(names - {route.partition(" ")[0] for route in told}) == []
    assert [route for route, answers in told.items() if answers == {404}] == []


def posts() -> Iterator[str]:
    """The names of the addresses of the desk that take what is sent."""
    client = an_owner().client
    for address, _ in private_routes():
        place = filled(address, {})
        if address.startswith("company/") and client.post(place).status_code != 405:
            yield resolve(place).url_name


def test_every_address_of_the_desk_that_takes_what_is_sent_is_sent_generated_input():
    proven = {name for names in DESKS.values() for name in names.split()}

    taking = set(posts())

    assert ", ".join(sorted(taking - proven - NO_FORM)) == ""
    assert ", ".join(sorted((proven | NO_FORM) - taking)) == ""
