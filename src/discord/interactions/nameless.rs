//! Answers without a name: clicks and forms of which nothing is noted, not even that the person was told something else.

use super::chosen_key;
use super::panels::is_private;
use crate::discord::desk::{Desk, Door};
use crate::service::action::Action;
use crate::service::core::Asker;
use crate::service::platform::Post;
use crate::service::refusal::{Failure, Refusal};
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteraction, Http};

impl Desk {
    pub(super) async fn nameless_click(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        action: Action,
    ) {
        let core = &self.core;
        match action {
            // Opening a form is the acknowledgement: nothing is looked up before.
            Action::NamelessAnswer(round) => {
                self.open(http, &Door::Click(click), &core.nameless_form(asker, round)).await;
            }
            Action::NamelessKind(key) => {
                let chosen = chosen_key(click);
                let work = core.nameless_kind(asker, key, chosen.as_deref());
                self.show_unnoted(http, click, asker, work).await;
            }
            Action::EraseNameless(key) => {
                self.show_unnoted(http, click, asker, core.erase_nameless(asker, key)).await;
            }
            _ => self.refuse(http, &Door::Click(click), asker, &Refusal::Outdated).await,
        }
    }

    /// Shows what came of it in the receipt's place; privately, if it was not pressed there.
    async fn show_unnoted(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        work: impl Future<Output = Result<Post, Failure>>,
    ) {
        if is_private(click) {
            self.settle_unnoted(http, click, asker, work).await;
        } else {
            self.serve_unnoted(http, &Door::Click(click), asker, &[], work).await;
        }
    }

    pub(super) async fn nameless_form(
        &self,
        http: &Http,
        door: &Door<'_>,
        asker: &Asker,
        action: Action,
        text: &str,
    ) {
        let core = &self.core;
        let work = async {
            match action {
                Action::NamelessSent(round, key) => core.nameless_answer(asker, round, key, text).await,
                Action::MeetingSent(key) => core.meeting_answer(asker, key, text).await,
                _ => Err(Refusal::Outdated.into()),
            }
        };
        self.serve_unnoted(http, door, asker, &[text.to_owned()], work).await;
    }
}
