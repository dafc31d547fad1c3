//! Next steps, and who goes first with them.

use super::{GUILD, KAREN, Opened, TEAM, at, date, removal, team, work};
use crate::support::on_both_engines;
use aktor::domain::ids::{ChannelId, InteractionId, MessageId, StepId, TeamId, UserId};
use aktor::domain::step::{Hand, Helper, MOST_OPEN, NextStep, State, Verdict};
use aktor::domain::team::Team;
use aktor::store::{Agreed, NextDates, StepPost};

on_both_engines!(
    a_step_is_kept_once_and_a_team_has_so_many,
    of_two_who_say_how_it_went_one_is_taken_in,
    names_stand_at_an_open_step_and_can_be_taken_off,
    a_post_is_recorded_and_what_changed_on_its_way_is_followed_up,
    what_is_erased_or_old_is_gone_with_its_people,
    a_team_that_ends_has_no_open_steps,
);

const ASTA: UserId = UserId(7);
const BO: UserId = UserId(8);

pub(super) fn step(id: i64, what: &str) -> NextStep {
    NextStep {
        id: StepId(id),
        team: TEAM,
        author: ASTA,
        what: what.to_owned(),
        frame: "To vagter".to_owned(),
        due: date(14),
        state: State::Open,
        version: 1,
        agreed_at: at(0),
        settled_at: None,
        helpers: Vec::new(),
    }
}

async fn agree(store: &Opened, source: i64, step: &NextStep) -> Agreed {
    let key = format!("step:{source}");
    store.agree_step(InteractionId(source), GUILD, step, &[work(source, &key, 0)], at(0)).await.unwrap()
}

async fn a_step_is_kept_once_and_a_team_has_so_many() {
    let store = Opened::with_team().await;
    let first = step(1, "Vi ringer\0 først");
    assert_eq!(agree(&store, 1, &first).await, Agreed::As(StepId(1)));
    assert_eq!(agree(&store, 1, &step(2, "andet")).await, Agreed::As(StepId(1)), "the same event");
    assert_eq!(agree(&store, 2, &step(3, "Vi ringer først")).await, Agreed::As(StepId(1)), "the same words");
    let other_day = NextStep { due: date(15), ..step(4, "Vi ringer først") };
    assert_eq!(agree(&store, 3, &other_day).await, Agreed::As(StepId(4)));
    let kept = store.step(StepId(1)).await.unwrap().unwrap();
    assert_eq!(kept.step, NextStep { what: "Vi ringer først".to_owned(), ..first });
    assert_eq!((kept.guild, kept.shown, kept.asked), (GUILD, None, None));
    for n in 5..=i64::try_from(MOST_OPEN).unwrap() + 2 {
        assert_eq!(agree(&store, n, &step(n, &n.to_string())).await, Agreed::As(StepId(n)));
    }
    assert_eq!(agree(&store, 99, &step(99, "én til")).await, Agreed::TooMany);
    assert_eq!(agree(&store, 98, &step(98, "5")).await, Agreed::As(StepId(5)), "it is there");
    assert_eq!(store.steps(TEAM).await.unwrap().len(), MOST_OPEN);
    assert_eq!(store.steps(TeamId(2)).await.unwrap(), []);
    assert!(store.is_open("step:3").await.unwrap() && !store.is_open("step:2").await.unwrap());
}

async fn of_two_who_say_how_it_went_one_is_taken_in() {
    let store = Opened::with_team().await;
    let open = step(1, "Vi ringer først");
    agree(&store, 1, &open).await;
    let done = open.after(Verdict::Done, date(14), at(60));
    let dropped = open.after(Verdict::Dropped, date(14), at(60));
    assert!(store.settle_step(1, &done, &[work(5, "refresh", 60)], at(60)).await.unwrap());
    assert!(!store.settle_step(1, &dropped, &[work(6, "late", 60)], at(60)).await.unwrap());
    assert_eq!(store.step(StepId(1)).await.unwrap().unwrap().step, done);
    assert!(store.is_open("refresh").await.unwrap() && !store.is_open("late").await.unwrap());
    let moved = done.moved(date(30));
    assert!(store.settle_step(2, &moved, &[], at(61)).await.unwrap());
    assert_eq!(store.step(StepId(1)).await.unwrap().unwrap().step, moved);
}

async fn names_stand_at_an_open_step_and_can_be_taken_off() {
    let store = Opened::with_team().await;
    let open = step(1, "Vi ringer først");
    agree(&store, 1, &open).await;
    agree(&store, 2, &step(2, "Vi skriver det ned")).await;
    let helper = |user, name: &str, hand| Helper { user, name: name.to_owned(), hand };
    let lead = helper(BO, "Bo\0", Hand::Leads);
    assert!(store.lend_hand(StepId(1), &lead, &[work(5, "one", 0)], at(1)).await.unwrap());
    let join = helper(ASTA, "Asta", Hand::Joins);
    assert!(store.lend_hand(StepId(1), &join, &[], at(2)).await.unwrap());
    let changed = helper(BO, "Bo", Hand::Joins);
    assert!(store.lend_hand(StepId(1), &changed, &[], at(3)).await.unwrap());
    let helpers = store.step(StepId(1)).await.unwrap().unwrap().step.helpers;
    assert_eq!(helpers, [changed, join.clone()], "in the order in which they came");
    assert_eq!(store.steps(TEAM).await.unwrap()[1].step.helpers, []);
    assert!(store.withdraw_hand(StepId(1), BO, &[work(6, "off", 0)], at(4)).await.unwrap());
    assert!(!store.withdraw_hand(StepId(1), BO, &[work(7, "again", 0)], at(4)).await.unwrap());
    assert!(store.is_open("off").await.unwrap() && !store.is_open("again").await.unwrap());
    store.settle_step(1, &open.after(Verdict::Done, date(1), at(5)), &[], at(5)).await.unwrap();
    assert!(!store.lend_hand(StepId(1), &lead, &[], at(6)).await.unwrap(), "it is closed");
    assert!(!store.lend_hand(StepId(3), &lead, &[], at(6)).await.unwrap(), "it is not there");
    assert_eq!(store.step(StepId(1)).await.unwrap().unwrap().step.helpers, [join]);
}

async fn a_post_is_recorded_and_what_changed_on_its_way_is_followed_up() {
    let store = Opened::with_team().await;
    let open = step(1, "Vi ringer først");
    store.agree_step(InteractionId(1), GUILD, &open, &[], at(0)).await.unwrap();
    let mut n = 10;
    // Posts it as it was read; answers whether a refresh or a removal follows.
    let mut post = async |which: StepPost, change: &dyn Fn(&NextStep) -> Option<NextStep>| {
        n += 1;
        store.enqueue(&[work(n, &format!("post:{n}"), 0)], at(0)).await.unwrap();
        let claim = store.claim_one(at(0)).await;
        let read = store.step(StepId(1)).await.unwrap().unwrap_or_else(|| panic!("gone"));
        match change(&read.step) {
            Some(changed) if changed.version == 0 => {
                store.erase_step(StepId(1), removal, &[], ASTA, at(0)).await.unwrap();
            }
            Some(changed) => {
                store.settle_step(read.step.version, &changed, &[], at(0)).await.unwrap();
            }
            None => {}
        }
        let (remove, refresh) = (format!("remove:{n}"), format!("refresh:{n}"));
        let follow = (&work(n + 100, &remove, 90), &work(n + 200, &refresh, 90));
        let place = (ChannelId(11), MessageId(n));
        store.record_step_post(&claim, which, &read, place, follow, at(0)).await.unwrap();
        (store.is_open(&refresh).await.unwrap(), store.is_open(&remove).await.unwrap())
    };
    assert_eq!(post(StepPost::Card, &|_| None).await, (false, false));
    let on = |step: &NextStep| Some(step.after(Verdict::UnderWay, date(14), at(5)));
    assert_eq!(post(StepPost::Question, &on).await, (true, false), "something was decided meanwhile");
    let row = store.step(StepId(1)).await.unwrap().unwrap();
    assert_eq!(row.shown, Some((ChannelId(11), MessageId(11))));
    assert_eq!(row.asked, Some((ChannelId(11), MessageId(12), 1)), "in the version that was asked about");
    let erased = |step: &NextStep| Some(NextStep { version: 0, ..step.clone() });
    assert_eq!(post(StepPost::Card, &erased).await, (false, true), "it was erased meanwhile");
    // The posts that go with it are those that are known when it is erased.
    assert!(store.is_open("remove:11").await.unwrap() && store.is_open("remove:12").await.unwrap());
}

async fn what_is_erased_or_old_is_gone_with_its_people() {
    let store = Opened::with_team().await;
    let steps = [step(1, "en"), step(2, "to"), NextStep { due: date(60), ..step(3, "tre") }, step(4, "fire")];
    for (n, step) in (1..).zip(&steps) {
        agree(&store, n, step).await;
        let helper = Helper { user: BO, name: "Solsort".to_owned(), hand: Hand::Leads };
        store.lend_hand(step.id, &helper, &[], at(1)).await.unwrap();
    }
    assert!(store.erase_step(StepId(1), removal, &[work(50, "letter", 0)], ASTA, at(2)).await.unwrap());
    assert!(!store.erase_step(StepId(1), removal, &[work(51, "again", 0)], ASTA, at(2)).await.unwrap());
    assert!(store.is_open("letter").await.unwrap() && !store.is_open("again").await.unwrap());
    store.settle_step(1, &steps[1].after(Verdict::Done, date(0), at(10)), &[], at(10)).await.unwrap();
    assert_eq!(store.expire_steps(at(9)).await.unwrap(), 0);
    assert_eq!(store.expire_steps(at(11)).await.unwrap(), 1, "what was settled");
    assert_eq!(store.expire_steps(at(20 * 24 * 60)).await.unwrap(), 1, "what nobody has spoken of since");
    let left = store.steps(TEAM).await.unwrap();
    assert_eq!(left.iter().map(|row| row.step.id).collect::<Vec<_>>(), [StepId(3)]);
    assert_eq!(left[0].step.helpers.len(), 1);
    assert_eq!(store.database.numbers("SELECT COUNT(*) FROM step_people").await, [1]);
}

async fn a_team_that_ends_has_no_open_steps() {
    for everything in [false, true] {
        let store = Opened::with_team().await;
        store.save_team(None, &team(2), KAREN, NextDates::default(), &[], at(0)).await.unwrap();
        agree(&store, 1, &step(1, "Vi ringer først")).await;
        let helper = Helper { user: BO, name: "Bo".to_owned(), hand: Hand::Joins };
        store.lend_hand(StepId(1), &helper, &[], at(1)).await.unwrap();
        let other = NextStep { team: TeamId(2), ..step(2, "Vi ringer først") };
        agree(&store, 2, &other).await;
        let seen = store.team(TEAM).await.unwrap().unwrap();
        let ended = Team { ended_at: Some(at(30)), ..seen.clone() };
        assert!(store.end_team((&seen, &ended), KAREN, &[], everything, at(30)).await.unwrap());
        let left = store.step(StepId(1)).await.unwrap();
        assert_eq!(left.is_none(), everything);
        if let Some(row) = left {
            let (state, version) = (row.step.state, row.step.version);
            assert_eq!((state, version, row.step.settled_at), (State::Dropped, 2, Some(at(30))));
        }
        assert_eq!(store.step(StepId(2)).await.unwrap().unwrap().step, other, "another team's");
    }
}
