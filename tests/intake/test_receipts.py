"""Receipts checked by code that is not ours: RFC 8785, Ed25519, SHA-256; and what they must not tell."""

import argparse
import base64
import hashlib
import json
import subprocess
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
import rfc8785
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from doors import BEFORE, CLOSES, RECEIPT_KEY, OpenDoor, Subject
from gonggo.intake import commands, queries, verify
from gonggo.intake.checkpoints import BadNote, checked_note, read_note, verifier_key
from gonggo.intake.receipts import EventRow, core_of, instant, instant_text, microseconds
from gonggo.kernel import merkle
from gonggo.kernel.canonical import canonical
from intake.conftest import LOG, a_whole_file, settled, signatures_kept

PUBLIC = RECEIPT_KEY.public_key()
PUBLIC_HEX = PUBLIC.public_bytes_raw().hex()
LOG_KEY = verifier_key(LOG.origin, LOG.public)
OPENSSL = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "signed.bin"]
OPENSSL += ["-sigfile", "signature.bin"]


def signed_bytes(receipt: dict) -> bytes:
    """What the signature of a receipt covers, by RFC 9162's words."""
    found = hashlib.sha256(b"\x00" + rfc8785.dumps(receipt["core"])).digest()
    place, last = receipt["batch"]["index"], receipt["batch"]["size"] - 1
    for step in map(bytes.fromhex, receipt["batch"]["path"]):
        if place % 2 or place == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        place, last = place // 2, last // 2
    assert last == 0
    return b"gonggo receipts\n" + found


def run(tmp_path: Path, file: bytes, **more: object) -> int:
    path = tmp_path / "receipt.json"
    path.write_bytes(file)
    return verify.main(
        argparse.Namespace(
            **{"file": path, "key": PUBLIC_HEX, "checkpoint": None, "log_key": None, "json": False, **more}
        )
    )


def test_receipt_verifies_by_another_librarys_canonical_form(door: OpenDoor, subject: Subject):
    receipt = door.submit(subject.to_submit()).json["receipt"]

    PUBLIC.verify(base64.b64decode(receipt["signature"]), signed_bytes(receipt))
    assert receipt["core"] == {
        "version": 1,
        "program": "smart-service-2024",
        "notice": "1",
        "application": {"kind": "application", "id": str(subject.ref.id), "number": subject.number},
        "revision": 1,
        "event": "submitted",
        "code": None,
        "basis": None,
        "number": f"{subject.number}-1",
        "arrived_at": "2024-04-30T08:00:00.000000Z",
        "deadline": "2024-04-30T09:00:00.000000Z",
        "submitter": {"person": str(subject.person), "role": "company_manager", "company": str(subject.lead)},
        "sealed": subject.sealed.digest,
        "parts": {
            company: hashlib.sha256(rfc8785.dumps(own)).hexdigest()
            for company, own in subject.sealed.disclosures.items()
        },
        "previous": "",
        "nonce": str(queries.head(subject.ref).id),
    }


@pytest.mark.parametrize("count", [2, 3, 7])
def test_receipts_written_together_share_a_signature_and_each_verifies_alone(door: OpenDoor, count: int):
    subjects = [Subject().open().seal() for _ in range(count)]

    replies = door.together([("/intake/submit", {"capability": each.to_submit()}) for each in subjects])
    receipts = [reply.json["receipt"] for reply in replies]
    signatures_kept(door)

    assert {receipt["batch"]["size"] for receipt in receipts} == {count}
    assert len({receipt["signature"] for receipt in receipts}) == 1
    for subject, receipt in zip(subjects, receipts, strict=True):
        PUBLIC.verify(base64.b64decode(receipt["signature"]), signed_bytes(receipt))
        row = queries.head(subject.ref)
        assert json.loads(queries.receipt_file(row.id, None)) == receipt
        assert door.get(f"/intake/receipt/{row.id}.json").json == receipt
        assert verify.findings(receipt, key=PUBLIC.public_bytes_raw())[0].verdict == "good"


def test_receipt_given_again_while_its_batch_has_no_signature_kept_is_the_same(store_url: str):
    subjects = [Subject().open().seal() for _ in range(3)]
    rights = [each.to_submit() for each in subjects]
    first = OpenDoor(store_url)
    replies = first.together([("/intake/submit", {"capability": right}) for right in rights])
    first.crash()

    second = OpenDoor(store_url)
    again = second.submit(rights[1])
    second.close()

    assert again.json == replies[1].json


def test_receipt_of_the_house_is_the_doors_own(door: OpenDoor, subject: Subject):
    receipt = door.submit(subject.to_submit()).json["receipt"]
    signatures_kept(door)

    row = queries.head(subject.ref)
    file = json.loads(queries.receipt_file(row.id, subject.lead))
    assert {key: file[key] for key in receipt} == receipt
    assert file["own"] == subject.sealed.disclosures[str(subject.lead)]
    assert door.get(f"/intake/receipt/{row.id}.json").json == receipt


def test_signature_left_unkept_by_a_crash_is_kept_by_the_next_door(store_url: str, subject: Subject):
    first = OpenDoor(store_url)
    receipt = first.submit(subject.to_submit()).json["receipt"]
    first.crash()
    assert queries.receipt_file(queries.head(subject.ref).id, None) is None

    second = OpenDoor(store_url)
    signatures_kept(second)
    second.close()

    assert json.loads(queries.receipt_file(queries.head(subject.ref).id, None)) == receipt


def test_each_company_sees_its_own_papers_and_nothing_of_the_others(door: OpenDoor, subject: Subject):
    door.submit(subject.to_submit())
    signatures_kept(door)

    row = queries.head(subject.ref)
    mine, theirs = (queries.receipt_file(row.id, company) for company in (subject.lead, subject.partner))
    assert subject.sealed.disclosures[str(subject.partner)]["salt"].encode() not in mine
    assert json.loads(mine)["signature"] == json.loads(theirs)["signature"]
    stranger = json.loads(queries.receipt_file(row.id, uuid.uuid4()))
    assert "own" not in stranger


def test_receipt_holds_no_word_of_the_application_and_nothing_personal(door: OpenDoor, subject: Subject):
    subject.seal("대표자 김하나 010-1234-5678")

    body = door.submit(subject.to_submit()).body

    for word in ("김하나", "010-1234-5678", "사업계획서", "대표자"):
        assert word.encode() not in body


texts = st.text(max_size=30)
rows = st.builds(
    EventRow,
    id=st.uuids().map(str),
    subject_kind=texts,
    subject_id=st.uuids().map(lambda u: u.hex),
    number=texts,
    seq=st.integers(1, 10**6),
    event=st.sampled_from(["submitted", "withdrawn", "refused"]),
    code=texts,
    basis=texts,
    stamped_at=st.integers(0, 4 * 10**15),
    closes_at=st.none() | st.integers(0, 4 * 10**15),
    sealed_id=st.none(),
    sealed_digest=texts,
    person_id=st.uuids().map(lambda u: u.hex),
    role=texts,
    company_id=st.none() | st.uuids().map(str),
    step_up_at=st.none(),
    previous=texts,
    link=texts,
    sealed_part=st.none(),
)


@given(rows)
def test_core_is_canonical_by_rfc_8785_whatever_the_row_holds(row):
    core = core_of(row)

    assert core == rfc8785.dumps(json.loads(core)) == canonical(json.loads(core))


@given(st.datetimes(min_value=instant(0).replace(tzinfo=None), max_value=CLOSES.replace(year=2200, tzinfo=None)))
def test_instants_keep_their_microseconds(at):
    aware = at.replace(tzinfo=BEFORE.tzinfo)

    assert instant(microseconds(aware)) == aware
    assert instant_text(microseconds(aware)) == aware.strftime("%Y-%m-%dT%H:%M:%S.") + f"{aware.microsecond:06d}Z"


class TestVerifying:
    """``gonggo receipt verify``."""

    @pytest.fixture
    def file(self, door: OpenDoor, subject: Subject) -> bytes:
        return a_whole_file(door, subject)

    def test_whole_file_with_key_and_checkpoint_is_good(self, file, tmp_path, capsys):
        note = tmp_path / "checkpoint"
        note.write_text(queries.checkpoint(), encoding="utf-8")

        assert run(tmp_path, file, checkpoint=note, log_key=LOG_KEY) == 0
        shown = capsys.readouterr().out
        assert "2024-04-30 17:00:00 KST" in shown
        assert shown.index("접수번호") < shown.index("위·변조 확인")

    def test_file_without_a_key_prints_the_fingerprint_and_ends_with_1(self, file, tmp_path, capsys):
        assert run(tmp_path, file, key=None) == 1
        shown = capsys.readouterr().out
        assert "origin was not checked" in shown
        assert verify.fingerprint(PUBLIC.public_bytes_raw()) in shown

    @pytest.mark.parametrize("form", ["pem", "hex", "base64", "file"])
    def test_key_is_read_in_every_usual_form(self, file, tmp_path, form):
        pem = PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        (tmp_path / "key.pem").write_text(pem)
        keys = {
            "pem": pem,
            "hex": PUBLIC_HEX,
            "base64": base64.b64encode(PUBLIC.public_bytes_raw()).decode(),
            "file": str(tmp_path / "key.pem"),
        }

        assert run(tmp_path, file, key=keys[form]) == 0

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            (lambda said: said["core"].update(arrived_at="2024-04-30T07:59:59.000000Z"), "signature"),
            (lambda said: said["core"].update(event="refused"), "signature"),
            (lambda said: said["batch"].update(size=2, path=["00" * 32]), "signature"),
            (lambda said: said["batch"].update(index=1), "signature"),
            (lambda said: said["batch"].update(path=["zz"]), "signature"),
            (lambda said: said.pop("batch"), "signature"),
            (lambda said: said["own"]["papers"][0].update(size=1), "papers"),
            (lambda said: said["own"].update(salt="0"), "papers"),
            (lambda said: said["log"].update(index=0, size=2, path=["00" * 32]), "log"),
        ],
    )
    def test_file_that_was_changed_is_bad(self, file, tmp_path, change, what):
        said = json.loads(file)
        change(said)

        found = verify.findings(said, key=PUBLIC.public_bytes_raw(), log_key=LOG_KEY)

        assert next(each.what for each in found if each.verdict == "bad") == what
        assert run(tmp_path, json.dumps(said).encode()) == 1

    def test_file_of_another_issuer_is_bad(self, file, tmp_path):
        assert run(tmp_path, file, key=LOG.public.hex()) == 1

    @pytest.mark.parametrize(
        "raw", [b"", b"{}", b"[]", b"\xff", b'{"core": {"x": 1.5}, "signature": ""}', b"[" * 100000]
    )
    def test_file_that_is_no_receipt_is_wrong_usage(self, tmp_path, raw):
        assert run(tmp_path, raw) == 2

    @pytest.mark.parametrize("asked", ["checkpoint", "log_key"])
    def test_log_that_was_to_be_proved_and_cannot_be_ends_with_1(self, file, tmp_path, asked):
        note = tmp_path / "checkpoint"
        note.write_text(queries.checkpoint(), encoding="utf-8")
        said = json.loads(file)
        del said["log"]

        assert run(tmp_path, json.dumps(said).encode()) == 0
        assert run(tmp_path, json.dumps(said).encode(), **{asked: {"checkpoint": note, "log_key": LOG_KEY}[asked]}) == 1

    def test_key_that_is_none_is_wrong_usage(self, file, tmp_path):
        assert run(tmp_path, file, key="abcd") == 2

    def test_openssl_verifies_the_signature_too(self, file, tmp_path):
        said = json.loads(file)
        (tmp_path / "signed.bin").write_bytes(signed_bytes(said))
        (tmp_path / "signature.bin").write_bytes(base64.b64decode(said["signature"]))
        (tmp_path / "key.pem").write_bytes(PUBLIC.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))

        ran = subprocess.run(
            OPENSSL,
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip

        assert (ran.returncode, ran.stdout.strip()) == (0, "Signature Verified Successfully")


class TestLog:
    """Receipts and journal digests in one Merkle log."""

    def test_log_grows_in_settlement_order_and_proves_every_receipt(self, door: OpenDoor):
        subjects = [Subject().open().seal() for _ in range(7)]
        cores = []
        for number, subject in enumerate(subjects):
            cores.append(door.submit(subject.to_submit()).core)
            commands.mark_settled(queries.head(subject.ref).id, at=BEFORE + timedelta(seconds=number))
            if number == 3:
                commands.seal_log(journal=[("one", "aa" * 32), ("two", "bb" * 32)])
                old_note = read_note(commands.sign_checkpoint(LOG, at=BEFORE))
        commands.seal_log()
        note = checked_note(commands.sign_checkpoint(LOG, at=BEFORE), LOG_KEY)

        assert (old_note.size, note.size) == (6, 9)
        for subject, core in zip(subjects, cores, strict=True):
            proof = queries.inclusion(queries.head(subject.ref).id)
            leaf = merkle.leaf_hash(hashlib.sha256(rfc8785.dumps(core)).digest())
            path = [bytes.fromhex(step) for step in proof.path]
            assert merkle.root_from_inclusion(leaf, proof.place, proof.size, path) == note.root
        path = [bytes.fromhex(step) for step in queries.consistency(6, 9)]
        assert merkle.is_consistent(6, 9, old_note.root, note.root, path)

    def test_sealing_again_appends_nothing(self, door: OpenDoor, subject: Subject):
        door.submit(subject.to_submit())
        settled(subject)

        assert commands.seal_log(journal=[("one", "aa" * 32)]) == 2
        assert commands.seal_log(journal=[("one", "aa" * 32)]) == 0
        assert commands.sign_checkpoint(LOG, at=BEFORE) == commands.sign_checkpoint(LOG, at=CLOSES)

    def test_unsettled_receipt_is_not_in_the_log(self, door: OpenDoor, subject: Subject):
        door.submit(subject.to_submit())

        assert (commands.seal_log(), commands.sign_checkpoint(LOG, at=BEFORE)) == (0, None)
        assert [each.id for each in queries.unsettled()] == [queries.head(subject.ref).id]

    @pytest.mark.usefixtures("store_url")
    def test_checkpoint_of_another_key_or_changed_is_bad(self):
        commands.seal_log(journal=[("one", "aa" * 32)])
        note = commands.sign_checkpoint(LOG, at=BEFORE)

        assert read_note(note).size == 1
        with pytest.raises(BadNote):
            checked_note(note, verifier_key(LOG.origin, PUBLIC.public_bytes_raw()))
        with pytest.raises(BadNote):
            checked_note(note.replace("\n1\n", "\n2\n"), LOG_KEY)
