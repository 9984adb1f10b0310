"""``gonggo receipt verify``: a receipt checked offline."""

import argparse
from pathlib import Path
from typing import Any

from gonggo.wiring.cli.words import can_json, word


def add(words: Any) -> None:
    under = word(words, "receipt", "접수증을 다룹니다", "receipts").add_subparsers(required=True, metavar="verify")
    verify = word(under, "verify", "접수증의 위·변조를 확인합니다", "verify a receipt offline", _verify)
    verify.add_argument("file", type=Path, help="접수증 파일 / the receipt's file")
    verify.add_argument("--key", help="공개키 또는 그 파일 / the public key, or a file that holds it")
    can_json(verify)


def _verify(given: argparse.Namespace) -> int:
    raise NotImplementedError
