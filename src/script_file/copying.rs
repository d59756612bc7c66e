//! Gives a text other values in some of its outermost fields, and leaves the rest as it stands.

use jsonc_parser::common::Ranged as _;
use serde_json::Value;

use super::{ast, text};

/// The same text with other values in some of its outermost fields; order, line ends and white
/// space stay. A field that is not there is not added. Nothing where the text is no JSON object.
pub fn with_fields(whole: &str, fields: &[(&str, Value)]) -> Option<String> {
    text::before_parsing(whole).ok()?;
    let tree = ast::parse(whole).ok()?;
    let object = tree.as_object()?;
    let mut places = Vec::new();
    for field in &object.properties {
        let name = field.name.as_str();
        if let Some((_, value)) = fields.iter().find(|(changed, _)| *changed == name) {
            let range = field.value.range();
            places.push((range.start..range.end, value.to_string()));
        }
    }
    let mut copy = whole.to_owned();
    // From the end, so that no place moves before its turn.
    for (range, value) in places.into_iter().rev() {
        copy.replace_range(range, &value);
    }
    Some(copy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_outermost_fields_change_and_the_layout_stays() {
        let text =
            "{\n  \"title\" :\t\"A\",\r\n  \"inner\": { \"title\": \"B\" },\n  \"version\": 7 }\n";
        let fields = [
            ("version", 1.into()),
            ("title", "C \"D\"".into()),
            ("gone", "E".into()),
        ];
        assert_eq!(
            with_fields(text, &fields).unwrap(),
            "{\n  \"title\" :\t\"C \\\"D\\\"\",\r\n  \"inner\": { \"title\": \"B\" },\n  \"version\": 1 }\n"
        );
        assert_eq!(with_fields("[1]", &[]), None);
        assert_eq!(with_fields("{", &[]), None);
    }
}
