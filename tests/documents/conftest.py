"""The room's own fixtures: an empty storage, people, an installation with or without a scanner."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def storage(settings, tmp_path: Path) -> Path:
    """An empty folder that is the house's storage for one test."""
    folder = tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "gonggo.documents.vault.DigestStorage", "OPTIONS": {"location": folder}}
    }
    return folder


@pytest.fixture
def scanner_at(settings) -> Callable[[Path | str], None]:
    """Says where the scanner of the installation is."""

    def said(where: Path | str) -> None:
        settings.GONGGO_ENVIRONMENT = dataclasses.replace(settings.GONGGO_ENVIRONMENT, scanner=str(where))

    return said
