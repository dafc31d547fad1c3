//! The menus of messages and people: an example that begins with what somebody wrote, whatever becomes of that
//! meanwhile.

use super::{asker, at, end, example, files_hold, told};
use crate::support::{Town, buttons, shown};
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{ChannelId, GuildId, MessageId, UserId};
use aktor::sandbox::actor::{InteractionHandle, Opened};
use aktor::sandbox::faults::Fault;
use aktor::sandbox::rest::RateLimits;
use aktor::sandbox::world::{Draft, File, GuildSpec, Message};
use std::time::{Duration, Instant};

const MENU: &str = "Fremhæv som godt eksempel";
const PERSON: &str = "Fremhæv kollega";
const WHAT: &str = "Hvad skete der?";

/// A use of a message's menu, and its private answer.
async fn point(town: &Town, who: &str, message: i64) -> Message {
    let said = town.user(who).message_menu(message, MENU).unwrap().message().await.unwrap();
    assert_eq!(said.only_for, Some(town.user(who).id));
    said
}

fn choose(town: &Town, who: &str, asked: &Message, expectation: &str) -> InteractionHandle {
    town.user(who).choose(asked.id, "Vælg en forventning", &[expectation]).unwrap()
}

/// The form behind a choice.
async fn form(town: &Town, who: &str, asked: &Message) -> Opened {
    choose(town, who, asked, "Påvirk helheden positivt").modal().await.unwrap()
}

/// What stands in a form's first field.
fn beginning(form: &Opened) -> String {
    let input = &form.body["components"][0]["components"][0];
    assert_eq!(input["label"], WHAT);
    input["value"].as_str().unwrap_or_default().to_owned()
}

async fn send(town: &Town, who: &str, form: &Opened, fields: &[(&str, &str)]) -> String {
    let said = shown(&town.user(who).submit(form, fields).unwrap().message().await.unwrap());
    town.settled().await;
    said
}

#[tokio::test]
async fn a_message_is_the_beginning_and_its_author_the_colleague_also_across_restarts() {
    let (mut town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Jeg ringede til skolen i går.").unwrap();
    let asked = point(&town, "Asta", message).await;
    assert!(shown(&asked).contains("Det handler om Mette"), "{}", shown(&asked));
    assert!(shown(&asked).contains(&format!("/{thread}/{message}")), "{}", shown(&asked));
    town.kill().await;
    town.start().await;
    let form = form(&town, "Asta", &asked).await;
    assert_eq!(beginning(&form), "Jeg ringede til skolen i går.");
    town.kill().await;
    town.start().await;
    let said = send(&town, "Asta", &form, &[("Hvad betød det?", "Drengen kom i skole.")]).await;
    assert!(said.contains("Jeg spørger Mette privat"), "{said}");
    let question = shown(&town.letter_to("Mette"));
    for part in ["Jeg ringede til skolen i går.", "Drengen kom i skole.", "Påvirk helheden positivt"] {
        assert!(question.contains(part), "{part} is missing in {question}");
    }
    super::answer(&town, "Mette", super::YES).await;
    assert!(example(&town).contains("Mette"));
    end(town).await;
}

#[tokio::test]
async fn what_cannot_be_highlighted_is_refused_warmly() {
    let (town, prompt, thread) = Town::with_prompt().await;
    let own = town.user("Asta").say(thread, "Mit eget").unwrap();
    let picture = File { filename: "billede.png".to_owned(), ..File::default() };
    let mut wordless = Draft::text("");
    wordless.files.push(picture);
    let wordless = town.user("Bo").send(thread, wordless).unwrap();
    let talk = town.user("Bo").say(town.channel, "En anden snak").unwrap();
    let talk = town.user("Bo").open_thread(talk, "Snak").unwrap();
    let starter = town.with(|state| state.said_in(talk).next().unwrap().id);
    let cases = [
        (own, "Det er din egen besked."),
        (prompt.id, "skrevet af en bot"),
        (wordless, "ingen ord"),
        (starter, "fra Discord selv"),
    ];
    for (message, why) in cases {
        let said = point(&town, "Asta", message).await;
        assert!(shown(&said).contains(why), "{}", shown(&said));
        assert!(said.components.is_empty(), "nothing to choose");
    }
    let school = town.world.channel("skolen").unwrap();
    let elsewhere = town.user("Bo").say(school, "På skolen").unwrap();
    let said = shown(&point(&town, "Asta", elsewhere).await);
    assert!(said.contains(&format!("Prøv i <#{}>", town.channel)), "{said}");
    end(town).await;
}

#[tokio::test]
async fn an_answer_given_by_button_is_its_writers_not_the_bots() {
    let (town, prompt, thread) = Town::with_prompt().await;
    town.fill("Mette", prompt.id, "Svar", &[("answer", "Jeg bad *alle* om hjælp.")]).await;
    town.settled().await;
    let post = town.posts(thread).into_iter().find(|m| m.content.starts_with("**Mette:**")).unwrap();
    let said = shown(&point(&town, "Mette", post.id).await);
    assert!(said.contains("Det er din egen besked."), "{said}");
    let asked = point(&town, "Asta", post.id).await;
    let form = form(&town, "Asta", &asked).await;
    assert_eq!(beginning(&form), "Jeg bad *alle* om hjælp.");
    assert!(send(&town, "Asta", &form, &[]).await.contains("Jeg spørger Mette privat"));
    end(town).await;
}

#[tokio::test]
async fn personal_data_and_others_who_are_mentioned_stay_out_and_long_words_are_cut() {
    let (town, _, thread) = Town::with_prompt().await;
    let words = format!(
        "<@{}> og jeg fandt 010190-1234. #GodtEksempel {}",
        town.user("Bo").id,
        "og så videre ".repeat(130)
    );
    let message = town.user("Mette").say(thread, &words).unwrap();
    let form = form(&town, "Asta", &point(&town, "Asta", message).await).await;
    let begins = beginning(&form);
    assert!(begins.starts_with("en kollega og jeg fandt [cpr fjernet]. og så"), "{begins}");
    assert!(begins.ends_with('…') && begins.chars().count() <= 1_000, "{}", begins.chars().count());
    assert!(send(&town, "Asta", &form, &[]).await.contains("Jeg spørger Mette privat"));
    assert!(!files_hold(&town, "010190").await);
    end(town).await;
}

#[tokio::test]
async fn a_message_changed_meanwhile_begins_as_it_reads_now_and_a_deleted_one_gives_nothing() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Første udgave").unwrap();
    let asked = point(&town, "Asta", message).await;
    town.clock.advance(chrono::Duration::seconds(1));
    town.user("Mette").edit(message, "Anden udgave").unwrap();
    assert_eq!(beginning(&form(&town, "Asta", &asked).await), "Anden udgave");
    town.user("Mette").delete(message).unwrap();
    let said = choose(&town, "Asta", &asked, "Bring andre i spil").message().await.unwrap();
    assert!(shown(&said).contains("Beskeden er slettet"), "{}", shown(&said));
    end(town).await;
}

#[tokio::test]
async fn a_choice_made_twice_opens_the_form_twice_and_tells_it_once() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Jeg blev lidt længere.").unwrap();
    let asked = point(&town, "Asta", message).await;
    let first = form(&town, "Asta", &asked).await;
    let second = form(&town, "Asta", &asked).await;
    assert!(send(&town, "Asta", &first, &[]).await.contains("Jeg spørger Mette"));
    let said = send(&town, "Asta", &second, &[(WHAT, "Hun blev længere.")]).await;
    assert!(said.contains("allerede fremhævet") && said.contains("Hun blev længere."), "{said}");
    assert_eq!(told(&town, "Mette").len(), 1);
    // Somebody else may tell of it too.
    let other = form(&town, "Bo", &point(&town, "Bo", message).await).await;
    assert!(send(&town, "Bo", &other, &[]).await.contains("Jeg spørger Mette"));
    // Whether it was a no cannot be found out by telling it again.
    super::answer(&town, "Mette", super::NO).await;
    let again = form(&town, "Bo", &point(&town, "Bo", message).await).await;
    assert!(send(&town, "Bo", &again, &[]).await.contains("allerede fremhævet"));
    end(town).await;
}

#[tokio::test]
async fn two_people_at_once_each_tell_of_it() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Jeg gik forrest.").unwrap();
    let (a, b) = tokio::join!(point(&town, "Asta", message), point(&town, "Bo", message));
    let (a, b) = tokio::join!(form(&town, "Asta", &a), form(&town, "Bo", &b));
    let (a, b) = tokio::join!(send(&town, "Asta", &a, &[]), send(&town, "Bo", &b, &[]));
    assert!(a.contains("Jeg spørger Mette") && b.contains("Jeg spørger Mette"), "{a} {b}");
    assert_eq!(told(&town, "Mette").len(), 2);
    end(town).await;
}

#[tokio::test]
async fn when_the_platform_does_not_answer_the_form_opens_empty_in_time() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Jeg blev.").unwrap();
    let asked = point(&town, "Asta", message).await;
    for fault in [Fault::Hang, Fault::Status(500, 0)] {
        town.world.faults().next("GET", "/channels/{c}/messages/{m}", fault);
        let began = Instant::now();
        let form = form(&town, "Asta", &asked).await;
        assert!(began.elapsed() < Duration::from_millis(2_500), "{:?}", began.elapsed());
        assert_eq!(beginning(&form), "");
        let hint = &form.body["components"][0]["components"][0]["placeholder"];
        assert!(hint.as_str().unwrap().contains("Jeg kunne ikke hente beskeden"), "{hint}");
    }
    let form = form(&town, "Asta", &asked).await;
    assert!(send(&town, "Asta", &form, &[(WHAT, "Hun blev.")]).await.contains("Jeg spørger Mette"));
    end(town).await;
}

#[tokio::test]
async fn a_message_of_another_channel_or_server_is_not_read() {
    let neighbour = GuildSpec::new("Syddjurs").channel("plejehjemmet").member("Otto");
    let mut town = Town::built(vec![neighbour], RateLimits::off(), None).await;
    town.start().await;
    town.set_up(town.channel).await;
    let message = town.user("Mette").say(town.channel, "Vores egen snak").unwrap();
    let mut elsewhere = asker(&town, "Otto");
    elsewhere.guild = GuildId(town.world.guild("Syddjurs").unwrap());
    elsewhere.channel = ChannelId(town.world.channel("plejehjemmet").unwrap());
    let mut next_door = asker(&town, "Asta");
    next_door.channel = ChannelId(town.world.channel("skolen").unwrap());
    for asker in [elsewhere, next_door] {
        let (message, author) = (MessageId(message), UserId(town.user("Mette").id));
        let form = town.core().message_form(&asker, message, author, Expectation::Task).await;
        assert!(form.is_err(), "{form:?}");
    }
    end(town).await;
}

#[tokio::test]
async fn a_person_is_the_beginning_and_bots_and_oneself_are_refused() {
    let town = Town::with_team().await;
    let menu = async |user: i64| {
        let menu = town.user("Asta").user_menu(town.channel, user, PERSON).unwrap();
        menu.message().await.unwrap()
    };
    let said = shown(&menu(town.world.bot()).await);
    assert!(said.contains("er en bot"), "{said}");
    let said = shown(&menu(town.user("Asta").id).await);
    assert!(said.contains("Du kan ikke fremhæve dig selv"), "{said}");
    let asked = menu(town.user("Mette").id).await;
    let form = form(&town, "Asta", &asked).await;
    assert_eq!(beginning(&form), "");
    assert!(send(&town, "Asta", &form, &[(WHAT, "Hun spurgte.")]).await.contains("Jeg spørger Mette"));
    let school = town.world.channel("skolen").unwrap();
    let said = town.user("Asta").user_menu(school, town.user("Mette").id, PERSON).unwrap();
    let said = shown(&said.message().await.unwrap());
    assert!(said.contains(&format!("Prøv i <#{}>", town.channel)), "{said}");
    end(town).await;
}

#[tokio::test]
async fn a_menu_used_twice_by_one_event_is_answered_once() {
    let (town, _, thread) = Town::with_prompt().await;
    let message = town.user("Mette").say(thread, "Jeg blev.").unwrap();
    town.sandbox.gateway().double_next(1);
    let asked = point(&town, "Asta", message).await;
    assert_eq!(buttons(&asked), [""; 0]);
    town.travel(at(2, 10)).await;
    assert_eq!(beginning(&form(&town, "Asta", &asked).await), "Jeg blev.");
    end(town).await;
}

#[tokio::test]
async fn menus_are_called_in_english_where_english_is_spoken() {
    let town = Town::new().await;
    let guild = town.world.guild("Norddjurs");
    let names = town.with(|state| {
        let menus = state.commands_in(guild).filter(|command| command.kind != 1);
        let english = |body: &serde_json::Value| body["name_localizations"]["en-GB"].clone();
        menus.map(|menu| (menu.name.clone(), english(&menu.body))).collect::<Vec<_>>()
    });
    assert!(names.iter().any(|(name, english)| name == MENU && english == "Nominate as a good example"));
    assert!(names.iter().any(|(name, english)| name == PERSON && english == "Nominate colleague"));
    assert!(names.iter().all(|(_, english)| english.is_string()), "{names:?}");
    end(town).await;
}
