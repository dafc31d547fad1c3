//! What is kept no longer: whatever its time has come for is erased, also while its team is parked.

use crate::domain::ids::NominationId;
use crate::domain::round::DAYS_OPEN;
use crate::service::core::Core;
use crate::service::job::Job;
use crate::store::StoreError;
use chrono::Duration;

/// How long something is kept that its author has not sent on.
const DRAFTS: Duration = Duration::days(1);
/// How long a good example is kept that nobody has said yes to: the fourteen days that people are told, and one in which its
/// giver is told what became of it.
const UNANSWERED: Duration = Duration::days(15);
/// For how long it is known whose it was that a letter tells: after that, whatever of it is kept no longer leaves the letter
/// with the first who is erased.
const LETTERS_KNOWN: Duration = Duration::days(731);

impl Core {
    /// Erases all that has been kept for as long as people were told, and forgets what is known only for a time. Answers how
    /// many rows went. What fails is told in the log, and tried again at the next look.
    pub async fn erase_what_is_old(&self) -> u64 {
        let (store, now) = (&self.store, self.now());
        let kept = now - Duration::days(self.defaults.retention_days.into());
        let (drafts, closed) = (now - DRAFTS, Duration::days(2 * DAYS_OPEN));
        let letters = (now - LETTERS_KNOWN).date_naive();
        let mut all = 0;
        let mut note = |what: &str, gone: Result<u64, StoreError>| match gone {
            Ok(0) => {}
            Ok(gone) => {
                tracing::info!(gone, what, "kept long enough, and erased");
                all += gone;
            }
            Err(error) => tracing::warn!(%error, what, "what is old could not be erased"),
        };
        note("answers", store.expire_replies(kept).await);
        note("answers without a name", store.expire_nameless(kept).await);
        // Settled by now, unless their team was parked or that was set aside; their givers hear of it all the same.
        let tell = |id: NominationId, giver, team, guild| {
            let job = Job::TellNotShared { giver, team };
            job.at(&self.random, format!("not-shared:{id}"), guild, Some(team), now)
        };
        note("examples nobody said yes to", store.expire_nominations(now - UNANSWERED, tell, now).await);
        note("suggestions for words", store.expire_suggested_meanings(kept).await);
        note("suggestions of prompts", store.expire_own_prompts(drafts, kept).await);
        note("steps", store.expire_steps(kept).await);
        note("learnings", store.expire_learnings(drafts, kept).await);
        note("cards", store.expire_olfa(drafts, kept).await);
        note("work that ended", store.expire_work(kept - closed).await);
        note("private words that nobody has fetched", store.expire_waiting(kept).await);
        note("whose a letter's quotes are", store.expire_letter_sources(letters).await);
        note("ids of erased messages", store.forget_erased(now - closed).await);
        all
    }
}
