"""A loaded version is as it was loaded, for good; an amendment is another version."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from gonggo.journal.models import Entry
from gonggo.journal.queries import timeline
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.canonical import digest
from gonggo.kernel.refusal import OutOfReach, Refused
from gonggo.programs import queries
from gonggo.programs.commands import load
from gonggo.programs.finding import ProgramBroken
from gonggo.programs.models import LoadedVersion
from program_folders import SMART_SERVICE, a_copy, amend, spoil

AT = datetime(2024, 3, 31, 15, 0, tzinfo=UTC)
KEY = "smart-service-2024"


@pytest.fixture
def folder(tmp_path):
    return a_copy(tmp_path)


@pytest.mark.django_db
def test_program_loaded_is_found_by_key_version_and_digest_and_is_the_folder_whole():
    loaded = load(SMART_SERVICE, by=SYSTEM, at=AT)

    row = LoadedVersion.objects.get()
    assert [queries.program(KEY), queries.program(KEY, 1), queries.program_of_digest(loaded.digest)] == [loaded] * 3
    assert (row.key, row.version, row.kind, row.issued_on.isoformat(), row.loaded_at) == (
        KEY,
        1,
        "notice",
        "2024-04-01",
        AT,
    )
    assert digest(json.loads(row.content)) == row.digest == loaded.digest


@pytest.mark.django_db
@pytest.mark.clause("0-notice")
def test_load_records_the_fact_with_version_digest_and_deadline():
    loaded = load(SMART_SERVICE, by=SYSTEM, at=AT)

    fact = Entry.objects.get()
    assert (fact.name, fact.program, fact.at, fact.basis) == ("program.loaded", KEY, AT, "0-notice")
    assert fact.data == {
        "version": 1,
        "digest": loaded.digest,
        "kind": "notice",
        "opens_at": "2024-04-01T00:00:00+09:00",
        "closes_at": "2024-04-30T18:00:00+09:00",
        "deadline_moved": False,
        "judged_on": "2024-04-30",
    }


@pytest.mark.django_db
def test_load_of_a_broken_folder_loads_nothing_of_it(folder):
    spoil(folder, "letters.toml", "value = ", "worth = ")

    with pytest.raises(ProgramBroken) as broken:
        load(folder, by=SYSTEM, at=AT)

    assert {(one.file, one.code) for one in broken.value.findings} == {
        ("letters.toml", "missing"),
        ("letters.toml", "unknown_key"),
    }
    assert (LoadedVersion.objects.count(), list(timeline(queries.program_ref(KEY)))) == (0, [])


@pytest.mark.django_db
def test_load_of_the_same_content_again_changes_nothing(folder):
    first = load(SMART_SERVICE, by=SYSTEM, at=AT)

    again = load(folder, by=SYSTEM, at=AT + timedelta(days=1))

    assert (again, LoadedVersion.objects.count(), len(timeline(queries.program_ref(KEY)))) == (first, 1, 1)


@pytest.mark.django_db
def test_load_of_the_same_version_with_other_content_is_refused_and_changes_nothing(folder):
    first = load(SMART_SERVICE, by=SYSTEM, at=AT)
    spoil(folder, "menus.toml", "사업안내", "사업 안내")

    with pytest.raises(Refused) as refused:
        load(folder, by=SYSTEM, at=AT)

    assert (refused.value.code, refused.value.facts) == ("program_version_changed", {"key": KEY, "version": 1})
    assert (queries.program(KEY), LoadedVersion.objects.count()) == (first, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE programs_loadedversion SET content = '{}'",
        "DELETE FROM programs_loadedversion",
    ],
)
def test_loaded_version_cannot_be_changed_in_the_database_either(statement):
    loaded = load(SMART_SERVICE, by=SYSTEM, at=AT)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert LoadedVersion.objects.values_list("digest", flat=True).get() == loaded.digest


@pytest.mark.django_db
def test_extension_is_a_version_of_its_own_and_the_first_stays_as_it_was(folder):
    first = load(SMART_SERVICE, by=SYSTEM, at=AT)
    extended = load(amend(folder), by=SYSTEM, at=AT + timedelta(days=30))

    assert [one.version for one in queries.versions(KEY)] == [2, 1]
    assert (queries.program(KEY), queries.program(KEY, 1)) == (extended, first)
    assert [one.judged_on().isoformat() for one in (first, extended)] == ["2024-04-30", "2024-05-02"]
    assert [fact.data["deadline_moved"] for fact in timeline(queries.program_ref(KEY))] == [False, True]


@pytest.mark.django_db
def test_extension_that_leaves_the_day_of_judgement_judges_on_the_old_day(folder):
    load(SMART_SERVICE, by=SYSTEM, at=AT)
    amend(folder)
    spoil(folder, "program.toml", "moves_as_of_day = true", "moves_as_of_day = false")
    spoil(folder, "dates.toml", "sharp = true", "sharp = true\nas_of_on = 2024-04-30")

    extended = load(folder, by=SYSTEM, at=AT + timedelta(days=30))

    assert (extended.window("application").last_day.isoformat(), extended.judged_on().isoformat()) == (
        "2024-05-02",
        "2024-04-30",
    )


@pytest.mark.django_db
def test_extension_says_what_it_changed_and_the_first_version_nothing(folder):
    load(SMART_SERVICE, by=SYSTEM, at=AT)
    load(amend(folder), by=SYSTEM, at=AT + timedelta(days=30))

    changed = {one.path: (one.before, one.after) for one in queries.changed_in(KEY, 2)}

    assert set(changed) == {"version", "versions.2", "window.application.closes"}
    assert changed["version"] == (1, 2)
    assert changed["window.application.closes"] == ("2024-04-30T18:00:00+09:00", "2024-05-02T18:00:00+09:00")
    assert queries.changed_in(KEY, 1) == []
    with pytest.raises(OutOfReach):
        queries.changed_in(KEY, 3)


@pytest.mark.django_db
def test_second_version_before_the_first_is_refused(folder):
    with pytest.raises(Refused) as refused:
        load(amend(folder), by=SYSTEM, at=AT)

    assert (refused.value.code, LoadedVersion.objects.count()) == ("program_version_gap", 0)


@pytest.mark.django_db
def test_second_version_that_rewrites_the_first_is_refused(folder):
    load(SMART_SERVICE, by=SYSTEM, at=AT)
    amend(folder)
    spoil(folder, "program.toml", "최초 공고", "처음 공고")

    with pytest.raises(Refused) as refused:
        load(folder, by=SYSTEM, at=AT)

    assert (refused.value.code, LoadedVersion.objects.count()) == ("program_version_gap", 1)


@pytest.mark.django_db
@pytest.mark.clause("4-window")
@pytest.mark.parametrize(
    ("at", "keys"),
    [
        ("2024-03-31T23:59:59.999999+09:00", []),
        ("2024-04-01T00:00:00+09:00", [KEY]),
        ("2024-04-30T17:59:59.999999+09:00", [KEY]),
        ("2024-04-30T18:00:00+09:00", []),
    ],
)
def test_program_is_open_exactly_while_its_window_holds(at, keys):
    load(SMART_SERVICE, by=SYSTEM, at=AT)

    assert [one.key for one in queries.open_programs(datetime.fromisoformat(at))] == keys
    assert [one.key for one in queries.all_programs()] == [KEY]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "version"), [("winter-2024", None), (KEY, 2)])
def test_program_or_version_that_was_not_loaded_does_not_exist(key, version):
    load(SMART_SERVICE, by=SYSTEM, at=AT)

    with pytest.raises(OutOfReach):
        queries.program(key, version)


@pytest.mark.django_db
def test_program_known_to_the_process_costs_one_select(django_assert_num_queries):
    loaded = load(SMART_SERVICE, by=SYSTEM, at=AT)
    queries.program(KEY)

    with django_assert_num_queries(1):
        queries.program(KEY)
    with django_assert_num_queries(0):
        queries.program_of_digest(loaded.digest)


@pytest.mark.django_db
def test_a_version_that_is_loaded_for_good_is_not_looked_up_again(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    loaded = load(SMART_SERVICE, by=SYSTEM, at=AT)
    queries.program(KEY, 1)
    with django_assert_num_queries(1):  # a transaction that may yet be undone leaves nothing behind
        queries.program(KEY, 1)
    with django_capture_on_commit_callbacks(execute=True):
        queries.program(KEY, 1)

    with django_assert_num_queries(0):
        assert queries.program(KEY, 1) == loaded
