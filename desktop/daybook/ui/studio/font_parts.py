"""A face with nothing but the letters that a picture needs, as a file can bring it along (WOFF 1).

Numbers of letters stay as they are, so that all other tables go on holding: only outlines and pairs that nobody asked
for are emptied. Of Open Sans, 10 kB are left of 210. Formats: https://learn.microsoft.com/typography/opentype/spec/
(glyf, loca, kern) and https://www.w3.org/TR/WOFF/. Knows no Qt.
"""

import struct
import zlib
from collections.abc import Collection, Mapping
from itertools import pairwise
from typing import Final

_RECORD: Final = struct.Struct(">4sIII")
_ENTRY: Final = struct.Struct(">4sIIII")
_HEADER: Final = struct.Struct(">4sIIHHIHHIIIII")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part of a letter that is put together of others."""
_LONG: Final = struct.pack(">h", 1)
_LONG_AT: Final = 50
"""Where `head` says how `loca` counts."""
_PAIR: Final = struct.Struct(">HHh")


def woff(face: bytes, glyphs: Collection[int]) -> bytes:
    """A TrueType face with these glyphs and those they are put together of; the others are empty."""
    tables = _tables(face)
    places = _places(tables)
    kept = _with_parts(tables["glyf"], places, glyphs)
    outlines = [tables["glyf"][start:end] if each in kept else b"" for each, (start, end) in enumerate(places)]
    tables["glyf"] = b"".join(outlines)
    tables["loca"] = _loca(outlines)
    tables["head"] = tables["head"][:_LONG_AT] + _LONG + tables["head"][_LONG_AT + 2 :]
    if "kern" in tables:
        tables["kern"] = _kern(tables["kern"], kept)
    return _packed(face[:4], tables)


def _tables(face: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", face, 4)
    records = (_RECORD.unpack_from(face, 12 + 16 * number) for number in range(count))
    return {tag.decode("ascii"): face[at : at + length] for tag, _, at, length in records}


def _places(tables: Mapping[str, bytes]) -> list[tuple[int, int]]:
    """Where the outline of each glyph begins and ends."""
    is_long = tables["head"][_LONG_AT : _LONG_AT + 2] == _LONG
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    ends = struct.unpack_from(f">{count + 1}{'I' if is_long else 'H'}", tables["loca"])
    ends = ends if is_long else tuple(2 * each for each in ends)
    return list(pairwise(ends))


def _with_parts(glyf: bytes, places: list[tuple[int, int]], glyphs: Collection[int]) -> set[int]:
    """The glyphs, the one for what is missing (0), and all that they are put together of."""
    kept: set[int] = set()
    waiting = [0, *glyphs]
    while waiting:
        glyph = waiting.pop()
        if glyph not in kept and glyph < len(places):
            kept.add(glyph)
            start, end = places[glyph]
            waiting += _parts(glyf[start:end])
    return kept


def _parts(outline: bytes) -> list[int]:
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return []
    found, at, flags = [], 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        found.append(glyph)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _FOUR_SCALES else 0
    return found


def _loca(outlines: list[bytes]) -> bytes:
    ends = [0]
    for each in outlines:
        ends.append(ends[-1] + len(each))
    return struct.pack(f">{len(ends)}I", *ends)


def _kern(table: bytes, kept: Collection[int]) -> bytes:
    """The pairs of which both are kept, of a table as Windows has it with one list of pairs; any other stays whole."""
    version, lists, _, _, coverage, count = struct.unpack_from(">6H", table)
    begin = 18
    if version != 0 or lists != 1 or coverage >> 8 != 0 or len(table) < begin + count * _PAIR.size:
        return table
    listed = _PAIR.iter_unpack(table[begin : begin + count * _PAIR.size])
    pairs = [_PAIR.pack(left, right, value) for left, right, value in listed if left in kept and right in kept]
    power = max(len(pairs).bit_length() - 1, 0)
    search = _PAIR.size << power
    length = begin - 4 + _PAIR.size * len(pairs)
    rest = max(_PAIR.size * len(pairs) - search, 0)
    head = struct.pack(">9H", 0, 1, 0, min(length, 0xFFFF), coverage, len(pairs), search, power, rest)
    return head + b"".join(pairs)


def _packed(flavor: bytes, tables: Mapping[str, bytes]) -> bytes:
    directory, data = b"", b""
    begin = _HEADER.size + _ENTRY.size * len(tables)
    for tag, table in sorted(tables.items()):
        small = zlib.compress(table, 9)
        small = small if len(small) < len(table) else table
        directory += _ENTRY.pack(tag.encode("ascii"), begin + len(data), len(small), len(table), _checksum(table))
        data += small + bytes(-len(small) % 4)
    unpacked = 12 + sum(_RECORD.size + len(each) + -len(each) % 4 for each in tables.values())
    length = begin + len(data)
    head = _HEADER.pack(b"wOFF", int.from_bytes(flavor), length, len(tables), 0, unpacked, 1, 0, 0, 0, 0, 0, 0)
    return head + directory + data


def _checksum(table: bytes) -> int:
    whole = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(whole) // 4}I", whole)
    return sum(words) & 0xFFFFFFFF
