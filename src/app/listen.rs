//! What is heard, taken in batch by batch in its order.

use super::catch_up::{Gaps, catch_up};
use crate::service::core::Core;
use crate::service::incoming::{Heard, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

/// Events that are taken in with one transaction.
const BATCH: usize = 512;
/// The least time from one transaction to the next: when much is said they become fewer and larger, so that whoever is
/// waiting for an answer finds the processor and the database free.
const PAUSE: Duration = Duration::from_millis(5);
/// How long to wait before something that failed is taken in again.
const AGAIN: Duration = Duration::from_secs(1);

/// Takes in what is heard until `stop`.
pub(super) async fn listen(core: Core, mut heard: Heard, gaps: Arc<Gaps>, stop: CancellationToken) {
    let catching_up = tokio::spawn(catch_up(core.clone(), gaps.clone(), stop.clone()));
    let mut pause = tokio::time::interval(PAUSE);
    pause.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let first = tokio::select! {
            () = stop.cancelled() => break,
            first = heard.next() => match first {
                Some(first) => first,
                None => break,
            },
        };
        pause.tick().await;
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Some(next) = heard.waiting()
        {
            batch.push(next);
        }
        take_in(&core, &batch, &gaps, &stop).await;
    }
    catching_up.abort();
}

async fn take_in(core: &Core, batch: &[Incoming], gaps: &Gaps, stop: &CancellationToken) {
    // A database that does not take it now may take it in a moment; the queue waits meanwhile.
    while let Err(error) = core.take_in(batch).await {
        tracing::error!(%error, "what was heard could not be kept yet");
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
    for event in batch {
        gaps.hear(event, core.now());
        if let Err(error) = core.heard(event).await {
            tracing::error!(%error, "an event could not be followed up: all is read again");
            gaps.hear(&Incoming::Missed, core.now());
        }
    }
}
