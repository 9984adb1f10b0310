"""Requests as they come: forms, JSON, too large, too slow, malformed; and the answers without a script."""

import asyncio
from datetime import timedelta

import pytest

from doors import BEFORE, CLOSES, OpenDoor, Subject, call
from gonggo.intake import queries
from gonggo.intake.door import http

FORM = {"content-type": "application/x-www-form-urlencoded"}
BROWSER = FORM | {"accept": "text/html,application/xhtml+xml"}


def form(capability: str, **more: str) -> bytes:
    return "&".join([f"capability={capability}", *(f"{k}={v}" for k, v in more.items())]).encode()


def test_form_posted_by_a_script_gets_json(door: OpenDoor, subject: Subject):
    assert door.post("/intake/submit", form(subject.to_submit()), headers=FORM).status == 200


def test_form_posted_without_a_script_is_sent_to_its_receipt(door: OpenDoor, subject: Subject):
    reply = door.post("/intake/submit", form(subject.to_submit()), headers=BROWSER)

    assert (reply.status, reply.headers["location"]) == (303, f"/company/receipts/{queries.head(subject.ref).id}")


def test_form_posted_while_the_pages_are_down_is_sent_to_the_doors_own_page(store_url: str, subject: Subject, tmp_path):
    alone = OpenDoor(store_url, pages=tmp_path / "nobody.sock")
    try:
        reply = alone.post("/intake/submit", form(subject.to_submit()), headers=BROWSER)
        page = alone.get(reply.headers["location"])
        file = alone.get(reply.headers["location"] + ".json")
    finally:
        alone.close()

    row = queries.head(subject.ref)
    assert reply.headers["location"] == f"/intake/receipt/{row.id}"
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    text = page.body.decode()
    assert f"{subject.number}-1" in text
    assert "2024-04-30 17:00:00 KST" in text
    assert f"/intake/receipt/{row.id}.json" in text
    assert file.json["core"]["number"] == f"{subject.number}-1"
    assert file.headers["content-disposition"] == "attachment"


def test_late_form_without_a_script_shows_the_refusal_with_both_times(store_url: str, subject: Subject, tmp_path):
    alone = OpenDoor(store_url, pages=tmp_path / "nobody.sock")
    try:
        reply = alone.at(CLOSES + timedelta(seconds=3)).post(
            "/intake/submit", form(subject.to_submit()), headers=BROWSER
        )
        text = alone.get(reply.headers["location"]).body.decode()
    finally:
        alone.close()

    assert "접수 마감(18:00) 이후에 제출되어 접수되지 않았습니다. 제출 시각 18:00:03." in text


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"", {}, 400),
        (b"[]", {}, 400),
        (b'{"capability": 1}', {}, 400),
        (b'{"capability": "\xff"}', {}, 400),
        (b'{"capability": "\x00"}', {}, 400),
        (b"[" * 1000, {}, 400),
        (b'{"capability": "a.b.c"}', {}, 403),
        (b"capability=%00.%ff.c", FORM, 403),
        (b"nothing", FORM, 400),
        (b"x", {"content-type": "text/plain"}, 415),
    ],
)
def test_malformed_request_is_turned_away(door: OpenDoor, body, headers, status):
    assert door.post("/intake/submit", body, headers=headers).status == status


@pytest.mark.parametrize(
    ("path", "limit"), [("/intake/submit", 1024), ("/intake/withdraw", 1024), ("/intake/draft", 65536)]
)
def test_body_one_byte_too_long_is_refused_by_its_length_without_being_read(door: OpenDoor, path, limit):
    reply = door.post(path, b"", headers={"content-length": str(limit + 1)}, chunks=[])

    assert (reply.status, reply.json["code"]) == (413, "request_too_large")


def test_body_without_a_length_is_refused_after_one_byte_too_many(door: OpenDoor):
    chunks = [b"x" * 1024, b"y", b"never read"]

    reply = door.post("/intake/submit", b"", chunks=chunks)

    assert reply.status == 413
    assert chunks == [b"x" * 1024, b"y", b"never read"]


def test_body_that_never_ends_is_refused(door: OpenDoor, monkeypatch):
    monkeypatch.setattr(http, "BODY_SECONDS", 0.01)

    async def slow() -> int:
        sent = []

        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        headers = [(b"origin", b"http://testserver"), (b"content-type", b"application/json")]
        scope = {"type": "http", "method": "POST", "path": "/intake/submit", "headers": headers}
        await door.app(scope, receive, send)
        return sent[0]["status"]

    assert door.run(slow()) == 408


def test_body_in_pieces_is_stamped_when_the_last_one_is_in(door: OpenDoor, subject: Subject):
    raw = form(subject.to_submit())
    arriving = [(BEFORE, raw[:10]), (CLOSES - timedelta(microseconds=1), raw[10:])]

    async def in_pieces() -> None:
        async def receive():
            at, part = arriving.pop(0)
            door.at(at)
            return {"type": "http.request", "body": part, "more_body": bool(arriving)}

        async def send(message):
            door.at(CLOSES)

        headers = [
            (b"origin", b"http://testserver"),
            (b"content-type", FORM["content-type"].encode()),
            (b"cookie", b"sessionid=s3ss10n"),
        ]
        scope = {"type": "http", "method": "POST", "path": "/intake/submit", "headers": headers}
        await door.app(scope, receive, send)

    door.run(in_pieces())

    assert queries.head(subject.ref).stamp_at == CLOSES - timedelta(microseconds=1)


@pytest.mark.parametrize(
    "path", ["/intake/", "/intake/receipt/", "/intake/receipt/none.json", "/intake/receipt/" + "0" * 32]
)
def test_what_the_door_does_not_have_is_not_found(door: OpenDoor, path):
    assert door.get(path).status == 404


def test_other_methods_are_refused(door: OpenDoor):
    assert door.run(call(door.app, "DELETE", "/intake/submit", b"")).status == 405


def test_clock_tells_the_programs_time(door: OpenDoor):
    assert door.get("/intake/clock").json["now"] == "2024-04-30T08:00:00.000000Z"


def test_health_is_good_while_the_store_is_there(door: OpenDoor):
    assert (door.get("/intake/health").status, door.get("/intake/health").json) == (200, {"store": "there"})


def test_verifier_page_is_one_file_served_as_an_attachment(door: OpenDoor):
    reply = door.get("/intake/verifier.html")

    assert reply.headers["content-disposition"] == 'attachment; filename="gonggo-verifier.html"'
    assert b"http://" not in reply.body
    assert b"https://" not in reply.body
