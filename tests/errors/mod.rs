//! Every error that an operator or a member can cause: what can be done with the bot × what can be wrong. Each gets a
//! clear answer in the person's language that says what was wrong and what to do, and nothing is lost.
//!
//! The answers are written to `target/errors/*.md`, to be read aloud.

mod audited;
mod buttons;
mod counted;
mod everywhere;
mod hindered;
mod killed;
mod operator;
mod options;
mod people;
mod places;
mod proper;
mod scene;
mod table;
