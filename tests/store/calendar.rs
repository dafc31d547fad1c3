//! Teams, their TRIO, their occasions and rounds, and what belongs to the installation.

use super::{GUILD, KAREN, Opened, TEAM, at, date, occasion, round, team, work};
use crate::support::on_both_engines;
use aktor::domain::cadence::{Cadence, Earlier};
use aktor::domain::calendar::{Calendar, HolidayPolicy};
use aktor::domain::dosing::{Dosing, QuietMonth};
use aktor::domain::ids::{ChannelId, GuildId, MessageId, OccasionId, SuggestionId, TeamId, UserId};
use aktor::domain::language::Language;
use aktor::domain::occasion::{Occasion, OccasionKind, OccasionState, SkipReason};
use aktor::domain::pace::Pace;
use aktor::domain::plan::Promise;
use aktor::domain::prompt::Theme;
use aktor::domain::team::{Pause, Seat, Team};
use aktor::domain::words::Word;
use aktor::store::{DueTeam, NextDates, SuggestedMeaning};
use chrono::{NaiveTime, Weekday};
use std::collections::BTreeMap;

on_both_engines!(
    the_installation_keeps_the_first_value_and_changes_it_when_told,
    a_team_is_read_as_it_was_saved_whatever_its_rhythm,
    teams_are_found_by_channel_by_server_and_by_what_is_due,
    one_channel_holds_one_team,
    a_team_is_told_of_each_text_once_and_anew_when_nothing_of_it_was_kept,
    a_seat_is_asked_once_and_answered_by_its_holder_alone,
    an_occasion_exists_once_with_its_work,
    an_occasions_prompt_is_settled_once,
    occasions_end_posted_or_skipped_and_are_told_newest_first,
    what_is_promised_stands_until_it_is_asked_or_changed,
    what_was_swapped_away_is_kept_until_its_date_has_passed,
    a_preview_ends_with_its_claim,
    a_word_is_suggested_and_settled,
    a_members_pace_is_their_own_in_each_team,
    a_round_opens_with_its_occasion_and_gets_its_thread,
);

async fn the_installation_keeps_the_first_value_and_changes_it_when_told() {
    let store = Opened::new().await;
    assert_eq!(store.instance("key").await.unwrap(), None);
    assert_eq!(store.instance_or("key", "first").await.unwrap(), "first");
    assert_eq!(store.instance_or("key", "second").await.unwrap(), "first");
    store.set_instance("key", "third").await.unwrap();
    assert_eq!(store.instance("key").await.unwrap().as_deref(), Some("third"));
    store.probe().await.unwrap();
}

async fn a_team_is_read_as_it_was_saved_whatever_its_rhythm() {
    let store = Opened::new().await;
    let (weekday, at_time) = (Weekday::Thu, NaiveTime::from_hms_opt(13, 45, 0).unwrap());
    let rhythms = [
        Cadence::Weekly { weekday, at: at_time },
        Cadence::Biweekly { weekday, at: at_time, anchor: None },
        Cadence::Biweekly { weekday, at: at_time, anchor: Some(date(3)) },
        Cadence::Monthly { weekday, at: at_time },
        Cadence::cron("30 9 * * 1").unwrap(),
    ];
    for (n, cadence) in rhythms.into_iter().enumerate() {
        let paused = [None, Some(Pause { until: None }), Some(Pause { until: Some(date(30)) })][n % 3];
        let language = Language::ALL[n % 2];
        let dosing = Dosing {
            calendar: Calendar { closing_days: [date(5)].into(), weeks: [7].into(), ..Calendar::default() },
            holidays: HolidayPolicy::ALL[n % 3],
            resting: [Theme::Olfa].into(),
            reminder: n % 2 == 0,
            trio_channel: Some(ChannelId(77)),
            core_task: Some("At gøre hverdagen nem, også når den er svær 🌱".into()),
            quiet_month: QuietMonth::Nothing,
            earlier: Some(Earlier { cadence: cadence.clone(), until: date(7) }),
        };
        let ended_at = (n == 4).then(|| at(8));
        let mine = Team { cadence, paused, language, k: 7, dosing, ended_at, ..team(1) };
        let read = store.team(TEAM).await.unwrap();
        assert!(
            store.save_team(read.as_ref(), &mine, KAREN, NextDates::default(), &[], at(0)).await.unwrap()
        );
        assert_eq!(store.team(TEAM).await.unwrap(), Some(mine));
    }
    // Changed only from how it stands.
    let stands = store.team(TEAM).await.unwrap().unwrap();
    let mine = Team { k: 8, ..stands.clone() };
    let next = NextDates { prompt: Some((at(60), date(0))), ..NextDates::default() };
    assert!(store.save_team(Some(&stands), &mine, UserId(5), next, &[], at(0)).await.unwrap());
    assert_eq!(store.next_dates(TEAM).await.unwrap(), next);
    let late = Team { language: Language::English, ..stands.clone() };
    assert!(
        !store
            .save_team(Some(&stands), &late, UserId(5), NextDates::default(), &[work(1, "late", 0)], at(0))
            .await
            .unwrap(),
        "it has changed"
    );
    assert_eq!(store.team(TEAM).await.unwrap(), Some(mine.clone()));
    assert_eq!(store.next_dates(TEAM).await.unwrap(), next);
    let nobody = Team { id: TeamId(2), ..stands };
    assert!(
        !store.save_team(Some(&nobody), &nobody, KAREN, next, &[], at(0)).await.unwrap(),
        "there is no such team"
    );
    assert!(
        !store.save_team(None, &mine, KAREN, next, &[], at(0)).await.unwrap(),
        "it has been made already"
    );
    // Who set it up, and when, stays.
    let again = Team { created_at: at(9), ..team(1) };
    store.save_team(Some(&mine), &again, UserId(5), NextDates::default(), &[], at(9)).await.unwrap();
    assert_eq!(store.team(TEAM).await.unwrap().unwrap().created_at, at(0));
    assert_eq!(store.team_creator(TEAM).await.unwrap(), Some(KAREN));
    assert_eq!(store.team_creator(TeamId(2)).await.unwrap(), None);
}

async fn teams_are_found_by_channel_by_server_and_by_what_is_due() {
    let store = Opened::new().await;
    let next = |prompt: i64, letter: i64| NextDates {
        prompt: Some((at(prompt), date(7))),
        letter: Some((at(letter), date(-1))),
        ..NextDates::default()
    };
    let elsewhere = Team { guild: GuildId(8), ..team(3) };
    store.save_team(None, &team(1), KAREN, next(5, 500), &[work(1, "hello", 0)], at(0)).await.unwrap();
    store.save_team(None, &team(2), KAREN, next(500, 6), &[], at(0)).await.unwrap();
    store.save_team(None, &elsewhere, KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    assert!(store.is_open("hello").await.unwrap());

    assert_eq!(store.team_of_channel(GUILD, ChannelId(12)).await.unwrap(), Some(team(2)));
    assert_eq!(store.team_of_channel(GUILD, ChannelId(13)).await.unwrap(), None, "another server's");
    assert_eq!(store.teams(Some(GUILD)).await.unwrap(), [team(1), team(2)]);
    assert_eq!(store.teams(None).await.unwrap().len(), 3);
    assert_eq!(store.teams_due(at(4), 10).await.unwrap(), []);
    assert_eq!(store.teams_due(at(5), 10).await.unwrap(), [(team(1), next(5, 500))]);
    assert_eq!(store.teams_due(at(6), 10).await.unwrap().len(), 2);
    assert_eq!(store.teams_due(at(6), 1).await.unwrap().len(), 1);
    assert_eq!(store.next_dates(TeamId(2)).await.unwrap(), next(500, 6));
    assert_eq!(store.next_dates(TeamId(3)).await.unwrap(), NextDates::default());
}

async fn one_channel_holds_one_team() {
    let store = Opened::with_team().await;
    let second = Team { channel: ChannelId(11), ..team(2) };
    let work = [work(1, "hello", 0)];
    let refused =
        store.save_team(None, &second, KAREN, NextDates::default(), &work, at(0)).await.unwrap_err();
    assert!(refused.to_string().to_lowercase().contains("unique"), "{refused}");
    assert!(!store.is_open("hello").await.unwrap(), "all or nothing");
    assert_eq!(store.teams(None).await.unwrap(), [team(1)]);
}

async fn a_team_is_told_of_each_text_once_and_anew_when_nothing_of_it_was_kept() {
    let store = Opened::with_team().await;
    assert_eq!(store.informed(TEAM).await.unwrap(), 0);
    assert_eq!(store.uninformed(1).await.unwrap(), [(TEAM, GUILD)]);
    for (id, version, stands) in [(1, 2, 2), (2, 1, 2), (3, 3, 3)] {
        store.enqueue(&[work(id, &format!("inform:{id}"), 0)], at(0)).await.unwrap();
        assert_eq!(store.to_inform(9).await.unwrap(), [], "it is on its way");
        let claim = store.claim_one(at(0)).await;
        let follows = work(id + 10, &format!("read:{id}"), 999);
        store.record_informed(&claim, TEAM, version, &[follows], at(0)).await.unwrap();
        assert_eq!(store.informed(TEAM).await.unwrap(), stands);
        assert!(store.is_open(&format!("read:{id}")).await.unwrap());
        assert_eq!(store.to_inform(9).await.unwrap(), [(TEAM, GUILD)]);
        assert!(store.record_informed(&claim, TEAM, 9, &[], at(0)).await.is_err(), "the claim has ended");
    }
    assert_eq!(
        (store.uninformed(3).await.unwrap(), store.uninformed(4).await.unwrap()),
        (vec![], vec![(TEAM, GUILD)])
    );
    let ended = Team { ended_at: Some(at(1)), ..team(TEAM.0) };
    assert!(store.end_team((&team(TEAM.0), &ended), KAREN, &[], true, at(1)).await.unwrap());
    assert_eq!((store.informed(TEAM).await.unwrap(), store.uninformed(4).await.unwrap()), (0, vec![]));
}

async fn a_seat_is_asked_once_and_answered_by_its_holder_alone() {
    let store = Opened::with_team().await;
    let (bo, mette) = (UserId(201), UserId(202));
    let seats =
        [(Seat::Union, bo, work(1, "seat:union", 0)), (Seat::Leader, mette, work(2, "seat:leader", 0))];
    assert_eq!(store.seat_trio(TEAM, &seats, KAREN, at(0)).await.unwrap(), [Seat::Union, Seat::Leader]);
    assert_eq!(store.seat_trio(TEAM, &seats, KAREN, at(1)).await.unwrap(), []);
    assert!(store.answer_seat(TEAM, Seat::Leader, mette, true, at(1)).await.unwrap());
    assert!(!store.answer_seat(TEAM, Seat::Union, mette, true, at(1)).await.unwrap());
    assert!(store.answer_seat(TEAM, Seat::Union, bo, false, at(1)).await.unwrap());
    let given = store.trio(TEAM).await.unwrap();
    assert_eq!(given, [(Seat::Leader, mette, Some(true)), (Seat::Union, bo, Some(false))]);
    // Who said no can be asked again; who said yes is not.
    let again =
        seats.map(|(seat, user, ask)| (seat, user, work(ask.id.0 + 10, &format!("{}:2", ask.key), 0)));
    assert_eq!(store.seat_trio(TEAM, &again, KAREN, at(2)).await.unwrap(), [Seat::Union]);
    assert!(store.is_open("seat:union:2").await.unwrap() && !store.is_open("seat:leader:2").await.unwrap());
    assert_eq!(store.trio(TEAM).await.unwrap()[1], (Seat::Union, bo, None));
}

async fn what_is_promised_stands_until_it_is_asked_or_changed() {
    let store = Opened::with_team().await;
    let ask = |id: &str| Promise::Ask(id.to_owned());
    let nothing = BTreeMap::new();
    assert_eq!(store.promises(TEAM).await.unwrap(), nothing);
    let first = BTreeMap::from([
        (date(0), ask("a")),
        (date(7), ask("b")),
        (date(14), Promise::Rest),
        (date(21), ask("c")),
    ]);
    assert!(store.promise(TEAM, &nothing, &first, None).await.unwrap());
    assert_eq!(store.promises(TEAM).await.unwrap(), first);
    // Somebody who has not seen that changes nothing.
    assert!(!store.promise(TEAM, &nothing, &BTreeMap::from([(date(0), ask("x"))]), None).await.unwrap());
    let mut second = first.clone();
    second.remove(&date(21));
    second.insert(date(7), ask("d"));
    assert!(store.promise(TEAM, &first, &second, None).await.unwrap());
    assert_eq!(store.promises(TEAM).await.unwrap(), second);
    // What is asked is a promise kept, by a planned date and by one made at once.
    let planned = [(occasion(10, 0), Vec::new())];
    store.plan(KAREN, GUILD, &planned, at(0)).await.unwrap();
    assert_eq!(store.settle_prompt(OccasionId(10), "a", None).await.unwrap(), "a");
    let at_once =
        Occasion { kind: OccasionKind::ExtraPrompt, prompt: Some("d".to_owned()), ..occasion(11, 14) };
    store.plan(KAREN, GUILD, &[(at_once, Vec::new())], at(0)).await.unwrap();
    assert_eq!(store.promises(TEAM).await.unwrap(), nothing, "the date that rested has passed");
}

async fn what_was_swapped_away_is_kept_until_its_date_has_passed() {
    let store = Opened::with_team().await;
    for (day, prompt) in [(0, "a"), (7, "b"), (7, "c"), (7, "b")] {
        store.decline(TEAM, date(day), prompt, date(0)).await.unwrap();
    }
    assert_eq!(store.declined(TEAM, date(0)).await.unwrap(), ["a"]);
    assert_eq!(store.declined(TEAM, date(7)).await.unwrap(), ["b", "c"]);
    assert_eq!(store.declined(TeamId(2), date(7)).await.unwrap(), [""; 0]);
    store.decline(TEAM, date(7), "d", date(1)).await.unwrap();
    assert_eq!(store.declined(TEAM, date(0)).await.unwrap(), [""; 0]);
    assert_eq!(store.declined(TEAM, date(7)).await.unwrap(), ["b", "c", "d"]);
}

async fn an_occasion_exists_once_with_its_work() {
    let store = Opened::with_team().await;
    let planned = [(occasion(10, 0), vec![work(1, "prompt:10", 0)])];
    let next = NextDates {
        prompt: Some((at(9), date(7))),
        preview: Some((at(4), date(7))),
        anchor: Some(date(0)),
        ..NextDates::default()
    };
    // Not for a team that was changed since it was looked at.
    let read = store.team(TEAM).await.unwrap().unwrap();
    let paused = Team { paused: Some(Pause { until: None }), ..read.clone() };
    store.save_team(Some(&read), &paused, KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    let due = [DueTeam { read: read.clone(), occasions: planned.to_vec(), next }];
    assert_eq!(store.plan_due(&due, at(0)).await.unwrap(), [None]);
    assert!(!store.is_open("prompt:10").await.unwrap());
    assert_eq!(store.next_dates(TEAM).await.unwrap(), NextDates::default());
    store.save_team(Some(&paused), &read, KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    assert_eq!(store.plan_due(&due, at(0)).await.unwrap(), [Some(1)]);
    let kept = store.next_dates(TEAM).await.unwrap();
    assert_eq!((kept.prompt, kept.preview), (next.prompt, next.preview));
    // The same date again, and a new one: the first stays as it is.
    let again =
        [(occasion(11, 0), vec![work(2, "prompt:11", 0)]), (occasion(12, 7), vec![work(3, "prompt:12", 0)])];
    assert_eq!(store.plan(KAREN, GUILD, &again, at(0)).await.unwrap(), [OccasionId(12)]);
    assert!(!store.is_open("prompt:11").await.unwrap());
    assert_eq!(store.occasion(OccasionId(11)).await.unwrap(), None);
    let found = store.occasion_on(TEAM, OccasionKind::Prompt, date(0)).await.unwrap();
    assert_eq!(found, Some(occasion(10, 0)));
    assert_eq!(store.occasion_on(TEAM, OccasionKind::Letter, date(0)).await.unwrap(), None);
}

async fn an_occasions_prompt_is_settled_once() {
    let store = Opened::with_team().await;
    let all = [(occasion(10, 7), Vec::new()), (occasion(11, 0), Vec::new())];
    store.plan(KAREN, GUILD, &all, at(0)).await.unwrap();
    assert_eq!(store.settle_prompt(OccasionId(10), "a", None).await.unwrap(), "a");
    assert_eq!(store.settle_prompt(OccasionId(10), "b", None).await.unwrap(), "a");
    assert_eq!(store.settle_prompt(OccasionId(10), "b", Some("x")).await.unwrap(), "a");
    assert_eq!(store.settle_prompt(OccasionId(10), "b", Some("a")).await.unwrap(), "b");
    assert_eq!(store.settle_prompt(OccasionId(10), "a", Some("b")).await.unwrap(), "a");
    store.settle_prompt(OccasionId(11), "c", None).await.unwrap();
    let history = [(OccasionId(11), "c".to_owned()), (OccasionId(10), "a".to_owned())];
    assert_eq!(store.prompt_history(TEAM).await.unwrap(), history);
    assert!(store.stop_occasion(OccasionId(11), SkipReason::Stopped).await.unwrap());
    assert_eq!(store.prompt_history(TEAM).await.unwrap(), history[1..]);
}

async fn occasions_end_posted_or_skipped_and_are_told_newest_first() {
    let store = Opened::with_team().await;
    store.plan(KAREN, GUILD, &[(occasion(10, 0), vec![work(1, "prompt:10", 0)])], at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    store.skip_occasion(&claim, OccasionId(10), SkipReason::TooLate, at(0)).await.unwrap();
    assert!(!store.stop_occasion(OccasionId(10), SkipReason::Stopped).await.unwrap());
    store.plan(KAREN, GUILD, &[(occasion(11, 7), Vec::new())], at(0)).await.unwrap();
    let recent = store.recent_occasions(TEAM, 5).await.unwrap();
    assert_eq!(recent.iter().map(|o| o.id.0).collect::<Vec<_>>(), [11, 10]);
    assert_eq!((recent[1].state, recent[1].skipped), (OccasionState::Skipped, Some(SkipReason::TooLate)));
    assert_eq!(store.recent_occasions(TEAM, 1).await.unwrap().len(), 1);
}

async fn a_round_opens_with_its_occasion_and_gets_its_thread() {
    let store = Opened::with_team().await;
    for (id, days) in [(10, 0), (11, 7)] {
        store
            .plan(KAREN, GUILD, &[(occasion(id, days), vec![work(id, &format!("prompt:{id}"), 0)])], at(0))
            .await
            .unwrap();
        let claim = store.claim_one(at(id)).await;
        let mut opened = round(id);
        opened.opened_at = at(id);
        let thread = [work(id + 100, &format!("thread:{id}"), id)];
        store.record_prompt_posted(&claim, &opened, &thread, at(id)).await.unwrap();
        assert!(store.record_prompt_posted(&claim, &opened, &[], at(id)).await.is_err());
        let claim = store.claim_one(at(id)).await;
        store.record_thread(&claim, OccasionId(id), ChannelId(id + 20), at(id)).await.unwrap();
    }
    let found = store.round(OccasionId(10)).await.unwrap().unwrap();
    assert_eq!((found.thread, found.opened_at), (Some(ChannelId(30)), at(10)));
    assert_eq!(store.occasion(OccasionId(10)).await.unwrap().unwrap().state, OccasionState::Posted);
    assert_eq!(store.round(OccasionId(12)).await.unwrap(), None);
    let since =
        |rounds: Vec<aktor::domain::round::Round>| rounds.iter().map(|r| r.occasion.0).collect::<Vec<_>>();
    assert_eq!(since(store.rounds_since(None, at(9)).await.unwrap()), [10, 11]);
    assert_eq!(since(store.rounds_since(Some(TEAM), at(10)).await.unwrap()), [11]);
    assert_eq!(since(store.rounds_since(Some(TeamId(2)), at(0)).await.unwrap()), [0; 0]);
    let (prompt, thread) = (round(10).message, MessageId(31));
    assert_eq!(since(store.rounds_at(&[prompt, thread].into(), at(0)).await.unwrap()), [10, 11]);
    assert_eq!(since(store.rounds_at(&[prompt, thread].into(), at(10)).await.unwrap()), [11]);
    assert_eq!(since(store.rounds_at(&[MessageId(999)].into(), at(0)).await.unwrap()), [0; 0]);
    assert_eq!(since(store.rounds_at(&[].into(), at(0)).await.unwrap()), [0; 0]);
    assert_eq!(store.latest_round(TEAM).await.unwrap().unwrap().occasion.0, 11);
    assert_eq!(store.latest_round(TeamId(2)).await.unwrap(), None);
}

async fn a_preview_ends_with_its_claim() {
    let store = Opened::with_team().await;
    let preview = Occasion { kind: OccasionKind::Preview, ..occasion(10, 0) };
    store.plan(KAREN, GUILD, &[(preview, vec![work(1, "preview", 0)])], at(0)).await.unwrap();
    let claim = store.claim_one(at(0)).await;
    store.end_occasion(&claim, OccasionId(10), &[work(2, "invite", 5)], at(1)).await.unwrap();
    assert_eq!(store.occasion(OccasionId(10)).await.unwrap().unwrap().state, OccasionState::Posted);
    assert!(!store.is_open("preview").await.unwrap() && store.is_open("invite").await.unwrap());
    assert!(store.end_occasion(&claim, OccasionId(10), &[], at(1)).await.is_err(), "the claim has ended");
}

async fn a_word_is_suggested_and_settled() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    let suggest = async |id, word, meaning: &'static str| {
        store.suggest_meaning(SuggestionId(id), TEAM, word, meaning, KAREN, at(id)).await.unwrap();
    };
    suggest(2, Word::Agency, "at vi spørger").await;
    suggest(1, Word::Agency, "at vi hjælper").await;
    suggest(3, Word::Agency, "at vi spørger").await;
    suggest(4, Word::Direction, "at vi ved hvorhen").await;
    let waiting = store.suggested_meanings(TEAM, Word::Agency).await.unwrap();
    let one = |id, meaning: &str| SuggestedMeaning {
        id: SuggestionId(id),
        meaning: meaning.to_owned(),
        author: KAREN,
    };
    assert_eq!(waiting, [one(1, "at vi hjælper"), one(2, "at vi spørger")]);
    assert_eq!(store.count_suggested_meanings(TEAM).await.unwrap(), 3);
    assert_eq!(store.count_suggested_meanings(TeamId(2)).await.unwrap(), 0);
    let settle = async |seen, meaning, shown: &[i64]| {
        let shown: Vec<_> = shown.iter().copied().map(SuggestionId).collect();
        store.settle_meaning((TEAM, Word::Agency), seen, meaning, &shown, KAREN, at(9)).await.unwrap()
    };
    assert!(settle(None, "at vi spørger", &[2, 4]).await);
    assert!(!settle(None, "noget andet", &[1]).await, "somebody else was quicker");
    let waiting = store.suggested_meanings(TEAM, Word::Agency).await.unwrap();
    assert_eq!(waiting, [one(1, "at vi hjælper")], "nobody had read it");
    assert!(settle(Some("at vi spørger"), "at vi spørger først", &[1]).await);
    let direction = store.suggested_meanings(TEAM, Word::Direction).await.unwrap();
    assert_eq!(direction, [one(4, "at vi ved hvorhen")], "it is for another word");
    let settled = BTreeMap::from([(Word::Agency, "at vi spørger først".to_owned())]);
    assert_eq!(store.meanings(TEAM).await.unwrap(), settled);
    assert_eq!(store.meanings(TeamId(2)).await.unwrap(), BTreeMap::new());
    assert_eq!(store.suggested_meanings(TEAM, Word::Agency).await.unwrap(), []);
    assert_eq!(store.count_suggested_meanings(TEAM).await.unwrap(), 1, "the other word's");
    assert!(!store.withdraw_meaning(TEAM, SuggestionId(4), UserId(7)).await.unwrap(), "it is Karen's");
    assert!(!store.withdraw_meaning(TeamId(2), SuggestionId(4), KAREN).await.unwrap());
    suggest(5, Word::Direction, "at vi følges").await;
    assert!(store.withdraw_meaning(TEAM, SuggestionId(5), KAREN).await.unwrap());
    assert!(!store.withdraw_meaning(TEAM, SuggestionId(5), KAREN).await.unwrap());
    assert_eq!(store.expire_suggested_meanings(at(4)).await.unwrap(), 0);
    assert_eq!(store.expire_suggested_meanings(at(5)).await.unwrap(), 1);

    store.plan(KAREN, GUILD, &[(occasion(10, 7), Vec::new())], at(0)).await.unwrap();
    assert!(store.asked_between(TEAM, date(7), date(8)).await.unwrap());
    assert!(!store.asked_between(TEAM, date(0), date(7)).await.unwrap());
    assert!(!store.asked_between(TeamId(2), date(0), date(70)).await.unwrap());
}

async fn a_members_pace_is_their_own_in_each_team() {
    let store = Opened::with_team().await;
    store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
    assert_eq!(store.pace(TEAM, KAREN).await.unwrap(), Pace::Quiet);
    for pace in [Pace::Nudge, Pace::Pause, Pace::Nudge] {
        store.set_pace(TEAM, KAREN, pace).await.unwrap();
        assert_eq!(store.pace(TEAM, KAREN).await.unwrap(), pace);
    }
    store.set_pace(TEAM, UserId(8), Pace::Pause).await.unwrap();
    assert_eq!(store.to_nudge(TEAM).await.unwrap(), [KAREN]);
    assert_eq!(store.to_nudge(TeamId(2)).await.unwrap(), []);
    assert_eq!(store.pace(TeamId(2), KAREN).await.unwrap(), Pace::Quiet);
    store.set_pace(TEAM, KAREN, Pace::Quiet).await.unwrap();
    assert_eq!(store.to_nudge(TEAM).await.unwrap(), []);
}
