"""``gonggo program``: errors with file, key and reason and exit code 1; silence and 0 for a good folder."""

import json

import pytest

from gonggo.wiring.cli import main
from program_folders import SMART_SERVICE, a_copy, spoil


def run(capsys, *words):
    """Exit code and what was printed."""
    try:
        code = main(list(words))
    except SystemExit as left:
        code = left.code
    return code, capsys.readouterr().out


def test_check_of_a_good_folder_exits_with_0(capsys):
    code, out = run(capsys, "program", "check", str(SMART_SERVICE), "--json")

    assert (code, json.loads(out)) == (0, {"findings": []})


def test_check_of_a_broken_folder_prints_every_error_and_exits_with_1(capsys, tmp_path):
    folder = a_copy(tmp_path)
    spoil(folder, "support.toml", 'cap = { value = 60_000_000, clause = "2-new" }', "cap = { value = 60_000_000 }")
    spoil(folder, "papers.toml", 'slot = "plan"', 'slots = "plan"')

    code, out = run(capsys, "program", "check", str(folder))

    assert code == 1
    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "papers.toml: paper.1.slot: 값이 없습니다. 값을 적어 주세요.",
        "papers.toml: paper.1.slots: 알 수 없는 항목입니다. 이름을 고치거나 지워 주세요.",
        "support.toml: track.1.cap: 근거가 없습니다. clause, source, default 가운데 하나를 적어 주세요.",
    ]


@pytest.mark.django_db
def test_program_loaded_from_its_folder_is_shown_by_its_key(capsys):
    loaded, said = run(capsys, "program", "load", str(SMART_SERVICE), "--json")
    shown, text = run(capsys, "program", "show", "smart-service-2024", "--language", "en")

    assert (loaded, shown) == (0, 0)
    assert json.loads(said)["digest"] == text.splitlines()[2]
    assert "  New: KRW 60,000,000  [notice 2-new]" in text.splitlines()


@pytest.mark.django_db
def test_diff_of_a_first_version_is_empty_and_of_a_missing_one_exits_with_1(capsys):
    run(capsys, "program", "load", str(SMART_SERVICE))

    code, out = run(capsys, "program", "diff", "smart-service-2024", "1", "--json")

    assert (code, json.loads(out)) == (0, {"changed": []})
    assert run(capsys, "program", "diff", "smart-service-2024", "2")[0] == 1


@pytest.mark.django_db
def test_show_of_a_program_that_is_not_loaded_exits_with_1(capsys):
    assert run(capsys, "program", "show", "winter-2024")[0] == 1
