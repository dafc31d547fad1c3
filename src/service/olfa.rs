//! `/olfa`: an idea held against the four corners before one acts on it. Private, until its author shares it.

use crate::domain::escape;
use crate::domain::ids::{OlfaId, TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::olfa::{LONGEST_CORNER, Olfa, Verdict};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Card, Form, Input, Look, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::showing::PROMPTS_FIRST;
use crate::service::typed::{fit, one_line};
use crate::store::{Claim, OlfaRow};
use crate::text::olfa;
use chrono::DateTime;

/// The key of the idea.
pub const IDEA: &str = "idea";
/// The keys of the four corners, in their order.
pub const CORNERS: [&str; 4] = ["organisation", "leadership", "community", "employee"];

/// The most that is shown of one corner, in UTF-16 units: escaping makes words longer.
const MOST_SHOWN: usize = 600;

impl Core {
    /// The form, beginning with the idea, with the core task of the team in it.
    pub async fn olfa_form(&self, asker: &Asker, idea: &str) -> Result<Form, Failure> {
        let team = self.team_here(asker).await?;
        let l = asker.language;
        let task = team.dosing.core_task.as_deref();
        let task = task.map(|line| escape::cut(&olfa::olfa_core_task(l, &escape::plain(line, 100)), 100));
        let corners = [
            (olfa::olfa_organisation_label(l), task.unwrap_or_else(|| olfa::olfa_organisation_hint(l))),
            (olfa::olfa_leadership_label(l), olfa::olfa_leadership_hint(l)),
            (olfa::olfa_community_label(l), olfa::olfa_community_hint(l)),
            (olfa::olfa_employee_label(l), olfa::olfa_employee_hint(l)),
        ];
        let input = |key, label, hint, value: &str| Input {
            key,
            label,
            hint,
            value: value.to_owned(),
            most: LONGEST_CORNER,
            required: true,
            tall: true,
        };
        let mut inputs = vec![input(IDEA, olfa::olfa_idea_label(l), olfa::olfa_idea_hint(l), idea)];
        let corners = CORNERS.into_iter().zip(corners);
        inputs.extend(corners.map(|(key, (label, hint))| input(key, label, hint, "")));
        Ok(Form { action: Action::OlfaSent, title: olfa::olfa_form_title(l), inputs })
    }

    /// Keeps a card for its author, who decides what comes of it.
    pub async fn weigh(&self, asker: &Asker, field: impl Fn(&str) -> String) -> Result<Post, Failure> {
        let team = self.team_here(asker).await?;
        self.may_collect(team.guild, team.id).await?;
        let l = asker.language;
        let mut corners: [String; 4] = Default::default();
        for (corner, key) in corners.iter_mut().zip(CORNERS) {
            *corner = fit(&field(key), LONGEST_CORNER)?;
        }
        let card = Olfa {
            id: OlfaId(self.random.id()),
            team: team.id,
            author: asker.user,
            name: None,
            idea: one_line(&field(IDEA), LONGEST_CORNER)?,
            corners,
            verdict: None,
            written_at: self.now(),
            shared_at: None,
        };
        if card.idea.is_empty() || card.corners.iter().any(String::is_empty) {
            return Err(Refusal::Said(olfa::olfa_incomplete(l)).into());
        }
        let Some(id) = self.store.write_olfa(asker.interaction, team.guild, &card).await? else {
            return Err(Refusal::Said(olfa::olfa_too_many(l)).into());
        };
        let (row, team) = self.own_olfa(asker, id).await?;
        self.stands(asker, &team, &row).await
    }

    /// *Jeg går i gang*, *Vi taler om det først*, *Jeg venter*.
    pub async fn decide_olfa(&self, asker: &Asker, id: OlfaId, verdict: Verdict) -> Result<Post, Failure> {
        self.own_olfa(asker, id).await?;
        self.store.decide_olfa(id, verdict).await?;
        let (row, team) = self.own_olfa(asker, id).await?;
        self.stands(asker, &team, &row).await
    }

    /// *Del med teamet*: under its author's name.
    pub async fn share_olfa(&self, asker: &Asker, id: OlfaId) -> Result<Post, Failure> {
        let (_, team) = self.own_olfa(asker, id).await?;
        let now = self.now();
        let show = Job::ShowOlfa { card: id };
        let show = show.at(&self.random, format!("olfa:{id}"), team.guild, Some(team.id), now);
        self.store.share_olfa(id, &asker.name, &show, now).await?;
        self.ring();
        let (row, team) = self.own_olfa(asker, id).await?;
        self.stands(asker, &team, &row).await
    }

    /// *Slet*.
    pub async fn erase_olfa(&self, asker: &Asker, id: OlfaId) -> Result<Post, Failure> {
        let (_, team) = self.kept_olfa(asker, id).await?;
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now);
        self.store.erase_olfa(id, remove, &[], now).await?;
        self.ring();
        Ok(note(olfa::olfa_erased(asker.language)))
    }

    /// One's own card with its team, as far as it is still there.
    async fn kept_olfa(&self, asker: &Asker, id: OlfaId) -> Result<(OlfaRow, Team), Failure> {
        let gone = || Failure::from(Refusal::Said(olfa::olfa_gone(asker.language)));
        let row = self.store.olfa(id).await?.filter(|row| row.guild == asker.guild).ok_or_else(gone)?;
        if row.olfa.author != asker.user {
            return Err(Refusal::NotForYou.into());
        }
        let team = self.store.team(row.olfa.team).await?.ok_or_else(gone)?;
        Ok((row, team))
    }

    /// The same in a team that goes on.
    async fn own_olfa(&self, asker: &Asker, id: OlfaId) -> Result<(OlfaRow, Team), Failure> {
        let (row, team) = self.kept_olfa(asker, id).await?;
        match team.ended_at {
            None => Ok((row, team)),
            Some(_) => Err(Refusal::Said(olfa::olfa_gone(asker.language)).into()),
        }
    }

    /// How a card stands for its author, and what they can do with it.
    async fn stands(&self, asker: &Asker, team: &Team, row: &OlfaRow) -> Result<Post, Failure> {
        let l = asker.language;
        let (card, id) = (&row.olfa, row.olfa.id);
        let erase = button(olfa::button_olfa_erase(l), Look::Danger, Action::EraseOlfa(id));
        if card.shared_at.is_some() {
            let said = |l, place: &str| olfa::olfa_shared(l, place);
            let text = self.told_shared(l, team, Some(asker), said).await?;
            return Ok(Post { rows: vec![Row::Buttons(vec![erase])], ..note(text) });
        }
        let mut buttons: Vec<_> = Verdict::ALL
            .into_iter()
            .map(|verdict| {
                let look = if card.verdict == Some(verdict) { Look::Success } else { Look::Secondary };
                button(verdict_button(l, verdict), look, Action::DecideOlfa(id, verdict))
            })
            .collect();
        if card.verdict.is_some() {
            buttons.push(button(olfa::button_olfa_share(l), Look::Primary, Action::ShareOlfa(id)));
        }
        buttons.push(erase);
        let said = match card.verdict {
            None => olfa::olfa_decide(l),
            Some(verdict) => olfa::olfa_decided(l, &verdict_button(l, verdict)),
        };
        Ok(Post { cards: vec![shown(l, team, card)], rows: vec![Row::Buttons(buttons)], ..note(said) })
    }

    pub(super) async fn show_olfa(&self, claim: &Claim, id: OlfaId) -> Result<Outcome, Failure> {
        let Some(team) = self.team_of(claim).await? else {
            self.store.complete(claim, &[], self.now()).await?;
            return Ok(Outcome::Done);
        };
        let title = olfa::olfa_title(team.language);
        let Some(row) = self.store.olfa(id).await? else {
            return self.take_down(claim, &team, &title, &shared_post(&team, &erased(id, team.id))).await;
        };
        let post = shared_post(&team, &row.olfa);
        let Some((channel, message)) = self.show_once(claim, &team, &title, &post).await? else {
            return Ok(Outcome::Later(self.now() + PROMPTS_FIRST));
        };
        let now = self.now();
        let remove = Job::removing(&self.random, team.guild, Some(team.id), now)(channel, message);
        self.store.record_olfa_shown(claim, id, (channel, message), &remove, now).await?;
        self.ring();
        Ok(Outcome::Done)
    }
}

fn verdict_button(l: Language, verdict: Verdict) -> String {
    match verdict {
        Verdict::Go => olfa::button_olfa_go(l),
        Verdict::Talk => olfa::button_olfa_talk(l),
        Verdict::Wait => olfa::button_olfa_wait(l),
    }
}

/// A card with its corners; the core task that it is held against stands in it.
fn shown(l: Language, team: &Team, card: &Olfa) -> Card {
    let mut lines = vec![format!("**{}**", escape::quote(&card.idea, MOST_SHOWN))];
    lines.extend(team.dosing.core_task.as_deref().map(|line| olfa::olfa_core_task(l, &escape::escape(line))));
    let labels = [
        olfa::olfa_organisation_label(l),
        olfa::olfa_leadership_label(l),
        olfa::olfa_community_label(l),
        olfa::olfa_employee_label(l),
    ];
    let corners = labels.into_iter().zip(&card.corners);
    lines.extend(corners.map(|(label, said)| format!("**{label}**\n{}", escape::quote(said, MOST_SHOWN))));
    if let (Some(name), Some(verdict)) = (&card.name, card.verdict) {
        let name = escape::name(name);
        lines.push(match verdict {
            Verdict::Go => olfa::olfa_goes(l, &name),
            Verdict::Talk => olfa::olfa_talks(l, &name),
            Verdict::Wait => olfa::olfa_waits(l, &name),
        });
    }
    Card { title: olfa::olfa_title(l), text: lines.join("\n\n"), colour: GREEN, ..Card::default() }
}

/// The post that shows a card to the team; recognised by its button.
fn shared_post(team: &Team, card: &Olfa) -> Post {
    let l = team.language;
    let too = button(olfa::button_olfa_too(l), Look::Secondary, Action::Weigh(card.id));
    Post { cards: vec![shown(l, team, card)], rows: vec![Row::Buttons(vec![too])], ..Post::default() }
}

/// As much of an erased card as its post's button holds.
fn erased(id: OlfaId, team: TeamId) -> Olfa {
    Olfa {
        id,
        team,
        author: UserId(0),
        name: None,
        idea: String::new(),
        corners: Default::default(),
        verdict: None,
        written_at: DateTime::UNIX_EPOCH,
        shared_at: None,
    }
}
