"""How a registration in the pool stands, as every desk shows it: the glyph of each state; its word is the state's."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from gonggo.intake.receipts import Paper
from gonggo.pool.definition import Field, FieldKind, Pool
from gonggo.pool.form import Answers
from gonggo.pool.queries import Standing
from gonggo.pool.states import RegistrationState as S
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Pair

GLYPHS = {
    S.DRAFT: "doing",
    S.RECEIVED: "waiting",
    S.CORRECTION: "problem",
    S.APPROVED: "done",
    S.CONDITIONAL: "unknown",
    S.HELD: "held",
    S.HALTED: "held",
    S.REFUSED: "bad",
    S.WITHDRAWN: "withdrawn",
}
_NONE = _("등록하지 않음")


def glyph(standing: Standing) -> str:
    return GLYPHS[standing.state] if standing.state is not None else "todo"


def word(standing: Standing) -> str:
    return str(standing.state.label if standing.state is not None else _NONE)


def read(field: Field, answers: Answers, said: str) -> str:
    """An answer as a person reads it."""
    labels = {option.key: option.label.said(said) for option in field.options}
    texts = answers.fields.get(field.key, ())
    if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return ", ".join(labels.get(text, text) for text in texts)
    return " ".join(texts)


def solution_pairs(pool: Pool, answers: Answers, said: str) -> list[Pair]:
    labels = {option.key: option.label.said(said) for option in pool.technologies}
    return [
        Pair(one.name, one.summary, note=", ".join(labels.get(key, key) for key in one.technologies))
        for one in answers.solutions
    ]


def paper_pairs(pool: Pool, held: Mapping[str, Paper], said: str) -> list[Pair]:
    """Every slot of the pool with the file in it."""
    found = []
    for slot in pool.papers:
        paper = held.get(slot.slot)
        note = f"{wording.file_size(paper.size)} · {wording.digest_read(paper.sha256)}" if paper else ""
        found.append(Pair(f"{slot.number} {slot.label.said(said)}", paper.name if paper else "-", note=note))
    return found
