//! What is written down together, and what comes afterwards.

use crate::document::page::Page;
use crate::document::script_words::{filled, role_names};
use crate::script::{Keeping, Script, counted};

/// What is agreed and how, and when somebody gets in touch afterwards.
pub(super) fn show(page: &mut Page, script: &Script) {
    show_rules(page, script);
    show_follow_ups(page, script);
}

fn show_rules(page: &mut Page, script: &Script) {
    let words = |text: &str| filled(script, text, "(name)");
    let rules = &script.agreement;
    page.line("");
    page.title(&words(&rules.title), '=');
    page.words(&words(&rules.standing), 0);
    page.words(&words(&rules.confidentiality), 0);
    page.words(
        match rules.keeps {
            Keeping::AgreedOnly => "Only what was agreed is kept.",
            Keeping::WithDifferences => "What was not agreed, and who differed, is kept as well.",
        },
        0,
    );
    if !rules.veto.is_empty() {
        let roles = role_names(script, &rules.veto);
        page.words(
            &format!("Nothing is agreed without a yes from: {roles}."),
            0,
        );
    }
    page.line("");
    page.line(&format!("Asked for each {}:", script.vocabulary.item));
    for question in &rules.questions {
        page.item("|", &words(&question.ask), 4);
    }
    let whole = [&rules.contingency, &rules.lead, &rules.if_not_kept];
    let whole = whole.into_iter().flatten().map(|question| &question.ask);
    let review = rules.review.iter().map(|review| &review.ask);
    let mut whole = whole.chain(review).peekable();
    if whole.peek().is_some() {
        page.line("Asked about all of it together:");
    }
    for ask in whole {
        page.item("|", &words(ask), 4);
    }
    if let Some(ratification) = &rules.ratification {
        page.line("Decided that day:");
        page.item("|", &words(&ratification.ask), 4);
    }
}

fn show_follow_ups(page: &mut Page, script: &Script) {
    if script.follow_ups.is_empty() {
        return;
    }
    page.line("");
    page.title("Afterwards", '=');
    for follow_up in &script.follow_ups {
        let after = counted(follow_up.after_days, "day", "days");
        let what = filled(script, &follow_up.what, "(name)");
        let each_time = if follow_up.each_time {
            ", each time"
        } else {
            ""
        };
        let titles = follow_up.unless_held.iter();
        let titles = titles.filter_map(|kind| script.session(kind));
        let titles: Vec<String> = titles.map(|kind| format!("\"{}\"", kind.title)).collect();
        let unless = if titles.is_empty() {
            String::new()
        } else {
            format!(", unless {} was held", titles.join(" or "))
        };
        let each = if follow_up.each.is_empty() {
            String::new()
        } else {
            format!(", with each of the {}", role_names(script, &follow_up.each))
        };
        let day = format!("After {after}{each_time}{unless}{each}: {what}");
        page.item("-", &day, 0);
    }
}
