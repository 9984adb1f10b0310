import subprocess
import sys
from pathlib import Path

import pytest

from documents import crafted, fake_clamd
from documents.fake_clamd import EICAR
from documents.handing_in import files_in, received
from documents.people import AT, OFFICER
from gonggo.documents import commands, queries, scanner
from gonggo.documents.models import StoredFile
from gonggo.documents.states import MOVES, Scan
from gonggo.journal import queries as journal
from gonggo.kernel.actor import SYSTEM
from gonggo.kernel.refusal import Refused

pytestmark = pytest.mark.django_db
INFECTED = crafted.zipped({"readme.txt": EICAR}, stored=("readme.txt",))


def scan_of(document) -> Scan:
    return queries.document(document.id).scan


def happenings(document) -> list[str]:
    return [happening.name for happening in journal.timeline(queries.document(document.id).ref)]


def test_a_clean_file_is_scanned_as_it_comes_in(scanner_at, tmp_path: Path):
    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        assert scan_of(received(crafted.pdf())) is Scan.CLEAN


def test_malware_is_refused_and_not_kept(storage, scanner_at, tmp_path: Path):
    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        with pytest.raises(Refused, match="file_malware"):
            received(INFECTED, "a.zip")

    assert files_in(storage) == []
    assert not StoredFile.objects.exists()


def test_a_file_that_comes_while_the_scanner_is_down_waits_and_is_scanned_later(scanner_at, tmp_path: Path):
    scanner_at(tmp_path / "clamd")
    good, bad = received(crafted.pdf()), received(INFECTED, "a.zip")

    assert commands.scan_waiting(at=AT) == 0
    assert [scan_of(good), scan_of(bad)] == [Scan.WAITING, Scan.WAITING]
    with fake_clamd.running(tmp_path / "clamd"):
        assert commands.scan_waiting(at=AT) == 2
        assert commands.scan_waiting(at=AT) == 0

    assert [scan_of(good), scan_of(bad)] == [Scan.CLEAN, Scan.INFECTED]
    assert happenings(good) == ["document.received", "document.scanned"]
    assert happenings(bad) == ["document.received", "document.found_infected"]
    assert StoredFile.objects.get(scan=Scan.INFECTED).signature == "Eicar-Test-Signature"


def test_bytes_once_found_infected_are_refused_though_the_scanner_is_down(scanner_at, tmp_path: Path):
    scanner_at(tmp_path / "clamd")
    received(INFECTED, "a.zip")
    with fake_clamd.running(tmp_path / "clamd"):
        commands.scan_waiting(at=AT)

    with pytest.raises(Refused, match="file_malware"):
        received(INFECTED, "b.zip")


def test_files_of_a_time_without_a_scanner_are_scanned_once_there_is_one(scanner_at, tmp_path: Path):
    document = received(crafted.pdf())
    assert scan_of(document) is Scan.NOT_SCANNED
    assert commands.scan_waiting(at=AT) == 0

    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        assert commands.scan_waiting(at=AT) == 1

    assert scan_of(document) is Scan.CLEAN
    assert queries.unscanned_count() == 0


def test_what_waits_is_left_unscanned_when_the_scanner_is_given_up(scanner_at, tmp_path: Path):
    scanner_at(tmp_path / "clamd")
    document = received(crafted.pdf())
    scanner_at("none")

    assert commands.scan_waiting(at=AT) == 1

    assert scan_of(document) is Scan.NOT_SCANNED
    assert happenings(document) == ["document.received", "document.left_unscanned"]


def test_a_file_larger_than_the_scanner_takes_waits(scanner_at, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(fake_clamd, "MOST", 100)
    with fake_clamd.running(tmp_path / "clamd") as socket:
        scanner_at(socket)
        assert scan_of(received(crafted.pdf())) is Scan.WAITING


def test_a_scanner_that_is_a_program_of_its_own_answers(tmp_path: Path):
    socket = tmp_path / "clamd"
    with subprocess.Popen([sys.executable, fake_clamd.__file__, str(socket)], stdout=subprocess.PIPE) as program:
        assert program.stdout.readline() == b"listening\n"
        (tmp_path / "eicar").write_bytes(EICAR)
        with (tmp_path / "eicar").open("rb") as file:
            found = scanner.scan(file, socket)
        program.kill()

    assert found == scanner.Verdict("Eicar-Test-Signature")


def test_only_the_house_moves_a_scan():
    with pytest.raises(Refused, match="wrong_role"):
        MOVES.check("pass_scan", Scan.WAITING, OFFICER)
    with pytest.raises(Refused, match="wrong_state"):
        MOVES.check("pass_scan", Scan.INFECTED, SYSTEM)
