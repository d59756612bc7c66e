use super::write;
use crate::document::fixtures::{conference_closed, family_closed};
use crate::document::paper::{Print, agreement};
use crate::document::sheet::line;

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

#[test]
fn a_line_runs_as_most_of_its_letters_do_whichever_comes_first() {
    let case = conference_closed(["نادیہ خان", "Mrs Shah", "Dee"]).case;
    let mut paper = agreement(&case, false, Print::Usual).unwrap();
    paper.parts.truncate(1);
    for said in [
        "نادیہ خان pays 20 pounds to Robin",
        "Robin باغ کا دروازہ ٹھیک کرے گا",
    ] {
        paper.parts[0].say(line(said));
    }
    let page = write(&paper);
    assert!(page.contains("<html lang=\"en-GB\" dir=\"ltr\">"), "{page}");
    let pays =
        "<p dir=\"ltr\">\u{2066}\u{2067}نادیہ خان\u{2069} pays 20 pounds to Robin\u{2069}</p>";
    assert!(page.contains(pays), "{page}");
    assert!(page.contains("<p dir=\"rtl\">\u{2067}Robin باغ"), "{page}");
    let took_part = "<li dir=\"ltr\">\u{2067}نادیہ خان\u{2069} (person responsible)";
    assert!(page.contains(took_part), "{page}");
}
