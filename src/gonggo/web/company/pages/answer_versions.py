"""What an answer was before: each text with who saved it and when, and the way back to it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from gonggo.applications.queries import ref_of
from gonggo.intake.queries import DraftStep, draft_history
from gonggo.kernel.refusal import OutOfReach
from gonggo.programs.definition import Question, QuestionSection
from gonggo.web.company.case import Case
from gonggo.web.company.pages.consents import answer_read
from gonggo.web.ui import wording
from gonggo.web.ui.answers import answer_table, one_of_several
from gonggo.web.ui.rows import Table


@dataclass(frozen=True, slots=True)
class Version:
    revision: int
    title: str
    text: str
    table: Table | None
    is_standing: bool


@dataclass(frozen=True, slots=True)
class VersionsPage:
    label: str
    section: str
    back_url: str
    restore_url: str
    base: int
    versions: list[Version]


def versions_page(case: Case, section: QuestionSection, key: str) -> VersionsPage:
    """Newest first. One statement more than the case. Raises OutOfReach for a question of another page."""
    question = next((one for one in section.questions if one.key == key), None)
    if question is None:
        raise OutOfReach(f"question:{key}")
    steps = draft_history(ref_of(case.id), case.owner_of(section).company_id, key)
    standing = max((step.revision for step in steps if not step.conflict), default=0)
    return VersionsPage(
        label=question.label.said(case.language),
        section=section.label.said(case.language),
        back_url=case.url("section", section.key),
        restore_url=case.url("restore_answer", section.key, key) if case.may_change else "",
        base=standing,
        versions=[_version(case, section, question, step, standing) for step in reversed(steps)],
    )


def _version(case: Case, section: QuestionSection, question: Question, step: DraftStep, standing: int) -> Version:
    title = " · ".join(filter(None, (case.writer(step.saved_by), wording.instant(step.saved_at, case.language))))
    table = answer_table(case.program, section.role, question, step.value) if question.table and step.value else None
    return Version(
        revision=step.revision,
        title=title,
        text=answer_read(case, section.role, question, step.value) or gettext("비어 있음"),
        table=one_of_several(table, f"{step.revision}. {title}") if table else None,
        is_standing=step.revision == standing,
    )


def whole(text: str) -> int:
    """A revision as it was posted; what is none names none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
