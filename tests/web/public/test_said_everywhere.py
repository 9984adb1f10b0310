"""After an extension no page and no mail names the old deadline without saying that it was extended, and until when."""

import html
import io
import re
from collections.abc import Iterator

import pypdf
import pytest
from django.conf import settings
from django.test import Client

from gonggo.applications import commands as applications
from gonggo.applications import form, queries
from gonggo.journal.commands import deliver
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.basis import source
from gonggo.kernel.clock import machine_now
from gonggo.kernel.text import Text
from gonggo.messages.models import Mail
from gonggo.pool.commands import start_registration
from gonggo.programs import commands as programs
from gonggo.programs import queries as loaded
from gonggo.programs.dated import texts
from gonggo.programs.extending import Extension
from gonggo.programs.loading import LIBRARY, read_tree
from offices import received
from outing import in_april, in_may
from personas import an_owner
from world import a_complete_draft, a_draft, a_ready_application, the_program

pytestmark = pytest.mark.django_db(databases=["default", "door"])
KEY = "smart-service-2024"
CLOSES, NEW, NOW = in_april(30, 18), in_may(2, 20), in_may(1, 10)
OLD_DAY = re.compile(r"4월 30일|\b4\. ?30\b|\b30 Apr(il)?\b|2024-04-30|April 30|04/30")
NEW_DAY = re.compile(r"5월 2일|\b5\. ?2\.|\b2 May\b|2024-05-02")
EXTENDED = re.compile(r"연장|[Ee]xten")
BLOCKS = re.compile(r"</?(?:p|li|dd|dt|dl|div|tr|h\d|section|article|title|summary|option|label|text|ul|ol)\b[^>]*>")
TAGS = re.compile(r"<[^>]+>")
LINKS = re.compile(r'href="(/[^"#]*)')
FIRST = f"/programs/{KEY}/versions/1"
NOT_WALKED = re.compile(r"^/(static|accounts/logout|intake|language|demo)|\.(json|hwpx|zip|css|js|png|svg|html|xlsx)$")


@pytest.fixture
def clock(monkeypatch):
    """The program's clock in the days between the old deadline and the new one."""
    monkeypatch.setattr(settings.GONGGO_CLOCK, "now", lambda: NOW)


def extend() -> None:
    """The deadline goes to another day and another hour."""
    told = Extension(
        closes_at=NEW,
        reason=Text("시스템 장애로 접수 마감을 연장합니다.", "The deadline is extended for an outage."),
        basis=source("장애 처리 기준"),
        moves_as_of_day=True,
    )
    programs.extend(key=KEY, told=told, by=SYSTEM, at=in_may(1, 9))
    deliver(now=machine_now(), limit=1000)


def blocks(page: str) -> Iterator[str]:
    page = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", page)
    for one in BLOCKS.split(page):
        yield re.sub(r"\s+", " ", html.unescape(TAGS.sub("", one))).strip()


def stale(words: str) -> list[str]:
    """Pieces that name the old day and not the new one beside it."""
    return [one for one in blocks(words) if OLD_DAY.search(one) and not (NEW_DAY.search(one) or EXTENDED.search(one))]


def read(client: Client, path: str) -> str:
    answer = client.get(path, follow=True)
    kind = answer.headers.get("Content-Type", "")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    if kind.startswith("application/pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return content.decode() if kind.startswith("text/html") else ""


def walked(client: Client, start: str, within: str = "/") -> dict[str, list[str]]:
    """Every page that links lead to, with what is stale on it."""
    todo, seen, found = [start], {start}, {}
    while todo:
        path = todo.pop()
        page = read(client, path)
        found[path] = stale(page)
        for link in (html.unescape(one) for one in LINKS.findall(page)):
            if link.startswith(within) and not NOT_WALKED.search(link.partition("?")[0]) and link not in seen:
                seen.add(link)
                todo.append(link)
    return found


def in_language(client: Client, language: str) -> Client:
    client.cookies["language"] = language
    return client


@pytest.mark.clause("4-window", "A2-window")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_public_page_names_the_old_deadline_alone(clock, language):
    the_program()
    extend()

    found = walked(in_language(Client(), language), "/")
    earlier = found.pop(FIRST)

    assert {f"/programs/{KEY}", "/faq/", "/library/", f"/programs/{KEY}/versions/2"} <= {p.rstrip("?") for p in found}
    assert any(path.endswith(".pdf") for path in found)
    assert earlier  # the first version stays as it was published
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_earlier_version_of_the_notice_says_what_the_deadline_is_now(clock, language):
    the_program()
    extend()

    said = [one for one in blocks(read(in_language(Client(), language), FIRST)) if NEW_DAY.search(one)]

    labels = {"ko": ["신청·접수", "공급기업 풀"], "en": ["Applications", "Supplier pool"]}[language]
    assert all(any(one.startswith(label) for one in said) for label in labels)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_post_from_before_the_extension_says_that_the_deadline_was_moved(clock, language):
    the_program()
    post = f"/board/{KEY}/surge"
    before = read(in_language(Client(), language), post)
    extend()

    after = read(in_language(Client(), language), post)

    assert not NEW_DAY.search(before)
    assert any(OLD_DAY.search(one) and NEW_DAY.search(one) for one in blocks(after))
    assert "20:00" in after


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_page_of_a_company_with_drafts_names_the_old_deadline_alone(clock, language):
    case = a_complete_draft()
    start_registration(program_key=KEY, kind="new", by=case.supplier.actor, at=in_april(29, 10))
    extend()

    for who in (case.adopter, case.supplier):
        found = walked(in_language(who.client, language), "/company/", within="/company/")
        assert any(str(case.id) in path for path in found)
        assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_no_mail_that_is_written_afterwards_names_the_old_deadline_alone(clock):
    case, ready = a_draft(), a_ready_application()
    extend()
    Mail.objects.all().delete()

    received(ready, at=NOW)
    applications.invite_party(
        application_id=case.id, role="supplier", brn=an_owner().company.brn, email="new@example.kr",
        by=case.adopter.actor, at=NOW,
    )  # fmt: skip
    deliver(now=machine_now(), limit=1000)

    mails = list(Mail.objects.all())
    assert mails
    assert [mail.template for mail in mails if stale(mail.subject) or stale(mail.body)] == []
    assert any(NEW_DAY.search(mail.body) for mail in mails)


def test_the_mail_of_the_extension_names_both_deadlines(clock):
    a_draft()
    extend()

    mail = Mail.objects.filter(template="deadline_extended").first()
    assert "새 마감: 2024. 5. 2.(목) 20:00\n이전 마감: 2024. 4. 30.(화) 18:00" in mail.body


def test_a_certificate_is_judged_on_the_closing_day_in_force(clock):
    case = a_complete_draft()
    address = f"/company/applications/{case.id}/papers/sme-certificate/validity"
    case.adopter.client.post(address, {"issued_on": "2024-04-20", "valid_until": "2024-04-30"})
    before = [one for one in form.gaps(queries.draft_of(case.again())) if one.code == "paper_expired"]
    extend()

    after = [one for one in form.gaps(queries.draft_of(case.again())) if one.code == "paper_expired"]

    assert (before, [one.facts["closes"] for one in after]) == ([], ["2024-05-02"])


@pytest.mark.clause("4-helpline")
def test_the_end_of_telephone_help_goes_to_the_new_closing_day_and_keeps_its_hour():
    the_program()
    extend()

    assert loaded.program(KEY).moments["helpline.ends"].at == in_may(2, 18)


def test_no_words_of_the_shipped_program_name_the_deadline_in_figures():
    """What says it in words of its own would not move with it; a clause is told its extension by the program."""
    tree, _ = read_tree(LIBRARY / KEY)
    kept = {key: value for key, value in tree.items() if key not in {"clause", "window", "moment", "versions"}}

    assert [(path, words) for path, words in texts(kept, ()) if OLD_DAY.search(words)] == []
