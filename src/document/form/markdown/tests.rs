use super::{escaped, write};
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::paper::{Print, agreement};

#[test]
fn a_family_plan_as_markdown() {
    let paper = agreement(&family_closed().case, true, Print::Usual).unwrap();
    insta::assert_snapshot!(write(&paper));
}

#[test]
fn an_easy_read_agreement_as_markdown() {
    let case = conference_closed(["Jay", "Mrs Shah", "Dee"]).case;
    insta::assert_snapshot!(write(&agreement(&case, false, Print::EasyRead).unwrap()));
}

#[test]
fn j05_nothing_that_people_say_becomes_markup() {
    for (said, shown) in [
        ("# not a heading", "\\# not a heading"),
        ("- not a list", "\\- not a list"),
        ("1. not a number", "1\\. not a number"),
        (
            "`code` *strong* _weak_",
            "\\`code\\` \\*strong\\* \\_weak\\_",
        ),
        (
            "<script>alert(1)</script>",
            "\\<script\\>alert(1)\\</script\\>",
        ),
        ("[a](http://x.example)", "\\[a\\](http\\://x.example)"),
        ("    not code", "not code"),
        ("===", "\\=\\=\\="),
        ("on 2.5 miles - or so", "on 2.5 miles - or so"),
    ] {
        assert_eq!(escaped(said), shown);
    }
}
