//! A stand-in for Discord: a world as data behind real HTTP and a real gateway.
//!
//! It behaves as Discord's documentation says and knows nothing about the clients that talk to it. `world` holds what
//! is true, [`event`] says what changed, [`faults`] breaks things on purpose.

pub mod event;
pub mod faults;
pub mod line;
pub mod transcript;
pub mod world;
