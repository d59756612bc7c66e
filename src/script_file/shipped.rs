//! The scripts inside the program. Written by a test from the folder `scripts`: run it with UPDATE=1.

/// Conference scripts, by file name.
#[rustfmt::skip]
pub(super) const SCRIPTS: &[(&str, &str)] = &[
    ("agreement-review.json", include_str!("../../scripts/agreement-review.json")),
    ("family-group-conference-review.json", include_str!("../../scripts/family-group-conference-review.json")),
    ("family-group-conference.json", include_str!("../../scripts/family-group-conference.json")),
    ("letter-exchange.json", include_str!("../../scripts/letter-exchange.json")),
    ("making-amends.json", include_str!("../../scripts/making-amends.json")),
    ("referral-order-panel.json", include_str!("../../scripts/referral-order-panel.json")),
    ("restorative-conference.json", include_str!("../../scripts/restorative-conference.json")),
    ("shuttle.json", include_str!("../../scripts/shuttle.json")),
];

/// Practice cases, by file name.
#[rustfmt::skip]
pub(super) const CASES: &[(&str, &str)] = &[
    ("early-shift.json", include_str!("../../scripts/practice/early-shift.json")),
    ("grandmother-house.json", include_str!("../../scripts/practice/grandmother-house.json")),
    ("pigeon-loft.json", include_str!("../../scripts/practice/pigeon-loft.json")),
    ("shop-window.json", include_str!("../../scripts/practice/shop-window.json")),
    ("signal-box.json", include_str!("../../scripts/practice/signal-box.json")),
    ("tuesday-group.json", include_str!("../../scripts/practice/tuesday-group.json")),
    ("two-brothers.json", include_str!("../../scripts/practice/two-brothers.json")),
    ("voice-recordings.json", include_str!("../../scripts/practice/voice-recordings.json")),
    ("wet-evening.json", include_str!("../../scripts/practice/wet-evening.json")),
];

/// Rule sets, by file name.
#[rustfmt::skip]
pub(super) const RULES: &[(&str, &str)] = &[
    ("police-llr.json", include_str!("../../scripts/rules/police-llr.json")),
    ("probation-lrrjs-2014.json", include_str!("../../scripts/rules/probation-lrrjs-2014.json")),
    ("yot-victim-contact.json", include_str!("../../scripts/rules/yot-victim-contact.json")),
];
