//! Whose work requests are: each task's, the calendar's or a person's.

/// Whose work a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Work by the calendar: it leaves room for people.
    Background,
    /// Somebody is waiting for it.
    Person,
}

tokio::task_local! {
    static LANE: Lane;
}

impl Lane {
    /// Whose work the calling task does: the calendar's, unless it is within [`Lane::scope`].
    pub fn of_this_task() -> Self {
        LANE.try_with(|lane| *lane).unwrap_or(Self::Background)
    }

    /// Does `work` in this lane.
    pub async fn scope<T>(self, work: impl Future<Output = T>) -> T {
        LANE.scope(self, work).await
    }
}
