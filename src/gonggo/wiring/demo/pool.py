"""A supplier of the demo registers in the pool, through the door, and the agency decides."""

from datetime import datetime
from uuid import UUID

from gonggo.kernel.actor import SYSTEM, Actor
from gonggo.kernel.clock import legal_day
from gonggo.pool import commands, queries
from gonggo.pool.form import Solution
from gonggo.web.demo.people import DemoCompany
from gonggo.wiring import acting
from gonggo.wiring.demo.paper import a_paper
from gonggo.wiring.demo.script import Entry, Ruling


def fill(entry: Entry, program: str, company: DemoCompany, *, by: Actor, at: datetime) -> UUID:
    """The registration with everything that it needs: pages, solutions, papers. Its id."""
    row = commands.start_registration(program_key=program, kind=entry.kind, by=by, at=at)
    for key, typed in entry.pages.items():
        known = queries.draft_of(queries.within_reach(row.id, of=SYSTEM)).answers.fields
        values = {name: (text,) if isinstance(text, str) else tuple(text) for name, text in typed.items()}
        commands.save_page(registration_id=row.id, page=key, values={**known, **values}, by=by, at=at)
    for one in entry.solutions:
        solution = Solution(one["name"], tuple(one["technologies"]), one["summary"])
        commands.add_solution(registration_id=row.id, solution=solution, by=by, at=at)
    for slot in queries.pool(row).papers:
        if slot.required:
            content = a_paper(slot.label.ko, company.name, company.brn, legal_day(at))
            document = acting.upload(content, name=f"{slot.label.ko[:40]}_{company.name}.pdf", by=by, at=at)
            commands.place_paper(registration_id=row.id, slot=slot.slot, document_id=document.id, by=by, at=at)
    return row.id


def decide(ruling: Ruling, supplier: Actor, *, by: Actor, at: datetime) -> None:
    """The agency's officer decides on the supplier's registration as the script says."""
    (row,) = queries.registrations_of_company(supplier)
    getattr(commands, ruling.move)(registration_id=row.id, reason=ruling.reason, by=by, at=at)
