//! Breaks everything that can break, everywhere, and checks the promises.

mod damage;
mod faults;
mod power;
mod rescue;
mod threads;
