//! Buttons pressed by somebody they are not for, on another server, and twice.

use super::proper::proper;
use super::scene::{Heard, Scene, TYPED};
use super::table::{Table, actions};
use crate::support::{buttons as labels, shown};
use aktor::domain::language::Language::Danish;
use aktor::domain::team::Seat;
use aktor::sandbox::world::{Answer, Message};
use aktor::service::refusal::Refusal;
use aktor::text::{
    answers, commands, errors, finish, learnings, letter, names, nominations, olfa, own, plan, settings,
    steps,
};
use serde_json::{Value, json};

/// The id of a button by its label.
fn id_of(message: &Message, label: &str) -> String {
    let rows = message.components.iter().flat_map(|row| row["components"].as_array().into_iter().flatten());
    let mut all: Vec<&Value> = rows.collect();
    all.retain(|one| one["label"] == label);
    all[0]["custom_id"].as_str().unwrap().to_owned()
}

/// The id of a select by what stands in it while nothing is chosen.
fn select_of(message: &Message, hint: &str) -> String {
    let rows = message.components.iter().map(|row| &row["components"][0]);
    rows.into_iter().find(|one| one["placeholder"] == hint).unwrap()["custom_id"].as_str().unwrap().to_owned()
}

/// Every button that is somebody's: the act, its id, the message it stands on.
fn buttons(scene: &Scene) -> Vec<(&'static str, String, Message)> {
    let one = |act, message: &Message, label| (act, id_of(message, label), message.clone());
    vec![
        one("EditReply", &scene.receipt, "Ret"),
        one("DeleteReply", &scene.receipt, "Slet"),
        one("Consent", &scene.question, "Ja, gerne"),
        one("Suggest", &scene.question, "Foreslå andre ord"),
        one("SuggestionVerdict", &scene.suggestion, "Brug dem"),
        one("TrioSeat", &scene.seat, "Ja, det vil jeg gerne"),
        one("LetterVerdict", &scene.preview, "Godkend"),
        one("LeaveLetter", &scene.letter, "Tag mig ud"),
        one("CorrectLetter", &scene.letter, "Ret teksten"),
        one("Replan", &scene.plan, "Byt 7/12"),
        one("SettleMeaning", &scene.word, "Skriv, hvad der skal stå"),
        one("SendAnyway", &scene.prompts.draft, "Send alligevel"),
        one("ApprovePrompt", &scene.prompts.approve, "Godkend"),
        one("EditPrompt", &scene.prompts.edit, "Ret og godkend"),
        one("RefusePrompt", &scene.prompts.refuse, "Afvis"),
        one("ChangePrompt", &scene.prompts.shown, "Skjul"),
        one("RewordPrompt", &scene.prompts.shown, "Skriv om"),
        (
            "ShowSuggested",
            select_of(&scene.prompts.waiting, "Se et forslag, der venter"),
            scene.prompts.waiting.clone(),
        ),
        one("NominateTagged", &scene.offer, "Fremhæv"),
        one("LeaveExample", &scene.example, "Tag mig ud"),
        ("Adjust", select_of(&scene.panels.adjusting, "Hvad tid?"), scene.panels.adjusting.clone()),
        ("Settings", select_of(&scene.panels.settings, "Hvad vil du ændre?"), scene.panels.settings.clone()),
        ("Set", select_of(&scene.panels.channel, "Vælg en kanal"), scene.panels.channel.clone()),
        one("Unset", &scene.panels.cleared, "Brug ingen kanal"),
        one("Finish", &scene.panels.finishing, "Fortryd"),
        (
            "Organisation",
            select_of(&scene.panels.organisation, "Hvad vil du ændre?"),
            scene.panels.organisation.clone(),
        ),
        ("OrganisationSet", select_of(&scene.panels.role, "HU's rolle"), scene.panels.role.clone()),
        one("OrganisationUnset", &scene.panels.no_role, "Fjern valget"),
        one("EraseStep", &scene.steps.agreed, "Slet skridtet"),
        one("EditLearning", &scene.learnings.edit, "Ret"),
        one("ShareLearning", &scene.learnings.share, "Del med teamet"),
        one("OfferLearning", &scene.learnings.offer, "Lad TRIO dele den"),
        one("EraseLearning", &scene.learnings.erase, "Slet"),
        one("ReadLearning", &scene.learnings.left, "Læs den"),
        one("DecideOlfa", &scene.cards.decide, "Jeg venter"),
        one("ShareOlfa", &scene.cards.share, "Del med teamet"),
        one("EraseOlfa", &scene.cards.erase, "Slet"),
        one("ShowConsent", &scene.consents.receipt, "Må flere høre det?"),
        one("Widen", &scene.consents.question, "Ja, gerne"),
    ]
}

/// What anybody may press, and what is sent by a form or chosen in a select that only one person sees.
const EVERYBODYS: [&str; 31] = [
    "Answer",
    "NamelessAnswer",
    // Whoever holds the receipt of an answer without a name is its writer: nobody knows better.
    "NamelessKind",
    "EraseNameless",
    "Nominate",
    "WhatIsKept",
    // Whoever presses it is erased themselves.
    "EraseMe",
    // Everybody sees their own.
    "Consents",
    "ShowWaiting",
    "NominateWhom",
    "NominateWhat",
    "NominateMessage",
    "NominateTaggedWhat",
    "BrowseExamples",
    "SetPace",
    "ShowWord",
    "SuggestMeaning",
    "UseMeaning",
    "TurnMeanings",
    "WithdrawMeaning",
    "TurnPrompts",
    "TakeBack",
    "AgreeStep",
    "LendHand",
    "WithdrawHand",
    "StepVerdict",
    "MoveStep",
    "ShowStep",
    "Learn",
    "LearnFromStep",
    "Weigh",
];

#[tokio::test]
async fn a_button_pressed_by_somebody_else_says_so_and_does_nothing() {
    let scene = Scene::new().await;
    let mut table = Table::new("somebody-elses-button");
    let all = buttons(&scene);
    for act in actions() {
        let tried = all.iter().any(|(name, ..)| *name == act)
            || EVERYBODYS.contains(&act.as_str())
            || scene.forms.contains_key(act.as_str());
        assert!(tried, "{act}: say in tests/errors/buttons.rs who may press it");
    }
    for (act, id, _) in &all {
        let pressed = scene.town.user("Leif").press(scene.prompt.id, id).unwrap();
        let said = pressed.message().await.unwrap();
        let text = proper(&scene.town, "Leif", &said, false, act);
        table.row(act, "pressed by somebody else", &text);
        let why = match *act {
            "EditReply" | "DeleteReply" => answers::answer_not_yours(Danish),
            "Consent" | "Suggest" | "SuggestionVerdict" | "SendAnyway" | "EditLearning" | "ShareLearning"
            | "OfferLearning" | "EraseLearning" | "DecideOlfa" | "ShareOlfa" | "EraseOlfa"
            | "ShowConsent" | "Widen" => errors::error_not_for_you(Danish),
            "TrioSeat" => commands::trio_outdated(Danish),
            "ApprovePrompt" | "EditPrompt" | "RefusePrompt" | "ChangePrompt" | "RewordPrompt"
            | "ReadLearning" | "ShowSuggested" | "LetterVerdict" | "Replan" | "SettleMeaning" | "Adjust"
            | "Settings" | "Unset" | "Finish" => errors::error_only_trio(Danish),
            "Organisation" | "OrganisationSet" | "OrganisationUnset" => {
                errors::error_only_administrator(Danish)
            }
            // A button where a select stood.
            "Set" => errors::error_button_outdated(Danish),
            "LeaveLetter" => letter::letter_not_in(Danish),
            "CorrectLetter" => letter::letter_correct_nothing(Danish),
            "NominateTagged" => nominations::offer_gone(Danish),
            "EraseStep" => steps::next_step_not_yours(Danish),
            _ => nominations::example_not_in(Danish),
        };
        assert_eq!(text, why, "{act}");
        assert!(!text.contains(TYPED), "{act}: {text}");
    }
    // Those they are for can still press them.
    // (Who has said yes suggests no other words.)
    for (act, ..) in all.into_iter().filter(|(act, ..)| *act != "Suggest") {
        let handle = scene.used(act);
        if !matches!(handle.answer().await.unwrap(), Answer::Modal(_)) {
            let text = shown(&handle.message().await.unwrap());
            assert!(!text.contains(&errors::error_button_outdated(Danish)), "{act}: {text}");
        }
        scene.town.settled().await;
    }
    scene.town.end().await;
}

#[tokio::test]
async fn a_button_pressed_on_another_server_shows_and_changes_nothing() {
    let scene = Scene::new().await;
    let mut table = Table::new("another-servers-button");
    let home = scene.town.world.channel("plejehjemmet").unwrap();
    scene.town.command("Nanna", home, "opret-team", &[]).await;
    scene.town.settled().await;
    let introduction = scene.town.posts(home).pop().unwrap();
    for (act, id, _) in buttons(&scene) {
        let pressed = scene.town.user("Nanna").press(introduction.id, &id).unwrap();
        let text = match scene.heard(act, &pressed).await {
            Heard::Words(message) => proper(&scene.town, "Nanna", &message, false, act),
            // A word is the team's in whose channel the button is pressed.
            Heard::Form(form) => form,
        };
        table.row(act, "pressed on another server", &text);
        for foreign in [TYPED, "hjemmepleje", "skolen", "Bo", "Asta"] {
            assert!(!text.contains(foreign), "{act} shows {foreign}: {text}");
        }
    }
    let answer = id_of(&scene.prompt, "Svar");
    let form = scene.town.user("Nanna").press(introduction.id, &answer).unwrap().modal().await.unwrap();
    let sent = scene.town.user("Nanna").submit(&form, &[("answer", TYPED)]).unwrap();
    let text = shown(&sent.message().await.unwrap());
    table.row("AnswerSent", "on another server", &text);
    assert!(text.starts_with(&errors::error_button_outdated(Danish)) && text.contains(TYPED), "{text}");
    scene.town.end().await;
}

#[tokio::test]
async fn a_second_click_says_what_stands_and_does_nothing_more() {
    let scene = Scene::new().await;
    let mut table = Table::new("second-click");
    let team = scene.town.core().store.teams(None).await.unwrap().remove(0).name;
    for (act, id, message) in buttons(&scene) {
        if matches!(
            act,
            "EditReply"
                | "Suggest"
                | "CorrectLetter"
                | "SettleMeaning"
                | "EditPrompt"
                | "EditLearning"
                | "RefusePrompt"
                | "RewordPrompt"
                | "ShowSuggested"
                | "Adjust"
                | "Settings"
                | "Set"
                | "Organisation"
                | "OrganisationSet"
                | "ShowConsent"
        ) {
            // They open a form or show what can be chosen, as often as one likes.
            continue;
        }
        let who = scene.town.user(Scene::user_of(act));
        // Both are under way before either is answered.
        let clicks = [who.press(message.id, &id).unwrap(), who.press(message.id, &id).unwrap()];
        let mut said = Vec::new();
        for click in &clicks {
            let text = proper(&scene.town, Scene::user_of(act), &click.message().await.unwrap(), false, act);
            said.push(text);
        }
        let wrong = answers::answer_not_yours(Danish);
        assert!(!said.contains(&wrong), "{act}: {said:?}");
        scene.town.settled().await;
        // Where the button stood there may be nothing any more; a client that shows it still sends it.
        let third = who.press(message.id, &id).or_else(|_| who.press(scene.prompt.id, &id)).unwrap();
        let third = shown(&third.message().await.unwrap());
        table.row(act, "clicked twice at once", &said.join(" // "));
        table.row(act, "clicked again", &third);
        let seat = names::seat_inside(Danish, Seat::Environment);
        let stands = match act {
            "DeleteReply" => answers::answer_already_deleted(Danish),
            "Consent" => nominations::consent_already(Danish),
            "SuggestionVerdict" => errors::error_button_outdated(Danish),
            "TrioSeat" => commands::trio_yes(Danish, &seat, &team),
            "LetterVerdict" => letter::letter_approved(Danish),
            "LeaveLetter" => letter::letter_not_in(Danish),
            "NominateTagged" => nominations::nominate_what(Danish),
            "Replan" => plan::plan_changed_meanwhile(Danish),
            "SendAnyway" => own::own_thanks(Danish),
            "ApprovePrompt" => own::own_decided_approved(Danish),
            "ChangePrompt" => own::own_hidden(Danish),
            "Unset" | "OrganisationUnset" => settings::setting_unchanged(Danish),
            "Finish" => finish::finish_not(Danish, &team),
            "EraseStep" => steps::next_step_gone(Danish),
            "ShareLearning" => "Tak, fordi du delte det.".to_owned(),
            "OfferLearning" => learnings::learning_offered(Danish),
            "EraseLearning" => learnings::learning_gone(Danish),
            "DecideOlfa" => "Din beslutning: Jeg venter.".to_owned(),
            "ShareOlfa" => "Så er det delt.".to_owned(),
            "EraseOlfa" => olfa::olfa_gone(Danish),
            "Widen" => "Tak. Alle, der er med i det, har sagt ja".to_owned(),
            "ReadLearning" => learnings::learning_read(Danish),
            _ => nominations::example_not_in(Danish),
        };
        assert!(third.starts_with(&stands), "{act}: not {stands:?} but {third}");
    }
    assert_eq!(scene.town.prompts(scene.town.channel).len(), 5, "one a Monday");
    scene.town.end().await;
}

#[tokio::test]
async fn a_letter_stopped_twice_by_the_same_person_is_stopped_by_them() {
    let scene = Scene::new().await;
    let stop = id_of(&scene.preview, "Stop");
    for _ in 0..2 {
        let pressed = scene.town.user("Ida").press(scene.preview.id, &stop).unwrap();
        assert_eq!(shown(&pressed.message().await.unwrap()), letter::letter_stopped(Danish));
    }
    scene.town.end().await;
}

#[tokio::test]
async fn who_has_left_the_trio_is_told_that_only_the_trio_may() {
    let scene = Scene::new().await;
    let seats = [("leder", json!(scene.town.user("Ole").id.to_string()))];
    scene.town.command("Karen", scene.town.channel, "team trio", &seats).await;
    scene.town.settled().await;
    scene.town.click("Ole", scene.town.letter_to("Ole").id, "Ja, det vil jeg gerne").await;
    let mut table = Table::new("left-the-trio");
    for path in ["team pause", "team genoptag", "team send-nu", "team trio", "månedsbrev forhåndsvis"] {
        let said = scene.town.command("Ida", scene.town.channel, path, &[]).await;
        let text = proper(&scene.town, "Ida", &said, false, path);
        table.row(path, "used by a person who left the TRIO", &text);
        assert_eq!(text, Refusal::OnlyTrio.say(Danish), "{path}");
    }
    let said = scene.town.click("Ida", scene.preview.id, "Godkend").await;
    assert_eq!(shown(&said), Refusal::OnlyTrio.say(Danish));
    scene.town.end().await;
}

#[tokio::test]
async fn two_people_at_once_do_one_thing() {
    let scene = Scene::new().await;
    let mut table = Table::new("two-at-once");
    let look = aktor::sandbox::faults::Fault::Latency(std::time::Duration::from_millis(300));
    scene.town.world.faults().times(2, "GET", "/channels/{}", look);
    let set_up = |who: &str| scene.town.user(who).command(scene.road, "opret-team", &[]).unwrap();
    for (who, handle) in [("Karen", set_up("Karen")), ("Emily", set_up("Emily"))] {
        let message = handle.message().await.unwrap();
        let text = proper(&scene.town, who, &message, who == "Emily", "opret-team");
        table.row("/opret-team", "two at once", &text);
        assert!(
            text.contains(&format!("<#{}>", scene.road))
                || text.contains("allerede")
                || text.contains("already"),
            "{text}"
        );
    }
    scene.town.settled().await;
    // TRIO has its messages there.
    let mut posts = scene.town.posts(scene.road);
    posts.retain(|post| labels(post).contains(&"Hvad gemmes?".to_owned()));
    assert_eq!(posts.len(), 1, "one introduction");
    let now = |who: &str| scene.town.user(who).command(scene.road, "team send-nu", &[]).unwrap();
    let mut said = Vec::new();
    for handle in [now("Karen"), now("Emily")] {
        said.push(shown(&handle.message().await.unwrap()));
    }
    table.row("/team send-nu", "two at once", &said.join(" // "));
    scene.town.settled().await;
    assert_eq!(scene.town.prompts(scene.road).len(), 1, "one question: {said:?}");
    let ole = [("tr", json!(scene.town.user("Ole").id.to_string()))];
    for (path, options) in [("team trio", &ole[..]), ("team pause", &[]), ("team genoptag", &[])] {
        let use_it = |who: &str| scene.town.user(who).command(scene.road, path, options).unwrap();
        for (who, handle) in [("Karen", use_it("Karen")), ("Emily", use_it("Emily"))] {
            let text = proper(&scene.town, who, &handle.message().await.unwrap(), who == "Emily", path);
            table.row(path, "two at once", &text);
        }
    }
    scene.town.settled().await;
    let asked = scene.town.user("Ole").inbox().into_iter().filter(|m| shown(m).contains("vej-og-park"));
    assert_eq!(asked.count(), 1, "Ole is asked once");
    scene.town.end().await;
}
