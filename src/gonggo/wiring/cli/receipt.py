"""``gonggo receipt verify``: a receipt checked offline."""

import argparse
from typing import Any

from gonggo.wiring.cli.words import can_json, word


def add(words: Any) -> None:
    under = word(words, "receipt", "접수증을 다룹니다", "receipts").add_subparsers(required=True, metavar="verify")
    verify = word(under, "verify", "접수증의 위·변조를 확인합니다", "verify a receipt offline", _verify)
    from gonggo.intake.verify import add_arguments

    add_arguments(verify)
    can_json(verify)


def _verify(given: argparse.Namespace) -> int:
    from gonggo.intake.verify import main

    return main(given)
