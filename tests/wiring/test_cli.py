"""The command as people and scripts use it: real processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from demos import as_a_user
from gonggo.programs.loading import LIBRARY

KEY = next(LIBRARY.iterdir()).name

AWAY = "postgresql://gonggo:geheim@127.0.0.1:9/house"


def gonggo(*words: str, env: dict[str, str] | None = None, given: str = "") -> "subprocess.CompletedProcess[str]":
    outside = as_a_user()
    return subprocess.run(
        [sys.executable, "-m", "gonggo", *words],
        env=outside | (env or {}),
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A rehearsal on SQLite, migrated, with the program loaded."""
    home = tmp_path_factory.mktemp("house")
    env = {"GONGGO_MODE": "rehearsal", "GONGGO_DATA": str(home / "data"), "GONGGO_KEYS": str(home / "keys")}
    assert gonggo("keys", "new", str(home / "keys")).returncode == 0
    made = gonggo("migrate", "--json", env=env)
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["databases"] == ["default", "door"]
    loaded = gonggo("program", "load", str(LIBRARY / KEY), "--json", env=env)
    assert loaded.returncode == 0, loaded.stderr
    return env


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("serve",),
        ("migrate",),
        ("demo",),
        ("doctor",),
        ("audit",),
        ("probe",),
        ("keys", "new"),
        ("person", "add"),
        ("receipt", "verify"),
        ("selection", "verify"),
    ],
)
def test_help_speaks_both_languages_also_where_the_locale_is_c(words: tuple[str, ...]) -> None:
    shown = gonggo(*words, "--help", env={"LANG": "C", "LC_ALL": "C"})

    assert shown.returncode == 0
    assert any("가" <= letter <= "힣" for letter in shown.stdout)
    assert shown.stdout.isascii() is False
    assert "usage" in shown.stdout


def test_a_wrong_word_is_wrong_usage_and_names_the_help() -> None:
    said = gonggo("serv")

    assert (said.returncode, said.stdout) == (2, "")
    assert "gonggo --help" in said.stderr


def test_keys_are_made_in_a_folder_of_our_own_and_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    first = gonggo("keys", "new", str(folder), "--json")
    kept = sorted((path.name, path.read_text()) for path in folder.iterdir())
    secrets = [name for name, _ in kept if name.endswith(".key")]
    again = gonggo("keys", "new", str(folder))

    assert first.returncode == 0
    assert len(json.loads(first.stdout)["keys"]) == len(secrets) == 7
    assert [name for name, text in kept if "secret" not in text] == ["authority.pem", "log.pub", "receipt.pub"]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert again.returncode == 1
    assert sorted((path.name, path.read_text()) for path in folder.iterdir()) == kept


def test_without_keys_a_command_says_what_to_do(tmp_path: Path) -> None:
    said = gonggo("audit", env={"GONGGO_DATA": str(tmp_path / "data")})

    assert said.returncode == 2
    assert "gonggo keys new" in said.stderr


def test_a_bad_variable_is_named_with_what_to_write() -> None:
    said = gonggo("serve", env={"GONGGO_MODE": "live"})

    assert said.returncode == 2
    assert "GONGGO_MODE='live'" in said.stderr


def test_a_loaded_program_is_shown_and_loading_it_again_changes_nothing(installation: dict[str, str]) -> None:
    shown = gonggo("program", "show", "--json", env=installation)
    again = gonggo("program", "load", str(LIBRARY / KEY), "--json", env=installation)
    (row,) = json.loads(shown.stdout)

    assert (row["key"], row["version"]) == (KEY, 1)
    assert json.loads(again.stdout)["digest"] == row["digest"]


def test_a_sound_folder_passes_the_check_and_a_broken_one_names_its_error(tmp_path: Path) -> None:
    (tmp_path / "program.toml").write_text("key = 3\n")

    sound = gonggo("program", "check", str(LIBRARY / KEY))
    broken = gonggo("program", "check", str(tmp_path), "--json")

    assert (sound.returncode, sound.stdout) == (0, "")
    assert broken.returncode == 1
    assert {"file", "key", "code", "ko", "en"} == json.loads(broken.stdout)["findings"][0].keys()


def test_a_person_is_entered_once_and_a_second_time_refused_in_both_languages(installation: dict[str, str]) -> None:
    words = ("person", "add", "kim@example.kr", "--name", "김가람", "--password-stdin")
    first = gonggo(*words, "--json", env=installation, given="벚꽃이 피는 강변 서재\n")
    again = gonggo(*words, env=installation, given="벚꽃이 피는 강변 서재\n")

    assert (first.returncode, json.loads(first.stdout)["email"]) == (0, "kim@example.kr")
    assert again.returncode == 1
    assert any("가" <= letter <= "힣" for letter in again.stderr)


def test_a_person_in_an_office_that_is_not_there_is_refused_and_not_entered(installation: dict[str, str]) -> None:
    words = ("person", "add", "lee@example.kr", "--name", "이가을", "--role", "agency_officer")
    nowhere = gonggo(*words, "--office", "nowhere", env=installation)
    entered = gonggo(*words, "--office", "agency", env=installation)

    assert nowhere.returncode == 1
    assert entered.returncode == 0, entered.stderr


def test_the_audit_of_a_sound_house_finds_nothing_and_says_so_to_scripts(installation: dict[str, str]) -> None:
    said = gonggo("audit", "--json", env=installation)

    assert (said.returncode, json.loads(said.stdout)) == (0, {"findings": []})


def test_the_doctor_finds_nothing_in_a_sound_house(installation: dict[str, str]) -> None:
    said = gonggo("doctor", "--json", env=installation)

    assert (said.returncode, json.loads(said.stdout)["findings"]) == (0, [])


def test_the_doctor_names_a_folder_that_is_not_there(tmp_path: Path, installation: dict[str, str]) -> None:
    said = gonggo("doctor", env=installation | {"GONGGO_DATA": str(tmp_path / "none")})

    assert said.returncode == 1
    assert "gonggo migrate" in said.stdout


def test_serving_plain_http_to_others_is_refused_with_2(installation: dict[str, str]) -> None:
    said = gonggo("serve", "--host", "0.0.0.0", "--port", "1", env=installation)

    assert said.returncode == 2
    assert "plain http is for this machine only" in said.stderr


@pytest.mark.parametrize("word", ["migrate", "audit"])
def test_a_database_that_cannot_be_reached_is_named_without_its_password(word: str, installation) -> None:
    said = gonggo(word, env=installation | {"GONGGO_DATABASE": AWAY})

    assert said.returncode == 1
    assert "GONGGO_DATABASE: postgresql://gonggo:***@127.0.0.1:9/house cannot be reached" in said.stderr
    assert "Traceback" not in said.stderr
    assert "geheim" not in said.stderr
