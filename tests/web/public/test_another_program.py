"""Another program's pages show its facts, and none of the 2024 program's."""

import re
import shutil
from pathlib import Path

import pytest
from django.test import Client

from gonggo.kernel.actor import SYSTEM
from gonggo.programs import commands
from gonggo.programs.definition import Program
from gonggo.programs.loading import LIBRARY, read
from personas import NOW
from public_addresses import PAGES, address
from small_program import written

VOUCHER = Path(__file__).parents[2] / "programs" / "voucher-2026"
pytestmark = pytest.mark.django_db(databases=["default", "door"])


@pytest.fixture
def orchard(tmp_path) -> Program:
    """The small program, published."""
    return commands.load(written(tmp_path), by=SYSTEM, at=NOW)


@pytest.fixture
def voucher(tmp_path) -> Program:
    """A program in which companies apply alone, as it was first published."""
    folder = tmp_path / "voucher"
    shutil.copytree(VOUCHER, folder)
    text = (folder / "program.toml").read_text("utf-8").replace("version = 2", "version = 1", 1)
    text = re.sub(r"\[\[versions\]\]\nversion = 2\n.*?(?=\[\[role\]\])", "", text, flags=re.DOTALL)
    (folder / "program.toml").write_text(re.sub(r"^change = .*\n", "", text, flags=re.MULTILINE), "utf-8")
    return commands.load(folder, by=SYSTEM, at=NOW)


WITH_ITEMS = {"post", "form", "manual", "version"}  # pages of one thing, of which this program has none


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", sorted(set(PAGES) - WITH_ITEMS))
def test_each_page_of_a_program_without_suppliers_is_shown(voucher, name, language):
    answer = Client(headers={"accept-language": language}).get(address(name, voucher))

    assert answer.status_code == 200


def test_the_front_page_of_a_program_without_suppliers_counts_its_own_steps(voucher):
    said = re.sub(r"<[^>]+>", " ", Client(headers={"accept-language": "ko"}).get("/").content.decode())

    assert ("신청하는 순서" in said, "첫째" in said, "둘째" in said) == (True, True, False)


def words_of(program: Program, language: str) -> set[str]:
    """Names and sums that only this program has."""
    texts = [program.title, program.short, program.issuer, *(track.label for track in program.tracks)]
    texts += [operator.name for operator in program.operators] + [kind.label for kind in program.types]
    texts += [body.name for body in program.bodies if body.name] + [stage.says for stage in program.stages]
    found = {getattr(text, "text", text).said(language) for text in texts}
    return found | {phone for contact in program.contacts for phone in contact.phones} | {"2024", "6,000만원", "165"}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_each_page_of_another_program_shows_nothing_of_the_2024_program(orchard, name, language):
    known = read(LIBRARY / "smart-service-2024")
    answer = Client(headers={"accept-language": language}).get(address(name, orchard))
    said = re.sub(r"<[^>]+>|\d{4}-\d\d-\d\d|\w+ \d+ April 2024|\w+ \d+ May 2024|2024년", " ", answer.content.decode())

    assert answer.status_code == 200
    assert sorted(word for word in words_of(known, language) if word in said and len(word) > 3) == []


def test_the_front_page_of_another_program_shows_its_own_facts(orchard):
    said = re.sub(r"<[^>]+>", " ", Client(headers={"accept-language": "ko"}).get("/").content.decode())

    for words in ("마을 과수원 되살리기", "9개사", "75% 이내", "군 지원금", "최대 700만원", "3개월", "5월 9일(목)"):
        assert words in said
