"""Merkle roots (RFC 9162, 2.1.1) made by adding leaf after leaf; shares nothing with the code that writes the log."""

import hashlib
from collections.abc import Sequence


def roots(leaves: Sequence[bytes], sizes: set[int]) -> dict[int, bytes]:
    """The root at each of ``sizes``, from the leaves' hashes."""
    found, peaks = {}, []  # peaks: (leaves under it, hash), largest first
    for place, leaf in enumerate(leaves, start=1):
        peaks.append((1, leaf))
        while len(peaks) > 1 and peaks[-1][0] == peaks[-2][0]:
            (count, right), (_, left) = peaks.pop(), peaks.pop()
            peaks.append((2 * count, hashlib.sha256(b"\1" + left + right).digest()))
        if place in sizes:
            whole = peaks[-1][1]
            for _, left in reversed(peaks[:-1]):
                whole = hashlib.sha256(b"\1" + left + whole).digest()
            found[place] = whole
    return found


def root(leaves: Sequence[bytes]) -> bytes | None:
    """The root over all of them; None over none."""
    return roots(leaves, {len(leaves)}).get(len(leaves))
