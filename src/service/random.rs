//! Randomness, passed in: the operating system's, or one that a seed repeats.

use rand::rngs::StdRng;
use rand::{RngCore as _, SeedableRng as _};
use std::sync::{Arc, Mutex, PoisonError};

/// A source of random numbers; clones share it.
#[derive(Clone, Debug)]
pub struct Random(Arc<Mutex<StdRng>>);

impl Random {
    /// Seeded by the operating system.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_os_rng())))
    }

    /// Repeats itself for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// A positive 63-bit number: an id of our own.
    pub fn id(&self) -> i64 {
        (self.next() >> 1).cast_signed().max(1)
    }

    /// 32 random bytes: a key.
    pub fn key(&self) -> [u8; 32] {
        let mut key = [0; 32];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut key);
        key
    }

    /// A number from 0 to 1, 1 excluded: jitter.
    pub fn fraction(&self) -> f64 {
        f64::from((self.next() >> 32) as u32) / f64::from(u32::MAX)
    }

    fn next(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).next_u64()
    }
}
