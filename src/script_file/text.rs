//! What can be said about a file before anything in it is parsed.

use std::ops::Range;

/// The most bytes that a script may have.
pub const MAXIMUM_BYTES: usize = 1024 * 1024;

/// How deep lists and objects may stand in each other. The deepest script needs eleven.
pub(super) const MAXIMUM_DEPTH: usize = 32;

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Why a file was refused before it was parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextFault {
    TooLarge,
    /// Line and byte in that line, both counted from 1.
    NotUtf8 {
        line: usize,
        byte: usize,
    },
    NoSteps,
    TooDeep(Range<usize>),
}

/// Takes the bytes of a file as text, without its byte order mark.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, TextFault> {
    if bytes.len() > MAXIMUM_BYTES {
        return Err(TextFault::TooLarge);
    }
    let text = str::from_utf8(bytes).map_err(|error| {
        let (line, byte) = line_and_byte(bytes, error.valid_up_to());
        TextFault::NotUtf8 { line, byte }
    })?;
    Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
}

/// Refuses text that holds nothing, or that no parser should be made to follow down.
pub(super) fn before_parsing(text: &str) -> Result<(), TextFault> {
    if holds_nothing(text) {
        return Err(TextFault::NoSteps);
    }
    first_too_deep(text).map_or(Ok(()), |at| Err(TextFault::TooDeep(at..at + 1)))
}

fn line_and_byte(bytes: &[u8], offset: usize) -> (usize, usize) {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let line = before.split(|&byte| byte == b'\n').count();
    let start = before
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |position| position + 1);
    (line, offset - start + 1)
}

/// Whether there is nothing but white space and comments. Comments are no part
/// of JSON, but somebody may try.
fn holds_nothing(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n').map_or("", |(_, after)| after);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else {
            return rest.is_empty();
        }
        rest = rest.trim_start();
    }
}

fn first_too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut inside_string = false;
    let mut escaped = false;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside_string => escaped = true,
            b'"' => inside_string = !inside_string,
            b'[' | b'{' if !inside_string => {
                depth += 1;
                if depth > MAXIMUM_DEPTH {
                    return Some(offset);
                }
            }
            b']' | b'}' if !inside_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a05_names_the_line_and_byte_that_is_not_utf8() {
        assert_eq!(
            as_text(b"{\n  \"title\": \"Caf\xe9\"\n}"),
            Err(TextFault::NotUtf8 { line: 2, byte: 16 })
        );
    }

    #[test]
    fn one_byte_over_the_limit_is_too_large() {
        assert!(as_text(&vec![b' '; MAXIMUM_BYTES]).is_ok());
        assert_eq!(
            as_text(&vec![b' '; MAXIMUM_BYTES + 1]),
            Err(TextFault::TooLarge)
        );
    }

    #[test]
    fn a03_comments_alone_are_no_script() {
        for text in [
            "",
            "\u{FEFF}",
            " \n",
            "// one\n/* two */ // three",
            "/* open",
        ] {
            let text = as_text(text.as_bytes()).unwrap();
            assert_eq!(before_parsing(text), Err(TextFault::NoSteps));
        }
    }

    #[test]
    fn brackets_in_words_are_not_nesting() {
        let words = format!("[\"{}\\\"[\"]", "[".repeat(100));
        assert_eq!(before_parsing(&words), Ok(()));
        assert!(matches!(
            before_parsing(&"[".repeat(200_000)),
            Err(TextFault::TooDeep(range)) if range.start == MAXIMUM_DEPTH
        ));
    }
}
