//! Which kind of file a text is, by its shape.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The kinds of file that a service writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A script; also what cannot be told, for most files are scripts.
    Script,
    /// A fictional case.
    PracticeCase,
    /// Rules by which a service takes cases on.
    RuleSet,
    /// A form on which people say how it was for them.
    Evaluation,
    /// Periods by which a service keeps its cases.
    Retention,
    /// Settings of this program.
    Settings,
}

/// Tells the kind of a file by the fields that one kind alone has.
pub fn kind_of(bytes: &[u8]) -> FileKind {
    #[derive(Deserialize)]
    struct Fields {
        id: Option<IgnoredAny>,
        sessions: Option<IgnoredAny>,
        story: Option<IgnoredAny>,
        people: Option<IgnoredAny>,
        rules: Option<IgnoredAny>,
        statements: Option<IgnoredAny>,
        periods: Option<IgnoredAny>,
    }
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let Ok(fields) = serde_json::from_slice::<Fields>(bytes) else {
        return FileKind::Script;
    };
    let Fields {
        id,
        sessions,
        story,
        people,
        rules,
        statements,
        periods,
    } = fields;
    if sessions.is_some() {
        FileKind::Script
    } else if rules.is_some() {
        FileKind::RuleSet
    } else if statements.is_some() {
        FileKind::Evaluation
    } else if periods.is_some() {
        FileKind::Retention
    } else if story.is_some() || people.is_some() {
        FileKind::PracticeCase
    } else if id.is_none() && is_settings(bytes) {
        FileKind::Settings
    } else {
        FileKind::Script
    }
}

/// Whether a text has a field of settings, any of which may be left out; a test holds them against
/// their schema.
fn is_settings(bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Settings {
        theme: Option<IgnoredAny>,
        plain_signs: Option<IgnoredAny>,
        keys: Option<IgnoredAny>,
        variables: Option<IgnoredAny>,
        easy_read: Option<IgnoredAny>,
        co_facilitator: Option<IgnoredAny>,
        lock_after_minutes: Option<IgnoredAny>,
        copy_to: Option<IgnoredAny>,
    }
    serde_json::from_slice::<Settings>(bytes).is_ok_and(|settings| {
        let fields = [
            settings.theme,
            settings.plain_signs,
            settings.keys,
            settings.variables,
            settings.easy_read,
            settings.co_facilitator,
            settings.lock_after_minutes,
            settings.copy_to,
        ];
        fields.iter().any(Option::is_some)
    })
}

/// The id that a text names first, also where the rest of it cannot be read: a script with a fault
/// in it is there all the same.
pub fn first_id(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, after) = text.split_once("\"id\"")?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let (id, _) = value.strip_prefix('"')?.split_once('"')?;
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::super::shipped;
    use super::*;

    #[test]
    fn every_shipped_file_is_known_by_its_shape() {
        for script in shipped::SCRIPTS {
            assert_eq!(kind_of(script.text.as_bytes()), FileKind::Script);
        }
        for case in shipped::CASES {
            assert_eq!(kind_of(case.text.as_bytes()), FileKind::PracticeCase);
        }
        for (_, text) in shipped::RULES {
            assert_eq!(kind_of(text.as_bytes()), FileKind::RuleSet);
        }
        for (_, text) in shipped::EVALUATIONS {
            assert_eq!(kind_of(text.as_bytes()), FileKind::Evaluation);
        }
        for (_, text) in shipped::RETENTION {
            assert_eq!(kind_of(text.as_bytes()), FileKind::Retention);
        }
        assert_eq!(kind_of(b"{"), FileKind::Script);
    }

    #[test]
    fn settings_are_known_by_any_of_their_fields_whatever_the_file_is_called() {
        let schema: serde_json::Value =
            serde_json::from_str(super::super::SETTINGS_SCHEMA).unwrap();
        let fields = schema["properties"].as_object().unwrap().keys();
        for field in fields.filter(|field| *field != "$schema") {
            let text = format!(r#"{{"{field}": 1, "teme": 2}}"#);
            assert_eq!(kind_of(text.as_bytes()), FileKind::Settings, "{field}");
        }
        let script = br#"{"id": "own", "title": "A script without sessions yet", "variables": {}}"#;
        assert_eq!(kind_of(script), FileKind::Script);
        assert_eq!(kind_of(b"{}"), FileKind::Script);
    }
}
