//! Bytes of a few sorts, found fast: most of a text has none of them.

/// The first byte at or after `from` that is one of `wanted`.
pub fn first_byte<const N: usize>(bytes: &[u8], from: usize, wanted: &[u8; N]) -> Option<usize> {
    let at = from + without::<32, N>(bytes.get(from..)?, wanted);
    let at = at + without::<8, N>(bytes.get(at..)?, wanted);
    bytes.get(at..)?.iter().position(|b| wanted.contains(b)).map(|inside| at + inside)
}

/// How many bytes at the head are none of `wanted`, in whole strides.
fn without<const STRIDE: usize, const N: usize>(bytes: &[u8], wanted: &[u8; N]) -> usize {
    let (strides, _) = bytes.as_chunks::<STRIDE>();
    // Each is asked for the least of its differences, and none for the first that is nought: so a machine works out many
    // at once.
    let is = |b: &u8| wanted.iter().fold(u8::MAX, |least, wanted| least.min(b ^ wanted)) == 0;
    let none = |stride: &&[u8; STRIDE]| !stride.iter().fold(false, |any, b| any | is(b));
    strides.iter().take_while(none).count() * STRIDE
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_first_is_found(text in "[abcé]{0,100}", from in 0..120usize) {
            let expected = text.bytes().enumerate().position(|(at, b)| at >= from && matches!(b, b'b' | b'c'));
            proptest::prop_assert_eq!(first_byte(text.as_bytes(), from, b"bc"), expected);
        }
    }
}
