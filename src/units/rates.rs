//! Exchange rates by month, from the tables `src/tables/rates*.tsv`: units of a currency for one US dollar, and parities
//! that are fixed by law.
//!
//! Nothing is read before it is asked for, so the tables cost no time at the start: a currency's first line is found by
//! bisection in the text as it is built in, and a thread keeps the numbers of the currencies that it met.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::Currency;
use crate::number::{Interval, Number};

const MARKET: &str = include_str!("../tables/rates.tsv");
const OFFICIAL: &str = include_str!("../tables/rates-official.tsv");
const PARITIES: &str = include_str!("../tables/rates-parities.tsv");

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
}

impl Month {
    /// The first month of the tables.
    pub const FIRST: Month = Month { year: 1999, month: 1 };

    /// The month at the head of a date in ISO 8601; nothing for a year alone.
    pub fn of_iso(text: &str) -> Option<Self> {
        let year = text.get(..4)?.parse().ok()?;
        let month = text.get(4..7)?.strip_prefix('-')?.parse().ok()?;
        (1..=12).contains(&month).then_some(Self { year, month })
    }

    pub const fn before(self) -> Self {
        if self.month > 1 {
            Self { year: self.year, month: self.month - 1 }
        } else {
            Self { year: self.year - 1, month: 12 }
        }
    }

    pub const fn next(self) -> Self {
        if self.month < 12 {
            Self { year: self.year, month: self.month + 1 }
        } else {
            Self { year: self.year + 1, month: 1 }
        }
    }

    /// From this one to `last`.
    pub fn to(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |m| Some(m.next())).take_while(move |m| *m <= last)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What a rate rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Means of the month, computed from the tables of the National Bank of Poland.
    Market,
    /// A rate that a central bank sets.
    Official,
    /// Fixed by law.
    Parity,
    /// The desk's own.
    Desk,
}

/// What one unit of a currency was worth in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    pub value: Number,
    pub series: Series,
    pub month: Month,
}

/// Units of `to` for one of `from` in a month, by each series that knows it. Empty where none does.
pub fn rates(from: Currency, to: Currency, month: Month) -> Vec<Rate> {
    let rate = |value, series| Rate { value, series, month };
    let mut out = Vec::new();
    if let Some(fixed) = parity(from, to, month) {
        return vec![rate(fixed, Series::Parity)];
    }
    let (market_from, market_to) = (market(from, month), market(to, month));
    if let (Some(a), Some(b)) = (&market_from, &market_to)
        && let Some(value) = b.over(a)
    {
        out.push(rate(value, Series::Market));
    }
    let either = |official: Option<Number>, market: Option<Number>| official.or(market);
    let (a, b) = (official(from, month), official(to, month));
    if a.is_some() || b.is_some() {
        let (a, b) = (either(a, market_from), either(b, market_to));
        if let Some(value) = a.zip(b).and_then(|(a, b)| b.over(&a)) {
            out.push(rate(value, Series::Official));
        }
    }
    out
}

/// Two currencies, and the months from one to another.
type Asked = (Currency, Currency, Month, Month);

/// Spans that a thread keeps: of two currencies over all years it takes thousands of look-ups to find one.
const MOST_KNOWN: usize = 256;

thread_local! {
    static SPANS: RefCell<HashMap<Asked, Option<Interval>>> = RefCell::default();
}

/// From the lowest to the highest of what [`rates`] gives in the months from `first` to `last`.
pub fn span(from: Currency, to: Currency, first: Month, last: Month) -> Option<Interval> {
    let asked = (from, to, first, last);
    SPANS.with(|known| {
        let mut known = known.try_borrow_mut().ok()?;
        if let Some(span) = known.get(&asked) {
            return span.clone();
        }
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        let span = span_of(asked);
        known.insert(asked, span.clone());
        span
    })
}

fn span_of((from, to, first, last): Asked) -> Option<Interval> {
    let values: Vec<Number> = first.to(last).flat_map(|m| rates(from, to, m)).map(|r| r.value).collect();
    Some(Interval::between(values.iter().min()?, values.iter().max()?))
}

/// The mean of the months from `first` to `last`, of the market or a parity.
pub fn mean(from: Currency, to: Currency, first: Month, last: Month) -> Option<Rate> {
    let one = |month| rates(from, to, month).into_iter().find(|rate| rate.series != Series::Official);
    let all: Vec<Rate> = first.to(last).filter_map(one).collect();
    let sum = all.iter().fold(Number::ZERO, |sum, rate| sum + &rate.value);
    let value = sum / i64::try_from(all.len()).ok().filter(|n| *n > 0)?;
    Some(Rate { value, ..all.last()?.clone() })
}

/// The last month of the tables that knows both currencies.
pub fn last(from: Currency, to: Currency) -> Option<Month> {
    let (mut month, floor) = (last_month(), Month::FIRST);
    while month >= floor {
        if !rates(from, to, month).is_empty() {
            return Some(month);
        }
        month = month.before();
    }
    None
}

/// The last month of the tables.
pub fn last_month() -> Month {
    static LAST: std::sync::OnceLock<Month> = std::sync::OnceLock::new();
    *LAST.get_or_init(|| {
        // The euro has a rate in every month.
        let code = Currency::of_code("EUR");
        let year = code.and_then(|c| Some(years(Table::Market, c)?.last()?.0)).unwrap_or(1999);
        let has = |m: &u8| code.and_then(|c| monthly(Table::Market, c, Month { year, month: *m })).is_some();
        Month { year, month: (1..=12).rev().find(has).unwrap_or(1) }
    })
}

/// Units of `to` for one of `from` where law fixes them: to each other or both to a third currency.
fn parity(from: Currency, to: Currency, month: Month) -> Option<Number> {
    let ((base_a, a), (base_b, b)) = (fixed(from, month), fixed(to, month));
    (base_a == base_b && from != to).then(|| b.over(&a)).flatten()
}

/// What a currency is fixed to and how many of it one of that is; itself where nothing fixes it.
fn fixed(currency: Currency, month: Month) -> (Currency, Number) {
    let all = KNOWN.with(|known| {
        let mut known = known.try_borrow_mut().ok()?;
        Some(Rc::clone(known.parities.entry(currency).or_insert_with(|| parities(currency))))
    });
    let holds = |p: &&Parity| p.first <= month && p.last.is_none_or(|last| month <= last);
    let found = all.as_deref().unwrap_or_default().iter().find(holds);
    found.map_or((currency, Number::ONE), |p| (p.base, p.value.clone()))
}

/// A line of the table of parities.
#[derive(Debug)]
struct Parity {
    base: Currency,
    value: Number,
    first: Month,
    /// Nothing for one that holds.
    last: Option<Month>,
}

fn parities(currency: Currency) -> Rc<[Parity]> {
    let read = |line: &str| {
        let rest = line.strip_prefix(currency.code())?.strip_prefix('\t')?;
        let mut columns = rest.split('\t');
        let base = Currency::of_code(columns.next()?)?;
        let value = Number::decimal(columns.next()?).ok()?;
        let first = Month::of_iso(columns.next()?)?;
        Some(Parity { base, value, first, last: Month::of_iso(columns.next()?) })
    };
    PARITIES.lines().filter_map(read).collect()
}

/// The months of each year that a table has of a currency, in order.
type Years = Rc<[(i32, Vec<Option<Number>>)]>;

/// What a thread has read of the tables.
#[derive(Default)]
struct Known {
    market: HashMap<Currency, Years, FixedState>,
    official: HashMap<Currency, Years, FixedState>,
    parities: HashMap<Currency, Rc<[Parity]>, FixedState>,
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Units for one US dollar.
fn market(currency: Currency, month: Month) -> Option<Number> {
    if currency.code() == "USD" {
        return (month >= Month::FIRST && month <= last_month()).then_some(Number::ONE);
    }
    monthly(Table::Market, currency, month).or_else(|| {
        // What no table lists but law ties to a currency that one does.
        let (base, value) = fixed(currency, month);
        (base != currency).then(|| market(base, month)).flatten().map(|dollar| dollar * value)
    })
}

fn official(currency: Currency, month: Month) -> Option<Number> {
    monthly(Table::Official, currency, month)
}

/// A table of monthly rates.
#[derive(Clone, Copy)]
enum Table {
    Market,
    Official,
}

fn monthly(table: Table, currency: Currency, month: Month) -> Option<Number> {
    let years = years(table, currency)?;
    let at = years.binary_search_by_key(&month.year, |row| row.0).ok()?;
    years.get(at)?.1.get(usize::from(month.month).checked_sub(1)?)?.clone()
}

fn years(table: Table, currency: Currency) -> Option<Years> {
    KNOWN.with(|known| {
        let mut known = known.try_borrow_mut().ok()?;
        let (known, text) = match table {
            Table::Market => (&mut known.market, MARKET),
            Table::Official => (&mut known.official, OFFICIAL),
        };
        Some(Rc::clone(known.entry(currency).or_insert_with(|| lines(text, currency))))
    })
}

/// The lines of a currency: they stand together, in the order of code and year, behind two of comment.
fn lines(table: &'static str, currency: Currency) -> Years {
    let (mut low, mut high) = (0, table.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = table.get(..middle).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
        let line = table.get(start..).and_then(|t| t.lines().next()).unwrap_or_default();
        if line.starts_with('#') || line.get(..3) < Some(currency.code()) {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    let read = |line: &'static str| {
        let mut columns = line.strip_prefix(currency.code())?.strip_prefix('\t')?.split('\t');
        let year = columns.next()?.parse().ok()?;
        let values = columns.next_back()?.split(' ').map(|value| Number::decimal(value).ok());
        Some((year, values.collect()))
    };
    table.get(low..).unwrap_or_default().lines().map_while(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(code: &str) -> Currency {
        Currency::of_code(code).expect("a code")
    }

    fn written(from: &str, to: &str, month: &str) -> String {
        let month = Month::of_iso(month).expect("a month");
        let short = |r: &Rate| format!("{:?} {}", r.series, crate::number::significant(&r.value, 5));
        rates(money(from), money(to), month).iter().map(short).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn rates_of_a_month_by_series() {
        assert_eq!(written("USD", "VND", "2024-05"), "Market 25461, Official 24261");
        assert_eq!(written("USD", "VND", "2023-12"), "Market 24298, Official 23866");
        assert_eq!(written("USD", "VND", "2025-08"), "Market 26316");
        assert_eq!(written("EUR", "XOF", "2024-05"), "Parity 655.96");
        assert_eq!(written("XAF", "XOF", "2024-05"), "Parity 1");
        assert_eq!(written("BTN", "USD", "2024-05"), "Market 0.011994");
        assert_eq!(written("GBP", "USD", "2024-05"), "Market 1.2633");
        assert_eq!(written("GBP", "USD", "1998-05"), "");
        assert_eq!(written("BTC", "USD", "2024-05"), "");
    }

    /// The European Central Bank's own means of the month, euros to the currency: a witness from outside the tables.
    #[test]
    fn rates_agree_with_the_european_central_bank() {
        for (currency, month, theirs) in ECB {
            let month_of = Month::of_iso(month).expect("a month");
            let ours = rates(money("EUR"), money(currency), month_of).first().expect("a rate").value.clone();
            let theirs = Number::decimal(theirs).expect("a number");
            let off = ((&ours - &theirs).abs() * Number::from(200)).over(&theirs).expect("not nought");
            assert!(off < Number::ONE, "{currency} {month}: {ours}");
        }
    }

    const ECB: &[(&str, &str, &str)] = &[
        ("USD", "1999-03", "1.0883"),
        ("USD", "2008-07", "1.57697"),
        ("USD", "2015-01", "1.16213"),
        ("USD", "2024-05", "1.08122"),
        ("GBP", "2003-06", "0.70224"),
        ("GBP", "2016-10", "0.8939"),
        ("GBP", "2022-09", "0.87463"),
        ("JPY", "2007-07", "166.762"),
        ("JPY", "2012-11", "103.935"),
        ("JPY", "2024-07", "171.171"),
        ("CHF", "2011-08", "1.12028"),
        ("CHF", "2024-02", "0.946219"),
        ("CNY", "2010-06", "8.32455"),
        ("CNY", "2023-09", "7.79667"),
        ("INR", "2013-08", "83.948"),
        ("INR", "2024-03", "90.2515"),
        ("BRL", "2015-09", "4.3666"),
        ("BRL", "2020-05", "6.14994"),
        ("AUD", "2001-09", "1.80356"),
        ("CAD", "2018-12", "1.52778"),
        ("SEK", "2009-03", "11.1767"),
        ("NOK", "2020-03", "11.2943"),
        ("DKK", "2005-05", "7.4443"),
        ("PLN", "2004-02", "4.8569"),
        ("HUF", "2022-10", "418.308"),
        ("CZK", "2019-06", "25.6048"),
        ("THB", "2014-04", "44.6567"),
        ("IDR", "2018-10", "17428.7"),
        ("MYR", "2017-01", "4.73177"),
        ("PHP", "2021-11", "57.4727"),
        ("SGD", "2006-08", "2.01854"),
        ("HKD", "2012-04", "10.2163"),
        ("KRW", "2008-11", "1783.12"),
        ("TRY", "2018-08", "6.84878"),
        ("TRY", "2023-07", "29.3212"),
        ("ZAR", "2016-01", "17.7592"),
        ("MXN", "2017-01", "22.6576"),
        ("ILS", "2023-10", "4.20336"),
        ("RON", "2012-07", "4.55494"),
        ("NZD", "2009-02", "2.48509"),
    ];

    #[test]
    fn every_line_is_in_its_place() {
        for table in [MARKET, OFFICIAL] {
            let all: Vec<&str> = table.lines().filter(|l| !l.starts_with('#')).collect();
            let keys: Vec<(&str, &str)> = all
                .iter()
                .map(|l| {
                    let mut columns = l.split('\t');
                    (columns.next().expect("code"), columns.next().expect("year"))
                })
                .collect();
            assert!(keys.is_sorted(), "in order, so that bisection works");
            for (key, text) in keys.iter().zip(&all) {
                let year: i32 = key.1.parse().expect("a year");
                let found = lines(table, money(key.0));
                let values: Vec<&str> = text.rsplit('\t').next().expect("values").split(' ').collect();
                let read: Vec<_> = values.iter().map(|v| Number::decimal(v).ok()).collect();
                assert_eq!(found.iter().find(|row| row.0 == year).map(|row| &row.1), Some(&read));
                assert_eq!(values.len(), 12, "{text}");
                assert!(
                    values.iter().all(|v| *v == "-" || Number::decimal(v).is_ok_and(|n| n > Number::ZERO)),
                    "{text}"
                );
            }
        }
        assert!(MARKET.len() + OFFICIAL.len() + PARITIES.len() < 2_000_000);
    }

    #[test]
    fn parities_are_what_the_market_shows() {
        for row in PARITIES.lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 6, "{row}");
            let (code, base) = (money(columns[0]), money(columns[1]));
            let first = Month::of_iso(columns[3]).expect("a month");
            let wanted = Number::decimal(columns[2]).expect("a number");
            let months = first.to(Month::of_iso(columns[4]).unwrap_or(last_month()));
            let seen = months.filter_map(|m| monthly(Table::Market, code, m).zip(market(base, m))).last();
            let Some(shown) = seen.and_then(|(a, b)| a.over(&b)) else { continue };
            let off = ((&shown - &wanted).abs() * Number::from(50)).over(&wanted).expect("not nought");
            assert!(off < Number::ONE, "{row}: the market shows {shown}");
        }
    }

    #[test]
    fn months_go_on() {
        let month = |text| Month::of_iso(text).expect("a month");
        assert_eq!(month("2024-01").before(), month("2023-12"));
        assert_eq!(month("2023-11").to(month("2024-02")).count(), 4);
        assert_eq!(Month::of_iso("2024"), None);
        assert_eq!(Month::of_iso("2024-13-01"), None);
        assert!(last_month() >= month("2026-10"));
        assert_eq!(last(money("USD"), money("ANG")).map(|m| m.year), Some(2025));
    }

    /// A look-up; `--nocapture` shows the time.
    #[test]
    fn a_look_up_is_quick() {
        let start = std::time::Instant::now();
        let month = Month { year: 2024, month: 5 };
        for _ in 0..100 {
            assert_eq!(rates(money("USD"), money("VND"), month).len(), 2);
        }
        println!("a rate in {:?}", start.elapsed() / 100);
    }
}
