//! Where the process could die: before and after each commit and each request. With the cargo feature `faults`,
//! which a release never has, a test can wait there, count, or let everything end; without it a [`Hook`] is
//! empty and its calls are nothing.

/// One moment at which the process could die.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Boundary {
    /// The transaction's label, or the request's method and pattern.
    pub what: String,
    /// On which side of it.
    pub side: Side,
}

/// A side of a commit or a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Nothing has happened yet.
    Before,
    /// It has happened, and nobody has heard of it.
    After,
}

impl std::fmt::Display for Boundary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let side = match self.side {
            Side::Before => "before",
            Side::After => "after",
        };
        write!(f, "{side} {}", self.what)
    }
}

#[cfg(feature = "faults")]
mod hook {
    use super::{Boundary, Side};
    use futures_util::future::BoxFuture;
    use std::sync::Arc;
    use std::time::Duration;

    /// Said at every start of a program that has the hooks, so that one can be told from a release.
    pub const MARKER: &str = "aktor has its fault hooks";

    type Wait = dyn Fn(Boundary) -> BoxFuture<'static, ()> + Send + Sync;

    /// What happens at each boundary.
    #[derive(Clone, Default)]
    pub struct Hook {
        wait: Option<Arc<Wait>>,
        patience: Option<Duration>,
    }

    impl std::fmt::Debug for Hook {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.debug_tuple("Hook").field(&self.wait.is_some()).field(&self.patience).finish()
        }
    }

    impl Hook {
        /// Says at the start what this program has.
        pub(crate) fn announce() {
            tracing::warn!("{MARKER}");
        }

        /// The program goes on past a boundary when the future that `wait` gives for it is done.
        pub fn new(wait: impl Fn(Boundary) -> BoxFuture<'static, ()> + Send + Sync + 'static) -> Self {
            Self { wait: Some(Arc::new(wait)), patience: None }
        }

        /// The same, and a request times out after `patience` already.
        #[must_use]
        pub fn with_patience(self, patience: Duration) -> Self {
            Self { patience: Some(patience), ..self }
        }

        /// How long a request may take that otherwise may take `usual`.
        pub(crate) fn patience(&self, usual: Duration) -> Duration {
            self.patience.unwrap_or(usual)
        }

        pub(crate) async fn before(&self, what: &(impl std::fmt::Display + Sync + ?Sized)) {
            self.at(what, Side::Before).await;
        }

        pub(crate) async fn after(&self, what: &(impl std::fmt::Display + Sync + ?Sized)) {
            self.at(what, Side::After).await;
        }

        async fn at(&self, what: &(impl std::fmt::Display + Sync + ?Sized), side: Side) {
            if let Some(wait) = &self.wait {
                wait(Boundary { what: what.to_string(), side }).await;
            }
        }
    }
}

#[cfg(not(feature = "faults"))]
mod hook {
    use std::time::Duration;

    /// Nothing.
    #[derive(Clone, Debug, Default)]
    pub struct Hook(());

    impl Hook {
        pub(crate) fn announce() {}

        pub(crate) fn patience(&self, usual: Duration) -> Duration {
            usual
        }

        #[expect(clippy::unused_async, reason = "the same shape as with the feature")]
        pub(crate) async fn before(&self, _what: &(impl std::fmt::Display + Sync + ?Sized)) {}

        #[expect(clippy::unused_async, reason = "the same shape as with the feature")]
        pub(crate) async fn after(&self, _what: &(impl std::fmt::Display + Sync + ?Sized)) {}
    }
}

pub use hook::Hook;
#[cfg(feature = "faults")]
pub use hook::MARKER;
