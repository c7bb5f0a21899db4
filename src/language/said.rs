//! What words say of a number of years, and of a figure's being told again.

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
