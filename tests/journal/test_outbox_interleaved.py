"""Two commits that interleave: the one with the lower number commits last and is still read."""

import os
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from gonggo.journal.models import Delivery, Entry
from gonggo.journal.queries import waiting_count
from gonggo.kernel.clock import machine_now

needs_postgres = pytest.mark.skipif(
    "GONGGO_TEST_POSTGRES" not in os.environ, reason="interleaved writers need PostgreSQL: run by make test on it"
)

INSERT = """
WITH e AS (
  INSERT INTO journal_entry (uid, name, subject_kind, subject_id, program, role, organisation, at, recorded_at,
    basis, data)
  VALUES (%s, 'program.loaded', 'program', %s, '', 'system', '', now(), now(), '', '{}') RETURNING id)
INSERT INTO journal_delivery (entry_id, reader, tries, not_before, trouble) SELECT id, 'r', 0, now(), '' FROM e
"""


@needs_postgres
def test_a_fact_that_commits_after_a_later_one_was_read_is_still_waiting(committing):
    settings = connection.get_connection_params()
    address = {key: settings[key] for key in ("dbname", "user", "host") if key in settings}
    with psycopg.connect(**address) as early, psycopg.connect(**address) as late:
        first, second = uuid4(), uuid4()
        early.execute(INSERT, (first, uuid4()))
        late.execute(INSERT, (second, uuid4()))
        late.commit()
        Delivery.objects.filter(done_at=None).update(done_at=machine_now())  # the reader has been here

        early.commit()

    waiting = Entry.objects.filter(deliveries__done_at=None).values_list("uid", flat=True)
    assert (list(waiting), waiting_count()) == ([first], 1)
