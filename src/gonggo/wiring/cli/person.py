"""``gonggo person add``: a person of an office, entered by whoever runs the house."""

import argparse
import getpass
import sys
from typing import Any

from gonggo.wiring import house
from gonggo.wiring.cli.words import can_json, print_json, say, word


def add(words: Any) -> None:
    under = word(words, "person", "사람을 다룹니다", "people").add_subparsers(required=True, metavar="add")
    one = word(under, "add", "사람을 등록하고 역할을 줍니다", "enter a person and give a role", _add)
    one.add_argument("email", help="이메일 주소 / e-mail address")
    one.add_argument("--name", required=True, help="이름 / name")
    one.add_argument("--office", help="기관의 키(예: 프로그램의 operator 키) / key of the office")
    one.add_argument("--role", help="역할의 키(예: agency_officer) / key of the role")
    one.add_argument("--language", choices=("ko", "en"), default="ko", help="언어 / language")
    one.add_argument(
        "--password-stdin",
        action="store_true",
        help="비밀번호를 표준입력에서 읽음 / read the password from standard input",
    )
    can_json(one)


def _add(given: argparse.Namespace) -> int:
    if bool(given.office) != bool(given.role):
        say("--office와 --role은 함께 적어 주세요. / give --office and --role together.")
        return 2
    house.set_up()
    from django.conf import settings

    from gonggo.kernel.refusal import Refused
    from gonggo.wiring.refusal_book import book

    try:
        person_id = _enter(given, _password(given), settings.GONGGO_CLOCK.now())
    except Refused as refused:
        said = book().words(refused)
        say(f"{said.says.ko} {said.remedy.ko}\n  {said.says.en} {said.remedy.en}")
        return 1
    if given.json:
        print_json({"person": person_id, "email": given.email})
    else:
        print(person_id)
    return 0


def _password(given: argparse.Namespace) -> str | None:
    """What was typed or piped; none means that the person makes one by the reset mail."""
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\n") or None
    if sys.stdin.isatty():
        return getpass.getpass("비밀번호(비우면 재설정 메일로) / password (empty: by reset mail): ") or None
    return None


def _enter(given: argparse.Namespace, password: str | None, at: Any) -> Any:
    from django.contrib.auth.hashers import make_password
    from django.db import transaction

    from gonggo.kernel.actor import SYSTEM
    from gonggo.kernel.refusal import Refused
    from gonggo.parties import commands, queries

    encoded = make_password(password)
    with transaction.atomic():  # person and role stand or fall together
        person = commands.add_person(
            email=given.email, name=given.name, encoded=encoded, language=given.language, by=SYSTEM, at=at
        )
        if given.office:
            office = queries.agency_by_key(given.office)
            if office is None:
                raise Refused("office_unknown", field="office", key=given.office)
            commands.grant_role(person_id=person.id, organisation=office.ref, role=_role(given.role), by=SYSTEM, at=at)
    return person.id


def _role(text: str) -> Any:
    from gonggo.kernel.actor import Role
    from gonggo.kernel.refusal import Refused

    try:
        return Role(text)
    except ValueError as unknown:
        raise Refused("role_unknown", field="role") from unknown
