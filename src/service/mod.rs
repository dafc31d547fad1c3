//! Use cases: load, decide (pure), act, store. Owns the port to the platform and the errors.

pub mod action;
pub mod answers;
pub mod backfill;
pub mod collect;
pub mod core;
pub mod delivery;
pub mod help;
pub mod incoming;
pub mod job;
pub mod letters;
pub mod library;
pub mod nominations;
pub mod perform;
pub mod plan;
pub mod planning;
pub mod platform;
pub mod posts;
pub mod random;
pub mod refusal;
pub mod reminders;
pub mod rounds;
pub mod set_up;
pub mod take_out;
pub mod teams;
mod topics;
pub mod trio;
pub mod waiting;
