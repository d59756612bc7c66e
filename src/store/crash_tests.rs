//! Breaks everything that can break, everywhere, and checks the promises.

mod bringing;
mod damage;
mod disposal;
mod faults;
mod power;
mod rescue;
mod threads;
