//! What is chosen in the panels: each choice takes the place of what was shown, and what is typed opens a form.

use crate::discord::desk::{Desk, Door};
use crate::domain::settings::Setting;
use crate::service::action::Action;
use crate::service::core::Asker;
use crate::service::refusal::Refusal;
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteraction, ComponentInteractionDataKind, Http};

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
                self.settle(http, click, asker, core.adjust_by_choice(asker, team, dose, &keys)).await;
            }
            Action::Settings(team) => match keys.first().map(|key| Setting::from_key(key)) {
                None => self.settle(http, click, asker, core.settings_again(asker, team)).await,
                Some(None) => self.refuse(http, &Door::Click(click), asker, &Refusal::Outdated).await,
                Some(Some(setting)) if setting.is_typed() => {
                    let form = core.setting_form(asker, team, setting);
                    self.open_kept(http, &Door::Click(click), asker, form).await;
                }
                Some(Some(setting)) => {
                    self.settle(http, click, asker, core.setting_choices(asker, team, setting)).await;
                }
            },
            Action::Set(team, setting) => {
                self.settle(http, click, asker, core.set_by_choice(asker, team, setting, &keys)).await;
            }
            Action::Unset(team, setting) => {
                self.settle(http, click, asker, core.unset(asker, team, setting)).await;
            }
            _ => {
                self.refuse(http, &Door::Click(click), asker, &Refusal::Outdated).await;
            }
        }
    }
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
