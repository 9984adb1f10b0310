"""A sanction as tests need it, at each of its steps: 2 May told, 12 May heard until, 20 May decided."""

from datetime import UTC, date, datetime, timedelta

from gonggo.programs.definition import Program
from gonggo.settlement import commands
from gonggo.settlement.sanctions.queries import Sanction
from personas import Persona

PROPOSED = datetime(2024, 4, 1, 1, 0, tzinfo=UTC)
NOTICED = PROPOSED + timedelta(days=1)  # Tuesday 2 April in Seoul
HEAR_UNTIL = date(2024, 4, 12)
COMMITTEE = date(2024, 4, 22)
DRAWN = datetime(2024, 4, 22, 5, 0, tzinfo=UTC)
DECIDED = datetime(2024, 4, 23, 1, 0, tzinfo=UTC)
REASON = "정산에서 불인정된 사업비를 기한까지 반납하지 않음"


def proposed(program: Program, company: Persona, by: Persona, *, ground: str = "not-returned") -> Sanction:
    return commands.propose_sanction(
        program=program, company_id=company.company.id, ground=ground, reason=REASON, by=by.actor, at=PROPOSED
    )


def noticed(program: Program, company: Persona, by: Persona, *, ground: str = "not-returned") -> Sanction:
    row = proposed(program, company, by, ground=ground)
    return commands.give_notice(sanction_id=row.id, hear_until_on=HEAR_UNTIL, by=by.actor, at=NOTICED)


def drawn(row: Sanction, by: Persona, *, months: int = 12, persons: tuple[str, ...] = ()) -> Sanction:
    return commands.draw_up_sanction(
        sanction_id=row.id, decided_on=COMMITTEE, months=months, persons=persons, reason=REASON, by=by.actor, at=DRAWN
    )


def decided(row: Sanction, by: Persona, second: Persona, **told: object) -> Sanction:
    made = drawn(row, by, **told)
    return commands.decide_sanction(sanction_id=made.id, digest=made.digest, by=second.actor, at=DECIDED)
