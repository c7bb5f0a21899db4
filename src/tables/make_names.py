#!/usr/bin/env python3
"""Writes languages/*/names.tsv, the names of units and currencies in each language, from Unicode CLDR.

    python3 src/tables/make_names.py                     fetches the packages with `npm pack`
    python3 src/tables/make_names.py UNITS.tgz MONEY.tgz takes them from there
    ... --check                                          writes nothing; fails where a file is out of date

Source: npm cldr-units-full and cldr-numbers-full 48.2.0 (Unicode-3.0; see NOTICE). Python 3.11, standard library.

What comes out, a row each: `unit`, the id of the table, names in running text, symbols; `money`, the ISO code, names,
symbols. Names of a row are set apart by "|". CLDR's own forms of the units that units.tsv has, in all cases and
counts, and, where CLDR names none, the prefixed ones composed as CLDR says ("kilo{0}"). Of currencies those that
ISO 4217 lists as active; where the noun is one currency's only ("ringgit"), the noun alone as well. A pack's own
words win over all of these (language/pack.rs).
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile

VERSION = "48.2.0"
PACKAGES = {
    "cldr-units-full": "754d55f183570c53029a77493302f432fb3e905df35a715f9cb022e2ebcb093c",
    "cldr-numbers-full": "2d17a1453c559a62112caeed52e0bcfe3cb8539c99d239ae7b7ed4d0827679d9",
}

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = HERE.parent / "languages"

# A language and the locales whose forms are read as well.
LOCALES = {
    "en": ["en", "en-GB", "en-AU", "en-CA"],
    "fr": ["fr", "fr-CA", "fr-CH"],
    "vi": ["vi"],
    "de": ["de", "de-AT", "de-CH"],
    "es": ["es", "es-419", "es-MX"],
    "it": ["it", "it-CH"],
    "nl": ["nl", "nl-BE"],
    "pt": ["pt", "pt-PT"],
}

# Units whose words are other things first; a pack that wants one of them says so itself.
NO_NAMES = {
    "point", "dot", "em", "item", "part", "karat", "night", "percent", "permille", "permyriad", "drop", "pinch",
    "dram", "jigger", "grain", "chain", "rod", "sun", "rin", "ken", "slug", "generic", "ofglucose", "ofhg", "quarter",
    "day-person", "week-person", "month-person", "year-person", "mole", "pixel", "degree", "arc-minute", "arc-second",
    "second", "century", "decade",
    "stone", "cup-metric", "fluid-ounce-metric", "cup-imperial", "mile-scandinavian", "dessert-spoon",
    "dessert-spoon-imperial", "g-force", "calorie-it", "british-thermal-unit-it", "temperature", "beaufort",
    "light-speed", "radian", "revolution", "steradian", "gray", "kosaji", "osaji", "cup-jp", "shaku-length",
    "shaku-cloth", "gasoline-energy-density", "jo-jp", "ri-jp", "bu-jp", "se-jp", "cho", "portion", "pint-imperial", "quart-imperial",
}
# Names that nobody writes, or that are another word of the language.
NO_WORDS = {
    "en": {f"{prefix}metric ton{s}" for prefix in ("kilo", "mega", "giga") for s in ("", "s")},
    "fr": {"livre", "livres", "quart", "quarts", "verge", "verges", "mille", "brasse", "brasses", "gas E", "chopine",
           "chopines"},
    "vi": {"tách", "gas E", "sải", "panh", "pao", "mẫu"},
    "de": {"Millionstel", "Millionstels", "Millionsteln", "Milliardstel", "Milliardstels", "Milliardsteln", "Faden",
           "gas E", "Tages", "Monats", "Jahres"},
    "es": {"cuarto", "cuartos", "brazas", "braza", "taza", "vara", "varas", "gas E", "barra", "barras"},
    "it": {"canna", "canne", "punto", "punti", "verghe", "braccia", "quarto", "quarti", "tazza", "tazze", "gas E"},
    "nl": {"vadem", "vademen", "roede", "kop", "koppen", "pond", "vat", "gas E", "punt", "punten", "ons"},
    "pt": {"braça", "braças", "quarto", "quartos", "xícara", "xícaras", "libra", "libras", "gas E", "barra", "barras", "vara", "varas"},
}
# Short forms that are also words, or that many things share.
NO_SYMBOLS = {"a", "d", "c", "y", "w", "in", "pt", "pl", "st", "j", "an", "ans", "R", "s", "t", "q", "r", "gr", "mo",
              "n", "g", "G", "pc", "at", "c.", "m.", "l.", "sem.", "m", "mpg", "dunam", "cup", "bar", "B", "b", "V",
              "A", "N", "H", "CD", "CM", "CT", "Kt", "M", "p", "a.", "aa.", "d.", "dd.", "mm.", "AE", "EL", "TL", "Mon.", "Wo.", "Tg.", "al", "po", "pi", "o", "ua", "tc", "chop", "vg", "sm", "ml.", "ct", "Cal", "m/s.", "fur", "fw", "au", "bu", "ac", "kn", "MP", "MN", "Mm", "F", "C", "K", "S", "T", "gal", "tr", "ch", "ng", "tuần", "ngày", "năm", "mg"}
# Nouns that are other words of the language, so that they are no currency without their country.
NO_NOUNS = {
    "en": {"won", "real", "reals", "sum", "sol", "soles", "mark", "marks", "colon", "colón", "colons", "som", "soms",
           "lev", "leu", "leone", "leones", "bond", "unit", "units", "kip", "kips", "lek", "tops", "rand", "dram",
           "drams", "kina", "pula", "taka", "takas", "lari", "laris", "baht", "vatu", "ruble", "gourde", "gold",
           "silver", "platinum", "palladium", "guarani", "guaranis", "uruguayo", "lire", "florin", "guilder", "guilders",
           "escudo", "escudos", "marka", "tala"},
    "fr": {"sol", "sols", "real", "réal", "som", "soms", "lev", "leva", "leu", "lei", "leone", "leones", "mark",
           "dram", "drams", "won", "wons", "sum", "sums", "unité", "unités", "pula", "pulas", "or", "argent", "marks", "gourde", "gourdes", "escudo", "escudos", "florin", "florins",
           "taka", "levs", "nouveau", "nouveaux"},
    "vi": {"sol", "real", "som", "lev", "leu", "won", "sum", "đô", "bảng", "đồng", "peso", "franc", "dinar", "rupee",
           "mark", "florin", "escudo", "guilder", "zimbabwean", "leone", "pula"},
    "de": {"sol", "real", "som", "lew", "leu", "won", "mark", "sum", "leone", "dram", "herzegowina", "florin", "escudo",
           "escudos", "gulden", "pula", "gold"},
    "es": {"sol", "soles", "real", "reales", "leva", "leu", "won", "marco", "sum", "leone", "dram", "colón", "colones"},
    "it": {"sol", "real", "leva", "leu", "won", "marco", "marchi", "sum", "leone", "leoni", "dram", "som", "lek", "dinaro", "corona", "corone", "scudo", "scudi", "fiorino", "fiorini", "oro", "argento", "pula", "rand"},
    "nl": {"sol", "real", "lev", "leu", "won", "mark", "marken", "sum", "leone", "dram", "som", "lek", "florin", "gulden", "kroon", "kronen", "goud", "zilver", "pula", "rand", "dinar", "peso"},
    "pt": {"sol", "sóis", "leva", "leu", "won", "marco", "marcos", "sum", "leone", "leones", "dram", "som", "lek", "coroa", "coroas", "escudo", "escudos", "florim", "florins", "ouro", "prata", "pula", "rand", "peso", "pesos"},
}
# Symbols that several currencies share, or that are letters first.
NO_SIGNS = {"$", "£", "¥", "kr", "kr.", "Kr.", "K", "L", "R", "S", "T", "G", "Q", "B", "C", "Fr", "F", "Br", "Le", "Sh",
            "Rs", "DA", "DT", "Bs", "P", "D", "E", "Nkf", "UM", "MT", "Db", "Nu", "Lt", "Ls", "P.", "VT", "SM", "ZK",
            "BR", "lei", "RF", "FG", "KM", "din", "ден", "F\u202fCFA", "Ar", "CF", "FC", "fr.", "$b", "A", "¤"}


def package(name, argument):
    if argument:
        packed = pathlib.Path(argument).read_bytes()
    else:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", f"{name}@{VERSION}"], cwd=folder, check=True,
                           stdout=subprocess.DEVNULL)
            packed = (pathlib.Path(folder) / f"{name}-{VERSION}.tgz").read_bytes()
    if (found := hashlib.sha256(packed).hexdigest()) != PACKAGES[name]:
        sys.exit(f"{name} {VERSION}: sha256 is {found}, wanted {PACKAGES[name]}")
    return packed


def members(packed, wanted):
    """The JSON files of a package whose names are wanted."""
    with tempfile.NamedTemporaryFile(suffix=".tgz") as file:
        file.write(packed)
        file.flush()
        out = {}
        with tarfile.open(file.name) as archive:
            for member in archive:
                if member.name in wanted:
                    out[member.name] = json.load(archive.extractfile(member))
        return out


def clean(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " ")).strip()


def forms(row):
    """Every way in which a unit is written behind a number."""
    out = []
    for key, pattern in row.items():
        if "-count-" in key and isinstance(pattern, str):
            out.append(pattern.replace("{0}", " "))
    out = [clean(text) for text in out]
    return list(dict.fromkeys(text for text in out if text and text[0] not in "/-" and "[" not in text))


def table_units():
    """The ids of both tables with the row's quantity, as `units.tsv` has them."""
    out = []
    for name in ("units.tsv", "units-own.tsv"):
        for line in (HERE / name).read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                out.append(line.split("\t")[0])
    return out


PREFIXES = {"kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18, "milli": -3, "micro": -6, "nano": -9,
            "centi": -2, "deci": -1, "hecto": 2, "deka": 1}
POWERS = {"square": "power2", "cubic": "power3"}


def apply(pattern, word):
    """Puts a unit's word into the pattern of a prefix or power; CLDR writes the unit small behind a prefix."""
    return clean(pattern.replace("{0}", word))


def composed(id_, shape, named, long):
    """The forms of a prefixed or squared unit that CLDR does not name itself."""
    for word, key in POWERS.items():
        if id_.startswith(word + "-") and (inner := named.get(id_[len(word) + 1:])):
            rows = shape.get(key, {})
            patterns = [p for k, p in rows.items() if "compoundUnitPattern1" in k]
            return [apply(p, w) for w in inner for p in dict.fromkeys(patterns)]
    for word, power in PREFIXES.items():
        if id_.startswith(word) and (inner := named.get(id_[len(word):])):
            pattern = shape.get(f"10p{power}", {}).get("unitPrefixPattern")
            if pattern:
                return [apply(pattern, (w[:1].lower() + w[1:]) if long else w) for w in inner]
    return []


def is_rate(id_, ids):
    above, per, below = id_.rpartition("-per-")
    return bool(per) and above in ids and below in ids


def unit_rows(language, files):
    names, symbols = {}, {}
    ids, taken = table_units(), {}
    for locale in LOCALES[language]:
        data = files.get(f"package/main/{locale}/units.json")
        if not data:
            continue
        units = data["main"][locale]["units"]
        for shape, out, long in (("long", names, True), ("short", symbols, False)):
            own = {}
            for key, row in units[shape].items():
                id_ = key.split("-", 1)[1] if "-" in key else key
                found = forms(row)
                if found:
                    own[id_] = found
            for id_ in [*ids, *[i for i in own if is_rate(i, ids)]]:
                found = own.get(id_) or composed(id_, units[shape], own, long)
                # What two units are called belongs to the first locale's.
                new = [w for w in found if taken.setdefault((shape, w), id_) == id_ and w not in out.get(id_, [])]
                out.setdefault(id_, []).extend(new)
    rows = []
    for id_ in sorted(set(names) | set(symbols)):
        if id_ in NO_NAMES or id_.startswith("1024"):
            continue
        long = [w for w in names.get(id_, []) if re.fullmatch(r"[^\d%{}]+", w) and len(w) > 2 and w not in NO_WORDS[language]]
        short = [w for w in symbols.get(id_, []) if w not in NO_SYMBOLS and w not in long and "{" not in w]
        # A language that abbreviates nothing writes the word: no symbol.
        long += [w for w in short if len(w) > 4 and w.isalpha()]
        short = [w for w in short if w not in long]
        if long or short:
            rows.append(("unit", id_, long, short))
    return rows


def active():
    """The active codes, as units/currency.rs lists them."""
    text = (HERE.parent / "units" / "currency.rs").read_text("utf-8")
    return re.search(r'ISO: &str = "([^"]*)"', text).group(1).replace("\\", " ").split()


def money_rows(language, files):
    names, signs = {}, {}
    for locale in LOCALES[language]:
        data = files.get(f"package/main/{locale}/currencies.json")
        if not data:
            continue
        for code, row in data["main"][locale]["numbers"]["currencies"].items():
            if code not in active():
                continue
            for key, text in row.items():
                into = names if key.startswith("displayName") else signs if key.startswith("symbol") else None
                if into is not None and clean(text) not in into.setdefault(code, []):
                    into[code].append(clean(text))
    # Which currencies a noun may mean.
    noun_first = language in ("fr", "es", "it", "pt", "vi")

    def noun(name):
        words = re.split(r"[ -]", re.sub(r"\s*\(.*\)", "", name))
        word = (words[0] if noun_first else words[-1]).lower()
        # In Vietnamese only the foreign words are names: the others are syllables of any other.
        return "" if language == "vi" and not word.isascii() else word

    meant = {}
    for code, rows in names.items():
        for name in rows:
            meant.setdefault(noun(name), set()).add(code)
    shared = {}
    for code, rows in signs.items():
        for sign in rows:
            shared.setdefault(sign, set()).add(code)
    out = []
    for code in sorted(names):
        words = list({w.lower(): w for w in reversed(names[code]) if "(" not in w}.values())[::-1]
        for name in names[code]:
            head = noun(name)
            if len(meant[head]) == 1 and head not in NO_NOUNS[language] and len(head) > 2 and head not in map(str.lower, words):
                words.append(head)
        marks = [s for s in signs.get(code, [])
                 if s != code and len(shared[s]) == 1 and s not in NO_SIGNS and not (s.isascii() and s.isalpha())]
        out.append(("money", code, words, marks))
    return out


def table(language, units, money):
    lines = [
        f"# Made by src/tables/make_names.py from npm cldr-units-full and cldr-numbers-full {VERSION}; do not edit.",
        "# © Unicode, Inc., Unicode-3.0: see NOTICE. Names are set apart by |.",
        "# what\tid\tnames\tsymbols",
    ]
    for row in [*unit_rows(language, units), *money_rows(language, money)]:
        lines.append("\t".join([row[0], row[1], "|".join(row[2]), "|".join(row[3])]))
    return "\n".join(lines) + "\n"


def main(arguments):
    check = "--check" in arguments
    files = [a for a in arguments if a != "--check"] or [None, None]
    wanted = {f"package/main/{locale}/{file}.json" for rows in LOCALES.values() for locale in rows
              for file in ("units", "currencies")}
    units, money = (members(package(name, file), wanted) for name, file in zip(PACKAGES, files, strict=True))
    stale = []
    for language in LOCALES:
        folder = LANGUAGES / language
        if not folder.is_dir():
            continue
        made, path = table(language, units, money), folder / "names.tsv"
        if check:
            if not path.exists() or path.read_text("utf-8") != made:
                stale.append(language)
        else:
            path.write_text(made, "utf-8")
            print(f"{language}: {made.count(chr(10)) - 3} rows")
    if stale:
        sys.exit(f"names.tsv is out of date: {', '.join(stale)}")


if __name__ == "__main__":
    main(sys.argv[1:])
