//! What words say of lists, of hours, of a number of years, of a part and its whole, and of a figure's being told again.

/// What words say of a number of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lasting {
    /// Before an age that is counted from before birth, as in the far East: "hưởng thọ".
    AgeCounted,
    /// Behind the number: "anniversary", "anniversaire".
    Anniversary,
    /// Behind an ordinal that counts the years begun: "year of existence".
    NthYear,
    /// Between a number of years and the year that they are counted from: "since".
    Since,
    /// Before it: "celebrates its", "kỷ niệm".
    Celebrates,
    /// Before the year in which something began: "founded".
    Founded,
    /// Before the year in which somebody was born.
    Born,
    /// Somebody died.
    Died,
    /// Before an age: "aged", "ở tuổi".
    AgeBefore,
    /// Behind one: "years old", "tuổi".
    AgeAfter,
    /// What is told is of the days of the article: "this year".
    Present,
    /// What is told is still to come: "next year".
    Future,
    /// It is of another time than the one told: "when", "then".
    When,
    /// "ago", behind or before the number.
    Ago,
    /// Before the age at which something happened: "at the age of".
    AgeAt,
    /// Before the age of today, as a verb: "is", "a".
    AgeIs,
    /// Beside a number of years that something has lasted in all: "years of service", "in operation for".
    Lasted,
    /// A date was put off or brought forward.
    Moved,
}

/// What words beside a figure say of its being told again elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sided {
    /// Another thing, another time, a part: "another", "each", "last year".
    Contrast,
    /// How far it reaches: "worldwide", "net", "this year". Two claims differ where one alone says so.
    Scope,
    /// What is planned and not what is: "target".
    Plan,
    /// Somebody who counts for himself: "organisers".
    Rival,
    /// What was said is said again: "repeated".
    Again,
    /// A noun that says little: "people".
    Generic,
}

/// How a word links a part to its whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// "out of", "sur": a noun may stand between the part and it.
    Whole,
    /// "of the", "des": right behind the part.
    Partitive,
    /// "of": right behind the part and before a bare number.
    Weak,
    /// "in": odds.
    Odds,
}

/// What a word says of a list, a total or a range; `schema_claims::Lists` has the headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListWord {
    /// There is more than what is listed: "etc.", "such as".
    Open,
    /// Links items as "and" does: "as well as".
    Also,
    /// All parts or items follow: "made up of", "namely".
    MadeOf,
    /// Says that nothing else is left: "no other".
    Whole,
    /// Parts follow, perhaps all of them: "with".
    With,
    /// Beside a total: "in all".
    Total,
    /// Beside a figure that is no sum of those around it: "on average", "bringing".
    NoSum,
    /// Beside an amount: it is for each of many, on the average.
    Average,
    /// Heads a table's row or column of totals.
    TotalLabel,
    /// Heads a row or column that does not add up: "average", "price".
    NoSumLabel,
    /// Names what is left when all else is named: "others", "undecided".
    Rest,
    /// The same as the whole of a label: "other".
    RestLabel,
    /// Announces shares of a whole: "breakdown".
    Shares,
    /// One of two sides that make up a whole: "men" and "women".
    Side {
        pair: u8,
        second: bool,
    },
    Exports,
    Imports,
    /// Exports and imports together.
    Turnover,
    Surplus,
    Deficit,
    /// A kind of place, as it is counted: "provinces".
    Kind,
    /// Stands before a name: "the", "tỉnh".
    BeforeName,
    /// A name with a word in it that elsewhere parts names: "Bosnia and Herzegovina".
    Name,
    /// The list is announced by another noun than a counted one: "following", "các".
    Announced,
    /// Between a count and the names of what it counts: "are".
    Copula,
    /// The same, with a noun behind it and never an adjective: "là".
    CopulaNoun,
    /// Shows a clause where a list's item was looked for: "is", "who".
    Clause,
    /// Two numbers beside it are the ends of a range: "depending", "aged".
    Varies,
    /// Two numbers beside it are none: contests, odds, moves.
    Contest,
    /// Numbers beside it run downwards: "ago", "BC".
    Past,
}

/// What a word behind an hour says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DayPart {
    Morning,
    Afternoon,
    /// That it is an hour of the day: "Uhr".
    Clock,
}

/// Which way something moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Up,
    Down,
}
