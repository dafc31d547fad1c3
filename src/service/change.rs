//! Changing a team from its panels: by who may, from how it stands at that moment, and with its dates counted anew.

use crate::domain::ids::TeamId;
use crate::domain::language::Language;
use crate::domain::team::Team;
use crate::service::core::{Asker, Core};
use crate::service::refusal::{Failure, Refusal};
use crate::store::NextDates;
use crate::text::{commands, settings};

impl Core {
    /// The team whose panel somebody uses, if it is one of this server's and they may change it.
    pub(super) async fn team_of_panel(&self, asker: &Asker, id: TeamId) -> Result<Team, Failure> {
        let team = self.store.team(id).await?;
        let team = team.filter(|team| team.guild == asker.guild && team.ended_at.is_none());
        let team = team.ok_or(Refusal::Outdated)?;
        self.may_change(asker, team.id).await?;
        Ok(team)
    }

    /// Changes a team as `change` makes it of how it stands; of two devices at once neither undoes what the other
    /// did. Answers it as it was and as it is.
    pub(super) async fn change_team(
        &self,
        asker: &Asker,
        id: TeamId,
        change: impl Fn(&Team) -> Result<Team, Refusal>,
    ) -> Result<(Team, Team), Failure> {
        loop {
            let before = self.team_of_panel(asker, id).await?;
            let after = change(&before)?;
            if after == before {
                return Ok((before, after));
            }
            let next = self.dates_after(&before, &after).await?;
            if self.store.save_team(Some(&before), &after, asker.user, next, &[], self.now()).await? {
                self.ring();
                return Ok((before, after));
            }
        }
    }

    /// A changed team's next dates. What is due already is planned as it was to be.
    async fn dates_after(&self, before: &Team, after: &Team) -> Result<NextDates, Failure> {
        let stands = self.store.next_dates(before.id).await?;
        if before.zone == after.zone && before.tempo_is(after) {
            return Ok(stands);
        }
        let now = self.now();
        let counted = self.next_dates_of(after, self.after_today(after).await?);
        Ok(NextDates {
            prompt: stands.prompt.filter(|due| due.0 <= now).or(counted.prompt),
            // The same month's letter, when it is due now: none is left out.
            letter: stands.letter.map(|(_, month)| (after.letter_preview(month), month)).or(counted.letter),
            ..counted
        })
    }

    /// The next three dates of a team under their heading, as a field of a card.
    pub(super) async fn dates_field(&self, l: Language, team: &Team) -> Result<(String, String), Failure> {
        let lines = self.next_lines(l, team, 3).await?;
        let dates = match (lines.is_empty(), team.paused.is_some()) {
            (false, _) => lines.join("\n"),
            (true, true) => settings::dates_paused(l),
            (true, false) => commands::status_no_next(l),
        };
        Ok((commands::setup_next(l), dates))
    }
}

impl Team {
    /// Whether all that its dates come from is the same in `other`.
    fn tempo_is(&self, other: &Self) -> bool {
        let of = |team: &Self| (team.cadence.clone(), team.dosing.earlier.clone(), team.dosing.holidays);
        of(self) == of(other) && self.calendar() == other.calendar() && self.paused == other.paused
    }
}
