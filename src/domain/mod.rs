//! Values and decisions. Pure: no async, no IO, no clock, no randomness that is not passed in.

pub mod browse;
pub mod cadence;
pub mod calendar;
pub mod consent;
pub mod digest;
pub mod dosing;
pub mod escape;
pub mod expectation;
pub mod forum;
pub mod ids;
mod keyed;
pub mod language;
pub mod named;
pub mod nomination;
pub mod occasion;
pub mod organisation;
pub mod pace;
pub mod plan;
pub mod prompt;
pub mod redact;
pub mod reply;
pub mod rotation;
pub mod round;
pub mod settings;
pub mod starting_point;
pub mod team;
pub mod words;
