//! The only rooms that name serenity and poise: the bot's requests, its ears, its commands.

pub mod components;
pub mod encode;
pub mod gateway;
pub mod http;
pub mod platform;
