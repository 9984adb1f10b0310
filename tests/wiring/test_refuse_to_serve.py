"""What stands in the way of serving, each by itself."""

import re
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cluster import cluster
from gonggo.wiring import keys
from gonggo.wiring.cli import main
from gonggo.wiring.database_findings import DatabaseAway, check_folders, database_findings
from gonggo.wiring.environment import BadEnvironment, Environment, Mode, django_database, read
from gonggo.wiring.refuse_to_serve import findings, refuse


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
        for changed in (replace(production, database=url), replace(production, door_database=url)):
            assert [setting in text.en for text in database_findings(changed)] == [True, False]


OWNER_AND_ROLE = """
CREATE ROLE gonggo_owner LOGIN; CREATE ROLE gonggo_app LOGIN; CREATE DATABASE house OWNER gonggo_owner
"""
TABLE = """
CREATE FUNCTION gonggo_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
CREATE TABLE kept (id int);
CREATE TRIGGER kept_append_only BEFORE UPDATE ON kept FOR EACH ROW EXECUTE FUNCTION gonggo_append_only();
GRANT SELECT, INSERT ON kept TO gonggo_app
"""


def as_role(url: str, role: str, name: str) -> str:
    return re.sub(r"//\w*@?/\?", f"//{role}@/{name}?", url)


@pytest.mark.postgres
def test_production_on_a_durable_database_with_a_role_that_only_adds_may_be_served(production: Environment) -> None:
    with cluster(fsync=True) as address:
        with psycopg.connect(address.replace("/?", "/postgres?"), autocommit=True) as admin:
            for statement in OWNER_AND_ROLE.split(";"):
                admin.execute(statement)
        owner, app = (as_role(address, role, "house") for role in ("gonggo_owner", "gonggo_app"))
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(TABLE)

        def said_of(url: str) -> list[str]:
            changed = replace(production, database=url, door_database=url)
            return [text.en.split(". ")[0] for text in database_findings(changed, "worker")]

        sound, owning = said_of(app), said_of(owner)
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("GRANT DELETE ON kept TO gonggo_app")
        deleting, mighty = said_of(app), said_of(address.replace("/?", "/house?"))

    names = ("GONGGO_DOOR_DATABASE", "GONGGO_DATABASE")
    assert sound == []
    assert owning == [f"{name}: the role gonggo_owner could change records that only grow (kept)" for name in names]
    assert deleting == [f"{name}: the role gonggo_app could change records that only grow (kept)" for name in names]
    assert [each.endswith("records that only grow (superuser)") for each in mighty] == [True, True]


def test_database_that_cannot_be_reached_stops_all_but_the_door_and_its_password_is_not_said(
    production: Environment,
) -> None:
    away = "postgresql://gonggo:geheim@127.0.0.1:9/house"
    changed = replace(production, database=away, door_database=away)
    heard: list[str] = []

    assert refuse(changed, process="door", say=heard.append) is False
    assert ["GONGGO_DOOR_DATABASE: postgresql://gonggo:***@127.0.0.1:9/house" in line for line in heard] == [True]
    for process in ("pages", "worker"):
        with pytest.raises(DatabaseAway) as no:
            refuse(changed, process=process, say=heard.append)
        assert "geheim" not in str(no.value)


@pytest.mark.parametrize("name", ["database", "door_database"])
def test_a_database_file_without_its_folder_is_named_with_what_to_do(production: Environment, name: str) -> None:
    changed = replace(production, **{name: "sqlite:////nowhere/at/all/house.sqlite3"})

    with pytest.raises(DatabaseAway, match=f"GONGGO_{name.upper()}: the folder /nowhere/at/all is missing") as no:
        check_folders(changed)
    assert "gonggo migrate" in str(no.value)


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


def test_keys_of_before_signatures_are_refused_until_an_authority_is_added(production: Environment) -> None:
    for name in ("authority.key", "authority.pem"):
        (production.keys / name).unlink()
    assert len(findings(production)) == 1
    assert findings(production, process="worker") == []

    made = keys.add_authority(production.keys)

    assert findings(production) == []
    assert keys.load(production.keys, "authority").id == made
    with pytest.raises(keys.KeysExist):
        keys.add_authority(production.keys)
    assert main(["keys", "authority", str(production.keys)]) == 1
    (production.keys / "authority.pem").unlink()
    assert len(findings(production)) == 1


def test_an_authority_that_was_given_is_read_before_anything_is_served(production: Environment, tmp_path: Path) -> None:
    file = tmp_path / "given.pem"
    given = replace(production, authority=file)
    assert said(given) == [f"GONGGO_SIGNING_AUTHORITY={file}"]

    own = keys.authority(production.keys)
    private = own.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + (production.keys / "authority.pem").read_bytes())

    assert findings(given) == []
    assert keys.authority(production.keys, given=file).certificate == own.certificate
