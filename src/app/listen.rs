//! What is heard, taken in batch by batch in its order; and the reading of open rounds after every gap.

use crate::domain::round::{DAYS_OPEN, Round};
use crate::service::core::Core;
use crate::service::incoming::{Heard, Incoming};
use chrono::Duration;
use std::sync::Arc;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Events that are taken in with one transaction.
const BATCH: usize = 512;
/// How long to wait before something that failed is taken in again.
const AGAIN: std::time::Duration = std::time::Duration::from_secs(1);
/// The longest wait before a channel that could not be read is tried again.
const AGAIN_AT_MOST: std::time::Duration = std::time::Duration::from_mins(5);

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

/// Reads rounds again after every gap, and what could not be read again and again until it can.
async fn catch_up(core: Core, gap: Arc<Notify>, stop: CancellationToken) {
    // How long this process was not there is not known; later gaps are short.
    let mut away = Duration::days(DAYS_OPEN);
    let mut again = AGAIN;
    let mut left: Option<Vec<Round>> = Some(Vec::new());
    loop {
        let whole = tokio::select! {
            () = stop.cancelled() => return,
            () = gap.notified() => true,
            () = tokio::time::sleep(again), if left.as_ref().is_none_or(|rounds| !rounds.is_empty()) => left.is_none(),
        };
        if whole {
            again = AGAIN;
        }
        let rounds = match (whole, left.take()) {
            (false, Some(left)) => Ok(left),
            _ => core.rounds_open_within(away).await,
        };
        let caught = match rounds {
            Ok(rounds) => core.catch_up(&rounds).await,
            Err(error) => Err(error),
        };
        left = match caught {
            Ok(caught) => {
                away = Duration::days(1);
                let unreadable = caught.unreadable.len();
                tracing::info!(
                    read = caught.read,
                    erased = caught.erased,
                    unreadable,
                    "rounds were read again"
                );
                Some(caught.unreadable)
            }
            Err(error) => {
                tracing::error!(%error, "rounds could not be read again yet");
                None
            }
        };
        again = (again * 2).min(AGAIN_AT_MOST);
    }
}
