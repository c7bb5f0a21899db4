//! How like slips of the pen two numbers are.

use crate::number::Number;

/// How like a slip of the pen the difference of two numbers is, in tenths; nothing where they are quite unlike.
pub fn digits(a: &Number, b: &Number) -> Option<i32> {
    let ratio = a.abs().max(b.abs()).over(&a.abs().min(b.abs()))?;
    if [1, 2, 3, 6].iter().any(|power| ratio == Number::ten_to(*power)) {
        return Some(25);
    }
    let text = |n: &Number| {
        let all: String = n.abs().to_string().chars().filter(char::is_ascii_digit).collect();
        all.trim_matches('0').as_bytes().to_vec()
    };
    let (mut x, mut y) = (text(a), text(b));
    // "25,000" and "8,000" have as many digits as they have before their noughts.
    let same_size = a.abs().magnitude() == b.abs().magnitude();
    let len = x.len().max(y.len());
    if same_size {
        x.resize(len, b'0');
        y.resize(len, b'0');
        let differing = x.iter().zip(&y).filter(|(p, q)| p != q).count();
        let (mut p, mut q) = (x.clone(), y.clone());
        p.sort_unstable();
        q.sort_unstable();
        if p == q && differing == 2 {
            return Some(if len > 2 { 40 } else { 25 });
        }
        if differing == 1 && ratio <= Number::from(4) {
            return Some(if len > 2 { 20 } else { 10 });
        }
    }
    (ratio <= Number::from(4)).then(|| if ratio <= Number::from(2) { 5 } else { 0 })
}
