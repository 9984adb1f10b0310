"""People without an account get their link and their code where they said they are reached: by mail or text message."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from gonggo.applications import commands, people
from gonggo.applications.models import NamedPerson
from gonggo.applications.own_consent import own_part
from gonggo.kernel.clock import machine_now
from gonggo.messages import post
from gonggo.messages.commands import send_waiting
from gonggo.messages.models import Mail
from gonggo.messages.queries import mailbox
from messages.test_reactions import delivered
from personas import NOW
from world import a_complete_draft, a_draft, consent, place

pytestmark = pytest.mark.django_db(databases=["default", "door"])


def name(consortium, contact: str) -> NamedPerson:
    return commands.name_person(
        application_id=consortium.id,
        name="한동욱",
        capacities=["staff"],
        contact=contact,
        by=consortium.supplier.actor,
        at=NOW,
    )


def link(person: NamedPerson) -> dict:
    row = people.person_row(person.id)
    return {"person_id": row.id, "secret": people.secret_of(row), "at": NOW}


def bodies(template: str) -> list[str]:
    return list(Mail.objects.filter(template=template).order_by("queued_at").values_list("body", flat=True))


def test_person_named_by_mail_gets_the_link_and_then_the_code_once():
    person = name(a_draft(), "han@example.kr")
    delivered()
    commands.send_code(**link(person))
    delivered()

    (letter,), (code,) = bodies("person_link"), bodies("person_code")
    assert f"/consent/{person.id}/{link(person)['secret']}" in letter
    assert people.code_of(people.person_row(person.id)) in code
    assert set(Mail.objects.filter(template__startswith="person_").values_list("to", flat=True)) == {"han@example.kr"}


def test_link_of_a_person_who_was_taken_out_meanwhile_is_not_sent():
    consortium = a_draft()
    person = name(consortium, "han@example.kr")
    commands.remove_person(application_id=consortium.id, person_id=person.id, by=consortium.supplier.actor, at=NOW)
    delivered()

    assert bodies("person_link") == []


def test_person_whose_data_changed_is_asked_again_and_the_company_learns_of_a_refusal():
    consortium = a_complete_draft()
    person = name(consortium, "han@example.kr")
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    consent(consortium, consortium.supplier)
    commands.send_code(**link(person))
    proved_at = commands.prove(code=people.code_of(people.person_row(person.id)), **link(person))
    part = own_part(person.id, link(person)["secret"], now=machine_now()).state.part_digest
    commands.consent_in_person(part_digest=part, language="ko", proved_at=proved_at, **link(person))
    place(consortium, consortium.supplier, "careers", words="새 경력")
    commands.seal(application_id=consortium.id, by=consortium.adopter.actor, at=NOW)
    delivered()
    commands.decline_in_person(proved_at=proved_at, **link(person))
    delivered()

    (again,) = bodies("person_stale")
    assert f"/consent/{person.id}/" in again
    told = set(Mail.objects.filter(template="person_declined").values_list("to", flat=True))
    assert told == {consortium.supplier.person.email}


@pytest.fixture
def gateway() -> Iterator[tuple[str, list[dict]]]:
    """A gateway for text messages on this machine, and what it was given."""
    taken: list[dict] = []

    class Gateway(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(503 if taken[-1]["text"].startswith("[개인정보") else 202)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/send", taken
    server.shutdown()
    server.server_close()


def test_text_message_goes_to_the_gateway_with_its_number_which_is_kept_sealed(gateway):
    url, taken = gateway
    person = name(a_draft(), "010-1234-5678")
    delivered()
    waiting = Mail.objects.get(template="person_link_text")

    sent = send_waiting(now=machine_now(), out=post.ways("mailbox", url))

    assert sent == Mail.objects.count()
    assert ("5678" in waiting.to, mailbox()[0].to) == (False, "***-****-5678")
    assert [(one["to"], f"/consent/{person.id}/" in one["text"]) for one in taken] == [("01012345678", True)]


def test_text_message_that_the_gateway_does_not_take_waits(gateway):
    url, taken = gateway
    person = name(a_draft(), "010-1234-5678")
    commands.send_code(**link(person))
    delivered()

    send_waiting(now=machine_now(), out=post.ways("mailbox", url))

    code = Mail.objects.get(template="person_code_text")
    assert (code.sent_at, code.tries, len(taken)) == (None, 1, 2)
    assert people.code_of(people.person_row(person.id)) not in code.trouble
