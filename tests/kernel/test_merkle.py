"""The log's tree against a naive recursion straight from RFC 9162."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonggo.kernel import merkle


def naive_root(entries):
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = 1
    while k * 2 < len(entries):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(entries[:k]) + naive_root(entries[k:])).digest()


def naive_path(m, entries):
    if len(entries) == 1:
        return []
    k = 1
    while k * 2 < len(entries):
        k *= 2
    if m < k:
        return [*naive_path(m, entries[:k]), naive_root(entries[k:])]
    return [*naive_path(m - k, entries[k:]), naive_root(entries[:k])]


def naive_consistency(m, entries, whole=True):
    n = len(entries)
    if m == n:
        return [] if whole else [naive_root(entries)]
    k = 1
    while k * 2 < n:
        k *= 2
    if m <= k:
        return [*naive_consistency(m, entries[:k], whole), naive_root(entries[k:])]
    return [*naive_consistency(m - k, entries[k:], False), naive_root(entries[:k])]


def tree(entries, cuts=()):
    """All nodes of a log grown in the steps that ``cuts`` give."""
    nodes = {}
    at = 0
    for cut in [*sorted(cuts), len(entries)]:
        leaves = [merkle.leaf_hash(entry) for entry in entries[at:cut]]
        nodes.update(merkle.grown(at, leaves, lambda *node: nodes[node]))
        at = max(at, cut)
    return lambda *node: nodes[node]


logs = st.integers(0, 70).map(lambda n: [bytes([i]) for i in range(n)])


@given(logs, st.data())
def test_log_grown_in_any_steps_has_the_root_of_the_naive_recursion(entries, data):
    cuts = data.draw(st.lists(st.integers(0, len(entries)), max_size=5))

    assert merkle.root(len(entries), tree(entries, cuts)) == naive_root(entries)


@given(logs.filter(bool), st.data())
def test_inclusion_path_equals_the_naive_one_and_leads_to_the_root(entries, data):
    size = len(entries)
    index = data.draw(st.integers(0, size - 1))

    path = merkle.proof(merkle.inclusion_nodes(index, size), tree(entries))

    assert path == naive_path(index, entries)
    assert merkle.root_from_inclusion(merkle.leaf_hash(entries[index]), index, size, path) == naive_root(entries)


@given(logs.filter(bool), st.data())
def test_consistency_path_equals_the_naive_one_and_is_accepted(entries, data):
    old = data.draw(st.integers(1, len(entries)))

    path = merkle.proof(merkle.consistency_nodes(old, len(entries)), tree(entries))

    assert path == naive_consistency(old, entries)
    assert merkle.is_consistent(old, len(entries), naive_root(entries[:old]), naive_root(entries), path)


@given(logs.filter(lambda entries: len(entries) > 1), st.data())
def test_log_whose_old_leaf_was_swapped_is_not_consistent_with_the_old_root(entries, data):
    old = data.draw(st.integers(1, len(entries)))
    swapped = [b"swapped", *entries[1:]]

    path = merkle.proof(merkle.consistency_nodes(old, len(entries)), tree(swapped))

    assert not merkle.is_consistent(old, len(entries), naive_root(entries[:old]), naive_root(swapped), path)


@given(logs.filter(lambda entries: len(entries) > 1), st.data())
def test_inclusion_path_of_another_leaf_or_length_does_not_lead_to_the_root(entries, data):
    size = len(entries)
    index = data.draw(st.integers(0, size - 1))
    path = naive_path(index, entries)

    assert merkle.root_from_inclusion(merkle.leaf_hash(b"other"), index, size, path) != naive_root(entries)
    with pytest.raises(ValueError, match="too short"):
        merkle.root_from_inclusion(merkle.leaf_hash(entries[index]), index, size, path[:-1])
    with pytest.raises(ValueError, match="too long"):
        merkle.root_from_inclusion(merkle.leaf_hash(entries[index]), index, size, [*path, b"x" * 32])


def test_proof_of_a_leaf_beyond_the_log_is_an_error():
    with pytest.raises(ValueError, match="no leaf 3"):
        merkle.inclusion_nodes(3, 3)
    with pytest.raises(ValueError, match="cannot extend"):
        merkle.consistency_nodes(4, 3)
