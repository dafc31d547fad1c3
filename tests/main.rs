//! What the bot promises, each promise a test.
#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that cannot go on says where by panicking"
)]

mod answers;
mod audit;
mod backup;
mod browse;
mod cadence;
mod calendar;
mod cli;
mod clients;
mod components;
mod config;
mod consent;
mod crashes;
mod demo;
mod digest;
mod discord_gateway;
mod discord_http;
mod discord_platform;
mod disk;
mod errors;
mod escape;
mod examples;
mod five_years;
mod forums;
mod fuzz;
mod house;
mod kills;
mod learning;
mod learnings;
mod letters;
mod library;
mod mine;
mod posting;

mod nominations;
mod olfa;
mod own;
mod page;
mod picture;
mod plan;
mod prompt_posting;
mod redaction;
mod rotation;
mod running;
mod same_month;
mod sandbox_gateway;
mod sandbox_rest;
mod sim;
mod starting_point;
mod step;
mod steps;
mod store;
mod support;
mod teams;
mod upgrade;
mod web;
