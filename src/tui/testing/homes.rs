//! The home screens of different people.

use std::sync::Arc;

use super::{MemoryOffice, StepClock, World};
use crate::tui::app::Start;
use crate::tui::effect::{Door, Effect};

impl World {
    /// The home screen of somebody with a few cases.
    pub fn home() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::new(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// The home screen of a protected home that is unlocked.
    pub fn protected_home() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::protected(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// The doors after a practice case was put away in a protected home that nobody unlocked for it.
    pub fn still_locked() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::locked(clock.clone()));
        let practised = super::prepared(clock.clone(), &["Rose", "Tom", "Ann"], true);
        let mut world = Self::begin(clock, office, Start::Case(Box::new(practised)));
        world.app.perform_for_test(Effect::CloseCase);
        world.wait(1)
    }

    /// The home screen of somebody who opens the program for the first time.
    pub fn fresh() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::fresh(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// The home screen on a slow disk: its cases are found after five seconds.
    pub fn searching() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::slow(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// The home screen of a service with 22 scripts, one of them its own, and a case for each.
    pub fn many_scripts() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::with_scripts(clock.clone(), 22));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// A home of which some cannot be read.
    pub fn faulty() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::faulty(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }

    /// The home screen of a service with very many cases.
    pub fn many_cases() -> Self {
        let clock = Arc::new(StepClock::at("2026-11-23T14:03:07+00:00"));
        let office = Box::new(MemoryOffice::many(clock.clone()));
        Self::begin(clock, office, Start::Door(Door::Run))
    }
}
