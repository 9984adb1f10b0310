"""``gonggo keys new``: the keys of an installation."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gonggo.wiring import keys
from gonggo.wiring.cli.words import can_json, print_json, say, word


def add(words: Any) -> None:
    under = word(words, "keys", "키를 다룹니다", "the keys of an installation").add_subparsers(
        required=True, metavar="new|authority"
    )
    new = word(
        under, "new", "새 키 한 벌을 만듭니다(0700 폴더)", "make a full set of new keys in a folder of mode 0700", _new
    )
    new.add_argument("folder", type=Path, help="키를 둘 폴더, 자료 폴더와 별도로 / the folder, apart from the data")
    can_json(new)
    authority = word(
        under,
        "authority",
        "예전 키 폴더에 전자서명 인증기관을 더합니다",
        "add a signing authority to a folder of keys that has none",
        _authority,
    )
    authority.add_argument("folder", type=Path, help="키 폴더 / the folder of keys")
    can_json(authority)


def _new(given: argparse.Namespace) -> int:
    return _made(given, keys.make)


def _authority(given: argparse.Namespace) -> int:
    return _made(given, lambda folder: [keys.add_authority(folder)])


def _made(given: argparse.Namespace, make: Callable[[Path], list[str]]) -> int:
    try:
        ids = make(given.folder)
    except keys.KeysExist:
        say(f"{given.folder}: 이미 키가 있습니다. 덮어쓰지 않습니다. / keys are there already; nothing was changed.")
        return 1
    if given.json:
        print_json({"folder": given.folder, "keys": ids})
    else:
        print("\n".join(ids))
        say(f"GONGGO_KEYS={given.folder}")
    return 0
