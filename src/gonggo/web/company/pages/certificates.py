"""The days that certificates bear, and files that a company uploaded before for the same paper."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from gonggo.applications.standing_papers import PaperNow
from gonggo.applications.vault import earlier_papers
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import Paper
from gonggo.programs.queries import program as in_force
from gonggo.programs.rules import Valid, validity_fault
from gonggo.web.company.case import Case
from gonggo.web.company.forms import ValidityForm
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Link


@dataclass(frozen=True, slots=True)
class Reusable:
    """A file that can be used again, with the days it bears and whether they are enough for this application."""

    document: str
    name: str
    note: str
    is_good: bool


def has_days(paper: Paper) -> bool:
    """Whether the program asks when the paper was issued or until when it is valid."""
    return bool(paper.issued_from or paper.issued_within_months or paper.valid_on_closing)


def fault(case: Case, paper: Paper) -> Refused | None:
    """Why the paper that stands there does not count on the closing day."""
    gap = next((g for g in case.gaps_of(case.me, "papers") if g.item == paper.slot and g.code != "paper_missing"), None)
    return Refused(gap.code, gap.basis, field=paper.slot, **gap.facts) if gap is not None else None


def links(case: Case, paper: Paper, now: PaperNow | None) -> list[Link]:
    """The way to the days of the paper and to what was uploaded before."""
    url = case.url("versions", paper.slot)
    if now is None:
        return [Link(gettext("전에 올린 파일에서 고르기"), f"{url}#reuse")] if case.may_change else []
    said = days(now.validity, case.language)
    if not has_days(paper) or not (said or case.may_change):
        return []
    return [Link(said or gettext("발급일과 유효기간 적기"), f"{url}#days")]


def days(validity: Valid | None, language: str) -> str:
    """발급일 2024년 4월 2일(화) · 2024년 5월 1일(수)까지 유효."""
    if validity is None:
        return ""
    said = []
    if validity.issued_on is not None:
        said.append(gettext("발급일 %(day)s") % {"day": wording.day(validity.issued_on, language, year=True)})
    if validity.valid_until is not None:
        said.append(gettext("%(day)s까지 유효") % {"day": wording.day(validity.valid_until, language, year=True)})
    return " · ".join(said)


def days_form(case: Case, paper: Paper) -> ValidityForm | None:
    """The form of the paper that stands there; None where nothing is asked."""
    now = case.papers_of(case.me).get(paper.slot)
    if now is None or not has_days(paper) or not case.may_change:
        return None
    said = now.validity
    return ValidityForm(initial={"issued_on": said.issued_on, "valid_until": said.valid_until} if said else None)


def reusable(case: Case, paper: Paper) -> list[Reusable]:
    """What the company uploaded before for this paper. Three statements, four where one bears days."""
    if not case.may_change:
        return []
    found, earlier = [], list(earlier_papers(paper.slot, of=case.by, besides=case.id))
    closes_on = in_force(case.program.key).judged_on() if any(one.validity for one in earlier) else date.max
    for one in earlier:
        is_good = one.validity is None or validity_fault(paper, one.validity, closes_on) is None
        uploaded = wording.instant(one.document.received_at, case.language)
        words = [one.number, uploaded, days(one.validity, case.language)]
        if not is_good:
            words.append(gettext("이 신청에는 쓸 수 없습니다"))
        note = " · ".join(word for word in words if word)
        found.append(Reusable(str(one.document.id), one.document.name, note, is_good))
    return found
