"""``gonggo selection verify``: the same list, a line that differs, a file that is no bundle; without any database."""

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

from demos import as_a_user
from gonggo.selection.definition import Tie
from gonggo.selection.rules import Entry
from gonggo.selection.verify import bundle_digest, bundle_of

CELL = ("new", "a")


def a_bundle() -> dict:
    entries = [
        Entry(f"T-{place}", CELL, Fraction(80 - place, 3), Fraction(70), Fraction(0), True) for place in range(3)
    ]
    return bundle_of("p", entries, {CELL: 1}, ties=(Tie.SITE, Tie.DRAW), decisions=(), seed="")


def verify(file: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    """In an environment that names no database, no key and no settings."""
    env = as_a_user()
    words = [sys.executable, "-m", "gonggo", "selection", "verify", str(file), *more]
    return subprocess.run(words, env=env, capture_output=True, encoding="utf-8", check=False)


def kept(folder: Path, bundle: object) -> Path:
    file = folder / "bundle.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    return file


def test_a_sound_list_is_the_same_and_has_the_published_digest(tmp_path):
    bundle = a_bundle()
    digest = bundle_digest(bundle)

    answer = verify(kept(tmp_path, bundle), "--digest", digest, "--json")

    assert (answer.returncode, json.loads(answer.stdout)) == (0, {"same": True, "digest": digest, "differences": []})


def test_every_line_that_differs_is_named_and_the_code_says_so(tmp_path):
    bundle = a_bundle()
    bundle["list"][2]["outcome"] = "selected"
    bundle["entries"][0]["mark"] = "1"

    answer = verify(kept(tmp_path, bundle))

    assert answer.returncode == 1
    assert [number for number in ("T-0", "T-1", "T-2") if number in answer.stdout] == ["T-0", "T-1", "T-2"]


def test_another_digest_than_the_published_one_is_found(tmp_path):
    answer = verify(kept(tmp_path, a_bundle()), "--digest", "0" * 64)

    assert answer.returncode == 1


def test_what_is_no_bundle_is_wrong_usage(tmp_path):
    for content in ({}, [], {"version": 1}, "x"):
        answer = verify(kept(tmp_path, content))
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "Traceback" not in answer.stderr
    assert verify(tmp_path / "nothing.json").returncode == 2
