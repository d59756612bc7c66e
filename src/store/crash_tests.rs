//! Breaks everything that can break, everywhere, and checks the promises: the same tests over
//! plain cases and over sealed ones.

mod disposal;
mod seal_key;

#[path = "crash_tests"]
mod plain {
    use crate::store::Fault;
    use crate::store::testing::home;

    /// How a whole line of another case is told.
    fn of_another_case(number: u64) -> Fault {
        Fault::Apart { number }
    }

    #[path = "bringing.rs"]
    mod bringing;
    #[path = "closings.rs"]
    mod closings;
    #[path = "damage.rs"]
    mod damage;
    #[path = "faults.rs"]
    mod faults;
    #[path = "power.rs"]
    mod power;
    #[path = "rescue.rs"]
    mod rescue;
    #[path = "threads.rs"]
    mod threads;
}

#[expect(
    clippy::duplicate_mod,
    reason = "one suite over two ways of writing, so that neither can be forgotten"
)]
#[path = "crash_tests"]
mod sealed {
    use crate::store::Fault;
    use crate::store::testing::sealed_home as home;

    /// How a whole line of another case is told.
    fn of_another_case(number: u64) -> Fault {
        Fault::Foreign { number }
    }

    #[path = "bringing.rs"]
    mod bringing;
    #[path = "closings.rs"]
    mod closings;
    #[path = "damage.rs"]
    mod damage;
    #[path = "faults.rs"]
    mod faults;
    #[path = "power.rs"]
    mod power;
    #[path = "rescue.rs"]
    mod rescue;
    #[path = "threads.rs"]
    mod threads;
}
