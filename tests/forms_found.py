"""The forms that somebody's pages hold: what they send where, found by reading the pages and following their links."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve


@dataclass
class Form:
    """Where it goes, and by name what it offers: what stands in the field, or what may be chosen."""

    action: str
    offers: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Of its address, empty for one that is not the pages' own."""
        try:
            return resolve(self.action).url_name or ""
        except Resolver404:
            return ""

    @property
    def route(self) -> str:
        """The same with the page, where the address has many pages."""
        return f"{self.name} {resolve(self.action).kwargs['key']}"


class _Page(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.links: list[str] = []
        self.inside: Form | None = None
        self.chosen: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self.inside = Form(urlsplit(urljoin(self.address, told.get("action") or self.address)).path)
                if told.get("method", "get").lower() == "post":
                    self.forms.append(self.inside)
                if told.get("id"):
                    self.by_id[told["id"]] = self.inside
            case "a" if told.get("href"):
                self.links.append(urljoin(self.address, told["href"]))
            case "input" | "textarea" | "button" | "select":
                self._field(tag, told)
            case "option" if self.chosen is not None:
                self.chosen.append(told.get("value", ""))

    def _field(self, tag: str, told: dict[str, str]) -> None:
        form = self.by_id.get(told["form"]) if told.get("form") else self.inside
        name = told.get("name", "")
        if form is None or not name or name == "csrfmiddlewaretoken":
            return
        offered = form.offers.setdefault(name, [])
        if told.get("type") == "file":
            form.files.add(name)
        if tag == "select":
            self.chosen = offered
        elif told.get("value"):
            offered.append(told["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.chosen = None


def forms_of(client: Client, *starts: str, within: str) -> Iterator[Form]:
    """Every form on the pages that ``starts`` lead to, below ``within``, each once."""
    waiting, seen, told = deque(starts), set(starts), set()
    while waiting:
        address = waiting.popleft()
        answer = client.get(address)
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        page = _Page(address)
        if is_page:
            page.feed(answer.content.decode())
        answer.close()
        for form in page.forms:
            if (form.action, *sorted(form.offers)) not in told:
                told.add((form.action, *sorted(form.offers)))
                yield form
        for link in (urlsplit(one).path for one in page.links):
            if link.startswith(within) and link not in seen:
                seen.add(link)
                waiting.append(link)
