"""Draws what `tmux capture-pane -e -p` printed as a PNG: render.py SCREEN.ansi PICTURE.png"""

import re
import sys
import unicodedata

from PIL import Image, ImageDraw, ImageFont

MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono%s.ttf"
EMOJI = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
SIZE, LEADING, MARGIN = 15, 20, 8
FOREGROUND, BACKGROUND = (224, 226, 234), (20, 22, 27)
BASIC = ["14161b", "ffc0b9", "b3f6c0", "fce094", "a6dbff", "ffcaff", "8cf8f7", "eef1f8"]


def rgb(text):
    return tuple(int(text[i : i + 2], 16) for i in (0, 2, 4))


def indexed(n):
    """Colour n of the 256 of a terminal."""
    if n < 16:
        return rgb(BASIC[n % 8])
    if n >= 232:
        return (8 + (n - 232) * 10,) * 3
    n -= 16
    return tuple(0 if v == 0 else 55 + 40 * v for v in (n // 36, n // 6 % 6, n % 6))


def colour(codes):
    """The colour after a 38, 48 or 58, taking its numbers off the list."""
    kind = codes.pop(0)
    if kind == 5:
        return indexed(codes.pop(0))
    return codes.pop(0), codes.pop(0), codes.pop(0)


class Style:
    def __init__(self):
        self.reset()

    def reset(self):
        self.fg, self.bg, self.line = FOREGROUND, BACKGROUND, None
        self.bold = self.italic = self.under = self.reverse = False

    def apply(self, sequence):
        # 4:3 is a curly underline: the part after the colon only matters where it is 0.
        parts = []
        for part in sequence.split(";"):
            head, *rest = part.split(":")
            if head in ("38", "48", "58") and rest:
                numbers = [r for r in rest if r]
                parts += [int(head), *map(int, numbers)]
            elif head == "4" and rest:
                parts.append(24 if rest[0] == "0" else 4)
            else:
                parts.append(int(head or 0))
        while parts:
            code = parts.pop(0)
            if code == 0:
                self.reset()
            elif code in (1, 22):
                self.bold = code == 1
            elif code in (3, 23):
                self.italic = code == 3
            elif code in (4, 24):
                self.under = code == 4
            elif code in (7, 27):
                self.reverse = code == 7
            elif code == 38:
                self.fg = colour(parts)
            elif code == 48:
                self.bg = colour(parts)
            elif code == 58:
                self.line = colour(parts)
            elif code in (39, 49, 59):
                setattr(self, {39: "fg", 49: "bg", 59: "line"}[code], {39: FOREGROUND, 49: BACKGROUND, 59: None}[code])
            elif 30 <= code <= 37 or 90 <= code <= 97:
                self.fg = indexed(code % 10)
            elif 40 <= code <= 47 or 100 <= code <= 107:
                self.bg = indexed(code % 10)


def cells(text):
    """Each character with the style in force and its width in columns."""
    style = Style()
    for match in re.finditer(r"\x1b\[([\d;:]*)m|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.|([^\x1b])", text):
        if match[1] is not None:
            style.apply(match[1])
        elif match[2]:
            char = match[2]
            if unicodedata.combining(char) or char in "\u200d\ufe0f":
                continue
            yield char, style, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def emoji(char):
    font = ImageFont.truetype(EMOJI, 109)  # its one bitmap size
    image = Image.new("RGBA", (136, 128))
    ImageDraw.Draw(image).text((0, 0), char, font=font, embedded_color=True)
    return image.resize((int(SIZE * 1.2), int(SIZE * 1.13)))


def draw(source, target):
    with open(source, encoding="utf-8") as file:
        lines = file.read().rstrip("\n").split("\n")
    fonts = {
        (bold, italic): ImageFont.truetype(MONO % {(0, 0): "", (1, 0): "-Bold", (0, 1): "-Oblique", (1, 1): "-BoldOblique"}[bold, italic], SIZE)
        for bold in (0, 1)
        for italic in (0, 1)
    } if has_variants() else None
    plain = ImageFont.truetype(MONO % "", SIZE)
    width = plain.getlength("M")
    columns = max(100, *(sum(w for _, _, w in cells(line)) for line in lines))
    image = Image.new("RGB", (int(columns * width) + 2 * MARGIN, len(lines) * LEADING + 2 * MARGIN), BACKGROUND)
    pen = ImageDraw.Draw(image)
    # Styles run on over the end of a line, so the whole text is read at once.
    x = y = 0
    for char, style, wide in cells("\n".join(lines)):
        if char == "\n":
            x, y = 0, y + 1
            continue
        left, top = MARGIN + x * width, MARGIN + y * LEADING
        right = left + wide * width
        fg, bg = (style.bg, style.fg) if style.reverse else (style.fg, style.bg)
        if bg != BACKGROUND:
            pen.rectangle((left, top, right - 1, top + LEADING - 1), fill=bg)
        if wide == 2 and ord(char) > 0x1F000:
            glyph = emoji(char)
            image.paste(glyph, (int(left), int(top) + 1), glyph)
        else:
            font = fonts[int(style.bold), int(style.italic)] if fonts else plain
            pen.text((left, top + 1), char, font=font, fill=fg)
        if style.under:
            pen.line((left, top + LEADING - 2, right - 1, top + LEADING - 2), fill=style.line or fg, width=2)
        x += wide
    image.save(target)


def has_variants():
    """fonts-dejavu-core lacks the oblique faces: then all is drawn upright."""
    try:
        ImageFont.truetype(MONO % "-BoldOblique", SIZE)
        return True
    except OSError:
        return False


if __name__ == "__main__":
    draw(sys.argv[1], sys.argv[2])
