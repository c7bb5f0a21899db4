"""What both test files share: texts with one fault each, columns in every encoding, edits applied as a client does."""

import os
import re

COPYDESK = os.environ["COPYDESK"]

FRENCH = """# Le quai change de visage

🎉 À Liège, dix des 14 chantiers du quai sont achevés ; les 4/10 restants le seront avant l’été.
"""
ENGLISH = "The course measures 26.2 miles (50 km) from the harbour to the castle gate.\n"
WAIT = float(os.environ.get("COPYDESK_TEST_WAIT", "20"))


def width(text, encoding):
    """Length of a text in the units of a position encoding."""
    if encoding == "utf-8":
        return len(text.encode())
    if encoding == "utf-32":
        return len(text)
    return len(text.encode("utf-16-le")) // 2


def lines(text):
    """Lines as the protocol counts them: LF, CRLF or CR only, never U+2028 and the like."""
    return re.split(r"\r\n|\n|\r", text)


def place(text, part, encoding):
    """Range of the first occurrence of a part, as (line, start, end)."""
    for number, line in enumerate(lines(text)):
        if part in line:
            start = width(line[: line.index(part)], encoding)
            return number, start, start + width(part, encoding)
    raise AssertionError(f"{part!r} is not in the text")


def offset(text, line, character, encoding):
    """Index in a text of a position."""
    at = 0
    for _ in range(line):
        at = re.compile(r"\r\n|\n|\r").search(text, at).end()
    while character > 0:
        character -= width(text[at], encoding)
        at += 1
    return at


def apply(text, edits, encoding):
    """The text after edits given as (start line, start character, end line, end character, new text)."""
    spans = sorted(
        ((offset(text, a, b, encoding), offset(text, c, d, encoding), new) for a, b, c, d, new in edits), reverse=True
    )
    for start, end, new in spans:
        text = text[:start] + new + text[end:]
    return text
