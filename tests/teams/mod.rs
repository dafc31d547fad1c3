//! Teams: set up, paused, looked after.

mod adjusting;
mod asked;
mod finishing;
mod informed;
mod kept_apart;
mod organisation;
pub(crate) mod plan;
mod prompts;
mod reminders;
mod settings;
mod setup;
mod standing;
mod trio;
mod words;
