from pathlib import Path

import pytest

from documents import crafted, fake_clamd
from documents.handing_in import received
from documents.people import AT, OFFICER, OWNER, STRANGER
from gonggo.documents import commands, queries
from gonggo.documents.rules import may_open
from gonggo.documents.states import Hold, Scan
from gonggo.journal import queries as journal
from gonggo.kernel.refusal import OutOfReach, Refused

pytestmark = pytest.mark.django_db


def opened(document, *, by, uploader: bool = False, staff: bool = False) -> bytes:
    with commands.open_for(document.id, by=by, at=AT, as_uploader=uploader, as_staff=staff).stream as stream:
        return stream.read()


def happenings(document) -> list[str]:
    return [happening.name for happening in journal.timeline(queries.document(document.id).ref)]


def test_the_uploader_always_gets_its_own_file_back(scanner_at, tmp_path: Path):
    content = crafted.pdf(javascript="app.alert(1)")
    scanner_at(tmp_path / "nobody")
    document = received(content)

    assert opened(document, by=OWNER, uploader=True) == content
    assert happenings(document) == ["document.received"]


def test_staff_of_a_house_without_a_scanner_get_an_unscanned_file_and_it_is_recorded():
    content = crafted.pdf()
    document = received(content)

    assert opened(document, by=OFFICER, staff=True) == content

    last = journal.timeline(queries.document(document.id).ref)[-1]
    assert (last.name, last.person_id, last.data) == (
        "document.opened_unsafe",
        OFFICER.person_id,
        {"scan": "not_scanned", "hold": "none"},
    )


def test_staff_of_a_house_with_a_scanner_do_not_get_what_it_has_not_seen(scanner_at, tmp_path: Path):
    scanner_at(tmp_path / "nobody")
    document = received(crafted.pdf())

    with pytest.raises(Refused, match="file_not_yet_open"):
        opened(document, by=OFFICER, staff=True)
    assert happenings(document) == ["document.received"]


def test_another_reader_gets_a_clean_file_only(scanner_at, tmp_path: Path):
    unscanned = received(crafted.pdf())
    with pytest.raises(Refused, match="file_not_yet_open"):
        opened(unscanned, by=STRANGER)

    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        commands.scan_waiting(at=AT)

    assert opened(unscanned, by=STRANGER) == crafted.pdf()
    assert happenings(unscanned) == ["document.received", "document.scanned"]


def test_a_held_file_goes_to_staff_until_an_officer_releases_it(scanner_at, tmp_path: Path):
    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        document = received(crafted.pdf(javascript="app.alert(1)"))
    with pytest.raises(Refused, match="file_not_yet_open"):
        opened(document, by=STRANGER)
    opened(document, by=OFFICER, staff=True)

    facts = commands.release(document_id=document.id, reason="지면만 고치는 스크립트", by=OFFICER, at=AT)

    assert facts.hold is Hold.RELEASED
    opened(document, by=STRANGER)
    assert happenings(document) == ["document.received", "document.opened_unsafe", "document.released"]
    assert list(queries.held_ids()) == []
    assert queries.states_of([facts.sha256])[facts.sha256].release_reason == "지면만 고치는 스크립트"


@pytest.mark.parametrize("by", [OWNER, STRANGER])
def test_only_an_officer_releases(by):
    document = received(crafted.pdf(javascript="app.alert(1)"))

    with pytest.raises(Refused, match="wrong_role"):
        commands.release(document_id=document.id, reason="보았음", by=by, at=AT)

    assert queries.document(document.id).hold is Hold.HELD


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_release_without_a_reason_is_refused_and_changes_nothing(reason):
    document = received(crafted.pdf(javascript="app.alert(1)"))

    with pytest.raises(Refused, match="release_reason_missing"):
        commands.release(document_id=document.id, reason=reason, by=OFFICER, at=AT)

    assert queries.document(document.id).hold is Hold.HELD
    assert happenings(document) == ["document.received"]


def test_a_colleague_gets_what_is_clean_or_in_a_house_without_a_scanner_unscanned_but_nothing_held():
    """(scan, hold, scanner set) of what goes to a colleague."""
    given = {
        (scan, hold, scanner_set)
        for scan in Scan
        for hold in Hold
        for scanner_set in (False, True)
        if may_open(scan, hold, as_uploader=False, as_staff=False, as_colleague=True, scanner_set=scanner_set)
    }

    assert given == {
        (Scan.CLEAN, Hold.NONE, False),
        (Scan.CLEAN, Hold.NONE, True),
        (Scan.CLEAN, Hold.RELEASED, False),
        (Scan.CLEAN, Hold.RELEASED, True),
        (Scan.NOT_SCANNED, Hold.NONE, False),
        (Scan.NOT_SCANNED, Hold.RELEASED, False),
    }


def test_what_is_not_held_cannot_be_released():
    with pytest.raises(Refused, match="wrong_state"):
        commands.release(document_id=received(crafted.pdf()).id, reason="보았음", by=OFFICER, at=AT)


def test_what_is_not_there_is_out_of_reach():
    with pytest.raises(OutOfReach):
        commands.open_for(OWNER.person_id, by=OFFICER, at=AT, as_uploader=True, as_staff=True)
    with pytest.raises(OutOfReach):
        commands.release(document_id=OWNER.person_id, reason="보았음", by=OFFICER, at=AT)


def test_who_may_open_what_in_full():
    """(scan, hold, scanner set) → who gets it: u(ploader), s(taff), o(thers)."""
    table = {
        (scan, hold, scanner_set): "".join(
            letter
            for letter, uploader, staff in (("u", True, False), ("s", False, True), ("o", False, False))
            if may_open(scan, hold, as_uploader=uploader, as_staff=staff, scanner_set=scanner_set)
        )
        for scan in Scan
        for hold in Hold
        for scanner_set in (False, True)
    }

    assert {key: who for key, who in table.items() if who != "u"} == {
        (Scan.CLEAN, Hold.NONE, False): "uso",
        (Scan.CLEAN, Hold.NONE, True): "uso",
        (Scan.CLEAN, Hold.HELD, False): "us",
        (Scan.CLEAN, Hold.HELD, True): "us",
        (Scan.CLEAN, Hold.RELEASED, False): "uso",
        (Scan.CLEAN, Hold.RELEASED, True): "uso",
        (Scan.NOT_SCANNED, Hold.NONE, False): "us",
        (Scan.NOT_SCANNED, Hold.HELD, False): "us",
        (Scan.NOT_SCANNED, Hold.RELEASED, False): "us",
    }
