//! Days of the calendar: how many a month has, which weekday one is, how far two lie apart.

use super::model::CalendarDate;

/// The last day of a month (1 to 12); 29 for February where the year is not known.
pub fn month_length(year: Option<i32>, month: u8) -> u8 {
    match month {
        2 if year.is_some_and(|y| !is_leap(y)) => 28,
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days since 1 March of the year 0; days that a month lacks run on into the next.
pub fn day_number(year: i32, month: u8, day: u8) -> i64 {
    // Years that begin in March end with the leap day.
    let (year, month) =
        if month > 2 { (i64::from(year), i64::from(month) - 3) } else { (i64::from(year) - 1, i64::from(month) + 9) };
    let days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    days + (month * 153 + 2) / 5 + i64::from(day) - 1
}

/// 1 (Monday) to 7.
pub fn weekday(year: i32, month: u8, day: u8) -> u8 {
    // 1 March of the year 0 was a Wednesday.
    u8::try_from((day_number(year, month, day) + 2).rem_euclid(7)).unwrap_or(0) + 1
}

impl CalendarDate {
    /// Year, month and day, where all are known and the month has that day.
    pub fn full(&self) -> Option<(i32, u8, u8)> {
        let (year, month, day) = (self.year?, self.month?, self.day?);
        (day <= month_length(Some(year), month)).then_some((year, month, day))
    }

    /// Whether the month lacks the day.
    pub fn is_impossible(&self) -> bool {
        matches!((self.month, self.day), (Some(month), Some(day)) if day > month_length(self.year, month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_and_months() {
        for (date, day) in
            [((2024, 5, 17), 5), ((2024, 2, 29), 4), ((2000, 1, 1), 6), ((1975, 4, 30), 3), ((2026, 11, 22), 7)]
        {
            assert_eq!(weekday(date.0, date.1, date.2), day, "{date:?}");
        }
        assert_eq!(day_number(2024, 3, 1) - day_number(2024, 2, 28), 2);
        assert_eq!(month_length(Some(1900), 2), 28);
        assert_eq!(month_length(Some(2000), 2), 29);
        assert_eq!(month_length(None, 2), 29);
        let date =
            |year, month, day| CalendarDate { year, month: Some(month), day: Some(day), ..CalendarDate::default() };
        assert!(date(None, 4, 31).is_impossible());
        assert!(!date(None, 2, 29).is_impossible());
        assert!(date(Some(2023), 2, 29).is_impossible());
    }
}
