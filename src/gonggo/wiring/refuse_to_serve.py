"""What stands in the way of serving: settings under which promises could not be kept. Imports no Django."""

import ipaddress
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from gonggo.kernel.text import Text
from gonggo.signing.authority import NoAuthority, read_authority
from gonggo.wiring import keys
from gonggo.wiring.database_findings import DatabaseAway, database_findings
from gonggo.wiring.environment import Environment, Mode


def findings(environment: Environment, *, host: str = "127.0.0.1", process: str | None = None) -> list[Text]:
    """Why this installation, or a process of it (``keys.NEEDED``), must not be served at ``host``; empty when it may.

    The databases are asked by ``database_findings``.
    """
    names = keys.NAMES if process is None else keys.NEEDED[process]
    found = [*(_demo_abroad(environment, host) or _plain_http(environment, host)), *_unusable_keys(environment, names)]
    if environment.mode is Mode.PRODUCTION:
        found += _demo_things(environment)
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


def _unusable_keys(environment: Environment, names: Sequence[str]) -> list[Text]:
    found = []
    for name in names:
        if name == keys.AUTHORITY and environment.authority is not None:
            found += _unusable_authority(environment.authority)
            continue
        try:
            key = keys.load(environment.keys, name)
            if name == keys.AUTHORITY:
                keys.authority(environment.keys)  # with its certificate
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


def _unusable_authority(path: Path) -> list[Text]:
    """The authority that was given to the house, by GONGGO_SIGNING_AUTHORITY."""
    try:
        read_authority(path.read_bytes())
    except (OSError, NoAuthority) as unusable:
        return [
            Text(
                f"GONGGO_SIGNING_AUTHORITY={path}: 전자서명 인증기관의 개인키와 인증서를 읽을 수 없습니다({unusable}). "
                "개인키, 인증기관 인증서, 상위 인증서 순서로 담은 PEM 파일을 적어 주세요.",
                f"GONGGO_SIGNING_AUTHORITY={path}: no usable signing authority ({unusable}). "
                "Name a PEM file with its private key, its certificate and those above it.",
            )
        ]
    return []


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


def refuse(environment: Environment, *, process: str, host: str = "127.0.0.1", say: Callable[[str], None]) -> bool:
    """Whether ``process`` must not be served; says why in both languages. Raises DatabaseAway, but for the door."""
    found = findings(environment, host=host, process=process)
    try:
        found += database_findings(environment, process)
    except DatabaseAway as away:
        if process != "door":  # the door opens all the same: it stamps, gives slips, and looks at its store itself
            raise
        say(str(away))
    for text in found:
        say(f"{text.ko}\n  {text.en}")
    return bool(found)
