//! Names of units and currencies that a language takes from Unicode CLDR: `names.tsv` beside its pack.

use super::lexicon::{Lexicon, Sense};
use super::pack::PackError;
use crate::units::{Currency, Measure};

/// A row of `names.tsv`: what is named, its words in any case, its symbols as written.
pub struct Row<'a> {
    pub of: Named,
    pub words: Vec<&'a str>,
    pub symbols: Vec<&'a str>,
}

/// What a row names.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Named {
    Unit(Measure),
    Money(Currency),
}

/// The rows of `names.tsv`: `what`, `id`, names and symbols, each set apart by "|".
///
/// # Errors
/// [`PackError`], naming the first row that cannot be used.
pub fn rows(tsv: &str) -> Result<Vec<Row<'_>>, PackError> {
    let lines = tsv.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(row).collect()
}

fn row(line: &str) -> Result<Row<'_>, PackError> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (what, id) = (next(), next());
    let mut list = || next().split('|').filter(|word| !word.is_empty()).collect();
    let (words, symbols) = (list(), list());
    let of = match what {
        "unit" => Named::Unit(Measure::of_id(id).ok_or_else(|| PackError::Unit(id.to_owned()))?),
        "money" => Named::Money(Currency::of_code(id).ok_or_else(|| PackError::Currency(id.to_owned()))?),
        _ => return Err(PackError::Name(what.to_owned())),
    };
    Ok(Row { of, words, symbols })
}

/// Adds the names that the pack has not given to a unit or currency itself.
pub fn fill(rows: &[Row<'_>], lexicon: &mut Lexicon) {
    let amounts = |sense| {
        matches!(
            sense,
            Sense::Unit { .. }
                | Sense::UnitMaybe { .. }
                | Sense::Money { .. }
                | Sense::MoneyMinor { .. }
                | Sense::Idiom
        )
    };
    for row in rows {
        for word in &row.words {
            if lexicon.means(word, amounts) {
                continue;
            }
            let sense = match row.of {
                Named::Unit(measure) => Sense::Unit { measure, symbol: false },
                Named::Money(currency) => Sense::Money { currency, prefix: false },
            };
            lexicon.add(word, sense, false);
        }
        for symbol in &row.symbols {
            if lexicon.means(symbol, amounts) {
                continue;
            }
            match row.of {
                Named::Unit(measure) => lexicon.add(symbol, Sense::Unit { measure, symbol: true }, true),
                Named::Money(currency) => {
                    lexicon.add(symbol, Sense::Money { currency, prefix: true }, true);
                    lexicon.add(symbol, Sense::Money { currency, prefix: false }, true);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pack_wins_over_the_table() {
        let tonne = Measure::of_id("tonne").expect("a unit");
        let mut lexicon = Lexicon::default();
        lexicon.add("tons", Sense::Unit { measure: tonne, symbol: false }, false);
        let table = "# a comment\nunit\tton\tton|tons\ttn\nmoney\tMYR\tringgit\tRM\n";
        fill(&rows(table).expect("rows"), &mut lexicon);
        let is = |word: &str, id: &str| {
            lexicon.means(word, |s| matches!(s, Sense::Unit { measure, .. } if measure.id() == id))
        };
        assert!(is("tons", "tonne") && !is("tons", "ton") && is("ton", "ton") && is("tn", "ton"));
        assert!(lexicon.means("Ringgit", |s| matches!(s, Sense::Money { prefix: false, .. })));
        assert!(lexicon.means("RM", |s| matches!(s, Sense::Money { prefix: true, .. })));
        assert!(rows("unit\tno-such-unit\tx\t").is_err() && rows("thing\tUSD\tx\t").is_err());
    }
}
