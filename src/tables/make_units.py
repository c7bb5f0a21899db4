#!/usr/bin/env python3
"""Writes units.tsv from Unicode CLDR.

    python3 src/tables/make_units.py              fetches the package with `npm pack`
    python3 src/tables/make_units.py FILE.tgz     takes it from there
    ... --check                                   writes nothing; fails where units.tsv is out of date

Source: npm cldr-core 48.2.0, supplemental/units.json (Unicode-3.0; see NOTICE). Python 3.11, standard library.

What comes out: CLDR's convertible units, their prefixed forms that news uses, powers of lengths, products
("kilowatt-hour") and multiples ("100-kilometer"). Rates ("kilometer-per-hour") are not listed: units/table.rs makes
them of two rows. Factors are exact. Left out: what CLDR only approximates (pi, the dalton), scales that are not
linear (beaufort), and ids that units-own.tsv gives, which win.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
from fractions import Fraction

PACKAGE = "cldr-core"
VERSION = "48.2.0"
SHA256 = "5310e0c7a06c1feb83dc8e54c8584bbe0b9c2ea8320172a18d541986b124585d"
MEMBER = "package/supplemental/units.json"

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE / "units.tsv"
OWN = HERE / "units-own.tsv"

# The reader of numbers in Rust takes no more digits (number::exact::MOST_DIGITS).
MOST_DIGITS = 60

LEFT_OUT = {
    "percent": "a unit of its own in units/mod.rs",
    "beaufort": "a scale, not linear",
    "ofglucose": "only a part of other ids",
    "ofhg": "only a part of other ids",
}

# CLDR keeps years apart from seconds. Here a year is the mean Gregorian one, 365.2425 days, so that "18 months" and
# "540 days" can be held against each other; months and years among themselves stay exact either way.
YEAR_IN_SECONDS = 31556952

# Quantities that CLDR runs together because their base units are written alike.
QUANTITY = {"gray": "absorbed-dose", "sievert": "dose-equivalent"}

# Where CLDR's systems say less than a newsroom knows.
SYSTEM = {
    "ton": "us",  # CLDR's ton is the short one
    "horsepower": "imperial",
    "foodcalorie": "both",
    "atmosphere": "both",
    "quarter": "both",
    "fortnight": "both",
    "light-speed": "local",
    "knot": "local",
    "nautical-mile": "local",
    "barrel": "local",
    "carat": "local",
    "karat": "local",
    "point": "local",
    "rankine": "us",
    "calorie": "metric",
    "calorie-it": "metric",
}

SMALL = ["nano", "micro", "milli"]
LARGE = ["kilo", "mega", "giga", "tera"]
BYTES = [*LARGE, "peta", "exa", "zetta", "kibi", "mebi", "gibi", "tebi"]
PREFIXED = {
    "meter": [*SMALL, "centi", "deci", "deka", "hecto", "kilo", "mega"],
    "gram": [*SMALL, "centi", "deci", "deka", "hecto", "kilo", "mega", "giga", "tera"],
    "tonne": ["kilo", "mega", "giga"],
    "second": SMALL,
    "liter": ["micro", "milli", "centi", "deci", "hecto", "kilo", "mega", "giga"],
    "watt": ["micro", "milli", *LARGE, "peta"],
    "joule": ["milli", *LARGE, "peta", "exa"],
    "calorie": ["kilo", "mega", "giga"],
    "volt": [*SMALL, "kilo", "mega"],
    "ampere": [*SMALL, "kilo"],
    "ohm": ["milli", "kilo", "mega"],
    "newton": ["milli", "kilo", "mega"],
    "pascal": ["hecto", "kilo", "mega", "giga"],
    "bar": ["milli"],
    "hertz": ["kilo", "mega", "giga", "tera"],
    "becquerel": LARGE,
    "gray": ["micro", "milli"],
    "sievert": [*SMALL],
    "mole": ["micro", "milli"],
    "bit": BYTES,
    "byte": BYTES,
    "pixel": ["mega", "giga"],
    "farad": ["micro", "milli"],
}

# Powers: prefix word, exponent, units, quantity.
LENGTHS = ["meter", "nanometer", "micrometer", "millimeter", "centimeter", "decimeter", "hectometer", "kilometer",
           "inch", "foot", "yard", "mile", "nautical-mile"]
POWERS = [("square", 2, LENGTHS, "area"), ("cubic", 3, LENGTHS, "volume"), ("square", 2, ["second"], "square-duration")]

# Products: the parts (the first may be prefixed), the prefixes, the quantity.
PRODUCTS = [
    ("watt", "hour", ["milli", *LARGE, "peta"], "energy"),
    ("watt", "year", ["mega", "giga"], "energy"),
    ("ampere", "hour", ["milli", "kilo"], "electric-charge"),
    ("volt", "ampere", LARGE, "apparent-power"),
    ("newton", "meter", ["kilo"], "torque"),
    ("pound-force", "foot", [], "torque"),
    ("acre", "foot", [], "volume"),
    ("inch", "ofhg", [], "pressure"),
    ("millimeter", "ofhg", [], "pressure"),
    ("tonne", "kilometer", [], "mass-length"),
    ("ton", "mile", [], "mass-length"),
    ("square-meter", "day", [], "area-duration"),
    ("square-meter", "month", [], "area-duration"),
    ("square-meter", "year", [], "area-duration"),
    ("square-kilometer", "year", [], "area-duration"),
    ("hectare", "year", [], "area-duration"),
    ("acre", "year", [], "area-duration"),
]

# Multiples that stand below a "per".
MULTIPLES = [
    (100, "meter"), (100, "kilometer"), (100, "mile"), (100, "gram"), (100, "kilogram"), (100, "milliliter"),
    (100, "liter"), (100, "pound"), (100, "square-meter"), (1000, "cubic-meter"), (1000, "cubic-foot"),
    (1000, "kilometer"), (1000, "liter"), (1000, "hour"),
]

# CLDR's forms "part-per-1e6": a portion like percent, not a rate of two quantities.
PORTIONS = [("part-per-1e6", Fraction(1, 10**6)), ("part-per-1e9", Fraction(1, 10**9)),
            ("part-per-1e12", Fraction(1, 10**12))]


class Unit:
    def __init__(self, quantity, factor, offset, base, system):
        self.quantity, self.factor, self.offset, self.base, self.system = quantity, factor, offset, base, system


def evaluate(expression, constants):
    """CLDR's expressions: `*` binds tighter than `/`, of which there is at most one; no brackets.

    Answers the exact value and whether it rests on a constant that CLDR calls approximate."""
    approximate = False

    def product(text):
        nonlocal approximate
        value = Fraction(1)
        for part in text.split("*"):
            part = part.strip()
            if part in constants:
                inner, rough = evaluate(constants[part]["_value"], constants)
                approximate |= rough or constants[part].get("_status") == "approximate"
                value *= inner
            else:
                value *= Fraction(part)
        return value

    above, _, below = expression.partition("/")
    return product(above) / (product(below) if below else 1), approximate


def written(value):
    """A decimal where one exists and is short, else `a/b`."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest == 1 and places <= 40:
        digits = str(value.numerator * 10**places // value.denominator).rjust(places + 1, "0")
        text = digits if places == 0 else f"{digits[:-places]}.{digits[-places:]}"
    else:
        text = f"{value.numerator}/{value.denominator}"
    for side in text.split("/"):
        assert len(side.replace(".", "")) <= MOST_DIGITS, text
    return text


def system_of(unit, systems):
    if unit in SYSTEM:
        return SYSTEM[unit]
    us, uk = "ussystem" in systems, "uksystem" in systems
    metric = bool({"si", "metric"} & systems)
    beside_metric = metric or bool({"si_acceptable", "metric_adjacent"} & systems)
    if "person_age" in systems or (us and uk and beside_metric):
        return "both"
    if us and uk:
        return "imperial"
    if us or uk:
        return "us" if us else "uk"
    return "metric" if metric else "local"


def simple_units(data):
    quantities = {base: row["_quantity"] for base, row in data["unitQuantities"].items()}
    units, skipped = {}, dict(LEFT_OUT)
    for id_, row in data["convertUnits"].items():
        if "_special" in row:
            continue
        factor, rough = evaluate(row.get("_factor", "1"), data["unitConstants"])
        offset, _ = evaluate(row.get("_offset", "0"), data["unitConstants"])
        if rough:
            skipped[id_] = "rests on a constant that CLDR calls approximate"
            continue
        base, quantity = row["_baseUnit"], QUANTITY.get(id_) or quantities[row["_baseUnit"]]
        if base == "year":
            base, quantity, factor = "second", "duration", factor * YEAR_IN_SECONDS
        units[id_] = Unit(quantity, factor, offset, base, system_of(id_, set(row["_systems"])))
    return units, skipped


def scaled(unit, factor, **changes):
    made = Unit(unit.quantity, unit.factor * factor, Fraction(0), unit.base, unit.system)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def prefix_value(data, prefix):
    row = data["unitPrefixes"][prefix]
    return Fraction(10) ** int(row["_power10"]) if "_power10" in row else Fraction(2) ** int(row["_power2"])


def all_units(data):
    units, skipped = simple_units(data)
    for unit, prefixes in PREFIXED.items():
        for prefix in prefixes:
            units.setdefault(prefix + unit, scaled(units[unit], prefix_value(data, prefix)))
    for word, exponent, of, quantity in POWERS:
        for unit in of:
            one = units[unit]
            units[f"{word}-{unit}"] = Unit(quantity, one.factor**exponent, Fraction(0), f"{word}-{one.base}", one.system)
    for first, second, prefixes, quantity in PRODUCTS:
        a, b = units[first], units[second]
        known = (unit.base for unit in units.values() if unit.quantity == quantity)
        base = next(known, f"{a.base}-{b.base}")
        system = a.system if b.system in ("both", a.system, "local") else b.system
        product = Unit(quantity, a.factor * b.factor, Fraction(0), base, system)
        units[f"{first}-{second}"] = product
        for prefix in prefixes:
            units[f"{prefix}{first}-{second}"] = scaled(product, prefix_value(data, prefix))
    for times, unit in MULTIPLES:
        units[f"{times}-{unit}"] = scaled(units[unit], times)
    for id_, value in PORTIONS:
        units[id_] = scaled(units["part"], value)
    for id_ in LEFT_OUT:
        units.pop(id_, None)
    return units, skipped


def package_file(argument):
    if argument:
        return pathlib.Path(argument).read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL)
        return (pathlib.Path(folder) / f"{PACKAGE}-{VERSION}.tgz").read_bytes()


def read_data(packed):
    if (found := hashlib.sha256(packed).hexdigest()) != SHA256:
        sys.exit(f"{PACKAGE} {VERSION}: sha256 is {found}, wanted {SHA256}")
    with tempfile.NamedTemporaryFile(suffix=".tgz") as file:
        file.write(packed)
        file.flush()
        with tarfile.open(file.name) as archive:
            return json.load(archive.extractfile(MEMBER))["supplemental"]


def table(units, skipped):
    own = {line.split("\t")[0] for line in OWN.read_text("utf-8").splitlines() if line and not line.startswith("#")}
    lines = [
        f"# Made by make_units.py from npm {PACKAGE} {VERSION}, sha256 {SHA256}; do not edit.",
        "# © Unicode, Inc., Unicode-3.0: see NOTICE. base = offset + factor × value.",
        "# Left out: " + "; ".join(f"{id_} ({why})" for id_, why in sorted(skipped.items())) + ".",
        "# id\tquantity\tfactor\toffset\tbase\tsystem",
    ]
    for id_, unit in sorted(units.items()):
        if id_ in own:
            continue
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) and unit.factor > 0, id_
        row = [id_, unit.quantity, written(unit.factor), written(unit.offset), unit.base, unit.system]
        lines.append("\t".join(row))
    return "\n".join(lines) + "\n"


def main(arguments):
    check = "--check" in arguments
    files = [a for a in arguments if a != "--check"]
    made = table(*all_units(read_data(package_file(files[0] if files else None))))
    if check:
        sys.exit(0 if OUT.read_text("utf-8") == made else f"{OUT.name} is not what {PACKAGE} {VERSION} gives")
    OUT.write_text(made, "utf-8")
    print(f"{OUT.name}: {sum(not line.startswith('#') for line in made.splitlines())} units")


if __name__ == "__main__":
    main(sys.argv[1:])
