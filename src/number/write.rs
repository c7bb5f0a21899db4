//! Numbers written out for people.

use super::Number;

/// How a language writes a number: what stands between thousands and before decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separators {
    pub group: String,
    pub decimal: String,
    /// From how many digits on the whole part is grouped: 4 for "1,000", 5 for Spanish "1000".
    pub group_from: usize,
}

impl Separators {
    /// `value` with these separators; `None` where no finite decimal exists.
    pub fn write(&self, value: &Number) -> Option<String> {
        let plain = value.to_string();
        if plain.contains('/') {
            return None;
        }
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut out = String::from(sign);
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() >= self.group_from {
                out.push_str(&self.group);
            }
            out.push(c);
        }
        if !fraction.is_empty() {
            out.push_str(&self.decimal);
            out.push_str(fraction);
        }
        Some(out)
    }
}

/// `value` rounded to `digits` significant digits.
pub fn significant(value: &Number, digits: i32) -> Number {
    value.magnitude().map_or(Number::ZERO, |m| value.rounded(m + 1 - digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_significant_digits() {
        let english = Separators { group: ",".into(), decimal: ".".into(), group_from: 4 };
        let write = |text: &str| Number::ratio(text).ok().and_then(|n| english.write(&n));
        assert_eq!(write("1234567.80").as_deref(), Some("1,234,567.8"));
        assert_eq!(write("-1000").as_deref(), Some("-1,000"));
        assert_eq!(write("1/3"), None);
        let third = Number::ratio("100/3").unwrap_or(Number::ZERO);
        assert_eq!(significant(&third, 3).to_string(), "33.3");
        assert_eq!(significant(&Number::from(98765), 2).to_string(), "99000");
    }
}
