"""What stands in the way of serving, each by itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from cluster import cluster
from gonggo.wiring import keys
from gonggo.wiring.environment import BadEnvironment, Environment, Mode, django_database, read
from gonggo.wiring.refuse_to_serve import durability, findings


@pytest.fixture
def production(tmp_path: Path) -> Environment:
    """An installation that may be served."""
    (tmp_path / "data").mkdir()
    keys.make(tmp_path / "keys")
    return read(
        {
            "GONGGO_MODE": "production",
            "GONGGO_DATA": str(tmp_path / "data"),
            "GONGGO_KEYS": str(tmp_path / "keys"),
            "GONGGO_ORIGIN": "https://gonggo.example.kr",
            "GONGGO_SCANNER": "none",
            "GONGGO_MAIL": "mailbox",
        }
    )


def said(environment: Environment, *, host: str = "127.0.0.1") -> list[str]:
    return [text.en.split(":")[0] for text in findings(environment, host=host)]


def test_a_sound_production_installation_may_be_served(production: Environment) -> None:
    assert said(production) == []
    assert said(production, host="0.0.0.0") == []


def test_production_with_a_demo_key_is_refused(production: Environment, tmp_path: Path) -> None:
    keys.make(tmp_path / "demo", demo=True)

    assert said(replace(production, keys=tmp_path / "demo")) == list(keys.NAMES)


def test_production_with_debug_is_refused(production: Environment) -> None:
    assert said(replace(production, debug=True)) == ["GONGGO_DEBUG=1 is not for production. Take it away."]


def test_production_beside_a_rehearsals_clock_is_refused(production: Environment) -> None:
    clock = production.data / "clock.json"
    clock.write_text("{}")

    assert said(production) == [
        f"{clock} is a rehearsal's clock. Production needs a data folder (GONGGO_DATA) of its own."
    ]


@pytest.mark.parametrize("mode", list(Mode))
def test_plain_http_is_for_this_machine_only_in_every_mode(production: Environment, mode: Mode) -> None:
    outside = replace(production, mode=mode, origin="http://gonggo.example.kr")
    inside = replace(production, mode=mode, origin="http://localhost:8000")

    assert len(findings(outside)) == 1
    assert findings(inside) == []
    assert len(findings(inside, host="0.0.0.0")) == 1
    assert findings(inside, host="::1") == []


def test_a_demo_is_for_this_machine_only_whatever_its_address(production: Environment) -> None:
    demo = replace(production, mode=Mode.DEMO)

    assert [text.en.split(": ")[1][:33] for text in findings(demo)] == ["a demo shows mail and codes to ev"]
    assert findings(replace(demo, origin="http://localhost:8000")) == []
    assert findings(replace(production, mode=Mode.REHEARSAL)) == []


def test_a_key_folder_that_others_can_read_is_refused(production: Environment) -> None:
    production.keys.chmod(0o755)

    assert len(findings(production)) == len(keys.NAMES)


@pytest.mark.postgres
@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_production_on_a_database_that_may_forget_is_refused(production: Environment, setting: str) -> None:
    given = {"full_page_writes": "on", "synchronous_commit": "on"} | ({} if setting == "fsync" else {setting: "off"})
    with cluster(fsync=setting != "fsync", **given) as address:
        url = address.replace("/?", "/postgres?")
        assert durability(url)[setting] == "off"
        assert said(replace(production, database=url)) == ["GONGGO_DATABASE"]
        assert said(replace(production, door_database=url)) == ["GONGGO_DOOR_DATABASE"]


@pytest.mark.postgres
def test_production_on_a_durable_database_may_be_served(production: Environment) -> None:
    with cluster(fsync=True) as address:
        url = address.replace("/?", "/postgres?")
        assert said(replace(production, database=url, door_database=url)) == []


def test_an_unset_choice_of_production_is_named_with_what_to_write() -> None:
    with pytest.raises(BadEnvironment, match="GONGGO_SCANNER is not set"):
        read({"GONGGO_MODE": "production"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("GONGGO_MODE", "live"), ("GONGGO_ORIGIN", "gonggo.example.kr"), ("GONGGO_ORIGIN", "https://a.kr/path")],
)
def test_a_variable_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadEnvironment, match=name):
        read({name: value})


@pytest.mark.parametrize("url", ["mysql://x:geheim@h/y", "postgresql://x:geheim@h/", "postgres//x:geheim@h/y"])
def test_a_database_address_of_another_kind_is_named_and_its_password_is_not(url: str) -> None:
    with pytest.raises(BadEnvironment, match="GONGGO_DATABASE") as no:
        django_database(url, name="GONGGO_DATABASE")
    assert "geheim" not in str(no.value)
