//! Where sentences end.

use super::Pack;
use super::token::{Gap, Shape, Token};
use crate::text::Span;

/// The sentences of a text, without the white space between them.
///
/// A sentence ends at `.`, `!`, `?` or `…` with its closing quotes and brackets, where what follows begins like a
/// sentence. Copy often lacks the space between two: "2022.Elle" ends one as well, "3.5" and "U.S." do not.
pub fn sentences(text: &str, toks: &[Token], pack: &Pack) -> Vec<Span> {
    let mut out = Vec::new();
    let mut first = 0;
    let mut at = 0;
    while at < toks.len() {
        let end = ends(text, toks, at, pack);
        if let Some(next) = end {
            push(&mut out, toks, first, next);
            first = next;
            at = next;
        } else {
            at += 1;
        }
    }
    push(&mut out, toks, first, toks.len());
    out
}

fn push(out: &mut Vec<Span>, toks: &[Token], first: usize, next: usize) {
    if let (Some(a), Some(b)) = (toks.get(first), next.checked_sub(1).and_then(|l| toks.get(l)))
        && first < next
    {
        out.push(Span::new(a.start as usize, b.end as usize));
    }
}

/// Where the next sentence begins, if the token at `at` closes one.
fn ends(text: &str, toks: &[Token], at: usize, pack: &Pack) -> Option<usize> {
    let Shape::Mark(mark @ ('.' | '!' | '?' | '…')) = toks.get(at)?.shape else { return None };
    let mut next = at + 1;
    while toks.get(next).is_some_and(|t| t.gap == Gap::None && matches!(t.shape, Shape::Mark('.' | '!' | '?' | '…')))
    {
        next += 1;
    }
    let dots = next - at > 1;
    // French sets its closing quotes off with a no-break space.
    while toks.get(next).is_some_and(|t| match t.shape {
        Shape::Mark('"' | '”' | '’' | ')' | ']') => t.gap == Gap::None,
        Shape::Mark('»') => true,
        _ => false,
    }) {
        next += 1;
    }
    let follower = toks.get(next)?;
    let begins = match follower.shape {
        Shape::Word => follower.has_capital(text),
        Shape::Digits => follower.gap != Gap::None,
        Shape::Mark('"' | '“' | '«' | '‘' | '(' | '–' | '—' | '-' | '•' | '$' | '€' | '£') => {
            follower.gap != Gap::None
        }
        Shape::Mark(_) => false,
    };
    if !begins {
        return None;
    }
    if mark == '.' && !dots {
        let before = at.checked_sub(1).and_then(|i| toks.get(i))?;
        if before.shape == Shape::Word && toks.get(at)?.gap == Gap::None {
            let word = before.text(text);
            let single = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            // "U.S. Steel", "J. Smith"; but a unit or a pronoun may well end a sentence.
            if single && follower.shape == Shape::Word {
                return None;
            }
            if follower.gap == Gap::None && word.chars().last().is_some_and(char::is_uppercase) {
                return None;
            }
            if before.folded(text, |word| pack.is_abbreviation(word)) {
                return None;
            }
        }
        if before.shape == Shape::Digits && follower.gap == Gap::None && follower.shape == Shape::Digits {
            return None;
        }
        // "27. Juli", whatever its number; "im 19. Jahrhundert".
        let dotted = pack.dot_ordinals && before.shape == Shape::Digits && toks.get(at)?.gap == Gap::None;
        if dotted && before.text(text).len() <= 3 && follower.shape == Shape::Word {
            let cue = at.checked_sub(2).and_then(|i| toks.get(i)).filter(|t| t.shape == Shape::Word);
            let month = follower.folded(text, |word| pack.is_month(word));
            if month || cue.is_some_and(|t| t.folded(text, |word| pack.is_before_ordinal(word))) {
                return None;
            }
        }
    }
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::super::{Language, tokens};
    use super::*;

    fn cut(text: &str, code: &str) -> Vec<String> {
        let pack = Language::of_code(code).map(Language::pack).unwrap();
        sentences(text, &tokens(text), pack).iter().map(|s| s.of(text).to_owned()).collect()
    }

    #[test]
    fn sentences_without_a_space_between_them_and_abbreviations() {
        assert_eq!(
            cut("Il a bondi de 3,5 % en 2022.Elle a reculé… « Rien à dire. » Puis la fin", "fr"),
            ["Il a bondi de 3,5 % en 2022.", "Elle a reculé…", "« Rien à dire. »", "Puis la fin"]
        );
        assert_eq!(
            cut("Mr. Lam of the U.S. Navy paid $3.50. \"Fine,\" he said. No. 5 won!", "en"),
            ["Mr. Lam of the U.S. Navy paid $3.50.", "\"Fine,\" he said.", "No. 5 won!"]
        );
        assert_eq!(
            cut(
                "Kiel, 27. Juli 2023 – Der Sturm kam am 26. März. Das war 2018. Mai und Juni folgten. Im 19. Jahrhundert auch.",
                "de"
            ),
            [
                "Kiel, 27. Juli 2023 – Der Sturm kam am 26. März.",
                "Das war 2018.",
                "Mai und Juni folgten.",
                "Im 19. Jahrhundert auch."
            ]
        );
    }
}
