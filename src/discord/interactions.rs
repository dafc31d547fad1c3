//! Clicks, choices and sent forms: what each means is read from its sealed id, never from memory, so that a
//! button works after a restart and on another day.

mod dialogue;
mod nameless;
mod panels;
mod prompts;

use crate::discord::desk::{Desk, Door, kind, report};
use crate::discord::encode::typed;
use crate::discord::persist;
use crate::domain::escape;
use crate::domain::expectation::Expectation;
use crate::domain::ids::UserId;
use crate::service::action::{Action, NominationDraft};
use crate::service::answers::ANSWER;
use crate::service::core::{Asker, Core};
use crate::service::nominations::{self, MEANT, SUGGESTION, WHAT};
use crate::service::platform::{Form, Post};
use crate::service::posts::note;
use crate::service::refusal::{Failure, Refusal};
use crate::service::words::MEANING;
use poise::serenity_prelude as serenity;
use serenity::{
    ComponentInteraction, ComponentInteractionDataKind, CreateInteractionResponse, Http, Interaction,
    ModalInteraction,
};
use std::time::Duration;

/// A form that shows what is kept must be opened within the platform's three seconds.
const LOOK_UP: Duration = Duration::from_secs(2);

impl Desk {
    /// Answers a click or a sent form; commands are the framework's.
    pub async fn hear(&self, http: &Http, interaction: &Interaction) {
        match interaction {
            Interaction::Component(click) => self.click(http, click).await,
            Interaction::Modal(form) => self.form(http, form).await,
            _ => {}
        }
    }

    async fn click(&self, http: &Http, click: &ComponentInteraction) {
        let door = || Door::Click(click);
        let asker = door().asker(self.core.defaults.language);
        let Ok(action) = self.encoder.codec().read(&click.data.custom_id) else {
            return self.refuse(http, &door(), &asker, &Refusal::Outdated).await;
        };
        let l = asker.language;
        let core = &self.core;
        match action {
            // Opening a form is the acknowledgement: nothing is looked up before.
            Action::Answer(round) => {
                self.open(http, &door(), &core.answer_form(&asker, round, String::new())).await;
            }
            Action::NominateWhat(nominees) => {
                let Some(expectation) = chosen_key(click).and_then(|key| Expectation::from_key(&key)) else {
                    return self.refuse(http, &door(), &asker, &Refusal::Outdated).await;
                };
                match nominations::form(&asker, NominationDraft::new(nominees, expectation)) {
                    Ok(form) => self.open(http, &door(), &form).await,
                    Err(refusal) => self.refuse(http, &door(), &asker, &refusal).await,
                }
            }
            Action::NominateMessage(message, author) => {
                let Some(expectation) = chosen_key(click).and_then(|key| Expectation::from_key(&key)) else {
                    return self.refuse(http, &door(), &asker, &Refusal::Outdated).await;
                };
                let form = core.message_form(&asker, message, author, expectation);
                self.open_kept(http, &door(), &asker, form).await;
            }
            Action::NominateTaggedWhat(answer) => {
                let Some(expectation) = chosen_key(click).and_then(|key| Expectation::from_key(&key)) else {
                    return self.refuse(http, &door(), &asker, &Refusal::Outdated).await;
                };
                let form = core.tagged_form(&asker, answer, expectation);
                self.open_kept(http, &door(), &asker, form).await;
            }
            Action::NamelessAnswer(_) | Action::NamelessKind(_) | Action::EraseNameless(_) => {
                self.nameless_click(http, click, &asker, action).await;
            }
            // Forms that begin with what is kept.
            Action::EditReply(id) => self.open_kept(http, &door(), &asker, core.edit_form(&asker, id)).await,
            Action::Suggest(id, version) => {
                self.open_kept(http, &door(), &asker, core.suggestion_form(l, asker.user, id, version)).await;
            }
            Action::CorrectLetter(id) => {
                self.open_kept(http, &door(), &asker, core.correct_letter_form(&asker, id)).await;
            }
            Action::SuggestMeaning(word) => {
                self.open_kept(http, &door(), &asker, core.meaning_form(&asker, word, None)).await;
            }
            Action::SettleMeaning(word, shown) => {
                self.open_kept(http, &door(), &asker, core.meaning_form(&asker, word, Some(shown))).await;
            }
            // Said at once.
            Action::Nominate => {
                if self.say(http, &door(), &nominations::whom(&asker)).await {
                    self.tell_what_waits(http, &door(), &asker).await;
                }
            }
            Action::WhatIsKept => self.serve(http, door(), &asker, core.what_is_kept(&asker)).await,
            Action::NominateWhom => {
                match chosen_people(click).and_then(|who| nominations::what(&asker, &who)) {
                    Ok(next) => self.replace(http, click, &next).await,
                    Err(refusal) => self.refuse(http, &door(), &asker, &refusal).await,
                }
            }
            // Answers to a private question take its place, and so does a page or panel that was changed.
            Action::Consent(..)
            | Action::SuggestionVerdict(..)
            | Action::TrioSeat(..)
            | Action::NominateTagged(_)
            | Action::BrowseExamples(_)
            | Action::ShowWord
            | Action::UseMeaning(..)
            | Action::TurnMeanings(..)
            | Action::WithdrawMeaning(_)
            | Action::Replan(_)
            | Action::SetPace(..)
            | Action::Widen(..)
            | Action::LetterVerdict(..) => {
                let chosen = chosen_key(click);
                let work = in_its_place(core, &asker, action, chosen.as_deref());
                self.settle(http, click, &asker, work).await;
            }
            // Everything else is answered privately.
            Action::DeleteReply(id) => self.serve(http, door(), &asker, core.delete_answer(&asker, id)).await,
            Action::LeaveLetter(id) => self.serve(http, door(), &asker, core.leave_letter(&asker, id)).await,
            Action::LeaveExample(id) => {
                self.serve(http, door(), &asker, core.leave_example(&asker, id)).await;
            }
            Action::ShowWaiting => self.show_waiting(http, &door(), &asker).await,
            // What is chosen in the panels; nothing else is a click.
            action => self.panel(http, click, &asker, action).await,
        }
    }

    async fn form(&self, http: &Http, form: &ModalInteraction) {
        let door = Door::Form(form);
        let asker = door.asker(self.core.defaults.language);
        let fields = typed(&form.data);
        let texts: Vec<String> = fields.iter().map(|f| f.1.clone()).collect();
        let field = |key: &str| fields.iter().find(|f| f.0 == key).map_or("", |f| f.1.as_str());
        let core = &self.core;
        let action = self.encoder.codec().read(&form.data.custom_id);
        if let Ok(action @ (Action::NamelessSent(..) | Action::MeetingSent(_))) = action {
            return self.nameless_form(http, &door, &asker, action, field(ANSWER)).await;
        }
        let work = async {
            match action {
                Ok(Action::AnswerSent(round)) => core.answer(&asker, round, field(ANSWER)).await,
                Ok(Action::EditReplySent(id)) => core.change_answer(&asker, id, field(ANSWER)).await,
                Ok(Action::NominateSent(draft)) => {
                    core.nominate(&asker, draft, field(WHAT), field(MEANT)).await
                }
                Ok(Action::SuggestSent(id, version)) => {
                    core.suggest(asker.language, asker.user, id, version, field(SUGGESTION)).await
                }
                Ok(Action::MeaningSuggested(word)) => {
                    core.suggest_meaning(&asker, word, field(MEANING)).await
                }
                Ok(Action::MeaningSettled(word, seen, shown)) => {
                    core.settle_meaning(&asker, word, (seen, &shown), field(MEANING)).await
                }
                Ok(Action::CorrectSent(id)) => core.correct_example(&asker, id, field(SUGGESTION)).await,
                Ok(Action::SetSent(team, setting)) => {
                    core.set_typed(&asker, team, setting, |key| field(key).to_owned()).await
                }
                Ok(Action::OrganisationSent(matter)) => {
                    core.set_organisation_typed(&asker, matter, |key| field(key).to_owned()).await
                }
                Ok(action) => prompts::sent(core, &asker, action, |key| field(key).to_owned()).await,
                Err(_) => Err(Refusal::Outdated.into()),
            }
        };
        self.serve_typed(http, door, &asker, &texts, work).await;
    }

    async fn show_waiting(&self, http: &Http, door: &Door<'_>, asker: &Asker) {
        if !log("acknowledged", door.acknowledge(http).await) {
            return;
        }
        let l = asker.language;
        let waiting = match self.core.waiting(asker).await {
            Ok(waiting) => waiting,
            Err(failure) => {
                report(&failure);
                log("answered", door.answer(http, &self.encoder, &note(failure.say(l))).await);
                return;
            }
        };
        if waiting.is_empty() {
            let nothing = note(crate::text::errors::waiting_nothing(l));
            log("answered", door.answer(http, &self.encoder, &nothing).await);
            return;
        }
        for (n, (key, post)) in waiting.iter().enumerate() {
            let done = match n {
                0 => door.answer(http, &self.encoder, post).await,
                _ => door.add(http, &self.encoder, post).await,
            };
            // What did not reach the person goes on waiting.
            if done.is_ok()
                && let Err(failure) = self.core.was_shown(asker.user, key).await
            {
                report(&failure);
            }
            log("answered", done);
        }
    }

    /// Opens a form that needs a look at what is kept; a refusal, or a database that takes too long, is said
    /// instead.
    pub(in crate::discord) async fn open_kept(
        &self,
        http: &Http,
        door: &Door<'_>,
        asker: &Asker,
        form: impl Future<Output = Result<Form, Failure>>,
    ) {
        match tokio::time::timeout(LOOK_UP, form).await {
            Ok(Ok(form)) => self.open(http, door, &form).await,
            Ok(Err(failure)) => {
                report(&failure);
                self.say(http, door, &note(failure.say(asker.language))).await;
            }
            Err(_) => {
                self.say(http, door, &note(crate::text::errors::error_ours(asker.language))).await;
            }
        }
    }

    /// Answers a private question: the answer takes the question's place, a refusal stands below it.
    async fn settle(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        work: impl Future<Output = Result<Post, Failure>>,
    ) {
        if self.settle_unnoted(http, click, asker, work).await {
            self.tell_what_waits(http, &Door::Click(click), asker).await;
        }
    }

    /// The same, with nothing told afterwards: see [`Desk::serve_unnoted`]. False: it could not be acknowledged.
    async fn settle_unnoted(
        &self,
        http: &Http,
        click: &ComponentInteraction,
        asker: &Asker,
        work: impl Future<Output = Result<Post, Failure>>,
    ) -> bool {
        let seen = || click.create_response(http, CreateInteractionResponse::Acknowledge);
        // Whoever could not be told that something is under way presses again; what came before is being answered.
        if !log("acknowledged", persist::first(seen).await) {
            return false;
        }
        let door = Door::Click(click);
        let told = match work.await {
            Ok(post) => door.answer(http, &self.encoder, &post).await,
            Err(failure) => {
                report(&failure);
                door.add(http, &self.encoder, &note(failure.say(asker.language))).await
            }
        };
        log("answered", told);
        true
    }

    async fn replace(&self, http: &Http, click: &ComponentInteraction, post: &Post) {
        let message = CreateInteractionResponse::UpdateMessage(self.encoder.answer(post, true));
        log("answered", persist::first(|| click.create_response(http, message.clone())).await);
    }

    pub(super) async fn open(&self, http: &Http, door: &Door<'_>, form: &Form) {
        log("answered", door.open(http, &self.encoder, form).await);
    }

    /// Whether it was said.
    async fn say(&self, http: &Http, door: &Door<'_>, post: &Post) -> bool {
        log("answered", door.say(http, &self.encoder, post).await)
    }

    async fn refuse(&self, http: &Http, door: &Door<'_>, asker: &Asker, refusal: &Refusal) {
        self.say(http, door, &note(refusal.say(asker.language))).await;
    }
}

/// What takes the place of the post whose button was pressed, or in which something was chosen.
async fn in_its_place(
    core: &Core,
    asker: &Asker,
    action: Action,
    chosen: Option<&str>,
) -> Result<Post, Failure> {
    let (l, user) = (asker.language, asker.user);
    match action {
        Action::Consent(id, version, answer) => core.consent(l, user, id, version, answer).await,
        Action::SuggestionVerdict(id, version, by, taken) => {
            core.suggestion_verdict(l, user, id, version, by, taken).await
        }
        Action::Widen(id, version, reach, answer) => core.widen(asker, (id, version), reach, answer).await,
        Action::TrioSeat(team, seat, yes) => core.answer_seat(l, user, team, seat, yes).await,
        Action::NominateTagged(answer) => core.nominate_tagged(asker, answer).await,
        Action::BrowseExamples(browse) => core.turn_examples(asker, browse).await,
        Action::ShowWord => core.show_word(asker, chosen).await,
        Action::UseMeaning(word, seen, shown) => core.use_meaning(asker, word, (seen, &shown), chosen).await,
        Action::TurnMeanings(word, page) => core.turn_meanings(asker, word, page).await,
        Action::WithdrawMeaning(word) => core.withdraw_meaning(asker, word, chosen).await,
        Action::Replan(replan) => core.replan(asker, replan).await,
        Action::SetPace(team, pace) => core.set_pace(asker, team, pace).await,
        Action::LetterVerdict(id, approve) => core.letter_verdict(asker, id, approve).await,
        _ => Err(Refusal::Outdated.into()),
    }
}

/// Whether it was done; what was not is logged, unless the same event came before.
fn log(what: &str, done: Result<(), serenity::Error>) -> bool {
    let Err(error) = done else { return true };
    if !persist::is_acknowledged(&error) {
        tracing::warn!(error = kind(&error), "a click could not be {what}");
    }
    false
}

fn chosen_key(click: &ComponentInteraction) -> Option<String> {
    match &click.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().cloned(),
        _ => None,
    }
}

/// The people who were chosen; refused when one of them is a bot.
fn chosen_people(click: &ComponentInteraction) -> Result<Vec<UserId>, Refusal> {
    let ComponentInteractionDataKind::UserSelect { values } = &click.data.kind else {
        return Ok(Vec::new());
    };
    match values.iter().find_map(|id| click.data.resolved.users.get(id).filter(|user| user.bot)) {
        Some(bot) => Err(Refusal::IsBot(escape::name(bot.display_name()))),
        None => Ok(values.iter().map(|id| UserId::from_unsigned(id.get())).collect()),
    }
}
