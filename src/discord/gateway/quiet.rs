//! What the client library logs, on its own threads. Little of it may be passed on, since it quotes messages and
//! addresses with secrets in them; and some of what must be known it tells nowhere else: that it was
//! turned away for good (it then spins instead of ending), and that a frame could not be read.

use super::ear::Ear;
use super::error::GatewayError;
use crate::telemetry::CLIENT_WARNINGS;
use std::cell::RefCell;
use std::fmt::{self, Write};
use std::sync::Arc;
use tokio::sync::mpsc;
use tracing::dispatcher::DefaultGuard;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

thread_local! {
    static GUARD: RefCell<Option<DefaultGuard>> = const { RefCell::new(None) };
}

/// Stands before the process's own log on the threads of the client library.
pub(super) struct Quiet {
    log: Dispatch,
    most: LevelFilter,
    ear: Arc<Ear>,
    fatal: mpsc::UnboundedSender<GatewayError>,
}

impl Quiet {
    /// Before the log that is in use now.
    pub(super) fn before_the_log(ear: Arc<Ear>, fatal: mpsc::UnboundedSender<GatewayError>) -> Dispatch {
        let log = tracing::dispatcher::get_default(Clone::clone);
        Dispatch::new(Self { log, most: LevelFilter::current().max(LevelFilter::WARN), ear, fatal })
    }
}

/// Makes `dispatch` the log of this thread.
pub(super) fn enter(dispatch: &Dispatch) {
    GUARD.with_borrow_mut(|guard| *guard = Some(tracing::dispatcher::set_default(dispatch)));
}

/// Gives this thread the process's log back.
pub(super) fn leave() {
    GUARD.with_borrow_mut(Option::take);
}

fn is_library(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("serenity") || metadata.target().starts_with("poise")
}

/// Those that speak of connections alone and never quote.
fn may_pass(metadata: &Metadata<'_>) -> bool {
    let target = metadata.target();
    target.ends_with("::shard_queuer") || target.ends_with("::shard_manager")
}

impl Subscriber for Quiet {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_library(metadata) && *metadata.level() > Level::WARN {
            Interest::never()
        } else {
            Interest::sometimes()
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        if is_library(metadata) {
            metadata.is_event() && *metadata.level() <= Level::WARN
        } else {
            self.log.enabled(metadata)
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(self.most)
    }

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        if !is_library(metadata) {
            return self.log.event(event);
        }
        metrics::counter!(CLIENT_WARNINGS, "target" => metadata.target()).increment(1);
        if may_pass(metadata) && self.log.enabled(metadata) {
            return self.log.event(event);
        }
        let mut words = Words::default();
        event.record(&mut words);
        let target = metadata.target();
        if target.ends_with("::ws") {
            self.ear.unreadable_frame();
        } else if target.ends_with("::shard") && words.0.contains("Unknown unclean close 4012") {
            self.end(4_012);
        } else if target.ends_with("::shard_runner") && words.0.starts_with("Shard handler received err") {
            let code = if words.0.contains("InvalidShardData") {
                4_010
            } else if words.0.contains("OverloadedShard") {
                4_011
            } else {
                return;
            };
            self.end(code);
            // What would follow is a loop without a pause on the closed connection, for most of a minute. The
            // runner's task ends here instead; nothing else runs on it.
            std::panic::resume_unwind(Box::new("turned away for good"));
        }
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.log.new_span(span)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.log.record(span, values);
    }

    fn record_follows_from(&self, span: &Id, follows: &Id) {
        self.log.record_follows_from(span, follows);
    }

    fn enter(&self, span: &Id) {
        self.log.enter(span);
    }

    fn exit(&self, span: &Id) {
        self.log.exit(span);
    }

    fn clone_span(&self, id: &Id) -> Id {
        self.log.clone_span(id)
    }

    fn try_close(&self, id: Id) -> bool {
        self.log.try_close(id)
    }
}

impl Quiet {
    fn end(&self, code: u16) {
        if let Some(error) = GatewayError::from_close(code) {
            // Whoever supervised is gone only when the end has come anyway.
            let _ = self.fatal.send(error);
        }
    }
}

/// The words of one line, to look for what is told nowhere else. They are never kept.
#[derive(Default)]
struct Words(String);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}
