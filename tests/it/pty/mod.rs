//! The real program in a pseudo-terminal: what people see, and what is on the disk afterwards.

#[cfg(target_os = "linux")]
mod calls;
mod catalogue;
mod disk;
mod environment;
mod kill;
mod lifecycle;
mod paste;
mod place;
#[cfg(target_os = "linux")]
mod power;
#[cfg(target_os = "linux")]
mod protected;
mod share;
mod signals;
mod windows;
