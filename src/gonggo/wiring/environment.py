"""The settings that an installation gives, read from GONGGO_* variables with errors that name variable and remedy."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from gonggo.kernel.address import is_of_this_machine, without_password

NO_BANK, EMBEDDED_BANK = "none", "embedded"
"""Payments wait; or a bank whose money is not real, inside the worker."""
NO_NTS, EMBEDDED_NTS = "none", "embedded"
"""Officers look businesses up themselves; or a tax office that knows nobody, inside the pages."""
PROBE_KEY = "GONGGO_PROBE_KEY"
_LEAST_KEY = 32


class Mode(StrEnum):
    DEMO = "demo"
    REHEARSAL = "rehearsal"
    PRODUCTION = "production"
    TEST = "test"


class BadEnvironment(Exception):
    """A variable is missing or cannot be used; the text says which one and what to write."""


@dataclass(frozen=True, slots=True)
class Environment:
    """One installation's settings."""

    mode: Mode
    data: Path
    keys: Path
    database: str
    door_database: str
    origin: str
    scanner: str
    mail: str
    bank: str
    debug: bool
    texts: str = "none"
    """Where text messages go: ``none``, ``mailbox`` (nothing leaves the house), or the address of a gateway."""
    authority: Path | None = None
    """A signing authority that somebody gave the house; None for its own, which lies with its keys."""
    probe_key: str = ""
    """What the prober outside shows when it hands its record over; empty: nobody can."""
    nts: str = NO_NTS
    nts_key: str = ""
    """The service key of the tax office's look-up."""
    days: Path | None = None
    """Where the demo that this house is a day of keeps its days; None where there is only one."""

    @property
    def clock_moves(self) -> bool:
        """Whether the program's clock may be moved (never in production)."""
        return self.mode is not Mode.PRODUCTION

    @property
    def https(self) -> bool:
        return self.origin.startswith("https://")


def read(env: Mapping[str, str] = os.environ) -> Environment:
    """The environment's settings. Raises BadEnvironment."""
    mode = _mode(env.get("GONGGO_MODE", "demo"))
    data = Path(env.get("GONGGO_DATA", "data")).absolute()
    keys = Path(env.get("GONGGO_KEYS", str(data) + ".keys")).absolute()
    return Environment(
        mode=mode,
        data=data,
        keys=keys,
        database=env.get("GONGGO_DATABASE", f"sqlite:///{data / 'house.sqlite3'}"),
        door_database=env.get("GONGGO_DOOR_DATABASE", f"sqlite:///{data / 'door.sqlite3'}"),
        origin=_origin(env.get("GONGGO_ORIGIN", "http://localhost:8000")),
        scanner=_needed(env, "GONGGO_SCANNER", mode, "none"),
        mail=_needed(env, "GONGGO_MAIL", mode, "mailbox"),
        bank=_service("GONGGO_BANK", env.get("GONGGO_BANK", NO_BANK), mode),
        debug=env.get("GONGGO_DEBUG", "") == "1",
        texts=_texts(env.get("GONGGO_TEXTS", "none" if mode is Mode.PRODUCTION else "mailbox")),
        authority=Path(given).absolute() if (given := env.get("GONGGO_SIGNING_AUTHORITY", "")) else None,
        probe_key=probe_key(env),
        nts=_service("GONGGO_NTS", env.get("GONGGO_NTS", NO_NTS), mode),
        nts_key=env.get("GONGGO_NTS_KEY", ""),
        days=Path(kept).absolute() if mode is Mode.DEMO and (kept := env.get("GONGGO_DAYS", "")) else None,
    )


def _mode(text: str) -> Mode:
    try:
        return Mode(text)
    except ValueError as unknown:
        raise BadEnvironment(
            f"GONGGO_MODE={text!r}: write one of {', '.join(Mode)} / {', '.join(Mode)} 가운데 하나를 적어 주세요."
        ) from unknown


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise BadEnvironment(
            f"GONGGO_ORIGIN={text!r}: write scheme, host and port only, such as https://gonggo.example.kr / "
            "https://gonggo.example.kr 처럼 주소의 앞부분만 적어 주세요."
        )
    return f"{parts.scheme}://{parts.netloc}"


def _service(name: str, text: str, mode: Mode) -> str:
    """``none``, ``embedded`` (never in production), or an address: https, plain http on this machine alone."""
    parts = urlsplit(text)
    is_ours = parts.scheme == "https" or is_of_this_machine(parts.hostname)
    is_address = parts.hostname and parts.path in {"", "/"} and is_ours
    may_embed = text == "embedded" and mode is not Mode.PRODUCTION
    if text == "none" or may_embed or (is_address and parts.scheme in {"http", "https"}):
        return text
    raise BadEnvironment(
        f"{name}={without_password(text)!r}: write none, or scheme, host and port, such as "
        "https://service.example.kr (plain http on this machine alone) / "
        "none 또는 https://service.example.kr 처럼 주소의 앞부분만 적어 주세요."
    )


def _texts(text: str) -> str:
    """``none``, ``mailbox``, or the gateway's address: https, plain http on this machine alone."""
    parts = urlsplit(text)
    is_ours = parts.hostname in {"127.0.0.1", "localhost", "::1"}
    is_address = parts.hostname and (parts.scheme == "https" or (is_ours and parts.scheme == "http"))
    if text in {"none", "mailbox"} or is_address:
        return text
    raise BadEnvironment(
        f"GONGGO_TEXTS={without_password(text)!r}: write none, mailbox, or the address of a gateway, such as "
        "https://texts.example.kr/send (plain http on this machine alone) / "
        "none, mailbox 또는 https://texts.example.kr/send 처럼 문자 중계 주소를 적어 주세요."
    )


def probe_key(env: Mapping[str, str]) -> str:
    """The key that prober and house share; empty where none is set. Raises BadEnvironment."""
    key = env.get(PROBE_KEY, "")
    if key and (len(key) < _LEAST_KEY or not key.isascii() or not key.isprintable() or " " in key):
        raise BadEnvironment(
            f"{PROBE_KEY}: write at least {_LEAST_KEY} letters and digits, such as from: openssl rand -hex 32 / "
            f"{_LEAST_KEY}자 이상의 영문자와 숫자로 적어 주세요. 예: openssl rand -hex 32"
        )
    return key


def _needed(env: Mapping[str, str], name: str, mode: Mode, otherwise: str) -> str:
    """In production the choice must be said; elsewhere there is a harmless one."""
    value = env.get(name)
    if value is None and mode is Mode.PRODUCTION:
        raise BadEnvironment(
            f"{name} is not set: say it, for example {name}={otherwise} / "
            f"{name}을(를) 정해 주세요. 예: {name}={otherwise}"
        )
    return otherwise if value is None else value


def django_database(url: str, *, name: str) -> dict[str, Any]:
    """Django's settings of one database from sqlite:///path or postgresql://user:password@host:port/name?host=/socket."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite" and parts.path:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]) if parts.path.startswith("//") else unquote(parts.path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/"):
        query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", parts.hostname or "")),
            "PORT": str(parts.port or query.get("port", "")),
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 20, "timeout": 20},
                # a command runs the same few statements time and again: the server plans each once
                "server_side_binding": True,
                "prepare_threshold": 3,
            },
        }
    raise BadEnvironment(
        f"{name}={without_password(url)!r}: write sqlite:///absolute/path or postgresql://user@host/name / "
        "sqlite:///절대경로 또는 postgresql://사용자@호스트/이름 으로 적어 주세요."
    )
