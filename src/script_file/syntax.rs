//! Says in plain words why a text is not JSON.

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

/// What is wrong, and what to do about it.
pub(super) type Explanation = (&'static str, &'static str);

pub(super) fn explain(kind: &ParseErrorKind) -> Explanation {
    match kind {
        ParseErrorKind::ExpectedComma => (
            "A comma is missing here.",
            "Entries and fields are separated by commas.",
        ),
        ParseErrorKind::TrailingCommasNotAllowed => (
            "There is a comma after the last entry.",
            "Take this comma out.",
        ),
        ParseErrorKind::UnexpectedComma => (
            "There is a comma too many.",
            "Take it out, or write what should stand before it.",
        ),
        ParseErrorKind::CommentsNotAllowed => (
            "JSON has no comments.",
            "Take it out; what helps the facilitator goes into `hint`.",
        ),
        ParseErrorKind::SingleQuotedStringsNotAllowed => (
            "Text stands in double quotes.",
            "Write \"…\" instead of '…'.",
        ),
        ParseErrorKind::ExpectedStringObjectProperty | ParseErrorKind::UnexpectedTokenInObject => (
            "The name of a field is expected here, in double quotes.",
            "Write \"name\": value.",
        ),
        ParseErrorKind::ExpectedColonAfterObjectKey => (
            "A colon is missing after the name of a field.",
            "Write \"name\": value.",
        ),
        ParseErrorKind::ExpectedObjectValue | ParseErrorKind::UnexpectedColon => (
            "A value is missing here.",
            "Write \"name\": value, with text in double quotes.",
        ),
        ParseErrorKind::UnterminatedObject
        | ParseErrorKind::UnterminatedArray
        | ParseErrorKind::UnexpectedCloseBrace
        | ParseErrorKind::UnexpectedCloseBracket => explain_bracket(kind),
        ParseErrorKind::MultipleRootJsonValues => (
            "The script ended before this.",
            "Look for a } too many above, or take the rest out.",
        ),
        ParseErrorKind::UnexpectedWord => (
            "This word stands alone, without double quotes.",
            "Write text as \"…\" and numbers in digits; only true, false and null stand alone.",
        ),
        ParseErrorKind::UnterminatedCommentBlock | ParseErrorKind::UnexpectedToken => (
            "This makes no sense here.",
            "Text stands in double quotes, numbers in digits; only true, false and null stand alone.",
        ),
        ParseErrorKind::NestingDepthExceeded => (
            "Lists and objects are too deeply nested.",
            "Close the lists and objects that stand open above.",
        ),
        ParseErrorKind::BareDecimalPointNumbersNotAllowed
        | ParseErrorKind::ExpectedDigit
        | ParseErrorKind::ExpectedDigitFollowingNegativeSign
        | ParseErrorKind::ExpectedPlusMinusOrDigitInNumberLiteral
        | ParseErrorKind::HexadecimalNumbersNotAllowed
        | ParseErrorKind::NonFiniteNumbersNotAllowed
        | ParseErrorKind::UnaryPlusNumbersNotAllowed => (
            "This is not a number as JSON writes it.",
            "Write plain digits, such as 30.",
        ),
        ParseErrorKind::String(kind) => explain_text(kind),
    }
}

fn explain_text(kind: &ParseStringErrorKind) -> Explanation {
    match kind {
        ParseStringErrorKind::UnterminatedStringLiteral => (
            "This text is never closed.",
            "Write the closing double quote; a quote inside the text is written \\\".",
        ),
        ParseStringErrorKind::InvalidEscapeInSingleQuoteString
        | ParseStringErrorKind::InvalidEscapeInDoubleQuoteString
        | ParseStringErrorKind::ExpectedFourHexDigits
        | ParseStringErrorKind::ExpectedTwoHexDigits
        | ParseStringErrorKind::InvalidUnicodeEscapeSequence(_)
        | ParseStringErrorKind::InvalidEscape => (
            "A backslash begins a special character, and this is none.",
            "Known are \\\" \\\\ \\/ \\n \\t \\r \\b \\f and \\u with four digits; a backslash itself is written \\\\.",
        ),
    }
}

fn explain_bracket(kind: &ParseErrorKind) -> Explanation {
    if matches!(kind, ParseErrorKind::UnterminatedObject) {
        (
            "This { is never closed.",
            "Write the matching } where the object ends.",
        )
    } else if matches!(kind, ParseErrorKind::UnterminatedArray) {
        (
            "This [ is never closed.",
            "Write the matching ] where the list ends.",
        )
    } else if matches!(kind, ParseErrorKind::UnexpectedCloseBrace) {
        (
            "There is a } with nothing to close.",
            "Take it out, or close the list before it with ].",
        )
    } else {
        (
            "There is a ] with nothing to close.",
            "Take it out, or close the object before it with }.",
        )
    }
}
