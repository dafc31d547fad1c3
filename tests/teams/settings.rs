//! `/team indstillinger`: everything a team has set, and how each thing is changed.

use crate::support::{Town, buttons, local, on_both_engines, shown};
use aktor::domain::cadence::Cadence;
use aktor::domain::dosing::QuietMonth;
use aktor::domain::language::Language::Danish;
use aktor::domain::team::Team;
use aktor::sandbox::world::{Message, permission};
use aktor::service::platform::Permission;
use aktor::service::refusal::permission_list;
use aktor::text::{answers, errors, settings};
use serde_json::json;

on_both_engines!(
    every_choice_is_kept_and_said,
    breaks_and_closing_days_are_typed_and_the_dates_counted_anew,
    two_devices_at_once_do_not_undo_each_other,
    a_planned_question_stands_when_its_day_is_closed
);

const CHANGE: &str = "Hvad vil du ændre?";

async fn panel(town: &Town) -> Message {
    town.command("Karen", town.channel, "team indstillinger", &[]).await
}

async fn team(town: &Town) -> Team {
    town.core().store.teams(None).await.unwrap().remove(0)
}

/// Opens one setting, makes the choice, and answers what the panel shows then.
async fn choose(town: &Town, setting: &str, select: &str, option: &str) -> Message {
    let karen = town.user("Karen");
    let opened = karen.choose(panel(town).await.id, CHANGE, &[setting]).unwrap().message().await.unwrap();
    karen.choose(opened.id, select, &[option]).unwrap().message().await.unwrap()
}

/// Opens one setting's form, sends it, and answers what is said.
async fn fill(town: &Town, setting: &str, fields: &[(&str, &str)]) -> String {
    let karen = town.user("Karen");
    let form = karen.choose(panel(town).await.id, CHANGE, &[setting]).unwrap().modal().await.unwrap();
    shown(&karen.submit(&form, fields).unwrap().message().await.unwrap())
}

#[tokio::test]
async fn the_panel_says_everything_that_is_set_in_words() {
    let town = Town::with_team().await;
    let shows = panel(&town).await;
    assert_eq!(shows.only_for, Some(town.user("Karen").id));
    let text = shown(&shows);
    for told in [
        "Helligdage er fridage.\nFalder spørgsmålet på en fridag, kommer det næste arbejdsdag.",
        "Sommerferie i uge 28–31.\nJuleferie fra 24. december til 1. januar.",
        "Ingen påmindelse.",
        "Månedsbrevet bliver til én venlig linje.",
        "Ingen. TRIO får private beskeder.",
        "Ikke skrevet endnu.",
        "mindst 5 står bag",
        "Dansk",
        "Europe/Copenhagen",
        "mandag den 2. november kl. 09.00",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    let english = shown(&town.command("Emily", town.channel, "team indstillinger", &[]).await);
    assert!(
        english.contains("Summer break in weeks 28–31.") && english.contains("The core task"),
        "{english}"
    );
    let refused = shown(&town.command("Asta", town.channel, "team indstillinger", &[]).await);
    assert_eq!(refused, errors::error_only_trio(Danish));
    town.end().await;
}

async fn every_choice_is_kept_and_said() {
    let mut town = Town::with_team().await;
    let holidays = choose(&town, "Helligdage", "Helligdage", "Helligdage er almindelige dage.").await;
    assert!(
        shown(&holidays).starts_with("Så er det ændret.\n**Helligdage:** Helligdage er almindelige dage."),
        "{}",
        shown(&holidays)
    );
    choose(
        &town,
        "Helligdage",
        "Når datoen er en fridag",
        "Falder spørgsmålet på en fridag, bliver det sprunget over.",
    )
    .await;
    choose(&town, "Påmindelse", "Påmindelse", "Ja, højst én gang og kun, når ingen har svaret.").await;
    choose(&town, "En stille måned", "En stille måned", "Der kommer ikke noget månedsbrev.").await;
    choose(&town, "Mindste antal bag et tal", "Mindste antal bag et tal", "Mindst 7 mennesker").await;
    let last = choose(&town, "Sprog i kanalen", "Sprog i kanalen", "English").await;
    assert!(shown(&last).contains("**Sprog i kanalen:** English"), "{}", shown(&last));
    let kept = team(&town).await;
    assert!(!kept.dosing.calendar.holidays && kept.dosing.reminder);
    assert_eq!(kept.dosing.holidays.key(), "skip");
    assert_eq!(kept.dosing.quiet_month, QuietMonth::Nothing);
    assert_eq!((kept.k, kept.language.code()), (7, "en"));
    let same = choose(&town, "Sprog i kanalen", "Sprog i kanalen", "English").await;
    assert!(shown(&same).starts_with(&settings::setting_unchanged(Danish)), "{}", shown(&same));
    // A panel from before works after a restart, and shows what stands now.
    let old = panel(&town).await;
    town.kill().await;
    town.start().await;
    let karen = town.user("Karen");
    let opened =
        karen.choose(old.id, CHANGE, &["Mindste antal bag et tal"]).unwrap().message().await.unwrap();
    assert!(
        karen.choose(opened.id, "Mindste antal bag et tal", &["Mindst 6 mennesker"]).is_err(),
        "it cannot be lowered"
    );
    let back = karen.click(opened.id, "Tilbage").unwrap().message().await.unwrap();
    assert!(shown(&back).contains("mindst 7 står bag"), "{}", shown(&back));
    town.end().await;
}

async fn two_devices_at_once_do_not_undo_each_other() {
    let town = Town::with_team().await;
    let mut opened = Vec::new();
    for (who, change, setting) in
        [("Karen", CHANGE, "Påmindelse"), ("Emily", "What do you want to change?", "A quiet month")]
    {
        let panel = town.command(who, town.channel, "team indstillinger", &[]).await;
        opened.push(town.user(who).choose(panel.id, change, &[setting]).unwrap().message().await.unwrap());
    }
    let [mine, yours] = [&opened[0], &opened[1]];
    let yes = "Ja, højst én gang og kun, når ingen har svaret.";
    let both = [
        town.user("Karen").choose(mine.id, "Påmindelse", &[yes]).unwrap(),
        town.user("Emily").choose(yours.id, "A quiet month", &["There is no monthly letter."]).unwrap(),
    ];
    for one in both {
        one.message().await.unwrap();
    }
    let kept = team(&town).await.dosing;
    assert!(kept.reminder && kept.quiet_month == QuietMonth::Nothing, "{kept:?}");
    town.end().await;
}

async fn breaks_and_closing_days_are_typed_and_the_dates_counted_anew() {
    let town = Town::with_team().await;
    let said = fill(
        &town,
        "Ferier og lukkedage",
        &[("summer", "uge 27 til 29"), ("christmas", "nej"), ("weeks", "7, 42 og"), ("closing-days", "9/11")],
    )
    .await;
    assert!(said.starts_with("Jeg forstår ikke ugerne \"42 og\""), "{said}");
    assert!(said.contains("uge 27 til 29") && said.contains("9/11"), "all that was typed comes back: {said}");
    let said = fill(
        &town,
        "Ferier og lukkedage",
        &[
            ("summer", "uge 27 til 29"),
            ("christmas", "nej"),
            ("weeks", "7, uge 42, 47-48"),
            ("closing-days", "9/11, 16. november; 2026-10-30\n24-12-2026"),
        ],
    )
    .await;
    for told in [
        "Sommerferie i uge 27–29.",
        "Ingen juleferie.",
        "Ugerne 7, 42, 47 og 48 holder vi også fri.",
        "Lukkedage: 9. november 2026, 16. november 2026 og 24. december 2026.",
        "Det er allerede gået, så det har jeg ladet ude: 30. oktober 2026.",
        "mandag den 2. november kl. 09.00\ntirsdag den 10. november kl. 09.00\nmandag den 30. november kl. 09.00",
    ] {
        assert!(said.contains(told), "{told} in {said}");
    }
    // The form begins with what stands.
    let karen = town.user("Karen");
    let form =
        karen.choose(panel(&town).await.id, CHANGE, &["Ferier og lukkedage"]).unwrap().modal().await.unwrap();
    let again = shown(&karen.submit(&form, &[]).unwrap().message().await.unwrap());
    assert!(again.starts_with(&settings::setting_unchanged(Danish)), "{again}");
    town.travel(local(2026, 12, 1, 12, 0)).await;
    let zone = chrono_tz::Europe::Copenhagen;
    let asked: Vec<String> = town
        .prompts(town.channel)
        .iter()
        .map(|m| m.sent.with_timezone(&zone).format("%d/%m").to_string())
        .collect();
    assert_eq!(asked, ["02/11", "10/11", "30/11"]);
    town.end().await;
}

#[tokio::test]
async fn what_is_typed_wrong_is_answered_with_what_to_write() {
    let town = Town::with_team().await;
    let weeks = |text: &str| settings::breaks_unknown_weeks(Danish, text);
    for (setting, fields, why) in [
        ("Ferier og lukkedage", vec![("summer", "juli")], weeks("juli")),
        ("Ferier og lukkedage", vec![("summer", "28-54")], weeks("28-54")),
        ("Ferier og lukkedage", vec![("weeks", "42-7")], weeks("42-7")),
        (
            "Ferier og lukkedage",
            vec![("christmas", "måske")],
            settings::breaks_unknown_christmas(Danish, "måske"),
        ),
        ("Ferier og lukkedage", vec![("closing-days", "30/2")], errors::error_unknown_date(Danish, "30/2")),
        ("Ferier og lukkedage", vec![("summer", "1-53")], errors::error_never_open(Danish)),
        ("Kerneopgaven", vec![("core-task", "Ring til 23 45 67 89")], answers::redacted_phone(Danish)),
        (
            "Tidszone",
            vec![("zone", "Evropa/Kopenhagen")],
            settings::zone_unknown(Danish, "Evropa/Kopenhagen", "Europe/Copenhagen"),
        ),
    ] {
        town.clock.advance(chrono::Duration::minutes(1));
        let said = fill(&town, setting, &fields).await;
        assert!(said.starts_with(&why), "{setting} {fields:?}: {said}");
        if why != answers::redacted_phone(Danish) {
            assert!(said.contains(fields[0].1), "it comes back: {said}");
        }
    }
    let days: Vec<String> = (0..61)
        .map(|n| {
            (chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + chrono::Duration::days(n)).to_string()
        })
        .collect();
    let many = fill(&town, "Ferier og lukkedage", &[("closing-days", &days.join(" ,"))]).await;
    assert!(many.starts_with(&settings::breaks_too_many(Danish, 60)), "{many}");
    let kept = team(&town).await;
    assert_eq!(kept.dosing, aktor::domain::dosing::Dosing::default(), "nothing was changed");
    town.end().await;
}

#[tokio::test]
async fn the_core_task_stands_on_cards_that_ask_with_olfa() {
    let town = Town::with_team().await;
    let line = "At borgerne i Auning får en *god* hverdag";
    let said = fill(&town, "Kerneopgaven", &[("core-task", line)]).await;
    assert!(said.contains("At borgerne i Auning får en \\*god\\* hverdag"), "{said}");
    let others: Vec<String> = aktor::domain::prompt::Theme::ALL
        .map(aktor::domain::prompt::Theme::key)
        .into_iter()
        .filter(|key| *key != "olfa")
        .map(str::to_owned)
        .collect();
    let rest =
        town.command("Karen", town.channel, "team tilpas", &[("temaer", json!(others.join(",")))]).await;
    assert!(shown(&rest).contains("mandag den 2. november"), "{}", shown(&rest));
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let card = shown(&town.prompts(town.channel).pop().unwrap());
    assert!(card.contains("**Vores kerneopgave:** At borgerne i Auning får en \\*god\\* hverdag"), "{card}");
    let gone = fill(&town, "Kerneopgaven", &[("core-task", "")]).await;
    assert!(gone.contains("Ikke skrevet endnu."), "{gone}");
    town.end().await;
}

#[tokio::test]
async fn trios_channel_is_looked_at_before_it_is_taken_and_can_be_cleared() {
    let town = Town::with_team().await;
    let office = town.world.channel("vej-og-park").unwrap();
    let karen = town.user("Karen");
    let open = || async {
        let panel = panel(&town).await;
        karen.choose(panel.id, CHANGE, &["TRIO's kanal"]).unwrap().message().await.unwrap()
    };
    let choose = |message: i64, channel: i64| {
        let id = channel.to_string();
        karen.choose(message, "Vælg en kanal", &[id.as_str()]).unwrap()
    };
    let opened = open().await;
    assert_eq!(buttons(&opened), ["Tilbage"]);
    let own = shown(&choose(opened.id, town.channel).message().await.unwrap());
    assert_eq!(own, settings::trio_channel_own(Danish, &format!("<#{}>", town.channel)));
    town.world.deny_bot(office, permission::EMBED_LINKS | permission::CREATE_PUBLIC_THREADS);
    let missing = shown(&choose(opened.id, office).message().await.unwrap());
    let named = permission_list(Danish, &[Permission::EmbedLinks]);
    assert_eq!(
        missing,
        errors::error_missing_permissions(Danish, &format!("<#{office}>"), &named),
        "threads are not needed there"
    );
    town.world.deny_bot(office, permission::VIEW_CHANNEL);
    let unseen = shown(&choose(opened.id, office).message().await.unwrap());
    assert_eq!(unseen, errors::error_cannot_see_channel(Danish, &format!("<#{office}>")));
    town.world.relieve_bot(office);
    let taken = shown(&choose(opened.id, office).message().await.unwrap());
    assert!(taken.contains(&format!("**TRIO's kanal:** <#{office}>")), "{taken}");
    let opened = open().await;
    assert_eq!(buttons(&opened), ["Tilbage", "Brug ingen kanal"]);
    let cleared = karen.click(opened.id, "Brug ingen kanal").unwrap().message().await.unwrap();
    assert!(shown(&cleared).contains("Ingen. TRIO får private beskeder."), "{}", shown(&cleared));
    assert_eq!(team(&town).await.dosing.trio_channel, None);
    town.end().await;
}

#[tokio::test]
async fn another_time_zone_moves_the_wall_clock() {
    let town = Town::with_team().await;
    let said = fill(&town, "Tidszone", &[("zone", "nuuk")]).await;
    assert!(said.contains("America/Nuuk") && said.contains("mandag den 2. november kl. 09.00"), "{said}");
    town.travel(local(2026, 11, 2, 9, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 0);
    town.travel(local(2026, 11, 2, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1, "nine o'clock in Nuuk");
    town.end().await;
}

async fn a_planned_question_stands_when_its_day_is_closed() {
    let town = Town::with_team().await;
    town.travel(local(2026, 11, 2, 8, 59)).await;
    let closed = fill(&town, "Ferier og lukkedage", &[("closing-days", "2026-11-02")]).await;
    assert!(
        closed.contains("tirsdag den 3. november kl. 09.00"),
        "not planned yet, so it is moved: {closed}"
    );
    town.travel(local(2026, 11, 3, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    let open = fill(&town, "Ferier og lukkedage", &[("closing-days", "")]).await;
    assert!(open.contains("mandag den 9. november kl. 09.00"), "{open}");
    town.travel(local(2026, 11, 3, 12, 0)).await;
    assert_eq!(town.prompts(town.channel).len(), 1);
    assert_eq!(town.prompts(town.channel)[0].id, prompt.id);
    assert!(matches!(team(&town).await.cadence, Cadence::Weekly { .. }));
    town.end().await;
}

#[tokio::test]
async fn a_team_that_wants_no_letter_in_a_quiet_month_gets_none() {
    let town = Town::with_team().await;
    town.travel(local(2026, 12, 1, 12, 0)).await;
    assert!(
        town.posts(town.channel)
            .iter()
            .any(|m| shown(m).contains("Der blev ikke skrevet så meget i november"))
    );
    choose(&town, "En stille måned", "En stille måned", "Der kommer ikke noget månedsbrev.").await;
    town.seat(&[("leder", "Mette")]).await;
    town.travel(local(2027, 1, 10, 12, 0)).await;
    let asked: Vec<String> = town.user("Mette").inbox().iter().map(shown).collect();
    let of_a_letter = asked.iter().filter(|text| text.contains("ånedsbrev for"));
    assert_eq!(of_a_letter.count(), 0, "TRIO is not asked about a letter that does not come: {asked:?}");
    let letters: Vec<String> =
        town.posts(town.channel).iter().map(shown).filter(|text| text.contains("Månedsbrev")).collect();
    assert_eq!(letters.len(), 1, "{letters:?}");
    let status = town.status().await;
    assert!(status.contains("Det var en stille måned."), "{status}");
    town.end().await;
}
