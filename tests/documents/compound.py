"""A small writer of OLE compound files (512-byte sectors, one level of storages), enough for tests."""

import struct

_SECTOR, _FREE, _END, _FAT_SECTOR = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_SMALL = 4096  # shorter streams would live in the mini stream; here they are padded past it instead


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file of ``streams`` by path, ``Storage/Stream`` or ``Stream``. Sizes stay as given."""
    sectors: list[bytes] = []
    fat: list[int] = []
    mini: list[bytes] = []
    mini_fat: list[int] = []

    def add(content: bytes, into: list[bytes], chain: list[int], unit: int) -> int:
        if not content:
            return _END
        first = len(into)
        pieces = [content[at : at + unit].ljust(unit, b"\0") for at in range(0, len(content), unit)]
        into.extend(pieces)
        chain.extend(range(first + 1, first + len(pieces)))
        chain.append(_END)
        return first

    entries = _tree(streams)
    for entry in entries:
        content = entry["content"]
        if entry["kind"] == _STREAM:
            small = len(content) < _SMALL
            entry["start"] = add(content, mini, mini_fat, 64) if small else add(content, sectors, fat, _SECTOR)
    mini_bytes = b"".join(mini)
    entries[0]["start"] = add(mini_bytes, sectors, fat, _SECTOR)
    entries[0]["size"] = len(mini_bytes)
    mini_fat_start = add(struct.pack(f"<{len(mini_fat)}I", *mini_fat), sectors, fat, _SECTOR) if mini_fat else _END
    if mini_fat and len(mini_fat) % 128:
        last = sectors[-1]
        sectors[-1] = last[: (len(mini_fat) % 128) * 4] + b"\xff" * (_SECTOR - (len(mini_fat) % 128) * 4)
    directory_start = add(b"".join(_entry(entry) for entry in entries), sectors, fat, _SECTOR)
    fat_count = 1
    while (len(fat) + fat_count) * 4 > fat_count * _SECTOR:
        fat_count += 1
    fat_start = len(sectors)
    table = fat + [_FAT_SECTOR] * fat_count
    table += [_FREE] * (fat_count * 128 - len(table))
    sectors += [struct.pack("<128I", *table[at : at + 128]) for at in range(0, len(table), 128)]
    return _header(fat_start, fat_count, directory_start, mini_fat_start, bool(mini_fat)) + b"".join(sectors)


def _tree(streams: dict[str, bytes]) -> list[dict]:
    entries = [{"name": "Root Entry", "kind": _ROOT, "content": b"", "child": _FREE}]
    folders: dict[str, int] = {"": 0}
    members: dict[str, list[int]] = {"": []}
    for path in streams:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            folders[folder] = len(entries)
            members[folder] = []
            members[""].append(len(entries))
            entries.append({"name": folder, "kind": _STORAGE, "content": b"", "child": _FREE})
    for path, content in streams.items():
        folder, _, name = path.rpartition("/")
        members[folder].append(len(entries))
        entries.append({"name": name, "kind": _STREAM, "content": content, "child": _FREE})
    for folder, inside in members.items():
        order = sorted(inside, key=lambda at: (len(entries[at]["name"]), entries[at]["name"].upper()))
        for here, following in zip(order, [*order[1:], _FREE], strict=True):
            entries[here]["right"] = following  # a list is a tree too
        entries[folders[folder]]["child"] = order[0] if order else _FREE
    while len(entries) % 4:
        entries.append({"name": "", "kind": 0, "content": b"", "child": _FREE})
    return entries


def _entry(entry: dict) -> bytes:
    name = entry["name"].encode("utf-16-le")
    length = len(name) + 2 if name else 0
    size = entry.get("size", len(entry["content"]))
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBBIII", length, entry["kind"], 1, _FREE, entry.get("right", _FREE), entry["child"])
        + b"\0" * 36
        + struct.pack("<IQ", entry.get("start", 0) if entry["kind"] in {_STREAM, _ROOT} else 0, size)
    )


def _header(fat_start: int, fat_count: int, directory: int, mini_fat: int, has_mini: bool) -> bytes:
    difat = list(range(fat_start, fat_start + fat_count))
    assert len(difat) <= 109, "larger than this writer can say"
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack("<HHHHH6xII", 0x3E, 3, 0xFFFE, 9, 6, 0, fat_count)
        + struct.pack("<IIIIIII", directory, 0, _SMALL, mini_fat, int(has_mini), _END, 0)
        + struct.pack("<109I", *difat, *[_FREE] * (109 - len(difat)))
    )
