//! Claims: what each figure of a text says, of what. Read once, by pack data; the checks compare claims and parse nothing.
//!
//! The first layer is a claim a figure: which noun it counts, and whether it is a whole, a part of one, what remains of
//! one, or the same amount in another unit. What several figures say together (a change with its base and result, a count
//! with its whole and percentage) is a struct of its own, one family a file.

mod backwards;
mod calendar;
mod change;
mod degrees;
mod earlier;
mod elapsed;
mod entry;
mod equivalent;
mod implied;
mod layout;
mod listing;
mod pieces;
mod product;
mod proportion;
mod rate;
mod rated;
mod scale;
mod share;
mod slot;
mod subject;
mod sum;
mod sum_of;
mod sum_shares;
mod sum_spread;
mod sum_units;
mod trade;
mod unbased;
mod unplaced;

pub use backwards::Backwards;
pub use entry::{Entry, Label, lead};
pub use layout::Layout;
pub use listing::{Herald, Listing};
pub use rate::{StatedRate, stated_rates};
pub use rated::Rated;
pub use scale::{Comparison, ScaleWord, comparisons, covered, quotations, restatements, scale_words};
pub use sum::{Addend, Evidence, Sum, open};

pub use calendar::{Day, DaysBackwards};
pub use elapsed::{Elapsed, Lapse, Told};
pub use subject::{Subject, Word, WordKind, comparable};

pub use crate::language::Direction;
pub use change::{Change, Delta};
pub use proportion::Proportion;
pub use unbased::Unbased;
pub use unplaced::Unplaced;

use smallvec::{SmallVec, smallvec};

use crate::figure::{self, Figure, Kind};
use crate::language::{Gap, Link, Page, Sense, Shape, fold};
use crate::number::Number;
use crate::text::Span;
use crate::units::Unit;

/// What a figure says. It stands at the index of its figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    pub role: Role,
    /// The counted noun without case, to compare with another's.
    pub noun: Option<String>,
    /// What it counts are people.
    pub persons: bool,
    /// The index of its sentence.
    pub sentence: usize,
    /// Its sentence tells of a difference ("rose", "warmer", "écart"): degrees may be one.
    pub difference: bool,
    /// Degrees by which something rose or fell: a difference and nothing else.
    pub by: bool,
    /// Degrees that something rose or fell to: no difference.
    pub level: bool,
    /// Its sentence tells of the sea: miles may be nautical ones.
    pub at_sea: bool,
    /// Its sentence tells of the year before ("last year").
    pub year_before: bool,
}

/// What a figure is to another one. Indices are of figures of the same block.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Role {
    #[default]
    Plain,
    /// N of M, in one figure.
    Share { part: Number, whole: Number },
    /// The whole that a part is told of ("of the 240 hotels").
    Whole,
    /// A part of the whole that another figure states.
    Part { whole: usize },
    /// Told as a part of another figure, and more than that ("of the 52 passengers, 54").
    Excess { whole: usize },
    /// What is left of a whole ("the other four", "les 4/10 restants"); `more` where further counts are listed with it
    /// ("the other ten went to the left and two to the greens").
    /// `weak`: a verb says that so many are left as they were ("four remain closed"), so that there may be others.
    Remainder { more: bool, weak: bool },
    /// The same amount as another figure, in another unit ("26.2 miles (42 km)").
    Equivalent { of: usize },
    /// By how much something changed ("up 15%"): no share of anything.
    Change,
    /// A share of the whole that another figure states ("a third of the 90 schools").
    Portion { whole: usize },
}

/// The claims of a page, one a figure, in the order of `figures`.
///
/// A unit whose word can mean two things is settled here, by what stands beside it: the figure is changed.
pub fn claims(page: &Page<'_>, layout: &Layout<'_>, figures: &mut [Figure]) -> Claims {
    // Most blocks have no figure.
    if figures.is_empty() {
        return Claims::default();
    }
    let Layout { sentences, places, .. } = layout;
    // Asked once a sentence, and only where degrees are told.
    let unasked = || -> SmallVec<[Option<bool>; 16]> { smallvec![None; sentences.len()] };
    let (mut differing, mut at_sea, mut year_before) = (unasked(), unasked(), unasked());
    let asked = |known: Option<&mut Option<bool>>, within: Span, sense: Sense| {
        let any = || page.has(page.tokens(within), sense);
        known.is_some_and(|known| *known.get_or_insert_with(any))
    };
    let mut out: Vec<Claim> = figures
        .iter()
        .zip(places)
        .map(|(figure, place)| {
            let sentence = sentences.partition_point(|s| s.end <= figure.span.start);
            let within = sentences.get(sentence).copied().unwrap_or_default();
            let mile = |unit: &Unit| matches!(unit, Unit::Measure(m) if m.id() == "mile");
            let miles = figure.unit.iter().any(mile);
            let degrees = matches!(figure.unit, Some(Unit::Measure(m)) if m.is_temperature());
            Claim {
                role: Role::Plain,
                by: false,
                level: false,
                // "les 45 millions prévus": no thing that is counted.
                noun: figure
                    .noun
                    .or_else(|| of_noun(page, figure, place.end))
                    .filter(|span| !is_planned(page, *span))
                    .map(|span| fold(span.of(page.text))),
                persons: figure
                    .noun
                    .is_some_and(|noun| page.tokens(noun).any(|at| page.sense(at, Sense::Person).is_some())),
                sentence,
                at_sea: miles && asked(at_sea.get_mut(sentence), within, Sense::AtSea),
                year_before: figure.kind == Kind::Money
                    && asked(year_before.get_mut(sentence), within, Sense::YearBefore),
                difference: degrees
                    && differing.get_mut(sentence).is_some_and(|known| {
                        *known.get_or_insert_with(|| page.any(page.tokens(within), |s| differs(s).is_some()))
                    }),
            }
        })
        .collect();
    product::mark(page, figures, places, &mut out);
    equivalent::mark(page, figures, places, &mut out);
    share::mark(page, sentences, figures, places, &mut out);
    let (changes, unbased) = change::changes(page, layout, figures, &out);
    let (proportions, unplaced) = proportion::proportions(page, sentences, figures, places, &mut out);
    Claims { claims: out, changes, unbased, proportions, unplaced }
}

/// What the figures of a page say: each for itself, and several together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    /// One a figure, in their order.
    pub claims: Vec<Claim>,
    pub changes: Vec<Change>,
    /// Changes whose base the text does not tell.
    pub unbased: Vec<Unbased>,
    pub proportions: Vec<Proportion>,
    pub unplaced: Vec<Unplaced>,
}

/// One number of a figure of the block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    pub figure: usize,
    /// Which of the numbers it was written with: 1 for the 28 of "25 of the 28".
    pub part: usize,
    /// What looks like its hedge compares ("more than the 300") and is none.
    pub plain: bool,
}

/// Whether a figure states one amount that can rise and fall or be a part of something.
fn level(figure: &Figure) -> bool {
    let kind = matches!(figure.kind, Kind::Cardinal | Kind::Money | Kind::Measure | Kind::Percent);
    kind && figure.value.is_some() && !figure.range && figure.parts.len() == 1
}

/// Whether two figures can be amounts of one thing: their units and what they count agree or are left out.
fn compatible(figures: &[Figure], claims: &[Claim], a: usize, b: usize) -> bool {
    let units = match (figures[a].unit, figures[b].unit) {
        // "from $3,100 to $3,900 a tonne"
        (Some(Unit::Money(x)), Some(Unit::MoneyPer(y, _))) => x == y,
        (Some(x), Some(y)) => x == y,
        (None, None) => claims[a].may_count_with(&claims[b]),
        // "from 1.2 to 1.5 million tonnes", "345 million tonnes from 300 million"
        (None, Some(unit)) => claims[a].noun.is_none() && (a < b || unit != Unit::Percent),
        (Some(unit), None) => claims[b].noun.is_none() && (a < b || unit != Unit::Percent),
    };
    units && level(&figures[a]) && level(&figures[b])
}

/// What several figures of a page say together, or a figure and the words around it. Indices are of the page's figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// Totals with their parts.
    pub sums: Vec<Sum>,
    /// Figures that may be the total of a list in the blocks below: their indices, the likeliest first.
    pub heading: Vec<usize>,
    /// Counts with the items that they announce.
    pub listings: Vec<Listing>,
    /// A count whose list stands in the blocks below.
    pub herald: Option<Herald>,
    /// Ranges that run downwards.
    pub backwards: Vec<Backwards>,
    /// What the page says as a table's cell or a list's item, or above a list: see [`entry`] and [`lead`].
    pub entry: Entry,
    /// Amounts for each of many, with how many and how much in all.
    pub rated: Vec<Rated>,
}

/// The groups of a page.
pub fn groups(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure], claims: &[Claim]) -> Groups {
    if figures.is_empty() {
        return Groups::default();
    }
    let Layout { sentences, tokens, places } = layout;
    let listed = listing::Reader { page, sentences: tokens, figures, places };
    let summed = sum::Reader { page, sentences, tokens, figures, places, claims };
    let mut sums = summed.sums();
    // What is told of exports and imports is known better than what their list looks like.
    let trade = trade::sums(page, layout, figures);
    let parts = |sum: &Sum| sum.parts.first().map(|p| p.span.start);
    // A remainder among them is another check's.
    let rest = |at: usize| figures.get(at).map(|f| f.span);
    let left: Vec<Span> = claims
        .iter()
        .zip(0..)
        .filter_map(|(c, at)| matches!(c.role, Role::Remainder { .. }).then(|| rest(at)).flatten())
        .collect();
    let taken = |sum: &Sum| {
        let last = sum.parts.last().map_or(0, |p| p.span.start);
        // "six are red, the other 26 orange, 30 in all"
        let behind = sum.totals.iter().all(|t| figures.get(*t).is_some_and(|f| f.span.start > last));
        let told = behind && !sum.totals.is_empty();
        !told && sum.parts.iter().any(|p| left.binary_search(&p.span).is_ok())
    };
    sums.retain(|sum| !taken(sum) && !trade.iter().any(|t| parts(t) == parts(sum)));
    sums.extend(trade);
    Groups {
        sums,
        heading: summed.heading(),
        listings: listed.listings(),
        herald: listed.herald(),
        backwards: backwards::backwards(page, layout, figures, claims),
        entry: Entry::default(),
        rated: rated::rated(page, layout, figures),
    }
}

/// What a page says as a table's cell or a list's item.
pub fn entry(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> Entry {
    entry::entry(page, figures, &layout.places)
}

/// What a block tells of days and years: relations between its dates and numbers. Indices are of its figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Times {
    /// Days with a weekday beside them, and days that no month has.
    pub days: Vec<Day>,
    /// Spans of days that end before they begin.
    pub backwards: Vec<DaysBackwards>,
    /// Numbers of years or days with the dates that they lie between.
    pub elapsed: Vec<Elapsed>,
}

/// What a page tells of days and years.
pub fn times(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure], claims: &[Claim]) -> Times {
    // Most blocks tell of no date.
    if figures.iter().all(|f| f.date.is_none()) {
        return Times::default();
    }
    let Layout { sentences, places, .. } = layout;
    Times {
        days: calendar::days(page, figures, places, claims),
        backwards: calendar::backwards(page, sentences, figures, places, claims),
        elapsed: elapsed::elapsed(page, sentences, figures, places, claims),
    }
}

/// The words around each figure of a page: what it is told of.
pub fn subjects(page: &Page<'_>, layout: &Layout<'_>, figures: &[Figure]) -> (Vec<Word>, Vec<Subject>) {
    subject::subjects(page, layout, figures)
}

/// The tokens of a figure: `first..end`.
#[derive(Clone, Copy, Debug)]
struct Place {
    first: usize,
    end: usize,
}

impl Place {
    fn of(page: &Page<'_>, figure: &Figure) -> Self {
        let tokens = page.tokens(figure.span);
        Self { first: tokens.start, end: tokens.end }
    }
}

impl Claim {
    /// Whether what is left may be told of the same things as a whole or one of its parts: those may be called otherwise
    /// ("18 crew members … the other seven men").
    pub fn may_be_left_of(&self, whole: &Claim) -> bool {
        self.persons && whole.persons || self.may_count_with(whole)
    }

    /// Whether two claims may count the same things: their nouns share a word, or one of them names none.
    pub fn may_count_with(&self, other: &Claim) -> bool {
        let (Some(a), Some(b)) = (&self.noun, &other.noun) else { return true };
        // Words that differ in their ending only are one: "hotel", "hotels", "Bezirke", "Bezirken".
        let alike = |a: &str, b: &str| {
            let longer = a.chars().count().max(b.chars().count());
            let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
            common >= longer.saturating_sub(2).max(longer.min(4))
        };
        let words = |text: &'_ str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
        let theirs = words(b);
        words(a).iter().any(|a| theirs.iter().any(|b| alike(a, b)))
    }
}

/// "820 of the savers": what is counted behind the link to a whole that has no number there.
fn of_noun(page: &Page<'_>, figure: &Figure, end: usize) -> Option<Span> {
    if figure.kind != Kind::Cardinal || figure.unit.is_some() || page.shape(end) != Some(Shape::Word) {
        return None;
    }
    let (_, len) = page.find(end, |s| matches!(s, Sense::RatioLink(Link::Partitive)).then_some(()))?;
    figure::noun(page, end + len, false, false)
}

/// The tokens of "of them" at a token; "of those who left" are others than those that were told of.
fn of_them(page: &Page<'_>, at: usize) -> Option<usize> {
    let (_, len) = page.find(at, |s| matches!(s, Sense::Them).then_some(()))?;
    let other = page.find(at + len, |s| matches!(s, Sense::Then).then_some(())).is_some();
    (!other || page.gap(at + len) != Gap::Space).then_some(len)
}

/// Whether a noun is but a word for what was expected.
fn is_planned(page: &Page<'_>, noun: Span) -> bool {
    let tokens = page.tokens(noun);
    tokens.len() == 1 && page.sense(tokens.start, Sense::Planned).is_some()
}

/// A word of movement or comparison.
fn differs(sense: Sense) -> Option<()> {
    matches!(sense, Sense::Change | Sense::Difference).then_some(())
}

/// Whether a figure counts or measures things, so that it can be a whole or a part: no date, no name, no share.
fn counts(figure: &Figure) -> bool {
    let amount = matches!(figure.kind, Kind::Cardinal | Kind::Money)
        || matches!(figure.unit, Some(Unit::Measure(m)) if !m.is_temperature() && m.quantity() != "duration");
    amount && figure.value.is_some()
}

/// Whether a token is a bracket or comma, with or without white space before it.
fn is_any(page: &Page<'_>, at: usize, marks: &[char]) -> bool {
    marks.iter().any(|m| page.is(at, *m)) && page.gap(at) != Gap::Line
}
