//! What teams have learned.

use super::{GUILD, KAREN, Opened, TEAM, at, removal, team, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, InteractionId, LearningId, MessageId, UserId};
use aktor::domain::learning::{Learning, MOST_UNSHARED, State, Words};
use aktor::domain::team::Team;
use aktor::store::NextDates;

on_both_engines!(
    a_learning_is_kept_once_for_its_author,
    of_two_changes_one_is_kept,
    a_learning_that_was_erased_on_its_way_is_taken_down,
    what_is_old_goes_and_drafts_go_first,
    a_team_that_ends_keeps_what_was_shown_unless_everything_goes,
);

pub(super) fn learning(id: i64, learned: &str) -> Learning {
    Learning {
        id: LearningId(id),
        team: TEAM,
        author: UserId(7),
        name: None,
        words: Words {
            tried: "Faste pladser".to_owned(),
            happened: "Ingen kom".to_owned(),
            learned: learned.to_owned(),
            next: String::new(),
        },
        state: State::Draft,
        written_at: at(0),
        shared_at: None,
    }
}

fn shared(learning: &Learning, minutes: i64) -> Learning {
    Learning { state: State::Shared, shared_at: Some(at(minutes)), ..learning.clone() }
}

async fn write(store: &Opened, source: i64, learning: &Learning) -> Option<LearningId> {
    store.write_learning(InteractionId(source), GUILD, learning).await.unwrap()
}

async fn a_learning_is_kept_once_for_its_author() {
    let store = Opened::with_team().await;
    let first = learning(1, "Vi spørger\0 først");
    assert_eq!(write(&store, 1, &first).await, Some(LearningId(1)));
    assert_eq!(write(&store, 1, &learning(2, "andet")).await, Some(LearningId(1)), "the same event");
    assert_eq!(
        write(&store, 2, &learning(3, "Vi spørger først")).await,
        Some(LearningId(1)),
        "the same words"
    );
    let kept = store.learning(LearningId(1)).await.unwrap().unwrap();
    assert_eq!(kept.learning, learning(1, "Vi spørger først"));
    assert_eq!((kept.guild, kept.shown), (GUILD, None));
    for n in 2..=i64::try_from(MOST_UNSHARED).unwrap() {
        assert_eq!(write(&store, 10 + n, &learning(n, &n.to_string())).await, Some(LearningId(n)));
    }
    assert_eq!(write(&store, 99, &learning(99, "én til")).await, None);
    let other = Learning { author: KAREN, ..learning(98, "én til") };
    assert_eq!(write(&store, 98, &other).await, Some(LearningId(98)), "somebody else's");
    assert_eq!(store.learnings_between(TEAM, at(0), at(99)).await.unwrap(), [], "nobody sees them");
}

async fn of_two_changes_one_is_kept() {
    let store = Opened::with_team().await;
    let draft = learning(1, "Vi spørger først");
    write(&store, 1, &draft).await;
    let named = Learning { name: Some("Asta".to_owned()), ..shared(&draft, 5) };
    assert!(store.change_learning(&draft, &named, &[work(5, "show", 5)], draft.author, at(5)).await.unwrap());
    let late = shared(&draft, 6);
    assert!(!store.change_learning(&draft, &late, &[work(6, "late", 6)], draft.author, at(6)).await.unwrap());
    assert!(store.is_open("show").await.unwrap() && !store.is_open("late").await.unwrap());
    let all = store.learnings_between(TEAM, at(5), at(6)).await.unwrap();
    assert_eq!(all.into_iter().map(|row| row.learning).collect::<Vec<_>>(), [named]);
    assert_eq!(store.learnings_between(TEAM, at(6), at(60)).await.unwrap(), []);
}

async fn a_learning_that_was_erased_on_its_way_is_taken_down() {
    let store = Opened::with_team().await;
    let draft = learning(1, "Vi spørger først");
    write(&store, 1, &draft).await;
    let post = async |n: i64, read: &Learning| {
        store.enqueue(&[work(n, &format!("post:{n}"), 0)], at(0)).await.unwrap();
        let claim = store.claim_one(at(0)).await;
        let (remove, refresh) = (format!("remove:{n}"), format!("refresh:{n}"));
        let follow = (&work(n + 100, &remove, 90), &work(n + 200, &refresh, 90));
        let place = (ChannelId(11), MessageId(n));
        store.record_learning_shown(&claim, read, place, follow, at(0)).await.unwrap();
        (store.is_open(&refresh).await.unwrap(), store.is_open(&remove).await.unwrap())
    };
    assert_eq!(post(11, &draft).await, (false, false));
    assert_eq!(
        store.learning(LearningId(1)).await.unwrap().unwrap().shown,
        Some((ChannelId(11), MessageId(11)))
    );
    assert_eq!(post(12, &learning(1, "andet")).await, (true, false), "it was changed meanwhile");
    let letter = [work(50, "letter", 0)];
    assert!(store.erase_learning(LearningId(1), removal, &letter, at(2)).await.unwrap());
    assert!(!store.erase_learning(LearningId(1), removal, &[work(51, "again", 0)], at(2)).await.unwrap());
    assert!(store.is_open("remove:12").await.unwrap(), "where it is known to stand when it is erased");
    assert!(store.is_open("letter").await.unwrap() && !store.is_open("again").await.unwrap());
    store.set_aside(&store.claim_one(at(0)).await, "", at(0)).await.unwrap();
    assert_eq!(post(13, &draft).await, (false, true), "it was erased meanwhile");
}

async fn what_is_old_goes_and_drafts_go_first() {
    let store = Opened::with_team().await;
    for (n, state) in (1..).zip([State::Draft, State::Offered, State::Shared]) {
        let draft = learning(n, &n.to_string());
        write(&store, n, &draft).await;
        let changed =
            if state == State::Shared { shared(&draft, 90) } else { Learning { state, ..draft.clone() } };
        store.change_learning(&draft, &changed, &[], draft.author, at(0)).await.unwrap();
    }
    assert_eq!(store.expire_learnings(at(0), at(0)).await.unwrap(), 0);
    assert_eq!(store.expire_learnings(at(1), at(0)).await.unwrap(), 1, "the draft");
    assert_eq!(store.expire_learnings(at(1), at(60)).await.unwrap(), 1, "what TRIO has not published");
    assert!(store.learning(LearningId(3)).await.unwrap().is_some());
    assert_eq!(store.expire_learnings(at(91), at(91)).await.unwrap(), 1);
}

async fn a_team_that_ends_keeps_what_was_shown_unless_everything_goes() {
    for everything in [false, true] {
        let store = Opened::with_team().await;
        store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
        for n in 1..=3 {
            let draft = learning(n, &n.to_string());
            write(&store, n, &draft).await;
            if n > 1 {
                store.change_learning(&draft, &shared(&draft, n), &[], draft.author, at(0)).await.unwrap();
            }
            if n > 2 {
                store.enqueue(&[work(n, "show", 0)], at(0)).await.unwrap();
                let claim = store.claim_one(at(0)).await;
                let follow = (&work(8, "remove", 0), &work(9, "refresh", 0));
                let read = shared(&draft, n);
                store
                    .record_learning_shown(&claim, &read, (ChannelId(11), MessageId(n)), follow, at(0))
                    .await
                    .unwrap();
            }
        }
        let seen = store.team(TEAM).await.unwrap().unwrap();
        let ended = Team { ended_at: Some(at(30)), ..seen.clone() };
        assert!(store.end_team((&seen, &ended), KAREN, &[], everything, at(30)).await.unwrap());
        let left = store.database.numbers("SELECT COUNT(*) FROM learnings").await;
        assert_eq!(left, [i64::from(!everything)]);
    }
}
