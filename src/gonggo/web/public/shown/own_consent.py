"""The page behind a person's link: before the code hardly anything, then their own data and the consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from gonggo.applications.own_consent import OwnPart
from gonggo.applications.tables import answer_read
from gonggo.facts.queries import names_of
from gonggo.kernel.clock import legal_day
from gonggo.web.ui import wording
from gonggo.web.ui.answers import answer_pair
from gonggo.web.ui.consent_text import ConsentText, consent_text
from gonggo.web.ui.rows import Head, Pair, Row, Table


@dataclass(frozen=True, slots=True)
class OwnConsentPage:
    """``stage`` is closed, code (nothing personal is shown), todo, stale, declined or agreed."""

    stage: str
    program: str
    program_key: str
    company: str
    contact: str
    is_code_sent: bool
    closes: datetime
    name: str
    pairs: list[Pair]
    changes: Table | None
    texts: list[ConsentText]
    part_digest: str
    given_at: datetime | None


def own_consent_page(own: OwnPart, language: str, *, at: datetime, is_proved: bool) -> OwnConsentPage:
    """Built from the person's part alone; one statement for the company's name."""
    stage = _stage(own, at, is_proved=is_proved)
    is_open = stage not in {"closed", "code"}
    return OwnConsentPage(
        stage=stage,
        program=own.program.title.said(language),
        program_key=own.program.key,
        company=names_of([own.company_id], legal_day(at)).get(own.company_id, own.number),
        contact=own.contact,
        is_code_sent=own.code_sent_at is not None,
        closes=own.closes_at,
        name=own.part["person"]["name"] if is_open else "",
        pairs=_pairs(own, language) if is_open else [],
        changes=_changes(own, language) if is_open and own.before is not None else None,
        texts=[consent_text(one, language) for one in (own.texts if is_open else ())],
        part_digest=own.state.part_digest if is_open else "",
        given_at=own.state.given_at if is_open else None,
    )


def _stage(own: OwnPart, at: datetime, *, is_proved: bool) -> str:
    reached = (
        ("closed", at >= own.closes_at),
        ("code", not is_proved),
        ("agreed", own.state.stands),
        ("declined", own.declined_at is not None),
        ("stale", own.state.is_stale),
    )
    return next((stage for stage, holds in reached if holds), "todo")


def _said(own: OwnPart, part: Mapping[str, Any], language: str) -> dict[str, str]:
    """label → what the application says of the person, an answer in rows as lines of text."""
    program = own.program
    labels = [one.label.said(language) for one in program.capacities if one.key in part["person"]["capacities"]]
    said = {gettext("이름"): part["person"]["name"], gettext("신청에서 맡은 자격"): ", ".join(labels)}
    for key, answer in part["answers"].items():
        question = program.question(key)
        said[question.label.said(language)] = answer_read(program, own.role, question, answer).said(language)
    for paper in part["papers"]:
        file = f"{paper['name']} · {wording.digest_read(paper['sha256'])}"
        said[program.paper(paper["slot"]).label.said(language)] = file
    return said


def _pairs(own: OwnPart, language: str) -> list[Pair]:
    """What is said, an answer in rows as a table."""
    given = [(own.program.question(key), answer) for key, answer in own.part["answers"].items()]
    tables = {
        question.label.said(language): answer_pair(own.program, own.role, question, answer)
        for question, answer in given
        if question.table is not None
    }
    return [tables.get(label) or Pair(label, value) for label, value in _said(own, own.part, language).items()]


def _changes(own: OwnPart, language: str) -> Table | None:
    """Before and now, of what is not the same."""
    before, now = _said(own, own.before or {}, language), _said(own, own.part, language)
    rows = [
        Row([label, before.get(label) or "-", now.get(label) or "-"])
        for label in dict.fromkeys([*before, *now])
        if before.get(label) != now.get(label)
    ]
    if not rows:  # the notice's version alone
        return None
    heads = [Head(gettext("항목")), Head(gettext("동의했을 때")), Head(gettext("지금"))]
    return Table(name=gettext("동의한 뒤에 바뀐 것"), heads=heads, rows=rows)
