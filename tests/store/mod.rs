//! The store, driven directly, with the same steps and the same expectations on both engines.

mod absence;
mod audit;
mod calendar;
mod consents;
mod deliveries;
mod departures;
mod erasure;
mod fenced;
mod finished;
mod learnings;
mod letters;
mod nameless;
mod nominations;
mod olfa;
mod organisations;
mod own_prompts;
mod pointed;
mod replies;
mod server;
mod steps;
mod text;
mod together;

use crate::support::Database;
use aktor::domain::cadence::Cadence;
use aktor::domain::dosing::Dosing;
use aktor::domain::expectation::Expectation;
use aktor::domain::ids::{
    ChannelId, DeliveryId, GuildId, MessageId, NominationId, OccasionId, ReplyId, TeamId, UserId,
};
use aktor::domain::language::Language;
use aktor::domain::nomination::{Nomination, NominationState, Nominee};
use aktor::domain::occasion::{Occasion, OccasionKind, OccasionState};
use aktor::domain::reply::{Reply, Via};
use aktor::domain::round::Round;
use aktor::domain::team::{Home, Team};
use aktor::store::{Claim, NewDelivery, NewReply, NextDates, Store};
use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc, Weekday};
use std::ops::Deref;

const GUILD: GuildId = GuildId(9);
const TEAM: TeamId = TeamId(1);
const KAREN: UserId = UserId(100);

/// A store on a database of its own.
struct Opened {
    store: Store,
    database: Database,
}

impl Deref for Opened {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Opened {
    async fn new() -> Self {
        let database = Database::new().await;
        Self { store: Store::open(&database.url()).await.unwrap(), database }
    }

    /// The same with a team.
    async fn with_team() -> Self {
        let opened = Self::new().await;
        opened.save_team(None, &team(1), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
        opened
    }

    /// The same with a prompt posted, so that a round is open: occasion 10 in channel 11, its message 30.
    async fn with_round() -> Self {
        let opened = Self::with_team().await;
        opened.plan(KAREN, GUILD, &[(occasion(10, 0), vec![work(1, "prompt", 0)])], at(0)).await.unwrap();
        let claim = opened.claim_one(at(0)).await;
        opened.record_prompt_posted(&claim, &round(10), &[], at(0)).await.unwrap();
        opened
    }

    /// Claims the only work that is due.
    async fn claim_one(&self, now: DateTime<Utc>) -> Claim {
        let mut claims = self.claim("one", now, now + Duration::seconds(60), 10, true).await.unwrap();
        assert_eq!(claims.len(), 1, "{claims:#?}");
        claims.remove(0)
    }
}

/// Minutes after a Monday morning.
fn at(minutes: i64) -> DateTime<Utc> {
    let monday = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap().and_hms_opt(8, 0, 0).unwrap().and_utc();
    monday + Duration::minutes(minutes)
}

fn date(days: i64) -> NaiveDate {
    at(0).date_naive() + Duration::days(days)
}

fn team(id: i64) -> Team {
    Team {
        id: TeamId(id),
        guild: GUILD,
        channel: ChannelId(10 + id),
        home: Home::Text,
        name: "Hjemmeplejen".to_owned(),
        language: Language::Danish,
        zone: chrono_tz::Europe::Copenhagen,
        cadence: Cadence::Weekly { weekday: Weekday::Mon, at: NaiveTime::from_hms_opt(9, 0, 0).unwrap() },
        paused: None,
        parked: None,
        k: 5,
        dosing: Dosing::default(),
        created_at: at(0),
        ended_at: None,
    }
}

fn work(id: i64, key: &str, minutes: i64) -> NewDelivery {
    NewDelivery {
        id: DeliveryId(id),
        key: key.to_owned(),
        guild: GUILD,
        team: Some(TEAM),
        job: format!("{{\"job\":{id}}}"),
        due_at: at(minutes),
    }
}

/// The work of removing a message.
fn removal(_channel: ChannelId, message: MessageId) -> NewDelivery {
    work(500 + message.0, &format!("remove:{message}"), 999)
}

fn occasion(id: i64, days: i64) -> Occasion {
    Occasion {
        id: OccasionId(id),
        team: TEAM,
        kind: OccasionKind::Prompt,
        date: date(days),
        due_at: at(0) + Duration::days(days),
        state: OccasionState::Planned,
        skipped: None,
        prompt: None,
    }
}

fn round(occasion: i64) -> Round {
    Round {
        occasion: OccasionId(occasion),
        team: TEAM,
        guild: GUILD,
        channel: ChannelId(11),
        message: MessageId(occasion + 20),
        thread: None,
        prompt: "ansvar-1".to_owned(),
        wording: Some(u32::MAX),
        opened_at: at(0),
        closed_at: None,
    }
}

/// An answer written in the thread, whose id is that of its message.
fn said(id: i64, text: &str) -> NewReply {
    NewReply {
        reply: Reply {
            id: ReplyId(id),
            round: OccasionId(10),
            author: UserId(id + 1_000),
            author_name: format!("Borger {id}"),
            via: Via::Thread,
            channel: ChannelId(30),
            message: Some(MessageId(id)),
            text: text.to_owned(),
            attachments: 0,
            written_at: at(id),
            edited_at: None,
        },
        team: TEAM,
        guild: GUILD,
    }
}

/// One given by button, whose post is not known yet.
fn typed(id: i64, text: &str) -> NewReply {
    let mut new = said(id, text);
    new.reply.via = Via::Button;
    new.reply.message = None;
    new
}

fn nomination(id: i64, what: &str) -> Nomination {
    Nomination {
        id: NominationId(id),
        team: TEAM,
        giver: UserId(200),
        giver_name: "Asta".to_owned(),
        without_giver: false,
        whole_team: false,
        expectation: Expectation::Task,
        value: None,
        part: None,
        what: what.to_owned(),
        meant: String::new(),
        version: 1,
        state: NominationState::Asking,
        given_at: at(0),
        nominees: vec![
            Nominee { user: UserId(201), name: "Bo".to_owned(), answer: None },
            Nominee { user: UserId(202), name: "Mette".to_owned(), answer: None },
        ],
    }
}

/// Every public method of the store is driven by these tests: a new one without any is a gap in them.
#[test]
fn no_method_of_the_store_is_left_out() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |folder: &str| -> Vec<String> {
        let (mut folders, mut texts) = (vec![root.join(folder)], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    texts.push(std::fs::read_to_string(path).unwrap());
                }
            }
        }
        texts
    };
    let method = regex::Regex::new(r"(?m)^    pub (?:async )?fn (\w+)").unwrap();
    let tests = read("tests/store").concat();
    let mut methods = 0;
    for source in read("src/store") {
        let Some(own) = source.find("\nimpl Store {") else { continue };
        for found in method.captures_iter(&source[own..]) {
            methods += 1;
            let called = regex::Regex::new(&format!(r"(\.|Store::){}\s*\(", &found[1])).unwrap();
            assert!(called.is_match(&tests), "no test in tests/store calls Store::{}", &found[1]);
        }
    }
    assert!(methods > 50, "{methods} methods were found");
}
