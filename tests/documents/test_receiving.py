import errno
import hashlib
import io
import unicodedata

import pytest

from documents import crafted
from documents.handing_in import LIMIT, files_in, received
from documents.people import AT, COLLEAGUE, COMPANY, OWNER
from gonggo.documents import commands, queries
from gonggo.documents.kinds import FileKind
from gonggo.documents.models import Document, StoredFile
from gonggo.documents.refusals import FILE_PROBLEMS, REFUSALS
from gonggo.documents.states import Hold, Scan
from gonggo.journal import queries as journal
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import OutOfReach, RefusalBook, Refused

pytestmark = pytest.mark.django_db


def nothing_is_kept(storage) -> bool:
    return files_in(storage) == [] and not Document.objects.exists() and not StoredFile.objects.exists()


def refused(content: bytes, name: str, **more) -> tuple[str, str, str]:
    """The code, and the words in both languages."""
    with pytest.raises(Refused) as refusal:
        received(content, name, field="paper", **more)
    assert refusal.value.field == "paper"
    words = RefusalBook([REFUSALS]).words(refusal.value)
    return refusal.value.code, words.says.ko, words.remedy.en


def test_receive_keeps_the_bytes_under_their_digest_and_tells_what_they_are(storage):
    content = crafted.pdf()
    digest = hashlib.sha256(content).hexdigest()

    document = received(content, unicodedata.normalize("NFD", "../사업계획서.pdf"))

    facts = queries.document(document.id)
    assert facts == queries.DocumentFacts(
        id=document.id,
        name="사업계획서.pdf",
        kind=FileKind.PDF,
        size=len(content),
        sha256=digest,
        scan=Scan.NOT_SCANNED,
        hold=Hold.NONE,
        remarks=(),
        uploaded_by=OWNER.person_id,
        organisation=COMPANY,
        received_at=AT,
    )
    assert files_in(storage) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    assert [happening.name for happening in journal.timeline(facts.ref)] == ["document.received"]
    assert journal.timeline(facts.ref)[0].data == {
        "sha256": digest, "size": len(content), "kind": "pdf", "scan": "not_scanned", "hold": "none"
    }  # fmt: skip


def test_identical_bytes_are_stored_once_under_two_names(storage):
    content = crafted.docx()

    first, second = received(content, "a.docx"), received(content, "b.docx", by=COLLEAGUE)

    assert len(files_in(storage)) == 1
    assert [queries.document(one.id).name for one in (first, second)] == ["a.docx", "b.docx"]
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("name", ["a.PDF", "한" * 200 + ".pdf"])
def test_a_name_of_any_case_and_length_is_taken(name: str):
    assert queries.document(received(crafted.pdf(), name).id).kind is FileKind.PDF


def test_a_file_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(storage):
    content = crafted.pdf()

    code, says, _ = refused(content, "a.pdf", size_limit=len(content) - 1)

    assert code == "file_too_big"
    assert queries.size_text(len(content) - 1) in says
    assert nothing_is_kept(storage)
    assert received(content, size_limit=len(content)).file.size == len(content)


def test_a_body_of_a_gigabyte_is_refused_after_one_byte_more_than_the_limit(storage):
    class Gigabyte:
        given = 0

        def read(self, size: int) -> bytes:
            amount = min(size, 1024**3 - self.given)
            self.given += amount
            return b"%" * amount

    body = Gigabyte()

    with pytest.raises(Refused) as refusal:
        commands.receive(body, declared_name="a.pdf", size_limit=LIMIT, by=OWNER, at=AT)

    assert (refusal.value.code, refusal.value.facts) == ("file_too_big", {"limit": "30 MB"})
    assert body.given == LIMIT + 1
    assert nothing_is_kept(storage)


@pytest.mark.parametrize("already", [9_900, 10_000, 12_000])
def test_what_is_left_of_the_total_counts_when_it_is_less_than_the_files_own_limit(already: int):
    code, says, _ = refused(crafted.pdf(), "a.pdf", total_limit=10_000, already=already)

    assert code == "file_too_big"
    assert queries.size_text(max(0, 10_000 - already)) in says


def test_an_empty_file_is_refused(storage):
    code, says, remedy = refused(b"", "a.pdf")

    assert code == "file_empty"
    assert says.startswith("파일이 비어 있습니다.")
    assert remedy.startswith("Please open it")
    assert nothing_is_kept(storage)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (crafted.pdf(password="1234"), "a.pdf"),
        (crafted.hwp(flags=3), "a.hwp"),
        (crafted.locked_office(), "a.docx"),
        (crafted.locked_office(), "a.xlsx"),
        (crafted.locked_zip(), "a.zip"),
        (b"\x9b DRMONE  This Document is encrypted", "a.xlsx"),
        (b"<DOCUMENT SAFER V1>" + crafted.noise(100), "a.hwp"),
        (crafted.hwpx(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "a.hwpx"),
    ],
)
def test_a_file_behind_a_password_is_refused(storage, content: bytes, name: str):
    code, says, _ = refused(content, name)

    assert code == "file_locked"
    assert says.startswith("암호가 걸려 있어 열 수 없습니다.")
    assert nothing_is_kept(storage)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (crafted.docx(), "a.pdf", "이름은 PDF인데 내용은 워드(DOCX)입니다."),
        (crafted.hwpx(), "a.docx", "이름은 DOCX인데 내용은 한글(HWPX)입니다."),
        (crafted.docx(), "a.hwpx", "이름은 HWPX인데 내용은 워드(DOCX)입니다."),
        (crafted.hwp(), "a.hwpx", "이름은 HWPX인데 내용은 한글(HWP)입니다."),
        (crafted.docx(), "a.zip", "이름은 ZIP인데 내용은 워드(DOCX)입니다."),
        (crafted.pdf(password="1234"), "a.hwp", "이름은 HWP인데 내용은 PDF입니다."),
        (crafted.locked_office(), "a.hwp", "이름은 HWP인데 내용은 암호가 걸린 오피스 문서입니다."),
        (b"MZ\x90\0", "a.pdf", "이름은 PDF인데 내용은 실행 프로그램입니다."),
        (crafted.png(), "a.jpg", "이름은 JPG인데 내용은 그림(PNG)입니다."),
        (crafted.pdf()[:200], "a.pdf", "이름은 PDF인데 PDF로 열 수 없습니다: 깨졌거나 끝까지 받지 못한 파일입니다."),
        (
            crafted.pdf() + crafted.zipped({"a.txt": "1"}),
            "a.pdf",
            "이름은 PDF인데 PDF로 열 수 없습니다: 두 가지 형식이 섞인 파일입니다.",
        ),
        (
            crafted.lying_bomb(20 * 1024 * 1024),
            "a.zip",
            "이름은 ZIP인데 ZIP로 열 수 없습니다: 풀면 지나치게 커지는 압축파일입니다.",
        ),
        (crafted.pdf(), "a.exe", "EXE 파일은 여기에서 받지 않습니다."),
        (crafted.pdf(), "계획서\u202efdp.exe", "EXE 파일은 여기에서 받지 않습니다."),
        (crafted.pdf(), "계획서", "이름에 형식을 알리는 끝(예: .pdf)이 없습니다."),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(storage, content: bytes, name: str, why: str):
    code, says, _ = refused(content, name)

    assert (code, says) == ("file_mismatch", f"{why} 이 파일은 올리지 않았고, 다른 파일은 그대로 있습니다.")
    assert nothing_is_kept(storage)


def test_a_kind_that_the_slot_does_not_take_is_refused_with_those_it_takes(storage):
    code, says, remedy = refused(crafted.png(), "a.png", accepts={FileKind.PDF, FileKind.HWPX})

    assert (code, says[:9]) == ("file_mismatch", "PNG 파일은 여")
    assert "these formats: PDF, Hangul (HWPX)," in remedy
    assert nothing_is_kept(storage)


def test_a_file_that_acts_is_taken_and_held_for_an_officer():
    facts = queries.document(received(crafted.pdf(javascript="app.alert(1)")).id)

    assert (facts.hold, [remark.ko for remark in facts.remarks]) == (Hold.HELD, ["PDF 안의 자바스크립트"])
    assert list(queries.held_ids()) == [facts.id]


def test_a_refused_file_leaves_the_others_untouched(storage):
    good = received(crafted.pdf())

    refused(b"", "b.pdf")

    assert queries.document(good.id).name == "사업계획서.pdf"
    assert list(queries.damaged()) == []


def test_a_stream_that_breaks_off_leaves_nothing(storage):
    class Torn(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            if self.tell():
                raise ConnectionResetError(errno.ECONNRESET, "gone")
            return super().read(size)

    with pytest.raises(ConnectionResetError):
        commands.receive(Torn(crafted.pdf() * 100), declared_name="a.pdf", size_limit=LIMIT, by=OWNER, at=AT)

    assert nothing_is_kept(storage)


def test_the_house_itself_may_hand_a_file_in():
    assert queries.document(received(crafted.pdf(), by=SYSTEM).id).organisation is None


def test_a_document_that_is_not_there_is_out_of_reach():
    with pytest.raises(OutOfReach):
        queries.document(COMPANY.id)


def test_the_facts_of_one_and_of_three_files_cost_one_statement(django_assert_num_queries):
    ids = [received(crafted.docx(**{"word/a.xml": str(number)}), "a.docx").id for number in range(3)]

    with django_assert_num_queries(1):
        one = queries.documents(ids[:1])
    with django_assert_num_queries(1):
        three = queries.documents(ids)

    assert (len(one), len(three)) == (1, 3)
    assert queries.total_size(ids) == sum(facts.size for facts in three.values())


def test_the_five_problems_are_five():
    assert len(set(FILE_PROBLEMS)) == 5
    assert set(FILE_PROBLEMS) < set(REFUSALS)


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 bytes"),
        (1023, "1,023 bytes"),
        (1024, "1 KB"),
        (831_000, "812 KB"),
        (30 * 1024**2, "30 MB"),
        (13_002_342, "12.4 MB"),
    ],
)
def test_a_size_is_said_as_people_read_it(size: int, said: str):
    assert queries.size_text(size) == said


def test_a_digest_is_shown_in_four_groups():
    facts = queries.document(received(crafted.pdf()).id)

    assert facts.short_digest.replace(" ", "") == facts.sha256[:16]
    assert len(facts.short_digest.split()) == 4
