"""The second program: every receipt that came back is checked against the public key and against the store's row.

It shares nothing with the door: canonical form by rfc8785, signature by the public key, rows by plain SQL.
"""

import base64
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PGBENCH_STAMP = 1_700_000_000_000_000


def rows_of(database: str) -> dict[str, tuple[str, int]]:
    """nonce → (event, stamp) of every row that a door wrote; pgbench's own are known by their stamp."""
    query = f"select id, event, stamped_at from intake_event where stamped_at <> {PGBENCH_STAMP}"
    if database.startswith("sqlite:///"):
        import sqlite3

        found: Iterable[Any] = sqlite3.connect(database.removeprefix("sqlite:///")).execute(query)
    else:
        import psycopg

        found = psycopg.connect(database).execute(query)
    return {str(row[0]).replace("-", ""): (row[1], row[2]) for row in found}


def signed_text(core: dict[str, Any], index: int, size: int, path: list[str]) -> bytes:
    """What is signed: the root that the way leads to (RFC 9162, 2.1.3.2)."""
    found, last = hashlib.sha256(b"\x00" + rfc8785.dumps(core)).digest(), size - 1
    for step in map(bytes.fromhex, path):
        if index % 2 or index == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while index % 2 == 0 and index:
                index, last = index // 2, last // 2
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        index, last = index // 2, last // 2
    return b"gonggo receipts\n" + found if last == 0 else b""


def main(database: str, public: str, *files: str) -> int:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
    rows = rows_of(database)
    acknowledged = lost = bad = 0
    for name in files:
        for line in Path(name).read_text(encoding="utf-8").splitlines():
            acknowledged += 1
            receipt = json.loads(line)["receipt"]
            core = receipt["core"]
            row = rows.get(core["nonce"].replace("-", ""))
            lost += row is None or row[0] != core["event"]
            try:
                key.verify(base64.b64decode(receipt["signature"]), signed_text(core, **receipt["batch"]))
            except Exception:  # noqa: BLE001  # whatever is wrong with it, the receipt is bad
                bad += 1
    print(json.dumps({"acknowledged": acknowledged, "lost": lost, "bad": bad, "rows": len(rows)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
