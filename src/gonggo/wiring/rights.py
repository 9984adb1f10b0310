"""Two roles on PostgreSQL: the owner migrates; the processes' role may not change or take away what only grows."""

from django.db import connections
from psycopg import sql

_GROWING = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
WHERE tgfoid = to_regproc('gonggo_append_only') AND NOT tgisinternal ORDER BY 1
"""


def grant(alias: str, role: str) -> list[str]:
    """Give ``role`` what the processes need in the database ``alias``; the tables where it may only add.

    Nothing to do on SQLite, which knows no roles: there the triggers stand alone.
    """
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return []
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        cursor.execute(
            sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}").format(name)
        )
        cursor.execute(sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}").format(name))
        cursor.execute(_GROWING)
        tables = [row[0] for row in cursor.fetchall()]
        for table in tables:
            cursor.execute(sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}").format(sql.Identifier(table), name))
    return tables
