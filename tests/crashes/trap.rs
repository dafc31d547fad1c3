//! Where the bot dies.

use aktor::faults::{Boundary, Hook};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::Notify;

/// Sees every boundary that a bot passes, and stops it for good at those that were chosen. Clones share it.
#[derive(Clone, Default)]
pub(crate) struct Trap(Arc<Inner>);

#[derive(Default)]
struct Inner {
    passed: Mutex<Vec<Boundary>>,
    set: Mutex<Vec<Set>>,
    struck: Notify,
}

/// A boundary of death, and what happens at that moment.
struct Set {
    name: usize,
    when: Box<dyn FnMut(&Boundary) -> bool + Send>,
    then: Box<dyn FnOnce() + Send>,
}

/// What happens while nothing else does, as often as somebody looks. Dying there leaves what dying at the
/// neighbours leaves.
const LOOKS: [&str; 13] = [
    "delivery.claim",
    "delivery.renew",
    "instance.set",
    "reply.expire",
    "reply.forget-erased",
    "reply.forget-taken-out",
    "words.expire",
    "prompts.expire",
    "delivery.expire",
    "waiting.expire",
    "letter.expire-sources",
    "audit.expire",
    "nomination.expire",
];

/// Whether nothing has happened at this boundary but a look.
pub(crate) fn is_look(boundary: &Boundary) -> bool {
    LOOKS.contains(&boundary.what.as_str())
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap()
}

impl Trap {
    /// The hook for one bot's life. From its death on nothing of that bot gets past a boundary any more.
    pub(crate) fn hook(&self) -> Hook {
        let (inner, dead) = (Arc::clone(&self.0), Arc::new(AtomicBool::new(false)));
        Hook::new(move |boundary| {
            let (inner, dead) = (Arc::clone(&inner), Arc::clone(&dead));
            Box::pin(async move {
                if !dead.load(Ordering::SeqCst) && inner.lets_pass(boundary) {
                    return;
                }
                if !dead.swap(true, Ordering::SeqCst) {
                    inner.struck.notify_one();
                }
                std::future::pending::<()>().await;
            })
        })
    }

    /// The next bot that passes a boundary of which `when` says so dies there; `then` happens first.
    pub(crate) fn set(
        &self,
        when: impl FnMut(&Boundary) -> bool + Send + 'static,
        then: impl FnOnce() + Send + 'static,
    ) {
        self.spring();
        self.add(0, when, then);
    }

    /// So does another at this one, of another name.
    pub(crate) fn add(
        &self,
        name: usize,
        when: impl FnMut(&Boundary) -> bool + Send + 'static,
        then: impl FnOnce() + Send + 'static,
    ) {
        held(&self.0.set).push(Set { name, when: Box::new(when), then: Box::new(then) });
    }

    /// Nobody dies any more. The names of those boundaries at which nobody has.
    pub(crate) fn spring(&self) -> Vec<usize> {
        std::mem::take(&mut *held(&self.0.set)).into_iter().map(|set| set.name).collect()
    }

    /// Returns when the bot has died.
    pub(crate) async fn struck(&self) {
        self.0.struck.notified().await;
    }

    /// What was passed since the last call, in its order.
    pub(crate) fn passed(&self) -> Vec<Boundary> {
        std::mem::take(&mut held(&self.0.passed))
    }
}

impl Inner {
    fn lets_pass(&self, boundary: Boundary) -> bool {
        let mut set = held(&self.set);
        // Each of them counts what is passed.
        let here: Vec<bool> = set.iter_mut().map(|set| (set.when)(&boundary)).collect();
        held(&self.passed).push(boundary);
        let Some(dies) = here.iter().position(|here| *here) else { return true };
        (set.remove(dies).then)();
        false
    }
}
