"""A verdict as people read it: the word with its glyph, what it rests on, and what can still be done."""

from collections.abc import Iterable

from django.utils.translation import gettext

from gonggo.eligibility.definition import Condition, Standing
from gonggo.facts.definition import Source
from gonggo.facts.queries import Dated
from gonggo.programs.definition import Answer, Program
from gonggo.web.ui import wording
from gonggo.web.ui.glyphs import STATES
from gonggo.web.ui.rows import Cell
from gonggo.web.ui.speech import language, said


def state_of(condition: Condition, answer: Answer) -> str:
    """The glyph: a requirement is 충족 or 미충족, an exclusion 해당 없음 or 해당."""
    if condition.is_exclusion and answer is not Answer.UNKNOWN:
        return {Answer.MET: "clear", Answer.NOT_MET: "hit"}[answer]
    return answer.value


def name_of(condition: Condition) -> str:
    """(7) 국세·지방세 체납."""
    return f"{condition.key} {said(condition.label)}" if condition.is_exclusion else said(condition.label)


def answer_cell(condition: Condition, answer: Answer, standing: Standing) -> Cell:
    """The word with its glyph, and why it is so below."""
    state = state_of(condition, answer)
    return Cell(str(STATES[state].word), state=state, note=standing_words(condition, standing))


def standing_words(condition: Condition, standing: Standing) -> str:
    if standing is Standing.CURABLE and condition.curable_until is not None:
        until = wording.instant(condition.curable_until, language())
        return gettext("해소 가능: %(until)s 전까지") % {"until": until}
    return {
        Standing.FOUND: gettext("담당자 판단"),
        Standing.CURED: gettext("해소"),
        Standing.LIFTED: gettext("예외 사유 인정"),
        Standing.FINAL: gettext("확정"),
    }.get(standing, "")


def facts_words(program: Program, facts: Iterable[Dated]) -> str:
    """국세 체납: 체납 (2024-01-01부터, 담당자)."""
    return " / ".join(fact_words(program, fact) for fact in facts)


def fact_words(program: Program, fact: Dated) -> str:
    kind = program.fact_kind(fact.kind)
    named = {value.key: said(value.label) for value in kind.values}
    told = {
        "kind": said(kind.label),
        "value": named.get(fact.value, fact.value),
        "since": fact.since_on.isoformat(),
        "until": fact.until_on.isoformat() if fact.until_on else "",
        "source": source_words(fact.source),
    }
    if fact.until_on:
        return gettext("%(kind)s: %(value)s (%(since)s부터 %(until)s 전날까지, %(source)s)") % told
    return gettext("%(kind)s: %(value)s (%(since)s부터, %(source)s)") % told


def source_words(source: Source) -> str:
    return {
        Source.STATED: gettext("기업이 밝힘"),
        Source.CERTIFICATE: gettext("증명서"),
        Source.TAX_SERVICE: gettext("국세청 조회"),
        Source.OFFICER: gettext("담당자 확인"),
        Source.RECORD: gettext("접수 기록"),
    }[source]


def person_words(person: str) -> str:
    return gettext("대표자 %(name)s") % {"name": person} if person else gettext("기업")
