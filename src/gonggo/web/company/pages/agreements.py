"""One agreement as a company sees it: what it may do now stands in forms, the rest is read."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from gonggo.agreements import papers, queries
from gonggo.agreements.asked import lines_of
from gonggo.agreements.changes import change_rules_of
from gonggo.agreements.definition import Rules, rules_of
from gonggo.agreements.newcomer import with_newcomer
from gonggo.agreements.papers import Given, SlotRow
from gonggo.agreements.queries import Terms
from gonggo.agreements.states import BEFORE, MOVES, SIGNED, WAS_CONCLUDED, AgreementState
from gonggo.facts.queries import names_of
from gonggo.kernel.actor import COMPANY_WRITERS, Actor
from gonggo.kernel.clock import legal_day
from gonggo.kernel.refusal import Refused
from gonggo.programs.definition import PartyRole, Program
from gonggo.programs.queries import program as program_version
from gonggo.signing.queries import signing_of
from gonggo.web.accounts.requests import Request, language
from gonggo.web.company import agreement_forms as forms
from gonggo.web.company.pages.papers import limits
from gonggo.web.ui import agreements as shown
from gonggo.web.ui.halted import halted
from gonggo.web.ui.refusals import worded
from gonggo.web.ui.rows import Slot

S = AgreementState


def page(request: Request, agreement_id: UUID, bound: dict[str, Any]) -> dict[str, Any]:
    """Everything that the page shows; ``bound`` has the form that was refused, or the slot with a bad file."""
    terms = queries.terms(agreement_id, of=request.actor)
    program = program_version(terms.program, terms.program_version)
    request.program = program  # type: ignore[attr-defined]  # menu and footer show this program
    rules, signing = rules_of(program, terms.track), signing_of(terms.ref) if terms.state in SIGNED else None
    names = names_of([one.company_id for one in terms.parties], legal_day(request.received_at))
    may_write = request.actor.role in COMPANY_WRITERS
    leads = may_write and terms.lead.company_id == request.actor.company_id
    offered = set(MOVES.offered(terms.state, request.actor)) if leads else set()
    given = papers.consents_of(terms, program) if terms.state in BEFORE else _coming(terms, program, request)
    changes = queries.changes_of(agreement_id) if terms.state in WAS_CONCLUDED else []
    form = next((one for key, one in bound.items() if key != "problem"), None)
    is_party = may_write and terms.role_of(request.actor.company_id) is not None
    change_rules = change_rules_of(program, terms.track) if is_party and terms.state is S.CONCLUDED else None
    return {
        "terms": terms,
        "program_key": program.key,
        "list_url": reverse("company:agreements"),
        "pairs": shown.pairs(terms, program, names),
        "halted": halted(terms.companies, names, program, request.received_at),
        "gauges": [shown.gauge(terms, rules)],
        "budget": shown.budget(terms, queries.lines(agreement_id), program, rules),
        "lay_out": bound.get("budget") or (_budget(terms, program, rules, request) if "lay_out" in offered else None),
        "asked": shown.asked(terms, program),
        "answer": bound.get("answer") or (forms.Answer() if "accept_cuts" in offered else None),
        **_in_papers(terms, program, given, names, bound.get("problem"), reader=request.actor, leads=leads),
        "may_decline": leads and terms.state is S.PAPERS and terms.has_advance,
        "consents": shown.consent_table(given, names) if given else None,
        "has_consented": not given or any(_is_ours(one, request) and one.given for one in given),
        "texts": _texts(given, request) if may_write else [],
        "signing": shown.signing_table(signing) if signing else None,
        "changes": shown.changes_table(changes) if changes else None,
        "change": bound.get("change") or (forms.ChangeForm(change_rules, leads=leads) if change_rules else None),
        "extension": bound.get("extension") or (forms.ExtensionForm() if change_rules and leads else None),
        "supplier": bound.get("supplier")
        or (forms.SupplierForm(suppliers(terms, names)) if change_rules and leads else None),
        "wrong": form,
        "has_errors": bool(bound),
    }


def _in_papers(  # what the page knows already
    terms: Terms,
    program: Program,
    given: list[Given],
    names: Mapping[UUID, str],
    problem: tuple[str, Refused] | None,
    *,
    reader: Actor,
    leads: bool,
) -> dict[str, Any]:
    """The papers, and whose turn it is once the company has brought them all; nothing in another state.

    Who only takes part reads where each paper stands: what is in it, and why it came back, is the lead's.
    """
    if terms.state is not S.PAPERS:
        return {"slots": [], "turn": ""}
    rows = papers.slots_of(terms, program)
    return {
        "slots": drawn(
            rows, terms, program, problem, tells=terms.lead.company_id == reader.company_id, may_write=leads
        ),
        "turn": shown.whose_turn(rows, given, names, program),
    }


def _budget(terms: Terms, program: Program, rules: Rules, request: Request) -> forms.Budget:
    return forms.Budget(rules, asked=lines_of(terms, program, of=request.actor))


def suppliers(terms: Terms, names: Mapping[UUID, str]) -> dict[UUID, str]:
    """Those of the agreement whose place another may take."""
    return {one.company_id: names.get(one.company_id, "") for one in terms.parties if one.role is PartyRole.SUPPLIER}


def _coming(terms: Terms, program: Program, request: Request) -> list[Given]:
    """What a company that is to come in agrees to first; empty for who is in it."""
    if terms.role_of(request.actor.company_id) is not None:
        return []
    change = queries.coming(terms.id, request.actor.company_id)
    given = papers.consents_of(with_newcomer(terms, change), program) if change is not None else []
    return [one for one in given if _is_ours(one, request)]


def _texts(given: list[Given], request: Request) -> list[Given]:
    """What this company has not agreed to yet."""
    return [one for one in given if _is_ours(one, request) and one.given is None]


def _is_ours(one: Given, request: Request) -> bool:
    return one.company_id == request.actor.company_id


def slots(terms: Terms, program: Program, problem: tuple[str, Refused] | None, *, may_write: bool) -> list[Slot]:
    """Each paper with what stands in its slot; an upload while it is open. At most two statements."""
    return drawn(papers.slots_of(terms, program), terms, program, problem, tells=True, may_write=may_write)


def drawn(
    rows: Sequence[SlotRow],
    terms: Terms,
    program: Program,
    problem: tuple[str, Refused] | None,
    *,
    tells: bool,
    may_write: bool,
) -> list[Slot]:
    """The same of rows that were read already. No statement."""
    accept = limits(program, language()).accept
    found = []
    for row in rows:
        glyph, word = shown.slot_word(row)
        refused = worded(problem[1]) if problem is not None and problem[0] == row.slot.key else None
        is_open = may_write and terms.state is S.PAPERS and not row.is_accepted
        found.append(
            Slot(
                slot=row.slot.key,
                number="",
                label=row.slot.label,
                action=gettext("바꾸기") if row.document and row.is_accepted is None else "",
                state="bad" if refused else {"waiting": "scanning", "na": "done"}.get(glyph, glyph),
                word=word,
                upload_url=reverse("company:agreement_upload", args=[terms.id, row.slot.key]) if is_open else "",
                file_name=row.document.name if row.document and tells else "",
                size=row.document.size if row.document and tells else 0,
                at=row.placed_at,
                note=row.slot.says,
                problem=refused.says if refused else row.reason if tells else "",
                remedy=refused.remedy if refused else "",
                basis=row.slot.basis,
                accept=accept,
            )
        )
    return found
