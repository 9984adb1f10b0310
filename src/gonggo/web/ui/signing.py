"""전자서명: a paper in signature as the desks show it."""

from django.conf import settings
from django.utils.translation import gettext

from gonggo.kernel.actor import Actor
from gonggo.kernel.text import Text
from gonggo.signing.queries import SignerRow, SigningFacts
from gonggo.signing.states import SIGNERS, SigningState
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Row, Signatures, Table, Words
from gonggo.web.ui.speech import language, said

GLYPHS = {SigningState.OPEN: "waiting", SigningState.COMPLETED: "done", SigningState.VOID: "withdrawn"}


def signatures(facts: SigningFacts, *, of: Actor, sign_url: str, paper_url: str) -> Signatures:
    """The signers in order; ``sign_url`` is offered to who may sign now, and only then."""
    is_mine = facts.is_turn_of(of.organisation) and of.role in SIGNERS
    heads = [gettext("순서"), gettext("서명할 곳"), gettext("상태"), gettext("서명한 사람"), gettext("서명 일시")]
    return Signatures(
        state=GLYPHS[facts.state],
        word=str(facts.state.label),
        line=_line(facts, of),
        table=Table(gettext("서명 순서"), heads, [_row(one) for one in facts.signers]),
        digest=facts.sha256,
        paper_url=paper_url,
        sign_url=sign_url if is_mine else "",
        authority=_authority(),
        reason=facts.void_reason,
    )


def _line(facts: SigningFacts, of: Actor) -> str:
    """Whose turn it is, in a sentence."""
    if facts.state is SigningState.COMPLETED:
        return gettext("모두 서명했습니다.")
    if facts.next is None:
        return gettext("이 문서에는 더 서명하지 않습니다.")
    if facts.next.party == of.organisation:
        return gettext("우리가 서명할 차례입니다.")
    return gettext("%(name)s에서 서명할 차례입니다.") % {"name": facts.next.name}


def _row(one: SignerRow) -> Row:
    if one.signed_at is not None:
        state = Cell(gettext("서명함"), state="done")
    else:
        state = Cell(gettext("서명할 차례"), state="doing") if one.is_next else Cell(gettext("차례 전"), state="todo")
    when = wording.instant(one.signed_at, language(), year=True) if one.signed_at else "-"
    return Row([str(one.place), Cell(one.name, note=one.label), state, one.person or "-", when], is_chosen=one.is_next)


def _authority() -> Words:
    """Who certifies, as the page of public keys calls it."""
    named: Text | None = next((key.name for key in settings.GONGGO_PUBLIC_KEYS if key.use == "authority"), None)
    return said(named) if named else ""
