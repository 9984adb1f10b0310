"""A consent set as a PDF, in the language in which it was read: the same consent is the same bytes."""

import hashlib
from datetime import datetime
from typing import Final

from gonggo.applications.consent_papers import ConsentPaper
from gonggo.documents.forms import FormSheet, SheetField, SheetPart, pdf
from gonggo.intake.queries import Revision
from gonggo.kernel.actor import Role
from gonggo.kernel.clock import SEOUL
from gonggo.kernel.text import Text
from gonggo.parties.roles import label
from gonggo.programs.definition import Program

WORDS: Final = {
    "agreed": Text("동의한 글", "What was agreed to"),
    "who": Text("누가, 언제, 어떻게", "By whom, when and how"),
    "party": Text("동의한 쪽", "Party"),
    "company": Text("기업", "Company"),
    "person": Text("동의한 사람", "Person"),
    "capacity": Text("자격", "Capacity"),
    "given": Text("동의한 시각", "Given at"),
    "known": Text("본인 확인", "Identified by"),
    "number": Text("신청번호", "Application"),
    "version": Text("글의 판", "Version of the text"),
    "text": Text("글의 확인값(SHA-256)", "Digest of the text (SHA-256)"),
    "part": Text("동의한 내용의 확인값(SHA-256)", "Digest of what it was given to (SHA-256)"),
    "revision": Text("봉한 신청의 확인값(SHA-256)", "Digest of the sealed application (SHA-256)"),
    "foot": Text(
        "온라인으로 받은 동의의 기록을 옮긴 문서입니다.",
        "This sets out the record of a consent that was given online.",
    ),
}
COMPANY: Final = Text("기업을 대표하여", "For the company")
OWN: Final = Text("본인으로서", "As a person, for themselves")
BY_ACCOUNT: Final = Text(
    "자기 계정으로 로그인하고 본인 재인증을 함 ({at})", "Own account, identity proved again ({at})"
)
BY_LINK: Final = Text(
    "본인에게 보낸 링크와 일회용 코드 ({contact}, {at})", "Link and one-time code sent to them ({contact}, {at})"
)
VERSION: Final = Text("{number}판", "version {number}")


def consent_pdf(
    paper: ConsentPaper, program: Program, revision: Revision, *, company: str, person: str, contact: str
) -> bytes:
    """PDF/UA: the words, then who agreed and how they were known.

    ``company`` is its name, ``person`` the name of the account that consented, ``contact`` how a natural person was
    reached, masked.
    """
    language, evidence = paper.evidence.language, paper.evidence
    values = {
        "number": str(revision.content["number"]),
        "party": (OWN if paper.is_own else COMPANY).said(language),
        "company": company,
        "person": _who(paper, program, person),
        "given": _stamp(evidence.given_at),
        "known": _known(paper, contact),
        "version": VERSION.filled(language, number=evidence.text_version),
        "text": evidence.text_digest,
        "part": evidence.part_digest,
        "revision": revision.digest,
    }
    parts = (
        SheetPart(WORDS["agreed"].said(language), says=_words(paper)),
        SheetPart(
            WORDS["who"].said(language), fields=tuple(SheetField(key, "", WORDS[key].said(language)) for key in values)
        ),
    )
    sheet = FormSheet(
        language=language,
        over=program.title.said(language),
        number=paper.form.number.said(language) if paper.form else "",
        title=(paper.form.title if paper.form else paper.text.title).said(language),
        parts=parts,
        foot=WORDS["foot"].said(language),
    )
    return pdf(sheet, values)


def _words(paper: ConsentPaper) -> tuple[str, ...]:
    """The words that were read. Raises ValueError where they are not those whose digest was kept."""
    said = tuple(paragraph.said(paper.evidence.language) for paragraph in paper.text.text)
    if hashlib.sha256("\n\n".join(said).encode("utf-8")).hexdigest() != paper.evidence.text_digest:
        raise ValueError(f"consent {paper.evidence.id}: other words than were shown")
    return said


def _who(paper: ConsentPaper, program: Program, account: str) -> str:
    language = paper.evidence.language
    if paper.is_own:
        capacities = [program.capacity(key).label.said(language) for key in paper.capacities]
        return f"{paper.name} ({', '.join(capacities)})"
    return f"{account} ({label(Role(paper.evidence.role)).said(language)})"


def _known(paper: ConsentPaper, contact: str) -> str:
    evidence = paper.evidence
    way = BY_LINK if is_by_link(paper) else BY_ACCOUNT
    return way.filled(evidence.language, contact=contact, at=_stamp(evidence.stepped_up_at))


def is_by_link(paper: ConsentPaper) -> bool:
    """Whether the person consented behind a link that was sent to them, without an account."""
    return paper.is_own and paper.evidence.person_id == paper.evidence.party_id


def file_name(paper: ConsentPaper) -> str:
    """The form or text, and who: people of one name are told apart by the beginning of the consent's id."""
    what = paper.form.key if paper.form else paper.text.key
    return f"{what}-{paper.name}-{str(paper.evidence.id)[:8]}.pdf" if paper.is_own else f"{what}.pdf"


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(SEOUL):%Y-%m-%d %H:%M:%S} KST"
