//! Counts that announce a list: "three provinces: A, B and C".

use std::ops::Range;

use super::pieces::{Before, Piece, has, is_open, pieces};
use super::{Place, is_any};
use crate::figure::{Figure, Hedge, Kind};
use crate::language::{Gap, ListWord, Modifiers, Page, Sense, Shape};
use crate::number::Number;
use crate::text::Span;

/// A count and the items listed with it. `figure` is the index of the count; spans are of the prose.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    pub figure: usize,
    pub items: Span,
    /// How many items there are: at least and at most, since "and" may stand inside a name.
    pub least: usize,
    pub most: usize,
    /// Words stand between the count and its list, so that it may announce something else.
    pub far: bool,
}

/// A count at the end of a block that a list of its own follows, item by item: the index of its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Herald {
    pub figure: usize,
    pub far: bool,
}

/// The greatest count that is held against a list.
const MOST: i64 = 30;
/// How many tokens may stand between a count's noun and the colon.
const FARTHEST: usize = 14;
/// How many tokens may stand between a count's noun and "are", or belong to it behind "of".
const FAR_COPULA: usize = 7;
/// The longest item that is no name, in tokens.
const LONGEST: usize = 12;

/// A page's counts with their lists.
pub struct Reader<'a, 'p> {
    pub page: &'a Page<'p>,
    /// The tokens of each sentence.
    pub sentences: &'a [Range<usize>],
    pub figures: &'a [Figure],
    pub places: &'a [Place],
}

impl Reader<'_, '_> {
    /// The lists inside sentences.
    pub fn listings(&self) -> Vec<Listing> {
        let mut out: Vec<Listing> = Vec::new();
        let mut next = 0;
        for sentence in self.sentences {
            let from = next;
            while next < self.places.len() && self.places[next].first < sentence.end {
                next += 1;
            }
            if from == next || next - from > 60 {
                continue;
            }
            let own = from..next;
            // Most figures announce nothing.
            if !own.clone().any(|at| self.count(at).is_some()) {
                continue;
            }
            let found = self.behind_colon(sentence, own.clone());
            let found = found.or_else(|| own.clone().find_map(|at| self.behind_count(sentence, at)));
            let found = found.or_else(|| own.clone().find_map(|at| self.before_count(sentence, at)));
            // Another count of the sentence that fits settles it.
            out.extend(found.filter(|list| {
                !own.clone().any(|at| {
                    self.figures[at].noun.is_some() && self.count(at).is_some_and(|n| n >= list.least && n <= list.most)
                })
            }));
        }
        out
    }

    /// The count that a list in the blocks below belongs to.
    pub fn herald(&self) -> Option<Herald> {
        let tokens = self.sentences.last()?;
        let colon = tokens.end.checked_sub(1).filter(|at| self.page.is(*at, ':'))?;
        let first = self.places.partition_point(|p| p.first < tokens.start);
        let (figure, far) = self.announcer(first..self.places.len(), colon)?;
        (!is_open(self.page, self.places[figure].end, colon)).then_some(Herald { figure, far })
    }

    /// The count that a figure states, if it may announce a list.
    fn count(&self, at: usize) -> Option<usize> {
        let figure = self.figures.get(at)?;
        // "s'articule autour de cinq mesures" is no estimate.
        let exact = figure.hedge.is_none_or(|h| h == Hedge::About);
        let whole = figure.kind == Kind::Cardinal && !figure.range && exact && figure.parts.len() == 1;
        let value = figure.value.as_ref().filter(|v| whole && v.is_whole() && **v <= Number::from(MOST))?;
        usize::try_from(value.as_i64()?).ok().filter(|n| *n >= 2)
    }

    /// Whether a count counts something that is named. Where the language has no plural any word will do.
    fn counts_something(&self, at: usize) -> bool {
        let end = self.places[at].end;
        let any = self.page.pack.nouns.plural.is_empty() && self.page.shape(end) == Some(Shape::Word);
        self.figures[at].noun.is_some() || self.kind(end).is_some() || any && self.page.gap(end) == Gap::Space
    }

    /// The token behind a count and its noun.
    fn noun_end(&self, at: usize) -> usize {
        let noun = self.figures[at].noun.map_or(0, |noun| self.page.tokens(noun).end);
        let end = noun.max(self.places[at].end);
        // A kind of place ends the noun before a name: "ba tỉnh Lào Cai".
        let kind = self.kind(self.places[at].end);
        kind.filter(|kind| *kind > end || capital(self.page, *kind)).unwrap_or(end)
    }

    fn kind(&self, at: usize) -> Option<usize> {
        self.page.sense(at, Sense::List(ListWord::Kind)).map(|len| at + len)
    }

    fn definite(&self, at: usize) -> bool {
        let first = self.places[at].first;
        self.page.find_before(first, |s| matches!(s, Sense::Definite | Sense::Determiner).then_some(())).is_some()
    }

    /// The count before a colon that announces what follows it, and whether it is far from it.
    fn announcer(&self, figures: Range<usize>, colon: usize) -> Option<(usize, bool)> {
        let page = self.page;
        let before = figures.rev().filter(|at| self.places[*at].end <= colon);
        // The nearest count; what is no count at all (a year, a share) may stand between.
        let at = before.into_iter().find(|at| {
            let figure = &self.figures[*at];
            figure.kind == Kind::Cardinal && figure.noun.is_some() || self.count(*at).is_some()
        })?;
        self.count(at)?;
        let end = self.noun_end(at);
        if end > colon || !self.counts_something(at) {
            return None;
        }
        // "The six members are:"
        let copula = |s: Sense| (s == Sense::List(ListWord::Copula)).then_some(());
        let colon = page.find_before(colon, copula).map_or(colon, |found| found.1).max(end);
        let between = self.unquoted(end, colon);
        let near = between <= 3 && !has(page, end, colon, ListWord::Clause);
        if near {
            return Some((at, false));
        }
        let announced = has(page, end, colon, ListWord::Announced) || self.kind(colon - 1) == Some(colon);
        let far = between <= FARTHEST && !self.definite(at) && !announced;
        far.then_some((at, true))
    }

    /// How many tokens stand between two, quotations left out.
    fn unquoted(&self, from: usize, to: usize) -> usize {
        let mut inside = false;
        (from..to)
            .filter(|at| match self.page.shape(*at) {
                Some(Shape::Mark('"')) => {
                    inside = !inside;
                    false
                }
                Some(Shape::Mark('“' | '«')) => {
                    inside = true;
                    false
                }
                Some(Shape::Mark('”' | '»')) => {
                    inside = false;
                    false
                }
                _ => !inside,
            })
            .count()
    }

    /// "three provinces: A, B, C and D", "six members are: …".
    fn behind_colon(&self, sentence: &Range<usize>, own: Range<usize>) -> Option<Listing> {
        let page = self.page;
        let from = self.places[own.start].end;
        let colon = (from..sentence.end).find(|at| {
            page.is(*at, ':') && page.gap(at + 1) != Gap::None && !self.in_figure(*at) || self.dash(*at, &own)
        })?;
        let dash = !page.is(colon, ':');
        let (figure, far) = self.announcer(own, colon)?;
        let mut end = stop(page, colon + 1, sentence.end);
        if dash {
            end = (colon + 1..end).find(|at| is_dash(page, *at)).unwrap_or(end);
            if self.noun_end(figure) != colon {
                return None;
            }
        }
        // Speech, another colon: no list.
        let quote = matches!(page.shape(colon + 1), Some(Shape::Mark('"' | '“' | '«' | '‘')));
        if quote || (colon + 1..end).any(|at| page.is(at, ':') && !self.in_figure(at)) {
            return None;
        }
        if is_open(page, self.places[figure].end, end) {
            return None;
        }
        let subject = far && self.places[figure].first <= sentence.start + 1;
        let (least, most, names) = self.items(colon + 1, end, Mode { pure: false, closed: false })?;
        // "Two sides meet for talks: trade, aid and visas".
        let ones = || {
            let list = pieces(page, self.places, colon + 1, end);
            list.iter().all(|p| page.sense(p.first, Sense::Article).is_some())
        };
        if far && !names && subject && !ones() {
            return None;
        }
        Some(Listing { figure, items: page.span(colon + 1, end), least, most, far })
    }

    fn dash(&self, at: usize, own: &Range<usize>) -> bool {
        is_dash(self.page, at) && own.clone().any(|f| self.count(f).is_some() && self.noun_end(f) == at)
    }

    fn in_figure(&self, at: usize) -> bool {
        let next = self.places.partition_point(|p| p.end <= at);
        self.places.get(next).is_some_and(|p| p.first <= at)
    }

    /// "four cities (A, B, C)", "Two companies, A and B, …", "the three provinces of A, B and C", "ba tỉnh A, B và C".
    fn behind_count(&self, sentence: &Range<usize>, at: usize) -> Option<Listing> {
        let page = self.page;
        self.count(at)?;
        let kind = self.kind(self.places[at].end);
        // "Three of the four boats, the Mary Anne, …": the names are of the three.
        let share = at.checked_sub(1).is_some_and(|before| {
            let (end, first) = (self.places[before].end, self.places[at].first);
            let link = |s: Sense| matches!(s, Sense::RatioLink(_) | Sense::ShareOf | Sense::Of).then_some(());
            self.places[before].first >= sentence.start
                && first.saturating_sub(end) <= 4
                && page.find(end, link).is_some()
        });
        if share || self.figures[at].noun.is_none() && kind.is_none() {
            return None;
        }
        let end = self.noun_end(at);
        // "three cities, namely A, B and C"
        let behind = if is_any(page, end, &[',']) { end + 1 } else { end };
        let made_of = page.sense(behind, Sense::List(ListWord::MadeOf)).map(|len| behind + len - end);
        let copula = self.copula(at, end);
        let noun_follows = copula.is_some_and(|(_, noun)| noun);
        let copula = copula.map(|(len, _)| len);
        let link = made_of.or(copula);
        let end_of_phrase = self.complement(at, end);
        let (from, to, mode) = if let Some(open) = (end..(end + 3).min(sentence.end)).find(|i| page.is(*i, '(')) {
            let close = (open + 1..sentence.end).find(|i| page.is(*i, ')'))?;
            (open + 1, close, Mode { pure: false, closed: false })
        } else if let Some(len) = link {
            (end + len, stop(page, end + len, sentence.end), Mode { pure: false, closed: true })
        } else if is_any(page, end_of_phrase, &[',']) {
            let from = end_of_phrase + 1;
            (from, stop(page, from, sentence.end), Mode { pure: true, closed: true })
        } else if let Some(len) = page.sense(end, Sense::Of).filter(|_| self.is_kind(at, end) && self.definite(at)) {
            (end + len, stop(page, end + len, sentence.end), Mode { pure: false, closed: true })
        } else if (kind == Some(end) || self.persons(at)) && capital(page, end) && page.pack.nouns.plural.is_empty() {
            (end, stop(page, end, sentence.end), Mode { pure: false, closed: true })
        } else {
            return None;
        };
        // "lớn nhất là": the copula belongs to no phrase with the word before it.
        if is_open(page, if link.is_some() { from } else { end }, to) {
            return None;
        }
        let (least, most, names) = self.items(from, to, mode)?;
        (names || !mode.closed || made_of.is_some() || noun_follows).then(|| Listing {
            figure: at,
            items: page.span(from, to),
            least,
            most,
            far: false,
        })
    }

    /// "Germany, Italy, Spain and Japan were the five biggest buyers": names alone from the head of the sentence.
    fn before_count(&self, sentence: &Range<usize>, at: usize) -> Option<Listing> {
        let page = self.page;
        self.count(at)?;
        self.figures[at].noun?;
        let first = self.places[at].first;
        let (_, start) = page.find_before(first, |s| matches!(s, Sense::Definite | Sense::Determiner).then_some(()))?;
        let copula = |s: Sense| matches!(s, Sense::List(ListWord::Copula | ListWord::CopulaNoun)).then_some(());
        let (_, to) = page.find_before(start, copula)?;
        let from = sentence.start;
        if to <= from || is_open(page, from, to) || self.places.iter().any(|p| p.first >= from && p.end <= to) {
            return None;
        }
        let (least, most, names) = self.items(from, to, Mode { pure: true, closed: true })?;
        names.then(|| Listing { figure: at, items: page.span(from, to), least, most, far: false })
    }

    /// "are" behind a count and its noun, and what may stand between them: how many tokens up to behind it, and whether a
    /// noun follows it in any case.
    fn copula(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        let page = self.page;
        let is = |behind: usize, word| page.sense(behind, Sense::List(word));
        let copula = |behind: usize| {
            let noun = is(behind, ListWord::CopulaNoun).map(|len| (true, len));
            noun.or(is(behind, ListWord::Copula).map(|len| (false, len)))
        };
        let next = self.places.get(at + 1).map_or(page.len(), |p| p.first);
        for behind in end..(end + FAR_COPULA).min(next) {
            if let Some((noun, len)) = copula(behind) {
                // "Les cinq cantons les plus touchés sont …"
                let described = page.pack.nouns.modifiers == Modifiers::After && self.definite(at);
                return (behind == end || noun || described).then_some((behind + len - end, noun));
            }
            let wordy = page.shape(behind) == Some(Shape::Word) && page.gap(behind) == Gap::Space;
            let clause = page.sense(behind, Sense::List(ListWord::MadeOf)).is_some();
            if !wordy || clause || capital(page, behind) {
                return None;
            }
        }
        None
    }

    /// Behind "of the French team": where a count's noun phrase ends that goes on so.
    fn complement(&self, at: usize, end: usize) -> usize {
        let page = self.page;
        let of = |s: Sense| matches!(s, Sense::Of | Sense::ShareOf | Sense::Elsewhere).then_some(());
        if page.find(end, of).is_none() || self.is_kind(at, end) {
            return end;
        }
        let wordy = |t: &usize| page.shape(*t) == Some(Shape::Word) && page.gap(*t) != Gap::Line;
        let words = (end..end + FAR_COPULA).take_while(wordy).count();
        let next = self.places.get(at + 1).map_or(page.len(), |p| p.first);
        if words < FAR_COPULA && end + words <= next { end + words } else { end }
    }

    /// Whether a count counts people.
    fn persons(&self, at: usize) -> bool {
        let noun = self.figures[at].noun.map(|noun| self.page.tokens(noun)).unwrap_or(0..0);
        noun.into_iter().any(|t| self.page.sense(t, Sense::Person).is_some())
    }

    /// Whether the noun of a count is a kind of place.
    fn is_kind(&self, at: usize, end: usize) -> bool {
        (self.places[at].end..end).any(|i| self.kind(i) == Some(end))
    }

    /// How many items the tokens `from..to` list, at least and at most, and whether they are names.
    fn items(&self, from: usize, to: usize, mode: Mode) -> Option<(usize, usize, bool)> {
        let page = self.page;
        let mut list = pieces(page, self.places, from, to);
        let names = list.first().is_some_and(|p| self.is_name(p));
        if list.iter().any(|p| p.before == Before::Semicolon) {
            return self.parted_by_semicolons(&list).map(|n| (n, n, names));
        }
        // Ages behind names: "Lan, 34, and Minh, 29".
        if names {
            // "Washington, D.C."
            list.retain(|p| !self.is_number(p) && (p.end - p.first == 1 || !self.is_initials(p)));
        } else if list.iter().any(|p| self.starts_with_number(p)) {
            return None;
        }
        let (mut commas, mut ands, mut closing) = (0, 0, None);
        let mut kinds = [false; 2];
        let mut taken = 0;
        for piece in &list {
            let led = !matches!(piece.before, Before::And);
            let item = if names { self.is_name(piece) } else { self.is_item(piece) };
            if names && !item && starts_with_article(page, piece.first) && led && closing.is_none() {
                continue; // "Hai Phong, a port city,"
            }
            if !item && closing.is_some() && led {
                break;
            }
            let pure = !mode.pure || self.is_pure(piece);
            if !item || !pure {
                return None;
            }
            taken += 1;
            if names {
                kinds[usize::from(self.kind_led(piece))] = true;
            }
            match piece.before {
                Before::And => {
                    ands += 1;
                    closing = Some(Before::And);
                }
                Before::CommaAnd => {
                    commas += 1;
                    closing = Some(Before::CommaAnd);
                }
                // What follows the last "and" may be a further item or not.
                _ if closing.is_some() => ands += 1,
                _ => commas += 1,
            }
        }
        // "Sa Pa, tỉnh Lào Cai": a place and what it lies in.
        if kinds == [true, true] || commas + ands < 2 || mode.closed && closing.is_none() && commas < 3 {
            return None;
        }
        // "Paris, France, and London, England".
        let middle = list.get(taken / 2).map(|p| p.before);
        let pairs = taken > 2 && taken % 2 == 0 && matches!(middle, Some(Before::And | Before::CommaAnd));
        if pairs && names && commas > 2 {
            return None;
        }
        let needed = usize::from(closing == Some(Before::And));
        Some((commas + needed.min(ands), commas + ands, names))
    }

    fn parted_by_semicolons(&self, list: &[Piece]) -> Option<usize> {
        let items = 1 + list.iter().filter(|p| p.before == Before::Semicolon).count();
        let numbers = list.iter().any(|p| self.starts_with_number(p));
        (items >= 2 && !numbers).then_some(items)
    }

    fn is_initials(&self, piece: &Piece) -> bool {
        (piece.first..piece.end).all(|at| self.page.word(at).chars().count() == 1)
    }

    fn is_number(&self, piece: &Piece) -> bool {
        let at = self.places.partition_point(|p| p.first < piece.first);
        self.places.get(at).is_some_and(|p| p.first == piece.first && p.end == piece.end)
    }

    fn starts_with_number(&self, piece: &Piece) -> bool {
        let at = self.places.partition_point(|p| p.first < piece.first);
        let hedge = self.page.find(piece.first, |s| matches!(s, Sense::HedgeBefore(_) | Sense::Vague).then_some(()));
        let start = piece.first + hedge.map_or(0, |h| h.1);
        hedge.is_some()
            || self.places.get(at).is_some_and(|p| p.first <= start)
            || self.page.find(piece.first, |s| matches!(s, Sense::Add { .. }).then_some(())).is_some()
    }

    fn is_name(&self, piece: &Piece) -> bool {
        capital(self.page, self.named_from(piece))
    }

    /// Where the name begins, behind "the", "tỉnh".
    fn named_from(&self, piece: &Piece) -> usize {
        let mut at = piece.first;
        while at < piece.end && matches!(self.page.shape(at), Some(Shape::Mark('"' | '“' | '«' | '‘' | '\''))) {
            at += 1;
        }
        // "hang Én", "đảo Cô Tô": syllables that stand apart, the name behind them.
        if self.page.pack.nouns.modifiers == Modifiers::Together && !capital(self.page, at) {
            let name = (at + 1..piece.end.min(at + 3)).find(|t| capital(self.page, *t));
            if let Some(name) = name {
                return name;
            }
        }
        let word = |at| self.page.sense(at, Sense::List(ListWord::BeforeName));
        at + word(at).filter(|len| at + len < piece.end && !capital(self.page, at)).unwrap_or(0)
    }

    fn kind_led(&self, piece: &Piece) -> bool {
        let at = piece.first;
        self.kind(at).is_some() && self.named_from(piece) > at
    }

    /// Whether nothing but a name stands there.
    fn is_pure(&self, piece: &Piece) -> bool {
        let page = self.page;
        (self.named_from(piece)..piece.end).all(|at| match page.shape(at) {
            Some(Shape::Word) => {
                capital(page, at)
                    || page.sense(at, Sense::Of).is_some()
                    || page.sense(at, Sense::List(ListWord::BeforeName)).is_some()
                    || page.gap(at) == Gap::None
                    || page.sense(at, Sense::And).is_some()
            }
            Some(Shape::Digits) => false,
            Some(Shape::Mark(mark)) => matches!(mark, '-' | '–' | '\'' | '’' | '&' | '.' | '"' | '“' | '”' | '«' | '»'),
            None => false,
        })
    }

    /// Whether a piece can be an item that is no name: short, and no clause.
    fn is_item(&self, piece: &Piece) -> bool {
        let short = piece.end - piece.first <= LONGEST;
        short && !has(self.page, piece.first, piece.end, ListWord::Clause) && !self.starts_with_number(piece)
    }
}

/// How strictly items are read.
#[derive(Clone, Copy)]
struct Mode {
    /// Nothing but names: the sentence goes on behind the list.
    pure: bool,
    /// The list must show its end by "and".
    closed: bool,
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    matches!(page.shape(at), Some(Shape::Mark('–' | '—' | '-')))
        && page.gap(at) != Gap::None
        && page.gap(at + 1) != Gap::None
}

fn capital(page: &Page<'_>, at: usize) -> bool {
    page.word(at).chars().next().is_some_and(char::is_uppercase)
}

fn starts_with_article(page: &Page<'_>, at: usize) -> bool {
    let article =
        |s: Sense| matches!(s, Sense::Article | Sense::Definite | Sense::List(ListWord::BeforeName)).then_some(());
    page.find(at, article).is_some()
}

/// Where the sentence's words end: before its full stop.
fn stop(page: &Page<'_>, from: usize, end: usize) -> usize {
    let mut at = end;
    while at > from && matches!(page.shape(at - 1), Some(Shape::Mark('.' | '!' | '?' | '"' | '”' | '»' | '|'))) {
        at -= 1;
    }
    at
}
