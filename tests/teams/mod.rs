//! Teams: set up, paused, looked after.

mod kept_apart;
mod setup;
mod standing;
mod trio;
