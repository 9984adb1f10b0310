"""What a registration holds and what it still lacks: pure functions of the pool's definition and what was written."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gonggo.intake.receipts import Paper
from gonggo.kernel.basis import Basis
from gonggo.kernel.refusal import Refused
from gonggo.parties import rules
from gonggo.pool.definition import Field, FieldKind, Page, Pool

VERSION = 1
SOLUTIONS, PAPERS = "solutions", "papers"
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WHOLE = re.compile(r"[0-9]{1,6}")
NAME_MOST, SUMMARY_MOST = 100, 500


@dataclass(frozen=True, slots=True)
class Solution:
    """Something that the supplier sells and builds."""

    name: str
    technologies: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What was written so far: a field's texts (one, or as many as were chosen), and the solutions."""

    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    solutions: tuple[Solution, ...] = ()

    def text(self, key: str) -> str:
        return next(iter(self.fields.get(key, ())), "")

    def with_fields(self, values: Mapping[str, tuple[str, ...]]) -> "Answers":
        return replace(self, fields={**self.fields, **values})

    def stored(self) -> dict[str, Any]:
        """As JSON, with the version of this shape inside."""
        return {
            "version": VERSION,
            "fields": {key: list(texts) for key, texts in self.fields.items()},
            "solutions": [
                {"name": one.name, "technologies": list(one.technologies), "summary": one.summary}
                for one in self.solutions
            ],
        }

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Answers":
        """Raises ValueError for a version that this code does not know."""
        if stored.get("version") != VERSION:
            raise ValueError(f"answers of version {stored.get('version')!r}")
        return cls(
            {key: tuple(texts) for key, texts in stored["fields"].items()},
            tuple(Solution(one["name"], tuple(one["technologies"]), one["summary"]) for one in stored["solutions"]),
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that stands between a registration and its submission: ``place`` is its page, ``item`` its field."""

    code: str
    place: str
    item: str
    basis: Basis | None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def refused(self) -> Refused:
        return Refused(self.code, self.basis, field=self.item, **self.facts)


def cleaned(values: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What was typed without spaces around it; what is empty is nothing."""
    found = {key: tuple(dict.fromkeys(text.strip() for text in texts)) for key, texts in values.items()}
    return {key: tuple(text for text in texts if text) for key, texts in found.items()}


def field_gap(page: str, asked: Field, texts: tuple[str, ...]) -> Gap | None:
    """What is wrong with ``texts`` as the answer to ``asked``, or None."""
    facts = {"label": asked.label}
    if not any(text.strip() for text in texts):
        return Gap("pool_field_missing", page, asked.key, asked.basis, facts) if asked.required else None
    if sum(map(len, texts)) > asked.most:
        return Gap("pool_field_too_long", page, asked.key, asked.basis, facts | {"limit": asked.most})
    if "\0" in "".join(texts) or not _reads_as(asked, texts):
        return Gap("pool_field_malformed", page, asked.key, asked.basis, facts)
    return None


def _reads_as(asked: Field, texts: tuple[str, ...]) -> bool:
    keys = {option.key for option in asked.options}
    match asked.kind:
        case FieldKind.CHOICES:
            return set(texts) <= keys
        case FieldKind.CHOICE:
            return len(texts) == 1 and texts[0] in keys
        case FieldKind.WHOLE:
            return bool(_WHOLE.fullmatch(texts[0]))
        case FieldKind.EMAIL:
            return bool(_EMAIL.fullmatch(texts[0]))
        case FieldKind.PHONE:
            return _is_phone(texts[0])
        case FieldKind.TEXT | FieldKind.LONGTEXT:
            return len(texts) == 1


def _is_phone(text: str) -> bool:
    try:
        rules.phone(text)
    except Refused:
        return False
    return True


def page_gaps(page: Page, answers: Answers) -> list[Gap]:
    """What one page lacks."""
    found = (field_gap(page.key, asked, answers.fields.get(asked.key, ())) for asked in page.fields)
    return [gap for gap in found if gap is not None]


def solution_gap(pool: Pool, solution: Solution) -> Gap | None:
    """What is wrong with a solution, at its field: name, technologies or summary."""
    basis, known = pool.least_solutions.basis, {option.key for option in pool.technologies}
    for item, text, most in (("name", solution.name, NAME_MOST), ("summary", solution.summary, SUMMARY_MOST)):
        if not text:
            return Gap("pool_solution_missing", SOLUTIONS, item, basis)
        if len(text) > most or "\0" in text:
            return Gap("pool_solution_too_long", SOLUTIONS, item, basis, {"limit": most})
    if not solution.technologies or not set(solution.technologies) <= known:
        return Gap("pool_technology_missing", SOLUTIONS, "technologies", basis)
    return None


def gaps(pool: Pool, answers: Answers, held: Collection[str]) -> list[Gap]:
    """Everything that is missing, in the order of the pages; ``held`` are the slots that have a good paper."""
    found = [gap for page in pool.pages for gap in page_gaps(page, answers)]
    least = int(str(pool.least_solutions.value))
    if len(answers.solutions) < least:
        found.append(Gap("pool_solutions_few", SOLUTIONS, SOLUTIONS, pool.least_solutions.basis, {"least": least}))
    found += [
        Gap("pool_paper_missing", PAPERS, paper.slot, paper.basis, {"number": paper.number, "label": paper.label})
        for paper in pool.papers
        if paper.required and paper.slot not in held
    ]
    return found


def sealed_content(
    frame: Mapping[str, Any], answers: Answers, papers: Collection[Paper], company: str
) -> dict[str, Any]:
    """The whole registration as it is sealed; ``answers`` as stored, with what is personal encrypted."""
    listed = sorted(papers, key=lambda paper: paper.slot)
    return {
        "format": 1,
        **frame,
        "company": company,
        "title": answers.text("company-name"),
        "answers": answers.stored(),
        "papers": [paper.said() for paper in listed],
    }
