//! What is clicked and sent about next steps, what was learned, ideas that are weighed, and who may hear what.

use super::chosen_key;
use crate::discord::desk::{Desk, Door};
use crate::domain::learning::Words;
use crate::service::action::Action;
use crate::service::core::{Asker, Core};
use crate::service::learnings::learning_form;
use crate::service::platform::Post;
use crate::service::refusal::{Failure, Refusal};
use crate::service::steps::{FRAME, STEP, Typed, WHEN};
use poise::serenity_prelude as serenity;
use serenity::{ComponentInteraction, Http};

impl Desk {
    pub(super) async fn dialogue(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        action: Action,
    ) {
        let core = &self.core;
        let door = || Door::Click(click);
        match action {
            // Opening a form is the acknowledgement: nothing is looked up before.
            Action::AgreeStep => self.open(http, &door(), &core.step_form(asker, "", "")).await,
            Action::MoveStep(id, seen) => {
                self.open(http, &door(), &core.move_step_form(asker, id, seen)).await;
            }
            Action::Learn(_) => {
                let form = learning_form(asker.language, Action::LearningSent, &Words::default());
                self.open(http, &door(), &form).await;
            }
            // Forms that begin with what is kept.
            Action::LearnFromStep(id) => {
                self.open_kept(http, &door(), asker, core.learn_from_step_form(asker, id)).await;
            }
            Action::Weigh(_) => self.open_kept(http, &door(), asker, core.olfa_form(asker, "")).await,
            Action::EditLearning(id) => {
                self.open_kept(http, &door(), asker, core.edit_learning_form(asker, id)).await;
            }
            // TRIO has one message about it among them.
            Action::ReadLearning(id) => self.serve(http, door(), asker, core.read_learning(asker, id)).await,
            // Everybody sees the step, and only who clicks what comes of it.
            Action::LendHand(id, hand) => {
                self.serve(http, door(), asker, core.lend_hand(asker, id, hand)).await;
            }
            action => {
                let chosen = chosen_key(click);
                self.show(http, click, asker, pressed(core, asker, action, chosen.as_deref())).await;
            }
        }
    }
}

async fn pressed(core: &Core, asker: &Asker, action: Action, chosen: Option<&str>) -> Result<Post, Failure> {
    match action {
        Action::WithdrawHand(id) => core.withdraw_hand(asker, id).await,
        Action::StepVerdict(id, seen, verdict) => core.settle_step(asker, id, seen, verdict).await,
        Action::ShowStep => core.show_chosen_step(asker, chosen).await,
        Action::EraseStep(id) => core.erase_step(asker, id).await,
        Action::ShareLearning(id, named) => core.share_learning(asker, id, named).await,
        Action::OfferLearning(id) => core.offer_learning(asker, id).await,
        Action::EraseLearning(id) => core.erase_learning(asker, id).await,
        Action::DecideOlfa(id, verdict) => core.decide_olfa(asker, id, verdict).await,
        Action::ShareOlfa(id) => core.share_olfa(asker, id).await,
        Action::EraseOlfa(id) => core.erase_olfa(asker, id).await,
        Action::Consents(page) => core.my_examples(asker, page, chosen).await,
        Action::ShowConsent(id) => core.my_example(asker, id).await,
        Action::EraseMe(really) => core.erase_me(asker, really).await,
        _ => Err(Refusal::Outdated.into()),
    }
}

/// What comes of such a form, sent. `field` gives what was typed by its key.
pub(super) async fn sent(
    core: &Core,
    asker: &Asker,
    action: Action,
    field: impl Fn(&str) -> String,
) -> Result<Post, Failure> {
    match action {
        Action::StepSent => {
            let (what, frame, when) = (field(STEP), field(FRAME), field(WHEN));
            core.agree_step(asker, Typed { what: &what, frame: &frame, when: &when }).await
        }
        Action::OlfaSent => core.weigh(asker, field).await,
        Action::LearningSent => core.write_learning(asker, field).await,
        Action::LearningEdited(id) => core.edit_learning(asker, id, field).await,
        Action::StepMoved(id, seen) => core.move_step(asker, id, seen, &field(WHEN)).await,
        _ => Err(Refusal::Outdated.into()),
    }
}
