//! Teams: set up, paused, looked after.

mod kept_apart;
mod plan;
mod reminders;
mod setup;
mod standing;
mod trio;
