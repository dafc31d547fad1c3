//! TRIO's approval: one member decides alone, two together, two of three; any one of them can stop it.

use super::render;
use crate::domain::ids::{OccasionId, UserId};
use crate::domain::occasion::{OccasionState, SkipReason};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::hindrance::Shown;
use crate::service::platform::{Look, Place, Post, Row};
use crate::service::posts::{button, link, note};
use crate::service::refusal::{Failure, Refusal};
use crate::store::Claim;
use crate::text::{dates, letter};

/// What makes the work of posting a letter unique.
pub(in crate::service) fn letter_key(id: OccasionId) -> String {
    format!("letter:{id}")
}

/// How many of a TRIO of this size must approve.
fn needed(members: usize) -> usize {
    members.min(2)
}

impl Core {
    /// Whether a letter may be posted as far as its TRIO goes.
    pub(super) async fn is_approved(&self, id: OccasionId, members: &[UserId]) -> Result<bool, Failure> {
        let votes = self.store.votes(id).await?;
        let approvals = votes.iter().filter(|(user, approved)| *approved && members.contains(user)).count();
        Ok(approvals >= needed(members.len()))
    }

    pub(in crate::service) async fn ask_approval(
        &self,
        claim: &Claim,
        id: OccasionId,
        user: UserId,
        again: bool,
    ) -> Result<Outcome, Failure> {
        if let Some(question) = self.approval_question(id, user, again).await? {
            self.send_once(claim, Place::Person(user), &question).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// What a member of TRIO is asked about a letter; `None`: it is decided, or they are no longer asked.
    pub async fn approval_question(
        &self,
        id: OccasionId,
        user: UserId,
        again: bool,
    ) -> Result<Option<Post>, Failure> {
        let Some((occasion, team, month)) = self.letter_occasion(id).await? else { return Ok(None) };
        let members = self.trio_members(team.id).await?;
        let decided = occasion.state != OccasionState::Planned || self.is_approved(id, &members).await?;
        if decided || !members.contains(&user) || self.is_silent(&team, month, id).await? {
            return Ok(None);
        }
        let l = team.language;
        let told = self.letter_of(&team, month).await?;
        let earliest = team.letter_earliest(month).max(self.now()).with_timezone(&team.zone);
        let rule = match members.len() {
            1 => letter::letter_preview_one(l),
            2 => letter::letter_preview_both(l),
            _ => letter::letter_preview_two(l),
        };
        let mut lines = Vec::new();
        if again {
            lines.push(letter::letter_reminder(l, &dates::month_and_year(l, month)));
        }
        lines.push(format!("**{}**", letter::letter_preview_title(l, &dates::month_and_year(l, month))));
        lines.push(format!("{} {rule}", letter::letter_preview_text(l, &dates::moment(l, &earliest))));
        let verdict = |label, look, yes| button(label, look, Action::LetterVerdict(id, yes));
        let mut post = render::whole(&team, month, &told);
        post.text = lines.join("\n");
        post.rows = vec![Row::Buttons(vec![
            verdict(letter::button_approve(l), Look::Success, true),
            verdict(letter::button_stop(l), Look::Danger, false),
        ])];
        Ok(Some(post))
    }

    /// *Godkend* or *Stop*.
    pub async fn letter_verdict(
        &self,
        asker: &Asker,
        id: OccasionId,
        approve: bool,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        let (occasion, team, month) = self.letter_occasion(id).await?.ok_or(Refusal::Outdated)?;
        let members = self.trio_members(team.id).await?;
        if !members.contains(&asker.user) {
            return Err(Refusal::OnlyTrio.into());
        }
        let said = |sentence: String| Err(Refusal::Said(sentence).into());
        match (occasion.state, occasion.skipped) {
            (OccasionState::Planned, _) => {}
            (OccasionState::Posted, _) => {
                let shown = self.store.letter(id).await?.and_then(|letter| letter.shown);
                let place =
                    shown.map_or_else(String::new, |(channel, message)| link(team.guild, channel, message));
                return said(letter::letter_already_posted(l, &place));
            }
            (OccasionState::Skipped, Some(SkipReason::Stopped)) => {
                let own = self.store.votes(id).await?.contains(&(asker.user, false));
                return said(if own {
                    letter::letter_stopped(l)
                } else {
                    letter::letter_stopped_by_other(l)
                });
            }
            (OccasionState::Skipped, _) => return said(letter::letter_closed(l)),
        }
        let now = self.now();
        self.store.vote(id, asker.user, approve, now).await?;
        if !approve {
            self.store.stop_occasion(id, SkipReason::Stopped).await?;
            return Ok(note(letter::letter_stopped(l)));
        }
        if !self.is_approved(id, &members).await? {
            return Ok(note(letter::letter_approved(l)));
        }
        let at = team.letter_earliest(month).max(now);
        // The one piece of work that posts this letter; a second would post it twice.
        self.store.hasten(&letter_key(id), at).await?;
        self.ring();
        if let Some(not_yet) = self.not_shown_yet(l, &team, Shown::Post, Some(asker)).await {
            return Ok(note(not_yet));
        }
        Ok(note(letter::letter_approved_posting(l, &dates::moment(l, &at.with_timezone(&team.zone)))))
    }

    /// The month after has closed, and nobody approved.
    pub(in crate::service) async fn lapse_letter(
        &self,
        claim: &Claim,
        id: OccasionId,
    ) -> Result<Outcome, Failure> {
        self.store.skip_occasion(claim, id, SkipReason::Lapsed, self.now()).await?;
        Ok(Outcome::Done)
    }
}
