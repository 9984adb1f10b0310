"""What of a PostgreSQL server stands in the way of serving in production: it forgets, or its role may do too much.

Imports no Django.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gonggo.intake.durability import DURABILITY
from gonggo.kernel.address import without_password
from gonggo.kernel.text import Text
from gonggo.wiring.environment import Environment, Mode, django_database

if TYPE_CHECKING:
    import psycopg

_SETTINGS = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)"
_ROLE = "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user"
_TOO_MUCH = """
SELECT DISTINCT c.oid::regclass::text
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgfoid = to_regproc('gonggo_append_only') AND NOT t.tgisinternal AND (
    has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
    OR has_table_privilege(c.oid, 'TRUNCATE') OR pg_has_role(c.relowner, 'USAGE'))
ORDER BY 1
"""


class DatabaseAway(Exception):
    """A database that cannot be reached; the text names variable and address, without a password."""


def database_findings(environment: Environment, process: str | None = None) -> list[Text]:
    """Why ``process``, or the whole installation, must not be served on its databases. Raises DatabaseAway."""
    if environment.mode is not Mode.PRODUCTION:
        return []
    return [text for name, url in used_by(environment, process).items() for text in _findings(name, url)]


def used_by(environment: Environment, process: str | None = None) -> dict[str, str]:
    """The PostgreSQL databases that ``process`` cannot do without, by variable: the door needs its own alone."""
    urls = {"GONGGO_DOOR_DATABASE": environment.door_database}
    if process != "door":
        urls["GONGGO_DATABASE"] = environment.database
    return {name: url for name, url in urls.items() if url.startswith(("postgresql:", "postgres:"))}


def check_servers(environment: Environment) -> None:
    """Whether each database server answers. Raises DatabaseAway."""
    for name, url in used_by(environment).items():
        with connected(name, url):
            pass


def check_folders(environment: Environment) -> None:
    """Whether each database that is a file has a folder to lie in. Raises DatabaseAway."""
    for name, url in (("GONGGO_DATABASE", environment.database), ("GONGGO_DOOR_DATABASE", environment.door_database)):
        if url.startswith("sqlite:"):
            _check_folder(name, Path(django_database(url, name=name)["NAME"]).parent)


def _check_folder(name: str, folder: Path) -> None:
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise DatabaseAway(
            f"{name}: {folder} 폴더가 없거나 쓸 수 없습니다. 주소를 확인하고, 처음이면 gonggo migrate 를 실행해 주세요."
            f"\n  {name}: the folder {folder} is missing or cannot be written. Check the address; the first time, run "
            "gonggo migrate."
        )


@contextmanager
def connected(name: str, url: str) -> "Iterator[psycopg.Connection[Any]]":
    """A connection to the database ``url`` of the variable ``name``. Raises DatabaseAway."""
    import psycopg

    try:
        connection = psycopg.connect(url, connect_timeout=10)
    except psycopg.OperationalError as away:
        raise DatabaseAway(
            f"{name}: {without_password(url)} 에 연결할 수 없습니다. 실행 중인지, 주소가 맞는지 확인해 주세요."
            f"\n  {name}: {without_password(url)} cannot be reached. Is it running, is the address right?"
        ) from away
    with connection:
        yield connection


def _findings(name: str, url: str) -> Iterator[Text]:
    with connected(name, url) as connection:
        settings = dict(connection.execute(_SETTINGS, [list(DURABILITY)]).fetchall())
        role = connection.execute(_ROLE).fetchone()
        tables = [row[0] for row in connection.execute(_TOO_MUCH).fetchall()]
    yield from _forgetful(name, settings)
    yield from _too_mighty(name, role, tables)


def _forgetful(name: str, settings: Mapping[str, str]) -> Iterator[Text]:
    for setting, value in settings.items():
        if value == "off":
            yield Text(
                f"{name}: PostgreSQL의 {setting}이(가) off입니다. 접수한 내용을 잃을 수 있으므로 on으로 바꿔 주세요.",
                f"{name}: PostgreSQL's {setting} is off. What was received could be lost: turn it on.",
            )


def _too_mighty(name: str, role: Any, tables: list[str]) -> Iterator[Text]:
    """What was done must not be changed by the processes either: triggers can be taken off by a table's owner."""
    user, is_superuser = role
    if is_superuser or tables:
        what = "superuser" if is_superuser else ", ".join(tables)
        yield Text(
            f"{name}: 역할 {user}이(가) 쌓이기만 해야 하는 기록을 고칠 수 있습니다({what}). 소유자 역할로 "
            "GONGGO_APP_ROLE=처리역할 gonggo migrate 를 실행하고, 그 처리역할로 접속하게 해 주세요.",
            f"{name}: the role {user} could change records that only grow ({what}). As the owner, run "
            "GONGGO_APP_ROLE=ROLE gonggo migrate, and let the processes connect as that ROLE.",
        )
