"""The Merkle tree of an append-only log (RFC 9162 hashing), kept as its complete subtrees.

A node is (level, index): level 0 holds the leaves' hashes, node (n, i) covers leaves i*2^n up to (i+1)*2^n. Complete
subtrees never change, so they are written once, and every root and proof is made of a logarithmic number of them.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

Node = tuple[int, int]
Lookup = Callable[[int, int], bytes]
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """The hash of one entry of the log."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two neighbouring subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def completed_by(index: int) -> list[Node]:
    """The subtrees above level 0 that the leaf at ``index`` completes, lowest first."""
    nodes = []
    level, place = 0, index
    while place & 1:
        level, place = level + 1, place >> 1
        nodes.append((level, place))
    return nodes


def grown(size: int, leaves: Sequence[bytes], node: Lookup) -> Iterator[tuple[Node, bytes]]:
    """All nodes that appending ``leaves`` (hashes) to a log of ``size`` writes, in order.

    ``node`` gives the nodes that exist already; those needed are the ones of ``peaks(size)``.
    """
    fresh: dict[Node, bytes] = {}

    def find(level: int, index: int) -> bytes:
        return fresh.get((level, index)) or node(level, index)

    for index, leaf in enumerate(leaves, start=size):
        fresh[0, index] = leaf
        for level, place in completed_by(index):
            fresh[level, place] = node_hash(find(level - 1, 2 * place), find(level - 1, 2 * place + 1))
    yield from fresh.items()


def peaks(size: int, first: int = 0) -> list[Node]:
    """The complete subtrees that cover leaves ``first`` to ``size``, left to right (``first`` a subtree's edge)."""
    found = []
    while first < size:
        level = (size - first).bit_length() - 1
        found.append((level, first >> level))
        first += 1 << level
    return found


def _folded(hashes: Sequence[bytes]) -> bytes:
    """One hash over subtrees that shrink from left to right."""
    *rest, root = hashes
    for left in reversed(rest):
        root = node_hash(left, root)
    return root


def root(size: int, node: Lookup) -> bytes:
    """The root of the first ``size`` leaves."""
    return _folded([node(*peak) for peak in peaks(size)]) if size else EMPTY_ROOT


def _split(size: int) -> int:
    """The largest power of two below ``size`` (at least 2)."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_nodes(index: int, size: int) -> list[list[Node]]:
    """What the inclusion proof is made of: one list of subtrees a step, to be folded, leaf's neighbour first."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a log of {size}")
    steps: list[list[Node]] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            steps.append(peaks(high, middle))
            high = middle
        else:
            steps.append(peaks(middle, low))
            low = middle
    return steps[::-1]


def consistency_nodes(old: int, size: int) -> list[list[Node]]:
    """What the proof that ``size`` extends ``old`` is made of, in RFC 9162's order."""
    if not 0 < old <= size:
        raise ValueError(f"a log of {size} cannot extend one of {old}")
    steps: list[list[Node]] = []
    low, high, whole = 0, size, True
    while old < high:
        middle = low + _split(high - low)
        if old <= middle:
            steps.append(peaks(high, middle))
            high = middle
        else:
            steps.append(peaks(middle, low))
            low, whole = middle, False
    if not whole:
        steps.append(peaks(high, low))
    return steps[::-1]


def proof(steps: Sequence[Sequence[Node]], node: Lookup) -> list[bytes]:
    """The hashes of a proof from its subtrees."""
    return [_folded([node(*each) for each in step]) for step in steps]


def whole_tree(leaves: Sequence[bytes]) -> tuple[bytes, list[list[bytes]]]:
    """The root over a few leaves' hashes (one at least) and the inclusion path of each."""
    paths: list[list[bytes]] = [[] for _ in leaves]
    level, width = list(leaves), 0
    while len(level) > 1:
        for index, path in enumerate(paths):
            beside = (index >> width) ^ 1
            if beside < len(level):
                path.append(level[beside])
        odd = level[-1:] if len(level) % 2 else []
        level = [node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)] + odd
        width += 1
    return level[0], paths


def root_from_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that the path leads to (RFC 9162, 2.1.3.2). Raises ValueError for a path of another length."""
    if not 0 <= index < size:
        raise ValueError("the leaf is not in the log")
    place, last, found = index, size - 1, leaf
    for step in path:
        if last == 0:
            raise ValueError("the path is too long")
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return found


def is_consistent(old: int, size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path proves that the log of ``size`` extends the log of ``old`` (RFC 9162, 2.1.4.2)."""
    if old == size:
        return old_root == new_root and not path
    if not 0 < old < size:
        return False
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return False
    first = second = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = node_hash(step, first), node_hash(step, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = node_hash(second, step)
        place, last = place >> 1, last >> 1
    return first == old_root and second == new_root and last == 0
