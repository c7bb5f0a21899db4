//! Numbers of years (months, weeks, days) that are told with their two ends: anniversaries, ages, how long something
//! lasted, how long ago it was.

use super::{Claim, Place, is_any};
use crate::figure::{Figure, Kind};
use crate::language::{Gap, Lasting, Page, Sense, Shape};
use crate::text::Span;
use crate::units::Unit;

/// A number of years or days with the dates that it lies between. Indices are of figures of the block.
#[derive(Clone, Debug, PartialEq)]
pub struct Elapsed {
    pub told: Told,
    /// The figure that states the number.
    pub count: usize,
    pub number: i64,
    pub lapse: Lapse,
    /// The figure that states the first end; the first of two where it states both.
    pub from: usize,
    /// The one that states the last end, which may be the same; none where it is the article's own day.
    pub until: Option<usize>,
    /// Other years of the sentence, which may be the last end as well.
    pub others: Vec<i32>,
    /// The sentence tells of the article's own days.
    pub present: bool,
    /// It tells of what is to come.
    pub future: bool,
    /// The first end is certainly meant as one; else only where the number nearly fits.
    pub sure: bool,
    /// It happened between the two ends and need not have filled them.
    pub within: bool,
    /// An age that may be counted from before birth.
    pub counted: bool,
}

/// What is told of a number of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// How long something lasted.
    Length,
    Age,
    Anniversary,
    /// Which year of something it is.
    NthYear,
    /// How long ago something was.
    Ago,
}

/// What the number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lapse {
    Years,
    Months,
    Weeks,
    Days,
}

/// Sentences with more figures than these are lists, which tell of no spans.
const MOST_FIGURES: usize = 24;
/// How many tokens a word and the date that it announces may lie apart.
const NEAR: usize = 8;
/// How many words may stand between a number of years and its two ends.
const MOST_BETWEEN: usize = 3;

/// All numbers of years of a page that are told with their ends.
pub fn elapsed(
    page: &Page<'_>,
    sentences: &[Span],
    figures: &[Figure],
    places: &[Place],
    claims: &[Claim],
) -> Vec<Elapsed> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < figures.len() {
        let sentence = claims[at].sentence;
        let end = at + claims[at..].iter().take_while(|c| c.sentence == sentence).count();
        let here = &figures[at..end];
        let dated = here.iter().any(|f| f.date.as_ref().is_some_and(|d| d.year.is_some()) || f.until.is_some());
        let counted = here.iter().any(|f| f.value.is_some());
        if dated
            && counted
            && end - at <= MOST_FIGURES
            && let Some(span) = sentences.get(sentence)
        {
            let last = page.tokens(*span).end;
            let reader = Sentence { page, figures, places, range: (at, end), end: last, cues: cues(page, *span) };
            for count in at..end {
                out.extend(reader.read(count));
            }
        }
        at = end;
    }
    out
}

/// The words of a sentence that say what a number of years is told of: token, length, meaning.
fn cues(page: &Page<'_>, sentence: Span) -> Vec<(usize, usize, Lasting)> {
    let mut out = Vec::new();
    for at in page.tokens(sentence) {
        for hit in page.hits(at) {
            if let Sense::Elapsed(lasting) = hit.sense {
                out.push((at, hit.tokens, lasting));
            }
        }
    }
    out
}

struct Sentence<'a> {
    page: &'a Page<'a>,
    figures: &'a [Figure],
    places: &'a [Place],
    /// Its figures.
    range: (usize, usize),
    /// The token behind its words.
    end: usize,
    cues: Vec<(usize, usize, Lasting)>,
}

/// How an age is written.
struct AgeForm {
    /// The age of the day that the sentence is of: "the 70-year-old", "Hale, 63,".
    state: bool,
    /// A verb says that it is the age of today: "is 63".
    is: bool,
    /// It stands between commas.
    apart: bool,
    /// The tokens that say it.
    from: usize,
    end: usize,
}

impl Sentence<'_> {
    fn read(&self, count: usize) -> Option<Elapsed> {
        let figure = &self.figures[count];
        if figure.range || figure.date.is_some() {
            return None;
        }
        let number = figure.value.as_ref()?.as_i64().filter(|n| (1..=1500).contains(n))?;
        self.age(count, number)
            .or_else(|| self.anniversary(count, number))
            .or_else(|| self.ago(count, number))
            .or_else(|| self.length(count, number))
    }

    fn has(&self, lasting: Lasting) -> bool {
        self.cues.iter().any(|cue| cue.2 == lasting)
    }

    /// Whether a cue stands within `near` tokens of the tokens `from..end`.
    fn has_near(&self, lasting: Lasting, from: usize, end: usize, near: usize) -> bool {
        self.cues.iter().any(|cue| cue.2 == lasting && cue.0 + near >= from && cue.0 <= end + near)
    }

    fn before(&self, at: usize, lasting: Lasting) -> Option<usize> {
        self.cues.iter().find(|cue| cue.2 == lasting && cue.0 + cue.1 == at).map(|cue| cue.0)
    }

    fn behind(&self, at: usize, lasting: Lasting) -> Option<usize> {
        self.cues.iter().find(|cue| cue.2 == lasting && cue.0 == at).map(|cue| cue.0 + cue.1)
    }

    /// The figures of the sentence that state a year, `except` aside.
    fn years(&self, except: usize) -> impl Iterator<Item = (usize, i32)> + '_ {
        (self.range.0..self.range.1)
            .filter(move |at| *at != except)
            .filter_map(|at| Some((at, self.figures[at].date.as_ref()?.year?)))
    }

    /// A number of years that is measured in years ("30 years") or counts them elsewhere ("63").
    fn lapse(&self, count: usize) -> Option<(i64, Lapse)> {
        let Some(Unit::Measure(measure)) = self.figures[count].unit else { return None };
        match measure.id() {
            "year" => Some((1, Lapse::Years)),
            "decade" => Some((10, Lapse::Years)),
            "century" => Some((100, Lapse::Years)),
            "month" => Some((1, Lapse::Months)),
            "week" => Some((1, Lapse::Weeks)),
            "day" => Some((1, Lapse::Days)),
            _ => None,
        }
    }

    fn in_years(&self, count: usize) -> bool {
        self.lapse(count) == Some((1, Lapse::Years))
    }

    fn found(&self, told: Told, count: usize, number: i64, from: usize, until: Option<usize>) -> Elapsed {
        let others = self.years(from).filter(|other| Some(other.0) != until).map(|other| other.1).collect();
        Elapsed {
            told,
            count,
            number,
            lapse: Lapse::Years,
            from,
            until,
            others,
            present: self.has(Lasting::Present) || self.on_a_weekday(told),
            future: self.has(Lasting::Future),
            sure: true,
            within: false,
            counted: false,
        }
    }

    /// "a fêté vendredi son 90e anniversaire": a weekday without its date is one of the article's own.
    fn on_a_weekday(&self, told: Told) -> bool {
        let bare = |at: usize| {
            self.figures[at]
                .date
                .as_ref()
                .is_some_and(|d| d.year.is_none() && d.month.is_none() && d.day.is_none() && d.weekday.is_some())
        };
        told == Told::Anniversary && (self.range.0..self.range.1).any(bare)
    }

    /// The date with a year behind a cue ("born in Cork on 3 March 1960").
    fn announced(&self, lasting: Lasting) -> Option<(usize, usize)> {
        let found = self.cues.iter().filter(|cue| cue.2 == lasting).find_map(|cue| {
            let end = cue.0 + cue.1;
            let next = (self.range.0..self.range.1).find(|at| self.places[*at].first >= end)?;
            let dated = self.figures[next].date.as_ref().is_some_and(|d| d.year.is_some());
            (dated && self.places[next].first - end <= NEAR - 2).then_some((next, cue.0))
        })?;
        Some(found)
    }

    fn age_form(&self, count: usize) -> Option<AgeForm> {
        let (figure, place) = (&self.figures[count], self.places[count]);
        // "il y a 50 ans" is no age.
        let ago = self.before(place.first, Lasting::Ago).is_some();
        if ago || figure.kind != Kind::Cardinal && !self.in_years(count) {
            return None;
        }
        // In languages that write "70 năm", "70-year-old" the word may be part of the figure's noun.
        // "57 tuổi": the word is the figure's unit.
        let as_unit = self.before(place.end, Lasting::AgeAfter).filter(|at| *at > place.first).map(|_| place.end);
        let behind = self.behind(place.end, Lasting::AgeAfter).or(as_unit);
        let is = self
            .before(place.first, Lasting::AgeIs)
            .filter(|_| self.ends_age(behind.unwrap_or(place.end)) && !self.has(Lasting::Future))
            .filter(|at| !self.has_near(Lasting::When, *at, *at, 3));
        let state = self.before(place.first, Lasting::AgeBefore).or(is);
        let event = self.before(place.first, Lasting::AgeAt);
        let (from, end) = (state.or(event).unwrap_or(place.first), behind.unwrap_or(place.end));
        let apart = from > 0 && is_any(self.page, from - 1, &[',', '(']) && is_any(self.page, end, &[',', ')']);
        if behind.is_none() && state.is_none() && event.is_none() && !apart {
            return None;
        }
        let definite = self.page.find_before(place.first, |s| matches!(s, Sense::Definite).then_some(())).is_some();
        // "The new president, 21-year-old Isla Munro,"
        let after = behind.unwrap_or(place.end);
        let named = self.page.word(after).chars().next().is_some_and(char::is_uppercase);
        let titled = behind.is_some() && named && place.first > 0 && is_any(self.page, place.first - 1, &[',']);
        let now = (self.has(Lasting::Present) || titled) && behind.is_some();
        let said = event.is_none() && (apart || behind.is_some() && (definite || state.is_some())) || now;
        Some(AgeForm { state: said || is.is_some(), is: is.is_some(), apart, from, end })
    }

    fn age(&self, count: usize, number: i64) -> Option<Elapsed> {
        let form = self.age_form(count)?;
        if number > 125 || self.figures[count].hedge.is_some() {
            return None;
        }
        let died = self.has(Lasting::Died);
        // "(1930-2012)"
        let life = (self.range.0..self.range.1).find(|at| {
            let figure = &self.figures[*at];
            let place = self.places[*at];
            let years = |d: &crate::figure::CalendarDate| d.year.is_some();
            figure.until.as_ref().is_some_and(years)
                && figure.date.as_ref().is_some_and(years)
                && place.first > 0
                && is_any(self.page, place.first - 1, &['('])
                && is_any(self.page, place.end, &[')'])
        });
        let counted = self.before(self.places[count].first, Lasting::AgeCounted).is_some();
        if let Some(life) = life {
            let near = self.has_near(Lasting::Died, form.from, form.end, NEAR);
            let found = || Elapsed { counted, ..self.found(Told::Age, count, number, life, Some(life)) };
            return near.then(found);
        }
        let (born, _) = self.announced(Lasting::Born)?;
        let others: Vec<usize> = self.years(born).map(|other| other.0).collect();
        if form.is && !died {
            let mut found = self.found(Told::Age, count, number, born, None);
            (found.present, found.counted) = (true, counted);
            found.others.clear();
            return Some(found);
        }
        match others.as_slice() {
            [] => {
                // Between commas an age is told of somebody; what follows is another matter.
                let reach = if form.apart { form.from } else { form.end };
                let when = self.has_near(Lasting::When, form.from, reach, if form.apart { 0 } else { NEAR })
                    || form.apart
                        && self.cues.iter().any(|c| c.2 == Lasting::When && c.0 < form.from && c.0 + NEAR >= form.from);
                if when || !died && !form.state {
                    return None;
                }
                let mut found = self.found(Told::Age, count, number, born, None);
                found.present |= form.state && !died;
                found.counted = counted;
                Some(found)
            }
            [other] => {
                let place = self.places[*other];
                let close = self.close(form.end, place.first) || self.close(place.end, form.from);
                let linked = close || died && self.has_near(Lasting::Died, place.first, place.end, NEAR);
                linked.then(|| Elapsed { counted, ..self.found(Told::Age, count, number, born, Some(*other)) })
            }
            _ => None,
        }
    }

    /// Whether an age can end at a token: "is 63 and", "a 25 ans", but not "is 63 miles", "a 25 ans d'expérience".
    fn ends_age(&self, at: usize) -> bool {
        let function = self.page.sense(at, Sense::Function).is_some() && self.page.sense(at, Sense::Of).is_none();
        at >= self.page.len() || self.page.shape(at) != Some(Shape::Word) || function
    }

    /// The token behind the sentence's words.
    fn end_of_sentence(&self) -> usize {
        self.end
    }

    /// Whether two tokens lie in one clause, near each other.
    fn close(&self, from: usize, to: usize) -> bool {
        from <= to
            && to - from <= NEAR
            && (from..to).all(|at| {
                !matches!(self.page.shape(at), Some(Shape::Mark(',' | ';' | ':' | '(' | ')')))
                    && self.page.sense(at, Sense::And).is_none()
            })
    }

    fn anniversary(&self, count: usize, number: i64) -> Option<Elapsed> {
        let (figure, place) = (&self.figures[count], self.places[count]);
        let ordinal = figure.kind == Kind::Ordinal;
        if !ordinal && !self.in_years(count) && figure.kind != Kind::Cardinal || figure.hedge.is_some() {
            return None;
        }
        let behind = (place.end..place.end + 2).find_map(|at| self.behind(at, Lasting::Anniversary));
        let nth = ordinal && self.behind(place.end, Lasting::NthYear).is_some();
        // "fête cette année les 150 ans"
        let words = |at: usize| (at..place.first).all(|at| self.page.shape(at) == Some(Shape::Word));
        let celebrated = (place.first.saturating_sub(4)..=place.first)
            .any(|at| self.before(at, Lasting::Celebrates).is_some() && words(at));
        let founded = self.announced(Lasting::Founded);
        // "The company, founded in 1989, is 25 years old", but not "who runs a company founded in 1989".
        let apart = founded.is_some_and(|(_, cue)| cue == 0 || is_any(self.page, cue - 1, &[',', '.', '(']));
        let old = self.age_form(count).filter(|form| apart && form.state && !ordinal);
        let named = behind.is_some() && (ordinal || self.in_years(count));
        let years = celebrated && (ordinal || self.in_years(count) || old.is_some());
        // "lit in 1976, has been in service for 38 years"
        let lasts = |at: usize| self.behind(at, Lasting::Lasted).is_some();
        let lasted = self.in_years(count)
            && !ordinal
            && founded.is_some()
            && (self.before(place.first, Lasting::Lasted).is_some() || lasts(place.end));
        if !named && !years && !nth && old.is_none() && !lasted {
            return None;
        }
        let end = behind.unwrap_or(place.end);
        let mut sure = true;
        let from = match founded {
            Some((from, _)) => from,
            None => {
                let next = (count + 1..self.range.1).find(|at| self.figures[*at].date.is_some())?;
                let date = &self.figures[next];
                date.date.as_ref()?.year?;
                // "kỷ niệm 50 năm chiến thắng năm 1954", but not "celebrated 25 years in 2014".
                let noun = celebrated && behind.is_none() && self.page.sense(end, Sense::Function).is_none();
                let since = self.behind(end, Lasting::Since).is_some();
                let of = self.page.sense(end, Sense::Of).is_some() || since;
                let first = self.places[next].first;
                if !of && !noun || !self.close_phrase(end, first) {
                    return None;
                }
                let leads = |s: Sense| matches!(s, Sense::Definite | Sense::Of).then_some(());
                sure = since || is_any(self.page, first - 1, &['(']) || self.page.find_before(first, leads).is_some();
                // "(30/4/1975 – 30/4/2024)"
                if date.until.as_ref().is_some_and(|until| until.year.is_some()) {
                    return Some(self.found(Told::Anniversary, count, number, next, Some(next)));
                }
                next
            }
        };
        if self.figures[from].range {
            return None;
        }
        let others: Vec<usize> = self.years(from).map(|other| other.0).collect();
        // "marks the 50th anniversary of its independence, proclaimed in 1963, in 2023", "célèbre en 2023 le 50e"
        let celebrated_in = |other: usize| {
            let year = self.places[other];
            let near = |at: usize| {
                self.cues.iter().any(|c| c.2 == Lasting::Celebrates && c.0 + c.1 <= at && at <= c.0 + c.1 + 2)
            };
            let ahead = other < count && near(year.first) && self.close(year.end, place.first);
            let last = other > from && other > count && year.end + 1 >= self.page.len().min(self.end_of_sentence());
            named && (ahead || last)
        };
        let mut nearly = false;
        let until = match others.as_slice() {
            [other] if *other > count && self.close(end, self.places[*other].first) => Some(*other),
            [other] if celebrated_in(*other) => {
                nearly = true;
                Some(*other)
            }
            [] => None,
            _ => return None,
        };
        let told = if nth { Told::NthYear } else { Told::Anniversary };
        let mut found = self.found(told, count, number, from, until);
        found.sure = sure && !nearly;
        Some(found)
    }

    /// [`Self::close`] with a bracket before the date.
    fn close_phrase(&self, from: usize, to: usize) -> bool {
        let to = if to > from && is_any(self.page, to - 1, &['(']) { to - 1 } else { to };
        from <= to
            && to - from <= 2 * NEAR
            && (from..to).all(|at| !matches!(self.page.shape(at), Some(Shape::Mark(',' | ';' | ':' | '(' | ')' | '.'))))
    }

    /// "50 years ago, in 1975", "in 1975, 50 years ago".
    fn ago(&self, count: usize, number: i64) -> Option<Elapsed> {
        if !self.in_years(count) || self.figures[count].hedge.is_some() {
            return None;
        }
        let place = self.places[count];
        let behind = self.behind(place.end, Lasting::Ago);
        let ahead = self.before(place.first, Lasting::Ago);
        if behind.is_none() && ahead.is_none() {
            return None;
        }
        let end = behind.unwrap_or(place.end);
        if let Some(found) = self.ago_behind(count, ahead.unwrap_or(place.first), number) {
            return Some(found);
        }
        if behind.is_none() && self.before(place.first, Lasting::When).is_some() {
            return None;
        }
        let next = (count + 1 < self.range.1).then_some(count + 1)?;
        let gap = end..self.places[next].first;
        let cue =
            |at: usize| self.page.find(at, |s| matches!(s, Sense::DateCue | Sense::YearWord).then_some(())).is_some();
        let linked = gap.len() <= 3 && is_any(self.page, end, &[',', '(']) && gap.skip(1).all(cue);
        let single = self.figures[next].date.as_ref().is_some_and(|d| d.year.is_some()) && !self.figures[next].range;
        let alone = self.years(next).next().is_none();
        (linked && single && alone).then(|| self.found(Told::Ago, count, number, next, None))
    }

    /// "founded in 2004, 30 years ago", "fermée en 2020, il y a trois ans".
    fn ago_behind(&self, count: usize, first: usize, number: i64) -> Option<Elapsed> {
        let last = count.checked_sub(1).filter(|last| *last >= self.range.0)?;
        let comma = self.places[last].end;
        let joined = is_any(self.page, comma, &[',', '(', '–', '—']) && first == comma + 1;
        let single = self.figures[last].date.as_ref().is_some_and(|d| d.year.is_some()) && !self.figures[last].range;
        let alone = self.years(last).next().is_none();
        (joined && single && alone).then(|| self.found(Told::Ago, count, number, last, None))
    }

    fn length(&self, count: usize, number: i64) -> Option<Elapsed> {
        let (times, lapse) = self.lapse(count)?;
        let place = self.places[count];
        let cued = |lasting| self.before(place.first, lasting).is_some();
        // An age, or how long ago: "mort à 85 ans (1930-2012)".
        if cued(Lasting::AgeBefore)
            || cued(Lasting::AgeAt)
            || cued(Lasting::Ago)
            || self.behind(place.end, Lasting::AgeAfter).is_some()
            || self.behind(place.end, Lasting::Ago).is_some()
        {
            return None;
        }
        let (from, until, within) = self.period_behind(count).or_else(|| self.period_before(count))?;
        let mut found = self.found(Told::Length, count, number * times, from, Some(until));
        found.lapse = lapse;
        found.within = within;
        Some(found)
    }

    /// The two ends that one figure, or this one and the next, state.
    fn period(&self, first: usize) -> Option<(usize, usize)> {
        let figure = self.figures.get(first).filter(|_| first >= self.range.0 && first < self.range.1)?;
        figure.date.as_ref()?;
        if figure.until.is_some() {
            return Some((first, first));
        }
        // "từ năm 2019 đến năm 2024"
        let second = first + 1;
        let end = self.figures.get(second).filter(|f| second < self.range.1 && f.date.is_some() && !f.range)?;
        let mut at = self.places[first].end;
        at += self.page.find(at, |s| matches!(s, Sense::RangeLink).then_some(()))?.1;
        let plain = |s: Sense| matches!(s, Sense::YearWord | Sense::DateJoin).then_some(());
        while let Some((_, len)) = self.page.find(at, plain).filter(|_| at < self.places[second].first) {
            at += len;
        }
        let form = |f: &Figure| f.date.as_ref().map(|d| (d.year.is_some(), d.month.is_some(), d.day.is_some()));
        let and = self.page.sense(self.places[first].end, Sense::And).is_some();
        (at == self.places[second].first && form(figure) == form(end) && !and).then_some((first, second))
    }

    /// "in three years, from 2019 to 2024", "a five-year plan (2016-2020)", "two weeks, 3–24 May".
    fn period_behind(&self, count: usize) -> Option<(usize, usize, bool)> {
        let (from, until) = self.period(count + 1)?;
        let (mut words, mut mark, mut led, mut within, mut function) = (0, false, false, false, false);
        let mut at = self.places[count].end;
        while at < self.places[from].first {
            if self.page.gap(at) == Gap::Line {
                return None;
            }
            let lead = |s: Sense| match s {
                Sense::Between => Some(true),
                Sense::From | Sense::FromDay => Some(false),
                _ => None,
            };
            if is_any(self.page, at, &[',', '(', '–', '—']) && !mark {
                mark = true;
                at += 1;
            } else if let Some((between, len)) = self.page.find(at, lead) {
                led = true;
                within |= between;
                at += len;
            } else if (mark || led)
                && let Some((_, len)) = self.page.find(at, |s| {
                    matches!(s, Sense::YearWord | Sense::DateCue | Sense::Determiner | Sense::DateJoin).then_some(())
                })
            {
                at += len;
            } else {
                // What follows a bracket or "from" is the period itself.
                if mark || led || self.page.shape(at) != Some(Shape::Word) {
                    return None;
                }
                function |= self.page.sense(at, Sense::Function).is_some();
                words += 1;
                at += 1;
            }
        }
        // "jailed for three years for frauds from 2015 to 2019": without its comma the period is of something else.
        let fits = words <= MOST_BETWEEN && (mark || !function && (led || words == 0));
        fits.then_some((from, until, within))
    }

    /// "from 2015 to 2019, a five-year mandate".
    fn period_before(&self, count: usize) -> Option<(usize, usize, bool)> {
        let last = count.checked_sub(1).filter(|last| *last >= self.range.0)?;
        let (from, until) = self
            .period(last)
            .filter(|period| period.1 == last)
            .or_else(|| self.period(last.checked_sub(1)?).filter(|period| period.1 == last))?;
        let led = |s: Sense| matches!(s, Sense::From | Sense::FromDay | Sense::Between).then_some(());
        let opening = self.places[from].first;
        let year_word =
            self.page.find_before(opening, |s| matches!(s, Sense::YearWord | Sense::DateJoin).then_some(()));
        let opening = year_word.map_or(opening, |found| found.1);
        self.page.find_before(opening, led)?;
        let start = self.places[until].end;
        if !is_any(self.page, start, &[',', '(']) {
            return None;
        }
        let article =
            self.page.find(start + 1, |s| matches!(s, Sense::Article | Sense::Equivalent { .. }).then_some(()));
        let rest = start + 1 + article.map_or(0, |found| found.1);
        let words = self.places[count].first.checked_sub(rest)?;
        let plain = (rest..self.places[count].first).all(|at| matches!(self.page.shape(at), Some(Shape::Word)));
        (plain && (words == 0 || article.is_some() && words < MOST_BETWEEN)).then_some((from, until, false))
    }
}
