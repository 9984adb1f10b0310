"""The house on the eve: one application made by commands up to the press of the button, then copied.

``python seed.py HOUSE DOOR HOME COUNT``, both databases empty; prints what the crowd needs to know, as JSON. A copy has
ids of its own (``named``), a company and a manager of its own and the same supplier. Copies are made as rows of the two
databases: 15,000 written by commands would take hours. Facts, mails and journal stay those of the one.
"""

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench"), str(ROOT / "src")]

import psycopg  # noqa: E402  # found once the path is set
from psycopg import sql  # noqa: E402  # likewise

LEFT = ("journal_", "messages_", "facts_", "eligibility_", "documents_", "intake_event", "intake_log", "django_")
"""Tables whose rows are not copied, by how their names begin."""


@dataclass(frozen=True)
class Eve:
    """The application that is copied, as the door's capabilities name it. Instants in microseconds."""

    closes_at: int
    application: str
    company: str
    person: str
    role: str
    sealed_id: str
    sealed_digest: str
    form: str
    section: str
    key: str
    revision: int
    room: int


def named(original: str, copy: int) -> str:
    """The id that stands in copy ``copy`` where ``original`` stood: 32 digits, as the database makes it too."""
    return hashlib.md5(f"{original}{copy}".encode()).hexdigest()


def lived(folder: Path) -> Eve:
    """A pool, one application that both have consented to, a minute before the end of its window."""
    from django.conf import settings

    from gonggo.kernel.actor import SYSTEM
    from gonggo.kernel.clock import legal_day
    from gonggo.programs.commands import load
    from gonggo.wiring import acting
    from gonggo.wiring.pressing import OpenDoor
    from gonggo.wiring.simulate import applicants, plan, suppliers
    from gonggo.wiring.simulate.clock import StandingClock, begins_at
    from gonggo.wiring.simulate.names import small_pdf
    from gonggo.wiring.simulate.world import World

    clock = StandingClock(begins_at(folder))
    with OpenDoor(settings.GONGGO_ENVIRONMENT, clock) as door:
        program = load(folder, by=SYSTEM, at=clock.now())
        acting.settle_everything()
        world = World(program, 7, 1, clock, door, lambda *_: None)
        acting.agree_with_all(
            program, small_pdf("agreement", "0" * 10, legal_day(world.now)), by=world.agency, at=world.now
        )
        pool = suppliers.live(world)
        task = plan.tasks(program, 1, len(pool) - 1, world.dice("plan"))[0]
        world.forward_to(program.window("application").closes.replace(hour=1))
        (adopter,) = applicants.enter(world, [task], pool)
        one = applicants.begin(world, task, adopter, pool[0])
        applicants.accept(world, applicants.invite(world, one))
        applicants.write_all(world, one)
        applicants.seal(world, one)
        acting.consent_for_all(one.row.id, one.actors, at=world.now)
        world.settle()
        return _eve(program, one, at=world.now)


def _eve(program: Any, one: Any, *, at: datetime) -> Eve:
    """What the door's capabilities name of an application; the door knows its form and admits its manager."""
    from gonggo.applications.commands import grant_draft, grant_submit
    from gonggo.intake.models import DraftRevision, Gate
    from gonggo.kernel.clock import machine_now
    from gonggo.programs.definition import PartyRole, QuestionKind

    section, asked = next(
        (page, question)
        for page in program.sections_of(PartyRole.ADOPTER, one.row.track)
        for question in page.questions
        if question.kind is QuestionKind.LONGTEXT
    )
    whose = {"application_id": one.row.id, "session_key": "", "by": one.adopter.manager, "at": at}
    grant_draft(section=section.key, **whose)
    grant_submit(stepped_up_at=machine_now(), **whose)
    gate = Gate.objects.using("door").get(subject_id=one.row.id)
    begun = DraftRevision.objects.using("door").filter(subject_id=one.row.id, key=asked.key)
    return Eve(
        closes_at=int(gate.closes_at.timestamp() * 1_000_000),
        application=str(one.row.id),
        company=str(one.adopter.company_id),
        person=str(one.adopter.manager.person_id),
        role=str(one.adopter.manager.role),
        sealed_id=str(gate.sealed_id),
        sealed_digest=gate.sealed_digest,
        form=f"{program.key}@{program.version}",
        section=section.key,
        key=asked.key,
        revision=max(begun.values_list("revision", flat=True)),
        room=asked.max_length,
    )


@dataclass(frozen=True)
class Row:
    """A row that is copied: its table, its key's column and type, the key, and all of it as text."""

    table: str
    column: str
    kind: str
    key: str
    text: str


def _rows(url: str, ids: set[str]) -> list[Row]:
    """Every row of a database that names one of ``ids``."""
    found = []
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT c.table_name, k.column_name, c.data_type FROM information_schema.table_constraints t"
            " JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)"
            " JOIN information_schema.columns c ON c.table_name = t.table_name AND c.column_name = k.column_name"
            " WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = 'public' ORDER BY 1"
        ).fetchall()
        for table, column, kind in tables:
            if table.startswith(LEFT):
                continue
            query = sql.SQL("SELECT {}::text, to_jsonb(t)::text FROM {} t").format(
                sql.Identifier(column), sql.Identifier(table)
            )
            for key, text in connection.execute(query):
                if any(each in text for each in ids):
                    found.append(Row(table, column, kind, key, text))
    return found


def _copy(url: str, rows: list[Row], words: dict[str, str], count: int) -> None:
    """Each row so often; in its text each word of ``words`` is replaced by an expression over i."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # the rows that are named come in no order
        for row in rows:
            text: sql.Composable = sql.SQL("%s::text")
            for word, expression in words.items():
                if word in row.text:
                    text = sql.SQL("replace({}, {}, {})").format(text, sql.Literal(word), sql.SQL(expression))
            own: sql.Composable = sql.SQL("")
            if row.kind != "uuid":
                own = sql.SQL(" || jsonb_build_object({key}, nextval(pg_get_serial_sequence({table}, {key})))").format(
                    key=sql.Literal(row.column), table=sql.Literal(row.table)
                )
            connection.execute(
                sql.SQL(
                    "INSERT INTO {table} SELECT (jsonb_populate_record(null::{table}, {text}::jsonb{own})).*"
                    " FROM generate_series(1, %s) i"
                ).format(table=sql.Identifier(row.table), text=text, own=own),
                [row.text, count],
            )
        connection.execute("ANALYZE")


def copied(eve: Eve, urls: tuple[str, str], count: int) -> None:
    """``count`` copies of the eve's application in both databases."""
    core = {eve.application, eve.company, eve.person}
    found = {url: _rows(url, core) for url in urls}
    every = [row for rows in found.values() for row in rows]
    uuids = core | {row.key for row in every if row.kind == "uuid"}
    words = {each: f"(md5('{each}' || i)::uuid)::text" for each in sorted(uuids)}
    by_table = {row.table: json.loads(row.text) for row in every}
    number, brn, email = (
        by_table["applications_application"]["number"],
        by_table["parties_company"]["brn"],
        by_table["parties_person"]["email"],
    )
    words |= {number: f"('{number}-' || i)", brn: "('9' || lpad(i::text, 9, '0'))", email: f"(i || '.{email}')"}
    for url, rows in found.items():
        _copy(url, rows, words, count)


def main(house: str, door: str, home: str, count: str) -> int:
    from gonggo.programs.loading import LIBRARY
    from gonggo.wiring.simulate.clock import begins_at
    from gonggo.wiring.simulate.house import make_ready

    os.environ.update(GONGGO_DATABASE=house, GONGGO_DOOR_DATABASE=door, GONGGO_SCANNER="none", GONGGO_MAIL="mailbox")
    folder = next(LIBRARY.glob("*/program.toml")).parent
    data = Path(home) / "data"
    data.mkdir(exist_ok=True)
    make_ready(data, begins_at(folder))
    eve = lived(folder)
    copied(eve, (house, door), int(count))
    print(json.dumps(asdict(eve)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
