//! Totals and the parts that they are told to be the sum of: "120 jobs: 70 in Lyon and 50 in Lille".

use std::ops::Range;

use smallvec::SmallVec;

use super::pieces::{Before, Piece, has, pieces};
use super::{Claim, Place, Role, counts, is_any};
use crate::figure::{Figure, Hedge, Kind};
use crate::language::{Gap, LOOSE_SIDES, ListWord, Page, Sense, Shape, spelled};
use crate::number::{Interval, Number};
use crate::text::Span;

/// Parts and what they may be the sum of.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// Figures that may state the total, the likeliest first.
    pub totals: Vec<usize>,
    pub parts: Vec<Addend>,
    pub evidence: Evidence,
}

/// One part of a sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Addend {
    /// In the prose.
    pub span: Span,
    pub value: Number,
    /// What its writing and its hedge leave open.
    pub open: Interval,
    /// It is taken away: imports from exports.
    pub minus: bool,
}

/// How sure it is that the parts are all of it. The order is from weak to strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Parts that nothing but their likeness joins to a whole that is told elsewhere: together hardly more than it.
    Loose,
    /// Two sides of what is told elsewhere: men and women.
    Sides,
    /// Two parts of a whole that need not exclude each other: hardly more than it.
    Apart,
    /// Parts of a whole that may have others, so that together they cannot be a little more than it.
    Most,
    /// Some of it is listed: together the parts cannot be more than the total.
    Some,
    /// They look like all of it, if they come close to the total.
    Likely,
    /// They are listed as all of it.
    Listed,
    /// By their meaning nothing else is left: men and women.
    Complete,
    /// Shares of one thing that several hold: together no more than all of it.
    Held,
    /// They are all shares of a whole: of 100 percent.
    Shares,
}

/// The most figures that a sentence is read for.
const MOST: usize = 40;
/// How many words before a number "each" may stand.
const EACH: usize = 3;

/// A page's sums.
pub struct Reader<'a, 'p> {
    pub page: &'a Page<'p>,
    pub sentences: &'a [Span],
    /// The tokens of each.
    pub tokens: &'a [Range<usize>],
    pub figures: &'a [Figure],
    pub places: &'a [Place],
    pub claims: &'a [Claim],
}

impl Reader<'_, '_> {
    pub fn sums(&self) -> Vec<Sum> {
        let mut out = Vec::new();
        let mut next = 0;
        let mut last = 0..0;
        for tokens in self.tokens {
            let from = next;
            while next < self.places.len() && self.places[next].first < tokens.end {
                next += 1;
            }
            let own = from..next;
            if own.len() > MOST {
                last = 0..0;
                continue;
            }
            // Two parts are the least, and three where nothing but themselves tells of a total.
            if own.len() < 2 {
                last = own;
                continue;
            }
            let three = own.len() >= 3;
            let known = out.len();
            out.extend(self.behind_link(tokens, &own, &last));
            out.extend(three.then(|| self.before_total(tokens, &own)).flatten());
            let next_sentence = three.then(|| self.in_next_sentence(tokens, &own, &last)).flatten();
            let of = next_sentence.or_else(|| self.of_whole(tokens, &own, &last));
            if three && of.is_none() && out.len() == known {
                out.extend(self.unlinked(tokens, &own));
            }
            out.extend(of);
            if out.len() == known {
                out.extend(self.two_sides(tokens, &own));
            }
            out.extend(self.shares(tokens, &own));
            out.extend(three.then(|| self.pair(&own)).flatten());
            last = own;
        }
        out
    }

    /// Figures of a closing line ("480 jobs:") that may be the total of a list below, the nearest first.
    pub fn heading(&self) -> Vec<usize> {
        let Some(sentence) = self.tokens.last() else { return Vec::new() };
        let colon = sentence.end.checked_sub(1).is_some_and(|at| self.page.is(at, ':'));
        if !colon || self.no_sum(sentence.start, sentence.end) {
            return Vec::new();
        }
        let first = self.places.partition_point(|p| p.first < sentence.start);
        (first..self.places.len()).rev().take(MOST).filter(|at| self.amount(*at)).collect()
    }

    /// Whether a figure can be a total or a part of one.
    pub(super) fn amount(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        // "004" names something.
        let code = |digits: Span| {
            let mut text = digits.of(self.page.text).bytes();
            text.next() == Some(b'0') && text.next().is_some_and(|b| b.is_ascii_digit())
        };
        let named = figure.parts.iter().any(|p| p.digits.is_some_and(code));
        counts(figure) && !figure.range && figure.parts.len() == 1 && !named
    }

    /// "58 people: …", "made up of …", "58 people (31 men, …)", "trong đó …": what stands between a total and its parts.
    fn behind_link(&self, sentence: &Range<usize>, own: &Range<usize>, last: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let (at, len, link) = self.link(sentence, own)?;
        let from = at + len;
        let to = match link {
            Link::Bracket => (from..sentence.end).find(|i| page.is(*i, ')'))?,
            Link::Dash => (from..sentence.end).find(|i| is_dash(page, *i)).unwrap_or(stop(page, from, sentence.end)),
            _ => stop(page, from, sentence.end),
        };
        let before = own.clone().filter(|f| self.places[*f].end <= at && self.amount(*f)).rev();
        let mut totals: Vec<usize> = before.collect();
        // "The city has 96 boats. Of these, …"
        if totals.is_empty() && at <= sentence.start + 1 && matches!(link, Link::Subset) {
            totals = last.clone().filter(|f| self.amount(*f)).rev().collect();
        }
        if matches!(link, Link::Comma | Link::With) {
            totals.truncate(1);
        }
        let list = pieces(page, self.places, from, to);
        // "420 ha for six projects, of which 310 ha …": the nearest one that has parts of its unit.
        let (nearest, (parts, ends)) = totals.iter().find_map(|total| {
            let found = self.addends(&list, own, *total)?;
            (found.0.len() >= 2).then_some((*total, found))
        })?;
        // "120 staff (70 in 2022, 40 in 2021)": other times, not parts.
        // "40 sailors, six women and 36 men, left on Sunday": the time of all.
        // And what stands behind the last part tells who said it, and when.
        let last_part = parts.last().map_or(to, |p| page.tokens(p.span).start);
        let listed = list.iter().take_while(|p| p.first <= last_part);
        let dated = listed.into_iter().any(|p| own.clone().any(|f| self.dates(f) && self.within(f, p)));
        // "fraud of 31 million: 12 million in 2015, 14 million in 2016 and 7 million in 2017"
        let yearly = parts.len() >= 3
            && ends
            && matches!(link, Link::Colon | Link::MadeOf)
            && list.iter().all(|p| own.clone().any(|f| self.figures[f].kind == Kind::Date && self.within(f, p)));
        if parts.len() < 2 || dated && !yearly || self.no_sum(sentence.start, sentence.end) {
            return None;
        }
        let fits = |t: &usize| {
            let value = self.figures[*t].value.as_ref();
            value.is_some_and(|v| parts.iter().all(|p| p.value < *v))
        };
        totals.retain(|t| fits(t) && self.same_unit(*t, nearest));
        let own_nouns = self.nouns_agree(&list, own, nearest);
        // "14 people, among them nine civilians and three soldiers": there may be others.
        let complete = self.complete(&list, parts.len(), matches!(link, Link::Subset));
        let said = self.is_total(nearest, sentence);
        let three = parts.len() >= 3;
        let named = self.figures[nearest].noun.is_some()
            || self.figures[nearest].unit.is_some()
            || self.places[nearest].first > sentence.start;
        // "It burned 40 homes: 20 people were hurt and 15 cars lost": other things, each in its own clause.
        let clauses = list.iter().any(|p| has(page, p.first, p.end, ListWord::Clause));
        let whole = has(page, from, sentence.end, ListWord::Whole);
        let evidence = match link {
            _ if whole => Evidence::Listed,
            _ if complete => Evidence::Complete,
            // "The list of 40 names: 12 were struck off and 25 added": two things that were done.
            Link::Colon if clauses && !three => return None,
            Link::MadeOf | Link::Colon | Link::Bracket | Link::Dash if own_nouns => Evidence::Listed,
            Link::MadeOf | Link::Colon | Link::Bracket | Link::Dash if !clauses && ends => Evidence::Likely,
            Link::MadeOf | Link::Colon | Link::Bracket | Link::Dash => return None,
            // "Five died in Queensland, three in Victoria": the first is one of them.
            Link::Comma if !said && self.has_place(nearest, at) => return None,
            // "80 were women, 30 had asthma and 14 were under 18": of the same people.
            Link::Comma if !said && list.iter().skip(1).any(|p| has(page, p.first, p.end, ListWord::Clause)) => {
                return None;
            }
            Link::Comma | Link::With if ends && (said || three && own_nouns && named) => Evidence::Likely,
            Link::Comma | Link::With => return None,
            Link::Subset if matches!(self.figures[nearest].kind, Kind::Money | Kind::Measure) => Evidence::Some,
            Link::Subset => return None,
        };
        (!totals.is_empty()).then_some(Sum { totals, parts, evidence })
    }

    /// Whether a total's own clause, up to a token, says where.
    fn has_place(&self, total: usize, to: usize) -> bool {
        let noun = self.figures[total].noun.map_or(0, |n| self.page.tokens(n).end).max(self.places[total].end);
        // "Five have died in Queensland, three in Victoria": both are told with the same word for where.
        let word = |at: usize| {
            let behind = self.figures[at].noun.map_or(0, |n| self.page.tokens(n).end).max(self.places[at].end);
            self.page.sense(behind, Sense::Function).map(|_| self.page.word(behind))
        };
        let first = (total + 1 < self.figures.len()).then(|| word(total + 1)).flatten();
        let same = |t: usize| first.is_some_and(|first| self.page.word(t) == first);
        (noun..to).any(|t| page_has(self.page, t, |s| matches!(s, Sense::Elsewhere)) || same(t))
    }

    /// The link between a total and its parts: where it stands, its tokens, what it is. The plainest one wins.
    fn link(&self, sentence: &Range<usize>, own: &Range<usize>) -> Option<(usize, usize, Link)> {
        let page = self.page;
        let first = own.clone().find(|f| self.amount(*f))?;
        let mut best: Option<(usize, usize, Link)> = None;
        let mut take = |at: usize, len: usize, link: Link| {
            if best.is_none_or(|(_, _, old)| link < old) {
                best = Some((at, len, link));
            }
        };
        let colons = self.places[first].end..sentence.end;
        let mut depth = 0usize;
        let links = |s: Sense| matches!(s, Sense::Subset | Sense::List(ListWord::MadeOf | ListWord::With));
        let worded = page.any(sentence.clone(), links);
        for at in sentence.start..sentence.end {
            if page.is(at, '(') {
                depth += 1;
            } else if page.is(at, ')') {
                depth = depth.saturating_sub(1);
            }
            let link = |s: Sense| match s {
                Sense::List(ListWord::MadeOf) => Some(Link::MadeOf),
                Sense::Subset => Some(Link::Subset),
                Sense::List(ListWord::With) => Some(Link::With),
                _ => None,
            };
            let word = if worded { page.find(at, link) } else { None };
            // "20 people, 11 of whom": so many are a part, and lead none.
            let part = |f: usize| self.places[f].end == at && f != first && self.figures[f].noun.is_none();
            let of_them = || page.sense(at, Sense::Them).is_some() && own.clone().any(part);
            match word {
                Some((Link::Subset, _)) if of_them() => {}
                Some((link, len)) if colons.contains(&at) || link == Link::Subset && at <= sentence.start + 1 => {
                    take(at, len, link);
                }
                // "717 ha (Hà Giang: 142 ha; …); 486 ha": a colon in brackets leads to what stands in them.
                _ if depth == 0
                    && page.is(at, ':')
                    && page.gap(at + 1) != Gap::None
                    && colons.contains(&at)
                    && !self.in_figure(at) =>
                {
                    take(at, 1, Link::Colon);
                }
                _ => {}
            }
        }
        for total in own.clone().filter(|f| self.amount(*f)) {
            let noun = self.figures[total].noun.map_or(0, |n| page.tokens(n).end).max(self.places[total].end);
            if let Some(open) = (noun..(noun + 3).min(sentence.end)).find(|i| page.is(*i, '(')) {
                // "(against 70 in 2022)" compares.
                let compares = page.sense(open + 1, Sense::Function).is_some();
                let begins = !compares && self.places.get(total + 1).is_some_and(|p| p.first <= open + 2);
                if begins {
                    take(open, 1, Link::Bracket);
                }
            }
            if is_dash(page, noun) && self.places.get(total + 1).is_some_and(|p| p.first <= noun + 2) {
                take(noun, 1, Link::Dash);
            }
        }
        // "A total of 58 people were injured, 31 men and 25 women."
        let next = self.places.get(first + 1).filter(|_| own.contains(&(first + 1)));
        if let Some(next) = next {
            let start = self.opening(next.first);
            if start > 0 && is_any(page, start - 1, &[',', '–', '—']) {
                take(start - 1, 1, Link::Comma);
            }
        }
        best
    }

    /// "Among the 52 patients are 30 men and 24 women": two sides that nothing but the words around them links.
    fn pair(&self, own: &Range<usize>) -> Option<Sum> {
        let page = self.page;
        let amounts: SmallVec<[usize; 8]> = own.clone().filter(|f| self.amount(*f)).collect();
        let [total, one, two] = amounts.as_slice() else { return None };
        let (total, one, two) = (*total, *one, *two);
        let near = self.places[one].first - self.places[total].end <= 8;
        // "Of 1,840 posts, 1,610 are filled and 330 vacant"
        let whole = self.claims[total].role == Role::Whole;
        let word = |at: usize| page.shape(at) == Some(Shape::Word) || whole && is_any(page, at, &[',', '\'', '’']);
        let plain = (self.places[total].end..self.places[one].first).all(word);
        let end = self.figures[two].noun.map_or(0, |n| page.tokens(n).end).max(self.places[two].end + 1);
        let list = pieces(page, self.places, self.places[one].first, end.min(page.len()));
        let joined = list.len() == 2 && list.get(1).is_some_and(|p| p.before == Before::And);
        let same = self.part_of(one, total) && self.part_of(two, total) && self.figures[total].noun.is_some();
        // "380 were men and 240 women, and some gave no answer"
        let more = (end..end + 4).any(|t| page.sense(t, Sense::And).is_some() || page.sense(t, Sense::Vague).is_some());
        if !near || !plain || !joined || more || !same || !self.complete(&list, 2, whole) {
            return None;
        }
        let parts = vec![self.addend(one)?, self.addend(two)?];
        Some(Sum { totals: vec![total], parts, evidence: Evidence::Complete })
    }

    /// The parts of an enumeration, one a piece, and whether "and" closes it at the end of the stretch. Nothing where a
    /// piece states two or hides one.
    pub(super) fn addends(&self, list: &[Piece], own: &Range<usize>, total: usize) -> Option<(Vec<Addend>, bool)> {
        let page = self.page;
        let mut parts = Vec::new();
        let mut closed = false;
        let mut headed = true;
        let mut tail = false;
        for (index, piece) in list.iter().enumerate() {
            if page.find(piece.first, |s| matches!(s, Sense::Subset).then_some(())).is_some() {
                // "70 in Lyon, including 20 interns, and 40 in Lille"
                let and = list.get(index + 1).is_some_and(|p| p.before == Before::And);
                if and {
                    return None;
                }
                continue;
            }
            let inside: Vec<usize> =
                own.clone().filter(|f| self.within(*f, piece) && self.part_of(*f, total)).collect();
            let outer: Vec<usize> = inside.iter().copied().filter(|f| !self.bracketed(*f, piece)).collect();
            let mut chosen = if outer.is_empty() { inside } else { outer };
            // "180 in compartments for four": what stands at the head is the part.
            let heads = |f: &usize| self.opening(self.places[*f].first) <= piece.first + 1;
            let plain = |f: &usize| self.figures[*f].noun.is_none() && self.figures[*f].unit.is_none();
            if headed && chosen.len() == 2 && heads(&chosen[0]) && plain(&chosen[1]) {
                chosen.truncate(1);
            }
            let led = piece.before != Before::Start;
            match chosen.as_slice() {
                // "8 unvaccinated and 3 vaccinated; six are under one": who knows what is a part.
                [one] if closed && piece.before == Before::Semicolon && self.figures[*one].unit.is_none() => {
                    let total = self.claims.get(total);
                    if total.is_none_or(|total| self.claims[*one].may_count_with(total)) {
                        return None;
                    }
                    tail = true;
                }
                // ", and injured 40"
                [one] if closed && led && headed && self.opening(self.places[*one].first) > piece.first + 1 => {
                    tail = true
                }
                _ if tail => {}
                [one] => {
                    headed &= self.opening(self.places[*one].first) <= piece.first + 1;
                    parts.push(self.addend(*one)?);
                }
                [] => {
                    if let Some(one) = self.lone_one(piece, total).filter(|_| !tail) {
                        parts.push(one);
                    } else if has(page, piece.first, piece.end, ListWord::Whole) {
                        tail = true;
                    } else if self.hides_part(piece) {
                        return None;
                    } else if closed && led {
                        // What follows the list: no part may stand there.
                        tail = true;
                        continue;
                    } else {
                        continue;
                    }
                }
                _ => return None,
            }
            closed |= matches!(piece.before, Before::And | Before::CommaAnd);
        }
        Some((parts, closed && !tail))
    }

    pub(super) fn part_of(&self, at: usize, total: usize) -> bool {
        at != total && self.amount(at) && self.same_unit(at, total) && !self.is_year(at) && !self.compares(at)
    }

    /// "2,1 mètres de plus que la veille": a difference, no part.
    fn compares(&self, at: usize) -> bool {
        let page = self.page;
        let end = self.places[at].end;
        let noun = self.figures[at].noun.map_or(end, |noun| page.tokens(noun).end);
        [end, noun].into_iter().any(|end| {
            let more = page.find(end, |s| matches!(s, Sense::More(_)).then_some(()));
            more.is_some_and(|(_, len)| {
                page.find(end + len, |s| matches!(s, Sense::Than | Sense::Base).then_some(())).is_some()
            })
        })
    }

    pub(super) fn is_year(&self, at: usize) -> bool {
        let figure = &self.figures[at];
        let year = figure.value.as_ref().is_some_and(|v| *v >= Number::from(1900) && *v <= Number::from(2100));
        year && figure.unit.is_none()
            && figure.noun.is_none()
            && figure.parts.iter().all(|p| p.digits.is_some_and(|d| d.len() == 4))
    }

    pub(super) fn within(&self, at: usize, piece: &Piece) -> bool {
        self.places[at].first >= piece.first && self.places[at].end <= piece.end
    }

    pub(super) fn bracketed(&self, at: usize, piece: &Piece) -> bool {
        let page = self.page;
        let mut depth = 0usize;
        for i in piece.first..self.places[at].first {
            if page.is(i, '(') {
                depth += 1;
            } else if page.is(i, ')') {
                depth = depth.saturating_sub(1);
            }
        }
        depth > 0
    }

    /// "and one for gas": the word is no figure.
    fn lone_one(&self, piece: &Piece, total: usize) -> Option<Addend> {
        let page = self.page;
        let few = |f: &Figure| f.unit.is_none() && f.value.as_ref().is_some_and(|v| *v <= Number::from(30));
        let article = page.sense(piece.first, Sense::Article).filter(|_| self.figures.get(total).is_some_and(few));
        let one = spelled(page, piece.first).filter(|n| n.single && n.value == 1);
        if self.figures.get(total).is_some_and(|f| f.unit.is_some()) {
            return None;
        }
        let value = Number::ONE;
        // "a driver" is one, "a port city" is none.
        let open = match (article, one) {
            (Some(_), _) => Interval::between(&Number::ZERO, &value),
            (None, Some(_)) => Interval::exactly(&value),
            (None, None) => return None,
        };
        let end = one.map(|n| n.end).or(article.map(|len| piece.first + len))?;
        Some(Addend { span: page.span(piece.first, end), open, value, minus: false })
    }

    /// "several in Nice", "the rest in Brest": a part without a number.
    fn hides_part(&self, piece: &Piece) -> bool {
        (piece.first..piece.end).any(|at| {
            let hides = |s: Sense| {
                let word = matches!(s, Sense::Vague | Sense::Collective | Sense::List(ListWord::Rest | ListWord::Open));
                (word || matches!(s, Sense::RemainderBefore | Sense::Fraction { .. } | Sense::Half)).then_some(())
            };
            self.page.find(at, hides).is_some()
        })
    }

    pub(super) fn addend(&self, at: usize) -> Option<Addend> {
        let figure = &self.figures[at];
        // "Hue 150, Vinh 150, the rest 50 each": what each of several has is no part.
        let (first, end) = (self.places[at].first, self.places[at].end);
        let of_each = |s: Sense| matches!(s, Sense::EachOne | Sense::Per { article: false });
        if (first.saturating_sub(EACH)..first).chain([end]).any(|t| page_has(self.page, t, of_each)) {
            return None;
        }
        Some(Addend { span: figure.span, value: figure.value.clone()?, open: open(figure)?, minus: false })
    }

    /// Whether every part counts what the total counts, or names nothing.
    pub(super) fn nouns_agree(&self, list: &[Piece], own: &Range<usize>, total: usize) -> bool {
        let parts = own.clone().filter(|f| list.iter().any(|p| self.within(*f, p)) && self.part_of(*f, total));
        parts.into_iter().all(|f| self.figures[f].unit.is_some() || self.claims[f].may_count_with(&self.claims[total]))
    }

    /// Two parts that are two sides of one pair: men and women.
    pub(super) fn complete(&self, list: &[Piece], parts: usize, strict: bool) -> bool {
        if parts != 2 {
            return false;
        }
        let sides = self.sides(list, strict);
        sides[0] & sides[1] != 0
    }

    /// Whether a list has one side of a pair without the other: women, and no men.
    pub(super) fn has_half_a_pair(&self, list: &[Piece]) -> bool {
        let sides = self.sides(list, true);
        sides[0] ^ sides[1] != 0
    }

    /// The pairs of which a list has the first side, and the second.
    fn sides(&self, list: &[Piece], strict: bool) -> [u128; 2] {
        let mut sides = [0u128; 2];
        for at in list.iter().flat_map(|p| p.first..p.end) {
            let side = |s: Sense| {
                if let Sense::List(ListWord::Side { pair, second }) = s { Some((pair, second)) } else { None }
            };
            if let Some(((pair, second), _)) = self.page.find(at, side)
                && (!strict || pair < LOOSE_SIDES)
            {
                sides[usize::from(second)] |= 1u128.checked_shl(u32::from(pair)).unwrap_or(0);
            }
        }
        sides
    }

    fn is_total(&self, at: usize, sentence: &Range<usize>) -> bool {
        let page = self.page;
        let total = |s: Sense| (s == Sense::List(ListWord::Total)).then_some(());
        let start = self.opening(self.places[at].first);
        let made_of = |s: Sense| (s == Sense::List(ListWord::MadeOf)).then_some(());
        page.find_before(start, total).is_some()
            || page.find(sentence.start, total).is_some()
            || page.find_before(start, made_of).is_some()
    }

    pub(super) fn no_sum(&self, from: usize, to: usize) -> bool {
        has(self.page, from, to, ListWord::NoSum)
    }

    pub(super) fn opening(&self, first: usize) -> usize {
        self.page.find_before(first, |s| matches!(s, Sense::HedgeBefore(_)).then_some(())).map_or(first, |f| f.1)
    }

    pub(super) fn in_figure(&self, at: usize) -> bool {
        let next = self.places.partition_point(|p| p.end <= at);
        self.places.get(next).is_some_and(|p| p.first <= at)
    }
}

/// Whether a sense that `pick` takes begins at a token.
pub(super) fn page_has(page: &Page<'_>, at: usize, pick: impl Fn(Sense) -> bool) -> bool {
    page.find(at, |s| pick(s).then_some(())).is_some()
}

/// What stands between a total and its parts, the plainest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    MadeOf,
    Colon,
    Subset,
    Bracket,
    Dash,
    With,
    Comma,
}

/// What a figure's writing leaves open when it is added up. Counts are exact; large round ones are rounded as written.
pub fn open(figure: &Figure) -> Option<Interval> {
    let value = figure.value.as_ref()?;
    let step = figure.step.clone()?;
    let step = if figure.unit.is_none() && step <= Number::ONE && value.is_whole() {
        let zeros = value.last_digit().unwrap_or(0).min(value.magnitude().unwrap_or(0) - 2);
        if zeros > 0 { Number::ten_to(zeros) } else { Number::ZERO }
    } else {
        step
    };
    let around = Interval::around(value, &step);
    let loose = value.abs() / 10;
    Some(match figure.hedge {
        None => around,
        Some(Hedge::About) => Interval::between(&(value - &loose), &(value + &loose)),
        Some(Hedge::MoreThan | Hedge::AtLeast) => Interval { high: None, ..around },
        Some(Hedge::LessThan | Hedge::AtMost) => Interval { low: None, ..around },
        Some(Hedge::Nearly) => Interval { low: Some(value - &loose), high: around.high },
    })
}

fn is_dash(page: &Page<'_>, at: usize) -> bool {
    matches!(page.shape(at), Some(Shape::Mark('–' | '—' | '-')))
        && page.gap(at) != Gap::None
        && page.gap(at + 1) != Gap::None
}

/// Where a sentence's words end: before its full stop.
pub(super) fn stop(page: &Page<'_>, from: usize, end: usize) -> usize {
    let mut at = end;
    while at > from && matches!(page.shape(at - 1), Some(Shape::Mark('.' | '!' | '?' | '"' | '”' | '»'))) {
        at -= 1;
    }
    at
}
