//! A whole year of a busy team, and then one person is erased: no byte of them is left.

use super::{CANARY, all_posts, leave_no_byte, share_idea, share_learning};
use crate::answers::{Page, files_with, metrics};
use crate::backup::{aktor, done};
use crate::support::{Town, local, shown};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::Copenhagen;
use serde_json::json;

/// Five past nine on the `nth` Monday.
fn monday(nth: i64) -> DateTime<Utc> {
    local(2026, 11, 2, 9, 5) + Duration::days(7 * nth)
}

/// What Asta does once a month, and others do with her.
async fn month(town: &Town, prompt: i64, n: i64) {
    town.fill("Asta", prompt, "Svar", &[("answer", &format!("Med knappen {n} {CANARY}"))]).await;
    town.fill("Asta", prompt, "Svar uden navn", &[("answer", &format!("Uden navn {n}"))]).await;
    town.nominate("Asta", "Bo", &format!("Bo blev nummer {n}, til borgeren sov.")).await;
    town.click("Bo", town.letter_to("Bo").id, "Ja, gerne").await;
    town.nominate("Asta", "Mette", &format!("Mette ringede {n} {CANARY}")).await;
    town.nominate("Jens", "Asta", &format!("Asta fandt nøgle nummer {n}.")).await;
    town.click("Asta", town.letter_to("Asta").id, "Ja, gerne").await;
    town.pass(Duration::minutes(2)).await;
    let day = (town.clock.now() + Duration::days(14)).with_timezone(&Copenhagen).format("%d/%m").to_string();
    let step = [("hvad", json!(format!("Vi ringer {n} {CANARY}"))), ("hvornår", json!(day))];
    town.command("Asta", town.channel, "næste-skridt aftal", &step).await;
    share_learning(town, &format!("Vi prøvede {n} {CANARY}")).await;
    town.pass(Duration::minutes(2)).await;
    share_idea(town, &format!("En tavle {n} {CANARY}")).await;
    town.settled().await;
}

#[tokio::test]
async fn a_year_of_a_busy_team_holds_no_byte_of_who_was_erased() {
    let (page, log) = Page::at("info");
    let mut town = Town::without_bot().await;
    town.read_log(log);
    town.start().await;
    town.set_up(town.channel).await;
    let id = town.user("Asta").id.to_string();
    let (mut asked, mut last) = (0, 0);
    for week in 0..52 {
        town.travel(monday(week)).await;
        let Some(prompt) = town.prompts(town.channel).pop().filter(|prompt| prompt.id != last) else {
            continue;
        };
        (asked, last) = (asked + 1, prompt.id);
        town.user("Asta").say(prompt.id, &format!("Uge {week}: jeg spurgte først {CANARY}")).unwrap();
        for (who, said) in [("Bo", "vi delte vagten"), ("Mette", "vi holdt pause"), ("Jens", "vi ringede")] {
            town.user(who).say(prompt.id, &format!("Uge {week}: {said}, tak <@{id}>")).unwrap();
        }
        if asked % 4 == 1 {
            month(&town, prompt.id, week).await;
        }
    }
    town.travel(monday(52)).await;
    let thread = town.prompts(town.channel).pop().unwrap().id;
    town.user("Asta").say(thread, &format!("til sidst {CANARY}")).unwrap();
    town.wait("the last answer", |town| (!files_with(town, "til sidst").is_empty()).then_some(())).await;
    let letters =
        |town: &Town| town.posts(town.channel).iter().filter(|m| shown(m).contains("Månedsbrev ·")).count();
    assert!(asked > 35 && letters(&town) >= 10, "{asked} weeks, {} letters", letters(&town));
    let before = all_posts(&town);
    assert!(before.contains(CANARY) && before.contains("Asta"), "{before}");

    let asking = town.command("Asta", town.channel, "mine-data slet", &[]).await;
    let said = shown(&town.click("Asta", asking.id, "Ja, slet alt om mig").await);
    assert!(said.starts_with("Så er alt om dig slettet"), "{said}");
    town.settled().await;
    leave_no_byte(&town, &[CANARY, &id, "Asta"]).await;
    let posts = all_posts(&town);
    for word in [CANARY, "Asta", &id] {
        let left = posts.split("\n---\n").find(|post| post.contains(word));
        assert_eq!(left, None, "{word} stands in a post");
    }
    assert!(posts.contains("Bo blev nummer") && posts.contains("Uden navn"), "what is not hers stays");
    // Others' data, a copy made now, what was logged and counted.
    let copy = town.database.file().with_file_name("copy.db");
    done(&aktor(&town.database.url(), &["backup", copy.to_str().unwrap()]).await);
    let mut rest = vec![("the log", page.text()), ("the metrics", metrics(&town).await)];
    rest.push(("a backup", String::from_utf8_lossy(&std::fs::read(copy).unwrap()).into_owned()));
    for who in ["Bo", "Mette", "Jens"] {
        let fetched = town.command(who, town.channel, "mine-data hent", &[]).await;
        rest.push((who, String::from_utf8(fetched.attachments[0].bytes.to_vec()).unwrap()));
    }
    for (what, text) in rest {
        for word in [CANARY, "Asta", &id] {
            assert!(!text.contains(word), "{word} stands in {what}");
        }
    }
    town.end().await;
}
