"""``gonggo selection verify``: a published list made again from its file alone, without a database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from gonggo.wiring.cli.words import can_json, print_json, word

DONE, FOUND, WRONG = 0, 1, 2


def add(words: Any) -> None:
    under = word(words, "selection", "선정 명단을 다룹니다", "lists of results").add_subparsers(
        required=True, metavar="verify"
    )
    verify = word(under, "verify", "명단을 근거만으로 다시 만들어 봅니다", "make a list again from its file", _verify)
    verify.add_argument("file", type=Path, help="명단의 근거 파일 / the file of what the list rests on")
    verify.add_argument("--digest", help="공개된 명단의 지문 / the digest that was published")
    can_json(verify)


def _verify(given: argparse.Namespace) -> int:
    """Print whether the list is the one that its inputs give: 0 the same, 1 not, 2 no such file or no bundle."""
    from gonggo.selection.rules import UndecidedTie
    from gonggo.selection.verify import bundle_digest, differences, is_sound

    try:
        bundle = json.loads(given.file.read_text(encoding="utf-8"))
        digest, found, ordered = bundle_digest(bundle), differences(bundle), is_sound(bundle)
    except UndecidedTie as tie:
        return _told(given, "", [f"동점의 순서가 정해지지 않음 / an undecided tie: {tie}"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as broken:
        print(f"{given.file}: 명단의 근거 파일이 아닙니다 / no bundle of a list ({broken!r})", file=sys.stderr)
        return WRONG
    wrong = [
        f"{one.number}: 파일 / file {_line(one.kept)} ≠ 다시 만든 것 / made again {_line(one.made)}" for one in found
    ]
    if not found and not ordered:
        wrong.append("줄의 순서나 수가 다릅니다 / the lines are in another order or number")
    if given.digest and given.digest != digest:
        wrong.append(f"지문이 다릅니다 / another digest: {digest}")
    return _told(given, digest, wrong)


def _line(row: dict[str, Any] | None) -> str:
    if row is None:
        return "없음/none"
    parts = (row.get(key) for key in ("track", "type", "rank", "outcome", "broken_by"))
    return " ".join(str(part) for part in parts if part not in {None, ""})


def _told(given: argparse.Namespace, digest: str, wrong: list[str]) -> int:
    if given.json:
        print_json({"same": not wrong, "digest": digest, "differences": wrong})
    elif wrong:
        print("\n".join(wrong))
    else:
        print(
            f"같습니다. 근거만으로 다시 만든 명단이 파일의 명단과 한 줄도 다르지 않습니다. / The same. SHA-256 {digest}"
        )
    return FOUND if wrong else DONE
