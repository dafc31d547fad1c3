//! A team's TRIO: who is asked for a seat, what they answer, and how it is shown.

use crate::domain::escape;
use crate::domain::ids::{TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::team::{Seat, Team};
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Place, Post};
use crate::service::posts::{self, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::Claim;
use crate::text::{commands, list, names};

impl Core {
    /// `/team trio`: asks people privately for their seats. Each comes with a display name and whether it
    /// is a bot.
    pub async fn seat_trio(
        &self,
        asker: &Asker,
        chosen: &[(Seat, UserId, String, bool)],
    ) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        if chosen.is_empty() {
            return Err(Refusal::Said(commands::trio_nobody(l)).into());
        }
        if let Some((_, _, name, _)) = chosen.iter().find(|c| c.3) {
            return Err(Refusal::Said(commands::trio_bot(l, &escape::name(name))).into());
        }
        for (_, user, name, _) in chosen {
            if self.platform.member(asker.guild, *user).await?.is_none() {
                return Err(Refusal::HasLeft(escape::name(name)).into());
            }
        }
        let now = self.now();
        let at = team.private_time(now);
        let seats: Vec<_> = chosen
            .iter()
            .map(|(seat, user, _, _)| {
                let job = Job::AskSeat { team: team.id, seat: *seat, user: *user, by: asker.user };
                // Asked again after a no, so the key is new each time.
                let key = format!("seat:{}:{}:{user}:{}", team.id, seat.key(), asker.interaction);
                (*seat, *user, job.at(&self.random, key, team.guild, Some(team.id), at))
            })
            .collect();
        let newly = self.store.seat_trio(team.id, &seats, asker.user, now).await?;
        self.ring();
        let told: Vec<String> = chosen
            .iter()
            .filter(|c| newly.contains(&c.0))
            .map(|c| format!("{} ({})", escape::name(&c.2), names::seat_inside(l, c.0)))
            .collect();
        let mut lines = Vec::new();
        if !told.is_empty() {
            lines.push(commands::trio_asked(l, &list(l, &told)));
        }
        for (_, _, name, _) in chosen.iter().filter(|c| !newly.contains(&c.0)) {
            lines.push(commands::trio_already(l, &escape::name(name)));
        }
        Ok(note(lines.join("\n")))
    }

    /// A person's answer to being asked for a seat.
    pub async fn answer_seat(
        &self,
        asker_language: Language,
        user: UserId,
        team: TeamId,
        seat: Seat,
        yes: bool,
    ) -> Result<Post, Failure> {
        let l = asker_language;
        let Some(team) = self.store.team(team).await?.filter(|team| team.ended_at.is_none()) else {
            return Err(Refusal::Outdated.into());
        };
        if !self.store.answer_seat(team.id, seat, user, yes, self.now()).await? {
            return Err(Refusal::Said(commands::trio_outdated(l)).into());
        }
        let name = escape::name(&team.name);
        Ok(note(if yes {
            commands::trio_yes(l, &names::seat_inside(l, seat), &name)
        } else {
            commands::trio_no(l, &name)
        }))
    }

    pub(super) async fn ask_seat(
        &self,
        claim: &Claim,
        seat: Seat,
        user: UserId,
        by: UserId,
    ) -> Result<Outcome, Failure> {
        let seats = self.store.trio(claim.team.unwrap_or(TeamId(0))).await?;
        let wanted = seats.iter().any(|s| s.0 == seat && s.1 == user && s.2.is_none());
        if let (true, Some(team)) = (wanted, self.team_of(claim).await?) {
            let post = posts::seat_question(&team, seat, by);
            self.send_once(claim, Place::Person(user), &post).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    pub(super) async fn trio_lines(&self, l: Language, team: &Team) -> Result<String, Failure> {
        let seats = self.store.trio(team.id).await?;
        let lines: Vec<String> = seats
            .iter()
            .filter_map(|(seat, user, accepted)| {
                let (seat, name) = (names::seat(l, *seat), format!("<@{user}>"));
                match accepted {
                    Some(true) => Some(commands::status_trio_line(l, &seat, &name)),
                    None => Some(commands::status_trio_waiting(l, &seat, &name)),
                    // A no is the person's own business.
                    Some(false) => None,
                }
            })
            .collect();
        Ok(if lines.is_empty() { commands::status_trio_none(l) } else { lines.join("\n") })
    }
}
