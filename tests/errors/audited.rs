//! P10: everything that can be used is used, to see what is noted of it: of each administrative act one row, of all else none, and
//! nowhere a word of what was typed.

use super::everywhere::everything;
use super::scene::{Heard, Scene, TYPED};
use crate::support::{Town, buttons};
use aktor::cli::Cli;
use aktor::domain::audit::{Act, Actor, Entry};
use aktor::domain::ids::UserId;
use aktor::service::audit::{ADMINISTRATIVE, NOT_ADMINISTRATIVE};
use chrono::Duration;
use clap::CommandFactory as _;
use regex::Regex;
use serde_json::json;
use std::collections::BTreeSet;

/// What the scene uses without changing anything by it, or on what is one's own.
const CHANGES_NOTHING: [&str; 7] =
    ["EraseStep", "Finish", "OrganisationSet", "Replan", "ShareLearning", "UseMeaning", "team genoptag"];

#[test]
fn whatever_can_be_used_is_administrative_or_is_not() {
    let operators = Cli::command();
    let operators = operators.get_subcommands().map(|command| format!("aktor {}", command.get_name()));
    let mut there: Vec<String> = everything().into_iter().chain(operators).collect();
    let administrative = ADMINISTRATIVE.iter().map(|one| one.0);
    let mut decided: Vec<&str> = administrative.chain(NOT_ADMINISTRATIVE).collect();
    there.sort_unstable();
    decided.sort_unstable();
    let missing: Vec<_> = there.iter().filter(|used| !decided.contains(&used.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}: say in src/service/audit.rs whether they are administrative");
    assert_eq!(decided, there, "once each, and nothing that is no more");
    let noted: BTreeSet<Act> = ADMINISTRATIVE.iter().flat_map(|one| one.1.iter().copied()).collect();
    assert_eq!(noted, Act::ALL.into_iter().collect());
}

/// Reads what is noted, from where it was last read.
struct Reader {
    read: usize,
    acts: BTreeSet<Act>,
}

impl Reader {
    async fn new(town: &Town) -> Self {
        Self { read: Self::all(town).await.len(), acts: BTreeSet::new() }
    }

    async fn all(town: &Town) -> Vec<Entry> {
        town.core().store.audit(None, None, None).await.unwrap()
    }

    async fn fresh(&mut self, town: &Town) -> Vec<Entry> {
        let fresh = Self::all(town).await.split_off(self.read);
        self.read += fresh.len();
        self.acts.extend(fresh.iter().map(|entry| entry.act));
        fresh
    }

    /// One row is fresh: this act, done by this person just now.
    async fn one(&mut self, town: &Town, who: &str, act: Act) {
        town.settled().await;
        let fresh = self.fresh(town).await;
        let found: Vec<_> = fresh.iter().map(|entry| (entry.act, entry.by)).collect();
        assert_eq!(found, [(act, Actor::Person(UserId(town.user(who).id)))], "{who}: {fresh:?}");
        assert_eq!(fresh[0].guild.map(|guild| guild.0), town.world.guild("Norddjurs"));
    }
}

#[tokio::test]
async fn one_row_is_noted_of_each_administrative_act_and_none_of_anything_else() {
    let scene = Box::pin(Scene::new()).await;
    let town = &scene.town;
    let mut reader = Reader::new(town).await;
    let mut silent = BTreeSet::new();
    for used in everything() {
        let handle = scene.used(&used);
        if let Heard::Words(_) = scene.heard(&used, &handle).await {
            town.settled().await;
        }
        let Some((name, acts)) = ADMINISTRATIVE.iter().find(|one| one.0 == used) else {
            assert_eq!(reader.fresh(town).await, [], "{used} is not administrative");
            continue;
        };
        let fresh = reader.fresh(town).await;
        assert!(fresh.len() <= 1, "{used} is noted more than once: {fresh:?}");
        let Some(entry) = fresh.first() else {
            silent.insert(*name);
            continue;
        };
        assert!(acts.contains(&entry.act), "{used}: {entry:?}");
        let by = UserId(town.user(Scene::user_of(&used)).id);
        assert_eq!((entry.by, entry.at), (Actor::Person(by), town.clock.now()), "{used}");
    }
    assert_eq!(silent, CHANGES_NOTHING.into(), "what changed nothing, and nothing else");
    Box::pin(the_rest(&scene, &mut reader)).await;
    let elsewhere =
        [Act::SeatLeft, Act::LetterStopped, Act::PersonErased, Act::CopyMade, Act::CopyRestored].into();
    let all: BTreeSet<Act> = Act::ALL.into();
    assert_eq!(all.difference(&reader.acts).copied().collect::<BTreeSet<_>>(), elsewhere);
    no_words(town).await;
    scene.town.end().await;
}

/// What is used in another way than the scene does.
async fn the_rest(scene: &Scene, reader: &mut Reader) {
    let town = &scene.town;
    town.pass(Duration::minutes(2)).await;
    let here = async |who: &str, path: &str, options: &[(&str, serde_json::Value)]| {
        town.command(who, town.channel, path, options).await
    };
    here("Karen", "team genoptag", &[]).await;
    reader.one(town, "Karen", Act::TeamChanged).await;
    let plan = here("Karen", "team plan", &[]).await;
    assert_eq!(reader.fresh(town).await, [], "what is laid and shown is nobody's act");
    let swap = buttons(&plan).into_iter().find(|label| label.starts_with("Byt")).unwrap();
    town.click("Karen", plan.id, &swap).await;
    reader.one(town, "Karen", Act::PlanChanged).await;
    let karen = town.user("Karen");
    let panel = here("Karen", "organisation indstillinger", &[]).await;
    let role =
        karen.choose(panel.id, "Hvad vil du ændre?", &["HU's rolle"]).unwrap().message().await.unwrap();
    karen.choose(role.id, "HU's rolle", &[&Scene::administrators(town)]).unwrap().message().await.unwrap();
    reader.one(town, "Karen", Act::OrganisationChanged).await;

    let prompt = scene.prompts.shown.embeds[0]["footer"]["text"].as_str().unwrap();
    let panel = here("Ida", "spørgsmål skjul", &[("spørgsmål", json!(prompt))]).await;
    town.click("Ida", panel.id, "Tag frem igen").await;
    reader.one(town, "Ida", Act::PromptShown).await;
    town.click("Ida", panel.id, "Brug de oprindelige ord").await;
    reader.one(town, "Ida", Act::PromptRestored).await;

    let word = [("ord", json!("kurs"))];
    let panel = here("Bo", "hos-os", &word).await;
    town.fill("Bo", panel.id, "Foreslå", &[("meaning", TYPED)]).await;
    let panel = here("Karen", "hos-os", &word).await;
    let options = &panel.components[1]["components"][0]["options"];
    let suggested = options[0]["value"].as_str().unwrap();
    town.user("Karen")
        .choose(panel.id, "Brug et af forslagene", &[suggested])
        .unwrap()
        .message()
        .await
        .unwrap();
    reader.one(town, "Karen", Act::WordSettled).await;

    // What Solvej leaves to TRIO, Ida shares.
    let form = town.user("Solvej").command(town.channel, "læring", &[]).unwrap().modal().await.unwrap();
    let words = [("tried", TYPED), ("happened", TYPED), ("learned", "Vi låner en nøgle"), ("next", TYPED)];
    let own = town.user("Solvej").submit(&form, &words).unwrap().message().await.unwrap();
    town.click("Solvej", own.id, "Lad TRIO dele den").await;
    town.settled().await;
    assert_eq!(reader.fresh(town).await, []);
    let inbox = town.user("Ida").inbox();
    let told = inbox.iter().rfind(|message| buttons(message).contains(&"Læs den".to_owned())).unwrap();
    let read = told.components[0]["components"][0]["custom_id"].as_str().unwrap();
    let left = town.user("Ida").press(told.id, read).unwrap().message().await.unwrap();
    town.click("Ida", left.id, "Del med teamet").await;
    reader.one(town, "Ida", Act::LearningShared).await;

    let panel = here("Karen", "næste-skridt status", &[]).await;
    let step = panel.components[0]["components"][0]["options"][0]["value"].as_str().unwrap();
    let step = town.user("Karen").choose(panel.id, "Vælg et skridt", &[step]).unwrap();
    let step = step.message().await.unwrap();
    town.click("Karen", step.id, "Slet skridtet").await;
    reader.one(town, "Karen", Act::StepErased).await;

    let question = here("Karen", "team afslut", &[]).await;
    town.click("Karen", question.id, "Stop, og behold til fristen").await;
    reader.one(town, "Karen", Act::TeamFinished).await;
    here("Karen", "opret-team", &[("navn", json!("Kanarierne"))]).await;
    reader.one(town, "Karen", Act::TeamSetUp).await;
    here("Karen", "opret-team", &[("navn", json!("Solsortene"))]).await;
    reader.one(town, "Karen", Act::TeamChanged).await;
    let question = here("Karen", "team afslut", &[]).await;
    let sure = town.click("Karen", question.id, "Stop, og slet alt nu").await;
    assert_eq!(reader.fresh(town).await, []);
    town.click("Karen", sure.id, "Ja, slet alt nu").await;
    reader.one(town, "Karen", Act::TeamErased).await;
}

/// Every cell is a number, a moment, an id or keys; none holds a word that was typed or a name.
async fn no_words(town: &Town) {
    let cells = town.database.cells().await;
    let plain = Regex::new(r"^[a-z0-9,-]{1,80}$").unwrap();
    let mut read = 0;
    for (column, values) in cells.iter().filter(|(column, _)| column.starts_with("audit.")) {
        for value in values.iter().filter(|_| column != "audit.done_at") {
            assert!(plain.is_match(value), "{column}: {value}");
            for word in ["kanari", "solsort", "lykkedes", "karen", "hjemmepleje"] {
                assert!(!value.contains(word), "{column}: {value}");
            }
            read += 1;
        }
    }
    assert!(read > 100, "{read}");
}
