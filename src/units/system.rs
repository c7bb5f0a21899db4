//! Systems of units, as hovers and settings know them.

/// The system that a unit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum System {
    Metric,
    /// Feet, miles, pounds: shared by Britain and the United States.
    Imperial,
    /// The United States alone: gallon, short ton, bushel.
    Us,
    /// Britain alone: imperial gallon, long ton, stone.
    Uk,
    /// Time, angles, counts, data: in use with all.
    Both,
    /// Units of a country or a trade: mẫu, barrel, carat, knot.
    Local,
}

impl System {
    pub const ALL: [System; 6] =
        [System::Metric, System::Imperial, System::Us, System::Uk, System::Both, System::Local];

    /// The name in the tables and the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            System::Metric => "metric",
            System::Imperial => "imperial",
            System::Us => "us",
            System::Uk => "uk",
            System::Both => "both",
            System::Local => "local",
        }
    }

    /// The system with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.as_str() == name)
    }

    /// Whether a reader of `self` is at home with a unit of `unit`: "imperial" takes in what only Americans or only
    /// Britons use, "us" and "uk" what both share.
    pub fn shows(self, unit: System) -> bool {
        use System::{Both, Imperial, Uk, Us};
        match (self, unit) {
            (_, Both) | (Imperial, Us | Uk) | (Us | Uk, Imperial) => true,
            _ => self == unit,
        }
    }

    /// The system of a rate of two units.
    pub(super) fn beside(self, other: System) -> System {
        use System::{Both, Imperial, Local, Uk, Us};
        match (self, other) {
            (Both, system) | (system, Both) => system,
            (Imperial, system @ (Us | Uk)) | (system @ (Us | Uk), Imperial) => system,
            (a, b) if a == b => a,
            _ => Local,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::System::{Both, Imperial, Local, Metric, Uk, Us};
    use super::*;

    #[test]
    fn names_and_readers() {
        for system in System::ALL {
            assert_eq!(System::of_name(system.as_str()), Some(system));
            assert!(system.shows(system) && system.shows(Both));
        }
        assert!(Imperial.shows(Us) && Uk.shows(Imperial) && !Uk.shows(Us) && !Metric.shows(Imperial));
    }

    #[test]
    fn the_system_of_a_rate() {
        assert_eq!(Imperial.beside(Both), Imperial);
        assert_eq!(Imperial.beside(Us), Us);
        assert_eq!(Metric.beside(Us), Local);
    }
}
