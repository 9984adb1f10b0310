"""Every address says who may open it, and keeps to it: for each persona, at one's own object and at somebody else's."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import Client

from evaluations import MEETING
from gonggo.agreements.commands.opening import made_for
from gonggo.agreements.definition import rules_of as rules_for_agreements
from gonggo.agreements.models import Change
from gonggo.applications import queries as applications
from gonggo.applications import screening
from gonggo.applications.commands import ask_supplement, hand_in, screen_due
from gonggo.applications.form import Named
from gonggo.applications.people import named_people
from gonggo.applications.supplements import slots_for
from gonggo.documents.queries import document
from gonggo.kernel.actor import SYSTEM, VISITOR, Role
from gonggo.operators.queries import operators
from gonggo.parties import commands
from gonggo.parties import queries as parties
from gonggo.selection.definition import rules_of
from gonggo.selection.models import Round
from gonggo.selection.verify import bundle_digest, bundle_of
from gonggo.signing.queries import evidence_of
from gonggo.web.ui.access import Who, classified
from gonggo.wiring.urls import urlpatterns
from offices import hold, received
from personas import NOW, Persona, an_officer
from sanctioning import noticed
from sittings import a_sitting
from world import Consortium, a_ready_application, agree_with_operators

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
NOTHING = {404, 405}  # 405: the address takes the other method, whoever asks
DESKS = ("company/", "operator/", "agency/", "evaluator/")
OFFICES = ("operator_officer", "agency_officer", "ministry")


def routes() -> list[tuple[str, Who | None]]:
    return list(classified(urlpatterns))


def test_every_route_is_classified():
    assert [address for address, who in routes() if who is None] == []


def test_every_private_route_is_closed_to_visitors_by_its_class():
    desks = [(address, who) for address, who in routes() if address.startswith(DESKS) and who is not None]

    assert desks
    assert not [address for address, who in desks if who.is_public or who.admits(VISITOR)]


def filled(address: str, known: dict[str, str]) -> str:
    """The address with its parameters: those that are known, others as something that does not exist."""

    def one(match: re.Match[str]) -> str:
        kind, name = match.groups()
        nothing = {"uuid": str(uuid.UUID(int=7)), "int": "7"}.get(kind or "str", "nothing")
        return nothing if (kind, name) == ("uuid", "key") else known.get(name, nothing)

    return "/" + PARAMETER.sub(one, address)


@pytest.fixture
def consortium() -> Consortium:
    """A received application, which none of the personas belongs to."""
    return received(a_ready_application())


@pytest.fixture
def known(consortium: Consortium) -> dict[str, str]:
    """Its parts, each under the name that addresses give it."""
    slot = next(key for key, is_consent in slots_for(consortium.program, "adopter").items() if not is_consent)
    papers = applications.paper_rows(consortium.application, consortium.adopter.company.id)
    paper = next(row for row in papers if row.slot == slot).document.id
    _supplemented(consortium, slot, paper)
    invitation, _ = commands.invite_colleague(
        company_id=consortium.adopter.company.id,
        email="dul@example.kr",
        role=Role.COMPANY_WRITER,
        by=consortium.adopter.actor,
        at=NOW,
    )
    return {
        "party_id": str(next(p.id for p in applications.parties_of(consortium.application) if p.role == "supplier")),
        "document_id": str(paper),
        "receipt_id": str(consortium.again().receipt_id),
        "claim_id": str(parties.claims_of_company(consortium.adopter.company.id, of=SYSTEM)[0].id),
        "invitation_id": str(invitation.id),
        "application_id": str(consortium.id),
        "operator_id": str(_agreed(consortium)),
        "key": consortium.program.sections_of("adopter", "new")[0].key,
        "company_id": str(consortium.adopter.actor.company_id),
        "named_id": str(_named_by(consortium.adopter, consortium).id),
        "question": consortium.program.sections_of("adopter", "new")[0].questions[0].key,
        "slot": slot,
        "page_number": "1",
        "form_key": "form-1",
        "consent_id": str(evidence_of(applications.ref_of(consortium.id))[0].id),
        "which": "now",
        "ending": "pdf",
        "round_id": str(_a_list(consortium)),
        **_an_agreement(consortium),
        "sanction_id": str(_a_sanction(consortium)),
        "membership_id": str(parties.members_of(consortium.adopter.company.ref)[0].membership_id),
    }


def _named_by(company: Persona, consortium: Consortium) -> Named:
    """A person whom this company has named; those named at one moment come in any order."""
    return next(one for one in named_people(consortium.application) if one.company_id == company.company.id)


def _agreed(consortium: Consortium) -> uuid.UUID:
    """The operator that has the application, with its agreement."""
    agree_with_operators(consortium.program)
    rows = operators(of=SYSTEM, program=consortium.program.key)
    return next(row.id for row in rows if row.operator == consortium.application.operator)


def _a_sanction(consortium: Consortium) -> uuid.UUID:
    """The adopter was told before that it may be barred."""
    officer = an_officer(Role.AGENCY_OFFICER, kind="agency")
    return noticed(consortium.program, consortium.adopter, officer).id


def _supplemented(consortium: Consortium, slot: str, paper: uuid.UUID) -> None:
    """The adopter was asked for the slot's paper and has handed it in; it has not answered yet."""
    closes = consortium.program.moment("application.closes")
    supplement = ask_supplement(
        application_id=consortium.id,
        company_id=consortium.adopter.company.id,
        items={slot: "unreadable"},
        reason="읽을 수 없음",
        by=an_officer(Role.AGENCY_OFFICER, kind="agency").actor,
        at=closes,
    )
    hand_in(supplement_id=supplement.id, slot=slot, document_id=paper, by=consortium.adopter.actor, at=closes)


def _an_agreement(consortium: Consortium) -> dict[str, str]:
    """The application's agreement as its rows stand, with a change that waits for its answer."""
    row = made_for(consortium.again(), rules_for_agreements(consortium.program, consortium.application.track), NOW)
    change = Change.objects.create(
        agreement=row,
        item="task",
        state="asked",
        before="가",
        after="나",
        reason="다",
        cause_on=NOW.date(),
        asked_by=consortium.adopter.person.id,
        asked_at=NOW,
        due_on=NOW.date(),
    )
    return {"agreement_id": str(row.id), "change_id": str(change.id)}


def _a_list(consortium: Consortium) -> uuid.UUID:
    """A list of results of its program, drawn up and not confirmed."""
    program = consortium.program
    bundle = bundle_of(program.key, [], rules_of(program).places, ties=rules_of(program).ties, decisions=(), seed="")
    drawn = Round.objects.create(
        program=program.key,
        program_version=program.version,
        bundle=bundle,
        digest=bundle_digest(bundle),
        drawn_by=uuid.uuid4(),
        drawn_at=NOW,
    )
    return drawn.id


def private_routes() -> Iterator[tuple[str, Who]]:
    for address, who in routes():
        if who is not None and not who.is_public and not who.in_demo_only:
            yield address, who


@pytest.mark.django_db(databases=["default", "door"])
def test_a_visitor_at_a_private_address_is_sent_to_sign_in_and_back(known):
    client = Client()
    answers = {
        address: client.get(filled(address, known)) for address, _ in private_routes() if "<" not in address or known
    }

    wrong = {
        a: r.status_code for a, r in answers.items() if r.status_code != 302 or "/accounts/login/" not in r["Location"]
    }
    assert wrong == {}


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize("name", ["stranger", "member", *OFFICES])
def test_a_persona_without_the_role_or_the_object_finds_nothing(name, known, request):
    persona: Persona = request.getfixturevalue(name)
    client = persona.client
    told = {}
    for address, who in private_routes():
        if name == "agency_officer" and address.startswith("agency/applications/"):
            continue  # the agency reads every received application
        if not who.admits(persona.actor) or "application_id" in address or "membership_id" in address:
            for method, ask in (("GET", client.get), ("POST", client.post)):
                status = ask(filled(address, known)).status_code
                if status not in NOTHING and status != ask(filled(address, {})).status_code:
                    told[f"{method} {address}"] = status

    assert told == {}


OPENS = {200, 302, 405, 409}  # 409: it says why it cannot be done now
ITS_PARTS = ("application_id", "receipt_id", "membership_id", "invitation_id")


@pytest.mark.django_db(databases=["default", "door"])
def test_each_page_of_ones_own_opens_for_its_people_and_is_not_there_for_a_stranger_of_the_same_role(
    known, consortium, stranger
):
    pages = [a for a, who in private_routes() if a.startswith("company/") and any(part in a for part in ITS_PARTS)]
    wrong = {}
    for address in pages:
        for name, persona, right in (
            ("owner", consortium.adopter, OPENS),
            ("colleague", consortium.colleague, OPENS),
            ("stranger", stranger, NOTHING),
        ):
            answer = persona.client.get(filled(address, known))
            answer.close()
            if answer.status_code in right:
                continue
            is_unsigned = right is OPENS and answer.status_code == 503 and address.endswith("/file")
            same_as_nothing = answer.status_code == persona.client.get(filled(address, {})).status_code
            if not is_unsigned and not (right is NOTHING and same_as_nothing):
                wrong[f"{name} {address}"] = answer.status_code

    assert wrong == {}


TAKES = {200, 302, 303, 405, 409, 422}
"""A form was looked at: done, refused with its reason, or shown again; 405: the address only shows."""
NEEDS_MORE = ("/keep", "/reuse")
"""There is nothing to choose between until two people wrote at once (tests/web/company/test_writing.py)."""


@contextmanager
def undone() -> Iterator[None]:
    """What is changed inside is taken back in both stores."""
    with transaction.atomic("default"), transaction.atomic("door"):
        for alias in ("default", "door"):
            connections[alias].atomic_blocks[-1]._from_testcase = True  # a command may want it for its own
        yield
        for alias in ("default", "door"):
            transaction.set_rollback(True, using=alias)


def sent_to(persona: Persona, address: str, known: dict[str, str], fields: dict[str, str] | None = None) -> int:
    """The status of what ``persona`` sends there; nothing of it stays."""
    with undone():
        answer = persona.client.post(filled(address, known), fields or {})
        answer.close()
    return answer.status_code


@pytest.mark.django_db(databases=["default", "door"])
def test_what_ones_own_people_send_is_taken_and_a_stranger_of_the_same_role_sends_to_nothing(
    known, consortium, stranger
):
    places = [a for a, who in private_routes() if a.startswith("company/") and any(part in a for part in ITS_PARTS)]
    wrong = {}
    for address in places:
        for name, persona in (("owner", consortium.adopter), ("colleague", consortium.colleague)):
            status = sent_to(persona, address, known)
            if status not in TAKES and not address.endswith(NEEDS_MORE):
                wrong[f"{name} {address}"] = status
        status = sent_to(stranger, address, known)
        if status not in NOTHING and status != sent_to(stranger, address, {}):
            wrong[f"stranger {address}"] = status

    assert wrong == {}


@pytest.fixture
def held_known(known, consortium) -> dict[str, str]:
    """The application's parts with a paper that is held and a verdict that is open, and what its forms ask for."""
    screen_due(now=consortium.program.moment("application.closes"))
    verdict = next(row for row in screening.verdicts(consortium.again()) if row.answer == "unknown")
    return known | {"document_id": str(hold(consortium, known["slot"])), "verdict_id": str(verdict.id)}


@pytest.mark.django_db(databases=["default", "door"])
@pytest.mark.parametrize("desk", ["operator", "agency"])
def test_a_received_application_opens_to_its_operator_and_the_agency_and_to_no_other_office(
    held_known, consortium, ministry, desk
):
    program = consortium.program
    digest = document(uuid.UUID(held_known["document_id"])).sha256
    fields = {"sha256": digest, "reason": "보았음"}
    its_own, another = (
        an_officer(Role.OPERATOR_OFFICER, kind="operator", key=program.operators[place].key) for place in (0, 1)
    )
    agency = an_officer(Role.AGENCY_OFFICER, kind="agency")
    opens = {"operator": {"its operator"}, "agency": {"the agency"}}[desk]
    people = {"its operator": its_own, "another operator": another, "the agency": agency, "the ministry": ministry}
    wrong = {}
    for address, _ in private_routes():
        if not address.startswith(f"{desk}/") or "application_id" not in address:
            continue
        for name, persona in people.items():
            read = persona.client.get(filled(address, held_known)).status_code
            written = sent_to(persona, address, held_known, fields)
            if name in opens and not (read in OPENS and written in TAKES):
                wrong[f"{name} {address}"] = (read, written)
            if name not in opens and {read, written} - NOTHING:
                wrong[f"{name} {address}"] = (read, written)

    assert wrong == {}


@pytest.mark.django_db(databases=["default", "door"])
def test_the_pages_of_a_seat_open_to_who_sits_there_and_to_no_other_evaluator(known, consortium, monkeypatch):
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: MEETING)
    sitting = a_sitting(consortium)
    known |= {"seat_id": str(sitting.seats[0].id), "panel_id": str(sitting.panel.id)}
    submitted = applications.paper_rows(consortium.again(), consortium.adopter.company.id)
    plan = next(row for row in submitted if row.slot == "plan")
    known |= {"slot": "plan", "company_id": str(consortium.adopter.company.id)}
    stranger = an_officer(Role.EXPERT, kind="operator", key=sitting.on.visits)
    wrong = {}
    for address in (a for a, _ in private_routes() if a.startswith("evaluator/") and "<" in a):
        for name, persona, reads, writes in (
            ("who sits there", sitting.me, OPENS, TAKES),
            ("another member", sitting.other, OPENS if "panel_id" in address else NOTHING, NOTHING),
            ("another expert", stranger, NOTHING, NOTHING),
        ):
            read = persona.client.get(filled(address, known)).status_code
            written = sent_to(persona, address, known, {"sha256": plan.document.sha256})
            if read not in reads or written not in writes:
                wrong[f"{name} {address}"] = (read, written)

    assert wrong == {}


@pytest.mark.django_db(databases=["default", "door"])
def test_no_answer_to_a_stranger_tells_more_than_one_about_nothing(known, stranger):
    client = stranger.client
    nothing = known | {"application_id": str(uuid.UUID(int=8)), "membership_id": str(uuid.UUID(int=8))}
    addresses = [a for a, who in private_routes() if "application_id" in a and who.admits(stranger.actor)]

    there = [client.get(filled(a, known)).content for a in addresses]
    not_there = [client.get(filled(a, nothing)).content for a in addresses]

    assert [_without_ids(page) for page in there] == [_without_ids(page) for page in not_there]


def _without_ids(page: bytes) -> bytes:
    page = re.sub(rb"[0-9a-f]{8}-[0-9a-f-]{27}", b"", page)
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)
