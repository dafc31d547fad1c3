//! Work that is held up at a boundary.

use super::Town;
use aktor::faults::{Hook, Side};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

/// A gate before some boundaries: while it is shut, whoever comes there waits.
pub(crate) struct Gate {
    shut: Arc<watch::Sender<&'static [&'static str]>>,
    /// Whoever waits goes on waiting, though it is open.
    keeps: Arc<watch::Sender<bool>>,
    waiting: Arc<AtomicUsize>,
}

impl Gate {
    pub(crate) fn new() -> (Self, Hook) {
        let gate = Self {
            shut: Arc::new(watch::Sender::new(&[])),
            keeps: Arc::new(watch::Sender::new(false)),
            waiting: Arc::default(),
        };
        let (shut, keeps, waiting) = (gate.shut.clone(), gate.keeps.clone(), gate.waiting.clone());
        let hook = Hook::new(move |boundary| {
            let (mut shut, mut keeps, waiting) = (shut.subscribe(), keeps.subscribe(), waiting.clone());
            Box::pin(async move {
                if boundary.side == Side::Before && shut.borrow().contains(&boundary.what.as_str()) {
                    waiting.fetch_add(1, Ordering::SeqCst);
                    let _ = shut.wait_for(|shut| !shut.contains(&boundary.what.as_str())).await;
                    let _ = keeps.wait_for(|keeps| !keeps).await;
                    waiting.fetch_sub(1, Ordering::SeqCst);
                }
            })
        });
        (gate, hook)
    }

    pub(crate) fn shut(&self, boundaries: &'static [&'static str]) {
        self.shut.send_replace(boundaries);
    }

    /// Opens it for whoever comes from now on; those who wait do so until [`Gate::release`].
    pub(crate) fn pass_by(&self) {
        self.keeps.send_replace(true);
        self.shut.send_replace(&[]);
    }

    /// Lets those go on who were kept.
    pub(crate) fn release(&self) {
        self.keeps.send_replace(false);
    }

    pub(crate) async fn waiting(&self, town: &Town, count: usize) {
        town.wait("somebody at the gate", |_| (self.waiting.load(Ordering::SeqCst) == count).then_some(()))
            .await;
    }
}
