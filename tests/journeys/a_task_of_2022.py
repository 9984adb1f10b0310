"""A process that has a house remember a task of 2022: ``python a_task_of_2022.py BUSINESS_NUMBER TITLE``."""

import sys
from datetime import UTC, date, datetime
from uuid import uuid4

import django

BEGAN, LAST, OVER = date(2022, 7, 4), date(2022, 12, 30), datetime(2022, 12, 30, 15, 0, tzinfo=UTC)
MONEY = {"government": 50_000_000, "cash": 40_000_000, "in_kind": 20_000_000}


def remember(brn: str, title: str) -> None:
    from gonggo.agreements.models import Agreement, Party
    from gonggo.agreements.states import AgreementState
    from gonggo.parties.models import Company
    from gonggo.programs.queries import all_programs

    (program,) = all_programs()
    agreement = Agreement.objects.create(
        application_id=uuid4(),
        number="SS22-N-0007",
        program=program.key,
        program_version=program.version,
        track="new",
        type="business-model",
        title=title,
        operator=program.operators[0].key,
        state=AgreementState.ENDED,
        opened_at=OVER,
        papers_due_on=BEGAN,
        conclude_by_on=BEGAN,
        cap=MONEY["government"],
        share_numerator=1,
        share_denominator=2,
        document_id=uuid4(),
        sha256="0" * 64,
        concluded_at=OVER,
        begins_on=BEGAN,
        last_on=LAST,
        ended_at=OVER,
        **MONEY,
        **{f"asked_{key}": won for key, won in MONEY.items()},
    )
    company = Company.objects.get(brn=brn)
    Party.objects.create(agreement=agreement, company_id=company.id, role="adopter", leads=True, place=1)


if __name__ == "__main__":
    django.setup()
    remember(*sys.argv[1:])
