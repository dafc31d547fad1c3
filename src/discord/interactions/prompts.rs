//! What is pressed below suggested prompts, in the list of them and below a prompt that TRIO may change.

use super::{chosen_key, dialogue};
use crate::discord::desk::{Desk, Door};
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::own::REASON;
use crate::service::platform::Post;
use crate::service::refusal::{Failure, Refusal};
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteraction, Http};

impl Desk {
    pub(super) async fn prompts(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        action: Action,
    ) {
        let core = &self.core;
        let door = || Door::Click(click);
        match action {
            Action::EditPrompt(team, number) => {
                self.open_kept(http, &door(), asker, core.edit_prompt_form(asker, team, number)).await;
            }
            Action::RefusePrompt(team, number) => {
                self.open_kept(http, &door(), asker, core.refuse_prompt_form(asker, team, number)).await;
            }
            Action::RewordPrompt(team, prompt) => {
                self.open_kept(http, &door(), asker, core.reword_form(asker, team, &prompt)).await;
            }
            Action::SendAnyway(..)
            | Action::TurnPrompts(_)
            | Action::ShowSuggested
            | Action::TakeBack
            | Action::ApprovePrompt(..)
            | Action::ChangePrompt(..) => {
                let chosen = chosen_key(click);
                self.show(http, click, asker, pressed(core, asker, action, chosen.as_deref())).await;
            }
            action => self.dialogue(http, click, asker, action).await,
        }
    }
}

async fn pressed(core: &Core, asker: &Asker, action: Action, chosen: Option<&str>) -> Result<Post, Failure> {
    match action {
        Action::SendAnyway(team, number) => core.send_anyway(asker, team, number).await,
        Action::TurnPrompts(page) => core.list_prompts(asker, page).await,
        Action::TakeBack => core.take_back(asker, chosen).await,
        Action::ShowSuggested => core.show_chosen_suggestion(asker, chosen).await,
        Action::ApprovePrompt(team, number) => core.approve_prompt(asker, team, number).await,
        Action::ChangePrompt(team, wish, prompt) => core.change_prompt(asker, team, wish, &prompt).await,
        _ => Err(Refusal::Outdated.into()),
    }
}

/// What comes of a form about a prompt, sent. `field` gives what was typed by its key.
pub(super) async fn sent(
    core: &Core,
    asker: &Asker,
    action: Action,
    field: impl Fn(&str) -> String,
) -> Result<Post, Failure> {
    match action {
        Action::EditPromptSent(team, number) => core.approve_edited(asker, team, number, field).await,
        Action::RefusePromptSent(team, number) => {
            core.refuse_prompt(asker, team, number, &field(REASON)).await
        }
        Action::RewordSent(team, seen, prompt) => core.reword_prompt(asker, team, &prompt, seen, field).await,
        action => dialogue::sent(core, asker, action, field).await,
    }
}
