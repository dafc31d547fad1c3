//! What is heard, taken in batch by batch in its order; and the reading of open rounds after every gap.

use crate::service::core::Core;
use crate::service::incoming::{Heard, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Events that are taken in with one transaction.
const BATCH: usize = 512;
/// How long to wait before something that failed is taken in again.
const AGAIN: Duration = Duration::from_secs(1);

/// Takes in what is heard until `stop`.
pub(super) async fn listen(core: Core, mut heard: Heard, stop: CancellationToken) {
    let gap = Arc::new(Notify::new());
    let catching_up = tokio::spawn(catch_up(core.clone(), gap.clone(), stop.clone()));
    loop {
        let first = tokio::select! {
            () = stop.cancelled() => break,
            first = heard.next() => match first {
                Some(first) => first,
                None => break,
            },
        };
        let mut batch = vec![first];
        while batch.len() < BATCH
            && let Some(next) = heard.waiting()
        {
            batch.push(next);
        }
        take_in(&core, &batch, &gap, &stop).await;
    }
    catching_up.abort();
}

async fn take_in(core: &Core, batch: &[Incoming], gap: &Notify, stop: &CancellationToken) {
    // A database that does not take it now may take it in a moment; the queue waits meanwhile.
    while let Err(error) = core.take_in(batch).await {
        tracing::error!(%error, "what was heard could not be kept yet");
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(AGAIN) => {}
        }
    }
    for event in batch {
        if matches!(event, Incoming::Connected { .. } | Incoming::Missed | Incoming::Unparsed { .. }) {
            gap.notify_one();
        }
        if let Err(error) = core.heard(event).await {
            tracing::error!(%error, "an event could not be followed up");
        }
    }
}

async fn catch_up(core: Core, gap: Arc<Notify>, stop: CancellationToken) {
    loop {
        gap.notified().await;
        loop {
            match core.catch_up().await {
                Ok(caught) if caught.unreadable == 0 => {
                    tracing::info!(read = caught.read, erased = caught.erased, "open rounds were read again");
                    break;
                }
                Ok(caught) => {
                    tracing::warn!(
                        unreadable = caught.unreadable,
                        "not every open round could be read again"
                    );
                    break;
                }
                Err(error) => tracing::error!(%error, "open rounds could not be read again yet"),
            }
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(AGAIN) => {}
            }
        }
    }
}
