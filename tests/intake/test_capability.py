"""What a capability is bound to: shown wrongly, it is turned away and nothing is recorded."""

import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

import pytest
from django.conf import settings

from doors import BEFORE, CLOSES, SESSION, OpenDoor, Subject
from gonggo.intake import queries
from gonggo.intake.capability import Capability, NotOurs, minted, read
from gonggo.kernel.actor import Actor, Role
from gonggo.kernel.ref import Kind, Ref
from gonggo.wiring.keys import Key

KEY = Key("capability-1", b"k" * 32)
SECRETS = {b"capability-1": b"k" * 32}
RIGHT = Capability(
    act="draft",
    audience="https://gonggo.example.kr",
    subject_kind="application",
    subject_id=uuid.uuid4().hex,
    person_id=uuid.uuid4().hex,
    role="company_writer",
    company_id=uuid.uuid4().hex,
    gate_epoch=1,
    person_epoch=2,
    session="ab" * 32,
    nonce=uuid.uuid4().hex,
    expires_at=1,
    party=uuid.uuid4().hex,
    form="p@1",
    sections=["plan", "money"],
)


def nothing_was_recorded(subject: Subject) -> bool:
    return queries.receipts(subject.ref) == []


def test_capability_read_back_is_the_one_that_was_minted():
    assert read(minted(RIGHT, KEY).encode(), SECRETS) == RIGHT


@pytest.mark.parametrize("place", [0, 20, -4])
def test_capability_with_one_character_changed_is_not_ours(place):
    text = minted(RIGHT, KEY)
    changed = bytearray(text.encode())
    changed[place] = ord("A") if changed[place] != ord("A") else ord("B")

    with pytest.raises(NotOurs):
        read(bytes(changed), SECRETS)


@pytest.mark.parametrize("text", [b"", b"..", b"a.b", b"capability-1.e30.e30", "가.나.다".encode(), b"\x00.\xff.\xfe"])
def test_text_that_is_no_capability_is_not_ours(text):
    with pytest.raises(NotOurs):
        read(text, SECRETS)


def test_capability_of_an_unknown_key_is_not_ours():
    with pytest.raises(NotOurs):
        read(minted(RIGHT, Key("other", b"k" * 32)).encode(), SECRETS)


def test_capability_of_a_forger_with_the_same_key_id_is_turned_away_and_not_recorded(door: OpenDoor, subject: Subject):
    right = read(
        subject.to_submit().encode(),
        {settings.GONGGO_CAPABILITY_KEY.id.encode(): settings.GONGGO_CAPABILITY_KEY.secret},
    )
    forged = minted(right, Key(settings.GONGGO_CAPABILITY_KEY.id, b"f" * 32))

    reply = door.submit(forged)

    assert (reply.status, reply.json["code"]) == (403, "capability_foreign")
    assert nothing_was_recorded(subject)


def test_capability_with_another_payload_under_its_tag_is_turned_away(door: OpenDoor, subject: Subject):
    key_id, payload, tag = subject.to_submit().split(".")
    said = urlsafe_b64decode(payload + "==").replace(b",1,1,", b",1,2,")
    forged = f"{key_id}.{urlsafe_b64encode(said).decode().rstrip('=')}.{tag}"

    assert door.submit(forged).status == 403
    assert nothing_was_recorded(subject)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"session": "another"}, "other_session"),
        ({"session": None}, "other_session"),
        ({"origin": "http://evil.example"}, "foreign_origin"),
        ({"origin": None}, "foreign_origin"),
    ],
)
def test_submit_from_another_session_or_site_is_turned_away_and_not_recorded(
    door: OpenDoor, subject: Subject, more, code
):
    reply = door.submit(subject.to_submit(), **more)

    assert (reply.status, reply.json["code"]) == (403, code)
    assert nothing_was_recorded(subject)


def test_submit_with_another_persons_capability_is_turned_away_by_its_session(door: OpenDoor, subject: Subject):
    other = Actor(uuid.uuid4(), Role.COMPANY_WRITER, Ref(Kind.COMPANY, subject.lead))
    theirs = subject.to_submit(actor=other, session="their session")

    assert door.submit(theirs, session=SESSION).json["code"] == "other_session"
    assert nothing_was_recorded(subject)


def test_capability_for_one_act_does_not_do_another(door: OpenDoor, subject: Subject):
    assert door.withdraw(subject.to_submit()).json["code"] == "capability_foreign"
    assert door.submit(subject.to_withdraw()).json["code"] == "capability_foreign"
    assert nothing_was_recorded(subject)


def test_capability_of_another_house_with_the_same_key_is_turned_away(store_url: str, subject: Subject):
    elsewhere = OpenDoor(store_url, origin="http://rehearsal.example")
    try:
        reply = elsewhere.submit(subject.to_submit(), origin="http://rehearsal.example")
    finally:
        elsewhere.close()

    assert reply.json["code"] == "capability_foreign"


def test_capability_two_days_after_the_deadline_has_expired_and_an_instant_before_it_has_not(
    door: OpenDoor, subject: Subject
):
    end = CLOSES + timedelta(hours=48)

    assert door.at(end - timedelta(microseconds=1)).submit(subject.to_submit()).core["code"] == "late"
    assert door.at(end).submit(subject.to_submit()).json["code"] == "capability_expired"
    assert len(queries.receipts(subject.ref)) == 1


def test_capability_of_an_older_key_is_accepted_while_that_key_is_known(store_url: str, subject: Subject):
    capability = subject.to_submit()
    rotated = OpenDoor(store_url, capability_key=KEY, older_capability_keys=(settings.GONGGO_CAPABILITY_KEY,))
    try:
        assert rotated.at(BEFORE).submit(capability).status == 200
    finally:
        rotated.close()


def test_capability_fits_into_a_submit_of_one_kilobyte(subject: Subject):
    assert len("capability=" + subject.to_submit()) <= 1024
