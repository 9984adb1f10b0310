"""What everybody may find: approved suppliers, their words indexed for the search of the database."""

from datetime import datetime

from django.db import connection

from gonggo.pool import form
from gonggo.pool.definition import Option, Pool
from gonggo.pool.models import Registration, Supplier
from gonggo.pool.search import indexed, statement


def enter(registration: Registration, pool: Pool, answers: form.Answers, at: datetime) -> None:
    """An approved supplier can be found, by what its consent allows to be shown. Again replaces what stood."""
    leave(registration)
    supplier = Supplier.objects.create(
        registration=registration,
        program=registration.program,
        name=answers.text("company-name"),
        region=" ".join(answers.text("company-address").split()[:2])[:80],
        fields=_barred(answers.fields["fields"]),
        industries=_barred(answers.fields["industries"]),
        staff_software=int(answers.text("staff-software")),
        staff_engineering=int(answers.text("staff-engineering")),
        record=answers.text("record"),
        solutions=form.Answers(solutions=answers.solutions).stored(),
        approved_at=at,
    )
    _execute("enter", registration, indexed(_words(supplier, pool, answers), connection.vendor))


def leave(registration: Registration) -> None:
    """The supplier is found no longer."""
    Supplier.objects.filter(registration=registration).delete()
    _execute("leave", registration, {})


def _execute(name: str, registration: Registration, columns: dict[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement(name, connection.vendor), {"registration": str(registration.id), **columns})


def _barred(keys: tuple[str, ...]) -> str:
    return f"|{'|'.join(keys)}|"


def _words(supplier: Supplier, pool: Pool, answers: form.Answers) -> list[str]:
    """Everything that one may look for; what was chosen stands there in both languages."""
    details = pool.page("details")
    options = {field.key: field.options for field in details.fields} if details else {}
    chosen = [option for key in ("fields", "industries") for option in _of(options[key], answers.fields[key])]
    words = [supplier.name, supplier.region, supplier.record]
    for solution in answers.solutions:
        words += [solution.name, solution.summary]
        chosen += _of(pool.technologies, solution.technologies)
    return [*words, *(text for option in chosen for text in (option.label.ko, option.label.en))]


def _of(options: tuple[Option, ...], keys: tuple[str, ...]) -> list[Option]:
    return [option for option in options if option.key in keys]
