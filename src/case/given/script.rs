//! Tiny scripts for tests of rules.

use std::collections::BTreeMap;

use crate::script::*;

/// Opening, one question to each responsible person, a round that is optional,
/// a decision, the agreement behind a check, and the closing.
pub(in crate::case) fn conference() -> Script {
    let mut choice = prompt("choice", PromptKind::Decide, "room");
    choice.decision = Some(decision());
    let mut round = stage("round", vec![ask("round-word", "each")]);
    round.turns = TurnPattern::Round;
    round.optional = Some(Optional {
        ask: "A round?".to_owned(),
        included: false,
    });
    let mut stories = stage(
        "stories",
        vec![
            ask("what-happened", "responsible"),
            ask("who-touched", "responsible"),
        ],
    );
    stories.turns = TurnPattern::ByPerson;
    let mut agreement = stage(
        "agreement",
        vec![prompt("board", PromptKind::Record, "room")],
    );
    agreement.gates = vec![gate("ready", Severity::Confirm)];
    script(
        vec![
            role("harmed", RoleKind::Harmed),
            role("responsible", RoleKind::Responsible),
            role("supporter", RoleKind::Supporter),
            silent("observer", RoleKind::Observer),
            role("facilitator", RoleKind::Facilitator),
        ],
        vec![
            stage("opening", vec![say("welcome"), ask("understood", "each")]),
            stories,
            round,
            stage("deciding", vec![choice]),
            agreement,
            stage("closing", vec![say("thanks")]),
        ],
        AgreementRules {
            veto: vec![RoleId::new("harmed"), RoleId::new("responsible")],
            ..rules()
        },
    )
}

/// Welcome, private family time, the plan; everything that a family plan asks for.
pub(in crate::case) fn family() -> Script {
    let mut private = stage("family-time", vec![say("over-to-you"), say("unused")]);
    private.recording = Recording::Private;
    private.private = Some(PrivateTime {
        roles: vec![RoleId::new("family"), RoleId::new("child")],
        call: "Ring the bell.".to_owned(),
    });
    let mut facts = stage("facts", vec![say("facts")]);
    facts.recording = Recording::Marks;
    let question = |ask: &str, required| {
        Some(PlanQuestion {
            ask: ask.to_owned(),
            required,
        })
    };
    script(
        vec![
            role("family", RoleKind::Family),
            role("child", RoleKind::Child),
            role("worker", RoleKind::Professional),
            role("facilitator", RoleKind::Facilitator),
        ],
        vec![
            stage("welcome", vec![say("hello")]),
            facts,
            private,
            stage("plan", vec![prompt("board", PromptKind::Record, "room")]),
        ],
        AgreementRules {
            answered_by: vec![RoleId::new("family"), RoleId::new("child")],
            bottom_lines: true,
            agreed_questions: true,
            child_words: true,
            ratification: Some(Ratification {
                by: RoleId::new("worker"),
                ask: "Do you accept this?".to_owned(),
            }),
            contingency: question("What if it does not work?", true),
            lead: question("Who leads?", false),
            review: Some(ReviewRule {
                ask: "When do we meet again?".to_owned(),
                after_weeks: 12,
                required: true,
            }),
            ..rules()
        },
    )
}

/// Visits to one side and to the other, each with a board, and a meeting of both; letters too.
pub(in crate::case) fn shuttle() -> Script {
    let visit = |id: &str, with: &[&str]| {
        let mut visit = session(
            id,
            vec![
                stage("arrival", vec![say("welcome")]),
                stage(
                    "carrying",
                    vec![
                        record("messages", RecordKind::Messages),
                        record("letters", RecordKind::Letters),
                        record("board", RecordKind::Agreement),
                    ],
                ),
            ],
        );
        visit.with = with.iter().map(|role| RoleId::new(*role)).collect();
        visit
    };
    let mut script = script(
        vec![
            role("harmed", RoleKind::Harmed),
            role("responsible", RoleKind::Responsible),
            role("supporter", RoleKind::Supporter),
            silent("facilitator", RoleKind::Facilitator),
        ],
        vec![stage("talking", vec![say("together")])],
        AgreementRules {
            veto: vec![RoleId::new("harmed"), RoleId::new("responsible")],
            ..rules()
        },
    );
    script.sessions.insert(0, visit("with-harmed", &["harmed"]));
    script
        .sessions
        .insert(1, visit("with-responsible", &["responsible"]));
    script.letters = Some(LetterRules {
        checks: vec!["own words".to_owned(), "asks for nothing".to_owned()],
        reply_checks: vec!["gives nobody away".to_owned()],
        keep_text: true,
    });
    script
}

fn record(id: &str, kind: RecordKind) -> Prompt {
    let mut record = prompt(id, PromptKind::Record, "me");
    record.record = Some(kind);
    record
}

pub(in crate::case) fn rules() -> AgreementRules {
    AgreementRules {
        title: "Agreement".to_owned(),
        standing: "voluntary".to_owned(),
        confidentiality: "between us".to_owned(),
        keeps: Keeping::AgreedOnly,
        item_kinds: vec![
            ItemKind::Action,
            ItemKind::Statement,
            ItemKind::Payment,
            ItemKind::ContactRule,
        ],
        veto: Vec::new(),
        answered_by: Vec::new(),
        questions: vec![
            question(ItemField::Owner, "Who does it?", &[]),
            question(ItemField::Due, "By when?", &[ItemKind::Action]),
            question(ItemField::CheckedBy, "Who checks?", &[]),
        ],
        bottom_lines: false,
        agreed_questions: false,
        child_words: false,
        ratification: None,
        contingency: None,
        lead: None,
        if_not_kept: None,
        review: None,
        copies: vec![CopyForm::Print, CopyForm::EasyRead],
    }
}

fn question(field: ItemField, ask: &str, expected_for: &[ItemKind]) -> ItemQuestion {
    ItemQuestion {
        field,
        ask: ask.to_owned(),
        expected_for: expected_for.to_vec(),
    }
}

fn decision() -> Decision {
    let outcome = |id: &str, then, stage: Option<&str>, outcome| DecisionOutcome {
        id: OutcomeId::new(id),
        label: id.to_owned(),
        then,
        stage: stage.map(StageId::new),
        outcome,
        stages_in_order: Vec::new(),
        claims: None,
        makes_up_for: None,
        stops: false,
    };
    let mut swap = outcome("swap", Then::GoOn, None, None);
    swap.stages_in_order = vec![StageId::new("closing"), StageId::new("agreement")];
    Decision {
        id: DecisionId::new("how-on"),
        chosen_by: None,
        outcomes: vec![
            outcome("on", Then::GoOn, None, None),
            outcome("again", Then::GoTo, Some("stories"), None),
            outcome("pause", Then::TimeOut, None, None),
            outcome("another-day", Then::Adjourn, None, None),
            outcome("other-way", Then::ChangeMethod, None, None),
            outcome("no", Then::End, None, Some(Outcome::NotReached)),
            outcome("yes", Then::End, None, Some(Outcome::Agreement)),
            swap,
        ],
    }
}

pub(in crate::case) fn script(
    roles: Vec<Role>,
    stages: Vec<Stage>,
    agreement: AgreementRules,
) -> Script {
    Script {
        schema: None,
        format: FORMAT,
        id: ScriptId::new("tiny"),
        version: 1,
        title: "Tiny".to_owned(),
        summary: String::new(),
        author: String::new(),
        licence: String::new(),
        language: "en-GB".to_owned(),
        languages: BTreeMap::new(),
        vocabulary: Vocabulary {
            session: "meeting".to_owned(),
            agreement: "agreement".to_owned(),
            item: "item".to_owned(),
            facilitator: "facilitator".to_owned(),
            everyone: "the circle".to_owned(),
            private_time: "private time".to_owned(),
        },
        variables: BTreeMap::new(),
        roles,
        willingness: Willingness {
            ask: "Are you still willing?".to_owned(),
            easy: "Is it OK?".to_owned(),
            hint: String::new(),
        },
        sessions: vec![
            session("meeting", stages),
            session(
                "review",
                vec![stage("looking-back", vec![say("how-was-it")])],
            ),
        ],
        agreement,
        follow_ups: Vec::new(),
        consents: Vec::new(),
        rules: Vec::new(),
        evaluations: Vec::new(),
        checklist: Vec::new(),
        letters: None,
    }
}

fn session(id: &str, stages: Vec<Stage>) -> SessionKind {
    SessionKind {
        id: SessionKindId::new(id),
        title: id.to_owned(),
        purpose: String::new(),
        break_after: 60,
        agrees: true,
        need_not_agree: false,
        with: Vec::new(),
        after_stop: false,
        far_away_first: false,
        end_reasons: vec![EndReason {
            id: "upset".to_owned(),
            label: "Too much for today".to_owned(),
        }],
        stages,
    }
}

pub(in crate::case) fn role(id: &str, kind: RoleKind) -> Role {
    Role {
        id: RoleId::new(id),
        kind,
        name: id.to_owned(),
        plural: id.to_owned(),
        said: None,
        at_least: u16::from(kind == RoleKind::Harmed),
        at_most: None,
        asked_if_willing: true,
        signs: None,
        speaks: true,
        supports: Vec::new(),
    }
}

pub(in crate::case) fn silent(id: &str, kind: RoleKind) -> Role {
    Role {
        speaks: false,
        ..role(id, kind)
    }
}

pub(in crate::case) fn stage(id: &str, prompts: Vec<Prompt>) -> Stage {
    Stage {
        id: StageId::new(id),
        title: id.to_owned(),
        purpose: String::new(),
        minutes: Minutes {
            min: 1,
            typical: 2,
            max: 3,
        },
        room: Room::default(),
        recording: Recording::Notes,
        turns: TurnPattern::ByQuestion,
        optional: None,
        private: None,
        when: None,
        gates: Vec::new(),
        rest: false,
        prompts,
    }
}

/// Something that people of these roles are asked to agree to.
pub(in crate::case) fn consent(id: &str, of: &[&str], required: bool) -> Consent {
    Consent {
        id: ConsentId::new(id),
        purpose: id.to_owned(),
        ask: "{name}, do you agree?".to_owned(),
        easy: "OK?".to_owned(),
        of: of.iter().map(|role| RoleId::new(*role)).collect(),
        required,
    }
}

pub(in crate::case) fn gate(id: &str, severity: Severity) -> Gate {
    Gate {
        id: GateId::new(id),
        severity,
        needed: false,
        check: "It is so.".to_owned(),
        hint: "Make it so.".to_owned(),
        when: None,
        each_round: false,
        asked_alone: false,
        claims: None,
        here: None,
    }
}

pub(in crate::case) fn say(id: &str) -> Prompt {
    prompt(id, PromptKind::Say, "room")
}

pub(in crate::case) fn ask(id: &str, to: &str) -> Prompt {
    prompt(id, PromptKind::Ask, to)
}

pub(in crate::case) fn prompt(id: &str, kind: PromptKind, to: &str) -> Prompt {
    Prompt {
        id: PromptId::new(id),
        kind,
        to: Addressee::from(to.to_owned()),
        weight: Weight::Must,
        cue: vec![id.to_owned()],
        words: None,
        easy: None,
        hint: None,
        languages: BTreeMap::new(),
        when: None,
        record: None,
        answers: Vec::new(),
        decision: None,
    }
}
