"""Which tax office an installation asks, and the fake one as a program of its own."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from gonggo.facts.tax_office import Said, Standing, TaxOffice
from gonggo.wiring import environment
from gonggo.wiring.environment import BadEnvironment

SOURCE = Path(__file__).parents[2] / "src"
PRODUCTION = {"GONGGO_MODE": "production", "GONGGO_SCANNER": "none", "GONGGO_MAIL": "mailbox"}
COMMAND = [sys.executable, "-m", "gonggo", "fake-nts"]


def test_without_a_word_officers_look_businesses_up_themselves():
    assert (environment.read({}).nts, environment.read(PRODUCTION).nts) == ("none", "none")


def test_the_service_is_named_by_its_address_and_its_key():
    told = environment.read(PRODUCTION | {"GONGGO_NTS": "https://api.example.kr", "GONGGO_NTS_KEY": "k"})
    assert (told.nts, told.nts_key) == ("https://api.example.kr", "k")


@pytest.mark.parametrize("named", ["embedded", "http://api.example.kr", "nts", "https://api.example.kr/status", ""])
def test_what_is_no_tax_office_for_production_is_refused_with_the_remedy(named):
    with pytest.raises(BadEnvironment, match="GONGGO_NTS"):
        environment.read(PRODUCTION | {"GONGGO_NTS": named})


def test_a_demo_may_have_one_of_its_own():
    assert environment.read({"GONGGO_MODE": "demo", "GONGGO_NTS": "embedded"}).nts == "embedded"


def test_the_fake_one_is_a_program_that_says_what_it_was_told_and_ends_when_told():
    command = [
        *COMMAND,
        "--port",
        "0",
        "--key",
        "k",
        "--says",
        "1234567891=closed",
        "--habit",
        "error",
        "--habit",
        "answer",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(SOURCE)}) as process:
        assert process.stderr is not None
        found = re.search(r"GONGGO_NTS=(http://127\.0\.0\.1:\d+)", process.stderr.readline())
        assert found is not None
        line = TaxOffice(found[1], "k")
        heard = [line.status(["1234567891"])["1234567891"] for _ in range(2)]
        process.terminate()
        assert process.wait(timeout=20) == 0

    assert heard == [Standing(Said.UNKNOWN, says="500"), Standing(Said.CLOSED)]


@pytest.mark.parametrize("said", ["1234567891", "1234567891=asleep", "12345=closed", "12345678９1=closed"])
def test_a_state_that_it_cannot_say_is_wrong_usage(said):
    told = subprocess.run(
        [*COMMAND, "--says", said], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )
    assert (told.returncode, said in told.stderr) == (2, True)
