//! P6: one person, erased from everything. Every column of the schema is here, so that a new one is decided on.

mod columns;

use self::columns::{MENTIONS, NEITHER, NOBODYS, PEOPLE, WORDS};
use super::{GUILD, KAREN, Opened, at, said};
use crate::support::{Database, on_both_engines};
use aktor::domain::audit::Actor;
use aktor::domain::digest::{Chosen, Piece};
use aktor::domain::ids::{GuildId, LearningId, ReplyId, StepId, UserId};
use aktor::service::erasure::After;
use aktor::service::random::Random;
use aktor::store::{Erased, Leaver, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

on_both_engines!(
    every_column_that_can_hold_a_person_is_known,
    whoever_is_erased_stands_nowhere_any_more,
    what_others_agreed_to_stays_without_them,
    another_guild_is_not_touched,
    what_is_on_its_way_when_somebody_is_erased_is_not_kept,
    posts_of_what_is_kept_no_longer_are_taken_down_too,
    a_letter_loses_only_what_was_theirs,
    who_was_noted_and_not_erased_is_erased_with_the_next,
    letters_that_waited_for_them_are_looked_at_again,
    what_is_left_waiting_holds_nobody_who_was_erased_meanwhile,
    a_list_that_cannot_be_read_is_told,
);

/// A person like nobody else.
const ASTA: UserId = UserId(4_700_000_000_000_000_001);
/// A word like no other.
const CANARY: &str = "KANARI";

async fn every_column_that_can_hold_a_person_is_known() {
    let store = Opened::new().await;
    let columns: BTreeSet<String> = store.database.cells().await.into_keys().collect();
    let mut listed: Vec<&str> = [&PEOPLE[..], &WORDS, &MENTIONS, &NOBODYS, &NEITHER].concat();
    listed.sort_unstable();
    let twice: Vec<_> = listed.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(twice.is_empty(), "in two lists: {twice:?}");
    let gone: Vec<_> = listed.iter().filter(|column| !columns.contains(**column)).collect();
    assert!(gone.is_empty(), "not in the schema: {gone:?}");
    // What is neither a number nor text holds nobody.
    let wordless = store.database.wordless().await;
    let unknown: Vec<_> =
        columns.iter().filter(|c| !listed.contains(&c.as_str()) && !wordless.contains(*c)).collect();
    assert!(
        unknown.is_empty(),
        "can a person, or what somebody typed, stand in {unknown:?}? Then let src/store/erasure reach it and src/store/person.rs show it; say so here"
    );
}

/// A store in which a person stands wherever anybody can.
async fn full() -> Opened {
    let store = Opened::with_round().await;
    let (me, old) = (format!("<@{ASTA}>"), format!("<@!{ASTA}>"));
    let when = "'2026-11-02 09:00:00+00:00'";
    let told = Chosen {
        learning: Some(LearningId(51)),
        small: vec![Piece::Quote(ReplyId(71))],
        steps: vec![(StepId(41), aktor::domain::step::Told::Open)],
        ..Chosen::default()
    };
    let told = serde_json::to_string(&told).unwrap();
    let nominations = "INSERT INTO nominations (id, source_id, team_id, guild_id, giver_id, giver_name, without_giver, whole_team,
        expectation, what, meant, state, given_at, asked_at, channel_id, message_id) VALUES";
    let steps = "INSERT INTO steps (id, source_id, team_id, guild_id, author_id, what, frame, due, state, agreed_at, channel_id,
        message_id, asked_channel_id, asked_message_id, asked_version) VALUES";
    let learnings = "INSERT INTO learnings (id, source_id, team_id, guild_id, author_id, author_name, tried, happened, learned,
        next, state, written_at, channel_id, message_id) VALUES";
    let cards = "INSERT INTO olfa_cards (id, source_id, team_id, guild_id, author_id, author_name, idea, organisation, leadership,
        community, employee, written_at, channel_id, message_id) VALUES";
    let prompts = "INSERT INTO own_prompts (team_id, number, state, theme, title, body, help, reason, author_id, author_name,
        suggested_at) VALUES";
    let replies = "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body,
        written_at) VALUES";
    let work =
        "INSERT INTO deliveries (id, work_key, guild_id, team_id, job, state, due_at, created_at) VALUES";
    let waiting = "INSERT INTO waiting (guild_id, user_id, work_key, job, created_at) VALUES";
    let w = CANARY;
    for statement in [
        format!("UPDATE teams SET created_by = {ASTA}, name = 'Hos {me}', dosing = '{{\"core_task\":\"Vi og {old}\"}}'"),
        format!("INSERT INTO organisations VALUES (9, '{{\"contact\":\"{me}\"}}', {ASTA}, {when})"),
        format!("INSERT INTO audit VALUES (900, {when}, 'person', {ASTA}, 9, 1, 'plan-changed', '2026-11-09')"),
        format!("INSERT INTO trio_seats VALUES (1, 'leader', {ASTA}, {when}, TRUE)"),
        format!("INSERT INTO paces VALUES (1, {ASTA}, 'nudge')"),
        format!("INSERT INTO left_posts VALUES (9, 1, {ASTA}, 11, 990)"),
        format!("INSERT INTO departures VALUES (9, {ASTA}, {when})"),
        format!("INSERT INTO letters (occasion_id, team_id, guild_id, month, chosen) VALUES (10, 1, 9, '2026-11-01', '{told}')"),
        format!("INSERT INTO letter_votes VALUES (10, {ASTA}, TRUE, {when})"),
        format!("INSERT INTO letter_absent VALUES (10, {ASTA})"),
        format!("INSERT INTO letter_sources VALUES (10, 'answer', 71, {ASTA})"),
        format!("INSERT INTO suggested_meanings VALUES (61, 1, 'agency', '{w}', {ASTA}, {when})"),
        format!("INSERT INTO suggested_meanings VALUES (62, 1, 'agency', 'som {me}', 100, {when})"),
        format!("INSERT INTO meanings VALUES (1, 'agency', 'som {old} gør', {when})"),
        format!("INSERT INTO prompt_changes VALUES (1, 'ansvar-01', FALSE, '{me}', '{me}', '{me}')"),
        format!("{prompts} (1, 1, 'suggested', 'trust', '{w}', '{w}', '{w}', '{w}', {ASTA}, 'Asta {w}', {when})"),
        format!("{prompts} (1, 2, 'approved', 'trust', 'Te', 'Hvem laver te?', 'Sig frem', NULL, {ASTA}, 'Asta {w}', {when})"),
        format!("{prompts} (1, 3, 'approved', 'trust', '{me}', '{me}', '{me}', '{me}', 100, NULL, {when})"),
        format!("{steps} (41, 1, 1, 9, {ASTA}, '{w}', '{w}', '2026-11-14', 'open', {when}, 11, 410, 11, 411, 1)"),
        format!("{steps} (42, 2, 1, 9, 100, 'Vi spørger {me}', 'med {old}', '2026-11-14', 'open', {when}, 11, 420, 11, 421, 1)"),
        format!("INSERT INTO step_people VALUES (41, 100, 'Karen', 'joins', {when}), (42, {ASTA}, 'Asta {w}', 'leads', {when}),
            (42, 100, 'Karen', 'joins', {when})"),
        format!("{learnings} (51, 3, 1, 9, {ASTA}, 'Asta {w}', '{w}', '{w}', '{w}', '{w}', 'shared', {when}, 11, 510)"),
        format!("{learnings} (52, 4, 1, 9, 100, NULL, '{me}', '{me}', '{me}', '{me}', 'draft', {when}, NULL, NULL)"),
        format!("{cards} (53, 5, 1, 9, {ASTA}, 'Asta {w}', '{w}', '{w}', '{w}', '{w}', '{w}', {when}, 11, 530)"),
        format!("{cards} (54, 6, 1, 9, 100, NULL, '{me}', '{me}', '{me}', '{me}', '{me}', {when}, NULL, NULL)"),
        format!("{nominations} (21, 21, 1, 9, {ASTA}, 'Asta {w}', FALSE, FALSE, 'task', '{w}', '{w}', 'asking', {when}, {when}, NULL, NULL),
            (22, 22, 1, 9, {ASTA}, 'Asta {w}', FALSE, FALSE, 'task', 'Asta {w} og Karen bar sofaen', '{me} smilede', 'shared', {when}, {when}, 11, 220),
            (23, 23, 1, 9, 100, 'Karen', FALSE, FALSE, 'task', 'Asta {w} ryddede', '', 'asking', {when}, {when}, NULL, NULL),
            (24, 24, 1, 9, 100, 'Karen', FALSE, FALSE, 'task', 'Bo og Asta {w} ryddede', '', 'shared', {when}, {when}, 11, 240),
            (25, 25, 1, 9, 100, 'Karen', FALSE, FALSE, 'task', 'Astas idé', '', 'shared', {when}, {when}, 11, 250),
            (26, 26, 1, 9, {ASTA}, 'Asta {w}', FALSE, TRUE, 'task', 'Vi alle {w}', '', 'shared', {when}, {when}, 11, 260),
            (27, 27, 1, 9, 100, 'Karen', FALSE, FALSE, 'task', 'Bo og Asta {w} og Karen', 'tak, {me}', 'asking', {when}, {when}, NULL, NULL)"),
        format!("INSERT INTO nominees VALUES (21, 100, 'Karen', NULL), (22, 100, 'Karen', NULL),
            (23, {ASTA}, 'Asta {w}', '{w}'), (24, {ASTA}, 'Asta {w}', NULL), (24, 101, 'Bo', 'Bo og {me} ryddede'),
            (25, {ASTA}, 'Asta {w}', NULL), (27, {ASTA}, 'Asta {w}', NULL), (27, 101, 'Bo', NULL)"),
        format!("INSERT INTO consents VALUES (22, 100, 'team', TRUE, 1, {when}, NULL, NULL),
            (22, 100, 'organisation', TRUE, 1, {when}, NULL, NULL), (22, {ASTA}, 'organisation', TRUE, 1, {when}, NULL, NULL),
            (24, {ASTA}, 'team', TRUE, 1, {when}, NULL, NULL), (24, 101, 'team', TRUE, 1, {when}, NULL, NULL),
            (25, {ASTA}, 'team', TRUE, 1, {when}, NULL, NULL), (27, 101, 'team', TRUE, 1, {when}, NULL, NULL)"),
        format!("{replies} (71, 10, 1, 9, {ASTA}, 'Asta {w}', 'thread', 30, 71, '{w}', {when}),
            (72, 10, 1, 9, {ASTA}, 'Asta {w}', 'button', 30, 720, '{w}', {when}),
            (73, 10, 1, 9, {ASTA}, 'Asta {w}', 'button', 30, NULL, '{w}', {when}),
            (75, 10, 1, 9, 100, 'Karen', 'thread', 30, 75, 'tak til {me}', {when})"),
        format!("{work} (301, 'nudge:10:{ASTA}', 9, 1, '{{\"job\":\"nudge\",\"round\":10,\"user\":{ASTA}}}', 'done', {when}, {when}),
            (302, 'seat:1:leader:100:5', 9, 1, '{{\"job\":\"ask-seat\",\"team\":1,\"seat\":\"leader\",\"user\":100,\"by\":{ASTA}}}', 'ready', {when}, {when}),
            (303, 'answer:73', 9, 1, '{{\"job\":\"post-answer\",\"reply\":73,\"round\":10}}', 'ready', {when}, {when})"),
        format!("{waiting} (9, {ASTA}, 'consent:1', '{{\"job\":\"introduce\",\"team\":1}}', {when}),
            (9, 100, 'seat:2', '{{\"job\":\"ask-seat\",\"team\":1,\"seat\":\"union\",\"user\":100,\"by\":{ASTA}}}', {when}),
            (9, 100, 'suggestion:24:{ASTA}', '{{\"job\":\"show-suggestion\",\"nomination\":24,\"by\":{ASTA},\"giver\":100}}', {when})"),
    ] {
        store.database.execute(&statement).await;
    }
    store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
    store
}

async fn erase(store: &Store, guild: Option<GuildId>) -> Erased {
    let leaver = Leaver { user: ASTA, guild, at: at(120), by: ASTA.into() };
    store.erase_person(leaver, &After { random: &Random::seeded(1), now: at(120) }).await.unwrap()
}

async fn a_letter_loses_only_what_was_theirs() {
    let store = full().await;
    // Of all this nothing is kept any more: of 78 nobody knows whose it was, 79 was Karen's, 77 and the rest hers.
    let told = |quotes: &[i64]| Chosen {
        small: quotes.iter().map(|id| Piece::Quote(ReplyId(*id))).collect(),
        learning: Some(LearningId(57)),
        steps: vec![(StepId(47), aktor::domain::step::Told::Done)],
        ..Chosen::default()
    };
    let write = |id: i64, told: &Chosen| {
        let told = serde_json::to_string(told).unwrap();
        format!(
            "INSERT INTO occasions (id, team_id, guild_id, kind, local_date, due_at, state, created_at) VALUES
                ({id}, 1, 9, 'letter', '2026-{:02}-01', '2026-10-01 09:00:00+00:00', 'posted', '2026-10-01 09:00:00+00:00');
             INSERT INTO letters (occasion_id, team_id, guild_id, month, chosen) VALUES ({id}, 1, 9, '2026-{:02}-01', '{told}')",
            id - 20,
            id - 20
        )
    };
    for (letter, quotes) in [(28, [77, 78, 79].as_slice()), (29, &[79])] {
        for statement in write(letter, &told(quotes)).split(';') {
            store.database.execute(statement).await;
        }
        for (kind, id, user) in [("answer", 79, KAREN), ("learning", 57, KAREN), ("step", 47, KAREN)] {
            let note = format!("INSERT INTO letter_sources VALUES ({letter}, '{kind}', {id}, {user})");
            store.database.execute(&note).await;
        }
    }
    store.database.execute(&format!("INSERT INTO letter_sources VALUES (28, 'answer', 77, {ASTA})")).await;
    erase(&store, Some(GUILD)).await;
    let chosen = async |letter: i64| {
        let row = store.letter(letter.into()).await.unwrap().unwrap();
        serde_json::from_str::<Chosen>(&row.chosen).unwrap()
    };
    assert_eq!(chosen(28).await, told(&[79]));
    assert_eq!(chosen(29).await, told(&[79]));
    let jobs = store.database.cells().await.remove("deliveries.job").unwrap();
    let refreshed =
        |letter: i64| jobs.contains(&format!("{{\"job\":\"refresh-letter\",\"occasion\":{letter}}}"));
    assert!(refreshed(28) && !refreshed(29), "{jobs:?}");
}

async fn who_was_noted_and_not_erased_is_erased_with_the_next() {
    let store = Opened::with_round().await;
    store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
    store.begin_ledger().await.unwrap();
    erase(&store, Some(GUILD)).await;
    // As if that had been cut short: it is noted, and this database does not know of it.
    store.database.execute("DELETE FROM instance WHERE name = 'last-erasure'").await;
    for (id, author) in [(118, ASTA), (119, KAREN)] {
        store
            .database
            .execute(&format!(
                "INSERT INTO replies (id, round_id, team_id, guild_id, author_id, author_name, via, channel_id, message_id, body,
                    written_at) VALUES ({id}, 10, 1, 9, {author}, 'N', 'thread', 30, {id}, 'ord', '2026-11-02 09:00:00+00:00')"
            ))
            .await;
    }
    // Later by the clock, or earlier: it was set back.
    let bo = UserId(4_700_000_000_000_000_002);
    for minutes in [130, 20] {
        let leaver = Leaver { user: bo, guild: Some(GUILD), at: at(minutes), by: Actor::Operator };
        store.erase_person(leaver, &After { random: &Random::seeded(2), now: at(minutes) }).await.unwrap();
        let left: Vec<_> =
            store.replies_of_round(10.into()).await.unwrap().into_iter().map(|reply| reply.author).collect();
        assert_eq!(left, [KAREN]);
    }
    let again = store.erase_again(&After { random: &Random::seeded(3), now: at(140) }).await.unwrap();
    assert_eq!(again, 0, "nobody is behind");
}

async fn letters_that_waited_for_them_are_looked_at_again() {
    let store = full().await;
    let later = super::work(310, "letter:10", 100_000);
    let others = super::work(311, "lapse:10", 100_000);
    store.enqueue(&[later, others], at(0)).await.unwrap();
    let due =
        "SELECT COUNT(*) FROM deliveries WHERE id IN (310, 311) AND due_at < '2026-12-01 00:00:00+00:00'";
    assert_eq!(store.database.numbers(due).await, [0]);
    erase(&store, Some(GUILD)).await;
    assert_eq!(store.database.numbers(due).await, [1], "the letter alone");
    // The same when a seat passes to somebody else.
    let later = super::work(312, "letter:11", 100_000);
    store.enqueue(&[later], at(0)).await.unwrap();
    let seat = (aktor::domain::team::Seat::Leader, KAREN, super::work(313, "seat", 100_000));
    store.seat_trio(1.into(), &[seat], KAREN, at(1)).await.unwrap();
    let due = due.replace("310, 311", "312, 313");
    assert_eq!(store.database.numbers(&due).await, [1]);
}

async fn what_is_left_waiting_holds_nobody_who_was_erased_meanwhile() {
    let store = full().await;
    let claims = store.claim("a", at(130), at(140), 9, true).await.unwrap();
    let asked = claims.into_iter().find(|claim| claim.id.0 == 302).unwrap();
    erase(&store, Some(GUILD)).await;
    store.leave_waiting(&asked, KAREN, at(131)).await.unwrap();
    let cells = store.database.cells().await;
    assert!(!holding(&cells, &ASTA.to_string()).contains("waiting.job"), "{:?}", cells["waiting.job"]);
    assert!(cells["waiting.work_key"].contains(&asked.key));
}

async fn a_list_that_cannot_be_read_is_told() {
    let store = Opened::with_round().await;
    store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
    store.begin_ledger().await.unwrap();
    store.probe().await.unwrap();
    let Database::Sqlite(_) = &store.database else { return };
    let list = std::path::PathBuf::from(format!("{}.erased", store.database.file().display()));
    #[cfg(unix)]
    {
        let rights =
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&list).unwrap().permissions());
        assert_eq!(rights & 0o777, 0o600, "its owner's alone");
    }
    std::fs::remove_file(&list).unwrap();
    std::fs::create_dir(&list).unwrap();
    let told = store.probe().await.unwrap_err().to_string();
    assert!(told.contains(".erased") && told.contains("Check the file's rights"), "{told}");
    let kept = store.keep_replies(&[said(118, "ord")], &[], at(130)).await;
    assert!(matches!(kept, Err(aktor::store::StoreError::Ledger(_))), "nothing is kept meanwhile: {kept:?}");
}

/// The columns in which this stands.
fn holding<'a>(cells: &'a BTreeMap<String, Vec<String>>, what: &str) -> BTreeSet<&'a str> {
    let holds = cells.iter().filter(|(_, values)| values.iter().any(|value| value.contains(what)));
    holds.map(|(column, _)| column.as_str()).collect()
}

async fn whoever_is_erased_stands_nowhere_any_more() {
    let store = full().await;
    let id = ASTA.to_string();
    let before = store.database.cells().await;
    for column in PEOPLE.iter().chain(&MENTIONS) {
        assert!(holding(&before, &id).contains(column), "nobody tries {column}");
    }
    for column in WORDS {
        assert!(holding(&before, CANARY).contains(column), "nobody tries {column}");
    }
    // They can see all of it.
    let kept = store.kept_about(ASTA, Some(GUILD)).await.unwrap();
    for (section, rows) in &kept {
        assert!(!rows.is_empty(), "nothing is shown of {section}");
    }
    let mentions = &kept.iter().find(|(name, _)| *name == "mentions_of_you").unwrap().1;
    let stands_in: BTreeSet<_> = mentions.iter().filter_map(|row| row["stands_in"].as_str()).collect();
    let all = [
        "answer",
        "example",
        "learning",
        "meaning",
        "next step",
        "olfa card",
        "other words for an example",
        "question",
        "reworded question",
        "settings",
        "suggested meaning",
        "team",
    ];
    assert_eq!(stands_in, all.into_iter().collect());
    let shown = serde_json::to_string(&kept).unwrap();
    let own = before.values().flatten().filter(|value| value.contains(CANARY));
    for value in own {
        assert!(shown.contains(value.as_str()), "{value} is not shown");
    }
    assert!(kept.iter().all(|(_, rows)| rows.iter().all(|row| !row.contains_key("guild_id"))));
    let others: usize = store.kept_about(UserId(4_700), None).await.unwrap().iter().map(|s| s.1.len()).sum();
    assert_eq!(others, 0, "of somebody else nothing");

    let erased = erase(&store, Some(GUILD)).await;
    assert!(erased.rows > 30 && erased.posts > 9, "{erased:?}");
    let after = store.database.cells().await;
    assert_eq!(holding(&after, &id), BTreeSet::new(), "their id");
    assert_eq!(holding(&after, CANARY), BTreeSet::new(), "their words and their name");
    let left: usize = store.kept_about(ASTA, None).await.unwrap().iter().map(|section| section.1.len()).sum();
    assert_eq!(left, 0);
    // Every post that is theirs is taken down, and what tells of them is brought up to date.
    let jobs = |kind: &str| {
        let kind = format!("\"{kind}\"");
        after["deliveries.job"]
            .iter()
            .filter(|job| job.contains(&kind))
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    };
    for post in [720, 410, 411, 510, 530, 250, 260, 990] {
        assert!(
            jobs("remove-post").contains(&format!("\"message\":{post}")),
            "{post}: {}",
            jobs("remove-post")
        );
    }
    for stays in [71, 75, 220, 240, 420] {
        assert!(!jobs("remove-post").contains(&format!("\"message\":{stays}}}")), "{stays}");
    }
    assert!(jobs("refresh-letter").contains("\"occasion\":10"));
    let chosen: Chosen = serde_json::from_str(&after["letters.chosen"][0]).unwrap();
    assert_eq!(chosen, Chosen::default(), "of what it told nothing is left, not even an id");
    assert!(jobs("refresh-step").contains("\"step\":42"));
    for example in [22, 24] {
        assert!(jobs("refresh-example").contains(&format!("\"nomination\":{example}")), "{example}");
    }
    assert!(jobs("share-example").contains("\"nomination\":27"), "it waited for them alone");
    assert_eq!(
        store.erased_among(&[71.into(), 75.into()]).await.unwrap(),
        [71.into()],
        "it is not read again"
    );
    assert_eq!(store.earlier_words(ReplyId(73)).await.unwrap().len(), 1, "its post is looked for");
    let again = erase(&store, Some(GUILD)).await;
    assert_eq!(again, Erased::default(), "done twice it changes nothing");
    // Its files are free of them at once, for whoever waits for that.
    assert!(store.scrub_within(Duration::from_secs(20)).await.unwrap());
    if let Database::Sqlite(folder) = &store.database {
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            for word in [CANARY, &id] {
                assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "{word}");
            }
        }
    }
}

async fn what_others_agreed_to_stays_without_them() {
    let store = full().await;
    erase(&store, None).await;
    let words = async |id: i64| store.nomination(id.into()).await.unwrap().map(|row| row.nomination);
    let told = words(22).await.unwrap();
    assert_eq!(told.what, "En kollega og Karen bar sofaen");
    assert_eq!((told.giver, told.giver_name.as_str(), told.without_giver), (UserId(0), "", true));
    assert_eq!(words(24).await.unwrap().what, "Bo og en kollega ryddede");
    assert_eq!(
        store.suggestions(24.into()).await.unwrap(),
        [(UserId(101), "Bo og en kollega ryddede".to_owned())]
    );
    assert_eq!((words(21).await, words(26).await), (None, None), "nobody else has agreed to these");
    for closed in [23, 25] {
        let n = words(closed).await.unwrap();
        assert_eq!((n.what.as_str(), n.nominees.len()), ("", 0), "its giver hears of it as of any no");
    }
    let prompts = store.own_prompts(1.into()).await.unwrap();
    assert_eq!(prompts[0].words.text, "Hvem laver te?");
    assert_eq!((prompts[0].author, &prompts[0].by), (None, &None));
    assert_eq!(prompts[1].words.title, "en kollega");
    assert_eq!(store.reply(ReplyId(75)).await.unwrap().unwrap().text, "tak til en kollega");
    let step = store.step(StepId(42)).await.unwrap().unwrap().step;
    assert_eq!((step.what.as_str(), step.frame.as_str()), ("Vi spørger en kollega", "med en kollega"));
    assert_eq!(step.helpers.iter().map(|helper| helper.user).collect::<Vec<_>>(), [KAREN]);
    assert_eq!(store.step(StepId(41)).await.unwrap(), None);
    assert_eq!(store.team_creator(1.into()).await.unwrap(), None, "nobody is told in their place");
}

async fn another_guild_is_not_touched() {
    let store = full().await;
    let before = store.database.cells().await;
    assert_eq!(erase(&store, Some(GuildId(77))).await, Erased::default());
    let mut after = store.database.cells().await;
    for column in ["instance.name", "instance.value"] {
        after.insert(column.to_owned(), before[column].clone());
    }
    assert_eq!(before, after);
    let there: usize =
        store.kept_about(ASTA, Some(GuildId(77))).await.unwrap().iter().map(|s| s.1.len()).sum();
    assert_eq!(there, 0);
}

async fn what_is_on_its_way_when_somebody_is_erased_is_not_kept() {
    let store = Opened::with_round().await;
    store.set_instance(aktor::store::BUTTON_KEY, "a key").await.unwrap();
    store.begin_ledger().await.unwrap();
    erase(&store, Some(GUILD)).await;
    let by = |user, id| {
        let mut new = said(id, "ord");
        new.reply.author = user;
        new
    };
    let batch = [by(ASTA, 119), by(ASTA, 121), by(KAREN, 118)];
    assert_eq!(store.keep_replies(&batch, &[], at(130)).await.unwrap(), 2);
    let kept = store.replies_of_round(10.into()).await.unwrap();
    assert_eq!(
        kept.iter().map(|reply| reply.id.0).collect::<Vec<_>>(),
        [118, 121],
        "what they write later is kept"
    );
    assert_eq!(store.erase_again(&After { random: &Random::seeded(1), now: at(140) }).await.unwrap(), 0);
    assert_eq!(store.replies_of_round(10.into()).await.unwrap().len(), 2, "this database knows of it");
}

async fn posts_of_what_is_kept_no_longer_are_taken_down_too() {
    let store = full().await;
    let late = at(100 * 24 * 60);
    store.expire_replies(late).await.unwrap();
    store.expire_steps(late).await.unwrap();
    store.expire_learnings(late, late).await.unwrap();
    store.expire_olfa(late, late).await.unwrap();
    let own = format!("SELECT message_id FROM left_posts WHERE user_id = {ASTA} ORDER BY message_id");
    // Her answer by button, her step with the question, her learning, her card; the step that she goes first with.
    assert_eq!(store.database.numbers(&own).await, [410, 411, 420, 421, 510, 530, 720, 990]);
    let others =
        format!("SELECT DISTINCT message_id FROM left_posts WHERE user_id <> {ASTA} ORDER BY message_id");
    assert_eq!(store.database.numbers(&others).await, [410, 411, 420, 421]);
    store.erase_messages(&[990.into()], &[], at(0)).await.unwrap();
    store.forget_erased(at(0)).await.unwrap();
    erase(&store, Some(GUILD)).await;
    assert!(store.database.numbers(&own).await.is_empty());
    let jobs = store.database.cells().await.remove("deliveries.job").unwrap();
    let removed = |post: i64| {
        jobs.iter().any(|job| job.contains("remove-post") && job.contains(&format!("\"message\":{post}}}")))
    };
    for post in [410, 411, 420, 421, 510, 530, 720] {
        assert!(removed(post), "{post}");
    }
    assert!(!removed(990), "somebody has removed it");
}
