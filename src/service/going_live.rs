//! Before anything goes live: where the operator requires it, nothing is posted or collected until the go-live record of
//! a server is complete. Work waits meanwhile: its team is parked.

use crate::domain::ids::{GuildId, TeamId};
use crate::domain::language::Language;
use crate::domain::organisation::{Organisation, Step};
use crate::domain::team::Parked;
use crate::service::core::Core;
use crate::service::organisation::step_line;
use crate::service::refusal::{Failure, Refusal};
use crate::store::StoreError;
use crate::text::{names, organisation};
use chrono::{DateTime, Utc};

impl Core {
    /// What a server has yet to settle; nothing where the operator does not require it.
    pub(super) async fn awaited(&self, guild: GuildId) -> Result<Vec<Step>, StoreError> {
        if !self.defaults.go_live_required {
            return Ok(Vec::new());
        }
        Ok(self.store.organisation(guild).await?.missing())
    }

    /// Whether a server went live only after `due`, where that is required.
    pub(super) async fn went_live_after(
        &self,
        guild: GuildId,
        due: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        if !self.defaults.go_live_required {
            return Ok(false);
        }
        let since = self.store.organisation(guild).await?.complete_since;
        Ok(since.is_some_and(|since| since > due))
    }

    /// Refuses to collect or ask anything before the record is complete.
    pub(super) async fn must_be_live(&self, guild: GuildId) -> Result<(), Failure> {
        match self.awaited(guild).await? {
            missing if missing.is_empty() => Ok(()),
            missing => Err(Refusal::NotLive(missing).into()),
        }
    }

    /// Lets a team wait for its server's record, if that is required and not complete. Answers whether it waits.
    pub(super) async fn waits_for_record(&self, guild: GuildId, team: TeamId) -> Result<bool, StoreError> {
        if self.awaited(guild).await?.is_empty() {
            return Ok(false);
        }
        self.store.set_parked(team, Some(Parked::GoLive), &[], self.now()).await?;
        Ok(true)
    }

    /// The record, as `/team status` shows it: each step with its date and reference, or that it is missing. [`None`]
    /// where nobody requires it and nothing is recorded.
    pub(super) fn record_lines(&self, l: Language, kept: &Organisation) -> Option<(String, String)> {
        if !self.defaults.go_live_required && kept.record.is_empty() {
            return None;
        }
        let lines: Vec<String> = Step::ALL
            .into_iter()
            .map(|step| organisation::record_line(l, &names::step(l, step), &step_line(l, kept, step)))
            .collect();
        Some((organisation::heading_record(l), lines.join("\n")))
    }
}
