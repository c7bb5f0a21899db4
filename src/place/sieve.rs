//! Where the sieve of the table's keys keeps what it tells of one. The build makes the sieve and has this file as well.
//!
//! It says of most words of a text, from one place in little memory, that no name begins with them: where a bit of a key
//! is missing, there is no such key. Where all are there, there may be one.

/// Numbers of a sieve: a power of two.
pub const NUMBERS: usize = 1 << 14;

/// Which number tells of a key; its bits that are set where it is a key of the table; and those that are set where longer
/// keys go on behind it with a space.
#[inline]
pub fn bits(key: &[u8]) -> (usize, u64, u64) {
    let hash = hash(key);
    let three = |from: u32| [0, 6, 12].iter().fold(0, |bits, more| bits | 1u64 << (hash >> (from + more) & 63));
    ((hash >> (64 - NUMBERS.ilog2())) as usize, three(0), three(18))
}

/// A number that looks like chance; the upper half of a product depends on all that was multiplied.
#[inline]
fn hash(key: &[u8]) -> u64 {
    let mix = |hash: u64, part: u64| {
        let product = (hash ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        product ^ product >> 32
    };
    let last = match (key.last_chunk(), key.first_chunk(), key.last_chunk()) {
        // What lies over another part is looked at twice.
        (Some(eight), ..) => u64::from_le_bytes(*eight),
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => key.iter().fold(0, |part, byte| part << 8 | u64::from(*byte)),
    };
    let eights = key.as_chunks().0.iter().map(|eight| u64::from_le_bytes(*eight));
    eights.fold(mix(key.len() as u64, last), mix)
}
