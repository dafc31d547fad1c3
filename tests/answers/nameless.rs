//! *Svar uden navn* and `/svar-fra-mødet`: posted by the bot, at most three per person and round, erased by whoever holds
//! the receipt, looked after like every other answer.

use super::posted;
use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::ids::{InteractionId, UserId};
use aktor::domain::language::Language;
use aktor::domain::nameless::{Kind, Nameless, ReceiptKey, Stage};
use aktor::faults::{Hook, Side};
use aktor::sandbox::actor::Opened;
use aktor::sandbox::faults::Fault;
use aktor::sandbox::world::{Answer, ChannelSpec, GuildSpec, MemberSpec, Message, permission};
use aktor::service::action::Action;
use aktor::service::core::Asker;
use aktor::service::platform::{Does, Post, Row};
use aktor::service::refusal::Failure;
use chrono::{DateTime, Duration};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::Semaphore;

on_both_engines!(
    the_receipt_alone_erases_an_answer_without_a_name,
    three_are_taken_from_one_person_in_a_round_and_the_text_of_the_fourth_comes_back,
    the_same_form_is_one_answer_whatever_happens_between,
    whatever_becomes_of_the_request_it_is_posted_once,
    a_post_that_somebody_deletes_takes_the_answer_with_it,
    a_concern_that_nobody_has_answered_is_pointed_out_to_amr_and_tr_and_not_to_the_leader,
);

const ERASE: &str = "Slet mit svar";
const KIND: &str = "Hvad er det? Du bestemmer selv, om du vil vælge";

/// An answer without a name; the private receipt.
pub(super) async fn answer(town: &Town, who: &str, prompt: &Message, text: &str) -> Message {
    let receipt = town.fill(who, prompt.id, "Svar uden navn", &[("answer", text)]).await;
    town.settled().await;
    receipt
}

/// All that is kept of such answers.
pub(super) async fn kept(town: &Town) -> Vec<Nameless> {
    let store = &town.core().store;
    let mut all = Vec::new();
    for round in store.rounds_since(None, DateTime::UNIX_EPOCH).await.unwrap() {
        all.extend(store.nameless_of_round(round.occasion).await.unwrap());
    }
    all.sort_by(|one, other| one.text.cmp(&other.text));
    all
}

async fn texts(town: &Town) -> Vec<String> {
    kept(town).await.into_iter().map(|one| one.text).collect()
}

fn contents(town: &Town, thread: i64) -> Vec<String> {
    posted(town, thread).into_iter().map(|m| m.content).collect()
}

/// Waits until exactly these are kept.
async fn expect(town: &Town, wanted: &[&str]) {
    let what = format!("{wanted:?} to be kept");
    let wanted: Vec<String> = wanted.iter().map(|&text| text.to_owned()).collect();
    town.wait_kept(&what, |core| {
        let wanted = wanted.clone();
        async move {
            let mut all = Vec::new();
            for round in core.store.rounds_since(None, DateTime::UNIX_EPOCH).await.unwrap() {
                all.extend(core.store.nameless_of_round(round.occasion).await.unwrap());
            }
            let mut texts: Vec<String> = all.into_iter().map(|one| one.text).collect();
            texts.sort();
            (texts == wanted).then_some(())
        }
    })
    .await;
}

async fn form(town: &Town, who: &str, prompt: &Message) -> Opened {
    town.user(who).click(prompt.id, "Svar uden navn").unwrap().modal().await.unwrap()
}

async fn send(town: &Town, who: &str, form: &Opened, text: &str) -> Message {
    let sent = town.user(who).submit(form, &[("answer", text)]).unwrap().message().await.unwrap();
    town.settled().await;
    sent
}

#[tokio::test]
async fn the_form_says_what_is_hidden_and_what_is_not() {
    let (town, prompt, _) = Town::with_prompt().await;
    let opened = town.user("Asta").click(prompt.id, "Svar uden navn").unwrap();
    let Answer::Modal(form) = opened.answer().await.unwrap() else { panic!("no form") };
    let form = form.to_string();
    for said in [
        "Jeg gemmer ikke dit navn",
        "kende dig på dine ord",
        "Discord ved, at du trykkede",
        "den, der følger driften",
    ] {
        assert!(form.contains(said), "{said}: {form}");
    }
    town.end().await;
}

async fn the_receipt_alone_erases_an_answer_without_a_name() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let receipt = answer(&town, "Asta", &prompt, "Jeg *turde* ikke spørge.").await;
    assert_eq!(receipt.only_for, Some(town.user("Asta").id));
    assert!(shown(&receipt).contains("Jeg har ikke gemt, at det er dit."), "{}", shown(&receipt));
    assert_eq!(contents(&town, thread), ["**En kollega:** Jeg \\*turde\\* ikke spørge."]);
    assert_eq!(buttons(&receipt), [ERASE]);
    let other = answer(&town, "Bo", &prompt, "Det gør jeg heller ikke.").await;

    let noted = town.user("Asta").choose(receipt.id, KIND, &["Idé"]).unwrap().message().await.unwrap();
    assert!(shown(&noted).starts_with("Det er noteret: Idé."), "{}", shown(&noted));
    assert_eq!(kept(&town).await[1].kind, Some(Kind::Idea));
    let noted = town.user("Asta").choose(noted.id, KIND, &["Ikke noget af det"]).unwrap();
    assert!(shown(&noted.message().await.unwrap()).starts_with("Så er der ikke noteret noget"));
    assert_eq!(kept(&town).await[1].kind, None);

    // Nobody can take it out from outside, not even who wrote it: nobody knows that it is theirs.
    let post = posted(&town, thread).remove(0);
    for who in ["Asta", "Bo"] {
        let said = town.user(who).message_menu(post.id, "Tag mit svar ud").unwrap().message().await.unwrap();
        assert!(shown(&said).contains("Kun knappen i kvitteringen kan slette det."), "{}", shown(&said));
    }
    let erased = town.click("Asta", receipt.id, ERASE).await;
    town.settled().await;
    assert!(shown(&erased).starts_with("Så er dit svar slettet"), "{}", shown(&erased));
    assert_eq!(contents(&town, thread), ["**En kollega:** Det gør jeg heller ikke."]);
    assert_eq!(texts(&town).await, ["Det gør jeg heller ikke."]);
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM nameless").await, [1]);
    let id = other.components[1]["components"][0]["custom_id"].as_str().unwrap();
    let again = town.user("Bo").press(prompt.id, id).unwrap();
    assert!(shown(&again.message().await.unwrap()).starts_with("Så er dit svar slettet"));
    let again = town.user("Bo").press(prompt.id, id).unwrap();
    assert_eq!(shown(&again.message().await.unwrap()), "Det svar er allerede slettet.");
    town.settled().await;
    assert!(posted(&town, thread).is_empty());
    town.end().await;
}

async fn three_are_taken_from_one_person_in_a_round_and_the_text_of_the_fourth_comes_back() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let first = answer(&town, "Asta", &prompt, "et").await;
    for text in ["to", "tre"] {
        answer(&town, "Asta", &prompt, text).await;
    }
    let refused = shown(&answer(&town, "Asta", &prompt, "fire").await);
    assert!(
        refused.starts_with("Du har skrevet tre svar uden navn") && refused.contains("```\nfire\n```"),
        "{refused}"
    );
    answer(&town, "Bo", &prompt, "fem").await;
    // What somebody said is not said again in the same words, whoever says it.
    let same = shown(&answer(&town, "Mette", &prompt, " fem ").await);
    assert!(same.starts_with("Præcis de ord står der allerede") && same.contains("fem"), "{same}");
    let personal = shown(&answer(&town, "Mette", &prompt, "Ring til 010190-1234").await);
    assert!(personal.starts_with("Det ligner et CPR-nummer") && !personal.contains("010190"), "{personal}");
    assert_eq!(contents(&town, thread).len(), 4);
    town.click("Asta", first.id, ERASE).await;
    town.settled().await;
    answer(&town, "Asta", &prompt, "seks").await;
    assert_eq!(texts(&town).await, ["fem", "seks", "to", "tre"]);
    // Counted in memory only.
    town.kill().await;
    town.start().await;
    answer(&town, "Asta", &prompt, "syv").await;
    assert_eq!(contents(&town, thread).len(), 5);
    town.end().await;
}

/// The form of one person, sent as often as one likes: a client may not have heard that it was taken.
async fn sent_again(town: &Town, who: &str, interaction: i64, text: &str) -> Result<Post, Failure> {
    let core = town.core();
    let round = core.open_rounds().await.unwrap().pop().unwrap();
    let asker = Asker {
        guild: round.guild,
        channel: round.channel,
        parent: None,
        user: UserId(town.user(who).id),
        name: who.to_owned(),
        administrator: false,
        lacking: Vec::new(),
        language: Language::Danish,
        interaction: InteractionId(interaction),
    };
    let said = core.nameless_answer(&asker, round.occasion, ReceiptKey(*b"kun denne formul"), text).await;
    town.settled().await;
    said
}

async fn the_same_form_is_one_answer_whatever_happens_between() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let opened = form(&town, "Bo", &prompt).await;
    town.sandbox.gateway().double_next(1);
    let doubled = shown(&send(&town, "Bo", &opened, "fordoblet").await);
    assert!(doubled.contains("Dit svar står her"), "{doubled}");
    for interaction in [1, 1, 2] {
        let said = sent_again(&town, "Asta", interaction, "kun én gang").await.unwrap();
        assert!(said.text.contains("Dit svar står her"), "{}", said.text);
    }
    town.kill().await;
    town.clock.advance(Duration::minutes(3));
    town.start().await;
    let said = sent_again(&town, "Asta", 1, "kun én gang").await.unwrap();
    assert!(said.text.contains("Dit svar står her"), "{}", said.text);
    let other = sent_again(&town, "Asta", 3, "andre ```ord").await.unwrap().text;
    assert!(
        other.contains("De nye ord er ikke sendt") && other.contains("```\nandre '''ord\n```"),
        "{other}"
    );
    // Another form with the same words: nobody can know whether it is the same person's.
    let again = shown(&answer(&town, "Asta", &prompt, "kun én gang").await);
    assert!(again.starts_with("Præcis de ord står der allerede"), "{again}");
    assert_eq!(contents(&town, thread), ["**En kollega:** fordoblet", "**En kollega:** kun én gang"]);
    assert_eq!(texts(&town).await, ["fordoblet", "kun én gang"]);
    // The receipt of the last sending is as good as the first.
    let key = said.rows.iter().find_map(|row| match row {
        Row::Buttons(buttons) => Some(buttons[0].does.clone()),
        _ => None,
    });
    assert_eq!(key, Some(Does::Act(Action::EraseNameless(ReceiptKey(*b"kun denne formul")))));
    town.end().await;
}

async fn whatever_becomes_of_the_request_it_is_posted_once() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    let path = format!("/channels/{thread}/messages");
    let faults = [
        Fault::Status(502, 0),
        Fault::StatusAfter(502, 0),
        Fault::LoseAnswerBefore,
        Fault::LoseAnswerAfter,
        Fault::TooMany(std::time::Duration::from_millis(50), false),
    ];
    for (n, fault) in faults.iter().enumerate() {
        town.world.faults().next("POST", &path, fault.clone());
        answer(&town, ["Asta", "Bo", "Mette", "Jens", "Ida"][n], &prompt, &format!("svar {n}")).await;
        town.pass(Duration::seconds(30)).await;
        assert_eq!(contents(&town, thread).len(), n + 1, "{fault:?}");
    }
    // Killed over it, and started again when no nonce is remembered any more.
    for (n, fault) in [Fault::Hang, Fault::HangAfter].into_iter().enumerate() {
        town.world.faults().next("POST", &path, fault.clone());
        let text = format!("dræbt {n}");
        town.fill("Ole", prompt.id, "Svar uden navn", &[("answer", &text)]).await;
        town.wait("the request to be struck", |town| (town.world.faults().waiting() == 0).then_some(()))
            .await;
        town.kill().await;
        town.clock.advance(Duration::minutes(10));
        town.start().await;
        town.pass(Duration::minutes(2)).await;
        assert_eq!(contents(&town, thread).len(), 6 + n, "{fault:?}");
    }
    // Erased while nobody knows whether it stands.
    for (n, wait) in [Duration::seconds(5), Duration::minutes(10)].into_iter().enumerate() {
        town.world.faults().next("POST", &path, Fault::HangAfter);
        let text = format!("slettet {n}");
        let receipt = town.fill("Solvej", prompt.id, "Svar uden navn", &[("answer", &text)]).await;
        town.wait("the request to be struck", |town| (town.world.faults().waiting() == 0).then_some(()))
            .await;
        let button = receipt.components[1]["components"][0]["custom_id"].as_str().unwrap().to_owned();
        let erased = town.user("Solvej").press(prompt.id, &button).unwrap();
        assert!(shown(&erased.message().await.unwrap()).starts_with("Så er dit svar slettet"));
        town.kill().await;
        town.clock.advance(wait);
        town.start().await;
        town.pass(Duration::minutes(2)).await;
        assert_eq!(contents(&town, thread).len(), 7, "erased after {wait}");
    }
    let all = kept(&town).await;
    assert_eq!(all.len(), 7, "{all:#?}");
    assert!(all.iter().all(|one| one.stage == Stage::Posted), "{all:#?}");
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM nameless").await, [7]);
    town.end().await;
}

async fn a_post_that_somebody_deletes_takes_the_answer_with_it() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    for (who, text) in [("Asta", "a"), ("Bo", "b"), ("Mette", "c"), ("Jens", "d")] {
        answer(&town, who, &prompt, text).await;
    }
    let owner = town.world.owner(town.world.guild("Norddjurs").unwrap()).unwrap();
    let post = |town: &Town, text: &str| {
        let with = format!("**En kollega:** {text}");
        posted(town, thread).into_iter().find(|m| m.content == with).unwrap().id
    };
    owner.delete(post(&town, "b")).unwrap();
    expect(&town, &["a", "c", "d"]).await;
    // While the bot is away, and with a named answer in the same words that stays.
    town.fill("Ida", prompt.id, "Svar", &[("answer", "c")]).await;
    town.settled().await;
    town.stop().await;
    owner.delete(post(&town, "c")).unwrap();
    town.start().await;
    expect(&town, &["a", "d"]).await;
    // A history that may not be read looks empty, and nothing is erased for that.
    town.world.deny_bot(town.channel, permission::READ_MESSAGE_HISTORY);
    town.sandbox.gateway().drop_all();
    town.wait("the bot to be back", |town| {
        town.sandbox.gateway().sessions().iter().any(|session| session.connected).then_some(())
    })
    .await;
    town.settled().await;
    assert_eq!(texts(&town).await, ["a", "d"]);
    town.world.allow_bot(town.channel, permission::READ_MESSAGE_HISTORY);
    owner.delete_channel(thread).unwrap();
    expect(&town, &[]).await;
    town.end().await;
}

async fn a_concern_that_nobody_has_answered_is_pointed_out_to_amr_and_tr_and_not_to_the_leader() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.seat(&[("leder", "Ida"), ("amr", "Jens"), ("tr", "Ole")]).await;
    let mut concerns = Vec::new();
    for (who, text) in [("Asta", "Vi er for få om natten."), ("Bo", "Bilerne er glatte.")] {
        let receipt = answer(&town, who, &prompt, text).await;
        let noted = town.user(who).choose(receipt.id, KIND, &["Bekymring"]).unwrap();
        assert!(shown(&noted.message().await.unwrap()).contains("siger jeg til AMR og TR"));
        let post = posted(&town, thread).into_iter().find(|m| m.content.contains(text)).unwrap();
        concerns.push((receipt, post));
    }
    town.user("Mette").reply(concerns[1].1.id, "Vi får vinterdæk på i morgen.").unwrap();
    let told = |town: &Town, who: &str| -> Vec<String> {
        let all = town.user(who).inbox().iter().map(shown).collect::<Vec<_>>();
        all.into_iter().filter(|text| text.contains("bekymring uden navn")).collect()
    };
    // Tuesday, Wednesday and Thursday pass.
    town.travel(local(2026, 11, 5, 14, 0)).await;
    town.travel(local(2026, 11, 6, 7, 0)).await;
    assert!(["Ida", "Jens", "Ole"].iter().all(|who| told(&town, who).is_empty()));
    town.travel(local(2026, 11, 6, 8, 30)).await;
    for who in ["Jens", "Ole"] {
        let said = town.wait("AMR and TR to be told", |town| told(town, who).pop()).await;
        assert!(said.contains(&format!("{thread}/{}", concerns[0].1.id)), "{said}");
        assert!(!said.contains("natten"), "no words leave their channel: {said}");
        assert_eq!(told(&town, who).len(), 1, "of the concern that nobody answered, once");
    }
    town.travel(local(2026, 11, 13, 12, 0)).await;
    assert!(["Jens", "Ole"].iter().all(|who| told(&town, who).len() == 1));
    assert!(told(&town, "Ida").is_empty(), "not the leader");
    town.end().await;
}

#[tokio::test]
async fn a_meeting_answers_together_to_the_question_that_is_open() {
    let town = Town::with_team().await;
    let open = async |who: &str| {
        let opened = town.user(who).command(town.channel, "svar-fra-mødet", &[]).unwrap();
        opened.modal().await.unwrap()
    };
    let early = send(&town, "Asta", &open("Asta").await, "Vi skiftes.").await;
    assert!(shown(&early).contains("Der er ikke noget åbent spørgsmål"), "{}", shown(&early));
    assert!(shown(&early).contains("Vi skiftes."), "{}", shown(&early));
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let thread = town.prompts(town.channel).pop().unwrap().id;
    for text in ["Vi skiftes.", "Vi spørger.", "Vi ringer.", "Vi venter."] {
        let receipt = send(&town, "Asta", &open("Asta").await, text).await;
        assert!(shown(&receipt).contains("Jeres svar står her"), "{}", shown(&receipt));
        assert_eq!(buttons(&receipt), [ERASE]);
        assert_eq!(contents(&town, thread).pop(), Some(format!("**Fra mødet:** {text}")));
        if text == "Vi venter." {
            town.click("Asta", receipt.id, ERASE).await;
            town.settled().await;
        }
    }
    assert_eq!(texts(&town).await, ["Vi ringer.", "Vi skiftes.", "Vi spørger."]);
    let school = town.world.channel("skolen").unwrap();
    let opened = town.user("Asta").command(school, "svar-fra-mødet", &[]).unwrap().modal().await.unwrap();
    let refused = shown(&send(&town, "Asta", &opened, "Hvor er vi?").await);
    assert!(refused.contains("Hvor er vi?") && !refused.contains("Jeres svar"), "{refused}");
    town.end().await;
}

#[tokio::test]
async fn in_a_forum_an_answer_without_a_name_stands_in_the_prompts_post() {
    let mut library = GuildSpec::new("Biblioteket")
        .role("Administrator", permission::MANAGE_GUILD)
        .channel_with(ChannelSpec::forum("refleksion"))
        .member_with(MemberSpec::new("Karen").role("Administrator"));
    library = library.member("Asta");
    let mut town = Town::built(vec![library], aktor::sandbox::rest::RateLimits::off(), None).await;
    let home = town.world.channel("refleksion").unwrap();
    let lobby = town.user("Karen").open_post(home, "Velkommen", "Her bor vi", &[]).unwrap();
    town.start().await;
    town.set_up(lobby).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.with(|state| {
        let asks = |m: &&Message| m.only_for.is_none() && buttons(m).contains(&"Svar uden navn".to_owned());
        state.everything_said().find(asks).cloned().unwrap()
    });
    let receipt = answer(&town, "Asta", &prompt, "Jeg savner ro.").await;
    assert!(contents(&town, prompt.channel).contains(&"**En kollega:** Jeg savner ro.".to_owned()));
    town.click("Asta", receipt.id, ERASE).await;
    town.settled().await;
    assert!(!contents(&town, prompt.channel).concat().contains("Jeg savner ro."));
    answer(&town, "Asta", &prompt, "Jeg savner ro igen.").await;
    let post = posted(&town, prompt.channel).pop().unwrap();
    town.world.owner(town.world.guild("Biblioteket").unwrap()).unwrap().delete(post.id).unwrap();
    expect(&town, &[]).await;
    town.end().await;
}

#[tokio::test]
async fn answers_without_a_name_go_after_their_time_and_with_all_that_a_team_has() {
    let (town, prompt, _) = Town::with_prompt().await;
    answer(&town, "Asta", &prompt, "Jeg savner ro.").await;
    town.travel(local(2027, 2, 1, 12, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    expect(&town, &[]).await;
    answer(&town, "Asta", &prompt, "Det gør jeg stadig.").await;
    let question = town.command("Karen", town.channel, "team afslut", &[]).await;
    let sure = town.click("Karen", question.id, "Stop, og slet alt nu").await;
    town.click("Karen", sure.id, "Ja, slet alt nu").await;
    town.settled().await;
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM nameless").await, [0]);
    town.end().await;
}

/// Its post stands, and that is not recorded yet.
#[tokio::test]
async fn erased_while_it_is_being_posted_it_leaves_no_post_though_it_cannot_be_removed_at_once() {
    let mut town = Town::without_bot().await;
    let (posted, go) = (Arc::new(Semaphore::new(0)), Arc::new(Semaphore::new(0)));
    let held = Arc::new(AtomicBool::new(false));
    town.hook = Hook::new({
        let (posted, go, held) = (posted.clone(), go.clone(), held.clone());
        move |boundary| {
            let (posted, go, held) = (posted.clone(), go.clone(), held.clone());
            Box::pin(async move {
                let sent = boundary.side == Side::After && boundary.what == "POST /channels/{}/messages";
                if sent && held.load(Ordering::SeqCst) {
                    posted.add_permits(1);
                    go.acquire().await.unwrap().forget();
                }
            })
        }
    });
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    held.store(true, Ordering::SeqCst);
    let receipt = town.fill("Mette", prompt.id, "Svar uden navn", &[("answer", "fortrudt")]).await;
    posted.acquire().await.unwrap().forget();
    let button = receipt.components[1]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    let erased = town.user("Mette").press(prompt.id, &button).unwrap();
    assert!(shown(&erased.message().await.unwrap()).starts_with("Så er dit svar slettet"));
    assert_eq!(contents(&town, prompt.id), ["**En kollega:** fortrudt"]);
    town.world.faults().next("DELETE", "/channels/{}/messages/{}", Fault::Status(403, 50_013));
    held.store(false, Ordering::SeqCst);
    go.add_permits(10);
    town.wait("the removal to be refused", |town| (town.world.faults().waiting() == 0).then_some(())).await;
    town.pass(Duration::minutes(2)).await;
    assert_eq!(contents(&town, prompt.id), Vec::<String>::new());
    assert_eq!(town.database.numbers("SELECT COUNT(*) FROM nameless").await, [0]);
    town.end().await;
}
