//! The real program, killed at random moments while everything around it goes wrong, does everything once.
//!
//! | variable | says |
//! | --- | --- |
//! | `AKTOR_KILLS` | how many kills at random moments; few when not given |
//! | `AKTOR_KILLS_SEED` | whose people, weather and moments to repeat, as far as two processes can |
//! | `AKTOR_KILLS_LANES` | how many worlds side by side |
//! | `AKTOR_CROWD` | `all`: a thousand teams in forums and undisturbed as well, and the time is held against R8 |
//! | `AKTOR_TEST_BINARY` | another build of the program |

pub(crate) mod bot;
mod checker;
mod crowd;
mod fails;
mod people;
mod random;
pub(crate) mod scene;
mod weather;
