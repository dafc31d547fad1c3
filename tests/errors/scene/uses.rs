//! One way to use each thing that can be used, and who uses it.

use super::olfa::CORNERS;
use super::{Scene, TYPED};
use aktor::sandbox::actor::{Actor, Impossible, InteractionHandle};
use aktor::sandbox::world::Message;
use serde_json::json;

/// The first that can be chosen below the buttons.
fn first(panel: &Message) -> &str {
    panel.components[1]["components"][0]["options"][0]["value"].as_str().unwrap()
}

impl Scene {
    /// Who uses this, in [`Scene::used`].
    pub(in crate::errors) fn user_of(used: &str) -> &'static str {
        match used {
            "opret-team"
            | "team tilpas"
            | "team pause"
            | "team genoptag"
            | "team plan"
            | "team send-nu"
            | "team indstillinger"
            | "team afslut"
            | "organisation indstillinger"
            | "Organisation"
            | "OrganisationSet"
            | "OrganisationUnset"
            | "OrganisationSent"
            | "Finish"
            | "Adjust"
            | "Settings"
            | "Set"
            | "Unset"
            | "SetSent"
            | "team trio"
            | "Replan"
            | "SuggestMeaning"
            | "MeaningSuggested"
            | "SettleMeaning"
            | "MeaningSettled"
            | "UseMeaning"
            | "TurnMeanings"
            | "spørgsmål godkend"
            | "spørgsmål skjul"
            | "månedsbrev forhåndsvis" => "Karen",
            "fremhæv"
            | "EraseMe"
            | "næste-skridt aftal"
            | "spørgsmål foreslå"
            | "NominateWhom"
            | "Fremhæv som godt eksempel"
            | "Fremhæv kollega" => "Leif",
            "NominateMessage" | "Widen" | "SendAnyway" | "LearnFromStep" | "LearningSent"
            | "EditLearning" | "LearningEdited" | "ShareLearning" | "OfferLearning" | "EraseLearning" => {
                "Solvej"
            }
            "NominateWhat" | "NominateSent" | "NominateTagged" | "NominateTaggedWhat" => "Ole",
            "Consent" | "Suggest" | "SuggestSent" | "TakeBack" | "WithdrawHand" => "Mette",
            "TrioSeat" | "Consents" | "ShowConsent" | "DecideOlfa" | "ShareOlfa" | "EraseOlfa" => "Jens",
            "ReadLearning" | "LetterVerdict" | "ShowSuggested" | "ApprovePrompt" | "EditPrompt"
            | "EditPromptSent" | "RefusePrompt" | "RefusePromptSent" | "ChangePrompt" | "RewordPrompt"
            | "RewordSent" => "Ida",
            "LeaveLetter" | "CorrectLetter" | "CorrectSent" | "LeaveExample" | "NamelessAnswer"
            | "NamelessSent" | "NamelessKind" | "EraseNameless" | "MeetingSent" | "svar-fra-mødet" => "Bo",
            _ => "Asta",
        }
    }

    /// What is typed into a form.
    pub(in crate::errors) fn typed(used: &str) -> &'static str {
        if used == "StepMoved" { "18. december" } else { TYPED }
    }

    /// Uses a command, a button, a select or an open form, as the person it is for and in the way it is meant.
    pub(in crate::errors) fn used(&self, used: &str) -> InteractionHandle {
        self.tried(used).unwrap_or_else(|why| panic!("{used} by {}: {why}", Self::user_of(used)))
    }

    /// The same, where a client may not offer it.
    pub(in crate::errors) fn tried(&self, used: &str) -> Result<InteractionHandle, Impossible> {
        let town = &self.town;
        if town.with(|state| state.channel(town.channel).is_some()) {
            Self::wake(town, self.home);
        }
        let who = town.user(Self::user_of(used));
        let done = self.prompts.tried(&who, used).or_else(|| self.tried_nameless(&who, used));
        let done = done.or_else(|| self.steps.tried(&who, used)).or_else(|| self.learnings.tried(&who, used));
        let done = done.or_else(|| self.cards.tried(&who, used)).or_else(|| self.sent(&who, used));
        let done = done.or_else(|| self.tried_mine(&who, used)).or_else(|| self.consents.tried(&who, used));
        if let Some(done) = done {
            return done;
        }
        let id = |name: &str| json!(town.user(name).id.to_string());
        let here =
            |path: &str, options: &[(&str, serde_json::Value)]| who.command(town.channel, path, options);
        match used {
            "opret-team" => who.command(self.road, used, &[]),
            "team pause" => here(used, &[("til", json!("2027-01-04"))]),
            "team tilpas" => here(used, &[("klokkeslæt", json!("10:00"))]),
            "Adjust" => who.choose(self.panels.adjusting.id, "Hvad tid?", &["kl. 13.30"]),
            "Settings" => who.choose(self.panels.settings.id, "Hvad vil du ændre?", &["Kerneopgaven"]),
            "Set" => who.choose(self.panels.channel.id, "Vælg en kanal", &[&self.school.to_string()]),
            "Organisation" => {
                who.choose(self.panels.organisation.id, "Hvad vil du ændre?", &["Kontakt om data"])
            }
            "OrganisationSet" => {
                who.choose(self.panels.role.id, "HU's rolle", &[&Self::administrators(town)])
            }
            "OrganisationUnset" => who.click(self.panels.no_role.id, "Fjern valget"),
            "Finish" => who.click(self.panels.finishing.id, "Fortryd"),
            "Unset" => who.click(self.panels.cleared.id, "Brug ingen kanal"),
            "team status"
            | "team indstillinger"
            | "team afslut"
            | "organisation indstillinger"
            | "team genoptag"
            | "team plan"
            | "team send-nu"
            | "hos-os"
            | "næste-skridt liste"
            | "næste-skridt status"
            | "læring"
            | "olfa"
            | "spørgsmål liste"
            | "spørgsmål godkend"
            | "refleksion"
            | "svar-fra-mødet"
            | "hjælp"
            | "eksempler"
            | "månedsbrev forhåndsvis" => here(used, &[]),
            "team trio" => here(used, &[("tr", id("Ole"))]),
            "spørgsmål foreslå" => here(used, &[("tekst", json!(TYPED)), ("tema", json!("Tillid"))]),
            "næste-skridt aftal" => here(used, &[("hvad", json!(TYPED)), ("hvornår", json!("17/12"))]),
            "spørgsmål skjul" => here(used, &[("spørgsmål", json!("ansvar-01"))]),
            "fremhæv" => here(
                used,
                &[
                    ("forventning", json!("Bring andre i spil")),
                    ("kollega", id("Ole")),
                    ("eksempel", json!(TYPED)),
                ],
            ),
            "Fremhæv som godt eksempel" => who.message_menu(self.said, used),
            "Tag mit svar ud" => who.message_menu(self.own, used),
            "Fremhæv kollega" => who.user_menu(town.channel, town.user("Mette").id, used),
            "NominateMessage" => who.choose(self.pointed.id, "Vælg en forventning", &["Bring andre i spil"]),
            "NominateTagged" => who.click(self.offer.id, "Fremhæv"),
            "NominateTaggedWhat" => {
                who.choose(self.tagged.id, "Vælg en forventning", &["Bring andre i spil"])
            }
            "Replan" => who.click(self.plan.id, "Byt 7/12"),
            "ShowWord" => who.choose(self.words.id, "Vælg et ord", &["direction"]),
            "SuggestMeaning" => who.click(self.word.id, "Foreslå"),
            "SettleMeaning" => who.click(self.word.id, "Skriv, hvad der skal stå"),
            "TurnMeanings" => who.click(self.turned.id, "Flere forslag"),
            "WithdrawMeaning" => who.choose(self.mine.id, "Dine egne forslag", &[first(&self.mine)]),
            "UseMeaning" => who.choose(self.word.id, "Brug et af forslagene", &[first(&self.word)]),
            "BrowseExamples" => who.click(self.page.id, "Ældre"),
            "AgreeStep" => who.click(self.prompt.id, "Næste skridt"),
            "Answer" => who.click(self.prompt.id, "Svar"),
            "EditReply" => who.click(self.receipt.id, "Ret"),
            "DeleteReply" => who.click(self.receipt.id, "Slet"),
            "Nominate" => who.click(self.prompt.id, "Fremhæv kollega"),
            "NominateWhom" => {
                who.choose(self.whom.id, "Vælg kolleger", &[&town.user("Mette").id.to_string()])
            }
            "NominateWhat" => who.choose(self.what.id, "Vælg en forventning", &["Bring andre i spil"]),
            "Consent" => who.click(self.question.id, "Ja, gerne"),
            "Suggest" => who.click(self.question.id, "Foreslå andre ord"),
            "SuggestionVerdict" => who.click(self.suggestion.id, "Brug dem"),
            "TrioSeat" => who.click(self.seat.id, "Ja, det vil jeg gerne"),
            "LetterVerdict" => who.click(self.preview.id, "Godkend"),
            "LeaveLetter" => who.click(self.letter.id, "Tag mig ud"),
            "CorrectLetter" => who.click(self.letter.id, "Ret teksten"),
            "LeaveExample" => who.click(self.example.id, "Tag mig ud"),
            "WhatIsKept" => who.click(self.prompt.id, "Hvad gemmes?"),
            "ShowWaiting" => who.press(self.prompt.id, &self.show_waiting),
            other => panic!("{other} can be used, but nobody tries it: say in tests/errors/scene.rs how"),
        }
    }

    /// A form that is sent.
    fn sent(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        let rest: &[(&str, &str)] = match used {
            "AnswerSent" | "NamelessSent" | "MeetingSent" | "EditReplySent" | "NominateSent"
            | "SuggestSent" | "CorrectSent" | "SetSent" | "OrganisationSent" | "MeaningSuggested"
            | "MeaningSettled" | "EditPromptSent" | "RefusePromptSent" | "RewordSent" | "StepSent"
            | "StepMoved" => &[],
            "OlfaSent" => &CORNERS[..],
            "LearningSent" | "LearningEdited" => &[("happened", "Det gik ikke"), ("learned", used)],
            _ => return None,
        };
        let (field, form) = &self.forms[used];
        Some(who.submit(form, &[rest, &[(*field, Self::typed(used))]].concat()))
    }

    /// Of what is one's own.
    fn tried_mine(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        Some(match used {
            "EraseMe" => who.click(self.erasing.id, "Ja, slet alt om mig"),
            "SetPace" => who.click(self.rhythm.id, "Hold pause"),
            _ if used.starts_with("mine-data ") => who.command(self.town.channel, used, &[]),
            _ => return None,
        })
    }

    /// Of answers without a name.
    fn tried_nameless(&self, who: &Actor, used: &str) -> Option<Result<InteractionHandle, Impossible>> {
        let kind = "Hvad er det? Du bestemmer selv, om du vil vælge";
        Some(match used {
            "NamelessAnswer" => who.click(self.prompt.id, "Svar uden navn"),
            "NamelessKind" => who.choose(self.nameless.id, kind, &["Bekymring"]),
            "EraseNameless" => {
                // By its id: the receipt may have come to speak another language.
                let button = &self.nameless.components[1]["components"][0]["custom_id"];
                who.click(self.nameless.id, button.as_str().unwrap())
            }
            _ => return None,
        })
    }
}
