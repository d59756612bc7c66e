//! A small case for the tests of this room, run through the real commands.

use std::sync::Arc;

use chrono::{DateTime, Duration, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use crate::case::{
    Answer, Case, Command, Event, ItemDraft, ItemId, MarkKind, Now, Party, PersonDetails, PersonId,
    PlanField, Presence, Recorded, Signing, SpokenDate, TimeOutEnd, Verdict, Willing, decide,
};
use crate::script::{CopyForm, ItemKind, Outcome, RoleId, Script, SessionKindId};

/// A case, and a clock that goes on one minute with each command.
pub struct World {
    pub case: Case,
    now: Now,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl World {
    pub fn new(script: Value) -> Self {
        let script: Script = serde_json::from_value(script).unwrap();
        let wall: DateTime<FixedOffset> = "2026-03-02T10:00:00.250+00:00".parse().unwrap();
        let mut world = Self {
            case: Case::new(Arc::new(script)),
            now: Now { wall, steady: 5 },
        };
        let script = world.case.script.clone();
        world.record(Event::CaseOpened {
            reference: "RC-0412".to_owned(),
            script: script.id.clone(),
            version: script.version,
            script_hash: "00".to_owned(),
        });
        world
    }

    pub fn record(&mut self, event: Event) {
        self.record_together(vec![event]);
    }

    /// Records what one command leads to.
    fn record_together(&mut self, events: Vec<Event>) {
        let command = self.case.history.last().map_or(1, |last| last.number + 1);
        for (number, event) in (command..).zip(events) {
            self.case.apply(Recorded {
                number,
                command,
                at: self.now,
                event,
            });
        }
    }

    /// Carries out a command a minute later.
    #[track_caller]
    pub fn run(&mut self, command: Command) -> &mut Self {
        self.now.wall += Duration::minutes(1);
        self.now.steady += 60_000;
        let told = format!("{command:?}");
        let events = decide(&self.case, command, self.now)
            .unwrap_or_else(|refusal| panic!("{told}: {refusal}"));
        self.record_together(events);
        self
    }

    /// Words an item anew, lets everybody whose yes is needed agree to it, and closes.
    pub fn close_with(&mut self, item: ItemId, draft: ItemDraft) {
        self.run(Command::WordItem {
            item: Some(item),
            draft: Box::new(draft),
            from: None,
        });
        let needed = self.case.yes_missing_from(self.case.item(item).unwrap());
        for person in needed {
            self.run(Command::AnswerItem(item, person, Answer::Yes));
            self.run(Command::AnswerReadBack(item, person, Answer::Yes));
        }
        self.run(Command::CloseAgreement);
    }

    /// Opens the agreement again, changes an item, and closes it anew.
    pub fn close_anew(&mut self, item: ItemId, change: impl FnOnce(&mut ItemDraft)) {
        self.run(Command::ReopenAgreement("something to change".to_owned()));
        let mut draft = self.case.item(item).unwrap().draft().unwrap().clone();
        change(&mut draft);
        self.close_with(item, draft);
    }

    pub fn add(&mut self, name: &str, role: &str, supports: Option<PersonId>) -> PersonId {
        self.run(Command::AddPerson(PersonDetails {
            name: name.to_owned(),
            roles: vec![RoleId::new(role)],
            supports,
            said_as: None,
            attends: crate::case::Attendance::default(),
        }));
        self.case.people.last().unwrap().id
    }

    pub fn arrive(&mut self, person: PersonId) {
        self.run(Command::SayWilling(person, Willing::Given));
        self.run(Command::SetPresence(person, Presence::Here));
    }
}

fn prompt(id: &str, kind: &str, to: &str, cue: &str) -> Value {
    json!({ "id": id, "kind": kind, "to": to, "weight": "should", "cue": [cue] })
}

fn record(what: &str, cue: &str) -> Value {
    let mut prompt = prompt(what, "record", "room", cue);
    prompt["record"] = what.into();
    prompt
}

/// A conference with the stages that the tests need.
pub fn conference() -> Value {
    let minutes = json!({ "min": 1, "typical": 5, "max": 10 });
    json!({
        "format": 1, "id": "small-conference", "version": 3,
        "title": "Small conference", "summary": "For tests.", "author": "Tests",
        "licence": "MIT", "language": "en-GB",
        "vocabulary": {
            "session": "conference", "agreement": "agreement", "item": "item",
            "facilitator": "facilitator", "everyone": "the circle", "private_time": "private time"
        },
        "roles": [
            { "id": "responsible", "kind": "responsible", "name": "person responsible", "plural": "people responsible" },
            { "id": "harmed", "kind": "harmed", "name": "person harmed", "plural": "people harmed" },
            { "id": "supporter", "kind": "supporter", "name": "supporter", "plural": "supporters" },
            { "id": "facilitator", "kind": "facilitator", "name": "facilitator", "plural": "facilitators", "speaks": false }
        ],
        "willingness": { "ask": "Are you willing?", "easy": "Do you want to?", "hint": "In private." },
        "sessions": [{
            "id": "conference", "title": "Conference", "purpose": "To talk.", "break_after": 60,
            "end_reasons": [],
            "stages": [
                { "id": "opening", "title": "Opening", "purpose": "To begin.", "minutes": minutes,
                  "prompts": [prompt("welcome", "say", "room", "Welcome everybody.")] },
                { "id": "telling", "title": "What happened", "purpose": "To hear.", "minutes": minutes,
                  "prompts": [prompt("what-happened", "ask", "responsible", "What happened?"),
                              prompt("how-was-it", "ask", "harmed", "How was it for you?")] },
                { "id": "agreeing", "title": "Agreement", "purpose": "To agree.", "minutes": minutes,
                  "prompts": [record("agreement", "What would help?"),
                              record("contingency", "What if it does not happen?"),
                              record("review", "When do we look at it again?")] }
            ]
        }],
        "agreement": {
            "title": "Outcome agreement", "standing": "Voluntary; not a court order",
            "confidentiality": "Only the people who sign it get a copy.",
            "keeps": "agreed_only", "item_kinds": ["action", "contact_rule"],
            "veto": ["harmed", "responsible"],
            "questions": [
                { "field": "text", "ask": "What?" }, { "field": "owner", "ask": "Who?" },
                { "field": "due", "ask": "By when?" },
                { "field": "evidence", "ask": "How will everyone know?" }
            ],
            "review": { "ask": "When?", "after_weeks": 6 },
            "contingency": { "ask": "What if not?" },
            "if_not_kept": { "ask": "Who is told?" },
            "copies": ["print", "easy_read"]
        },
        "follow_ups": [{ "after_days": 14, "what": "Ask each person how things are." }]
    })
}

/// A small family group conference, with everything that a family plan adds.
pub fn family() -> Value {
    let mut script = conference();
    script["id"] = "small-family".into();
    script["vocabulary"]["agreement"] = "family plan".into();
    script["vocabulary"]["facilitator"] = "coordinator".into();
    script["vocabulary"]["private_time"] = "private family time".into();
    script["roles"] = json!([
        { "id": "child", "kind": "child", "name": "child", "plural": "children" },
        { "id": "family", "kind": "family", "name": "family member", "plural": "family" },
        { "id": "referrer", "kind": "professional", "name": "referrer", "plural": "referrers" }
    ]);
    let stages = script["sessions"][0]["stages"].as_array_mut().unwrap();
    stages[1] = json!({
        "id": "family-time", "title": "Family time", "purpose": "To decide.",
        "minutes": { "min": 1, "typical": 30, "max": 90 }, "recording": "private",
        "private": { "for": ["family", "child"], "call": "Open the door." },
        "prompts": [prompt("leave", "say", "room", "We leave you now.")]
    });
    stages[2]["prompts"][0] = record("agreement", "What is the plan?");
    let agreement = &mut script["agreement"];
    agreement["title"] = "Family plan".into();
    agreement["keeps"] = "with_differences".into();
    agreement["veto"] = json!([]);
    for field in ["bottom_lines", "agreed_questions", "child_words"] {
        agreement[field] = true.into();
    }
    agreement["ratification"] = json!({ "by": "referrer", "ask": "Do you accept it?" });
    agreement["lead"] = json!({ "ask": "Who looks after it?" });
    script
}

pub fn gate_item(owner: PersonId, told: PersonId) -> ItemDraft {
    ItemDraft {
        owner: vec![Party::Person(owner)],
        for_whom: vec![Party::Other("the neighbours".to_owned())],
        due: Some(SpokenDate {
            on: day("2026-03-16"),
            said: "in two weeks".to_owned(),
        }),
        evidence: Some("The gate shuts by itself.".to_owned()),
        told_to: vec![Party::Person(told)],
        ..ItemDraft::new(ItemKind::Action, "Jay mends the side gate.")
    }
}

/// A conference up to its first turn about what happened, with marks and pauses.
pub fn conference_begun(names: [&str; 3]) -> World {
    let mut world = World::new(conference());
    let responsible = world.add(names[0], "responsible", None);
    let harmed = world.add(names[1], "harmed", None);
    let supporter = world.add(names[2], "supporter", Some(responsible));
    for person in [responsible, harmed, supporter] {
        world.arrive(person);
    }
    world.run(Command::StartSession(SessionKindId::new("conference")));
    let order = vec![harmed, responsible, supporter];
    world.run(Command::ChooseOrder(order, Some(harmed)));
    world.run(Command::GoOn);
    for kind in [MarkKind::KeyPoint, MarkKind::Safety] {
        world.run(Command::Mark {
            kind,
            person: None,
            text: Some("SECRET of the working notes".to_owned()),
        });
    }
    world.run(Command::Undo);
    world.run(Command::StartBreak).run(Command::EndBreak);
    world.run(Command::StartTimeOut(vec![harmed]));
    world.run(Command::EndTimeOut(TimeOutEnd::Continue, None));
    world
}

/// A conference that closed two items and took off one that not everybody agreed to.
pub fn conference_closed(names: [&str; 3]) -> World {
    close_conference(conference_begun(names))
}

pub fn close_conference(mut world: World) -> World {
    let people = [PersonId(1), PersonId(2), PersonId(3)];
    let gate = gate_item(people[0], people[1]);
    let nod = ItemDraft::new(ItemKind::ContactRule, "If we meet in the shop, we nod.");
    let never = ItemDraft::new(ItemKind::Action, "SECRET that nobody agreed to");
    for draft in [gate, nod, never] {
        agree(&mut world, draft, &people);
    }
    let never = world.case.agreement.items[2].id;
    world.run(Command::AnswerItem(never, people[1], Answer::NotYet));
    world.run(Command::RemoveItem(never));
    let gate = world.case.agreement.items[0].id;
    world.run(Command::NoteConcern(gate, "SECRET concern".to_owned()));
    let settled = |field, text: &str| Command::SetPlanField(field, Some(text.to_owned()));
    world.run(settled(
        PlanField::Contingency,
        "Jay rings before the date.",
    ));
    world.run(settled(
        PlanField::IfNotKept,
        "The facilitator tells Mrs Shah.",
    ));
    world.run(Command::SetReview(Some(day("2026-04-20"))));
    world.run(Command::CloseAgreement);
    world.run(Command::Sign(people[0], Signing::Paper));
    world.run(Command::Sign(people[1], Signing::Voice));
    world.run(Command::SettleCopy(people[0], Some(CopyForm::EasyRead)));
    world.run(Command::SettleCopy(people[1], None));
    world.run(Command::EndSession(Outcome::Agreement));
    world
}

fn agree(world: &mut World, draft: ItemDraft, people: &[PersonId]) {
    world.run(Command::WordItem {
        item: None,
        draft: Box::new(draft),
        from: None,
    });
    let item = world.case.agreement.items.last().unwrap().id;
    for person in people {
        world.run(Command::AnswerItem(item, *person, Answer::Yes));
    }
    for person in people {
        world.run(Command::AnswerReadBack(item, *person, Answer::Yes));
    }
}

/// A family conference with private time, coverage, a child's words and a condition.
pub fn family_closed() -> World {
    let mut world = World::new(family());
    let child = world.add("Alex", "child", None);
    let gran = world.add("Gran", "family", None);
    let referrer = world.add("Sam Green", "referrer", None);
    for person in [child, gran, referrer] {
        world.arrive(person);
    }
    let line = |text: &str| Command::SetBottomLine(None, text.to_owned());
    let question = |text: &str| Command::SetQuestion(None, text.to_owned());
    world.run(Command::StartSession(SessionKindId::new("conference")));
    world.run(line("Alex is never alone at night."));
    world.run(line("School is told."));
    world.run(question("Who can Alex ring?"));
    world.run(Command::TakeChildWords {
        child,
        words: "I want to see my dog.".to_owned(),
        given: "a drawing".to_owned(),
        read_out: true,
    });
    world.run(Command::SetPresence(referrer, Presence::Out));
    world.run(Command::GoOn);
    world.run(Command::CallBackIn).run(Command::EndPrivateTime);
    world.run(Command::SetPresence(referrer, Presence::Here));
    let nights = ItemDraft {
        owner: vec![Party::Person(gran)],
        repeat: Some("every Friday and Saturday".to_owned()),
        meets: world.case.bottom_lines.keys().take(1).copied().collect(),
        answers: world.case.questions.keys().copied().collect(),
        ..ItemDraft::new(ItemKind::Action, "Gran stays with Alex at night.")
    };
    agree(&mut world, nights, &[child, gran, referrer]);
    world.run(Command::Ratify {
        item: world.case.agreement.items[0].id,
        by: referrer,
        verdict: Verdict::AgreedIf,
        reason: Some("Only with a working phone.".to_owned()),
        family_answer: Some("Gran has one.".to_owned()),
    });
    let settled = |field, text: &str| Command::SetPlanField(field, Some(text.to_owned()));
    world.run(settled(PlanField::Purpose, "Alex sleeps well."));
    world.run(settled(PlanField::Contingency, "none"));
    world.run(settled(PlanField::Lead, "Gran"));
    world.run(Command::CloseAgreement);
    world.run(Command::Sign(gran, Signing::TypedName));
    world
}
