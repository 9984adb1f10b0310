"""A program of another kind is another folder: no line of Python knows the one of 2024."""

from pathlib import Path

from gonggo.kernel.text import Text
from gonggo.programs.checking import check, checked
from gonggo.programs.rules import budget_findings
from gonggo.programs.show import show
from program_folders import found_in, spoil

FOLDER = Path(__file__).parent / "voucher-2026"


def test_folder_of_another_program_is_checked_and_read_as_it_stands():
    assert check(FOLDER) == []

    program = checked(FOLDER).program

    assert [paper.slot for paper in program.papers_of("adopter")] == ["certificate"]
    assert program.papers_of("supplier") == ()
    assert program.room("evaluation").value("interview", "pass").value == 70
    assert show(program, "en").startswith("2026 Digital Voucher  (voucher-2026, 2)")


def test_ways_out_of_a_share_follow_the_share_of_the_program():
    program = checked(FOLDER).program

    (fault,) = budget_findings(program, "voucher", {"government": 2_800_001, "cash": 1_200_000, "in_kind": 0})

    assert {key: fault.facts[key] for key in ("share", "limit", "move", "lower", "raise")} == {
        "share": "70.000007%",
        "limit": "70.00%",
        "move": 1,
        "lower": 1,
        "raise": 1,
    }


def test_changed_date_keeps_its_old_date_and_its_reason():
    program = checked(FOLDER).program

    changes = {stage.key: [(one.version, one.old.en, one.reason) for one in stage.changes] for stage in program.stages}

    assert changes == {"application": [], "interview": [(2, "1 April (Wed)", Text("장소 사정", "The place"))]}


def test_change_by_a_version_that_is_not_listed_is_refused(tmp_path):
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "program.toml").write_text((FOLDER / "program.toml").read_text(encoding="utf-8"), encoding="utf-8")
    spoil(folder, "program.toml", "change = [{ version = 2", "change = [{ version = 3")

    assert found_in(folder) == [("program.toml", "stage interview", "not_there")]
