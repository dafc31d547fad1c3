//! What is chosen in the panels: each choice takes the place of what was shown, and what is typed opens a form.

use crate::discord::desk::{Desk, Door};
use crate::domain::organisation::Matter;
use crate::domain::settings::Setting;
use crate::service::action::Action;
use crate::service::core::Asker;
use crate::service::platform::Post;
use crate::service::refusal::{Failure, Refusal};
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteraction, ComponentInteractionDataKind, Http, MessageFlags};

impl Desk {
    pub(super) async fn panel(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        action: Action,
    ) {
        let core = &self.core;
        let keys = keys(click);
        match action {
            Action::Adjust(team, dose) => {
                self.show(http, click, asker, core.adjust_by_choice(asker, team, dose, &keys)).await;
            }
            Action::Settings(team) => match keys.first().map(|key| Setting::from_key(key)) {
                None => self.show(http, click, asker, core.settings_again(asker, team)).await,
                Some(None) => self.refuse(http, &Door::Click(click), asker, &Refusal::Outdated).await,
                Some(Some(setting)) if setting.is_typed() => {
                    let form = core.setting_form(asker, team, setting);
                    self.open_kept(http, &Door::Click(click), asker, form).await;
                }
                Some(Some(setting)) => {
                    self.show(http, click, asker, core.setting_choices(asker, team, setting)).await;
                }
            },
            Action::Set(team, setting) => {
                self.show(http, click, asker, core.set_by_choice(asker, team, setting, &keys)).await;
            }
            Action::Unset(team, setting) => {
                self.show(http, click, asker, core.unset(asker, team, setting)).await;
            }
            Action::Finish(team, fate) => {
                self.show(http, click, asker, core.finish_as(asker, team, fate)).await;
            }
            Action::Organisation => match keys.first().map(|key| Matter::from_key(key)) {
                None => self.show(http, click, asker, core.organisation(asker)).await,
                Some(None) => {
                    self.refuse(http, &Door::Click(click), asker, &Refusal::Outdated).await;
                }
                Some(Some(matter)) if matter.is_typed() => {
                    let form = core.organisation_form(asker, matter);
                    self.open_kept(http, &Door::Click(click), asker, form).await;
                }
                Some(Some(matter)) => {
                    self.show(http, click, asker, core.organisation_choices(asker, matter)).await;
                }
            },
            Action::OrganisationSet(matter) => {
                self.show(http, click, asker, core.set_organisation(asker, matter, &keys)).await;
            }
            Action::OrganisationUnset(matter) => {
                self.show(http, click, asker, core.unset_organisation(asker, matter)).await;
            }
            action => self.prompts(http, click, asker, action).await,
        }
    }

    /// Shows a panel in the place of the one that was clicked; privately, if that was not a panel of this person's.
    pub(super) async fn show(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        work: impl Future<Output = Result<Post, Failure>>,
    ) {
        if is_private(click) {
            self.settle(http, click, asker, work).await;
        } else {
            self.serve(http, Door::Click(click), asker, work).await;
        }
    }
}

/// Whether only one person sees what was clicked.
pub(super) fn is_private(click: &ComponentInteraction) -> bool {
    click.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
}

/// What was chosen, by its keys or ids; nothing where a button was pressed.
fn keys(click: &ComponentInteraction) -> Vec<String> {
    match &click.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.clone(),
        ComponentInteractionDataKind::ChannelSelect { values } => {
            values.iter().map(ToString::to_string).collect()
        }
        ComponentInteractionDataKind::RoleSelect { values } => {
            values.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    }
}
