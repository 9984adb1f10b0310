"""A file comes in pieces: after a cut it goes on from what has arrived, for its sender and its slot alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

import pytest

from agreeing import in_papers
from documents import crafted
from gonggo.agreements.models import Paper as AgreementPaper
from gonggo.applications.models import Paper
from gonggo.documents import unfinished, vault
from gonggo.documents.models import Document
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import machine_now
from personas import a_colleague_of
from sending import Sending, arrived
from suppliers import approved, begun, complete, received
from world import a_draft, a_pdf

pytestmark = pytest.mark.django_db(databases=["default", "door"])
SLOT = "plan"
BIG = a_pdf(crafted.noise(128 * 1024).hex())


@pytest.fixture(autouse=True)
def _nothing_lies_there_from_another_test() -> None:
    """The same people may stand in the next test's world."""
    for path in vault.incoming().glob("part-*"):
        path.unlink()


@pytest.fixture
def case():
    return a_draft()


def place(case, slot: str = SLOT) -> str:
    return f"/company/applications/{case.id}/papers/{slot}/file"


def sending(case, content: bytes = BIG, **more) -> Sending:
    given = {"client": case.adopter.client, "place": place(case)} | more
    return Sending(content=content, **given)


def kept(document: Document) -> bytes:
    with vault.opened(document.file_id) as file:
        return file.read()


def words(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@contextmanager
def nothing_changes() -> Iterator[None]:
    def standing():
        parts = {one.name: one.read_bytes() for one in vault.incoming().glob("part-*")}
        return parts, list(Document.objects.order_by("id")), list(Paper.objects.order_by("id"))

    before = standing()
    yield
    assert standing() == before


def test_a_file_in_pieces_stands_in_its_slot_as_one_that_came_whole(case):
    file = sending(case)

    assert arrived(file.ask()) == 0
    assert arrived(file.piece(0, 100_000)) == 100_000
    assert arrived(file.piece(100_000, len(BIG))) == len(BIG)
    done = file.finish()

    paper = Paper.objects.get()
    document = Document.objects.get(id=paper.document_id)
    assert (done.status_code, "완료" in words(done), file.name in words(done)) == (200, True, True)
    assert (paper.slot, document.name, kept(document)) == (SLOT, file.name, BIG)
    assert [one.suffix for one in vault.incoming().glob("part-*")] == [".done"]


def test_after_a_cut_another_browser_is_told_how_much_has_arrived_and_sends_the_rest(case):
    sending(case).piece(0, 200_000)
    again = sending(case)

    begins = arrived(again.ask())
    again.piece(begins, len(BIG))

    assert (begins, again.finish().status_code) == (200_000, 200)
    assert kept(Document.objects.get()) == BIG


def test_a_piece_that_is_not_the_next_one_is_told_where_to_go_on(case):
    file = sending(case)
    file.piece(0, 1000)

    with nothing_changes():
        answers = [file.piece(begins, begins + 1000) for begins in (0, 999, 1001, 5000)]
        answers.append(file.finish())

    assert [(one.status_code, arrived(one)) for one in answers] == [(409, 1000)] * 5
    assert "1000 bytes" in words(answers[0]).replace(",", "")


def test_more_bytes_than_were_announced_are_not_taken(case):
    file = sending(case, content=BIG[:1000])
    file.piece(0, 900)

    with nothing_changes():
        answer = file.patch(b"x" * 101, Upload_Offset="900", Upload_Complete="?0")

    assert (answer.status_code, "알려 준 파일과 맞지 않아" in words(answer)) == (422, True)
    assert arrived(file.ask()) == 900


BAD = [
    {"Upload_Offset": "-1"},
    {"Upload_Offset": ""},
    {"Upload_Offset": "1e3"},
    {"Upload_Offset": "９"},
    {"Upload_Offset": "9" * 40},
    {"Upload_Length": "-5"},
    {"Upload_Length": "many"},
    {"Upload_Length": ""},
    {"Content_Disposition": ""},
    {"Content_Disposition": "attachment; filename*=nonsense''%FF"},
    {"Content_Disposition": "attachment; filename*=UTF-8''%FF%00/../../x.pdf'"},
    {"Repr_Digest": "sha-256=:c2hvcnQ=:"},
    {"Repr_Digest": "md5"},
    {"Upload_Complete": "1", "Upload_Offset": "nothing"},
    {"Last_Modified": "x" * 4000},
]


@pytest.mark.parametrize("said", BAD, ids=lambda said: str(said)[:60])
def test_headers_that_make_no_sense_are_refused_and_nothing_changes(case, said):
    file = sending(case)
    file.piece(0, len(BIG))

    with nothing_changes():
        answer = file.finish(**said)

    assert answer.status_code in {409, 422}


def test_a_file_that_is_too_big_empty_or_of_a_kind_not_taken_is_refused_before_a_byte_of_it_is_sent(case):
    limit = 30 * 1024 * 1024
    with nothing_changes():
        asked = [
            sending(case).ask(Upload_Length=str(limit + 1)),
            sending(case, content=b"").ask(),
            sending(case, name="a.exe").ask(),
        ]
        sent = sending(case).piece(0, 100, Upload_Length=str(limit + 1))

    said = ["파일이 너무 큽니다", "파일이 비어 있습니다", "EXE 파일은 여기에서 받지 않습니다"]
    assert [(one.status_code, text in words(one)) for one, text in zip(asked, said, strict=True)] == [(422, True)] * 3
    assert (sent.status_code, "파일이 너무 큽니다" in words(sent)) == (422, True)
    assert sending(case).ask(Upload_Length=str(limit)).status_code == 204


def test_what_is_wrong_inside_is_said_at_the_slot_and_the_file_begins_anew(case):
    file = sending(case, content=b"no PDF at all")

    answer = file.whole()

    assert (answer.status_code, "문제" in words(answer), "PDF" in words(answer)) == (422, True, True)
    assert arrived(file.ask()) == 0
    assert not Paper.objects.exists()


def test_a_file_that_changed_under_the_same_name_size_and_time_is_not_taken_by_halves(case):
    first, other = a_pdf("하나"), a_pdf("두울")
    assert len(first) == len(other)
    sending(case, content=first).piece(0, len(first) // 2)
    file = sending(case, content=other)

    file.piece(arrived(file.ask()), len(other))
    answer = file.finish()

    assert (answer.status_code, "파일의 내용이 바뀌어" in words(answer)) == (422, True)
    assert (arrived(file.ask()), Paper.objects.exists()) == (0, False)
    assert file.whole().status_code == 200


def test_a_file_whose_last_answer_was_lost_is_there_once_and_not_sent_again(case):
    file = sending(case)
    file.whole()

    begins, again = arrived(file.ask()), file.finish()
    late = file.piece(0, 1000)

    assert (begins, again.status_code, "완료" in words(again)) == (len(BIG), 200, True)
    assert (late.status_code, arrived(late)) == (409, len(BIG))
    assert (Document.objects.count(), Paper.objects.count()) == (1, 1)


def test_the_same_file_chosen_again_after_it_was_taken_out_stands_in_its_slot_again(case):
    file = sending(case)
    file.whole()
    case.adopter.client.post(f"/company/applications/{case.id}/papers/{SLOT}/remove")

    file.finish()

    assert Paper.objects.get(ended_at=None).slot == SLOT


def test_nobody_else_learns_of_an_upload_or_goes_on_with_it(case, stranger):
    mine = sending(case)
    mine.piece(0, 1000)
    colleague = sending(case, client=case.colleague.client)

    with nothing_changes():
        theirs = [colleague.ask(), colleague.piece(1000, 2000), colleague.finish()]
        elsewhere = sending(case, place=place(case, "business-registration")).piece(1000, 2000)
        strangers = [sending(case, client=stranger.client).ask(), sending(case, client=stranger.client).piece(1000, 9)]
        partners = sending(case, client=case.supplier.client).ask()

    assert [(one.status_code, arrived(one)) for one in theirs] == [(204, 0), (409, 0), (409, 0)]
    assert (elsewhere.status_code, arrived(elsewhere)) == (409, 0)
    assert [one.status_code for one in strangers] == [404, 404]
    assert partners.status_code == 404 or arrived(partners) == 0


def test_a_piece_sent_after_the_session_is_over_leads_to_the_sign_in_and_changes_nothing(case, client):
    file = sending(case)
    file.piece(0, 1000)

    with nothing_changes():
        answer = sending(case, client=client).piece(1000, 2000)

    assert (answer.status_code, "/accounts/login/" in answer["Location"]) == (302, True)
    assert arrived(file.ask()) == 1000


def test_a_piece_that_another_site_makes_the_browser_send_is_not_taken(case):
    client = case.adopter.client
    client.handler.enforce_csrf_checks = True
    file = sending(case, client=client)

    with nothing_changes():
        answers = [file.ask(), file.piece(0, 1000), file.finish()]

    assert [one.status_code for one in answers] == [403] * 3


def test_a_viewer_of_the_company_sends_nothing(case):
    viewer = a_colleague_of(case.adopter, role=Role.COMPANY_VIEWER)

    with nothing_changes():
        answer = sending(case, client=viewer.client).piece(0, 1000)

    assert answer.status_code in {404, 409}


def test_papers_of_an_agreement_come_in_pieces_until_their_day_is_over(monkeypatch, settings):
    made = in_papers()
    where = f"/company/agreements/{made.agreement_id}/papers"
    file = Sending(made.adopter.client, f"{where}/account", BIG)
    unknown = Sending(made.adopter.client, f"{where}/nothing", BIG)
    last = made.row.papers_due_on
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: made.row.opened_at)

    assert (file.whole().status_code, unknown.ask().status_code) == (200, 409)
    assert AgreementPaper.objects.get(agreement=made.row, ended_at=None).slot == "account"
    begun_before = Sending(made.adopter.client, f"{where}/account", BIG + b"\n")
    begun_before.piece(0, 1000)
    monkeypatch.setattr(
        settings.GONGGO_CLOCK, "now", lambda: datetime.combine(last + timedelta(days=2), time(), tzinfo=UTC)
    )
    with nothing_changes():
        late = [begun_before.ask(), begun_before.piece(1000, 2000), begun_before.finish()]

    assert [(one.status_code, "기한" in words(one)) for one in late] == [(409, True)] * 3


def test_papers_of_a_registration_come_in_pieces():
    case = begun()
    file = Sending(case.supplier.client, f"/company/pool/{case.id}/papers/sme-certificate/file", BIG)

    answer = file.whole()

    assert (answer.status_code, "완료" in words(answer)) == (200, True)


def test_a_registration_that_was_decided_takes_no_piece_of_what_was_begun_before():
    case = complete()
    file = Sending(case.supplier.client, f"/company/pool/{case.id}/papers/sme-certificate/file", BIG)
    file.piece(0, 1000)
    approved(received(case))

    with nothing_changes():
        answers = [file.ask(), file.piece(1000, 2000), file.finish()]

    assert [(one.status_code, "고칠 수 없습니다" in words(one)) for one in answers] == [(409, True)] * 3


def test_another_file_begun_in_a_slot_takes_the_place_of_the_one_before(case):
    first, second = sending(case), sending(case, name="다른 것.pdf")
    first.piece(0, 1000)
    elsewhere = sending(case, place=place(case, "business-registration"))
    elsewhere.piece(0, 500)

    second.piece(0, 2000)

    assert [arrived(one.ask()) for one in (first, second, elsewhere)] == [0, 2000, 500]


def test_a_person_leaves_only_so_many_unfinished_files(case, monkeypatch):
    monkeypatch.setattr(unfinished, "MOST", 2)
    slots = ["plan", "business-registration", "sme-certificate"]
    files = [sending(case, place=place(case, slot)) for slot in slots]

    for file in files:
        file.piece(0, 1000)

    assert [arrived(file.ask()) for file in files] == [0, 1000, 1000]


def test_what_nobody_went_on_with_for_a_day_goes_and_what_is_being_sent_stays(case):
    file = sending(case)
    file.piece(0, 1000)
    day = timedelta(days=1)

    vault.clear_incoming(now=machine_now() + day - timedelta(minutes=1))
    kept = arrived(file.ask())
    with next(vault.incoming().glob(f"part-{case.adopter.person.id}-*")).open("a+b"):
        with unfinished.in_hand(_coming(file, case)):
            vault.clear_incoming(now=machine_now() + day)
        in_use = arrived(file.ask())
    vault.clear_incoming(now=machine_now() + day)

    assert (kept, in_use, arrived(file.ask())) == (1000, 1000, 0)


def test_two_requests_at_once_never_write_into_one_file(case):
    file = sending(case)
    file.piece(0, 1000)

    with unfinished.in_hand(_coming(file, case)):
        answers = [file.piece(1000, 2000), file.finish()]

    assert [(one.status_code, arrived(one)) for one in answers] == [(409, 1000)] * 2


def _coming(file: Sending, case) -> unfinished.Coming:
    return unfinished.Coming(case.adopter.person.id, file.place, file.name, len(file.content), file.modified)
