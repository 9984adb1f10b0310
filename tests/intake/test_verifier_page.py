"""The page to take away, opened in Chromium from a disk with the network off: it says of a receipt what we say."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Page

from browsing import NARROW, WIDE, Resting, listened, overflow, violations
from doors import RECEIPT_KEY, OpenDoor, Subject
from intake.conftest import LOG, a_whole_file

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)]
KEY = RECEIPT_KEY.public_key().public_bytes_raw().hex()
CONFIRMED, WRONG, UNCHECKED = (
    "확인되었습니다 Confirmed",
    "맞지 않습니다 Does not fit",
    "발급 기관은 확인하지 않았습니다 Origin not checked",
)


@pytest.fixture
def receipt(door: OpenDoor, subject: Subject, tmp_path: Path) -> bytes:
    """A whole file of a receipt; beside it on the disk the page as the door hands it out."""
    served = door.get("/intake/verifier.html")
    assert served.headers["content-disposition"] == 'attachment; filename="gonggo-verifier.html"'
    (tmp_path / "gonggo-verifier.html").write_bytes(served.body)
    return a_whole_file(door, subject)


@pytest.fixture
def verifier(request: pytest.FixtureRequest, receipt: bytes, resting: Resting, tmp_path: Path) -> Iterator[Page]:
    """The saved page, opened without a network; what it asks for is kept in ``asked``."""
    with resting.awake() as browser:
        context = browser.new_context(viewport=getattr(request, "param", NARROW), offline=True)
        page = listened(context.new_page())
        page.asked = []
        page.on("request", lambda asked: page.asked.append(asked.url))
        page.goto((tmp_path / "gonggo-verifier.html").as_uri())
        yield page


def checked(page: Page, file: bytes, *, key: str = KEY) -> tuple[str, list[str]]:
    """The headline and, of each thing that was checked, whether it is good."""
    page.locator("#receipt").set_input_files({"name": "receipt.json", "mimeType": "application/json", "buffer": file})
    page.locator("#key").fill(key)
    page.get_by_role("button", name="확인하기").click()
    page.locator("#result:focus").wait_for()
    found = page.locator("#found li")
    return page.locator("#headline").inner_text(), [one.get_attribute("class") for one in found.all()]


def changed(file: bytes, change: Callable[[dict], object]) -> bytes:
    said = json.loads(file)
    change(said)
    return json.dumps(said).encode()


@pytest.mark.parametrize("verifier", [WIDE, NARROW], ids=["1280", "375"], indirect=True)
def test_receipt_with_its_proof_and_checkpoint_is_confirmed_and_no_rule_of_accessibility_broken(verifier, receipt):
    before = violations(verifier), overflow(verifier)

    said = checked(verifier, receipt)  # signature, own papers, place in the log
    verifier.locator("#proof").evaluate("proof => proof.open = true")

    assert said == (CONFIRMED, ["good", "good", "good"])
    assert (before, violations(verifier), overflow(verifier), verifier.complaints) == (([], 0), [], 0, [])
    assert [url for url in verifier.asked if not url.startswith(("file:", "blob:"))] == []


def test_receipt_without_a_place_in_the_log_yet_is_confirmed(verifier, receipt):
    assert checked(verifier, changed(receipt, lambda said: said.pop("log"))) == (CONFIRMED, ["good", "good"])


def test_receipt_of_which_one_part_was_changed_does_not_fit(verifier, receipt):
    changes = {
        "core": lambda said: said["core"].update(arrived_at="2024-04-30T08:00:00.000001Z"),
        "papers": lambda said: said["own"]["papers"][0].update(size=1235),
        "proof": lambda said: said["log"].update(index=0, size=2, path=["00" * 32]),
        "checkpoint": lambda said: said["log"].update(checkpoint=said["log"]["checkpoint"].replace("\n1\n", "\n2\n")),
    }

    said = {part: checked(verifier, changed(receipt, change)) for part, change in changes.items()}

    assert said == {
        "core": (WRONG, ["bad", "good", "bad"]),
        "papers": (WRONG, ["good", "bad", "good"]),
        "proof": (WRONG, ["good", "good", "bad"]),
        "checkpoint": (WRONG, ["good", "good", "bad"]),
    }
    assert (violations(verifier), overflow(verifier), verifier.complaints) == ([], 0, [])


def test_receipt_of_which_one_byte_of_the_signature_was_changed_does_not_fit(verifier, receipt):
    signature = json.loads(receipt)["signature"]
    other = ("B" if signature[0] == "A" else "A") + signature[1:]

    assert checked(verifier, receipt.replace(signature.encode(), other.encode())) == (WRONG, ["bad", "good", "good"])


def test_receipt_fits_no_key_but_its_issuers_and_without_one_its_origin_was_not_checked(verifier, receipt):
    said = {key: checked(verifier, receipt, key=key) for key in (KEY, LOG.public.hex(), "")}

    assert said == {
        KEY: (CONFIRMED, ["good", "good", "good"]),
        LOG.public.hex(): (WRONG, ["bad", "good", "good"]),
        "": (UNCHECKED, ["unchecked", "good", "good"]),
    }


def test_what_cannot_be_read_is_said(verifier, receipt):
    no_receipt = "접수증 파일이 아닙니다. This is not a receipt's file."

    said = [checked(verifier, b"{}"), checked(verifier, b"\xff"), checked(verifier, receipt, key="abcd")]

    assert said == [(no_receipt, []), (no_receipt, []), ("공개키를 읽을 수 없습니다. The key cannot be read.", [])]


@pytest.fixture
def batch(door: OpenDoor, receipt: bytes) -> list[dict]:
    """Receipts that share one signature."""
    subjects = [Subject().open().seal() for _ in range(5)]
    replies = door.together([("/intake/submit", {"capability": each.to_submit()}) for each in subjects])
    return [reply.json["receipt"] for reply in replies]


def test_commands_that_the_page_writes_out_verify_a_receipt_of_any_place_in_its_batch(batch, verifier, tmp_path):
    public = RECEIPT_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(public)

    for receipt in batch:
        assert checked(verifier, json.dumps(receipt).encode()) == (CONFIRMED, ["good"])
        verifier.locator("#proof").evaluate("proof => proof.open = true")
        for file in ("core", "signature"):
            with verifier.expect_download() as taken:
                verifier.locator(f"#{file}-file").click()
            taken.value.save_as(tmp_path / taken.value.suggested_filename)
        commands = verifier.locator("#commands").inner_text()
        ran = subprocess.run(["sh", "-ec", commands], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.strip()) == (0, "Signature Verified Successfully"), commands
        core = tmp_path / "core.json"
        core.write_bytes(core.read_bytes().replace(b"submitted", b"withdrawn"))
        assert subprocess.run(["sh", "-ec", commands], cwd=tmp_path, capture_output=True, check=False).returncode == 1
