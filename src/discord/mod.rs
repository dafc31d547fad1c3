//! The only rooms that name serenity and poise: the bot's requests, its ears, its commands.

pub mod commands;
pub mod components;
pub mod desk;
pub mod encode;
pub mod forums;
pub mod framework;
pub mod gateway;
pub mod http;
pub mod interactions;
pub mod pace;
mod persist;
pub mod platform;
pub mod register;
mod seen;
