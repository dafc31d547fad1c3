//! `/team tilpas`: the team doses the dialogue itself.

use crate::support::{Town, local, on_both_engines, shown};
use aktor::domain::language::Language::{Danish, English};
use aktor::service::adjust::complete_themes;
use aktor::text::{errors, settings};
use chrono::Duration;
use serde_json::{Value, json};

on_both_engines!(
    a_changed_weekday_counts_from_next_week_and_this_weeks_question_still_comes,
    a_weekday_changed_after_this_weeks_question_gives_no_second_one,
    a_fortnight_counts_from_the_question_that_still_comes,
    resting_themes_are_not_asked_about,
    two_panels_at_once_do_not_undo_each_other
);

async fn adjust(town: &Town, who: &str, options: &[(&str, Value)]) -> String {
    shown(&town.command(who, town.channel, "team tilpas", options).await)
}

fn dates(town: &Town) -> Vec<String> {
    let zone = chrono_tz::Europe::Copenhagen;
    let prompts = town.prompts(town.channel);
    prompts.iter().map(|m| m.sent.with_timezone(&zone).format("%a %d %b %H:%M").to_string()).collect()
}

async fn a_changed_weekday_counts_from_next_week_and_this_weeks_question_still_comes() {
    let town = Town::with_team().await;
    let said = adjust(&town, "Karen", &[("ugedag", json!("onsdag")), ("klokkeslæt", json!("10.30"))]).await;
    for told in [
        "Så kommer spørgsmålet hver onsdag kl. 10.30, fra mandag den 9. november.",
        "Indtil da gælder det gamle: hver mandag kl. 09.00",
        "mandag den 2. november kl. 09.00\nonsdag den 11. november kl. 10.30\nonsdag den 18. november kl. 10.30",
    ] {
        assert!(said.contains(told), "{told} in {said}");
    }
    let status = town.status().await;
    assert!(status.contains("hver onsdag kl. 10.30, fra mandag den 9. november"), "{status}");
    town.travel(local(2026, 11, 19, 12, 0)).await;
    assert_eq!(dates(&town), ["Mon 02 Nov 09:00", "Wed 11 Nov 10:30", "Wed 18 Nov 10:30"]);
    let status = town.status().await;
    assert!(status.contains("hver onsdag kl. 10.30\n") && !status.contains("Indtil da"), "{status}");
    town.end().await;
}

async fn a_weekday_changed_after_this_weeks_question_gives_no_second_one() {
    let (town, ..) = Town::with_prompt().await;
    let said = adjust(&town, "Karen", &[("ugedag", json!("fredag"))]).await;
    assert!(said.contains("fredag den 13. november kl. 09.00"), "{said}");
    assert!(!said.contains("fredag den 6. november"), "{said}");
    town.travel(local(2026, 11, 14, 12, 0)).await;
    assert_eq!(dates(&town), ["Mon 02 Nov 09:00", "Fri 13 Nov 09:00"]);
    // And back again within a week, before it counts.
    adjust(&town, "Karen", &[("ugedag", json!("tirsdag"))]).await;
    let back = adjust(&town, "Karen", &[("ugedag", json!("fredag"))]).await;
    assert!(back.contains("hver fredag kl. 09.00.") && !back.contains("Indtil da"), "{back}");
    town.travel(local(2026, 11, 21, 12, 0)).await;
    assert_eq!(dates(&town).last().unwrap(), "Fri 20 Nov 09:00");
    town.end().await;
}

async fn a_fortnight_counts_from_the_question_that_still_comes() {
    let town = Town::with_team().await;
    let said = adjust(&town, "Karen", &[("rytme", json!("hver 2. uge")), ("ugedag", json!("torsdag"))]).await;
    assert!(said.contains("hver anden torsdag kl. 09.00, fra mandag den 9. november"), "{said}");
    town.travel(local(2026, 12, 4, 12, 0)).await;
    assert_eq!(dates(&town), ["Mon 02 Nov 09:00", "Thu 19 Nov 09:00", "Thu 03 Dec 09:00"]);
    town.end().await;
}

#[tokio::test]
async fn another_time_or_rhythm_counts_at_once_unless_this_weeks_question_would_be_lost() {
    let town = Town::with_team().await;
    let later = adjust(&town, "Karen", &[("klokkeslæt", json!("11"))]).await;
    assert!(
        later.contains("hver mandag kl. 11.00.") && later.contains("mandag den 2. november kl. 11.00"),
        "{later}"
    );
    town.pass(Duration::minutes(30)).await;
    let passed = adjust(&town, "Karen", &[("klokkeslæt", json!("08:15"))]).await;
    assert!(passed.contains("hver mandag kl. 08.15, fra mandag den 9. november"), "{passed}");
    let monthly =
        adjust(&town, "Karen", &[("rytme", json!("hver måned")), ("klokkeslæt", json!("11:00"))]).await;
    assert!(
        monthly.contains("den første mandag i måneden kl. 11.00.") && !monthly.contains("Indtil"),
        "{monthly}"
    );
    town.travel(local(2026, 12, 8, 12, 0)).await;
    assert_eq!(dates(&town), ["Mon 02 Nov 11:00", "Mon 07 Dec 11:00"]);
    town.end().await;
}

async fn resting_themes_are_not_asked_about() {
    let town = Town::with_team().await;
    let all = "Ansvar for opgaven, helheden, AT LEDE OG FOELGE, andre i spil, Direction, Samarbejde";
    let unknown = adjust(&town, "Karen", &[("temaer", json!(all))]).await;
    assert!(unknown.starts_with("Jeg kender ikke temaet \"Samarbejde\". Mente du \""), "{unknown}");
    let said =
        adjust(&town, "Karen", &[("temaer", json!("helheden ,AT LEDE OG FOELGE; direction, trust"))]).await;
    assert!(said.contains("Temaer, der hviler\nHelheden, At lede og følge, Kurs og Tillid"), "{said}");
    town.travel(local(2027, 2, 23, 12, 0)).await;
    let asked: Vec<String> = town.prompts(town.channel).iter().map(shown).collect();
    assert!(asked.len() > 12, "{}", asked.len());
    for theme in ["Helheden", "At lede og følge", "Kurs", "Tillid"] {
        assert!(!asked.iter().any(|text| text.contains(&format!("*{theme}"))), "{theme} rests");
    }
    let none = adjust(&town, "Karen", &[("temaer", json!("Ingen"))]).await;
    assert!(none.contains("Ingen. Alle temaer er med."), "{none}");
    town.end().await;
}

#[tokio::test]
async fn without_an_option_a_panel_shows_what_stands_and_changes_it() {
    let mut town = Town::with_team().await;
    let panel = town.command("Karen", town.channel, "team tilpas", &[]).await;
    assert_eq!(panel.only_for, Some(town.user("Karen").id));
    let karen = town.user("Karen");
    let chosen = |message: &aktor::sandbox::world::Message, hint: &str| -> Vec<String> {
        let rows = message.components.iter().map(|row| row["components"][0].clone());
        let select = rows.into_iter().find(|one| one["placeholder"] == hint).unwrap();
        let options = select["options"].as_array().unwrap().clone();
        let chosen = options.into_iter().filter(|one| one["default"] == true);
        chosen.map(|one| one["label"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(chosen(&panel, "Hvor tit?"), ["Hver uge"]);
    assert_eq!(chosen(&panel, "Hvilken dag?"), ["Mandag"]);
    assert_eq!(chosen(&panel, "Hvad tid?"), ["kl. 09.00"]);
    assert_eq!(chosen(&panel, "Temaer, der skal hvile"), [""; 0]);
    // The panel works after a restart.
    town.kill().await;
    town.start().await;
    let now = karen.choose(panel.id, "Temaer, der skal hvile", &["Kurs", "Tillid"]).unwrap();
    let now = now.message().await.unwrap();
    assert_eq!(chosen(&now, "Temaer, der skal hvile"), ["Kurs", "Tillid"]);
    assert!(shown(&now).contains("Så er temaerne ændret."), "{}", shown(&now));
    let now = karen.choose(now.id, "Hvad tid?", &["kl. 13.30"]).unwrap().message().await.unwrap();
    let now = karen.choose(now.id, "Hvor tit?", &["Hver måned"]).unwrap().message().await.unwrap();
    let now = karen.choose(now.id, "Hvilken dag?", &["Torsdag"]).unwrap().message().await.unwrap();
    let text = shown(&now);
    assert!(text.contains("den første torsdag i måneden kl. 13.30"), "{text}");
    let all: Vec<String> = aktor::domain::prompt::Theme::ALL.map(|theme| theme.key().to_owned()).into();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let refused = karen.choose(now.id, "Temaer, der skal hvile", &all).unwrap();
    let refused = shown(&refused.followup(0).await.unwrap());
    assert_eq!(refused, settings::resting_everything(Danish));
    let none = karen.choose(now.id, "Temaer, der skal hvile", &[]).unwrap().message().await.unwrap();
    assert_eq!(chosen(&none, "Temaer, der skal hvile"), [""; 0]);
    town.end().await;
}

async fn two_panels_at_once_do_not_undo_each_other() {
    let town = Town::with_team().await;
    let mine = town.command("Karen", town.channel, "team tilpas", &[]).await;
    let yours = town.command("Emily", town.channel, "team tilpas", &[]).await;
    let first = town.user("Karen").choose(mine.id, "Temaer, der skal hvile", &["Kurs"]).unwrap();
    let second = town.user("Emily").choose(yours.id, "What time?", &["13:30"]).unwrap();
    first.message().await.unwrap();
    second.message().await.unwrap();
    let team = town.core().store.teams(None).await.unwrap().remove(0);
    let resting: Vec<&str> = team.dosing.resting.iter().map(|theme| theme.key()).collect();
    assert_eq!(resting, ["direction"]);
    assert_eq!(team.cadence.time().unwrap().to_string(), "13:30:00");
    town.end().await;
}

#[tokio::test]
async fn only_trio_and_administrators_adjust_and_what_is_wrong_is_said() {
    let town = Town::with_team().await;
    let refused = adjust(&town, "Asta", &[("ugedag", json!("onsdag"))]).await;
    assert_eq!(refused, errors::error_only_trio(Danish));
    let panel = town.command("Karen", town.channel, "team tilpas", &[]).await;
    let select = panel.components[1]["components"][0]["custom_id"].as_str().unwrap().to_owned();
    let introduction = town.posts(town.channel).remove(0);
    let pressed = shown(&town.user("Asta").press(introduction.id, &select).unwrap().message().await.unwrap());
    assert_eq!(pressed, errors::error_only_trio(Danish));
    for (option, value, why) in [
        ("klokkeslæt", "kvart i ni", errors::error_unknown_time(Danish, "kvart i ni")),
        ("temaer", " , ", settings::resting_empty(Danish)),
        ("temaer", "frisætelse", settings::resting_unknown(Danish, "frisætelse", "Frisættelse")),
    ] {
        assert_eq!(adjust(&town, "Karen", &[(option, json!(value))]).await, why, "{option} {value}");
    }
    let english = adjust(&town, "Emily", &[("temaer", json!("Frisaetelse"))]).await;
    assert_eq!(english, settings::resting_unknown(English, "Frisaetelse", "Set free to act"));
    let same = adjust(&town, "Karen", &[("ugedag", json!("mandag"))]).await;
    assert!(same.contains(&settings::adjust_unchanged(Danish)), "{same}");
    town.end().await;
}

#[test]
fn the_last_item_of_a_list_of_themes_is_completed() {
    let first = |typed: &str| complete_themes(Danish, typed).first().cloned().unwrap_or_default();
    assert_eq!(first("psyk"), "Psykologisk tryghed");
    assert_eq!(first("Kurs,FAELL"), "Kurs, Fællesskab");
    assert_eq!(first("kurs, trust, på t"), "kurs, trust, På tværs");
    assert_eq!(first("borger"), "Blik for borgeren");
    assert_eq!(first("ing"), "ingen");
    assert_eq!(complete_themes(English, "no").first().unwrap(), "none");
    assert_eq!(complete_themes(English, "set fr"), ["Set free to act"]);
    assert_eq!(complete_themes(Danish, "Kurs, Kur"), [""; 0], "it stands there already");
    assert_eq!(complete_themes(Danish, "blursdag"), [""; 0]);
    let all = complete_themes(Danish, "");
    assert_eq!(all.len(), 23, "all themes, and none");
    let long =
        format!("{}, ", aktor::domain::prompt::Theme::ALL.map(aktor::domain::prompt::Theme::key).join(", "));
    assert!(complete_themes(Danish, &long).iter().all(|value| value.chars().count() <= 100));
}

#[tokio::test]
async fn lists_of_themes_are_proposed_while_one_is_typed() {
    let town = Town::new().await;
    let typed = town.user("Karen").type_option(town.channel, "team tilpas", "temaer", "Kurs, til").unwrap();
    let values: Vec<String> = typed
        .choices()
        .await
        .unwrap()
        .iter()
        .filter_map(|c| c["value"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(values, ["Kurs, Tillid"]);
    town.end().await;
}
