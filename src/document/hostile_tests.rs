//! An agreement of sixty items that was written to do harm, in every form there is.

use unicode_width::UnicodeWidthStr;

use super::calendar::{self, Naming};
use super::copy::{Recipient, copy_for};
use super::fixtures::conference_closed;
use super::form::{html, markdown, text};
use super::paper::{Print, copy};
use super::plan::{Plan, plan_of};
use super::{table, tasks};
use crate::case::{Case, ItemId, Party, PersonId};

const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://x\",\"win\")",
    "<script>alert(1)</script><img src=x onerror=y>",
    "`rm -rf ~` ``` # not a heading\n# nor this\n| a | b |\n|---|---|",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{8}\u{0}\u{9b}1m\r\n\ttab",
    "شاہدہ بیگم \u{202e}drawkcab\u{202c} \u{2066}شاہ",
    "+1\t-2 @SUM(1) |cmd",
    "BEGIN:VEVENT\r\nSUMMARY:forged\r\nEND:VEVENT;,\\n",
    "Siân ŵyr ਸਤਿ ગુજરાતી 👩‍👩‍👧 \u{feff}\u{200b}zero",
];

/// Sixty items, one of them as long as words may be.
fn hostile() -> (Case, Plan) {
    let names = ["شاہدہ \u{202e}بیگم", "=1+1", "<b>`Dee`\u{1b}[0m"];
    let case = conference_closed(names).case;
    let mut plan = plan_of(&case, false).unwrap();
    let one = plan.items[0].clone();
    plan.items = (1..=60_u16)
        .map(|n| {
            let words = HOSTILE[usize::from(n) % HOSTILE.len()].to_owned();
            let mut item = one.clone();
            item.n = n;
            item.id = ItemId(n);
            item.owner = vec![Party::Person(PersonId(1)), Party::Other(words.clone())];
            item.evidence = Some(words.clone());
            item.text = if n == 30 { "x".repeat(20_000) } else { words };
            item
        })
        .collect();
    plan.purpose = Some(HOSTILE.join("\n"));
    (case, plan)
}

/// Letters that steer a terminal or turn the direction of what is not theirs.
fn steers(letter: char) -> bool {
    letter.is_control() && letter != '\n' || ('\u{202a}'..='\u{202e}').contains(&letter)
}

#[test]
fn sixty_hostile_items_do_no_harm_on_any_paper() {
    let (case, plan) = hostile();
    let recipient = Recipient::Person(PersonId(1));
    let copied = copy_for(&plan, &case.script, &recipient);
    for print in [Print::Usual, Print::Large, Print::EasyRead] {
        let paper = copy(&copied, &case.script, print);
        let plain = text::write(&paper);
        assert!(plain.lines().all(|line| line.width() <= 72), "{plain}");
        let page = html::write(&paper);
        for markup in ["<script", "<img", "<b>", " onerror=y>"] {
            assert!(!page.contains(markup), "{markup}");
        }
        let marked = markdown::write(&paper);
        for markup in ["\n# nor", "\n|---", "\n```"] {
            assert!(!marked.contains(markup), "{markup}: {marked}");
        }
        let bare = marked.replace("\\<", "").replace("\\`", "");
        assert!(!bare.contains(['<', '`']), "{marked}");
        for form in [&plain, &page, &marked] {
            assert!(!form.contains(steers));
            // The longest item stands there whole.
            assert_eq!(
                form.chars().filter(|letter| *letter == 'x').count() / 20_000,
                1
            );
        }
        assert_eq!(page.matches("zero").count(), marked.matches("zero").count());
    }
}

#[test]
fn other_programs_read_each_of_sixty_hostile_items_as_one() {
    let (mut case, plan) = hostile();
    let (_, closed) = case.agreement.closings.last_mut().unwrap();
    let one = closed.items[0].clone();
    let items = plan.items.iter().map(|item| {
        let mut closed = one.clone();
        closed.item = item.id;
        closed.draft.text.clone_from(&item.text);
        closed
    });
    closed.items = items.collect();
    let written = calendar::write(&case, false, Naming::WithNames);
    let read = ical::IcalParser::new(written.as_bytes()).next();
    let events = read.unwrap().unwrap().events;
    assert!(events.len() >= 60);
    assert_eq!(events.len(), case.due().len());
    assert!(written.lines().all(|line| line.len() <= 75));
    assert!(!written.replace("\r\n", "\n").contains(steers));

    let tasks = serde_json::to_value(tasks::tasks(&case, &plan)).unwrap();
    assert_eq!(tasks.as_array().unwrap().len(), 60);

    let written = table::items(&case, &plan);
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 60 + plan.follow_ups.len());
    for cell in rows.iter().flatten() {
        assert!(
            !cell
                .trim_start()
                .starts_with(['=', '+', '-', '@', '|', '\t', '\r'])
        );
        assert!(!cell.contains(steers));
    }

    let read = Plan::read(&plan.to_bytes().unwrap()).unwrap();
    assert_eq!(read, plan);
}
