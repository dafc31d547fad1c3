//! Use cases: load, decide (pure), act, store. Owns the port to the platform and the errors.

pub mod action;
pub mod incoming;
pub mod platform;
