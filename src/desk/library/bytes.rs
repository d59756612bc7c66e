//! Numbers and texts as bytes, as few as there can be.

/// Writes values one after the other.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Goes on after these bytes.
    pub(super) fn over(bytes: Vec<u8>) -> Self {
        Self { bytes }
    }

    /// Everything that was written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// A number, in one byte for each seven bits of it.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            // The seven lowest bits fit.
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push((number & 0x7f) as u8);
    }

    /// A number that may be below zero.
    pub(super) fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// Bytes, with their count before them.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.bytes.extend_from_slice(bytes);
    }

    /// A text, with its length before it.
    pub(super) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    /// Bytes whose count is known.
    pub(super) fn fixed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }
}

/// Reads values back; nothing where there is none.
pub(super) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads from these bytes.
    pub(super) fn over(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether everything was read.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next number that may be below zero.
    pub(super) fn signed(&mut self) -> Option<i64> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    /// The next bytes that were written with their count.
    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let count = usize::try_from(self.number()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// The next text.
    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    /// The next so many bytes.
    pub(super) fn fixed<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_back_whatever_their_size_and_sign() {
        let mut writer = Writer::default();
        let numbers = [0, 1, -1, 127, 128, -129, i64::MAX, i64::MIN];
        for number in numbers {
            writer.signed(number);
            writer.number(number.cast_unsigned());
        }
        let bytes = writer.finish();
        let mut reader = Reader::over(&bytes);
        for number in numbers {
            assert_eq!(reader.signed(), Some(number));
            assert_eq!(reader.number(), Some(number.cast_unsigned()));
        }
        assert!(reader.is_done());
        assert_eq!(reader.number(), None);
    }
}
