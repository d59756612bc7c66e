//! Random commands, from a seed that a failing test prints.

use chrono::NaiveDate;
use talking_piece::case::{
    Answer, Attendance, BottomLineId, Case, Command, ItemDraft, ItemId, MarkId, MarkKind,
    MethodStep, Need, Party, PersonDetails, PersonId, PlanField, PreparingCommand, Presence,
    QuestionId, Signing, SkipReason, SpokenDate, TimeOutEnd, Verdict, Willing,
};
use talking_piece::script::{CopyForm, ItemKind, Outcome, PromptKind};

use super::conference;
pub use crate::rig::Random;

impl Random {
    /// Commands that bring people together and begin.
    pub fn gathering(&mut self, case: &Case) -> Vec<Command> {
        let mut commands = Vec::new();
        for role in &case.script.roles {
            for number in 0..=self.below(2) {
                let name = format!("{} {number}", role.name);
                let roles = vec![role.id.clone()];
                commands.push(Command::AddPerson(details(name, roles)));
            }
        }
        for number in 1..=20 {
            commands.push(Command::SetPresence(PersonId(number), Presence::Here));
        }
        commands.push(Command::StartSession(case.script.sessions[0].id.clone()));
        commands
    }

    /// Commands that agree on everything on the board, and close it; some of them may be refused.
    pub fn closing(&mut self, case: &Case) -> Vec<Command> {
        let mut commands = vec![Command::EndPrivateTime, Command::EndBreak];
        commands.push(Command::EndTimeOut(TimeOutEnd::Continue, None));
        commands.push(Command::ResumeSession);
        commands.push(Command::WordItem {
            item: None,
            draft: self.draft(case),
            from: None,
        });
        let next = u16::try_from(case.agreement.items.len() + 1).expect("few items");
        let people: Vec<PersonId> = case.people.iter().map(|person| person.id).collect();
        for item in (1..=next).map(ItemId) {
            for person in &people {
                commands.push(Command::AnswerItem(item, *person, Answer::Yes));
                commands.push(Command::AnswerReadBack(item, *person, Answer::Yes));
                commands.push(Command::Ratify {
                    item,
                    by: *person,
                    verdict: Verdict::Agreed,
                    reason: None,
                    family_answer: None,
                });
            }
        }
        for field in [
            PlanField::Purpose,
            PlanField::Contingency,
            PlanField::Lead,
            PlanField::IfNotKept,
        ] {
            commands.push(Command::SetPlanField(field, Some(self.wording())));
        }
        commands.push(Command::SetReview(NaiveDate::from_ymd_opt(2026, 6, 1)));
        commands.push(Command::CloseAgreement);
        commands
    }

    /// One command, sensible more often than not.
    pub fn command(&mut self, case: &Case) -> Command {
        match self.below(10) {
            0..4 => self.moving(case),
            4..6 => self.marking(case),
            6..9 => self.agreeing(case),
            _ => self.gathering_or_parting(case),
        }
    }

    fn moving(&mut self, case: &Case) -> Command {
        if let Some(open) = Self::open_gate(case) {
            return if self.yes(6) {
                Command::GoOnWithout {
                    gate: open,
                    by: "Kofi".to_owned(),
                    reason: self.words(),
                }
            } else {
                conference::met(case, open)
            };
        }
        let decision = case
            .current()
            .and_then(|(_, prompt)| prompt.decision.clone());
        if let (Some(decision), true) = (decision, self.yes(2)) {
            let outcome = self.one_of(&decision.outcomes).expect("an outcome").id;
            return Command::Decide {
                decision: decision.id,
                outcome,
                by: self.person(case),
                until: None,
            };
        }
        if case
            .current()
            .is_some_and(|(_, prompt)| prompt.kind == PromptKind::Decide)
            && self.yes(2)
        {
            return Command::Skip(SkipReason::Later);
        }
        match self.below(24) {
            0..12 => Command::GoOn,
            12..15 => Command::GoBack,
            15 => self.skip(),
            16 => {
                let stages = case.stages();
                let stage = stages
                    .get(self.below(stages.len()))
                    .map(|stage| stage.id.clone());
                stage.map_or(Command::GoOn, Command::GoToStage)
            }
            17 => {
                let turns = case.itinerary();
                let turn = turns
                    .get(self.below(turns.len()))
                    .map(|turn| turn.key.clone());
                turn.map_or(Command::GoOn, Command::GoToTurn)
            }
            18 => {
                let mut order: Vec<PersonId> = case.people.iter().map(|person| person.id).collect();
                let turn = self.below(order.len());
                if turn < order.len() {
                    order.rotate_left(turn);
                }
                Command::ChooseOrder(order, self.person(case))
            }
            19 => Command::Undo,
            20 => Command::Redo,
            21 => Command::CallBackIn,
            _ => Command::EndPrivateTime,
        }
    }

    fn open_gate(case: &Case) -> Option<talking_piece::script::GateId> {
        let next = case.next_turn()?;
        let position = case.position()?;
        let (here, _) = case.prompt_of(position)?;
        let (stage, _) = case.prompt_of(&next.key)?;
        let mut gates = case.gates_before(here, position.round);
        gates.extend(case.gates_before(stage, next.key.round));
        gates
            .into_iter()
            .find(talking_piece::case::GateBefore::is_open)
            .map(|gate| gate.id)
    }

    fn skip(&mut self) -> Command {
        let other = Command::SkipBecause(self.words());
        self.one_of(&[
            Command::Skip(SkipReason::Passed),
            Command::Skip(SkipReason::AlreadyAnswered),
            Command::Skip(SkipReason::Later),
            other,
        ])
        .expect("a reason")
    }

    fn marking(&mut self, case: &Case) -> Command {
        let marks: Vec<MarkId> = case.marks.iter().map(|mark| mark.id).collect();
        let mark = self.one_of(&marks).unwrap_or(MarkId(3));
        let kinds = [
            MarkKind::KeyPoint,
            MarkKind::Idea,
            MarkKind::Question,
            MarkKind::Safety,
            MarkKind::Note,
        ];
        match self.below(9) {
            0..4 => Command::Mark {
                kind: self.one_of(&kinds).expect("a kind"),
                person: self.person(case),
                text: self.yes(2).then(|| self.words()),
            },
            4 => Command::AddWords(mark, self.words()),
            5 => Command::Keep(mark, self.yes(2)),
            6 => Command::SettleQuestion(mark),
            7 => Command::Strike(mark),
            _ => Command::Undo,
        }
    }

    fn agreeing(&mut self, case: &Case) -> Command {
        let item = ItemId(u16::try_from(1 + self.below(6)).expect("small"));
        let person = self.person(case).unwrap_or(PersonId(1));
        let answers = [
            Answer::Yes,
            Answer::Yes,
            Answer::Yes,
            Answer::Change,
            Answer::NotYet,
            Answer::Abstains,
        ];
        let answer = self.one_of(&answers).expect("an answer");
        let fields = [
            PlanField::Purpose,
            PlanField::Contingency,
            PlanField::Lead,
            PlanField::IfNotKept,
        ];
        match self.below(22) {
            0..3 => Command::WordItem {
                item: self.yes(2).then_some(item),
                draft: self.draft(case),
                from: None,
            },
            3..7 => Command::AnswerItem(item, person, answer),
            7..10 => Command::AnswerReadBack(item, person, answer),
            10 => Command::RemoveItem(item),
            11 => Command::NoteConcern(item, self.wording()),
            12 => Command::Ratify {
                item,
                by: person,
                verdict: self
                    .one_of(&[Verdict::Agreed, Verdict::AgreedIf, Verdict::NotAgreed])
                    .expect("one"),
                reason: self.yes(2).then(|| self.wording()),
                family_answer: self.yes(3).then(|| self.wording()),
            },
            13 => Command::SetPlanField(self.one_of(&fields).expect("one"), Some(self.wording())),
            14 => Command::SetReview(NaiveDate::from_ymd_opt(2026, 6, 1)),
            15 => Command::Sign(
                person,
                self.one_of(&[Signing::Paper, Signing::Voice]).expect("one"),
            ),
            16 => Command::SettleCopy(person, Some(CopyForm::Print)),
            17 => Command::CloseAgreement,
            18 => Command::ReopenAgreement(self.words()),
            19 => Command::SetBottomLine(
                self.yes(2).then_some(BottomLineId(1)),
                "somebody is at home".to_owned(),
            ),
            20 => Command::SetQuestion(
                self.yes(2).then_some(QuestionId(1)),
                "who can help".to_owned(),
            ),
            _ => Command::TakeChildWords {
                child: person,
                words: "I want to stay at school".to_owned(),
                given: "spoken".to_owned(),
                read_out: self.yes(2),
            },
        }
    }

    fn gathering_or_parting(&mut self, case: &Case) -> Command {
        let person = self.person(case).unwrap_or(PersonId(1));
        let presences = [
            Presence::Here,
            Presence::Here,
            Presence::Out,
            Presence::Left,
            Presence::Away,
        ];
        match self.below(20) {
            0..5 => Command::SetPresence(person, self.one_of(&presences).expect("one")),
            5..7 => Command::SayWilling(person, Willing::Given),
            7 => Command::SayWilling(person, Willing::Withdrawn),
            8 => Command::AnswerWithdrawal(person, MethodStep::GoOnWithout, None),
            9 => {
                let role = self.one_of(&case.script.roles).expect("a role");
                Command::AddPerson(details("Somebody".to_owned(), vec![role.id]))
            }
            10 => Command::RemovePerson(person),
            11 => Command::StartBreak,
            12 => Command::EndBreak,
            13 => self.preparing(person),
            14 => Command::StartTimeOut(vec![person]),
            15 => Command::EndTimeOut(TimeOutEnd::Continue, None),
            16 => Command::Adjourn(None),
            17 => Command::ResumeSession,
            18 if self.yes(8) => Command::EndSession(self.one_of(&Outcome::ALL).expect("one")),
            _ => Command::AgreeGroundRule("one at a time".to_owned()),
        }
    }

    fn preparing(&mut self, person: PersonId) -> Command {
        let need = self.one_of(&Need::ALL).expect("a need");
        Command::Prepare(PreparingCommand::SayNeed(person, need, self.words()))
    }

    fn person(&mut self, case: &Case) -> Option<PersonId> {
        let people: Vec<PersonId> = case.people.iter().map(|person| person.id).collect();
        self.one_of(&people)
    }

    /// Words that no closing may write into the journal: of notes and reasons.
    fn words(&mut self) -> String {
        format!("SECRET {}", self.below(1_000))
    }

    /// Words of the board, of which a closing writes down what was agreed and what belongs to it.
    fn wording(&mut self) -> String {
        format!("WORDING {}", self.below(1_000))
    }

    fn draft(&mut self, case: &Case) -> Box<ItemDraft> {
        let owner = self.person(case).map(Party::Person).into_iter().collect();
        let due = NaiveDate::from_ymd_opt(2026, 4, 1).map(|on| SpokenDate {
            on,
            said: "in a month".to_owned(),
        });
        Box::new(ItemDraft {
            kind: ItemKind::Action,
            text: self.wording(),
            owner,
            for_whom: Vec::new(),
            helped_by: Vec::new(),
            start: None,
            due: due.filter(|_| self.yes(2)),
            repeat: None,
            amount: None,
            hours: Vec::new(),
            evidence: self.yes(2).then(|| self.wording()),
            checked_by: vec![Party::Other("the school".to_owned())],
            support: None,
            obstacle: None,
            if_not: None,
            told_to: Vec::new(),
            meets: Vec::new(),
            answers: Vec::new(),
        })
    }
}

fn details(name: String, roles: Vec<talking_piece::script::RoleId>) -> PersonDetails {
    PersonDetails {
        name,
        roles,
        supports: None,
        said_as: None,
        attends: Attendance::Room,
    }
}
