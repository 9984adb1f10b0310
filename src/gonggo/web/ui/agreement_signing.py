"""협약서 서명: what the page of an agreement in signature says at every desk, and what waits to be signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.agreements import queries as agreements
from gonggo.agreements.queries import Terms
from gonggo.documents.commands import OpenedFile
from gonggo.kernel.actor import Actor
from gonggo.kernel.ref import Kind
from gonggo.kernel.refusal import OutOfReach
from gonggo.signing import commands, waiting
from gonggo.signing.queries import SigningFacts, signing_of
from gonggo.web.ui import wording
from gonggo.web.ui.rows import Cell, Pair, Row, Signatures, Table
from gonggo.web.ui.signing import signatures
from gonggo.web.ui.speech import language


@dataclass(frozen=True, slots=True)
class Page:
    """One agreement in signature; ``paper`` is None while there is nothing to sign yet."""

    id: UUID
    number: str
    title: str
    program: str
    pairs: list[Pair]
    paper: Signatures | None


def page(agreement_id: UUID, *, of: Actor, desk: str) -> Page:
    """The page at the desk with these addresses. Six statements. Raises OutOfReach."""
    terms = agreements.terms(agreement_id, of=of)
    found = signing_of(terms.ref)
    paper = None
    if found is not None:
        sign_url = reverse(f"{desk}:give_signature", args=[agreement_id])
        paper_url = reverse(f"{desk}:signed_paper", args=[agreement_id])
        paper = signatures(found, of=of, sign_url=sign_url, paper_url=paper_url)
    return Page(terms.id, terms.number, terms.title, terms.program, _pairs(terms), paper)


def _pairs(terms: Terms) -> list[Pair]:
    return [
        Pair(gettext("협약번호"), terms.number),
        Pair(gettext("과제명"), terms.title),
        Pair(gettext("정부지원금"), wording.amount(terms.government, language())),
        Pair(gettext("총사업비"), wording.amount(terms.total, language())),
    ]


def of_agreement(agreement_id: UUID, *, of: Actor) -> SigningFacts:
    """The signing of an agreement that this actor may know of. Raises OutOfReach."""
    found = signing_of(agreements.within_reach(agreement_id, of=of).ref)
    if found is None:
        raise OutOfReach(f"signing of {agreement_id}")
    return found


def sign(agreement_id: UUID, *, stepped_up_at: datetime | None, by: Actor, at: datetime) -> None:
    """A person signs an agreement for the organisation that they act for. Raises and refuses as ``commands.sign``."""
    signing = of_agreement(agreement_id, of=by)
    if by.organisation is None:
        raise OutOfReach(f"signing:{signing.id}")
    commands.sign(signing_id=signing.id, party=by.organisation, stepped_up_at=stepped_up_at, by=by, at=at)


def taken(agreement_id: UUID, *, origin: str, by: Actor, at: datetime) -> OpenedFile:
    """The agreement with the signatures so far; ``origin`` is the network address. Raises OutOfReach."""
    signing = of_agreement(agreement_id, of=by)
    return commands.open_signed(signing_id=signing.id, origin=origin, by=by, at=at)


def to_sign(*, of: Actor, desk: str) -> Table:
    """The agreements whose next signature is that of this organisation, by number. Four statements."""
    due = waiting.subjects(of, Kind.AGREEMENT)
    heads = [gettext("협약번호"), gettext("과제명"), gettext("정부지원금"), gettext("서명을 시작한 날")]
    lines = [
        Row(
            [
                Cell(one.number, url=reverse(f"{desk}:agreement_signing", args=[one.id])),
                one.title or "-",
                wording.amount(one.government, language()),
                wording.day(due[one.id], language(), year=True),
            ]
        )
        for one in agreements.terms_among(list(due), of=of)
    ]
    return Table(gettext("서명할 협약서"), heads, lines)
