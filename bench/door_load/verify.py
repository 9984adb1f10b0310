"""The second program: every receipt that came back is checked against the public key and against the store's row.

It shares nothing with the door: canonical form by rfc8785, signature by the public key, rows by plain SQL.
"""

import base64
import json
import sys
from pathlib import Path

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def rows_of(database: str) -> dict[str, tuple[str, int]]:
    """nonce → (event, stamp) of every row."""
    query = "select id, event, stamped_at from intake_event"
    if database.startswith("sqlite:///"):
        import sqlite3

        found = sqlite3.connect(database.removeprefix("sqlite:///")).execute(query)
    else:
        import psycopg

        found = psycopg.connect(database).execute(query)
    return {str(row[0]).replace("-", ""): (row[1], row[2]) for row in found}


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
                key.verify(base64.b64decode(receipt["signature"]), rfc8785.dumps(core))
            except Exception:  # noqa: BLE001  # whatever is wrong with it, the receipt is bad
                bad += 1
    print(json.dumps({"acknowledged": acknowledged, "lost": lost, "bad": bad, "rows": len(rows)}))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
