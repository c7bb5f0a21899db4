//! Number words that are written as one word: "zweihundertfünfunddreißig", "dreieinhalb", "zwanzigste".
//!
//! Such a word is cut into the words that the pack knows, as if there were blanks between them; the rules for number
//! words then need to know of one thing only, that a unit may stand before its tens.

use super::fold;
use super::lexicon::{Lexicon, Sense};
use super::token::{Gap, Shape, Token};

/// Longer words, in bytes, are no numbers.
const LONGEST: usize = 96;

/// Cuts each word that consists of number words into them; what one ends with may be a word that goes with numbers.
pub fn split(toks: Vec<Token>, text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(toks.len());
    for token in toks {
        let parts = parts(&token, text, lexicon);
        let mut start = token.start;
        for (at, end) in parts.iter().copied().chain([token.end]).enumerate() {
            let gap = if at == 0 { token.gap } else { Gap::None };
            out.push(Token { gap, start, end, ..token });
            start = end;
        }
    }
    out
}

/// Where a word is to be cut.
fn parts(token: &Token, text: &str, lexicon: &Lexicon) -> Vec<u32> {
    let word = token.text(text);
    if token.shape != Shape::Word || word.len() > LONGEST {
        return Vec::new();
    }
    let small = fold(word);
    // Where the letters of the folded word stand in the text must be known.
    if small.len() != word.len() || lexicon.senses(&small).next().is_some() {
        return Vec::new();
    }
    let mut cuts = Vec::new();
    let mut dead = vec![false; small.len()];
    if cut(&small, 0, lexicon, &mut cuts, &mut dead) {
        cuts.iter().map(|cut| token.start + *cut as u32).collect()
    } else {
        Vec::new()
    }
}

/// Finds cuts behind `from` that leave only known words, the longest first; `dead` are places from where none do.
fn cut(word: &str, from: usize, lexicon: &Lexicon, cuts: &mut Vec<usize>, dead: &mut [bool]) -> bool {
    if dead.get(from).copied().unwrap_or(true) {
        return false;
    }
    for end in (from + 1..=word.len()).rev() {
        let last = end == word.len();
        let Some(part) = word.get(from..end) else { continue };
        // "Viertelstunde", "Dreiviertelliter"
        let unit = |rest: &str| lexicon.senses(rest).any(|s| matches!(s, Sense::Unit { symbol: false, .. }));
        let of_unit = !last && word.get(end..).is_some_and(unit);
        let fits = lexicon.senses(part).any(|sense| match sense {
            Sense::Add { .. } | Sense::Times { .. } => true,
            Sense::Denominator { lone: true, .. } if of_unit => true,
            Sense::Collective => from > 0 && last,
            Sense::Swap => from > 0 && !last,
            Sense::Half
            | Sense::Fold
            | Sense::FoldSuffix
            | Sense::Denominator { .. }
            | Sense::Ordinal { .. }
            | Sense::OrdinalSuffix
            | Sense::Unit { symbol: false, .. }
            | Sense::Percent => from > 0 && last,
            _ => false,
        });
        if !fits {
            continue;
        }
        if last {
            return from > 0;
        }
        cuts.push(end);
        if cut(word, end, lexicon, cuts, dead) {
            return true;
        }
        cuts.pop();
    }
    if let Some(dead) = dead.get_mut(from) {
        *dead = true;
    }
    false
}
