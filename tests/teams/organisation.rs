//! `/organisation indstillinger`, and what goes before anything goes live.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::language::Language::Danish;
use aktor::domain::organisation::{Organisation, Step};
use aktor::sandbox::world::{Message, permission};
use aktor::text::{answers, errors, list, names, organisation};
use serde_json::json;

on_both_engines!(
    everything_that_is_set_is_kept_and_said,
    nothing_is_posted_before_the_record_is_complete_and_then_it_is_posted_once,
    a_record_that_is_required_later_stops_what_was_going_on
);

const CHANGE: &str = "Hvad vil du ændre?";
const STEPS: [&str; 4] =
    ["Drøftelse i MED", "Konsekvensanalyse (DPIA)", "Vurdering af platformen", "Besked til medarbejderne"];

async fn panel(town: &Town) -> Message {
    town.command("Karen", town.channel, "organisation indstillinger", &[]).await
}

async fn kept(town: &Town) -> Organisation {
    let guild = town.world.guild("Norddjurs").unwrap();
    town.core().store.organisation(aktor::domain::ids::GuildId(guild)).await.unwrap()
}

async fn fill(town: &Town, matter: &str, fields: &[(&str, &str)]) -> String {
    town.clock.advance(chrono::Duration::seconds(20));
    let karen = town.user("Karen");
    let form = karen.choose(panel(town).await.id, CHANGE, &[matter]).unwrap().modal().await.unwrap();
    shown(&karen.submit(&form, fields).unwrap().message().await.unwrap())
}

async fn settle(town: &Town, step: &str) -> String {
    fill(town, step, &[("date", "2026-10-05"), ("reference", "Referat, punkt 4")]).await
}

async fn required() -> Town {
    let mut town = Town::without_bot().await;
    town.go_live_required = true;
    town.start().await;
    town
}

async fn everything_that_is_set_is_kept_and_said() {
    let mut town = Town::with_team().await;
    let shows = panel(&town).await;
    assert_eq!(shows.only_for, Some(town.user("Karen").id));
    assert!(
        shown(&shows).contains("Ikke valgt endnu.") && shown(&shows).contains("Mangler."),
        "{}",
        shown(&shows)
    );
    let contact = fill(&town, "Kontakt om data", &[("contact", "dpo@norddjurs.example, 87 12 34 56")]).await;
    assert!(contact.contains("dpo@norddjurs") && contact.contains("87 12 34 56"), "{contact}");
    let legal = [("controller", "Norddjurs *Kommune*"), ("purpose", "At vi taler sammen om ansvar")];
    let legal = fill(&town, "Dataansvarlig og formål", &legal).await;
    assert!(
        legal.contains("Dataansvarlig: Norddjurs \\*Kommune\\*\nFormål: At vi taler sammen om ansvar"),
        "{legal}"
    );
    for step in STEPS {
        let said = settle(&town, step).await;
        assert!(said.contains(&format!("**{step}:** 5. oktober 2026 · Referat, punkt 4")), "{said}");
        assert_eq!(said.contains(&organisation::record_complete(Danish)), step == STEPS[3], "{said}");
    }
    let karen = town.user("Karen");
    let guild = town.world.guild("Norddjurs").unwrap();
    let role = town.with(|state| {
        let guild = state.guild(guild).unwrap();
        guild.roles.values().find(|role| role.name == "Administrator").unwrap().id
    });
    let opened =
        karen.choose(panel(&town).await.id, CHANGE, &["HU's rolle"]).unwrap().message().await.unwrap();
    assert_eq!(buttons(&opened), ["Tilbage"]);
    let taken = karen.choose(opened.id, "HU's rolle", &[&role.to_string()]).unwrap().message().await.unwrap();
    assert!(shown(&taken).contains(&format!("<@&{role}>")), "{}", shown(&taken));
    // A panel works after a restart.
    town.kill().await;
    town.start().await;
    let opened = karen.choose(taken.id, CHANGE, &["HU's rolle"]).unwrap().message().await.unwrap();
    let gone = karen.click(opened.id, "Fjern valget").unwrap().message().await.unwrap();
    assert!(!shown(&gone).contains("<@&"), "{}", shown(&gone));
    let organisation = kept(&town).await;
    assert_eq!(organisation.controller.as_deref(), Some("Norddjurs *Kommune*"));
    assert_eq!((organisation.missing(), organisation.reader_role), (Vec::new(), None));
    let status = town.status().await;
    assert!(status.contains("Drøftelse i MED: 5. oktober 2026 · Referat, punkt 4"), "{status}");
    town.end().await;
}

#[tokio::test]
async fn the_information_text_names_controller_and_contact_wherever_it_is_shown() {
    let town = Town::with_team().await;
    let before = shown(&town.command("Asta", town.channel, "hjælp", &[]).await);
    assert!(before.contains("Din arbejdsplads er dataansvarlig."), "{before}");
    fill(&town, "Kontakt om data", &[("contact", "Dorte i stab, dpo@norddjurs.example")]).await;
    let legal = [("controller", "Norddjurs Kommune"), ("purpose", "At vi lærer af hinanden")];
    fill(&town, "Dataansvarlig og formål", &legal).await;
    let introduction = town.posts(town.channel).remove(0);
    let kept = shown(&town.click("Asta", introduction.id, "Hvad gemmes?").await);
    let help = shown(&town.command("Asta", town.channel, "hjælp", &[]).await);
    for text in [kept, help] {
        assert!(text.contains("Norddjurs Kommune er dataansvarlig."), "{text}");
        assert!(text.contains("Spørg Dorte i stab, dpo@norddjurs"), "{text}");
        assert!(text.contains("At vi lærer af hinanden"), "{text}");
    }
    let school = town.world.channel("skolen").unwrap();
    town.set_up(school).await;
    let told = shown(&town.posts(school).remove(0));
    assert!(told.contains("Norddjurs Kommune er dataansvarlig.") && told.contains("Spørg Dorte"), "{told}");
    town.end().await;
}

#[tokio::test]
async fn only_an_administrator_sets_it_and_what_is_wrong_is_said() {
    let town = Town::with_team().await;
    town.world.offer_to_everyone("organisation");
    let refused = shown(&town.command("Asta", town.channel, "organisation indstillinger", &[]).await);
    assert_eq!(refused, errors::error_only_administrator(Danish));
    let half = organisation::step_half(Danish);
    for (matter, fields, why) in [
        (STEPS[0], vec![("date", "2026-10-05")], half.clone()),
        (STEPS[0], vec![("reference", "Punkt 4")], half),
        (
            STEPS[0],
            vec![("date", "engang"), ("reference", "Punkt 4")],
            errors::error_unknown_date(Danish, "engang"),
        ),
        (
            STEPS[0],
            vec![("date", "2027-01-04"), ("reference", "Punkt 4")],
            organisation::step_future(Danish, "4. januar 2027"),
        ),
        (
            STEPS[0],
            vec![("date", "2026-10-05"), ("reference", "Ring 87 12 34 56")],
            answers::redacted_phone(Danish),
        ),
        ("Kontakt om data", vec![("contact", "Dorte, 010190-1234")], answers::redacted_cpr(Danish)),
    ] {
        let said = fill(&town, matter, &fields).await;
        assert!(said.starts_with(&why), "{matter} {fields:?}: {said}");
    }
    let karen = town.user("Karen");
    let office = town.world.channel("vej-og-park").unwrap();
    town.world.deny_bot(office, permission::SEND_MESSAGES);
    let opened = karen
        .choose(panel(&town).await.id, CHANGE, &["Organisationens kanal"])
        .unwrap()
        .message()
        .await
        .unwrap();
    let missing = karen
        .choose(opened.id, "Organisationens kanal", &[&office.to_string()])
        .unwrap()
        .message()
        .await
        .unwrap();
    assert!(shown(&missing).contains("Send beskeder"), "{}", shown(&missing));
    assert_eq!(kept(&town).await, Organisation::default(), "nothing was changed");
    // A step is taken back by leaving both fields empty.
    settle(&town, STEPS[0]).await;
    let back = fill(&town, STEPS[0], &[("date", ""), ("reference", "")]).await;
    assert!(back.contains("**Drøftelse i MED:** Mangler."), "{back}");
    town.end().await;
}

async fn nothing_is_posted_before_the_record_is_complete_and_then_it_is_posted_once() {
    let mut town = required().await;
    let set_up = shown(&town.command("Karen", town.channel, "opret-team", &[]).await);
    assert!(set_up.contains(&organisation::setup_waits(Danish)), "{set_up}");
    let missing = |steps: &[Step]| {
        let names: Vec<String> = steps.iter().map(|step| names::step(Danish, *step)).collect();
        organisation::not_live(Danish, &list(Danish, &names))
    };
    let now = shown(&town.command("Karen", town.channel, "team send-nu", &[]).await);
    assert_eq!(now, missing(&Step::ALL));
    town.travel(local(2026, 11, 9, 9, 0)).await;
    assert_eq!(town.posts(town.channel).len(), 0, "not even the introduction");
    let told = town.nominate("Asta", "Mette", "Hun blev ved, til det lykkedes.").await;
    assert!(shown(&told).starts_with(&missing(&Step::ALL)), "{}", shown(&told));
    assert!(shown(&told).contains("Hun blev ved"), "what was typed comes back: {}", shown(&told));
    assert_eq!(town.user("Mette").inbox().len(), 0);
    for said in super::informed::try_everything(&town).await {
        assert!(said.starts_with(&missing(&Step::ALL)), "{said}");
    }
    let status = town.status().await;
    assert!(status.contains(&names::parked(Danish, aktor::domain::team::Parked::GoLive)), "{status}");
    assert!(status.contains("Vurdering af platformen: Mangler."), "{status}");
    for step in &STEPS[..3] {
        settle(&town, step).await;
    }
    town.kill().await;
    town.start().await;
    town.travel(local(2026, 11, 10, 10, 0)).await;
    assert_eq!(town.posts(town.channel).len(), 0, "one step is missing");
    let done = settle(&town, STEPS[3]).await;
    assert!(done.contains(&organisation::record_complete(Danish)), "{done}");
    town.pass(chrono::Duration::minutes(1)).await;
    let posts: Vec<String> = town.posts(town.channel).iter().map(shown).collect();
    assert_eq!(posts.len(), 2, "{posts:?}");
    assert!(posts[0].contains("Goddag") && posts[1].contains("Ugens spørgsmål · uge 46"), "{posts:?}");
    let status = town.status().await;
    assert!(status.contains("2. november 2026: Vi var ikke gået i gang på serveren endnu."), "{status}");
    town.travel(local(2026, 11, 17, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 2, "nothing is doubled");
    town.end().await;
}

async fn a_record_that_is_required_later_stops_what_was_going_on() {
    let (mut town, prompt, thread) = Town::with_prompt().await;
    town.stop().await;
    town.go_live_required = true;
    town.start().await;
    town.user("Asta").say(thread, "Det her bliver ikke samlet.").unwrap();
    let said = town.fill("Bo", prompt.id, "Svar", &[("answer", "Heller ikke det her.")]).await;
    assert!(shown(&said).starts_with("Vi er ikke gået i gang her endnu."), "{}", shown(&said));
    town.travel(local(2026, 11, 9, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    let store = &town.core().store;
    let round = store.rounds_since(None, chrono::DateTime::UNIX_EPOCH).await.unwrap().remove(0);
    assert_eq!(store.replies_of_round(round.occasion).await.unwrap(), []);
    // Not required any more: it goes on.
    town.stop().await;
    town.go_live_required = false;
    town.start().await;
    town.travel(local(2026, 11, 9, 13, 0)).await;
    town.wait("the prompt", |town| (town.prompts(town.channel).len() == 2).then_some(())).await;
    town.settled().await;
    let status = town.status().await;
    assert!(!status.contains("Mangler."), "{status}");
    let seats = [("leder", json!(town.user("Ida").id.to_string()))];
    town.command("Karen", town.channel, "team trio", &seats).await;
    town.settled().await;
    assert_eq!(town.user("Ida").inbox().len(), 1);
    town.end().await;
}
