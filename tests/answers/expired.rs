//! P7: what has been kept long enough goes, all of it in one run, and people are answered meanwhile.

use super::expect_texts;
use crate::support::{PATIENCE, Town, local, on_both_engines, shown};
use chrono::Duration;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

on_both_engines!(
    ten_thousand_rows_that_were_kept_long_enough_go_in_one_run,
    answers_are_kept_for_as_many_days_as_the_operator_has_set,
);

/// Answers that have been kept long enough, and things of every other kind.
const ANSWERS: i64 = 10_000;
const OTHERS: i64 = 1_000;
const FRESH: i64 = 50;
/// Where the rows' numbers begin.
const OLD: i64 = 100_000_000;
const NEW: i64 = 200_000_000;

/// How each kind is made from a number `i`; what stands in braces is filled in.
const KINDS: [(&str, &str, &str); 17] = [
    (
        "replies",
        "id",
        "(id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body, written_at)
         SELECT i, {round}, {team}, {guild}, i, 'Borger ' || i, CASE WHEN i % 2 = 0 THEN 'button' ELSE 'thread' END, 7, i,
            'Vi spurgte borgeren, før vi gik i gang, og det hjalp. ' || i, {long} FROM n",
    ),
    (
        "nominations",
        "id",
        "(id, source_id, team_id, guild_id, giver_id, giver_name, without_giver, whole_team, expectation, what, meant, state,
            given_at, asked_at)
         SELECT i, i, {team}, {guild}, CASE WHEN i % 500 = 0 THEN {asta} ELSE 0 END, 'Asta', FALSE, FALSE, 'task', 'Hun blev ' || i, 'Meget', 'asking', {weeks}, {weeks}
            FROM n",
    ),
    ("nominees", "nomination_id", "(nomination_id, user_id, name) SELECT i, 1, 'Mette' FROM n"),
    (
        "consents",
        "nomination_id",
        "(nomination_id, user_id, reach, named, version, withdrawn_at) SELECT i, 1, 'team', FALSE, 1, {weeks} FROM n",
    ),
    (
        "nameless",
        "id",
        "(id, round_id, team_id, guild_id, voice, month, body, print, receipt, stage)
         SELECT i, {round}, {team}, {guild}, 'colleague', '2026-06-01', 'Uden navn ' || i, 'p' || i, 'r' || i, 'unshown' FROM n",
    ),
    (
        "deliveries",
        "id",
        "(id, work_key, guild_id, team_id, job, state, due_at, created_at, ended_at)
         SELECT i, 'old:' || i, {guild}, {team}, '{\"job\":\"gone\"}', 'done', {long}, {long}, {long} FROM n",
    ),
    (
        "steps",
        "id",
        "(id, source_id, team_id, guild_id, author_id, what, frame, due, state, agreed_at, settled_at, channel_id, message_id)
         SELECT i, i, {team}, {guild}, i, 'Vi ringer ' || i, 'o', '2026-06-01', 'done', {long}, {long}, 7, i FROM n",
    ),
    (
        "step_people",
        "step_id",
        "(step_id, user_id, name, part, said_at) SELECT i, 1, 'Mette', 'leads', {long} FROM n",
    ),
    (
        "learnings",
        "id",
        "(id, source_id, team_id, guild_id, author_id, tried, happened, learned, next, state, written_at, shared_at,
            channel_id, message_id)
         SELECT i, i, {team}, {guild}, i, 'Vi prøvede', 'Ingen kom', 'Vi spørger ' || i, '', 'shared', {long}, {long}, 7, i
            FROM n",
    ),
    (
        "olfa_cards",
        "id",
        "(id, source_id, team_id, guild_id, author_id, idea, organisation, leadership, community, employee, verdict,
            written_at, shared_at, channel_id, message_id)
         SELECT i, i, {team}, {guild}, i, 'En nøgletavle ' || i, 'ja', 'ja', 'ja', 'ja', 'go', {long}, {long}, 7, i FROM n",
    ),
    (
        "own_prompts",
        "number",
        "(team_id, number, state, theme, title, body, help, author_id, suggested_at)
         SELECT {team}, i, 'suggested', 'fejring', '', 'Hvad lo du af? ' || i, '', i, {long} FROM n",
    ),
    (
        "suggested_meanings",
        "id",
        "(id, team_id, word, meaning, author_id, suggested_at) SELECT i, {team}, 'agency', 'at vi spørger', i, {long} FROM n",
    ),
    (
        "letter_sources",
        "source_id",
        "(occasion_id, kind, source_id, user_id) SELECT {letter}, 'answer', i, i FROM n",
    ),
    (
        "waiting",
        "user_id",
        "(guild_id, user_id, work_key, job, created_at) SELECT {guild}, i, 'not-shared:' || i, '{\"job\":\"gone\"}', {long} FROM n",
    ),
    ("erased_messages", "message_id", "(message_id, erased_at) SELECT i, {long} FROM n"),
    ("earlier_words", "reply_id", "(reply_id, print, kept_at) SELECT i, 'p', {long} FROM n"),
    (
        "learnings AS drafts",
        "id",
        "(id, source_id, team_id, guild_id, author_id, tried, happened, learned, next, state, written_at)
         SELECT i + 50000000, i + 50000000, {team}, {guild}, i, 'Vi prøvede', '', '', '', 'draft', {days} FROM n",
    ),
];

/// What rows are made of, and when they are from.
struct Made<'a> {
    first: i64,
    round: i64,
    letter: i64,
    /// When answers and the like are from; examples that wait for a yes; what nobody has sent on.
    moments: [&'a str; 3],
}

async fn fill(town: &Town, count: impl Fn(&str) -> i64, from: &Made<'_>) {
    let [team, guild] =
        [town.database.numbers("SELECT id FROM teams").await[0], town.world.guild("Norddjurs").unwrap()];
    for (kind, _, rows) in KINDS {
        let (first, last) = (from.first, from.first + count(kind) - 1);
        let mut rows = rows.to_owned();
        for (name, value) in [
            ("round", from.round),
            ("letter", from.letter),
            ("team", team),
            ("guild", guild),
            ("asta", town.user("Asta").id),
        ] {
            rows = rows.replace(&format!("{{{name}}}"), &value.to_string());
        }
        for (name, moment) in ["long", "weeks", "days"].into_iter().zip(from.moments) {
            rows = rows.replace(&format!("{{{name}}}"), &format!("'{moment}'"));
        }
        let table = kind.split(' ').next().unwrap();
        let numbers = format!("SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}");
        town.database
            .execute(&format!("WITH RECURSIVE n(i) AS ({numbers}) INSERT INTO {table} {rows}"))
            .await;
    }
}

/// How many of the rows made from `first` on still hold something, by kind.
async fn standing(town: &Town, first: i64) -> Vec<(&'static str, i64)> {
    let mut counts = Vec::new();
    for (kind, id, _) in KINDS {
        let (table, more) = match kind {
            "own_prompts" => (kind, "AND body <> ''"),
            "learnings AS drafts" => ("learnings", "AND state = 'draft'"),
            "learnings" => (kind, "AND state = 'shared'"),
            _ => (kind, ""),
        };
        let until = first + OLD;
        let query = format!("SELECT COUNT(*) FROM {table} WHERE {id} >= {first} AND {id} < {until} {more}");
        counts.push((kind, town.database.numbers(&query).await[0]));
    }
    counts
}

/// What tells no words: dates, ids of posts, what was chosen.
async fn aggregates(town: &Town) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in ["occasions", "rounds", "letters", "teams"] {
        counts.extend(town.database.numbers(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    counts
}

async fn ten_thousand_rows_that_were_kept_long_enough_go_in_one_run() {
    let (town, prompt, _) = Town::with_prompt().await;
    let [team, round, guild] = [
        town.database.numbers("SELECT id FROM teams").await[0],
        town.database.numbers("SELECT occasion_id FROM rounds").await[0],
        town.world.guild("Norddjurs").unwrap(),
    ];
    for (id, kind, day) in
        [(OLD, "prompt", "2026-06-01"), (OLD + 1, "letter", "2024-06-01"), (NEW, "letter", "2026-09-01")]
    {
        let moment = format!("{day}T08:00:00+00:00");
        town.database
            .execute(&format!(
                "INSERT INTO occasions (id, team_id, guild_id, kind, local_date, due_at, state, created_at)
                 VALUES ({id}, {team}, {guild}, '{kind}', '{day}', '{moment}', 'posted', '{moment}')"
            ))
            .await;
        let of_kind = if kind == "prompt" {
            format!(
                "INSERT INTO rounds (occasion_id, team_id, guild_id, channel_id, message_id, thread_id, prompt_id, opened_at)
                 VALUES ({id}, {team}, {guild}, 7, {id}, {id}, 'ansvar-01', '{moment}')"
            )
        } else {
            format!(
                "INSERT INTO letters (occasion_id, team_id, guild_id, month, chosen)
                 VALUES ({id}, {team}, {guild}, '{day}', '{{}}')"
            )
        };
        town.database.execute(&of_kind).await;
    }
    let (long, lately) = ("2026-06-01T08:00:00+00:00", "2026-11-02T07:00:00+00:00");
    let old = Made {
        first: OLD,
        round: OLD,
        letter: OLD + 1,
        moments: [long, "2026-10-10T08:00:00+00:00", "2026-10-31T08:00:00+00:00"],
    };
    fill(&town, |kind| if kind == "replies" { ANSWERS } else { OTHERS }, &old).await;
    let new = Made {
        first: NEW,
        round,
        letter: NEW,
        moments: [lately, "2026-10-20T08:00:00+00:00", "2026-11-01T20:00:00+00:00"],
    };
    fill(&town, |_| FRESH, &new).await;
    let (before, fresh) = (aggregates(&town).await, standing(&town, NEW).await);
    assert_eq!(fresh, KINDS.map(|(kind, ..)| (kind, FRESH)));
    assert!(standing(&town, OLD).await.iter().all(|(_, count)| *count >= OTHERS));

    // The next look is due; people go on meanwhile.
    town.clock.advance(Duration::minutes(11));
    town.core().ring();
    let (began, over) = (Instant::now(), AtomicBool::new(false));
    let people = async {
        let (mut asked, mut slowest) = (0, [std::time::Duration::ZERO; 2]);
        while !over.load(Ordering::Relaxed) {
            let began = Instant::now();
            town.core().store.set_instance("meanwhile", &asked.to_string()).await.unwrap();
            slowest[0] = slowest[0].max(began.elapsed());
            let began = Instant::now();
            town.click("Asta", prompt.id, "Hvad gemmes?").await;
            slowest[1] = slowest[1].max(began.elapsed());
            asked += 1;
        }
        (asked, slowest)
    };
    let erased = async {
        while standing(&town, OLD).await.iter().any(|(_, count)| *count > 0) {
            assert!(began.elapsed() < PATIENCE, "{:?} are left", standing(&town, OLD).await);
        }
        over.store(true, Ordering::Relaxed);
        began.elapsed()
    };
    let ((asked, slowest), took) = tokio::join!(people, erased);
    println!(
        "{} rows were erased in {:.1?}; meanwhile a write waited {:.0?} at most, a person {:.0?}, {asked} of each",
        ANSWERS + 16 * OTHERS,
        took,
        slowest[0],
        slowest[1],
    );
    // Whatever else runs on the machine: nobody waited for more than a part of it.
    assert!(slowest.iter().all(|one| *one * 3 < took), "{slowest:?} of {took:?}");
    assert_eq!(standing(&town, NEW).await, fresh, "what is fresh stays");
    assert_eq!(aggregates(&town).await, before, "what tells no words stays");
    // Posts that stand are known for as long as somebody may want to be erased: of answers by button, steps, learnings, cards.
    let left = town.database.numbers("SELECT COUNT(*) FROM left_posts").await;
    assert!(left[0] > 0, "{left:?}");
    town.end().await;
}

async fn answers_are_kept_for_as_many_days_as_the_operator_has_set() {
    let mut town = Town::without_bot().await;
    town.retention_days = 30;
    town.start().await;
    town.set_up(town.channel).await;
    town.travel(local(2026, 11, 2, 9, 0)).await;
    let prompt = town.prompts(town.channel).pop().unwrap();
    assert!(shown(&prompt).contains("i højst 30 dage"), "{}", shown(&prompt));
    let help = shown(&town.command("Asta", town.channel, "hjælp", &[]).await);
    assert!(help.contains("Svar og forslag i højst 30 dage."), "{help}");
    town.user("Asta").say(prompt.id, "Vi delte vagten").unwrap();
    town.fill("Bo", prompt.id, "Svar uden navn", &[("answer", "Vi spurgte først")]).await;
    expect_texts(&town, &["Vi delte vagten"]).await;
    let nameless = "SELECT COUNT(*) FROM nameless";
    town.travel(local(2026, 12, 2, 8, 50)).await;
    expect_texts(&town, &["Vi delte vagten"]).await;
    assert_eq!(town.database.numbers(nameless).await, [1]);
    town.travel(local(2026, 12, 2, 9, 30)).await;
    expect_texts(&town, &[]).await;
    for _ in 0..500 {
        if town.database.numbers(nameless).await == [0] {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(town.database.numbers(nameless).await, [0]);
    town.end().await;
}
