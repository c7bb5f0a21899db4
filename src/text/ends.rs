//! What two texts have in common at their ends.

/// Bytes that are compared at once.
const STRIDE: usize = 1024;

/// How many bytes two texts share at their head, and behind that at their end. These need not be whole letters.
pub fn common_ends(a: &[u8], b: &[u8]) -> (usize, usize) {
    let head = head(a, b);
    let (a, b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let strides = a.rchunks(STRIDE).zip(b.rchunks(STRIDE)).take_while(|(a, b)| a == b);
    let same: usize = strides.map(|(stride, _)| stride.len()).sum();
    let left = |text: &[u8]| text.len() - same;
    let rest = a.iter().take(left(a)).rev().zip(b.iter().take(left(b)).rev());
    (head, same + rest.take_while(|(a, b)| a == b).count())
}

fn head(a: &[u8], b: &[u8]) -> usize {
    let strides = a.chunks(STRIDE).zip(b.chunks(STRIDE)).take_while(|(a, b)| a == b);
    let same: usize = strides.map(|(stride, _)| stride.len()).sum();
    same + a.iter().skip(same).zip(b.iter().skip(same)).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_counted_over_strides_and_never_twice() {
        let ends = |a: &str, b: &str| common_ends(a.as_bytes(), b.as_bytes());
        assert_eq!(ends("", ""), (0, 0));
        assert_eq!(ends("aaa", "aaaa"), (3, 0));
        assert_eq!(ends("abcx", "abx"), (2, 1));
        let long = "0123456789".repeat(1000);
        assert_eq!(ends(&long, &long), (10_000, 0));
        for at in [0, 1, 1023, 1024, 1025, 5000, 9_999] {
            let edited = format!("{}!{}", &long[..at], &long[at..]);
            assert_eq!(ends(&long, &edited), (at, 10_000 - at), "{at}");
            let replaced = format!("{}!{}", &long[..at], &long[at + 1..]);
            assert_eq!(ends(&long, &replaced), (at, 9_999 - at), "{at}");
        }
    }
}
