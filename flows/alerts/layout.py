"""Plain text in columns: lines broken between words, counting wide characters as two, never inside an address."""

import unicodedata


def columns(text: str) -> int:
    """Cells a terminal needs for the text."""
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def folded(text: str, width: int, first: str = "", rest: str | None = None) -> str:
    """The text in lines of at most `width` cells: `first` begins the first, `rest` (or as many blanks) the others."""
    rest = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    line, used, empty = first, columns(first), True
    for word in text.split():
        needed = columns(word)
        if not empty and used + 1 + needed <= width:
            line, used = f"{line} {word}", used + 1 + needed
            continue
        if not empty:
            lines.append(line)
            line, used = rest, columns(rest)
        pieces = [word] if "://" in word else _broken(word, width - used)
        for piece in pieces[:-1]:
            lines.append(line + piece)
            line, used = rest, columns(rest)
        line, used, empty = line + pieces[-1], used + columns(pieces[-1]), False
    lines.append(line)
    return "\n".join(part.rstrip() for part in lines)


def _broken(word: str, room: int) -> list[str]:
    """A word wider than a line, in pieces that fit: how Chinese and Japanese are written, without blanks."""
    room = max(room, 2)
    pieces, piece, used = [], "", 0
    for character in word:
        cells = _cells(character)
        if used + cells > room:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + character, used + cells
    return [*pieces, piece]
