"""``gonggo receipt verify``: a receipt checked offline, or the archive of everything that a company sent."""

import argparse
import sys
import zipfile
from pathlib import Path
from typing import Any

from gonggo.wiring.cli.words import can_json, print_json, word

DONE, FOUND, WRONG = 0, 1, 2


def add(words: Any) -> None:
    under = word(words, "receipt", "접수증을 다룹니다", "receipts").add_subparsers(required=True, metavar="verify")
    said = ("접수증이나 보관 파일의 위·변조를 확인합니다", "verify a receipt or an archive offline")
    verify = word(under, "verify", *said, _verify)
    from gonggo.intake.verify import add_arguments

    add_arguments(verify)
    verify.add_argument(
        "--authority",
        type=Path,
        help="보관 파일: 인증기관의 인증서(PEM), 없으면 이 설치의 것 / an archive's authority, else our own",
    )
    can_json(verify)


def _verify(given: argparse.Namespace) -> int:
    from gonggo.intake.verify import main

    return _archive(given) if zipfile.is_zipfile(given.file) else main(given)


def _archive(given: argparse.Namespace) -> int:
    """Print what is wrong with the archive: 0 nothing, 1 something, 2 no authority or no such file."""
    from gonggo.signing.authority import NoAuthority
    from gonggo.signing.manifests import findings
    from gonggo.wiring.cli.signing import authority_of
    from gonggo.wiring.keys import KeysMissing

    try:
        found = findings(given.file, authority_of(given.authority))
    except (OSError, NoAuthority, KeysMissing, zipfile.BadZipFile) as missing:
        print(f"{missing}", file=sys.stderr)
        return WRONG
    if given.json:
        print_json({"good": not found, "findings": [{"ko": text.ko, "en": text.en} for text in found]})
    for text in [] if given.json else found:
        print(f"- {text.ko}\n  {text.en}")
    if not found and not given.json:
        print("서명이 올바르고, 모든 파일이 만들 때 그대로입니다. / The signature is sound; every file is as it was.")
    return FOUND if found else DONE
