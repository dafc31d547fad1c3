//! **Aktør**: a weekly reflection prompt, good examples told with consent, and a monthly letter.
//!
//! # The map
//!
//! | room | holds |
//! | --- | --- |
//! | [`cli`] | one file per subcommand |
//! | [`app`] | the composition root: builds every part, supervises them, stops them cleanly |
//! | [`discord`] | the only rooms that name serenity and poise |
//! | [`scheduler`] | what is due: planned, claimed, delivered, recorded; recovery after a crash |
//! | [`sandbox`] | a stand-in for Discord, named only by `cli::demo` and the tests |
//! | [`web`] | health, readiness, metrics |
//! | [`service`] | use cases: load, decide, act, store; owns the port [`service::platform::Platform`] |
//! | [`store`] | the only rooms that name sqlx; one file per aggregate |
//! | [`text`], [`picture`] | every sentence a user reads; charts to PNG |
//! | [`config`], [`clock`], [`telemetry`] | settings, the only caller of "now", logs and metrics |
//! | [`faults`] | where a test may let the process die; empty in a release |
//! | [`domain`] | pure values and decisions: no async, no IO, no clock, no randomness that is not passed in |
//!
//! # The import rule
//!
//! `cli → app → {discord, scheduler, web, sandbox} → service → store → domain`.
//! [`config`], [`clock`], [`text`] and [`picture`] stand below [`service`] and may be used by all above
//! them, [`faults`] by the store and the requests; `text` and `picture` know `domain` only. `tests/house.rs` reads the sources and fails when an
//! import runs the other way.

pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod discord;
pub mod domain;
pub mod faults;
pub mod picture;
pub mod sandbox;
pub mod scheduler;
pub mod service;
pub mod store;
pub mod telemetry;
pub mod text;
pub mod web;
