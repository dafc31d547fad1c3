//! What the bot promises, each promise a test.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where by panicking")]

mod cadence;
mod calendar;
mod components;
mod discord_gateway;
mod discord_http;
mod rotation;
mod sandbox_gateway;
