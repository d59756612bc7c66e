//! Bytes as lower-case hexadecimal digits, two for each.

/// Digit by digit: each line of a journal has a hash, and to format every byte of it by itself
/// takes longer than to find it.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        for digit in [byte >> 4, byte & 0xf] {
            text.push(char::from(DIGITS[usize::from(digit)]));
        }
    }
    text
}

/// The value of each lower-case hexadecimal digit, by its letter.
const DIGITS: [u8; 256] = {
    let mut values = [NO_DIGIT; 256];
    let (mut place, mut letter) = (0, 0_u8);
    while place < values.len() {
        values[place] = match letter {
            b'0'..=b'9' => letter - b'0',
            b'a'..=b'f' => letter - b'a' + 10,
            _ => NO_DIGIT,
        };
        place += 1;
        letter = letter.wrapping_add(1);
    }
    values
};
const NO_DIGIT: u8 = 0x80;

/// Reads lower-case hexadecimal digits, two for each byte and no more.
pub(super) fn unhex<const BYTES: usize>(text: &str) -> Option<[u8; BYTES]> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != BYTES || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; BYTES];
    // Each line of each case has such a hash: whatever is no digit is looked for once, at the end.
    let mut wrong = 0;
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let (high, low) = (DIGITS[usize::from(*high)], DIGITS[usize::from(*low)]);
        wrong |= high | low;
        *byte = high << 4 | low & 0xf;
    }
    (wrong & NO_DIGIT == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_read_back_and_nothing_but_digits_in_pairs_is_read() {
        let all: [u8; 256] = std::array::from_fn(|byte| u8::try_from(byte).unwrap());
        assert_eq!(unhex(&hex(&all)), Some(all));
        assert_eq!(unhex::<2>("0a1f"), Some([0x0a, 0x1f]));
        for bad in [
            "", "0", "0a1", "0a1f0", "0a1f00", "0A1f", "0a1g", " a1f", "é1f",
        ] {
            assert_eq!(unhex::<2>(bad), None, "{bad}");
        }
        let digits = (0..=u8::MAX)
            .filter(|letter| unhex::<1>(&format!("{}0", char::from(*letter))).is_some());
        assert_eq!(
            digits.map(char::from).collect::<String>(),
            "0123456789abcdef"
        );
    }
}
