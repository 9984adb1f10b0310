"""What stands in the way of serving: settings under which promises could not be kept. Imports no Django."""

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from gonggo.kernel.text import Text
from gonggo.wiring import keys
from gonggo.wiring.environment import Environment, Mode

DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")


def findings(environment: Environment, *, host: str = "127.0.0.1") -> list[Text]:
    """Why this installation must not be served at ``host``; empty when it may."""
    found = [*(_demo_abroad(environment, host) or _plain_http(environment, host)), *_unusable_keys(environment)]
    if environment.mode is Mode.PRODUCTION:
        found += [*_demo_things(environment), *_forgetful_databases(environment)]
    return found


def _demo_abroad(environment: Environment, host: str) -> list[Text]:
    """A demo shows everybody's mail and codes. It is also what runs where nobody has said what to run."""
    if environment.mode is not Mode.DEMO or _is_here(environment, host):
        return []
    return [
        Text(
            f"{environment.origin}({host}): 시연은 메일과 인증번호를 누구에게나 보여 주므로 이 컴퓨터 안에서만 쓸 수 "
            "있습니다. 운영이면 GONGGO_MODE=production, 모의운영이면 GONGGO_MODE=rehearsal로 정해 주세요.",
            f"{environment.origin} ({host}): a demo shows mail and codes to everybody and is for this machine only. "
            "Say GONGGO_MODE=production, or rehearsal.",
        )
    ]


def _is_here(environment: Environment, host: str) -> bool:
    return _is_loopback(urlsplit(environment.origin).hostname or "") and _is_loopback(host)


def _plain_http(environment: Environment, host: str) -> list[Text]:
    if environment.https or _is_here(environment, host):
        return []
    return [
        Text(
            f"{environment.origin}({host}): 암호화되지 않은 http는 이 컴퓨터 안에서만 쓸 수 있습니다. "
            "GONGGO_ORIGIN을 https:// 주소로 정해 주세요.",
            f"{environment.origin} ({host}): plain http is for this machine only. "
            "Give GONGGO_ORIGIN an https:// address.",
        )
    ]


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _unusable_keys(environment: Environment) -> list[Text]:
    found = []
    for name in keys.NAMES:
        try:
            key = keys.load(environment.keys, name)
        except keys.KeysMissing as missing:
            found.append(Text(str(missing), str(missing)))
            continue
        if key.is_demo and environment.mode is Mode.PRODUCTION:
            found.append(
                Text(
                    f"{name}: 시연용 키({key.id})로는 운영할 수 없습니다. gonggo keys new 로 새 키를 만들어 주세요.",
                    f"{name}: a demo key ({key.id}) is not for production. Make new ones with gonggo keys new.",
                )
            )
    return found


def _demo_things(environment: Environment) -> list[Text]:
    found = []
    if environment.debug:
        found.append(
            Text(
                "GONGGO_DEBUG=1: 운영에서는 쓸 수 없습니다. 지워 주세요.",
                "GONGGO_DEBUG=1 is not for production. Take it away.",
            )
        )
    clock = environment.data / "clock.json"
    if clock.exists():
        found.append(
            Text(
                f"{clock}: 시연·모의운영의 시계입니다. 운영은 별도의 자료 폴더(GONGGO_DATA)에서 시작해 주세요.",
                f"{clock} is a rehearsal's clock. Production needs a data folder (GONGGO_DATA) of its own.",
            )
        )
    return found


def _forgetful_databases(environment: Environment) -> list[Text]:
    found = []
    for name, url in (("GONGGO_DATABASE", environment.database), ("GONGGO_DOOR_DATABASE", environment.door_database)):
        if not url.startswith(("postgresql:", "postgres:")):
            continue
        for setting, value in durability(url).items():
            if value == "off":
                found.append(
                    Text(
                        f"{name}: PostgreSQL의 {setting}이(가) off입니다. "
                        "접수한 내용을 잃을 수 있으므로 on으로 바꿔 주세요.",
                        f"{name}: PostgreSQL's {setting} is off. What was received could be lost: turn it on.",
                    )
                )
    return found


def durability(url: str) -> dict[str, str]:
    """The server's settings on which "received" rests, as this connection would have them. Raises psycopg.Error."""
    import psycopg

    with psycopg.connect(url, connect_timeout=10) as connection:
        rows = connection.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABILITY)]
        ).fetchall()
    return dict(rows)


def refuse(environment: Environment, *, host: str, say: Callable[[str], None]) -> bool:
    """Whether serving must be refused; says why in both languages."""
    found = findings(environment, host=host)
    for text in found:
        say(f"{text.ko}\n  {text.en}")
    return bool(found)
