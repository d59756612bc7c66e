//! The reference of a case, which is the name of its folder.

use super::error::StoreError;

/// The name of a case: 1 to 40 letters, digits and hyphens, such as `RC-0412`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(String);

impl Reference {
    /// Checks a reference: it must be a folder's name on every system, so names that
    /// Windows keeps for devices and a hyphen in front are refused.
    pub fn new(text: &str) -> Result<Self, StoreError> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let lower = text.to_ascii_lowercase();
        let device = matches!(lower.as_str(), "con" | "prn" | "aux" | "nul")
            || (lower.len() == 4
                && (lower.starts_with("com") || lower.starts_with("lpt"))
                && lower.ends_with(|letter: char| letter.is_ascii_digit()));
        let good = (1..=40).contains(&text.len())
            && text.bytes().all(allowed)
            && !text.starts_with('-')
            && !device;
        if good {
            Ok(Self(text.to_owned()))
        } else {
            // What was typed is shown back only in part: it may be a name or a sentence.
            let reference = text
                .chars()
                .filter(|letter| !letter.is_control())
                .take(40)
                .collect();
            Err(StoreError::BadReference { reference })
        }
    }

    /// The text of the reference.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_folder_name_on_every_system() {
        for good in ["RC-0412", "a", "2026-03-20-7", &"x".repeat(40)] {
            assert!(Reference::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "-a",
            "..",
            "a/b",
            "a b",
            "CON",
            "com1",
            "ärger",
            "a.b",
            &"x".repeat(41),
        ] {
            assert!(Reference::new(bad).is_err(), "{bad}");
        }
    }
}
