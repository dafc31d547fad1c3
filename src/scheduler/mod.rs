//! What is due: planned, claimed, done, recorded; recovered after a crash.
//!
//! Decides when to look and how much to do at once. What a piece of work is, and what becomes of it when it
//! fails, is the business of the use cases.

mod house;
mod tick;
mod worker;

use crate::service::core::Core;
use chrono::{DateTime, Utc};
use house::House;
use std::sync::Arc;
use std::time::Duration;
pub use tick::{Tick, last_tick, stands_back};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;
use worker::Worker;

/// The wall clock is looked at this often at least: machines sleep and clocks are corrected.
const LOOK: Duration = Duration::from_secs(15);
/// How long work in hand may take to finish once the scheduler is told to stop.
const GRACE: Duration = Duration::from_secs(4);
/// How soon to look again when there is work that is not claimed yet: a process has died over it before.
const SOON: chrono::Duration = chrono::Duration::seconds(1);

/// Runs until `stop`: no new work is claimed then, and work in hand is finished or given back. `holder` names
/// this run in its leases.
pub async fn run(core: Core, holder: String, stop: CancellationToken) {
    let mut worker = Worker::new(core.clone(), holder);
    let mut tick = Tick::new(core.clone());
    let house_bell = Arc::new(Notify::new());
    let house = AbortOnDropHandle::new(tokio::spawn(House::keep(core.clone(), Arc::clone(&house_bell))));
    match core.store.recover_leases(core.now()).await {
        Ok(0) => {}
        Ok(freed) => tracing::info!(freed, "took over work that an earlier run left in hand"),
        Err(error) => tracing::error!(%error, "leases could not be taken over"),
    }
    while !stop.is_cancelled() {
        let next = round(&core, &mut tick, &mut worker, &house_bell).await;
        let wake = next.unwrap_or(DateTime::<Utc>::MAX_UTC);
        tokio::select! {
            () = stop.cancelled() => {}
            () = core.bell.notified() => {}
            () = worker.finished_one(), if worker.is_busy() => {}
            () = core.clock.wait_until(wake, LOOK) => {}
        }
    }
    drop(house);
    if let Err(error) = tick.look().await {
        tracing::warn!(%error, "the clock's last tick could not be kept");
    }
    worker.stop(GRACE).await;
}

/// Looks once: plans what is due, claims what there is room for. Answers when there is something to do next.
async fn round(core: &Core, tick: &mut Tick, worker: &mut Worker, house: &Notify) -> Option<DateTime<Utc>> {
    worker.reap();
    if let Err(error) = tick.look().await {
        tracing::error!(%error, "the clock's tick could not be kept");
    }
    if tick.clock_stands_back() {
        return None;
    }
    let looked_at = core.now();
    match core.plan_due().await {
        Ok(0) => {}
        Ok(planned) => tracing::info!(planned, "planned"),
        Err(error) => {
            tracing::error!(%error, "what is due could not be planned");
            return None;
        }
    }
    if let Err(error) = worker.take_work(looked_at).await {
        tracing::error!(%error, "work could not be claimed");
        return None;
    }
    house.notify_one();
    if worker.is_full() {
        return None;
    }
    let next = core.store.next_thing_at().await.unwrap_or_default();
    // What was due then, and was left although there is room, has to wait.
    next.map(|at| if at <= looked_at { looked_at + SOON } else { at })
}
