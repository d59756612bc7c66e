use super::write;
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::paper::{Print, agreement};

#[test]
fn a_family_plan_as_html() {
    let paper = agreement(&family_closed().case, true, Print::Usual).unwrap();
    insta::assert_snapshot!(write(&paper));
}

#[test]
fn j05_nothing_that_people_say_becomes_markup() {
    let case = conference_closed(["<script>alert(1)</script>", "\"&'<b>", "Dee"]).case;
    let page = write(&agreement(&case, false, Print::Large).unwrap());
    assert!(!page.contains("<script") && !page.contains("<b>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_page_fetches_nothing() {
    let case = conference_closed(["Jay", "Mrs Shah", "Dee"]).case;
    let page = write(&agreement(&case, false, Print::EasyRead).unwrap());
    for reaching in ["http:", "https:", "url(", "src=", "href=", "@import"] {
        assert!(!page.contains(reaching), "{reaching}");
    }
}
