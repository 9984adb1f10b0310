"""``gonggo signing verify``: the signatures in a PDF checked from the file alone, without a database."""

import argparse
import sys
from pathlib import Path
from typing import Any

from gonggo.wiring.cli.words import can_json, print_json, word

DONE, FOUND, WRONG = 0, 1, 2


def add(words: Any) -> None:
    under = word(words, "signing", "전자서명을 다룹니다", "signatures in papers").add_subparsers(
        required=True, metavar="verify"
    )
    verify = word(under, "verify", "서명된 PDF의 위·변조를 확인합니다", "verify the signatures in a PDF", _verify)
    verify.add_argument("file", type=Path, help="서명된 PDF / the signed PDF")
    verify.add_argument(
        "--authority",
        type=Path,
        help="인증기관의 인증서(PEM), 없으면 이 설치의 것 / the authority's certificate, else our own",
    )
    can_json(verify)


def _verify(given: argparse.Namespace) -> int:
    """Print what stands in the file: 0 sound, 1 changed, unsigned or of another authority, 2 no such file."""
    from gonggo.signing.authority import NoAuthority
    from gonggo.signing.verify import verified

    try:
        authority, pdf = authority_of(given.authority), given.file.read_bytes()
    except (OSError, NoAuthority) as missing:
        print(f"{missing}", file=sys.stderr)
        return WRONG
    found = verified(pdf, authority)
    wrong = found.findings
    if given.json:
        print_json(
            {
                "sound": found.is_sound,
                "signatures": [_row(one) for one in found.signatures],
                "findings": [{"ko": text.ko, "en": text.en} for text in wrong],
            }
        )
        return FOUND if wrong else DONE
    for one in found.signatures:
        when = f"{one.at:%Y-%m-%d %H:%M:%S %z}" if one.at else "-"
        print(f"{one.field}  {when}  {one.label}  {one.organisation}  {one.person}")
    for text in wrong:
        print(f"- {text.ko}\n  {text.en}")
    if not wrong:
        print("서명이 모두 올바르고, 서명한 뒤에 바뀐 것이 없습니다. / All signatures are sound; nothing was changed.")
    return FOUND if wrong else DONE


def authority_of(path: Path | None) -> Any:
    """The certificates to trust: those of the file, else of this installation. Raises OSError, NoAuthority."""
    from gonggo.signing.authority import read_chain
    from gonggo.wiring import environment, keys

    if path is not None:
        return read_chain(path.read_bytes())
    here = environment.read()
    return keys.certificates(here.keys, given=here.authority)


def _row(one: Any) -> dict[str, Any]:
    return {
        "field": one.field,
        "organisation": one.organisation,
        "person": one.person,
        "label": one.label,
        "at": one.at.isoformat() if one.at else None,
        "intact": one.intact,
        "trusted": one.trusted,
        "covers_bytes": one.covers,
        "covers_all": one.covers_all,
    }
