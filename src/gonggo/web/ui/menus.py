"""The main menu: the names are the notice's (data of the program), the addresses are ours."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from gonggo.programs.definition import Menu

ROUTES = {
    "about": "public:guide",
    "supplier-search": "public:suppliers",
    "notices": "public:notices",
    "library": "public:library",
    "faq": "public:faq",
    "search": "public:search",
    "apply": "company:applications",
    "consulting": "public:consulting",
    "pool": "public:pool",
}
"""The route that each entry leads to; an entry whose route is not there (yet) is left out."""
OF_COMPANIES = frozenset({"apply"})
"""Entries that open to companies alone; who works at a desk finds the way back to it in their place."""
DESK = ("accounts:enter", _("업무 화면"))
FOOT = (
    ("public:privacy", _("개인정보 처리방침")),
    ("public:accessibility", _("접근성 안내")),
    ("public:verify", _("접수증 확인")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; with ``below`` it opens, without it leads to ``url``."""

    label: str
    url: str
    is_current: bool
    below: tuple["Entry", ...] = ()


def entries(menus: Sequence[Menu], path: str, language: str, *, at_desk: bool = False) -> tuple[Entry, ...]:
    """The menu in the notice's order; entries that lead nowhere are left out.

    ``at_desk`` is of somebody who works at a desk of an office, not in a company.
    """
    found = []
    for menu in menus:
        if menu.parent is not None:
            continue
        below = tuple(
            entry
            for child in menus
            if child.parent == menu.key
            if (entry := _entry(child, path, language, at_desk=at_desk)) is not None
        )
        if below:
            current = any(entry.is_current for entry in below)
            found.append(Entry(menu.label.said(language), below[0].url, current, below))
        elif (entry := _entry(menu, path, language, at_desk=at_desk)) is not None:
            found.append(entry)
    return tuple(found)


def _entry(menu: Menu, path: str, language: str, *, at_desk: bool) -> Entry | None:
    try:
        if at_desk and menu.key in OF_COMPANIES:
            return Entry(str(DESK[1]), reverse(DESK[0]), is_current=False)
        url = reverse(ROUTES.get(menu.key, menu.key))
    except NoReverseMatch:
        return None
    return Entry(menu.label.said(language), url, path.startswith(url) and url != "/")


def foot_links() -> tuple[Entry, ...]:
    """The links at the foot of public and company pages."""
    found = []
    for name, label in FOOT:
        try:
            found.append(Entry(str(label), reverse(name), is_current=False))
        except NoReverseMatch:
            continue
    return tuple(found)
