"""Names that stand twice, or that name what is not there."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gonggo.programs.finding import Finding, finding


def twice(file: str, key: str, names: Iterable[str]) -> Iterator[Finding]:
    return (finding(file, key, "twice", name=name) for name, count in Counter(names).items() if count > 1)


def absent(file: str, key: str, names: Iterable[str], there: Iterable[str]) -> Iterator[Finding]:
    known = set(there)
    return (finding(file, key, "not_there", name=name) for name in names if name not in known)
