"""Consents as files: set as PDF and signed by the house, for the party that gave them and for the offices."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from gonggo.applications.consent_papers import ConsentPaper, consent_papers, contacts_of
from gonggo.applications.consent_sheets import consent_pdf, file_name
from gonggo.applications.models import Application
from gonggo.facts.queries import names_of
from gonggo.intake.queries import Revision
from gonggo.kernel.clock import legal_day
from gonggo.kernel.text import Text
from gonggo.parties.queries import names_of_people
from gonggo.programs.definition import Program
from gonggo.programs.queries import program_of_digest
from gonggo.signing.stamping import stamped

LABEL: Final = Text("동의 기록의 확인", "Record of a consent")


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper of the house about one company's consent; ``made`` sets it and signs it at an instant."""

    company_id: UUID
    name: str
    made: Callable[[datetime], bytes]


def consent_files(
    application: Application, revision: Revision, *, company_id: UUID | None = None, only: UUID | None = None
) -> list[MadePaper]:
    """The consents that ``revision`` rests on, of one company or all, or only the one named. Five statements."""
    program = sealed_program(revision)
    papers = [
        paper
        for paper in consent_papers(application, program, revision)
        if company_id in {None, paper.company_id} and only in {None, paper.evidence.id}
    ]
    return _files(papers, application, program, revision) if papers else []


def consent_file(application: Application, revision: Revision, consent_id: UUID) -> MadePaper | None:
    """One of them, None where the revision rests on no such consent."""
    return next(iter(consent_files(application, revision, only=consent_id)), None)


def sealed_program(revision: Revision) -> Program:
    """The version of the program that was sealed."""
    return program_of_digest(str(revision.content["program_digest"]))


def _files(
    papers: Collection[ConsentPaper], application: Application, program: Program, revision: Revision
) -> list[MadePaper]:
    names = names_of({one.company_id for one in papers}, legal_day(max(one.evidence.given_at for one in papers)))
    people = names_of_people({one.evidence.person_id for one in papers})
    contacts = contacts_of(application)

    def made(paper: ConsentPaper, at: datetime) -> bytes:
        content = consent_pdf(
            paper,
            program,
            revision,
            company=names.get(paper.company_id, ""),
            person=people.get(paper.evidence.person_id, ""),
            contact=contacts.get(paper.evidence.party_id, ""),
        )
        return stamped(content, label=LABEL.said(paper.evidence.language), organisation=program.title.ko, at=at)

    return [MadePaper(one.company_id, file_name(one), partial(made, one)) for one in papers]
