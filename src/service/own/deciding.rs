//! `/spørgsmål godkend`: TRIO takes a suggestion in, changes it first, or says why not. The first of them who decides
//! has decided; whoever comes later is told what stands.

use super::{MOST_CHOICES, Proposal, inputs, typed_words, waiting};
use crate::domain::escape;
use crate::domain::ids::{TeamId, UserId};
use crate::domain::language::Language;
use crate::domain::own::{LONGEST_REASON, Own, State, Words};
use crate::domain::team::Team;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::delivery::Outcome;
use crate::service::job::Job;
use crate::service::platform::{Card, Form, Input, Look, Place, Post, Row};
use crate::service::posts::{GREEN, button, note};
use crate::service::refusal::{Failure, Refusal};
use crate::service::typed::fit;
use crate::store::Claim;
use crate::text::{names, own as sentences};

/// The keys of the inputs.
pub const TITLE: &str = "title";
/// As [`TITLE`].
pub const TEXT: &str = "text";
/// As [`TITLE`].
pub const HELP: &str = "help";
/// As [`TITLE`].
pub const REASON: &str = "reason";

impl Core {
    /// `/spørgsmål godkend`: one of the suggestions that wait, or the oldest.
    pub async fn show_suggested_prompt(&self, asker: &Asker, chosen: Option<&str>) -> Result<Post, Failure> {
        let team = self.own_team_here(asker).await?;
        let l = asker.language;
        let own = self.store.own_prompts(team.id).await?;
        let Some(chosen) = chosen else { return self.next_suggestion(l, &team, String::new()).await };
        let found = waiting(&own).find(|own| own.number.to_string() == chosen.trim());
        let unknown = || Refusal::Said(sentences::own_unknown_suggestion(l, &escape::name(chosen)));
        self.suggestion_post(l, &team, &own, found.ok_or_else(unknown)?, String::new()).await
    }

    /// What is proposed while one types: what waits. Whoever may not decide sees none of it.
    pub async fn waiting_suggestions(&self, asker: &Asker, typed: &str) -> Result<Vec<Proposal>, Failure> {
        let team = self.own_team_here(asker).await?;
        let typed = typed.to_lowercase();
        let own = self.store.own_prompts(team.id).await?;
        let fitting = waiting(&own).filter(|own| own.words.text.to_lowercase().contains(&typed));
        let proposal = |own: &Own| (escape::plain(&own.words.text, 100), own.number.to_string());
        Ok(fitting.take(MOST_CHOICES).map(proposal).collect())
    }

    /// *Godkend*.
    pub async fn approve_prompt(&self, asker: &Asker, id: TeamId, number: u32) -> Result<Post, Failure> {
        let (team, own) = self.suggested(asker, id, number).await?;
        self.approve_with(asker, &team, number, &own.words).await
    }

    /// *Ret og godkend*: the form with the suggestion's words.
    pub async fn edit_prompt_form(&self, asker: &Asker, id: TeamId, number: u32) -> Result<Form, Failure> {
        let (team, own) = self.suggested(asker, id, number).await?;
        let l = asker.language;
        Ok(Form {
            action: Action::EditPromptSent(team.id, number),
            title: sentences::own_edit_form_title(l),
            inputs: inputs(l, own.words),
        })
    }

    /// The form, sent. `field` gives what was typed by its key.
    pub async fn approve_edited(
        &self,
        asker: &Asker,
        id: TeamId,
        number: u32,
        field: impl Fn(&str) -> String,
    ) -> Result<Post, Failure> {
        let (team, _) = self.suggested(asker, id, number).await?;
        self.approve_with(asker, &team, number, &typed_words(field)?).await
    }

    /// *Afvis*: the form for the reason.
    pub async fn refuse_prompt_form(&self, asker: &Asker, id: TeamId, number: u32) -> Result<Form, Failure> {
        let (team, _) = self.suggested(asker, id, number).await?;
        let l = asker.language;
        Ok(Form {
            action: Action::RefusePromptSent(team.id, number),
            title: sentences::own_refuse_form_title(l),
            inputs: vec![Input {
                key: REASON,
                label: sentences::own_reason_label(l),
                hint: sentences::own_reason_hint(l),
                value: String::new(),
                most: LONGEST_REASON,
                required: true,
                tall: true,
            }],
        })
    }

    /// The form, sent: whoever suggested it is told why, privately.
    pub async fn refuse_prompt(
        &self,
        asker: &Asker,
        id: TeamId,
        number: u32,
        reason: &str,
    ) -> Result<Post, Failure> {
        let (team, own) = self.suggested(asker, id, number).await?;
        let l = asker.language;
        let reason = fit(reason, LONGEST_REASON)?;
        if reason.is_empty() {
            return Err(Refusal::Empty.into());
        }
        let now = self.now();
        let at = team.private_time(now);
        let tell = own.author.map(|user| {
            let job = Job::TellRefusedPrompt { team: team.id, number, user };
            job.at(&self.random, format!("refused:{}:{number}", team.id), team.guild, Some(team.id), at)
        });
        if !self.store.refuse_prompt(team.id, number, &reason, tell.as_slice(), asker.user, now).await? {
            return Err(self.decided(l, team.id, number).await?.into());
        }
        self.ring();
        self.next_suggestion(l, &team, sentences::own_refused(l)).await
    }

    async fn approve_with(
        &self,
        asker: &Asker,
        team: &Team,
        number: u32,
        words: &Words,
    ) -> Result<Post, Failure> {
        let l = asker.language;
        if !self.store.approve_prompt(team.id, number, words, asker.user, self.now()).await? {
            return Err(self.decided(l, team.id, number).await?.into());
        }
        self.next_suggestion(l, team, sentences::own_approved(l)).await
    }

    /// The suggestion whose button was pressed, for somebody who may decide; one that was decided on is refused.
    async fn suggested(&self, asker: &Asker, id: TeamId, number: u32) -> Result<(Team, Own), Failure> {
        let team = self.team_of_panel(asker, id).await?;
        match self.store.own_prompt(team.id, number).await? {
            Some(own) if own.state == State::Suggested => Ok((team, own)),
            _ => Err(self.decided(asker.language, team.id, number).await?.into()),
        }
    }

    /// What has become of a suggestion that waits no longer.
    async fn decided(&self, l: Language, team: TeamId, number: u32) -> Result<Refusal, Failure> {
        let state = self.store.own_prompt(team, number).await?.map(|own| own.state);
        Ok(Refusal::Said(match state {
            Some(State::Approved) => sentences::own_decided_approved(l),
            Some(State::Refused) => sentences::own_decided_refused(l),
            _ => sentences::own_decided_gone(l),
        }))
    }

    /// The oldest suggestion that waits, below what was just done.
    async fn next_suggestion(&self, l: Language, team: &Team, said: String) -> Result<Post, Failure> {
        let own = self.store.own_prompts(team.id).await?;
        let Some(next) = waiting(&own).next() else {
            let none = sentences::own_none_waiting(l);
            return Ok(note(if said.is_empty() { none } else { format!("{said}\n{none}") }));
        };
        self.suggestion_post(l, team, &own, next, said).await
    }

    async fn suggestion_post(
        &self,
        l: Language,
        team: &Team,
        own: &[Own],
        shown: &Own,
        said: String,
    ) -> Result<Post, Failure> {
        let library = self.library_with(team.id, own).await?;
        let mut lines = vec![
            format!("*{}*", names::theme(l, shown.theme)),
            format!("**{}**", escape::quote(&shown.words.text, 1_900)),
        ];
        let title = Some(&shown.words.title).filter(|title| **title != shown.words.text);
        lines.extend(title.map(|title| sentences::own_panel_heading(l, &escape::name(title))));
        lines.extend(shown.by.as_ref().map(|name| sentences::own_panel_named(l, &escape::name(name))));
        let alike = library.nearest(&shown.words.text, self.library.known());
        lines.extend(alike.map(|prompt| {
            let text = &prompt.wording(l).text;
            if library.held(&prompt.id).is_some_and(|held| held.hidden) {
                sentences::own_panel_alike_hidden(l, text)
            } else {
                sentences::own_panel_alike(l, text)
            }
        }));
        let more = u32::try_from(waiting(own).count() - 1).unwrap_or(u32::MAX);
        let act = |label, look, action: fn(TeamId, u32) -> Action| {
            button(label, look, action(team.id, shown.number))
        };
        Ok(Post {
            cards: vec![Card {
                title: sentences::own_panel_title(l, &escape::name(&team.name)),
                text: lines.join("\n\n"),
                footer: if more > 0 { sentences::own_panel_more(l, more) } else { String::new() },
                colour: GREEN,
                ..Card::default()
            }],
            rows: vec![Row::Buttons(vec![
                act(sentences::button_own_approve(l), Look::Success, Action::ApprovePrompt),
                act(sentences::button_own_edit(l), Look::Primary, Action::EditPrompt),
                act(sentences::button_own_refuse(l), Look::Secondary, Action::RefusePrompt),
            ])],
            ..note(said)
        })
    }

    pub(in crate::service) async fn tell_refused_prompt(
        &self,
        claim: &Claim,
        number: u32,
        user: UserId,
    ) -> Result<Outcome, Failure> {
        if let Some(team) = self.team_of(claim).await?
            && let Some(post) = self.refused_prompt(&team, number).await?
        {
            self.send_once(claim, Place::Person(user), &post).await?;
        }
        self.store.complete(claim, &[], self.now()).await?;
        Ok(Outcome::Done)
    }

    /// What somebody is told whose suggestion was refused, as long as it is kept.
    pub(in crate::service) async fn refused_prompt(
        &self,
        team: &Team,
        number: u32,
    ) -> Result<Option<Post>, Failure> {
        let own = self.store.own_prompt(team.id, number).await?;
        let own = own.filter(|own| own.state == State::Refused);
        Ok(own.map(|own| {
            let reason = escape::words(&own.reason.unwrap_or_default());
            let text = escape::quote(&own.words.text, 900);
            note(sentences::own_told_refused(team.language, &escape::name(&team.name), &text, &reason))
        }))
    }
}
