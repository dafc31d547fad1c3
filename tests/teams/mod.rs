//! Teams: set up, paused, looked after.

mod adjusting;
mod kept_apart;
mod plan;
mod reminders;
mod settings;
mod setup;
mod standing;
mod trio;
