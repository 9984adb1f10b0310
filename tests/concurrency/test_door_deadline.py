"""Submits from half a second before to half a second after the deadline: none is judged wrongly, every page agrees."""

import time
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from door_processes import Line, Press, counted, get, running, size, soon
from gonggo.applications.models import Application
from gonggo.intake import commands
from gonggo.intake.models import Event
from gonggo.intake.receipts import microseconds
from gonggo.web.ui import wording
from gonggo.wiring.settling import Settler
from ready_copies import copies
from world import a_ready_application

HALF_SECOND = 500_000
TOLERATED = size(450_000, 200_000)  # a plain test run shares the machine with whatever else runs there
REFUSED_EARLY, ACCEPTED_LATE, DISAGREEING = "refused early", "accepted late", "disagreeing"


def wrongs(line: Line, core: dict, row: Event, page: dict, closes_at: int) -> list[str]:
    """What is wrong with one answer of the door."""
    found = []
    accepted = core["event"] == "submitted"
    if accepted and line.first_byte_at >= closes_at:
        found.append(ACCEPTED_LATE)
    if not accepted and line.last_byte_at <= closes_at - TOLERATED:
        found.append(REFUSED_EARLY)
    if not (core == page["core"] and row.event == core["event"] and core["number"].endswith(f"-{row.seq}")):
        found.append(DISAGREEING)
    if (microseconds(row.stamped_at) < closes_at) != accepted:
        found.append(DISAGREEING)
    return found


def agrees(lead: Client, core: dict, row: Event) -> bool:
    """The house, its page of the application and its page of the receipt say what the door said."""
    application = Application.objects.get(id=row.subject_id)
    hub = lead.get(reverse("company:application", args=[row.subject_id])).content.decode()
    url = reverse("company:receipt", args=[row.id])
    receipt = lead.get(url).content.decode()
    accepted = core["event"] == "submitted"
    stands = ("received", row.stamped_at, row.id) if accepted else ("draft", None, None)
    title = "접수되었습니다" if accepted else "접수하지 못했습니다"
    return (
        (application.state, application.received_at, application.receipt_id) == stands
        and (url in hub, "아직 제출하지 않았습니다." in hub) == (accepted, not accepted)
        and all(said in receipt for said in (f"<h1>{title}</h1>", core["number"], wording.full_stamp(row.stamped_at)))
    )


def pressed_around(port: int, presses: list[Press], closes_at: int) -> tuple[list[Line], list[dict]]:
    """The presses leave evenly over the second around ``closes_at``; the connections and the receipts' cores."""
    lines = [Line(port) for _ in presses]
    for line in lines:
        line.connect()
    for number, (line, press) in enumerate(zip(lines, presses, strict=True)):
        due = closes_at - HALF_SECOND + 2 * HALF_SECOND * number // len(presses)
        while (left := due - time.time_ns() // 1000) > 0:
            time.sleep(left / 2_000_000 if left > 1000 else 0)
        line.send(press)
    answers = [line.receive() for line in lines]
    for line in lines:
        line.close()
    return lines, [answer["receipt"]["core"] for _, answer in answers]


@pytest.mark.proof
@pytest.mark.clause("4-window")
@pytest.mark.usefixtures("committing")
def test_submits_around_the_deadline_are_accepted_exactly_if_they_arrive_before_it(store_url: str, tmp_path: Path):
    count = size(100, 2_000)
    ready = a_ready_application()
    presses = copies(ready, count, closes_at=soon(3600))
    with running(store_url, tmp_path / "data") as door:
        closes = soon(3 + count / 500)
        commands.move_deadline(program=ready.program.key, closes_at=closes, basis="4-window")
        closes_at = microseconds(closes)
        lines, cores = pressed_around(door.port, presses, closes_at)
        pages = [get(door.port, f"/intake/receipt/{press.nonce}.json") for press in presses]
    while Settler().settle(now=0.0):
        pass

    lead, rows = ready.adopter.client, {row.id.hex: row for row in Event.objects.all()}
    wrong = []
    for line, core, press, page in zip(lines, cores, presses, pages, strict=True):
        wrong += wrongs(line, core, rows[press.nonce], page, closes_at)
        wrong += [] if agrees(lead, core, rows[press.nonce]) else [DISAGREEING]
    events = [core["event"] for core in cores]
    accepted, refused = events.count("submitted"), events.count("refused")
    counted(f"{count} submits around the deadline: {accepted} accepted, {refused} refused", wrong)
    assert (len(rows), accepted > 0, refused > 0) == (count, True, True)
